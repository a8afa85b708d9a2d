//! What can be said about a list that parses.

use crate::error::{Place, described};
use crate::list::FieldName;

described! {
    /// Something to be said about a list that parses.
    pub enum Finding {
        /// The signature is not the one of the signer's certificate over these bytes.
        Signature {
            /// Where SIGNATURE is.
            place: Place,
            /// Number of the signer's record.
            signer: usize,
        } = "V-SIGNATURE", No,
            "{place}: the signature does not verify with the certificate of record {signer}",
            "do not give this list to a phone; fetch it again, or build it anew";
        /// No SAST record has the header's issuer and serial.
        NoSigner {
            /// Where SIGNERID is.
            place: Place,
            /// The header's issuer and serial.
            wanted: String,
        } = "V-SIGNER-NONE", No,
            "{place}: no SAST record has the signer's issuer and serial ({wanted})",
            "do not give this list to a phone; build it anew with its signer among the SASTs";
        /// A SAST record has them only when spelled otherwise.
        SignerSpelling {
            /// Where SIGNERID is.
            place: Place,
            /// Number of the record.
            record: usize,
        } = "V-SIGNER-SPELLING", No,
            "{place}: the signer is record {record} only when spelled otherwise; phones compare bytes",
            "build the list anew, with one spelling of the signer";
        /// Several SAST records with different keys have them.
        SeveralSigners {
            /// Where SIGNERID is.
            place: Place,
            /// Number of one record.
            first: usize,
            /// Number of another.
            second: usize,
        } = "V-SIGNER-SEVERAL", No,
            "{place}: records {first} and {second} both have the signer's issuer and serial, with different keys",
            "build the list anew; give certificates different serials";
        /// The signer's record carries no certificate.
        SignerWithoutCertificate {
            /// Where the record begins.
            place: Place,
        } = "V-SIGNER-CERTIFICATE", No,
            "{place}: the signer's record has no certificate to verify the signature with",
            "build the list anew, with the signer's certificate";
        /// The signer's key cannot have made the signature.
        SignerKey {
            /// Where the record begins.
            place: Place,
            /// The key.
            key: String,
        } = "V-SIGNER-KEY", No,
            "{place}: the signer's key is {key}; lists are signed with RSA keys of up to 8192 bits",
            "build the list anew, signed with an RSA key";
        /// The list is not signed by the certificate that was insisted on.
        OtherSigner {
            /// Subject of the certificate that was insisted on.
            expected: String,
            /// Subject of the signer.
            found: String,
        } = "V-SIGNER-OTHER", No,
            "expected the list to be signed by {expected}, found {found}",
            "find out who signed this list before a phone gets it";
        /// The digest's code is unknown.
        UnknownDigest {
            /// Where it is.
            place: Place,
            /// The code.
            code: u8,
        } = "V-DIGEST", No,
            "{place}: expected digest 1, 2 or 3 (SHA-1, SHA-256, SHA-512), found {code}",
            "the signature cannot be checked; build the list anew";
        /// The signature algorithm's code is unknown.
        UnknownAlgorithm {
            /// Where it is.
            place: Place,
            /// The code.
            code: u8,
        } = "V-ALGORITHM", No,
            "{place}: expected signature algorithm 0 (RSA PKCS#1 v1.5), found {code}",
            "the signature cannot be checked; build the list anew";
        /// A certificate does not decode.
        Certificate {
            /// Where it is.
            place: Place,
            /// Why.
            reason: String,
        } = "V-CERTIFICATE", No,
            "{place}: {reason}",
            "build the list anew, with the certificate as its server has it";
        /// A copy of a part of the certificate differs from it.
        Copy {
            /// Where the copy is.
            place: Place,
            /// Which field.
            field: FieldName,
            /// What the certificate has.
            expected: String,
            /// What the copy has.
            found: String,
        } = "V-COPY", No,
            "{place}: expected {field} to be the certificate's {expected}, found {found}",
            "build the list anew: a phone would believe the copy";
        /// A text has a NUL before its end.
        NulInText {
            /// Where it is.
            place: Place,
            /// Which field.
            field: FieldName,
        } = "V-NUL", No,
            "{place}: {field} has a NUL before its end",
            "do not give this list to a phone: it would read a shorter text than is printed here";
        /// SIGNATURE is not where the signer put it: its own place is not signed.
        SignaturePlace {
            /// Where it is.
            place: Place,
            /// Where it belongs.
            expected: usize,
        } = "V-SIGNATURE-PLACE", No,
            "{place}: expected SIGNATURE (tag 0C) at byte {expected}, behind SIGNATUREINFO (tag 07)",
            "do not give this list to a phone: it was changed after it was signed; fetch it again";
        /// A tag that is not known.
        UnknownTag {
            /// Where it is.
            place: Place,
            /// The tag.
            tag: u8,
            /// Bytes of its value.
            length: usize,
        } = "V-ODD-TAG", Note,
            "{place}: unknown tag {tag:02X} with {length} bytes",
            "harmless, if the list comes from a newer program";
        /// More tags of the same part that are not known.
        MoreUnknownTags {
            /// Where the first of them is.
            place: Place,
            /// How many there are.
            count: usize,
        } = "V-ODD-TAGS", Note,
            "{place}: {count} more fields with unknown tags from here on",
            "harmless, if the list comes from a newer program";
        /// A name that is not that of the list's kind.
        Filename {
            /// Where it is.
            place: Place,
            /// What it is to be, and why.
            expected: String,
            /// What it is.
            found: String,
        } = "V-ODD-FILENAME", Note,
            "{place}: expected the FILENAME {expected}, found {found}",
            "check which list this is: phones go by the FILENAME";
        /// A role that is not known.
        UnknownRole {
            /// Where it is.
            place: Place,
            /// The FUNCTION value.
            code: u16,
        } = "V-ODD-ROLE", Note,
            "{place}: unknown role {code}",
            "harmless, if the list comes from a newer program";
        /// More pads than it takes to reach a multiple of four.
        Pads {
            /// Where the header ends.
            place: Place,
            /// How many would do.
            expected: usize,
            /// How many there are.
            found: usize,
        } = "V-ODD-PADS", Note,
            "{place}: expected {expected} pads, found {found}",
            "harmless; the list was not made by CUCM";
        /// SIGNATUREMODULUS does not fit the signature's length.
        ModulusCode {
            /// Where it is.
            place: Place,
            /// Bits of the signature.
            bits: usize,
            /// The code.
            code: u8,
        } = "V-ODD-MODULUS", Note,
            "{place}: SIGNATUREMODULUS {code} is not the code of a signature of {bits} bits",
            "harmless; readers take the size from the signature";
        /// A version above those known.
        Version {
            /// Where it is.
            place: Place,
            /// Major.
            major: u8,
            /// Minor.
            minor: u8,
        } = "V-ODD-VERSION", Note,
            "{place}: expected version 1.0 to 1.2, found {major}.{minor}",
            "harmless, if the list comes from a newer program";
        /// An address that is not IPv4.
        Address {
            /// Where it is.
            place: Place,
            /// Its bytes.
            length: usize,
        } = "V-ODD-ADDRESS", Note,
            "{place}: expected an IPADDRESS of 4 bytes, found {length}",
            "nothing is known of how phones take it";
        /// The algorithm of a certificate's hash is not SHA-1.
        HashAlgorithm {
            /// Where it is.
            place: Place,
            /// The code.
            code: u8,
        } = "V-ODD-HASH", Note,
            "{place}: expected HASH ALGORITHM 1 (SHA-1), found {code}",
            "harmless, if the list comes from a newer program";
    }
}
