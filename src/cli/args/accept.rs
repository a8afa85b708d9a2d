//! `ctl accept`

use std::ffi::OsString;

use clap::builder::{OsStringValueParser, PossibleValue, TypedValueParser as _};
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Args, Command, Error, FromArgMatches, ValueEnum};
use trustlist::list::Role;
use trustlist::phone::Class;

use super::names;
use super::secrets::{ModuleArgs, SecretArgs};

/// Check whether phones that hold one list accept another
///
/// Simulates the phone's decision: the phone looks for the signer of a new list in its
/// CTL, then in its ITL, and then asks TVS, the Trust Verification Service. New lists are
/// offered in the given order. --then starts the phone again, with the lists that it
/// accepted so far. Without a --tvs option, TVS does not answer.
#[derive(Debug, Args)]
pub(crate) struct AcceptArgs {
    /// Print every step of the decision instead of a table
    #[arg(long, conflicts_with = "json")]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) phone: PhoneArgs,
    #[command(flatten)]
    pub(crate) tvs: TvsArgs,
    #[command(flatten)]
    pub(crate) stages: Stages,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// The phone and its lists.
#[derive(Debug, Args)]
#[command(next_help_heading = "The phone")]
#[command(group = ArgGroup::new("stored").required(true).multiple(true))]
pub(crate) struct PhoneArgs {
    /// The CTL on the phone
    #[arg(long, value_name = "OLD", group = "stored")]
    pub(crate) ctl: Option<OsString>,
    /// The ITL on the phone
    #[arg(long, value_name = "OLD", group = "stored")]
    pub(crate) itl: Option<OsString>,
    /// The phone is new or was reset: it has no list
    #[arg(long, group = "stored", conflicts_with_all = ["ctl", "itl"])]
    pub(crate) reset_phone: bool,
    /// Class of the phone; can be repeated
    #[arg(long = "class", value_enum, value_name = "CLASS", default_value = "all")]
    class: Vec<ClassArg>,
    /// The phone supports SHA-512 signatures
    #[arg(long)]
    pub(crate) sha512: bool,
}

/// TVS.
#[derive(Debug, Args)]
#[command(next_help_heading = "TVS")]
pub(crate) struct TvsArgs {
    /// A TVS answers with this certificate; can be repeated
    #[arg(long, value_name = "CERT")]
    pub(crate) tvs: Vec<OsString>,
    /// TVS vouches for this certificate in these roles [default role: SAST]
    #[arg(long = "tvs-knows", value_name = "CERT[,role=ROLE...]", value_parser = OsStringValueParser::new().try_map(known))]
    #[arg(requires = "tvs")]
    pub(crate) knows: Vec<KnownArg>,
    /// The TVS of this cluster's nodes answer, and vouch for its certificates
    #[arg(long = "tvs-from", value_name = "DIR")]
    pub(crate) from: Option<std::path::PathBuf>,
    /// No TVS answers: the default, because no list tells what TVS knows
    #[arg(long, conflicts_with_all = ["tvs", "knows", "from"])]
    pub(crate) no_tvs: bool,
}

impl PhoneArgs {
    /// The classes that were named, in the order in which they are listed.
    pub(crate) fn classes(&self) -> impl Iterator<Item = Class> {
        let named = |class| self.class.iter().any(|arg| arg.0.is_none_or(|named| named == class));
        Class::ALL.into_iter().filter(move |class| named(*class))
    }
}

/// A class, or all of them.
#[derive(Clone, Copy, Debug)]
struct ClassArg(Option<Class>);

impl ValueEnum for ClassArg {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self(Some(Class::Sbd)), Self(Some(Class::Legacy)), Self(Some(Class::Cti)), Self(None)]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self.0 {
            Some(class) => PossibleValue::new(class.name()).help(class.abilities().examples),
            None => PossibleValue::new("all").help("Every class"),
        })
    }
}

/// `CERT[,role=ROLE...]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownArg {
    pub(crate) file: OsString,
    pub(crate) roles: Vec<Role>,
}

const ROLE: &str = ",role=";

/// A file's name may contain commas, so the roles are taken from the end.
fn known(text: impl Into<OsString>) -> Result<KnownArg, String> {
    let (mut file, mut roles) = (text.into(), Vec::new());
    while let Some((before, name)) =
        names::rfind(&file, ROLE).and_then(|at| names::cut(&file, at, ROLE.len()))
    {
        let role = name.to_str().and_then(Role::from_name).ok_or_else(|| {
            let names: Vec<_> = Role::names().collect();
            let name = name.to_string_lossy();
            format!("{name:?} is not a role; the roles are {}", names.join(", "))
        })?;
        roles.insert(0, role);
        file = before;
    }
    if file.is_empty() {
        return Err("the certificate's file is missing".to_owned());
    }
    if roles.is_empty() {
        roles.push(Role::SAST);
    }
    Ok(KnownArg { file, roles })
}

/// The new lists of each start of the phone.
#[derive(Clone, Debug)]
pub(crate) struct Stages(pub(crate) Vec<Vec<OsString>>);

const HEADING: &str = "The new lists";

impl Args for Stages {
    fn augment_args(command: Command) -> Command {
        let first = Arg::new("file")
            .value_name("NEW")
            .value_parser(OsStringValueParser::new())
            .num_args(1..)
            .required(true)
            .help("What it meets, in its order: CTL, then ITL; - for standard input")
            .help_heading(HEADING);
        let later = Arg::new("then")
            .long("then")
            .value_name("NEW")
            .value_parser(OsStringValueParser::new())
            .num_args(1..)
            .action(ArgAction::Append)
            .help("What it meets when it starts again; may be repeated")
            .help_heading(HEADING);
        command.args([first, later])
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Stages {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let first = matches.get_many::<OsString>("file").into_iter().flatten().cloned().collect();
        let later = matches.get_occurrences::<OsString>("then").into_iter().flatten();
        let later = later.map(|files| files.cloned().collect());
        Ok(Self(std::iter::once(first).chain(later).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_taken_from_the_end() {
        let cases = [
            ("a.pem", "a.pem", vec![Role::SAST]),
            ("a.pem,role=tftp", "a.pem", vec![Role::TFTP]),
            ("a, b.pem,role=CCM+TFTP,role=sast", "a, b.pem", vec![Role::CCM_TFTP, Role::SAST]),
        ];
        for (text, file, roles) in cases {
            assert_eq!(known(text), Ok(KnownArg { file: file.into(), roles }), "{text}");
        }
        assert_eq!(known(",role=sast").unwrap_err(), "the certificate's file is missing");
        let error = known("a.pem,role=signer").unwrap_err();
        assert!(
            error.starts_with("\"signer\" is not a role; the roles are SAST, CCM, CCM+TFTP,"),
            "{error}"
        );
    }
}
