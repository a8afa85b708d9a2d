//! Signers: whoever holds a private key and its certificate.
//!
//! A signer is opened without a secret being asked for where that is possible,
//! so that everything else can fail first. Knows nothing of lists, clusters or
//! terminals.

mod key_ref;
pub mod pkcs11;
pub mod secret;
pub mod software;
pub mod uri;

pub use self::key_ref::KeyRef;
use self::pkcs11::TokenError;
use self::secret::Secrets;
use self::uri::Uri;
use crate::certificate::{Certificate, PublicKey};
use crate::digest::{Digest, modulus_code};
use crate::error::described;

described! {
    /// Why a key, or the secret that opens it, does not serve.
    pub enum KeyError {
        /// The file holds no private key.
        NoKey {
            /// What the file holds instead.
            found: String,
        } = "E-KEY-NONE", Key,
            "expected a private key in PKCS#1, PKCS#8 or PKCS#12, found {found}",
            "name the file that holds the private key";
        /// The file holds several private keys.
        SeveralKeys {
            /// How many.
            count: usize,
        } = "E-KEY-SEVERAL", Key,
            "the file holds {count} private keys, expected one",
            "split the file and name the one with the signer's key";
        /// The key's encoding does not decode.
        Malformed {
            /// Which encoding, and what is wrong with it.
            reason: String,
        } = "E-KEY-FORM", Key,
            "the private key does not decode: {reason}",
            "export the key again as PKCS#8 or PKCS#12";
        /// The key, or the file around it, is encrypted in a way that is not supported.
        UnsupportedEncryption {
            /// What it is encrypted with.
            scheme: String,
        } = "E-KEY-SCHEME", Key,
            "the private key is encrypted with {scheme}, which is not supported",
            "write the key anew with `openssl pkcs8 -topk8 -in OLD -out NEW`, after \
             `openssl pkcs12 -legacy -nocerts` where it stands in PKCS#12";
        /// The key is not an RSA key.
        NotRsa {
            /// The key's algorithm.
            algorithm: String,
        } = "E-KEY-ALGORITHM", Key,
            "the private key's algorithm is {algorithm}; a trust list is signed with RSA",
            "sign with an RSA key; EC certificates may stand in records only";
        /// The certificate's key is not an RSA key.
        CertificateNotRsa {
            /// The certificate's subject.
            subject: String,
            /// The algorithm of its key.
            algorithm: String,
        } = "E-KEY-CERTIFICATE", Key,
            "the certificate of {subject} has an {algorithm} key; a trust list is signed with RSA",
            "sign with an RSA key; EC certificates may stand in records only";
        /// No signature with a key of this size has a known code.
        Size {
            /// Bits of the modulus.
            bits: usize,
        } = "E-KEY-SIZE", Key,
            "the RSA key has {bits} bits; lists are signed with 512, 1024, 2048 or 4096",
            "sign with a key of 1024 or 2048 bits, which every phone verifies";
        /// The digest does not fit into a signature of this key.
        DigestTooLong {
            /// The digest's name.
            digest: &'static str,
            /// Bits of the modulus.
            bits: usize,
        } = "E-KEY-DIGEST", Key,
            "a signature of an RSA key of {bits} bits has no room for {digest}",
            "sign with SHA-1, or with a longer key";
        /// The private key is not the one of the certificate.
        Mismatch {
            /// The certificate's subject.
            subject: String,
        } = "E-KEY-MISMATCH", Key,
            "the private key does not belong to the certificate of {subject}",
            "name the key and the certificate that were made together";
        /// The passphrase or PIN does not open the key.
        WrongSecret {
            /// The key's name, as the user gave it.
            key: String,
        } = "E-KEY-SECRET", Key,
            "the passphrase does not open {key}",
            "check the passphrase; it was tried once and is not tried again";
        /// The key is encrypted, and nothing says where its passphrase is.
        NoSecret {
            /// The key's name, as the user gave it.
            key: String,
        } = "E-KEY-NO-SECRET", Key,
            "{key} needs its PIN or passphrase, and there is no terminal to ask on",
            "name a source of it";
        /// A passphrase source is none of the known ones. What it says is not
        /// shown: it may be the passphrase itself.
        SecretSource {} = "E-SECRET-SOURCE", Input,
            "the source of a passphrase is not file:PATH, fd:NUMBER or env:NAME",
            "name where the passphrase is, never the passphrase itself";
        /// One source was to serve two keys.
        SecretTwice {
            /// The source, for example `--pin-file /run/pin`.
            source: String,
            /// The key it served.
            first: String,
            /// The other key.
            second: String,
        } = "E-SECRET-TWICE", Usage,
            "{source} is for one key: it opened {first} and is not tried on {second}",
            "name the PIN of a token with pin-source in its URI, or leave the option out and be asked";
        /// A passphrase source gave an empty first line.
        EmptySecret {
            /// The source, for example `--pin-env PIN`.
            source: String,
        } = "E-SECRET-EMPTY", Key,
            "{source}: the first line, which is the passphrase, is empty",
            "give the passphrase; a file has it in its first line";
        /// A passphrase source cannot be read.
        SecretUnreadable {
            /// The source, for example `--pin-file /run/pin`.
            source: String,
            /// What the operating system says.
            reason: String,
        } = "E-SECRET-READ", Key,
            "{source} cannot be read: {reason}",
            "check the name and the permissions of the source";
        /// A passphrase is longer than any passphrase, or is not text.
        SecretForm {
            /// The source, for example `--pin-file /run/pin`.
            source: String,
            /// What is wrong with it.
            reason: String,
        } = "E-SECRET-FORM", Key,
            "{source}: the passphrase {reason}",
            "check that the source holds the passphrase and nothing else";
        /// The list names another signer than the one that is to sign.
        NotTheSigner {
            /// The certificate's subject.
            subject: String,
        } = "E-KEY-NOT-THE-SIGNER", Key,
            "the list to be signed does not name {subject} as its signer",
            "sign with the key of the SAST that the list names";
        /// A signature was made, but does not verify; nothing was written.
        Unverified {
            /// The certificate's subject.
            subject: String,
        } = "E-KEY-VERIFY", Key,
            "the signature just made does not verify with the certificate of {subject}; nothing was written",
            "check that key and certificate belong together";
        /// The signing operation failed.
        Failed {
            /// What the engine says.
            reason: String,
        } = "E-KEY-SIGN", Key,
            "the key does not sign: {reason}",
            "check the key with another program";
        also
        /// A token, its module or its PIN does not serve.
        Token(TokenError);
    }
}

/// Whether a key of so many bits can sign with this digest.
///
/// # Errors
/// [`KeyError::Size`] where the size has no code, [`KeyError::DigestTooLong`]
/// where the digest does not fit.
pub fn check_size(bits: usize, digest: Digest) -> Result<(), KeyError> {
    if modulus_code(bits).is_none() {
        return Err(KeyError::Size { bits });
    }
    if !digest.fits(bits) {
        return Err(KeyError::DigestTooLong { digest: digest.name(), bits });
    }
    Ok(())
}

/// Whether the key of a certificate can sign with this digest.
fn check_certificate(certificate: &Certificate, digest: Digest) -> Result<(), KeyError> {
    match certificate.key() {
        PublicKey::Rsa { bits, .. } => check_size(*bits, digest),
        other => Err(KeyError::CertificateNotRsa {
            subject: certificate.subject().to_string(),
            algorithm: other.to_string(),
        }),
    }
}

/// A private key with its certificate.
pub trait Signer {
    /// The certificate whose key signs.
    fn certificate(&self) -> &Certificate;

    /// Signs `message` with RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2) and
    /// returns as many bytes as the modulus has.
    ///
    /// # Errors
    /// [`KeyError`] where the key cannot be used. A secret is asked for here at
    /// the latest, and a wrong one is never tried twice.
    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, KeyError>;
}

impl KeyError {
    /// Whether it is about a secret, whose source or key it names.
    #[must_use]
    pub const fn is_of_secret(&self) -> bool {
        matches!(
            self,
            Self::WrongSecret { .. }
                | Self::NoSecret { .. }
                | Self::EmptySecret { .. }
                | Self::SecretUnreadable { .. }
                | Self::SecretForm { .. }
        )
    }
}

/// Opens keys on tokens.
pub trait TokenDriver {
    /// The certificate that a URI names; no PIN is needed.
    ///
    /// # Errors
    /// [`KeyError`], where it does not name exactly one.
    fn certificate(&self, uri: &Uri) -> Result<Certificate, KeyError>;

    /// The signer that a URI names. The PIN is asked for when it signs.
    ///
    /// # Errors
    /// [`KeyError`], for what can be known without the PIN.
    fn signer<'s>(
        &'s self,
        uri: &Uri,
        digest: Digest,
        secrets: &'s dyn Secrets,
    ) -> Result<Box<dyn Signer + 's>, KeyError>;
}
