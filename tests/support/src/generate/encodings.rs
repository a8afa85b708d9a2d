//! SHA-1 signatures of the kinds that Wycheproof has for other digests: valid ones, and ones that a
//! careless verifier accepts (RFC 8017, section 8.2.2). Each is generated with the private key from
//! an encoded message with one defect, so that only the encoding is wrong.

use rsa::traits::{PrivateKeyParts as _, PublicKeyParts as _};
use rsa::{BigUint, Pss, RsaPrivateKey};
use sha1::{Digest as _, Sha1};
use sha2::{Sha224, Sha256, Sha384, Sha512};

use super::keys;

/// One signature.
#[derive(Clone, Debug)]
pub struct Case {
    /// Wycheproof's flag for its kind; empty for a signature that verifies.
    pub flag: &'static str,
    pub what: String,
    pub message: Vec<u8>,
    pub signature: Vec<u8>,
    pub valid: bool,
}

/// The elements of a DigestInfo.
const ELEMENTS: [&str; 5] = ["digestInfo", "digestAlgorithm", "oid", "null", "digest"];

const SHA1_OID: &[u8] = &[0x2b, 0x0e, 0x03, 0x02, 0x1a];

/// The defect of an element: its tag and content in, its encoding out.
type Change = fn(u8, &[u8]) -> Vec<u8>;

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    assert!(content.len() < 0x80);
    [&[tag, length(content)], content].concat()
}

fn length(content: &[u8]) -> u8 {
    u8::try_from(content.len()).expect("a short content")
}

/// The element with these bytes as its length.
fn with_length(tag: u8, length: &[u8], content: &[u8]) -> Vec<u8> {
    [&[tag], length, content].concat()
}

const BER: &str = "BerEncodedPadding";
const ASN: &str = "InvalidAsnInPadding";
const MODIFIED: &str = "ModifiedPadding";

const CHANGES: [(&str, &str, Change); 43] = [
    (BER, "length in long form", |t, c| with_length(t, &[0x81, length(c)], c)),
    (BER, "length with a leading 0", |t, c| with_length(t, &[0x82, 0, length(c)], c)),
    (BER, "indefinite length", |t, c| with_length(t, &[0x80], &[c, &[0, 0]].concat())),
    (BER, "constructed, indefinite length", |t, c| {
        with_length(t | 0x20, &[0x80], &[tlv(t, c), vec![0, 0]].concat())
    }),
    (BER, "constructed", |t, c| tlv(t | 0x20, &tlv(t, c))),
    (ASN, "length + 1", |t, c| with_length(t, &[length(c) + 1], c)),
    (ASN, "length - 1", |t, c| with_length(t, &[length(c).wrapping_sub(1)], c)),
    (ASN, "overflow of 32 bits", |t, c| with_length(t, &[0x85, 1, 0, 0, 0, length(c)], c)),
    (ASN, "overflow of 64 bits", |t, c| {
        with_length(t, &[0x89, 1, 0, 0, 0, 0, 0, 0, 0, length(c)], c)
    }),
    (ASN, "length 2**31 - 1", |t, c| with_length(t, &[0x84, 0x7f, 0xff, 0xff, 0xff], c)),
    (ASN, "length 2**32 - 1", |t, c| with_length(t, &[0x84, 0xff, 0xff, 0xff, 0xff], c)),
    (ASN, "length 2**40 - 1", |t, c| with_length(t, &[&[0x85][..], &[0xff; 5]].concat(), c)),
    (ASN, "length 2**64 - 1", |t, c| with_length(t, &[&[0x88][..], &[0xff; 8]].concat(), c)),
    (ASN, "length FF", |t, c| with_length(t, &[0xff], c)),
    (ASN, "indefinite length without an end", |t, c| with_length(t, &[0x80], c)),
    (ASN, "indefinite length, half an end", |t, c| with_length(t, &[0x80], &[c, &[0]].concat())),
    (ASN, "indefinite length, an end that is not empty", |t, c| {
        with_length(t, &[0x80], &[c, &[0, 1, 0]].concat())
    }),
    (ASN, "a tag alone", |t, _| vec![t]),
    (ASN, "half a length", |t, _| vec![t, 0x81]),
    (ASN, "garbage before the content", |t, c| tlv(t, &[&[0x49, 0x81, 0x77], c].concat())),
    (ASN, "garbage behind the content", |t, c| tlv(t, &[c, &[0x49, 0x81, 0x77]].concat())),
    (ASN, "an undefined tag in the content", |t, c| tlv(t, &[c, &[0xaa, 2, 0xbb, 0]].concat())),
    (ASN, "a high tag number", |t, c| [&[t | 0x1f, 0x81], &tlv(t, c)[1..]].concat()),
    (MODIFIED, "removed", |_, _| vec![]),
    (MODIFIED, "zeros behind the content", |t, c| tlv(t, &[c, &[0, 0]].concat())),
    (MODIFIED, "zeros before the content", |t, c| tlv(t, &[&[0, 0], c].concat())),
    (MODIFIED, "zeros behind the element", |t, c| [tlv(t, c), vec![0, 0]].concat()),
    (MODIFIED, "a NULL behind the content", |t, c| tlv(t, &[c, &[5, 0]].concat())),
    (MODIFIED, "a NULL behind the element", |t, c| [tlv(t, c), vec![5, 0]].concat()),
    (MODIFIED, "a NULL in place of it", |_, _| vec![5, 0, 5, 0]),
    (MODIFIED, "an empty sequence before it", |t, c| [vec![0x30, 0], tlv(t, c)].concat()),
    (MODIFIED, "an empty sequence behind it", |t, c| [tlv(t, c), vec![0x30, 0]].concat()),
    (MODIFIED, "a sequence around it", |t, c| tlv(0x30, &tlv(t, c))),
    (MODIFIED, "twice", |t, c| [tlv(t, c), tlv(t, c)].concat()),
    (MODIFIED, "tag + 1", |t, c| tlv(t + 1, c)),
    (MODIFIED, "tag 0", |_, c| tlv(0, c)),
    (MODIFIED, "tag FF", |_, c| tlv(0xff, c)),
    (MODIFIED, "a tag of its context", |t, c| tlv(0x80 | t, c)),
    (MODIFIED, "empty, and a byte", |t, _| vec![t, 0, 0]),
    (MODIFIED, "the first byte less", |t, c| tlv(t, c.get(1..).unwrap_or(&[1]))),
    (MODIFIED, "the last byte less", |t, c| tlv(t, c.split_last().map_or(&[2][..], |(_, c)| c))),
    (MODIFIED, "another first byte", |t, c| {
        tlv(
            t,
            &[&[c.first().map_or(7, |first| first ^ 1)], c.get(1..).unwrap_or_default()].concat(),
        )
    }),
    (MODIFIED, "another last byte", |t, c| {
        tlv(t, &c.split_last().map_or(vec![9], |(last, rest)| [rest, &[last ^ 0x80]].concat()))
    }),
];

/// A DigestInfo (RFC 8017, appendix A.2.4), in which one element may be changed.
fn digest_info(oid: &[u8], digest: &[u8], changed: Option<(usize, Change)>) -> Vec<u8> {
    let element = |index: usize, tag: u8, content: &[u8]| match changed {
        Some((which, change)) if which == index => change(tag, content),
        _ => tlv(tag, content),
    };
    let algorithm = [element(2, 0x06, oid), element(3, 0x05, &[])].concat();
    let parts = [element(1, 0x30, &algorithm), element(4, 0x04, digest)].concat();
    element(0, 0x30, &parts)
}

struct Maker<'k> {
    key: &'k RsaPrivateKey,
    message: Vec<u8>,
    cases: Vec<Case>,
}

impl Maker<'_> {
    fn push(&mut self, flag: &'static str, what: impl Into<String>, signature: Vec<u8>) {
        let (what, message, valid) = (what.into(), self.message.clone(), flag.is_empty());
        self.cases.push(Case { flag, what, message, signature, valid });
    }

    /// The bytes of a number, with the modulus' length.
    fn bytes(&self, number: &BigUint) -> Vec<u8> {
        let short = number.to_bytes_be();
        [vec![0; self.key.size().saturating_sub(short.len())], short].concat()
    }

    /// The result of the key for an encoded message, whatever it contains.
    fn signature(&self, encoded: &[u8]) -> Vec<u8> {
        self.bytes(&BigUint::from_bytes_be(encoded).modpow(self.key.d(), self.key.n()))
    }

    /// The encoded message: 00, its type, FF up to the length of the modulus, 00, the content.
    fn encoded(&self, kind: u8, content: &[u8]) -> Vec<u8> {
        let padding = vec![0xff; self.key.size() - 3 - content.len()];
        [&[0, kind], padding.as_slice(), &[0], content].concat()
    }

    fn encoding(&mut self, flag: &'static str, what: impl Into<String>, content: &[u8]) {
        let signature = self.signature(&self.encoded(1, content));
        self.push(flag, what, signature);
    }

    fn digest_infos(&mut self) {
        let digest = Sha1::digest(&self.message).to_vec();
        let right = digest_info(SHA1_OID, &digest, None);
        self.encoding("", "right", &right);
        for (element, name) in ELEMENTS.iter().enumerate() {
            for (flag, what, change) in CHANGES {
                let info = digest_info(SHA1_OID, &digest, Some((element, change)));
                // Some leave a NULL unchanged.
                if info != right {
                    self.encoding(flag, format!("{name}: {what}"), &info);
                }
            }
        }
        let missing = [tlv(0x30, &tlv(0x06, SHA1_OID)), tlv(0x04, &digest)].concat();
        self.encoding("MissingNull", "no parameters", &tlv(0x30, &missing));
    }

    fn digests(&mut self) {
        let of_nist = |last: u8| [&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2][..], &[last]].concat();
        let others: [(&str, Vec<u8>, Vec<u8>); 4] = [
            ("SHA-224", of_nist(4), Sha224::digest(&self.message).to_vec()),
            ("SHA-256", of_nist(1), Sha256::digest(&self.message).to_vec()),
            ("SHA-384", of_nist(2), Sha384::digest(&self.message).to_vec()),
            ("SHA-512", of_nist(3), Sha512::digest(&self.message).to_vec()),
        ];
        let own = Sha1::digest(&self.message).to_vec();
        for (name, oid, digest) in others {
            let wrong = "WrongHash";
            self.encoding(wrong, format!("{name} in the padding"), &digest_info(&oid, &own, None));
            self.encoding(
                wrong,
                format!("{name} of the message"),
                &digest_info(SHA1_OID, &digest, None),
            );
            self.encoding(wrong, format!("{name} throughout"), &digest_info(&oid, &digest, None));
        }
        let message = self.message.clone();
        self.encoding(
            "NoHash",
            "the message in place of its digest",
            &digest_info(SHA1_OID, &message, None),
        );
        self.encoding("NoHash", "the message alone", &message);
        self.encoding("NoHash", "the digest alone", &own);
    }

    fn paddings(&mut self) {
        let info = digest_info(SHA1_OID, &Sha1::digest(&self.message), None);
        let right = self.encoded(1, &info);
        let at = |index: usize, byte: u8| {
            let mut encoded = right.clone();
            encoded[index] = byte;
            encoded
        };
        let room = self.key.size();
        let zero = room - info.len() - 1;
        let no_padding = [vec![0; room - info.len()], info.clone()].concat();
        let behind = |padding: usize| {
            let garbage = vec![0x17; room - padding - 3 - info.len()];
            [&[0, 1], vec![0xff; padding].as_slice(), &[0], &info, &garbage].concat()
        };
        let paddings = [
            ("InvalidPadding", "block type 0", at(1, 0)),
            ("InvalidPadding", "block type 2", self.encoded(2, &info)),
            ("InvalidPadding", "block type 3", self.encoded(3, &info)),
            ("InvalidPadding", "another first byte", at(0, 1)),
            ("InvalidPadding", "EE before the 00", at(zero - 1, 0xee)),
            ("InvalidPadding", "EE at the start", at(2, 0xee)),
            ("InvalidPadding", "a 00 in the middle", at(zero / 2, 0)),
            ("InvalidPadding", "FF in place of the 00", at(zero, 0xff)),
            ("InvalidPadding", "no padding", no_padding),
            (
                "InvalidPadding",
                "no FF",
                [&[0, 1, 0], info.as_slice(), &vec![0; room - 3 - info.len()]].concat(),
            ),
            ("ShortPadding", "a byte less", [&[0], &right[..2], &right[3..]].concat()),
            ("ShortPadding", "7 bytes, then garbage", behind(7)),
            // Bleichenbacher's attack on exponents of 3 (CVE-2006-4339).
            ("ShortPadding", "8 bytes, then garbage", behind(8)),
            ("ShortPadding", "all but a byte of garbage", behind(room - 4 - info.len())),
        ];
        for (flag, what, encoded) in paddings {
            // A number above the modulus has no signature.
            let number = BigUint::from_bytes_be(&encoded);
            let signature = self.bytes(&number.modpow(self.key.d(), self.key.n()));
            self.push(flag, what, signature);
        }
    }

    fn numbers(&mut self) {
        let info = digest_info(SHA1_OID, &Sha1::digest(&self.message), None);
        let signature = self.signature(&self.encoded(1, &info));
        let number = BigUint::from_bytes_be(&signature);
        let modulus = self.key.n().clone();
        let one = BigUint::from(1_u8);
        let invalid = "InvalidSignature";
        for (what, number) in [
            ("0", BigUint::from(0_u8)),
            ("1", one.clone()),
            ("2", BigUint::from(2_u8)),
            ("n - 1", &modulus - &one),
            ("n", modulus.clone()),
            ("n + 1", &modulus + &one),
            ("n - s", &modulus - &number),
            ("s + 1", &number + &one),
        ] {
            self.push(invalid, what, self.bytes(&number));
        }
        self.push(invalid, "empty", Vec::new());
        self.push(invalid, "-1", vec![0xff; self.key.size()]);
        self.push(invalid, "half of it", signature[..signature.len() / 2].to_vec());
        for index in [0, self.key.size() / 2, self.key.size() - 1] {
            let mut changed = signature.clone();
            changed[index] ^= 1;
            self.push(invalid, format!("a bit of byte {index}"), changed);
        }
        let malleable = "SignatureMalleability";
        self.push(malleable, "not reduced", (&number + &modulus).to_bytes_be());
        self.push(malleable, "not reduced, twice", (&number + &modulus + &modulus).to_bytes_be());
        self.push(malleable, "a byte longer", [&[0], signature.as_slice()].concat());
        self.push(malleable, "two bytes longer", [&[0, 0], signature.as_slice()].concat());
        self.push(malleable, "a byte behind", [signature.as_slice(), &[0]].concat());
        self.push(malleable, "a byte shorter", signature[1..].to_vec());
    }

    fn other_primitives(&mut self) {
        let digest = Sha1::digest(&self.message);
        for length in [0, 20] {
            let rng = &mut keys::rng("ctl encodings: ", self.message.as_slice());
            let pss = Pss::new_with_salt::<Sha1>(length);
            let signature = self.key.sign_with_rng(rng, pss, &digest).expect("a signature");
            self.push("WrongPrimitive", format!("PSS with a salt of {length} bytes"), signature);
        }
    }
}

/// Signatures with the key of a fixture, over messages of several lengths.
pub fn all(key: &str) -> Vec<Case> {
    let key = keys::by_name(key).rsa();
    let mut cases = Vec::new();
    for (number, length) in [0_usize, 1, 20, 64, 1000].into_iter().enumerate() {
        let message = (0..=u8::MAX).cycle().take(length).collect();
        let mut maker = Maker { key, message, cases: Vec::new() };
        if number == 2 {
            maker.digest_infos();
            maker.digests();
            maker.paddings();
            maker.numbers();
            maker.other_primitives();
        } else {
            let info = digest_info(SHA1_OID, &Sha1::digest(&maker.message), None);
            maker.encoding("", format!("a message of {length} bytes"), &info);
        }
        cases.extend(maker.cases);
    }
    cases
}
