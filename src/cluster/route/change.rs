//! The cluster after a planned change.

use crate::certificate::Certificate;
use crate::cluster::content::Owner;
use crate::cluster::manifest::{Cluster, Location, Trust};
use crate::issue::planned;

/// A planned change: a certificate to regenerate, or a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The CallManager certificates of all nodes.
    CallManager,
    /// The TVS certificates of all nodes.
    Tvs,
    /// The publisher's CAPF certificate.
    Capf,
    /// The token that signs is replaced by another.
    Token,
    /// ITLRecovery.
    ItlRecovery,
    /// All phones move to another cluster.
    Migration,
}

impl Change {
    /// All changes, in the order of a plan if any order works.
    pub const ALL: [Self; 6] =
        [Self::CallManager, Self::Tvs, Self::Capf, Self::Token, Self::ItlRecovery, Self::Migration];

    /// The word on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CallManager => "callmanager",
            Self::Tvs => "tvs",
            Self::Capf => "capf",
            Self::Token => "token",
            Self::ItlRecovery => "itlrecovery",
            Self::Migration => "migration",
        }
    }

    /// Whether it regenerates the certificate of an owner. Tokens and a migration regenerate none.
    const fn renews(self, owner: Owner) -> bool {
        matches!(
            (self, owner),
            (Self::CallManager, Owner::CallManager(_))
                | (Self::Tvs, Owner::Tvs(_))
                | (Self::Capf, Owner::Capf)
                | (Self::ItlRecovery, Owner::ItlRecovery | Owner::ItlRecoveryOf(_))
        )
    }
}

impl Cluster {
    /// The cluster once the certificates of a change are regenerated.
    #[must_use]
    pub(super) fn with_renewed(&self, change: Change) -> Self {
        self.replaced("renewed", &|owner| change.renews(owner))
    }

    /// A cluster like this one with entirely different certificates.
    #[must_use]
    pub(super) fn elsewhere(&self) -> Self {
        let mut other = self.replaced("elsewhere", &|_| true);
        (other.trust, other.tftp, other.firewalls) = (Vec::new(), Vec::new(), Vec::new());
        other.records = Vec::new();
        other
    }

    /// The same cluster with more SASTs of others.
    #[must_use]
    pub(super) fn trusting(&self, certificates: &[Certificate]) -> Self {
        let mut cluster = self.clone();
        let trust = certificates.iter().cloned();
        cluster.trust.extend(trust.map(|certificate| Trust { certificate, at: Location::START }));
        cluster
    }

    /// The same cluster with one more token, like this one.
    #[must_use]
    pub(super) fn with_token_like(&self, index: usize) -> Self {
        let mut cluster = self.clone();
        if let Some(token) = self.tokens.get(index) {
            let mut token = token.clone();
            if let Some(certificate) = planned::renewed(&token.certificate, "added") {
                token.certificate = certificate;
                cluster.tokens.push(token);
            }
        }
        cluster
    }

    /// The same cluster without a token.
    #[must_use]
    pub(super) fn without_token(&self, certificate: &Certificate) -> Self {
        let mut cluster = self.clone();
        cluster.tokens.retain(|token| token.certificate != *certificate);
        cluster
    }

    /// The certificates that may sign lists of this cluster, except tokens: ITLRecovery
    /// and the CallManagers of the publisher and of every TFTP node. A token would be in
    /// `[[trust]]` in another spelling than in the header of its lists
    /// (`docs/phone.md`, step 7).
    #[must_use]
    pub(super) fn signers(&self) -> Vec<Certificate> {
        let nodes = self.nodes.iter().enumerate();
        let signing = nodes.filter(|(_, node)| node.publisher || node.services.tftp);
        let owners =
            signing.flat_map(|(index, _)| [Owner::CallManager(index), Owner::ItlRecoveryOf(index)]);
        let mut all: Vec<Certificate> = Vec::new();
        for owner in [Owner::ItlRecovery].into_iter().chain(owners) {
            let certificate = self.certificate(owner);
            all.extend(certificate.filter(|one| !all.contains(one)).cloned());
        }
        all
    }

    /// The same with tokens: everything that another cluster may add as `[[trust]]`.
    #[must_use]
    pub(super) fn all_signers(&self) -> Vec<Certificate> {
        let tokens = self.tokens.iter().map(|token| token.certificate.clone());
        self.signers().into_iter().chain(tokens).collect()
    }

    fn replaced(&self, reason: &str, wanted: &dyn Fn(Owner) -> bool) -> Self {
        let renew = |owner: Owner, certificate: &mut Certificate| {
            if wanted(owner) {
                let new = planned::renewed(certificate, reason);
                *certificate = new.unwrap_or_else(|| certificate.clone());
            }
        };
        let mut cluster = self.clone();
        for (index, node) in cluster.nodes.iter_mut().enumerate() {
            node.certificate.iter_mut().for_each(|one| renew(Owner::CallManager(index), one));
            node.tvs.iter_mut().for_each(|one| renew(Owner::Tvs(index), one));
            node.capf.iter_mut().for_each(|one| renew(Owner::Capf, one));
            if let Some(pair) = &mut node.itlrecovery {
                renew(Owner::ItlRecoveryOf(index), &mut pair.certificate);
            }
        }
        if let Some(pair) = &mut cluster.itlrecovery {
            renew(Owner::ItlRecovery, &mut pair.certificate);
        }
        for (index, token) in cluster.tokens.iter_mut().enumerate() {
            renew(Owner::Token(index), &mut token.certificate);
        }
        cluster
    }
}
