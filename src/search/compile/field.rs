//! `field:value` as a tantivy query: plans by their facts, passages by what was found in them.

use super::super::analyzer::{self, Terms};
use super::super::query::{self, Field};
use super::super::{QueryError, schema};
use super::{Compiler, Compiling, Expanded, Leaf, any, naming, term};
use std::collections::BTreeSet;
use std::ops::Bound;
use std::sync::Arc;
use tantivy::Term;
use tantivy::query::RangeQuery;
use tantivy::schema::Field as Handle;

impl Compiler<'_> {
    /// Passages of which the field has the value.
    pub(super) fn field(&mut self, field: Field, value: &str, shown: bool) -> Compiling {
        let lower = value.trim().to_lowercase();
        match field {
            Field::Municipality => {
                let name = lower.strip_suffix(" kommune").unwrap_or(&lower);
                let code = format!("{name:0>4}");
                let name = if code.chars().all(|c| c.is_ascii_digit()) { &code } else { name };
                self.any_term(self.fields.municipality, "", |names| names.lines().any(|known| query::fits(name, known)))
            }
            Field::Region => self.pattern(self.fields.region, &schema::region_name(&lower)),
            Field::Doc => self.any_term(self.fields.key, "", |key| {
                schema::doc_names(key).iter().any(|name| query::fits(&lower, name))
            }),
            Field::Year => self.range(self.fields.year, "year", "2019, 2018..2022 or >=2018", value),
            Field::Page => self.range(self.fields.page, "page", "3 or 3..5", value),
            Field::Goal if lower == "*" => self.layer("goals"),
            Field::Goal => Ok(term(self.fields.goal, named(&lower, GOAL_KINDS, "goal")?)),
            Field::MinisterGoal => self.pattern(self.fields.serves, &lower.replace(' ', "_")),
            Field::Kind => Ok(term(self.fields.kind, named(&lower, BLOCK_KINDS, "kind")?)),
            Field::Layer => self.layer(named(&lower, LAYERS, "layer")?),
            Field::TargetGroup => self.concept("target_groups", value, shown),
            Field::Measure => self.concept("measures", value, shown),
            Field::Benefit => self.concept("benefits", value, shown),
            Field::Concept => self.concept("", value, shown),
            Field::Source => self.text(self.fields.source, &lower),
            Field::Section => self.text(self.fields.section, &lower),
        }
    }

    /// Passages with something of a layer.
    fn layer(&self, layer: &str) -> Compiling {
        match layer {
            "goals" => self.any_term(self.fields.goal, "", |_| true),
            "sources" => self.any_term(self.fields.source, "", |_| true),
            _ => self.any_term(self.fields.concept, &format!("{layer}:"), |_| true),
        }
    }

    /// A value that may hold `*`.
    fn pattern(&self, handle: Handle, value: &str) -> Compiling {
        if !value.contains(['*', '?']) {
            return Ok(term(handle, value));
        }
        let prefix: String = value.chars().take_while(|c| !matches!(c, '*' | '?')).collect();
        self.any_term(handle, &prefix, |text| query::fits(value, text))
    }

    /// Terms that begin with `prefix` and fit.
    fn any_term(&self, handle: Handle, prefix: &str, fits: impl Fn(&str) -> bool) -> Compiling {
        Ok(Box::new(Expanded::find(self.searcher, handle, prefix, fits)?))
    }

    fn range(&self, handle: Handle, name: &str, example: &str, value: &str) -> Compiling {
        let Some((from, to)) = query::range(value) else {
            return Err(QueryError::Query(format!("'{value}' is no {name}; write {example}")));
        };
        let term = |number| Bound::Included(Term::from_field_u64(handle, number));
        Ok(Box::new(RangeQuery::new(term(from), term(to))))
    }

    /// Every word of the value, in any form and inside compounds.
    fn text(&self, handle: Handle, value: &str) -> Compiling {
        let words = analyzer::pieces(value);
        let words: Vec<Arc<Terms>> = words.iter().map(|piece| self.analyzer.terms(piece.text)).collect();
        self.any_term(handle, "", |line| {
            let has = |terms: &Arc<Terms>| line.split(' ').any(|key| terms.keys.iter().any(|asked| asked == key));
            !words.is_empty() && words.iter().all(has)
        })
    }

    /// A concept by its id or one of its labels; of any layer if `layer` is empty.
    fn concept(&mut self, layer: &str, value: &str, shown: bool) -> Compiling {
        let lower = value.trim().to_lowercase();
        if lower == "*" && !layer.is_empty() {
            return self.layer(layer);
        }
        let id = lower.replace([' ', '-'], "_");
        let layers: &[&str] = if layer.is_empty() { &["target_groups", "measures", "benefits"] } else { &[layer] };
        let is_id = |layer: &str| {
            let terms = self.lexicon.terms.iter().filter(|term| naming::layer_of(term.class) == Some(layer));
            let mut ids = terms.flat_map(|term| std::iter::once(&term.concept).chain(&term.narrower));
            ids.any(|known| *known == id)
        };
        let mut ids: BTreeSet<String> =
            layers.iter().filter(|layer| is_id(layer)).map(|layer| format!("{layer}:{id}")).collect();
        if ids.is_empty() {
            let spellings = [value.trim().to_owned(), lower.clone(), lower.to_uppercase()];
            for spelling in spellings {
                let whole =
                    naming::name(self.lexicon, &spelling).into_iter().filter(|(span, _)| span.len() == spelling.len());
                ids.extend(
                    whole
                        .map(|(_, id)| id)
                        .filter(|id| layers.iter().any(|layer| id.starts_with(&format!("{layer}:")))),
                );
            }
        }
        // What only an extractor knows stands in no lexicon.
        if ids.is_empty() {
            let known = layers.iter().map(|layer| format!("{layer}:{id}"));
            for term in known {
                if self.frequency(self.fields.concept, std::slice::from_ref(&term))? > 0 {
                    ids.insert(term);
                }
            }
        }
        if ids.is_empty() {
            let what = if layer.is_empty() { "concept" } else { layer.trim_end_matches('s') }.replace('_', " ");
            return Err(QueryError::Query(format!(
                "'{value}' is no {what} that the lexicon knows; look for it as a word instead"
            )));
        }
        let parts = ids.iter().map(|id| term(self.fields.concept, id)).collect();
        if shown {
            self.leaves.extend(ids.into_iter().map(Leaf::Concept));
        }
        Ok(any(parts))
    }
}

/// The id behind a name, or a message with the names that there are.
fn named(value: &str, names: &[(&str, &'static str)], what: &str) -> Result<&'static str, QueryError> {
    let plain = value.replace([' ', '-'], "_");
    let found = names.iter().find(|(name, id)| *name == plain || *id == plain);
    found.map(|(_, id)| *id).ok_or_else(|| {
        let mut ids: Vec<&str> = names.iter().map(|(_, id)| *id).collect();
        ids.dedup();
        QueryError::Query(format!("'{value}' is no {what}; there are {}", ids.join(", ")))
    })
}

const GOAL_KINDS: &[(&str, &str)] = &[
    ("ministermål", "ministermaal"),
    ("minister_goal", "ministermaal"),
    ("pejlemærke", "pejlemaerke"),
    ("beacon", "pejlemaerke"),
    ("målsætning", "maalsaetning"),
    ("objective", "maalsaetning"),
    ("mål", "maal"),
    ("goal", "maal"),
    ("aktivitet", "aktivitet"),
    ("activity", "aktivitet"),
];

const BLOCK_KINDS: &[(&str, &str)] = &[
    ("overskrift", "heading"),
    ("afsnit", "paragraph"),
    ("punkt", "list_item"),
    ("item", "list_item"),
    ("række", "table_row"),
    ("row", "table_row"),
    ("fodnote", "footnote"),
    ("indholdsfortegnelse", "contents"),
    ("toc", "contents"),
    ("side", "furniture"),
];

const LAYERS: &[(&str, &str)] = &[
    ("mål", "goals"),
    ("goal", "goals"),
    ("målgruppe", "target_groups"),
    ("target_group", "target_groups"),
    ("indsats", "measures"),
    ("measure", "measures"),
    ("ydelse", "benefits"),
    ("benefit", "benefits"),
    ("kilde", "sources"),
    ("source", "sources"),
];
