//! The certificates and keys of a lab, like those that CUCM generates.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rand_core::CryptoRngCore;
use zeroize::Zeroizing;

use super::row::Row;
use super::{Lab, LabError};
use crate::certificate::Certificate;
use crate::issue::{self, IssueError, PrivateKey, usage};
use crate::signer::Signer;
use crate::signer::secret::Prompt;
use crate::signer::software::{KeyError, SoftwareSigner};

/// A certificate and its key as files. Not printed by Debug.
#[non_exhaustive]
pub struct Pair {
    /// The path of the certificate, relative to the cluster's folder.
    pub certificate: PathBuf,
    /// The certificate, PEM.
    pub pem: String,
    /// The path of the key.
    pub key: PathBuf,
    /// The key, PKCS#8 PEM.
    pub key_pem: Zeroizing<String>,
}

impl Lab {
    /// Generates all keys, with one thread for each core, and issues the certificates. `rng` gives
    /// each file a random generator by its name; `progress` gets the number of generated keys and
    /// the total.
    ///
    /// # Errors
    /// [`LabError`], which a valid lab never causes.
    pub fn pairs<R: CryptoRngCore + Send>(
        &self,
        now: i64,
        rng: &(dyn Fn(&str) -> R + Sync),
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Vec<Pair>, LabError> {
        let rows = self.rows();
        let keys = keys(&rows, rng, progress)?;
        let mut authority: Option<SoftwareSigner> = None;
        let mut pairs = Vec::new();
        for (row, (key, mut rng)) in rows.iter().zip(keys) {
            let issuer: Option<&dyn Signer> = match &authority {
                Some(authority) if row.issued => Some(authority),
                _ => None,
            };
            let request = row.request(now, &mut rng)?;
            let certificate = issue::issue(&request, &key, issuer, &mut rng)?;
            let key_pem = key.to_pem(row.preface, None, &mut rng)?;
            let pem = certificate.to_pem();
            if row.usage == usage::CA {
                authority = Some(authority_of(certificate, &key_pem)?);
            }
            let (certificate, key) = ((&row.certificate).into(), (&row.key).into());
            pairs.push(Pair { certificate, pem, key, key_pem });
        }
        Ok(pairs)
    }
}

/// The CA signs like any CA with key files.
fn authority_of(certificate: Certificate, key: &str) -> Result<SoftwareSigner, KeyError> {
    let nobody = Prompt(|_: &str| Err(std::io::ErrorKind::Unsupported.into()));
    SoftwareSigner::open(certificate, key.as_bytes(), "the CA of the lab", &nobody)
}

/// A key for each row, with the random generator that it was made with.
fn keys<R: CryptoRngCore + Send>(
    rows: &[Row],
    rng: &(dyn Fn(&str) -> R + Sync),
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<(PrivateKey, R)>, IssueError> {
    let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let made = Mutex::new(Vec::new());
    let work = || {
        while let Some((index, row)) = take(rows, &next) {
            let mut rng = rng(&row.name);
            let key = PrivateKey::new(row.kind, &mut rng).map(|key| (key, rng));
            made.lock().unwrap_or_else(PoisonError::into_inner).push((index, key));
            progress(done.fetch_add(1, Ordering::Relaxed).saturating_add(1), rows.len());
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, Into::into);
        for _ in 1..threads.min(rows.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, key)| key).collect()
}

/// The next row that no thread has started.
fn take<'r>(rows: &'r [Row], next: &AtomicUsize) -> Option<(usize, &'r Row)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    rows.get(index).map(|row| (index, row))
}
