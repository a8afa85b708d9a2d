//! The rules of phones, stated a second time: every step, every case whose outcome is known,
//! the population, services and judgements, each with lists that are built here.

// The rules are a library, which only this test uses.
#![allow(unreachable_pub)]
// `ctl` and `itl` are a pair everywhere.
#![allow(clippy::similar_names)]

#[path = "../support/src/rules/mod.rs"]
mod rules;

mod cases;
mod judgements;
mod lab;
mod lists;
mod lives;
mod populations;
mod releases;
mod services;
mod steps;
mod successors;
