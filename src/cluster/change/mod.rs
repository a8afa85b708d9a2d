//! One change from start to end, as types:
//!
//! ```text
//! Session::begin          the lock, what a killed run left, the past, what servers have
//!   .propose(command)     Proposal: which lists; a rule may forbid it
//!   .preview(&proposal)   Preview: every list unsigned, every file
//!   .decide(&preview)     Decision: what the phones do
//!   .preflight(&preview)  whether keys and folders are there; a dry run ends here
//!   .sign(&preview)       Signed: every list, by its key
//!   .confirm(&signed)     the phones once more, on the bytes
//!   .publish(signed)      Published: all files or none
//! ```
//!
//! Between the steps the caller may ask the user; passphrases and PINs are read through
//! [`Secrets`](crate::signer::secret::Secrets), tokens through
//! [`TokenDriver`](crate::signer::TokenDriver). This module does not use a terminal.

mod decision;
pub mod keys;
mod note;
mod options;
mod preview;
mod proposal;
mod seen;
mod session;
mod signed;

pub use decision::{Answer, Decision};
pub use keys::{ClusterSecrets, KeyRing};
pub use note::SessionNote;
pub use options::{Options, Phones};
pub use preview::Preview;
pub use proposal::{Described, Proposal};
pub use session::Session;
pub use signed::{Accepted, Published, Signed};

use super::folder::FolderError;
use super::guard::GuardError;
use super::lock::LockError;
use super::manifest::ManifestError;
use super::population::PopulationError;
use super::publish::PublishError;
use super::rule::RuleError;
use super::store::StoreError;
use crate::error::{Named, described};
use crate::input::InputError;
use crate::list::ParseError;
use crate::output::OutputError;
use crate::seal::SealError;
use crate::signer::SignError;
use crate::signer::software::KeyError;

described! {
    /// Why a change is refused or fails.
    pub enum ChangeError {
        also
        /// The folder cannot be used.
        Folder(FolderError);
        also
        /// A rule of the cluster forbids it.
        Rule(RuleError);
        also
        /// Phones might refuse it.
        Guard(GuardError);
        also
        /// The file of a key cannot be used.
        Key(Named<KeyError>);
        also
        /// A key cannot sign.
        Sign(SignError);
        also
        /// Signing a list failed.
        Seal(SealError);
        also
        /// A file cannot be read.
        File(Named<InputError>);
        also
        /// `cluster.toml` would be wrong.
        Manifest(ManifestError);
        also
        /// Another process holds the lock.
        Lock(LockError);
        also
        /// The store cannot be used.
        Store(StoreError);
        also
        /// The phones that may exist cannot be enumerated.
        Population(PopulationError);
        also
        /// A list does not parse.
        Parse(ParseError);
        also
        /// A file cannot be written.
        Output(OutputError);
        also
        /// Publishing failed.
        Publish(PublishError);
    }
}
