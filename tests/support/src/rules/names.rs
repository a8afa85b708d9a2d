//! Issuers and serials, as lists and TVS spell them.
//!
//! Phones are assumed to compare them byte for byte. Two spellings of the same name and number are
//! *alike*: no source states whether a phone accepts one for the other.

use x509_parser::prelude::{FromDer as _, X509Certificate, X509Name};

/// Issuer and serial number, byte for byte, and their meaning.
#[derive(Clone, Debug)]
pub struct Spelling {
    issuer: Vec<u8>,
    serial: Vec<u8>,
    /// The components of the issuer's name, sorted, without the differences between dialects.
    components: Vec<String>,
    /// The serial without leading 00.
    digits: Vec<u8>,
}

impl Spelling {
    /// Issuer and serial number as in a list. The issuer may end with a NUL.
    #[must_use]
    pub fn new(issuer: &[u8], serial: &[u8]) -> Self {
        let issuer = issuer.strip_suffix(&[0]).unwrap_or(issuer);
        Self {
            issuer: issuer.to_vec(),
            serial: serial.to_vec(),
            components: components(&String::from_utf8_lossy(issuer)),
            digits: without_zeros(serial).to_vec(),
        }
    }

    /// Issuer and serial number of a certificate as CUCM writes them; nothing if the DER cannot be
    /// decoded.
    #[must_use]
    pub fn of_certificate(der: &[u8]) -> Self {
        match X509Certificate::from_der(der) {
            Ok((_, certificate)) => Self::new(
                as_cucm_writes(certificate.issuer()).as_bytes(),
                without_zeros(certificate.raw_serial()),
            ),
            Err(_) => Self::new(&[], &[]),
        }
    }

    /// The issuer, without its NUL.
    #[must_use]
    pub fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    /// The serial.
    #[must_use]
    pub fn serial(&self) -> &[u8] {
        &self.serial
    }

    /// Whether the bytes are equal.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        self.issuer == other.issuer && self.serial == other.serial
    }

    /// Whether the bytes differ, but the name and number mean the same: `,` for `;` and the order
    /// of the components that goes with it, the lower case and the truncated name of tokens, a
    /// leading 00, a token's reversed serial number.
    // Reading: "(`,` for `;`, a token's reversed serial, a leading 00)" means everything in which
    // the three known dialects differ, so also the order and the case of the components.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        let reversed = || other.serial.iter().rev().copied().collect::<Vec<u8>>();
        self.components == other.components
            && !self.equals(other)
            && (self.digits == other.digits || self.digits == without_zeros(&reversed()))
    }
}

/// The components of a name, sorted, with the type in upper case and without quotes. A component
/// without a type is the end of a value with a comma in it, which tokens truncate.
fn components(name: &str) -> Vec<String> {
    let component = |component: &str| {
        let (kind, value) = component.trim().split_once('=')?;
        Some(format!("{}={}", kind.to_uppercase(), value.trim_matches('"')))
    };
    let mut components: Vec<String> = name.split([';', ',']).filter_map(component).collect();
    components.sort();
    components
}

fn without_zeros(serial: &[u8]) -> &[u8] {
    let zeros = serial.iter().take_while(|byte| **byte == 0).count();
    serial.get(zeros.min(serial.len().saturating_sub(1))..).unwrap_or_default()
}

/// `CN=..;OU=..;O=..;L=..;ST=..;C=..`: in this order whatever the order in the DER, without absent
/// components, other types last.
fn as_cucm_writes(name: &X509Name<'_>) -> String {
    const ORDER: [(&str, &str); 6] = [
        ("2.5.4.3", "CN"),
        ("2.5.4.11", "OU"),
        ("2.5.4.10", "O"),
        ("2.5.4.7", "L"),
        ("2.5.4.8", "ST"),
        ("2.5.4.6", "C"),
    ];
    let attributes: Vec<(String, String)> = name
        .iter_attributes()
        .map(|attribute| {
            let value = String::from_utf8_lossy(attribute.as_slice()).into_owned();
            (attribute.attr_type().to_id_string(), value)
        })
        .collect();
    let mut components = Vec::new();
    for (oid, short) in ORDER {
        for (_, value) in attributes.iter().filter(|(known, _)| known == oid) {
            components.push(format!("{short}={value}"));
        }
    }
    for (oid, value) in &attributes {
        if !ORDER.iter().any(|(known, _)| known == oid) {
            components.push(format!("{oid}={value}"));
        }
    }
    components.join(";")
}
