//! The command line: one subcommand per file.

mod analyses;
pub mod check;
pub mod compounds;
pub mod diff;
pub mod explain;
pub mod export;
pub mod extract;
pub mod gold;
mod guard;
#[cfg(feature = "search")]
mod hits;
#[cfg(feature = "search")]
pub mod index;
pub mod lemmas;
pub mod lexicon;
mod ordered;
pub mod outline;
pub mod overview;
pub mod run;
pub mod schema;
pub mod score;
#[cfg(feature = "search")]
pub mod search;
#[cfg(feature = "search")]
pub mod similar;
mod stream;
pub mod tokens;
