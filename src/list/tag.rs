//! Tags and their names as `show ctl` prints them (`docs/format.md`, sections 2
//! and 3). The misspellings are CUCM's.

/// Tags of the header.
pub mod header {
    /// Version: major, minor.
    pub const VERSION: u8 = 0x01;
    /// HeaderLength.
    pub const HEADER_LENGTH: u8 = 0x02;
    /// SIGNERID, a container.
    pub const SIGNER_ID: u8 = 0x03;
    /// SIGNERNAME.
    pub const SIGNER_NAME: u8 = 0x04;
    /// SERIALNUMBER.
    pub const SERIAL_NUMBER: u8 = 0x05;
    /// CANAME.
    pub const CA_NAME: u8 = 0x06;
    /// SIGNATUREINFO, a container.
    pub const SIGNATURE_INFO: u8 = 0x07;
    /// DIGESTALGORTITHM.
    pub const DIGEST_ALGORITHM: u8 = 0x08;
    /// SIGNATUREALGOINFO, a container.
    pub const SIGNATURE_ALGO_INFO: u8 = 0x09;
    /// SIGNATUREALGORTITHM.
    pub const SIGNATURE_ALGORITHM: u8 = 0x0a;
    /// SIGNATUREMODULUS.
    pub const SIGNATURE_MODULUS: u8 = 0x0b;
    /// SIGNATURE.
    pub const SIGNATURE: u8 = 0x0c;
    /// A pad: one byte without a length.
    pub const PAD: u8 = 0x0d;
    /// FILENAME.
    pub const FILENAME: u8 = 0x0e;
    /// TIMESTAMP.
    pub const TIMESTAMP: u8 = 0x0f;
    /// The signer version.
    pub const SIGNER_VERSION: u8 = 0x1c;

    /// The name of a header tag; `None` where it is unknown. CUCM prints no name
    /// for 1C; ours follows certutils' word for it.
    #[must_use]
    pub const fn name(tag: u8) -> Option<&'static str> {
        Some(match tag {
            VERSION => "Version",
            HEADER_LENGTH => "HeaderLength",
            SIGNER_ID => "SIGNERID",
            SIGNER_NAME => "SIGNERNAME",
            SERIAL_NUMBER => "SERIALNUMBER",
            CA_NAME => "CANAME",
            SIGNATURE_INFO => "SIGNATUREINFO",
            DIGEST_ALGORITHM => "DIGESTALGORTITHM",
            SIGNATURE_ALGO_INFO => "SIGNATUREALGOINFO",
            SIGNATURE_ALGORITHM => "SIGNATUREALGORTITHM",
            SIGNATURE_MODULUS => "SIGNATUREMODULUS",
            SIGNATURE => "SIGNATURE",
            PAD => "PAD",
            FILENAME => "FILENAME",
            TIMESTAMP => "TIMESTAMP",
            SIGNER_VERSION => "SIGNERVERSION",
            _ => return None,
        })
    }

    /// Whether the field's value consists of fields.
    #[must_use]
    pub const fn is_container(tag: u8) -> bool {
        matches!(tag, SIGNER_ID | SIGNATURE_INFO | SIGNATURE_ALGO_INFO)
    }
}

/// Tags of a record.
pub mod record {
    /// RECORDLENGTH.
    pub const RECORD_LENGTH: u8 = 0x01;
    /// DNSNAME.
    pub const DNS_NAME: u8 = 0x02;
    /// SUBJECTNAME.
    pub const SUBJECT_NAME: u8 = 0x03;
    /// FUNCTION: the role.
    pub const FUNCTION: u8 = 0x04;
    /// ISSUERNAME.
    pub const ISSUER_NAME: u8 = 0x05;
    /// SERIALNUMBER.
    pub const SERIAL_NUMBER: u8 = 0x06;
    /// PUBLICKEY.
    pub const PUBLIC_KEY: u8 = 0x07;
    /// SIGNATURE: the certificate's own.
    pub const SIGNATURE: u8 = 0x08;
    /// CERTIFICATE.
    pub const CERTIFICATE: u8 = 0x09;
    /// IPADDRESS.
    pub const IP_ADDRESS: u8 = 0x0a;
    /// CERTHASH.
    pub const CERT_HASH: u8 = 0x0b;
    /// HASH ALGORITHM.
    pub const HASH_ALGORITHM: u8 = 0x0c;

    /// The name of a record tag; `None` where it is unknown.
    #[must_use]
    pub const fn name(tag: u8) -> Option<&'static str> {
        Some(match tag {
            RECORD_LENGTH => "RECORDLENGTH",
            DNS_NAME => "DNSNAME",
            SUBJECT_NAME => "SUBJECTNAME",
            FUNCTION => "FUNCTION",
            ISSUER_NAME => "ISSUERNAME",
            SERIAL_NUMBER => "SERIALNUMBER",
            PUBLIC_KEY => "PUBLICKEY",
            SIGNATURE => "SIGNATURE",
            CERTIFICATE => "CERTIFICATE",
            IP_ADDRESS => "IPADDRESS",
            CERT_HASH => "CERTHASH",
            HASH_ALGORITHM => "HASH ALGORITHM",
            _ => return None,
        })
    }
}
