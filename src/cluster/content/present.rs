//! A published list, examined, and how it spells its SASTs.

use crate::certificate::Certificate;
use crate::error::{Class, Described as _};
use crate::list::{ParseError, Role, Spelling, TrustList, Unsigned};
use crate::verify::{self, Finding, Verdict};

/// A published list, examined.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Present<'a> {
    /// The list.
    pub list: TrustList<'a>,
    /// The result of its verification.
    pub verdict: Verdict,
}

impl<'a> Present<'a> {
    /// Parses and examines a list.
    ///
    /// # Errors
    /// [`ParseError`] if the bytes are not a list. A list that is not sound is not an error here.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ParseError> {
        let list = TrustList::parse(bytes)?;
        let verdict = verify::examine(&list, None);
        Ok(Self { list, verdict })
    }

    /// Examines an unsigned list; its signature is assumed to be valid.
    ///
    /// # Errors
    /// [`ParseError`], which the bytes of an [`Unsigned`] never cause.
    pub fn of_unsigned(unsigned: &'a Unsigned) -> Result<Self, ParseError> {
        let mut list = Self::read(unsigned.bytes())?;
        list.verdict.findings.retain(|finding| !matches!(finding, Finding::Signature { .. }));
        Ok(list)
    }

    /// The certificate that signed the list, if the list is sound.
    #[must_use]
    pub fn signer(&self) -> Option<&Certificate> {
        self.verdict.signer_certificate().filter(|_| self.verdict.is_sound())
    }

    /// The first finding against the list; `None` for a sound one.
    #[must_use]
    pub fn why_unsound(&self) -> Option<String> {
        let mut findings = self.verdict.findings.iter();
        findings.find(|finding| finding.class() != Class::Note).map(ToString::to_string)
    }

    /// Index and certificate of each SAST.
    pub fn sasts(&self) -> impl Iterator<Item = (usize, &Certificate)> {
        let records = self.list.records().iter().zip(&self.verdict.certificates).enumerate();
        records
            .filter(|(_, (record, _))| record.role() == Role::SAST)
            .filter_map(|(index, (_, certificate))| Some((index, certificate.as_ref()?)))
    }

    /// Whether this certificate may sign an update of the list.
    #[must_use]
    pub fn has_sast(&self, certificate: &Certificate) -> bool {
        self.sasts().any(|(_, sast)| sast.der() == certificate.der())
    }

    /// How the list spells this certificate as a SAST.
    #[must_use]
    pub fn spelling(&self, certificate: &Certificate) -> Option<Spelling> {
        let (index, _) = self.sasts().find(|(_, sast)| sast.der() == certificate.der())?;
        Spelling::of_record(self.list.records().get(index)?)
    }
}
