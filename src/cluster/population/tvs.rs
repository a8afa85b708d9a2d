//! What the TVS of a cluster knows (`docs/phone.md`, step 6): CallManager, TVS, CAPF and
//! Phone-SAST-trust certificates (document 210541), and the eTokens that are SASTs of the
//! server's own CTL (document 118893). About ITLRecovery the sources disagree, so it is
//! never counted.

use std::sync::Arc;

use crate::certificate::Certificate;
use crate::cluster::content::Owner;
use crate::cluster::manifest::{Cluster, Signing};
use crate::cluster::moments::{Known, Purpose};
use crate::list::Role;
use crate::phone::{Holder, Running, Tvs};

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
        all.map(|(purpose, certificate)| (purpose, certificate.der().to_vec())).collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// The TVS of each node that has one. All of them know the same.
#[must_use]
pub fn of_cluster(cluster: &Cluster, running: Running) -> Arc<[Tvs]> {
    of(certificates(cluster), running)
}

/// The TVS of a moment.
#[must_use]
pub(super) fn of_known(known: &Known, running: Running) -> Arc<[Tvs]> {
    let decoded = known
        .iter()
        .filter_map(|(purpose, der)| Some((*purpose, Certificate::from_der(der).ok()?)));
    let decoded: Vec<_> = decoded.collect();
    of(decoded.iter().map(|(purpose, certificate)| (*purpose, certificate)), running)
}

fn of<'c>(
    certificates: impl Iterator<Item = (Purpose, &'c Certificate)>,
    running: Running,
) -> Arc<[Tvs]> {
    let mut known: Vec<(Arc<Holder>, &[Role])> = Vec::new();
    let mut shown: Vec<Arc<Holder>> = Vec::new();
    for (purpose, certificate) in certificates {
        let holder = Arc::new(Holder::of(certificate));
        if purpose == Purpose::Tvs && !shown.iter().any(|other| other.sha1 == holder.sha1) {
            shown.push(Arc::clone(&holder));
        }
        if purpose == Purpose::Token {
            // Found under either spelling: that of the CTL Client and that of the
            // certificate.
            known.push((Arc::new(Holder::of_token(certificate)), roles(purpose)));
        }
        known.push((holder, roles(purpose)));
    }
    let vouching = |shown: Arc<Holder>| {
        known.iter().fold(Tvs::new(shown, running), |tvs, (holder, roles)| {
            tvs.vouching(Arc::clone(holder), roles)
        })
    };
    shown.into_iter().map(vouching).collect()
}
