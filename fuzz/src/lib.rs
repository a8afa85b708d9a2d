//! What must hold for any input. `fuzz_targets/` has a fuzzer for each function, and
//! `tests/library/fuzzed.rs` runs each on all inputs that fuzzers found (`fuzz/corpus/`).

use std::sync::Arc;

use secrecy::SecretString;
use trustlist::certificate;
use trustlist::cluster::manifest::{Manifest, ManifestError, Signing, edit};
use trustlist::digest::Digest;
use trustlist::list::{Entry, Form, Layout, OwnedList, Recipe, Role, TrustList};
use trustlist::phone::{Class, List, Offer, Servers, State};
use trustlist::report::{Subject, json, listing, table};
use trustlist::signer::SecretError;
use trustlist::signer::secret::Secrets;
use trustlist::signer::software::{KeyFile, SoftwareSigner};
use trustlist::verify::examine;

/// A list is read or refused, with a place inside the input; a list that was read can be examined,
/// and evaluated by a phone.
pub fn list(input: &[u8]) {
    let list = match TrustList::parse(input) {
        Ok(list) => list,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let verdict = examine(&list, None);
    for finding in &verdict.findings {
        assert!(!finding.to_string().is_empty());
    }
    let stored = Arc::new(List::of(&list));
    let offer = Offer::from_list(&list);
    for class in Class::ALL {
        let Ok(holder) = State::holding(class, &[Arc::clone(&stored)]) else { continue };
        for phone in [holder, State::holding(class, &[]).expect("nothing")] {
            let boot = phone.boot(std::slice::from_ref(&offer), &Servers::Shown);
            assert_eq!(boot.verdicts.len(), 1);
        }
    }
}

/// A parsed list, written again, has the same bytes.
pub fn round_trip(input: &[u8]) {
    let Ok(list) = TrustList::parse(input) else { return };
    let written = OwnedList::of(&list).write().expect("what was read can be written");
    assert_eq!(written, input, "written again");
}

/// A list built from the certificates of any other list, and signed, is sound.
pub fn signed_again(input: &[u8]) {
    let Ok(list) = TrustList::parse(input) else { return };
    let signer = signer();
    let own = signer_certificate();
    let found: Vec<_> = list
        .records()
        .iter()
        .filter_map(|record| {
            let certificate = certificate::Certificate::from_der(record.certificate()?).ok()?;
            let host = record.dns_name().and_then(|host| std::str::from_utf8(host).ok());
            Some((certificate, record.role(), host.map(str::to_owned)))
        })
        .take(40)
        .collect();
    let mut entries = vec![Entry {
        certificate: &own,
        role: Role::SAST,
        host: None,
        address: None,
        form: Form::Full,
        spelling: None,
    }];
    entries.extend(found.iter().map(|(certificate, role, host)| Entry {
        certificate,
        role: *role,
        host: host.clone(),
        address: None,
        form: Form::Full,
        spelling: None,
    }));
    let recipe = Recipe {
        kind: list.kind(),
        layout: Layout::Cli,
        digest: Digest::Sha1,
        filename: list.kind().filename().to_owned(),
        signer_version: None,
        timestamp: list.header().timestamp(),
        entries,
        signer: 0,
    };
    let Ok(unsigned) = recipe.build() else { return };
    let Ok(bytes) = unsigned.seal(&signer) else { return };
    let list = TrustList::parse(&bytes).expect("what was signed can be read");
    let verdict = examine(&list, None);
    assert!(verdict.is_sound(), "{:?}", verdict.findings);
}

/// Certificates are read or refused, and certificates that were read can be read again from their
/// PEM.
pub fn certificate(input: &[u8]) {
    let Ok(all) = certificate::read(input) else { return };
    for one in &all {
        let again = certificate::read(one.to_pem().as_bytes()).expect("its own PEM");
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].der(), one.der());
        assert!(!format!("{} {}", one.subject(), one.key()).is_empty());
        let json = serde_json::to_value(json::details(one)).expect("JSON");
        assert_eq!(json["der"], hex::encode(one.der()));
    }
}

/// Files with keys, in any container, with any passphrase.
pub fn key_container(input: &[u8]) {
    let passphrase: &dyn Secrets = &Always("passphrase");
    if let Ok(file) = KeyFile::open(input, "key", passphrase)
        && let Ok(certificates) = file.certificates()
        && let Some(first) = certificates.into_iter().next()
    {
        let _ = SoftwareSigner::new(first, file);
    }
}

/// cluster.toml is read, or refused with a place in it.
pub fn manifest(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    is_manifest(text);
}

/// Every edit of any text gives a manifest or an error.
pub fn manifest_edits(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let edited: [Result<String, ManifestError>; 5] = [
        edit::set_signing(text, Signing::Token),
        edit::set_signing(text, Signing::Tokenless),
        edit::add_token(text, "tokens/3.pem", None),
        edit::remove_token(text, 0),
        edit::remove_all_tokens(text),
    ];
    for edited in edited.into_iter().flatten() {
        assert!(is_manifest(&edited), "{edited}");
    }
}

/// Any list is shown in every format, with an output length that its own length limits.
pub fn shown(input: &[u8]) {
    let Ok(list) = TrustList::parse(input) else { return };
    let verdict = examine(&list, None);
    let subject = Subject { list: &list, verdict: &verdict, name: "list" };
    let limit = 20 * input.len() + 4096 * (list.records().len() + 1);
    let json = serde_json::to_string_pretty(&json::list(&subject, None)).expect("JSON");
    let texts = [
        ("listing", listing::listing(&subject, "")),
        ("table", table::table(&subject, 80)),
        ("JSON", json),
    ];
    for (format, text) in texts {
        assert!(text.len() <= limit, "{format}: {} bytes of {}", text.len(), input.len());
    }
}

/// Whether a text is a manifest; the place in an error must be in the text.
fn is_manifest(text: &str) -> bool {
    let Err(error) = Manifest::read(text) else { return true };
    let at = error.at().expect("a place");
    // The place after the last line is that of something missing.
    let line = text.split('\n').nth(at.line - 1).unwrap_or_else(|| panic!("{at}: {text}"));
    assert!((1..=line.chars().count() + 1).contains(&at.column), "{at}: {text}");
    false
}

/// Returns the same passphrase to every caller.
struct Always(&'static str);

impl Secrets for Always {
    fn secret(&self, _: &str) -> Result<SecretString, SecretError> {
        Ok(self.0.into())
    }
}

const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/certs/pub-ccm.pem");
const KEY: &[u8] = include_bytes!("../../fixtures/keys/pub-ccm.pem");

fn signer_certificate() -> certificate::Certificate {
    certificate::leaf(certificate::read(CERTIFICATE).expect("a fixture")).expect("one")
}

fn signer() -> SoftwareSigner {
    SoftwareSigner::open(signer_certificate(), KEY, "pub-ccm.pem", &Always("")).expect("a fixture")
}
