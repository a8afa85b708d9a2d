//! The comparable state of a place.

use std::ops::Deref;
use std::path::Path;

use trustlist::cluster::Mode;
use trustlist::cluster::lists::Lists;
use trustlist::cluster::moments::History;
use trustlist::cluster::past::Past;
use trustlist::cluster::store::{Generation, Note, Publication, Store};

use super::{Files, Place};

/// A generation with its lists, and whether any of its moments is not released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    pub generation: Generation,
    pub lists: Lists,
    pub held: bool,
}

impl Deref for Whole {
    type Target = Generation;

    fn deref(&self) -> &Generation {
        &self.generation
    }
}

impl Whole {
    /// All generations of the cluster in a folder, the oldest first.
    pub fn all(folder: &Path) -> Vec<Self> {
        let past = Past::look(folder).unwrap();
        let held = past.held().unwrap();
        let whole = |generation: &Generation| Self {
            generation: generation.clone(),
            lists: past.lists(generation.number).unwrap(),
            held: held.contains(&generation.number),
        };
        past.generations().iter().map(whole).collect()
    }

    /// The last publication or adoption.
    pub fn current(folder: &Path) -> Option<Self> {
        let number = Past::look(folder).unwrap().current()?.number;
        Self::all(folder).into_iter().find(|one| one.number == number)
    }
}

/// Everything that can be observed of a place.
#[derive(Debug, PartialEq)]
pub struct State {
    pub files: Files,
    pub own: Vec<String>,
    pub generations: Vec<Whole>,
    pub publications: Vec<Publication>,
    pub notes: Vec<Note>,
    pub mode: Option<Mode>,
    pub history: History,
}

impl State {
    pub fn of(place: &Place) -> Self {
        let store = Store::look(&place.folder()).unwrap();
        Self {
            files: place.files(),
            own: if place.path(".ctl").exists() { place.own_files() } else { Vec::new() },
            generations: place.generations(),
            publications: store.as_ref().map_or(Vec::new(), |store| store.publications().unwrap()),
            notes: store.as_ref().map_or(Vec::new(), |store| store.notes().unwrap()),
            history: store.as_ref().map_or_else(History::default, |store| store.history().unwrap()),
            mode: store.map(|store| store.mode().unwrap()),
        }
    }
}

pub fn without_temporaries(files: &Files) -> Files {
    let files = files.iter().filter(|(name, _)| !is_temporary(name));
    files.map(|(name, file)| (name.clone(), file.clone())).collect()
}

/// `.CTLFile.tlv.ctl-7`
pub fn is_temporary(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.starts_with('.') && file.contains(".ctl-"))
}
