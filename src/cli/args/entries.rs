//! The role flags of `ctl build`: one for each role, in any order and as often
//! as needed. The records follow the order of the command line,
//! whatever the flag, which derive cannot say.

use std::ffi::{OsStr, OsString};
use std::net::IpAddr;

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};
use trustlist::list::Role;

use super::names;

/// Flag, role, help.
const FLAGS: [(&str, Role, &str); 8] = [
    ("sast", Role::SAST, "A signer: the list's own, or another that phones are to trust"),
    ("ccm", Role::CCM, "A call manager"),
    ("ccm-tftp", Role::CCM_TFTP, "A call manager that also serves files"),
    ("tftp", Role::TFTP, "A TFTP server"),
    ("capf", Role::CAPF, "The Certificate Authority Proxy Function"),
    ("app-server", Role::APP_SERVER, "An application server reached by HTTPS"),
    ("tvs", Role::TVS, "A Trust Verification Service; ITL only"),
    ("firewall", Role::CCM, "A firewall; entered, and shown, as CCM"),
];

/// `CERT[,host=NAME][,address=IP]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EntryArg {
    pub(crate) role: Role,
    pub(crate) file: OsString,
    pub(crate) host: Option<String>,
    pub(crate) address: Option<IpAddr>,
}

/// The entries in the order of the command line.
#[derive(Clone, Debug)]
pub(crate) struct Entries(pub(crate) Vec<EntryArg>);

#[derive(Clone, Debug)]
struct Parts {
    file: OsString,
    host: Option<String>,
    address: Option<IpAddr>,
}

/// A file's name may contain commas, so the parts are taken from the end.
fn parts(text: impl Into<OsString>) -> Result<Parts, String> {
    let mut parts = Parts { file: text.into(), host: None, address: None };
    loop {
        let (before, key, value) =
            match (names::rfind(&parts.file, ",host="), names::rfind(&parts.file, ",address=")) {
                (None, None) => break,
                (host, address) if host > address => split(&parts.file, host, ",host="),
                (_, address) => split(&parts.file, address, ",address="),
            }
            .ok_or("is not CERT[,host=NAME][,address=IP]")?;
        if key == ",host=" {
            if value.is_empty() {
                return Err("the host is empty".to_owned());
            }
            if parts.host.replace(value).is_some() {
                return Err("the host is given twice".to_owned());
            }
        } else {
            let address = value.parse().map_err(|_| format!("{value:?} is not an IP address"))?;
            if parts.address.replace(address).is_some() {
                return Err("the address is given twice".to_owned());
            }
        }
        parts.file = before;
    }
    if let Some((_, key)) = parts.file.to_string_lossy().rsplit_once(',')
        && let Some((key, _)) = key.split_once('=')
        && !key.contains('/')
    {
        return Err(format!("{key}= is none of host= and address="));
    }
    if parts.file.is_empty() {
        return Err("the certificate's file is missing".to_owned());
    }
    Ok(parts)
}

fn split<'k>(name: &OsStr, at: Option<usize>, key: &'k str) -> Option<(OsString, &'k str, String)> {
    let (before, value) = names::cut(name, at?, key.len())?;
    Some((before, key, value.into_string().ok()?))
}

impl Args for Entries {
    fn augment_args(command: Command) -> Command {
        let flags = FLAGS.map(|(flag, _, help)| {
            Arg::new(flag)
                .long(flag)
                .value_name("CERT[,host=NAME][,address=IP]")
                .value_parser(OsStringValueParser::new().try_map(parts))
                .action(ArgAction::Append)
                .help(help)
                .help_heading("Records, in this order")
        });
        command.args(flags)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Entries {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut entries = Vec::new();
        for (flag, role, _) in FLAGS {
            let values = matches.get_many::<Parts>(flag).into_iter().flatten().cloned();
            let indices = matches.indices_of(flag).into_iter().flatten();
            entries.extend(indices.zip(values).map(|(index, Parts { file, host, address })| {
                (index, EntryArg { role, file, host, address })
            }));
        }
        if entries.is_empty() {
            let text = "a list needs at least one record, and a --sast that signs it\n";
            return Err(Error::raw(ErrorKind::MissingRequiredArgument, text));
        }
        entries.sort_by_key(|(index, _)| *index);
        Ok(Self(entries.into_iter().map(|(_, entry)| entry).collect()))
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
    fn parts_are_taken_from_the_end() {
        let address = Some("10.48.47.153".parse().unwrap());
        let cases = [
            ("a.pem", "a.pem", None, None),
            ("a.pem,host=pub", "a.pem", Some("pub"), None),
            ("a.pem,address=10.48.47.153", "a.pem", None, address),
            ("a.pem,host=pub,address=10.48.47.153", "a.pem", Some("pub"), address),
            ("a.pem,address=10.48.47.153,host=pub", "a.pem", Some("pub"), address),
            ("odd, name.pem,host=pub", "odd, name.pem", Some("pub"), None),
        ];
        for (text, file, host, address) in cases {
            let found = parts(text).unwrap();
            assert_eq!(
                (found.file.to_str().unwrap(), found.host.as_deref(), found.address),
                (file, host, address),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_wrong_with_a_record_is_said() {
        let cases = [
            (",host=pub", "the certificate's file is missing"),
            ("a.pem,host=", "the host is empty"),
            ("a.pem,host=a,host=b", "the host is given twice"),
            ("a.pem,address=10.0.0", "\"10.0.0\" is not an IP address"),
            ("a.pem,adress=1.2.3.4", "adress= is none of host= and address="),
            ("a.pem,address=1.2.3.4,address=1.2.3.5", "the address is given twice"),
        ];
        for (text, expected) in cases {
            assert_eq!(parts(text).unwrap_err(), expected, "{text}");
        }
    }
}
