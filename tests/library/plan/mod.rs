//! Sequences of commands that get phones to where they are to be.

mod found;
mod played;
mod rescued;
mod stage;
