//! Arbitrary bytes.

use std::cell::Cell;

use proptest::collection::vec;
use proptest::prelude::*;
use trustlist::list::{OwnedList, TrustList};
use trustlist::verify;

use super::{folder, runner};

/// A change to bytes.
#[derive(Clone, Debug)]
enum Edit {
    Set(u8),
    Insert(Vec<u8>),
    Remove(usize),
    Repeat(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => any::<u8>().prop_map(Edit::Set),
        2 => vec(any::<u8>(), 1..8).prop_map(Edit::Insert),
        1 => (1_usize..80).prop_map(Edit::Remove),
        1 => (1_usize..200).prop_map(Edit::Repeat),
    ]
}

impl Edit {
    fn apply(self, bytes: &mut Vec<u8>, place: usize) {
        let end = |length: usize| (place + length).min(bytes.len());
        match self {
            Self::Set(byte) => bytes[place] = byte,
            Self::Insert(new) => drop(bytes.splice(place..place, new)),
            Self::Remove(length) => drop(bytes.drain(place..end(length))),
            Self::Repeat(length) => {
                let again = bytes[place..end(length)].to_vec();
                bytes.splice(place..place, again);
            }
        }
    }
}

/// Whether the bytes are a list; a list is examined, and written back unchanged.
fn is_list(bytes: &[u8]) -> bool {
    let Ok(list) = TrustList::parse(bytes) else { return false };
    assert_eq!(OwnedList::of(&list).write().as_deref(), Ok(bytes));
    assert!(!verify::examine(&list, None).is_sound());
    true
}

#[test]
fn edited_lists_are_read_or_refused() {
    let lists = folder("lists");
    let read = Cell::new([0; 2]);
    let edits = vec((any::<prop::sample::Index>(), edit()), 1..6);
    let outcome = runner(16_384).run(&(0..lists.len(), edits), |(list, edits)| {
        let mut bytes = lists[list].1.clone();
        for (place, edit) in edits {
            if !bytes.is_empty() {
                let place = place.index(bytes.len());
                edit.apply(&mut bytes, place);
            }
        }
        prop_assume!(bytes != lists[list].1);
        let mut counts = read.get();
        counts[usize::from(is_list(&bytes))] += 1;
        read.set(counts);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((lists.len(), read.get()), (15, [13_372, 3012]));
}

#[test]
fn any_bytes_are_read_or_refused() {
    let read = Cell::new([0; 2]);
    // Version and a HeaderLength within the file, or arbitrary bytes.
    let begins = any::<bool>();
    let outcome = runner(4096).run(&(begins, vec(any::<u8>(), 0..1024)), |(begins, mut bytes)| {
        if begins && bytes.len() >= 12 {
            let length = u16::try_from(bytes.len() / 4 * 4).expect("two bytes").to_be_bytes();
            bytes[..10].copy_from_slice(&[1, 0, 2, 1, 2, 2, 0, 2, length[0], length[1]]);
        }
        let mut counts = read.get();
        counts[usize::from(is_list(&bytes))] += 1;
        read.set(counts);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.get(), [4096, 0]);
}
