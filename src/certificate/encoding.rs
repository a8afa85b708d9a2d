//! Detects what a file of certificates and keys contains: PEM, or one DER object.

use der::asn1::AnyRef;
use der::{Decode as _, Header, Reader as _, SliceReader, Tag};
use zeroize::Zeroizing;

/// One PEM block.
pub(crate) struct Block {
    /// What is after BEGIN.
    pub(crate) label: String,
    /// Whether the block is encrypted as a whole (RFC 1421, section 4.6.1.1), as
    /// OpenSSL's traditional keys are.
    #[cfg(feature = "keys")]
    pub(crate) encrypted: bool,
    /// The decoded bytes, which may be a private key.
    pub(crate) der: Zeroizing<Vec<u8>>,
}

/// The DER objects that are distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Object {
    Certificate,
    Pkcs7,
    Pkcs1Key,
    Pkcs8Key,
    EncryptedPkcs8Key,
    EcKey,
    Pkcs12,
}

/// What a file is.
pub(crate) enum Encoding {
    /// PEM, with at least one block.
    Pem(Vec<Block>),
    /// DER of this kind, as far as its first bytes tell.
    Der(Object),
    /// None of these; the text says what it looks like.
    Neither(&'static str),
}

impl Encoding {
    /// Examines a whole file.
    pub(crate) fn of(input: &[u8]) -> Self {
        // The long form of a DER length starts with a byte that text cannot have in second place:
        // PEM inside a certificate is never mistaken for the certificate.
        let text = !matches!(input, [0x30, 0x80..=0xff, ..]);
        if text && marks(input) > 0 {
            return pem_blocks(input);
        }
        object(input).map_or_else(|| Self::Neither(appearance(input)), Self::Der)
    }
}

fn appearance(input: &[u8]) -> &'static str {
    match input {
        [] => "an empty file",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "UTF-16 text instead of ASCII",
        [0x30, 0x80, ..] => "BER of indefinite length instead of DER",
        _ if input.iter().all(u8::is_ascii_whitespace) => "white space only",
        _ if !input.contains(&0) && str::from_utf8(input).is_ok() => "text without a PEM block",
        _ => "binary data of another kind",
    }
}

const BEGIN: &[u8] = b"-----BEGIN ";

fn marks(input: &[u8]) -> usize {
    input.windows(BEGIN.len()).filter(|window| *window == BEGIN).count()
}

/// The reasons of the `pem` crate are left out: they quote the file, which may
/// be a key.
fn pem_blocks(input: &[u8]) -> Encoding {
    let Ok(blocks) = pem::parse_many(input) else {
        return Encoding::Neither("PEM with a damaged block");
    };
    // The crate passes over a block that does not end.
    if blocks.len() != marks(input) {
        return Encoding::Neither("PEM with a block that does not end");
    }
    let blocks = blocks.into_iter().map(|block| Block {
        label: block.tag().to_owned(),
        #[cfg(feature = "keys")]
        encrypted: block.headers().get("Proc-Type").is_some_and(|kind| kind.contains("ENCRYPTED")),
        der: Zeroizing::new(block.into_contents()),
    });
    Encoding::Pem(blocks.collect())
}

/// Distinguishes the objects by their first fields: RFC 5280, section 4.1; RFC 5652, section 3; RFC
/// 8017, appendix A.1.2; RFC 5208, sections 5 and 6; RFC 5915, section 3; RFC 7292, section 4.
fn object(input: &[u8]) -> Option<Object> {
    let (Tag::Sequence, body) = enter(input)? else { return None };
    match enter(body)? {
        (Tag::ObjectIdentifier, _) => Some(Object::Pkcs7),
        (Tag::Sequence, inner) => match enter(inner)?.0 {
            Tag::ObjectIdentifier => Some(Object::EncryptedPkcs8Key),
            _ => Some(Object::Certificate),
        },
        (Tag::Integer, _) => {
            let mut fields = SliceReader::new(body).ok()?;
            let version = AnyRef::decode(&mut fields).ok()?.value();
            match (version, fields.peek_tag().ok()?) {
                ([3], Tag::Sequence) => Some(Object::Pkcs12),
                ([0 | 1], Tag::Sequence) => Some(Object::Pkcs8Key),
                ([0 | 1], Tag::Integer) => Some(Object::Pkcs1Key),
                ([1], Tag::OctetString) => Some(Object::EcKey),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The tag of the first object, and all that follows its length.
fn enter(input: &[u8]) -> Option<(Tag, &[u8])> {
    let mut reader = SliceReader::new(input).ok()?;
    let header = Header::decode(&mut reader).ok()?;
    let start = usize::try_from(reader.position()).ok()?;
    Some((header.tag, input.get(start..)?))
}
