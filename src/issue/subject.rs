//! Parses subjects and subjectAltNames that users enter.

use std::net::IpAddr;
use std::str::FromStr;

use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::der::asn1::{Ia5String, OctetString};
use x509_cert::der::oid::db::{DB, rfc4519};
use x509_cert::der::{self, Tag, Tagged as _};
use x509_cert::ext::pkix::name::GeneralName;
use x509_cert::name::Name;

use super::IssueError;

/// A distinguished name, in the order of the DER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject(Name);

impl FromStr for Subject {
    type Err = IssueError;

    /// Reads the form of RFC 4514: `CN=pbx.example.net,O=Example,C=NZ`. The last attribute in the
    /// text is the first in the DER (section 2.1).
    fn from_str(text: &str) -> Result<Self, IssueError> {
        let name = in_hex(text).and_then(|text| Name::from_str(&text).ok());
        let name = name.ok_or_else(|| IssueError::Subject { found: text.to_owned() })?;
        for attribute in name.0.iter().flat_map(|rdn| rdn.0.iter()) {
            check(attribute)?;
        }
        Ok(Self(name))
    }
}

/// The text with every escaped character as two hexadecimal digits; `None` if a backslash escapes
/// nothing. The parser takes the comma in `\\\,` for a separator and a backslash at the end for
/// nothing (x509-cert 0.2.5).
fn in_hex(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escaped)) = rest.split_once('\\') {
        out.push_str(before);
        out.push('\\');
        let first = escaped.chars().next()?;
        // RFC 4514, section 3: `special`, and the space and the number sign.
        let length = if " \"#+,;<=>\\".contains(first) {
            out.push_str(&hex::encode([u8::try_from(first).ok()?]));
            1
        } else {
            let digits = escaped.get(..2)?;
            out.push_str(digits.bytes().all(|b| b.is_ascii_hexdigit()).then_some(digits)?);
            2
        };
        rest = escaped.get(length..)?;
    }
    out.push_str(rest);
    Some(out)
}

impl Subject {
    pub(super) fn name(&self) -> Name {
        self.0.clone()
    }
}

/// The parser accepts any bytes for any type. A value written as `#` and hexadecimal is not
/// checked.
fn check(attribute: &AttributeTypeAndValue) -> Result<(), IssueError> {
    let value = attribute.value.value();
    let text = str::from_utf8(value).ok();
    let reason = match (attribute.value.tag(), text) {
        _ if value.is_empty() => "is empty",
        (Tag::Utf8String | Tag::Ia5String | Tag::PrintableString, None) => "is not UTF-8",
        (_, Some(text)) if text.contains(char::is_control) => "has control characters",
        // ISO 3166-1, alpha-2 (RFC 4519, section 2.2).
        _ if attribute.oid == rfc4519::C
            && !(value.len() == 2 && value.iter().all(u8::is_ascii_uppercase)) =>
        {
            "is not a country's two capital letters"
        }
        (Tag::Ia5String | Tag::PrintableString, Some(text)) if !text.is_ascii() => "is not ASCII",
        _ => return Ok(()),
    };
    let names = DB.find_names_for_oid(attribute.oid);
    let key = names.min_by_key(|name| name.len());
    let key = key.map_or_else(|| attribute.oid.to_string(), str::to_ascii_uppercase);
    Err(IssueError::Attribute { key, reason })
}

/// One name of a subjectAltName.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AlternativeName {
    /// The name of a host, in ASCII; its first label may be `*`.
    Host(String),
    /// An address.
    Address(IpAddr),
}

impl FromStr for AlternativeName {
    type Err = IssueError;

    fn from_str(text: &str) -> Result<Self, IssueError> {
        if let Ok(address) = text.parse() {
            return Ok(Self::Address(address));
        }
        // A name of digits and dots is a mistyped address.
        let number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let host = text.strip_prefix("*.").unwrap_or(text);
        if text.len() <= 253 && !number && host.split('.').all(is_label) {
            return Ok(Self::Host(text.to_owned()));
        }
        Err(IssueError::AlternativeName { found: text.to_owned() })
    }
}

/// RFC 1123, section 2.1, and the underscore that Windows allows.
fn is_label(label: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    (1..=63).contains(&label.len())
        && label.bytes().all(inner)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl AlternativeName {
    /// In the form of a subjectAltName (RFC 5280, section 4.2.1.6).
    pub(super) fn general(&self) -> der::Result<GeneralName> {
        match self {
            Self::Host(host) => Ok(GeneralName::DnsName(Ia5String::new(host)?)),
            Self::Address(IpAddr::V4(address)) => address_name(&address.octets()),
            Self::Address(IpAddr::V6(address)) => address_name(&address.octets()),
        }
    }
}

fn address_name(octets: &[u8]) -> der::Result<GeneralName> {
    Ok(GeneralName::IpAddress(OctetString::new(octets)?))
}

impl std::fmt::Display for AlternativeName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Host(host) => f.write_str(host),
            Self::Address(address) => address.fmt(f),
        }
    }
}
