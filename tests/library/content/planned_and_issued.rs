//! Lists with certificates that a plan only intends equal the lists with the certificates that are
//! issued later: the same records, roles, order, signers and spellings. They differ only in keys,
//! serial numbers, hashes and signatures.

use std::collections::BTreeSet;

use support::issued;
use trustlist::certificate::{Certificate, PublicKey};
use trustlist::cluster::Mode;
use trustlist::cluster::content::draft::{CtlSigner, Draft, Drafter, ItlKey};
use trustlist::cluster::content::published::Published;
use trustlist::cluster::content::{DraftRecord, Owner};
use trustlist::cluster::lists::{ListName, Lists, Unexplained};
use trustlist::cluster::manifest::{Cluster, FileRef, Manifest, Signing};
use trustlist::cluster::release::sasts;
use trustlist::issue::planned::renewed;
use trustlist::list::model::{OwnedField, OwnedList};
use trustlist::list::tag::{header, record};
use trustlist::list::{self, Layout, Recipe, Role, Spelling, TrustList, Unsigned};

/// Each row of the tables of CTLs and ITLs, with tokens where it has them and without.
const RELEASES: [(&str, Signing); 15] = [
    ("7.1", Signing::Token),
    ("8.6", Signing::Token),
    ("9.1", Signing::Token),
    ("10.0", Signing::Token),
    ("10.0", Signing::Tokenless),
    ("10.5(2)", Signing::Token),
    ("10.5(2)", Signing::Tokenless),
    ("11.5", Signing::Token),
    ("11.5", Signing::Tokenless),
    ("12.0", Signing::Token),
    ("12.0", Signing::Tokenless),
    ("12.5", Signing::Token),
    ("12.5", Signing::Tokenless),
    ("14SU3", Signing::Tokenless),
    ("15", Signing::Tokenless),
];

/// One of each other table.
const MORE: &str = r#"
[[tftp]]
host = "tftp-far"
address = "10.99.0.5"
certificate = "certs/tftp-far.pem"
phones = ["legacy"]

[[firewall]]
host = "asa-1"
address = "10.48.47.1"
certificate = "certs/asa-1.pem"

[[trust]]
certificate = "certs/warsaw-ITLRecovery.pem"

[[record]]
role = "CCM"
host = "cucm-pub"
address = "10.48.47.153"
certificate = "certs/cucm-pub-CallManager-ECDSA.pem"

[[record]]
role = "APP-SERVER"
certificate = "certs/presence.pem"
"#;

/// The tables of cluster.toml other than its nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    /// One of each other table.
    More,
    /// One CallManager certificate and one TVS certificate for all nodes.
    MultiServer,
    /// Each node has its own ITLRecovery, as up to 12.0.
    OwnRecovery,
}

fn manifest(kind: Kind, nodes: usize, release: &str, signing: Signing) -> Option<Manifest> {
    let text = issued::text(nodes, release, signing);
    let replaced = |text: &str, what: &str| -> String {
        let line = |line: &str| {
            let path = line.split('"').nth(1).filter(|path| path.ends_with(what));
            path.map_or(line.to_owned(), |path| line.replace(path, &format!("certs/all{what}")))
        };
        text.lines().map(|text| line(text) + "\n").collect()
    };
    Some(match kind {
        Kind::Plain => issued::read(&text),
        Kind::More => issued::read(&(text + MORE)),
        Kind::MultiServer => {
            let text = replaced(&text, "-CallManager.pem");
            issued::read(&replaced(&text, "-TVS.pem"))
        }
        Kind::OwnRecovery => {
            if !["10.0", "10.5(2)", "11.5", "12.0"].contains(&release) {
                return None;
            }
            let mut hosts = 0;
            let line = |line: &str| match line.strip_prefix("host = ") {
                Some(_) => {
                    hosts += 1;
                    format!("{line}\nitlrecovery = \"certs/node{hosts}-ITLRecovery.pem\"\n")
                }
                None => format!("{line}\n"),
            };
            issued::read(&text.lines().map(line).collect::<String>())
        }
    })
}

/// Whose certificates change.
#[derive(Clone, Copy, Debug)]
struct Changed(&'static str, fn(&str) -> bool);

const ALL: Changed = Changed("all", |_| true);

const CHANGES: [Changed; 6] = [
    ALL,
    Changed("CallManager", |file| file.ends_with("-CallManager.pem")),
    Changed("TVS", |file| file.ends_with("-TVS.pem")),
    Changed("CAPF", |file| file.ends_with("CAPF.pem")),
    Changed("ITLRecovery", |file| file.ends_with("ITLRecovery.pem")),
    Changed("tokens", |file| file.starts_with("tokens/")),
];

/// The lists that are drafted, one after the other.
fn drafts(drafter: &Drafter<'_>, mode: Mode) -> Vec<Result<Draft, String>> {
    let mut all = Vec::new();
    for by in [CtlSigner::Usual, CtlSigner::Other] {
        for keep in [false, true] {
            all.push(drafter.ctl(mode, by, keep).map_err(|error| error.to_string()));
        }
    }
    for by in [ItlKey::Usual, ItlKey::Local] {
        match drafter.itls(mode, by) {
            Ok(itls) => all.extend(itls.into_iter().map(Ok)),
            Err(error) => all.push(Err(error.to_string())),
        }
    }
    all
}

/// What two certificates with the same names have in common.
fn same_certificate(one: &[u8], other: &[u8]) -> bool {
    let [one, other] = [one, other].map(|der| Certificate::from_der(der).expect("a certificate"));
    let facts = |certificate: &Certificate| {
        let bits = match certificate.key() {
            PublicKey::Rsa { bits, .. } => Some(*bits),
            _ => None,
        };
        let names = [certificate.subject(), certificate.issuer()].map(ToString::to_string);
        (bits, names, certificate.serial().len(), certificate.not_after())
    };
    facts(&one) == facts(&other)
}

/// Compares two lists field by field; returns the number of fields with allowed differences.
fn compare(one: &[u8], other: &[u8], context: &str) -> usize {
    let [one, other] = [one, other].map(|bytes| {
        OwnedList::of(&TrustList::parse(bytes).unwrap_or_else(|error| panic!("{error}")))
    });
    let mut differing = 0;
    let mut fields = |one: &[OwnedField], other: &[OwnedField], in_header: bool| {
        assert_eq!(one.len(), other.len(), "{context}");
        for (one, other) in one.iter().zip(other) {
            let (OwnedField::Value { tag, value }, OwnedField::Value { tag: too, value: new }) =
                (one, other)
            else {
                assert_eq!(one, other, "{context}");
                continue;
            };
            assert_eq!((tag, value.len()), (too, new.len()), "{context}");
            if value == new {
                continue;
            }
            let may = if in_header {
                *tag == header::SERIAL_NUMBER
            } else {
                match *tag {
                    record::CERTIFICATE => same_certificate(value, new),
                    tag => [
                        record::SERIAL_NUMBER,
                        record::PUBLIC_KEY,
                        record::SIGNATURE,
                        record::CERT_HASH,
                    ]
                    .contains(&tag),
                }
            };
            assert!(may, "{context}: field {tag:#x} differs");
            differing += 1;
        }
    };
    let flat = |list: &OwnedList| -> Vec<OwnedField> {
        let mut all = Vec::new();
        flatten(&list.header, &mut all);
        all
    };
    fields(&flat(&one), &flat(&other), true);
    assert_eq!(one.records.len(), other.records.len(), "{context}");
    for (one, other) in one.records.iter().zip(&other.records) {
        fields(one, other, false);
    }
    differing
}

fn flatten(fields: &[OwnedField], all: &mut Vec<OwnedField>) {
    for field in fields {
        match field {
            OwnedField::Container { tag, fields } => {
                all.push(OwnedField::Value { tag: *tag, value: Vec::new() });
                flatten(fields, all);
            }
            other => all.push(other.clone()),
        }
    }
}

/// The signed lists of a cluster that are published before a change. They may have another layout:
/// phones compare spellings, so the next lists copy them.
fn published(cluster: &Cluster, mode: Mode, layout: Option<Layout>) -> Lists {
    let drafter = drafter(cluster, None);
    let mut lists = Lists::default();
    let ctl = drafter.ctl(mode, CtlSigner::Usual, false).expect("a CTL");
    for draft in [vec![ctl], drafter.itls(mode, ItlKey::Usual).expect("ITLs")].concat() {
        let signer = issued::signer(&draft.certificate);
        let unsigned = match layout {
            Some(layout) => in_layout(cluster, mode, &draft, layout),
            None => draft.unsigned,
        };
        lists.set(&draft.name, unsigned.seal(&*signer).expect("a signature"));
    }
    lists
}

/// The list of a draft in another layout.
fn in_layout(cluster: &Cluster, mode: Mode, draft: &Draft, layout: Layout) -> Unsigned {
    let records = match &draft.name {
        ListName::Ctl => {
            let sasts = sasts(&cluster.release, cluster.signing, cluster.signer);
            cluster.ctl(mode, &sasts.expect("SASTs"))
        }
        ListName::Itl(host) => {
            let node = cluster.nodes.iter().position(|node| node.host == *host);
            cluster.itl(node.expect("a node"), mode)
        }
    };
    let is_signer =
        |record: &DraftRecord<'_>| record.owner == draft.signer && record.entry.role == Role::SAST;
    let recipe = Recipe {
        kind: draft.kind(),
        layout,
        digest: cluster.digest,
        filename: draft.kind().filename().to_owned(),
        signer_version: layout.signer_version(),
        timestamp: 1_600_000_000,
        signer: records.iter().position(is_signer).expect("the signer"),
        entries: records.into_iter().map(|record| record.entry).collect(),
    };
    recipe.build().expect("a list")
}

fn drafter<'a>(cluster: &'a Cluster, published: Option<&'a Published<'a>>) -> Drafter<'a> {
    Drafter {
        cluster,
        published,
        earlier: &|_| false,
        timestamp: 1_700_000_000,
        inserted: &|_| true,
        token: None,
        drop_unexplained: false,
    }
}

/// What is reported about a draft, and the owners of its records.
fn said(draft: &Draft) -> impl PartialEq + std::fmt::Debug + use<> {
    let changes: Vec<_> = draft
        .changes
        .iter()
        .map(|one| (one.difference, one.role, one.subject.clone(), one.host.clone(), one.before))
        .collect();
    (
        (draft.name.clone(), draft.signer, draft.first),
        (draft.owners.clone(), changes),
        (draft.reasons.clone(), format!("{:?}", draft.warnings), draft.unexplained.clone()),
    )
}

/// The number of checks.
#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    clusters: usize,
    changes: usize,
    lists: usize,
    /// Fields that differ: keys, serials, hashes and signatures.
    fields: usize,
    /// Lists that a rule forbids, with both kinds of certificates.
    forbidden: usize,
    /// Lists with a SAST in the spelling of the list before.
    copied: usize,
    /// The owners of the records.
    owners: BTreeSet<&'static str>,
}

impl Count {
    /// Drafts the lists of a cluster whose certificates are renewed, as planned and as issued.
    fn check(&mut self, case: &Case<'_>) {
        let Case { manifest, mode, changed, .. } = case;
        let context = format!("{case:?}");
        let before = issued::cluster(manifest, &|_| 1);
        let after = case.after();
        let issued = issued::cluster(&after, &|file| if changed.1(file) { 2 } else { 1 });
        let mut plan = |file: &FileRef| {
            let certificate = issued::certificate(&file.text, 1);
            if changed.1(&file.text) { renewed(&certificate, "renewed") } else { Some(certificate) }
                .ok_or(())
        };
        let planned = after.try_map(&mut plan).expect("planned certificates");
        if before == issued {
            return;
        }
        self.changes += 1;
        let lists = published(&before, *mode, case.layout);
        let none = Unexplained::new();
        let published = Published::read(&lists, before.release.text(), none).expect("lists");
        // The first lists of a large cluster take long.
        let first = (before.nodes.len() <= 5).then_some(None);
        for published in first.into_iter().chain([Some(&published)]) {
            let [planned, issued] =
                [&planned, &issued].map(|cluster| drafts(&drafter(cluster, published), *mode));
            assert_eq!(planned.len(), issued.len(), "{context}");
            for (planned, issued) in planned.iter().zip(&issued) {
                let (planned, issued) = match (planned, issued) {
                    (Ok(planned), Ok(issued)) => (planned, issued),
                    (planned, issued) => {
                        assert_eq!(planned.as_ref().err(), issued.as_ref().err(), "{context}");
                        self.forbidden += 1;
                        continue;
                    }
                };
                let context = format!("{context}, {:?}", planned.name);
                assert_eq!(said(planned), said(issued), "{context}");
                let bytes = [planned, issued].map(|draft| draft.unsigned.bytes());
                self.fields += compare(bytes[0], bytes[1], &context);
                let new = [planned, issued].map(|draft| draft.certificate.der());
                assert!(same_certificate(new[0], new[1]), "{context}");
                self.lists += 1;
                self.owners.extend(planned.owners.iter().map(|owner| name(*owner)));
                self.copied += usize::from(copies(planned, &lists));
            }
        }
    }
}

/// Whether a list spells a SAST like the list before it, and not like a new list.
fn copies(draft: &Draft, before: &Lists) -> bool {
    let Some(before) = before.get(&draft.name) else { return false };
    let before = TrustList::parse(before).expect("a list");
    let new = TrustList::parse(draft.unsigned.bytes()).expect("a list");
    let old: Vec<_> = before.records().iter().filter_map(Spelling::of_record).collect();
    new.records().iter().any(|record| {
        let Some(certificate) = record.certificate() else { return false };
        let certificate = Certificate::from_der(certificate).expect("a certificate");
        let usual = list::name::cucm(certificate.issuer());
        let spelled = Spelling::of_record(record).expect("a spelling");
        spelled.issuer != usual.as_bytes() && old.contains(&spelled)
    })
}

/// A cluster, and its changes.
struct Case<'m> {
    manifest: &'m Manifest,
    name: String,
    mode: Mode,
    /// The layout of the lists published before; `None`: the usual one.
    layout: Option<Layout>,
    changed: Changed,
    /// Whether tokens no longer sign.
    upgrade: bool,
}

impl Case<'_> {
    fn after(&self) -> Manifest {
        let signing = if self.upgrade { Signing::Tokenless } else { self.manifest.signing };
        Manifest { signing, ..self.manifest.clone() }
    }
}

impl std::fmt::Debug for Case<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, mode, layout, changed, upgrade, .. } = self;
        write!(f, "{name}, {mode:?}, {layout:?}, {}, upgrade {upgrade}", changed.0)
    }
}

const fn name(owner: Owner) -> &'static str {
    match owner {
        Owner::CallManager(_) => "CallManager",
        Owner::ItlRecovery => "ITLRecovery",
        Owner::ItlRecoveryOf(_) => "ITLRecovery of a node",
        Owner::Token(_) => "token",
        Owner::Capf => "CAPF",
        Owner::Tvs(_) => "TVS",
        Owner::Tftp(_) => "tftp",
        Owner::Firewall(_) => "firewall",
        Owner::Trust(_) => "trust",
        Owner::Extra(_) => "record",
        Owner::Kept(_) => "kept",
        Owner::Remote => "remote",
    }
}

/// Large clusters take long, so they get fewer changes.
const SIZES: [(usize, &[Kind], &[Changed]); 5] = [
    (1, &[Kind::Plain, Kind::OwnRecovery], &CHANGES),
    (2, &[Kind::More], &CHANGES),
    (3, &[Kind::MultiServer, Kind::OwnRecovery], &CHANGES),
    (5, &[Kind::More, Kind::MultiServer], &[ALL]),
    (28, &[Kind::Plain], &[ALL]),
];

#[test]
fn planned_lists_are_those_that_are_issued_then() {
    let mut count = Count::default();
    for (release, signing) in RELEASES {
        for (nodes, kinds, changes) in SIZES {
            for kind in kinds {
                let Some(manifest) = manifest(*kind, nodes, release, signing) else { continue };
                count.clusters += 1;
                for mode in [Mode::Mixed, Mode::NonSecure] {
                    for changed in changes {
                        count.check(&Case {
                            manifest: &manifest,
                            name: format!("{release} {signing:?}, {nodes} nodes, {kind:?}"),
                            mode,
                            layout: None,
                            changed: *changed,
                            upgrade: false,
                        });
                    }
                }
            }
        }
    }
    // Six sizes and kinds, and two more of the eight rows in which nodes have their own
    // ITLRecovery.
    assert_eq!(count.clusters, 15 * 6 + 8 * 2);
    assert_eq!(
        count,
        Count {
            clusters: 106,
            changes: 746,
            lists: 7650,
            fields: 91_588,
            forbidden: 2284,
            copied: 1074,
            owners: [
                "CAPF",
                "CallManager",
                "ITLRecovery",
                "ITLRecovery of a node",
                "TVS",
                "firewall",
                "kept",
                "record",
                "tftp",
                "token",
                "trust"
            ]
            .into(),
        }
    );
}

/// The lists published before have another spelling: by another program, or by tokens.
#[test]
fn planned_lists_copy_spellings_as_issued_ones_do() {
    let mut count = Count::default();
    for (release, signing) in RELEASES {
        let manifest = manifest(Kind::More, 2, release, signing).expect("a cluster");
        count.clusters += 1;
        let row = manifest.release.row();
        let upgrades = signing == Signing::Token && !row.tokenless.is_empty();
        for upgrade in [Some(false), upgrades.then_some(true)].into_iter().flatten() {
            for (mode, layout) in
                [(Mode::Mixed, Layout::Certutils), (Mode::NonSecure, Layout::Client)]
            {
                for changed in CHANGES {
                    count.check(&Case {
                        manifest: &manifest,
                        name: format!("{release} {signing:?}"),
                        mode,
                        layout: Some(layout),
                        changed,
                        upgrade,
                    });
                }
            }
        }
    }
    assert_eq!(
        count,
        Count {
            clusters: 15,
            changes: 224,
            lists: 2092,
            fields: 18_554,
            forbidden: 576,
            copied: 647,
            owners: [
                "CAPF",
                "CallManager",
                "ITLRecovery",
                "TVS",
                "firewall",
                "kept",
                "record",
                "tftp",
                "token",
                "trust"
            ]
            .into(),
        }
    );
}
