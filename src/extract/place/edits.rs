//! How far a misspelled name is from the right one.

/// Edits from one word to the other, counted up to `most` + 1.
pub fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(diagonal + 1);
        }
        if row.iter().all(|&edits| edits > most) {
            return most + 1;
        }
    }
    row[b.len()].min(most + 1)
}
