//! `ctl cert`

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::{Args, Subcommand, ValueEnum};
use trustlist::digest::Digest;
use trustlist::issue::{AlternativeName, KeyType, Subject, Usage, usage};

use super::build::DigestArg;
use super::secrets::{FinalTryArgs, ModuleArgs, SecretArgs};

/// Show certificates, or create them for labs and PBXs
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

/// Show the names, dates and fingerprints of certificates
///
/// Reads PEM, DER and PKCS#7 files, and prints every certificate.
#[derive(Debug, Args)]
pub(crate) struct ShowCertArgs {
    /// The files, or - for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<OsString>,
}

/// Create a key and its certificate
///
/// The certificate is self-signed, or issued by a CA. Key and certificate are written to
/// one file, as servers like Asterisk and `ctl build --sast` read it, or to two with
/// --key-out. Only the owner can read files with keys.
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// The file to write
    #[arg(short, long, value_name = "FILE", value_parser = OsStringValueParser::new().try_map(file))]
    pub(crate) output: PathBuf,
    /// Write the key to a separate file
    #[arg(long, value_name = "FILE", value_parser = OsStringValueParser::new().try_map(file))]
    pub(crate) key_out: Option<PathBuf>,
    /// Replace existing files
    #[arg(long)]
    pub(crate) force: bool,

    /// Subject, in the order of RFC 4514: CN=pbx,O=Example,C=NZ
    ///
    /// The last part comes first in the certificate.
    #[arg(long, value_name = "NAME", help_heading = "Certificate")]
    pub(crate) subject: Subject,
    /// Another name or address of the server; can be repeated
    #[arg(long, value_name = "NAME|IP", help_heading = "Certificate")]
    pub(crate) san: Vec<AlternativeName>,
    /// Validity from now
    #[arg(long, value_name = "DAYS", default_value_t = 3650, help_heading = "Certificate")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=36500))]
    pub(crate) days: u32,
    /// Key usage, as in CUCM's certificates
    #[arg(long, value_enum, default_value_t = UsageArg::Server, help_heading = "Certificate")]
    pub(crate) usage: UsageArg,
    /// Digest of the signature: sha1, sha256 or sha512 [default: sha256, for EC keys the curve's]
    #[arg(long, value_enum, hide_possible_values = true, help_heading = "Certificate")]
    pub(crate) digest: Option<DigestArg>,

    /// Type of the key
    #[arg(long, value_enum, default_value_t = KeyTypeArg::Rsa2048, help_heading = "New key")]
    pub(crate) key_type: KeyTypeArg,
    /// Encrypt the key with a passphrase, which is asked for twice
    #[arg(long, help_heading = "New key")]
    pub(crate) encrypt: bool,
    /// Encrypt the key with the passphrase in the first line of a file
    #[arg(long, value_name = "FILE", conflicts_with = "encrypt", help_heading = "New key")]
    pub(crate) new_pin_file: Option<PathBuf>,

    /// Certificate of the issuing CA: a file or a pkcs11: URI
    #[arg(long, value_name = "CERT", help_heading = "Issuer")]
    pub(crate) issuer: Option<OsString>,
    /// Private key of the CA: a file or a pkcs11: URI [default: in the file of --issuer]
    #[arg(long, value_name = "KEY", requires = "issuer", help_heading = "Issuer")]
    pub(crate) issuer_key: Option<OsString>,
    #[command(flatten)]
    pub(crate) secrets: SecretArgs,
    #[command(flatten)]
    pub(crate) last: FinalTryArgs,
    #[command(flatten)]
    pub(crate) module: ModuleArgs,
}

/// A key is never written to standard output, so `-` is refused.
fn file(text: OsString) -> Result<PathBuf, String> {
    if text == "-" {
        return Err("a key is written to a file only".to_owned());
    }
    Ok(PathBuf::from(text))
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KeyTypeArg {
    /// The longest that every phone verifies
    Rsa2048,
    /// As in CUCM up to 10.5 and on Cisco's tokens
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
