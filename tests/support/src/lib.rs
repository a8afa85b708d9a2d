//! What the tests share, one file for each concern. This package contains no tests.

#![allow(missing_docs, reason = "what a name does not say is documented")]
#![allow(
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "tests end by panics, and are not a library's users"
)]

pub mod child;
pub mod cluster;
pub mod fault;
pub mod fixtures;
pub mod forged;
pub mod generate;
pub mod issued;
pub mod json;
pub mod kill;
mod lab;
mod openssl;
pub mod parallel;
pub mod program;
pub mod publishing;
pub mod rules;
pub mod schema;
pub mod terminal;
pub mod tokens;
pub mod tree;

pub use lab::Lab;
