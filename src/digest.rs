//! Digests of signatures, and the key sizes that can carry them.

/// What DIGESTALGORTITHM names (`docs/format.md`, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Digest {
    /// 1: what every phone verifies. \[B\]
    Sha1,
    /// 2: defined in certutils, but not known in any file. \[C\]
    Sha256,
    /// 3. \[C\]
    Sha512,
}

impl Digest {
    /// All three, in the order of their codes.
    pub const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    /// The value of DIGESTALGORTITHM.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Sha1 => 1,
            Self::Sha256 => 2,
            Self::Sha512 => 3,
        }
    }

    /// The digest of a DIGESTALGORTITHM value.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|digest| digest.code() == code)
    }

    /// The usual name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha512 => "SHA-512",
        }
    }

    /// The bytes before the digest in a DigestInfo with NULL parameters (RFC 8017, section 9.2,
    /// note 1).
    const fn prefix(self) -> &'static [u8] {
        match self {
            Self::Sha1 => &[
                0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04,
                0x14,
            ],
            Self::Sha256 => &[
                0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
                0x01, 0x05, 0x00, 0x04, 0x20,
            ],
            Self::Sha512 => &[
                0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
                0x03, 0x05, 0x00, 0x04, 0x40,
            ],
        }
    }

    /// The DER DigestInfo of a message given in parts: key files and tokens both pad and sign it.
    #[must_use]
    pub fn info(self, message: &[&[u8]]) -> Vec<u8> {
        fn hash<D: sha1::Digest>(message: &[&[u8]]) -> Vec<u8> {
            let mut state = D::new();
            for part in message {
                state.update(part);
            }
            state.finalize().to_vec()
        }
        let digest = match self {
            Self::Sha1 => hash::<sha1::Sha1>(message),
            Self::Sha256 => hash::<sha2::Sha256>(message),
            Self::Sha512 => hash::<sha2::Sha512>(message),
        };
        [self.prefix(), &digest].concat()
    }

    /// Whether a signature of this many bits has room for this digest: DigestInfo and the 11 bytes
    /// of the padding (RFC 8017, section 9.2).
    #[must_use]
    pub fn fits(self, bits: usize) -> bool {
        let hash = match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        };
        self.prefix().len().saturating_add(hash).saturating_add(11) <= bits / 8
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// RSA key sizes and their SIGNATUREMODULUS codes (`docs/format.md`, section 2
/// \[B\]\[C\]). No code is known for 3072 bits.
const MODULUS_CODES: [(usize, u8); 4] = [(512, 0), (1024, 1), (2048, 2), (4096, 3)];

/// The SIGNATUREMODULUS code of an RSA key of this many bits; `None` where none is known.
#[must_use]
pub fn modulus_code(bits: usize) -> Option<u8> {
    MODULUS_CODES.iter().find(|(known, _)| *known == bits).map(|(_, code)| *code)
}
