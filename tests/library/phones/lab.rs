//! Real lists made from fixture certificates and keys, and phones that get them.

use std::fs;

use rsa::pkcs8::DecodePrivateKey as _;
use rsa::{Pkcs1v15Sign, RsaPrivateKey, RsaPublicKey};
use support::fixtures;
use trustlist::certificate::{self, Certificate};
use trustlist::digest::Digest;
use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role, Unsigned};
use trustlist::phone::{
    By, Class, Holder, List, Offer, Outcome, Running, Servers, Source, State, Tvs, Verdict,
};
use trustlist::signer::{SignError, Signer};

fn fixture(path: &str) -> Vec<u8> {
    let path = fixtures::fixture(path);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A fixture certificate.
pub(crate) fn certificate(name: &str) -> Certificate {
    let found = certificate::read(&fixture(&format!("certs/{name}.pem"))).expect(name);
    certificate::leaf(found).expect(name)
}

/// A fixture certificate with its key, which has the same name or is shared.
struct Owner {
    certificate: Certificate,
    key: RsaPrivateKey,
}

impl Owner {
    fn new(name: &str) -> Self {
        use rsa::pkcs1::EncodeRsaPublicKey as _;
        let certificate = certificate(name);
        let shared = ["shared-1", "shared-2", "shared-3", "shared-4"];
        let mut keys = std::iter::once(name).chain(shared).filter_map(|key| {
            let pem = fs::read_to_string(fixtures::fixture(&format!("keys/{key}.pem"))).ok()?;
            // A line with the purpose of the key comes before it.
            let start = pem.find("-----BEGIN").expect("PEM");
            Some(RsaPrivateKey::from_pkcs8_pem(&pem[start..]).expect("an RSA key"))
        });
        let own = |key: &RsaPrivateKey| {
            let der = RsaPublicKey::from(key).to_pkcs1_der().expect("a public key");
            der.as_bytes() == certificate.key().bytes()
        };
        let key = keys.find(own).unwrap_or_else(|| panic!("no key of {name}"));
        Self { certificate, key }
    }
}

impl Signer for Owner {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let info = digest.info(&[message]);
        Ok(self.key.sign(Pkcs1v15Sign::new_unprefixed(), &info).expect("a fixture key signs"))
    }
}

/// A list to build.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    pub(crate) layout: Layout,
    pub(crate) digest: Digest,
    pub(crate) timestamp: u32,
    /// `sast:pub-ccm tvs:pub-tvs`; a `-` after a role empties the record, a `#` leaves a hash.
    pub(crate) records: String,
    /// The index of the signing certificate among the SASTs.
    pub(crate) signer: String,
}

/// 2026-01-01T00:00:00Z.
pub(crate) const NEW_YEAR: u32 = 1_767_225_600;

/// A CTL, dated at the beginning of the year.
pub(crate) fn ctl(records: &str, signer: &str) -> Draft {
    Draft {
        kind: Kind::Ctl,
        layout: Layout::Cli,
        digest: Digest::Sha1,
        timestamp: NEW_YEAR,
        records: records.to_owned(),
        signer: signer.to_owned(),
    }
}

/// An ITL.
pub(crate) fn itl(records: &str, signer: &str) -> Draft {
    Draft { kind: Kind::Itl, ..ctl(records, signer) }
}

impl Draft {
    /// As the CTL Client writes it: signed by tokens.
    pub(crate) fn client(self) -> Self {
        Self { layout: Layout::Client, ..self }
    }

    /// The list, unsigned and signed.
    fn made(&self) -> (Unsigned, Vec<u8>) {
        let rows: Vec<_> = self
            .records
            .split_whitespace()
            .map(|record| {
                let (role, name) = record.split_once(':').expect(record);
                let form = match role.chars().last() {
                    Some('-') => Form::Emptied,
                    Some('#') => Form::HashOnly,
                    _ => Form::Full,
                };
                let role = Role::from_name(role.trim_end_matches(['-', '#'])).expect(role);
                (role, form, name, certificate(name))
            })
            .collect();
        let entries = rows.iter().map(|(role, form, name, certificate)| Entry {
            certificate,
            role: *role,
            host: (!name.starts_with("token-")).then(|| (*name).to_owned()),
            address: None,
            form: *form,
            spelling: None,
        });
        let signs = |(role, _, name, _): &(Role, Form, &str, Certificate)| {
            *role == Role::SAST && *name == self.signer
        };
        let recipe = Recipe {
            kind: self.kind,
            layout: self.layout,
            digest: self.digest,
            filename: self.kind.filename().to_owned(),
            signer_version: None,
            timestamp: self.timestamp,
            entries: entries.collect(),
            signer: rows.iter().position(signs).expect("the signer's record"),
        };
        let unsigned = recipe.build().expect("a list");
        let signed = unsigned.clone().seal(&Owner::new(&self.signer)).expect("a signature");
        (unsigned, signed)
    }

    pub(crate) fn unsigned(&self) -> Unsigned {
        self.made().0
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.made().1
    }

    /// The list as a phone holds it.
    pub(crate) fn stored(&self) -> List {
        List::read(&self.bytes()).expect("a list")
    }

    /// The list as a phone receives it.
    pub(crate) fn offer(&self) -> Offer {
        Offer::read(&self.bytes()).expect("a list")
    }
}

/// A TVS that shows a fixture certificate and knows others: `sast,tftp:pub-ccm`.
pub(crate) fn tvs(shown: &str, running: Running, knows: &str) -> Tvs {
    let tvs = Tvs::new(Holder::of(&certificate(shown)), running);
    knows.split_whitespace().fold(tvs, |tvs, known| {
        let (roles, name) = known.split_once(':').expect(known);
        let roles: Vec<_> =
            roles.split(',').map(|role| Role::from_name(role).expect(role)).collect();
        tvs.knowing(&certificate(name), &roles)
    })
}

/// A phone that holds these lists.
pub(crate) fn phone(class: Class, stored: &[&Draft], tvs: &[Tvs]) -> State {
    let lists: Vec<_> = stored.iter().map(|draft| draft.stored().into()).collect();
    let mut phone = State::holding(class, &lists).expect("one of each kind");
    // Without statements, nothing is known of any TVS.
    phone.tvs = (!tvs.is_empty()).then(|| tvs.into());
    phone
}

/// Simulates one start of a phone, with the files and with the unsigned lists: both give the same
/// verdicts, because each list is signed by the signer that it names.
pub(crate) fn boot(phone: &State, meets: &[&Draft]) -> trustlist::phone::Boot {
    let offers: Vec<_> = meets.iter().map(|draft| draft.offer()).collect();
    let unsigned = meets.iter().map(|draft| Offer::from_unsigned(&draft.unsigned()));
    let unsigned: Vec<_> = unsigned.collect::<Result<_, _>>().expect("a list");
    let boot = phone.boot(&offers, &Servers::Shown);
    let assumed = phone.boot(&unsigned, &Servers::Shown);
    assert_eq!(boot.verdicts, assumed.verdicts);
    assert_eq!(boot.messages, assumed.messages);
    boot
}

/// `CTL 4`, `TVS`, `first`, `rolled back`, `unchanged`, `not asked`, `served`, `locked out`.
pub(crate) fn short(verdict: &Verdict) -> String {
    match &verdict.outcome {
        Outcome::Accepted(By::Anchor(anchor)) => match (anchor.source, anchor.record) {
            (Source::Ctl, Some(record)) => format!("CTL {record}"),
            (Source::Itl, Some(record)) => format!("ITL {record}"),
            (Source::Tvs, None) => "TVS".to_owned(),
            _ => panic!("{anchor:?}"),
        },
        Outcome::Accepted(By::Leap) => "first".to_owned(),
        Outcome::Accepted(By::RolledBack) => "rolled back".to_owned(),
        Outcome::Unchanged => "unchanged".to_owned(),
        Outcome::NotAsked => "not asked".to_owned(),
        Outcome::Refused { served: true, .. } => "served".to_owned(),
        Outcome::Refused { served: false, .. } => "locked out".to_owned(),
        other => panic!("{other:?}"),
    }
}
