//! The layers of gold as tools need to know them: what a finding may be, and which values it may carry.
//!
//! Wire findings have fields of many shapes. Outside they are names and words, so that a note in brat, a cell of a
//! workbook and a tag of a web annotation say the same thing: `target_value` is `75`, `measures` is `mentor, fgu`.

use crate::score::vocabulary::{
    BENEFITS, COMPARATORS, DIRECTIONS, GOAL_KINDS, MEASURES, MINISTER_GOALS, MODALITIES, SOURCE_KINDS, TARGET_GROUPS,
    UNITS,
};

/// A layer of findings.
#[derive(Debug)]
pub(super) struct Layer {
    /// Name of the list in the JSON.
    pub name: &'static str,
    /// Kinds or concepts that a finding may have.
    pub kinds: &'static [&'static str],
    /// What else a finding may say, in the order in which it is written.
    pub fields: &'static [Field],
    /// Color of its labels where a tool shows one.
    pub color: &'static str,
}

/// A named value of a finding.
#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub values: Values,
}

/// What a field may say.
#[derive(Debug)]
pub(super) enum Values {
    /// One of a list.
    One(&'static [&'static str]),
    /// Any of some lists, in an order.
    Many(&'static [&'static [&'static str]]),
    Number,
    Text,
}

const fn field(name: &'static str, values: Values) -> Field {
    Field { name, values }
}

const MENTION: &[Field] = &[field("narrower", Values::Text), field("qualifiers", Values::Text), ID];

/// Name by which links call a finding; written only where there are links.
const ID: Field = field("id", Values::Text);

/// Every layer, in the order of the JSON.
pub(super) const LAYERS: [Layer; 5] = [
    Layer {
        name: "goals",
        kinds: GOAL_KINDS,
        color: "#f2c14e",
        fields: &[
            field("label", Values::Text),
            field("actor", Values::Text),
            field("modality", Values::One(MODALITIES)),
            field("direction", Values::One(DIRECTIONS)),
            field("target_value", Values::Number),
            field("target_unit", Values::One(UNITS)),
            field("target_comparator", Values::One(COMPARATORS)),
            field("target_baseline", Values::Number),
            field("target_deadline", Values::Text),
            field("period_from", Values::Number),
            field("period_to", Values::Number),
            field("serves", Values::One(MINISTER_GOALS)),
            field("target_groups", Values::Many(&[TARGET_GROUPS, &["virksomheder"]])),
            field("measures", Values::Many(&[MEASURES])),
            field("benefits", Values::Many(&[BENEFITS])),
            ID,
        ],
    },
    Layer {
        name: "sources",
        kinds: SOURCE_KINDS,
        color: "#9aa5b1",
        fields: &[
            field("publisher", Values::Text),
            field("title", Values::Text),
            field("year", Values::Number),
            field("identifier", Values::Text),
            field("cited_at", Values::Text),
            ID,
        ],
    },
    Layer { name: "target_groups", kinds: TARGET_GROUPS, color: "#6fb1e0", fields: MENTION },
    Layer { name: "measures", kinds: MEASURES, color: "#7bc77e", fields: MENTION },
    Layer { name: "benefits", kinds: BENEFITS, color: "#d98fb5", fields: MENTION },
];

/// The layer of that name.
pub(super) fn layer(name: &str) -> Result<&'static Layer, String> {
    let found = LAYERS.iter().find(|layer| layer.name == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = LAYERS.iter().map(|layer| layer.name).collect();
        format!("no layer is called '{name}'; it is one of {}", names.join(", "))
    })
}

impl Layer {
    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Layer and kind in one word, for tools that know one kind of label: `goals-maal`.
    pub fn label(&self, kind: &str) -> String {
        format!("{}-{kind}", self.name)
    }
}

/// Reads a label written by [`Layer::label`].
pub(super) fn read_label(label: &str) -> Result<(&'static Layer, &str), String> {
    let (name, kind) = label
        .split_once('-')
        .ok_or_else(|| format!("label '{label}' is not of the form LAYER-KIND, for example goals-maal"))?;
    Ok((layer(name)?, kind))
}
