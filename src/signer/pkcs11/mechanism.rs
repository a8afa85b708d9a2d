//! The mechanisms for PKCS#1 v1.5 signatures.

use cryptoki::error::Error;
use cryptoki::mechanism::{Mechanism, MechanismType};

use super::{Module, Token};
use crate::digest::Digest;
use crate::signer::TokenError;

/// How a token creates a signature with one digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// CKM_RSA_PKCS over our own DigestInfo.
    DigestInfo,
    /// CKM_SHA*_RSA_PKCS over the message.
    Message,
    /// CKM_SHA*_RSA_PKCS over the message in parts, which leaves room for a login
    /// between start and end.
    Parts,
}

/// What a token supports for one digest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer {
    plain: bool,
    hashing: bool,
    digest: Digest,
}

impl Offer {
    /// Queries the token, without a login.
    pub(super) fn read(module: &Module, token: &Token, digest: Digest) -> Result<Self, TokenError> {
        let read = || {
            let slot = token.slot()?;
            let listed = module.context().get_mechanism_list(slot)?;
            let signs = |kind: MechanismType| {
                listed.contains(&kind)
                    // If a module lists a mechanism without details, the mechanism is assumed to
                    // work.
                    && module.context().get_mechanism_info(slot, kind).map_or(true, |info| info.sign())
            };
            let plain = signs(MechanismType::RSA_PKCS);
            let hashing = signs(hashing(digest).mechanism_type());
            Ok(Self { plain, hashing, digest })
        };
        read().map_err(|error: Error| token.error(&error))
    }

    /// The mechanism for a key that does or does not require a login for each signature. Old tokens
    /// support CKM_RSA_PKCS only, so it comes first.
    ///
    /// cryptoki 0.12 has no call between C_SignInit and C_Sign, so a login for each signature is
    /// possible only when signing in parts, which CKM_RSA_PKCS does not support.
    pub(super) fn choose(self, token: &Token, login_each: bool) -> Result<How, TokenError> {
        match (login_each, self.plain, self.hashing) {
            (true, _, true) => Ok(How::Parts),
            (true, true, false) => {
                Err(TokenError::LoginEach { token: token.name(), wanted: name(self.digest) })
            }
            (false, true, _) => Ok(How::DigestInfo),
            (false, false, true) => Ok(How::Message),
            (_, false, false) => Err(TokenError::NoMechanism {
                token: token.name(),
                wanted: format!("CKM_RSA_PKCS and {}", name(self.digest)),
            }),
        }
    }
}

/// The mechanism that hashes and signs.
pub(super) fn hashing(digest: Digest) -> Mechanism<'static> {
    match digest {
        Digest::Sha1 => Mechanism::Sha1RsaPkcs,
        Digest::Sha256 => Mechanism::Sha256RsaPkcs,
        Digest::Sha512 => Mechanism::Sha512RsaPkcs,
    }
}

const fn name(digest: Digest) -> &'static str {
    match digest {
        Digest::Sha1 => "CKM_SHA1_RSA_PKCS",
        Digest::Sha256 => "CKM_SHA256_RSA_PKCS",
        Digest::Sha512 => "CKM_SHA512_RSA_PKCS",
    }
}
