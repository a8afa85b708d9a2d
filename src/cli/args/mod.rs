//! What can be typed: clap's side of each command, and nothing else.

pub(crate) mod accept;
pub(crate) mod adopt;
pub(crate) mod build;
pub(crate) mod cert;
pub(crate) mod change;
pub(crate) mod entries;
pub(crate) mod generate;
pub(crate) mod init;
pub(crate) mod itl;
mod names;
pub(crate) mod plan;
pub(crate) mod secrets;
pub(crate) mod set_cluster;
pub(crate) mod show;
pub(crate) mod status;
pub(crate) mod token;
pub(crate) mod update;
pub(crate) mod verify;

use clap::builder::TypedValueParser as _;
use clap::{Args, Parser, Subcommand};

/// Build, sign and check the trust lists (CTL, ITL) of Cisco phones
#[derive(Debug, Parser)]
#[command(name = "ctl", version, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// The cluster's folder; FILE @7 is a list of its store
    #[arg(
        short = 'C',
        long = "cluster",
        value_name = "DIR",
        env = "CTL_CLUSTER",
        default_value = ".",
        value_parser = clap::builder::OsStringValueParser::new().map(std::path::PathBuf::from),
        global = true,
        hide_env_values = true,
        help_heading = "Cluster"
    )]
    pub(crate) cluster: std::path::PathBuf,
    /// Print results and errors as JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Print what is read and written, and the ids of errors
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Print only errors, and messages about a token's PIN
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::InitArgs),
    Adopt(adopt::AdoptArgs),
    #[command(name = "set-cluster")]
    SetCluster(Box<set_cluster::SetClusterArgs>),
    Update(Box<update::UpdateArgs>),
    Upgrade(Box<update::UpgradeArgs>),
    Reset(Box<update::ResetArgs>),
    Delete(Box<update::DeleteArgs>),
    Itl(Box<itl::ItlArgs>),
    Status(status::StatusArgs),
    Plan(plan::PlanArgs),
    Show(show::ShowArgs),
    Verify(verify::VerifyArgs),
    Accept(Box<accept::AcceptArgs>),
    Build(Box<build::BuildArgs>),
    Cert(Box<cert::CertArgs>),
    Token(Box<token::TokenArgs>),
    Generate(generate::GenerateArgs),
}
