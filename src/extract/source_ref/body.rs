//! Who publishes: bodies of the lexicon, municipalities, and firms by their capitals.

use super::flat::Flat;
use super::trigger::Trigger;
use crate::extract::Parsed;
use crate::extract::gated::Gated;
use crate::lexicon::Class;
use std::ops::Range;
use std::sync::LazyLock;

/// A body named in a node.
#[derive(Debug, Clone)]
pub struct Body {
    pub range: Range<usize>,
    /// As printed, without genitive.
    pub name: String,
    /// Whether it is in the genitive: "STARs", "STAR's".
    pub genitive: bool,
    /// What it mostly publishes; empty for bodies of every kind.
    pub kind: String,
    /// Whether the lexicon knows it.
    pub known: bool,
}

static MUNICIPALITY: LazyLock<Gated> = LazyLock::new(|| {
    Gated::words(
        r"((?:(?:Høje|Lyngby|Ringkøbing|Faaborg|Fåborg|Ikast) )?\p{Lu}[\p{L}]+(?:-\p{Lu}\p{L}+)*) (?:Kommune|kommune|KOMMUNE)(n?s|NS|S|n|N)?",
    ).in_clause()
});
static FIRM: LazyLock<Gated> = LazyLock::new(|| {
    Gated::word_start(
        r"(?i:konsulentfirmaet|konsulenthuset|konsulentvirksomheden|analyseinstituttet|analysefirmaet|revisionsfirmaet|revisionshuset|tænketanken|forskningscenteret|forskningscentret|videnscenteret|styrelsen|organisationen) (\p{Lu}[\p{L}&.\-]*(?: (?:& |og )?\p{Lu}[\p{L}&.\-]*){0,4})",
    )
});

/// All bodies of a node in order.
pub fn find(parsed: &Parsed<'_>, flat: &Flat) -> Vec<Body> {
    let mut bodies: Vec<Body> = Vec::new();
    for hit in parsed.hits(flat.node) {
        let term = parsed.term(hit);
        if term.class != Class::Publisher {
            continue;
        }
        let Some(mut range) = flat.of_hit(parsed, hit) else {
            continue;
        };
        let printed = &flat.text[range.clone()];
        let lower_label = term.label.starts_with(char::is_lowercase);
        if !lower_label && !printed.contains('.') && !printed.starts_with(char::is_uppercase) {
            continue;
        }
        let mut genitive = false;
        let mut name = printed.to_owned();
        if printed.chars().count() > term.label.chars().count()
            && let Some(bare) = printed.strip_suffix(['s', 'S'])
        {
            name = bare.trim_end_matches(['\'', '’']).to_owned();
            genitive = true;
        }
        if let Some(possessive) = ["'s", "’s", "´s"].iter().find(|end| flat.text[range.end..].starts_with(**end)) {
            range.end += possessive.len();
            genitive = true;
        }
        // "DI s undersøgelse": the apostrophe was lost with its font.
        let plain = !genitive && name.len() > 1 && name.chars().all(char::is_uppercase);
        if plain && flat.text[range.end..].starts_with(" s ") {
            range.end += 2;
            genitive = true;
        }
        if term.label == "RAR" && !genitive {
            extend_council(flat, &mut range, &mut name, &mut genitive);
        }
        let kind = parsed.lexicon.publishers.get(&term.concept).map_or(String::new(), |body| body.kind.clone());
        bodies.push(Body { range, name, genitive, kind, known: true });
    }
    if flat.triggers.has(Trigger::Municipality) {
        for found in MUNICIPALITY.captures_near(&flat.text, flat.triggers.places(Trigger::Municipality)) {
            let whole = found.get(0).map_or(0..0, |m| m.range());
            let genitive = found.get(2).is_some_and(|end| end.as_str().to_lowercase().ends_with('s'));
            // "Glostrups Kommunens" says the genitive twice.
            let twice = found.get(2).is_some_and(|end| end.as_str().len() == 2);
            let first = if twice { found[1].strip_suffix('s').unwrap_or(&found[1]) } else { &found[1] };
            let name = format!("{first} Kommune");
            bodies.push(Body { range: whole, name, genitive, kind: String::new(), known: false });
        }
    }
    if flat.triggers.has(Trigger::Firm) {
        for found in FIRM.captures_iter(&flat.text) {
            let range = found.get(0).map_or(0..0, |m| m.range());
            let printed = found[1].trim_end_matches('.');
            let end = range.end - (found[1].len() - printed.len());
            // "Bülow & Linds gennemgang": a name that ends in s before a noun is in the genitive.
            let genitive = printed.ends_with('s')
                && flat.text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
            let name = if genitive { &printed[..printed.len() - 1] } else { printed };
            let body =
                Body { range: range.start..end, name: name.to_owned(), genitive, kind: String::new(), known: false };
            bodies.push(body);
        }
    }
    bodies.sort_by_key(|body| (body.range.start, usize::MAX - body.range.end));
    bodies.dedup_by(|next, kept| next.range.start < kept.range.end);
    bodies
}

/// "RAR Nordkysts": the council's region, also one that the lexicon lacks.
fn extend_council(flat: &Flat, range: &mut Range<usize>, name: &mut String, genitive: &mut bool) {
    let rest = &flat.text[range.end..];
    let Some(word) = rest.strip_prefix(' ').and_then(|rest| rest.split([' ', ',', '.', ';', ')', '\n']).next()) else {
        return;
    };
    if word.chars().count() < 3 || !word.starts_with(char::is_uppercase) {
        return;
    }
    // No region's name ends in s.
    let next = rest[1 + word.len()..].strip_prefix(' ').and_then(|rest| rest.chars().next());
    *genitive = word.ends_with('s') && next.is_some_and(char::is_alphabetic);
    let bare = if *genitive { &word[..word.len() - 1] } else { word };
    *name = format!("{name} {bare}");
    range.end += 1 + word.len();
}
