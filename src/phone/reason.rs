//! Why a phone refuses a list, and notes about a decision.

use super::{Anchor, Class};
use crate::error::described;

described! {
    /// Why a phone refuses a list.
    pub enum Reason {
        /// The signer is neither in a stored list nor known to a TVS that counts.
        Signer {
            /// SIGNERNAME.
            signer: String,
        } = "V-PHONE-SIGNER", No,
            "the phone does not know the signer, {signer}",
            "sign it with the key of a SAST that the phone holds";
        /// The phone knows the signer, but in a role that may not sign this list.
        Role {
            /// Where.
            at: Anchor,
        } = "V-PHONE-ROLE", No,
            "the signer is {at}, a role that may not sign this list",
            "sign it with the key of a SAST that the phone holds";
        /// The phone knows the signer in another spelling; no source says that a phone accepts it.
        Spelling {
            /// Where.
            at: Anchor,
        } = "V-PHONE-SPELLING", No,
            "the signer is {at}, but spelled differently, and no source says that a phone accepts \
             that",
            "build the list with issuer and serial spelled as in the previous list";
        /// The record of the signer has no certificate that could verify anything.
        NoKey {
            /// Where.
            at: Anchor,
        } = "V-PHONE-KEY", No,
            "the signer is {at}, which has no certificate to verify the signature with",
            "sign it with another SAST that the phone holds";
        /// The signature is not that of the signer's key.
        Signature {
            /// Where the key is.
            at: Anchor,
        } = "V-PHONE-SIGNATURE", No,
            "the signature does not verify with the key of {at}",
            "check the list with `ctl verify`, then fetch it again or rebuild it";
        /// The first list of a phone is not signed by the signer that it names.
        Own {} = "V-PHONE-OWN", No,
            "the list is not signed by a SAST in it",
            "check the list with `ctl verify`, then fetch it again or rebuild it";
        /// The class is not known to verify the digest.
        Digest {
            /// The class.
            class: Class,
            /// The digest.
            digest: String,
        } = "V-PHONE-DIGEST", No,
            "phones of class {class} are not known to verify {digest}",
            "sign the list with SHA-1, which every phone verifies";
    }
}

described! {
    /// Notes about a phone's decision, which do not change it.
    pub enum Note {
        /// A record has the signer in another spelling; it was found elsewhere.
        Spelling {
            /// Where.
            at: Anchor,
        } = "V-PHONE-NOTE-SPELLING", Note,
            "{at} has the signer spelled differently; no source says that a phone accepts that",
            "spell issuer and serial in all lists as in the previous list";
        /// A list that is accepted without a known signer was verified with its own SAST.
        Own {} = "V-PHONE-NOTE-OWN", Note,
            "ctl requires that a SAST in the list signs it; no source says whether a phone \
             requires that",
            "nothing needs to be done";
        /// The first ITL came with a CTL that does not know its signer.
        BesideCtl {} = "V-PHONE-NOTE-BESIDE", Note,
            "the CTL accepted just before does not name the signer; no source says whether a \
             phone checks a first ITL against it",
            "sign the ITL with a SAST of the CTL";
        /// The anchor's certificate had expired when the list was built.
        Expired {
            /// The anchor.
            at: Anchor,
        } = "V-PHONE-NOTE-EXPIRED", Note,
            "the certificate of {at} had expired at the list's TIMESTAMP; no source says whether \
             a phone checks that",
            "renew the certificate, one signer at a time";
        /// The list is older than the stored one.
        Older {
            /// The list.
            kind: &'static str,
        } = "V-PHONE-NOTE-OLDER", Note,
            "its TIMESTAMP is before that of the stored {kind}; no source says whether a phone \
             checks that",
            "rebuild the list";
        /// The signer's key is longer than phones are known to verify.
        LongKey {
            /// Bits of the modulus.
            bits: usize,
        } = "V-PHONE-NOTE-LENGTH", Note,
            "the signer's key has {bits} bits, but phones outside FIPS mode are only known to \
             verify up to 2048",
            "try it with one phone first, or sign with a key of 2048 bits";
        /// The signer's key is not RSA.
        Curve {
            /// The key.
            key: String,
        } = "V-PHONE-NOTE-CURVE", Note,
            "the signer's key is {key}; no phone is known to verify anything but RSA",
            "sign with an RSA key";
        /// No server is known, so it is unknown whether the phone keeps its services.
        NoServers {} = "V-PHONE-NOTE-SERVERS", Note,
            "the new lists contain no server certificate; whether the phone trusts the servers \
             that it meets is unknown",
            "compare the servers' certificates with the stored lists";
    }
}
