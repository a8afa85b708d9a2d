//! Ways in which a command could publish lists that phones refuse, and proposals that
//! lead nowhere: each with the behaviour of docs/phone.md and docs/cluster.md.

mod ctl_only;
mod digest;
mod found;
mod missing;
mod proposal;
mod proposed;
mod released;
mod removed;
mod renamed;
mod unsound;
mod world;

use world::World;
