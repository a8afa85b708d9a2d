//! What the TVS of a cluster knows (`docs/phone.md`, step 6): CallManager, TVS, CAPF and
//! Phone-SAST-trust certificates (document 210541), and the eTokens that are SASTs of the
//! server's own CTL (document 118893). The sources disagree about ITLRecovery, so it never counts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::certificate::Certificate;
use crate::cluster::content::Owner;
use crate::cluster::manifest::{Cluster, Signing};
use crate::cluster::moments::{Known, Purpose};
use crate::list::Role;
use crate::phone::{Holder, Running, Tvs, Vouched};

/// The roles that TVS gives a certificate.
const fn roles(purpose: Purpose) -> &'static [Role] {
    match purpose {
        Purpose::Tvs => &[Role::TVS],
        Purpose::CallManager => &[Role::CCM_TFTP, Role::SAST],
        Purpose::Capf => &[Role::CAPF],
        Purpose::Trust => &[Role::SAST, Role::TFTP],
        Purpose::Token => &[Role::SAST],
    }
}

/// What the TVS of a cluster knows.
fn certificates(cluster: &Cluster) -> impl Iterator<Item = (Purpose, &Certificate)> {
    let tokens = cluster.signing == Signing::Token;
    cluster.certificates().filter_map(move |(owner, certificate)| {
        let purpose = match owner {
            Owner::CallManager(_) => Purpose::CallManager,
            Owner::Tvs(_) => Purpose::Tvs,
            Owner::Capf => Purpose::Capf,
            Owner::Trust(_) => Purpose::Trust,
            Owner::Token(_) if tokens => Purpose::Token,
            _ => return None,
        };
        Some((purpose, certificate))
    })
}

/// What the TVS of a cluster knows, as the store keeps it.
#[must_use]
pub fn known(cluster: &Cluster) -> Known {
    let all = certificates(cluster);
    let mut known: Known =
        all.map(|(purpose, certificate)| (purpose, certificate.der().into())).collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// The TVS of each node that has one. All of them know the same.
#[must_use]
pub fn of_cluster(cluster: &Cluster, running: Running) -> Arc<[Tvs]> {
    let all = certificates(cluster);
    of(all.map(|(purpose, certificate)| (purpose, Spelled::of(certificate))), running)
}

/// A certificate in the spellings under which TVS finds it: the usual one, and the CTL Client's
/// for tokens.
#[derive(Clone, Debug)]
struct Spelled {
    usual: Arc<Holder>,
    token: Arc<Holder>,
}

impl Spelled {
    fn of(certificate: &Certificate) -> Self {
        let token = Holder::of_token(certificate).into();
        Self { usual: Holder::of(certificate).into(), token }
    }
}

/// The certificates of many moments, each decoded once.
#[derive(Debug, Default)]
pub(super) struct Decoded(HashMap<Arc<[u8]>, Option<Spelled>>);

impl Decoded {
    /// The TVS of a moment.
    #[must_use]
    pub(super) fn tvs(&mut self, known: &Known, running: Running) -> Arc<[Tvs]> {
        let decoded = known.iter().filter_map(|(purpose, der)| {
            let spelled = self
                .0
                .entry(Arc::clone(der))
                .or_insert_with(|| Certificate::from_der(der).ok().as_ref().map(Spelled::of));
            Some((*purpose, spelled.clone()?))
        });
        of(decoded, running)
    }
}

fn of(certificates: impl Iterator<Item = (Purpose, Spelled)>, running: Running) -> Arc<[Tvs]> {
    let mut shown: Vec<Arc<Holder>> = Vec::new();
    let mut vouched: Vec<Vouched> = Vec::new();
    for (purpose, Spelled { usual, token }) in certificates {
        if purpose == Purpose::Tvs && !shown.iter().any(|other| other.sha1 == usual.sha1) {
            shown.push(Arc::clone(&usual));
        }
        let entry = |holder| Vouched { holder, roles: roles(purpose).to_vec() };
        if purpose == Purpose::Token {
            // Found under either spelling: that of the CTL Client and that of the
            // certificate.
            vouched.push(entry(token));
        }
        vouched.push(entry(usual));
    }
    let knows = Arc::new(vouched);
    let tvs = |certificate| Tvs { certificate, running, knows: Arc::clone(&knows) };
    shown.into_iter().map(tvs).collect()
}
