//! Clusters of certificates that do not exist, of any release.

use trustlist::cluster::Mode;
use trustlist::cluster::manifest::{Services, Signing};
use trustlist::cluster::sequence::{Held, Model, Node, Published};
use trustlist::digest::Digest;
use trustlist::phone::Holder;

/// The publisher with TFTP, a subscriber with CallManager, and a TFTP server.
pub(crate) fn model(release: &str, signing: Signing, has_ctl: bool) -> Model {
    let holder = |name: &str| {
        let name = format!("CN={name}");
        Holder::planned(name.as_bytes(), name.as_bytes(), &[1], &name)
    };
    let node = |host: &str, callmanager, tftp| Node {
        host: host.to_owned(),
        publisher: host == "pub",
        services: Services { callmanager, tftp },
        callmanager: Some(holder(&format!("CallManager-{host}"))),
        tvs: Some(holder(&format!("TVS-{host}"))),
    };
    Model {
        release: release.parse().expect("a release"),
        signing,
        signer: None,
        digest: Digest::Sha1,
        mode: if has_ctl { Mode::Mixed } else { Mode::NonSecure },
        has_ctl,
        nodes: vec![node("pub", true, true), node("sub", true, false), node("tftp", false, true)],
        itlrecovery: Some(holder("ITLRECOVERY_pub")),
        capf: Some(holder("CAPF-1")),
        tokens: ["token 1", "token 2"].map(holder).to_vec(),
        trust: Vec::new(),
        servers: Vec::new(),
        spelled: Vec::new(),
    }
}

/// What the nodes show now, and what phones hold: the same.
pub(crate) fn today(model: &Model) -> (Vec<Held>, Vec<Published>) {
    let Some(usual) = model.usual_command() else { return (Vec::new(), Vec::new()) };
    let shown = model.publishes(usual, &[]).expect("lists");
    (shown.iter().map(|node| node.held(1)).collect(), shown)
}
