//! Key usages of certificates as CUCM, Cisco's tokens and CAs have them.

use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5280::{ID_KP_CLIENT_AUTH, ID_KP_SERVER_AUTH};
use x509_cert::ext::pkix::KeyUsages;

/// keyUsage, extendedKeyUsage and basicConstraints of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    pub(super) key: &'static [KeyUsages],
    pub(super) extended: &'static [ObjectIdentifier],
    /// Whether basicConstraints make it a CA, which cannot issue further CAs.
    pub(super) ca: bool,
}

/// RFC 5280, appendix A.2 as RFC 2459 had it; CUCM up to 10.5 still writes it.
const ID_KP_IPSEC_END_SYSTEM: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.5");

const SERVE: &[KeyUsages] =
    &[KeyUsages::DigitalSignature, KeyUsages::KeyEncipherment, KeyUsages::DataEncipherment];
const SERVE_AND_SIGN: &[KeyUsages] = &[
    KeyUsages::DigitalSignature,
    KeyUsages::KeyEncipherment,
    KeyUsages::DataEncipherment,
    KeyUsages::KeyCertSign,
];
const ISSUE: &[KeyUsages] = &[KeyUsages::DigitalSignature, KeyUsages::KeyCertSign];

/// `CallManager` and TVS after 10.5: our own choice, since no sample shows them. Also for any other
/// server.
pub const SERVER: Usage =
    Usage { key: SERVE, extended: &[ID_KP_SERVER_AUTH, ID_KP_CLIENT_AUTH], ca: false };

/// `CallManager` and TVS up to 10.5. With it, and a 16-byte serial, generated certificates have the
/// same lengths as those in the published listings (`docs/format.md`, section 8 \[A\]).
pub const SERVER_10: Usage = Usage {
    key: SERVE_AND_SIGN,
    extended: &[ID_KP_SERVER_AUTH, ID_KP_CLIENT_AUTH, ID_KP_IPSEC_END_SYSTEM],
    ca: false,
};

/// ITLRecovery: our own choice, since no sample shows it.
pub const RECOVERY: Usage = Usage { key: SERVE_AND_SIGN, ..SERVER };

/// CAPF after 10.5. Cisco's Security Guide for CUCM 15, "Certificate Authority Proxy Function",
/// requires these: digitalSignature, keyCertSign, and basicConstraints with CA and a path length of
/// 0.
pub const CAPF: Usage = Usage { key: ISSUE, extended: &[ID_KP_SERVER_AUTH], ca: true };

/// CAPF up to 10.5, by the length of the published one (`docs/format.md`, section 8
/// \[A\]).
pub const CAPF_10: Usage =
    Usage { key: ISSUE, extended: &[ID_KP_SERVER_AUTH, ID_KP_IPSEC_END_SYSTEM], ca: false };

/// A USB token, which only signs. Our own choice.
pub const TOKEN: Usage = Usage { key: &[KeyUsages::DigitalSignature], extended: &[], ca: false };

/// A CA.
pub const CA: Usage = Usage { key: ISSUE, extended: &[], ca: true };
