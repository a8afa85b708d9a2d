//! `ctl`: the command line of the library `trustlist`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
