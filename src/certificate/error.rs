//! What can be wrong with a certificate or its file.

use crate::error::described;

described! {
    /// Why a certificate could not be had from its bytes.
    pub enum CertificateError {
        /// The bytes are neither PEM, nor a DER certificate, nor PKCS#7.
        NotACertificate {
            /// What the bytes look like instead.
            found: String,
        } = "E-CERT-FORM", Input,
            "expected a certificate in PEM, DER or PKCS#7, found {found}",
            "export the certificate again as PEM or DER";
        /// The file is PEM, but holds no certificate.
        NoCertificate {
            /// The labels of the PEM blocks that are there.
            labels: String,
        } = "E-CERT-NONE", Input,
            "the file holds no certificate, only {labels}",
            "name a file that holds a CERTIFICATE or PKCS7 block";
        /// The file is PKCS#12, which is encrypted as a whole.
        Pkcs12 {} = "E-CERT-PKCS12", Input,
            "the file is PKCS#12; its certificates cannot be read without its passphrase",
            "name the file as the signer and as its key, or export the certificate as PEM";
        /// The DER of a certificate does not decode.
        Der {
            /// What the decoder says.
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
        /// Several certificates are in the file and none of them is the one leaf.
        Ambiguous {
            /// The subjects of the candidates.
            subjects: String,
        } = "E-CERT-AMBIGUOUS", Input,
            "the file holds several certificates and none is the one leaf: {subjects}",
            "split the file and name the one certificate that is meant";
        /// The file is larger than any certificate file.
        TooLarge {
            /// The limit, in bytes.
            limit: usize,
        } = "E-CERT-SIZE", Input,
            "the file is larger than the {limit} bytes that a certificate file may have",
            "check that this is the certificate's file";
    }
}
