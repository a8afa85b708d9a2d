//! The rows of a lab: a certificate and its key each, like those that CUCM generates.

use rand_core::RngCore;

use super::LabToken;
use super::form::{Form, YEARS};
use crate::digest::Digest;
use crate::issue::{self, IssueError, KeyType, Request, Usage, usage};

/// The rest of the lab's names after CN: OU, O, L, ST, C.
const NAME_SUFFIX: [&str; 5] = ["OU=Lab", "O=Example", "L=Brno", "ST=South Moravia", "C=CZ"];

/// The first line of a key file, before its PEM header (RFC 7468, section 2).
const LAB_KEY: &str = "Made for a lab by ctl init --lab.\n";
const LAB_ONLY: &str = "LAB ONLY: this key is a file that replaces one that never leaves its USB \
                        token.\n";

/// A certificate to generate.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The stem of its file name, which may seed its key.
    pub(super) name: String,
    pub(super) certificate: String,
    pub(super) key: String,
    pub(super) preface: &'static str,
    /// As RFC 4514 writes it.
    subject: String,
    pub(super) usage: Usage,
    pub(super) kind: KeyType,
    serial: Serial,
    years: i64,
    digest: Digest,
    /// Whether it is issued by the preceding CA row.
    pub(super) issued: bool,
}

#[derive(Clone, Copy, Debug)]
enum Serial {
    /// A number of random bytes.
    Random(usize),
    /// As a Microsoft CA generates them (Cisco's is one, by its serials): four random bytes and a
    /// counter (document 118892).
    Counted,
}

impl Row {
    fn new(name: &str, subject: String, form: &Form) -> Self {
        Self {
            name: name.to_owned(),
            certificate: format!("certs/{name}.pem"),
            key: format!("keys/{name}.pem"),
            preface: LAB_KEY,
            subject,
            usage: form.server,
            kind: form.key,
            serial: Serial::Random(form.serial),
            years: YEARS,
            digest: form.digest,
            issued: false,
        }
    }

    /// A row for tokens and their CA: Cisco issued theirs before SHA-256 was common.
    fn of_tokens(name: &str, subject: String, form: &Form) -> Self {
        Self {
            preface: LAB_ONLY,
            serial: Serial::Counted,
            years: 20,
            digest: Digest::Sha1,
            ..Self::new(name, subject, form)
        }
    }

    pub(super) fn callmanager(host: &str, form: &Form) -> Self {
        Self::new(&format!("{host}-CallManager"), c_to_cn(host), form)
    }

    pub(super) fn tvs(host: &str, form: &Form) -> Self {
        let kind = KeyType::Rsa2048;
        Self { kind, ..Self::new(&format!("{host}-TVS"), c_to_cn(host), form) }
    }

    /// `id` is the random part of its name.
    pub(super) fn capf(id: &str, form: &Form) -> Self {
        Self { usage: form.capf, ..Self::new("CAPF", c_to_l(&format!("CAPF-{id}")), form) }
    }

    pub(super) fn recovery(publisher: &str, form: &Form) -> Self {
        Self {
            usage: usage::RECOVERY,
            kind: KeyType::Rsa2048,
            years: form.recovery_years,
            ..Self::new("ITLRecovery", c_to_l(&format!("ITLRECOVERY_{publisher}")), form)
        }
    }

    /// The CA of the tokens, with the name of Cisco's.
    pub(super) fn manufacturing_ca(form: &Form) -> Self {
        let subject = "CN=Cisco Manufacturing CA,O=Cisco Systems".to_owned();
        Self {
            certificate: "tokens/manufacturing-ca.pem".to_owned(),
            key: "keys/lab-only-manufacturing-ca.pem".to_owned(),
            usage: usage::CA,
            kind: KeyType::Rsa2048,
            ..Self::of_tokens("manufacturing-ca", subject, form)
        }
    }

    /// The name of a token fills 24 characters (document 118892).
    pub(super) fn token(token: &LabToken, form: &Form) -> Self {
        let name = format!("{:<23}\\ ", token.name);
        let subject = format!("CN={name},OU=IPCBU,O=Cisco Systems\\, Inc.");
        Self {
            certificate: token.certificate(),
            key: token.key_file(),
            usage: usage::TOKEN,
            kind: KeyType::Rsa1024,
            issued: true,
            ..Self::of_tokens(&token.name, subject, form)
        }
    }

    /// The request for its certificate, valid from `now` on.
    pub(super) fn request(&self, now: i64, rng: &mut impl RngCore) -> Result<Request, IssueError> {
        let serial = match self.serial {
            Serial::Random(length) => issue::serial(length, rng),
            Serial::Counted => [issue::serial(4, rng), vec![0; 3], issue::serial(3, rng)].concat(),
        };
        Ok(Request {
            subject: self.subject.parse()?,
            names: Vec::new(),
            usage: self.usage,
            serial,
            not_before: now,
            not_after: now.saturating_add(self.years.saturating_mul(YEAR)),
            digest: Some(self.digest),
        })
    }
}

/// 365 days, in seconds.
const YEAR: i64 = 365 * 24 * 60 * 60;

/// A name whose DER begins with C and ends with CN, written in reverse.
fn c_to_cn(cn: &str) -> String {
    format!("CN={cn},{}", NAME_SUFFIX.join(","))
}

/// A name in the DER order C, O, OU, CN, ST, L, which CAPF and ITLRecovery
/// certificates have (`docs/format.md`, section 5 \[B\]).
fn c_to_l(cn: &str) -> String {
    let [ou, o, l, st, c] = NAME_SUFFIX;
    format!("{l},{st},CN={cn},{ou},{o},{c}")
}
