//! How far a score could be luck: resamples documents, or blocks of text where documents are few.

use super::counts::{METRICS, Row, add, empty_row};
use super::metrics::DocumentScore;
use std::collections::BTreeSet;

/// More blocks than this are merged, so that long runs stay quick.
const MAX_BLOCKS: usize = 2_000;

/// Lower and upper end of the middle 95 % of each metric's F1; `None` where nothing was counted.
///
/// A draw that has nothing to count for a metric says nothing about it and is left out there.
pub(super) fn intervals(rows: &[Row], resamples: usize, seed: u64) -> Vec<Option<(f64, f64)>> {
    let mut f1s = vec![Vec::new(); METRICS];
    let mut random = SplitMix(seed);
    for _ in 0..resamples {
        let mut sum = empty_row();
        for _ in 0..rows.len() {
            add(&mut sum, &rows[random.below(rows.len())]);
        }
        for (f1s, counts) in f1s.iter_mut().zip(sum) {
            if !counts.is_empty() {
                f1s.push(counts.f1());
            }
        }
    }
    f1s.into_iter()
        .map(|mut f1s| {
            f1s.sort_unstable_by(f64::total_cmp);
            Some((quantile(&f1s, 0.025)?, quantile(&f1s, 0.975)?))
        })
        .collect()
}

/// Two-sided p-value of each metric's difference, with the same blocks drawn on both sides.
///
/// Never below 2 / (draws + 1): so many draws can show no more.
pub(super) fn paired_p(old: &[Row], new: &[Row], resamples: usize, seed: u64) -> Vec<f64> {
    assert_eq!(old.len(), new.len(), "paired rows must be equally many");
    let mut draws = vec![0usize; METRICS];
    let mut not_better = vec![0usize; METRICS];
    let mut not_worse = vec![0usize; METRICS];
    let mut random = SplitMix(seed);
    for _ in 0..resamples {
        let (mut old_sum, mut new_sum) = (empty_row(), empty_row());
        for _ in 0..old.len() {
            let index = random.below(old.len());
            add(&mut old_sum, &old[index]);
            add(&mut new_sum, &new[index]);
        }
        for metric in 0..METRICS {
            if old_sum[metric].is_empty() && new_sum[metric].is_empty() {
                continue;
            }
            let gain = new_sum[metric].f1() - old_sum[metric].f1();
            draws[metric] += 1;
            not_better[metric] += usize::from(gain <= 0.0);
            not_worse[metric] += usize::from(gain >= 0.0);
        }
    }
    let p = |metric: usize| {
        let tail = not_better[metric].min(not_worse[metric]) + 1;
        (2.0 * tail as f64 / (draws[metric] + 1) as f64).min(1.0)
    };
    (0..METRICS).map(p).collect()
}

/// The blocks of all documents, on every side the same blocks in the same order.
pub(super) fn blocks(sides: &[&[DocumentScore]]) -> Vec<Vec<Row>> {
    let mut merge = 1;
    loop {
        let mut keys = BTreeSet::new();
        for side in sides {
            for (document, score) in side.iter().enumerate() {
                keys.extend(score.blocks.keys().map(|block| (document, block / merge)));
            }
        }
        let documents = sides.first().map_or(0, |side| side.len());
        if keys.len() > MAX_BLOCKS.max(documents) {
            merge *= 2;
            continue;
        }
        let keys: Vec<(usize, usize)> = keys.into_iter().collect();
        return sides.iter().map(|side| block_rows(side, &keys, merge)).collect();
    }
}

fn block_rows(side: &[DocumentScore], keys: &[(usize, usize)], merge: usize) -> Vec<Row> {
    let mut rows = vec![empty_row(); keys.len()];
    for (document, score) in side.iter().enumerate() {
        for (block, row) in &score.blocks {
            // Every key was collected from these same blocks.
            if let Ok(index) = keys.binary_search(&(document, block / merge)) {
                add(&mut rows[index], row);
            }
        }
    }
    rows
}

fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get((share * last as f64).round() as usize).copied()
}

/// SplitMix64: a few lines that draw the same numbers everywhere and always.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; the high half of a product, which is even enough for resampling.
    fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::*;

    fn row(right: u32) -> Row {
        let mut row = empty_row();
        row[0] = Counts { right, gold: 10, system: 10 };
        row
    }

    #[test]
    fn interval_holds_the_score_and_repeats() {
        let rows: Vec<Row> = (0..30).map(|index| row(4 + index % 5)).collect();
        let first = intervals(&rows, 500, 1);
        let (low, high) = first[0].expect("there is something to count");
        assert!(0.5 < low && low < 0.6 && 0.6 < high && high < 0.7, "{low} {high}");
        assert_eq!(first[1], None, "nothing to count");
        assert_eq!(first, intervals(&rows, 500, 1));
    }

    #[test]
    fn a_clear_gain_is_no_luck_and_no_gain_is() {
        let old: Vec<Row> = (0..30).map(|_| row(4)).collect();
        let new: Vec<Row> = (0..30).map(|index| row(6 + index % 3)).collect();
        assert!(paired_p(&old, &new, 500, 1)[0] < 0.01);
        assert_eq!(paired_p(&old, &old, 500, 1)[0], 1.0);
    }
}
