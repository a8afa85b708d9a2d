//! Why a list is not built, and warnings before one is used.

use crate::error::described;

described! {
    /// Why a list cannot be built.
    pub enum BuildError {
        /// The signer is not in the list, or not as a SAST with its certificate.
        SignerNotSast {} = "E-BUILD-SIGNER", Usage,
            "the signer is not one of the SAST records",
            "add the signer's certificate as a SAST: phones look for the signer in the SAST records";
        /// The signer's key is not RSA.
        SignerNotRsa {
            /// The signer's subject.
            subject: String,
            /// Its key.
            key: String,
        } = "E-BUILD-SIGNER-ALGORITHM", Key,
            "the key of the signer {subject} is {key}, expected RSA",
            "sign with an RSA key; EC certificates are possible in records only";
        /// The signer's key size has no known code.
        SignerSize {
            /// The signer's subject.
            subject: String,
            /// Bits of its modulus.
            bits: usize,
        } = "E-BUILD-SIGNER-SIZE", Key,
            "the signer {subject} has an RSA key of {bits} bits, expected 512, 1024, 2048 or 4096",
            "sign with a key of 1024 or 2048 bits, which every phone verifies";
        /// The digest does not fit into the signer's signature.
        SignerDigest {
            /// The digest.
            digest: &'static str,
            /// Bits of the signer's modulus.
            bits: usize,
        } = "E-BUILD-DIGEST", Key,
            "a signature of an RSA key of {bits} bits is too short for {digest}",
            "use SHA-1, or a longer key";
        /// A SAST record would be emptied or contain a hash only.
        FormOfSast {
            /// Number of the record.
            record: usize,
        } = "E-BUILD-SAST-FORM", Usage,
            "record {record} is a SAST and must contain its certificate: phones verify lists with it",
            "include the certificate in each SAST record";
        /// The certutils layout has no fields that an emptied record could keep.
        EmptiedCertutils {
            /// Number of the record.
            record: usize,
        } = "E-BUILD-EMPTIED", Usage,
            "record {record} cannot be emptied: the certutils layout has neither DNSNAME nor IPADDRESS to keep",
            "use the layout cli or client";
        /// A CTL would contain a TVS certificate.
        TvsInCtl {
            /// Number of the record.
            record: usize,
        } = "E-BUILD-TVS", No,
            "record {record} is a TVS, which only an ITL can contain",
            "leave it out, or build an ITL";
        /// A record's key is neither RSA nor EC.
        KeyAlgorithm {
            /// Number of the record.
            record: usize,
            /// The key's algorithm.
            algorithm: String,
        } = "E-BUILD-KEY", Key,
            "record {record} has a key of algorithm {algorithm}, expected RSA or EC",
            "use a certificate with an RSA or EC key";
        /// A text contains a NUL, which would end it for a phone.
        NulInText {
            /// Which text.
            what: String,
        } = "E-BUILD-NUL", Input,
            "{what} contains a NUL character, where a phone would cut it off",
            "use a certificate or a name without it";
        /// A required text is empty.
        EmptyText {
            /// Which text.
            what: String,
        } = "E-BUILD-EMPTY-TEXT", Usage,
            "{what} is empty",
            "give it a value";
        /// A field is longer than its length field allows, or than the parser accepts.
        FieldTooLong {
            /// Which field, and of what.
            field: String,
            /// The limit, in bytes.
            limit: usize,
            /// Bytes of the value.
            found: usize,
        } = "E-BUILD-FIELD", Input,
            "{field} would have {found} bytes, more than the limit of {limit}",
            "use a smaller certificate";
        /// The list would have more records than the parser accepts.
        TooManyRecords {
            /// The limit.
            limit: usize,
            /// How many there would be.
            found: usize,
        } = "E-BUILD-RECORDS", No,
            "the list would have {found} records, more than the limit of {limit}",
            "leave out records that no phone needs";
        /// Two different SAST certificates have the same issuer and serial number.
        SameIdentity {
            /// Number of the first record.
            first: usize,
            /// Number of the second record.
            second: usize,
            /// Subject of the first.
            subject: String,
            /// Subject of the second.
            other: String,
            /// The issuer and serial number that they share.
            identity: String,
        } = "E-BUILD-IDENTITY", Input,
            "records {first} ({subject}) and {second} ({other}) are different SAST certificates with the same {identity}; phones cannot tell them apart",
            "leave one out, or have it reissued with a different serial number";
        /// Something is longer than its length field allows, or than a phone loads.
        TooLong {
            /// What.
            what: String,
            /// The limit, in bytes.
            limit: usize,
            /// What it would have, in bytes.
            found: usize,
        } = "E-BUILD-SIZE", No,
            "{what} would have {found} bytes, more than the {limit} that a phone loads",
            "leave out records, or use smaller certificates";
        /// An ITL would have more certificates than a phone loads.
        TooManyCertificates {
            /// The limit.
            limit: usize,
            /// How many there would be.
            found: usize,
        } = "E-BUILD-ITL-CERTIFICATES", No,
            "the ITL would have {found} certificates; phones load at most {limit}",
            "leave out records that no phone needs";
    }
}

described! {
    /// A warning about a list that can be built.
    pub enum BuildWarning {
        /// SHA-256 has a code, but no file with it is known.
        Sha256 {} = "W-BUILD-SHA256", Note,
            "no phone is known to verify a list with SHA-256",
            "use sha1, which every phone verifies";
        /// Not every phone verifies SHA-512.
        Sha512 {} = "W-BUILD-SHA512", Note,
            "only newer phones verify a list with SHA-512",
            "use sha1, unless every phone is known to verify SHA-512";
        /// The signer's key is longer than 2048 bits.
        LongKey {
            /// Bits of the signer's modulus.
            bits: usize,
        } = "W-BUILD-KEY-SIZE", Note,
            "phones outside FIPS mode verify RSA keys up to 2048 bits; the signer has {bits}",
            "sign with a key of 2048 bits";
        /// The signer's key has 512 bits.
        ShortKey {} = "W-BUILD-KEY-SHORT", Note,
            "an RSA key of 512 bits can be factored by anyone, who then controls the phones",
            "sign with a key of 2048 bits";
        /// Hosts and addresses were given that the layout has no field for.
        NoHosts {} = "W-BUILD-HOSTS", Note,
            "the certutils layout has no fields for hosts and addresses; they are omitted",
            "leave them out, or use the layout cli";
        /// A name belongs to the other kind of list.
        Name {
            /// The name.
            name: String,
            /// What it is the name of.
            named: &'static str,
            /// What the list is.
            kind: &'static str,
        } = "W-BUILD-KIND", Note,
            "{name} is the name of {named}, but the list is {kind}",
            "give the list the name of its kind: phones rely on it";
        /// A server's certificate does not name the server.
        Stranger {
            /// Number of the record.
            record: usize,
            /// The server.
            host: String,
            /// The servers that the certificate names.
            names: String,
        } = "W-BUILD-STRANGER", Note,
            "record {record}: the certificate for {host} names {names} instead",
            "check that this is the certificate of that server";
        /// The list has more SAST records than some phones read.
        ManySasts {
            /// How many.
            count: usize,
        } = "W-BUILD-SASTS", Note,
            "the list has {count} SAST records; some phones are reported to read no more than 2",
            "use 2, unless phones need more";
    }
}
