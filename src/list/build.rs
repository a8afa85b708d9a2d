//! Builds unsigned lists from recipes.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::build_error::{BuildError, BuildWarning};
use super::kind::Kind;
use super::model::{OwnedField, OwnedList};
use super::recipe::{Entry, Form, Layout, Recipe, Spelling, Unsigned, is_token, without_nul};
use super::role::Role;
use super::tag::{header, record};
use super::{MAX_BUILD, name};
use crate::certificate::{Certificate, PublicKey};
use crate::digest::{self, Digest};

/// An ITL with more certificates passes 64 KiB and does not load
/// (`docs/format.md`, section 12 \[D\]).
pub const MAX_ITL_CERTIFICATES: usize = 39;

impl Recipe<'_> {
    /// Builds the list. The same recipe gives the same bytes.
    ///
    /// # Errors
    /// [`BuildError`], where a rule of the format or of the phones forbids it.
    pub fn build(&self) -> Result<Unsigned, BuildError> {
        self.build_with(&[])
    }

    /// The same, followed by unchanged records of another list.
    ///
    /// # Errors
    /// As of [`Recipe::build`].
    pub fn build_with(&self, copied: &[Vec<OwnedField>]) -> Result<Unsigned, BuildError> {
        let signer = self.signer()?;
        let (bits, code) = self.signer_size(signer.certificate)?;
        let spelling = Spelling::of(signer, self.layout)?;
        self.check_identities()?;
        let mut list =
            OwnedList { header: self.header(&spelling, bits, code)?, records: Vec::new() };
        list.pad_header();
        for (index, entry) in self.entries.iter().enumerate() {
            list.records.push(self.record(entry, index.saturating_add(1))?);
        }
        list.records.extend_from_slice(copied);
        let carried = self.entries.iter().filter(|entry| entry.form != Form::Emptied).count();
        let carried = carried.saturating_add(copied.len());
        if self.kind == Kind::Itl && carried > MAX_ITL_CERTIFICATES {
            let limit = MAX_ITL_CERTIFICATES;
            return Err(BuildError::TooManyCertificates { limit, found: carried });
        }
        list.check_limits()?;
        let bytes = list.write()?;
        if bytes.len() > MAX_BUILD {
            let what = "the list".to_owned();
            return Err(BuildError::TooLong { what, limit: MAX_BUILD, found: bytes.len() });
        }
        Ok(Unsigned { bytes, digest: self.digest })
    }

    /// Warnings about a list that can be built.
    #[must_use]
    pub fn warnings(&self) -> Vec<BuildWarning> {
        let mut warnings = Vec::new();
        match self.digest {
            Digest::Sha1 => {}
            Digest::Sha256 => warnings.push(BuildWarning::Sha256 {}),
            Digest::Sha512 => warnings.push(BuildWarning::Sha512 {}),
        }
        if let Ok(Entry { certificate, .. }) = self.signer()
            && let PublicKey::Rsa { bits, .. } = certificate.key()
        {
            if *bits > 2048 {
                warnings.push(BuildWarning::LongKey { bits: *bits });
            } else if *bits < 1024 {
                warnings.push(BuildWarning::ShortKey {});
            }
        }
        if let Some(named) = Kind::of_name(self.filename.as_bytes()).filter(|it| *it != self.kind) {
            let name = format!("the FILENAME {}", self.filename);
            let (named, kind) = (named.with_article(), self.kind.with_article());
            warnings.push(BuildWarning::Name { name, named, kind });
        }
        let placed = |entry: &Entry<'_>| entry.host.is_some() || entry.address.is_some();
        if self.layout == Layout::Certutils && self.entries.iter().any(placed) {
            warnings.push(BuildWarning::NoHosts {});
        }
        let count = self.entries.iter().filter(|entry| entry.role == Role::SAST).count();
        if count > 2 {
            warnings.push(BuildWarning::ManySasts { count });
        }
        warnings
    }

    fn signer(&self) -> Result<&Entry<'_>, BuildError> {
        self.entries
            .get(self.signer)
            .filter(|entry| entry.role == Role::SAST)
            .ok_or(BuildError::SignerNotSast {})
    }

    /// Phones look for a signer by issuer and serial number alone (`docs/format.md`, section 4),
    /// as this list spells them; other lists may spell them as the certificate has them.
    fn check_identities(&self) -> Result<(), BuildError> {
        let mut known = BTreeMap::new();
        let sasts = self.entries.iter().zip(1_usize..).filter(|(e, _)| e.role == Role::SAST);
        for (entry, second) in sasts {
            let certificate = entry.certificate;
            let spelling = Spelling::of(entry, self.layout)?;
            let own = certificate.issuer().to_string().into_bytes();
            for (spelled, issuer, serial) in [
                (true, spelling.issuer, spelling.serial),
                (false, own, certificate.serial().to_vec()),
            ] {
                let identity = (spelled, issuer, serial);
                let (first, before) = *known.entry(identity).or_insert((second, certificate));
                if before.der() != certificate.der() {
                    return Err(BuildError::SameIdentity {
                        first,
                        second,
                        subject: before.subject().common_name(),
                        other: certificate.subject().common_name(),
                        identity: format!(
                            "issuer ({}) and serial number ({})",
                            name::cucm(certificate.issuer()),
                            hex::encode_upper(certificate.serial())
                        ),
                    });
                }
            }
        }
        Ok(())
    }

    /// Bits of the signer's key and their SIGNATUREMODULUS code.
    fn signer_size(&self, certificate: &Certificate) -> Result<(usize, u8), BuildError> {
        let subject = certificate.subject().common_name();
        let PublicKey::Rsa { bits, .. } = certificate.key() else {
            let key = certificate.key().to_string();
            return Err(BuildError::SignerNotRsa { subject, key });
        };
        let code =
            digest::modulus_code(*bits).ok_or(BuildError::SignerSize { subject, bits: *bits })?;
        if !self.digest.fits(*bits) {
            let digest = self.digest.name();
            return Err(BuildError::SignerDigest { digest, bits: *bits });
        }
        Ok((*bits, code))
    }

    fn header(
        &self,
        signer: &Spelling,
        bits: usize,
        code: u8,
    ) -> Result<Vec<OwnedField>, BuildError> {
        use header as tag;
        if self.filename.is_empty() {
            return Err(BuildError::EmptyText { what: "the FILENAME".to_owned() });
        }
        let name = OwnedField::text(tag::SIGNER_NAME, &signer.subject);
        let serial = OwnedField::bytes(tag::SERIAL_NUMBER, signer.serial.clone());
        let issuer = OwnedField::text(tag::CA_NAME, &signer.issuer);
        let signer_id = match self.layout {
            Layout::Cli | Layout::Client => vec![name, serial, issuer],
            Layout::Certutils => vec![name, issuer, serial],
        };
        let algorithm = vec![
            OwnedField::bytes(tag::SIGNATURE_ALGORITHM, [0]),
            OwnedField::bytes(tag::SIGNATURE_MODULUS, [code]),
        ];
        let info = vec![
            OwnedField::bytes(tag::DIGEST_ALGORITHM, [self.digest.code()]),
            OwnedField::Container { tag: tag::SIGNATURE_ALGO_INFO, fields: algorithm },
        ];
        let mut fields = vec![
            OwnedField::bytes(tag::VERSION, [1, 2]),
            OwnedField::Measured { tag: tag::HEADER_LENGTH },
        ];
        fields.extend(self.signer_version.map(|v| OwnedField::bytes(tag::SIGNER_VERSION, v)));
        fields.extend([
            OwnedField::Container { tag: tag::SIGNER_ID, fields: signer_id },
            OwnedField::Container { tag: tag::SIGNATURE_INFO, fields: info },
            OwnedField::bytes(tag::SIGNATURE, vec![0; bits / 8]),
            OwnedField::text(tag::FILENAME, without_nul("the FILENAME", &self.filename)?),
            OwnedField::bytes(tag::TIMESTAMP, self.timestamp.to_be_bytes()),
        ]);
        Ok(fields)
    }

    fn record(&self, entry: &Entry<'_>, number: usize) -> Result<Vec<OwnedField>, BuildError> {
        if entry.role == Role::SAST && entry.form != Form::Full {
            return Err(BuildError::FormOfSast { record: number });
        }
        if entry.form == Form::Emptied && self.layout == Layout::Certutils {
            return Err(BuildError::EmptiedCertutils { record: number });
        }
        if entry.role == Role::TVS && self.kind == Kind::Ctl {
            return Err(BuildError::TvsInCtl { record: number });
        }
        if let PublicKey::Other { algorithm, .. } = entry.certificate.key() {
            let algorithm = algorithm.clone();
            return Err(BuildError::KeyAlgorithm { record: number, algorithm });
        }
        let mut fields = vec![OwnedField::Measured { tag: record::RECORD_LENGTH }];
        fields.extend(self.dns_name(entry)?);
        let role = OwnedField::bytes(record::FUNCTION, entry.role.code().to_be_bytes());
        if entry.form == Form::Emptied {
            fields.push(role);
        } else {
            fields.extend(self.certificate_fields(entry, role)?);
        }
        fields.extend(self.ip_address(entry));
        if entry.form == Form::HashOnly {
            fields.push(OwnedField::bytes(record::CERT_HASH, entry.certificate.sha1()));
            fields.push(OwnedField::bytes(record::HASH_ALGORITHM, [Digest::Sha1.code()]));
        }
        Ok(fields)
    }

    /// SUBJECTNAME to CERTIFICATE.
    fn certificate_fields(
        &self,
        entry: &Entry<'_>,
        role: OwnedField,
    ) -> Result<Vec<OwnedField>, BuildError> {
        let certificate = entry.certificate;
        let spelling = Spelling::of(entry, self.layout)?;
        let subject = OwnedField::text(record::SUBJECT_NAME, &spelling.subject);
        let issuer = OwnedField::text(record::ISSUER_NAME, &spelling.issuer);
        let serial = OwnedField::bytes(record::SERIAL_NUMBER, spelling.serial);
        let mut fields = match self.layout {
            Layout::Cli | Layout::Client => vec![subject, role, issuer, serial],
            Layout::Certutils => vec![subject, issuer, serial, role],
        };
        fields.push(OwnedField::bytes(record::PUBLIC_KEY, certificate.key().bytes()));
        if self.layout != Layout::Client {
            fields.push(OwnedField::bytes(record::SIGNATURE, certificate.signature()));
        }
        if entry.form == Form::Full {
            fields.push(OwnedField::bytes(record::CERTIFICATE, certificate.der()));
        }
        Ok(fields)
    }

    fn dns_name(&self, entry: &Entry<'_>) -> Result<Option<OwnedField>, BuildError> {
        let host = without_nul("a host", entry.host.as_deref().unwrap_or_default())?;
        let text = match self.layout {
            Layout::Certutils => return Ok(None),
            Layout::Cli => host.split('.').next().unwrap_or_default().to_owned(),
            Layout::Client if is_token(entry, self.layout) => String::new(),
            Layout::Client => entry.address.map_or_else(|| host.to_owned(), |a| a.to_string()),
        };
        Ok(Some(OwnedField::text(record::DNS_NAME, &text)))
    }

    /// IPv6 has no sample: 16 bytes are our choice (`docs/format.md`, section 3).
    fn ip_address(&self, entry: &Entry<'_>) -> Option<OwnedField> {
        let bytes = match (self.layout, entry.address) {
            (Layout::Certutils, _) => return None,
            (_, Some(IpAddr::V4(address))) => address.octets().to_vec(),
            (_, Some(IpAddr::V6(address))) => address.octets().to_vec(),
            // Listings show that a token has an IPADDRESS, not which one.
            (_, None) if is_token(entry, self.layout) => vec![0; 4],
            (_, None) => return None,
        };
        Some(OwnedField::bytes(record::IP_ADDRESS, bytes))
    }
}
