//! Trust lists (CTL and ITL files) of Cisco IP phones: read, verify, build, sign, and ask
//! whether phones would take them.
//!
//! For programs that work with the TFTP files of a CUCM or of phones without one: monitoring,
//! provisioning, migration. The program `ctl` is one of them: it asks and prints, and this
//! library does everything else. The format is described in `docs/format.md` and the decision of
//! a phone in `docs/phone.md`, each statement with its evidence; comments cite their sections.
//!
//! # Read and verify
//!
//! ```
//! use trustlist::error::Described as _;
//! use trustlist::list::TrustList;
//! use trustlist::text::visible;
//! use trustlist::verify::examine;
//!
//! let bytes = std::fs::read("fixtures/lists/ctl-12.tlv")?;
//! let list = TrustList::parse(&bytes)?;
//! for record in list.records() {
//!     let subject = visible(record.subject().unwrap_or_default());
//!     println!("{} {} {subject}", record.number(), record.role());
//! }
//! assert_eq!(list.records().len(), 5);
//!
//! let verdict = examine(&list, None);
//! for finding in &verdict.findings {
//!     println!("{} {finding}", finding.id());
//! }
//! assert!(verdict.is_sound());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! With the feature `report`, `report::listing::listing` prints what CUCM's `show ctl` prints.
//!
//! # Build and sign
//!
//! A [`list::Recipe`] is built to an [`list::Unsigned`], and only its
//! [`seal`](list::Unsigned::seal) makes a signed list: it signs, and examines the result as
//! [`verify`] does before it returns the bytes. A key is anything that is a [`signer::Signer`].
//!
//! ```
//! use trustlist::certificate;
//! use trustlist::digest::Digest;
//! use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role, TrustList};
//! # #[cfg(feature = "keys")]
//! use trustlist::signer::{secret::Source, software::SoftwareSigner};
//!
//! let pem = std::fs::read("fixtures/certs/pub-ccm.pem")?;
//! let sast = certificate::leaf(certificate::read(&pem)?)?;
//! let entry = Entry {
//!     certificate: &sast,
//!     role: Role::SAST,
//!     host: Some("cucm-pub".to_owned()),
//!     address: Some("10.48.47.153".parse()?),
//!     form: Form::Full,
//!     spelling: None,
//! };
//! let unsigned = Recipe {
//!     kind: Kind::Ctl,
//!     layout: Layout::Cli,
//!     digest: Digest::Sha1,
//!     filename: Kind::Ctl.filename().to_owned(),
//!     signer_version: None,
//!     timestamp: 1_767_225_600,
//!     entries: vec![entry.clone(), Entry { role: Role::CCM_TFTP, ..entry }],
//!     signer: 0,
//! }
//! .build()?;
//! # #[cfg(feature = "keys")] {
//! let key = std::fs::read("fixtures/keys/pub-ccm.pem")?;
//! let passphrase = Source::Env("PIN".to_owned());
//! let signer = SoftwareSigner::open(sast.clone(), &key, "pub-ccm.pem", &passphrase)?;
//! let bytes = unsigned.seal(&signer)?;
//! assert_eq!(TrustList::parse(&bytes)?.records().len(), 2);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Would a phone take it?
//!
//! A [`phone::State`] is what a phone holds, a [`phone::Offer`] what it meets when it starts.
//!
//! ```
//! use trustlist::phone::{Class, List, Offer, Servers, State};
//!
//! let held = List::read(&std::fs::read("fixtures/lists/ctl-tokenless-2048.tlv")?)?;
//! let phone = State::holding(Class::Sbd, &[held.into()])?;
//! let offer = Offer::read(&std::fs::read("fixtures/lists/ctl-12.tlv")?)?;
//! let boot = phone.boot(&[offer], &Servers::Shown);
//! let verdict = &boot.verdicts[0];
//! assert!(verdict.outcome.is_lockout());
//! println!("{}", verdict.reason().expect("a refusal"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Modules, and the features that they need
//!
//! | module | feature | what it does |
//! |---|---|---|
//! | [`list`] | | the format: [`parse`](list::TrustList::parse), [`build`](list::Recipe::build), roles, names, tags |
//! | [`verify`] | | whether a list is sound: every finding |
//! | [`signature`], [`seal`] | | the only function that verifies, the only way to a signed list |
//! | [`phone`] | | what a phone does with the lists that it meets |
//! | [`certificate`] | | certificates out of PEM, DER and PKCS #7 |
//! | [`signer`] | | the trait [`Signer`](signer::Signer), and why a key does not sign |
//! | [`digest`], [`text`], [`tlv`] | | digests, names made visible, tags with lengths |
//! | [`input`], [`error`] | | bounded reading; ids, classes and advice of all errors |
//! | `signer::software`, `signer::secret`, `signer::uri` | `keys` | keys in files, sources of passphrases, PKCS #11 URIs |
//! | `output` | `keys` | files that are whole or not there |
//! | `signer::pkcs11` | `pkcs11` | keys on tokens |
//! | `issue` | `issue` | certificates and keys for labs |
//! | `report` | `report` | listing, table, JSON; what concerns clusters and tokens with their features |
//! | `cluster` | `cluster` | a cluster: its description, lists, store, phones and plans; `cluster::change` is one change from end to end |
//!
//! `default` is what the program needs: `cli`, which needs `keys`, `cluster` and `report`, and
//! `pkcs11`. A library that only reads, verifies and builds depends on it with
//! `default-features = false`.

#![forbid(unsafe_code)]
// The library must not panic on any input (tests may).
#![cfg_attr(
    not(test),
    deny(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::arithmetic_side_effects,
        clippy::as_conversions
    )
)]

pub mod certificate;
#[cfg(feature = "keys")]
mod checkpoint;
#[cfg(feature = "cluster")]
pub mod cluster;
pub mod digest;
pub mod error;
pub mod input;
#[cfg(feature = "issue")]
pub mod issue;
pub mod list;
#[cfg(feature = "keys")]
pub mod output;
pub mod phone;
#[cfg(feature = "keys")]
mod platform;
#[cfg(feature = "report")]
pub mod report;
pub mod seal;
pub mod signature;
pub mod signer;
pub mod text;
pub mod tlv;
pub mod verify;
