//! How far a run is: a bar on a terminal, a line now and then elsewhere, both on standard error.

use crate::workspace::Input;
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);

pub struct Progress {
    plans: usize,
    bytes: u64,
    started: Instant,
    /// None where lines are printed.
    bar: Option<ProgressBar>,
    state: Mutex<State>,
}

struct State {
    plans: usize,
    bytes: u64,
    told: Instant,
}

impl Progress {
    /// Says what there is to read and begins to count.
    pub fn start(inputs: &[Input], known: usize) -> Self {
        let (plans, bytes) = (inputs.len(), inputs.iter().map(|input| input.bytes).sum());
        let bar = (std::io::stderr().is_terminal() && plans > 0).then(|| bar(bytes));
        if bar.is_none() && plans > 0 {
            eprintln!("pejl: {plans} plans to read, {}; {known} in the workspace", HumanBytes(bytes));
        }
        let now = Instant::now();
        Self { plans, bytes, started: now, bar, state: Mutex::new(State { plans: 0, bytes: 0, told: now }) }
    }

    /// Counts a plan that is done.
    pub fn done(&self, input: &Input) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.plans += 1;
        state.bytes += input.bytes;
        match &self.bar {
            Some(bar) => {
                bar.set_position(state.bytes);
                bar.set_message(format!("{} of {} plans", state.plans, self.plans));
            }
            None if state.told.elapsed() >= PAUSE => {
                state.told = Instant::now();
                eprintln!("pejl: {}", self.line(&state));
            }
            None => {}
        }
    }

    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// "120 of 300 plans read, 1.4 MiB/s, about 25 s left"
    fn line(&self, state: &State) -> String {
        let seconds = self.started.elapsed().as_secs_f64().max(f64::EPSILON);
        let rate = state.bytes as f64 / seconds;
        let left = self.bytes.saturating_sub(state.bytes) as f64 / rate.max(1.0);
        format!("{} of {} plans read, {}/s, about {left:.0} s left", state.plans, self.plans, HumanBytes(rate as u64))
    }
}

fn bar(bytes: u64) -> ProgressBar {
    let template = "{wide_bar} {msg}, {binary_bytes_per_sec}, {eta} left";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(bytes).with_style(style)
}
