//! The Trust Verification Service of a node, as far as it is known.

use std::sync::Arc;

use super::Holder;
use crate::certificate::Certificate;
use crate::list::Role;

/// Whether a TVS runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// It can be reached and has this certificate.
    Up,
    /// It is not reached.
    Down,
    /// Unknown: it does not count, but the effect that it could have is reported
    /// ([`super::Rescue`]).
    Unknown,
}

/// What a TVS vouches for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// The certificate, in the spelling under which TVS finds it.
    pub holder: Arc<Holder>,
    /// The roles that TVS vouches for.
    pub roles: Vec<Role>,
}

/// One TVS: each node has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tvs {
    /// The certificate that it shows.
    pub certificate: Arc<Holder>,
    /// Whether it is reached.
    pub running: Running,
    /// What it vouches for. All TVS of a cluster share the same knowledge.
    pub knows: Arc<Vec<Vouched>>,
}

impl Tvs {
    /// A TVS that knows nothing yet.
    #[must_use]
    pub fn new(certificate: impl Into<Arc<Holder>>, running: Running) -> Self {
        Self { certificate: certificate.into(), running, knows: Arc::default() }
    }

    /// The same TVS, which also vouches for a holder as spelled: a record of its server's own CTL
    /// is found under the spelling of that file.
    #[must_use]
    pub fn vouching(mut self, holder: impl Into<Arc<Holder>>, roles: &[Role]) -> Self {
        let vouched = Vouched { holder: holder.into(), roles: roles.to_vec() };
        Arc::make_mut(&mut self.knows).push(vouched);
        self
    }

    /// The same TVS, which also vouches for a certificate, spelled as CUCM spells
    /// it. As a SAST it may be a token from the server's own CTL, which TVS also finds under the
    /// CTL Client's spelling (`docs/phone.md`, step 6).
    #[must_use]
    pub fn knowing(self, certificate: &Certificate, roles: &[Role]) -> Self {
        let known = self.vouching(Holder::of(certificate), roles);
        if roles.contains(&Role::SAST) {
            return known.vouching(Holder::of_token(certificate), &[Role::SAST]);
        }
        known
    }
}
