//! The commands that publish lists, and which lists each of them creates. Nothing is read or
//! written here, so that the search for safe commands can use the same rules.

use crate::certificate::Certificate;
use crate::cluster::Mode;
use crate::cluster::content::draft::{CtlSigner, Draft, Drafter, ItlKey};
use crate::cluster::files::Scope;
use crate::cluster::lists::{ListName, Unexplained};
use crate::cluster::manifest::Signing;
use crate::cluster::rule::RuleError;

/// A command that publishes.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Command<'c> {
    /// `set-cluster mixed-mode`, `set-cluster non-secure-mode`.
    SetCluster(Mode),
    /// `update CTLFile`.
    Update,
    /// `update CTLFile --to @N`.
    UpdateTo {
        /// The generation.
        number: u32,
        /// Its mode.
        mode: Mode,
        /// Its CTL.
        ctl: Option<&'c [u8]>,
        /// Which of its records no `cluster.toml` explained.
        unexplained: &'c Unexplained,
    },
    /// `upgrade`, for a cluster whose `signing` is already tokenless.
    Upgrade,
    /// `reset localkey`.
    ResetLocalkey,
    /// `delete CTLFile`.
    Delete {
        /// Whether every token of the CTL is lost.
        tokens_lost: bool,
    },
    /// `itl update`.
    ItlUpdate,
    /// `itl reset localkey`.
    ItlResetLocalkey,
    /// `itl reset remotekey FILE`.
    ItlResetRemotekey {
        /// The certificate of that key.
        certificate: &'c Certificate,
        /// The file as the user named it.
        file: &'c str,
    },
    /// `token add`, for a cluster that already has the token.
    TokenAdd,
    /// `token remove`, for a cluster that no longer has the token.
    TokenRemove,
}

/// What happens to the CTL.
#[derive(Clone, Debug)]
pub enum CtlChange {
    /// It stays as it is.
    Keep,
    /// It is replaced by a new one.
    New(Box<Draft>),
    /// It is replaced by these signed bytes.
    Again {
        /// The list.
        bytes: Vec<u8>,
        /// Which of its records no `cluster.toml` explained.
        unexplained: Unexplained,
    },
    /// It is deleted.
    Delete,
}

/// The lists that a command publishes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Publication {
    /// The mode afterwards.
    pub mode: Mode,
    /// The reasons besides those of the lists.
    pub reasons: Vec<String>,
    /// The CTL.
    pub ctl: CtlChange,
    /// The ITL of each TFTP node, including unchanged ones; empty if the command does not concern
    /// ITLs.
    pub itls: Vec<Draft>,
    /// Which files are concerned.
    pub scope: Scope,
}

impl Publication {
    /// Which records no `cluster.toml` has explained once this is published, with these new lists.
    /// For unchanged lists they stay the same.
    #[must_use]
    pub fn unexplained(&self, before: &Unexplained, new: &[&Draft]) -> Unexplained {
        let again = match &self.ctl {
            CtlChange::Again { unexplained, .. } => Some(unexplained),
            _ => None,
        };
        let replaced = |name: &ListName| {
            new.iter().any(|draft| draft.name == *name)
                || (*name == ListName::Ctl && !matches!(self.ctl, CtlChange::Keep))
        };
        let kept = before.iter().filter(|(name, _)| !replaced(name)).cloned();
        let again = again.into_iter().flatten().filter(|(name, _)| *name == ListName::Ctl);
        let drafted = new
            .iter()
            .flat_map(|draft| draft.unexplained.iter().map(|index| (draft.name.clone(), *index)));
        kept.chain(again.cloned()).chain(drafted).collect()
    }
}

impl Command<'_> {
    /// The command as typed after `ctl`.
    #[must_use]
    pub fn typed(&self) -> String {
        match self {
            Self::SetCluster(Mode::Mixed) => "set-cluster mixed-mode",
            Self::SetCluster(Mode::NonSecure) => "set-cluster non-secure-mode",
            Self::Update => "update CTLFile",
            Self::UpdateTo { number, .. } => return format!("update CTLFile --to @{number}"),
            Self::Upgrade => "upgrade",
            Self::ResetLocalkey => "reset localkey",
            Self::Delete { tokens_lost: false } => "delete CTLFile",
            Self::Delete { tokens_lost: true } => "delete CTLFile --tokens-lost",
            Self::ItlUpdate => "itl update",
            Self::ItlResetLocalkey => "itl reset localkey",
            Self::ItlResetRemotekey { file, .. } => return format!("itl reset remotekey {file}"),
            Self::TokenAdd => "token add",
            Self::TokenRemove => "token remove",
        }
        .to_owned()
    }

    /// The lists that the command publishes in this mode. An unchanged list stays as it is, unless
    /// `force` demands that it is re-signed.
    ///
    /// # Errors
    /// [`RuleError`] if a rule of the cluster forbids the command.
    pub fn publication(
        &self,
        drafter: &Drafter<'_>,
        mode: Mode,
        force: bool,
    ) -> Result<Publication, RuleError> {
        let has_ctl = drafter.published.is_some_and(|published| published.ctl.is_some());
        let same = |scope| Publication {
            mode,
            reasons: Vec::new(),
            ctl: CtlChange::Keep,
            itls: Vec::new(),
            scope,
        };
        let replaced = |draft: Draft| {
            if draft.reasons.is_empty() && !force {
                CtlChange::Keep
            } else {
                CtlChange::New(Box::new(draft))
            }
        };
        let signed = |by| -> Result<Publication, RuleError> {
            if !has_ctl {
                return Err(RuleError::NoCtl { command: self.typed() });
            }
            Ok(Publication {
                ctl: replaced(drafter.ctl(mode, by, false)?),
                itls: drafter.itls(mode, ItlKey::Usual)?,
                ..same(Scope::All)
            })
        };
        let itls = |by| Ok(Publication { itls: drafter.itls(mode, by)?, ..same(Scope::Itl) });
        match self {
            Self::SetCluster(wanted) => {
                // Without a CTL phones are not secured; in non-secure mode they need none.
                let needed = has_ctl || *wanted == Mode::Mixed;
                let keep = *wanted == Mode::NonSecure;
                let ctl = needed.then(|| drafter.ctl(*wanted, CtlSigner::Usual, keep));
                let changes = (mode != *wanted)
                    .then(|| format!("mode changed: {} to {}", mode.name(), wanted.name()));
                Ok(Publication {
                    mode: *wanted,
                    reasons: changes.into_iter().collect(),
                    ctl: ctl.transpose()?.map_or(CtlChange::Keep, replaced),
                    itls: drafter.itls(*wanted, ItlKey::Usual)?,
                    scope: if needed { Scope::All } else { Scope::Itl },
                })
            }
            Self::Update | Self::Upgrade | Self::TokenAdd | Self::TokenRemove => {
                signed(CtlSigner::Usual)
            }
            Self::ResetLocalkey => signed(CtlSigner::Other),
            Self::ItlUpdate => itls(ItlKey::Usual),
            Self::ItlResetLocalkey => itls(ItlKey::Local),
            Self::ItlResetRemotekey { certificate, .. } => itls(ItlKey::Remote(certificate)),
            Self::UpdateTo { number, mode: of, ctl, unexplained } => {
                if !has_ctl {
                    return Err(RuleError::NoCtl { command: "update CTLFile".to_owned() });
                }
                let (number, what) = (*number, "CTL".to_owned());
                let bytes = ctl.ok_or(RuleError::NotInGeneration { number, what })?;
                if *of != mode {
                    let (found, expected) = (of.name(), mode.name());
                    return Err(RuleError::OtherMode { number, found, expected });
                }
                let present = drafter.published.and_then(|published| published.ctl.as_ref());
                if present.is_some_and(|present| present.list.bytes() == bytes) {
                    return Ok(same(Scope::All));
                }
                Ok(Publication {
                    reasons: vec![format!("CTL of @{number} restored")],
                    ctl: CtlChange::Again {
                        bytes: bytes.to_vec(),
                        unexplained: (*unexplained).clone(),
                    },
                    ..same(Scope::All)
                })
            }
            Self::Delete { tokens_lost } => {
                let lost = *tokens_lost && drafter.cluster.signing == Signing::Token;
                if mode == Mode::Mixed && !lost {
                    return Err(RuleError::DeleteInMixedMode {});
                }
                let mut publication = same(Scope::NoCtl);
                if has_ctl {
                    publication.ctl = CtlChange::Delete;
                    publication.reasons.push("phones no longer get a CTL".to_owned());
                }
                if lost {
                    publication.reasons.push("every token of the CTL is lost".to_owned());
                }
                Ok(publication)
            }
        }
    }
}
