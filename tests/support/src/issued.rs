//! Clusters as labs of the library describe them, of any release and size, with certificates that
//! are issued here: their keys are few and short, so that a cluster of 28 nodes takes no longer
//! than one node.
//!
//! A certificate is identified by the file that cluster.toml names and by a version: the next
//! version has the same names, sizes and validity, another key and another serial number.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use sha2::{Digest as _, Sha256};
use trustlist::certificate::Certificate;
use trustlist::cluster::lab::Lab;
use trustlist::cluster::manifest::{Cluster, Manifest, Signing};
use trustlist::issue::{KeyType, PrivateKey, Request, Usage, issue, serial, usage};
use trustlist::signer::Signer;
use trustlist::signer::secret::Source;
use trustlist::signer::software::SoftwareSigner;

/// The keys of all certificates. A certificate and its next version have different ones.
static KEYS: LazyLock<Vec<PrivateKey>> = LazyLock::new(|| {
    let key = |number: u8| PrivateKey::new(KeyType::Rsa1024, &mut rng(&[b"key", &[number]]));
    (0..16).map(|number| key(number).expect("a key")).collect()
});

/// Certificates that were issued, by file and version.
static ISSUED: LazyLock<Mutex<HashMap<(String, u32), Certificate>>> = LazyLock::new(Mutex::default);

fn rng(seed: &[&[u8]]) -> ChaCha20Rng {
    ChaCha20Rng::from_seed(Sha256::digest(seed.concat()).into())
}

/// The cluster.toml of a lab, with additional tables at its end.
pub fn manifest(nodes: usize, release: &str, signing: Signing, more: &str) -> Manifest {
    read(&(text(nodes, release, signing) + more))
}

/// The text of a lab's cluster.toml.
pub fn text(nodes: usize, release: &str, signing: Signing) -> String {
    let release = release.parse().expect(release);
    let tokens = signing == Signing::Token;
    Lab::new(nodes, release, tokens, &mut rng(&[b"lab"])).expect("a lab").manifest()
}

/// Reads a cluster.toml.
pub fn read(text: &str) -> Manifest {
    Manifest::read(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The cluster with its certificates, each in the requested version.
pub fn cluster(manifest: &Manifest, version: &dyn Fn(&str) -> u32) -> Cluster {
    let mut issued = |file: &trustlist::cluster::manifest::FileRef| {
        Ok::<_, std::convert::Infallible>(certificate(&file.text, version(&file.text)))
    };
    let Ok(cluster) = manifest.try_map(&mut issued);
    cluster
}

/// The certificate of a file.
pub fn certificate(file: &str, version: u32) -> Certificate {
    let key = (file.to_owned(), version);
    let known = ISSUED.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    known.unwrap_or_else(|| {
        let made = make(file, version);
        ISSUED.lock().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
        made
    })
}

/// The signer with the key of a certificate that was issued here.
///
/// # Panics
/// If it was not, or has a key on a curve.
pub fn signer(certificate: &Certificate) -> Arc<dyn Signer> {
    static SIGNERS: LazyLock<Mutex<HashMap<[u8; 20], Arc<SoftwareSigner>>>> =
        LazyLock::new(Mutex::default);
    let known = || SIGNERS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(signer) = known().get(&certificate.sha1()) {
        return signer.clone();
    }
    let no_secret = Source::from_uri("env:NONE").expect("a source");
    let signer = KEYS.iter().find_map(|key| {
        let pem = key.to_pem("", None, &mut rng(&[b"pem"])).expect("a key");
        SoftwareSigner::open(certificate.clone(), pem.as_bytes(), "key", &no_secret).ok()
    });
    let signer = Arc::new(signer.expect("the key of a certificate"));
    known().insert(certificate.sha1(), signer.clone());
    signer
}

fn make(file: &str, version: u32) -> Certificate {
    let (subject, usage, by_ca) = description(file);
    let seed = [file.as_bytes(), &version.to_be_bytes()];
    let number = usize::from(Sha256::digest(file)[0]) + version as usize;
    let on_curve = file.contains("ECDSA");
    let curve = || PrivateKey::new(KeyType::P256, &mut rng(&seed)).expect("a key");
    let request = Request {
        subject: subject.parse().expect("a subject"),
        names: Vec::new(),
        usage,
        serial: serial(if by_ca { 10 } else { 16 }, &mut rng(&seed)),
        not_before: 1_700_000_000,
        not_after: 2_000_000_000,
        digest: None,
    };
    // A signature on a curve may be a byte shorter or longer: they are issued by the CA.
    let issuer = by_ca.then(|| signer(&certificate("tokens/manufacturing-ca.pem", 1)));
    let key = if on_curve { &curve() } else { &KEYS[number % KEYS.len()] };
    issue(&request, key, issuer.as_deref(), &mut rng(&seed)).expect("a certificate")
}

/// Subject, usage, and whether the manufacturing CA issues it.
fn description(file: &str) -> (String, Usage, bool) {
    let name = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".pem");
    let server = |host: &str| format!("C=CZ,ST=South Moravia,L=Brno,O=Example,OU=Lab,CN={host}");
    match name {
        "manufacturing-ca" => {
            ("O=Cisco Systems,CN=Cisco Manufacturing CA".to_owned(), usage::CA, false)
        }
        token if file.starts_with("tokens/") => {
            let subject = format!(r"O=Cisco Systems\, Inc.,OU=IPCBU,CN={token}\ \ \ ");
            (subject, usage::TOKEN, true)
        }
        "ITLRecovery" => (server("ITLRECOVERY_cucm-pub"), usage::RECOVERY, false),
        "CAPF" => (server("CAPF-0a1b2c3d"), usage::SERVER, false),
        // A host's CallManager and TVS have the same names.
        other => {
            let host = other.trim_end_matches("-CallManager").trim_end_matches("-TVS");
            (server(host), usage::SERVER, other.contains("ECDSA"))
        }
    }
}
