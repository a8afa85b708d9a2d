//! Certificates that do not exist yet, for plans: nobody has their keys, and nothing is signed
//! with them.

use sha2::{Digest as _, Sha256};

use crate::certificate::Certificate;

/// A certificate like another, with another serial and another key of the same size, always
/// the same for the same `reason`. It has the form of a certificate and no use as one: its
/// signature verifies with nothing.
///
/// The bytes are those of `like` with serial, key and signature replaced in place, so that
/// lists of it have the size that they will have. `None` where they are not found there.
#[must_use]
pub fn renewed(like: &Certificate, reason: &str) -> Option<Certificate> {
    let mut der = like.der().to_vec();
    let seed: [u8; 32] =
        Sha256::new().chain_update(reason).chain_update(like.sha1()).finalize().into();
    let key = like.key().bytes();
    // The last bytes of an RSAPublicKey are its exponent, the first of a modulus decide its
    // size; a point begins with its form.
    let key_at = find(&der, key)?;
    scramble(der.get_mut(key_at.checked_add(KEEP)?..key_at.checked_add(key.len())?)?, KEEP, &seed);
    let signature = like.signature();
    let signature_at = find_last(&der, signature)?;
    let signature_end = signature_at.checked_add(signature.len())?;
    scramble(der.get_mut(signature_at..signature_end)?, 0, &seed);
    let serial = like.serial();
    let serial_at = find(&der, serial)?;
    let serial_end = serial_at.checked_add(serial.len())?;
    // The first byte stays: it must not become a sign or a padding.
    let changing = der.get_mut(serial_at.checked_add(1)?..serial_end)?;
    scramble(changing, 0, &seed);
    let planned = Certificate::from_der(&der).ok()?;
    (planned.serial() != like.serial() && planned.key() != like.key()).then_some(planned)
}

/// How many bytes of a key stay at its ends: the frame of an RSAPublicKey and its exponent.
const KEEP: usize = 16;

/// Replaces all but the last bytes by ones that follow from the seed.
fn scramble(bytes: &mut [u8], keep: usize, seed: &[u8; 32]) {
    let end = bytes.len().saturating_sub(keep);
    let mut block = *seed;
    for chunk in bytes.get_mut(..end).unwrap_or_default().chunks_mut(block.len()) {
        block = Sha256::digest(block).into();
        for (byte, new) in chunk.iter_mut().zip(block) {
            *byte = new;
        }
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    (!part.is_empty()).then(|| text.windows(part.len()).position(|window| window == part))?
}

fn find_last(text: &[u8], part: &[u8]) -> Option<usize> {
    (!part.is_empty()).then(|| text.windows(part.len()).rposition(|window| window == part))?
}
