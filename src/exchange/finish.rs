//! Marks become gold: what the format lost is put back, and the linter has the last word.

use super::about::About;
use super::carry::{carry, join_pieces};
use super::mark::{Mark, add, marks};
use super::{Format, Import, Incoming, Reading};
use crate::score::{Texts, check};
use crate::wire::AnalysisJson;
use std::collections::{BTreeMap, BTreeSet};

/// Gold from what a reader found. A document with a slip is not among it.
pub(super) fn finish(format: Format, reading: Reading, texts: &Texts, base: &[AnalysisJson]) -> Import {
    let mut import = Import { notes: reading.notes, ..Import::default() };
    for incoming in reading.documents {
        let base = base.iter().find(|analysis| analysis.doc == incoming.doc);
        let slips = import.slips.len();
        let gold = document(format, incoming, texts, base, &mut import.slips, &mut import.notes);
        if import.slips.len() == slips {
            import.gold.push(gold);
        }
    }
    import
}

fn document(
    format: Format,
    incoming: Incoming,
    texts: &Texts,
    base: Option<&AnalysisJson>,
    slips: &mut Vec<String>,
    notes: &mut Vec<String>,
) -> AnalysisJson {
    let Incoming { doc, about, links, marks: found, carried } = incoming;
    let no_about = about.is_none() && base.is_none();
    let about = about.or_else(|| base.map(About::of)).unwrap_or_default();
    let mut gold = About { doc: doc.clone(), ..about }.into_gold();
    gold.links = links.unwrap_or(gold.links);
    let exported = match base {
        Some(base) if !format.holds_fields() => marks(base),
        _ => carried,
    };
    let mut found = join_pieces(found, &exported);
    if !exported.is_empty() {
        carry(&mut found, &exported);
    }
    let Some(text) = texts.get(&doc) else {
        slips.push(format!("{doc}: no such text; name the folder of the plans' own texts with --texts"));
        return gold;
    };
    found.sort_by_key(Mark::bounds);
    let ids: BTreeSet<&str> = found.iter().filter_map(|mark| mark.fields.get("id")).map(String::as_str).collect();
    gold.links.retain(|link| {
        let kept = [&link.from, &link.to].into_iter().all(|id| ids.contains(id.as_str()));
        if !kept {
            notes.push(format!("{doc}: the link from {} to {} has lost a finding; left out", link.from, link.to));
        }
        kept
    });
    let mut origins: BTreeMap<String, String> = BTreeMap::new();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in &found {
        match add(&mut gold, mark, text) {
            Ok(()) => {
                let index = count.entry(mark.layer.name).or_default();
                origins.insert(format!("{}[{index}]", mark.layer.name), mark.origin.clone());
                *index += 1;
            }
            Err(message) => slips.push(format!("{}: {message}", mark.origin)),
        }
    }
    for slip in check(std::slice::from_ref(&gold), texts) {
        let item = slip.item.as_deref().unwrap_or_default();
        // Slips point to a finding by its place in a list that the annotator never sees.
        slips.push(match origins.get(item) {
            Some(origin) => format!("{origin}: {}", name_items(&slip.message, &origins)),
            None if item == "meta" && no_about => {
                format!("{slip}; {} holds no metadata: name the exported gold with --base", format.name())
            }
            None => slip.to_string(),
        });
    }
    gold
}

/// Messages on duplicates and crossings name the other finding too.
fn name_items(message: &str, origins: &BTreeMap<String, String>) -> String {
    let named = message.split(' ').map(|word| origins.get(word).map_or(word, String::as_str));
    named.collect::<Vec<_>>().join(" ")
}
