//! `--json`: every command prints one document on stdout, whatever its result, and the document
//! matches its schema in docs/schemas/. `Lab::ctl` checks every other test's documents too.

mod commands;
mod failures;
mod schemas;
