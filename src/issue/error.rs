//! Why a certificate is not issued.

use x509_cert::der;

use crate::certificate::CertificateError;
use crate::error::described;
use crate::signer::SignError;

described! {
    /// Why a certificate was not issued.
    pub enum IssueError {
        /// A subject is not in the form of RFC 4514.
        Subject {
            /// What was given.
            found: String,
        } = "E-ISSUE-SUBJECT", Usage,
            "{found:?} is not a distinguished name in the form of RFC 4514",
            "write it as CN=pbx.example.net,O=Example,C=NZ, with \\ before a comma inside a value";
        /// An attribute of a subject has an invalid value.
        Attribute {
            /// The attribute's type, for example `CN`.
            key: String,
            /// What is wrong with its value.
            reason: &'static str,
        } = "E-ISSUE-ATTRIBUTE", Usage,
            "the {key} of the subject {reason}",
            "give it another value, or leave it out";
        /// A subjectAltName is neither an address nor the name of a host.
        AlternativeName {
            /// What was given.
            found: String,
        } = "E-ISSUE-SAN", Usage,
            "{found:?} is neither an IP address nor the name of a host",
            "give one name or address each time, for example pbx.example.net or 10.48.47.153";
        /// The validity period cannot be encoded in a certificate.
        Validity {
            /// Start of validity, Unix seconds.
            from: i64,
            /// End of validity, Unix seconds.
            to: i64,
        } = "E-ISSUE-VALIDITY", Usage,
            "a certificate cannot be valid from {from} to {to} (Unix seconds)",
            "choose a start in 1970 or later, and an end after the start and before the year 10000";
        /// The digest does not belong to the key's curve.
        DigestOfCurve {
            /// The key, for example `EC P-384`.
            key: String,
            /// The digest that it signs with.
            own: &'static str,
        } = "E-ISSUE-DIGEST", Usage,
            "an {key} key always signs with {own}; the digest cannot be chosen",
            "leave the digest out";
        /// The issuer's certificate is not that of a CA.
        IssuerNotCa {
            /// The issuer.
            issuer: String,
        } = "E-ISSUE-CA", No,
            "{issuer} is not a CA (RFC 5280, section 4.2.1.9); certificates issued by it would not be trusted",
            "issue with a certificate of the usage ca, or make a self-signed one";
        /// The issuer's key has an unsupported algorithm or size.
        IssuerKey {
            /// The issuer.
            issuer: String,
            /// Its key, for example `EC P-256`.
            key: String,
        } = "E-ISSUE-ISSUER", Key,
            "{issuer} has an {key} key, expected an RSA key of 1024, 2048 or 4096 bits",
            "choose another issuer; a self-signed certificate may have an EC key";
        /// A key could not be generated or encoded.
        NewKey {
            /// The reason that the engine gives.
            reason: String,
        } = "E-ISSUE-KEY", Key,
            "the new key could not be generated: {reason}",
            "try again";
        /// The certificate could not be encoded.
        Encoding {
            /// The reason that the encoder gives.
            reason: String,
        } = "E-ISSUE-DER", Usage,
            "the certificate could not be encoded: {reason}",
            "choose other names or a shorter serial";
        also
        /// The issuer's key is missing, wrong or unsuitable.
        Sign(SignError);
        also
        /// The issuer's certificate, or the new one, does not decode.
        Certificate(CertificateError);
    }
}

impl From<der::Error> for IssueError {
    fn from(error: der::Error) -> Self {
        Self::Encoding { reason: error.to_string() }
    }
}
