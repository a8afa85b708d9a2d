//! `--json`: every command prints one document on stdout, whatever comes of it, and the document
//! is as its schema in docs/schemas/ says. `Lab::ctl` checks every other test's documents too.

mod commands;
mod failures;
mod schemas;
