//! Certificates, lists and TVS for the tests, each by a short name.
//!
//! `cm` is a certificate, `cm.2` the regenerated one: the same names, another key and serial
//! number; `cm'` has the names and the serial number of `cm`, and another key.
//! Records are written `ROLE:NAME`; `2:-cm` is an emptied record, `21:#tvs` one with a hash.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, LazyLock, Mutex};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};
use trustlist::digest::Digest;
use trustlist::issue::{KeyType, PrivateKey, Request, issue, serial, usage};
use trustlist::list::{Entry, Form, Kind, Layout, OwnedList, Recipe, Role, TrustList};
use trustlist::signer::Signer as _;
use trustlist::signer::secret::Source;
use trustlist::signer::software::SoftwareSigner;

use support::rules::{Certificate, Class, Doubt, Known, List, Outcome, Phone, Place, Told, Tvs};

/// Certificates that were issued, with their keys.
static MADE: LazyLock<Mutex<HashMap<String, Arc<SoftwareSigner>>>> = LazyLock::new(Mutex::default);

/// The certificate with this name, and its key.
fn identity(name: &str) -> Arc<SoftwareSigner> {
    let known = MADE.lock().unwrap().get(name).cloned();
    known.unwrap_or_else(|| {
        let made = Arc::new(make(name));
        MADE.lock().unwrap().entry(name.to_owned()).or_insert(made).clone()
    })
}

fn make(name: &str) -> SoftwareSigner {
    let mut rng = ChaCha20Rng::from_seed(Sha256::digest(name).into());
    let mut of_serial = ChaCha20Rng::from_seed(Sha256::digest(name.trim_end_matches('\'')).into());
    let machine = name.split(['.', '\'']).next().unwrap();
    let (subject, usage, issuer) = match machine {
        "mfg" => ("O=Cisco Systems,CN=Cisco Manufacturing CA".to_owned(), usage::CA, None),
        token if token.starts_with("token") => {
            let subject = format!(r"O=Cisco Systems\, Inc.,OU=IPCBU,CN=SAST-ADN-{token}   ");
            (subject.replace("   ", r"\ \ \ "), usage::TOKEN, Some(identity("mfg")))
        }
        other => (format!("C=CZ,O=Example,CN={other}"), usage::SERVER, None),
    };
    let request = Request {
        subject: subject.parse().unwrap(),
        names: Vec::new(),
        usage,
        serial: serial(16, &mut of_serial),
        not_before: 1_700_000_000,
        not_after: 2_000_000_000,
        digest: None,
    };
    let key = PrivateKey::new(KeyType::Rsa1024, &mut rng).unwrap();
    let issuer = issuer.as_deref().map(|issuer| issuer as &dyn trustlist::signer::Signer);
    let certificate = issue(&request, &key, issuer, &mut rng).unwrap();
    let key = key.to_pem("", None, &mut rng).unwrap();
    let no_secret = Source::from_uri("env:NONE").unwrap();
    SoftwareSigner::open(certificate, key.as_bytes(), name, &no_secret).unwrap()
}

/// The certificate with this name, as the rules compare it.
pub(crate) fn certificate(name: &str) -> Certificate {
    Certificate::new(identity(name).certificate().der())
}

/// A list to build.
pub(crate) struct Draft<'a> {
    pub(crate) kind: Kind,
    pub(crate) signer: &'a str,
    pub(crate) records: &'a str,
    pub(crate) digest: Digest,
    pub(crate) layout: Layout,
    pub(crate) time: u32,
}

impl Draft<'_> {
    pub(crate) fn build(&self) -> Arc<List> {
        List::read(&self.bytes())
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let certificates: Vec<_> = self.records.split_whitespace().map(entry).collect();
        let entries: Vec<Entry<'_>> = certificates
            .iter()
            .map(|(role, form, name, signer)| Entry {
                certificate: signer.certificate(),
                role: Role::from_code(*role),
                host: (!name.starts_with("token")).then(|| (*name).to_owned()),
                address: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
                form: *form,
                spelling: None,
            })
            .collect();
        let signer =
            certificates.iter().position(|(role, _, name, _)| (*role, *name) == (0, self.signer));
        let recipe = Recipe {
            kind: self.kind,
            layout: self.layout,
            digest: self.digest,
            filename: self.kind.filename().to_owned(),
            signer_version: None,
            timestamp: self.time,
            entries,
            signer: signer.expect("the signer is a SAST record"),
        };
        recipe.build().unwrap().seal(&*identity(self.signer)).unwrap()
    }
}

/// A list in which the first record of another follows its own first record, which building
/// refuses: two keys of one identity.
pub(crate) fn with_record_of(draft: &Draft<'_>, other: &Draft<'_>) -> Arc<List> {
    let [bytes, other] = [draft.bytes(), other.bytes()];
    let owned = |bytes: &[u8]| OwnedList::of(&TrustList::parse(bytes).unwrap());
    let mut both = owned(&bytes);
    both.records.insert(1, owned(&other).records.remove(0));
    let mut bytes = both.write().unwrap();
    let list = TrustList::parse(&bytes).unwrap();
    let (message, at) = (list.signed().concat(), list.header().signature_offset());
    let signature = identity(draft.signer).sign(draft.digest, &message).unwrap();
    bytes[at..at + signature.len()].copy_from_slice(&signature);
    List::read(&bytes)
}

fn entry(record: &str) -> (u16, Form, &str, Arc<SoftwareSigner>) {
    let (role, name) = record.split_once(':').unwrap();
    let (form, name) = match name.split_at(1) {
        ("-", name) => (Form::Emptied, name),
        ("#", name) => (Form::HashOnly, name),
        _ => (Form::Full, name),
    };
    (role.parse().unwrap(), form, name, identity(name))
}

/// A list in its signer's layout: the CTL Client's for tokens, otherwise CUCM's.
fn draft<'a>(kind: Kind, signer: &'a str, records: &'a str) -> Draft<'a> {
    let layout = if signer.starts_with("token") { Layout::Client } else { Layout::Cli };
    Draft { kind, signer, records, digest: Digest::Sha1, layout, time: 1 }
}

pub(crate) fn ctl_draft<'a>(signer: &'a str, records: &'a str) -> Draft<'a> {
    draft(Kind::Ctl, signer, records)
}

pub(crate) fn itl_draft<'a>(signer: &'a str, records: &'a str) -> Draft<'a> {
    draft(Kind::Itl, signer, records)
}

/// A CTL.
pub(crate) fn ctl(signer: &str, records: &str) -> Arc<List> {
    ctl_draft(signer, records).build()
}

/// An ITL.
pub(crate) fn itl(signer: &str, records: &str) -> Arc<List> {
    itl_draft(signer, records).build()
}

/// A list whose own signature does not verify.
pub(crate) fn damaged(list: &List) -> Arc<List> {
    let mut bytes = list.bytes().to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    List::read(&bytes)
}

/// A list whose SASTs have the names and serial number of its signer `name` twice, with two keys:
/// not sound, though a phone that knows the signer may accept it.
pub(crate) fn with_two_keys(name: &str) -> Arc<List> {
    let short = ctl(name, &format!("0:{name}"));
    let longer = ctl(name, &format!("0:{name} 7:{name}'"));
    // The second record, as a SAST; then the list is signed again.
    let mut bytes = longer.bytes().to_vec();
    let role = bytes[short.bytes().len()..].windows(5).position(|field| field == [4, 0, 2, 0, 7]);
    bytes[short.bytes().len() + role.unwrap() + 4] = 0;
    let list = List::read(&bytes);
    let ([before, after], old) = list.signed().unwrap();
    let signature = identity(name).sign(Digest::Sha1, &[before, after].concat()).unwrap();
    let field = &list.bytes()[before.len()..][..3];
    assert_eq!(signature.len(), old.len());
    List::read(&[before, field, &signature, after].concat())
}

/// TVS with the certificate `shows`, and what it knows: `2,0:cm 0,3:b-rec token:token1`.
pub(crate) fn tvs(shows: &str, knows: &str, told: Told) -> Tvs {
    let mut tvs = Tvs { shows: certificate(shows), knows: Vec::new(), tokens: Vec::new(), told };
    for word in knows.split_whitespace() {
        match word.split_once(':').unwrap() {
            ("token", name) => tvs.tokens.push(certificate(name)),
            (roles, name) => {
                let roles: Vec<u16> = roles.split(',').map(|role| role.parse().unwrap()).collect();
                tvs.knows.push(Known::new(certificate(name).der(), &roles));
            }
        }
    }
    tvs
}

/// A phone that holds these lists; an ITL only where its class has one.
pub(super) fn phone(class: Class, ctl: Option<&Arc<List>>, itl: Option<&Arc<List>>) -> Phone {
    let itl = itl.filter(|_| class == Class::Sbd);
    Phone { class, ctl: ctl.cloned(), itl: itl.cloned() }
}

/// An outcome in one word; `?` if it is unknown.
pub(super) fn word(outcome: Outcome) -> String {
    let place = |place| match place {
        Place::StoredCtl => "ctl",
        Place::StoredItl => "itl",
        Place::Tvs => "tvs",
        Place::Leap => "leap",
    };
    match outcome {
        Outcome::NotOffered => "-".to_owned(),
        Outcome::NotAsked => "not asked".to_owned(),
        Outcome::Unchanged => "unchanged".to_owned(),
        Outcome::Accepted(by) => place(by).to_owned(),
        Outcome::Unknown(by, Doubt::Digest) => format!("{}? digest", place(by)),
        Outcome::Unknown(by, Doubt::Spelling) => format!("{}? spelling", place(by)),
        Outcome::Unknown(by, Doubt::Tvs) => format!("{}? untold", place(by)),
        Outcome::Refused => "refused".to_owned(),
    }
}
