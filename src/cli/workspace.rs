//! Writing results: every file whole or not at all, and one name for each plan.

use anyhow::Context;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Writes `content` to `path` by way of a temporary file in the same folder: a reader never sees half a file.
pub fn write_whole(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let write = || -> std::io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

/// `NAME.json` for each document: the stem, or the whole file name where two documents share a stem.
pub fn analysis_names<'d>(docs: impl Iterator<Item = &'d str> + Clone) -> Vec<PathBuf> {
    let stem = |doc: &str| {
        Path::new(doc).file_stem().map_or_else(|| doc.to_owned(), |stem| stem.to_string_lossy().into_owned())
    };
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for doc in docs.clone() {
        *count.entry(stem(doc)).or_default() += 1;
    }
    docs.map(|doc| {
        let stem = stem(doc);
        let name = if count[&stem] > 1 { doc } else { &stem };
        PathBuf::from(format!("{name}.json"))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_one_stem_keep_their_extension() {
        let names = analysis_names(["a.txt", "b.txt", "b.md"].into_iter());
        assert_eq!(names, ["a.json", "b.txt.json", "b.md.json"].map(PathBuf::from));
    }
}
