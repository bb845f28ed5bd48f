//! The one integration binary.
//!
//! - `score`: the scorer on small made-up documents.

mod score;
