//! `ctl show`.

mod listing;
mod table;
mod time;
mod unreadable;
mod untrusted;
mod verdict;
