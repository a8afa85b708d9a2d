//! Lists that are not sound, for one reason each: the content of `ctl-512` reassembled with the
//! defect, signed after it if the defect is not in the signature, and the findings that a reader
//! must report.

use rsa::BigUint;
use rsa::pkcs1::{RsaPublicKey, UintRef};
use trustlist::error::Place;
use trustlist::list::FieldName;
use trustlist::verify::Finding;
use x509_cert::der::asn1::BitString;
use x509_cert::der::oid::db::rfc5912;
use x509_cert::der::{Decode as _, Encode as _};

use super::raw::{self, HEADER, List, Part};
use super::{Fixture, certificates, keys, lists};

/// A list and its expected findings.
#[derive(Debug)]
pub struct Unsound {
    pub name: &'static str,
    what: &'static str,
    pub bytes: Vec<u8>,
    pub findings: Vec<Finding>,
}

impl Unsound {
    /// The path of its file below `fixtures/`.
    pub fn path(&self) -> String {
        format!("unsound/{}.tlv", self.name)
    }
}

/// Subject and issuer of the signer, as CUCM and as certutils write them.
const NAME: &str = "CN=cucm-512;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";
const NAME_WITH_COMMAS: &str = "C=CZ,ST=South Moravia,L=Brno,O=Example,OU=Voice,CN=cucm-512";

/// The signer, and a CCM+TFTP with the same certificate.
const SIGNER: Part = Some(1);
const SERVER: Part = Some(2);

fn at(list: &List, part: Part, path: &[u8]) -> Place {
    Place { record: part, offset: list.offset(part, path) }
}

/// What `ctl-512` is made of.
pub fn sound() -> List {
    let file = lists::by_name("ctl-512");
    let list = List { pads: None, ..List::read(&file) };
    assert_eq!(list.write(), file);
    list
}

/// Signs as the header says, RSA 512 and SHA-1.
pub fn sign(list: &mut List) {
    let key = keys::by_name("ccm-512");
    list.sign(|message| key.sign(rfc5912::SHA_1_WITH_RSA_ENCRYPTION, message));
}

/// The list with one thing changed and signed again.
fn signed(
    name: &'static str,
    what: &'static str,
    defect: impl FnOnce(&mut List) -> Vec<Finding>,
) -> Unsound {
    let mut list = sound();
    let findings = defect(&mut list);
    sign(&mut list);
    Unsound { name, what, bytes: list.write(), findings }
}

/// The list with one thing changed after it was signed.
fn unsigned(
    name: &'static str,
    what: &'static str,
    defect: impl FnOnce(&mut List) -> Vec<Finding>,
) -> Unsound {
    let mut list = sound();
    let findings = defect(&mut list);
    Unsound { name, what, bytes: list.write(), findings }
}

fn signature(list: &List) -> Finding {
    Finding::Signature { place: at(list, HEADER, &[0x0c]), signer: 1 }
}

fn signatures() -> Vec<Unsound> {
    vec![
        unsigned("signature-damaged", "a bit of the signature changed", |list| {
            list.node(HEADER, &[0x0c]).value_mut()[63] ^= 1;
            vec![signature(list)]
        }),
        unsigned("signature-of-zeros", "zeros in place of a signature", |list| {
            list.node(HEADER, &[0x0c]).value_mut().fill(0);
            vec![signature(list)]
        }),
        unsigned("signature-of-other-digest", "SHA-256 signed, SHA-1 stated", |list| {
            let key = keys::by_name("ccm-512");
            list.sign(|message| key.sign(rfc5912::SHA_256_WITH_RSA_ENCRYPTION, message));
            vec![signature(list)]
        }),
        unsigned("changed-after-signing", "another TIMESTAMP than was signed", |list| {
            list.node(HEADER, &[0x0f]).value_mut()[3] ^= 1;
            vec![signature(list)]
        }),
        unsigned("record-added-after-signing", "a record more than was signed", |list| {
            let record = list.records[1].clone();
            list.records.push(record);
            vec![signature(list)]
        }),
        signed("digest-unknown", "digest 4", |list| {
            list.node(HEADER, &[0x07, 0x08]).value_mut()[0] = 4;
            let place = at(list, HEADER, &[0x07, 0x08]);
            vec![Finding::UnknownDigest { place, code: 4 }]
        }),
        signed("algorithm-unknown", "signature algorithm 1", |list| {
            list.node(HEADER, &[0x07, 0x09, 0x0a]).value_mut()[0] = 1;
            let place = at(list, HEADER, &[0x07, 0x09, 0x0a]);
            vec![Finding::UnknownAlgorithm { place, code: 1 }]
        }),
    ]
}

/// No SAST record has the header's issuer and serial number.
fn no_signer(list: &mut List) -> Vec<Finding> {
    let serial = hex::encode_upper(list.node(HEADER, &[0x03, 0x05]).value());
    let wanted = format!("{NAME}, {serial}");
    vec![Finding::NoSigner { place: at(list, HEADER, &[0x03]), wanted }]
}

fn signers() -> Vec<Unsound> {
    let spelled =
        |list: &List| vec![Finding::SignerSpelling { place: at(list, HEADER, &[0x03]), record: 1 }];
    vec![
        signed("signer-absent", "another serial number in the header", |list| {
            list.node(HEADER, &[0x03, 0x05]).value_mut()[15] ^= 1;
            no_signer(list)
        }),
        signed("signer-not-sast", "the signer's record is CCM+TFTP", |list| {
            list.node(SIGNER, &[0x04]).value_mut()[1] = 2;
            no_signer(list)
        }),
        signed("records-absent", "a header alone", |list| {
            list.records.clear();
            no_signer(list)
        }),
        signed("signer-spelled-otherwise", "commas in the header's CANAME", |list| {
            *list.node(HEADER, &[0x03, 0x06]) = raw::text(0x06, NAME_WITH_COMMAS);
            spelled(list)
        }),
        signed("signer-serial-with-zero", "00 before the header's serial number", |list| {
            list.node(HEADER, &[0x03, 0x05]).value_mut().insert(0, 0);
            spelled(list)
        }),
        signed("signers-of-two-keys", "two SAST with the signer's names and other keys", |list| {
            let mut other = list.records[0].clone();
            other.retain(|node| node.tag != 0x08 && node.tag != 0x09);
            other.extend([raw::bytes(0x0b, [0x5a; 20]), raw::bytes(0x0c, [1])]);
            list.records.push(other);
            list.node(Some(3), &[0x07]).value_mut()[20] ^= 1;
            let place = at(list, HEADER, &[0x03]);
            vec![Finding::SeveralSigners { place, first: 1, second: 3 }]
        }),
        signed("signer-hash-only", "the signer's record has a hash", |list| {
            list.take(SIGNER, &[0x09]);
            list.part(SIGNER).extend([raw::bytes(0x0b, [0x5a; 20]), raw::bytes(0x0c, [1])]);
            vec![Finding::SignerWithoutCertificate { place: at(list, SIGNER, &[]) }]
        }),
        signer_on_a_curve(),
        signed("signer-key-too-long", "an RSA modulus of 8200 bits", |list| {
            let modulus = [vec![0x80], vec![0; 1023], vec![1]].concat();
            replace_key(list, SIGNER, &public_key(&modulus), &[]);
            let key = "RSA 8200".to_owned();
            vec![Finding::SignerKey { place: at(list, SIGNER, &[]), key }]
        }),
    ]
}

/// The header of `itl-ec` names its SAST with an EC key.
fn signer_on_a_curve() -> Unsound {
    let mut list = List::read(&lists::by_name("itl-ec"));
    list.pads = None;
    list.records.swap(0, 1);
    *list.node(SIGNER, &[0x04]).value_mut() = vec![0, 0];
    for (of_header, of_record) in [(0x04, 0x03), (0x05, 0x06), (0x06, 0x05)] {
        let value = list.node(SIGNER, &[of_record]).value().to_vec();
        *list.node(HEADER, &[0x03, of_header]).value_mut() = value;
    }
    let place = at(&list, SIGNER, &[]);
    Unsound {
        name: "signer-on-a-curve",
        what: "the signer's key is EC P-256",
        bytes: list.write(),
        findings: vec![Finding::SignerKey { place, key: "EC P-256".to_owned() }],
    }
}

/// DER of PKCS #1 (RFC 8017, appendix A.1.1).
fn public_key(modulus: &[u8]) -> Vec<u8> {
    let exponent = BigUint::from(65_537_u32).to_bytes_be();
    let modulus = UintRef::new(modulus).expect("a number");
    let public_exponent = UintRef::new(&exponent).expect("a number");
    RsaPublicKey { modulus, public_exponent }.to_der().expect("DER")
}

/// Replaces the key in a record's certificate and in its copy by another one followed by bytes.
fn replace_key(list: &mut List, part: Part, key: &[u8], behind: &[u8]) {
    let der = list.node(part, &[0x09]).value();
    let mut certificate = x509_cert::Certificate::from_der(der).expect("a certificate");
    let info = &mut certificate.tbs_certificate.subject_public_key_info;
    info.subject_public_key = BitString::from_bytes(&[key, behind].concat()).expect("bits");
    *list.node(part, &[0x09]).value_mut() = certificate.to_der().expect("DER");
    *list.node(part, &[0x07]).value_mut() = key.to_vec();
}

/// A copy in the server's record that differs from the certificate.
fn copy(list: &List, tag: u8, expected: String, found: String) -> Vec<Finding> {
    let field = FieldName { in_record: true, tag };
    vec![Finding::Copy { place: at(list, SERVER, &[tag]), field, expected, found }]
}

/// The first bytes, and how many there are.
fn short(bytes: &[u8]) -> String {
    format!("{}... ({} bytes)", hex::encode_upper(&bytes[..8]), bytes.len())
}

fn copies() -> Vec<Unsound> {
    const OTHER: &str = "CN=cucm-513;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";
    vec![
        signed("copy-of-subject", "SUBJECTNAME is not the certificate's", |list| {
            *list.node(SERVER, &[0x03]) = raw::text(0x03, OTHER);
            copy(list, 0x03, NAME.to_owned(), OTHER.to_owned())
        }),
        signed("copy-of-issuer", "ISSUERNAME is not the certificate's", |list| {
            *list.node(SERVER, &[0x05]) = raw::text(0x05, OTHER);
            copy(list, 0x05, NAME.to_owned(), OTHER.to_owned())
        }),
        signed("copy-of-serial", "SERIALNUMBER is not the certificate's", |list| {
            let expected = hex::encode(&certificates::by_name("ccm-512").serial);
            list.node(SERVER, &[0x06]).value_mut()[15] ^= 1;
            let found = hex::encode(list.node(SERVER, &[0x06]).value());
            copy(list, 0x06, expected, found)
        }),
        signed("copy-of-key", "PUBLICKEY is not the certificate's", |list| {
            let expected = short(list.node(SERVER, &[0x07]).value());
            list.node(SERVER, &[0x07]).value_mut()[7] ^= 1;
            let found = short(list.node(SERVER, &[0x07]).value());
            copy(list, 0x07, expected, found)
        }),
        signed("copy-of-key-longer", "PUBLICKEY has a byte more", |list| {
            let key = list.node(SERVER, &[0x07]).value().to_vec();
            list.node(SERVER, &[0x07]).value_mut().push(0);
            let from = key.len() / 8 * 8;
            let (end, length) = (hex::encode_upper(&key[from..]), key.len());
            let expected = format!("...{end} ({length} bytes, from byte {from})");
            let found = format!("...{end}00 ({} bytes, from byte {from})", length + 1);
            copy(list, 0x07, expected, found)
        }),
        signed("copy-of-signature", "SIGNATURE is not the certificate's", |list| {
            let expected = short(list.node(SERVER, &[0x08]).value());
            list.node(SERVER, &[0x08]).value_mut()[0] ^= 1;
            let found = short(list.node(SERVER, &[0x08]).value());
            copy(list, 0x08, expected, found)
        }),
        signed("copy-of-signer-name", "SIGNERNAME is not the certificate's", |list| {
            *list.node(HEADER, &[0x03, 0x04]) = raw::text(0x04, OTHER);
            vec![Finding::Copy {
                place: at(list, HEADER, &[0x03, 0x04]),
                field: FieldName { in_record: false, tag: 0x04 },
                expected: NAME.to_owned(),
                found: OTHER.to_owned(),
            }]
        }),
        signed("copies-all-different", "five copies that are not the certificate's", |list| {
            let serial = hex::encode(&certificates::by_name("ccm-512").serial);
            let key = short(list.node(SERVER, &[0x07]).value());
            let signature = short(list.node(SERVER, &[0x08]).value());
            for tag in [0x03, 0x05] {
                *list.node(SERVER, &[tag]) = raw::text(tag, OTHER);
            }
            for tag in [0x06, 0x07, 0x08] {
                *list.node(SERVER, &[tag]).value_mut() = b"123456789".to_vec();
            }
            let other = "3132333435363738... (9 bytes)";
            [
                copy(list, 0x03, NAME.to_owned(), OTHER.to_owned()),
                copy(list, 0x05, NAME.to_owned(), OTHER.to_owned()),
                copy(list, 0x06, serial, "313233343536373839".to_owned()),
                copy(list, 0x07, key, other.to_owned()),
                copy(list, 0x08, signature, other.to_owned()),
            ]
            .concat()
        }),
    ]
}

fn undecoded() -> Vec<Unsound> {
    let certificate = |list: &List, part, reason: &str| {
        let place = at(list, part, &[0x09]);
        vec![Finding::Certificate { place, reason: reason.to_owned() }]
    };
    let behind = "1 bytes follow the end of the certificate at byte 547";
    vec![
        signed("certificate-with-a-byte-more", "a byte behind a server's certificate", |list| {
            list.node(SERVER, &[0x09]).value_mut().push(0);
            certificate(list, SERVER, behind)
        }),
        signed("certificate-of-signer", "a byte behind the signer's certificate", |list| {
            list.node(SIGNER, &[0x09]).value_mut().push(0);
            certificate(list, SIGNER, behind)
        }),
        signed("certificate-key", "a byte behind the key in a server's certificate", |list| {
            let key = list.node(SERVER, &[0x07]).value().to_vec();
            replace_key(list, SERVER, &key, &[0]);
            let reason =
                "the certificate does not decode: its RSA key is followed by further bytes";
            certificate(list, SERVER, reason)
        }),
    ]
}

/// Values that a phone would read differently from a person.
fn misleading() -> Vec<Unsound> {
    let nul = |list: &List, part: Part, path: &[u8]| {
        let field = FieldName { in_record: part.is_some(), tag: path[path.len() - 1] };
        vec![Finding::NulInText { place: at(list, part, path), field }]
    };
    vec![
        signed("nul-in-filename", "a NUL in the FILENAME, behind the name", |list| {
            *list.node(HEADER, &[0x0e]) = raw::text(0x0e, "CTLFile.tlv\0.old");
            let odd = Finding::Filename {
                place: at(list, HEADER, &[0x0e]),
                expected: "CTLFile.tlv or ITLFile.tlv".to_owned(),
                found: "CTLFile.tlv\0.old".to_owned(),
            };
            [nul(list, HEADER, &[0x0e]), vec![odd]].concat()
        }),
        signed("nul-in-host", "a NUL in a DNSNAME", |list| {
            *list.node(SERVER, &[0x02]) = raw::text(0x02, "cucm\0.example.net");
            nul(list, SERVER, &[0x02])
        }),
        signed("nul-in-subject", "a NUL in a SUBJECTNAME, behind the name", |list| {
            let longer = format!("{NAME}\0;CN=other");
            *list.node(SERVER, &[0x03]) = raw::text(0x03, &longer);
            let copy = copy(list, 0x03, NAME.to_owned(), longer);
            [nul(list, SERVER, &[0x03]), copy].concat()
        }),
        unsigned("signature-behind-filename", "SIGNATURE moved after signing", |list| {
            let expected = list.offset(HEADER, &[0x0c]);
            let signature = list.take(HEADER, &[0x0c]);
            list.header.push(signature);
            vec![Finding::SignaturePlace { place: at(list, HEADER, &[0x0c]), expected }]
        }),
        signed("serial-not-der", "00 before a serial number whose top bit is clear", |list| {
            let der = list.node(SERVER, &[0x09]).value();
            let mut longer = der.to_vec();
            // SEQUENCE and TBSCertificate have lengths of two bytes, the version takes five.
            assert_eq!(
                (der[0..2].to_vec(), der[4..6].to_vec()),
                (vec![0x30, 0x82], vec![0x30, 0x82])
            );
            assert_eq!((der[13], der[14], der[15] < 0x80), (0x02, 16, true));
            longer.insert(15, 0);
            longer[14] += 1;
            for length in [2, 6] {
                let value = u16::from_be_bytes([der[length], der[length + 1]]) + 1;
                longer[length..length + 2].copy_from_slice(&value.to_be_bytes());
            }
            *list.node(SERVER, &[0x09]).value_mut() = longer;
            vec![Finding::Certificate {
                place: at(list, SERVER, &[0x09]),
                reason:
                    "the certificate does not decode: its serial number is not an INTEGER in DER"
                        .to_owned(),
            }]
        }),
    ]
}

/// Every list that is not sound.
pub fn all() -> Vec<Unsound> {
    [signatures(), signers(), copies(), undecoded(), misleading()].into_iter().flatten().collect()
}

/// The same as files.
pub fn fixtures() -> Vec<Fixture> {
    all()
        .into_iter()
        .map(|list| Fixture { path: list.path(), what: list.what.to_owned(), bytes: list.bytes })
        .collect()
}
