//! Distinguished names, decoded once and kept in the order of the DER.

use std::borrow::Cow;

use x509_parser::asn1_rs::Tag;
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

use super::CertificateError;

/// The attribute types that have a short name here: those of RFC 4514, section 3, and the few more
/// that CUCM's certificates carry. The OIDs are in DER, so that they can be compared without
/// printing them.
const SHORT_NAMES: &[(&[u8], &str)] = &[
    (&[0x55, 0x04, 0x03], "CN"),
    (&[0x55, 0x04, 0x04], "SN"),
    (&[0x55, 0x04, 0x05], "serialNumber"),
    (&[0x55, 0x04, 0x06], "C"),
    (&[0x55, 0x04, 0x07], "L"),
    (&[0x55, 0x04, 0x08], "ST"),
    (&[0x55, 0x04, 0x09], "STREET"),
    (&[0x55, 0x04, 0x0a], "O"),
    (&[0x55, 0x04, 0x0b], "OU"),
    (&[0x55, 0x04, 0x0c], "title"),
    (&[0x55, 0x04, 0x2a], "GN"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x01], "UID"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x19], "DC"),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01], "emailAddress"),
];

/// One attribute of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attribute {
    /// Short name (`CN`), or the dotted OID where there is none.
    pub key: Cow<'static, str>,
    /// The value as text; `#` and hexadecimal if it is not a string.
    pub value: String,
}

/// A distinguished name: its attributes in the order of the DER, those of a
/// multi-valued RDN one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Name {
    attributes: Vec<Attribute>,
}

impl Name {
    pub(super) fn from_x509(name: &X509Name<'_>) -> Result<Self, CertificateError> {
        let attributes = name.iter_attributes().map(attribute).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { attributes })
    }

    /// The attributes in the order of the DER.
    #[must_use]
    pub fn attributes(&self) -> &[Attribute] {
        &self.attributes
    }

    /// The first attribute with this short name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|a| a.key == key).map(|a| a.value.as_str())
    }

    /// The common name, or the whole name where there is none.
    #[must_use]
    pub fn common_name(&self) -> String {
        self.get("CN").map_or_else(|| self.to_string(), str::to_owned)
    }
}

impl std::fmt::Display for Name {
    /// The attributes in the order of the DER, with commas between.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, attribute) in self.attributes.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(f, "{separator}{}={}", attribute.key, attribute.value)?;
        }
        Ok(())
    }
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> Result<Attribute, CertificateError> {
    let oid = attribute.attr_type();
    let short = SHORT_NAMES.iter().find(|(der, _)| *der == oid.as_bytes());
    let key = match short {
        Some((_, short)) => Cow::Borrowed(*short),
        None => Cow::Owned(oid.to_id_string()),
    };
    let any = attribute.attr_value();
    let value = text(any.tag(), any.data).ok_or_else(|| CertificateError::Der {
        reason: format!("the {key} of a name is not valid text of its type"),
    })?;
    Ok(Attribute { key, value })
}

/// The text of an ASN.1 string; `None` where the bytes are not of its type.
fn text(tag: Tag, data: &[u8]) -> Option<String> {
    match tag {
        Tag::Utf8String
        | Tag::PrintableString
        | Tag::Ia5String
        | Tag::NumericString
        | Tag::VisibleString => String::from_utf8(data.to_vec()).ok(),
        // T.61 is written as Latin-1 by everything that still writes it.
        Tag::T61String => Some(data.iter().copied().map(char::from).collect()),
        Tag::BmpString => {
            let (pairs, []) = data.as_chunks::<2>() else { return None };
            let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).collect::<Result<String, _>>().ok()
        }
        Tag::UniversalString => {
            let (quads, []) = data.as_chunks::<4>() else { return None };
            quads.iter().map(|quad| char::from_u32(u32::from_be_bytes(*quad))).collect()
        }
        _ => Some(format!("#{}", hex::encode(data))),
    }
}
