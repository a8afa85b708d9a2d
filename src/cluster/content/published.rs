//! The last published lists.

use std::collections::BTreeMap;

use super::present::Present;
use crate::cluster::lists::{ListName, Lists, Unexplained};
use crate::list::ParseError;

/// The last published lists: new ones are compared with them and copy their spelling.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Published<'a> {
    /// The CTL.
    pub ctl: Option<Present<'a>>,
    /// The ITL of each TFTP node, by its host.
    pub itls: BTreeMap<String, Present<'a>>,
    /// The release that `cluster.toml` named then.
    pub release: String,
    /// Which records it did not explain.
    pub unexplained: Unexplained,
}

impl<'a> Published<'a> {
    /// Reads lists.
    ///
    /// # Errors
    /// [`ParseError`] if a list of the store is damaged.
    pub fn read(
        lists: &'a Lists,
        release: &str,
        unexplained: Unexplained,
    ) -> Result<Self, ParseError> {
        let itl = |(host, bytes): (&String, &'a Vec<u8>)| Ok((host.clone(), Present::read(bytes)?));
        Ok(Self {
            ctl: lists.ctl.as_deref().map(Present::read).transpose()?,
            itls: lists.itls.iter().map(itl).collect::<Result<_, ParseError>>()?,
            release: release.to_owned(),
            unexplained,
        })
    }

    /// Lists that are already read.
    #[must_use]
    pub fn assembled(
        lists: impl IntoIterator<Item = (ListName, Present<'a>)>,
        release: &str,
        unexplained: Unexplained,
    ) -> Self {
        let release = release.to_owned();
        let mut all = Self { ctl: None, itls: BTreeMap::new(), release, unexplained };
        for (name, list) in lists {
            match name {
                ListName::Ctl => all.ctl = Some(list),
                ListName::Itl(host) => drop(all.itls.insert(host, list)),
            }
        }
        all
    }

    /// The list with this name.
    #[must_use]
    pub fn get(&self, name: &ListName) -> Option<&Present<'a>> {
        match name {
            ListName::Ctl => self.ctl.as_ref(),
            ListName::Itl(host) => self.itls.get(host),
        }
    }

    /// Every list, starting with the given one.
    pub(super) fn starting_with(&self, first: &ListName) -> impl Iterator<Item = &Present<'a>> {
        let others = self.ctl.iter().map(|ctl| (ListName::Ctl, ctl));
        let itls = self.itls.iter().map(|(host, itl)| (ListName::Itl(host.clone()), itl));
        let others = others.chain(itls).filter(|(name, _)| name != first).map(|(_, list)| list);
        self.get(first).into_iter().chain(others.collect::<Vec<_>>())
    }
}
