//! Passages like one passage: those that share its concepts and its rarest words, in any form and inside compounds.

use super::QueryError;
use super::analyzer;
use super::analyzer::is_small_word;
use super::passage::Passage;
use super::schema::{self, Fields};
use super::snippet::Leaf;
use std::collections::BTreeMap;
use std::ops::Bound;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, DisjunctionMaxQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Searcher, Term};

/// So many words say what a passage is about.
const MOST_WORDS: usize = 20;
/// What a shared concept weighs next to a shared word.
const CONCEPT: f32 = 0.5;

/// The passage of this id.
pub fn find(fields: &Fields, searcher: &Searcher, id: &str) -> Result<Option<DocAddress>, QueryError> {
    let Some(query) = named(fields, id) else {
        return Ok(None);
    };
    let found = searcher.search(&*query, &TopDocs::with_limit(1).order_by_score())?;
    Ok(found.first().map(|(_, address)| *address))
}

/// Passages of this id: those of the plan that begin there.
fn named(fields: &Fields, id: &str) -> Option<Box<dyn Query>> {
    let (doc, start) = id.rsplit_once('#')?;
    let start = Bound::Included(Term::from_field_u64(fields.start, start.parse().ok()?));
    let begins = Box::new(RangeQuery::new(start.clone(), start));
    Some(Box::new(BooleanQuery::intersection(vec![term(fields.key, doc), begins])))
}

/// What passages like `passage` match by. Not the passage itself, and neither running heads nor tables of contents.
pub fn query(
    fields: &Fields,
    searcher: &Searcher,
    passage: &Passage,
) -> Result<(Box<dyn Query>, Vec<Leaf>), QueryError> {
    let mut words: BTreeMap<&str, u64> = BTreeMap::new();
    for word in &passage.words {
        let plain = word.text.chars().count() > 2 && word.text.chars().any(char::is_alphabetic);
        if plain && !is_small_word(&word.text) && !words.contains_key(word.text.as_ref()) {
            let term = Term::from_field_text(fields.word, &word.text);
            words.insert(&word.text, searcher.doc_freq(&term)?);
        }
    }
    let mut words: Vec<(&str, u64)> = words.into_iter().collect();
    words.sort_by_key(|(text, frequency)| (*frequency, *text));
    words.truncate(MOST_WORDS);
    let mut leaves = Vec::new();
    let mut likes: Vec<Box<dyn Query>> = Vec::new();
    for (text, _) in words {
        let keys = analyzer::terms(text).keys;
        likes.push(Box::new(DisjunctionMaxQuery::new(keys.iter().map(|key| term(fields.part, key)).collect())));
        leaves.push(Leaf::Word { text: text.to_owned(), keys, derive: false, folded: Vec::new() });
    }
    let mut ids: Vec<String> =
        passage.concepts.iter().map(|concept| format!("{}:{}", concept.layer, concept.id)).collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        likes.push(Box::new(BoostQuery::new(term(fields.concept, &id), CONCEPT)));
        leaves.push(Leaf::Concept(id));
    }
    let mut clauses = vec![(Occur::Must, Box::new(BooleanQuery::union(likes)) as Box<dyn Query>)];
    clauses.extend(schema::ASIDE.map(|kind| (Occur::MustNot, term(fields.kind, kind.as_str()))));
    clauses.extend(named(fields, &passage.id()).map(|itself| (Occur::MustNot, itself)));
    Ok((Box::new(BooleanQuery::new(clauses)), leaves))
}

fn term(field: Field, text: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}
