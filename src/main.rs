//! `ctl`: the command line of the library `trustlist`.

#![forbid(unsafe_code)]
// The program must not panic on any input (tests may).
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::arithmetic_side_effects,
        clippy::as_conversions
    )
)]

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
