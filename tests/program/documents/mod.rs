//! What is generated from the command tree: help texts and their examples, man pages, completions,
//! and the list of errors; and the check of the words in all of them.

mod completions;
mod examples;
mod generated;
mod language;
