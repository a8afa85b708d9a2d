//! The phones come first: what the commands of a cluster do not publish, because phones would
//! refuse it, and what they propose instead; each with the behaviour of docs/phone.md and
//! docs/cluster.md.

mod cases;
mod cluster;
mod commands;
mod ctl_only;
mod digest;
mod dry_runs;
mod found;
mod migration;
mod missing;
mod modes;
mod multi_server;
mod new_phones;
mod outcomes;
mod plans;
mod proposal;
mod proposed;
mod questions;
mod records;
mod released;
mod removed;
mod renamed;
mod stopped;
mod tvs;
mod unserved;
mod unsound;

use cluster::Cluster;
