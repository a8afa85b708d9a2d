//! `ctl show`.

mod certificates;
mod hostile;
mod json;
mod listing;
pub(crate) mod snapshots;
mod table;
mod time;
mod unreadable;
mod untrusted;
mod verdict;
