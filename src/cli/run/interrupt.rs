//! Ctrl-C: the first asks to finish what is in hand, the second ends the program at once.

use anyhow::Context;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Whether and by which signal we were asked to stop.
#[derive(Debug, Default)]
pub struct Interrupt {
    signal: Arc<AtomicUsize>,
}

impl Interrupt {
    /// Listens from now on.
    pub fn listen() -> anyhow::Result<Self> {
        let interrupt = Self::default();
        let again = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM] {
            let listen = || -> std::io::Result<()> {
                // In this order: the first signal finds `again` unset and sets it.
                flag::register_conditional_shutdown(signal, exit_code(signal), Arc::clone(&again))?;
                flag::register(signal, Arc::clone(&again))?;
                flag::register_usize(signal, Arc::clone(&interrupt.signal), signal as usize)?;
                Ok(())
            };
            listen().context("cannot listen for Ctrl-C")?;
        }
        Ok(interrupt)
    }

    pub fn is_requested(&self) -> bool {
        self.exit_code().is_some()
    }

    /// What a program that was stopped by this signal exits with: 130 for Ctrl-C.
    pub fn exit_code(&self) -> Option<u8> {
        match self.signal.load(Ordering::Relaxed) {
            0 => None,
            signal => u8::try_from(128 + signal).ok(),
        }
    }
}

fn exit_code(signal: i32) -> i32 {
    128 + signal
}
