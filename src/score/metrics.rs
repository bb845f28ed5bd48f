//! Scores one document: pairs its findings layer by layer and counts what is right.
//!
//! Every count belongs to a block, a stretch of the text, so that intervals can resample blocks where documents are
//! few. A paired finding counts in its gold partner's block.

use super::align::{Pair, align};
use super::counts::{
    ATTRIBUTIONS, AttributeCounts, CONCEPTS, ClassCounts, Counts, EXACT, LADDER, LINKS, MATRIX, MEASURES, META,
    OVERLAP, RECORD, Row, SCHEMAS, STRICT, SchemaCounts, TOKENS, TYPE, empty_row, sum,
};
use super::items::{Item, LAYERS, Layer, attribute_is_right, items, normalize, period, record_is_right};
use super::mistakes::{Mistake, layer_mistakes, set_mistakes};
use crate::wire::{AnalysisJson, MetaJson};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Code points in a block.
const BLOCK: usize = 2_000;

/// Everything counted in one document.
#[derive(Debug, Default)]
pub(super) struct DocumentScore {
    pub name: String,
    pub blocks: BTreeMap<usize, Row>,
    /// By layer and attribute.
    pub attributes: BTreeMap<(usize, usize), AttributeCounts>,
    pub schemas: [[SchemaCounts; SCHEMAS.len()]; LAYERS.len()],
    /// By layer and kind.
    pub classes: BTreeMap<(usize, String), ClassCounts>,
    /// Overlapping pairs by layer, gold kind and system kind.
    pub confusion: BTreeMap<(usize, String, String), u32>,
    pub mistakes: Vec<Mistake>,
}

impl DocumentScore {
    /// The sum over all blocks.
    pub fn row(&self) -> Row {
        sum(self.blocks.values())
    }

    fn add(&mut self, metric: usize, block: usize, counts: Counts) {
        self.blocks.entry(block).or_insert_with(empty_row)[metric] += counts;
    }

    /// Adds a metric of a layer: every finding of both sides, and as right the pairs in `right`.
    fn add_pairs(&mut self, metric: usize, layer: &Paired<'_, '_>, right: impl Fn(&Pair) -> bool) {
        let blocks = |items: &[Item<'_>]| -> Vec<usize> { items.iter().map(|item| item.start / BLOCK).collect() };
        let gold_blocks = blocks(layer.gold);
        let mut system_blocks = blocks(layer.system);
        for pair in layer.pairs {
            let block = gold_blocks[pair.gold];
            system_blocks[pair.system] = block;
            if right(pair) {
                self.add(metric, block, Counts { right: 1, ..Counts::default() });
            }
        }
        for block in gold_blocks {
            self.add(metric, block, Counts { gold: 1, ..Counts::default() });
        }
        for block in system_blocks {
            self.add(metric, block, Counts { system: 1, ..Counts::default() });
        }
    }

    /// Adds a metric that compares two sets; `block` tells where a member stands.
    fn add_sets<T: Ord>(
        &mut self,
        metric: usize,
        gold: &BTreeSet<T>,
        system: &BTreeSet<T>,
        block: impl Fn(&T) -> usize,
    ) {
        for member in gold {
            let right = u32::from(system.contains(member));
            self.add(metric, block(member), Counts { right, gold: 1, system: 0 });
        }
        for member in system {
            self.add(metric, block(member), Counts { right: 0, gold: 0, system: 1 });
        }
    }
}

/// Scores one document.
pub(super) fn score_document(gold: &AnalysisJson, system: &AnalysisJson, with_mistakes: bool) -> DocumentScore {
    let mut score = DocumentScore { name: gold.doc.clone(), ..DocumentScore::default() };
    score.blocks.insert(0, empty_row());
    let mut twins = HashMap::new();
    for (number, layer) in LAYERS.iter().enumerate() {
        let gold_items = items(gold, layer);
        let system_items = items(system, layer);
        let pairs = align(&gold_items, &system_items, |gold, system| Some(agreement(layer, gold, system)));
        let paired = Paired { gold: &gold_items, system: &system_items, pairs: &pairs };
        score_layer(&mut score, number, layer, &paired);
        if with_mistakes {
            score.mistakes.extend(layer_mistakes(&gold.doc, layer, &paired));
        }
        for pair in &pairs {
            if let (Some(gold), Some(system)) = (gold_items[pair.gold].id, system_items[pair.system].id) {
                twins.insert(system.to_string(), gold.to_string());
            }
        }
    }
    score_sets(&mut score, gold, system, &twins);
    let (right, all) = score_meta(&gold.meta, &system.meta);
    score.add(META, 0, Counts { right, gold: all, system: all });
    if with_mistakes {
        score.mistakes.extend(set_mistakes(gold, system));
    }
    score
}

/// The findings of a layer on both sides, and which is compared with which.
pub(super) struct Paired<'p, 'a> {
    pub gold: &'p [Item<'a>],
    pub system: &'p [Item<'a>],
    pub pairs: &'p [Pair],
}

impl<'p, 'a> Paired<'p, 'a> {
    pub fn items(&self, pair: &Pair) -> (&'p Item<'a>, &'p Item<'a>) {
        (&self.gold[pair.gold], &self.system[pair.system])
    }

    /// Gold findings without a partner.
    pub fn missed(&self) -> Vec<&'p Item<'a>> {
        let paired: BTreeSet<usize> = self.pairs.iter().map(|pair| pair.gold).collect();
        let free = |(index, item)| (!paired.contains(&index)).then_some(item);
        self.gold.iter().enumerate().filter_map(free).collect()
    }

    /// System findings without a partner.
    pub fn spurious(&self) -> Vec<&'p Item<'a>> {
        let paired: BTreeSet<usize> = self.pairs.iter().map(|pair| pair.system).collect();
        let free = |(index, item)| (!paired.contains(&index)).then_some(item);
        self.system.iter().enumerate().filter_map(free).collect()
    }
}

/// How far two findings agree besides their place: the whole record first, then the kind, then attribute by attribute.
pub(super) fn agreement(layer: &Layer, gold: &Item<'_>, system: &Item<'_>) -> u32 {
    let right =
        (0..layer.attributes.len()).filter(|&index| attribute_is_right(layer, index, gold, system)).count() as u32;
    let same_kind = gold.kind == system.kind;
    let record = same_kind && right as usize == layer.attributes.len();
    u32::from(record) << 18 | u32::from(same_kind) << 8 | right
}

fn score_layer(score: &mut DocumentScore, number: usize, layer: &Layer, paired: &Paired<'_, '_>) {
    let metric = |measure: usize| number * MEASURES.len() + measure;
    let strict = |pair: &Pair| {
        let (gold, system) = paired.items(pair);
        gold.same_span(system) && gold.kind == system.kind
    };
    score.add_pairs(metric(STRICT), paired, strict);
    score.add_pairs(metric(EXACT), paired, |pair| {
        let (gold, system) = paired.items(pair);
        gold.same_span(system)
    });
    // Unlike SemEval's, this schema pairs anew among findings of the same kind, so that a wrong neighbor on the same
    // words cannot take the place of the right one.
    let same_kind = align(paired.gold, paired.system, |gold, system| {
        (gold.kind == system.kind).then(|| agreement(layer, gold, system))
    });
    let typed = Paired { pairs: &same_kind, ..*paired };
    score.add_pairs(metric(TYPE), &typed, |_| true);
    score.add_pairs(metric(OVERLAP), paired, |_| true);
    for (measure, bar) in LADDER {
        score.add_pairs(metric(measure), paired, |pair| {
            let (gold, system) = paired.items(pair);
            gold.iou(system) > bar
        });
    }
    if layer.record {
        score.add_pairs(metric(RECORD), paired, |pair| {
            let (gold, system) = paired.items(pair);
            strict(pair) && record_is_right(layer, gold, system)
        });
    }
    let block = |token: &(usize, usize, &str)| token.0 / BLOCK;
    score.add_sets(metric(TOKENS), &tokens(paired.gold), &tokens(paired.system), block);
    if layer.concepts {
        let concepts =
            |items: &[Item<'_>]| -> BTreeSet<String> { items.iter().map(|item| item.kind.to_string()).collect() };
        let (gold, system) = (concepts(paired.gold), concepts(paired.system));
        score.add_sets(metric(CONCEPTS), &gold, &system, |_| 0);
    }
    for pair in paired.pairs {
        let (gold, system) = paired.items(pair);
        for index in 0..layer.attributes.len() {
            let right = u32::from(attribute_is_right(layer, index, gold, system));
            let stated = u32::from(gold.values[index].is_some());
            let counts = score.attributes.entry((number, index)).or_default();
            counts.pairs += 1;
            counts.right += right;
            counts.stated += stated;
            counts.right_stated += right * stated;
        }
        let kinds = (number, gold.kind.to_string(), system.kind.to_string());
        *score.confusion.entry(kinds).or_default() += 1;
    }
    score.schemas[number] = schemas(paired);
    score_classes(score, number, &typed, strict_kinds(paired));
}

/// SemEval-2013 task 9: every pair is right, wrong or half right, and the rest is missed or spurious.
fn schemas(paired: &Paired<'_, '_>) -> [SchemaCounts; SCHEMAS.len()] {
    let unpaired = SchemaCounts {
        missed: (paired.gold.len() - paired.pairs.len()) as u32,
        spurious: (paired.system.len() - paired.pairs.len()) as u32,
        ..SchemaCounts::default()
    };
    let [mut strict, mut exact, mut partial, mut kind] = [unpaired; SCHEMAS.len()];
    for pair in paired.pairs {
        let (gold, system) = paired.items(pair);
        let same_span = gold.same_span(system);
        let same_kind = gold.kind == system.kind;
        let tally = |right: bool, counts: &mut SchemaCounts| match right {
            true => counts.correct += 1,
            false => counts.incorrect += 1,
        };
        tally(same_span && same_kind, &mut strict);
        tally(same_span, &mut exact);
        tally(same_kind, &mut kind);
        match same_span {
            true => partial.correct += 1,
            false => partial.partial += 1,
        }
    }
    [strict, exact, partial, kind]
}

/// The kinds of strictly matched findings.
fn strict_kinds<'a>(paired: &Paired<'_, 'a>) -> Vec<&'a str> {
    let items = paired.pairs.iter().map(|pair| paired.items(pair));
    items
        .filter(|(gold, system)| gold.same_span(system) && gold.kind == system.kind)
        .map(|(gold, _)| gold.kind)
        .collect()
}

/// Counts kind by kind. `typed` pairs only findings of the same kind.
fn score_classes(score: &mut DocumentScore, number: usize, typed: &Paired<'_, '_>, strict: Vec<&str>) {
    let mut classes: BTreeMap<&str, ClassCounts> = BTreeMap::new();
    for item in typed.gold {
        let class = classes.entry(item.kind).or_default();
        class.strict.gold += 1;
        class.overlap.gold += 1;
    }
    for item in typed.system {
        let class = classes.entry(item.kind).or_default();
        class.strict.system += 1;
        class.overlap.system += 1;
    }
    for kind in strict {
        classes.entry(kind).or_default().strict.right += 1;
    }
    for pair in typed.pairs {
        let kind = typed.gold[pair.gold].kind;
        classes.entry(kind).or_default().overlap.right += 1;
    }
    let classes = classes.into_iter();
    score.classes.extend(classes.map(|(kind, counts)| ((number, kind.to_string()), counts)));
}

/// Words of all findings with their place and kind. A cut span gives only the words of its pieces.
fn tokens<'a>(items: &[Item<'a>]) -> BTreeSet<(usize, usize, &'a str)> {
    let mut tokens = BTreeSet::new();
    for item in items {
        let mut chars = item.text.chars();
        for (number, &(start, end)) in item.segments.iter().enumerate() {
            if number > 0 {
                // The quote joins its pieces with a space.
                chars.next();
            }
            let mut word = None;
            for place in start..end {
                let in_word = chars.next().is_some_and(|char| char.is_alphabetic() || char.is_ascii_digit());
                match (in_word, word) {
                    (true, None) => word = Some(place),
                    (false, Some(from)) => {
                        tokens.insert((from, place, item.kind));
                        word = None;
                    }
                    _ => {}
                }
            }
            if let Some(from) = word {
                tokens.insert((from, end, item.kind));
            }
        }
    }
    tokens
}

/// Matrix cells, attributions and links. `twins` maps ids of the system to ids in gold.
fn score_sets(score: &mut DocumentScore, gold: &AnalysisJson, system: &AnalysisJson, twins: &HashMap<String, String>) {
    let cells = |analysis: &AnalysisJson| analysis.matrix.iter().cloned().collect::<BTreeSet<_>>();
    score.add_sets(MATRIX, &cells(gold), &cells(system), |_| 0);
    let named = |analysis: &AnalysisJson| analysis.attributions.iter().cloned().collect::<BTreeSet<_>>();
    score.add_sets(ATTRIBUTIONS, &named(gold), &named(system), |_| 0);
    if gold.links.is_empty() {
        return; // Not annotated: what the system links is neither right nor wrong.
    }
    let wanted: BTreeSet<(String, String)> =
        gold.links.iter().map(|link| (link.from.clone(), link.to.clone())).collect();
    let twin = |id: &String| match twins.get(id) {
        Some(gold) => gold.clone(),
        // An id that no gold finding can have.
        None => format!("system {id}"),
    };
    let given: BTreeSet<(String, String)> =
        system.links.iter().map(|link| (twin(&link.from), twin(&link.to))).collect();
    score.add_sets(LINKS, &wanted, &given, |_| 0);
}

/// Right fields and all fields of the metadata.
fn score_meta(gold: &MetaJson, system: &MetaJson) -> (u32, u32) {
    let pairs = meta_fields(gold).into_iter().zip(meta_fields(system));
    pairs.fold((0, 0), |(right, all), ((_, gold), (_, system))| (right + u32::from(gold == system), all + 1))
}

/// The metadata field by field, as compared.
pub(super) fn meta_fields(meta: &MetaJson) -> [(&'static str, Option<String>); 6] {
    let text = |value: &Option<String>| value.as_deref().and_then(normalize);
    [
        ("title", text(&meta.title)),
        ("kind", text(&meta.kind)),
        ("municipality", text(&meta.municipality)),
        ("kommunekode", text(&meta.kommunekode)),
        ("issuer", text(&meta.issuer)),
        ("period", period(meta.period)),
    ]
}
