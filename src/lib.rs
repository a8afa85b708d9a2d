//! CTL and ITL trust lists of Cisco IP phones: read, verify, build and sign them, and compute
//! whether phones accept them.
//!
//! A phone trusts the servers and signers in its trust lists: the CTL (Certificate Trust List) and
//! the ITL (Identity Trust List). Phones fetch them by TFTP from a CUCM, or from any other server.
//! A phone that rejects a new list stays on the old one, and may need a manual reset. With this
//! crate, monitoring, provisioning and migration programs can work with the files. The command
//! line program `ctl` in this package is a thin layer on top of it.
//!
//! # Where to start
//!
//! | to | use |
//! |---|---|
//! | read a list | [`list::TrustList::parse`] |
//! | check a list | [`verify::examine`] |
//! | build and sign a list | [`list::Recipe::build`], then [`seal`](list::Unsigned::seal) with a [`signer::Signer`] |
//! | know what a phone does with a list | [`phone::State::boot`] |
//! | print a list as CUCM's `show ctl` does | `report::listing::listing` (feature `report`) |
//! | sign with a key in a file, or on a USB token | `signer::software` (feature `keys`), `signer::pkcs11` (feature `pkcs11`) |
//! | manage the lists of a whole cluster | `cluster::change` (feature `cluster`) |
//!
//! # Read and verify
//!
//! ```
//! use trustlist::error::Described as _;
//! use trustlist::list::TrustList;
//! use trustlist::text::visible;
//! use trustlist::verify::examine;
//!
//! /// Prints the records of a list and what is wrong with it; returns whether it is sound.
//! fn check(file: &[u8]) -> Result<bool, trustlist::list::ParseError> {
//!     let list = TrustList::parse(file)?;
//!     for record in list.records() {
//!         let subject = visible(record.subject().unwrap_or_default());
//!         println!("{} {} {subject}", record.number(), record.role());
//!     }
//!     let verdict = examine(&list, None);
//!     for finding in &verdict.findings {
//!         println!("{} {finding}; {}", finding.id(), finding.advice());
//!     }
//!     Ok(verdict.is_sound())
//! }
//! # let list = std::fs::read("fixtures/lists/ctl-12.tlv")?;
//! # assert!(check(&list)?);
//! # let last = list.len() - 1;
//! # let changed = [&list[..last], &[list[last] ^ 1]].concat();
//! # assert!(!check(&changed)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Build and sign
//!
//! A [`list::Recipe`] describes a list; [`build`](list::Recipe::build) turns it into a
//! [`list::Unsigned`], and [`seal`](list::Unsigned::seal) signs it. It examines the signed list as
//! [`verify`] does and returns the bytes only if they are sound. Any [`signer::Signer`] can sign;
//! this example needs the feature `keys`.
//!
//! ```
//! # #[cfg(feature = "keys")] {
//! use trustlist::certificate;
//! use trustlist::digest::Digest;
//! use trustlist::list::{Entry, Form, Kind, Layout, Recipe, Role};
//! use trustlist::signer::{secret::Source, software::SoftwareSigner};
//!
//! /// A CTL with one server, which also signs it. The certificate and the key are PEM files.
//! fn ctl(certificate: &[u8], key: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
//!     let server = certificate::leaf(certificate::read(certificate)?)?;
//!     let entry = Entry {
//!         certificate: &server,
//!         role: Role::SAST,
//!         host: Some("cucm-pub".to_owned()),
//!         address: Some("10.48.47.153".parse()?),
//!         form: Form::Full,
//!         spelling: None,
//!     };
//!     let unsigned = Recipe {
//!         kind: Kind::Ctl,
//!         layout: Layout::Cli,
//!         digest: Digest::Sha1,
//!         filename: Kind::Ctl.filename().to_owned(),
//!         signer_version: None,
//!         timestamp: 1_767_225_600,
//!         entries: vec![entry.clone(), Entry { role: Role::CCM_TFTP, ..entry }],
//!         signer: 0,
//!     }
//!     .build()?;
//!     let passphrase = Source::Env("PASSPHRASE".to_owned());
//!     let signer = SoftwareSigner::open(server.clone(), key, "server.pem", &passphrase)?;
//!     Ok(unsigned.seal(&signer)?)
//! }
//! # let certificate = std::fs::read("fixtures/certs/pub-ccm.pem")?;
//! # let key = std::fs::read("fixtures/keys/pub-ccm.pem")?;
//! # let bytes = ctl(&certificate, &key)?;
//! # assert_eq!(trustlist::list::TrustList::parse(&bytes)?.records().len(), 2);
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Does a phone accept it?
//!
//! A [`phone::State`] contains the lists that a phone holds, a [`phone::Offer`] is a file that it
//! receives when it starts.
//!
//! ```
//! use trustlist::phone::{Class, List, Offer, Servers, State};
//!
//! /// Why a phone that holds one CTL rejects another one; `None` if it accepts it.
//! fn refusal(held: &[u8], new: &[u8]) -> Result<Option<String>, Box<dyn std::error::Error>> {
//!     let phone = State::holding(Class::Sbd, &[List::read(held)?.into()])?;
//!     let boot = phone.boot(&[Offer::read(new)?], &Servers::Shown);
//!     let verdict = boot.verdicts.first().ok_or("no verdict")?;
//!     Ok(verdict.reason().map(ToString::to_string))
//! }
//! # let held = std::fs::read("fixtures/lists/ctl-tokenless-2048.tlv")?;
//! # let new = std::fs::read("fixtures/lists/ctl-12.tlv")?;
//! # assert!(refusal(&held, &new)?.is_some());
//! # assert_eq!(refusal(&held, &held)?, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Modules and features
//!
//! | module | feature | contents |
//! |---|---|---|
//! | [`list`] | | the format: [`parse`](list::TrustList::parse), [`build`](list::Recipe::build), roles, names, tags |
//! | [`verify`] | | whether a list is sound: all findings |
//! | [`signature`], [`seal`] | | verification of signatures; signing of lists |
//! | [`phone`] | | what a phone does with the lists that it receives |
//! | [`certificate`] | | certificates from PEM, DER and PKCS #7 |
//! | [`signer`] | | the trait [`Signer`](signer::Signer), and the errors of keys |
//! | [`digest`], [`text`], [`tlv`] | | digests, safe printing of untrusted text, tag-length-value fields |
//! | [`input`], [`error`] | | reading with limits; ids, classes and advice of all errors |
//! | `signer::software`, `signer::secret`, `signer::uri` | `keys` | keys in files, sources of passphrases, PKCS #11 URIs |
//! | `output` | `keys` | atomic writing of files |
//! | `signer::pkcs11` | `pkcs11` | keys on tokens |
//! | `issue` | `issue` | generation of certificates and keys |
//! | `report` | `report` | listing, table, JSON; reports about clusters and tokens need the features of these |
//! | `cluster` | `cluster` | a cluster: its description, lists, store, phones and plans; `cluster::change` makes a change from start to end |
//!
//! The default features are those of the program: `cli`, which includes `keys`, `cluster` and
//! `report`, and `pkcs11`. For reading, verifying and building only, use
//! `default-features = false`.
//!
//! # Sources
//!
//! Comments cite `docs/format.md` (the file format), `docs/phone.md` (the decision of a phone) and
//! other files in the folder `docs` of this package. They give the evidence for each statement, and
//! are also in this documentation, in the module `docs`.

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

/// The pages in the folder `docs`, for rustdoc only.
#[cfg(all(doc, not(doctest)))]
#[allow(rustdoc::all, reason = "pages with evidence marks such as [B]")]
pub mod docs {
    #[doc = include_str!("../docs/cluster.md")]
    pub mod cluster {}
    #[doc = include_str!("../docs/errors.md")]
    pub mod errors {}
    #[doc = include_str!("../docs/format.md")]
    pub mod format {}
    #[doc = include_str!("../docs/json.md")]
    pub mod json {}
    #[doc = include_str!("../docs/listing.md")]
    pub mod listing {}
    #[doc = include_str!("../docs/phone.md")]
    pub mod phone {}
}
