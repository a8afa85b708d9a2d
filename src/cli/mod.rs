//! The command line: arguments to calls of the library, results to streams and
//! exit codes.

mod args;
mod keys;
mod clock;
mod console;
mod exit;
mod help;
mod input;
mod prompt;
mod run;

use std::process::ExitCode;

use clap::FromArgMatches as _;

use args::{Cli, Command};
use console::Console;
use exit::Exit;

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let parsed = help::command().try_get_matches().and_then(|m| Cli::from_arg_matches(&m));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Where even the message cannot be printed, the code still tells.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done }.into();
        }
    };
    let console = Console::new(&cli.output);
    let result = match cli.command {
        Command::Show(args) => run::show::run(&args, &console),
        Command::Verify(args) => run::verify::run(&args, &console),
        Command::Build(args) => run::build::run(&args, &console),
        Command::Token(args) => run::token::run(&args, &console),
        Command::Generate(args) => run::generate::run(&args, &console),
    };
    result.unwrap_or_else(|error| console.fail(&error)).into()
}
