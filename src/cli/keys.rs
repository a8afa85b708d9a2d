//! Resolves CERT and KEY arguments to certificates and signers: from files, or pkcs11: URIs.
//!
//! A PKCS#12 file is opened for its certificate and stays open for its key, so
//! that its passphrase is asked for once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsStr;

use anyhow::Context as _;
use trustlist::certificate::{self, Certificate, CertificateError, MAX_CERTIFICATE_FILE};
use trustlist::digest::Digest;
use trustlist::signer::secret::Secrets;
use trustlist::signer::software::{KeyFile, SoftwareSigner, has_key};
use trustlist::signer::uri::Uri;
use trustlist::signer::{KeyRef, SignError, Signer, TokenDriver};

use super::input::{self, Input};

/// The certificates and keys of one run.
pub(crate) struct Keys<'a> {
    secrets: &'a dyn Secrets,
    tokens: &'a dyn TokenDriver,
    /// PKCS#12 files that have been opened, by name and content: two names that are not UTF-8 may
    /// look the same.
    opened: RefCell<BTreeMap<Identity, (KeyFile, Certificate)>>,
}

/// The name and the content of a file.
type Identity = (String, Vec<u8>);

/// Where a key is.
#[derive(Clone)]
pub(crate) enum KeyPlace {
    File(Input),
    Token(Box<Uri>),
}

/// A certificate, and where it came from: its key may be there too.
pub(crate) struct Found {
    pub(crate) certificate: Certificate,
    pub(crate) place: KeyPlace,
}

impl Found {
    /// Whether the private key is where the certificate is. A token is assumed to have it: whoever
    /// names one means its key.
    pub(crate) fn has_key(&self) -> bool {
        match &self.place {
            KeyPlace::File(file) => has_key(&file.bytes),
            KeyPlace::Token(_) => true,
        }
    }
}

impl KeyPlace {
    /// Reads a KEY argument.
    pub(crate) fn named(name: &OsStr) -> anyhow::Result<Self> {
        if let Some(KeyRef::Token(uri)) = name.to_str().map(str::parse).transpose()? {
            return Ok(Self::Token(uri));
        }
        Ok(Self::File(input::read(name, MAX_CERTIFICATE_FILE)?))
    }
}

impl<'a> Keys<'a> {
    /// Reads passphrases and PINs from `secrets`.
    pub(crate) fn new(secrets: &'a dyn Secrets, tokens: &'a dyn TokenDriver) -> Self {
        Self { secrets, tokens, opened: RefCell::default() }
    }

    /// The certificate on a token; no PIN is needed.
    pub(crate) fn on_token(&self, uri: &Uri) -> Result<Certificate, SignError> {
        self.tokens.certificate(uri)
    }

    /// The certificate of a file or a URI, or the leaf of several in a file.
    pub(crate) fn certificate(&self, name: &OsStr) -> anyhow::Result<Found> {
        let place = KeyPlace::named(name)?;
        let certificate = match &place {
            KeyPlace::Token(uri) => self.on_token(uri)?,
            KeyPlace::File(file) => {
                match certificate::read(&file.bytes).and_then(certificate::leaf) {
                    Err(CertificateError::Pkcs12 {}) => self.open(file)?,
                    other => other.with_context(|| file.name.clone())?,
                }
            }
        };
        Ok(Found { certificate, place })
    }

    /// The signer with the key at `place`. A key in a file belongs to `certificate`; a token has
    /// its own certificate. A passphrase is asked for here, a PIN only when the signer signs.
    pub(crate) fn signer(
        &self,
        certificate: &Certificate,
        place: &KeyPlace,
        digest: Digest,
    ) -> anyhow::Result<Box<dyn Signer + 'a>> {
        let file = match place {
            KeyPlace::File(file) => file,
            KeyPlace::Token(uri) => return Ok(self.tokens.signer(uri, digest, self.secrets)?),
        };
        let certificate = certificate.clone();
        let signer = match self.opened.borrow_mut().remove(&identity(file)) {
            Some((key, _)) => SoftwareSigner::new(certificate, key),
            None => SoftwareSigner::open(certificate, &file.bytes, &file.name, self.secrets),
        };
        Ok(Box::new(signer.map_err(|error| error.in_file(&file.name))?))
    }

    fn open(&self, file: &Input) -> anyhow::Result<Certificate> {
        if let Some((_, certificate)) = self.opened.borrow().get(&identity(file)) {
            return Ok(certificate.clone());
        }
        let key = KeyFile::open(&file.bytes, &file.name, self.secrets)
            .map_err(|error| error.in_file(&file.name))?;
        let certificate =
            key.certificates().and_then(certificate::leaf).with_context(|| file.name.clone())?;
        self.opened.borrow_mut().insert(identity(file), (key, certificate.clone()));
        Ok(certificate)
    }
}

fn identity(file: &Input) -> Identity {
    (file.name.clone(), file.bytes.clone())
}
