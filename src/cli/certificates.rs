//! CERT arguments to certificates. A PKCS#12 file is opened for them, once, and
//! what was opened stays for the key.

use std::cell::RefCell;
use std::collections::BTreeMap;

use anyhow::Context as _;
use trustlist::certificate::{self, Certificate, CertificateError, MAX_CERTIFICATE_FILE};
use trustlist::signer::KeyError;
use trustlist::signer::secret::Secrets;
use trustlist::signer::software::{KeyFile, SoftwareSigner, has_key};

use super::input::{self, Input};

/// The files of a run that hold certificates and keys.
pub(crate) struct Files<'a> {
    secrets: &'a dyn Secrets,
    /// PKCS#12 files that have been opened, by name.
    opened: RefCell<BTreeMap<String, (KeyFile, Certificate)>>,
}

/// A certificate and the file it came from.
pub(crate) struct Found {
    pub(crate) certificate: Certificate,
    file: Input,
}

impl Found {
    /// Whether the file also holds a private key.
    pub(crate) fn has_key(&self) -> bool {
        has_key(&self.file.bytes)
    }

    /// The file itself, for its key.
    pub(crate) fn into_file(self) -> Input {
        self.file
    }

    /// A copy of the file, for its key.
    pub(crate) fn file(&self) -> Input {
        self.file.clone()
    }
}

impl<'a> Files<'a> {
    pub(crate) fn new(secrets: &'a dyn Secrets) -> Self {
        Self { secrets, opened: RefCell::default() }
    }

    /// The one certificate of a file, or the leaf of several.
    pub(crate) fn certificate(&self, name: &str) -> anyhow::Result<Found> {
        let file = input::read(name, MAX_CERTIFICATE_FILE)?;
        let certificate = match certificate::read(&file.bytes).and_then(certificate::leaf) {
            Err(CertificateError::Pkcs12 {}) => self.open(&file)?,
            other => other.with_context(|| file.name.clone())?,
        };
        Ok(Found { certificate, file })
    }

    /// The signer of a certificate with the key in `file`.
    pub(crate) fn signer(
        &self,
        certificate: Certificate,
        file: &Input,
    ) -> anyhow::Result<SoftwareSigner> {
        match self.opened.borrow_mut().remove(&file.name) {
            Some((key, _)) => SoftwareSigner::new(certificate, key),
            None => SoftwareSigner::open(certificate, &file.bytes, &file.name, self.secrets),
        }
        .map_err(|error| named(error, file))
    }

    fn open(&self, file: &Input) -> anyhow::Result<Certificate> {
        if let Some((_, certificate)) = self.opened.borrow().get(&file.name) {
            return Ok(certificate.clone());
        }
        let key = KeyFile::open(&file.bytes, &file.name, self.secrets)
            .map_err(|error| named(error, file))?;
        let certificate =
            key.certificates().and_then(certificate::leaf).with_context(|| file.name.clone())?;
        self.opened.borrow_mut().insert(file.name.clone(), (key, certificate.clone()));
        Ok(certificate)
    }
}

/// The error of a key with the name of its file. What is wrong with a secret
/// names its source instead, or the key.
fn named(error: KeyError, file: &Input) -> anyhow::Error {
    match error {
        KeyError::WrongSecret { .. }
        | KeyError::NoSecret { .. }
        | KeyError::EmptySecret { .. }
        | KeyError::SecretUnreadable { .. }
        | KeyError::SecretForm { .. } => error.into(),
        _ => anyhow::Error::from(error).context(file.name.clone()),
    }
}
