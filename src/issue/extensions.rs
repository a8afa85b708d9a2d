//! The extensions of a certificate, in the order in which they are written, including those derived
//! from the issuer's certificate.

use sha1::{Digest as _, Sha1};
use x509_cert::der::asn1::OctetString;
use x509_cert::der::flagset::FlagSet;
use x509_cert::der::oid::AssociatedOid;
use x509_cert::der::{self, Decode as _, Encode};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectAltName,
    SubjectKeyIdentifier,
};
use x509_cert::name::Name;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::{AlternativeName, IssueError, Request};
use crate::certificate::{Certificate, PublicKey};
use crate::digest::modulus_code;

/// What is derived from the issuer's certificate.
pub(super) struct Authority {
    name: Name,
    key_identifier: OctetString,
}

impl Authority {
    pub(super) fn of(certificate: &Certificate) -> Result<Self, IssueError> {
        let issuer = || certificate.subject().to_string();
        match certificate.key() {
            // Signers have keys of the sizes that sign lists.
            PublicKey::Rsa { bits, .. } if modulus_code(*bits).is_some() => {}
            key => {
                return Err(IssueError::IssuerKey { issuer: issuer(), key: key.to_string() });
            }
        }
        let decoded = x509_cert::Certificate::from_der(certificate.der())?.tbs_certificate;
        let constraints = decoded.get::<BasicConstraints>()?;
        if !constraints.is_some_and(|(_, constraints)| constraints.ca) {
            return Err(IssueError::IssuerNotCa { issuer: issuer() });
        }
        let key_identifier = match decoded.get::<SubjectKeyIdentifier>()? {
            Some((_, identifier)) => identifier.0,
            None => key_identifier(&decoded.subject_public_key_info)?,
        };
        Ok(Self { name: decoded.subject, key_identifier })
    }

    /// Its subject, which is the issuer in certificates that it issues.
    pub(super) fn name(&self) -> Name {
        self.name.clone()
    }
}

/// All extensions; `authority` is `None` for a self-signed certificate.
pub(super) fn extensions(
    request: &Request,
    key: &SubjectPublicKeyInfoOwned,
    authority: Option<Authority>,
) -> der::Result<Vec<Extension>> {
    let usage = &request.usage;
    let flags = usage.key.iter().fold(FlagSet::default(), |flags, flag| flags | *flag);
    let mut extensions = vec![extension(&KeyUsage(flags), false)?];
    if !usage.extended.is_empty() {
        extensions.push(extension(&ExtendedKeyUsage(usage.extended.to_vec()), false)?);
    }
    if usage.ca {
        let constraints = BasicConstraints { ca: true, path_len_constraint: Some(0) };
        extensions.push(extension(&constraints, true)?);
    }
    extensions.push(extension(&SubjectKeyIdentifier(key_identifier(key)?), false)?);
    if let Some(authority) = authority {
        let identifier = AuthorityKeyIdentifier {
            key_identifier: Some(authority.key_identifier),
            ..AuthorityKeyIdentifier::default()
        };
        extensions.push(extension(&identifier, false)?);
    }
    if !request.names.is_empty() {
        let names: der::Result<_> = request.names.iter().map(AlternativeName::general).collect();
        extensions.push(extension(&SubjectAltName(names?), false)?);
    }
    Ok(extensions)
}

fn extension<E: AssociatedOid + Encode>(value: &E, critical: bool) -> der::Result<Extension> {
    let extn_value = OctetString::new(value.to_der()?)?;
    Ok(Extension { extn_id: E::OID, critical, extn_value })
}

/// RFC 5280, section 4.2.1.2, method 1.
fn key_identifier(key: &SubjectPublicKeyInfoOwned) -> der::Result<OctetString> {
    OctetString::new(Sha1::digest(key.subject_public_key.raw_bytes()).to_vec())
}
