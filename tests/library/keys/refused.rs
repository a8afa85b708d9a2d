//! Unsuitable keys and certificates, each with its error.

use trustlist::digest::Digest;
use trustlist::error::Described as _;
use trustlist::signer::software::{KeyError, KeyFile, SoftwareSigner};
use trustlist::signer::{SignError, check_size};

use super::{Answer, Never, certificate, pem};
use support::Lab;
use support::forged::der;

#[test]
fn sizes_and_digests_that_do_not_serve() {
    let size = |bits| Err(SignError::Size { bits });
    let cases = [
        (512, Digest::Sha1, Ok(())),
        (512, Digest::Sha256, Ok(())),
        (512, Digest::Sha512, Err(SignError::DigestTooLong { digest: "SHA-512", bits: 512 })),
        (1024, Digest::Sha512, Ok(())),
        (2048, Digest::Sha512, Ok(())),
        (4096, Digest::Sha512, Ok(())),
        (0, Digest::Sha1, size(0)),
        (511, Digest::Sha1, size(511)),
        (513, Digest::Sha1, size(513)),
        (1023, Digest::Sha1, size(1023)),
        (3072, Digest::Sha1, size(3072)),
        (8192, Digest::Sha1, size(8192)),
        (usize::MAX, Digest::Sha1, size(usize::MAX)),
    ];
    assert_eq!(cases.len(), 13);
    for (bits, digest, expected) in cases {
        assert_eq!(check_size(bits, digest), expected);
    }

    let lab = Lab::new();
    lab.self_signed("known", 512);
    for bits in [768, 3072] {
        lab.self_signed("a", bits);
        // Whether the key, the certificate or both have the size.
        for name in ["a.pem", "known.pem"] {
            let found =
                SoftwareSigner::open(certificate(&lab, name), &lab.read("a.key"), "a.key", &Never);
            assert_eq!(found.unwrap_err(), KeyError::from(SignError::Size { bits }), "{name}");
        }
        let locked = lab.openssl("pkcs8 -topk8 -in a.key -passout pass:x");
        let found = SoftwareSigner::open(certificate(&lab, "a.pem"), &locked, "a.key", &Never);
        assert_eq!(
            found.unwrap_err(),
            KeyError::from(SignError::Size { bits }),
            "before the passphrase"
        );
    }
}

#[test]
fn keys_and_certificates_that_do_not_fit() {
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    lab.self_signed("b", 1024);
    lab.openssl("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.key");
    lab.certify_self("ec");
    lab.openssl("genpkey -algorithm ED25519 -out ed.key");
    lab.certify_self("ed");
    let open = |pem: &str, key: &str| {
        SoftwareSigner::open(certificate(&lab, pem), &lab.read(key), key, &Never).unwrap_err()
    };
    let mismatch =
        |subject: &str| KeyError::from(SignError::Mismatch { subject: subject.to_owned() });
    assert_eq!(open("a.pem", "b.key"), mismatch("CN=a"));
    lab.openssl("pkcs8 -topk8 -in ec.key -passout pass:x -out locked.key");
    let not_rsa = |subject: &str, algorithm: &str| {
        let (subject, algorithm) = (subject.to_owned(), algorithm.to_owned());
        KeyError::from(SignError::CertificateNotRsa { subject, algorithm })
    };
    assert_eq!(open("ec.pem", "locked.key"), not_rsa("CN=ec", "EC P-256"));
    assert_eq!(open("ed.pem", "ed.key"), not_rsa("CN=ed", "1.3.101.112"));
    // The same modulus with another exponent makes a different key.
    let numbers = lab.openssl("rsa -in a.key -noout -modulus");
    let modulus = String::from_utf8(numbers).unwrap();
    let modulus = modulus.trim().strip_prefix("Modulus=").unwrap();
    lab.write(
        "asn1",
        format!(
            "asn1=SEQUENCE:k\n[k]\na=SEQUENCE:i\nb=BITWRAP,SEQUENCE:p\n[i]\na=OID:rsaEncryption\nb=NULL\n[p]\nn=INTEGER:0x{modulus}\ne=INTEGER:3\n"
        ),
    );
    lab.openssl("asn1parse -genconf asn1 -noout -out other.spki");
    lab.openssl("x509 -new -force_pubkey other.spki -subj /CN=other -signkey b.key -out other.pem");
    assert_eq!(open("other.pem", "a.key"), mismatch("CN=other"));
}

#[test]
fn files_without_one_rsa_key_are_refused() {
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    lab.openssl("rsa -in a.key -traditional -aes256 -passout pass:x -out traditional");
    lab.openssl("rsa -in a.key -traditional -des3 -passout pass:x -out traditional-des");
    lab.openssl("rsa -in a.key -traditional -out pkcs1");
    lab.openssl("crl2pkcs7 -nocrl -certfile a.pem -outform DER -out p7c");
    lab.concat("two", &["a.key", "a.pem", "pkcs1"]);
    lab.openssl("ecparam -name prime256v1 -genkey -out ec-parameters-and-key");
    lab.openssl("ec -in ec-parameters-and-key -out ec");
    lab.openssl("ec -in ec -outform DER -out ec.der");
    lab.openssl("pkcs8 -topk8 -nocrypt -in ec -out ec.pkcs8");
    lab.openssl("pkcs8 -topk8 -nocrypt -in ec -outform DER -out ec.pkcs8.der");
    lab.openssl("pkcs8 -topk8 -in ec -passout pass:x -out ec.locked");
    lab.openssl("genpkey -algorithm ED25519 -out ed25519");
    lab.openssl("genpkey -algorithm ED25519 -outform DER -out ed25519.der");
    lab.openssl("genpkey -algorithm ED448 -out ed448");
    lab.openssl("genpkey -algorithm X25519 -out x25519");
    lab.openssl("genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -out pss");
    lab.openssl("genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsaparam");
    lab.openssl("gendsa -out dsa dsaparam");
    lab.openssl("dsa -in dsa -outform DER -out dsa.der");
    lab.openssl("pkcs12 -export -in a.pem -nokeys -passout pass:x -out certificates.p12");
    lab.openssl("req -x509 -new -key ec -subj /CN=ec -out ec.pem");
    lab.openssl("pkcs12 -export -in ec.pem -inkey ec -passout pass:x -out ec.p12");
    lab.openssl(
        "pkcs12 -export -in a.pem -inkey a.key -keypbe PBE-SHA1-RC4-128 -passout pass:x -legacy -out rc4.p12",
    );
    lab.write("openssh", pem("OPENSSH PRIVATE KEY"));
    lab.write("empty", "");
    lab.write("utf16", [0xff, 0xfe, b'-', 0]);
    lab.write("large", vec![b'\n'; (1 << 20) + 1]);

    let no_key = |found: &str| KeyError::NoKey { found: found.to_owned() };
    let not_rsa = |algorithm: &str| KeyError::NotRsa { algorithm: algorithm.to_owned() };
    let locked = |scheme: &str| KeyError::UnsupportedEncryption { scheme: scheme.to_owned() };
    let cases = [
        ("empty", no_key("an empty file")),
        ("utf16", no_key("UTF-16 text instead of ASCII")),
        ("large", no_key("a file of more than 1048576 bytes")),
        ("a.pem", no_key("PEM with CERTIFICATE only")),
        ("p7c", no_key("PKCS#7")),
        ("openssh", no_key("OPENSSH PRIVATE KEY in an unknown form")),
        ("certificates.p12", no_key("PKCS#12 with certificates only")),
        ("two", KeyError::SeveralKeys { count: 2 }),
        ("traditional", locked("OpenSSL's traditional PEM encryption")),
        ("traditional-des", locked("OpenSSL's traditional PEM encryption")),
        ("rc4.p12", locked("the algorithm 1.2.840.113549.1.12.1.1")),
        ("ec", not_rsa("EC")),
        ("ec-parameters-and-key", not_rsa("EC")),
        ("ec.der", not_rsa("EC")),
        ("ec.pkcs8", not_rsa("EC")),
        ("ec.pkcs8.der", not_rsa("EC")),
        ("ec.locked", not_rsa("EC")),
        ("ec.p12", not_rsa("EC")),
        ("ed25519", not_rsa("Ed25519")),
        ("ed25519.der", not_rsa("Ed25519")),
        ("ed448", not_rsa("Ed448")),
        ("x25519", not_rsa("1.3.101.110")),
        ("pss", not_rsa("RSA for PSS signatures only")),
        ("dsa", not_rsa("DSA")),
    ];
    assert_eq!(cases.len(), 24);
    for (name, expected) in cases {
        let secrets = Answer::new(Ok("x"));
        let found = KeyFile::open(&lab.read(name), name, &secrets).unwrap_err();
        assert_eq!(found, expected, "{name}");
        let asks = ["certificates.p12", "rc4.p12", "ec.locked", "ec.p12"].contains(&name);
        assert_eq!(secrets.asked.borrow().len(), usize::from(asks), "{name}");
    }
    // The error names what OpenSSL's traditional encryption needs.
    assert!(locked("").advice().contains("openssl pkcs8 -topk8"));
    // A traditional DSA key has the same structure as PKCS#1.
    let dsa = KeyFile::open(&lab.read("dsa.der"), "dsa.der", &Never).unwrap_err();
    assert_eq!(dsa.id(), "E-KEY-FORM");
}

/// Many keys in one PKCS#12 file do not each take the time of one.
#[test]
fn the_work_of_a_whole_file_is_bounded() {
    const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
    const SHROUDED_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, 2];
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    lab.openssl("pkcs8 -topk8 -in a.key -passout pass: -iter 6000000 -outform DER -out locked");
    let bag = der(0x30, &[der(0x06, SHROUDED_KEY), der(0xa0, &lab.read("locked"))].concat());
    let file = |safes: usize, bags: usize| {
        let data =
            |content: &[u8]| der(0x30, &[der(0x06, DATA), der(0xa0, &der(0x04, content))].concat());
        let safe = data(&der(0x30, &bag.repeat(bags)));
        let content = data(&der(0x30, &safe.repeat(safes)));
        der(0x30, &[vec![2, 1, 3], content].concat())
    };
    let scheme = "more than 10000000 rounds of key derivation in total".to_owned();
    // One takes 6 million rounds: the second is not started.
    for (safes, bags) in [(1, 2), (200, 1)] {
        let found = KeyFile::open(&file(safes, bags), "a.p12", &Never).unwrap_err();
        let expected = KeyError::UnsupportedEncryption { scheme: scheme.clone() };
        assert_eq!(found, expected, "{safes} {bags}");
    }
}
