//! The program as its users meet it: arguments, files and terminals in; exit
//! codes, streams and files out.

mod accept;
mod build;
mod cert;
mod cluster;
mod documents;
mod examples;
mod guard;
mod holes;
mod init;
mod json;
#[path = "../openssl/mod.rs"]
mod openssl;
mod plan;
mod refused;
mod reports;
mod runner;
mod show;
mod snapshots;
mod streams;
mod terminal;
mod token;
#[path = "../tokens/mod.rs"]
mod tokens;
mod verify;
