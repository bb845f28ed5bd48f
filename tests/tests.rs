//! The integration tests, one binary. A test goes where its subject is:
//!
//! | module | what belongs there |
//! | --- | --- |
//! | `fixtures` | what each extractor finds, leaves and gets wrong: `tests/fixtures/<extractor>/*.md` |
//! | `numbers` | how numbers and dates are read: `tests/fixtures/numbers.tsv` |
//! | `score` | the scorer's rules, on small made-up documents |
//! | `targets` | how a goal's number is read: `tests/fixtures/targets.tsv` |
//!
//! A unit that no other part sees is tested at the foot of its own file in `src/`.

mod fixtures;
mod numbers;
mod score;
mod targets;
