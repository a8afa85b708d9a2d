//! What a command would change: every list it would publish, unsigned, with the
//! reasons. Nothing is signed or written here.

use std::collections::BTreeSet;

use super::compare::{self, Change, Fate};
use super::content::{self, Cluster, Line, Part};
use super::manifest::Signing;
use super::present::Present;
use super::release::{self, Sast, TokenlessSigner};
use super::rule::RuleError;
use super::store::Generation;
use super::{Mode, compare::reasons_of};
use crate::certificate::Certificate;
use crate::list::tag::header;
use crate::list::{BuildWarning, Kind, Layout, Recipe, Role, Unsigned, model::OwnedField};
use crate::list::{OwnedList, TrustList};

/// A list that a command would publish.
#[derive(Clone, Debug)]
pub struct NewList {
    /// CTL or ITL.
    pub kind: Kind,
    /// The host of the TFTP node whose ITL it is.
    pub host: Option<String>,
    /// Whose key signs it.
    pub signer: Part,
    /// The certificate of that key.
    pub certificate: Certificate,
    /// The list but for its signature.
    pub unsigned: Unsigned,
    /// Whether there was none before.
    pub first: bool,
    /// What became of each record.
    pub changes: Vec<Change>,
    /// Why it is published; empty where nothing differs from the list before.
    pub reasons: Vec<String>,
    /// What is worth knowing of it.
    pub warnings: Vec<BuildWarning>,
}

/// Who signs a CTL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CtlSigner {
    /// Whom the release and `signing` say.
    Usual,
    /// The tokenless SAST that is not the usual signer.
    Other,
}

/// Who signs ITLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItlKey<'a> {
    /// Whom the release says.
    Usual,
    /// The other of CallManager and ITLRecovery.
    Local,
    /// The key of this certificate (`itl reset remotekey`).
    Remote(&'a Certificate),
}

/// All that a plan is made from.
pub struct Planner<'a> {
    /// The cluster as it is described now.
    pub cluster: Cluster<'a>,
    /// What was published last.
    pub present: Option<&'a Generation>,
    /// SHA-1 fingerprints of the certificates in earlier lists.
    pub earlier: BTreeSet<Vec<u8>>,
    /// TIMESTAMP of new lists, Unix seconds.
    pub timestamp: u32,
    /// Whether a token is inserted, by its index; asked only where it matters.
    pub inserted: &'a dyn Fn(usize) -> bool,
}

impl Planner<'_> {
    /// The CTL for a mode. `keep` leaves the SASTs as they are, but for the signer's:
    /// so `set-cluster non-secure-mode` does.
    ///
    /// # Errors
    /// [`RuleError`], where a rule of the cluster forbids it.
    pub fn ctl(&self, mode: Mode, by: CtlSigner, keep: bool) -> Result<NewList, RuleError> {
        let before = self.present_ctl()?;
        let manifest = self.cluster.manifest;
        let mut sasts = match release::sasts(&manifest.release, manifest.signing, manifest.signer) {
            // A token cluster can be taken out of mixed mode without its tokens.
            Err(_) if keep => self.tokenless()?,
            sasts => sasts?,
        };
        let signer = match (by, manifest.signing) {
            (CtlSigner::Usual, Signing::Tokenless) => self.first_of(&sasts)?,
            (CtlSigner::Usual, Signing::Token) => {
                match self.token(mode, &sasts, before.as_ref(), keep) {
                    Err(error) if keep => {
                        let others = self.tokenless().map_err(|_| error)?;
                        sasts.extend(others.first().filter(|first| !sasts.contains(first)));
                        self.first_of(&others)?
                    }
                    token => token?,
                }
            }
            (CtlSigner::Other, Signing::Tokenless) => {
                self.part_of(manifest.release.reset_signer(manifest.signer)?)?
            }
            (CtlSigner::Other, Signing::Token) => return Err(RuleError::LocalkeyOfTokens {}),
        };
        self.build_ctl(mode, &sasts, signer, before.as_ref(), keep)
    }

    /// The ITL of each TFTP node, those included that do not differ. Before 8.0 there
    /// are none.
    ///
    /// # Errors
    /// [`RuleError`], where a rule of the cluster forbids it.
    pub fn itls(&self, mode: Mode, by: ItlKey<'_>) -> Result<Vec<NewList>, RuleError> {
        let manifest = self.cluster.manifest;
        let signer = match (by, manifest.release.itl()) {
            (ItlKey::Usual, None) => return Ok(Vec::new()),
            (ItlKey::Usual | ItlKey::Remote(_), Some(row)) => row.signer,
            (ItlKey::Local | ItlKey::Remote(_), _) => manifest.release.itl_reset_signer()?,
        };
        let nodes = manifest.nodes.iter().enumerate().filter(|(_, node)| node.services.tftp);
        nodes.map(|(index, node)| self.itl(index, &node.host, mode, by, signer)).collect()
    }

    fn itl(
        &self,
        node: usize,
        host: &str,
        mode: Mode,
        by: ItlKey<'_>,
        signer: TokenlessSigner,
    ) -> Result<NewList, RuleError> {
        let mut lines = self.cluster.itl(node, mode);
        let signer = match (by, signer) {
            (ItlKey::Remote(certificate), _) => {
                let sast = |line: &&Line<'_>| {
                    line.entry.role == Role::SAST
                        && line.entry.certificate.der() == certificate.der()
                };
                if let Some(line) = lines.iter().find(sast) {
                    line.part
                } else {
                    let entry = content::sast(certificate, Some(String::new()));
                    lines.push(Line { part: Part::Remote, entry });
                    Part::Remote
                }
            }
            (_, TokenlessSigner::CallManager) => Part::CallManager(node),
            (_, TokenlessSigner::ItlRecovery) => Part::ItlRecovery,
        };
        let present = self.present.map(|generation| &generation.lists);
        let bytes = present.and_then(|lists| lists.itls.get(host));
        let before = bytes.map(|bytes| Present::read(bytes)).transpose()?;
        let ctl = self.present_ctl()?;
        let others: Vec<_> = before.iter().chain(&ctl).collect();
        self.build(Kind::Itl, Some(host), Layout::Cli, lines, signer, before.as_ref(), &others)
    }

    /// The present CTL, which has to be sound: what it says of signers is believed.
    fn present_ctl(&self) -> Result<Option<Present<'_>>, RuleError> {
        let Some(bytes) = self.present.and_then(|one| one.lists.ctl.as_deref()) else {
            return Ok(None);
        };
        Ok(Some(Present::read(bytes)?))
    }

    fn tokenless(&self) -> Result<Vec<Sast>, RuleError> {
        let manifest = self.cluster.manifest;
        Ok(release::sasts(&manifest.release, Signing::Tokenless, manifest.signer)?)
    }

    /// The part that signs by the first of these SASTs.
    fn first_of(&self, sasts: &[Sast]) -> Result<Part, RuleError> {
        let signer = sasts.first().and_then(|sast| sast.tokenless());
        self.part_of(signer.unwrap_or(TokenlessSigner::ItlRecovery))
    }

    /// The part that a tokenless signer is, which has to be there.
    fn part_of(&self, signer: TokenlessSigner) -> Result<Part, RuleError> {
        let part = match (signer, self.cluster.publisher()) {
            (TokenlessSigner::CallManager, Some((index, _))) => Part::CallManager(index),
            _ => Part::ItlRecovery,
        };
        let whose = || self.cluster.name(part);
        self.cluster
            .certificate(part)
            .ok_or_else(|| RuleError::NoCertificate { whose: whose() })?;
        Ok(part)
    }

    /// The token that signs: one of the present CTL, the present signer where it will do.
    fn token(
        &self,
        mode: Mode,
        sasts: &[Sast],
        before: Option<&Present<'_>>,
        keep: bool,
    ) -> Result<Part, RuleError> {
        let tokens = &self.cluster.material.tokens;
        if tokens.len() < 2 {
            return Err(RuleError::TooFewTokens { found: tokens.len() });
        }
        let known =
            |certificate: &Certificate| before.is_none_or(|list| list.has_sast(certificate));
        let mut candidates: Vec<usize> =
            (0..tokens.len()).filter(|index| tokens.get(*index).is_some_and(known)).collect();
        if candidates.is_empty() {
            return Err(RuleError::NoTokenInCtl {});
        }
        let signed = before.and_then(Present::signer).map(Certificate::der);
        let is_signer = |index: &usize| tokens.get(*index).map(Certificate::der) == signed;
        candidates.sort_by_key(|index| !is_signer(index));
        // A list that would not change needs no token.
        if let Some(first) = candidates.first().filter(|index| is_signer(index)) {
            let part = Part::Token(*first);
            if self.build_ctl(mode, sasts, part, before, keep)?.reasons.is_empty() {
                return Ok(part);
            }
        }
        let inserted = candidates.iter().find(|index| (self.inserted)(**index));
        inserted.map(|index| Part::Token(*index)).ok_or_else(|| RuleError::NoToken {
            expected: candidates
                .iter()
                .map(|index| self.cluster.name(Part::Token(*index)))
                .collect::<Vec<_>>()
                .join(", "),
        })
    }

    fn build_ctl(
        &self,
        mode: Mode,
        sasts: &[Sast],
        signer: Part,
        before: Option<&Present<'_>>,
        keep: bool,
    ) -> Result<NewList, RuleError> {
        let layout = if matches!(signer, Part::Token(_)) { Layout::Client } else { Layout::Cli };
        let mut lines = self.cluster.ctl(mode, sasts);
        if let Some(before) = before.filter(|_| keep) {
            keep_sasts(&mut lines, signer, before);
        }
        let itls: Vec<&[u8]> = self
            .present
            .map(|one| one.lists.itls.values().map(Vec::as_slice).collect())
            .unwrap_or_default();
        let itls = itls.into_iter().map(Present::read).collect::<Result<Vec<_>, _>>()?;
        let others: Vec<_> = before.into_iter().chain(&itls).collect();
        self.build(Kind::Ctl, None, layout, lines, signer, before, &others)
    }

    /// Builds a list of these lines. SASTs that stand in one of the lists before are
    /// spelled as there, the first of them first: phones compare spellings.
    #[allow(clippy::too_many_arguments, reason = "each decides bytes of the list")]
    fn build(
        &self,
        kind: Kind,
        host: Option<&str>,
        layout: Layout,
        mut lines: Vec<Line<'_>>,
        signer: Part,
        before: Option<&Present<'_>>,
        spelled_in: &[&Present<'_>],
    ) -> Result<NewList, RuleError> {
        for line in lines.iter_mut().filter(|line| line.entry.role == Role::SAST) {
            let mut spellings = spelled_in.iter().map(|list| list.spelling(line.entry.certificate));
            line.entry.spelling = spellings.find_map(|spelling| spelling);
        }
        let index = lines
            .iter()
            .position(|line| line.part == signer && line.entry.role == Role::SAST)
            .ok_or_else(|| RuleError::NoCertificate { whose: self.cluster.name(signer) })?;
        let recipe = Recipe {
            kind,
            layout,
            digest: self.cluster.manifest.digest,
            filename: kind.filename().to_owned(),
            signer_version: layout.signer_version(),
            timestamp: self.timestamp,
            entries: lines.into_iter().map(|line| line.entry).collect(),
            signer: index,
        };
        let unsigned = recipe.build()?;
        let certificate = recipe.entries.get(index).map(|entry| entry.certificate.clone());
        let certificate = certificate
            .ok_or_else(|| RuleError::NoCertificate { whose: self.cluster.name(signer) })?;
        let after = Present::read(unsigned.bytes())?;
        let changes = compare::records(before, &after, &self.earlier);
        let reasons = match before {
            Some(before) => self.reasons(before, &after, &changes, &certificate),
            None => vec![format!("no {} yet", kind.name())],
        };
        let host = host.map(str::to_owned);
        let warnings = recipe.warnings();
        let first = before.is_none();
        Ok(NewList { kind, host, signer, certificate, unsigned, first, changes, reasons, warnings })
    }

    /// Why the new list differs from the one before; nothing where it does not.
    fn reasons(
        &self,
        before: &Present<'_>,
        after: &Present<'_>,
        changes: &[Change],
        signer: &Certificate,
    ) -> Vec<String> {
        let mut reasons = Vec::new();
        let release = self.cluster.manifest.release.to_string();
        if let Some(present) = self.present.filter(|present| present.release != release) {
            reasons.push(format!("release changed: {} to {release}", present.release));
        }
        reasons.extend(reasons_of(changes));
        let was = before.signer();
        if was.map(Certificate::der) != Some(signer.der()) {
            let name = |c: &Certificate| c.subject().common_name().trim().to_owned();
            let was = was.map_or_else(|| "nobody known".to_owned(), name);
            let now = name(signer);
            // One that was made anew has its old name.
            let now = if was == now { format!("the new {now}") } else { now };
            reasons.push(format!("signer changed: {was} to {now}"));
        }
        if before.list.header().digest() != after.list.header().digest() {
            reasons.push("digest changed".to_owned());
        }
        if reasons.is_empty() && unsigned_part(&before.list) != unsigned_part(&after.list) {
            let moved = changes.iter().all(|change| change.fate == Fate::Kept);
            let reason =
                if moved { "layout or order of records changed" } else { "records changed" };
            reasons.push(reason.to_owned());
        }
        reasons
    }
}

/// In non-secure mode the present SASTs stay, and the signer's comes to them.
fn keep_sasts<'a>(lines: &mut Vec<Line<'a>>, signer: Part, before: &'a Present<'_>) {
    lines.retain(|line| {
        line.entry.role != Role::SAST
            || line.part == signer
            || before.has_sast(line.entry.certificate)
    });
    for (index, certificate) in before.sasts() {
        let there = lines.iter().any(|line| {
            line.entry.role == Role::SAST && line.entry.certificate.der() == certificate.der()
        });
        if there {
            continue;
        }
        let record = before.list.records().get(index);
        let host = record.and_then(crate::list::Record::dns_name);
        let host = host.map(|host| String::from_utf8_lossy(host).into_owned());
        let mut entry = content::sast(certificate, Some(host.unwrap_or_default()));
        entry.address = record
            .and_then(crate::list::Record::ip_address)
            .and_then(|bytes| <[u8; 4]>::try_from(bytes).ok())
            .map(Into::into);
        lines.push(Line { part: Part::Kept(index), entry });
    }
}

/// A list without what differs from one signing to the next.
fn unsigned_part(list: &TrustList<'_>) -> OwnedList {
    let mut owned = OwnedList::of(list);
    for field in &mut owned.header {
        if let OwnedField::Value { tag: header::SIGNATURE | header::TIMESTAMP, value } = field {
            value.fill(0);
        }
    }
    owned
}
