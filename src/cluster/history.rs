//! Generations as what phones hold.

use super::store::{Generation, Lists};

/// What some phones may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// What it is called: `@3`, or where it was found.
    pub name: String,
    /// The lists.
    pub lists: Lists,
}

/// What phones may hold, the oldest first. A phone keeps its CTL when the servers have
/// none any more, so that a generation without one stands for the last CTL before it,
/// and for phones that are new since.
#[must_use]
pub fn held(generations: &[Generation]) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    let mut last: Option<&Vec<u8>> = None;
    for one in generations {
        last = one.lists.ctl.as_ref().or(last);
        if !one.held {
            continue;
        }
        let name = format!("@{}", one.number);
        if let (None, Some(ctl)) = (&one.lists.ctl, last) {
            let lists = Lists { ctl: Some(ctl.clone()), itls: one.lists.itls.clone() };
            all.push(Held { name: name.clone(), lists });
        }
        all.push(Held { name, lists: one.lists.clone() });
    }
    all.retain(|held| held.lists != Lists::default());
    all
}
