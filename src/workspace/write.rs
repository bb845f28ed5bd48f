//! Writing results: every file whole or not at all, and one name for each plan.

use anyhow::Context;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

/// How the names of temporary files begin: hidden, and no name that anyone else gives.
const UNFINISHED: &str = ".pejl-unfinished-";

/// Writes `content` to `path` by way of a temporary file in the same folder: a reader never sees half a file.
pub fn write_whole(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let write = || -> std::io::Result<()> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(UNFINISHED);
        // Colleagues read the results too, as far as the umask lets them; a temporary file would be ours alone.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    write().with_context(|| format!("cannot write {}", path.display()))
}

/// Deletes the temporary files that a process left in `folder` when it was killed.
pub fn clear_unfinished(folder: &Path) -> std::io::Result<()> {
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        if file.file_name().to_string_lossy().starts_with(UNFINISHED) {
            std::fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

/// `NAME.json` for each document: the stem, or the whole file name where the stem alone would not be its own.
pub fn analysis_names<'d>(docs: impl Iterator<Item = &'d str> + Clone) -> Vec<PathBuf> {
    let stem = |doc: &str| {
        Path::new(doc).file_stem().map_or_else(|| doc.to_owned(), |stem| stem.to_string_lossy().into_owned())
    };
    let whole: BTreeSet<&str> = docs.clone().collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for doc in docs.clone() {
        *count.entry(stem(doc)).or_default() += 1;
    }
    docs.map(|doc| {
        let stem = stem(doc);
        // "plan.txt" beside "plan.md", or beside "plan.txt.md".
        let shared = count[&stem] > 1 || (stem != doc && whole.contains(stem.as_str()));
        let name = if shared { doc } else { &stem };
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
        let names = analysis_names(["b.md", "b.txt", "b.txt.md"].into_iter());
        assert_eq!(names, ["b.md.json", "b.txt.json", "b.txt.md.json"].map(PathBuf::from));
    }
}
