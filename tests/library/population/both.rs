//! A history, for the library and for the second statement of the rules.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest as _, Sha256};
use support::rules::{
    self, Certificate, Equality, Event, File, List, Server, ServerFiles, Told, Tvs,
};
use trustlist::cluster::lists::examine;
use trustlist::cluster::manifest::Manifest;
use trustlist::cluster::moments::{
    self, FileThen, History, Known, ListHash, Purpose, ServerKind, ServerLists, TftpServer,
};
use trustlist::cluster::population::Population;
use trustlist::list::Kind;
use trustlist::phone::{self, Class};

/// What phones of a class hold at a present server: the lists, by their properties that do not
/// depend on the time of signing.
pub(crate) type Phones = BTreeSet<(usize, rules::Class, Option<u64>, Option<u64>)>;

/// The phones of the second statement.
pub(crate) fn rules(history: &[Event], present: &[Server], sha512: bool) -> Phones {
    let phones = rules::population(history, present, sha512, Equality::Content);
    let id = |list: &Option<std::sync::Arc<List>>| list.as_ref().map(|list| list.content());
    phones.iter().map(|p| (p.server, p.phone.class, id(&p.phone.ctl), id(&p.phone.itl))).collect()
}

/// The phones of the library, from the same history.
pub(crate) fn library(history: &[Event], present: &[Server], sha512: bool) -> Phones {
    let told = Translated::of(history);
    let population = told.population(present, sha512);
    let phones = population.phones.iter().map(|phones| {
        let class = match phones.state.class() {
            Class::Sbd => rules::Class::Sbd,
            Class::Legacy => rules::Class::Legacy,
            Class::Cti => rules::Class::Cti,
        };
        let held = |kind| phones.state.stored(kind).map(|list| told.content(list));
        (phones.server, class, held(Kind::Ctl), held(Kind::Itl))
    });
    let all: Vec<_> = phones.collect();
    let set: Phones = all.iter().copied().collect();
    assert_eq!(all.len(), set.len(), "each phone is there once");
    set
}

/// A history, and the lists that it names.
#[derive(Default)]
pub(super) struct Translated {
    history: History,
    bytes: HashMap<ListHash, std::sync::Arc<List>>,
}

impl Translated {
    pub(super) fn of(events: &[Event]) -> Self {
        let mut told = Self::default();
        for event in events {
            let event = match event {
                Event::Moment(moment) => moments::Event::Moment(told.moment(moment)),
                Event::PhonesHave(rules::Release::From(number)) => {
                    moments::Event::Release(moments::Release::From(*number))
                }
                Event::PhonesHave(rules::Release::Current(number)) => {
                    moments::Event::Release(moments::Release::Exactly(*number))
                }
                Event::NewPhones => moments::Event::Release(moments::Release::NewPhones),
            };
            told.history.events.push(event);
        }
        told
    }

    /// The phones that may exist at the present servers.
    pub(super) fn population(&self, present: &[Server], sha512: bool) -> Population {
        let source = |hash: &ListHash| Ok(self.bytes[hash].bytes().to_vec());
        Population::of(&cluster(present, sha512), &self.history, &source).expect("a population")
    }

    fn moment(&mut self, moment: &rules::Moment) -> moments::Moment {
        let stood = moment.servers.iter().map(|files: &ServerFiles| {
            let server = self.history.server(&identity(&files.server));
            ServerLists { server, ctl: self.file(&files.ctl), itl: self.file(&files.itl) }
        });
        let stood = stood.collect();
        let known = known(&moment.tvs);
        let mut hash = Sha256::new();
        for (purpose, der) in &known {
            hash.update([purpose.name().as_bytes(), der].concat());
        }
        let hash: [u8; 32] = hash.finalize().into();
        self.history.known.insert(hash, known);
        let last = self.history.moments().next_back().map_or(0, |last| last.number);
        moments::Moment {
            number: last + 1,
            generation: moment.generation,
            stood,
            known: Some(hash),
            tvs_up: moment.tvs.iter().any(|tvs| tvs.told == Told::Up),
        }
    }

    fn file(&mut self, file: &File) -> FileThen {
        match file {
            File::Absent => FileThen::Absent,
            File::Unknown => FileThen::Unknown,
            File::Bytes(list) => {
                let hash: ListHash = Sha256::digest(list.bytes()).into();
                self.history.lists.insert(hash, examine(list.bytes()));
                self.bytes.insert(hash, list.clone());
                FileThen::List(hash)
            }
        }
    }

    /// Which list of the history a phone of the library holds. If the same content was signed
    /// several times, it is none of the files, but has their records.
    pub(super) fn content(&self, held: &phone::List) -> u64 {
        let mut same: BTreeSet<u64> = BTreeSet::new();
        let mut alike: BTreeSet<u64> = BTreeSet::new();
        for list in self.bytes.values() {
            let Ok(read) = phone::List::read(list.bytes()) else { continue };
            if read.is_same(held) {
                same.insert(list.content());
            }
            if (read.kind(), read.entries()) == (held.kind(), held.entries()) {
                alike.insert(list.content());
            }
        }
        let found = if same.is_empty() { alike } else { same };
        let [one] = found.into_iter().collect::<Vec<_>>()[..] else { panic!("{held:?}") };
        one
    }
}

/// A server as the store keeps it.
pub(super) fn identity(server: &Server) -> TftpServer {
    let kind = if server.node { ServerKind::Node } else { ServerKind::Tftp };
    TftpServer {
        host: Some(server.host.clone()),
        address: server.address.as_ref().map(|address| address.parse().expect("an address")),
        folder: server.folder.as_ref().map(Into::into),
        // A record with neither address nor folder has no kind either.
        kind: (server.address.is_some() || server.folder.is_some()).then_some(kind),
    }
}

/// What TVS knows, as the store records it. In the library all TVS of a cluster know the same.
fn known(all: &[Tvs]) -> Known {
    let mut known = Known::new();
    let mut add = |purpose, certificate: &Certificate| {
        known.push((purpose, certificate.der().into()));
    };
    for tvs in all {
        add(Purpose::Tvs, &tvs.shows);
        for one in &tvs.knows {
            let purpose = match one.roles[..] {
                [2, 0] => Purpose::CallManager,
                [0, 3] => Purpose::Trust,
                [4] => Purpose::Capf,
                _ => panic!("{:?}", one.roles),
            };
            add(purpose, &one.certificate);
        }
        tvs.tokens.iter().for_each(|token| add(Purpose::Token, token));
    }
    known.sort_unstable();
    known.dedup();
    known
}

/// cluster.toml with these servers: nodes with TFTP first, then `[[tftp]]`.
pub(super) fn cluster(present: &[Server], sha512: bool) -> Manifest {
    let words = |classes: &[rules::Class]| {
        let word = |class: &rules::Class| match class {
            rules::Class::Sbd => "\"sbd\"",
            rules::Class::Legacy => "\"legacy\"",
            rules::Class::Cti => "\"cti\"",
        };
        classes.iter().map(word).collect::<Vec<_>>().join(", ")
    };
    let nodes = present.iter().filter(|server| server.node);
    let all: Vec<rules::Class> =
        nodes.clone().next().map_or(rules::Class::ALL.to_vec(), |node| node.classes.clone());
    assert!(nodes.clone().all(|node| node.classes == all), "nodes have the phones of the cluster");
    assert!(present.is_sorted_by_key(|server| !server.node), "nodes come first");
    let mut text = format!(
        "name = \"lab\"\nrelease = \"9.1\"\nsha512 = {sha512}\nphones = [{}]\n",
        words(&all)
    );
    let mut publisher = true;
    if nodes.clone().next().is_none() {
        text += "[[node]]\nhost = \"no-tftp\"\naddress = \"10.255.255.1\"\npublisher = true\n\
                 services = [\"callmanager\"]\ncertificate = \"c\"\n";
        publisher = false;
    }
    for server in present {
        let (host, address) = (&server.host, server.address.as_deref().expect("an address"));
        let folder = server.folder.as_deref().expect("a folder");
        let heading = if server.node { "node" } else { "tftp" };
        text += &format!(
            "[[{heading}]]\nhost = \"{host}\"\naddress = \"{address}\"\npublish = \"{folder}\"\n\
             certificate = \"c\"\n"
        );
        if server.node {
            text += &format!("publisher = {publisher}\nservices = [\"callmanager\", \"tftp\"]\n");
            publisher = false;
        } else {
            text += &format!("phones = [{}]\n", words(&server.classes));
        }
    }
    Manifest::read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}
