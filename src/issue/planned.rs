//! Placeholders for certificates that do not exist yet, for plans. Their private keys do not exist,
//! and nothing is signed with them.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::certificate::Certificate;

/// A copy of a certificate with a different serial and a different key of the same size, always the
/// same for the same `reason`. It has the form of a certificate but cannot be used: its signature
/// never verifies.
///
/// The bytes are those of `like` with serial, key and signature replaced in place, so that lists
/// with it have the size that they will have. `None` where they are not found there.
#[must_use]
pub fn renewed(like: &Certificate, reason: &str) -> Option<Certificate> {
    let mut der = like.der().to_vec();
    let seed: [u8; 32] =
        Sha256::new().chain_update(reason).chain_update(like.sha1()).finalize().into();
    let key = like.key().bytes();
    // The last bytes of an RSAPublicKey are its exponent, the first of a modulus determine its
    // size; a point starts with its form.
    let key_at = find(&der, key)?;
    scramble(der.get_mut(key_at.checked_add(KEEP)?..key_at.checked_add(key.len())?)?, KEEP, &seed);
    let signature = like.signature();
    let signature_at = find_last(&der, signature)?;
    let signature_end = signature_at.checked_add(signature.len())?;
    scramble(der.get_mut(signature_at..signature_end)?, 0, &seed);
    let serial = serial_range(&der, like.serial())?;
    renumber(der.get_mut(serial)?, &seed);
    let planned = Certificate::from_der(&der).ok()?;
    (planned.serial() != like.serial() && planned.key() != like.key()).then_some(planned)
}

/// How many bytes at the ends of a key stay unchanged: the frame of an RSAPublicKey and its
/// exponent.
const KEEP: usize = 16;

/// Replaces all but the last bytes with bytes derived from the seed.
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

/// Where the serial is: the first field of the signed part, or the second, after the version.
/// Searching for its bytes would not do: the bytes of a short serial may occur anywhere in a
/// certificate.
fn serial_range(der: &[u8], serial: &[u8]) -> Option<Range<usize>> {
    let content = |at: usize| -> Option<usize> {
        let length = usize::from(*der.get(at.checked_add(1)?)?);
        let more = if length < 0x80 { 0 } else { length & 0x7f };
        at.checked_add(2)?.checked_add(more)
    };
    let mut at = content(content(0)?)?;
    if *der.get(at)? == VERSION {
        at = content(at)?.checked_add(usize::from(*der.get(at.checked_add(1)?)?))?;
    }
    let start = content(at)?;
    // 00 before a set top bit.
    let padded = [start, start.checked_add(1)?];
    let start =
        padded.into_iter().find(|at| der.get(*at..).is_some_and(|der| der.starts_with(serial)))?;
    Some(start..start.checked_add(serial.len())?)
}

/// The tag of the version, which is explicit.
const VERSION: u8 = 0xa0;

/// Replaces a serial with a different one of the same length. The first byte of a long serial
/// stays: it must not become a sign bit or padding.
fn renumber(serial: &mut [u8], seed: &[u8; 32]) {
    let before = serial.to_vec();
    match serial {
        [] => {}
        [byte] => {
            // One of the 126 values that are neither zero nor the current one.
            let (sign, low) = (*byte & 0x80, *byte & 0x7f);
            let step = seed.first().copied().unwrap_or_default() % 126;
            *byte = sign | (low.saturating_add(step) % 127).saturating_add(1);
        }
        [_, rest @ ..] => scramble(rest, 0, seed),
    }
    if *serial == *before
        && let Some(last) = serial.last_mut()
    {
        *last ^= 1;
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    (!part.is_empty()).then(|| text.windows(part.len()).position(|window| window == part))?
}

fn find_last(text: &[u8], part: &[u8]) -> Option<usize> {
    (!part.is_empty()).then(|| text.windows(part.len()).rposition(|window| window == part))?
}
