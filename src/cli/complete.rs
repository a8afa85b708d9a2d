//! What shells complete: `ctl` itself answers, since it knows the generations and hosts of the
//! cluster, and the tokens that are inserted.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::{Arg, Command, CommandFactory as _};
use clap_complete::engine::{
    ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};
use clap_complete::env::{CompleteEnv, Shells};
use trustlist::cluster::folder::ClusterFolder;
use trustlist::cluster::past::Past;

use super::args::Cli;

/// The variable with which a shell asks for completions.
const VARIABLE: &str = "CTL_COMPLETE";

/// The shells, each with the usual name of its script.
const SCRIPTS: [(&str, &str); 5] = [
    ("bash", "ctl.bash"),
    ("elvish", "ctl.elv"),
    ("fish", "ctl.fish"),
    ("powershell", "_ctl.ps1"),
    ("zsh", "_ctl"),
];

/// Answers a shell that asks for completions, and ends the program then.
pub(crate) fn answer() {
    CompleteEnv::with_factory(tree).var(VARIABLE).complete();
}

/// The scripts that have shells ask, by file name.
pub(crate) fn scripts() -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let mut scripts = Vec::new();
    for (shell, file) in SCRIPTS {
        let mut script = Vec::new();
        let shells = Shells::builtins();
        let completer = shells.completer(shell).ok_or(std::io::ErrorKind::NotFound)?;
        completer.write_registration(VARIABLE, "ctl", "ctl", "ctl", &mut script)?;
        if shell == "zsh" {
            // zsh runs the file as the function `_ctl` when it completes for the first time.
            script.extend_from_slice(ZSH_FIRST.as_bytes());
        }
        scripts.push((file.to_owned(), script));
    }
    Ok(scripts)
}

const ZSH_FIRST: &str = "\
if [ \"$funcstack[1]\" = \"_ctl\" ]; then
    _clap_dynamic_completer_ctl \"$@\"
fi
";

/// The command tree, whose values are completed by what they are called.
fn tree() -> Command {
    with_values(Cli::command())
}

fn with_values(command: Command) -> Command {
    command.mut_args(with_value).mut_subcommands(with_values)
}

fn with_value(arg: Arg) -> Arg {
    let name = arg.get_value_names().and_then(<[_]>::first).map(ToString::to_string);
    let name = name.unwrap_or_default();
    if !arg.get_possible_values().is_empty() {
        return arg;
    }
    match name.split(['[', ',']).next().unwrap_or_default() {
        "DIR" => arg.add(ArgValueCompleter::new(PathCompleter::dir())),
        "FILE" | "OLD" | "NEW" | "file" | "new" => arg.add(ArgValueCompleter::new(lists_and_files)),
        "CERT" | "KEY" | "FILE.p12" => arg.add(ArgValueCompleter::new(PathCompleter::any())),
        "@N" => arg.add(ArgValueCompleter::new(generations)),
        "HOST" => arg.add(ArgValueCompleter::new(hosts)),
        "HOST=FILE" => arg.add(ArgValueCompleter::new(hosts_and_files)),
        "URI" | "TOKEN" => arg.add(ArgValueCompleter::new(tokens)),
        "URI|CERT" => arg.add(ArgValueCompleter::new(tokens_and_files)),
        _ => arg,
    }
}

/// The cluster of the command line that is being typed.
fn folder() -> PathBuf {
    let mut words = std::env::args_os().skip_while(|word| word != "--").skip(1);
    while let Some(word) = words.next() {
        if word == "-C" || word == "--cluster" {
            return words.next().unwrap_or_default().into();
        }
        let text = word.to_string_lossy();
        let named = text.strip_prefix("--cluster=").or_else(|| text.strip_prefix("-C"));
        if let Some(named) = named {
            return named.into();
        }
    }
    let named = std::env::var_os("CTL_CLUSTER").filter(|name| !name.is_empty());
    named.unwrap_or_else(|| OsString::from(".")).into()
}

/// What begins with what is typed.
fn beginning(typed: &OsStr, all: impl IntoIterator<Item = String>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let all = all.into_iter().filter(|text| text.starts_with(&*typed));
    all.map(CompletionCandidate::new).collect()
}

fn generations(typed: &OsStr) -> Vec<CompletionCandidate> {
    let Ok(past) = Past::look(&folder()) else { return Vec::new() };
    if past.current().is_none() {
        return Vec::new();
    }
    let numbers = past.generations().iter().rev().map(|one| format!("@{}", one.number));
    let names = ["@current", "@previous"].map(str::to_owned);
    beginning(typed, names.into_iter().chain(numbers))
}

fn hosts(typed: &OsStr) -> Vec<CompletionCandidate> {
    beginning(typed, tftp_hosts())
}

fn tftp_hosts() -> Vec<String> {
    let Ok(folder) = ClusterFolder::open(&folder()) else { return Vec::new() };
    folder.cluster.tftp_nodes().map(|(_, node)| node.host.clone()).collect()
}

fn lists_and_files(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut all = PathCompleter::any().complete(typed);
    all.extend(generations(typed));
    all
}

fn hosts_and_files(typed: &OsStr) -> Vec<CompletionCandidate> {
    let text = typed.to_string_lossy();
    let Some((host, file)) = text.split_once('=') else {
        return beginning(typed, tftp_hosts().into_iter().map(|host| format!("{host}=")));
    };
    let files = PathCompleter::any().complete(Path::new(file).as_os_str());
    files.into_iter().map(|file| file.add_prefix(format!("{host}="))).collect()
}

/// The URIs of tokens that are inserted; nothing is logged in to.
#[cfg(feature = "pkcs11")]
fn tokens(typed: &OsStr) -> Vec<CompletionCandidate> {
    use trustlist::signer::pkcs11::Modules;
    use trustlist::signer::uri::Uri;
    let module = std::env::var_os("CTL_PKCS11_MODULE").filter(|name| !name.is_empty());
    let modules = Modules::new(module.map(PathBuf::from));
    let Ok(module) = modules.get(&Uri::default()) else { return Vec::new() };
    let Ok(listing) = module.list() else { return Vec::new() };
    let uris = listing.tokens.iter().map(|(token, _)| token.uri().to_string());
    beginning(typed, uris.filter_map(|uri| by_label(&uri)))
}

/// The same with the label alone; slots with a blank token have none.
#[cfg(feature = "pkcs11")]
fn by_label(uri: &str) -> Option<String> {
    let mut attributes = uri.strip_prefix("pkcs11:")?.split(';');
    let label = attributes.find(|attribute| attribute.starts_with("token="))?;
    Some(format!("pkcs11:{label}"))
}

#[cfg(not(feature = "pkcs11"))]
fn tokens(_typed: &OsStr) -> Vec<CompletionCandidate> {
    Vec::new()
}

fn tokens_and_files(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut all = tokens(typed);
    all.extend(PathCompleter::any().complete(typed));
    all
}
