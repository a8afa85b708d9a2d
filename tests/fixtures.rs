//! The fixtures are what their generator makes, have the lengths of the
//! published listings, and OpenSSL agrees with them. Nothing here writes.

#[allow(dead_code, reason = "other tests use the rest")]
mod generate;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use generate::certificates::{self, Certificate};
use generate::keys::{self, Kind};
use rsa::RsaPrivateKey;
use rsa::pkcs8::DecodePrivateKey as _;
use x509_cert::der::Decode as _;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

fn fixture(path: &str) -> String {
    folder().join(path).to_str().expect("a UTF-8 path").to_owned()
}

/// Every file of the folder by its path there.
fn found() -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder()).expect("a path below").to_owned();
                files.insert(name, std::fs::read(path).expect("a file"));
            }
        }
    }
    files
}

#[test]
fn the_folder_holds_exactly_what_the_generator_makes() {
    let (made, found) = (generate::files(), found());
    let missing: Vec<_> = made.keys().filter(|path| !found.contains_key(*path)).collect();
    let extra: Vec<_> = found.keys().filter(|path| !made.contains_key(*path)).collect();
    let different: Vec<_> = made
        .iter()
        .filter(|(path, bytes)| found.get(*path).is_some_and(|there| there != *bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(
        missing.is_empty() && extra.is_empty() && different.is_empty(),
        "missing: {missing:?}\nextra: {extra:?}\ndifferent: {different:?}\n`make fixtures` writes \
         what is missing or different; remove what is extra by hand"
    );

    let mut counts = BTreeMap::new();
    for path in found.keys() {
        *counts.entry(path.parent().expect("a folder").to_str().expect("UTF-8")).or_insert(0) += 1;
    }
    let lists = [("lists", 15), ("malformed", 174), ("unsound", 27)];
    let expected = [&[("", 1), ("certs", 67), ("keys", 35)], &lists[..]].concat();
    assert_eq!(counts, expected.into_iter().collect());
}

#[test]
fn the_readme_names_every_file() {
    let readme = std::fs::read_to_string(fixture("README.md")).expect("the README");
    let unnamed: Vec<_> = found()
        .into_keys()
        .filter(|path| path != Path::new("README.md"))
        .filter(|path| !readme.contains(&format!("\n| `{}` | ", path.display())))
        .collect();
    assert_eq!(unnamed, Vec::<PathBuf>::new());
}

/// The attributes of a name by their short names.
fn attributes(name: &x509_cert::name::Name) -> BTreeMap<&'static str, String> {
    let pairs = name.0.iter().flat_map(|rdn| rdn.0.iter()).map(|attribute| {
        let key = match attribute.oid.to_string().as_str() {
            "2.5.4.3" => "CN",
            "2.5.4.6" => "C",
            "2.5.4.7" => "L",
            "2.5.4.8" => "ST",
            "2.5.4.10" => "O",
            "2.5.4.11" => "OU",
            other => panic!("no short name for {other}"),
        };
        (key, String::from_utf8(attribute.value.value().to_vec()).expect("text"))
    });
    pairs.collect()
}

/// The length of a name as CUCM writes it: `CN=..;OU=..` and one NUL
/// (docs/format.md, section 5).
fn cucm_length(name: &x509_cert::name::Name) -> usize {
    attributes(name).iter().map(|(key, value)| key.len() + 1 + value.len() + 1).sum()
}

/// A token's name as the CTL Client writes it (docs/format.md, section 3).
fn token_name(name: &x509_cert::name::Name) -> String {
    let name = attributes(name);
    let (cut, rest) = name["O"].split_once(',').expect("a comma in the organisation");
    assert_eq!(rest, " Inc.");
    format!("cn=\"{}\";ou={};o=\"{cut}\0", name["CN"], name["OU"])
}

/// Lengths as docs/format.md, section 8, and the samples there give them:
/// certificate, subject, issuer, public key, signature, serial; and the serial
/// as it is listed, where one was published.
#[test]
fn lengths_are_the_published_ones() {
    /// Of a certificate that stands in its list as a hash.
    const UNSTATED: usize = 0;
    const CASES: [(&str, [usize; 6], &str); 13] = [
        ("1051-pub", [694, 62, 62, 140, 128, 16], "70CAF64E090751B9DF22F49F754FC5BB"),
        ("1051-capf", [680, 60, 60, 140, 128, 16], "744B4999770496E799E91E81D3C8109B"),
        ("1051-sub1", [696, 63, 63, 140, 128, 16], "6BEBFDCDCD8CA277CB2FD1D183A60E72"),
        ("1051-pub-2048", [955, 62, 62, 270, 256, 16], "6B1D357B6841740B078FEE4A1813D5D6"),
        ("token-1", [902, 56, 42, 140, 256, 10], "3CF927000000AFA2DA45"),
        ("token-2", [902, 56, 42, 140, 256, 10], "83E9080000005545AF31"),
        ("token-3", [902, 56, 42, 140, 256, 10], ""),
        ("1001-capf", [680, 60, 60, 140, 128, 16], "795916C154AF310C0FAEEA972E081B31"),
        ("1001-pub", [694, 62, 62, 140, 128, 16], ""),
        ("1001-sub1", [696, 63, 63, 140, 128, 16], ""),
        ("itl8-ccm", [1442, 76, 15, 140, 256, 10], ""),
        ("itl8-tvs", [UNSTATED, 76, 76, 270, 256, 8], ""),
        ("itl8-capf", [UNSTATED, 61, 61, 140, 128, 8], ""),
    ];
    let mut published = 0;
    for (name, expected, serial) in CASES {
        let der = certificates::by_name(name).der();
        let decoded = x509_cert::Certificate::from_der(der).expect(name);
        let tbs = &decoded.tbs_certificate;
        let is_token = name.starts_with("token-");
        let mut bytes = tbs.serial_number.as_bytes().to_vec();
        let lengths = [
            if expected[0] == UNSTATED { UNSTATED } else { der.len() },
            if is_token { token_name(&tbs.subject).len() } else { cucm_length(&tbs.subject) },
            cucm_length(&tbs.issuer),
            tbs.subject_public_key_info.subject_public_key.raw_bytes().len(),
            decoded.signature.raw_bytes().len(),
            bytes.len(),
        ];
        assert_eq!(lengths, expected, "{name}");
        if is_token {
            bytes.reverse();
        }
        if !serial.is_empty() {
            assert_eq!(hex::encode_upper(bytes), serial, "{name}");
            published += 1;
        }
    }
    assert_eq!(published, 7);
}

/// PUBLICKEY of every kind of key: `RSAPublicKey` or the point (docs/format.md,
/// section 3).
#[test]
fn public_keys_have_the_lengths_of_their_kinds() {
    let lengths = [
        ("ccm-512", 74),
        ("1051-pub", 140),
        ("pub-ccm", 270),
        ("ccm-3072", 398),
        ("ccm-4096", 526),
        ("ec-256", 65),
        ("ec-384", 97),
        ("ec-521", 133),
    ];
    for (name, length) in lengths {
        let public = keys::by_name(name).public();
        assert_eq!(public.subject_public_key.raw_bytes().len(), length, "{name}");
    }
}

/// From 920 bytes on (below, the extensions' own lengths step) a certificate
/// can be filled to every length, to some of them with two extensions only.
#[test]
fn every_length_can_be_filled() {
    let token = certificates::by_name("token-1");
    let twice = (920..=1100).filter(|length| token.filler(*length).len() == 2).count();
    assert_eq!(twice, 2);
}

/// What `openssl` prints, without the last line feed; panics where it fails.
fn openssl(arguments: &[&str]) -> String {
    let output = Command::new("openssl").args(arguments).output().expect("openssl runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments:?}: {error}");
    String::from_utf8(output.stdout).expect("text").trim_end_matches('\n').to_owned()
}

/// Subjects that OpenSSL writes with other escapes than the table.
const SPELLINGS: [(&str, &str); 1] = [(
    "odd-types",
    "1.3.6.1.4.1.32473.2=#0C086E616D656C657373,emailAddress=voice@lab.test,CN=Krak\\C3\\B3w,\
     L=M\\C3\\BCnchen,UID=cucm+OU=Voice,C=CZ",
)];

/// Names, serial, key and signature of every certificate file.
#[test]
fn openssl_agrees_with_every_certificate() {
    let subject = |certificate: &'static Certificate| {
        let other = SPELLINGS.iter().find(|(name, _)| *name == certificate.name);
        other.map_or(certificate.subject.as_str(), |(_, spelling)| spelling)
    };
    let mut self_signed = 0;
    for certificate in certificates::all() {
        let name = &certificate.name;
        let issuer = certificates::by_name(&certificate.issuer);
        let file = fixture(&format!("certs/{name}.pem"));
        let issuer_file = fixture(&format!("certs/{}.pem", issuer.name));
        let key_file = fixture(&format!("keys/{}.pem", certificate.key.name));
        let public = openssl(&["pkey", "-in", &key_file, "-pubout"]);

        let arguments = ["-noout", "-subject", "-issuer", "-serial", "-pubkey"];
        let printed =
            openssl(&[&["x509", "-in", &file, "-nameopt", "RFC2253"], &arguments[..]].concat());
        let expected = [
            format!("subject={}", subject(certificate)),
            format!("issuer={}", subject(issuer)),
            format!("serial={}", hex::encode_upper(&certificate.serial)),
            public,
        ];
        assert_eq!(printed, expected.join("\n"), "{name}");

        // Many are expired, and some are signed with SHA-1 or 512 bits.
        let arguments = ["verify", "-no_check_time", "-auth_level", "0", "-check_ss_sig"];
        let verified = openssl(&[&arguments[..], &["-CAfile", &issuer_file, &file]].concat());
        assert_eq!(verified, format!("{file}: OK"));
        self_signed += usize::from(certificate.is_self_signed());
    }
    assert_eq!((certificates::all().len(), self_signed), (67, 61));
}

/// Kind and arithmetic of every key file, which three readers accept with the
/// line before the PEM header.
#[test]
fn openssl_agrees_with_every_key() {
    for key in keys::all() {
        let file = fixture(&format!("keys/{}.pem", key.name));
        let printed = openssl(&["pkey", "-in", &file, "-check", "-noout", "-text"]);
        let (bits, curve) = match key.kind {
            Kind::Rsa(bits) => (format!("({bits} bit, 2 primes)"), "publicExponent: 65537 "),
            Kind::P256 => ("(256 bit)".into(), "NIST CURVE: P-256"),
            Kind::P384 => ("(384 bit)".into(), "NIST CURVE: P-384"),
            Kind::P521 => ("(521 bit)".into(), "NIST CURVE: P-521"),
        };
        assert!(printed.starts_with("Key is valid\n"), "{}: {printed}", key.name);
        assert!(printed.contains(&format!("Private-Key: {bits}")), "{}: {printed}", key.name);
        assert!(printed.contains(curve), "{}: {printed}", key.name);

        let text = std::fs::read_to_string(&file).expect("a key file");
        assert!(text.starts_with(&format!("{}\n-----BEGIN", keys::WARNING)), "{}", key.name);
        assert_eq!(pem::parse_many(&text).expect("PEM").len(), 1, "{}", key.name);
        if let Kind::Rsa(_) = key.kind {
            assert!(RsaPrivateKey::from_pkcs8_pem(&text).is_ok(), "{}", key.name);
        }
    }
    assert_eq!(keys::all().len(), 35);
}
