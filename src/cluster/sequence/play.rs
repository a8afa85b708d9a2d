//! Phones that meet what is published, one step after another.

use crate::cluster::store::{Generation, Lists};
use crate::list::ParseError;
use crate::phone::{Class, List, Offer, Running, Servers, State, StoredError, Tvs, Verdict};

/// The lists that phones at a TFTP node hold from one generation.
#[derive(Clone, Debug)]
pub struct Held {
    /// The generation's number.
    pub generation: u32,
    /// The node's host.
    pub host: String,
    /// One CTL and one ITL at most.
    pub lists: Vec<List>,
}

/// What a TFTP node shows to phones. `None` in a step: as before.
#[derive(Clone, Debug)]
pub struct Published {
    /// The node's host.
    pub host: String,
    /// The CTL.
    pub ctl: Option<Offer>,
    /// The node's ITL.
    pub itl: Option<Offer>,
}

impl Held {
    /// What phones at these TFTP nodes hold from a generation. Where it has no ITL of
    /// any node, they hold its CTL only.
    ///
    /// # Errors
    /// [`ParseError`], where a list of the store is damaged.
    pub fn of(generation: &Generation, hosts: &[&str]) -> Result<Vec<Self>, ParseError> {
        let lists = &generation.lists;
        let hosts = hosts.iter().filter(|host| {
            lists.itls.contains_key(**host) || lists.itls.is_empty() && lists.ctl.is_some()
        });
        let held = hosts.map(|host| {
            let bytes = lists.ctl.iter().chain(lists.itls.get(*host));
            let lists = bytes.map(|bytes| List::read(bytes)).collect::<Result<_, _>>()?;
            Ok(Self { generation: generation.number, host: (*host).to_owned(), lists })
        });
        held.collect()
    }
}

impl Published {
    /// What these TFTP nodes show with these lists.
    ///
    /// # Errors
    /// [`ParseError`], where a list of the store is damaged.
    pub fn of(lists: &Lists, hosts: &[&str]) -> Result<Vec<Self>, ParseError> {
        let read = |bytes: Option<&Vec<u8>>| bytes.map(|bytes| Offer::read(bytes)).transpose();
        let ctl = read(lists.ctl.as_ref())?;
        let node = |host: &&str| {
            let (host, ctl) = ((*host).to_owned(), ctl.clone());
            Ok(Self { itl: read(lists.itls.get(&host))?, host, ctl })
        };
        hosts.iter().map(node).collect()
    }

    /// Phones that hold what this node shows, in place of a generation's number.
    #[must_use]
    pub fn held(&self, generation: u32) -> Held {
        let lists = self.ctl.iter().chain(&self.itl).map(|offer| offer.list().clone());
        Held { generation, host: self.host.clone(), lists: lists.collect() }
    }
}

/// What is known of the phones.
#[derive(Clone, Copy, Debug)]
pub struct Phones<'a> {
    /// Which classes there are.
    pub classes: &'a [Class],
    /// Whether they verify SHA-512.
    pub sha512: bool,
    /// The TVS of the nodes; whether they run is not looked at.
    pub tvs: &'a [Tvs],
}

/// A list that a phone of a sequence refuses.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Its class.
    pub class: Class,
    /// The host of its TFTP node.
    pub host: String,
    /// The generation from which it started.
    pub generation: u32,
    /// What it does.
    pub verdict: Verdict,
}

/// Every phone, at some point of a sequence.
#[derive(Clone, Debug)]
pub(super) struct Crowd {
    phones: Vec<One>,
    shown: Vec<Published>,
}

#[derive(Clone, Debug)]
struct One {
    generation: u32,
    host: String,
    state: State,
}

impl Crowd {
    /// Each class at each node with each generation that phones hold.
    pub(super) fn new(
        held: &[Held],
        shown: &[Published],
        phones: &Phones<'_>,
        running: Running,
    ) -> Result<Self, StoredError> {
        let mut all = Vec::new();
        for held in held {
            for class in phones.classes {
                let mut state = State::holding(*class, &held.lists)?;
                state.sha512 = phones.sha512;
                state.tvs = phones.tvs.to_vec();
                for tvs in &mut state.tvs {
                    tvs.running = running;
                }
                let (generation, host) = (held.generation, held.host.clone());
                all.push(One { generation, host, state });
            }
        }
        Ok(Self { phones: all, shown: shown.to_vec() })
    }

    /// All phones are reset while the nodes show this; what is not named stays. The
    /// first list that is refused is the answer.
    pub(super) fn reset(&self, step: &[Published]) -> Result<Self, Box<Refused>> {
        let mut shown = self.shown.clone();
        for new in step {
            match shown.iter_mut().find(|old| old.host == new.host) {
                Some(old) => {
                    old.ctl = new.ctl.clone().or(old.ctl.take());
                    old.itl = new.itl.clone().or(old.itl.take());
                }
                None => shown.push(new.clone()),
            }
        }
        let mut phones: Vec<One> = Vec::with_capacity(self.phones.len());
        for phone in &self.phones {
            let node = shown.iter().find(|node| node.host == phone.host);
            let offers = node.into_iter().flat_map(|node| node.ctl.iter().chain(&node.itl));
            let offers: Vec<_> = offers.cloned().collect();
            let boot = phone.state.boot(&offers, &Servers::Shown);
            let refused = boot.verdicts.into_iter().find(|v| v.outcome.is_refused());
            if let Some(verdict) = refused {
                let (class, host) = (phone.state.class(), phone.host.clone());
                let generation = phone.generation;
                return Err(Box::new(Refused { class, host, generation, verdict }));
            }
            let same = |one: &One| one.host == phone.host && one.state == boot.after;
            if !phones.iter().any(same) {
                phones.push(One { state: boot.after, ..phone.clone() });
            }
        }
        Ok(Self { phones, shown })
    }

    /// All phones are reset while each node of another cluster shows this, and any of
    /// them may be a phone's.
    pub(super) fn moved(&self, shown: &[Published]) -> Result<Self, Box<Refused>> {
        let phones = self.phones.iter().flat_map(|phone| {
            shown.iter().map(|node| One { host: node.host.clone(), ..phone.clone() })
        });
        Self { phones: phones.collect(), shown: Vec::new() }.reset(shown)
    }

    /// What the nodes show.
    pub(super) fn shown(&self) -> &[Published] {
        &self.shown
    }

    /// The phones ask these TVS from now on.
    pub(super) fn ask(&mut self, tvs: &[Tvs], running: Running) {
        for phone in &mut self.phones {
            phone.state.tvs = tvs.to_vec();
            for tvs in &mut phone.state.tvs {
                tvs.running = running;
            }
        }
    }
}
