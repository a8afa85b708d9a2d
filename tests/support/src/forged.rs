//! Certificates assembled byte by byte: with names, serial numbers and keys that no program issues.
//! Their own signatures are invalid.

use x509_cert::der::Encode as _;

use crate::generate::keys;

/// A string type of ASN.1.
pub const UTF8: u8 = 0x0c;
/// Another.
pub const PRINTABLE: u8 = 0x13;
/// Another; written as Latin-1.
pub const T61: u8 = 0x14;

/// The last byte of 2.5.4.x: commonName.
pub const CN: u8 = 3;
/// serialNumber of a name.
pub const SERIAL: u8 = 5;
/// countryName.
pub const C: u8 = 6;
/// organizationName.
pub const O: u8 = 10;
/// organizationalUnitName.
pub const OU: u8 = 11;

/// One attribute of a name: the last byte of its type, the type of its text, the text.
pub type Attribute = (u8, u8, Vec<u8>);

/// A certificate to be encoded.
#[derive(Clone, Debug)]
pub struct Forged {
    /// The bytes of the INTEGER.
    pub serial: Vec<u8>,
    pub issuer: Vec<Attribute>,
    pub subject: Vec<Attribute>,
    /// SubjectPublicKeyInfo, DER.
    pub key: Vec<u8>,
    /// Host names in subjectAltName.
    pub hosts: Vec<String>,
    /// Bytes of an unknown extension.
    pub filler: usize,
}

impl Forged {
    /// A self-signed certificate of this common name and serial number, with the key of a fixture.
    pub fn new(name: &str, serial: &[u8], key: &str) -> Self {
        let subject = vec![(CN, UTF8, name.as_bytes().to_vec())];
        Self {
            serial: integer(serial),
            issuer: subject.clone(),
            subject,
            key: keys::by_name(key).public().to_der().expect("a key"),
            hosts: Vec::new(),
            filler: 0,
        }
    }

    /// The certificate, DER.
    pub fn der(&self) -> Vec<u8> {
        let algorithm = der(0x30, &[der(0x06, SHA1_WITH_RSA), vec![5, 0]].concat());
        let validity = [der(0x17, b"200101000000Z"), der(0x17, b"400101000000Z")].concat();
        let mut tbs = vec![
            vec![0xa0, 3, 2, 1, 2],
            der(0x02, &self.serial),
            algorithm.clone(),
            name(&self.issuer),
            der(0x30, &validity),
            name(&self.subject),
            self.key.clone(),
        ];
        let mut extensions = Vec::new();
        if !self.hosts.is_empty() {
            let hosts: Vec<_> = self.hosts.iter().map(|host| der(0x82, host.as_bytes())).collect();
            extensions.push(extension(ALTERNATIVE_NAME, &der(0x30, &hosts.concat())));
        }
        if self.filler > 0 {
            extensions.push(extension(UNKNOWN, &vec![0; self.filler]));
        }
        if !extensions.is_empty() {
            tbs.push(der(0xa3, &der(0x30, &extensions.concat())));
        }
        let signature = der(0x03, &[vec![0], vec![0x5a; 64]].concat());
        der(0x30, &[der(0x30, &tbs.concat()), algorithm, signature].concat())
    }

    /// The certificate, PEM.
    pub fn pem(&self) -> String {
        pem::encode(&pem::Pem::new("CERTIFICATE", self.der()))
    }
}

const SHA1_WITH_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 5];
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
const ALTERNATIVE_NAME: &[u8] = &[0x55, 0x1d, 0x11];
/// 1.3.6.1.4.1.32473.1
const UNKNOWN: &[u8] = &[0x2b, 6, 1, 4, 1, 0x81, 0xfd, 0x59, 1];

/// The bytes of the INTEGER of a number.
pub fn integer(number: &[u8]) -> Vec<u8> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let number = &number[zeros.min(number.len().saturating_sub(1))..];
    if number.first().is_none_or(|first| *first >= 0x80) {
        return [&[0], number].concat();
    }
    number.to_vec()
}

/// SubjectPublicKeyInfo of an RSA key with this modulus and the exponent 65537.
pub fn rsa_key(modulus: &[u8]) -> Vec<u8> {
    let numbers = [der(0x02, &integer(modulus)), der(0x02, &[1, 0, 1])].concat();
    let algorithm = der(0x30, &[der(0x06, RSA), vec![5, 0]].concat());
    der(0x30, &[algorithm, der(0x03, &[vec![0], der(0x30, &numbers)].concat())].concat())
}

fn name(attributes: &[Attribute]) -> Vec<u8> {
    let rdn = |(last, tag, text): &Attribute| {
        let pair = [der(0x06, &[0x55, 4, *last]), der(*tag, text)].concat();
        der(0x31, &der(0x30, &pair))
    };
    der(0x30, &attributes.iter().flat_map(rdn).collect::<Vec<u8>>())
}

fn extension(oid: &[u8], value: &[u8]) -> Vec<u8> {
    der(0x30, &[der(0x06, oid), der(0x04, value)].concat())
}

/// Tag, length and content.
pub fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let bytes = content.len().to_be_bytes();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    // The last byte alone, or how many follow (X.690, 8.1.3).
    let length = if content.len() < 0x80 {
        vec![bytes[bytes.len() - 1]]
    } else {
        let count = u8::try_from(bytes.len() - zeros).expect("eight bytes at most");
        [&[0x80 | count], &bytes[zeros..]].concat()
    };
    [&[tag], length.as_slice(), content].concat()
}
