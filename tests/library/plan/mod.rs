//! Sequences of commands that get phones to where they are to be.

mod cluster;
mod found;
mod played;
mod rescued;
