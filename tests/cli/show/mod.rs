//! `ctl show`.

pub(crate) mod json;
mod listing;
mod table;
mod time;
mod unreadable;
mod untrusted;
mod verdict;
