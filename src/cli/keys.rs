//! CERT and KEY arguments to certificates and signers: files, or pkcs11: URIs.
//!
//! A PKCS#12 file is opened for its certificate and stays open for its key, so
//! that its passphrase is asked for once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Context as _;
use trustlist::certificate::{self, Certificate, CertificateError, MAX_CERTIFICATE_FILE};
use trustlist::digest::Digest;
use trustlist::signer::pkcs11::{Modules, Options, Pkcs11Signer, TokenError, TokenNote};
use trustlist::signer::secret::Secrets;
use trustlist::signer::software::{KeyFile, SoftwareSigner, has_key};
use trustlist::signer::uri::Uri;
use trustlist::signer::{KeyError, Signer};

use super::input::{self, Input};

/// The certificates and keys of one run.
pub(crate) struct Keys<'a> {
    secrets: &'a dyn Secrets,
    say: &'a dyn Fn(&TokenNote),
    final_try: bool,
    modules: Modules,
    /// PKCS#12 files that have been opened, by name.
    opened: RefCell<BTreeMap<String, (KeyFile, Certificate)>>,
}

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
    /// Whether the private key is where the certificate is. A token is taken to
    /// have it: whoever names one means its key.
    pub(crate) fn has_key(&self) -> bool {
        match &self.place {
            KeyPlace::File(file) => has_key(&file.bytes),
            KeyPlace::Token(_) => true,
        }
    }
}

impl KeyPlace {
    /// Reads a KEY argument.
    pub(crate) fn named(name: &str) -> anyhow::Result<Self> {
        if is_uri(name) {
            return Ok(Self::Token(Box::new(name.parse()?)));
        }
        Ok(Self::File(input::read(name, MAX_CERTIFICATE_FILE)?))
    }
}

impl<'a> Keys<'a> {
    /// `module` serves the URIs that name none; `say` is told what should be known
    /// before a PIN is tried.
    pub(crate) fn new(
        secrets: &'a dyn Secrets,
        module: Option<PathBuf>,
        final_try: bool,
        say: &'a dyn Fn(&TokenNote),
    ) -> Self {
        let modules = Modules::new(module);
        Self { secrets, say, final_try, modules, opened: RefCell::default() }
    }

    /// The certificate on a token; no PIN is needed.
    pub(crate) fn on_token(&self, uri: &Uri) -> Result<Certificate, TokenError> {
        let (token, found) = self.modules.get(uri)?.certificate(uri)?;
        found.decoded(&token)
    }

    /// The one certificate of a file or a URI, or the leaf of several in a file.
    pub(crate) fn certificate(&self, name: &str) -> anyhow::Result<Found> {
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

    /// The signer with the key at `place`. A file's key belongs to `certificate`; a
    /// token brings its own certificate. A passphrase is asked for here, a PIN only
    /// when the signer signs.
    pub(crate) fn signer(
        &self,
        certificate: &Certificate,
        place: &KeyPlace,
        digest: Digest,
    ) -> anyhow::Result<Box<dyn Signer + 'a>> {
        let file = match place {
            KeyPlace::File(file) => file,
            KeyPlace::Token(uri) => {
                let (secrets, say, final_try) = (self.secrets, self.say, self.final_try);
                let options = Options { digest, final_try, secrets, say };
                return Ok(Box::new(Pkcs11Signer::open(&self.modules.get(uri)?, uri, options)?));
            }
        };
        let certificate = certificate.clone();
        let signer = match self.opened.borrow_mut().remove(&file.name) {
            Some((key, _)) => SoftwareSigner::new(certificate, key),
            None => SoftwareSigner::open(certificate, &file.bytes, &file.name, self.secrets),
        };
        Ok(Box::new(signer.map_err(|error| named(error, file))?))
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

/// Whether a CERT or KEY argument is a URI: no file is meant by this prefix.
fn is_uri(name: &str) -> bool {
    name.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("pkcs11:"))
}
