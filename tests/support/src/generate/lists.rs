//! The lists, built by the library and signed here with the fixture keys.

use std::net::{IpAddr, Ipv4Addr};

use rsa::Pkcs1v15Sign;
use rsa::traits::{PublicKeyParts as _, SignatureScheme as _};
use trustlist::certificate::Certificate;
use trustlist::digest::Digest;
use trustlist::list::model::{OwnedField, OwnedList};
use trustlist::list::tag::header;
use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role, TrustList};
use trustlist::signer::{SignError, Signer};

use super::Fixture;
use super::certificates;

/// 2015-03-06T20:56:07Z, the time of the published tokenless list.
const TIMESTAMP: u32 = 1_425_675_367;

/// A fixture certificate and its key. The engine is the library's, but neither its key files nor
/// its blinding are used: signatures are the same either way.
struct FixtureSigner {
    certificate: Certificate,
    key: &'static rsa::RsaPrivateKey,
}

impl FixtureSigner {
    fn of(name: &str) -> Self {
        let fixture = certificates::by_name(name);
        Self { certificate: certificate(name), key: fixture.key.rsa() }
    }
}

impl Signer for FixtureSigner {
    fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    fn sign(&self, digest: Digest, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let info = digest.info(&[message]);
        Ok(Pkcs1v15Sign::new_unprefixed()
            .sign(None::<&mut rand_chacha::ChaCha20Rng>, self.key, &info)
            .expect("a fixture key signs"))
    }
}

/// One record: certificate, role, host, last byte of the address, form.
struct Row(&'static str, Role, &'static str, u8, Form);

/// One list.
struct Plan {
    name: &'static str,
    what: &'static str,
    kind: Kind,
    layout: Layout,
    digest: Digest,
    signer_version: Option<[u8; 2]>,
    /// The index of the row that signs.
    signer: usize,
    rows: Vec<Row>,
}

impl Plan {
    fn new(name: &'static str, what: &'static str, kind: Kind, rows: Vec<Row>) -> Self {
        let (layout, digest) = (Layout::Cli, Digest::Sha1);
        Self { name, what, kind, layout, digest, signer_version: None, signer: 0, rows }
    }

    fn build(&self) -> Vec<u8> {
        let certificates: Vec<_> = self.rows.iter().map(|row| certificate(row.0)).collect();
        let entries = self.rows.iter().zip(&certificates).map(|(row, certificate)| Entry {
            certificate,
            role: row.1,
            host: (!row.2.is_empty()).then(|| row.2.to_owned()),
            address: (row.3 != 0).then_some(IpAddr::V4(Ipv4Addr::new(10, 48, 47, row.3))),
            form: row.4,
            spelling: None,
        });
        let recipe = Recipe {
            kind: self.kind,
            layout: self.layout,
            digest: self.digest,
            filename: self.kind.filename().to_owned(),
            signer_version: self.signer_version,
            timestamp: TIMESTAMP,
            entries: entries.collect(),
            signer: self.signer,
        };
        let unsigned = recipe.build().unwrap_or_else(|error| panic!("{}: {error}", self.name));
        let signer = FixtureSigner::of(self.rows[self.signer].0);
        unsigned.seal(&signer).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

/// The certificate of a fixture as the library decodes it.
fn certificate(name: &str) -> Certificate {
    Certificate::from_der(certificates::by_name(name).der()).expect("a fixture decodes")
}

const NO_HOST: &str = "";
const NO_ADDRESS: u8 = 0;
use Form::{Emptied, Full, HashOnly};

fn golden() -> Vec<Plan> {
    let tokens = || {
        vec![
            Row("token-1", Role::SAST, NO_HOST, NO_ADDRESS, Full),
            Row("token-2", Role::SAST, NO_HOST, NO_ADDRESS, Full),
        ]
    };
    let client = |name, what, rows: Vec<Row>| {
        let rows = tokens().into_iter().chain(rows).collect();
        Plan { layout: Layout::Client, ..Plan::new(name, what, Kind::Ctl, rows) }
    };
    let tokenless = |name, what, publisher| {
        let rows = vec![
            Row(publisher, Role::SAST, "cucm-1051-a-pub.example.net", 135, Full),
            Row(publisher, Role::CCM_TFTP, "cucm-1051-a-pub", 135, Full),
            Row("1051-capf", Role::CAPF, "cucm-1051-a-pub", 135, Full),
            Row("1051-sub1", Role::CCM_TFTP, "cucm-1051-a-sub1", 136, Full),
        ];
        Plan::new(name, what, Kind::Ctl, rows)
    };
    vec![
        client(
            "ctl-client-mixed",
            "golden: CTL Client, mixed mode, signed by token 1; lengths of format.md, section 8",
            vec![
                Row("1001-pub", Role::CCM_TFTP, "cucm-1001-a-pub", 153, Full),
                Row("1001-capf", Role::CAPF, "cucm-1001-a-pub", 153, Full),
                Row("1001-sub1", Role::CCM_TFTP, "cucm-1001-a-sub1", 154, Full),
            ],
        ),
        client(
            "ctl-client-nonsecure",
            "golden: the same cluster in non-secure mode, CCM+TFTP records emptied",
            vec![
                Row("1001-pub", Role::CCM_TFTP, "cucm-1001-a-pub", 153, Emptied),
                Row("1001-capf", Role::CAPF, "cucm-1001-a-pub", 153, Full),
                Row("1001-sub1", Role::CCM_TFTP, "cucm-1001-a-sub1", 154, Emptied),
            ],
        ),
        tokenless(
            "ctl-tokenless-1024",
            "golden: tokenless, CallManager of RSA 1024; lengths of document 118893",
            "1051-pub",
        ),
        tokenless(
            "ctl-tokenless-2048",
            "golden: tokenless, after a new CallManager key of RSA 2048",
            "1051-pub-2048",
        ),
        Plan::new(
            "itl-8",
            "golden: ITL of 8.x, TVS and CAPF by hash, no IPADDRESS; lengths recalled",
            Kind::Itl,
            vec![
                Row("itl8-ccm", Role::SAST, "p", NO_ADDRESS, Full),
                Row("itl8-ccm", Role::TFTP, "p", NO_ADDRESS, Full),
                Row("itl8-tvs", Role::TVS, "p", NO_ADDRESS, HashOnly),
                Row("itl8-capf", Role::CAPF, "p", NO_ADDRESS, HashOnly),
            ],
        ),
    ]
}

fn others() -> Vec<Plan> {
    let certutils = vec![
        Row("pub-ccm", Role::SAST, NO_HOST, NO_ADDRESS, Full),
        Row("pub-ccm", Role::CCM_TFTP, NO_HOST, NO_ADDRESS, Full),
        Row("ec-256", Role::APP_SERVER, NO_HOST, NO_ADDRESS, Full),
        Row("pub-capf", Role::CAPF, NO_HOST, NO_ADDRESS, Full),
        Row("pub-tvs", Role::TVS, NO_HOST, NO_ADDRESS, Full),
    ];
    let ctl_12 = vec![
        Row("pub-ccm", Role::SAST, "cucm-pub", 153, Full),
        Row("pub-ccm", Role::CCM_TFTP, "cucm-pub", 153, Full),
        Row("pub-capf", Role::CAPF, "cucm-pub", 153, Full),
        Row("pub-itlrecovery", Role::SAST, "cucm-pub", 153, Full),
        Row("sub-ccm", Role::CCM_TFTP, "cucm-sub", 154, Full),
    ];
    let itl_12 = vec![
        Row("pub-itlrecovery", Role::SAST, "cucm-pub", 153, Full),
        Row("pub-ccm", Role::SAST, "cucm-pub", 153, Full),
        Row("pub-ccm", Role::CCM_TFTP, "cucm-pub", 153, Full),
        Row("pub-tvs", Role::TVS, "cucm-pub", 153, Full),
        Row("sub-tvs", Role::TVS, "cucm-sub", 154, Full),
        Row("pub-capf", Role::CAPF, "cucm-pub", 153, Full),
    ];
    let elliptic = vec![
        Row("pub-itlrecovery", Role::SAST, "cucm-pub", 153, Full),
        Row("ec-256", Role::TVS, "cucm-pub", 153, Full),
        Row("ec-384", Role::APP_SERVER, "cucm-pub", 153, Full),
        Row("ec-521", Role::CCM_TFTP, "cucm-pub", 153, Full),
    ];
    let sizes = vec![
        Row("ccm-4096", Role::SAST, "cucm-pub", 153, Full),
        Row("ccm-3072", Role::CCM, "cucm-pub", 153, Full),
        Row("ca-signed", Role::TFTP, "cucm-pub", 153, Full),
        Row("multi-server", Role::CCM_TFTP, "cucm-pub", 153, Full),
        Row("serial-top-bit", Role::CCM, "cucm-sub", 154, Full),
    ];
    let names = vec![
        Row("pub-ccm", Role::SAST, "cucm-pub", 153, Full),
        Row("odd-types", Role::CCM, "cucm-pub", 153, Full),
        Row("odd-controls", Role::CCM, "cucm-pub", 153, Full),
        Row("odd-separators", Role::CCM, "cucm-pub", 153, Full),
    ];
    let small = || {
        vec![
            Row("ccm-512", Role::SAST, "cucm-pub", 153, Full),
            Row("ccm-512", Role::CCM_TFTP, "cucm-pub", 153, Full),
        ]
    };
    vec![
        Plan {
            layout: Layout::Certutils,
            signer_version: Some([1, 1]),
            ..Plan::new(
                "itl-certutils",
                "certutils layout, signer version 1.1, one EC record",
                Kind::Itl,
                certutils,
            )
        },
        Plan {
            signer: 3,
            ..Plan::new(
                "ctl-12",
                "12.x, signed by ITLRecovery, which is record 4",
                Kind::Ctl,
                ctl_12,
            )
        },
        Plan::new("itl-12", "12.x ITL of the publisher, signed by ITLRecovery", Kind::Itl, itl_12),
        Plan::new("itl-ec", "records with EC keys on P-256, P-384 and P-521", Kind::Itl, elliptic),
        Plan {
            digest: Digest::Sha512,
            ..Plan::new(
                "ctl-4096-sha512",
                "RSA 4096 and SHA-512; RSA 3072, a CA-signed, a multi-server and a top-bit serial in records",
                Kind::Ctl,
                sizes,
            )
        },
        Plan {
            digest: Digest::Sha256,
            ..Plan::new("ctl-512-sha256", "RSA 512 and SHA-256", Kind::Ctl, small())
        },
        Plan::new(
            "ctl-512",
            "RSA 512 and SHA-1: the smallest, from which the malformed ones are made",
            Kind::Ctl,
            small(),
        ),
        Plan::new(
            "ctl-names",
            "names with other string types, control characters and separators",
            Kind::Ctl,
            names,
        ),
        Plan {
            signer: 1,
            ..Plan::new(
                "ctl-28-nodes",
                "a full cluster: 28 nodes, signed by ITLRecovery",
                Kind::Ctl,
                cluster(),
            )
        },
    ]
}

/// Publisher, ITLRecovery and CAPF, and a record for each of 28 nodes.
fn cluster() -> Vec<Row> {
    let nodes = certificates::all().iter().filter(|c| c.name.starts_with("node-"));
    let nodes: Vec<_> =
        nodes.zip(1..).map(|(c, n)| Row(&c.name, Role::CCM_TFTP, &c.name, n, Full)).collect();
    assert_eq!(nodes.len(), 28);
    let mut rows = vec![
        Row("node-01", Role::SAST, "node-01", 1, Full),
        Row("pub-itlrecovery", Role::SAST, "node-01", 1, Full),
        Row("pub-capf", Role::CAPF, "node-01", 1, Full),
    ];
    rows.extend(nodes);
    rows
}

/// Every oddity that a sound list can have, in one list.
fn odd() -> Vec<u8> {
    let base = others().into_iter().find(|plan| plan.name == "ctl-512").expect("the small one");
    let bytes = base.build();
    let mut list = OwnedList::of(&TrustList::parse(&bytes).expect("a list"));
    for field in &mut list.header {
        match field {
            OwnedField::Value { tag: header::VERSION, value } => *value = vec![1, 9],
            OwnedField::Container { tag: header::SIGNER_ID, fields } => {
                fields.push(OwnedField::bytes(0x42, *b"in a container"));
            }
            OwnedField::Container { tag: header::SIGNATURE_INFO, fields } => {
                let inner = OwnedField::bytes(header::SIGNATURE_ALGORITHM, [0]);
                let code = OwnedField::bytes(header::SIGNATURE_MODULUS, [7]);
                fields[1] = OwnedField::Container {
                    tag: header::SIGNATURE_ALGO_INFO,
                    fields: vec![inner, code],
                };
            }
            _ => {}
        }
    }
    list.header.retain(|field| *field != OwnedField::Pad);
    list.header.push(OwnedField::bytes(0x30, *b"twice"));
    list.header.push(OwnedField::bytes(0x30, *b"the same tag"));
    list.pad_header();
    list.header.extend([OwnedField::Pad, OwnedField::Pad, OwnedField::Pad, OwnedField::Pad]);
    let record = &mut list.records[1];
    for field in record.iter_mut() {
        match field {
            OwnedField::Value { tag: 0x04, value } => *value = vec![0x01, 0x2c],
            OwnedField::Value { tag: 0x0a, value } => *value = vec![0xfe; 16],
            _ => {}
        }
    }
    record.push(OwnedField::bytes(0x7f, *b"unknown"));
    resign(&list, &FixtureSigner::of("ccm-512"))
}

/// Signs a list that no recipe makes.
fn resign(list: &OwnedList, signer: &FixtureSigner) -> Vec<u8> {
    let mut bytes = list.write().expect("lengths fit");
    let parsed = TrustList::parse(&bytes).expect("a list");
    let (message, start) = (parsed.signed().concat(), parsed.header().signature_offset());
    let signature = signer.sign(Digest::Sha1, &message).expect("a fixture key signs");
    assert_eq!(signature.len(), signer.key.size());
    bytes[start..start + signature.len()].copy_from_slice(&signature);
    bytes
}

/// Every list by its name, with its description.
pub fn all() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let plans = golden().into_iter().chain(others());
    let mut lists: Vec<_> = plans.map(|plan| (plan.name, plan.what, plan.build())).collect();
    lists.push((
        "ctl-odd",
        "sound and odd: unknown tags and role, more pads, a modulus code that does not fit, version 1.9, 16-byte address",
        odd(),
    ));
    lists
}

/// The list of this name; panics if it does not exist.
pub fn by_name(name: &str) -> Vec<u8> {
    let mut plans = golden().into_iter().chain(others());
    plans.find(|plan| plan.name == name).unwrap_or_else(|| panic!("no list {name}")).build()
}

/// The sound lists as files.
pub fn fixtures() -> Vec<Fixture> {
    all()
        .into_iter()
        .map(|(name, what, bytes)| Fixture {
            path: format!("lists/{name}.tlv"),
            what: what.to_owned(),
            bytes,
        })
        .collect()
}
