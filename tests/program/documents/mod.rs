//! What is made from the command tree: help texts and their examples, man pages,
//! completions, and the list of errors.

mod examples;
mod generated;
