//! A query as read becomes a tantivy query in two halves (what must match, and what weighs a passage that does), and a
//! list of what a passage may show as its match.

mod dictionary;
mod expanded;
mod field;
mod naming;

pub use dictionary::suggest;
pub use expanded::Posted;
pub use naming::Names;

use super::analyzer::{self, Analyzer, Keyboard};
use super::excluded::Excluded;
use super::query::{self, Field, Node};
use super::schema::Fields;
use super::snippet::Leaf;
use super::weigh::Strong;
use super::{QueryError, Request};
use crate::lexicon::Lexicon;
use expanded::{AllOf, Expanded};
use std::collections::BTreeSet;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field as Handle, IndexRecordOption};
use tantivy::{Searcher, Term};

/// A query for tantivy, and what it may match by.
pub struct Compiled {
    /// What must match; scores nothing.
    pub matching: Box<dyn Query>,
    /// What the letters of the words weigh: terms, each with its weight.
    pub strong: Vec<Strong>,
    /// What weaker reasons weigh: derived words, other spellings, concepts.
    pub weak: Vec<Box<dyn Query>>,
    /// If one word is asked for, so that whatever a strong term stands in matches: so many passages have it, or fewer.
    pub one_word: Option<u64>,
    pub leaves: Vec<Leaf>,
    pub notes: Vec<String>,
}

/// What queries are compiled with.
pub struct Tools<'a> {
    pub fields: &'a Fields,
    pub searcher: &'a Searcher,
    pub lexicon: &'a Lexicon,
    pub analyzer: &'a Analyzer,
    pub names: &'a Names,
}

/// Words and filters of a request as one query.
pub fn compile(tools: Tools<'_>, request: &Request) -> Result<Compiled, QueryError> {
    let Tools { fields, searcher, lexicon, analyzer, names } = tools;
    let mut compiler = Compiler {
        fields,
        searcher,
        lexicon,
        analyzer,
        names,
        literal: request.literal,
        strong: Vec::new(),
        weak: Vec::new(),
        leaves: Vec::new(),
        notes: Vec::new(),
        most: 0,
    };
    let filters = filters(request);
    let mut one_word = None;
    let mut clauses: Vec<Box<dyn Query>> = Vec::new();
    if !request.query.trim().is_empty() || filters.is_empty() {
        let parsed = query::parse(&request.query).map_err(QueryError::Query)?;
        compiler.notes.extend(parsed.notes);
        clauses.push(compiler.node(&parsed.root, true)?);
        if matches!(parsed.root, Node::Word { .. }) && filters.is_empty() {
            one_word = Some(compiler.most);
        }
    }
    for filter in &filters {
        clauses.push(compiler.node(filter, true)?);
    }
    let matching = if clauses.len() == 1 { clauses.remove(0) } else { Box::new(BooleanQuery::intersection(clauses)) };
    let Compiler { strong, weak, leaves, notes, .. } = compiler;
    Ok(Compiled { matching, strong, weak, one_word, leaves, notes })
}

/// The options of a request as query fields.
fn filters(request: &Request) -> Vec<Node> {
    let field = |field: Field, value: &String| Node::Field { field, value: value.clone() };
    let any = |of: Field, values: &[String]| -> Option<Node> {
        (!values.is_empty()).then(|| Node::Or(values.iter().map(|value| field(of, value)).collect()))
    };
    let each = |of: Field, values: &[String]| values.iter().map(|value| field(of, value)).collect::<Vec<_>>();
    let mut list: Vec<Node> = Vec::new();
    list.extend(any(Field::Municipality, &request.municipalities));
    list.extend(any(Field::Year, &request.years));
    list.extend(each(Field::Layer, &request.layers));
    list.extend(each(Field::Concept, &request.concepts));
    list
}

/// What a whole-word hit weighs over one in a longer word; the fields already add up in this order.
const WORD: f32 = 1.5;
const DERIVED: f32 = 0.3;
const FOLDED: f32 = 0.2;
const FUZZY: f32 = 0.2;
const CONCEPT: f32 = 0.1;

struct Compiler<'a> {
    fields: &'a Fields,
    searcher: &'a Searcher,
    lexicon: &'a Lexicon,
    analyzer: &'a Analyzer,
    names: &'a Names,
    literal: bool,
    strong: Vec<Strong>,
    weak: Vec<Box<dyn Query>>,
    leaves: Vec<Leaf>,
    notes: Vec<String>,
    /// So many passages have all of the last words, or fewer.
    most: u64,
}

type Compiling = Result<Box<dyn Query>, QueryError>;
type Clause = (Occur, Box<dyn Query>);

impl Compiler<'_> {
    /// The passages that match. `shown`: whether what matches weighs and is to be marked; not so below a not.
    fn node(&mut self, node: &Node, shown: bool) -> Compiling {
        match node {
            Node::Word { .. } => self.all(std::slice::from_ref(node), shown),
            Node::And(list) => self.all(list, shown),
            Node::Or(list) => {
                let parts = list.iter().map(|node| self.node(node, shown)).collect::<Result<Vec<_>, _>>()?;
                Ok(Box::new(BooleanQuery::union(parts)))
            }
            Node::Not(inner) => {
                let excluded = Excluded(self.node(inner, false)?);
                let clauses: Vec<Clause> =
                    vec![(Occur::Must, Box::new(AllQuery)), (Occur::MustNot, Box::new(excluded))];
                Ok(Box::new(BooleanQuery::new(clauses)))
            }
            Node::Phrase { words, slop } => self.phrase(words, *slop, shown),
            Node::Wildcard(pattern) => self.wildcard(pattern, shown),
            Node::Fuzzy { text, distance } => self.fuzzy(text, *distance, shown),
            Node::Field { field, value } => self.field(*field, value, shown),
        }
    }

    /// All of `list`; runs of words that name a concept are found by its other names too.
    fn all(&mut self, list: &[Node], shown: bool) -> Compiling {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut sets: Vec<Expanded> = Vec::new();
        let only_small = list.iter().all(|node| is_small(node) || matches!(node, Node::Field { .. } | Node::Not(_)));
        let mut at = 0;
        while at < list.len() {
            let run = list[at..].iter().take_while(|node| matches!(node, Node::Word { .. })).count();
            if run == 0 {
                match &list[at] {
                    Node::Not(inner) => {
                        let excluded = Excluded(self.node(inner, false)?);
                        clauses.push((Occur::MustNot, Box::new(excluded)));
                    }
                    node => clauses.push((Occur::Must, self.node(node, shown)?)),
                }
                at += 1;
                continue;
            }
            let words = &list[at..at + run];
            at += run;
            let mut named = if self.literal { Vec::new() } else { self.names.concepts(self.lexicon, words) };
            let mut next = 0;
            while next < words.len() {
                if let Some(place) = named.iter().position(|(range, _)| range.start == next) {
                    let (range, ids) = named.swap_remove(place);
                    // All small, as in "i gang", they are what is asked for.
                    let small_count = only_small || words[range.clone()].iter().all(is_small);
                    let mut spelled = self.words(&words[range.clone()], small_count, shown)?;
                    self.or_named(&mut spelled, ids, shown)?;
                    sets.extend(spelled);
                    next = range.end;
                } else {
                    sets.extend(self.words(&words[next..next + 1], only_small, shown)?);
                    next += 1;
                }
            }
        }
        self.most = sets.iter().map(Expanded::most).min().unwrap_or(0);
        if !sets.is_empty() {
            clauses.push((Occur::Must, Box::new(AllOf(sets))));
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            // Only exclusions inside a group.
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        match clauses.as_slice() {
            [(Occur::Must, _)] => Ok(clauses.remove(0).1),
            _ => Ok(Box::new(BooleanQuery::new(clauses))),
        }
    }

    /// Passages for each word; small words need not be there and only weigh.
    fn words(&mut self, words: &[Node], small_count: bool, shown: bool) -> Result<Vec<Expanded>, QueryError> {
        let mut sets = Vec::with_capacity(words.len());
        for node in words {
            if let Node::Word { text, .. } = node {
                if !is_small(node) || small_count {
                    sets.push(self.word(text, shown)?);
                } else if shown {
                    self.strong(self.fields.word, text)?;
                }
            }
        }
        Ok(sets)
    }

    fn word(&mut self, text: &str, shown: bool) -> Result<Expanded, QueryError> {
        let letters = self.posted(self.fields.word, text)?;
        let mut matching = Expanded::default();
        if analyzer::is_small_word(text) {
            matching.add(&letters);
            if shown {
                self.strong(self.fields.word, text)?;
                self.leaves.push(Leaf::Phrase { words: vec![text.to_owned()], slop: 0 });
            }
            return Ok(matching);
        }
        let mut keys = self.analyzer.terms(text).keys.clone();
        // "integrations-grunduddannelse" is the same word.
        if text.contains('-') {
            keys.extend(crate::token::form::keys(&text.replace('-', "")));
        }
        // Whatever has the word or a form of it has the key among its parts.
        let parts = keys.iter().map(|key| self.posted(self.fields.part, key)).collect::<Result<Vec<_>, _>>()?;
        parts.iter().for_each(|part| matching.add(part));
        let known = !matching.is_empty();
        let derive = analyzer::can_derive(text);
        if derive {
            for field in [self.fields.word, self.fields.tail] {
                let derived =
                    Expanded::find(self.searcher, field, text, |tail| tail != text && analyzer::derives(text, tail))?;
                if !derived.is_empty() {
                    matching.extend(&derived);
                    self.weigh(Box::new(derived), DERIVED, shown);
                }
            }
        }
        let mut folded = BTreeSet::new();
        if !text.contains(['æ', 'ø', 'å']) {
            for key in keys.iter().map(String::as_str).chain([text]) {
                if ["ae", "oe", "aa"].iter().any(|digraph| key.contains(digraph)) {
                    folded.insert((Keyboard::Two, key.to_owned()));
                }
                // One letter for another is a guess, made only if the word as typed is nowhere.
                if !known && key.contains(['a', 'o']) {
                    folded.insert((Keyboard::One, key.to_owned()));
                }
            }
            for (keyboard, key) in &folded {
                let meant = |word: &str| keyboard.writes(word, key);
                let meant = Expanded::find(self.searcher, self.fields.part, keyboard.prefix(key), meant)?;
                if !meant.is_empty() {
                    matching.extend(&meant);
                    self.weigh(Box::new(meant), FOLDED, shown);
                }
            }
        }
        if shown {
            // What has the word has the keys of its forms, and what has these has them among its parts.
            let mut letters = Some(Strong { posted: letters, boost: WORD, within: Vec::new() });
            for (key, part) in keys.iter().zip(parts) {
                let word = if keys.len() == 1 { letters.take() } else { None };
                let form = self.posted(self.fields.form, key)?;
                let form = Strong { posted: form, boost: 1.0, within: word.into_iter().collect() };
                self.strong.push(Strong { posted: part, boost: 1.0, within: vec![form] });
            }
            self.strong.extend(letters);
            let folded = folded.into_iter().map(|(_, key)| key).collect();
            self.leaves.push(Leaf::Word { text: text.to_owned(), keys, derive, folded });
        }
        Ok(matching)
    }

    fn posted(&self, handle: Handle, text: &str) -> Result<Posted, QueryError> {
        Ok(Posted::find(self.searcher, Term::from_field_text(handle, text))?)
    }

    fn strong(&mut self, handle: Handle, text: &str) -> Result<(), QueryError> {
        self.strong.push(Strong { posted: self.posted(handle, text)?, boost: 1.0, within: Vec::new() });
        Ok(())
    }

    /// Adds what weighs the same wherever it stands.
    fn weigh(&mut self, query: Box<dyn Query>, weight: f32, shown: bool) {
        if shown {
            self.weak.push(Box::new(ConstScoreQuery::new(query, weight)));
        }
    }

    /// The words as spelled, or a concept that they name: each word or the concept.
    fn or_named(&mut self, spelled: &mut [Expanded], ids: Vec<String>, shown: bool) -> Result<(), QueryError> {
        for id in ids {
            let concept = self.posted(self.fields.concept, &id)?;
            spelled.iter_mut().for_each(|word| word.add(&concept));
            self.weigh(term(self.fields.concept, &id), CONCEPT, shown);
            if shown {
                self.leaves.push(Leaf::Concept(id));
            }
        }
        Ok(())
    }

    fn phrase(&mut self, words: &[String], slop: u32, shown: bool) -> Compiling {
        let telling: Vec<String> = words.iter().filter(|word| !analyzer::is_small_word(word)).cloned().collect();
        if slop > 0 && telling.len() < words.len() {
            // Small words have no forms in the index; near others they count as a gap.
            let gap = u32::try_from(words.len() - telling.len()).unwrap_or(u32::MAX);
            return match telling.as_slice() {
                [] => self.phrase(words, 0, shown),
                telling => self.phrase(telling, slop.saturating_add(gap), shown),
            };
        }
        if shown {
            words.iter().try_for_each(|word| self.strong(self.fields.word, word))?;
            self.leaves.push(Leaf::Phrase { words: words.to_vec(), slop });
        }
        Ok(match words {
            [] => Box::new(EmptyQuery),
            [only] if slop == 0 => term(self.fields.word, only),
            [only] => any_of(self.fields.form, &self.analyzer.terms(only).keys),
            _ if slop == 0 => {
                let terms = words.iter().map(|word| Term::from_field_text(self.fields.word, word)).collect();
                Box::new(PhraseQuery::new(terms))
            }
            _ => {
                // Near means any forms: one phrase for each way to choose a key for every word.
                let mut choices: Vec<Vec<String>> = vec![Vec::new()];
                for word in words {
                    let keys = self.analyzer.terms(word).keys.clone();
                    let several = if choices.len() < 16 { keys.as_slice() } else { &keys[..keys.len().min(1)] };
                    choices = choices
                        .iter()
                        .flat_map(|chosen| {
                            several.iter().map(|key| [chosen.as_slice(), std::slice::from_ref(key)].concat())
                        })
                        .collect();
                }
                let phrases = choices.into_iter().filter(|keys| keys.len() > 1).map(|keys| {
                    let terms =
                        keys.iter().map(|key| Term::from_field_text(self.fields.form, key)).enumerate().collect();
                    Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop)) as Box<dyn Query>
                });
                any(phrases.collect())
            }
        })
    }

    fn wildcard(&mut self, pattern: &str, shown: bool) -> Compiling {
        let prefix: String = pattern.chars().take_while(|c| !matches!(c, '*' | '?')).collect();
        let words = Expanded::find(self.searcher, self.fields.word, &prefix, |word| query::fits(pattern, word))?;
        if shown {
            self.leaves.push(Leaf::Wildcard(pattern.to_owned()));
        }
        Ok(Box::new(words))
    }

    fn fuzzy(&mut self, text: &str, distance: u8, shown: bool) -> Compiling {
        let text: String = text.chars().take(64).collect();
        let near = |distance: u8| -> Box<dyn Query> {
            Box::new(FuzzyTermQuery::new(Term::from_field_text(self.fields.word, &text), distance, true))
        };
        let mut parts = vec![near(distance)];
        let nearer = near(1);
        self.weigh(nearer, FUZZY, shown);
        parts.push(Box::new(self.word(&text, shown)?));
        if shown {
            self.leaves.push(Leaf::Fuzzy { text, distance: usize::from(distance) });
        }
        Ok(any(parts))
    }
}

fn term(handle: Handle, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(handle, text), IndexRecordOption::WithFreqs))
}

fn any_of(handle: Handle, keys: &[String]) -> Box<dyn Query> {
    any(keys.iter().map(|key| term(handle, key)).collect())
}

fn any(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() == 1 { queries.remove(0) } else { Box::new(BooleanQuery::union(queries)) }
}

/// Words that stand everywhere and tell nothing: wanted if they are there, not required.
fn is_small(node: &Node) -> bool {
    matches!(node, Node::Word { text, .. } if analyzer::is_small_word(text))
}
