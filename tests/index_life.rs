//! The index from its first plan to its last: killed, full, read-only, of another version; always a committed state.
//!
//! `PEJL_KILLS=200 cargo test --test tests -- index_life` kills more often than the default; `PEJL_BIN` names another
//! binary to kill, for example the one of `cargo build --release`.

use pejl::search::{INDEX_VERSION, Passage, Searcher, Writer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// Enough for three commits.
const PLANS: usize = 150;

fn pejl() -> Command {
    Command::new(std::env::var("PEJL_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_pejl").to_owned()))
}

fn index(plans: &Path, index: &Path) -> Command {
    let mut command = pejl();
    command.arg("index").arg(plans).arg("--prune").arg("--index").arg(index);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn output(command: &mut Command) -> Output {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().expect("pejl can be started")
}

/// Writes the plans of one edition: some stand in both editions, some differ, some are in one only.
fn write_plans(folder: &Path, edition: usize) {
    std::fs::create_dir_all(folder).expect("a folder can be made");
    for number in (0..PLANS).filter(|number| number % 7 != edition) {
        let same = number % 3 == 0;
        let text = format!(
            "Plan {number}\n\nJobcenteret tilbyder praktik til {number} ledige{}.\n\n- Flere unge i uddannelse\n",
            if same { String::new() } else { format!(" i udgave {edition}") }
        );
        std::fs::write(folder.join(format!("plan-{number}.txt")), text).expect("a plan can be written");
    }
}

type State = BTreeMap<String, Vec<Passage>>;

/// Plan → passages.
fn state(folder: &Path) -> State {
    let mut state = State::new();
    let read = Searcher::open(folder).expect("the index opens").each_passage(|passage| {
        state.entry(passage.plan.doc.clone()).or_default().push(passage);
        Ok(())
    });
    read.expect("every passage can be read");
    state
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if let Some(name) = path.file_name() {
            std::fs::copy(&path, to.join(name)).expect("a file can be copied");
        }
    }
}

/// Both editions with their indexes as a run that nothing disturbs makes them.
struct Editions {
    folder: tempfile::TempDir,
    states: [State; 2],
    /// What the manifest says of each plan.
    fingerprints: [BTreeMap<String, String>; 2],
}

impl Editions {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let made = [0, 1].map(|edition| {
            let plans = folder.path().join(format!("plans-{edition}"));
            let clean = folder.path().join(format!("clean-{edition}"));
            write_plans(&plans, edition);
            assert!(index(&plans, &clean).status().expect("pejl can be started").success());
            let writer = Writer::open(&clean).expect("the index opens");
            (state(&clean), writer.plans().clone())
        });
        let [(first, first_prints), (second, second_prints)] = made;
        Self { folder, states: [first, second], fingerprints: [first_prints, second_prints] }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Holds if the index has whole plans, each of one edition, and no others than its list names.
    fn check_committed(&self, folder: &Path) {
        let found = state(folder);
        let writer = Writer::open(folder).expect("the index can be written after a kill");
        let listed: Vec<&String> = writer.plans().keys().collect();
        assert_eq!(listed, found.keys().collect::<Vec<_>>(), "list and passages differ");
        for (name, fingerprint) in writer.plans() {
            let edition = (0..2).find(|&edition| self.fingerprints[edition].get(name) == Some(fingerprint));
            let edition = edition.unwrap_or_else(|| panic!("{name} is of no edition"));
            assert_eq!(found[name], self.states[edition][name], "{name} is not whole");
        }
    }
}

#[test]
fn killed_at_any_moment_it_holds_a_committed_state() {
    let kills: u64 = std::env::var("PEJL_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(6);
    let editions = Editions::new();
    let target = editions.path("idx");
    let mut durations = [Duration::ZERO; 2];
    let start = |updating: bool| {
        std::fs::remove_dir_all(&target).ok();
        if updating {
            copy(&editions.path("clean-0"), &target);
        }
        index(&editions.path("plans-1"), &target)
    };
    for (updating, duration) in durations.iter_mut().enumerate() {
        let mut command = start(updating == 1);
        let begun = Instant::now();
        assert!(command.status().expect("pejl can be started").success());
        *duration = begun.elapsed();
    }
    let mut random = 7u64;
    let mut killed = 0;
    for round in 0..kills {
        let updating = round % 2 == 1;
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let share = (random >> 40) as f64 / (1u64 << 24) as f64;
        let mut child = start(updating).spawn().expect("pejl can be started");
        std::thread::sleep(durations[usize::from(updating)].mul_f64(share));
        killed += u64::from(child.try_wait().expect("the process can be asked").is_none());
        child.kill().ok();
        child.wait().expect("the process ends");
        if updating || target.join("meta.json").exists() {
            editions.check_committed(&target);
        }
        let rerun = output(&mut index(&editions.path("plans-1"), &target));
        assert!(rerun.status.success(), "{}", String::from_utf8_lossy(&rerun.stderr));
        assert_eq!(state(&target), editions.states[1], "round {round}: the rerun made something else");
    }
    println!("{killed} of {kills} runs were killed before their end");
}

/// A limit on the size of files is what a test can do without the right to mount; writing fails in the same places.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_index_whole() {
    let editions = Editions::new();
    let target = editions.path("idx");
    copy(&editions.path("clean-0"), &target);
    let largest = std::fs::read_dir(&target).expect("the folder can be read");
    let largest = largest.filter_map(|entry| entry.ok()?.metadata().ok()).map(|data| data.len()).max();
    let kilobytes = largest.expect("the index has files") / 2048;
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"")).arg(pejl().get_program());
    command.arg("index").arg(editions.path("plans-1")).arg("--index").arg(&target);
    let full = output(&mut command);
    let message = String::from_utf8_lossy(&full.stderr).into_owned();
    assert_eq!(full.status.code(), Some(2), "{message}");
    assert!(message.starts_with("pejl: ") && message.contains("idx"), "{message}");
    editions.check_committed(&target);
    let rerun = output(&mut index(&editions.path("plans-1"), &target));
    assert!(rerun.status.success(), "{}", String::from_utf8_lossy(&rerun.stderr));
    assert_eq!(state(&target), editions.states[1]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_searched_and_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let plans = folder.path().join("plans");
    let target = folder.path().join("idx");
    write_plans(&plans, 0);
    assert!(index(&plans, &target).status().expect("pejl can be started").success());
    let mode = |mode| std::fs::set_permissions(&target, std::fs::Permissions::from_mode(mode));
    mode(0o555).expect("the folder's mode can be set");
    if std::fs::write(target.join("probe"), "").is_ok() {
        println!("skipped: this user may write anywhere");
        return;
    }
    let found = output(pejl().args(["search", "praktik", "--count", "--index"]).arg(&target));
    let refused = output(index(&plans, &target).arg("--force"));
    mode(0o755).expect("the folder's mode can be set");
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    let message = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{message}");
    assert!(message.contains("cannot be written"), "{message}");
}

/// The index of a workspace holds nothing that is not in the analyses beside it.
#[test]
fn a_workspace_makes_an_index_of_another_version_again() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (plans, workspace) = (folder.path().join("plans"), folder.path().join("out"));
    write_plans(&plans, 0);
    let run = || output(pejl().arg("run").arg(&plans).arg("--out").arg(&workspace));
    assert_eq!(run().status.code(), Some(0));
    let meta = workspace.join("index/meta.json");
    let text = std::fs::read_to_string(&meta).expect("meta.json can be read");
    let now = format!("\\\"version\\\":{INDEX_VERSION}");
    std::fs::write(&meta, text.replace(&now, "\\\"version\\\":1")).expect("meta.json can be written");
    let again = run();
    let message = String::from_utf8_lossy(&again.stderr).into_owned();
    assert_eq!(again.status.code(), Some(0), "{message}");
    assert!(message.contains("is made again"), "{message}");
    assert!(std::fs::read_to_string(&meta).expect("meta.json can be read").contains(&now));
    assert!(!workspace.join("index.old").exists());
    let found = output(pejl().args(["search", "praktik", "--index"]).arg(workspace.join("index")));
    assert_eq!(found.status.code(), Some(0), "{}", String::from_utf8_lossy(&found.stderr));
}

#[test]
fn an_index_of_another_version_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let plans = folder.path().join("plans");
    let target = folder.path().join("idx");
    write_plans(&plans, 0);
    assert!(index(&plans, &target).status().expect("pejl can be started").success());
    let meta = target.join("meta.json");
    let text = std::fs::read_to_string(&meta).expect("meta.json can be read");
    let now = format!("\\\"version\\\":{INDEX_VERSION}");
    assert!(text.contains(&now), "the version stands in the payload");
    std::fs::write(&meta, text.replace(&now, "\\\"version\\\":1")).expect("meta.json can be written");
    for command in [pejl().args(["search", "praktik", "--index"]).arg(&target), index(&plans, &target).arg("--force")] {
        let old = output(command);
        let message = String::from_utf8_lossy(&old.stderr).into_owned();
        assert_eq!(old.status.code(), Some(2));
        assert!(message.contains("has version 1") && message.contains("index the plans again"), "{message}");
    }
}
