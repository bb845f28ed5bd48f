//! Hanging hyphens: `uddannelses-, beskæftigelses- og socialområdet` names three areas, and each gets its whole word.
//!
//! A conjunct that ends in a hyphen borrows the last part of the next compound (`området`); one that begins with a
//! hyphen borrows the first parts of the word before (`arbejdsgivere og -tagere`). How much is borrowed is a question
//! of knowledge: `kontant- eller uddannelseshjælpsmodtagere` is `kontanthjælpsmodtagere` because kontanthjælp exists,
//! so the longest loan that makes a known word wins, and the last part alone is borrowed where none does.

use std::ops::Range;

use super::compound::Splitter;

/// One member of a coordination, with its whole word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conjunct {
    /// Which token it stands in.
    pub token: usize,
    /// Its bytes in that token: less than all of it where a slash holds two (`kontant-/uddannelseshjælp`).
    pub range: Range<usize>,
    /// The whole word.
    pub word: String,
    /// The token that lends what is missing; `token` itself if nothing is.
    pub lender: usize,
}

/// Completes every coordination with a hanging hyphen in a row of tokens, a sentence say.
///
/// `known` tells whether a word exists, as a base form without its linking letter (`kontanthjælp`); a lexicon answers
/// for its terms. Members that miss nothing are listed too, so that each coordination comes whole.
pub fn complete(tokens: &[&str], splitter: &Splitter, known: &dyn Fn(&str) -> bool) -> Vec<Conjunct> {
    let pieces = pieces(tokens);
    let known = |word: &str| PAIRS.contains(&word) || known(word);
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match pieces[at].kind {
            Kind::Hanging => at = backward(&pieces, at, splitter, &known, &mut found),
            Kind::Leading => {
                forward(&pieces, at, splitter, &known, &mut found);
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// Completes a run of hanging members from the word that follows; returns where to go on.
fn backward(
    pieces: &[Piece<'_>],
    first: usize,
    splitter: &Splitter,
    known: &dyn Fn(&str) -> bool,
    found: &mut Vec<Conjunct>,
) -> usize {
    let mut hanging = vec![first];
    let mut at = first + 1;
    let mut joined = false;
    while let Some(piece) = pieces.get(at) {
        match piece.kind {
            Kind::Joint => joined = true,
            Kind::Hanging if joined => hanging.push(at),
            _ => break,
        }
        at += 1;
    }
    if !joined {
        return at;
    }
    let Some(lender) = lender(pieces, at, splitter) else {
        return at;
    };
    let parts = splitter.split(pieces[lender].text);
    for &member in &hanging {
        let piece = &pieces[member];
        let stem = piece.text.trim_end_matches(HYPHENS);
        found.push(piece.conjunct(fill(stem, &parts, known), pieces[lender].token));
    }
    let piece = &pieces[lender];
    found.push(piece.conjunct(piece.text.to_owned(), piece.token));
    lender + 1
}

/// The word that lends its end: the next compound, or a plain word if no compound follows before the phrase ends
/// (`handicap- og øvrige kompenserende ordninger`).
fn lender(pieces: &[Piece<'_>], from: usize, splitter: &Splitter) -> Option<usize> {
    for (at, piece) in pieces.iter().enumerate().skip(from).take(4) {
        if piece.kind != Kind::Word || STOPS.contains(&piece.lower().as_str()) {
            return None;
        }
        let text = piece.lower();
        if splitter.split(piece.text).len() > 1 || (text.ends_with("ende") && splitter.can_end(&text)) {
            return Some(at);
        }
        let phrase_goes_on =
            pieces.get(at + 1).is_some_and(|next| next.kind == Kind::Word && !STOPS.contains(&next.lower().as_str()));
        if !(phrase_goes_on && (text.ends_with('e') || text.ends_with('t'))) {
            return splitter.can_end(&text).then_some(at);
        }
    }
    None
}

/// A hanging stem with the end it borrows from the parts of another word.
fn fill(stem: &str, parts: &[&str], known: &dyn Fn(&str) -> bool) -> String {
    let lower = stem.to_lowercase();
    let longest = (1..parts.len()).find(|&from| {
        let next = parts[from].to_lowercase();
        let bare = next.strip_suffix('s').unwrap_or(&next);
        [next.as_str(), bare].iter().any(|end| known(&format!("{lower}{end}")))
    });
    let from = longest.unwrap_or(parts.len() - 1);
    let tail = parts[from..].concat();
    // "FGU- og EUD-elever": where the lender has a hyphen, or the stem is an abbreviation, the hyphen stays.
    let hyphened = from > 0 && parts[from - 1].ends_with(HYPHENS);
    let abbreviation = stem.chars().all(|c| !c.is_lowercase());
    if hyphened || abbreviation { format!("{stem}-{tail}") } else { format!("{stem}{tail}") }
}

/// Completes a member that begins with a hyphen from the word before it.
fn forward(
    pieces: &[Piece<'_>],
    at: usize,
    splitter: &Splitter,
    known: &dyn Fn(&str) -> bool,
    found: &mut Vec<Conjunct>,
) {
    let Some(before) = pieces[..at].iter().rposition(|piece| piece.kind != Kind::Joint) else {
        return;
    };
    if before + 1 == at || pieces[before].kind == Kind::Hanging {
        return;
    }
    let piece = &pieces[at];
    let end = piece.text.trim_start_matches(HYPHENS);
    let source = &pieces[before];
    // "-mentorer og -rådgivere": the second borrows what the first did.
    let earlier = found.iter().find(|c| c.token == source.token && c.range == source.range).map(|c| c.word.clone());
    let whole = earlier.unwrap_or_else(|| source.text.to_owned());
    let parts = splitter.split(&whole);
    let start = parts[..parts.len() - 1].concat();
    let word = format!("{start}{end}");
    // "fleksjob/-førtidspension": a compound stands alone, unless the longer word is known or the first has a linking
    // -s- that only waits for more ("virksomhedsmentorer og -rådgivere").
    let alone = start.is_empty()
        || (splitter.split(end).len() > 1
            && !splitter.is_linked(parts[parts.len() - 2])
            && !known(&word.to_lowercase()));
    let listed = found.iter().any(|c| c.token == source.token && c.range == source.range);
    if source.kind == Kind::Word && !listed {
        found.push(source.conjunct(whole.clone(), source.token));
    }
    found.push(if alone { piece.conjunct(end.to_owned(), piece.token) } else { piece.conjunct(word, source.token) });
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `uddannelses-`
    Hanging,
    /// `-tagere`
    Leading,
    /// Comma, slash, `og`, `eller`.
    Joint,
    Word,
    /// Any other mark.
    Mark,
}

/// A token, or what stands between two slashes in it.
#[derive(Debug)]
struct Piece<'t> {
    token: usize,
    range: Range<usize>,
    text: &'t str,
    kind: Kind,
}

impl Piece<'_> {
    fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    fn conjunct(&self, word: String, lender: usize) -> Conjunct {
        Conjunct { token: self.token, range: self.range.clone(), word, lender }
    }
}

/// The tokens, cut at slashes.
fn pieces<'t>(tokens: &[&'t str]) -> Vec<Piece<'t>> {
    let mut pieces = Vec::with_capacity(tokens.len());
    for (token, text) in tokens.iter().enumerate() {
        let mut start = 0;
        for part in text.split_inclusive('/') {
            let bare = part.strip_suffix('/').unwrap_or(part);
            let slash = start + bare.len();
            for (range, text) in [(start..slash, bare), (slash..start + part.len(), &part[bare.len()..])] {
                if !text.is_empty() {
                    let kind = kind(text, pieces.last());
                    pieces.push(Piece { token, range, text, kind });
                }
            }
            start += part.len();
        }
    }
    pieces
}

fn kind(text: &str, before: Option<&Piece<'_>>) -> Kind {
    let has_letter = text.contains(char::is_alphanumeric);
    if !has_letter {
        return if matches!(text, "," | "/" | "&") { Kind::Joint } else { Kind::Mark };
    }
    if text.ends_with(HYPHENS) {
        return Kind::Hanging;
    }
    if text.starts_with(HYPHENS) && !text.contains(|c: char| c.is_ascii_digit()) {
        return Kind::Leading;
    }
    let joint = match text.to_lowercase().as_str() {
        "og" | "eller" | "samt" | "såvel" | "som" => true,
        // "18- til 24-årige"
        "til" => before.is_some_and(|b| b.kind == Kind::Hanging && b.text.starts_with(|c: char| c.is_ascii_digit())),
        _ => false,
    };
    if joint { Kind::Joint } else { Kind::Word }
}

/// Hyphen-minus, hyphen, non-breaking hyphen.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// Words that end a noun phrase, so that nothing is borrowed across them.
const STOPS: [&str; 28] = [
    "af", "at", "da", "den", "der", "det", "efter", "er", "for", "fra", "har", "hos", "hvor", "i", "kan", "med", "men",
    "mod", "om", "over", "på", "skal", "som", "til", "under", "ved", "vil", "blev",
];

/// Compounds so fixed that a hanging first part calls for the second.
const PAIRS: [&str; 8] = [
    "arbejdsgiver",
    "arbejdstager",
    "grunduddannelse",
    "kontanthjælp",
    "lønmodtager",
    "sagsbehandler",
    "sygedagpenge",
    "uddannelseshjælp",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line: tokens, `=>`, the whole words in order.
    #[test]
    fn fixture() {
        let mut wrong = Vec::new();
        for line in include_str!("../../tests/fixtures/token/hyphens.txt").lines() {
            let Some((tokens, words)) = line.split_once(" => ") else {
                continue;
            };
            let tokens: Vec<&str> = tokens.split(' ').collect();
            let found = complete(&tokens, Splitter::standard(), &|_| false);
            for conjunct in &found {
                assert!(tokens[conjunct.token].get(conjunct.range.clone()).is_some(), "{line}");
            }
            let found: Vec<String> = found.into_iter().map(|c| c.word).collect();
            if found.join("; ") != words.trim() {
                wrong.push(format!("{line}\n   got {}", found.join("; ")));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_lexicon_lengthens_the_loan() {
        let tokens = ["læse-", "eller", "matematikvejlederkurser"];
        let short = complete(&tokens, Splitter::standard(), &|_| false);
        assert_eq!(short[0].word, "læsekurser");
        let long = complete(&tokens, Splitter::standard(), &|word| word == "læsevejleder");
        assert_eq!(long[0].word, "læsevejlederkurser");
    }

    proptest::proptest! {
        #[test]
        fn any_tokens_will_do(line in "([a-zæøåA-Z0-9]{0,8}[-/,‑ ]?( og | eller )?){0,8}", other in ".{0,20}") {
            let line = format!("{line} {other}");
            let tokens: Vec<&str> = line.split_whitespace().collect();
            for conjunct in complete(&tokens, Splitter::standard(), &|_| true) {
                assert!(tokens[conjunct.token].get(conjunct.range).is_some());
                assert!(conjunct.lender < tokens.len());
            }
        }
    }
}
