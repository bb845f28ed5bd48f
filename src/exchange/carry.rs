//! Gives marks back what a format lost: fields, and the pieces of cut spans.
//!
//! A reviewer may have moved a border or changed a kind since. So a mark takes the fields of the exported finding of
//! its layer that has the same bounds, or else of the one that it overlaps most; each finding gives once.

use super::mark::Mark;
use std::collections::BTreeSet;

/// Puts pieces of one cut span, each a mark of its own by now, together again. Pieces that a reviewer moved or gave
/// different kinds stay apart.
pub(super) fn join_pieces(marks: Vec<Mark>, exported: &[Mark]) -> Vec<Mark> {
    let mut marks: Vec<Option<Mark>> = marks.into_iter().map(Some).collect();
    let mut joined = Vec::new();
    for cut in exported.iter().filter(|mark| mark.pieces.len() > 1) {
        let mut places: Vec<usize> = Vec::new();
        for &piece in &cut.pieces {
            let same = |mark: &Mark| mark.layer.name == cut.layer.name && mark.pieces == [piece];
            let found =
                (0..marks.len()).find(|place| !places.contains(place) && marks[*place].as_ref().is_some_and(same));
            places.extend(found);
        }
        let kinds: BTreeSet<&str> =
            places.iter().filter_map(|&place| Some(marks[place].as_ref()?.kind.as_str())).collect();
        if places.len() == cut.pieces.len()
            && kinds.len() == 1
            && let Some(mut mark) = marks[places[0]].take()
        {
            mark.pieces = cut.pieces.clone();
            joined.push(mark);
            for &place in &places[1..] {
                marks[place] = None;
            }
        }
    }
    marks.into_iter().flatten().chain(joined).collect()
}

/// Copies fields from the findings as exported.
pub(super) fn carry(marks: &mut [Mark], exported: &[Mark]) {
    let mut given = vec![false; exported.len()];
    let mut waiting: Vec<usize> = (0..marks.len()).collect();
    // Same bounds and kind, then same bounds.
    for same_kind in [true, false] {
        waiting.retain(|&place| {
            let mark = &marks[place];
            let twin = exported.iter().enumerate().position(|(index, other)| {
                !given[index]
                    && other.layer.name == mark.layer.name
                    && other.bounds() == mark.bounds()
                    && (!same_kind || other.kind == mark.kind)
            });
            let Some(twin) = twin else { return true };
            given[twin] = true;
            marks[place].fields = exported[twin].fields.clone();
            false
        });
    }
    for place in waiting {
        let mark = &marks[place];
        let nearest = (0..exported.len())
            .filter(|&index| !given[index] && exported[index].layer.name == mark.layer.name)
            .map(|index| (overlap(mark, &exported[index]), index))
            .filter(|(shared, _)| *shared > 0)
            .max_by_key(|&(shared, index)| (shared, std::cmp::Reverse(index)));
        if let Some((_, index)) = nearest {
            given[index] = true;
            marks[place].fields = exported[index].fields.clone();
        }
    }
}

fn overlap(a: &Mark, b: &Mark) -> usize {
    let ((start, end), (from, to)) = (a.bounds(), b.bounds());
    end.min(to).saturating_sub(start.max(from))
}
