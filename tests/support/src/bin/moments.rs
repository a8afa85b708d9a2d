//! Publishes lists of a lab cluster many times, for `benches/moments.py`:
//!
//! ```text
//! moments LAB again|different FOLDER COUNT...
//! ```
//!
//! Copies the lab to `FOLDER/COUNT` for each count, after this many publications: of the same
//! lists, each time with another TIMESTAMP and signature (`again`), or of lists in which each time
//! CallManager and TVS of another subscriber are regenerated (`different`). In each copy a
//! CallManager certificate was regenerated after the last publication, so that an update has
//! something to publish.
//!
//! Only the last publication before a copy writes files. The others are entered into the store as a
//! publication enters them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use support::tree::Tree;
use trustlist::certificate::Certificate;
use trustlist::cluster::Mode;
use trustlist::cluster::content::draft::{CtlSigner, Draft, Drafter, ItlKey};
use trustlist::cluster::files::{Scope, wanted};
use trustlist::cluster::folder::ClusterFolder;
use trustlist::cluster::lists::Lists;
use trustlist::cluster::manifest::Cluster;
use trustlist::cluster::population::{servers, tvs};
use trustlist::cluster::publish::publish;
use trustlist::cluster::store::{NewFile, NewGeneration, NewMoment, Store};
use trustlist::issue::{KeyType, PrivateKey, Request, issue, serial, usage};
use trustlist::signer::secret::Source;
use trustlist::signer::software::SoftwareSigner;

/// The time of the first publication; the others follow one a day.
const FIRST: u32 = 1_700_000_000;
const DAY: u32 = 86_400;

/// The subscribers with CallManager, whose certificates are regenerated in turn.
const SUBSCRIBERS: usize = 16;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [lab, kind, folder, counts @ ..] = &arguments[..] else {
        panic!("moments LAB again|different FOLDER COUNT...");
    };
    assert!(["again", "different"].contains(&kind.as_str()), "again or different, not {kind}");
    let counts: BTreeSet<u32> = counts.iter().map(|count| count.parse().expect(count)).collect();
    let mut site = Site::open(Path::new(lab));
    for number in 1..=*counts.last().expect("a count") {
        if kind == "different" && number > 1 {
            site.renew(1 + number as usize % SUBSCRIBERS, number);
        }
        site.publish(number, counts.contains(&number));
        if counts.contains(&number) {
            let copy = Path::new(folder).join(number.to_string());
            Tree::read(&site.folder).write(&copy);
            let regenerated = site.renewed(site.cluster.nodes[1].certificate.as_ref(), u32::MAX);
            let pem = format!("certs/{}-CallManager.pem", site.cluster.nodes[1].host);
            fs::write(copy.join(pem), regenerated.to_pem()).expect("a certificate");
        }
    }
}

struct Site {
    folder: PathBuf,
    manifest: String,
    cluster: Cluster,
    /// ITLRecovery, which signs all lists.
    signer: SoftwareSigner,
    /// The key of all regenerated certificates: it does not sign lists.
    key: PrivateKey,
    store: Store,
}

impl Site {
    fn open(path: &Path) -> Self {
        let folder = ClusterFolder::open(path).expect("a cluster");
        let cluster = folder.cluster;
        let recovery = cluster.itlrecovery.as_ref().expect("ITLRecovery").certificate.clone();
        let key = fs::read(path.join("keys/ITLRecovery.pem")).expect("its key");
        let none = Source::from_uri("env:NONE").expect("a source");
        Self {
            folder: path.to_owned(),
            manifest: folder.text,
            cluster,
            signer: SoftwareSigner::open(recovery, &key, "ITLRecovery", &none).expect("a key"),
            key: PrivateKey::new(KeyType::Rsa2048, &mut ChaCha20Rng::seed_from_u64(0))
                .expect("a key"),
            store: Store::open(path).expect("a store"),
        }
    }

    /// The next version of a certificate: the same names, another serial.
    fn renewed(&self, old: Option<&Certificate>, number: u32) -> Certificate {
        let old = old.expect("a certificate");
        let mut rng = ChaCha20Rng::seed_from_u64(u64::from(number));
        rng.set_stream(u64::from(old.serial()[0]));
        let request = Request {
            subject: old.subject().to_string().replace(", ", ",").parse().expect("a subject"),
            names: Vec::new(),
            usage: usage::SERVER,
            serial: serial(16, &mut rng),
            not_before: old.not_before(),
            not_after: old.not_after(),
            digest: None,
        };
        issue(&request, &self.key, None, &mut rng).expect("a certificate")
    }

    /// Regenerates CallManager and TVS of a node.
    fn renew(&mut self, node: usize, number: u32) {
        let host = self.cluster.nodes[node].host.clone();
        let [callmanager, tvs] =
            [&self.cluster.nodes[node].certificate, &self.cluster.nodes[node].tvs]
                .map(|old| self.renewed(old.as_ref(), number));
        for (name, certificate) in [("CallManager", &callmanager), ("TVS", &tvs)] {
            let file = self.folder.join(format!("certs/{host}-{name}.pem"));
            fs::write(file, certificate.to_pem()).expect("a certificate");
        }
        let node = &mut self.cluster.nodes[node];
        (node.certificate, node.tvs) = (Some(callmanager), Some(tvs));
    }

    /// Publishes the cluster as described.
    fn publish(&mut self, number: u32, with_files: bool) {
        let time = FIRST + number * DAY;
        let drafter = Drafter {
            cluster: &self.cluster,
            published: None,
            earlier: &|_| false,
            timestamp: time,
            inserted: &|_| false,
            token: None,
            drop_unexplained: false,
        };
        let ctl = drafter.ctl(Mode::Mixed, CtlSigner::Usual, false).expect("a CTL");
        let itls = drafter.itls(Mode::Mixed, ItlKey::Usual).expect("ITLs");
        let mut lists = Lists::default();
        for Draft { name, unsigned, .. } in itls.into_iter().chain([ctl]) {
            lists.set(&name, unsigned.seal(&self.signer).expect("a signature"));
        }
        let asked = servers(&self.cluster).into_iter().map(|server| {
            let itl = lists.itls.get(&server.host).cloned();
            (server.identity, NewFile::from(lists.ctl.clone()), NewFile::from(itl))
        });
        let moment = NewMoment {
            time: i64::from(time),
            servers: asked.collect(),
            known: Some(tvs::known(&self.cluster)),
            tvs_up: false,
        };
        let files = wanted(&self.folder, &self.cluster, &lists, &[], Scope::All).expect("files");
        let files = files.iter().filter(|_| with_files).filter_map(|file| file.change(true, false));
        let files: Vec<_> = files.collect();
        let new = NewGeneration {
            time: i64::from(time),
            command: "update CTLFile".to_owned(),
            reason: String::new(),
            mode: Mode::Mixed,
            release: self.cluster.release.to_string(),
            lists,
            lockout: false,
            unexplained: BTreeSet::new(),
            manifest: Some(self.manifest.clone()),
        };
        let entered = publish(&mut self.store, &self.folder, &new, &moment, &files);
        assert_eq!(entered.expect("a publication"), number);
    }
}
