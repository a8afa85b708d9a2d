//! The Trust Verification Service of a node, as far as it is known.

use std::sync::Arc;

use super::Holder;
use crate::certificate::Certificate;
use crate::list::Role;

/// Whether a TVS is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// It is reached and shows this certificate.
    Up,
    /// It is not reached.
    Down,
    /// Nobody has said so: it does not count, but what it would have changed is
    /// told ([`super::Rescue`]).
    Untold,
}

/// What a TVS vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The certificate, in the spelling under which TVS finds it.
    pub holder: Arc<Holder>,
    /// As what.
    pub roles: Vec<Role>,
}

/// One TVS: there is one on each node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tvs {
    /// The certificate that it shows.
    pub certificate: Arc<Holder>,
    /// Whether it is reached.
    pub running: Running,
    /// What it vouches for. All TVS of a cluster know the same, and share it.
    pub knows: Arc<Vec<Vouched>>,
}

impl Tvs {
    /// A TVS that knows nothing yet.
    #[must_use]
    pub fn new(certificate: impl Into<Arc<Holder>>, running: Running) -> Self {
        Self { certificate: certificate.into(), running, knows: Arc::default() }
    }

    /// The same TVS, which also vouches for a holder as spelled: that of a record of
    /// its server's own CTL is found under the spelling of that file.
    #[must_use]
    pub fn vouching(mut self, holder: impl Into<Arc<Holder>>, roles: &[Role]) -> Self {
        let vouched = Vouched { holder: holder.into(), roles: roles.to_vec() };
        Arc::make_mut(&mut self.knows).push(vouched);
        self
    }

    /// The same TVS, which also vouches for a certificate, spelled as CUCM spells
    /// it. As a SAST it may be a token out of the server's own CTL, so that it is
    /// found under the CTL Client's spelling too (`docs/phone.md`, step 6).
    #[must_use]
    pub fn knowing(self, certificate: &Certificate, roles: &[Role]) -> Self {
        let known = self.vouching(Holder::of(certificate), roles);
        if roles.contains(&Role::SAST) {
            return known.vouching(Holder::of_token(certificate), &[Role::SAST]);
        }
        known
    }
}
