//! What the TVS of a cluster vouches for (`docs/phone.md`, step 6): CallManager,
//! TVS, CAPF and Phone-SAST-trust certificates (document 210541), and the eTokens
//! that are SASTs of the server's own CTL (document 118893). About ITLRecovery the
//! sources disagree, so it is never counted.

use super::content::{Cluster, Part};
use super::manifest::Signing;
use crate::certificate::Certificate;
use crate::list::Role;
use crate::phone::{Holder, Running, Tvs};

/// As what a CallManager certificate is vouched for.
pub const CALLMANAGER: &[Role] = &[Role::CCM_TFTP, Role::SAST];

/// As what a TVS certificate is.
pub const TVS: &[Role] = &[Role::TVS];

/// As what a CAPF certificate is.
pub const CAPF: &[Role] = &[Role::CAPF];

/// As what a certificate of `[[trust]]` is: Phone-SAST-trust.
pub const TRUST: &[Role] = &[Role::SAST, Role::TFTP];

/// As what a token is.
pub const TOKEN: &[Role] = &[Role::SAST];

/// The TVS of each node that has one. All of them know the same.
#[must_use]
pub fn tvs(cluster: &Cluster<'_>, running: Running) -> Vec<Tvs> {
    let material = cluster.material;
    let mut known: Vec<(Holder, &[Role])> = Vec::new();
    let mut vouch = |certificates: &mut dyn Iterator<Item = &Certificate>, roles| {
        known.extend(certificates.map(|certificate| (Holder::of(certificate), roles)));
    };
    let nodes = || material.nodes.iter();
    vouch(&mut nodes().filter_map(|node| node.certificate.as_ref()), CALLMANAGER);
    vouch(&mut nodes().filter_map(|node| node.tvs.as_ref()), TVS);
    vouch(&mut cluster.certificate(Part::Capf).into_iter(), CAPF);
    vouch(&mut material.trust.iter(), TRUST);
    if cluster.manifest.signing == Signing::Token {
        // Found under either spelling: that of the CTL Client and that of the
        // certificate.
        vouch(&mut material.tokens.iter(), TOKEN);
        known.extend(material.tokens.iter().map(|token| (Holder::of_token(token), TOKEN)));
    }
    let shown = nodes().filter_map(|node| node.tvs.as_ref()).map(Holder::of);
    shown.map(|shown| vouching(shown, running, &known)).collect()
}

/// A TVS that shows this certificate and vouches for these.
#[must_use]
pub fn vouching(shown: Holder, running: Running, known: &[(Holder, &[Role])]) -> Tvs {
    let tvs = Tvs::new(shown, running);
    known.iter().fold(tvs, |tvs, (holder, roles)| tvs.vouching(holder.clone(), roles))
}
