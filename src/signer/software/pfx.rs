//! PKCS#12 files (RFC 7292): private keys and certificates under a passphrase.

use cms::content_info::ContentInfo;
use cms::encrypted_data::EncryptedData;
use der::Decode as _;
use der::asn1::{AnyRef, ObjectIdentifier, OctetString};
use hmac::{Mac as _, SimpleHmac};
use pkcs12::authenticated_safe::AuthenticatedSafe;
use pkcs12::cert_type::CertBag;
use pkcs12::kdf::Pkcs12KeyType;
use pkcs12::mac_data::MacData;
use pkcs12::pbe_params::EncryptedPrivateKeyInfo;
use pkcs12::safe_bag::SafeContents;
use sha1::digest::core_api::BlockSizeUser;
use sha1::digest::{Digest, FixedOutputReset};
use zeroize::Zeroizing;

use super::KeyError;
use super::pbe::{Scheme, Work, check_iterations, decrypt_key, pkcs12_key};

/// RFC 5652, sections 4 and 8.
const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const ENCRYPTED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");

/// RFC 8017, appendix B.1.
const SHA1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

/// A PKCS#12 file that has not been decrypted yet.
pub(super) struct Pfx {
    mac: Option<MacData>,
    content: OctetString,
    safes: Vec<ContentInfo>,
}

/// Its decrypted content.
#[derive(Default)]
pub(super) struct Contents {
    /// PKCS#8, DER.
    pub(super) keys: Vec<Zeroizing<Vec<u8>>>,
    /// DER.
    pub(super) certificates: Vec<Vec<u8>>,
}

impl Pfx {
    pub(super) fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        let file = pkcs12::pfx::Pfx::from_der(der).map_err(broken)?;
        if file.auth_safe.content_type != DATA {
            return Err(unsupported("a signature", &file.auth_safe.content_type));
        }
        let content: OctetString = file.auth_safe.content.decode_as().map_err(broken)?;
        let safes = AuthenticatedSafe::from_der(content.as_bytes()).map_err(broken)?;
        Ok(Self { mac: file.mac_data, content, safes })
    }

    /// Decrypts the file; `None` if the secret is wrong.
    pub(super) fn open(&self, secret: &str) -> Result<Option<Contents>, KeyError> {
        let work = Work::of_a_file();
        if let Some(mac) = &self.mac
            && !mac_agrees(mac, self.content.as_bytes(), secret, &work)?
        {
            return Ok(None);
        }
        let mut contents = Contents::default();
        for safe in &self.safes {
            let Some(plain) = decrypted_safe(safe, secret, &work)? else { return Ok(None) };
            match contents.add(&plain, secret, &work) {
                Ok(true) => {}
                Ok(false) => return Ok(None),
                // Without a MAC a wrong secret may also decrypt to nonsense.
                Err(_) if self.mac.is_none() && safe.content_type == ENCRYPTED_DATA => {
                    return Ok(None);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(Some(contents))
    }
}

impl Contents {
    /// Adds the keys and certificates of a safe (RFC 7292, section 4.2); `false` if the secret does
    /// not decrypt a key.
    fn add(&mut self, safe: &[u8], secret: &str, work: &Work) -> Result<bool, KeyError> {
        for bag in SafeContents::from_der(safe).map_err(broken)? {
            // bagValue is [0] EXPLICIT.
            let value = AnyRef::from_der(&bag.bag_value).map_err(broken)?.value();
            match bag.bag_id {
                pkcs12::PKCS_12_CERT_BAG_OID => {
                    let bag = CertBag::from_der(value).map_err(broken)?;
                    if bag.cert_id == pkcs12::PKCS_12_X509_CERT_OID {
                        self.certificates.push(bag.cert_value.into_bytes());
                    }
                }
                pkcs12::PKCS_12_KEY_BAG_OID => self.keys.push(Zeroizing::new(value.to_vec())),
                pkcs12::PKCS_12_PKCS8_KEY_BAG_OID => {
                    let key = EncryptedPrivateKeyInfo::from_der(value).map_err(broken)?;
                    let Some(plain) = decrypt_key(&key, secret, work)? else { return Ok(false) };
                    self.keys.push(plain);
                }
                _ => {}
            }
        }
        Ok(true)
    }
}

/// The bytes of a safe; `None` where the secret does not decrypt it.
fn decrypted_safe(
    safe: &ContentInfo,
    secret: &str,
    work: &Work,
) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
    match safe.content_type {
        DATA => {
            let plain: OctetString = safe.content.decode_as().map_err(broken)?;
            Ok(Some(Zeroizing::new(plain.into_bytes())))
        }
        ENCRYPTED_DATA => {
            let locked: EncryptedData = safe.content.decode_as().map_err(broken)?;
            let info = locked.enc_content_info;
            let data = info.encrypted_content.ok_or_else(|| broken("a safe has no content"))?;
            Scheme::of(&info.content_enc_alg)?.open(data.as_bytes(), secret, work)
        }
        other => Err(unsupported("content of the type", &other)),
    }
}

/// RFC 7292, section 5.1, step 4, and appendix B.4.
fn mac_agrees(mac: &MacData, content: &[u8], secret: &str, work: &Work) -> Result<bool, KeyError> {
    check_iterations(mac.iterations)?;
    work.spend(u64::try_from(mac.iterations).unwrap_or(0))?;
    match mac.mac.algorithm.oid {
        SHA1 => Ok(hmac_agrees::<sha1::Sha1>(mac, content, secret)),
        SHA256 => Ok(hmac_agrees::<sha2::Sha256>(mac, content, secret)),
        SHA384 => Ok(hmac_agrees::<sha2::Sha384>(mac, content, secret)),
        SHA512 => Ok(hmac_agrees::<sha2::Sha512>(mac, content, secret)),
        other => Err(unsupported("the MAC", &other)),
    }
}

fn hmac_agrees<D>(mac: &MacData, content: &[u8], secret: &str) -> bool
where
    D: Digest + FixedOutputReset + BlockSizeUser,
{
    let length = <D as Digest>::output_size();
    let salt = mac.mac_salt.as_bytes();
    let key = pkcs12_key::<D>(secret, salt, Pkcs12KeyType::Mac, mac.iterations, length);
    SimpleHmac::<D>::new_from_slice(&key).is_ok_and(|state| {
        state.chain_update(content).verify_slice(mac.mac.digest.as_bytes()).is_ok()
    })
}

fn broken(reason: impl std::fmt::Display) -> KeyError {
    KeyError::malformed("PKCS#12", reason)
}

fn unsupported(what: &str, oid: &ObjectIdentifier) -> KeyError {
    KeyError::UnsupportedEncryption { scheme: format!("{what} {oid} in PKCS#12") }
}
