//! `ctl token`, and `ctl build` with tokens.
