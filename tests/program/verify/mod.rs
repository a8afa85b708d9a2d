//! `ctl verify`.

mod files;
mod findings;
mod malformed;
