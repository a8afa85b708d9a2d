//! `ctl cert`.
