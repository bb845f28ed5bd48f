//! `pejl extract --ndjson`: plans as lines in, analyses as lines out.

use assert_cmd::Command;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

#[test]
fn each_plan_is_answered_as_if_it_were_a_file_and_in_its_place() {
    let mut input = String::new();
    let names = ["lindeby-2023.md", "skovholm-2019.txt", "vesteraa-2022.txt", "mosekaer-2016.txt"];
    for name in names {
        let text = std::fs::read_to_string(format!("{}/corpus/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a plan");
        input += &format!("{}\n", json!({"text": text, "doc": name, "other": 1}));
    }
    let files: Vec<String> = names.iter().map(|name| format!("corpus/{name}")).collect();
    let mut wanted: Vec<String> =
        stdout(pejl().args(["extract", "--format", "ndjson"]).args(files)).lines().map(str::to_owned).collect();
    // Files come in the order of their names.
    wanted.sort_by_key(|line| {
        let doc = analysis(line)["doc"].clone();
        names.iter().position(|name| doc == *name)
    });
    for jobs in ["1", "3"] {
        let answers = stdout(pejl().args(["extract", "--ndjson", "-", "--jobs", jobs]).write_stdin(input.clone()));
        assert!(answers.lines().eq(wanted.iter().map(String::as_str)), "with {jobs} jobs");
    }
}

#[test]
fn a_line_that_is_no_plan_is_told_in_its_place_and_the_stream_goes_on() {
    let mut input = "\u{feff}{\"doc\":\"a\",\"text\":\"Æ\"}\r\n\r\n{\"doc\":\"b\"}\n[1]\n".as_bytes().to_vec();
    input.extend_from_slice(b"{\"doc\":\"c\",\"text\":\"\xff\"}\nklingon\n{\"doc\":\"d\",\"text\":\"\"}");
    let answers = stdout(pejl().args(["extract", "--ndjson", "-"]).write_stdin(input));
    let answers: Vec<Value> = answers.lines().map(analysis).collect();
    let told: Vec<Value> = answers.iter().map(|answer| answer["line"].clone()).collect();
    assert_eq!(told, [Value::Null, 3.into(), 4.into(), 5.into(), 6.into(), Value::Null]);
    assert_eq!((&answers[0]["doc"], &answers[5]["doc"]), (&"a".into(), &"d".into()));
    let error = |index: usize| answers[index]["error"].as_str().expect("a message").to_owned();
    assert_eq!(error(1), "not a plan {\"doc\":…,\"text\":…}: missing field `text` at column 11");
    assert_eq!(error(3), "not UTF-8 from byte 19 of the line on");
    assert_eq!(answers[4]["path"], "-");
}

/// Who talks to pejl line by line must not wait for more lines.
#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("pejl"))
        .args(["extract", "--ndjson", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pejl starts");
    let mut question = child.stdin.take().expect("piped");
    let mut answers = BufReader::new(child.stdout.take().expect("piped")).lines();
    for number in 0..3 {
        writeln!(question, "{}", json!({"doc": number.to_string(), "text": "Flere i job."})).expect("pejl listens");
        let answer = answers.next().expect("an answer").expect("UTF-8");
        assert_eq!(analysis(&answer)["doc"], number.to_string());
    }
    drop(question);
    assert!(answers.next().is_none());
    assert!(child.wait().expect("our own child").success());
}

#[test]
fn an_empty_stream_is_a_stream() {
    assert_eq!(stdout(pejl().args(["extract", "--ndjson", "-"]).write_stdin("")), "");
}

fn analysis(line: &str) -> Value {
    serde_json::from_str(line).expect("a line is JSON")
}

fn stdout(command: &mut Command) -> String {
    String::from_utf8(command.assert().success().get_output().stdout.clone()).expect("UTF-8")
}

fn pejl() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("pejl"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}
