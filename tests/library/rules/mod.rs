//! The rules of phones, stated a second time: every step, every case with a known outcome, the
//! population, services and judgements, each with lists that are built here.

mod cases;
mod judgements;
pub(crate) mod lab;
mod lists;
pub(crate) mod lives;
mod populations;
mod releases;
mod services;
mod steps;
mod successors;
