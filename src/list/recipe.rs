//! What determines the bytes of a list.

use std::net::IpAddr;

use super::build_error::BuildError;
use super::kind::Kind;
use super::name;
use super::role::Role;
use super::view::Record;
use crate::certificate::Certificate;
use crate::digest::Digest;

/// The program whose output is imitated (`docs/format.md`, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// CUCM's command line, 10.0 and later.
    Cli,
    /// The CTL Client with its USB tokens.
    Client,
    /// usecallmanager certutils.
    Certutils,
}

impl Layout {
    /// The default signer version (tag 1C) for lists of this layout: certutils always writes one
    /// \[C\].
    #[must_use]
    pub const fn signer_version(self) -> Option<[u8; 2]> {
        match self {
            Self::Cli | Self::Client => None,
            Self::Certutils => Some([1, 0]),
        }
    }
}

/// How much of its certificate a record contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// The whole certificate.
    Full,
    /// Its SHA-1 (0B, 0C) in place of it.
    HashOnly,
    /// Nothing: only host, role and address remain (non-secure mode).
    Emptied,
}

/// A record to be built.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The certificate.
    pub certificate: &'a Certificate,
    /// What it is trusted for.
    pub role: Role,
    /// The host's name. In the client layout a SAST without one is a token.
    pub host: Option<String>,
    /// The host's address.
    pub address: Option<IpAddr>,
    /// How much of the certificate the record contains.
    pub form: Form,
    /// Its names and serial as another list spells them, to keep that spelling: phones compare
    /// spellings. Otherwise the spelling of the layout.
    pub spelling: Option<Spelling>,
}

/// The names and the serial of a certificate, byte for byte as a list has them;
/// the names without their NUL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// SUBJECTNAME, and SIGNERNAME of the signer.
    pub subject: Vec<u8>,
    /// ISSUERNAME, and CANAME of the signer.
    pub issuer: Vec<u8>,
    /// SERIALNUMBER.
    pub serial: Vec<u8>,
}

/// Everything that determines the bytes of a list, except the signature.
#[derive(Clone, Debug)]
pub struct Recipe<'a> {
    /// CTL or ITL.
    pub kind: Kind,
    /// The program whose output is imitated.
    pub layout: Layout,
    /// The digest of the signature.
    pub digest: Digest,
    /// FILENAME of the header.
    pub filename: String,
    /// Tag 1C, if any.
    pub signer_version: Option<[u8; 2]>,
    /// TIMESTAMP, Unix seconds.
    pub timestamp: u32,
    /// The records in their order.
    pub entries: Vec<Entry<'a>>,
    /// Which of the entries signs, counted from 0.
    pub signer: usize,
}

/// A list whose SIGNATURE is still zeros. [`Unsigned::seal`] is the only way to
/// a signed one.
#[derive(Clone, Debug)]
pub struct Unsigned {
    pub(crate) bytes: Vec<u8>,
    pub(crate) digest: Digest,
}

impl Unsigned {
    /// The bytes with zeros as the signature, to examine them: a change is decided before anything
    /// is signed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl Spelling {
    /// The spelling in a record, if the record is about a certificate.
    #[must_use]
    pub fn of_record(record: &Record<'_>) -> Option<Self> {
        Some(Self {
            subject: record.subject()?.to_vec(),
            issuer: record.issuer()?.to_vec(),
            serial: record.serial()?.to_vec(),
        })
    }

    pub(super) fn of(entry: &Entry<'_>, layout: Layout) -> Result<Self, BuildError> {
        if let Some(spelling) = &entry.spelling {
            return Ok(spelling.clone());
        }
        let certificate = entry.certificate;
        let mut serial = certificate.serial().to_vec();
        let spell = match layout {
            Layout::Certutils => name::certutils,
            Layout::Client if is_token(entry, layout) => {
                serial.reverse();
                name::token
            }
            Layout::Cli | Layout::Client => name::cucm,
        };
        let (subject, issuer) = (spell(certificate.subject()), spell(certificate.issuer()));
        without_nul("a subject", &subject)?;
        without_nul("an issuer", &issuer)?;
        Ok(Self { subject: subject.into_bytes(), issuer: issuer.into_bytes(), serial })
    }
}

/// In the client layout a SAST without a host is a token.
pub(super) fn is_token(entry: &Entry<'_>, layout: Layout) -> bool {
    layout == Layout::Client && entry.role == Role::SAST && entry.host.is_none()
}

/// A NUL inside would end the text for a phone, and make one name look like another.
pub(super) fn without_nul<'a>(what: &str, text: &'a str) -> Result<&'a str, BuildError> {
    if text.contains('\0') {
        return Err(BuildError::NulInText { what: format!("{what} ({})", text.escape_debug()) });
    }
    Ok(text)
}
