//! Waits for plans to arrive: for as long as files under the paths of a run come and go, then until they rest.

use super::interrupt::Interrupt;
use anyhow::Context;
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long files must rest before they are read: a file that is still being copied is not.
const REST: Duration = Duration::from_millis(700);
/// How long Ctrl-C may wait.
const TICK: Duration = Duration::from_millis(100);

/// What the operating system tells of changes.
pub struct Changes {
    events: Receiver<notify::Result<Event>>,
    /// What we write ourselves is no change.
    workspace: PathBuf,
    /// Stops watching when it is dropped.
    _watcher: notify::RecommendedWatcher,
}

impl Changes {
    /// Watches folders with all below them; of a file or a glob, the folder it is in.
    pub fn under(paths: &[PathBuf], workspace: &Path) -> anyhow::Result<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).context("cannot watch for changes")?;
        for path in paths {
            let folder = path.ancestors().find(|ancestor| ancestor.is_dir()).unwrap_or(Path::new("."));
            let mode = if path.is_file() { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
            watcher.watch(folder, mode).with_context(|| format!("cannot watch {}", folder.display()))?;
        }
        let workspace = workspace.canonicalize().with_context(|| format!("cannot find {}", workspace.display()))?;
        eprintln!("pejl: watching; Ctrl-C ends it");
        Ok(Self { events, workspace, _watcher: watcher })
    }

    /// Waits for a change and for what follows on it; false when we are asked to stop.
    pub fn next(&self, interrupt: &Interrupt) -> anyhow::Result<bool> {
        let mut changed = false;
        loop {
            if interrupt.is_requested() {
                return Ok(false);
            }
            match self.events.recv_timeout(if changed { REST } else { TICK }) {
                Ok(event) => changed |= self.matters(&event.context("cannot watch for changes any more")?),
                Err(RecvTimeoutError::Timeout) if changed => return Ok(true),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
        }
    }

    fn matters(&self, event: &Event) -> bool {
        let ours = |path: &PathBuf| std::path::absolute(path).is_ok_and(|path| path.starts_with(&self.workspace));
        !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(ours)
    }
}
