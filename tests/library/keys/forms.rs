//! Every key format with every result of the passphrase prompt, and signatures that equal openssl's
//! bytes.

use trustlist::digest::Digest;
use trustlist::error::Described as _;
use trustlist::signer::secret::{Secrets, Source};
use trustlist::signer::software::{KeyError, KeyFile, SoftwareSigner, has_key};
use trustlist::signer::{SecretError, SignError, Signer as _};

use super::{Answer, MESSAGE, Never, PASSPHRASE, certificate, pem};
use support::Lab;

/// The formats of a key, generated from `a.key` and `a.pem`: the name of the file and whether its
/// passphrase is needed.
fn forms(lab: &Lab) -> Vec<(&'static str, bool)> {
    lab.write("pin", PASSPHRASE);
    lab.issued("b", "a", "b.pem", 1);
    let legacy = "-provider legacy -provider default";
    let commands = [
        ("pkcs1.pem", false, "rsa -in a.key -traditional -out pkcs1.pem".to_owned()),
        ("pkcs1.der", false, "rsa -in a.key -traditional -outform DER -out pkcs1.der".to_owned()),
        ("pkcs8.pem", false, "pkey -in a.key -out pkcs8.pem".to_owned()),
        (
            "pkcs8.der",
            false,
            "pkcs8 -topk8 -nocrypt -in a.key -outform DER -out pkcs8.der".to_owned(),
        ),
    ];
    let pkcs8 = [
        ("encrypted.pem", "-outform PEM"),
        ("encrypted.der", "-outform DER"),
        ("aes128.pem", "-v2 aes-128-cbc"),
        ("aes192.pem", "-v2 aes-192-cbc"),
        ("aes256.pem", "-v2 aes-256-cbc"),
        ("3des.pem", "-v2 des3"),
        ("des.pem", "-v2 des-cbc LEGACY"),
        ("sha1.pem", "-v2prf hmacWithSHA1"),
        ("sha512.pem", "-v2prf hmacWithSHA512"),
        ("scrypt.pem", "-scrypt"),
        ("v1-3des.pem", "-v1 PBE-SHA1-3DES"),
        ("v1-rc2-40.pem", "-v1 PBE-SHA1-RC2-40 LEGACY"),
        ("v1-rc2-128.pem", "-v1 PBE-SHA1-RC2-128 LEGACY"),
        ("v1-md5-des.pem", "-v1 PBE-MD5-DES LEGACY"),
        ("v1-sha1-des.pem", "-v1 PBE-SHA1-DES LEGACY"),
    ];
    let pkcs12 = [
        ("default.p12", ""),
        ("legacy.p12", "-legacy"),
        ("3des.p12", "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES"),
        ("rc2.p12", "-keypbe PBE-SHA1-RC2-128 -certpbe PBE-SHA1-RC2-128 -legacy"),
        ("chain.p12", "-certfile b.pem -name friendly"),
        ("mac-sha1.p12", "-macalg sha1"),
        ("mac-sha384.p12", "-macalg sha384"),
        ("mac-sha512.p12", "-macalg sha512"),
        ("no-mac.p12", "-nomac"),
        ("plain-certificate.p12", "-nomac -certpbe NONE"),
        ("mac-only.p12", "-keypbe NONE -certpbe NONE"),
    ];
    let mut forms = Vec::new();
    for (name, asks, command) in commands {
        lab.openssl(&command);
        forms.push((name, asks));
    }
    for (name, options) in pkcs8 {
        let options = options.replace("LEGACY", legacy);
        lab.openssl(&format!("pkcs8 -topk8 -in a.key -passout file:pin {options} -out {name}"));
        forms.push((name, true));
    }
    for (name, options) in pkcs12 {
        lab.openssl(&format!(
            "pkcs12 -export -in a.pem -inkey a.key -passout file:pin {options} -out {name}"
        ));
        forms.push((name, true));
    }
    lab.openssl(
        "pkcs12 -export -in a.pem -inkey a.key -passout pass: -nomac -keypbe NONE -certpbe NONE -out open.p12",
    );
    lab.openssl("pkcs12 -export -in a.pem -inkey a.key -passout pass: -out empty.p12");
    lab.concat("key-first", &["pkcs8.pem", "a.pem"]);
    lab.concat("key-last", &["a.pem", "pkcs1.pem"]);
    lab.concat("key-between", &["b.pem", "encrypted.pem", "a.pem"]);
    let crlf = String::from_utf8(lab.read("pkcs8.pem")).unwrap().replace('\n', "\r\n");
    lab.write("bom-crlf.pem", ["\u{feff}", &crlf].concat());
    forms.extend([
        ("open.p12", false),
        ("empty.p12", false),
        ("key-first", false),
        ("key-last", false),
        ("key-between", true),
        ("bom-crlf.pem", false),
    ]);
    forms
}

#[test]
fn every_form_with_every_answer() {
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    lab.write("message", MESSAGE);
    let signature = lab.openssl("dgst -sha1 -sign a.key message");
    lab.write("empty", "\n");
    let empty = Source::File(lab.path("empty")).read().unwrap_err();
    assert_eq!(empty.id(), "E-SECRET-EMPTY");

    let forms = forms(&lab);
    assert_eq!(forms.len(), 36);
    assert_eq!(forms.iter().filter(|(_, asks)| *asks).count(), 27);
    let open = |name: &str, secrets: &dyn Secrets| {
        SoftwareSigner::open(certificate(&lab, "a.pem"), &lab.read(name), name, secrets)
    };
    for (name, asks) in forms {
        if !asks {
            let signer = open(name, &Never).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(signer.sign(Digest::Sha1, MESSAGE).unwrap(), signature, "{name}");
            continue;
        }
        let right = Answer::new(Ok(PASSPHRASE));
        let signer = open(name, &right).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(signer.sign(Digest::Sha1, MESSAGE).unwrap(), signature, "{name}");
        assert_eq!(*right.asked.borrow(), [name]);

        let key = name.to_owned();
        let refusals = [
            (Ok("Zażółć gęśla"), KeyError::WrongSecret { key: key.clone() }),
            (Err(empty.clone()), empty.clone().into()),
            (Err(SecretError::Missing { key: key.clone() }), SecretError::Missing { key }.into()),
        ];
        for (answer, expected) in refusals {
            let answer = Answer::new(answer);
            assert_eq!(open(name, &answer).unwrap_err(), expected, "{name}");
            assert_eq!(*answer.asked.borrow(), [name], "{name} {expected}");
        }
    }
}

#[test]
fn signatures_are_those_of_openssl() {
    let lab = Lab::new();
    lab.write("message", MESSAGE);
    let mut equal = 0;
    let mut refused = 0;
    for bits in [512, 1024, 2048, 4096] {
        lab.self_signed("a", bits);
        let signer =
            SoftwareSigner::open(certificate(&lab, "a.pem"), &lab.read("a.key"), "a.key", &Never)
                .unwrap();
        assert_eq!(signer.certificate(), &certificate(&lab, "a.pem"));
        for (digest, option) in
            [(Digest::Sha1, "-sha1"), (Digest::Sha256, "-sha256"), (Digest::Sha512, "-sha512")]
        {
            let found = signer.sign(digest, MESSAGE);
            if bits == 512 && digest == Digest::Sha512 {
                assert_eq!(found, Err(SignError::DigestTooLong { digest: "SHA-512", bits }));
                refused += 1;
                continue;
            }
            let expected = lab.openssl(&format!("dgst {option} -sign a.key message"));
            assert_eq!(expected.len(), bits / 8);
            // Blinding changes the time, not the signature.
            assert_eq!(found, Ok(expected), "{bits} {digest}");
            assert_eq!(found, signer.sign(digest, MESSAGE));
            equal += 1;
        }
    }
    assert_eq!((equal, refused), (11, 1));
}

#[test]
fn files_that_hold_a_key_too() {
    let lab = Lab::new();
    lab.self_signed("a", 512);
    lab.openssl("x509 -in a.pem -outform DER -out a.der");
    lab.openssl("crl2pkcs7 -nocrl -certfile a.pem -out a.p7b");
    lab.openssl("crl2pkcs7 -nocrl -certfile a.pem -outform DER -out a.p7c");
    lab.openssl("pkcs12 -export -in a.pem -inkey a.key -passout pass:x -out a.p12");
    lab.openssl("pkey -in a.key -outform DER -out key.der");
    lab.openssl("pkcs8 -topk8 -in a.key -passout pass:x -out locked.pem");
    lab.openssl("pkcs8 -topk8 -in a.key -passout pass:x -outform DER -out locked.der");
    lab.concat("first", &["a.key", "a.pem"]);
    lab.concat("last", &["a.pem", "locked.pem"]);
    lab.write("parameters", pem("EC PARAMETERS"));
    lab.write("public", pem("PUBLIC KEY"));
    lab.write("text", "a PRIVATE KEY");
    let cases = [
        ("a.pem", false),
        ("a.der", false),
        ("a.p7b", false),
        ("a.p7c", false),
        ("parameters", false),
        ("public", false),
        ("text", false),
        ("a.p12", true),
        ("a.key", true),
        ("key.der", true),
        ("locked.pem", true),
        ("locked.der", true),
        ("first", true),
        ("last", true),
    ];
    assert_eq!(cases.len(), 14);
    for (name, expected) in cases {
        assert_eq!(has_key(&lab.read(name)), expected, "{name}");
    }
}

#[test]
fn a_pkcs12_file_is_signer_and_key_for_one_question() {
    let lab = Lab::new();
    lab.self_signed("root", 1024);
    lab.self_signed("other", 1024);
    lab.issued("leaf", "root", "leaf.pem", 1);
    lab.issued("leaf", "other", "renewed.pem", 2);
    // CAs that certify each other: following issuers would never end.
    lab.issued("root", "other", "root-by-other.pem", 3);
    lab.issued("other", "root", "other-by-root.pem", 4);
    lab.concat("chain", &["root-by-other.pem", "other-by-root.pem"]);
    lab.concat("chain-and-renewed", &["chain", "renewed.pem"]);
    let export = "pkcs12 -export -in leaf.pem -inkey leaf.key -passout pass:x";
    lab.openssl(&format!("{export} -out alone.p12"));
    lab.openssl(&format!("{export} -certfile chain -out chain.p12"));
    lab.openssl(&format!("{export} -certfile chain-and-renewed -out renewed.p12"));
    let all = [certificate(&lab, "leaf.pem"), certificate(&lab, "renewed.pem")];

    for (name, expected) in
        [("alone.p12", &all[..1]), ("chain.p12", &all[..1]), ("renewed.p12", &all)]
    {
        let secrets = Answer::new(Ok("x"));
        let key = KeyFile::open(&lab.read(name), name, &secrets).unwrap();
        let mut certificates = key.certificates().unwrap();
        certificates.sort_by_key(|certificate| certificate.serial().to_vec());
        assert_eq!(certificates, expected, "{name}");
        let signer = SoftwareSigner::new(certificates.swap_remove(0), key).unwrap();
        assert_eq!(signer.certificate(), &all[0]);
        assert_eq!(signer.sign(Digest::Sha512, MESSAGE).unwrap().len(), 128);
        assert_eq!(*secrets.asked.borrow(), [name]);
    }
    let key = KeyFile::open(&lab.read("leaf.key"), "leaf.key", &Never).unwrap();
    assert_eq!(key.certificates(), Ok(Vec::new()));
    assert_eq!(
        SoftwareSigner::new(certificate(&lab, "root.pem"), key).unwrap_err(),
        KeyError::from(SignError::Mismatch { subject: "CN=root".to_owned() })
    );
}

#[test]
fn a_cut_file_is_an_error_and_never_a_panic() {
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    let forms = forms(&lab);
    assert_eq!(forms.len(), 36);
    for (name, _) in forms {
        let file = lab.read(name);
        for length in 0..file.trim_ascii_end().len() {
            let secrets = Answer::new(Ok(PASSPHRASE));
            let found = KeyFile::open(&file[..length], name, &secrets);
            // If the key comes before a certificate, a cut between them does no harm.
            let text = String::from_utf8_lossy(&file[..length]);
            let ended = text.matches("-----END PRIVATE KEY-----").count();
            let ended = ended + text.matches("-----END ENCRYPTED PRIVATE KEY-----").count();
            let whole = ended == 1
                && text.matches("-----BEGIN ").count()
                    == ended + text.matches("-----END CERTIFICATE-----").count();
            assert_eq!(found.is_ok(), whole, "{name} cut to {length} of {} bytes", file.len());
        }
    }
}
