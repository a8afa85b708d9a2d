//! What can be wrong with `cluster.toml`.

use super::Location;
use crate::cluster::release::ReleaseError;
use crate::error::described;
use crate::signer::uri::UriError;

described! {
    /// Why `cluster.toml` cannot be used. Sentences begin with the line and the
    /// column; no value of a key that could hold a secret is shown.
    pub enum ManifestError {
        /// The file is longer than any description of a cluster.
        TooLong {
            /// Its bytes.
            bytes: usize,
            /// How many are read.
            limit: usize,
        } = "E-MANIFEST-SIZE", Input,
            "cluster.toml has {bytes} bytes; {limit} are read",
            "check that this is the right file";
        /// The file is no TOML.
        Syntax {
            /// Where.
            at: Location,
            /// What is wrong.
            reason: &'static str,
        } = "E-MANIFEST-TOML", Input,
            "{at}: {reason}",
            "correct the line; toml.io describes the syntax";
        /// A key or a table occurs twice.
        Doubled {
            /// Where it occurs again.
            at: Location,
            /// The key.
            key: String,
        } = "E-MANIFEST-DOUBLED", Input,
            "{at}: {key} stands a second time",
            "leave one of the two out; each node has a [[node]] of its own";
        /// A key that has no meaning here.
        Unknown {
            /// Where.
            at: Location,
            /// The key.
            key: String,
            /// What it is in.
            table: &'static str,
            /// The keys that are there.
            known: String,
        } = "E-MANIFEST-KEY", Input,
            "{at}: {table} has no key {key}; its keys are {known}",
            "correct the key, or leave it out";
        /// A key is missing.
        Missing {
            /// Where the table begins that does not have it.
            at: Location,
            /// The table.
            table: &'static str,
            /// The key.
            key: &'static str,
        } = "E-MANIFEST-MISSING", Input,
            "{at}: {table} lacks {key}",
            "add the key; docs/cluster.md has an example of each";
        /// A value of another type.
        Type {
            /// Where.
            at: Location,
            /// The key.
            key: &'static str,
            /// The type that is there.
            found: &'static str,
            /// The type it has.
            expected: &'static str,
        } = "E-MANIFEST-TYPE", Input,
            "{at}: {key} is {found}, expected {expected}",
            "write the value as docs/cluster.md shows it";
        /// An empty text or list.
        Empty {
            /// Where.
            at: Location,
            /// The key.
            key: &'static str,
        } = "E-MANIFEST-EMPTY", Input,
            "{at}: {key} is empty",
            "give the value, or leave the key out where it has a default";
        /// A value that the key cannot have.
        Value {
            /// Where.
            at: Location,
            /// The key.
            key: &'static str,
            /// The value, its end left out where it is long.
            found: String,
            /// What the value has to be.
            expected: String,
        } = "E-MANIFEST-VALUE", Input,
            "{at}: {key} is {found}, expected {expected}",
            "write one of the values that docs/cluster.md gives";
        /// Two have what only one can have.
        Twice {
            /// Where it occurs again.
            at: Location,
            /// The key.
            key: &'static str,
            /// The value.
            value: String,
            /// Where it occurs first.
            first: Location,
        } = "E-MANIFEST-TWICE", Input,
            "{at}: {key} {value} stands already in {first}",
            "correct one of the two, or leave it out";
        /// More entries than there can be.
        TooMany {
            /// Where the first that is too many is.
            at: Location,
            /// What they are.
            what: &'static str,
            /// How many there can be.
            limit: usize,
        } = "E-MANIFEST-MANY", Input,
            "{at}: more than {limit} {what}",
            "leave out what is not of this cluster";
        /// The release cannot be used, or forbids what is here.
        Release {
            /// Where.
            at: Location,
            /// Why.
            reason: Box<ReleaseError>,
        } = "E-MANIFEST-RELEASE", Input,
            "{at}: {reason}",
            "make release, signing and signer agree with the table in docs/cluster.md";
        /// ITLRecovery is missing.
        NoItlRecovery {
            /// Where the release is.
            at: Location,
            /// The release.
            release: String,
        } = "E-MANIFEST-ITLRECOVERY", Input,
            "{at}: lists of release {release} hold ITLRecovery, and [itlrecovery] is missing",
            "export ITLRecovery from the publisher, and name it in [itlrecovery]";
        /// No node is the publisher.
        NoPublisher {
            /// Where the first node is.
            at: Location,
        } = "E-MANIFEST-PUBLISHER", Input,
            "{at}: no [[node]] is the publisher",
            "write publisher = true in the publisher's [[node]]";
        /// Two nodes are publishers.
        TwoPublishers {
            /// Where the second one says so.
            at: Location,
            /// Where the first one does.
            first: Location,
        } = "E-MANIFEST-PUBLISHERS", Input,
            "{at}: a cluster has one publisher, and {first} names it already",
            "leave publisher = true to one of the two";
        /// A node has a CAPF certificate and is not the publisher.
        CapfElsewhere {
            /// Where.
            at: Location,
            /// The node.
            host: String,
        } = "E-MANIFEST-CAPF", Input,
            "{at}: capf stands in the node {host}, which is not the publisher",
            "move capf to the publisher's [[node]]";
        /// A node has an ITLRecovery of its own in a release where only the publisher has one.
        RecoveryOfNode {
            /// Where it is written.
            at: Location,
            /// The node.
            host: String,
            /// The release.
            release: String,
        } = "E-MANIFEST-NODE-RECOVERY", Input,
            "{at}: the node {host} has its own itlrecovery, and from 12.5 on only the publisher makes one (release {release})",
            "leave it out; name the publisher's in [itlrecovery]";
        /// A node has no certificate and needs one.
        NoCertificate {
            /// Where the node is.
            at: Location,
            /// The node.
            host: String,
            /// What it is needed for.
            reason: &'static str,
        } = "E-MANIFEST-CERTIFICATE", Input,
            "{at}: the node {host} has no certificate, and {reason}",
            "export the node's CallManager certificate, and name it in certificate";
        /// Where the files are to go is no folder.
        PublishScheme {
            /// Where.
            at: Location,
            /// What is there.
            found: String,
        } = "E-MANIFEST-PUBLISH", Input,
            "{at}: publish is {found}, and publishing to URLs is not there yet",
            "name a folder; copy its files from there to the server";
        /// Two servers' files would go into one folder.
        SameFolder {
            /// Where it occurs again.
            at: Location,
            /// The folder.
            folder: String,
            /// The server that has it already.
            host: String,
        } = "E-MANIFEST-FOLDER", Input,
            "{at}: the folder {folder} is already that of {host}",
            "give each server a folder of its own";
        /// Where the passphrase is cannot be understood. What is there is not
        /// shown: it may be the passphrase itself.
        Passphrase {
            /// Where.
            at: Location,
            /// What is wrong.
            reason: &'static str,
        } = "E-MANIFEST-PASSPHRASE", Input,
            "{at}: passphrase {reason}",
            "name where the passphrase is, as file:PATH, fd:NUMBER or env:NAME, beside its key";
        /// The URI of a key cannot be used.
        Uri {
            /// Where.
            at: Location,
            /// Why.
            reason: UriError,
        } = "E-MANIFEST-URI", Input,
            "{at}: {reason}",
            "write for example key = \"pkcs11:token=NAME;object=LABEL\"";
        /// A file that is named cannot be read, or is not what it should be.
        File {
            /// Where it is named.
            at: Location,
            /// The file.
            path: String,
            /// Why.
            reason: String,
        } = "E-MANIFEST-FILE", Input,
            "{at}: {path}: {reason}",
            "check the path; it begins in the folder of cluster.toml";
        /// A certificate cannot be what it is entered as.
        Place {
            /// Where it is named.
            at: Location,
            /// The file.
            path: String,
            /// What it is entered as.
            entry: String,
            /// Why it cannot be.
            reason: String,
        } = "E-MANIFEST-PLACE", Input,
            "{at}: {path} cannot be the {entry}: {reason}",
            "name the file of this server's own certificate";
        /// A key that is named cannot be used.
        Key {
            /// Where it is named.
            at: Location,
            /// The file or URI.
            key: String,
            /// Why.
            reason: String,
        } = "E-MANIFEST-PRIVATE-KEY", Key,
            "{at}: {key}: {reason}",
            "name the key that belongs to the certificate beside it";
        /// The token to be added is there.
        TokenThere {
            /// Where its certificate is.
            at: Location,
            /// The certificate.
            certificate: String,
        } = "E-MANIFEST-TOKEN-THERE", No,
            "{at}: a [[token]] has the certificate {certificate} already",
            "`ctl token list` shows the tokens of the cluster";
        /// There is no token of this number.
        NoToken {
            /// The number asked for, from 1.
            number: usize,
            /// How many there are.
            count: usize,
        } = "E-MANIFEST-TOKEN", Usage,
            "there is no [[token]] {number} in cluster.toml, which has {count}",
            "`ctl token list` shows those of the cluster";
    }
}

impl ManifestError {
    /// Where in `cluster.toml` the error is; `None` where it is not in one place.
    #[must_use]
    pub const fn at(&self) -> Option<Location> {
        match self {
            Self::TooLong { .. } | Self::NoToken { .. } => None,
            Self::Syntax { at, .. }
            | Self::Doubled { at, .. }
            | Self::Unknown { at, .. }
            | Self::Missing { at, .. }
            | Self::Type { at, .. }
            | Self::Empty { at, .. }
            | Self::Value { at, .. }
            | Self::Twice { at, .. }
            | Self::TooMany { at, .. }
            | Self::Release { at, .. }
            | Self::NoItlRecovery { at, .. }
            | Self::NoPublisher { at }
            | Self::TwoPublishers { at, .. }
            | Self::CapfElsewhere { at, .. }
            | Self::RecoveryOfNode { at, .. }
            | Self::NoCertificate { at, .. }
            | Self::PublishScheme { at, .. }
            | Self::SameFolder { at, .. }
            | Self::Passphrase { at, .. }
            | Self::Uri { at, .. }
            | Self::TokenThere { at, .. }
            | Self::File { at, .. }
            | Self::Place { at, .. }
            | Self::Key { at, .. } => Some(*at),
        }
    }
}
