//! Looks for slips in gold: quotes that are not in the text, borders inside words, unknown ids, values out of range,
//! suspicious duplicates, and texts that have changed since they were annotated.

use super::texts::{Text, Texts};
use super::vocabulary::{
    BENEFITS, BOUNDS, COMPARATORS, DIRECTIONS, DOCUMENT_KINDS, GOAL_KINDS, MARKS, MEASURES, MINISTER_GOALS, MODALITIES,
    SOURCE_KINDS, TARGET_GROUPS, UNITS,
};
use crate::wire::{AnalysisJson, GoalJson, MentionJson, PeriodJson, PlaceJson, QualifierJson, SourceJson, TargetJson};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Years that a plan may speak of.
const YEARS: RangeInclusive<i32> = 1990..=2060;

/// Something in gold that looks wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Slip {
    pub doc: String,
    /// Item at fault, counting from 0 as in the file: `goals[3]`; null for the file as a whole.
    pub item: Option<String>,
    /// Line of the text, where the item has a place and the text is known.
    pub line: Option<usize>,
    /// What was seen and what to do, as a lowercase sentence.
    pub message: String,
}

impl std::fmt::Display for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.doc)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(item) = &self.item {
            write!(f, ": {item}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Every slip, document by document in the order given. Without a document's text, quotes and borders go unchecked.
pub fn check(gold: &[AnalysisJson], texts: &Texts) -> Vec<Slip> {
    let check_one = |analysis: &AnalysisJson| {
        let mut checker = Checker { doc: &analysis.doc, text: texts.get(&analysis.doc), slips: Vec::new() };
        checker.document(analysis);
        checker.slips
    };
    gold.iter().flat_map(check_one).collect()
}

struct Checker<'a> {
    doc: &'a str,
    text: Option<&'a Text>,
    slips: Vec<Slip>,
}

impl Checker<'_> {
    fn document(&mut self, analysis: &AnalysisJson) {
        match (self.text, &analysis.sha256) {
            (None, _) => self.file("the text is not here; quotes and borders were not checked"),
            (Some(text), Some(hash)) if text.sha256() != hash => {
                self.file("the text has changed since annotation: its SHA-256 is another");
            }
            _ => {}
        }
        self.meta(analysis);
        for (index, goal) in analysis.goals.iter().enumerate() {
            self.goal(&format!("goals[{index}]"), goal);
        }
        for (layer, mentions, concepts) in [
            ("target_groups", &analysis.target_groups, TARGET_GROUPS),
            ("measures", &analysis.measures, MEASURES),
            ("benefits", &analysis.benefits, BENEFITS),
        ] {
            for (index, mention) in mentions.iter().enumerate() {
                self.mention(&format!("{layer}[{index}]"), mention, concepts);
            }
            let spans = mentions.iter().map(|mention| (&mention.place, mention.concept.as_str()));
            self.duplicates(layer, spans);
        }
        for (index, source) in analysis.sources.iter().enumerate() {
            self.source(&format!("sources[{index}]"), source);
        }
        let goals = analysis.goals.iter().map(|goal| (&goal.place, goal.kind.as_str()));
        self.duplicates("goals", goals);
        let sources = analysis.sources.iter().map(|source| (&source.place, source.kind.as_str()));
        self.duplicates("sources", sources);
        self.table(analysis);
    }

    fn meta(&mut self, analysis: &AnalysisJson) {
        let meta = &analysis.meta;
        let item = "meta";
        self.known(item, None, "kind", meta.kind.as_deref(), DOCUMENT_KINDS);
        if meta.kind.is_none() {
            self.slip(item, None, "kind is missing".to_string());
        }
        if let Some(code) = &meta.kommunekode {
            let four_digits = code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit());
            if !four_digits {
                self.slip(item, None, format!("kommunekode '{code}' is not four digits"));
            }
        }
        self.period(item, None, meta.period);
    }

    fn goal(&mut self, item: &str, goal: &GoalJson) {
        let place = Some(&goal.place);
        self.place(item, &goal.place);
        self.known(item, place, "kind", Some(&goal.kind), GOAL_KINDS);
        self.known(item, place, "modality", goal.modality.as_deref(), MODALITIES);
        if goal.modality.is_none() {
            self.slip(item, place, "modality is missing".to_string());
        }
        self.known(item, place, "direction", goal.direction.as_deref(), DIRECTIONS);
        self.known(item, place, "serves", goal.serves.as_deref(), MINISTER_GOALS);
        for concept in goal.target_groups.iter().filter(|concept| *concept != "virksomheder") {
            self.known(item, place, "target group", Some(concept), TARGET_GROUPS);
        }
        for concept in &goal.measures {
            self.known(item, place, "measure", Some(concept), MEASURES);
        }
        for concept in &goal.benefits {
            self.known(item, place, "benefit", Some(concept), BENEFITS);
        }
        self.period(item, place, goal.period);
        if let Some(target) = &goal.target {
            self.target(item, &goal.place, target);
        }
    }

    fn target(&mut self, item: &str, place: &PlaceJson, target: &TargetJson) {
        self.known(item, Some(place), "unit", Some(&target.unit), UNITS);
        self.known(item, Some(place), "comparator", Some(&target.comparator), COMPARATORS);
        if !target.value.is_finite() || target.value < 0.0 {
            self.slip(item, Some(place), format!("target value {} is below zero", target.value));
        }
        if let Some(deadline) = target.deadline.as_deref()
            && !is_deadline(deadline)
        {
            let message = format!("deadline '{deadline}' is none of 2019, 2019-12, 2019-12-31, 2020-Q1, 2021-W49");
            self.slip(item, Some(place), message);
        }
    }

    fn mention(&mut self, item: &str, mention: &MentionJson, concepts: &[&str]) {
        self.place(item, &mention.place);
        self.known(item, Some(&mention.place), "concept", Some(&mention.concept), concepts);
        for qualifier in &mention.qualifiers {
            match qualifier {
                QualifierJson::Concept(concept) => {
                    let place = Some(&mention.place);
                    self.known(item, place, "qualifier", Some(concept), TARGET_GROUPS);
                }
                QualifierJson::Bounds(bounds) => {
                    for (name, value) in bounds {
                        self.known(item, Some(&mention.place), "qualifier", Some(name), BOUNDS);
                        if *value < 0.0 {
                            let message = format!("qualifier {name} is {value}, below zero");
                            self.slip(item, Some(&mention.place), message);
                        }
                    }
                }
            }
        }
    }

    fn source(&mut self, item: &str, source: &SourceJson) {
        let place = Some(&source.place);
        self.place(item, &source.place);
        self.known(item, place, "kind", Some(&source.kind), SOURCE_KINDS);
        self.year(item, place, "year", source.year);
        let Some(text) = self.text else { return };
        for &(start, end) in &source.cited_at {
            if start >= end || end > text.len() {
                let message = format!("cited_at [{start},{end}] is not a range of the text");
                self.slip(item, place, message);
            }
        }
    }

    /// The matrix's marks and goals, and members of matrix and attributions that occur twice.
    fn table(&mut self, analysis: &AnalysisJson) {
        let mut cells = BTreeMap::new();
        for (index, cell) in analysis.matrix.iter().enumerate() {
            let item = format!("matrix[{index}]");
            self.known(&item, None, "goal", Some(&cell.goal), MINISTER_GOALS);
            self.known(&item, None, "mark", Some(&cell.mark), MARKS);
            if let Some(first) = cells.insert((&cell.municipality, &cell.goal), index) {
                self.slip(&item, None, format!("the same cell is already matrix[{first}]"));
            }
        }
        let mut named = BTreeMap::new();
        for (index, attribution) in analysis.attributions.iter().enumerate() {
            if let Some(first) = named.insert(attribution, index) {
                let message = format!("the same attribution is already attributions[{first}]");
                self.slip(&format!("attributions[{index}]"), None, message);
            }
        }
    }

    fn place(&mut self, item: &str, place: &PlaceJson) {
        if place.start >= place.end {
            let message = format!("span [{},{}] is empty", place.start, place.end);
            return self.slip(item, Some(place), message);
        }
        let whole = [(place.start, place.end)];
        let segments = match place.segments.is_empty() {
            true => whole.as_slice(),
            false => place.segments.as_slice(),
        };
        let ordered =
            segments.iter().all(|(start, end)| start < end) && segments.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        if !ordered {
            let message = "segments are empty, overlap or are out of order".to_string();
            return self.slip(item, Some(place), message);
        }
        let outer = segments.first().zip(segments.last()).map(|(first, last)| (first.0, last.1));
        if outer != Some((place.start, place.end)) {
            let message = "start and end are not the outer bounds of the segments".to_string();
            self.slip(item, Some(place), message);
        }
        let Some(text) = self.text else { return };
        let pieces: Option<Vec<&str>> = segments.iter().map(|&(start, end)| text.slice(start, end)).collect();
        let Some(pieces) = pieces else {
            let message = format!(
                "span [{},{}] goes beyond the text, which has {} code points",
                place.start,
                place.end,
                text.len()
            );
            return self.slip(item, Some(place), message);
        };
        let quote = pieces.join(" ");
        if quote != place.text {
            let message = format!("text is '{}' but at the offsets stands '{quote}'", place.text);
            self.slip(item, Some(place), message);
        }
        for &(start, end) in segments {
            self.border(item, place, text, start, "starts");
            self.border(item, place, text, end, "ends");
        }
        if quote != quote.trim() {
            self.slip(item, Some(place), format!("'{quote}' has white space at its border"));
        }
    }

    /// A border between two letters or two digits cuts a word. Between a letter and a digit or a raised figure it does
    /// not: that is how note marks stand ("indsats1", "survey³").
    fn border(&mut self, item: &str, place: &PlaceJson, text: &Text, at: usize, verb: &str) {
        let both =
            |is: fn(char) -> bool| at > 0 && [at - 1, at].iter().all(|&place| text.char_at(place).is_some_and(is));
        if both(char::is_alphabetic) || both(|char| char.is_ascii_digit()) {
            let (before, after) = text.around(at, at, 12);
            let message = format!("'{}' {verb} inside a word: '{before}|{after}'", place.text);
            self.slip(item, Some(place), message);
        }
    }

    /// Two findings of a layer on the same span, or with borders that cross.
    fn duplicates<'p>(&mut self, layer: &str, items: impl Iterator<Item = (&'p PlaceJson, &'p str)>) {
        let mut items: Vec<(usize, &PlaceJson, &str)> =
            items.enumerate().map(|(index, (place, kind))| (index, place, kind)).collect();
        items.sort_by_key(|(index, place, _)| (place.start, place.end, *index));
        for (number, &(index, place, kind)) in items.iter().enumerate() {
            let earlier = items[..number].iter().rev();
            for &(first, other, other_kind) in earlier.take(8) {
                let same = (other.start, other.end) == (place.start, place.end);
                let crossing = other.start < place.start && place.start < other.end && other.end < place.end;
                let message = if same && kind == other_kind {
                    format!("the same finding is already {layer}[{first}]")
                } else if same {
                    format!("{layer}[{first}] has the same span but is '{other_kind}', not '{kind}'")
                } else if crossing {
                    format!("crosses {layer}[{first}] '{}'", other.text)
                } else {
                    continue;
                };
                self.slip(&format!("{layer}[{index}]"), Some(place), message);
            }
        }
    }

    fn period(&mut self, item: &str, place: Option<&PlaceJson>, period: Option<PeriodJson>) {
        let Some(PeriodJson { from, to }) = period else {
            return;
        };
        self.year(item, place, "period from", from);
        self.year(item, place, "period to", to);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            self.slip(item, place, format!("period runs from {from} back to {to}"));
        }
    }

    fn year(&mut self, item: &str, place: Option<&PlaceJson>, name: &str, year: Option<i32>) {
        if let Some(year) = year
            && !YEARS.contains(&year)
        {
            let (first, last) = (YEARS.start(), YEARS.end());
            self.slip(item, place, format!("{name} {year} is not between {first} and {last}"));
        }
    }

    fn known(&mut self, item: &str, place: Option<&PlaceJson>, name: &str, value: Option<&str>, list: &[&str]) {
        if let Some(value) = value
            && !list.contains(&value)
        {
            self.slip(item, place, format!("{name} '{value}' is not in the list of the format"));
        }
    }

    fn slip(&mut self, item: &str, place: Option<&PlaceJson>, message: String) {
        self.slips.push(Slip {
            doc: self.doc.to_string(),
            item: Some(item.to_string()),
            line: self.text.zip(place).map(|(text, place)| text.line(place.start)),
            // Quotes may run over line ends; a slip is one line.
            message: message.replace('\n', "\\n").replace('\r', "\\r"),
        });
    }

    fn file(&mut self, message: &str) {
        self.slips.push(Slip { doc: self.doc.to_string(), item: None, line: None, message: message.to_string() });
    }
}

/// `2019`, `2019-12`, `2019-12-31`, `2020-Q1` or `2021-W49`.
fn is_deadline(text: &str) -> bool {
    let number = |part: &str, length: usize, range: RangeInclusive<i32>| {
        part.len() == length && part.parse().is_ok_and(|value: i32| range.contains(&value))
    };
    let parts: Vec<&str> = text.split('-').collect();
    let year = |part: &str| number(part, 4, YEARS);
    match parts[..] {
        [y] => year(y),
        [y, part] => {
            let quarter = part.strip_prefix('Q').is_some_and(|quarter| number(quarter, 1, 1..=4));
            let week = part.strip_prefix('W').is_some_and(|week| number(week, 2, 1..=53));
            year(y) && (quarter || week || number(part, 2, 1..=12))
        }
        [y, month, day] => year(y) && number(month, 2, 1..=12) && number(day, 2, 1..=31),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(mention: (usize, usize, &str, &str)) -> Vec<String> {
        let (start, end, text, concept) = mention;
        let place = PlaceJson { start, end, text: text.to_string(), ..PlaceJson::default() };
        let gold = AnalysisJson {
            doc: "plan.txt".to_string(),
            meta: crate::wire::MetaJson { kind: Some("andet".to_string()), ..Default::default() },
            measures: vec![MentionJson { concept: concept.to_string(), place, ..MentionJson::default() }],
            ..AnalysisJson::default()
        };
        let text = Text::new("Kørekort\nog mentorer".to_string(), String::new());
        let texts = Texts::from([("plan.txt".to_string(), text)]);
        check(&[gold], &texts).iter().map(Slip::to_string).collect()
    }

    #[test]
    fn a_clean_item_has_no_slips() {
        assert_eq!(slips((12, 20, "mentorer", "mentor")), Vec::<String>::new());
    }

    #[test]
    fn slips_name_document_line_and_item() {
        assert_eq!(
            slips((12, 18, "mentor", "mentor")),
            ["plan.txt:2: measures[0]: 'mentor' ends inside a word: 'rt\\nog mentor|er'"]
        );
        assert_eq!(
            slips((12, 20, "mentoren", "coach")),
            [
                "plan.txt:2: measures[0]: text is 'mentoren' but at the offsets stands 'mentorer'",
                "plan.txt:2: measures[0]: concept 'coach' is not in the list of the format",
            ]
        );
        assert_eq!(
            slips((12, 21, "mentorer", "mentor")),
            ["plan.txt:2: measures[0]: span [12,21] goes beyond the text, which has 20 code points"]
        );
    }

    #[test]
    fn deadlines_are_as_precise_as_stated() {
        for good in ["2019", "2019-12", "2019-12-31", "2020-Q1", "2021-W49"] {
            assert!(is_deadline(good), "{good}");
        }
        for bad in ["19", "2019-13", "2020-Q5", "2021-W54", "ultimo 2019", "2019-1"] {
            assert!(!is_deadline(bad), "{bad}");
        }
    }
}
