//! The analyses of a workspace, for `pejl export` and `pejl overview`.

#[cfg(feature = "xlsx")]
use crate::output::table::sheet::About;
use crate::score::read_folder;
use crate::wire::AnalysisJson;
use anyhow::{Result, bail};
use std::path::Path;

/// The analyses in a folder that `pejl extract --out` or `pejl run --out` wrote, by document.
pub fn read_workspace(folder: &Path) -> Result<Vec<AnalysisJson>> {
    if !folder.is_dir() {
        bail!("{}: no such folder; make it with pejl run or pejl extract --out", folder.display());
    }
    let inner = folder.join("analyses");
    let folder = if inner.is_dir() { &inner } else { folder };
    let mut analyses = read_folder(folder)?;
    if analyses.is_empty() {
        bail!("{}: no analyses (*.json) here; write them with pejl run or pejl extract --out", folder.display());
    }
    analyses.sort_by(|a, b| a.doc.cmp(&b.doc));
    Ok(analyses)
}

/// Now, for "Læs mig"; `SOURCE_DATE_EPOCH` overrides it, for builds that must repeat.
#[cfg(feature = "xlsx")]
pub fn about(lexicon: &str) -> About {
    use std::time::{SystemTime, UNIX_EPOCH};
    let told = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    About { lexicon: lexicon.to_owned(), made: told.unwrap_or_else(now) }
}
