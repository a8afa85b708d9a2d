//! The one table of exit codes, and which error has which.

use std::process::ExitCode;

use trustlist::certificate::CertificateError;
use trustlist::cluster::change::ChangeError;
use trustlist::cluster::devices::DevicesError;
use trustlist::cluster::folder::FolderError;
use trustlist::cluster::guard::GuardError;
use trustlist::cluster::lab::LabError;
use trustlist::cluster::lock::LockError;
use trustlist::cluster::manifest::ManifestError;
use trustlist::cluster::publish::PublishError;
use trustlist::cluster::release::ReleaseError;
use trustlist::cluster::route::PlanError;
use trustlist::cluster::rule::RuleError;
use trustlist::cluster::store::StoreError;
use trustlist::error::{Class, Described, ErrorDoc, Named};
use trustlist::input::InputError;
use trustlist::issue::IssueError;
use trustlist::list::{BuildError, BuildWarning, ParseError};
use trustlist::output::OutputError;
use trustlist::output::tree::TreeError;
use trustlist::phone::{Note, Reason, StoredError};
use trustlist::seal::SealError;
use trustlist::signer::software::KeyError;
use trustlist::signer::uri::UriError;
use trustlist::signer::{SecretError, SignError, TokenError};
use trustlist::verify::Finding;

use super::usage::UsageError;

/// The exit status of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, or the answer is yes.
    Done,
    /// The answer is no.
    No,
    /// The command line is wrong.
    Usage,
    /// An input is wrong.
    Input,
    /// A key or a secret is missing, wrong or unsuitable.
    Key,
    /// An output cannot be written.
    Output,
    /// The user interrupted it.
    Interrupted,
}

/// The meaning of each code in help, man pages and README.
pub(crate) const TABLE: [(Exit, &str); 7] = [
    (Exit::Done, "done, or the answer is yes; nothing to do is 0"),
    (Exit::No, "no: not sound, a rule forbids it, a phone would refuse, drift, \"n\" typed"),
    (Exit::Usage, "usage error; question without terminal; file exists; binary to a terminal"),
    (Exit::Input, "an input cannot be read or is malformed (also cluster.toml, state.db)"),
    (Exit::Key, "a key, token, PIN or passphrase is missing, wrong or unsuitable"),
    (Exit::Output, "an output could not be written, or another ctl is running"),
    (Exit::Interrupted, "interrupted"),
];

impl Exit {
    /// The number.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Input => 3,
            Self::Key => 4,
            Self::Output => 5,
            Self::Interrupted => 130,
        }
    }

    /// The exit code of a class of errors.
    pub(crate) fn of(class: Class) -> Self {
        match class {
            Class::Note => Self::Done,
            Class::No => Self::No,
            Class::Usage => Self::Usage,
            Class::Input => Self::Input,
            Class::Key => Self::Key,
            Class::Output => Self::Output,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// The rows of an enum under its heading in `docs/errors.md`.
pub(crate) struct Group {
    pub(crate) heading: &'static str,
    pub(crate) rows: &'static [ErrorDoc],
    find: fn(&(dyn std::error::Error + 'static)) -> Option<&'static ErrorDoc>,
}

const fn group<E: Described + std::error::Error + 'static>(heading: &'static str) -> Group {
    Group {
        heading,
        rows: E::CATALOGUE,
        find: |error| error.downcast_ref::<E>().map(Described::doc),
    }
}

/// The headings that several enums share.
const KEYS: &str = "Keys and secrets";

/// All enums of errors.
pub(crate) const GROUPS: &[Group] = &[
    group::<UsageError>("Command line"),
    group::<InputError>("Reading files"),
    group::<ParseError>("Malformed lists"),
    group::<Finding>("Findings of a list that parses"),
    group::<StoredError>("Lists that phones hold"),
    group::<Reason>("Why phones refuse a list"),
    group::<Note>("Notes about phones"),
    group::<CertificateError>("Certificates"),
    group::<KeyError>(KEYS),
    group::<SignError>(KEYS),
    group::<SecretError>(KEYS),
    group::<SealError>(KEYS),
    group::<UriError>("PKCS#11 URIs"),
    group::<TokenError>("Tokens"),
    #[cfg(feature = "pkcs11")]
    group::<trustlist::signer::pkcs11::TokenNote>("Warnings about tokens"),
    group::<BuildError>("Building"),
    group::<BuildWarning>("Warnings when building"),
    group::<OutputError>("Writing files"),
    group::<TreeError>("Creating folders"),
    group::<IssueError>("Issuing certificates"),
    group::<LabError>("Labs"),
    group::<ManifestError>("cluster.toml"),
    group::<FolderError>("Cluster folder"),
    group::<ReleaseError>("Releases"),
    group::<LockError>("Cluster lock"),
    group::<StoreError>("Cluster store"),
    group::<PublishError>("Publishing"),
    group::<GuardError>("Guard of the phones"),
    group::<RuleError>("Cluster rules"),
    group::<DevicesError>("Files of MAC addresses"),
    group::<PlanError>("Planning"),
    // All of its rows belong to other enums.
    group::<ChangeError>(""),
    group::<Named<KeyError>>(""),
];

/// The exit code for an error. An error without a row comes from reading.
pub(crate) fn of_error(error: &anyhow::Error) -> Exit {
    doc_of(error).map_or(Exit::Input, |doc| Exit::of(doc.class))
}

/// The row of an error: of the first link in its chain that has one.
pub(crate) fn doc_of(error: &anyhow::Error) -> Option<&'static ErrorDoc> {
    error.chain().find_map(|link| GROUPS.iter().find_map(|group| (group.find)(link)))
}
