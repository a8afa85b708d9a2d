//! The format of lists, docs/format.md: what is read, written and refused.

mod lists;
mod malformed;
mod properties;
