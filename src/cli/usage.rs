//! Usage errors: those that clap finds, and those that it does not.

use std::ffi::OsString;

use clap::error::ErrorKind;
use trustlist::described;

described! {
    /// A usage error.
    pub enum UsageError {
        /// The arguments do not fit any command.
        Arguments {
            /// What clap found.
            message: String,
        } = "E-USAGE-ARGUMENTS", Usage,
            "{message}",
            "see `ctl help` and `ctl help COMMAND`";
        /// A time is neither RFC 3339 nor seconds, or does not fit into TIMESTAMP.
        Timestamp {
            /// Where it was given.
            source: String,
            /// What was given.
            found: String,
        } = "E-USAGE-TIME", Usage,
            "{source}: expected RFC 3339 or Unix seconds from 1970 to 2106, found {found:?}",
            "give it as 2026-11-21T12:00:00Z or as seconds";
        /// No --sast file contains a private key, and no key was given.
        NoSigner {} = "E-USAGE-SIGNER", Usage,
            "no --sast file contains a private key, so nothing can sign the list",
            "name the signer with --signer CERT --key KEY";
        /// A list that is not sound has no trusted signer for its update.
        ListNotSound {
            /// The list.
            file: String,
        } = "E-USAGE-LIST", No,
            "{file} is not sound, so the signers in it cannot be trusted",
            "check it with `ctl verify`, and fetch it again";
        /// An ITL was given for a host that is not a TFTP node.
        NoTftpNode {
            /// The host.
            host: String,
        } = "E-USAGE-ITL-HOST", Usage,
            "cluster.toml has no TFTP node {host:?}",
            "write the host as cluster.toml does: --itl HOST=FILE";
        /// A host was given with something other than `itl`.
        HostOfNoItl {
            /// The host.
            host: String,
        } = "E-USAGE-SHOW-HOST", Usage,
            "only `ctl show itl` takes a host, found {host:?} with another list",
            "name one list";
        /// A CTL was given instead of an ITL, or vice versa.
        OtherKind {
            /// The file.
            file: String,
            /// What was expected.
            expected: &'static str,
            /// The actual value.
            found: &'static str,
        } = "E-USAGE-KIND", Usage,
            "{file}: expected {expected}, found {found}",
            "name a CTL as FILE, and an ITL with --itl HOST=FILE";
        /// A confirmation is needed, but there is no terminal.
        NoTerminal {
            /// The question.
            question: String,
        } = "E-USAGE-QUESTION", Usage,
            "no terminal to ask for confirmation: {question}",
            "confirm it in advance with --yes";
        /// The new PIN was entered differently the second time.
        PinsDiffer {} = "E-USAGE-PINS", Usage,
            "the two new PINs differ; nothing was changed",
            "try again";
        /// A new passphrase was entered differently the second time.
        PassphrasesDiffer {} = "E-USAGE-PASSPHRASES", Usage,
            "the two new passphrases differ; nothing was created",
            "try again";
        /// A list or certificate and its JSON report would both go to standard output.
        JsonAndBinary {} = "E-USAGE-JSON", Usage,
            "the result and its JSON report cannot both go to standard output",
            "write the result to a file with -o FILE";
        /// No record has a role given by --empty or --hash-only.
        RoleNotThere {
            /// The option.
            option: &'static str,
            /// The role.
            role: String,
        } = "E-USAGE-ROLE", Usage,
            "{option} {role}: no record has this role",
            "check the role; a record has the role of the option that adds it";
        /// A role would be emptied and have a hash.
        RoleTwice {
            /// The role.
            role: String,
        } = "E-USAGE-FORM", Usage,
            "{role} is named by both --empty and --hash-only",
            "name it once: an emptied record has no hash";
    }
}

impl UsageError {
    /// The message of clap, without its heading, usage and references to the help.
    pub(crate) fn of_clap(error: &clap::Error) -> Self {
        let missing = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
        if [missing, ErrorKind::MissingSubcommand].contains(&error.kind()) {
            return Self::Arguments { message: "a command is missing".to_owned() };
        }
        let text = error.render().to_string();
        let lines = text.lines().take_while(|line| !line.is_empty()).map(str::trim);
        let sentence = lines.collect::<Vec<_>>().join(" ");
        let message = sentence.strip_prefix("error: ").unwrap_or(&sentence).to_owned();
        Self::Arguments { message }
    }
}

/// Whether arguments that clap rejects request JSON.
pub(crate) fn wants_json(arguments: impl Iterator<Item = OsString>) -> bool {
    let mut format = false;
    for argument in arguments.skip(1).take_while(|argument| argument != "--") {
        if argument == "--json" || argument == "--format=json" || format && argument == "json" {
            return true;
        }
        format = argument == "--format";
    }
    false
}
