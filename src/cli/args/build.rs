//! `ctl build`

use std::ffi::OsString;

use clap::{Args, ValueEnum};
use trustlist::digest::Digest;
use trustlist::list::{Kind, Layout, Role};

use super::entries::Entries;
use super::secrets::{FinalTryArgs, ModuleArgs, SecretArgs};

/// Build and sign a list from certificates
///
/// Records are in the order of the options. Certificates can be PEM, DER, PKCS#7 or PKCS#12;
/// keys PKCS#1, PKCS#8 or PKCS#12, encrypted or not. The list is verified before it is
/// written. The same input with the same --timestamp gives the same bytes.
#[derive(Debug, Args)]
#[command(override_usage = "ctl build [OPTIONS] --output <FILE> --sast <CERT>...")]
pub(crate) struct BuildArgs {
    /// The file to write, or - for a pipe on standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: OsString,
    /// Replace an existing file
    #[arg(long)]
    pub(crate) force: bool,
    /// Which list to build [default: the kind in the name of FILE (ITLFile.tlv, CTLFile.tlv), else ctl]
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindArg>,

    #[command(flatten)]
    pub(crate) entries: Entries,

    /// Write only the certificate's SHA-1 in records of this role (ITLs of 8.x)
    #[arg(long, value_name = "ROLE", value_parser = role, help_heading = "Form")]
    pub(crate) hash_only: Vec<Role>,
    /// Write only host, role and address in records of this role (non-secure mode)
    #[arg(long, value_name = "ROLE", value_parser = role, help_heading = "Form")]
    pub(crate) empty: Vec<Role>,
    /// The output dialect
    #[arg(long, value_enum, default_value_t = LayoutArg::Cli, help_heading = "Form")]
    pub(crate) layout: LayoutArg,
    /// The name inside the file [default: CTLFile.tlv or ITLFile.tlv]
    #[arg(long, value_name = "NAME", help_heading = "Form")]
    pub(crate) filename: Option<String>,
    /// Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]
    #[arg(long, value_name = "X.Y", value_parser = version, help_heading = "Form")]
    pub(crate) signer_version: Option<[u8; 2]>,
    /// The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]
    #[arg(long, value_name = "TIME", help_heading = "Form")]
    pub(crate) timestamp: Option<String>,

    /// The signer's certificate; it must be one of the --sast [default: the first --sast whose file holds its key]
    #[arg(long, value_name = "CERT", help_heading = "Signature")]
    pub(crate) signer: Option<OsString>,
    /// The signer's private key: a file, or the pkcs11: URI of a key on a token [default: in the signer's file]
    #[arg(long, value_name = "KEY", help_heading = "Signature")]
    pub(crate) key: Option<OsString>,
    /// Digest of the signature; every phone accepts sha1
    #[arg(long, value_enum, default_value_t = DigestArg::Sha1, help_heading = "Signature")]
    pub(crate) digest: DigestArg,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) last: FinalTryArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KindArg {
    /// Certificate Trust List
    Ctl,
    /// Identity Trust List
    Itl,
}

impl From<KindArg> for Kind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Ctl => Self::Ctl,
            KindArg::Itl => Self::Itl,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LayoutArg {
    /// CUCM's command line, 10.0 and later
    Cli,
    /// The CTL Client and its USB tokens; a --sast without a host is a token
    Client,
    /// usecallmanager certutils: neither host nor address
    Certutils,
}

impl From<LayoutArg> for Layout {
    fn from(layout: LayoutArg) -> Self {
        match layout {
            LayoutArg::Cli => Self::Cli,
            LayoutArg::Client => Self::Client,
            LayoutArg::Certutils => Self::Certutils,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DigestArg {
    /// Accepted by every phone
    Sha1,
    /// Accepted by no known phone
    Sha256,
    /// Accepted by newer phones
    Sha512,
}

impl From<DigestArg> for Digest {
    fn from(digest: DigestArg) -> Self {
        match digest {
            DigestArg::Sha1 => Self::Sha1,
            DigestArg::Sha256 => Self::Sha256,
            DigestArg::Sha512 => Self::Sha512,
        }
    }
}

fn role(text: &str) -> Result<Role, String> {
    let numbered = || text.parse().ok().map(Role::from_code);
    Role::from_name(text).or_else(numbered).ok_or_else(|| {
        let known = Role::names().collect::<Vec<_>>().join(", ");
        format!("no such role; known are {known}, or a number")
    })
}

/// Those that certutils writes; no others are known.
fn version(text: &str) -> Result<[u8; 2], String> {
    match text {
        "1.0" => Ok([1, 0]),
        "1.1" => Ok([1, 1]),
        _ => Err("expected 1.0 or 1.1".to_owned()),
    }
}
