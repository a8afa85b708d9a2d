//! Signs lists. This is the only way from an unsigned list to a signed one.

use crate::certificate::Certificate;
use crate::error::{Class, Described as _, described};
use crate::list::{TrustList, Unsigned};
use crate::signature::signer_of;
use crate::signer::{SignError, Signer};
use crate::verify::{self, Finding};

described! {
    /// Why a list is not signed.
    pub enum SealError {
        /// The list names a different signer.
        NotTheSigner {
            /// The certificate's subject.
            subject: String,
        } = "E-KEY-NOT-THE-SIGNER", Key,
            "the list does not name {subject} as its signer",
            "sign with the key of the SAST that the list names";
        /// The list would not be sound, with any signer.
        Unsound {
            /// What `ctl verify` would report.
            reason: String,
        } = "E-BUILD-UNSOUND", No,
            "the list would not be sound: {reason}",
            "replace the certificate or record named above";
        also
        /// The key cannot sign.
        Sign(SignError);
    }
}

impl Unsigned {
    /// Signs the list, examines the signed list, and returns the file's bytes, which are sound
    /// according to [`verify::examine`].
    ///
    /// # Errors [`SealError`], where the key cannot sign, the list names a different signer, the
    /// signature does not verify, or the list is not sound.
    pub fn seal(self, signer: &dyn Signer) -> Result<Vec<u8>, SealError> {
        let certificate = signer.certificate();
        self.check_signer(certificate)?;
        let list = TrustList::parse(self.bytes()).map_err(|error| unsound(&error))?;
        let (message, length) = (list.signed().concat(), list.header().signature().len());
        let signature = signer.sign(self.digest, &message)?;
        let subject = certificate.subject().common_name();
        let unverified = || SealError::from(SignError::Unverified { subject });
        if signature.len() != length {
            return Err(unverified());
        }
        let Some(sealed) = self.with_signature(&signature) else { return Err(unverified()) };
        let list = TrustList::parse(&sealed).map_err(|error| unsound(&error))?;
        match first_fault(&list, |_| true) {
            None => Ok(sealed),
            Some(Finding::Signature { .. }) => Err(unverified()),
            Some(other) => Err(unsound(&other)),
        }
    }

    /// Checks, before the key is used, that the list names this certificate as its signer and will
    /// be sound.
    ///
    /// # Errors
    /// [`SealError::NotTheSigner`] and [`SealError::Unsound`].
    pub fn check_signer(&self, certificate: &Certificate) -> Result<(), SealError> {
        let list = TrustList::parse(self.bytes()).map_err(|error| unsound(&error))?;
        if let Ok(named) = signer_of(&list)
            && named.certificate() != Some(certificate.der())
        {
            return Err(SealError::NotTheSigner { subject: certificate.subject().common_name() });
        }
        // The list is not signed yet.
        let fault = first_fault(&list, |finding| !matches!(finding, Finding::Signature { .. }));
        fault.map_or(Ok(()), |finding| Err(unsound(&finding)))
    }

    /// The file with these bytes as its SIGNATURE, which has the same length.
    fn with_signature(&self, signature: &[u8]) -> Option<Vec<u8>> {
        let list = TrustList::parse(&self.bytes).ok()?;
        let start = list.header().signature_offset();
        let mut sealed = self.bytes.clone();
        sealed.get_mut(start..start.checked_add(signature.len())?)?.copy_from_slice(signature);
        Some(sealed)
    }
}

fn unsound(reason: &dyn std::fmt::Display) -> SealError {
    SealError::Unsound { reason: reason.to_string() }
}

/// The first of the relevant findings that makes the list unsound.
fn first_fault(list: &TrustList<'_>, counts: impl Fn(&Finding) -> bool) -> Option<Finding> {
    let findings = verify::examine(list, None).findings;
    findings.into_iter().find(|finding| finding.class() != Class::Note && counts(finding))
}
