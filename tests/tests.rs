//! The integration tests, one binary. A test goes where its subject is:
//!
//! | module | what belongs there |
//! | --- | --- |
//! | `cli` | what a user types and sees: `tests/cmd/*.toml`, and cases that need code |
//! | `corpus` | what holds for every plan of `corpus/`, and how well they and `tests/blind/` are read today |
//! | `exchange` | gold to annotation tools and back |
//! | `fixtures` | what each extractor finds, leaves and gets wrong: `tests/fixtures/<extractor>/*.md` |
//! | `handover` | what `pejl export` hands over to larger engines |
//! | `highlights` | queries of all kinds over `corpus/`: every hit shows why it is one |
//! | `index_life` | the search index on disk: killed, full, read-only, of another version |
//! | `numbers` | how numbers and dates are read: `tests/fixtures/numbers.tsv` |
//! | `overview` | which municipality has which goals: `tests/fixtures/overview/corpus.tsv` |
//! | `printed_tables` | a table of goals in every form in which tools print it |
//! | `properties` | what holds for every text, and texts that once broke us: `tests/fixtures/crashes/` |
//! | `repairs` | what each normalizing step mends, what it leaves, and the way back |
//! | `score` | the scorer's rules, on small made-up documents |
//! | `stream` | `pejl extract --ndjson`: plans as lines in, analyses as lines out |
//! | `tables` | exported tables and the schema of an analysis |
//! | `targets` | how a goal's number is read: `tests/fixtures/targets.tsv` |
//! | `text_layer` | tokens and sentences of single texts |
//! | `tidy` | our own rules for files: sources, lexicons, fixtures |
//! | `workspace` | `pejl run`: what a rerun reads, what it leaves, and that nothing is left half done |
//!
//! A unit that no other part sees is tested at the foot of its own file in `src/`.

mod cli;
mod corpus;
mod exchange;
mod fixtures;
#[cfg(feature = "search")]
mod handover;
#[cfg(feature = "search")]
mod highlights;
#[cfg(feature = "search")]
mod index_life;
mod numbers;
mod overview;
mod printed_tables;
mod properties;
mod repairs;
mod score;
#[cfg(feature = "search")]
mod search;
mod stream;
mod tables;
mod targets;
mod text_layer;
mod tidy;
mod workspace;
