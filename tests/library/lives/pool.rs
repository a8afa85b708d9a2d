//! Keys that are generated once per process, and the certificates of a life.

use std::sync::{Arc, LazyLock};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha1::{Digest as _, Sha1};
use support::rules;
use trustlist::issue::{KeyType, PrivateKey, Request, Usage, issue, usage};
use trustlist::signer::Signer;
use trustlist::signer::secret::Source;
use trustlist::signer::software::SoftwareSigner;

/// The number of keys of a life: after the last one no more certificates are renewed.
pub(super) const KEYS: usize = 50;

/// The number of additional keys: for proposals that are carried out, for strangers, and for the
/// CA.
const ALL: usize = KEYS + 24;

struct Pooled {
    key: PrivateKey,
    pem: String,
}

static POOL: LazyLock<Vec<Pooled>> = LazyLock::new(|| {
    let pooled = |number: usize| {
        let mut rng = ChaCha20Rng::seed_from_u64(9_000 + number as u64);
        let key = PrivateKey::new(KeyType::Rsa1024, &mut rng).unwrap();
        let pem = key.to_pem("", None, &mut rng).unwrap().to_string();
        Pooled { key, pem }
    };
    (0..ALL).map(pooled).collect()
});

/// The CA of certificates that are not self-signed.
static CA: LazyLock<SoftwareSigner> = LazyLock::new(|| {
    let certificate = made("O=Example,CN=Lives CA", ALL - 1, usage::CA, 1, None);
    let no_secret = Source::from_uri("env:NONE").unwrap();
    SoftwareSigner::open(certificate, POOL[ALL - 1].pem.as_bytes(), "ca", &no_secret).unwrap()
});

fn made(
    subject: &str,
    key: usize,
    usage: Usage,
    serial: u32,
    issuer: Option<&dyn Signer>,
) -> trustlist::certificate::Certificate {
    let mut rng = ChaCha20Rng::seed_from_u64(u64::from(serial));
    let request = Request {
        subject: subject.parse().unwrap(),
        names: Vec::new(),
        usage,
        serial: [&[0x4D][..], &serial.to_be_bytes(), &[0x11]].concat(),
        not_before: 1_700_000_000,
        not_after: 2_000_000_000,
        digest: None,
    };
    issue(&request, &POOL[key].key, issuer, &mut rng).unwrap()
}

/// The purpose of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Server,
    Recovery,
    Capf,
    Token,
}

/// A certificate of the cluster, and its place in the folder.
#[derive(Clone, Debug)]
pub(super) struct Cert {
    /// The file's name without its extension: `certs/NAME.pem`, `keys/NAME.pem`.
    pub(super) file: String,
    pub(super) subject: String,
    pub(super) purpose: Purpose,
    pub(super) key: usize,
    pub(super) by_ca: bool,
    pub(super) der: Arc<Vec<u8>>,
    pub(super) pem: Arc<String>,
}

impl Cert {
    pub(super) fn new(
        file: &str,
        subject: &str,
        purpose: Purpose,
        key: usize,
        by_ca: bool,
        serial: u32,
    ) -> Self {
        let usage = match purpose {
            Purpose::Server => usage::SERVER,
            Purpose::Recovery => usage::RECOVERY,
            Purpose::Capf => usage::CAPF,
            Purpose::Token => usage::TOKEN,
        };
        let issuer = by_ca.then_some(&*CA as &dyn Signer);
        let certificate = made(subject, key, usage, serial, issuer);
        Self {
            file: file.to_owned(),
            subject: subject.to_owned(),
            purpose,
            key,
            by_ca,
            der: Arc::new(certificate.der().to_vec()),
            pem: Arc::new(certificate.to_pem()),
        }
    }

    pub(super) fn key_pem(&self) -> &'static str {
        &POOL[self.key].pem
    }

    /// SHA-1 of the certificate, in hexadecimal.
    pub(super) fn sha1(&self) -> String {
        hex::encode(Sha1::digest(&*self.der))
    }

    /// The certificate, as the rules compare it.
    pub(super) fn rules(&self) -> rules::Certificate {
        rules::Certificate::new(&self.der)
    }
}
