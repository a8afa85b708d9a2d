//! One phone: what it does with the lists that a server offers (steps 1 to 8).

use std::sync::Arc;

use super::list::{Certificate, List, role};
use super::names::Spelling;
use super::outcome::{Doubt, Outcome, Place, Strictness};
use super::signature::{SHA1, SHA512, is_sound, verifies};
use super::tvs::{Told, Tvs};

/// The classes of phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Asks for an ITL, and TVS.
    Sbd,
    /// Asks for neither: only the SASTs of its CTL count. It never verifies SHA-512.
    Legacy,
    /// Asks for neither. It needs no files.
    Cti,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sbd, Self::Legacy, Self::Cti];
}

/// A phone and what it holds.
#[derive(Clone, Debug)]
pub struct Phone {
    /// Its class.
    pub class: Class,
    /// The CTL that it holds.
    pub ctl: Option<Arc<List>>,
    /// The ITL that it holds.
    pub itl: Option<Arc<List>>,
}

/// The lists that a server offers.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// CTLFile.tlv.
    pub ctl: Option<Arc<List>>,
    /// ITLFile.tlv.
    pub itl: Option<Arc<List>>,
}

/// What is known of the phones and of TVS while phones start.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances<'a> {
    /// The TVS of each node.
    pub tvs: &'a [Tvs],
    /// Whether every `sbd` and `cti` phone is known to verify SHA-512.
    pub sha512: bool,
}

/// One start of a phone: what it did with each file, and what it holds after it.
#[derive(Clone, Debug)]
pub struct Start {
    /// The phone after the start.
    pub phone: Phone,
    /// What it did with the CTL.
    pub ctl: Outcome,
    /// What it did with the ITL.
    pub itl: Outcome,
    /// Every offered list was accepted, or was already held.
    pub complete: bool,
}

impl Phone {
    /// A phone that holds nothing.
    #[must_use]
    pub fn new(class: Class) -> Self {
        Self { class, ctl: None, itl: None }
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn holds_nothing(&self) -> bool {
        self.ctl.is_none() && self.itl.is_none()
    }

    /// What it does with the CTL of an offer.
    #[must_use]
    pub fn on_ctl(&self, offer: &Offer, around: Circumstances<'_>) -> Outcome {
        let Some(new) = &offer.ctl else { return Outcome::NotOffered };
        // Step 2.
        if self.ctl.as_ref().is_some_and(|stored| stored.id() == new.id()) {
            return Outcome::Unchanged;
        }
        let outcome = if self.holds_nothing() { leap(new) } else { self.by_step_4(offer, around) };
        self.with_digest(outcome, new, around)
    }

    /// What it does with the ITL of an offer. `blank`: it held nothing when it started, so a CTL
    /// that it has just accepted does not end the leap of faith.
    // Reading: "No CTL and no ITL stored: the first file of each kind is taken without asking who
    // signed it" refers to the start, so both files of one start are accepted in this way; "one
    // taken a moment ago counts" (step 5) refers to phones that held something.
    #[must_use]
    pub fn on_itl(&self, offer: &Offer, blank: bool, around: Circumstances<'_>) -> Outcome {
        let Some(new) = &offer.itl else { return Outcome::NotOffered };
        if self.class != Class::Sbd {
            return Outcome::NotAsked;
        }
        if self.itl.as_ref().is_some_and(|stored| stored.id() == new.id()) {
            return Outcome::Unchanged;
        }
        let outcome = if blank { leap(new) } else { self.by_step_5(offer, around) };
        self.with_digest(outcome, new, around)
    }

    /// Every result of one start: a single one if unknown outcomes count as refusals.
    #[must_use]
    pub fn starts(
        &self,
        offer: &Offer,
        around: Circumstances<'_>,
        strictness: Strictness,
    ) -> Vec<Start> {
        let mut starts = Vec::new();
        let ctl = held_by_nobody(self.on_ctl(offer, around), offer.ctl.as_ref(), strictness);
        for takes_ctl in ctl.takes(strictness) {
            let mut between = self.clone();
            if *takes_ctl {
                between.ctl.clone_from(&offer.ctl);
            }
            let itl = between.on_itl(offer, self.holds_nothing(), around);
            let itl = held_by_nobody(itl, offer.itl.as_ref(), strictness);
            for takes_itl in itl.takes(strictness) {
                let mut phone = between.clone();
                if *takes_itl {
                    phone.itl.clone_from(&offer.itl);
                }
                let complete = ctl.is_complete(*takes_ctl) && itl.is_complete(*takes_itl);
                starts.push(Start { phone, ctl, itl, complete });
            }
        }
        starts
    }

    /// A new CTL, while something is stored: the signer is looked up in the stored CTL, then in the
    /// stored ITL, then TVS is asked; then the signature is verified.
    // Reading: the first place that contains the signer ends the search, even if its key does not
    // verify the signature; "each is tried" (step 5) refers to ITLs. Several records of one place
    // are each tried for both kinds.
    fn by_step_4(&self, offer: &Offer, around: Circumstances<'_>) -> Outcome {
        let mut best = Outcome::Refused;
        for place in [Place::StoredCtl, Place::StoredItl, Place::Tvs] {
            let found = self.look(place, &[role::SAST], offer, offer.ctl.as_deref(), around);
            best = best.min(found.outcome);
            if found.has_signer {
                break;
            }
        }
        best
    }

    /// A new ITL, while something was stored before the start: every place is tried.
    fn by_step_5(&self, offer: &Offer, around: Circumstances<'_>) -> Outcome {
        let roles = [role::SAST, role::CCM_TFTP, role::TFTP];
        [Place::StoredCtl, Place::StoredItl, Place::Tvs]
            .into_iter()
            .map(|place| self.look(place, &roles, offer, offer.itl.as_deref(), around).outcome)
            .min()
            .unwrap_or(Outcome::Refused)
    }

    /// Looks up the signer of a new list in one place.
    fn look(
        &self,
        place: Place,
        roles: &[u16],
        offer: &Offer,
        new: Option<&List>,
        around: Circumstances<'_>,
    ) -> Found {
        let mut found = Found { place, has_signer: false, outcome: Outcome::Refused };
        let stored = match place {
            Place::StoredCtl => self.ctl.as_deref(),
            Place::StoredItl if self.class == Class::Sbd => self.itl.as_deref(),
            _ => None,
        };
        for record in stored.into_iter().flat_map(|list| list.with_role(roles)) {
            if let (Some(certificate), Some(spelling)) = (&record.certificate, &record.spelling) {
                found.weigh(new, certificate, spelling, Told::Up);
            }
        }
        // Step 6. Of TVS only the role SAST counts.
        if place == Place::Tvs && self.class == Class::Sbd {
            for tvs in around.tvs.iter().filter(|tvs| tvs.is_asked(self.itl.as_deref())) {
                for (certificate, spelling) in tvs.sasts(offer.ctl.as_deref()) {
                    found.weigh(new, certificate, spelling, tvs.told);
                }
            }
        }
        found
    }

    /// The outcome if the list's digest is not known to be verified.
    // Reading: SHA-256, which has no column in the table of classes, is "a digest not known to be
    // verified" for every class, even if SHA-512 is known to be.
    fn with_digest(&self, outcome: Outcome, new: &List, around: Circumstances<'_>) -> Outcome {
        let verified = match (new.digest(), self.class) {
            (Some(SHA1), _) => true,
            (Some(SHA512), Class::Legacy) => return Outcome::Refused,
            (Some(SHA512), Class::Sbd | Class::Cti) => around.sha512,
            _ => false,
        };
        match outcome {
            Outcome::Accepted(place) if !verified => Outcome::Unknown(place, Doubt::Digest),
            other => other,
        }
    }
}

/// Step 3: the signer is not looked up, but the file's own signature must verify.
fn leap(new: &List) -> Outcome {
    if is_sound(new) { Outcome::Accepted(Place::Leap) } else { Outcome::Refused }
}

/// An unsound list that was found on a server is not on any phone.
// Reading: it counts as refused, so a start that got it is not complete.
fn held_by_nobody(outcome: Outcome, list: Option<&Arc<List>>, strictness: Strictness) -> Outcome {
    match outcome {
        Outcome::Accepted(_) | Outcome::Unknown(..)
            if strictness == Strictness::BothWays && !list.is_some_and(|list| is_sound(list)) =>
        {
            Outcome::Refused
        }
        other => other,
    }
}

/// The result of one place for the signer of a list.
struct Found {
    place: Place,
    /// Issuer and serial are there byte for byte.
    has_signer: bool,
    outcome: Outcome,
}

impl Found {
    /// One certificate of the place. Step 7: an issuer and serial number that are only alike leave
    /// the outcome unknown.
    fn weigh(
        &mut self,
        new: Option<&List>,
        certificate: &Certificate,
        spelling: &Spelling,
        told: Told,
    ) {
        let Some((new, signer)) = new.and_then(|new| Some((new, new.signer()?))) else { return };
        let equal = spelling.equals(signer);
        if told == Told::Down || !(equal || spelling.is_like(signer)) {
            return;
        }
        self.has_signer |= equal && told == Told::Up;
        if !verifies(new, certificate) {
            return;
        }
        let outcome = match (equal, told) {
            (true, Told::Up) => Outcome::Accepted(self.place),
            (false, _) => Outcome::Unknown(self.place, Doubt::Spelling),
            (true, _) => Outcome::Unknown(self.place, Doubt::Tvs),
        };
        self.outcome = self.outcome.min(outcome);
    }
}
