//! What a goal's words say once it is known to be one: span, modality, actor, concepts.

use super::{clause, commitment, firms, subject, words};
use crate::extract::{Findings, Mention, Modality, Parsed, Qualifier};
use crate::structure::{NodeId, NodeKind, split_label};
use crate::token::TokenKind;
use crate::token::number::lexeme::cardinal;
use crate::token::verb;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The goal's tokens without stray marks at both ends; None if nothing is left.
pub fn trim(parsed: &Parsed<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let mut tokens = tokens;
    while tokens.start < tokens.end && matches!(parsed.lower(tokens.start), "," | "•" | "-" | "–" | ":" | ")" | "|")
    {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && parsed.all_tokens()[tokens.end - 1].kind == crate::token::TokenKind::NoteMark {
        tokens.end -= 1;
    }
    // "… nedsat arbejdsevne.[x]": an endnote's mark in brackets.
    let word = |back: usize| tokens.end.checked_sub(back).filter(|&at| at > tokens.start).map(|at| parsed.lower(at));
    let numeral =
        |word: &str| word.len() < 6 && word.bytes().all(|byte| byte.is_ascii_digit() || b"ivxl".contains(&byte));
    // "… en fast dag om ugen. ”": the quotation behind it has begun.
    let quote = |word: &str| matches!(word, "”" | "“" | "»" | "„" | "«");
    let opens = word(1).is_some_and(quote) && matches!(word(2), Some("." | "!" | "?"));
    if opens && !(tokens.start..tokens.end - 1).any(|at| quote(parsed.lower(at))) {
        tokens.end -= 1;
    }
    let word = |back: usize| tokens.end.checked_sub(back).filter(|&at| at > tokens.start).map(|at| parsed.lower(at));
    if let (Some("]"), Some(number), Some("[")) = (word(1), word(2), word(3))
        && numeral(number)
    {
        tokens.end -= 3;
    }
    (!tokens.is_empty()).then_some(tokens)
}

/// A number before the goal's words is its label: "3.1 Mindst hver anden …", "Ministermål i spil: Flere …".
pub fn printed_label(
    parsed: &Parsed<'_>,
    tokens: Range<usize>,
    label: Option<String>,
) -> (Range<usize>, Option<String>) {
    let first = parsed.lower(tokens.start);
    // "Ministermål i spil: Flere …"
    if first.starts_with("ministermål")
        && let Some(colon) = (tokens.start + 1..tokens.end.min(tokens.start + 6)).find(|&at| parsed.lower(at) == ":")
    {
        let name = |index: usize| !parsed.lower(index).starts_with(|c: char| c.is_alphanumeric());
        let start = (colon + 1..tokens.end).find(|&index| !name(index)).unwrap_or(tokens.start);
        return (start..tokens.end, label);
    }
    // "Mål 5: Virksomhederne skal …" at the head of a column
    let start = parsed.all_tokens()[tokens.start].norm.start;
    let end = parsed.all_tokens()[tokens.end - 1].norm.end;
    if label.is_none()
        && first.ends_with("mål")
        && let Some((length, Some(name))) = split_label(parsed.text()[start..end].lines().next().unwrap_or(""))
        && let Some(rest) = tokens.clone().find(|&at| parsed.all_tokens()[at].norm.start >= start + length)
    {
        return (rest..tokens.end, Some(name));
    }
    let dotted = first.split_once('.').is_some_and(|(chapter, number)| {
        let short = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
        short(chapter) && short(number.trim_end_matches('.'))
    });
    // "3a." in a box that no list was seen in.
    let lettered = matches!(first.trim_end_matches('.').as_bytes(), [b'0'..=b'9', b'a'..=b'h']);
    let dot = usize::from(lettered && tokens.len() > 1 && parsed.lower(tokens.start + 1) == ".");
    let capital = |index: usize| {
        let first = parsed.token_text(index).chars().next();
        first.is_some_and(|c| c.is_uppercase() || lettered && c.is_ascii_digit())
    };
    if label.is_none() && (dotted || lettered) && tokens.len() > 2 + dot && capital(tokens.start + 1 + dot) {
        return (
            tokens.start + 1 + dot..tokens.end,
            Some(parsed.token_text(tokens.start).trim_end_matches('.').to_owned()),
        );
    }
    (tokens, label)
}

/// Whether there are no words but units and names of goals, alone or among numbers: "41 pct.", "kvt.", "Mål 3 164 139".
pub fn is_figures(parsed: &Parsed<'_>, tokens: &Range<usize>) -> bool {
    const UNITS: &[&str] =
        &["mål", "pct", "pct.", "procent", "uger", "dage", "timer", "kr", "kr.", "mio.", "kilde", "kvt", "kvt."];
    let numbers =
        tokens.clone().filter(|&index| parsed.all_tokens()[index].kind == crate::token::TokenKind::Number).count();
    let words = tokens.clone().filter(|&index| {
        let token = parsed.lower(index);
        token.chars().filter(|c| c.is_alphabetic()).count() > 1 && !UNITS.contains(&token)
    });
    let words = words.count();
    words == 0 || numbers > 0 && words * 3 < numbers
}

/// The goal's words in one line, with capitals.
pub fn text(parsed: &Parsed<'_>, tokens: Range<usize>) -> String {
    let list = parsed.all_tokens();
    let mut text = String::new();
    for index in tokens.clone() {
        let joined = index > tokens.start && parsed.is_cut(index - 1);
        if joined {
            text.pop();
        } else if index > tokens.start && list[index - 1].norm.end != list[index].norm.start {
            text.push(' ');
        }
        text.push_str(parsed.token_text(index));
    }
    text
}

/// Modality and actor of a goal that structure has found.
///
/// An item that begins with an infinitive takes verb and subject from what introduces its list, if they are `lent`.
pub fn wording(
    parsed: &Parsed<'_>,
    tokens: Range<usize>,
    lent: Option<(Modality, Option<Range<usize>>)>,
) -> (Modality, Option<Range<usize>>) {
    let first_word = parsed.lower(tokens.start);
    // "Konsulenterne tilbyder", "Fire messer": what only looks like an infinitive.
    let second = if tokens.len() > 1 { parsed.lower(tokens.start + 1) } else { "" };
    let noun = words::starts_noun_phrase(first_word)
        || first_word.ends_with("erne")
        || cardinal(first_word).is_some()
        || words::is_finite(second);
    let adverb = matches!(
        first_word,
        "i" | "på"
            | "ikke"
            | "også"
            | "bedre"
            | "fortsat"
            | "løbende"
            | "hurtigt"
            | "tidligt"
            | "sammen"
            | "gennem"
            | "via"
    );
    // "Nyankomne flygtninge tilbydes …", "Breve om pligter og sanktioner skrives om" have a verb of their own.
    let joins = |index: usize| parsed.lower(index) == "og" && words::is_infinitive(parsed.lower(index + 1));
    let about = matches!(second, "om" | "til" | "fra" | "for");
    let own = (tokens.start + 1..tokens.end.min(tokens.start + if about { 8 } else { 4 }))
        .take_while(|&index| !matches!(parsed.lower(index), "," | "der" | "som" | "at"))
        .take_while(|&index| if about { !joins(index) } else { parsed.lower(index) != "og" })
        .any(|index| parsed.lower(index).ends_with("es") && verb::is_present(parsed.lower(index)));
    let infinitive = first_word == "at" || (words::is_infinitive(first_word) && !noun && !adverb && !own);
    if let Some(lent) = lent.clone().filter(|_| infinitive) {
        return lent;
    }
    // "skal sikre, at …": a quotation that begins with its verb.
    if words::is_modal(first_word)
        && let Some(modality) = modality_of(parsed, tokens.start)
    {
        return (modality, None);
    }
    let first = carrying_sentence(parsed, &tokens);
    let events = clause::events(parsed, first.clone());
    // "Styrket indsats for, at virksomhederne får …": the verb of a purpose is not the goal's.
    let purpose = |event: &clause::Event| {
        let end = event.before.first().copied().unwrap_or(event.verb).min(event.verb);
        (first.start + 1..end.min(first.end))
            .any(|at| parsed.lower(at) == "at" && matches!(parsed.lower(at - 1), "for"))
    };
    if events.first().is_some_and(purpose) {
        return (Modality::Nominal, None);
    }
    if let Some(found) = commitment::judge(parsed, first.clone(), commitment::Setting::default()) {
        // "Antallet nedbringes til 290, og mindst 60 skal …": of two clauses the first.
        let passive = |event: &clause::Event| {
            let verb = parsed.lower(event.verb);
            (words::is_passive(verb) || verb == "får")
                && verb::is_present(verb)
                && modality_of(parsed, event.verb).is_none_or(|modality| modality == Modality::Indicative)
        };
        let second = found.modality == Modality::Shall && events.len() > 1 && !events[1].reported;
        let modality = if second && passive(&events[0]) { Modality::Indicative } else { found.modality };
        return (modality, found.actor);
    }
    let modality = events.iter().find_map(|event| modality_of(parsed, event.verb));
    let actor = events.first().and_then(|event| actor_of(parsed, event));
    match modality {
        Some(modality) => (modality, actor),
        // "Styrke samarbejdet" under "Jobcentret vil:" borrows the verb.
        None if lent.is_some() && !noun && (adverb || first_word.ends_with('e') || first_word.chars().count() <= 2) => {
            lent.unwrap_or((Modality::Nominal, None))
        }
        // "En ny kontaktstrategi skrives i 2012": a passive that no list knows.
        None => {
            let relative = |index: usize| matches!(parsed.lower(index), "der" | "som" | "hvor" | "når");
            // "Realkompetencevurdering, når det baner vej": a condition says nothing of the goal.
            let clause = |&index: &usize| {
                !(parsed.lower(index) == "," && index + 1 < first.end && parsed.lower(index + 1) == "når")
            };
            // "Kompetencer, der kan bruges": nor does a relative clause.
            let mut attached = false;
            let main = (first.start + 1..first.end).take_while(clause).filter(|&index| {
                match parsed.lower(index) {
                    "," => attached = false,
                    "der" | "som" if parsed.lower(index - 1) == "," => attached = true,
                    "at" if parsed.lower(index - 1) == "for" => attached = true,
                    _ => {}
                }
                !attached
            });
            let finite = { main }.filter(|&index| !relative(index - 1)).any(|index| {
                let word = parsed.lower(index);
                let counted = parsed.all_tokens()[index - 1].kind == TokenKind::Number
                    || matches!(parsed.lower(index - 1), "nye" | "flere" | "faste");
                verb::is_present(word) && !(counted && matches!(word, "aftaler" | "møder"))
                    || super::modal::is_passive_infinitive(word) && !word.ends_with("nes") && !word.ends_with("inges")
            });
            // "Giver alle unge en mentor", but not "Aftaler om …"
            let plural = matches!(second, "for" | "til" | "med" | "om" | "i" | "mellem" | "af" | "og" | "hos");
            let node = parsed.all_tokens()[tokens.start].node;
            let item = parsed.outline.nodes[node].kind == NodeKind::ListItem;
            let finite = finite || item && first_word.ends_with('r') && verb::is_present(first_word) && !plural;
            // "Vi siger fra, hvis …": who acts is known all the same.
            if finite && !infinitive { (Modality::Indicative, actor) } else { (Modality::Nominal, None) }
        }
    }
}

/// The sentence of an item that carries the main clause: the first, unless that is a slogan, as in "Mod på uddannelse. Vi
/// vil øge …".
fn carrying_sentence(parsed: &Parsed<'_>, tokens: &Range<usize>) -> Range<usize> {
    let mut sentences = parsed
        .sentences(parsed.all_tokens()[tokens.start].node)
        .iter()
        .map(|sentence| sentence.tokens.start.max(tokens.start)..sentence.tokens.end.min(tokens.end))
        .filter(|sentence| !sentence.is_empty());
    let first = sentences.next().unwrap_or_else(|| tokens.clone());
    let has_verb = |sentence: &Range<usize>| {
        sentence.clone().any(|index| words::is_finite(parsed.lower(index)) || verb::is_present(parsed.lower(index)))
    };
    match sentences.next() {
        Some(second) if !has_verb(&first) && has_verb(&second) => second,
        // "Byen har en unik havn. Målet er at …": what is so, then what is aimed at.
        Some(second) if is_told(parsed, &first) && binds(parsed, &second) => second,
        _ => first,
    }
}

fn is_told(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    let verb = clause::events(parsed, sentence.clone()).first().map(|event| parsed.lower(event.verb));
    matches!(verb, Some("har" | "er" | "oplever" | "findes" | "mangler" | "står")) && !binds(parsed, sentence)
}

fn binds(parsed: &Parsed<'_>, sentence: &Range<usize>) -> bool {
    commitment::judge(parsed, sentence.clone(), commitment::Setting::default()).is_some()
}

fn modality_of(parsed: &Parsed<'_>, verb: usize) -> Option<Modality> {
    Some(match parsed.lower(verb) {
        "skal" | "må" => Modality::Shall,
        "vil" => Modality::Will,
        "bør" => Modality::Should,
        "kan" => Modality::Can,
        "ønsker" | "ønskes" => Modality::Wish,
        "forventer" | "forventes" => Modality::Expect,
        "bestræber" | "tilstræber" | "forsøger" | "tilstræbes" => Modality::Strive,
        word if words::is_finite(word) || word.ends_with("es") && verb::is_present(word) => Modality::Indicative,
        _ => return None,
    })
}

/// The subject of a present-tense item if it names someone who acts: "Jobcentret ansætter …", "En ungeguide tager …".
fn actor_of(parsed: &Parsed<'_>, event: &clause::Event) -> Option<Range<usize>> {
    // "Når en arbejdsgiver ringer, rykker konsulenten ud"
    let Some(&first) = event.before.first() else {
        let behind = event.after.start < event.after.end;
        return behind.then(|| subject::owner(parsed, event.after.start, event.after.end)).flatten();
    };
    // "Rehabiliteringsteamet inddrages": what is done to somebody.
    let passive = parsed.lower(event.verb);
    if passive.ends_with('s') && verb::is_present(passive) {
        return None;
    }
    if let Some(owner) = subject::owner(parsed, first, event.verb) {
        return Some(owner.start..subject::joint_end(parsed, owner.end, event.verb));
    }
    // "I 2024 afprøver vi …", "Sammen med foreningerne uddanner vi …"
    if words::starts_adverbial(parsed.lower(first))
        && event.verb + 1 < event.after.end
        && let Some(owner) = subject::owner(parsed, event.verb + 1, event.after.end)
    {
        return Some(owner);
    }
    match parsed.lower(first) {
        // National goals speak of all jobcentres.
        "jobcentrene" | "kommunerne" => Some(first..first + 1),
        // "En ungeguide tager …", "En koordinerende sagsbehandler følger …"
        "en" | "et" | "hver"
            if (2..=3).contains(&(event.verb - first)) && words::is_staff(parsed.lower(event.verb - 1)) =>
        {
            Some(first..event.verb)
        }
        // "Jobcenterets fastholdelseskonsulenter tager med …"
        word if first + 2 == event.verb && word.ends_with('s') && words::is_staff_plural(parsed.lower(first + 1)) => {
            Some(first..first + 2)
        }
        word if first + 1 == event.verb && words::is_staff_plural(word) => Some(first..first + 1),
        _ => None,
    }
}

/// Concept ids named inside a goal.
#[derive(Debug, Default)]
pub struct Concepts {
    pub target_groups: Vec<String>,
    pub measures: Vec<String>,
    pub benefits: Vec<String>,
}

/// The mentions of a document by the node they stand in, so that each goal looks only at its own.
pub struct Mentions<'f> {
    target_groups: FxHashMap<NodeId, Vec<&'f Mention>>,
    measures: FxHashMap<NodeId, Vec<&'f Mention>>,
    benefits: FxHashMap<NodeId, Vec<&'f Mention>>,
}

impl<'f> Mentions<'f> {
    pub fn new(found: &'f Findings) -> Self {
        let by_node = |mentions: &'f [Mention]| {
            let mut nodes: FxHashMap<NodeId, Vec<&Mention>> = FxHashMap::default();
            for mention in mentions {
                nodes.entry(mention.node).or_default().push(mention);
            }
            nodes
        };
        Self {
            target_groups: by_node(&found.target_groups),
            measures: by_node(&found.measures),
            benefits: by_node(&found.benefits),
        }
    }

    /// The concepts of all mentions inside `norm` of `node`, each once, in text order.
    pub fn inside(&self, parsed: &Parsed<'_>, node: NodeId, norm: &Range<usize>, tokens: Range<usize>) -> Concepts {
        let inside = |mentions: &FxHashMap<NodeId, Vec<&Mention>>| -> Vec<String> {
            let mut ids: Vec<String> = Vec::new();
            let mut add = |id: &str| {
                if !ids.iter().any(|known| known == id) {
                    ids.push(id.to_owned());
                }
            };
            let here = mentions.get(&node).into_iter().flatten();
            for mention in here.filter(|mention| norm.start <= mention.norm.start && mention.norm.end <= norm.end) {
                add(&mention.concept);
                for qualifier in &mention.qualifiers {
                    if let Qualifier::Concept(id) = qualifier {
                        add(id);
                    }
                }
            }
            ids
        };
        let mut target_groups = inside(&self.target_groups);
        if firms::firms_benefit(parsed, tokens) {
            target_groups.push("virksomheder".to_owned());
        }
        Concepts { target_groups, measures: inside(&self.measures), benefits: inside(&self.benefits) }
    }
}
