//! The search for the signer: in the stored lists, then by TVS (`docs/phone.md`,
//! steps 4 to 7).

use std::sync::Arc;

use super::trace::Trace;
use super::{
    Anchor, Answer, Doubt, Fact, Found, Holder, Offer, Reason, Running, Source, State, Tvs, Vouched,
};
use super::{List, roles};
use crate::list::{Kind, Role};

/// The most keys of one issuer and serial number that a signature is checked with in one place: a
/// real cluster has one, or two while a certificate is renewed. Lists come from anybody, and each
/// key takes the time of a verification.
const MAX_TRIES: usize = 8;

/// What a phone with these lists looks for.
#[derive(Clone, Copy)]
pub(super) struct Search<'a> {
    pub(super) state: &'a State,
    pub(super) offer: &'a Offer,
    pub(super) doubt: Doubt,
    /// The step that the search belongs to.
    pub(super) rule: u8,
}

/// An entry of a stored list, or what a TVS knows.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    source: Source,
    record: Option<usize>,
    role: Role,
    holder: &'a Arc<Holder>,
}

impl Candidate<'_> {
    fn anchor(&self) -> Anchor {
        let Self { source, record, role, holder } = *self;
        Anchor { source, record, role, holder: Arc::clone(holder) }
    }
}

/// All candidates in a stored list, in the order of its records.
fn entries(list: &List) -> impl Iterator<Item = Candidate<'_>> + Clone {
    let source = Source::stored(list.kind());
    list.entries().iter().filter_map(move |entry| {
        let holder = entry.holder.as_ref()?;
        Some(Candidate { source, record: Some(entry.record), role: entry.role, holder })
    })
}

/// All candidates that a TVS knows, once for each role.
fn known(tvs: &Tvs) -> impl Iterator<Item = Candidate<'_>> + Clone {
    tvs.knows.iter().flat_map(|known| {
        known.roles.iter().map(|role| Candidate {
            source: Source::Tvs,
            record: None,
            role: *role,
            holder: &known.holder,
        })
    })
}

impl Search<'_> {
    /// The signer, in the places where a phone looks for it, in their order.
    pub(super) fn signer(&self, trace: &mut Trace) -> Result<Anchor, Reason> {
        let (state, offer, rule) = (self.state, self.offer, self.rule);
        trace.push(rule, || Fact::Named {
            name: offer.signer_name.clone(),
            signer: offer.signer.clone(),
        });
        let mut failed = Vec::new();
        let both = [Kind::Ctl, Kind::Itl];
        let kinds = if state.class().abilities().itl { &both[..] } else { &[Kind::Ctl] };
        for list in kinds.iter().copied() {
            let Some(stored) = state.stored(list) else {
                trace.push(rule, || Fact::NotStored { list });
                continue;
            };
            let found = self.in_stored(stored);
            let rule = if matches!(found, Found::Spelled(_)) { 7 } else { rule };
            trace.push(rule, || Fact::Searched { list, found: found.clone() });
            match found {
                Found::Verified(anchor) => return Ok(anchor),
                found => failed.push(found),
            }
            // For a CTL the signer is found first, then its signature is checked (step 4); for an
            // ITL each place is tried (step 5).
            if offer.kind() == Kind::Ctl && is_there(failed.last()) {
                return Err(self.reason(failed));
            }
        }
        if state.class().abilities().itl {
            for found in self.ask(trace) {
                match found {
                    Found::Verified(anchor) => return Ok(anchor),
                    found => failed.push(found),
                }
            }
        }
        Err(self.reason(failed))
    }

    /// Searches a stored list for the signer.
    pub(super) fn in_stored(&self, stored: &List) -> Found {
        self.found(entries(stored), roles::signs(self.offer.kind()))
    }

    /// Asks each TVS, until one has the signer (step 6).
    fn ask(&self, trace: &mut Trace) -> Vec<Found> {
        let records = self.state.tvs_records();
        let tvs = match &self.state.tvs {
            Some(tvs) if !tvs.is_empty() && !records.is_empty() => tvs,
            tvs => {
                let unknown = tvs.is_none() && !records.is_empty();
                trace.push(6, || {
                    let answer = if records.is_empty() {
                        Answer::NoRecord
                    } else {
                        Answer::NothingKnown { records }
                    };
                    Fact::Tvs { certificate: None, record: None, answer }
                });
                // Nothing is known of any TVS: it may know the signer.
                let own = self.offer.own_holder().filter(|_| self.offer.is_consistent());
                let perhaps = own.filter(|_| unknown && self.doubt == Doubt::Accepts);
                let candidate = perhaps.map(|holder| Candidate {
                    source: Source::Tvs,
                    record: None,
                    role: Role::SAST,
                    holder,
                });
                return candidate.map(|one| Found::Verified(one.anchor())).into_iter().collect();
            }
        };
        let mut answers = Vec::new();
        // TVS with the same knowledge give the same result.
        let mut last: Option<(&Arc<Vec<Vouched>>, Found)> = None;
        for tvs in tvs.iter() {
            let record = self.record_of(tvs);
            let counts = match tvs.running {
                Running::Up => true,
                Running::Unknown => self.doubt == Doubt::Accepts,
                Running::Down => false,
            };
            let answer = match (record, tvs.running) {
                (None, _) => Answer::Stranger,
                (Some(_), Running::Down) => Answer::Down,
                (Some(_), _) => {
                    let same = last.take().filter(|(knows, _)| Arc::ptr_eq(knows, &tvs.knows));
                    let found = same.map_or_else(
                        || self.found(known(tvs), roles::TVS_SIGNS),
                        |(_, found)| found,
                    );
                    last = Some((&tvs.knows, found.clone()));
                    if counts { Answer::Counted(found) } else { Answer::Uncounted(found) }
                }
            };
            if let Answer::Counted(found) = &answer {
                answers.push(found.clone());
            }
            let certificate = Some(tvs.certificate.clone());
            trace.push(6, || Fact::Tvs { certificate, record, answer });
            if matches!(answers.last(), Some(Found::Verified(_))) {
                break;
            }
        }
        answers
    }

    /// The record of the stored ITL with the certificate of this TVS.
    fn record_of(&self, tvs: &Tvs) -> Option<usize> {
        let shown = tvs.certificate.sha1?;
        let mut records = self.state.stored(Kind::Itl)?.holding(roles::TVS);
        records.find(|(_, holder)| holder.sha1 == Some(shown)).map(|(entry, _)| entry.record)
    }

    /// Looks for the signer among these candidates; those of a list are in the order of its
    /// records.
    fn found<'c>(
        &self,
        mut there: impl Iterator<Item = Candidate<'c>> + Clone,
        counts: &[Role],
    ) -> Found {
        let named = &self.offer.signer;
        let parts = named.parts();
        let counted = there.clone().filter(|one| counts.contains(&one.role));
        let spelled = || counted.clone().find(|one| named.resembles(&parts, one.holder));
        let mut tries: Vec<Candidate<'_>> =
            counted.clone().filter(|one| named.is(one.holder)).collect();
        if tries.is_empty() && self.doubt == Doubt::Accepts {
            tries.extend(spelled());
        }
        if self.offer.kind() == Kind::Ctl {
            tries.truncate(1);
        }
        let mut keys = Vec::new();
        for one in &tries {
            let Some(key) = one.holder.key.as_ref().filter(|key| !keys.contains(key)) else {
                continue;
            };
            if keys.len() >= MAX_TRIES {
                break;
            }
            if self.offer.verifies(key) {
                return Found::Verified(one.anchor());
            }
            keys.push(key);
        }
        if let Some(one) = tries.first() {
            let found = if one.holder.key.is_some() { Found::Unverified } else { Found::NoKey };
            return found(one.anchor());
        }
        if let Some(one) = there.find(|one| named.is(one.holder)) {
            return Found::OtherRole(one.anchor());
        }
        match spelled() {
            Some(one) => Found::Spelled(one.anchor()),
            None => Found::Nowhere { compared: counted.count() },
        }
    }

    /// The reason of the closest match.
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

/// Whether the signer was found, even if its key does not verify the signature.
const fn is_there(found: Option<&Found>) -> bool {
    matches!(found, Some(Found::NoKey(_) | Found::Unverified(_)))
}
