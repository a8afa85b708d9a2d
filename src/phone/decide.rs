//! The decision, in the steps of `docs/phone.md`.

use std::sync::Arc;

use super::search::Search;
use super::trace::Trace;
use super::{
    Answer, By, Doubt, Fact, Found, KNOWN_BITS, Note, Offer, Outcome, Reason, Rescue, Server,
    Servers, State, Verdict,
};
use crate::certificate::PublicKey;
use crate::digest::Digest;
use crate::list::Kind;

/// How a phone reacts to the lists that it is offered when it starts.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Boot {
    /// One verdict for each offer, in their order.
    pub verdicts: Vec<Verdict>,
    /// The status messages that the phone shows (step 8).
    pub messages: Vec<&'static str>,
    /// The phone afterwards.
    pub after: State,
}

/// Whether a phone has a list after it asked for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Takes {
    /// It accepts it, already has it, or never asks for it.
    Surely,
    /// It may accept it: no source decides.
    Perhaps,
    /// It keeps what it has.
    Never,
}

impl State {
    /// Simulates one start of the phone: it asks for these lists, in this order (step
    /// 1), and stores each list that it accepts before it asks for the next. A case that no source
    /// decides counts as a refusal.
    #[must_use]
    pub fn boot(&self, offers: &[Offer], servers: &Servers) -> Boot {
        let (servers, mixed) = match servers {
            Servers::Shown => (Servers::shown_in(offers), true),
            Servers::Known { servers, mixed } => (servers.clone(), *mixed),
        };
        let mut after = self.clone();
        let mut verdicts = Vec::new();
        for offer in offers {
            let decision = Decision::new(&after, offer, self.is_blank(), Doubt::Refuses);
            let verdict = decision.verdict(&servers, mixed);
            if matches!(verdict.outcome, Outcome::Accepted(_)) {
                after.store(offer.list.clone());
            }
            verdicts.push(verdict);
        }
        let messages = messages(self, &verdicts);
        Boot { verdicts, messages, after }
    }

    /// The possible states of the phone after one start with these offers: both outcomes if no
    /// source decides.
    #[must_use]
    pub fn may_become(&self, offers: &[Offer]) -> Vec<Self> {
        let mut all = vec![self.clone()];
        for offer in offers {
            let mut next = Vec::new();
            for state in all {
                let takes = state.takes(offer, self.is_blank());
                if takes != Takes::Never {
                    let mut stored = state.clone();
                    stored.store(Arc::clone(&offer.list));
                    next.push(stored);
                }
                if takes != Takes::Surely {
                    next.push(state);
                }
            }
            all = next;
        }
        all
    }

    /// Whether the phone has a list after it asked for it. `was_blank`: whether nothing was
    /// stored when it started.
    #[must_use]
    pub fn takes(&self, offer: &Offer, was_blank: bool) -> Takes {
        self.takes_by(offer, was_blank).0
    }

    /// The same if the decision does not need TVS; `None` if it does. Then the result depends only
    /// on the class and the digests that it verifies, who may sign by the stored lists
    /// ([`List::signers`]), whether the ITL is one for a rollback, whether the list is stored
    /// already, and the list's kind, digest, signer and signature.
    ///
    /// [`List::signers`]: super::List::signers
    #[must_use]
    pub fn takes_without_tvs(&self, offer: &Offer, was_blank: bool) -> Option<Takes> {
        let (takes, came_to_tvs) = self.takes_by(offer, was_blank);
        (!came_to_tvs).then_some(takes)
    }

    /// Whether it has the list, and whether the decision needed TVS.
    fn takes_by(&self, offer: &Offer, was_blank: bool) -> (Takes, bool) {
        let mut came_to_tvs = false;
        let mut accepts = |doubt| {
            let mut decision = Decision::new(self, offer, was_blank, doubt);
            decision.trace = Trace::none();
            let accepts = decision.decide().is_ok();
            came_to_tvs |= decision.trace.came_to_tvs();
            accepts
        };
        let takes = if accepts(Doubt::Refuses) {
            Takes::Surely
        } else if accepts(Doubt::Accepts) {
            Takes::Perhaps
        } else {
            Takes::Never
        };
        (takes, came_to_tvs)
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

/// A decision about one list in progress.
struct Decision<'a> {
    state: &'a State,
    offer: &'a Offer,
    /// Whether nothing was stored when the phone started, and this is the first
    /// list of its kind (step 3).
    blank: bool,
    doubt: Doubt,
    trace: Trace,
    notes: Vec<Note>,
}

impl<'a> Decision<'a> {
    fn new(state: &'a State, offer: &'a Offer, was_blank: bool, doubt: Doubt) -> Self {
        let blank = was_blank && state.stored(offer.kind()).is_none();
        Self { state, offer, blank, doubt, trace: Trace::kept(), notes: Vec::new() }
    }

    fn verdict(mut self, servers: &[Server], mixed: bool) -> Verdict {
        let decided = self.decide();
        let rule = self.rule();
        let (outcome, rescue) = match decided {
            Ok(outcome) => {
                if let Outcome::Accepted(by) = &outcome {
                    self.trace.push(rule, || Fact::Kept);
                    self.remark(by);
                }
                (outcome, Rescue::None)
            }
            Err(reason) => {
                self.trace.push(8, || Fact::Dropped);
                let served = self.served(servers, mixed);
                let rescue = self.rescue(&reason);
                (Outcome::Refused { reason, served }, rescue)
            }
        };
        let Self { offer, trace, notes, .. } = self;
        Verdict { kind: offer.kind(), outcome, trace: trace.into_steps(), notes, rescue }
    }

    /// The step that the search for a signer belongs to.
    fn rule(&self) -> u8 {
        match self.offer.kind() {
            _ if self.blank => 3,
            Kind::Ctl => 4,
            Kind::Itl => 5,
        }
    }

    fn search(&self) -> Search<'a> {
        Search { state: self.state, offer: self.offer, doubt: self.doubt, rule: self.rule() }
    }

    fn decide(&mut self) -> Result<Outcome, Reason> {
        let (state, offer) = (self.state, self.offer);
        if offer.kind() == Kind::Itl && !state.class().abilities().itl {
            self.trace.push(1, || Fact::NotAsked);
            return Ok(Outcome::NotAsked);
        }
        if state.stored(offer.kind()).is_some_and(|stored| stored.is_same(&offer.list)) {
            self.trace.push(2, || Fact::Unchanged);
            return Ok(Outcome::Unchanged);
        }
        if !state.verifies(offer.digest, self.doubt) {
            let rule = self.rule();
            self.trace.push(rule, || Fact::Digest { digest: offer.digest });
            let digest = Digest::from_code(offer.digest)
                .map_or_else(|| format!("digest {}", offer.digest), |d| d.name().to_owned());
            return Err(Reason::Digest { class: state.class(), digest });
        }
        if self.blank {
            self.trace.push(3, || Fact::NothingStored);
            return self.own(3).map(|()| Outcome::Accepted(By::Leap));
        }
        match self.search().signer(&mut self.trace) {
            Ok(anchor) => Ok(Outcome::Accepted(By::Anchor(anchor))),
            Err(_) if offer.kind() == Kind::Itl && state.is_rolled_back() => {
                self.trace.push(11, || Fact::RolledBack);
                self.own(11).map(|()| Outcome::Accepted(By::RolledBack))
            }
            Err(reason) => Err(reason),
        }
    }

    /// A list whose signer is not searched for must be signed by its own SAST: our choice.
    fn own(&mut self, rule: u8) -> Result<(), Reason> {
        let verified = self.offer.is_consistent();
        self.trace.push(rule, || Fact::Own { record: self.offer.own, verified });
        self.notes.push(Note::Own {});
        if verified { Ok(()) } else { Err(Reason::Own {}) }
    }

    /// Whether the phone still trusts its servers after a refusal (step 9).
    fn served(&mut self, servers: &[Server], mixed: bool) -> bool {
        if servers.is_empty() {
            self.notes.push(Note::NoServers {});
        }
        let mut served = true;
        for server in servers {
            let Some(standing) = self.state.check_server(server, mixed) else { continue };
            served = served && standing.is_trusted();
            self.trace.push(9, || Fact::Server(standing));
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
        let uncounted = self.trace.steps().iter().find_map(|step| match &step.fact {
            Fact::Tvs { answer: Answer::Uncounted(Found::Verified(anchor)), .. } => Some(anchor),
            _ => None,
        });
        if let Some(anchor) = uncounted {
            return Rescue::IfItRuns(anchor.clone());
        }
        let records = self.state.tvs_records();
        if self.state.tvs.is_none() && !records.is_empty() && self.offer.is_consistent() {
            return Rescue::IfItKnows { records };
        }
        Rescue::None
    }

    /// Notes about an accepted list.
    fn remark(&mut self, by: &By) {
        let (state, offer) = (self.state, self.offer);
        for step in self.trace.steps() {
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
            && at.holder.validity.is_some_and(|[_, end]| end < i64::from(offer.list.timestamp()))
        {
            self.notes.push(Note::Expired { at: at.clone() });
        }
        let stored = state.stored(offer.kind());
        if stored.is_some_and(|stored| offer.list.timestamp() < stored.timestamp()) {
            self.notes.push(Note::Older { kind: offer.kind().name() });
        }
        if *by == By::Leap
            && let Some(ctl) = state.stored(Kind::Ctl)
            && !matches!(self.search().in_stored(ctl), Found::Verified(_))
        {
            self.notes.push(Note::BesideCtl {});
        }
    }
}
