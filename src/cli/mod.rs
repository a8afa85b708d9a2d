//! The command line: turns arguments into calls of the library, and results into output and exit
//! codes.

mod args;
mod clock;
mod complete;
mod console;
mod exit;
mod generation;
mod help;
mod hint;
mod input;
mod keys;
mod prompt;
mod run;
mod tokens;
mod usage;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Args as _, Command, CommandFactory as _, FromArgMatches as _};
use trustlist::text::visible;

use args::Cli;
use console::Console;
use exit::Exit;
use usage::UsageError;

fn parsed(tree: Command, arguments: impl Iterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let matches = tree.try_get_matches_from(arguments)?;
    let mut cli = Cli::from_arg_matches(&matches)?;
    if cli.output.cluster.as_os_str().is_empty() {
        // An empty CTL_CLUSTER counts as not set; an empty -C is a mistake in a script.
        if matches.value_source("cluster") == Some(ValueSource::CommandLine) {
            let text = "a value is required for '--cluster <DIR>' but none was supplied\n";
            return Err(clap::Error::raw(ErrorKind::InvalidValue, text));
        }
        cli.output.cluster = ".".into();
    }
    Ok(cli)
}

/// The part of the command tree that the arguments need: building the whole tree takes longer than
/// showing a small list. The whole tree is built if the first
/// argument is not a command, or if clap has to print anything.
fn needed() -> Command {
    let first = std::env::args_os().nth(1).and_then(|first| first.into_string().ok());
    let first = first.unwrap_or_default();
    let augment = match first.as_str() {
        "show" => args::show::ShowArgs::augment_args,
        "verify" => args::verify::VerifyArgs::augment_args,
        "accept" => args::accept::AcceptArgs::augment_args,
        "plan" => args::plan::PlanArgs::augment_args,
        "build" => args::build::BuildArgs::augment_args,
        "init" => args::init::InitArgs::augment_args,
        "cert" => args::cert::CertArgs::augment_args,
        "token" => args::token::TokenArgs::augment_args,
        _ => return Cli::command(),
    };
    let tree = args::OutputArgs::augment_args(Command::new("ctl"));
    tree.subcommand(augment(Command::new(first)))
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    complete::answer();
    let mut cli = match parsed(needed(), std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            // clap repeats arguments unchanged, and a file name may contain anything.
            let shown = std::env::args_os().map(|arg| visible(arg.as_encoded_bytes()).into());
            let is_help = matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            );
            let tree = if is_help { help::printed() } else { Cli::command() };
            let error = parsed(tree, shown).err().unwrap_or(error);
            // If the message cannot be printed, the exit code remains.
            let _ = error.print();
            if error.use_stderr() && usage::wants_json(std::env::args_os()) {
                Console::json_failure(&UsageError::of_clap(&error).into());
            }
            return if error.use_stderr() { Exit::Usage } else { Exit::Done }.into();
        }
    };
    if let args::Command::Show(args) = &cli.command {
        cli.output.json |= args.format == args::show::Format::Json;
    }
    let console = Console::new(&cli.output);
    let folder = &cli.output.cluster;
    generation::set_cluster(folder.clone());
    let result = match cli.command {
        args::Command::Adopt(args) => run::adopt::run(&args, folder, &console),
        args::Command::SetCluster(args) => run::set_cluster::run(&args, folder, &console),
        args::Command::Update(args) => run::update::update(&args, folder, &console),
        args::Command::Upgrade(args) => run::update::upgrade(&args, folder, &console),
        args::Command::Reset(args) => run::update::reset(&args, folder, &console),
        args::Command::Delete(args) => run::update::delete(&args, folder, &console),
        args::Command::Itl(args) => run::itl::run(&args, folder, &console),
        args::Command::Plan(args) => run::plan::run(&args, folder, &console),
        args::Command::Status(args) => run::status::run(&args, folder, &console),
        args::Command::Show(args) => run::show::run(&args, &console),
        args::Command::Verify(args) => run::verify::run(&args, &console),
        args::Command::Accept(args) => run::accept::run(&args, &console),
        args::Command::Build(args) => run::build::run(&args, &console),
        args::Command::Init(args) => run::init::run(&args, &console),
        args::Command::Cert(args) => run::cert::run(&args, &console),
        args::Command::Token(args) => run::token::run(&args, folder, &console),
        args::Command::Generate(args) => run::generate::run(&args, &console),
    };
    result.unwrap_or_else(|error| console.fail(&error)).into()
}
