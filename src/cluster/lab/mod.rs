//! A lab: a cluster for experiments, with certificates and keys like CUCM's.

mod certificates;
mod form;
mod nodes;
mod row;
mod token;

pub use certificates::Pair;
pub use nodes::LabNode;
pub use token::{LabToken, TOKEN_OBJECT};

use std::path::{Path, PathBuf};

use rand_core::RngCore;

use self::form::Form;
use self::row::Row;
use crate::cluster::manifest::{MAX_NODES, Signing};
use crate::cluster::release::{Release, sasts};
use crate::cluster::template::{Filling, NodeFilling, filled};
use crate::error::described;
use crate::issue::IssueError;
use crate::signer::software::KeyError;

described! {
    /// Why a lab cannot be created.
    pub enum LabError {
        /// Lists of this release are always signed by tokens.
        TokensNeeded {
            /// The release.
            release: String,
        } = "E-LAB-TOKENS-NEEDED", Usage,
            "in release {release} only USB tokens sign the CTL",
            "create the lab with tokens";
        /// Lists of this release are never signed by tokens.
        NoTokens {
            /// The release.
            release: String,
        } = "E-LAB-NO-TOKENS", Usage,
            "in release {release} tokens do not sign the CTL",
            "create the lab without tokens, or choose a release up to 14SU2";
        /// A cluster has at least one node, and no more than CUCM allows.
        Nodes {
            /// The requested number.
            count: usize,
        } = "E-LAB-NODES", Usage,
            "expected a cluster of 1 to 28 nodes, found {count}",
            "choose another number of nodes";
        also
        /// A certificate of the lab cannot be issued.
        Issue(IssueError);
        also
        /// The key of the lab's CA cannot be used.
        Key(KeyError);
    }
}

/// The definition of a lab.
#[derive(Clone, Debug)]
pub struct Lab {
    release: Release,
    nodes: Vec<LabNode>,
    tokens: Vec<LabToken>,
    /// The random part of CAPF's name.
    capf: String,
}

impl Lab {
    /// A lab of `nodes` nodes, with two tokens or none. The names of CAPF and of the tokens are
    /// random.
    ///
    /// # Errors
    /// [`LabError`] if CUCM does not allow such a cluster.
    pub fn new(
        nodes: usize,
        release: Release,
        tokens: bool,
        rng: &mut impl RngCore,
    ) -> Result<Self, LabError> {
        if !(1..=MAX_NODES).contains(&nodes) {
            return Err(LabError::Nodes { count: nodes });
        }
        let signing = if tokens { Signing::Token } else { Signing::Tokenless };
        if sasts(&release, signing, None).is_err() {
            let release = release.to_string();
            return Err(match signing {
                Signing::Token => LabError::NoTokens { release },
                Signing::Tokenless => LabError::TokensNeeded { release },
            });
        }
        let mut id = || format!("{:08x}", rng.next_u32());
        let capf = id();
        let tokens = (0..if tokens { 2 } else { 0 }).map(|_| {
            // The names of all known tokens have two zeros there.
            LabToken { name: format!("SAST-ADN00{}", id().get(2..).unwrap_or_default()) }
        });
        let tokens = tokens.collect();
        Ok(Self { release, nodes: nodes::nodes(nodes), tokens, capf })
    }

    /// Its nodes, the publisher first.
    #[must_use]
    pub fn nodes(&self) -> &[LabNode] {
        &self.nodes
    }

    /// Its tokens; none in a tokenless cluster.
    #[must_use]
    pub fn tokens(&self) -> &[LabToken] {
        &self.tokens
    }

    /// Its release.
    #[must_use]
    pub fn release(&self) -> &Release {
        &self.release
    }

    /// Who signs its CTL.
    #[must_use]
    pub fn signing(&self) -> Signing {
        if self.tokens.is_empty() { Signing::Tokenless } else { Signing::Token }
    }

    /// The folders for the files of its nodes.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        self.nodes.iter().map(|node| Path::new("tftp").join(&node.host)).collect()
    }

    /// The files of all its certificates and keys.
    #[must_use]
    pub fn files(&self) -> Vec<PathBuf> {
        self.rows().into_iter().flat_map(|row| [row.certificate.into(), row.key.into()]).collect()
    }

    /// All certificates, the issuer of the tokens before the tokens.
    fn rows(&self) -> Vec<Row> {
        let form = Form::of(&self.release);
        let itl = self.release.itl();
        let mut rows = Vec::new();
        for node in &self.nodes {
            rows.push(Row::callmanager(&node.host, form));
            if itl.is_some() {
                rows.push(Row::tvs(&node.host, form));
            }
            if node.publisher {
                rows.push(Row::capf(&self.capf, form));
                if itl.is_some_and(|itl| itl.recovery) {
                    rows.push(Row::recovery(&node.host, form));
                }
            }
        }
        if !self.tokens.is_empty() {
            rows.push(Row::manufacturing_ca(form));
            rows.extend(self.tokens.iter().map(|token| Row::token(token, form)));
        }
        rows
    }

    /// Its `cluster.toml`.
    #[must_use]
    pub fn manifest(&self) -> String {
        let form = Form::of(&self.release);
        let itl = self.release.itl();
        let pair = |row: Row| [row.certificate, row.key];
        let node = |node: &LabNode| NodeFilling {
            host: node.host.clone(),
            address: node.address.to_string(),
            services: node.services.names().collect(),
            pair: pair(Row::callmanager(&node.host, form)),
            capf: node.publisher.then(|| Row::capf(&self.capf, form).certificate),
            tvs: itl.map(|_| Row::tvs(&node.host, form).certificate),
            publish: format!("tftp/{}", node.host),
        };
        let publisher = self.nodes.iter().find(|node| node.publisher);
        let publisher = publisher.filter(|_| itl.is_some_and(|itl| itl.recovery));
        filled(&Filling {
            name: "lab".to_owned(),
            release: self.release.to_string(),
            signing: self.signing(),
            recovery: publisher.map(|node| pair(Row::recovery(&node.host, form))),
            nodes: self.nodes.iter().map(node).collect(),
            tokens: self.tokens.iter().map(|token| [token.certificate(), token.uri()]).collect(),
        })
    }
}
