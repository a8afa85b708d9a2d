//! Unsigned lists: every list that a command would publish, with the reasons. This module neither
//! signs nor writes.

use super::compare::{self, Change};
use super::present::Present;
use super::published::Published;
use super::{DraftRecord, Owner, keep, reasons, sast};
use crate::certificate::Certificate;
use crate::cluster::Mode;
use crate::cluster::lists::ListName;
use crate::cluster::manifest::{Cluster, Signing, plausible};
use crate::cluster::release::{self, Sast, TokenlessSigner};
use crate::cluster::rule::RuleError;
use crate::list::{BuildWarning, Form, Kind, Layout, Recipe, Role, Unsigned};

/// A list that a command would publish.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Draft {
    /// Which list.
    pub name: ListName,
    /// Whose key signs it.
    pub signer: Owner,
    /// The certificate of that key.
    pub certificate: Certificate,
    /// The list without its signature.
    pub unsigned: Unsigned,
    /// The signer of the previous list, if that is sound.
    pub former_signer: Option<Certificate>,
    /// Whether there is no previous list.
    pub first: bool,
    /// How each record differs from the previous list: the new records in their order, then the
    /// removed ones.
    pub changes: Vec<Change>,
    /// The owner of each new record, in their order.
    pub owners: Vec<Owner>,
    /// Why it is published; empty if it equals the previous list.
    pub reasons: Vec<String>,
    /// Notes about it.
    pub warnings: Vec<BuildWarning>,
    /// The indexes of the records that cluster.toml does not explain and that were kept.
    pub unexplained: Vec<usize>,
}

impl Draft {
    /// Whether the certificate of an owner differs from that of the previous list. A record that
    /// is added, emptied or moved does not count.
    #[must_use]
    pub fn has_new_certificate(&self, owner: impl Fn(Owner) -> bool) -> bool {
        let mut records = self.owners.iter().zip(&self.changes);
        records.any(|(whose, change)| owner(*whose) && change.new_certificate)
    }

    /// CTL or ITL.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.name {
            ListName::Ctl => Kind::Ctl,
            ListName::Itl(_) => Kind::Itl,
        }
    }
}

/// Who signs a CTL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CtlSigner {
    /// The usual signer by release and `signing`.
    Usual,
    /// The other tokenless SAST.
    Other,
}

/// Who signs ITLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItlKey<'a> {
    /// The usual signer of the release.
    Usual,
    /// CallManager or ITLRecovery, whichever is not the usual signer.
    Local,
    /// The key of this certificate (`itl reset remotekey`).
    Remote(&'a Certificate),
}

/// The input of drafts.
#[derive(Clone, Copy)]
pub struct Drafter<'a> {
    /// The cluster as described now.
    pub cluster: &'a Cluster,
    /// The last published lists.
    pub published: Option<&'a Published<'a>>,
    /// Whether an earlier list had a certificate, by its SHA-1 fingerprint.
    pub earlier: &'a dyn Fn(&[u8]) -> bool,
    /// TIMESTAMP of new lists, Unix seconds.
    pub timestamp: u32,
    /// Whether a token is inserted, by its index; called only if needed.
    pub inserted: &'a dyn Fn(usize) -> bool,
    /// The token that was chosen to sign, by its index.
    pub token: Option<usize>,
    /// Whether records that cluster.toml does not explain are dropped.
    pub drop_unexplained: bool,
}

/// The input of one list.
struct Plan<'a> {
    name: ListName,
    mode: Mode,
    layout: Layout,
    records: Vec<DraftRecord<'a>>,
    signer: Owner,
}

impl<'a> Drafter<'a> {
    /// The CTL for a mode. `keep` leaves the SASTs except the signer's unchanged, as `set-cluster
    /// non-secure-mode` does.
    ///
    /// # Errors
    /// [`RuleError`] if a rule of the cluster forbids it.
    pub fn ctl(&self, mode: Mode, by: CtlSigner, keep: bool) -> Result<Draft, RuleError> {
        let cluster = self.cluster;
        let mut sasts = match release::sasts(&cluster.release, cluster.signing, cluster.signer) {
            // A cluster with tokens can leave mixed mode without them.
            Err(_) if keep => self.tokenless()?,
            sasts => sasts?,
        };
        let signer = match (by, cluster.signing) {
            (CtlSigner::Usual, Signing::Tokenless) => self.first_of(&sasts)?,
            (CtlSigner::Usual, Signing::Token) => match self.token(mode, &sasts, keep) {
                // This also holds in non-secure mode, unless another token is inserted.
                Err(error) if keep && !self.is_any_inserted() => {
                    let others = self.tokenless().map_err(|_| error)?;
                    sasts.extend(others.first().filter(|first| !sasts.contains(first)));
                    self.first_of(&others)?
                }
                token => token?,
            },
            (CtlSigner::Other, Signing::Tokenless) => {
                self.owner_of(cluster.release.reset_signer(cluster.signer)?)?
            }
            (CtlSigner::Other, Signing::Token) => return Err(RuleError::LocalkeyOfTokens {}),
        };
        self.ctl_of(mode, &sasts, signer, keep)
    }

    /// The ITL of each TFTP node, including unchanged ones; none before 8.0.
    ///
    /// # Errors
    /// [`RuleError`] if a rule of the cluster forbids it.
    pub fn itls(&self, mode: Mode, by: ItlKey<'_>) -> Result<Vec<Draft>, RuleError> {
        let release = &self.cluster.release;
        let signer = match (by, release.itl()) {
            (ItlKey::Usual, None) => return Ok(Vec::new()),
            (ItlKey::Usual | ItlKey::Remote(_), Some(row)) => row.signer,
            (ItlKey::Local | ItlKey::Remote(_), _) => release.itl_reset_signer()?,
        };
        let nodes = self.cluster.tftp_nodes();
        nodes.map(|(index, node)| self.itl(index, &node.host, mode, by, signer)).collect()
    }

    fn itl(
        &self,
        node: usize,
        host: &str,
        mode: Mode,
        by: ItlKey<'_>,
        signer: TokenlessSigner,
    ) -> Result<Draft, RuleError> {
        let name = ListName::Itl(host.to_owned());
        let records = self.cluster.itl(node, mode);
        let layout = Layout::Cli;
        let ItlKey::Remote(certificate) = by else {
            let signer = self.cluster.itl_signer(node, signer);
            return self.build(Plan { name, mode, layout, records, signer });
        };
        let mut records = records;
        let known = |record: &DraftRecord<'_>| {
            record.entry.role == Role::SAST && record.entry.certificate == certificate
        };
        let signer = if let Some(record) = records.iter().find(|record| known(record)) {
            record.owner
        } else {
            let entry = sast(certificate, Some(String::new()));
            records.push(DraftRecord { owner: Owner::Remote, entry });
            Owner::Remote
        };
        self.build(Plan { name, mode, layout, records, signer })
    }

    /// Whether any token of the present CTL is inserted.
    fn is_any_inserted(&self) -> bool {
        let mut tokens = self.cluster.tokens.iter().enumerate();
        tokens.any(|(index, token)| {
            let known = self.present_ctl().is_none_or(|list| list.has_sast(&token.certificate));
            known && (self.inserted)(index)
        })
    }

    fn present_ctl(&self) -> Option<&'a Present<'a>> {
        self.published?.ctl.as_ref()
    }

    fn tokenless(&self) -> Result<Vec<Sast>, RuleError> {
        let cluster = self.cluster;
        Ok(release::sasts(&cluster.release, Signing::Tokenless, cluster.signer)?)
    }

    /// The owner of the first of these SASTs, which signs.
    fn first_of(&self, sasts: &[Sast]) -> Result<Owner, RuleError> {
        let signer = sasts.first().and_then(|sast| sast.tokenless());
        self.owner_of(signer.unwrap_or(TokenlessSigner::ItlRecovery))
    }

    /// The owner of a tokenless signer's certificate, which must exist.
    fn owner_of(&self, signer: TokenlessSigner) -> Result<Owner, RuleError> {
        let owner = match (signer, self.cluster.publisher()) {
            (TokenlessSigner::CallManager, Some((index, _))) => Owner::CallManager(index),
            _ => Owner::ItlRecovery,
        };
        self.cluster.certificate(owner).ok_or_else(|| self.no_certificate(owner))?;
        Ok(owner)
    }

    fn no_certificate(&self, owner: Owner) -> RuleError {
        RuleError::NoCertificate { whose: self.cluster.name_of(owner) }
    }

    /// The token that signs: the chosen one, or the present CTL's signer, or the first of
    /// cluster.toml that is in the present CTL. If it is not inserted, no other replaces it: that
    /// one would be given the wrong PIN.
    fn token(&self, mode: Mode, sasts: &[Sast], keep: bool) -> Result<Owner, RuleError> {
        let tokens = &self.cluster.tokens;
        let before = self.present_ctl();
        if tokens.len() < 2 {
            return Err(RuleError::TooFewTokens { found: tokens.len() });
        }
        let of = |index: usize| tokens.get(index).map(|token| &token.certificate);
        let known = |index: &usize| {
            before.is_none_or(|list| of(*index).is_some_and(|token| list.has_sast(token)))
        };
        let name = |index: usize| self.cluster.name_of(Owner::Token(index));
        let candidates: Vec<usize> = (0..tokens.len()).filter(known).collect();
        let Some(first) = candidates.first() else { return Err(RuleError::NoTokenInCtl {}) };
        let signed = before.and_then(Present::signer);
        let is_signer = |index: usize| signed.is_some() && of(index) == signed;
        let index = match self.token {
            Some(chosen) if !candidates.contains(&chosen) => {
                return Err(RuleError::TokenNotInCtl { token: name(chosen) });
            }
            Some(chosen) => chosen,
            None => *candidates.iter().find(|index| is_signer(**index)).unwrap_or(first),
        };
        let owner = Owner::Token(index);
        // An unchanged list needs no token.
        let same = || self.ctl_of(mode, sasts, owner, keep).map(|draft| draft.reasons.is_empty());
        if (is_signer(index) && same()?) || (self.inserted)(index) {
            return Ok(owner);
        }
        let others = candidates.into_iter().filter(|other| *other != index).map(name);
        let others = others.collect::<Vec<_>>().join(", ");
        let others = if others.is_empty() { "none".to_owned() } else { others };
        Err(RuleError::NoToken { token: name(index), others })
    }

    fn ctl_of(
        &self,
        mode: Mode,
        sasts: &[Sast],
        signer: Owner,
        keep: bool,
    ) -> Result<Draft, RuleError> {
        let layout = if matches!(signer, Owner::Token(_)) { Layout::Client } else { Layout::Cli };
        let mut records = self.cluster.ctl(mode, sasts);
        if let Some(before) = self.present_ctl().filter(|_| keep) {
            keep::sasts(&mut records, signer, before);
        }
        let says_mixed =
            |record: &DraftRecord<'_>| [Role::CCM, Role::CCM_TFTP].contains(&record.entry.role);
        if mode == Mode::Mixed && !records.iter().any(says_mixed) {
            return Err(RuleError::NoCallManager {});
        }
        self.build(Plan { name: ListName::Ctl, mode, layout, records, signer })
    }

    /// Builds a list, and a second time if records of the previous list are kept.
    fn build(&self, mut plan: Plan<'_>) -> Result<Draft, RuleError> {
        // SASTs are spelled as in the previous lists: phones compare spellings.
        let sasts = plan.records.iter_mut().filter(|record| record.entry.role == Role::SAST);
        for record in sasts {
            let lists = self.published.into_iter().flat_map(|all| all.starting_with(&plan.name));
            let mut spellings = lists.map(|list| list.spelling(record.entry.certificate));
            record.entry.spelling = spellings.find_map(|spelling| spelling);
        }
        let (name, mode, signer) = (plan.name, plan.mode, plan.signer);
        let index = plan
            .records
            .iter()
            .position(|record| record.owner == signer && record.entry.role == Role::SAST)
            .ok_or_else(|| self.no_certificate(signer))?;
        let kind = match name {
            ListName::Ctl => Kind::Ctl,
            ListName::Itl(_) => Kind::Itl,
        };
        let mut owners: Vec<Owner> = plan.records.iter().map(|record| record.owner).collect();
        let recipe = Recipe {
            kind,
            layout: plan.layout,
            digest: self.cluster.digest,
            filename: kind.filename().to_owned(),
            signer_version: plan.layout.signer_version(),
            timestamp: self.timestamp,
            entries: plan.records.into_iter().map(|record| record.entry).collect(),
            signer: index,
        };
        let certificate = recipe.entries.get(index).map(|entry| entry.certificate.clone());
        let certificate = certificate.ok_or_else(|| self.no_certificate(signer))?;
        let before = self.published.and_then(|published| published.get(&name));
        let mut unsigned = recipe.build()?;
        let (mut changes, mut why) = self.compared(kind, before, &unsigned, &certificate)?;
        let mut unexplained = Vec::new();
        if let (Some(before), Some(published), false) =
            (before, self.published, self.drop_unexplained)
        {
            let all = &published.unexplained;
            let kept = keep::unexplained(self.cluster, &name, before, &changes, all);
            if !kept.is_empty() {
                unsigned = recipe.build_with(&keep::copies(before, &kept, mode))?;
                (changes, why) = self.compared(kind, Some(before), &unsigned, &certificate)?;
                let first = recipe.entries.len();
                unexplained = (first..first.saturating_add(kept.len())).collect();
                owners.extend(kept.into_iter().map(Owner::Kept));
            }
        }
        let first = before.is_none();
        // The SASTs of the table of releases are mandatory; those of [[trust]] are not.
        let chosen = recipe.entries.iter().zip(&owners).any(|(entry, owner)| {
            let prescribed = match owner {
                Owner::Token(index) => *index < 2,
                Owner::CallManager(_) | Owner::ItlRecovery | Owner::ItlRecoveryOf(_) => true,
                _ => false,
            };
            entry.role == Role::SAST && !prescribed
        });
        let mut warnings = recipe.warnings();
        warnings.retain(|warning| chosen || !matches!(warning, BuildWarning::ManySasts { .. }));
        warnings.extend(strangers(&recipe));
        let former_signer = before.and_then(Present::signer).cloned();
        Ok(Draft {
            name,
            signer,
            certificate,
            former_signer,
            unsigned,
            first,
            changes,
            owners,
            reasons: why,
            warnings,
            unexplained,
        })
    }

    /// How a list differs from the previous one, and the reasons to publish it.
    fn compared(
        &self,
        kind: Kind,
        before: Option<&Present<'_>>,
        unsigned: &Unsigned,
        signer: &Certificate,
    ) -> Result<(Vec<Change>, Vec<String>), RuleError> {
        let after = Present::of_unsigned(unsigned)?;
        let changes = compare::records(before, &after, self.earlier);
        let reasons = match (before, self.published) {
            (Some(before), Some(published)) => {
                let releases = (published.release.as_str(), self.cluster.release.text());
                reasons::of(releases, before, &after, &changes, signer)
            }
            _ => vec![format!("no {} yet", kind.name())],
        };
        Ok((changes, reasons))
    }
}

/// Servers whose certificates do not name them. The certificates may belong to servers that
/// cluster.toml does not describe, so this is only a warning.
fn strangers(recipe: &Recipe<'_>) -> Vec<BuildWarning> {
    let roles = [Role::CCM, Role::TFTP, Role::CCM_TFTP];
    let entries = recipe.entries.iter().zip(1..).filter(|(entry, _)| roles.contains(&entry.role));
    let strange = entries.filter_map(|(entry, record)| {
        let host = entry.host.as_ref().filter(|_| entry.form != Form::Emptied)?;
        let servers = entry.certificate.servers();
        let its_own = |name: &String| plausible::names(name, host, entry.address);
        let known = servers.iter().any(its_own);
        let (host, names) = (host.clone(), servers.join(", "));
        (!known).then_some(BuildWarning::Stranger { record, host, names })
    });
    strange.collect()
}
