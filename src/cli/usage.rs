//! What is wrong with a call: what clap finds, and what it lets through.

use std::ffi::OsString;

use clap::error::ErrorKind;
use trustlist::described;

described! {
    /// What is wrong with a call.
    pub enum UsageError {
        /// The arguments are not those of a command.
        Arguments {
            /// What clap found.
            message: String,
        } = "E-USAGE-ARGUMENTS", Usage,
            "{message}",
            "`ctl help` and `ctl help COMMAND` list what can be typed";
        /// A time is neither RFC 3339 nor seconds, or does not fit into TIMESTAMP.
        Timestamp {
            /// Where it was given.
            source: String,
            /// What was given.
            found: String,
        } = "E-USAGE-TIME", Usage,
            "{source}: expected RFC 3339 or Unix seconds from 1970 to 2106, found {found:?}",
            "give it as 2026-11-21T12:00:00Z or as seconds";
        /// No --sast file holds a private key, and none was named.
        NoSigner {} = "E-USAGE-SIGNER", Usage,
            "no --sast file holds a private key, so nothing can sign the list",
            "name the signer with --signer CERT --key KEY";
        /// A list that is not sound names nobody who could sign its update.
        ListNotSound {
            /// The list.
            file: String,
        } = "E-USAGE-LIST", No,
            "{file} is not sound, so what it says of signers cannot be believed",
            "look at it with `ctl verify`, and fetch it again";
        /// An ITL was named for a host that has none.
        NoTftpNode {
            /// The host.
            host: String,
        } = "E-USAGE-ITL-HOST", Usage,
            "cluster.toml has no TFTP node {host:?}",
            "write the host as cluster.toml does: --itl HOST=FILE";
        /// A host was named with something else than `itl`.
        HostOfNoItl {
            /// The host.
            host: String,
        } = "E-USAGE-SHOW-HOST", Usage,
            "only `ctl show itl` takes a host, and {host:?} was named with something else",
            "name one list";
        /// A CTL was given for an ITL, or the other way round.
        OtherKind {
            /// The file.
            file: String,
            /// What was expected.
            expected: &'static str,
            /// What it is.
            found: &'static str,
        } = "E-USAGE-KIND", Usage,
            "{file}: expected a list of the kind {expected}, found {found}",
            "CTLs are named by themselves, ITLs with --itl HOST=FILE";
        /// There is a question, and nobody to answer it.
        NoTerminal {
            /// The question.
            question: String,
        } = "E-USAGE-QUESTION", Usage,
            "there is no terminal to ask on: {question}",
            "answer it beforehand with --yes";
        /// The new PIN was typed differently the second time.
        PinsDiffer {} = "E-USAGE-PINS", Usage,
            "the two new PINs differ; nothing was changed",
            "try again";
        /// A new passphrase was typed differently the second time.
        PassphrasesDiffer {} = "E-USAGE-PASSPHRASES", Usage,
            "the two new passphrases differ; nothing was made",
            "try again";
        /// A list or certificate and its JSON report were both to go to standard output.
        JsonAndBinary {} = "E-USAGE-JSON", Usage,
            "the result and its JSON report cannot both go to standard output",
            "write the result to a file with -o FILE";
        /// A role of --empty or --hash-only is in no record.
        RoleNotThere {
            /// The option.
            option: &'static str,
            /// The role.
            role: String,
        } = "E-USAGE-ROLE", Usage,
            "{option} {role}: no record has this role",
            "check the role; the records have those of their flags";
        /// A role is to be emptied and to carry a hash.
        RoleTwice {
            /// The role.
            role: String,
        } = "E-USAGE-FORM", Usage,
            "{role} is named by both --empty and --hash-only",
            "name it once: an emptied record carries no hash";
    }
}

impl UsageError {
    /// What clap found, without its heading, usage and pointers to the help.
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

/// Whether arguments that clap does not take ask for JSON.
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
