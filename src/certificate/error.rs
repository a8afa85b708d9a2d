//! Errors of certificates and their files.

use crate::error::described;

described! {
    /// Why a certificate cannot be read.
    pub enum CertificateError {
        /// The bytes are neither PEM, nor a DER certificate, nor PKCS#7.
        NotACertificate {
            /// What the bytes look like instead.
            found: String,
        } = "E-CERT-FORM", Input,
            "expected a certificate in PEM, DER or PKCS#7, found {found}",
            "export the certificate again as PEM or DER";
        /// The file is PEM, but contains no certificate.
        NoCertificate {
            /// The labels of the PEM blocks that are there.
            labels: String,
        } = "E-CERT-NONE", Input,
            "the file contains no certificate, only {labels}",
            "name a file that contains a CERTIFICATE or PKCS7 block";
        /// The file is PKCS#12, which is encrypted as a whole.
        Pkcs12 {} = "E-CERT-PKCS12", Input,
            "the file is PKCS#12; its certificates cannot be read without its passphrase",
            "name the file as the signer and as its key, or export the certificate as PEM";
        /// The DER of a certificate does not decode.
        Der {
            /// The reason that the decoder gives.
            reason: String,
        } = "E-CERT-DER", Input,
            "the certificate does not decode: {reason}",
            "export the certificate again";
        /// Bytes follow the end of the certificate's DER.
        Trailing {
            /// Length of the certificate, in bytes.
            length: usize,
            /// How many bytes follow it.
            extra: usize,
        } = "E-CERT-TRAILING", Input,
            "{extra} bytes follow the end of the certificate at byte {length}",
            "export the certificate again; nothing may follow its DER";
        /// The file contains several certificates, but not exactly one leaf.
        Ambiguous {
            /// The subjects of the candidates.
            subjects: String,
        } = "E-CERT-AMBIGUOUS", Input,
            "the file contains several certificates, expected exactly one leaf: {subjects}",
            "split the file and name the one with the right certificate";
        /// The file is larger than any valid certificate file.
        TooLarge {
            /// The limit, in bytes.
            limit: usize,
        } = "E-CERT-SIZE", Input,
            "the file is larger than {limit} bytes, the limit for a certificate file",
            "check that this is a certificate file";
    }
}
