use pejl::extract::{ALL, Findings, Parsed};
fn main() {
    let lexicon = pejl::lexicon::Lexicon::embedded();
    let mut text = String::new();
    for p in
        ["corpus/skovholm-2019.txt", "corpus/lindeby-2023.md", "corpus/vesteraa-2022.txt", "corpus/skovholm-2019.txt"]
    {
        text += &std::fs::read_to_string(p).unwrap();
    }
    text.truncate(text.floor_char_boundary(40000));
    let doc = pejl::ingest::Document::from_text("plan.txt", &text);
    for _ in 0..40 {
        let t = std::time::Instant::now();
        let parsed = Parsed::new(&doc, &lexicon);
        println!("parse {:?}", t.elapsed());
        let mut found = Findings::default();
        for e in ALL {
            let t = std::time::Instant::now();
            e.extract(&parsed, &mut found);
            println!("  {} {:?}", e.name(), t.elapsed());
        }
        let t = std::time::Instant::now();
        pejl::analyze(&doc, &lexicon);
        println!("analyze {:?}", t.elapsed());
    }
}
