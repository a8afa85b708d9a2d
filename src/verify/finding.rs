//! Findings about a list that parses.

use crate::error::{Place, described};
use crate::list::FieldName;

described! {
    /// A finding about a list that parses.
    pub enum Finding {
        /// The signature over these bytes does not verify with the signer's certificate.
        Signature {
            /// Where SIGNATURE is.
            place: Place,
            /// Number of the signer's record.
            signer: usize,
        } = "V-SIGNATURE", No,
            "{place}: the signature does not verify with the certificate of record {signer}",
            "do not give this list to a phone; fetch it again, or rebuild it";
        /// No SAST record has the header's issuer and serial.
        NoSigner {
            /// Where SIGNERID is.
            place: Place,
            /// The header's issuer and serial.
            wanted: String,
        } = "V-SIGNER-NONE", No,
            "{place}: no SAST record has the signer's issuer and serial ({wanted})",
            "do not give this list to a phone; rebuild it with its signer as a SAST";
        /// A SAST record has the header's issuer and serial, but spelled differently.
        SignerSpelling {
            /// Where SIGNERID is.
            place: Place,
            /// Number of the record.
            record: usize,
        } = "V-SIGNER-SPELLING", No,
            "{place}: the signer is record {record}, but spelled differently; phones compare bytes",
            "rebuild the list with one spelling of the signer";
        /// Several SAST records with different keys have the header's issuer and serial.
        SeveralSigners {
            /// Where SIGNERID is.
            place: Place,
            /// Number of one record.
            first: usize,
            /// Number of another.
            second: usize,
        } = "V-SIGNER-SEVERAL", No,
            "{place}: records {first} and {second} both have the signer's issuer and serial, with different keys",
            "rebuild the list with different serials for these certificates";
        /// The signer's record has no certificate.
        SignerWithoutCertificate {
            /// Where the record begins.
            place: Place,
        } = "V-SIGNER-CERTIFICATE", No,
            "{place}: the signer's record has no certificate to verify the signature with",
            "rebuild the list with the signer's certificate";
        /// The signer's key cannot have made the signature.
        SignerKey {
            /// Where the record begins.
            place: Place,
            /// The key.
            key: String,
        } = "V-SIGNER-KEY", No,
            "{place}: the signer's key is {key}, expected RSA of at most 8192 bits",
            "rebuild the list and sign it with an RSA key";
        /// The list is not signed by the required certificate.
        OtherSigner {
            /// Subject of the required certificate.
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
            "the signature cannot be checked; rebuild the list";
        /// The signature algorithm's code is unknown.
        UnknownAlgorithm {
            /// Where it is.
            place: Place,
            /// The code.
            code: u8,
        } = "V-ALGORITHM", No,
            "{place}: expected signature algorithm 0 (RSA PKCS#1 v1.5), found {code}",
            "the signature cannot be checked; rebuild the list";
        /// A certificate does not decode.
        Certificate {
            /// Where it is.
            place: Place,
            /// Why.
            reason: String,
        } = "V-CERTIFICATE", No,
            "{place}: {reason}",
            "rebuild the list with the certificate that the server uses";
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
            "rebuild the list: a phone would trust the copy";
        /// A text has a NUL before its end.
        NulInText {
            /// Where it is.
            place: Place,
            /// Which field.
            field: FieldName,
        } = "V-NUL", No,
            "{place}: {field} has a NUL before its end",
            "do not give this list to a phone: it would read a shorter text than is printed here";
        /// SIGNATURE is not where the signer wrote it: its position is not covered by the
        /// signature.
        SignaturePlace {
            /// Where it is.
            place: Place,
            /// Where it belongs.
            expected: usize,
        } = "V-SIGNATURE-PLACE", No,
            "{place}: expected SIGNATURE (tag 0C) at byte {expected}, after SIGNATUREINFO (tag 07)",
            "do not give this list to a phone: it was changed after it was signed; fetch it again";
        /// A field has an unknown tag.
        UnknownTag {
            /// Where it is.
            place: Place,
            /// The tag.
            tag: u8,
            /// Bytes of its value.
            length: usize,
        } = "V-ODD-TAG", Note,
            "{place}: unknown tag {tag:02X} with {length} bytes",
            "harmless if the list comes from a newer program";
        /// The same header or record has more unknown tags.
        MoreUnknownTags {
            /// Where the first of them is.
            place: Place,
            /// How many there are.
            count: usize,
        } = "V-ODD-TAGS", Note,
            "{place}: {count} more fields with unknown tags from here on",
            "harmless if the list comes from a newer program";
        /// The FILENAME does not fit the kind of list.
        Filename {
            /// Where it is.
            place: Place,
            /// What was expected, and why.
            expected: String,
            /// The actual value.
            found: String,
        } = "V-ODD-FILENAME", Note,
            "{place}: expected the FILENAME {expected}, found {found}",
            "check which list this is: phones rely on the FILENAME";
        /// A record has an unknown role.
        UnknownRole {
            /// Where it is.
            place: Place,
            /// The FUNCTION value.
            code: u16,
        } = "V-ODD-ROLE", Note,
            "{place}: unknown role {code}",
            "harmless if the list comes from a newer program";
        /// The header has more pads than needed to reach a multiple of four.
        Pads {
            /// Where the header ends.
            place: Place,
            /// How many are needed.
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
        /// The version is above the known ones.
        Version {
            /// Where it is.
            place: Place,
            /// Major.
            major: u8,
            /// Minor.
            minor: u8,
        } = "V-ODD-VERSION", Note,
            "{place}: expected version 1.0 to 1.2, found {major}.{minor}",
            "harmless if the list comes from a newer program";
        /// An address is not IPv4.
        Address {
            /// Where it is.
            place: Place,
            /// Its bytes.
            length: usize,
        } = "V-ODD-ADDRESS", Note,
            "{place}: expected an IPADDRESS of 4 bytes, found {length}",
            "check with a phone: how phones handle it is not known";
        /// The algorithm of a certificate's hash is not SHA-1.
        HashAlgorithm {
            /// Where it is.
            place: Place,
            /// The code.
            code: u8,
        } = "V-ODD-HASH", Note,
            "{place}: expected HASH ALGORITHM 1 (SHA-1), found {code}",
            "harmless if the list comes from a newer program";
    }
}
