//! A cluster as small data: whose certificates are current, ones that do not exist yet
//! included, and which lists follow from that. The rules are those of
//! [`crate::cluster::content`] and [`crate::cluster::plan`], for [`Holder`]s.

use std::collections::BTreeSet;

use super::play::Published;
use super::steps::Command;
use crate::cluster::Mode;
use crate::cluster::content::{Cluster, Part};
use crate::cluster::manifest::{Services, Signing};
use crate::cluster::release::{self, Release, Sast, TokenlessSigner};
use crate::cluster::trust;
use crate::digest::Digest;
use crate::list::{Kind, Role};
use crate::phone::{Holder, List, Offer, Running, Tvs};

/// A node of the cluster.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its host.
    pub host: String,
    /// Whether it is the publisher.
    pub publisher: bool,
    /// What runs on it.
    pub services: Services,
    /// Its CallManager certificate.
    pub callmanager: Option<Holder>,
    /// Its TVS certificate.
    pub tvs: Option<Holder>,
}

/// The cluster.
#[derive(Clone, Debug)]
pub struct Model {
    /// Its release.
    pub release: Release,
    /// Who signs the CTL.
    pub signing: Signing,
    /// Which tokenless key signs, where that is against the table.
    pub signer: Option<TokenlessSigner>,
    /// The digest of signatures.
    pub digest: Digest,
    /// Its mode.
    pub mode: Mode,
    /// Whether it publishes a CTL.
    pub has_ctl: bool,
    /// Its nodes.
    pub nodes: Vec<Node>,
    /// ITLRecovery.
    pub itlrecovery: Option<Holder>,
    /// The publisher's CAPF.
    pub capf: Option<Holder>,
    /// The tokens, as the CTL Client spells them.
    pub tokens: Vec<Holder>,
    /// SASTs of other clusters.
    pub trust: Vec<Holder>,
    /// Alternate TFTP servers and firewalls.
    pub servers: Vec<(Role, Holder)>,
    /// SASTs as earlier lists spell them, which later lists copy.
    pub spelled: Vec<Holder>,
}

impl Model {
    /// A cluster as it is described. `before` are its lists now, whose spelling of SASTs
    /// is kept.
    #[must_use]
    pub fn of(cluster: &Cluster<'_>, mode: Mode, has_ctl: bool, before: &[List]) -> Self {
        let (manifest, material) = (cluster.manifest, cluster.material);
        let nodes = manifest.nodes.iter().zip(&material.nodes).map(|(node, own)| Node {
            host: node.host.clone(),
            publisher: node.publisher,
            services: node.services,
            callmanager: own.certificate.as_ref().map(Holder::of),
            tvs: own.tvs.as_ref().map(Holder::of),
        });
        let tftp = material.tftp.iter().map(|c| (Role::TFTP, Holder::of(c)));
        let firewalls = material.firewalls.iter().map(|c| (Role::CCM, Holder::of(c)));
        let entries = before.iter().flat_map(List::entries);
        let sasts = entries.filter(|entry| entry.role == Role::SAST);
        Self {
            release: manifest.release.clone(),
            signing: manifest.signing,
            signer: manifest.signer,
            digest: manifest.digest,
            mode,
            has_ctl,
            nodes: nodes.collect(),
            itlrecovery: material.itlrecovery.as_ref().map(Holder::of),
            capf: cluster.certificate(Part::Capf).map(Holder::of),
            tokens: material.tokens.iter().map(Holder::of_token).collect(),
            trust: material.trust.iter().map(Holder::of).collect(),
            servers: tftp.chain(firewalls).collect(),
            spelled: sasts.filter_map(|entry| entry.holder.as_deref().cloned()).collect(),
        }
    }

    /// The command that publishes everything by its usual signer; `None` where nothing
    /// is published.
    #[must_use]
    pub fn usual_command(&self) -> Option<Command> {
        if self.has_ctl {
            return Some(Command::Update);
        }
        self.release.itl().map(|_| Command::ItlUpdate)
    }

    /// What each TFTP node shows once a command was run, while they show `now`. `None`
    /// where the command is not for this cluster.
    #[must_use]
    pub fn publishes(&self, command: Command, now: &[Published]) -> Option<Vec<Published>> {
        let of_itls = matches!(command, Command::ItlUpdate | Command::ItlResetLocalkey);
        if of_itls && self.release.itl().is_none() || !of_itls && !self.has_ctl {
            return None;
        }
        let ctl = match command {
            Command::Update | Command::TokenAdd | Command::TokenRemove => {
                Some(self.ctl(self.usual(now)?)?)
            }
            Command::ResetLocalkey if self.signing == Signing::Tokenless => {
                Some(self.ctl(self.sast(self.release.reset_signer(self.signer).ok()?.sast())?)?)
            }
            Command::ResetLocalkey => return None,
            Command::ItlUpdate | Command::ItlResetLocalkey => None,
        };
        let itl_signer = match (command, self.release.itl()) {
            (Command::ItlResetLocalkey, row) => Some(row?.reset?),
            (_, row) => row.map(|row| row.signer),
        };
        let nodes = self.nodes.iter().filter(|node| node.services.tftp);
        let published = nodes.map(|node| {
            let itl = itl_signer.map(|signer| self.itl(node, signer));
            // A list without its signer's certificate cannot be made.
            let itl = if itl_signer.is_some() { Some(itl??) } else { None };
            Some(Published { host: node.host.clone(), ctl: ctl.clone(), itl })
        });
        published.collect()
    }

    /// Whether the nodes show what a command would publish, as far as the records
    /// and the signers go.
    #[must_use]
    pub fn is_shown(&self, command: Command, now: &[Published]) -> bool {
        let content = |offer: &Offer| {
            let entries = offer.list().entries().iter();
            let records: BTreeSet<_> = entries
                .map(|entry| (entry.role.code(), entry.holder.as_ref().and_then(|h| h.sha1)))
                .collect();
            (records, offer.signer().clone())
        };
        let Some(wanted) = self.publishes(command, now) else { return true };
        wanted.iter().all(|wanted| {
            let shown = now.iter().find(|node| node.host == wanted.host);
            shown.is_some_and(|shown| {
                shown.ctl.as_ref().map(content) == wanted.ctl.as_ref().map(content)
                    && shown.itl.as_ref().map(content) == wanted.itl.as_ref().map(content)
            })
        })
    }

    /// The TVS of each node that has one.
    #[must_use]
    pub fn tvs(&self) -> Vec<Tvs> {
        let mut known: Vec<(Holder, &[Role])> = Vec::new();
        for node in &self.nodes {
            known.extend(node.callmanager.clone().map(|holder| (holder, trust::CALLMANAGER)));
            known.extend(node.tvs.clone().map(|holder| (holder, trust::TVS)));
        }
        known.extend(self.capf.clone().map(|holder| (holder, trust::CAPF)));
        known.extend(self.trust.iter().map(|holder| (holder.clone(), trust::TRUST)));
        if self.signing == Signing::Token {
            known.extend(self.tokens.iter().map(|holder| (holder.clone(), trust::TOKEN)));
        }
        let shown = self.nodes.iter().filter_map(|node| node.tvs.clone());
        shown.map(|shown| trust::vouching(shown, Running::Untold, &known)).collect()
    }

    /// The token that signs: the present signer where it will do, else the first of
    /// the present CTL; every token where there is no CTL yet.
    #[must_use]
    pub fn token(&self, now: &[Published]) -> Option<&Holder> {
        let Some(ctl) = now.iter().find_map(|node| node.ctl.as_ref()) else {
            return self.tokens.first();
        };
        let stands = |token: &&Holder| {
            let same = |holder: &Holder| holder.sha1 == token.sha1;
            let sasts = ctl.list().entries().iter().filter(|entry| entry.role == Role::SAST);
            sasts.filter_map(|entry| entry.holder.as_deref()).any(same)
        };
        let signed = |token: &&Holder| ctl.signer().is(&self.spelling(token));
        let mut known = self.tokens.iter().filter(stands);
        known.clone().find(signed).or_else(|| known.next())
    }

    fn usual(&self, now: &[Published]) -> Option<&Holder> {
        match self.signing {
            Signing::Token => self.token(now),
            Signing::Tokenless => {
                let sasts = release::sasts(&self.release, self.signing, self.signer).ok()?;
                self.sast(*sasts.first()?)
            }
        }
    }

    fn sast(&self, sast: Sast) -> Option<&Holder> {
        match sast {
            Sast::Tokens => None,
            Sast::CallManager => self.nodes.iter().find(|n| n.publisher)?.callmanager.as_ref(),
            Sast::ItlRecovery => self.itlrecovery.as_ref(),
        }
    }

    fn ctl(&self, signer: &Holder) -> Option<Offer> {
        let sasts = release::sasts(&self.release, self.signing, self.signer).ok()?;
        let tokens = sasts.contains(&Sast::Tokens);
        let mut records: Vec<(Role, Option<&Holder>)> = Vec::new();
        let sast = |sast: &Sast| self.sast(*sast).map(|holder| (Role::SAST, Some(holder)));
        if tokens {
            records.extend(self.tokens.iter().map(|token| (Role::SAST, Some(token))));
            records.extend(sasts.iter().filter_map(sast));
        } else if sasts.contains(&Sast::CallManager) {
            records.extend(sast(&Sast::CallManager));
        }
        let (first, others): (Vec<_>, Vec<_>) =
            self.nodes_of_ctl().into_iter().partition(|(node, ..)| node.publisher);
        let shown = |holder| (self.mode == Mode::Mixed).then_some(holder);
        records.extend(first.into_iter().map(|(_, role, holder)| (role, shown(holder))));
        records.extend(self.capf.as_ref().map(|holder| (Role::CAPF, Some(holder))));
        if !tokens && sasts.contains(&Sast::ItlRecovery) {
            records.extend(self.itlrecovery.as_ref().map(|holder| (Role::SAST, Some(holder))));
        }
        records.extend(others.into_iter().map(|(_, role, holder)| (role, shown(holder))));
        records.extend(self.servers.iter().map(|(role, holder)| (*role, shown(holder))));
        records.extend(self.trust.iter().map(|holder| (Role::SAST, Some(holder))));
        Some(self.offer(Kind::Ctl, records.into_iter(), signer))
    }

    /// The nodes with a record of their own, the publisher first: a multi-server
    /// certificate stands once.
    fn nodes_of_ctl(&self) -> Vec<(&Node, Role, &Holder)> {
        let (publisher, others): (Vec<_>, Vec<_>) =
            self.nodes.iter().partition(|node| node.publisher);
        let mut seen = BTreeSet::new();
        let nodes = publisher.into_iter().chain(others).filter_map(|node| {
            let role = match (node.services.callmanager, node.services.tftp) {
                (true, true) => Role::CCM_TFTP,
                (true, false) => Role::CCM,
                (false, true) => Role::TFTP,
                (false, false) => return None,
            };
            let holder = node.callmanager.as_ref()?;
            seen.insert(holder.sha1).then_some((node, role, holder))
        });
        nodes.collect()
    }

    fn itl(&self, node: &Node, signer: TokenlessSigner) -> Option<Offer> {
        let row = self.release.itl()?;
        let callmanager = node.callmanager.as_ref();
        let role = match self.mode {
            Mode::Mixed if node.services.callmanager => Role::CCM_TFTP,
            Mode::Mixed | Mode::NonSecure => Role::TFTP,
        };
        let mut records = Vec::new();
        records.extend(callmanager.map(|holder| (Role::SAST, holder)));
        records.extend(callmanager.map(|holder| (role, holder)));
        if row.recovery {
            records.extend(self.itlrecovery.as_ref().map(|holder| (Role::SAST, holder)));
        }
        records.extend(self.trust.iter().map(|holder| (Role::SAST, holder)));
        let tvs = self.nodes.iter().filter_map(|node| node.tvs.as_ref());
        records.extend(tvs.map(|holder| (Role::TVS, holder)));
        records.extend(self.capf.as_ref().map(|holder| (Role::CAPF, holder)));
        let signer = match signer {
            TokenlessSigner::CallManager => callmanager?,
            TokenlessSigner::ItlRecovery => self.itlrecovery.as_ref()?,
        };
        let records = records.into_iter().map(|(role, holder)| (role, Some(holder)));
        Some(self.offer(Kind::Itl, records, signer))
    }

    fn offer<'h>(
        &self,
        kind: Kind,
        records: impl Iterator<Item = (Role, Option<&'h Holder>)>,
        signer: &Holder,
    ) -> Offer {
        let spelled = records.map(|(role, holder)| match (role, holder) {
            (Role::SAST, Some(holder)) => (role, Some(self.spelling(holder))),
            (role, holder) => (role, holder.cloned()),
        });
        let records: Vec<_> = spelled.collect();
        let signer = self.spelling(signer);
        // Two planned lists are the same where all that they say is.
        let name = format!("{records:?} by {signer:?}");
        Offer::planned(List::planned(kind, &name, 0, records), &signer, self.digest)
    }

    /// A SAST as the lists before spell it.
    fn spelling(&self, holder: &Holder) -> Holder {
        let known = self.spelled.iter().find(|known| known.sha1 == holder.sha1);
        known.unwrap_or(holder).clone()
    }
}
