//! The cluster after a change: certificates that do not exist yet.

use super::model::Model;
use super::steps::Change;
use crate::phone::Holder;

impl Model {
    /// The cluster once the certificates of a change were made anew. Tokens and a
    /// migration change nothing here: see [`Model::with_token`] and
    /// [`Model::elsewhere`].
    #[must_use]
    pub fn renewed(&self, change: Change) -> Self {
        let mut model = self.clone();
        let renew = |holder: &mut Option<Holder>| {
            *holder = holder.as_ref().map(|old| another(old, "renewed"));
        };
        match change {
            Change::CallManager => {
                model.nodes.iter_mut().for_each(|node| renew(&mut node.callmanager));
            }
            Change::Tvs => model.nodes.iter_mut().for_each(|node| renew(&mut node.tvs)),
            Change::Capf => renew(&mut model.capf),
            Change::ItlRecovery => renew(&mut model.itlrecovery),
            Change::Token | Change::Migration => {}
        }
        model
    }

    /// The same cluster with more SASTs of others.
    #[must_use]
    pub fn trusting(&self, sasts: Vec<Holder>) -> Self {
        let mut model = self.clone();
        model.trust.extend(sasts);
        model
    }

    /// The same cluster with one more token, like the one that is named.
    #[must_use]
    pub fn with_token(&self, like: &Holder) -> Self {
        let mut model = self.clone();
        model.tokens.push(another(like, "added"));
        model
    }

    /// The same cluster without a token.
    #[must_use]
    pub fn without_token(&self, token: &Holder) -> Self {
        let mut model = self.clone();
        model.tokens.retain(|other| other.sha1 != token.sha1);
        model
    }

    /// A cluster like this one, of which no phone has any certificate.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        let other = |holder: &Holder| another(holder, "elsewhere");
        let mut model = self.clone();
        for node in &mut model.nodes {
            node.callmanager = node.callmanager.as_ref().map(other);
            node.tvs = node.tvs.as_ref().map(other);
        }
        model.itlrecovery = model.itlrecovery.as_ref().map(other);
        model.capf = model.capf.as_ref().map(other);
        model.tokens = model.tokens.iter().map(other).collect();
        (model.trust, model.servers, model.spelled) = (Vec::new(), Vec::new(), Vec::new());
        model
    }

    /// The certificates that may sign lists of this cluster, but for tokens: ITLRecovery
    /// and the CallManagers of the publisher and of every TFTP node. A token would
    /// stand in `[[trust]]` in another spelling than in the header of its lists
    /// (`docs/phone.md`, step 7).
    #[must_use]
    pub fn signers(&self) -> Vec<Holder> {
        let signs = |node: &&super::Node| node.publisher || node.services.tftp;
        let nodes = self.nodes.iter().filter(signs).filter_map(|node| node.callmanager.clone());
        self.itlrecovery.iter().cloned().chain(nodes).collect()
    }
}

/// A certificate of the same name with another key and serial, always the same for
/// the same certificate.
fn another(old: &Holder, why: &str) -> Holder {
    let key = format!("{why} {:?} {:?}", old.sha1, old.serial);
    let serial = [why.as_bytes(), old.serial.as_slice()].concat();
    Holder::planned(&old.subject, &old.issuer, &serial, &key)
}
