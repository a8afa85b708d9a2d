//! The errors of `cluster.toml`.

use super::Location;
use crate::cluster::release::ReleaseError;
use crate::error::described;
use crate::signer::uri::UriError;

described! {
    /// Why `cluster.toml` cannot be used. Messages begin with line and column; values that could
    /// contain a secret are not shown.
    pub enum ManifestError {
        /// The file is too long for the description of a cluster.
        TooLong {
            /// Its length in bytes.
            bytes: usize,
            /// The limit in bytes.
            limit: usize,
        } = "E-MANIFEST-SIZE", Input,
            "cluster.toml is too long: expected at most {limit} bytes, found {bytes}",
            "check that this is the right file";
        /// The file is not valid TOML.
        Syntax {
            /// Where.
            at: Location,
            /// What is wrong.
            reason: &'static str,
        } = "E-MANIFEST-TOML", Input,
            "{at}: {reason}",
            "correct the line; toml.io describes the syntax";
        /// A key or a table is defined twice.
        Doubled {
            /// Where it occurs again.
            at: Location,
            /// The key.
            key: String,
        } = "E-MANIFEST-DOUBLED", Input,
            "{at}: {key} is defined twice",
            "remove one of the two; each node has its own [[node]]";
        /// A key is unknown.
        Unknown {
            /// Where.
            at: Location,
            /// The key.
            key: String,
            /// The table.
            table: &'static str,
            /// The known keys.
            known: String,
        } = "E-MANIFEST-KEY", Input,
            "{at}: unknown key {key} in {table}; its keys are {known}",
            "correct the key, or remove it";
        /// A key is missing.
        Missing {
            /// Where the table begins.
            at: Location,
            /// The table.
            table: &'static str,
            /// The key.
            key: &'static str,
        } = "E-MANIFEST-MISSING", Input,
            "{at}: {key} is missing in {table}",
            "add the key; docs/cluster.md has an example of each";
        /// A value has the wrong type.
        Type {
            /// Where.
            at: Location,
            /// The key.
            key: &'static str,
            /// The type that was found.
            found: &'static str,
            /// The expected type.
            expected: &'static str,
        } = "E-MANIFEST-TYPE", Input,
            "{at}: {key} is {found}, expected {expected}",
            "write the value as docs/cluster.md shows it";
        /// A string or list is empty.
        Empty {
            /// Where.
            at: Location,
            /// The key.
            key: &'static str,
        } = "E-MANIFEST-EMPTY", Input,
            "{at}: {key} is empty",
            "write a value, or remove the key if it has a default";
        /// A value is not allowed.
        Value {
            /// Where.
            at: Location,
            /// The key.
            key: &'static str,
            /// The value, shortened if it is long.
            found: String,
            /// The allowed values.
            expected: String,
        } = "E-MANIFEST-VALUE", Input,
            "{at}: {key} is {found}, expected {expected}",
            "write one of the values that docs/cluster.md gives";
        /// A value that must be unique occurs twice.
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
            "{at}: {key} {value} is already used in {first}",
            "correct one of the two, or remove it";
        /// There are too many entries.
        TooMany {
            /// Where the first excess entry is.
            at: Location,
            /// What they are.
            what: &'static str,
            /// The limit.
            limit: usize,
        } = "E-MANIFEST-MANY", Input,
            "{at}: more than {limit} {what}",
            "remove what does not belong to this cluster";
        /// The release cannot be used, or does not allow this setting.
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
            "{at}: lists of release {release} contain ITLRecovery, but [itlrecovery] is missing",
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
            /// Where the second one is declared.
            at: Location,
            /// Where the first one is declared.
            first: Location,
        } = "E-MANIFEST-PUBLISHERS", Input,
            "{at}: more than one publisher; the first is in {first}",
            "keep publisher = true in only one of the two";
        /// A node has a CAPF certificate and is not the publisher.
        CapfElsewhere {
            /// Where.
            at: Location,
            /// The node.
            host: String,
        } = "E-MANIFEST-CAPF", Input,
            "{at}: capf is set for the node {host}, which is not the publisher",
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
            "{at}: the node {host} has its own itlrecovery, but from 12.5 on only the publisher \
             has one (this is {release})",
            "remove it; name the publisher's in [itlrecovery]";
        /// A node has no certificate and needs one.
        NoCertificate {
            /// Where the node is.
            at: Location,
            /// The node.
            host: String,
            /// Why it is needed.
            reason: &'static str,
        } = "E-MANIFEST-CERTIFICATE", Input,
            "{at}: the node {host} has no certificate, but {reason}",
            "export the node's CallManager certificate, and name it in certificate";
        /// The target of the files is not a folder.
        PublishScheme {
            /// Where.
            at: Location,
            /// What was found.
            found: String,
        } = "E-MANIFEST-PUBLISH", Input,
            "{at}: publish is {found}, but publishing to URLs is not supported yet",
            "name a folder; copy its files from there to the server";
        /// Two servers have the same folder for their files.
        SameFolder {
            /// Where it occurs again.
            at: Location,
            /// The folder.
            folder: String,
            /// The server that already has it.
            host: String,
        } = "E-MANIFEST-FOLDER", Input,
            "{at}: the folder {folder} is already used by {host}",
            "give each server its own folder";
        /// The source of the passphrase is invalid. It is not shown: it may be the passphrase
        /// itself.
        Passphrase {
            /// Where.
            at: Location,
            /// What is wrong.
            reason: &'static str,
        } = "E-MANIFEST-PASSPHRASE", Input,
            "{at}: passphrase {reason}",
            "write file:PATH, fd:NUMBER or env:NAME, which says where the passphrase is, beside \
             its key";
        /// The URI of a key cannot be used.
        Uri {
            /// Where.
            at: Location,
            /// Why.
            reason: UriError,
        } = "E-MANIFEST-URI", Input,
            "{at}: {reason}",
            "write, for example, key = \"pkcs11:token=NAME;object=LABEL\"";
        /// A file cannot be read, or has the wrong content.
        File {
            /// Where it is named.
            at: Location,
            /// The file.
            path: String,
            /// Why.
            reason: String,
        } = "E-MANIFEST-FILE", Input,
            "{at}: {path}: {reason}",
            "check the path; it is relative to the folder of cluster.toml";
        /// A certificate cannot have the role that cluster.toml gives it.
        Place {
            /// Where it is named.
            at: Location,
            /// The file.
            path: String,
            /// Its role in cluster.toml.
            entry: String,
            /// Why.
            reason: String,
        } = "E-MANIFEST-PLACE", Input,
            "{at}: {path} cannot be the {entry}: {reason}",
            "name the file of this server's own certificate";
        /// A key cannot be used.
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
        /// The token to add already exists.
        TokenThere {
            /// Where its certificate is.
            at: Location,
            /// The certificate.
            certificate: String,
        } = "E-MANIFEST-TOKEN-THERE", No,
            "{at}: a [[token]] already has the certificate {certificate}",
            "run `ctl token list` to see the cluster's tokens";
        /// No token has this number.
        NoToken {
            /// The requested number, from 1.
            number: usize,
            /// How many there are.
            count: usize,
        } = "E-MANIFEST-TOKEN", Usage,
            "[[token]] {number} not found in cluster.toml, which has {count}",
            "run `ctl token list` to see the cluster's tokens";
    }
}

impl ManifestError {
    /// Where in `cluster.toml` the error is; `None` if it has no single place.
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
