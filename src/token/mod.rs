//! Words: their forms, their parts, and what a hanging hyphen leaves out.

pub mod compound;
pub mod form;
pub mod hyphen;
