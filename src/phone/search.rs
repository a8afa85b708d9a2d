//! The search for the signer: in the stored lists, then of TVS (`docs/phone.md`,
//! steps 4 to 7).

use std::sync::Arc;

use super::decide::Decision;
use super::{Anchor, Answer, Fact, Found, Holder, Reason, Running, Source, Tvs};
use crate::list::{Kind, Role};

/// What counts for a signer in stored lists: of a CTL (step 4), of an ITL (step 5
/// [M]).
const SIGNS_CTL: [Role; 1] = [Role::SAST];
pub(super) const SIGNS_ITL: [Role; 3] = [Role::SAST, Role::CCM_TFTP, Role::TFTP];

/// What counts in the answer of TVS (step 5).
const TVS_SAYS: [Role; 1] = [Role::SAST];

impl Decision<'_> {
    /// The signer, in the places where a phone looks for it, in their order.
    pub(super) fn search(&mut self) -> Result<Anchor, Reason> {
        let (state, offer, rule) = (self.state, self.offer, self.rule());
        let counts: &[Role] = match offer.kind() {
            Kind::Ctl => &SIGNS_CTL,
            Kind::Itl => &SIGNS_ITL,
        };
        let (name, signer) = (offer.signer_name.clone(), offer.signer.clone());
        self.say(rule, Fact::Named { name, signer });
        let mut failed = Vec::new();
        let kinds: &[Kind] =
            if state.class().abilities().itl { &[Kind::Ctl, Kind::Itl] } else { &[Kind::Ctl] };
        for list in kinds.iter().copied() {
            let Some(stored) = state.stored(list) else {
                self.say(rule, Fact::NotStored { list });
                continue;
            };
            let found = self.found(&stored.anchors().collect::<Vec<_>>(), counts);
            let rule = if matches!(found, Found::Spelled(_)) { 7 } else { rule };
            self.say(rule, Fact::Searched { list, found: found.clone() });
            match found {
                Found::Verified(anchor) => return Ok(anchor),
                found => failed.push(found),
            }
            // Of a CTL the signer is looked for first, and its signature checked then
            // (step 4); of an ITL each place is tried (step 5).
            if offer.kind() == Kind::Ctl && is_there(failed.last()) {
                return Err(self.reason(failed));
            }
        }
        if state.class().abilities().itl {
            for found in self.ask() {
                match found {
                    Found::Verified(anchor) => return Ok(anchor),
                    found => failed.push(found),
                }
            }
        }
        Err(self.reason(failed))
    }

    /// Asks each TVS, until one has the signer (step 6).
    fn ask(&mut self) -> Vec<Found> {
        let records = self.tvs_records();
        if records.is_empty() || self.state.tvs.is_empty() {
            let answer =
                if records.is_empty() { Answer::NoRecord } else { Answer::NotTold { records } };
            self.say(6, Fact::Tvs { certificate: None, record: None, answer });
            return Vec::new();
        }
        let mut said = Vec::new();
        for tvs in &self.state.tvs {
            let record = self.record_of(tvs);
            let answer = match (record, tvs.running) {
                (None, _) => Answer::Stranger,
                (Some(_), Running::Down) => Answer::Down,
                (Some(_), Running::Untold) => {
                    Answer::Uncounted(self.found(&vouched(tvs), &TVS_SAYS))
                }
                (Some(_), Running::Up) => Answer::Said(self.found(&vouched(tvs), &TVS_SAYS)),
            };
            if let Answer::Said(found) = &answer {
                said.push(found.clone());
            }
            let certificate = Some(tvs.certificate.clone());
            self.say(6, Fact::Tvs { certificate, record, answer });
            if matches!(said.last(), Some(Found::Verified(_))) {
                break;
            }
        }
        said
    }

    /// The TVS records of the stored ITL.
    pub(super) fn tvs_records(&self) -> Vec<usize> {
        let itl = self.state.stored(Kind::Itl);
        let records = itl.into_iter().flat_map(|itl| itl.holding(&[Role::TVS]));
        records.map(|(entry, _)| entry.record).collect()
    }

    /// The record of the stored ITL that has the certificate which this TVS shows.
    fn record_of(&self, tvs: &Tvs) -> Option<usize> {
        let shown = tvs.certificate.sha1?;
        let mut records = self.state.stored(Kind::Itl)?.holding(&[Role::TVS]);
        records.find(|(_, holder)| holder.sha1 == Some(shown)).map(|(entry, _)| entry.record)
    }

    /// Looks for the signer among these; a list's come in the order of its records.
    pub(super) fn found(&self, there: &[Anchor], counts: &[Role]) -> Found {
        let named = &self.offer.signer;
        let counted = || there.iter().filter(|anchor| counts.contains(&anchor.role));
        let check = |anchor: &Anchor| match &anchor.holder.key {
            None => Found::NoKey(anchor.clone()),
            Some(key) if self.offer.verifies(key) => Found::Verified(anchor.clone()),
            Some(_) => Found::Unverified(anchor.clone()),
        };
        let tries = counted().filter(|anchor| named.is(&anchor.holder)).map(check);
        let tries: Vec<_> = match self.offer.kind() {
            Kind::Ctl => tries.take(1).collect(),
            Kind::Itl => tries.collect(),
        };
        let verified = tries.iter().find(|found| matches!(found, Found::Verified(_)));
        if let Some(found) = verified.or(tries.first()) {
            return found.clone();
        }
        if let Some(anchor) = there.iter().find(|anchor| named.is(&anchor.holder)) {
            return Found::OtherRole(anchor.clone());
        }
        if let Some(anchor) = counted().find(|anchor| named.resembles(&anchor.holder)) {
            return Found::Spelled(anchor.clone());
        }
        Found::Nowhere { compared: counted().count() }
    }

    /// The nearest miss is the reason.
    fn reason(&self, failed: Vec<Found>) -> Reason {
        let mut misses: Vec<_> = failed
            .into_iter()
            .filter_map(|found| match found {
                Found::Unverified(at) => Some((0, Reason::Signature { at })),
                Found::NoKey(at) => Some((1, Reason::NoKey { at })),
                Found::Spelled(at) => Some((2, Reason::Spelling { at })),
                Found::OtherRole(at) => Some((3, Reason::Role { at })),
                Found::Verified(_) | Found::Nowhere { .. } => None,
            })
            .collect();
        misses.sort_by_key(|(distance, _)| *distance);
        misses.into_iter().next().map_or_else(
            || Reason::Signer {
                signer: String::from_utf8_lossy(&self.offer.signer_name).into_owned(),
            },
            |(_, reason)| reason,
        )
    }
}

/// Whether the signer was found, whatever its key says.
const fn is_there(found: Option<&Found>) -> bool {
    matches!(found, Some(Found::NoKey(_) | Found::Unverified(_)))
}

/// Everybody whom a TVS vouches for, once for each role.
fn vouched(tvs: &Tvs) -> Vec<Anchor> {
    let anchor = |holder: &Arc<Holder>, role: Role| Anchor {
        source: Source::Tvs,
        record: None,
        role,
        holder: holder.clone(),
    };
    let known = tvs.knows.iter();
    known.flat_map(|v| v.roles.iter().map(move |role| anchor(&v.holder, *role))).collect()
}
