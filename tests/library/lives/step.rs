//! The steps of a life: what administrators, backups, strangers and `ctl` do to a cluster.

use std::fs;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::RngCore as _;
use support::rules::Class;
use trustlist::cluster::past::Past;

use super::command::{Done, Have, Name, Typed, is_valid};
use super::pool::{Cert, KEYS, Purpose};
use super::site::{Extra, Firewall, Node, RELEASES, Site};
use super::world::{NAMES, World, write};

/// What is regenerated.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    CallManager(u32),
    Tvs(u32),
    Capf,
    ItlRecovery,
    Extra(u32),
    Firewall(u32),
    /// CallManager and TVS of a node, as CUCM regenerates them for a new host name.
    Node(u32),
}

/// How.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    SameName,
    OtherName,
    CaSigned,
    SameKey,
}

/// One step. Numbers are indices that wrap around, so that a step has a meaning in every life.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Renew(Which, How),
    AddNode {
        tftp: bool,
        callmanager: bool,
    },
    RemoveNode(u32),
    AddExtra(u32),
    RemoveExtra(u32),
    AddFirewall,
    RemoveFirewall(u32),
    Rename {
        node: u32,
        domain_only: bool,
    },
    Case(u32),
    Readdress(u32),
    Refolder(u32),
    Services(u32),
    Release(u32),
    Digest,
    Sha512,
    Phones(u32),
    TrustNew(u32),
    Distrust(u32),
    /// A file of a backup is copied to a server.
    Restore {
        server: u32,
        backup: u32,
        files: u32,
    },
    /// All files of a backup are copied to all servers.
    RestoreAll(u32),
    /// Another administrator has published: files of a stranger's cluster.
    Foreign {
        server: u32,
        files: u32,
    },
    Lose {
        server: u32,
        files: u32,
    },
    /// One byte of a list is changed.
    Damage {
        server: u32,
        file: u32,
    },
    /// The store of a backup is restored.
    OldStore(u32),
    AddToken,
    Run(Typed),
    /// A certificate that every phone accepts is renewed, and its publication is killed at a
    /// checkpoint.
    Kill(u32),
    /// The store is lost, and lists of a server are adopted: the CTL, or both.
    Adopt {
        server: u32,
        both: bool,
    },
    /// All nodes get one certificate.
    MultiServer,
    /// A plan of `ctl plan`, carried out in a copy.
    Plan(u32),
}

/// A random number below a limit.
pub(super) fn below(rng: &mut ChaCha20Rng, limit: u32) -> u32 {
    rng.next_u32() % limit
}

impl Step {
    pub(super) fn random(rng: &mut ChaCha20Rng) -> Self {
        let n = rng.next_u32();
        match below(rng, 100) {
            0..=15 => {
                let which = match below(rng, 12) {
                    0..=3 => Which::CallManager(n),
                    4 => Which::Tvs(n),
                    5 => Which::Capf,
                    6..=7 => Which::ItlRecovery,
                    8 => Which::Extra(n),
                    9 => Which::Firewall(n),
                    _ => Which::Node(n),
                };
                let how = match below(rng, 8) {
                    0 => How::OtherName,
                    1 => How::CaSigned,
                    2 => How::SameKey,
                    _ => How::SameName,
                };
                Self::Renew(which, how)
            }
            16..=17 => Self::AddNode { tftp: n & 1 == 0, callmanager: n & 6 != 0 },
            18 => Self::AddExtra(n),
            19 => Self::AddFirewall,
            20..=21 => Self::RemoveNode(n),
            22 => Self::RemoveExtra(n),
            23 => Self::RemoveFirewall(n),
            24..=26 => Self::Rename { node: n, domain_only: below(rng, 3) == 0 },
            27 => Self::Case(n),
            28..=29 => Self::Readdress(n),
            30..=31 => Self::Refolder(n),
            32 => Self::Services(n),
            33..=34 => Self::Release(n),
            35 => Self::Digest,
            36 => Self::Sha512,
            37 => Self::Phones(n),
            38..=39 => Self::TrustNew(n),
            40 => Self::Distrust(n),
            41..=42 => Self::Restore { server: n, backup: rng.next_u32(), files: 1 + n % 3 },
            43 => Self::RestoreAll(n),
            44 => Self::Foreign { server: n, files: 1 + n % 3 },
            45 => Self::Lose { server: n, files: 1 + n % 3 },
            46 => Self::Damage { server: n, file: n >> 8 },
            47 => Self::OldStore(n),
            48 => Self::AddToken,
            49..=52 => Self::Plan(n),
            53 => Self::Adopt { server: n, both: below(rng, 2) == 0 },
            54 => Self::MultiServer,
            55..=57 => Self::Kill(20 + n % 60),
            _ => Self::Run(Typed::random(rng)),
        }
    }
}

impl Typed {
    fn random(rng: &mut ChaCha20Rng) -> Self {
        let n = rng.next_u32();
        let name = match below(rng, 32) {
            0..=5 => Name::Mixed,
            6..=8 => Name::NonSecure,
            9..=16 => Name::Update,
            17 => Name::UpdateTo(n),
            18 => Name::Upgrade,
            19..=21 => Name::ResetLocalkey,
            22 => Name::Delete,
            23..=26 => Name::ItlUpdate,
            27..=29 => Name::ItlResetLocalkey,
            30 => Name::TokenAdd,
            _ => Name::TokenRemove,
        };
        let have = match below(rng, 12) {
            0..=2 => Have::Current,
            3 => Have::Number(1 + n % 5),
            4 if n.is_multiple_of(4) => Have::NewPhones,
            _ => Have::Nothing,
        };
        Self {
            name,
            have,
            tvs_up: below(rng, 10) == 0,
            force: below(rng, 8) == 0,
            accept: below(rng, 10) == 0,
        }
    }
}

/// The index of a number, modulo `length`.
pub(super) fn nth(number: u32, length: usize) -> Option<usize> {
    (length > 0).then(|| number as usize % length)
}

impl World {
    /// A cluster before its first publication.
    pub(super) fn random(rng: &mut ChaCha20Rng) -> Self {
        let mut makes = Maker { keys: 0, serial: 1 };
        let release = RELEASES[below(rng, 7) as usize];
        let row = Row::of(release);
        let tokens_sign = row.tokens() && (!row.tokenless() || below(rng, 3) == 0);
        let nodes = 1 + below(rng, 3);
        let node = |makes: &mut Maker, index: u32, rng: &mut ChaCha20Rng| {
            let host = ["cucm-pub.example.net", "cucm-sub1", "cucm-tftp1"][index as usize];
            let name = host.split('.').next().unwrap();
            Node {
                host: host.to_owned(),
                address: format!("10.0.0.{}", 10 + index),
                folder: (below(rng, 2) == 0).then(|| format!("tftp/{name}")),
                tftp: index != 1,
                callmanager: index != 2,
                certificate: makes.made(&format!("{name}-cm"), name, Purpose::Server),
                tvs: row.tvs().then(|| makes.made(&format!("{name}-tvs"), name, Purpose::Server)),
            }
        };
        let nodes = (0..nodes).map(|index| node(&mut makes, index, rng)).collect();
        let extras = (below(rng, 4) == 0).then(|| makes.extra(0, None));
        let firewalls = (below(rng, 5) == 0).then(|| makes.firewall());
        let tokens = if tokens_sign { 2 + below(rng, 2) } else { 0 };
        let tokens = (0..tokens).map(|number| makes.token(number)).collect();
        let classes = match below(rng, 4) {
            0 => vec![Class::Sbd],
            1 => vec![Class::Sbd, Class::Legacy],
            _ => Class::ALL.to_vec(),
        };
        let site = Site {
            release,
            tokens_sign,
            sha512_digest: false,
            sha512: below(rng, 4) == 0,
            classes,
            nodes,
            extras: extras.into_iter().collect(),
            firewalls: firewalls.into_iter().collect(),
            capf: (below(rng, 4) > 0).then(|| makes.made("capf", "CAPF-1", Purpose::Capf)),
            itlrecovery: row
                .recovery()
                .then(|| makes.made("recovery", "ITLRECOVERY_pub", Purpose::Recovery)),
            tokens,
            trust: Vec::new(),
        };
        Self::new(site, makes.keys, makes.serial)
    }

    fn makes(&self) -> Maker {
        Maker { keys: self.keys, serial: self.serial }
    }

    /// Runs a step. `Err`: the two statements of the rules disagree.
    pub(super) fn step(&mut self, step: Step) -> Result<&'static str, String> {
        match step {
            Step::Run(typed) => return self.command(typed),
            Step::Plan(number) => return self.plans(number),
            Step::Kill(checkpoint) => return self.killed(checkpoint),
            Step::Adopt { server, both } => return self.adopts(server, both),
            _ => {}
        }
        let before = self.site.clone();
        if self.edit(step).is_none() {
            return Ok("not possible");
        }
        self.describe();
        if !is_valid(self.folder.path()) {
            self.site = before;
            self.describe();
            return Ok("not a cluster");
        }
        Ok("edited")
    }

    /// A command, and the proposal instead of it.
    fn command(&mut self, mut typed: Typed) -> Result<&'static str, String> {
        if let Name::UpdateTo(n) = typed.name {
            let past = Past::look(self.folder.path()).map_err(|error| error.to_string())?;
            let all = past.generations();
            let Some(index) = nth(n, all.len()) else { return Ok("not possible") };
            typed.name = Name::UpdateTo(all[index].number);
        }
        let site = match typed.name {
            Name::TokenAdd | Name::TokenRemove if !self.site.tokens_sign => {
                return Ok("not possible");
            }
            Name::TokenAdd if self.keys >= KEYS => return Ok("not possible"),
            Name::TokenRemove if self.site.tokens.len() < 2 => return Ok("not possible"),
            name => self.described_by(name),
        };
        match self.run(typed, site)? {
            Done::Forbidden(_) => Ok("forbidden"),
            Done::Nothing => Ok("nothing to do"),
            Done::Published => {
                self.back_up();
                Ok("published")
            }
            Done::Refused(None) => Ok("refused"),
            Done::Refused(Some(route)) => {
                self.proposed(typed, &route)
                    .map_err(|error| format!("the way out of {typed:?}: {route:?}\n{error}"))?;
                Ok("refused with a way out")
            }
        }
    }

    fn edit(&mut self, step: Step) -> Option<()> {
        let mut makes = self.makes();
        let site = &mut self.site;
        match step {
            Step::Renew(which, how) => {
                let nodes = site.nodes.len();
                let all: Vec<&mut Cert> = match which {
                    Which::CallManager(n) => vec![&mut site.nodes[nth(n, nodes)?].certificate],
                    Which::Tvs(n) => vec![site.nodes[nth(n, nodes)?].tvs.as_mut()?],
                    Which::Node(n) => {
                        let node = &mut site.nodes[nth(n, nodes)?];
                        std::iter::once(&mut node.certificate).chain(&mut node.tvs).collect()
                    }
                    Which::Capf => vec![site.capf.as_mut()?],
                    Which::ItlRecovery => vec![site.itlrecovery.as_mut()?],
                    Which::Extra(n) => {
                        let length = site.extras.len();
                        vec![&mut site.extras[nth(n, length)?].certificate]
                    }
                    Which::Firewall(n) => {
                        let length = site.firewalls.len();
                        vec![&mut site.firewalls[nth(n, length)?].certificate]
                    }
                };
                for one in all {
                    *one = makes.renewed(one, how)?;
                }
            }
            Step::AddNode { tftp, callmanager } => {
                if site.nodes.len() >= 4 {
                    return None;
                }
                let name = format!("node{}", makes.serial);
                let row = Row::of(site.release);
                site.nodes.push(Node {
                    host: name.clone(),
                    address: format!("10.0.1.{}", makes.serial % 250),
                    folder: None,
                    tftp,
                    callmanager,
                    certificate: makes.checked(&format!("{name}-cm"), &name, Purpose::Server)?,
                    tvs: if row.tvs() {
                        Some(makes.checked(&format!("{name}-tvs"), &name, Purpose::Server)?)
                    } else {
                        None
                    },
                });
            }
            Step::RemoveNode(n) => {
                let index = nth(n, site.nodes.len()).filter(|index| *index > 0)?;
                site.nodes.remove(index);
            }
            Step::AddExtra(n) => {
                if site.extras.len() >= 2 || makes.keys >= KEYS {
                    return None;
                }
                let phones = match n % 4 {
                    0 => Some(vec![Class::Sbd]),
                    1 => Some(Vec::new()),
                    _ => None,
                };
                site.extras.push(makes.extra(makes.serial, phones));
            }
            Step::RemoveExtra(n) => {
                site.extras.remove(nth(n, site.extras.len())?);
            }
            Step::AddFirewall => {
                if site.firewalls.len() >= 2 || makes.keys >= KEYS {
                    return None;
                }
                site.firewalls.push(makes.firewall());
            }
            Step::RemoveFirewall(n) => {
                site.firewalls.remove(nth(n, site.firewalls.len())?);
            }
            Step::Rename { node, domain_only } => {
                let index = nth(node, site.nodes.len())?;
                let node = &mut site.nodes[index];
                let (label, domain) = node.host.split_once('.').unwrap_or((&node.host, ""));
                node.host = match (domain_only, domain) {
                    (true, "") => format!("{label}.example.org"),
                    (true, _) => label.to_owned(),
                    (false, _) => format!("renamed{}", makes.serial),
                };
                makes.serial += 1;
            }
            Step::Case(n) => {
                let index = nth(n, site.nodes.len())?;
                let node = &mut site.nodes[index];
                let upper = node.host.chars().any(|c| c.is_ascii_uppercase());
                node.host = if upper { node.host.to_lowercase() } else { node.host.to_uppercase() };
            }
            Step::Readdress(n) => {
                let index = nth(n, site.nodes.len())?;
                site.nodes[index].address = format!("10.0.2.{}", makes.serial % 250);
                makes.serial += 1;
            }
            Step::Refolder(n) => {
                let index = nth(n, site.nodes.len())?;
                let node = &mut site.nodes[index];
                node.folder = match &node.folder {
                    Some(_) if n & 64 == 0 => None,
                    _ => Some(format!("srv/{}", makes.serial)),
                };
                makes.serial += 1;
            }
            Step::Services(n) => {
                let index = nth(n, site.nodes.len())?;
                let node = &mut site.nodes[index];
                match n & 64 {
                    0 => node.tftp = !node.tftp,
                    _ => node.callmanager = !node.callmanager,
                }
            }
            Step::Release(n) => {
                let now = RELEASES.iter().position(|one| *one == site.release).unwrap();
                let next = (now + 1 + (n as usize % 2)).min(RELEASES.len() - 1);
                let row = Row::of(RELEASES[next]);
                site.release = RELEASES[next];
                if row.recovery() && site.itlrecovery.is_none() {
                    let made = makes.checked("recovery", "ITLRECOVERY_pub", Purpose::Recovery)?;
                    site.itlrecovery = Some(made);
                }
                if row.tvs() {
                    for node in site.nodes.iter_mut().filter(|node| node.tvs.is_none()) {
                        let name = node.host.split('.').next().unwrap().to_lowercase();
                        let file = format!("{}-tvs", node.certificate.file);
                        node.tvs = Some(makes.checked(&file, &name, Purpose::Server)?);
                    }
                }
            }
            Step::Digest => site.sha512_digest = !site.sha512_digest,
            Step::Sha512 => site.sha512 = !site.sha512,
            Step::Phones(n) => {
                site.classes = match n % 3 {
                    0 => vec![Class::Sbd],
                    1 => vec![Class::Sbd, Class::Legacy],
                    _ => Class::ALL.to_vec(),
                };
            }
            Step::TrustNew(n) => {
                if site.trust.len() >= 2 {
                    return None;
                }
                // A certificate of another cluster, or one of this cluster itself, in a file of its
                // own.
                let mut one = match (n % 3, nth(n, site.nodes.len())) {
                    (0, Some(index)) => site.nodes[index].certificate.clone(),
                    (1, _) => site.itlrecovery.clone()?,
                    _ => makes.checked("stranger", &format!("other{n}"), Purpose::Recovery)?,
                };
                one.file = format!("trust-{}", makes.serial);
                makes.serial += 1;
                site.trust.push(one);
            }
            Step::Distrust(n) => {
                site.trust.remove(nth(n, site.trust.len())?);
            }
            Step::AddToken => {
                if !site.tokens_sign || site.tokens.len() >= 4 || makes.keys >= KEYS {
                    return None;
                }
                let token = makes.token(makes.serial);
                site.tokens.push(token);
            }
            Step::Restore { server, backup, files } => {
                let backup = &self.backups[nth(backup, self.backups.len())?];
                let folders = site.folders();
                let folder = &folders[nth(server, folders.len())?];
                let from = backup.get(folder)?.clone();
                self.place(folder, &from, files);
                return Some(());
            }
            Step::RestoreAll(n) => {
                let backup = self.backups[nth(n, self.backups.len())?].clone();
                for folder in site.folders() {
                    if let Some(files) = backup.get(&folder) {
                        self.place(&folder, files, 3);
                    }
                }
                return Some(());
            }
            Step::Foreign { server, files } => {
                let folders = site.folders();
                let folder = folders[nth(server, folders.len())?].clone();
                let theirs = match server & 64 {
                    0 => super::foreign::strangers(),
                    _ => self.others(&folder)?,
                };
                self.place(&folder, &theirs, files);
                return Some(());
            }
            Step::Lose { server, files } => {
                let folders = site.folders();
                let folder = folders[nth(server, folders.len())?].clone();
                for (index, name) in NAMES.iter().enumerate() {
                    if files >> index & 1 == 1 {
                        let _ = fs::remove_file(self.path(&folder).join(name));
                    }
                }
                return Some(());
            }
            Step::Damage { server, file } => {
                let folders = site.folders();
                let folder = folders[nth(server, folders.len())?].clone();
                let path = self.path(&folder).join(NAMES[file as usize % 2]);
                let mut bytes = fs::read(&path).ok()?;
                *bytes.last_mut()? ^= 1;
                write(&path, &bytes);
                return Some(());
            }
            Step::OldStore(n) => {
                self.restore_store(nth(n, self.stores.len())?);
                return Some(());
            }
            Step::MultiServer => {
                let file = format!("multi-{}", makes.serial);
                let one = makes.checked(&file, "cucm-ms", Purpose::Server)?;
                for (number, node) in site.nodes.iter_mut().enumerate() {
                    node.certificate = Cert { file: format!("{file}-{number}"), ..one.clone() };
                }
            }
            Step::Run(_) | Step::Plan(_) | Step::Kill(..) | Step::Adopt { .. } => {
                unreachable!("no edit")
            }
        }
        (self.keys, self.serial) = (makes.keys, makes.serial);
        Some(())
    }

    /// Copies files to a folder of a server: 1 the CTL, 2 the ITL, 3 both.
    fn place(&self, folder: &str, from: &[Option<std::sync::Arc<Vec<u8>>>; 2], files: u32) {
        for (index, (name, bytes)) in NAMES.iter().zip(from).enumerate() {
            if files >> index & 1 == 0 {
                continue;
            }
            let path = self.path(folder).join(name);
            match bytes {
                Some(bytes) => write(&path, bytes),
                None => drop(fs::remove_file(path)),
            }
        }
    }
}

/// The features of a release, by its index in [`RELEASES`].
struct Row(usize);

impl Row {
    fn of(release: &str) -> Self {
        Self(RELEASES.iter().position(|one| *one == release).unwrap())
    }

    const fn tvs(&self) -> bool {
        self.0 >= 1
    }

    const fn recovery(&self) -> bool {
        self.0 >= 2
    }

    const fn tokens(&self) -> bool {
        self.0 <= 5
    }

    const fn tokenless(&self) -> bool {
        self.0 >= 2
    }
}

/// Issues certificates, each with its own key and serial number.
pub(super) struct Maker {
    pub(super) keys: usize,
    pub(super) serial: u32,
}

impl Maker {
    /// `None` if every key of a life is used.
    fn checked(&mut self, file: &str, name: &str, purpose: Purpose) -> Option<Cert> {
        (self.keys < KEYS).then(|| self.made(file, name, purpose))
    }

    pub(super) fn made(&mut self, file: &str, name: &str, purpose: Purpose) -> Cert {
        let key = self.keys;
        self.keys += 1;
        self.serial += 1;
        let subject = match purpose {
            Purpose::Token => format!(r"O=Cisco Systems\, Inc.,OU=IPCBU,CN={name}\ \ \ "),
            _ => format!("C=CZ,O=Example,CN={name}"),
        };
        // Each has files of its own, so that an older cluster.toml still finds its files.
        let file = format!("{file}-{}", self.serial);
        Cert::new(&file, &subject, purpose, key, false, self.serial)
    }

    /// `None` if every key of a life is used.
    fn renewed(&mut self, old: &Cert, how: How) -> Option<Cert> {
        (self.keys < KEYS).then(|| self.again(old, how))
    }

    pub(super) fn again(&mut self, old: &Cert, how: How) -> Cert {
        self.serial += 1;
        let key = if matches!(how, How::SameKey) {
            old.key
        } else {
            self.keys += 1;
            self.keys - 1
        };
        let subject = match how {
            How::OtherName => format!("{}-{}", old.subject, self.serial),
            _ => old.subject.clone(),
        };
        let by_ca = matches!(how, How::CaSigned) != old.by_ca;
        let file = match self.serial % 2 {
            // In its previous place.
            0 => old.file.clone(),
            _ => format!("{}-{}", old.file.split('-').next().unwrap(), self.serial),
        };
        Cert::new(&file, &subject, old.purpose, key, by_ca, self.serial)
    }

    pub(super) fn token(&mut self, number: u32) -> Cert {
        self.made("token", &format!("SAST-ADN{:08x}", number + 0x1234), Purpose::Token)
    }

    fn extra(&mut self, number: u32, phones: Option<Vec<Class>>) -> Extra {
        let host = format!("alternate{number}");
        Extra {
            address: format!("10.0.3.{}", 1 + number % 250),
            certificate: self.made("extra", &host, Purpose::Server),
            host,
            phones,
        }
    }

    fn firewall(&mut self) -> Firewall {
        let host = format!("asa{}", self.serial);
        Firewall {
            address: format!("10.0.4.{}", 1 + self.serial % 250),
            certificate: self.made("asa", &host, Purpose::Server),
            host,
        }
    }
}
