//! `pejl outline FILE`: what each block of a text is.

use crate::extract::Parsed;
use crate::ingest::Document;
use crate::lexicon::Lexicon;
use crate::structure::NodeKind;
use anyhow::Context;
use std::io::Write;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Args {
    /// Plan to read
    pub file: PathBuf,
    /// Show the sentences of each block
    #[arg(long)]
    pub sentences: bool,
    /// Show the lexicon terms found in each block
    #[arg(long)]
    pub terms: bool,
}

pub fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<u8> {
    let doc = Document::read(&args.file, None).context("cannot read the plan")?;
    let lexicon = Lexicon::embedded();
    let parsed = Parsed::new(&doc, &lexicon);
    for (id, node) in parsed.outline.nodes.iter().enumerate() {
        let depth = parsed.outline.ancestors(id).count();
        let kind = match node.kind {
            NodeKind::Heading { level, boxed: false } => format!("heading {level}"),
            NodeKind::Heading { boxed: true, .. } => "box".to_owned(),
            NodeKind::Paragraph => "paragraph".to_owned(),
            NodeKind::ListItem => "item".to_owned(),
            NodeKind::Cell { table, row, column } => format!("cell {table}:{row}:{column}"),
            NodeKind::Footnote => "footnote".to_owned(),
            NodeKind::Contents => "contents".to_owned(),
            NodeKind::Furniture => "furniture".to_owned(),
        };
        let label = node.label.as_ref().map_or("", |label| &parsed.text()[label.range.clone()]);
        let text = node.text(parsed.text()).split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "{id:>4} p{:<3} {:indent$}{kind}: {label}{text}", node.page, "", indent = depth * 2)?;
        if args.sentences {
            for sentence in parsed.sentences(id) {
                writeln!(out, "       | {}", parsed.lower_text(sentence.tokens.clone()))?;
            }
        }
        if args.terms {
            for hit in parsed.hits(id) {
                let term = parsed.term(hit);
                let role = term.role.map_or(String::new(), |role| format!(" {role:?}"));
                writeln!(
                    out,
                    "       + {:?} {}{role} \"{}\"",
                    term.class,
                    term.concept,
                    &parsed.text()[hit.norm.clone()]
                )?;
            }
        }
    }
    Ok(0)
}
