//! Which records the ITL of a TFTP node has, in their order.

use std::collections::BTreeSet;

use super::{DraftRecord, Owner, add_trust, of_node};
use crate::cluster::Mode;
use crate::cluster::manifest::{Cluster, Node};
use crate::cluster::release::TokenlessSigner;
use crate::list::{Form, Role};

impl Cluster {
    /// The records of the ITL of a TFTP node; none before 8.0.
    ///
    /// The node's CallManager as SAST and as TFTP (in mixed mode as CCM+TFTP, if it runs both),
    /// ITLRecovery as SAST, SASTs of other clusters, the TVS of every node, CAPF.
    #[must_use]
    pub fn itl(&self, index: usize, mode: Mode) -> Vec<DraftRecord<'_>> {
        let (Some(node), Some(row)) = (self.nodes.get(index), self.release.itl()) else {
            return Vec::new();
        };
        let role = match mode {
            Mode::Mixed if node.services.callmanager => Role::CCM_TFTP,
            Mode::Mixed | Mode::NonSecure => Role::TFTP,
        };
        let own = |owner: Owner, node: &Node, role: Role| {
            self.certificate(owner).map(|certificate| of_node(owner, node, certificate, role))
        };
        let publisher = self.publisher().map(|(_, node)| node);
        let mut records = Vec::new();
        records.extend(own(Owner::CallManager(index), node, Role::SAST));
        records.extend(own(Owner::CallManager(index), node, role));
        if row.recovery {
            let owner = self.itl_signer(index, TokenlessSigner::ItlRecovery);
            let host = if owner == Owner::ItlRecovery { publisher } else { Some(node) };
            records.extend(host.and_then(|host| own(owner, host, Role::SAST)));
        }
        add_trust(self, &mut records);
        let mut seen = BTreeSet::new();
        let tvs = self.nodes.iter().enumerate().filter_map(|(index, node)| {
            let record = own(Owner::Tvs(index), node, Role::TVS)?;
            // A multi-server certificate has one record.
            seen.insert(record.entry.certificate.der()).then_some(record)
        });
        let hashed = tvs.chain(publisher.and_then(|node| own(Owner::Capf, node, Role::CAPF)));
        records.extend(hashed.map(|mut record| {
            record.entry.form = if row.hashes { Form::HashOnly } else { Form::Full };
            record
        }));
        if row.hashes {
            // 8.x ITLs have neither names nor addresses (`docs/format.md`, section 3 [R]).
            for record in &mut records {
                (record.entry.host, record.entry.address) = (None, None);
            }
        }
        records
    }

    /// The owner of the certificate that signs the ITL of a node: its own CallManager; or its own
    /// ITLRecovery, if it has one, otherwise the publisher's.
    #[must_use]
    pub fn itl_signer(&self, index: usize, signer: TokenlessSigner) -> Owner {
        let own = || self.nodes.get(index).is_some_and(|node| node.itlrecovery.is_some());
        match signer {
            TokenlessSigner::CallManager => Owner::CallManager(index),
            TokenlessSigner::ItlRecovery if own() => Owner::ItlRecoveryOf(index),
            TokenlessSigner::ItlRecovery => Owner::ItlRecovery,
        }
    }
}
