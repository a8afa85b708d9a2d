//! Why a key cannot sign.

use super::{SecretError, TokenError};
use crate::error::described;

described! {
    /// Why a key cannot sign.
    pub enum SignError {
        /// The certificate's key is not an RSA key.
        CertificateNotRsa {
            /// The certificate's subject.
            subject: String,
            /// The algorithm of its key.
            algorithm: String,
        } = "E-KEY-CERTIFICATE", Key,
            "the certificate of {subject} has an {algorithm} key, expected RSA",
            "sign with an RSA key; EC certificates are possible in records only";
        /// No signature with a key of this size has a known code.
        Size {
            /// Bits of the modulus.
            bits: usize,
        } = "E-KEY-SIZE", Key,
            "the RSA key has {bits} bits, expected 512, 1024, 2048 or 4096",
            "sign with a key of 1024 or 2048 bits, which every phone verifies";
        /// The digest does not fit into a signature of this key.
        DigestTooLong {
            /// The digest's name.
            digest: &'static str,
            /// Bits of the modulus.
            bits: usize,
        } = "E-KEY-DIGEST", Key,
            "a signature of an RSA key of {bits} bits is too short for {digest}",
            "sign with SHA-1, or with a longer key";
        /// The private key does not belong to the certificate.
        Mismatch {
            /// The certificate's subject.
            subject: String,
        } = "E-KEY-MISMATCH", Key,
            "the private key does not belong to the certificate of {subject}",
            "name the key that belongs to this certificate";
        /// A signature was made, but does not verify; nothing was written.
        Unverified {
            /// The certificate's subject.
            subject: String,
        } = "E-KEY-VERIFY", Key,
            "the new signature does not verify with the certificate of {subject}; nothing was written",
            "check that key and certificate belong together";
        /// The signing operation failed.
        Failed {
            /// The reason that the engine gives.
            reason: String,
        } = "E-KEY-SIGN", Key,
            "the key cannot sign: {reason}",
            "check the key with another program";
        also
        /// Its passphrase or PIN cannot be read.
        Secret(SecretError);
        also
        /// Its token, the module or the PIN is missing, wrong or unsuitable.
        Token(TokenError);
    }
}
