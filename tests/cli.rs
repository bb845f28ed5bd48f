//! What a user types and sees. Cases are data: `tests/cmd/<case>.toml`, its files in `tests/cmd/<case>.in/`.
//!
//! After a change that is meant, run with `TRYCMD=overwrite` and read the diff. Only what data cannot say is code here.

use assert_cmd::Command;
use std::path::Path;

#[test]
fn commands_print_what_their_cases_say() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}

/// Cases that need the search feature: they lie in a folder of their own.
#[cfg(feature = "search")]
#[test]
fn commands_with_search_print_what_their_cases_say() {
    trycmd::TestCases::new().case("tests/cmd/with-search/*.toml");
}

/// Files that are no text cannot lie in the tree as such: tools would change them.
#[test]
fn bad_files_are_named_one_by_one_and_the_good_plan_is_done() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("a writable folder");
    write("corrupt.txt", b"Plan\0\x01\x02\xfe\xff\0\0 for 2030");
    write("empty.txt", b"");
    write("photo.txt", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01");
    write("god-plan.txt", "Jobcentret vil styrke samarbejdet med virksomhederne.\n".as_bytes());
    let run = pejl(folder.path()).args(["extract", ".", "--out", "out"]).assert().code(2);
    let errors = String::from_utf8(run.get_output().stderr.clone()).expect("messages are UTF-8");
    let lines: Vec<&str> = errors.lines().collect();
    assert_eq!(
        lines,
        [
            "pejl: ./corrupt.txt: the file is not text: byte 4 is NUL",
            "pejl: ./empty.txt: the file is empty",
            "pejl: ./photo.txt: the file is a JPEG image",
        ]
    );
    let done: Vec<String> = std::fs::read_dir(folder.path().join("out"))
        .expect("the output folder is made")
        .map(|file| file.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(done, ["god-plan.json"]);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    use std::process::Stdio;
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("pejl"))
        .args(["outline", "corpus/lindeby-2023.md"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("pejl starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("pejl ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success());
}

#[test]
fn an_encoding_can_be_forced() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // "Målet" as an old Macintosh wrote it.
    std::fs::write(folder.path().join("mac.txt"), b"M\x8clet er, at flere ledige kommer i job.\n").expect("writable");
    let run = pejl(folder.path())
        .args(["extract", "mac.txt", "--encoding", "macintosh", "--format", "ndjson"])
        .assert()
        .success();
    let analysis: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).expect("one line of JSON");
    assert_eq!(analysis["encoding"], "macintosh");
    assert_eq!(analysis["goals"][0]["text"], "Målet er, at flere ledige kommer i job.");
    pejl(folder.path()).args(["extract", "mac.txt", "--encoding", "klingon"]).assert().code(2);
}

fn pejl(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("pejl"));
    command.current_dir(folder);
    command
}
