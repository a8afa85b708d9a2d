//! The steps that follow a publication, in the order of Cisco's documents: 214231 and field notice
//! 70613 for certificates that were regenerated, the security guides of 11.5 and 12.5 for
//! everything else that changes a CTL, the guide of 14SU2 for `utils itl reset`.

use super::Mode;
use super::change::Preview;
use super::command::{Command, CtlChange};
use super::content::Owner;
use super::manifest::Cluster;
use super::release::{NO_AUTO_REGISTRATION_UNTIL, PROXY, Release, TokenlessSigner, UNITY};
use crate::list::Kind;

const CAPF: &str = "Cisco Certificate Authority Proxy Function (publisher)";
const CALL_MANAGER: &str = "Cisco CallManager";
const CTI_MANAGER: &str = "Cisco CTIManager";
const TVS: &str = "Cisco Trust Verification Service";
const TFTP: &str = "Cisco Tftp";

const RESET: &str = "Reset all phones.";
const RESET_SECURE: &str = "Reset all authenticated and encrypted phones.";
const RESET_CTL: &str = "You must reset all phones to ensure they received the updated CTL file.";
const RESET_ITL: &str = "You must reset all phones to ensure they received the updated ITL file.";
const COMPARE: &str = "Compare the hashes on a phone of each TFTP node with `ctl status`.";

/// Which certificates differ from those of the previous lists.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a certificate of its own")]
struct Renewed {
    call_manager: bool,
    capf: bool,
    tvs: bool,
    recovery: bool,
}

impl Renewed {
    fn of(preview: &Preview<'_>) -> Self {
        let has = |owner: fn(Owner) -> bool| {
            preview.new.iter().any(|list| list.has_new_certificate(owner))
        };
        Self {
            call_manager: has(|owner| matches!(owner, Owner::CallManager(_))),
            capf: has(|owner| owner == Owner::Capf),
            tvs: has(|owner| matches!(owner, Owner::Tvs(_))),
            recovery: has(|owner| matches!(owner, Owner::ItlRecovery | Owner::ItlRecoveryOf(_))),
        }
    }

    fn any(self) -> bool {
        self.call_manager || self.capf || self.tvs || self.recovery
    }
}

/// The steps in their order; empty if no list is published.
#[must_use]
pub fn of(preview: &Preview<'_>) -> Vec<String> {
    let publication = &preview.proposal.publication;
    let (cluster, command) = (&preview.proposal.cluster, &preview.proposal.what);
    let release = &cluster.release;
    if matches!(publication.ctl, CtlChange::Delete) {
        return deleted();
    }
    let again = matches!(publication.ctl, CtlChange::Again { .. });
    let ctl = again || preview.new.iter().any(|list| list.kind() == Kind::Ctl);
    if !ctl && preview.new.is_empty() {
        return Vec::new();
    }
    let mixed = publication.mode == Mode::Mixed;
    let renewed = Renewed::of(preview);
    let mut all = match command {
        Command::ResetLocalkey => after_localkey(release, renewed, mixed),
        Command::ItlResetLocalkey | Command::ItlResetRemotekey { .. } => after_itl_reset(release),
        _ if mixed && ctl && (renewed.recovery || returns_to_usual(preview)) => {
            after_recovery(release, renewed)
        }
        _ if renewed.any() => after_renewal(release, renewed, mixed && ctl),
        _ if ctl => after_ctl(release),
        _ => vec![format!("Restart {TFTP} on every node that runs it."), RESET_ITL.to_owned()],
    };
    if ctl && release.is_from(UNITY) {
        all.push(
            "Reset the port groups of Unity Connection 10.5 and later if it has secure \
             ports."
                .to_owned(),
        );
    }
    if preview.mode_changes {
        all.extend(after_mode(release, publication.mode));
    }
    all.push(
        "On a real CUCM, upload the files to each node in OS Administration, TFTP File Management."
            .to_owned(),
    );
    all
}

/// CUCM has no command that deletes the CTL; `file delete tftp` removes the file.
fn deleted() -> Vec<String> {
    let all = [
        "Phones keep their CTL until it is deleted on each phone.",
        "On a real CUCM, run `file delete tftp CTLFile.tlv` on every node.",
    ];
    all.map(str::to_owned).to_vec()
}

/// `set-cluster`, and an update without a new certificate: CUCM's own words.
fn after_ctl(release: &Release) -> Vec<String> {
    let restart = release.restart();
    let mut all = vec![
        "Please Restart the TFTP and Cisco CallManager services on all nodes in the cluster that run these services",
    ];
    if restart.in_order {
        all.push("Restart the TFTP service first, then the Cisco CallManager service.");
    }
    if restart.services.contains(&CTI_MANAGER) {
        all.push(
            "You must restart Cisco CTIManager services on all the nodes in the cluster that have the service activated.",
        );
    }
    all.push(RESET_CTL);
    all.into_iter().map(str::to_owned).collect()
}

/// Certificates of CallManager, CAPF or TVS: document 214231.
fn after_renewal(release: &Release, renewed: Renewed, secure: bool) -> Vec<String> {
    let mut all = Vec::new();
    if secure && (renewed.call_manager || renewed.capf) {
        all.push(RESET_SECURE.to_owned());
    }
    // If ITLRecovery only signs ITLs, no service except TFTP uses it.
    let mut services = Vec::new();
    services.extend(renewed.capf.then_some(CAPF));
    if renewed.call_manager {
        services.extend([CALL_MANAGER, CTI_MANAGER]);
    }
    if renewed.call_manager || renewed.capf || renewed.tvs {
        services.extend(tvs_of(release));
    }
    services.push(TFTP);
    all.push(in_order(&services));
    if renewed.call_manager && release.is_from(PROXY) {
        all.push("Then run `utils service restart Cisco HAProxy` on each of them.".to_owned());
    }
    all.push(RESET.to_owned());
    all
}

/// The first half of field notice 70613: TVS and TFTP wait for the second half. If the new
/// certificate is CallManager's, its services are restarted at once.
fn after_localkey(release: &Release, renewed: Renewed, mixed: bool) -> Vec<String> {
    let mut all = if renewed.call_manager {
        after_renewal(release, renewed, mixed)
    } else {
        let mut waiting: Vec<&str> = tvs_of(release).into_iter().collect();
        waiting.push(TFTP);
        let wait = format!("Do not restart {} yet.", waiting.join(" and "));
        vec![in_order(&secured(renewed)), wait, RESET_CTL.to_owned()]
    };
    all.extend([
        COMPARE.to_owned(),
        "Only when all phones have this CTL, run `ctl update CTLFile --phones-have @current`."
            .to_owned(),
    ]);
    all
}

/// The second half of field notice 70613.
fn after_recovery(release: &Release, renewed: Renewed) -> Vec<String> {
    let mut last: Vec<&str> = tvs_of(release).into_iter().collect();
    last.push(TFTP);
    let mut all = vec![
        in_order(&secured(renewed)),
        RESET_CTL.to_owned(),
        COMPARE.to_owned(),
        format!("Only when all phones have this CTL: {}", in_order(&last)),
    ];
    if renewed.call_manager && release.is_from(PROXY) {
        all.push("Then run `utils service restart Cisco HAProxy` on each of them.".to_owned());
    }
    all
}

/// For an ITL with an unusual signer: after a restart of TFTP, CUCM signs it with the usual key
/// again.
fn after_itl_reset(release: &Release) -> Vec<String> {
    let usual = release.itl().map_or(TokenlessSigner::ItlRecovery, |row| row.signer).name();
    vec![
        format!(
            "Do not restart {TFTP} yet: on a real CUCM that rebuilds the ITL, signed by {usual}."
        ),
        RESET_ITL.to_owned(),
        "Wait until every phone has this ITL.".to_owned(),
        format!(
            "Only then run `ctl itl update --phones-have @current`, restart {TFTP} on every node \
             that runs it, and reset all phones again."
        ),
    ]
}

/// What a change of the mode affects besides the lists.
fn after_mode(release: &Release, mode: Mode) -> Vec<String> {
    let mut all = vec![
        "A phone in SRST while the mode changes stays in SRST until its router is switched \
              off.",
    ];
    match mode {
        Mode::Mixed if !release.is_from(NO_AUTO_REGISTRATION_UNTIL) => {
            all.push("Auto-registration is off in mixed mode.");
        }
        Mode::Mixed => {}
        Mode::NonSecure => all.extend([
            "Authenticated and encrypted phones register without security once they are reset; they keep a CTL.",
            "Secure SRST references keep their settings, which are ignored in non-secure mode.",
            "Set DSP farms that were secure to non-secure.",
        ]),
    }
    all.into_iter().map(str::to_owned).collect()
}

/// Whether the CTL returns to its usual signer after `ctl reset localkey`.
fn returns_to_usual(preview: &Preview<'_>) -> bool {
    let cluster: &Cluster = &preview.proposal.cluster;
    // Tokenless lists of 10.5(2) to 11.5 return from ITLRecovery to CallManager: not FN70613.
    let other = cluster.release.reset_signer(cluster.signer);
    if other != Ok(TokenlessSigner::CallManager) {
        return false;
    }
    let publisher = cluster.publisher().and_then(|(_, node)| node.certificate.as_ref());
    let ctl = preview.new.iter().find(|list| list.kind() == Kind::Ctl);
    ctl.is_some_and(|list| {
        list.signer == Owner::ItlRecovery
            && list.former_signer.is_some()
            && list.former_signer.as_ref() == publisher
    })
}

/// The services that read the CTL.
fn secured(renewed: Renewed) -> Vec<&'static str> {
    let capf = renewed.capf.then_some(CAPF);
    capf.into_iter().chain([CALL_MANAGER, CTI_MANAGER]).collect()
}

/// Releases with ITLs have TVS.
fn tvs_of(release: &Release) -> Option<&'static str> {
    release.itl().map(|_| TVS)
}

fn in_order(services: &[&str]) -> String {
    match services {
        [only] => format!("Restart {only} on every node that runs it."),
        _ => format!(
            "Restart in this order, on every node that runs them: {}.",
            services.join(
                ", \
                      "
            )
        ),
    }
}
