//! The files certificates come in, made by openssl: what is read out of them,
//! which certificate is the leaf, and how what is none is refused.

mod planned;

use support::Lab;
use trustlist::certificate::{Certificate, CertificateError, MAX_CERTIFICATE_FILE, leaf, read};

fn ders(certificates: &[Certificate]) -> Vec<Vec<u8>> {
    certificates.iter().map(|certificate| certificate.der().to_vec()).collect()
}

/// The PEM of `name` under another label.
fn relabelled(lab: &Lab, name: &str, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(lab.read(name)).unwrap();
    assert_eq!(text.matches(from).count(), 2);
    text.replace(from, to).into_bytes()
}

fn utf16(text: &[u8], encode: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = str::from_utf8(text).unwrap();
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(encode).collect()
}

#[test]
fn every_form_gives_the_bytes_of_the_certificate() {
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    let pem = lab.read("a.pem");
    let der = lab.der("a.pem");
    lab.concat("key-first", &["a.key", "a.pem"]);
    lab.concat("key-last", &["a.pem", "a.key"]);
    lab.openssl("crl2pkcs7 -nocrl -certfile a.pem -out a.p7b");
    lab.openssl("crl2pkcs7 -nocrl -certfile a.pem -outform DER -out a.p7c");
    lab.openssl("x509 -in a.pem -trustout -addtrust serverAuth -setalias name -out trusted");
    let crlf = String::from_utf8(pem.clone()).unwrap().replace('\n', "\r\n").into_bytes();

    let cases = [
        ("PEM", pem.clone()),
        ("DER", der.clone()),
        ("CRLF", crlf.clone()),
        ("no final line end", pem.trim_ascii_end().to_vec()),
        ("byte order mark", [b"\xef\xbb\xbf".as_slice(), &pem].concat()),
        ("byte order mark and CRLF", [b"\xef\xbb\xbf".as_slice(), &crlf].concat()),
        ("openssl x509 -text", lab.openssl("x509 -in a.pem -text")),
        ("key first", lab.read("key-first")),
        ("key last", lab.read("key-last")),
        ("X509 CERTIFICATE", relabelled(&lab, "a.pem", "CERTIFICATE", "X509 CERTIFICATE")),
        ("TRUSTED CERTIFICATE", lab.read("trusted")),
        ("PKCS7", lab.read("a.p7b")),
        ("PKCS #7 SIGNED DATA", relabelled(&lab, "a.p7b", "PKCS7", "PKCS #7 SIGNED DATA")),
        ("CMS", relabelled(&lab, "a.p7b", "PKCS7", "CMS")),
        ("DER PKCS#7", lab.read("a.p7c")),
    ];
    assert_eq!(cases.len(), 15);
    for (name, file) in cases {
        let found = read(&file).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(ders(&found), std::slice::from_ref(&der), "{name}");
    }
}

#[test]
fn a_file_gives_all_its_certificates_in_its_order() {
    let lab = Lab::new();
    lab.self_signed("root", 1024);
    lab.issued("middle", "root", "middle.pem", 1);
    lab.issued("leaf", "middle", "leaf.pem", 2);
    let names = ["leaf.pem", "middle.pem", "root.pem"];
    let all: Vec<Vec<u8>> = names.iter().map(|name| lab.der(name)).collect();

    lab.concat("chain", &names);
    assert_eq!(ders(&read(&lab.read("chain")).unwrap()), all);

    lab.openssl("crl2pkcs7 -nocrl -certfile chain -out chain.p7b");
    lab.openssl("crl2pkcs7 -nocrl -certfile chain -outform DER -out chain.p7c");
    assert_eq!(ders(&read(&lab.read("chain.p7b")).unwrap()), all);
    assert_eq!(ders(&read(&lab.read("chain.p7c")).unwrap()), all);

    // A PKCS7 block, a key and a certificate in one file.
    lab.concat("mixed", &["chain.p7b", "leaf.key", "leaf.pem"]);
    let mixed = [all.as_slice(), &all[..1]].concat();
    assert_eq!(ders(&read(&lab.read("mixed")).unwrap()), mixed);
}

/// The leaf, or the subjects that an error lists.
type Leaf = Result<&'static str, &'static [&'static str]>;

#[test]
fn the_leaf_is_the_one_that_issued_none_of_the_others() {
    let lab = Lab::new();
    lab.self_signed("root", 1024);
    lab.self_signed("other", 1024);
    lab.issued("middle", "root", "middle.pem", 1);
    lab.issued("leaf", "middle", "leaf.pem", 2);
    lab.issued("sibling", "middle", "sibling.pem", 3);
    // CAs that certify each other.
    lab.issued("root", "other", "root-by-other.pem", 4);
    lab.issued("other", "root", "other-by-root.pem", 5);
    // The same name and key once more, with another serial.
    lab.openssl("req -x509 -new -key root.key -subj /CN=root -set_serial 6 -out renewed.pem");

    let certificate = |name: &str| read(&lab.read(&format!("{name}.pem"))).unwrap().remove(0);
    let described = |name: &str| {
        let certificate = certificate(name);
        format!("{} (serial {})", certificate.subject(), hex::encode(certificate.serial()))
    };
    let cases: [(&[&str], Leaf); 18] = [
        (&["root"], Ok("root")),
        (&["leaf"], Ok("leaf")),
        (&["leaf", "leaf", "leaf"], Ok("leaf")),
        (&["leaf", "root"], Err(&["leaf", "root"])),
        (&["leaf", "middle"], Ok("leaf")),
        (&["leaf", "middle", "root"], Ok("leaf")),
        (&["leaf", "root", "middle"], Ok("leaf")),
        (&["middle", "leaf", "root"], Ok("leaf")),
        (&["middle", "root", "leaf"], Ok("leaf")),
        (&["root", "leaf", "middle"], Ok("leaf")),
        (&["root", "middle", "leaf"], Ok("leaf")),
        (&["root", "middle", "leaf", "middle", "leaf"], Ok("leaf")),
        (&["middle", "leaf", "sibling"], Err(&["leaf", "sibling"])),
        (&["root", "other"], Err(&["root", "other"])),
        (&["root", "renewed"], Err(&["root", "renewed"])),
        (&["leaf", "middle", "other"], Err(&["leaf", "other"])),
        (&["root-by-other", "other-by-root"], Err(&["root-by-other", "other-by-root"])),
        (&["middle", "root-by-other", "other-by-root"], Ok("middle")),
    ];
    for (names, expected) in cases {
        let certificates = names.iter().map(|name| certificate(name)).collect();
        let expected = expected.map(certificate).map_err(|subjects| {
            let subjects: Vec<String> = subjects.iter().map(|name| described(name)).collect();
            CertificateError::Ambiguous { subjects: subjects.join("; ") }
        });
        assert_eq!(leaf(certificates), expected, "{names:?}");
    }
    assert_eq!(
        leaf(Vec::new()),
        Err(CertificateError::NoCertificate { labels: "an empty list".to_owned() })
    );
    assert_eq!(
        leaf(vec![certificate("root"), certificate("other")]).unwrap_err().to_string(),
        format!(
            "the file contains several certificates, expected exactly one leaf: {}; {}",
            described("root"),
            described("other")
        )
    );
}

#[test]
fn what_is_no_certificate_is_named() {
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    let pem = lab.read("a.pem");
    let der = lab.der("a.pem");
    lab.concat("keys", &["a.key", "a.key"]);
    lab.write("nothing", "");
    lab.openssl("crl2pkcs7 -nocrl -certfile nothing -out empty.p7b");
    lab.openssl("crl2pkcs7 -nocrl -certfile nothing -outform DER -out empty.p7c");
    lab.openssl("pkcs12 -export -in a.pem -inkey a.key -passout pass:secret -out a.p12");
    let damaged = String::from_utf8(pem.clone()).unwrap().replacen("MII", "M!I", 1);
    let unfinished = [pem.as_slice(), &pem[..pem.len() / 2]].concat();
    // PKCS#7 of the type data, with one byte in it (RFC 5652, section 4).
    let data = hex::decode("301006092a864886f70d010701a003040141").unwrap();

    let not = |found: &str| CertificateError::NotACertificate { found: found.to_owned() };
    let none = |labels: &str| CertificateError::NoCertificate { labels: labels.to_owned() };
    let too_large = CertificateError::TooLarge { limit: MAX_CERTIFICATE_FILE };
    let cases: [(Vec<u8>, CertificateError); 24] = [
        (Vec::new(), not("an empty file")),
        (b" \r\n\t\n".to_vec(), not("white space only")),
        (b"hello\n".to_vec(), not("text without a PEM block")),
        (b"0hello, a text that begins like DER\n".to_vec(), not("text without a PEM block")),
        (vec![0xff; 100], not("binary data of another kind")),
        (vec![0; 100], not("binary data of another kind")),
        (vec![0x30], not("text without a PEM block")),
        (vec![0x30, 0x80, 0x06, 0x01], not("BER of indefinite length instead of DER")),
        (utf16(&pem, u16::to_le_bytes), not("UTF-16 text instead of ASCII")),
        (utf16(&pem, u16::to_be_bytes), not("UTF-16 text instead of ASCII")),
        (damaged.into_bytes(), not("PEM with a damaged block")),
        (unfinished, not("PEM with a block that does not end")),
        (lab.openssl("pkey -in a.key -outform DER"), not("a private key")),
        (lab.openssl("rsa -in a.key -traditional -outform DER"), not("a private key")),
        (
            lab.openssl("pkcs8 -topk8 -in a.key -outform DER -passout pass:secret"),
            not("a private key"),
        ),
        (data, not("PKCS#7 of the type 1.2.840.113549.1.7.1 instead of signed data")),
        (lab.read("a.key"), none("PRIVATE KEY")),
        (lab.read("keys"), none("PRIVATE KEY, PRIVATE KEY")),
        (lab.read("empty.p7b"), none("PKCS7")),
        (lab.read("empty.p7c"), none("PKCS#7 without certificates")),
        (lab.read("a.p12"), CertificateError::Pkcs12 {}),
        (
            [der.as_slice(), b"\n\n"].concat(),
            CertificateError::Trailing { length: der.len(), extra: 2 },
        ),
        (vec![b'\n'; MAX_CERTIFICATE_FILE], not("white space only")),
        (vec![b'\n'; MAX_CERTIFICATE_FILE + 1], too_large),
    ];
    for (number, (file, expected)) in cases.into_iter().enumerate() {
        assert_eq!(read(&file), Err(expected), "case {number}");
    }
}

#[test]
fn pem_inside_a_certificate_is_not_the_certificate() {
    let lab = Lab::new();
    lab.self_signed("a", 1024);
    lab.self_signed("inner", 512);
    let inner = String::from_utf8(lab.read("inner.pem")).unwrap().replace('\n', "\\n");
    lab.write(
        "config",
        format!(
            "[req]\ndistinguished_name=dn\nx509_extensions=x\n[dn]\n[x]\nnsComment=\"{inner}\"\n"
        ),
    );
    lab.openssl("req -x509 -new -key a.key -config config -subj /CN=outer -outform DER -out outer");
    let outer = lab.read("outer");
    assert!(outer.windows(27).any(|window| window == b"-----BEGIN CERTIFICATE-----"));
    assert_eq!(ders(&read(&outer).unwrap()), [outer]);
}

#[test]
fn a_cut_file_is_an_error_and_never_a_panic() {
    let lab = Lab::new();
    lab.self_signed("a", 512);
    lab.issued("b", "a", "b.pem", 1);
    lab.concat("both.pem", &["a.pem", "b.pem"]);
    lab.openssl("x509 -in a.pem -outform DER -out a.der");
    lab.openssl("x509 -in a.pem -trustout -addtrust serverAuth -out trusted.pem");
    lab.openssl("crl2pkcs7 -nocrl -certfile both.pem -out both.p7b");
    lab.openssl("crl2pkcs7 -nocrl -certfile both.pem -outform DER -out both.p7c");
    let one = vec![lab.der("a.pem")];
    let both = vec![lab.der("a.pem"), lab.der("b.pem")];
    let forms: [(&str, &Vec<Vec<u8>>); 6] = [
        ("a.pem", &one),
        ("a.der", &one),
        ("trusted.pem", &one),
        ("both.pem", &both),
        ("both.p7b", &both),
        ("both.p7c", &both),
    ];
    for (name, whole) in forms {
        let file = lab.read(name);
        let end = file.split(|byte| *byte == b'\n').rfind(|line| line.starts_with(b"-----END "));
        let count =
            |cut: &[u8], mark: &[u8]| cut.windows(mark.len()).filter(|w| *w == mark).count();
        assert_eq!(ders(&read(&file).unwrap()), *whole, "{name}");
        for length in 0..file.len() {
            let cut = &file[..length];
            // Only a cut between or after PEM blocks leaves whole blocks.
            let begun = count(cut, b"-----BEGIN ");
            let ended = end.map_or(0, |end| count(cut, end));
            let expected = match name {
                _ if ended == 0 || ended != begun => None,
                "both.pem" => Some(both[..ended].to_vec()),
                _ => Some(whole.clone()),
            };
            let found = read(cut).map(|found| ders(&found)).ok();
            assert_eq!(found, expected, "{name} cut to {length} of {} bytes", file.len());
        }
    }
}
