//! Sequences of commands that lead phones to a goal.

mod found;
mod played;
mod rescued;
mod stage;
