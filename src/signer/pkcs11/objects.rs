//! Certificates and keys on a token, read through a session.

use cryptoki::error::Error;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;

use super::{Module, Token};
use crate::certificate::{Certificate, CertificateError};
use crate::signer::TokenError;

/// What is visible on a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contents {
    /// The certificates, by id and label.
    pub certificates: Vec<TokenCertificate>,
    /// The public and private keys, by id and label. Most tokens show private ones
    /// only after a login.
    pub keys: Vec<TokenKey>,
}

/// A certificate on a token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenCertificate {
    /// CKA_LABEL.
    pub label: String,
    /// CKA_ID, which the certificate shares with its key.
    pub id: Vec<u8>,
    /// The certificate, or the reason why it does not decode.
    pub certificate: Result<Certificate, CertificateError>,
}

impl TokenCertificate {
    /// The certificate itself; the error names `token` if it does not decode.
    ///
    /// # Errors
    /// [`TokenError::Certificate`].
    pub fn decoded(&self, token: &Token) -> Result<Certificate, TokenError> {
        self.certificate.clone().map_err(|error| TokenError::Certificate {
            token: token.name(),
            reason: error.to_string(),
        })
    }
}

/// A key on a token.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenKey {
    /// CKA_LABEL.
    pub label: String,
    /// CKA_ID, which the key shares with its certificate.
    pub id: Vec<u8>,
    /// Whether it is the private key of its pair.
    pub private: bool,
    /// CKA_MODULUS without leading zeros; `None` where the key is not RSA, or the
    /// token does not show it.
    pub modulus: Option<Vec<u8>>,
}

impl TokenKey {
    /// Whether key and certificate have the same CKA_ID; an empty one does not count.
    pub(super) fn shares_id(&self, certificate: &TokenCertificate) -> bool {
        !self.id.is_empty() && self.id == certificate.id
    }
}

/// A private key with its login requirement.
pub(super) struct PrivateKey {
    pub(super) handle: ObjectHandle,
    pub(super) key: TokenKey,
    /// CKA_ALWAYS_AUTHENTICATE.
    pub(super) login_each: bool,
}

/// What is visible without a login, through a separate session.
pub(super) fn visible(module: &Module, token: &Token) -> Result<Contents, TokenError> {
    if !token.initialised {
        return Ok(Contents::default());
    }
    let read = || contents(&module.context().open_ro_session(token.slot()?)?);
    read().map_err(|error| token.error(&error))
}

/// What is visible through a session.
pub(super) fn contents(session: &Session) -> Result<Contents, Error> {
    let mut contents = Contents::default();
    for handle in find(session, &[Attribute::Class(ObjectClass::CERTIFICATE)])? {
        contents.certificates.push(TokenCertificate {
            label: label(session, handle)?,
            id: id(session, handle)?,
            certificate: Certificate::from_der(&bytes(session, handle, AttributeType::Value)?),
        });
    }
    for class in [ObjectClass::PUBLIC_KEY, ObjectClass::PRIVATE_KEY] {
        for handle in find(session, &[Attribute::Class(class)])? {
            contents.keys.push(key(session, handle, class)?);
        }
    }
    // Modules do not sort objects.
    contents.certificates.sort_by(|a, b| (&a.id, &a.label).cmp(&(&b.id, &b.label)));
    contents.keys.sort_by(|a, b| (&a.id, &a.label).cmp(&(&b.id, &b.label)));
    Ok(contents)
}

/// The private RSA keys that are visible through a session.
pub(super) fn private_keys(session: &Session) -> Result<Vec<PrivateKey>, Error> {
    let class = ObjectClass::PRIVATE_KEY;
    find(session, &[Attribute::Class(class), Attribute::KeyType(KeyType::RSA)])?
        .into_iter()
        .map(|handle| {
            let always = attribute(session, handle, AttributeType::AlwaysAuthenticate)?;
            Ok(PrivateKey {
                handle,
                key: key(session, handle, class)?,
                login_each: matches!(always, Some(Attribute::AlwaysAuthenticate(true))),
            })
        })
        .collect()
}

fn key(session: &Session, handle: ObjectHandle, class: ObjectClass) -> Result<TokenKey, Error> {
    let modulus = bytes(session, handle, AttributeType::Modulus)?;
    let start = modulus.iter().position(|byte| *byte != 0);
    Ok(TokenKey {
        label: label(session, handle)?,
        id: id(session, handle)?,
        private: class == ObjectClass::PRIVATE_KEY,
        modulus: start.and_then(|start| modulus.get(start..)).map(<[u8]>::to_vec),
    })
}

/// All handles at once: a search that is left open blocks the session.
fn find(session: &Session, template: &[Attribute]) -> Result<Vec<ObjectHandle>, Error> {
    session.find_objects(template)
}

fn label(session: &Session, handle: ObjectHandle) -> Result<String, Error> {
    let label = bytes(session, handle, AttributeType::Label)?;
    Ok(String::from_utf8_lossy(&label).into_owned())
}

fn id(session: &Session, handle: ObjectHandle) -> Result<Vec<u8>, Error> {
    bytes(session, handle, AttributeType::Id)
}

/// The bytes of an attribute, empty if the object does not have it.
fn bytes(session: &Session, handle: ObjectHandle, kind: AttributeType) -> Result<Vec<u8>, Error> {
    Ok(match attribute(session, handle, kind)? {
        Some(
            Attribute::Label(bytes)
            | Attribute::Id(bytes)
            | Attribute::Value(bytes)
            | Attribute::Modulus(bytes),
        ) => bytes,
        _ => Vec::new(),
    })
}

/// One attribute per call: old modules reject the whole call if the object does not have one of
/// them.
fn attribute(
    session: &Session,
    handle: ObjectHandle,
    kind: AttributeType,
) -> Result<Option<Attribute>, Error> {
    Ok(session.get_attributes(handle, &[kind])?.pop())
}
