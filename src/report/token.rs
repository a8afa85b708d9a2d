//! Tokens and their contents, as text and JSON (`docs/json.md`).

use serde::Serialize;

use super::failure::Failure;
use super::time;
use crate::certificate::{Certificate, PublicKey};
use crate::list::name;
use crate::signer::TokenError;
use crate::signer::pkcs11::{Contents, Login, Token, TokenCertificate, Tries};
use crate::text::visible;

/// All tokens of a module (docs/json.md).
#[derive(Debug, Serialize)]
pub struct Listing {
    /// `ctl.tokens/2`.
    pub schema: &'static str,
    /// The module's file.
    pub module: String,
    /// How many slots it has, empty ones included.
    pub slots: usize,
    /// The tokens.
    pub tokens: Vec<TokenReport>,
    /// The slots whose token cannot be described.
    pub bad_slots: Vec<BadSlot>,
}

/// A slot whose token cannot be described.
#[derive(Debug, Serialize)]
pub struct BadSlot {
    /// The slot's number.
    pub slot: u64,
    /// Why.
    pub error: Failure,
}

/// One token (docs/json.md).
#[derive(Debug, Serialize)]
pub struct TokenReport {
    uri: String,
    slot: u64,
    reader: String,
    label: String,
    manufacturer: String,
    model: String,
    serial: String,
    initialised: bool,
    login: &'static str,
    pin: &'static str,
    pin_to_be_changed: bool,
    certificates: Vec<CertificateReport>,
    keys: Vec<KeyReport>,
    error: Option<Failure>,
}

#[derive(Debug, Serialize)]
struct CertificateReport {
    uri: String,
    label: String,
    id: String,
    subject: Option<String>,
    issuer: Option<String>,
    serial: Option<String>,
    key: Option<String>,
    not_after: Option<String>,
    sha1: Option<String>,
    signs_list: Option<bool>,
    error: Option<Failure>,
}

#[derive(Debug, Serialize)]
struct KeyReport {
    label: String,
    id: String,
    private: bool,
    bits: Option<usize>,
}

/// The document about one token (docs/json.md).
#[derive(Debug, Serialize)]
pub struct TokenDocument<'a> {
    /// `ctl.token/2`.
    pub schema: &'static str,
    /// The token.
    #[serde(flatten)]
    pub token: &'a TokenReport,
}

/// The report of a token. With `sasts`, the certificates of a list's SASTs, each certificate that
/// can sign an update of the list is marked.
#[must_use]
pub fn report(
    token: &Token,
    contents: &Result<Contents, TokenError>,
    sasts: Option<&[Vec<u8>]>,
) -> TokenReport {
    let (certificates, keys, error) = match contents {
        Ok(contents) => {
            let certificates =
                contents.certificates.iter().map(|found| certificate(token, found, sasts));
            let keys = contents.keys.iter().map(|key| KeyReport {
                label: visible(key.label.as_bytes()),
                id: hex::encode(&key.id),
                private: key.private,
                bits: key.modulus.as_deref().map(bits),
            });
            (certificates.collect(), keys.collect(), None)
        }
        Err(error) => (Vec::new(), Vec::new(), Some(Failure::of(error))),
    };
    TokenReport {
        uri: token.uri().to_string(),
        slot: token.slot,
        reader: visible(token.slot_description.as_bytes()),
        label: visible(token.label.as_bytes()),
        manufacturer: visible(token.manufacturer.as_bytes()),
        model: visible(token.model.as_bytes()),
        serial: visible(token.serial.as_bytes()),
        initialised: token.initialised,
        login: match token.login {
            Login::None => "none",
            Login::Pin => "pin",
            Login::Pad => "pad",
        },
        pin: pin_state(token),
        pin_to_be_changed: token.pin_to_be_changed,
        certificates,
        keys,
        error,
    }
}

fn pin_state(token: &Token) -> &'static str {
    match token.tries {
        _ if !token.pin_set => "not set",
        Tries::Full => "good",
        Tries::Low => "count low",
        Tries::Final => "final try",
        Tries::Locked => "locked",
        Tries::Unknown => "unknown",
    }
}

fn certificate(
    token: &Token,
    found: &TokenCertificate,
    sasts: Option<&[Vec<u8>]>,
) -> CertificateReport {
    let good = found.certificate.as_ref().ok();
    let text = |field: fn(&Certificate) -> String| good.map(|c| visible(field(c).as_bytes()));
    CertificateReport {
        uri: token.object(&found.label, &found.id).to_string(),
        label: visible(found.label.as_bytes()),
        id: hex::encode(&found.id),
        subject: text(|c| name::cucm(c.subject())),
        issuer: text(|c| name::cucm(c.issuer())),
        serial: text(|c| hex::encode(c.serial())),
        key: text(|c| c.key().to_string()),
        not_after: text(|c| time::rfc3339(c.not_after())),
        sha1: text(|c| hex::encode(c.sha1())),
        signs_list: sasts.map(|sasts| {
            good.is_some_and(|c| {
                matches!(c.key(), PublicKey::Rsa { .. })
                    && sasts.iter().any(|sast| sast.as_slice() == c.der())
            })
        }),
        error: found.certificate.as_ref().err().map(Failure::of),
    }
}

fn bits(modulus: &[u8]) -> usize {
    let leading = modulus.first().map_or(0, |top| top.leading_zeros());
    modulus.len().saturating_mul(8).saturating_sub(usize::try_from(leading).unwrap_or(0))
}

fn sentence(error: &Failure) -> &str {
    &error.message
}

/// A token in the listing: one line, and one line for each certificate.
#[must_use]
pub fn brief(token: &TokenReport) -> String {
    let what = [token.manufacturer.as_str(), token.model.as_str()].join(" ");
    let pin = if token.pin == "good" { String::new() } else { format!(", PIN {}", token.pin) };
    let blank = if token.initialised { "" } else { ", not initialised" };
    let mut text = format!("{}  ({}, slot {}{pin}{blank})\n", token.uri, what.trim(), token.slot);
    for certificate in &token.certificates {
        let mark = match certificate.signs_list {
            Some(true) => "  * can sign an update of the list",
            Some(false) => "  not in the list",
            None => "",
        };
        let subject = certificate
            .subject
            .as_deref()
            .or(certificate.error.as_ref().map(sentence))
            .unwrap_or_default();
        let key = certificate.key.as_deref().unwrap_or("no key known");
        text += &format!("  {}  {subject}  {key}{mark}\n", certificate.label);
    }
    if let Some(error) = &token.error {
        text += &format!("  {}\n", error.message);
    }
    text
}

/// The details of one token, one per line.
#[must_use]
pub fn full(token: &TokenReport) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| text += &format!("{name:<14}{value}\n");
    line("URI", &token.uri);
    line("Label", &token.label);
    line("Manufacturer", &token.manufacturer);
    line("Model", &token.model);
    line("Serial", &token.serial);
    line("Reader", &format!("{} (slot {})", token.reader, token.slot));
    line("Initialised", if token.initialised { "yes" } else { "no" });
    line(
        "Login",
        match token.login {
            "none" => "not needed",
            "pad" => "PIN on the token's own keypad",
            _ => "PIN",
        },
    );
    let change = if token.pin_to_be_changed { "; it must be changed" } else { "" };
    line("PIN", &format!("{}{change}", token.pin));
    for certificate in &token.certificates {
        line("Certificate", &certificate.uri);
        line(
            "  Subject",
            certificate
                .subject
                .as_deref()
                .or(certificate.error.as_ref().map(sentence))
                .unwrap_or_default(),
        );
        line("  Issuer", certificate.issuer.as_deref().unwrap_or_default());
        line("  Serial", certificate.serial.as_deref().unwrap_or_default());
        line("  Key", certificate.key.as_deref().unwrap_or_default());
        line("  Expires", certificate.not_after.as_deref().unwrap_or_default());
        line("  SHA-1", certificate.sha1.as_deref().unwrap_or_default());
    }
    for key in &token.keys {
        let half = if key.private { "Private key" } else { "Public key" };
        let bits = key.bits.map(|bits| format!("RSA {bits}")).unwrap_or_default();
        line(half, &format!("{} (id {}) {bits}", key.label, key.id));
    }
    if let Some(error) = &token.error {
        line("Objects", &error.message);
    }
    text
}
