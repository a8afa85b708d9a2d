//! Why a list is not built, and what is worth knowing before one is used.

use crate::error::described;

described! {
    /// Why no list can be built.
    pub enum BuildError {
        /// The signer is not in the list, or not as a SAST with its certificate.
        SignerNotSast {} = "E-BUILD-SIGNER", Usage,
            "the signer does not stand among the SAST records",
            "add the signer's certificate as a SAST: phones look for a list's signer there";
        /// The signer's key is not RSA.
        SignerNotRsa {
            /// The signer's subject.
            subject: String,
            /// Its key.
            key: String,
        } = "E-BUILD-SIGNER-ALGORITHM", Key,
            "the signer {subject} has a key of {key}; a list is signed with RSA",
            "sign with an RSA key; EC certificates may stand in records only";
        /// The signer's key size has no known code.
        SignerSize {
            /// The signer's subject.
            subject: String,
            /// Bits of its modulus.
            bits: usize,
        } = "E-BUILD-SIGNER-SIZE", Key,
            "the signer {subject} has an RSA key of {bits} bits; lists are signed with 512, 1024, 2048 or 4096",
            "sign with a key of 1024 or 2048 bits, which every phone verifies";
        /// The digest does not fit into the signer's signature.
        SignerDigest {
            /// The digest.
            digest: &'static str,
            /// Bits of the signer's modulus.
            bits: usize,
        } = "E-BUILD-DIGEST", Key,
            "a signature of an RSA key of {bits} bits has no room for {digest}",
            "use SHA-1, or a longer key";
        /// A SAST record was to be emptied or to carry a hash only.
        FormOfSast {
            /// Number of the record.
            record: usize,
        } = "E-BUILD-SAST-FORM", Usage,
            "record {record} is a SAST and must carry its certificate: phones verify lists with it",
            "give SAST records their certificates";
        /// The certutils layout has nothing that an emptied record could keep.
        EmptiedCertutils {
            /// Number of the record.
            record: usize,
        } = "E-BUILD-EMPTIED", Usage,
            "record {record} cannot be emptied: the certutils layout has neither DNSNAME nor IPADDRESS to keep",
            "use the layout cli or client";
        /// A TVS certificate was to be in a CTL.
        TvsInCtl {
            /// Number of the record.
            record: usize,
        } = "E-BUILD-TVS", No,
            "record {record} is a TVS; a CTL never holds one, an ITL does",
            "leave it out, or build an ITL";
        /// A record's key is neither RSA nor EC.
        KeyAlgorithm {
            /// Number of the record.
            record: usize,
            /// The key's algorithm.
            algorithm: String,
        } = "E-BUILD-KEY", Key,
            "record {record} has a key of algorithm {algorithm}; PUBLICKEY is known for RSA and EC only",
            "use a certificate with an RSA or EC key";
        /// A text contains a NUL, which would end it for a phone.
        NulInText {
            /// Which text.
            what: String,
        } = "E-BUILD-NUL", Input,
            "{what} contains a NUL character, at which a phone would cut it",
            "use a certificate or a name without it";
        /// A text is empty that must not be.
        EmptyText {
            /// Which text.
            what: String,
        } = "E-BUILD-EMPTY-TEXT", Usage,
            "{what} is empty",
            "give it a value";
        /// A field is longer than its length can say, or than is read again.
        FieldTooLong {
            /// Which field, and of what.
            field: String,
            /// The limit, in bytes.
            limit: usize,
            /// Bytes of the value.
            found: usize,
        } = "E-BUILD-FIELD", Input,
            "{field} would have {found} bytes; a list with a field of more than {limit} is not read",
            "use a smaller certificate";
        /// The list would have more records than are read again.
        TooManyRecords {
            /// The limit.
            limit: usize,
            /// How many there would be.
            found: usize,
        } = "E-BUILD-RECORDS", No,
            "the list would have {found} records; a list with more than {limit} is not read",
            "leave out records that no phone needs";
        /// Two SASTs have one issuer and serial number, and are not one certificate.
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
            "records {first} ({subject}) and {second} ({other}) are two SAST certificates with one {identity}; phones cannot tell them apart",
            "leave one out, or have it issued again with another serial number";
        /// Something is longer than its length field can say, or than a phone loads.
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
            "the ITL would have {found} certificates; phones do not load one with more than {limit}",
            "leave out records that no phone needs";
    }
}

described! {
    /// What is worth knowing before phones get a list that can be built.
    pub enum BuildWarning {
        /// SHA-256 has a code, but no file with it was ever seen.
        Sha256 {} = "W-BUILD-SHA256", Note,
            "no phone is known to verify a list with SHA-256",
            "use sha1, which every phone verifies";
        /// Not every phone verifies SHA-512.
        Sha512 {} = "W-BUILD-SHA512", Note,
            "only newer phones verify a list with SHA-512",
            "use sha1, unless every phone is known to verify SHA-512";
        /// A signer above 2048 bits.
        LongKey {
            /// Bits of the signer's modulus.
            bits: usize,
        } = "W-BUILD-KEY-SIZE", Note,
            "phones outside FIPS mode verify RSA keys up to 2048 bits; the signer has {bits}",
            "sign with a key of 2048 bits";
        /// A signer of 512 bits.
        ShortKey {} = "W-BUILD-KEY-SHORT", Note,
            "an RSA key of 512 bits can be factored by anybody; whoever does owns the phones",
            "sign with a key of 2048 bits";
        /// Hosts and addresses were given that the layout has no field for.
        NoHosts {} = "W-BUILD-HOSTS", Note,
            "the certutils layout has no field for hosts and addresses; those given are left out",
            "leave them out, or use the layout cli";
        /// A name says another kind of list.
        Name {
            /// The name.
            name: String,
            /// What it is the name of.
            named: &'static str,
            /// What the list is.
            kind: &'static str,
        } = "W-BUILD-KIND", Note,
            "{name} is the name of {named}, and the list is {kind}",
            "give the list the name of its kind: phones go by it";
        /// A server's certificate does not name it.
        Stranger {
            /// Number of the record.
            record: usize,
            /// The server.
            host: String,
            /// Whom the certificate names.
            names: String,
        } = "W-BUILD-STRANGER", Note,
            "record {record}: the certificate of {host} does not name it, but {names}",
            "check that this is the certificate of that server";
        /// More SAST records than some phones read.
        ManySasts {
            /// How many.
            count: usize,
        } = "W-BUILD-SASTS", Note,
            "the list has {count} SAST records; some phones are reported to read no more than 2",
            "keep to 2 where phones do not need more";
    }
}
