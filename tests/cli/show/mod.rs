//! `ctl show`.

mod table;
