//! The errors of publishing.

use crate::cluster::store::StoreError;
use crate::error::described;
use crate::output::OutputError;

described! {
    /// Why a generation was not published, and how far it got.
    pub enum PublishError {
        /// A server's folder is missing.
        NoFolder {
            /// The server's host.
            server: String,
            /// The folder.
            folder: String,
        } = "E-PUBLISH-FOLDER", Output,
            "the folder {folder} of {server} does not exist",
            "create it, or correct `publish` of that server in cluster.toml";
        /// Two servers have the same folder, but need different files there.
        Clash {
            /// The file.
            target: String,
            /// A server.
            first: String,
            /// Another server.
            second: String,
        } = "E-PUBLISH-CLASH", Input,
            "{first} and {second} both publish to {target}, with different content",
            "give each server its own folder with `publish` in cluster.toml";
        /// A name cannot be kept in the journal.
        Name {
            /// The file, as far as it can be shown.
            target: String,
        } = "E-PUBLISH-NAME", Input,
            "the name {target} is not valid UTF-8",
            "rename the folder, also in cluster.toml";
        /// An earlier publication is unfinished.
        Pending {
            /// Its generation.
            number: u32,
        } = "E-PUBLISH-PENDING", Output,
            "the publication of generation {number} is not finished",
            "run the command again: it finishes that first";
        /// The journal names a file that is not the cluster's.
        Journal {
            /// The generation.
            number: u32,
            /// The file.
            target: String,
        } = "E-PUBLISH-JOURNAL", Input,
            "the unfinished publication of generation {number} in .ctl/state.db names {target}, \
             which is not a file that ctl publishes for this cluster; nothing was touched",
            "if that server was just removed from cluster.toml, add it again; otherwise restore a \
             backup of .ctl/state.db";
        /// A rename failed, and the earlier ones were rolled back.
        RolledBack {
            /// The generation.
            number: u32,
            /// What failed.
            reason: String,
        } = "E-PUBLISH-ROLLEDBACK", Output,
            "generation {number} was rolled back and every file restored, but phones may have \
             seen it: {reason}",
            "remove the cause, then run the command again";
        /// The files could neither all be published nor all be restored.
        Unfinished {
            /// The generation.
            number: u32,
            /// What failed.
            reason: String,
        } = "E-PUBLISH-UNFINISHED", Output,
            "the publication of generation {number} is not finished: {reason}",
            "remove the cause, then run the command again: it first finishes or rolls back this \
             publication";
        /// Every file is in place, but the store could not record it.
        Unrecorded {
            /// The generation.
            number: u32,
            /// What failed.
            reason: String,
        } = "E-PUBLISH-UNRECORDED", Output,
            "every file of generation {number} is in place, but that could not be recorded: \
             {reason}",
            "remove the cause, then run the command again: it records that first";
        also /// A file cannot be written; nothing has changed.
        Output(OutputError);
        also /// The store cannot be used; nothing has changed.
        Store(StoreError);
    }
}
