//! `ctl cert`

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::{Args, Subcommand, ValueEnum};
use trustlist::digest::Digest;
use trustlist::issue::{AlternativeName, KeyType, Subject, Usage, usage};

use super::build::DigestArg;
use super::secrets::{FinalTryArgs, ModuleArgs, SecretArgs};

/// Make certificates, for labs and for phones without a CUCM
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct CertArgs {
    #[command(subcommand)]
    pub(crate) command: CertCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CertCommand {
    New(Box<NewArgs>),
    Show(ShowCertArgs),
}

/// Show certificates: subject, issuer, serial, key, dates, fingerprints
///
/// PEM, DER and PKCS#7 files, all certificates of each.
#[derive(Debug, Args)]
pub(crate) struct ShowCertArgs {
    /// The files, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<OsString>,
}

/// Make a key and a certificate for it
///
/// The certificate is self-signed, or issued by a CA. Key and certificate go into
/// one file, which is what servers like Asterisk and `ctl build --sast` take, or
/// with --key-out into two. Files with keys can be read by their owner only.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// The file to write
    #[arg(short, long, value_name = "FILE", value_parser = OsStringValueParser::new().try_map(file))]
    pub(crate) output: PathBuf,
    /// Write the key into a file of its own
    #[arg(long, value_name = "FILE", value_parser = OsStringValueParser::new().try_map(file))]
    pub(crate) key_out: Option<PathBuf>,
    /// Replace the files if they are there
    #[arg(long)]
    pub(crate) force: bool,

    /// Whose certificate it is, as RFC 4514 writes names: CN=pbx,O=Example,C=NZ
    ///
    /// The last part is the first in the certificate.
    #[arg(long, value_name = "NAME", help_heading = "Certificate")]
    pub(crate) subject: Subject,
    /// A further name or address of the server; may be repeated
    #[arg(long, value_name = "NAME|IP", help_heading = "Certificate")]
    pub(crate) san: Vec<AlternativeName>,
    /// How long it is valid from now on
    #[arg(long, value_name = "DAYS", default_value_t = 3650, help_heading = "Certificate")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=36500))]
    pub(crate) days: u32,
    /// What it may be used for, as CUCM's certificates have it
    #[arg(long, value_enum, default_value_t = UsageArg::Server, help_heading = "Certificate")]
    pub(crate) usage: UsageArg,
    /// The digest of its signature: sha1, sha256 or sha512 [default: sha256, for EC keys the curve's]
    #[arg(long, value_enum, hide_possible_values = true, help_heading = "Certificate")]
    pub(crate) digest: Option<DigestArg>,

    /// What key to make
    #[arg(long, value_enum, default_value_t = KeyTypeArg::Rsa2048, help_heading = "New key")]
    pub(crate) key_type: KeyTypeArg,
    /// Encrypt it with a passphrase, which is asked for twice
    #[arg(long, help_heading = "New key")]
    pub(crate) encrypt: bool,
    /// Encrypt it with the passphrase in the first line of a file
    #[arg(long, value_name = "FILE", conflicts_with = "encrypt", help_heading = "New key")]
    pub(crate) new_pin_file: Option<PathBuf>,

    /// The certificate of the CA that issues it; a file or a pkcs11: URI
    #[arg(long, value_name = "CERT", help_heading = "Issuer")]
    pub(crate) issuer: Option<OsString>,
    /// The private key of the CA; a file or a pkcs11: URI [default: in the file of --issuer]
    #[arg(long, value_name = "KEY", requires = "issuer", help_heading = "Issuer")]
    pub(crate) issuer_key: Option<OsString>,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) last: FinalTryArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// A key does not go through standard output, which `-` means elsewhere.
fn file(text: OsString) -> Result<PathBuf, String> {
    if text == "-" {
        return Err("a key is written to a file only".to_owned());
    }
    Ok(PathBuf::from(text))
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KeyTypeArg {
    /// As long as every phone verifies
    Rsa2048,
    /// As CUCM up to 10.5 and Cisco's tokens have it
    Rsa1024,
    /// For newer phones
    Rsa4096,
    /// EC P-256; cannot sign a list
    P256,
    /// EC P-384; cannot sign a list
    P384,
    /// EC P-521; cannot sign a list
    P521,
}

impl From<KeyTypeArg> for KeyType {
    fn from(kind: KeyTypeArg) -> Self {
        match kind {
            KeyTypeArg::Rsa2048 => Self::Rsa2048,
            KeyTypeArg::Rsa1024 => Self::Rsa1024,
            KeyTypeArg::Rsa4096 => Self::Rsa4096,
            KeyTypeArg::P256 => Self::P256,
            KeyTypeArg::P384 => Self::P384,
            KeyTypeArg::P521 => Self::P521,
        }
    }
}

impl From<DigestArg> for Option<Digest> {
    fn from(digest: DigestArg) -> Self {
        Some(digest.into())
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum UsageArg {
    /// A server: CallManager, TVS, TFTP, a PBX
    Server,
    /// ITLRecovery
    Recovery,
    /// CAPF, which issues the certificates of phones
    Capf,
    /// A USB token
    Token,
    /// A CA, which issues others
    Ca,
}

impl From<UsageArg> for Usage {
    fn from(usage: UsageArg) -> Self {
        match usage {
            UsageArg::Server => usage::SERVER,
            UsageArg::Recovery => usage::RECOVERY,
            UsageArg::Capf => usage::CAPF,
            UsageArg::Token => usage::TOKEN,
            UsageArg::Ca => usage::CA,
        }
    }
}
