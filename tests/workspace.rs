//! The workspace of `pejl run`: what a rerun reads, what it leaves, and that nothing can leave it half done.

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

#[test]
fn a_rerun_reads_what_is_new_or_changed_and_nothing_else() {
    let folder = plans(&["a.txt", "b.txt", "c.txt"]);
    let at = folder.path();
    run(at, &[]).success();
    let first = tree(&at.join("out"));
    assert_eq!(first_line(run(at, &[])), "3 plans, 3 of them unchanged");
    assert!(first == tree(&at.join("out")), "a rerun with nothing to do touches nothing");

    write(at, "in/b.txt", "Jobcentret vil hjælpe flere flygtninge i job.\n");
    write(at, "in/d.txt", "Jobcentret vil hjælpe flere unge i uddannelse.\n");
    assert_eq!(first_line(run(at, &[])), "4 plans, 2 of them unchanged");
    assert_eq!(times(at, &["a.txt", "c.txt"]), times_in(&first, &["a.txt", "c.txt"]), "these were not read again");
    let analysis = String::from_utf8(tree(&at.join("out"))["analyses/b.json"].clone()).expect("UTF-8");
    assert!(analysis.contains("flere flygtninge"), "{analysis}");

    assert_eq!(first_line(run(at, &["--force"])), "4 plans read");
    std::fs::remove_file(at.join("out/analyses/c.json")).expect("it was written");
    assert_eq!(first_line(run(at, &[])), "4 plans, 3 of them unchanged");
    assert!(at.join("out/analyses/c.json").is_file(), "a lost analysis is made again");
}

#[test]
fn another_lexicon_is_a_reason_to_read_again() {
    let folder = plans(&["a.txt"]);
    let at = folder.path();
    run(at, &[]).success();
    std::fs::create_dir(at.join("lexicons")).expect("writable");
    for file in std::fs::read_dir(root().join("lexicons")).expect("lexicons/ is there").flatten() {
        std::fs::copy(file.path(), at.join("lexicons").join(file.file_name())).expect("writable");
    }
    let list = std::fs::read_to_string(at.join("lexicons/benefits.csv")).expect("a list");
    let end = list.trim_end().rfind('\n').expect("a list has rows");
    std::fs::write(at.join("lexicons/benefits.csv"), &list[..=end]).expect("writable");
    assert_eq!(first_line(run(at, &["--lexicons", "lexicons"])), "1 plans read");
    assert_eq!(first_line(run(at, &["--lexicons", "lexicons"])), "1 plans, 1 of them unchanged");
}

#[test]
fn what_is_gone_is_told_and_taken_out_on_request() {
    let folder = plans(&["a.txt", "b.txt"]);
    let at = folder.path();
    run(at, &[]).success();
    std::fs::remove_file(at.join("in/b.txt")).expect("it was written");
    let told = stdout(run(at, &[]).success());
    assert!(told.contains("b.txt: not among the plans any more; --prune takes it out"), "{told}");
    let planned = stdout(run(at, &["--dry-run", "--prune"]).success());
    assert_eq!(planned, "take out    in/b.txt\n0 to read, 1 unchanged, 1 gone; nothing was done\n");
    assert!(at.join("out/analyses/b.json").is_file());
    run(at, &["--prune"]).success();
    assert!(!at.join("out/analyses/b.json").exists());
    let fresh = tempfile::tempdir().expect("a temporary folder");
    run(at, &["--out", &fresh.path().to_string_lossy()]).success();
    assert_eq!(without_times(&tree(&at.join("out"))), without_times(&tree(fresh.path())));
}

#[test]
fn plans_of_one_stem_do_not_overwrite_each_other() {
    let folder = plans(&["plan.txt"]);
    let at = folder.path();
    run(at, &[]).success();
    write(at, "in/plan.md", "# Plan\n\nJobcentret vil hjælpe flere unge i uddannelse.\n");
    run(at, &[]).success();
    let names: Vec<String> = tree(&at.join("out")).into_keys().filter(|name| name.starts_with("analyses")).collect();
    assert_eq!(names, ["analyses/plan.md.json", "analyses/plan.txt.json"]);
    // Of one whole name only one can be kept.
    write(at, "in/later/plan.txt", "En anden plan.\n");
    let errors = stderr(run(at, &[]).code(2));
    assert!(
        errors.ends_with("pejl: in/plan.txt: its name is that of in/later/plan.txt; rename one of them\n"),
        "{errors}"
    );
}

#[test]
fn a_plan_that_cannot_be_read_is_told_every_time_and_leaves_no_old_analysis() {
    let folder = plans(&["a.txt", "b.txt"]);
    let at = folder.path();
    run(at, &[]).success();
    write(at, "in/b.txt", "");
    for _ in 0..2 {
        let told = stdout(run(at, &[]).code(2));
        assert!(told.contains("not read: in/b.txt: the file is empty"), "{told}");
    }
    assert!(!at.join("out/analyses/b.json").exists());
    let entry = &manifest(at)["b.txt"];
    assert_eq!((&entry["status"], &entry["error"]), (&"failed".into(), &"in/b.txt: the file is empty".into()));
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = plans(&["a.txt"]);
    let planned = stdout(run(folder.path(), &["--dry-run"]).success());
    assert_eq!(planned, "read        in/a.txt\n1 to read, 0 unchanged, 0 gone; nothing was done\n");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn two_runs_on_one_workspace_exclude_each_other() {
    let folder = plans(&["a.txt"]);
    let at = folder.path();
    run(at, &[]).success();
    let lock = std::fs::File::options().write(true).open(at.join("out/.lock")).expect("a run leaves its lock file");
    lock.lock().expect("nobody holds it");
    let message =
        "pejl: out: another 'pejl run' is working in this folder; wait until it is done, or give another --out\n";
    assert_eq!(stderr(run(at, &[]).code(2)), message);
    drop(lock);
    run(at, &[]).success();
}

/// Bytes do not depend on threads, on the order of paths, nor on where and when pejl runs.
#[test]
fn the_workspace_is_the_same_everywhere() {
    let analyses = |paths: &[&str], jobs: &str, zone: &str, locale: &str| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("out");
        let mut command = pejl(root());
        command.arg("run").args(paths).args(["--jobs", jobs, "--no-index", "--gold", "gold", "--out"]).arg(&out);
        command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale).assert().success();
        without_times(&tree(&out))
    };
    let plans = ["corpus/lindeby-2023.md", "corpus/kloeverdal-2021.html", "corpus/strandsted-2015.txt"];
    let reversed: Vec<&str> = plans.iter().rev().copied().collect();
    let one = analyses(&plans, "1", "UTC", "C");
    assert_eq!(one.len(), 5, "three analyses, a manifest and a lock file");
    assert!(one == analyses(&reversed, "3", "Asia/Kathmandu", "da_DK.UTF-8"));
    assert!(one == analyses(&[&plans[..], &reversed[..]].concat(), "2", "America/St_Johns", "tr_TR.UTF-8"));
}

/// The small brother of `benches/kill.py`.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_nothing_half_done() {
    let folder = corpus_copies(2);
    let at = folder.path();
    run(at, &["--no-index", "--out", "whole"]).success();
    let whole = without_times(&tree(&at.join("whole")));
    let files = whole.len();
    for moment in (0..8).map(|step| Duration::from_millis(40 + 90 * step)) {
        let mut child = start(at, &["--no-index"]);
        std::thread::sleep(moment);
        child.kill().expect("our own child");
        child.wait().expect("our own child");
        for (name, content) in tree(&at.join("out")) {
            if name.ends_with(".json") && !name.contains("/.") {
                assert!(serde_json::from_slice::<Value>(&content).is_ok(), "{name} is half written");
            }
        }
        run(at, &["--no-index"]).success();
        let now = without_times(&tree(&at.join("out")));
        assert_eq!(now.len(), files);
        assert!(now == whole, "killed after {moment:?}");
        std::fs::remove_dir_all(at.join("out")).expect("it is ours");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_saves_says_what_is_left_and_goes_on_later() {
    let folder = corpus_copies(3);
    let at = folder.path();
    let plans = std::fs::read_dir(at.join("in")).expect("it is ours").count();
    let child = start(at, &["--no-index", "--jobs", "1"]);
    await_that("a first plan is done", || !manifest(at).is_empty());
    signal(&child, "-INT");
    let output = child.wait_with_output().expect("our own child");
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(130), "{errors}");
    assert!(errors.contains("plans are left, the same command goes on with them"), "{errors}");
    let done = manifest(at);
    assert!(!done.is_empty() && done.len() < plans);
    let docs: Vec<&str> = done.keys().map(String::as_str).collect();
    run(at, &["--no-index"]).success();
    assert_eq!(manifest(at).len(), plans);
    let before: Vec<Value> = done.values().map(|entry| entry["time"].clone()).collect();
    assert_eq!(times(at, &docs), before, "what was done is not done again");
}

#[cfg(unix)]
#[test]
fn watching_reads_what_arrives() {
    let folder = plans(&["a.txt"]);
    let at = folder.path();
    let child = start(at, &["--watch", "--no-index"]);
    await_that("the first plan is read", || manifest(at).contains_key("a.txt"));
    write(at, "in/new/b.txt", "Jobcentret vil hjælpe flere unge i uddannelse.\n");
    await_that("the new plan is read", || manifest(at).contains_key("b.txt"));
    signal(&child, "-INT");
    let output = child.wait_with_output().expect("our own child");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A folder with these plans in `in/`.
fn plans(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in names {
        write(folder.path(), &format!("in/{name}"), &format!("Jobcentret vil hjælpe flere ledige i job ({name}).\n"));
    }
    folder
}

/// A folder with the corpus so many times in `in/`.
#[cfg(unix)]
fn corpus_copies(times: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("in")).expect("writable");
    for file in std::fs::read_dir(root().join("corpus")).expect("corpus/ is there").flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        for copy in (0..times).filter(|_| name != "README.md") {
            std::fs::copy(file.path(), folder.path().join(format!("in/{copy}-{name}"))).expect("writable");
        }
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let mut command = pejl(folder);
    command.args(["run", "in"]);
    if !arguments.contains(&"--out") {
        command.args(["--out", "out"]);
    }
    command.args(arguments).assert()
}

#[cfg(unix)]
fn start(folder: &Path, arguments: &[&str]) -> std::process::Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin!("pejl"))
        .current_dir(folder)
        .args(["run", "in", "--out", "out"])
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pejl starts")
}

#[cfg(unix)]
fn signal(child: &std::process::Child, signal: &str) {
    let done = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(done.expect("kill is there").success());
}

#[cfg(unix)]
fn await_that(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(60), "not within a minute: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Every file of a workspace besides the index, whose files tantivy names by chance.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = ignore::WalkBuilder::new(folder).standard_filters(false).build().flatten();
    let files = files.filter(|file| file.path().is_file());
    files
        .map(|file| {
            let name = file.path().strip_prefix(folder).expect("it lies there").to_string_lossy().into_owned();
            (name, std::fs::read(file.path()).expect("readable"))
        })
        .filter(|(name, _)| !name.starts_with("index/"))
        .collect()
}

fn without_times(tree: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    let mut tree: BTreeMap<String, String> =
        tree.iter().map(|(name, content)| (name.clone(), String::from_utf8(content.clone()).expect("UTF-8"))).collect();
    for line in tree.get_mut("manifest.ndjson").iter_mut() {
        let entries = entries(line.as_bytes()).into_values().map(|mut entry| {
            entry["time"].take();
            entry["seconds"].take();
            format!("{entry}\n")
        });
        **line = entries.collect();
    }
    tree
}

fn manifest(folder: &Path) -> BTreeMap<String, Value> {
    entries(&std::fs::read(folder.join("out/manifest.ndjson")).unwrap_or_default())
}

/// The whole lines of a manifest.
fn entries(content: &[u8]) -> BTreeMap<String, Value> {
    let lines = content.split_inclusive(|&byte| byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let entries = lines.map(|line| serde_json::from_slice::<Value>(line).expect("a line is JSON"));
    entries.map(|entry| (entry["doc"].as_str().expect("a name").to_owned(), entry)).collect()
}

fn times(folder: &Path, docs: &[&str]) -> Vec<Value> {
    times_in(&tree(&folder.join("out")), docs)
}

fn times_in(tree: &BTreeMap<String, Vec<u8>>, docs: &[&str]) -> Vec<Value> {
    let entries = entries(&tree["manifest.ndjson"]);
    docs.iter().map(|doc| entries[*doc]["time"].clone()).collect()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("writable");
    std::fs::write(path, text).expect("writable");
}

/// What a successful run says first.
fn first_line(run: assert_cmd::assert::Assert) -> String {
    stdout(run.success()).lines().next().unwrap_or_default().to_owned()
}

fn stdout(run: assert_cmd::assert::Assert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8")
}

fn stderr(run: assert_cmd::assert::Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).expect("UTF-8")
}

fn pejl(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("pejl"));
    command.current_dir(folder);
    command
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
