//! Clusters of any release with lists that are really signed, their servers and their phones: as a
//! position for the library, as phones and offers for the second statement of the rules.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use support::rules::{
    self, Circumstances, Class, Known, List, Machine, Outcome, PossiblePhone, Served, Strictness,
    Told,
};
use support::{issued, rules::Phone};
use trustlist::certificate::Certificate;
use trustlist::cluster::Mode;
use trustlist::cluster::command::{Command, CtlChange, Publication};
use trustlist::cluster::content::draft::{Draft, Drafter};
use trustlist::cluster::content::published::Published;
use trustlist::cluster::files::Scope;
use trustlist::cluster::lists::{ListName, Lists, Unexplained, examine};
use trustlist::cluster::manifest::{Cluster, Location, Manifest, Signing, Trust};
use trustlist::cluster::moments::{Event, FileThen, History, ListHash, Moment, ServerLists};
use trustlist::cluster::population::judge::{Offered, Scene};
use trustlist::cluster::population::{Population, servers, tvs};
use trustlist::cluster::route::{Change, Position};
use trustlist::cluster::rule::RuleError;
use trustlist::list::{Role, TrustList};
use trustlist::phone;

/// What a server offers.
#[derive(Clone, Debug, Default)]
struct Files {
    ctl: Option<Vec<u8>>,
    itl: Option<Vec<u8>>,
}

/// A cluster, what its servers offer, and its phones.
#[derive(Clone)]
pub(crate) struct Stage {
    /// cluster.toml: the publisher with all services, a subscriber with CallManager, a TFTP server.
    pub(crate) manifest: Manifest,
    /// The version of each certificate that is not the first.
    versions: BTreeMap<String, u32>,
    /// The SASTs of others.
    pub(crate) trust: Vec<Certificate>,
    mode: Mode,
    lists: Lists,
    offered: Vec<Files>,
    phones: Vec<PossiblePhone>,
    /// The state of the phones that were reset.
    told: Told,
}

/// Phones that do not follow a command.
#[derive(Debug)]
pub(crate) struct Stopped(pub(crate) rules::Judgement);

impl Stage {
    /// A cluster before anything is published, and phones of these classes that hold nothing.
    pub(crate) fn new(release: &str, signing: Signing, classes: &[Class]) -> Self {
        let mut manifest = issued::manifest(3, release, signing, "");
        manifest.phones = classes.iter().map(|class| library(*class)).collect();
        Self::empty(manifest, BTreeMap::new())
    }

    fn empty(manifest: Manifest, versions: BTreeMap<String, u32>) -> Self {
        let servers = manifest.tftp_nodes().count();
        let classes: Vec<Class> = manifest.phones.iter().map(|class| second(*class)).collect();
        let phones = (0..servers).flat_map(|server| {
            let phone = |class: &Class| PossiblePhone {
                server,
                phone: Phone::new(*class),
                generation: None,
            };
            classes.iter().map(phone).collect::<Vec<_>>()
        });
        Self {
            phones: phones.collect(),
            manifest,
            versions,
            trust: Vec::new(),
            mode: Mode::NonSecure,
            lists: Lists::default(),
            offered: vec![Files::default(); servers],
            told: Told::Down,
        }
    }

    /// The same once it has its first lists, and phones that hold them in addition to the new ones:
    /// in mixed mode, or with ITLs alone, if the release has them.
    pub(crate) fn published(mut self, mixed: bool) -> Self {
        let command = if mixed { Command::SetCluster(Mode::Mixed) } else { Command::ItlUpdate };
        self.run(&command).unwrap_or_else(|stopped| panic!("{stopped:?}"));
        self.reset();
        self
    }

    /// The same with a statement about whether TVS runs.
    pub(crate) fn with_tvs(self, told: Told) -> Self {
        Self { told, ..self }
    }

    /// The cluster as cluster.toml describes it.
    pub(crate) fn cluster(&self) -> Cluster {
        let version = |file: &str| self.versions.get(file).copied().unwrap_or(1);
        let mut cluster = issued::cluster(&self.manifest, &version);
        let trust = self.trust.iter().cloned();
        cluster.trust.extend(trust.map(|certificate| Trust { certificate, at: Location::START }));
        cluster
    }

    /// The file of a certificate that cluster.toml names.
    pub(crate) fn file(&self, certificate: &Certificate) -> Option<String> {
        let version = |file: &str| self.versions.get(file).copied().unwrap_or(1);
        let mut found = None;
        let mut look = |file: &trustlist::cluster::manifest::FileRef| {
            if issued::certificate(&file.text, version(&file.text)) == *certificate {
                found = Some(file.text.clone());
            }
            Ok::<(), ()>(())
        };
        self.manifest.try_map(&mut look).expect("nothing fails");
        found
    }

    /// Enters the certificates of files as `[[trust]]`.
    pub(crate) fn trust_files(&mut self, files: &[String], of: &Self) {
        let version = |file: &str| of.versions.get(file).copied().unwrap_or(1);
        self.trust.extend(files.iter().map(|file| issued::certificate(file, version(file))));
    }

    /// Regenerates the certificates of a change.
    pub(crate) fn renew(&mut self, change: Change) {
        let changes = |file: &str| match change {
            Change::CallManager => file.ends_with("-CallManager.pem"),
            Change::Tvs => file.ends_with("-TVS.pem"),
            Change::Capf => file.ends_with("CAPF.pem"),
            Change::ItlRecovery => file.ends_with("ITLRecovery.pem"),
            Change::Token | Change::Migration => panic!("{} renews nothing", change.name()),
        };
        let mut files = BTreeSet::new();
        let mut name = |file: &trustlist::cluster::manifest::FileRef| {
            files.insert(file.text.clone());
            Ok::<(), ()>(())
        };
        self.manifest.try_map(&mut name).expect("nothing fails");
        for file in files.into_iter().filter(|file| changes(file)) {
            *self.versions.entry(file).or_insert(1) += 1;
        }
    }

    /// cluster.toml and certificates from another description.
    pub(crate) fn describe_as(&mut self, other: &Self) {
        self.manifest.clone_from(&other.manifest);
        self.versions.clone_from(&other.versions);
        self.trust.clone_from(&other.trust);
    }

    /// Another cluster like this one, with its first lists.
    pub(crate) fn elsewhere(&self) -> Self {
        let mut other = Self::empty(self.manifest.clone(), BTreeMap::new());
        let mut rename = |file: &trustlist::cluster::manifest::FileRef| {
            other.versions.insert(file.text.clone(), 100);
            Ok::<(), ()>(())
        };
        self.manifest.try_map(&mut rename).expect("nothing fails");
        other.told = self.told;
        other.published(self.lists.ctl.is_some())
    }

    /// The SASTs of the lists that are published, each once.
    pub(crate) fn sasts(&self) -> Vec<Certificate> {
        let mut all: Vec<Certificate> = Vec::new();
        for (_, bytes) in self.lists.iter() {
            let list = TrustList::parse(bytes).expect("a list");
            let sasts = list.records().iter().filter(|record| record.role() == Role::SAST);
            for der in sasts.filter_map(trustlist::list::Record::certificate) {
                let certificate = Certificate::from_der(der).expect("a certificate");
                if !all.contains(&certificate) {
                    all.push(certificate);
                }
            }
        }
        all
    }

    /// The SASTs that the lists would have in addition to the present ones, after a change.
    pub(crate) fn new_sasts(&self, change: Change) -> Vec<Certificate> {
        let mut renewed = Self::empty(self.manifest.clone(), self.versions.clone());
        renewed.renew(change);
        let known = self.sasts();
        let mut new = renewed.published(self.lists.ctl.is_some()).sasts();
        new.retain(|certificate| !known.contains(certificate));
        new
    }

    /// Moves all phones to another cluster: they ask each of its servers.
    pub(crate) fn move_to(&mut self, other: &Self) -> Result<(), Stopped> {
        let held = std::mem::take(&mut self.phones);
        let servers = 0..other.offered.len();
        let phones = servers.flat_map(|server| {
            held.iter().map(move |possible| PossiblePhone { server, ..possible.clone() })
        });
        *self = Self { phones: phones.collect(), ..other.clone() };
        let judgement = self.judge(&self.offered.clone(), self.mode);
        let served = judgement.verdicts.iter().all(|verdict| verdict.missing.is_empty());
        if judgement.is_safe() && served {
            return Ok(());
        }
        Err(Stopped(judgement))
    }

    /// The certificates that sign what a command publishes.
    pub(crate) fn signers(&self, command: &Command<'_>) -> Vec<Certificate> {
        let publication = self.publication(command, true).expect("it is allowed");
        let ctl = match &publication.ctl {
            CtlChange::New(draft) => Some(&**draft),
            _ => None,
        };
        let mut all: Vec<Certificate> = Vec::new();
        for draft in ctl.into_iter().chain(&publication.itls) {
            if !all.contains(&draft.certificate) {
                all.push(draft.certificate.clone());
            }
        }
        all
    }

    /// What a command publishes.
    fn publication(&self, command: &Command<'_>, force: bool) -> Result<Publication, RuleError> {
        let cluster = self.cluster();
        let none = Unexplained::new();
        let published =
            Published::read(&self.lists, cluster.release.text(), none).expect("sound lists");
        let drafter = Drafter {
            cluster: &cluster,
            published: Some(&published).filter(|_| !self.lists.is_empty()),
            earlier: &|_| false,
            timestamp: 1_700_000_000,
            inserted: &|_| true,
            token: None,
            drop_unexplained: false,
        };
        command.publication(&drafter, self.mode, force)
    }

    /// Runs a command: signs and publishes the planned lists, if all phones follow. They do when
    /// they are reset.
    pub(crate) fn run(&mut self, command: &Command<'_>) -> Result<(), Stopped> {
        let publication = self.publication(command, false).expect("it is allowed");
        let mut new: Vec<&Draft> = Vec::new();
        match &publication.ctl {
            CtlChange::New(draft) => new.push(draft),
            CtlChange::Keep => {}
            other => panic!("{other:?}"),
        }
        new.extend(publication.itls.iter().filter(|draft| !draft.reasons.is_empty()));
        let mut lists = self.lists.clone();
        for draft in new {
            let signer = issued::signer(&draft.certificate);
            let bytes = draft.unsigned.clone().seal(&*signer).expect("a signature");
            lists.set(&draft.name, bytes);
        }
        let mut then = self.offered.clone();
        for ((_, node), files) in self.manifest.tftp_nodes().zip(&mut then) {
            if publication.scope == Scope::All || files.ctl.is_none() {
                files.ctl.clone_from(&lists.ctl);
            }
            files.itl = lists.get(&ListName::Itl(node.host.clone())).map(<[u8]>::to_vec);
        }
        let judgement = self.judge(&then, publication.mode);
        if !judgement.is_safe() {
            return Err(Stopped(judgement));
        }
        (self.lists, self.offered, self.mode) = (lists, then, publication.mode);
        Ok(())
    }

    /// The verdict of the second statement of the rules on this offer.
    fn judge(&self, then: &[Files], mode: Mode) -> rules::Judgement {
        let cluster = self.cluster();
        let certificate = |certificate: &Certificate| rules::Certificate::new(certificate.der());
        let machine = |name: &str, of: &Certificate| Machine {
            name: name.to_owned(),
            certificate: certificate(of),
        };
        let managers = cluster.nodes.iter().filter(|node| node.services.callmanager);
        let managers = managers
            .filter_map(|node| Some(machine(&node.host, node.certificate.as_ref()?)))
            .collect();
        let served = cluster.tftp_nodes().zip(&self.offered).zip(then);
        let served = served.map(|(((_, node), now), then)| Served {
            own: node.certificate.as_ref().map(certificate),
            now: offer(now),
            then: offer(then),
        });
        let command = rules::Command {
            before: mode_of(self.mode),
            after: mode_of(mode),
            cluster: rules::Cluster { call_managers: managers, firewalls: Vec::new() },
            servers: served.collect(),
            tvs: self.tvs(&cluster),
            sha512: false,
        };
        rules::judge(&self.phones, &command)
    }

    /// The TVS of each node, and the certificates that it knows by step 6 of docs/phone.md.
    fn tvs(&self, cluster: &Cluster) -> Vec<rules::Tvs> {
        let managers = cluster.nodes.iter().filter_map(|node| node.certificate.as_ref());
        let managers = managers.map(|of| Known::new(of.der(), &[2, 0]));
        let trust = cluster.trust.iter().map(|trust| Known::new(trust.certificate.der(), &[0, 3]));
        let knows: Vec<Known> = managers.chain(trust).collect();
        let tokens = cluster.tokens.iter().filter(|_| cluster.signing == Signing::Token);
        let tokens = tokens.map(|token| rules::Certificate::new(token.certificate.der()));
        let tokens: Vec<_> = tokens.collect();
        let shown = cluster.nodes.iter().filter_map(|node| node.tvs.as_ref());
        let tvs = shown.map(|shows| rules::Tvs {
            shows: rules::Certificate::new(shows.der()),
            knows: knows.clone(),
            tokens: tokens.clone(),
            told: self.told,
        });
        tvs.collect()
    }

    /// Every phone restarts, and accepts what it is offered; new ones still exist. Returns the
    /// number of lists that they got.
    pub(crate) fn reset(&mut self) -> usize {
        let known = self.tvs(&self.cluster());
        let around = Circumstances { tvs: &known, sha512: false };
        let mut met = 0;
        let mut held = BTreeMap::new();
        for possible in &self.phones {
            let offer = offer(&self.offered[possible.server]);
            let start = possible.phone.starts(&offer, around, Strictness::Strict).swap_remove(0);
            for outcome in [start.ctl, start.itl] {
                assert!(!outcome.is_refused(), "{outcome:?}: {possible:?}");
                met += usize::from(outcome != Outcome::NotOffered);
            }
            let new = PossiblePhone { phone: Phone::new(start.phone.class), ..possible.clone() };
            for possible in [PossiblePhone { phone: start.phone, ..possible.clone() }, new] {
                let id = |list: &Option<Arc<List>>| list.as_ref().map(|list| list.id());
                let phone = &possible.phone;
                let key = (possible.server, phone.class, id(&phone.ctl), id(&phone.itl));
                held.entry(key).or_insert(possible);
            }
        }
        self.phones = held.into_values().collect();
        met
    }

    /// Whether phones have what their servers offer, signed by the usual signers.
    pub(crate) fn is_settled(&self) -> bool {
        let known = self.tvs(&self.cluster());
        let around = Circumstances { tvs: &known, sha512: false };
        let done = |possible: &PossiblePhone| {
            let offer = offer(&self.offered[possible.server]);
            let start = possible.phone.starts(&offer, around, Strictness::Strict).swap_remove(0);
            [start.ctl, start.itl].into_iter().all(|outcome| {
                let known = [Outcome::Unchanged, Outcome::NotAsked, Outcome::NotOffered];
                known.contains(&outcome)
            })
        };
        let held = self.phones.iter().filter(|possible| !possible.phone.holds_nothing());
        let usual = match self.lists.ctl {
            Some(_) => Command::Update,
            None => Command::ItlUpdate,
        };
        let mut next = self.clone();
        let same = self.lists.is_empty() || next.run(&usual).is_ok() && next.lists == self.lists;
        held.clone().all(done) && same
    }

    /// The starting point of the library's plan: the cluster as it is described, the published
    /// lists, and the phones that may have them.
    pub(crate) fn position(&self) -> Position {
        let cluster = self.cluster();
        let mut history = History::default();
        let mut bytes: BTreeMap<ListHash, Vec<u8>> = BTreeMap::new();
        let mut file = |history: &mut History, list: &Option<Vec<u8>>| match list {
            None => FileThen::Absent,
            Some(list) => {
                let hash: ListHash = Sha256::digest(list).into();
                history.lists.insert(hash, examine(list));
                bytes.insert(hash, list.clone());
                FileThen::List(hash)
            }
        };
        let mut stood = Vec::new();
        for (server, files) in servers(&cluster).iter().zip(&self.offered) {
            let server = history.server(&server.identity);
            let ctl = file(&mut history, &files.ctl);
            let itl = file(&mut history, &files.itl);
            stood.push(ServerLists { server, ctl, itl });
        }
        let known = [0; 32];
        history.known.insert(known, tvs::known(&cluster));
        if !self.lists.is_empty() {
            let moment =
                Moment { number: 1, generation: Some(1), stood, known: Some(known), tvs_up: false };
            history.events.push(Event::Moment(moment));
        }
        let source = |hash: &ListHash| Ok(bytes[hash].clone());
        let population = Population::of(&cluster, &history, &source).expect("a population");
        let read = |bytes: &Option<Vec<u8>>| {
            bytes.as_ref().map(|bytes| phone::Offer::read(bytes).expect("a list"))
        };
        let offered = self.offered.iter();
        let offered = offered.map(|files| Offered { ctl: read(&files.ctl), itl: read(&files.itl) });
        let scene = Scene { offered: offered.collect(), mode: self.mode };
        let release = cluster.release.to_string();
        let none = Unexplained::new();
        Position::new(Rc::new(cluster), self.mode, &self.lists, &release, none, scene, population)
    }

    /// The signer of the CTL.
    pub(crate) fn ctl_signer(&self) -> Option<Certificate> {
        let bytes = self.lists.ctl.as_ref()?;
        let list = TrustList::parse(bytes).expect("a list");
        let record = trustlist::signature::signer_of(&list).expect("a signer");
        Certificate::from_der(record.certificate()?).ok()
    }

    pub(crate) fn has_ctl(&self) -> bool {
        self.lists.ctl.is_some()
    }

    /// The number of lists that all servers offer, and of the phones at each.
    pub(crate) fn lists_and_phones(&self) -> (usize, usize) {
        let lists = self.offered.iter().flat_map(|files| files.ctl.iter().chain(&files.itl));
        (lists.count(), self.phones.len() / self.offered.len())
    }
}

fn offer(files: &Files) -> rules::Offer {
    let read = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(|bytes| List::read(bytes));
    rules::Offer { ctl: read(&files.ctl), itl: read(&files.itl) }
}

const fn mode_of(mode: Mode) -> rules::Mode {
    match mode {
        Mode::Mixed => rules::Mode::Mixed,
        Mode::NonSecure => rules::Mode::NonSecure,
    }
}

const fn library(class: Class) -> phone::Class {
    match class {
        Class::Sbd => phone::Class::Sbd,
        Class::Legacy => phone::Class::Legacy,
        Class::Cti => phone::Class::Cti,
    }
}

const fn second(class: phone::Class) -> Class {
    match class {
        phone::Class::Sbd => Class::Sbd,
        phone::Class::Legacy => Class::Legacy,
        phone::Class::Cti => Class::Cti,
    }
}
