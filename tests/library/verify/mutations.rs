//! A list with a changed byte or a missing end is not sound.

use std::collections::BTreeMap;

use support::fixtures::fixture;
use trustlist::digest::Digest;
use trustlist::list::TrustList;
use trustlist::{signature, verify};

/// Up to here every byte is changed in three ways, after it in one.
const SMALL: usize = 12 * 1024;

/// The result for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opinion {
    Malformed,
    NotSound,
    Sound,
}

fn opinion(bytes: &[u8]) -> Opinion {
    TrustList::parse(bytes).map_or(Opinion::Malformed, |list| opinion_of(&list))
}

fn opinion_of(list: &TrustList<'_>) -> Opinion {
    if verify::examine(list, None).is_sound() { Opinion::Sound } else { Opinion::NotSound }
}

/// What a sound list was signed with: its signature is valid for exactly one DigestInfo (RFC 8017,
/// section 8.2.2).
#[derive(PartialEq, Eq)]
struct Signed {
    certificate: Vec<u8>,
    signature: Vec<u8>,
    algorithms: [u8; 2],
}

impl Signed {
    fn of(list: &TrustList<'_>) -> Option<Self> {
        let header = list.header();
        Some(Self {
            certificate: signature::signer_of(list).ok()?.certificate()?.to_vec(),
            signature: header.signature().to_vec(),
            algorithms: [header.digest(), header.signature_algorithm()],
        })
    }
}

/// The DigestInfo that the list's signature would have to match.
fn digest_info(list: &TrustList<'_>) -> Option<Vec<u8>> {
    Some(Digest::from_code(list.header().digest())?.info(&list.signed()))
}

/// A sound list.
struct Sound<'a> {
    name: &'a str,
    file: &'a [u8],
    signed: Signed,
    info: Vec<u8>,
}

impl<'a> Sound<'a> {
    fn new(name: &'a str, file: &'a [u8]) -> Self {
        let list = TrustList::parse(file).expect(name);
        let (signed, info) = (Signed::of(&list), digest_info(&list));
        Self { name, file, signed: signed.expect(name), info: info.expect(name) }
    }

    /// The result without RSA in cases that RSA could only refuse: the key and the signature are
    /// those of this list, and the signed bytes differ.
    fn opinion(&self, bytes: &[u8]) -> Opinion {
        let Ok(list) = TrustList::parse(bytes) else { return Opinion::Malformed };
        let same = Signed::of(&list).as_ref() == Some(&self.signed);
        if same && digest_info(&list).as_ref() != Some(&self.info) {
            return Opinion::NotSound;
        }
        opinion_of(&list)
    }

    /// How a byte is changed, and one in how many changed lists is examined in full: certificates
    /// and RSA take most of the time. The number is odd, so that two threads share the work.
    fn masks(&self) -> &[(u8, usize)] {
        if self.file.len() > SMALL { &[(0x01, 17)] } else { &[(0x01, 1), (0x80, 17), (0xff, 17)] }
    }

    /// Changes every `step`th byte from `first` on with each mask, and truncates the list there.
    fn mutate(&self, first: usize, step: usize) -> Refused {
        let mut refused = Refused::default();
        let mut bytes = self.file.to_vec();
        for place in (first..self.file.len()).step_by(step) {
            for (mask, full) in self.masks() {
                bytes[place] ^= mask;
                let full = place % full == 0;
                let opinion = if full { opinion(&bytes) } else { self.opinion(&bytes) };
                assert_ne!(opinion, Opinion::Sound, "{}: {place} XOR {mask:02X}", self.name);
                refused.changed[usize::from(opinion == Opinion::NotSound)] += 1;
                bytes[place] ^= mask;
            }
            let opinion = opinion(&self.file[..place]);
            assert_ne!(opinion, Opinion::Sound, "{}: {place} bytes", self.name);
            refused.cut[usize::from(opinion == Opinion::NotSound)] += 1;
        }
        assert_eq!(opinion(&bytes), Opinion::Sound, "{} unchanged", self.name);
        refused
    }
}

/// The number of refused lists: malformed, and not sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Refused {
    changed: [usize; 2],
    cut: [usize; 2],
}

/// Each list: how many changed ones are malformed and not sound, and how many cut
/// ones. A list that is cut where a record ends is one, of fewer records.
const REFUSED: [(&str, [usize; 2], [usize; 2]); 15] = [
    ("ctl-12", [645, 25_791], [8807, 5]),
    ("ctl-28-nodes", [1135, 50_430], [51_534, 31]),
    ("ctl-4096-sha512", [639, 31_545], [10_723, 5]),
    ("ctl-512", [348, 5664], [2002, 2]),
    ("ctl-512-sha256", [348, 5664], [2002, 2]),
    ("ctl-client-mixed", [610, 16_574], [5723, 5]),
    ("ctl-client-nonsecure", [508, 10_730], [3741, 5]),
    ("ctl-names", [546, 21_240], [7258, 4]),
    ("ctl-odd", [383, 5827], [2068, 2]),
    ("ctl-tokenless-1024", [546, 14_295], [4943, 4]),
    ("ctl-tokenless-2048", [546, 17_793], [6109, 4]),
    ("itl-12", [744, 30_642], [10_456, 6]),
    ("itl-8", [533, 15_781], [5434, 4]),
    ("itl-certutils", [563, 23_068], [7872, 5]),
    ("itl-ec", [546, 15_087], [5207, 4]),
];

#[test]
fn every_change_and_every_cut_is_refused() {
    let folder = fixture("lists");
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let file = std::fs::read(&path).expect("a list");
        let sound = &Sound::new(&name, &file);
        let mut refused = Refused::default();
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|first| scope.spawn(move || sound.mutate(first, threads)))
                .collect();
            for worker in workers {
                let part = worker.join().expect("a thread without a panic");
                for index in 0..2 {
                    refused.changed[index] += part.changed[index];
                    refused.cut[index] += part.cut[index];
                }
            }
        });
        found.insert(name, refused);
    }
    let expected = REFUSED.map(|(name, changed, cut)| (name.to_owned(), Refused { changed, cut }));
    assert_eq!(found, BTreeMap::from(expected));
}
