//! Ways in which a command could publish lists that phones refuse, and proposals that
//! lead nowhere: each with the behaviour of docs/phone.md and docs/cluster.md.

mod cluster;
mod commands;
mod ctl_only;
mod digest;
mod dry_runs;
mod found;
mod missing;
mod modes;
mod multi_server;
mod new_phones;
mod plans;
mod proposal;
mod proposed;
mod records;
mod released;
mod removed;
mod renamed;
mod tvs;
mod unserved;
mod unsound;

use cluster::Cluster;
