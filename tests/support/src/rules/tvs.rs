//! Trust Verification Services: what phones ask about a signer or a server that their own
//! lists do not have (steps 6 and 9).

use super::list::{Certificate, List, role};
use super::names::Spelling;

/// The TVS of one node.
#[derive(Clone, Debug)]
pub struct Tvs {
    /// Its certificate.
    pub shows: Certificate,
    /// The certificate stores of its node: CallManager with roles 2 and 0, Phone-SAST-trust with 0
    /// and 3. ITLRecovery is never assumed.
    pub knows: Vec<Known>,
    /// The certificates of the cluster's tokens. TVS knows those that are SAST in the CTLFile.tlv
    /// of the server.
    pub tokens: Vec<Certificate>,
    /// The statement about whether this TVS runs with this certificate.
    pub told: Told,
}

/// Whether TVS runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is stated that it runs (`--tvs-up`).
    Up,
    /// Nothing is stated.
    Untold,
    /// It is stated that it does not run.
    Down,
}

/// A certificate that TVS knows.
#[derive(Clone, Debug)]
pub struct Known {
    /// The certificate.
    pub certificate: Certificate,
    /// Its roles.
    pub roles: Vec<u16>,
    /// Its issuer and serial number, as TVS compares them with the query.
    pub spelling: Spelling,
}

impl Known {
    /// A certificate of a store, in CUCM's spelling.
    // Reading: "The question is subject, issuer and serial as text and bytes" makes TVS compare
    // spellings too; its own is that of CUCM's lists.
    #[must_use]
    pub fn new(der: &[u8], roles: &[u16]) -> Self {
        Self {
            certificate: Certificate::new(der),
            roles: roles.to_vec(),
            spelling: Spelling::of_certificate(der),
        }
    }
}

impl Tvs {
    /// Whether a phone with this ITL asks this TVS: its certificate is in the ITL with role 21.
    #[must_use]
    pub fn is_asked(&self, stored_itl: Option<&List>) -> bool {
        stored_itl
            .is_some_and(|itl| itl.with_role(&[role::TVS]).any(|record| record.has(&self.shows)))
    }

    /// The SAST certificates that this TVS knows, tokens in the spelling of the server's CTL.
    pub fn sasts<'a>(
        &'a self,
        server_ctl: Option<&'a List>,
    ) -> impl Iterator<Item = (&'a Certificate, &'a Spelling)> {
        let stores = self.knows.iter().filter(|known| known.roles.contains(&role::SAST));
        let stores = stores.map(|known| (&known.certificate, &known.spelling));
        let records = server_ctl.into_iter().flat_map(|ctl| ctl.with_role(&[role::SAST]));
        let tokens = records.filter_map(|record| {
            let certificate = record.certificate.as_ref()?;
            let token = self.tokens.contains(certificate);
            token.then_some((certificate, record.spelling.as_ref()?))
        });
        stores.chain(tokens)
    }

    /// Whether this TVS knows a certificate as that of a file server.
    #[must_use]
    pub fn knows_file_server(&self, certificate: &Certificate) -> bool {
        let serves = |roles: &[u16]| roles.contains(&role::CCM_TFTP) || roles.contains(&role::TFTP);
        self.knows.iter().any(|known| known.certificate == *certificate && serves(&known.roles))
    }
}
