//! Files, folders and globs on the command line become a sorted list of files.

use crate::error::Error;
use globset::Glob;
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// What a folder is searched for; a file named on the command line is read whatever its extension.
pub const EXTENSIONS: &[&str] = &["txt", "md", "html", "htm"];

/// All plan files under `paths`, sorted and without doubles; `-` stays as it is (standard input).
///
/// Folders are searched recursively, hidden files and what `.gitignore` or `.ignore` names left out, `README.md` too:
/// it tells of the folder. What cannot be found comes back beside the files. A path with `*`, `?` or `[` that does not exist is a glob.
pub fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
    let mut files = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" || path.is_file() {
            files.push(path.clone());
        } else if path.is_dir() {
            walk(path, &mut files, &mut errors);
        } else if path.to_string_lossy().contains(['*', '?', '[']) {
            glob(path, &mut files, &mut errors);
        } else {
            errors.push(Error::invalid(path, None, "no such file or folder"));
        }
    }
    files.sort();
    files.dedup();
    (files, errors)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<Error>) {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_plan(entry.path()) => {
                files.push(entry.into_path())
            }
            Ok(_) => {}
            Err(error) => errors.push(Error::invalid(folder, None, error.to_string())),
        }
    }
}

fn is_plan(path: &Path) -> bool {
    let known = path
        .extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| EXTENSIONS.contains(&extension.to_lowercase().as_str()));
    known && path.file_name().is_none_or(|name| !name.eq_ignore_ascii_case("readme.md"))
}

fn glob(pattern: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<Error>) {
    let matcher = match Glob::new(&pattern.to_string_lossy()) {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            errors.push(Error::invalid(pattern, None, error.to_string()));
            return;
        }
    };
    // The part before the first wildcard is the folder to search.
    let fixed: PathBuf =
        pattern.components().take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '['])).collect();
    let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { &fixed };
    let before = files.len();
    for entry in WalkBuilder::new(root).require_git(false).build().flatten() {
        let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
        if path.is_file() && matcher.is_match(path) {
            files.push(path.to_owned());
        }
    }
    if files.len() == before {
        errors.push(Error::invalid(pattern, None, "no file matches this pattern"));
    }
}
