//! Pairs gold and system findings one to one, the best way there is.
//!
//! Two steps. First, findings with equal spans are paired with each other; among several on the same span, those
//! that agree most. Then the rest are paired so that the summed similarity is greatest, where similarity is the shared
//! length divided by the longer one's length. Simpler scorers take the best pair first, and so lose one here:
//!
//! ```text
//! gold    aaaaaaaaaabbbbbbbbbb      a shares more with 2 than with 1; but a-2 leaves b and 1 alone,
//! system  11111                     while a-1 and b-2 explain everything
//!             222222222
//! ```
//!
//! Findings come sorted ([`super::items`]), so neither the order in the file nor in a list can change the result,
//! and what is still tied goes to the earlier offset.

use super::items::Item;
use std::collections::BTreeMap;

/// Steps of similarity that we tell apart; the rest of the weight is for agreement.
const STEPS: i64 = 100_000;
/// One step of similarity outweighs every agreement in a cluster of 4,000 findings.
const STEP: i64 = 1 << 32;

/// A gold finding and the system finding that it is compared with, by their places in the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pair {
    pub gold: usize,
    pub system: usize,
}

/// The best one-to-one pairing of overlapping findings, in gold order.
///
/// `agreement` is how well two findings agree besides their place, below 2^20; `None` forbids the pair.
pub(super) fn align(
    gold: &[Item<'_>],
    system: &[Item<'_>],
    agreement: impl Fn(&Item<'_>, &Item<'_>) -> Option<u32>,
) -> Vec<Pair> {
    let weight = |pair: Pair| -> i64 {
        let (gold, system) = (&gold[pair.gold], &system[pair.system]);
        let shared = gold.overlap(system);
        let equal = gold.same_span(system);
        match agreement(gold, system) {
            Some(agreement) if equal => STEPS * STEP + i64::from(agreement),
            Some(agreement) if shared > 0 => {
                let longer = gold.len().max(system.len()) as i64;
                (shared as i64 * STEPS / longer).max(1) * STEP + i64::from(agreement)
            }
            _ => 0,
        }
    };
    let mut pairs = Vec::new();
    let mut free_gold = vec![true; gold.len()];
    let mut free_system = vec![true; system.len()];
    let equal_spans = equal_spans(gold, system);
    for cluster in equal_spans {
        for pair in best_pairs(&cluster, &weight) {
            free_gold[pair.gold] = false;
            free_system[pair.system] = false;
            pairs.push(pair);
        }
    }
    for cluster in touching(gold, &free_gold, system, &free_system) {
        pairs.extend(best_pairs(&cluster, &weight));
    }
    pairs.sort_unstable();
    pairs
}

/// Findings of both sides that can only be paired among themselves.
#[derive(Debug, Default)]
struct Cluster {
    gold: Vec<usize>,
    system: Vec<usize>,
}

/// One cluster for each span that both sides have.
fn equal_spans(gold: &[Item<'_>], system: &[Item<'_>]) -> Vec<Cluster> {
    let mut clusters: BTreeMap<(usize, usize), Cluster> = BTreeMap::new();
    for (index, item) in gold.iter().enumerate() {
        clusters.entry(item.span_key()).or_default().gold.push(index);
    }
    for (index, item) in system.iter().enumerate() {
        if let Some(cluster) = clusters.get_mut(&item.span_key()) {
            cluster.system.push(index);
        }
    }
    clusters.into_values().collect()
}

/// Free findings, cut into clusters wherever no span crosses: one sweep over both sorted lists.
fn touching(gold: &[Item<'_>], free_gold: &[bool], system: &[Item<'_>], free_system: &[bool]) -> Vec<Cluster> {
    let free = |flags: &[bool]| -> Vec<usize> { (0..flags.len()).filter(|&index| flags[index]).collect() };
    let (gold_left, system_left) = (free(free_gold), free(free_system));
    let (mut gold_left, mut system_left) = (gold_left.into_iter().peekable(), system_left.into_iter().peekable());
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut reach = 0;
    loop {
        let next_gold = gold_left.peek().map(|&index| gold[index].start);
        let next_system = system_left.peek().map(|&index| system[index].start);
        let from_gold = match (next_gold, next_system) {
            (Some(gold), Some(system)) => gold <= system,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return clusters,
        };
        let (item, index) = if from_gold {
            let index = gold_left.next().expect("peeked above");
            (&gold[index], index)
        } else {
            let index = system_left.next().expect("peeked above");
            (&system[index], index)
        };
        if clusters.is_empty() || item.start >= reach {
            clusters.push(Cluster::default());
        }
        reach = reach.max(item.end);
        let cluster = clusters.last_mut().expect("pushed above");
        let side = if from_gold { &mut cluster.gold } else { &mut cluster.system };
        side.push(index);
    }
}

/// The pairs of a cluster with the greatest summed weight; pairs of no weight are left out.
fn best_pairs(cluster: &Cluster, weight: &impl Fn(Pair) -> i64) -> Vec<Pair> {
    let (gold, system) = (&cluster.gold, &cluster.system);
    if gold.is_empty() || system.is_empty() {
        return Vec::new();
    }
    // The solver wants no more rows than columns.
    let swapped = gold.len() > system.len();
    let (rows, columns) = if swapped { (system, gold) } else { (gold, system) };
    let pair = |row: usize, column: usize| match swapped {
        true => Pair { gold: columns[column], system: rows[row] },
        false => Pair { gold: rows[row], system: columns[column] },
    };
    let weights: Vec<Vec<i64>> =
        (0..rows.len()).map(|row| (0..columns.len()).map(|column| weight(pair(row, column))).collect()).collect();
    assign(&weights)
        .into_iter()
        .enumerate()
        .filter(|&(row, column)| weights[row][column] > 0)
        .map(|(row, column)| pair(row, column))
        .collect()
}

/// The column of each row so that the summed weight is greatest: the Hungarian method with potentials.
///
/// There must be no more rows than columns. Rows and columns count from 1 inside; 0 stands for "none".
fn assign(weights: &[Vec<i64>]) -> Vec<usize> {
    let (rows, columns) = (weights.len(), weights[0].len());
    assert!(rows <= columns, "more rows than columns: {rows} > {columns}");
    if rows == 1 {
        let best = (0..columns).max_by_key(|&column| (weights[0][column], columns - column));
        return vec![best.unwrap_or(0)];
    }
    let mut row_potential = vec![0i64; rows + 1];
    let mut column_potential = vec![0i64; columns + 1];
    let mut row_of = vec![0usize; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut column = 0;
        let mut slack = vec![i64::MAX; columns + 1];
        let mut came_from = vec![0usize; columns + 1];
        let mut seen = vec![false; columns + 1];
        // Grow a shortest path from the new row until it ends in a free column.
        while row_of[column] != 0 {
            seen[column] = true;
            let here = row_of[column];
            let mut step = i64::MAX;
            let mut next = 0;
            for other in 1..=columns {
                if seen[other] {
                    continue;
                }
                let reduced = -weights[here - 1][other - 1] - row_potential[here] - column_potential[other];
                if reduced < slack[other] {
                    slack[other] = reduced;
                    came_from[other] = column;
                }
                if slack[other] < step {
                    step = slack[other];
                    next = other;
                }
            }
            for other in 0..=columns {
                if seen[other] {
                    row_potential[row_of[other]] += step;
                    column_potential[other] -= step;
                } else if slack[other] != i64::MAX {
                    slack[other] -= step;
                }
            }
            column = next;
        }
        // Flip the path: each row on it moves one column on.
        while column != 0 {
            row_of[column] = row_of[came_from[column]];
            column = came_from[column];
        }
    }
    let mut column_of = vec![0; rows];
    for column in 1..=columns {
        if row_of[column] > 0 {
            column_of[row_of[column] - 1] = column - 1;
        }
    }
    column_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The greatest summed weight by trying everything.
    fn best_sum(weights: &[Vec<i64>], used: u32) -> i64 {
        let Some((row, rest)) = weights.split_first() else {
            return 0;
        };
        let free = (0..row.len()).filter(|column| used >> column & 1 == 0);
        let taken = free.map(|column| row[column] + best_sum(rest, used | 1 << column));
        taken.max().unwrap_or(0)
    }

    proptest! {
        #[test]
        fn no_assignment_is_better(
            (weights, columns) in (1usize..6, 1usize..6).prop_flat_map(|(rows, more)| {
                let columns = rows + more - 1;
                let row = prop::collection::vec(prop_oneof![Just(0), 1i64..20], columns);
                (prop::collection::vec(row, rows), Just(columns))
            })
        ) {
            let chosen = assign(&weights);
            let mut seen = vec![false; columns];
            let mut sum = 0;
            for (row, &column) in chosen.iter().enumerate() {
                prop_assert!(!std::mem::replace(&mut seen[column], true), "column taken twice");
                sum += weights[row][column];
            }
            prop_assert_eq!(sum, best_sum(&weights, 0));
        }
    }

    fn spans(spans: &[(usize, usize)]) -> Vec<Item<'static>> {
        let item = |&(start, end): &(usize, usize)| Item {
            start,
            end,
            trimmed_end: end,
            kind: "",
            values: Vec::new(),
            text: "",
            id: None,
            segments: vec![(start, end)],
            page: None,
            rule: None,
            labels: &[],
            index: 0,
        };
        spans.iter().map(item).collect()
    }

    fn pairs(gold: &[(usize, usize)], system: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let pairs = align(&spans(gold), &spans(system), |_, _| Some(0));
        pairs.iter().map(|pair| (pair.gold, pair.system)).collect()
    }

    #[test]
    fn the_sum_counts_not_the_best_pair() {
        // The picture in the head of this file.
        assert_eq!(pairs(&[(0, 10), (10, 20)], &[(0, 5), (4, 13)]), [(0, 0), (1, 1)]);
    }

    #[test]
    fn equal_spans_come_first() {
        // Crossing over would give the larger sum, but a finding in its exact place is not a matter of degree.
        assert_eq!(pairs(&[(0, 10), (0, 11)], &[(0, 9), (0, 10)]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn ties_go_to_the_earlier_offset() {
        assert_eq!(pairs(&[(0, 10), (10, 20)], &[(5, 15)]), [(0, 0)]);
        assert_eq!(pairs(&[(5, 15)], &[(0, 10), (10, 20)]), [(0, 0)]);
    }

    #[test]
    fn touching_is_not_overlapping() {
        assert_eq!(pairs(&[(0, 5)], &[(5, 9)]), []);
    }
}
