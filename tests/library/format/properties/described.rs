//! Lists as a user would describe them, and their signers.

use std::net::IpAddr;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use trustlist::certificate::{Certificate, PublicKey};
use trustlist::digest::Digest;
use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role, name};
use trustlist::signer::{SignError, Signer};

use super::folder;

/// A fixture certificate, and its key if it can sign a list.
pub(crate) struct Owner {
    pub(crate) certificate: Certificate,
    pub(crate) key: Option<RsaPrivateKey>,
}

impl Signer for Owner {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let key = self.key.as_ref().expect("a signer");
        let info = digest.info(&[message]);
        Ok(key.sign(Pkcs1v15Sign::new_unprefixed(), &info).expect("a fixture key signs"))
    }
}

/// Every fixture certificate, those with keys of 512 to 2048 bits first.
pub(crate) static OWNERS: LazyLock<Vec<Owner>> = LazyLock::new(|| {
    let keys = folder("keys");
    let mut owners: Vec<_> = folder("certs")
        .into_iter()
        .map(|(name, pem)| {
            let der = pem::parse(pem).expect("PEM").into_contents();
            let certificate = Certificate::from_der(&der).expect("a fixture decodes");
            let key = keys.iter().find(|(key, _)| *key == name).and_then(|(_, pem)| {
                let can = matches!(certificate.key(), PublicKey::Rsa { bits: ..=2048, .. });
                can.then(|| RsaPrivateKey::from_pkcs8_pem(str::from_utf8(pem).expect("text")))
            });
            Owner { certificate, key: key.map(|key| key.expect("a key")) }
        })
        .collect();
    owners.sort_by_key(|owner| owner.key.is_none());
    owners
});

/// How many of [`OWNERS`] sign.
pub(crate) fn signers() -> usize {
    OWNERS.iter().filter(|owner| owner.key.is_some()).count()
}

/// One record as a user would describe it.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) owner: usize,
    pub(crate) role: Role,
    pub(crate) host: Option<String>,
    pub(crate) address: Option<IpAddr>,
    pub(crate) form: Form,
}

impl Line {
    pub(crate) fn certificate(&self) -> &'static Certificate {
        &OWNERS[self.owner].certificate
    }

    /// docs/format.md, section 3, our choices when building.
    pub(crate) fn is_token(&self, layout: Layout) -> bool {
        layout == Layout::Client && self.role == Role::SAST && self.host.is_none()
    }

    /// Subject, issuer and serial number as they are in the list.
    pub(crate) fn spelled(&self, layout: Layout) -> (String, String, Vec<u8>) {
        let certificate = self.certificate();
        let mut serial = certificate.serial().to_vec();
        let spell = match layout {
            _ if self.is_token(layout) => name::token,
            Layout::Cli | Layout::Client => name::cucm,
            Layout::Certutils => name::certutils,
        };
        if self.is_token(layout) {
            serial.reverse();
        }
        (spell(certificate.subject()), spell(certificate.issuer()), serial)
    }
}

/// One list as a user would describe it.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub(crate) kind: Kind,
    pub(crate) layout: Layout,
    pub(crate) digest: Digest,
    pub(crate) filename: String,
    pub(crate) signer_version: Option<[u8; 2]>,
    pub(crate) timestamp: u32,
    pub(crate) lines: Vec<Line>,
    pub(crate) signer: usize,
}

impl Description {
    /// Without most of the reasons that prevent building it.
    fn repaired(mut self) -> Self {
        for line in &mut self.lines {
            let emptied = line.form == Form::Emptied;
            if line.role == Role::SAST || self.layout == Layout::Certutils && emptied {
                line.form = Form::Full;
            }
            if line.role == Role::TVS {
                self.kind = Kind::Itl;
            }
            line.host = line.host.take().filter(|host| !host.contains('\0'));
        }
        if self.filename.is_empty() || self.filename.contains('\0') {
            self.kind.filename().clone_into(&mut self.filename);
        }
        self
    }

    pub(crate) fn recipe(&self) -> Recipe<'_> {
        let entries = self.lines.iter().map(|line| Entry {
            certificate: line.certificate(),
            role: line.role,
            host: line.host.clone(),
            address: line.address,
            form: line.form,
            spelling: None,
        });
        Recipe {
            kind: self.kind,
            layout: self.layout,
            digest: self.digest,
            filename: self.filename.clone(),
            signer_version: self.signer_version,
            timestamp: self.timestamp,
            entries: entries.collect(),
            signer: self.signer,
        }
    }
}

fn role() -> impl Strategy<Value = Role> {
    let known = [0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 27, 255].map(Role::from_code);
    prop_oneof![19 => prop::sample::select(known.to_vec()), 1 => any::<u16>().prop_map(Role::from_code)]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        10 => "[a-z][a-z0-9-]{0,14}(\\.[a-z]{1,8}){0,2}",
        2 => "\\PC{0,12}",
        1 => Just(String::new()),
        1 => "[a-z]{1,3}\0[a-z]{0,3}",
    ]
}

fn line() -> impl Strategy<Value = Line> {
    let form =
        prop_oneof![8 => Just(Form::Full), 1 => Just(Form::HashOnly), 1 => Just(Form::Emptied)];
    let host = prop::option::weighted(0.8, text());
    (0..OWNERS.len(), role(), host, prop::option::weighted(0.8, any::<IpAddr>()), form)
        .prop_map(|(owner, role, host, address, form)| Line { owner, role, host, address, form })
}

prop_compose! {
    pub(crate) fn description()(
        kind in prop::sample::select(vec![Kind::Ctl, Kind::Itl]),
        layout in prop::sample::select(vec![Layout::Cli, Layout::Client, Layout::Certutils]),
        digest in prop::sample::select(Digest::ALL.to_vec()),
        filename in prop_oneof![8 => Just("CTLFile.tlv".to_owned()), 2 => text()],
        signer_version in prop::option::of(any::<[u8; 2]>()),
        timestamp in any::<u32>(),
        mut lines in vec(line(), 1..=12),
        signing in any::<prop::sample::Index>(),
        // Few lists may have any certificate as their signer, and few any record.
        owner in prop_oneof![
            7 => (0..signers()).prop_map(Some),
            2 => (0..OWNERS.len()).prop_map(Some),
            1 => Just(None),
        ],
        flawed in prop::bool::weighted(0.2),
    ) -> Description {
        let signer = signing.index(lines.len());
        if let Some(owner) = owner {
            let line = &mut lines[signer];
            *line = Line { owner, role: Role::SAST, form: Form::Full, ..line.clone() };
        }
        let list =
            Description { kind, layout, digest, filename, signer_version, timestamp, lines, signer };
        if flawed { list } else { list.repaired() }
    }
}
