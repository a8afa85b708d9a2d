//! The decision, in the steps of `docs/phone.md`.

use std::sync::Arc;

use super::served::{Server, Servers};
use super::verdict::{
    Anchor, Answer, By, Fact, Found, Note, Outcome, Reason, Rescue, Source, Step, Verdict,
};
use super::{Holder, Offer, Running, State, Tvs};
use crate::certificate::PublicKey;
use crate::digest::Digest;
use crate::list::{Kind, Role};
use crate::phone::offer::KNOWN_BITS;

/// What a phone does with the lists that it meets when it starts.
#[derive(Clone, Debug)]
pub struct Boot {
    /// One verdict for each offer, in their order.
    pub verdicts: Vec<Verdict>,
    /// The status messages that the phone shows (step 8).
    pub messages: Vec<&'static str>,
    /// The phone afterwards, ready for the next lists.
    pub after: State,
}

/// What counts for a signer in stored lists: of a CTL (step 4), of an ITL (step 5
/// [M]).
const SIGNS_CTL: [Role; 1] = [Role::SAST];
const SIGNS_ITL: [Role; 3] = [Role::SAST, Role::CCM_TFTP, Role::TFTP];

/// What counts in the answer of TVS (step 5).
const TVS_SAYS: [Role; 1] = [Role::SAST];

impl State {
    /// Plays one start of the phone: it asks for these lists, in this order (step
    /// 1), and keeps those that it takes before it asks for the next.
    #[must_use]
    pub fn boot(&self, offers: &[Offer], servers: &Servers) -> Boot {
        let servers = match servers {
            Servers::Shown => Servers::shown_in(offers),
            Servers::Known(servers) => servers.clone(),
        };
        let mut after = self.clone();
        let mut verdicts = Vec::new();
        for offer in offers {
            let blank = self.is_blank() && after.stored(offer.kind()).is_none();
            let verdict =
                Decision { state: &after, offer, blank, steps: Vec::new(), notes: Vec::new() }
                    .verdict(&servers);
            if matches!(verdict.outcome, Outcome::Accepted(_)) {
                after.store(offer.list.clone());
            }
            verdicts.push(verdict);
        }
        let messages = messages(self, &verdicts);
        Boot { verdicts, messages, after }
    }
}

/// The status messages (step 8): a first list is installed, a later one updated.
fn messages(before: &State, verdicts: &[Verdict]) -> Vec<&'static str> {
    let taken = |kind: Kind| {
        verdicts.iter().any(|v| v.kind == kind && matches!(v.outcome, Outcome::Accepted(_)))
    };
    let first = |kind: Kind| taken(kind) && before.stored(kind).is_none();
    let later = |kind: Kind| taken(kind) && before.stored(kind).is_some();
    let mut messages = Vec::new();
    match (first(Kind::Ctl), first(Kind::Itl)) {
        (true, true) => messages.push("CTL and ITL installed"),
        (true, false) => messages.push("CTL installed"),
        (false, true) => messages.push("ITL installed"),
        (false, false) => {}
    }
    if later(Kind::Ctl) || later(Kind::Itl) {
        messages.push("Trust List Updated");
    }
    if verdicts.iter().any(|verdict| verdict.outcome.is_refused()) {
        messages.push("Trust List Update Failed");
    }
    messages
}

/// The decision about one list, as far as it has come.
struct Decision<'a> {
    state: &'a State,
    offer: &'a Offer,
    /// Whether nothing was stored when the phone started, and this is the first
    /// list of its kind (step 3).
    blank: bool,
    steps: Vec<Step>,
    notes: Vec<Note>,
}

impl Decision<'_> {
    fn verdict(mut self, servers: &[Server]) -> Verdict {
        let decided = self.decide();
        let rule = self.rule();
        let (outcome, rescue) = match decided {
            Ok(outcome) => {
                if let Outcome::Accepted(by) = &outcome {
                    self.say(rule, Fact::Kept);
                    self.remark(by);
                }
                (outcome, Rescue::None)
            }
            Err(reason) => {
                self.say(8, Fact::Dropped);
                let served = self.served(servers);
                let rescue = self.rescue(&reason);
                (Outcome::Refused { reason, served }, rescue)
            }
        };
        let Self { offer, steps: trace, notes, .. } = self;
        Verdict { kind: offer.kind(), outcome, trace, notes, rescue }
    }

    fn say(&mut self, rule: u8, fact: Fact) {
        self.steps.push(Step { rule, fact });
    }

    /// The step that the search for a signer belongs to.
    fn rule(&self) -> u8 {
        match self.offer.kind() {
            _ if self.blank => 3,
            Kind::Ctl => 4,
            Kind::Itl => 5,
        }
    }

    fn decide(&mut self) -> Result<Outcome, Reason> {
        let (state, offer) = (self.state, self.offer);
        if offer.kind() == Kind::Itl && !state.class().abilities().itl {
            self.say(1, Fact::NotAsked);
            return Ok(Outcome::NotAsked);
        }
        if state.stored(offer.kind()).is_some_and(|stored| stored.is_same(&offer.list)) {
            self.say(2, Fact::Unchanged);
            return Ok(Outcome::Unchanged);
        }
        if !state.verifies(offer.digest) {
            self.say(self.rule(), Fact::Digest { digest: offer.digest });
            let digest = Digest::from_code(offer.digest)
                .map_or_else(|| format!("digest {}", offer.digest), |d| d.name().to_owned());
            return Err(Reason::Digest { class: state.class(), digest });
        }
        if self.blank {
            self.say(3, Fact::NothingStored);
            return self.own().map(|()| Outcome::Accepted(By::Leap));
        }
        match self.search() {
            Ok(anchor) => Ok(Outcome::Accepted(By::Anchor(anchor))),
            Err(_) if offer.kind() == Kind::Itl && state.is_rolled_back() => {
                self.say(11, Fact::RolledBack);
                self.own().map(|()| Outcome::Accepted(By::RolledBack))
            }
            Err(reason) => Err(reason),
        }
    }

    /// A list whose signer nobody is asked for has to be signed by itself: our
    /// choice.
    fn own(&mut self) -> Result<(), Reason> {
        let verified = self.offer.is_consistent();
        self.say(3, Fact::Own { record: self.offer.own, verified });
        self.notes.push(Note::Own {});
        if verified { Ok(()) } else { Err(Reason::Own {}) }
    }

    /// The signer, in the places where a phone looks for it, in their order.
    fn search(&mut self) -> Result<Anchor, Reason> {
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
        let none = Fact::Tvs { certificate: None, record: None, answer: Answer::NoRecord };
        let records = self.tvs_records();
        if records.is_empty() {
            self.say(6, none);
            return Vec::new();
        }
        if self.state.tvs.is_empty() {
            let answer = Answer::NotTold { records };
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
    fn tvs_records(&self) -> Vec<usize> {
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
    fn found(&self, there: &[Anchor], counts: &[Role]) -> Found {
        let named = &self.offer.signer;
        let counted = || there.iter().filter(|anchor| counts.contains(&anchor.role));
        let tries = counted().filter(|anchor| named.is(&anchor.holder)).map(|anchor| match &anchor
            .holder
            .key
        {
            None => Found::NoKey(anchor.clone()),
            Some(key) if self.offer.verifies(key) => Found::Verified(anchor.clone()),
            Some(_) => Found::Unverified(anchor.clone()),
        });
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
                Found::OtherRole(at) => {
                    Some((3, Reason::Role { at, kind: self.offer.kind().name() }))
                }
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

    /// Whether the phone still believes its servers; asked after a refusal (step 9).
    fn served(&mut self, servers: &[Server]) -> bool {
        if servers.is_empty() {
            self.notes.push(Note::NoServers {});
        }
        let mut served = true;
        for server in servers {
            let standing = self.state.standing(server);
            served = served && standing.is_believed();
            self.say(9, Fact::Server(standing));
        }
        served
    }

    fn rescue(&self, reason: &Reason) -> Rescue {
        let signer_missed =
            matches!(reason, Reason::Signer { .. } | Reason::Role { .. } | Reason::Spelling { .. });
        let itl = self.state.class().abilities().itl;
        if !signer_missed || !itl {
            return Rescue::None;
        }
        let uncounted = self.steps.iter().find_map(|step| match &step.fact {
            Fact::Tvs { answer: Answer::Uncounted(Found::Verified(anchor)), .. } => Some(anchor),
            _ => None,
        });
        if let Some(anchor) = uncounted {
            return Rescue::IfItRuns(anchor.clone());
        }
        let records = self.tvs_records();
        if self.state.tvs.is_empty() && !records.is_empty() && self.offer.is_consistent() {
            return Rescue::IfItKnows { records };
        }
        Rescue::None
    }

    /// What is worth knowing about a list that is taken.
    fn remark(&mut self, by: &By) {
        let (state, offer) = (self.state, self.offer);
        for step in &self.steps {
            if let Fact::Searched { found: Found::Spelled(at), .. } = &step.fact {
                self.notes.push(Note::Spelling { at: at.clone() });
            }
        }
        let holder = match by {
            By::Anchor(anchor) => Some(&anchor.holder),
            By::Leap | By::RolledBack => offer.own_holder(),
        };
        match holder.and_then(|holder| holder.key.as_ref()) {
            Some(PublicKey::Rsa { bits, .. }) if *bits > KNOWN_BITS => {
                self.notes.push(Note::LongKey { bits: *bits });
            }
            Some(PublicKey::Rsa { .. }) | None => {}
            Some(key) => self.notes.push(Note::Curve { key: key.to_string() }),
        }
        if let By::Anchor(at) = by
            && let Some([from, to]) = at.holder.validity
            && !(from..=to).contains(&i64::from(offer.list.timestamp()))
        {
            self.notes.push(Note::Expired { at: at.clone() });
        }
        let stored = state.stored(offer.kind());
        if stored.is_some_and(|stored| offer.list.timestamp() < stored.timestamp()) {
            self.notes.push(Note::Older { kind: offer.kind().name() });
        }
        if *by == By::Leap
            && let Some(ctl) = state.stored(Kind::Ctl)
            && !matches!(
                self.found(&ctl.anchors().collect::<Vec<_>>(), &SIGNS_ITL),
                Found::Verified(_)
            )
        {
            self.notes.push(Note::BesideCtl {});
        }
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
