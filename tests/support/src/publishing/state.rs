//! What can be compared of a place.

use trustlist::cluster::Mode;
use trustlist::cluster::store::{Generation, Note, Publication, Store};

use super::{Files, Place};

/// All that can be seen of a place.
#[derive(Debug, PartialEq)]
pub struct State {
    pub files: Files,
    pub own: Vec<String>,
    pub generations: Vec<Generation>,
    pub publications: Vec<Publication>,
    pub notes: Vec<Note>,
    pub mode: Option<Mode>,
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
