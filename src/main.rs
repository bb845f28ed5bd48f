use std::io::{BufWriter, stdin, stdout};

fn main() -> anyhow::Result<()> {
    let out = BufWriter::new(stdout().lock());
    match std::env::args().nth(1).as_deref() {
        Some("lemmas") => pejl::cli::lemmas::run(stdin().lock(), out),
        Some("compounds") => pejl::cli::compounds::run(stdin().lock(), out),
        _ => anyhow::bail!("say 'lemmas -' or 'compounds -'"),
    }
}
