//! The rules of a cluster, each with a hint.

use super::release::ReleaseError;
use super::store::StoreError;
use crate::error::described;
use crate::list::{BuildError, ParseError};

described! {
    /// Why a command is refused. Nothing was written.
    pub enum RuleError {
        /// The command needs a CTL, and there is none.
        NoCtl {
            /// The command.
            command: String,
        } = "E-RULE-NO-CTL", No,
            "`ctl {command}` needs a CTL, and there is none yet",
            "create the first one with `ctl set-cluster mixed-mode`; if the servers already have \
             one, adopt it with `ctl adopt`";
        /// The clock is before the last publication.
        Clock {
            /// The time of the clock.
            now: String,
            /// The later TIMESTAMP.
            then: String,
            /// The list that has it.
            list: String,
        } = "E-RULE-CLOCK", No,
            "the clock says {now}, but the last published {list} was built at {then}",
            "set the clock";
        /// Phones in mixed mode need the CTL that would be deleted.
        DeleteInMixedMode {} = "E-RULE-DELETE", No,
            "the cluster is in mixed mode, in which phones need the CTL",
            "run `ctl set-cluster non-secure-mode` first";
        /// There are fewer tokens than a token-signed list needs.
        TooFewTokens {
            /// How many there are.
            found: usize,
        } = "E-RULE-TOKENS", No,
            "a token-signed CTL needs at least two tokens, in case one is lost; cluster.toml has \
             {found}",
            "add tokens with `ctl token add URI`, or with `ctl token add CERT` if you have only \
             the certificate";
        /// The token that signs is not inserted.
        NoToken {
            /// The token, by its subject.
            token: String,
            /// The other tokens of the CTL.
            others: String,
        } = "E-RULE-TOKEN-NONE", Key,
            "the token {token}, which signs this list, is not inserted; other tokens that could \
             sign it: {others}",
            "insert it, or choose another one; `ctl token list` shows what is inserted";
        /// The chosen token is not in the present CTL.
        TokenNotInCtl {
            /// The token, by its subject.
            token: String,
        } = "E-RULE-TOKEN-OTHER", No,
            "the token {token} is not in the present CTL, so phones would refuse a list that it signs",
            "choose a token that the present CTL names";
        /// A token was chosen, but no token signs.
        NoTokenSigns {} = "E-RULE-TOKEN-UNUSED", Usage,
            "a token was chosen, but by cluster.toml no token signs the CTL",
            "run the command without a token";
        /// None of the cluster's tokens is in the present CTL.
        NoTokenInCtl {} = "E-RULE-TOKEN-STRANGE", No,
            "no token of cluster.toml is in the present CTL, so phones would refuse a list signed \
             by one",
            "add the tokens' certificates as [[trust]] and run `ctl update CTLFile` before \
             changing `signing`; \
             if every token of the CTL is lost, delete the CTL";
        /// cluster.toml names no key for the signer.
        NoKey {
            /// Whose key is needed.
            whose: String,
        } = "E-RULE-KEY", Key,
            "the list must be signed by {whose}, for which cluster.toml names no key",
            "add `key = ...` beside its certificate: a file or a pkcs11: URI";
        /// A certificate that the lists need is missing.
        NoCertificate {
            /// Which.
            whose: String,
        } = "E-RULE-CERTIFICATE", No,
            "the lists need the certificate of {whose}, which cluster.toml does not name",
            "add it to cluster.toml";
        /// A CTL for mixed mode would have no call manager.
        NoCallManager {} = "E-RULE-CALLMANAGER", No,
            "a CTL for mixed mode needs the certificate of a call manager, but cluster.toml \
             describes none",
            "add callmanager to the services of the nodes that run it";
        /// `reset localkey` was used for a cluster that signs with tokens.
        LocalkeyOfTokens {} = "E-RULE-LOCALKEY-TOKENS", No,
            "`ctl reset localkey` is for tokenless clusters, but this one signs with tokens",
            "insert another token of the present CTL and choose it to sign";
        /// `update --to` cannot change the mode.
        OtherMode {
            /// The number.
            number: u32,
            /// Its mode.
            found: &'static str,
            /// The cluster's mode.
            expected: &'static str,
        } = "E-RULE-TO-MODE", No,
            "the CTL of @{number} is for {found} mode, but the cluster is in {expected} mode",
            "set the mode with `ctl set-cluster`, or name a generation of this mode";
        /// The generation does not exist.
        NoGeneration {
            /// What was named.
            name: String,
        } = "E-RULE-GENERATION", Input,
            "generation {name} not found",
            "name an existing generation";
        /// The generation has no such list.
        NotInGeneration {
            /// The generation.
            number: u32,
            /// The list that it does not have.
            what: String,
        } = "E-RULE-GENERATION-LIST", Input,
            "generation {number} has no {what}",
            "name a list that it has";
        /// A list in the store or on a server is not sound.
        NotSound {
            /// Which.
            what: String,
            /// What is wrong with it, in a sentence.
            reason: String,
        } = "E-RULE-NOT-SOUND", No,
            "{what} is not sound: {reason}",
            "check it with `ctl verify`; a sound one can be adopted with `ctl adopt`";
        /// A file on a server should be a list, but is not.
        NotAList {
            /// The file.
            file: String,
            /// What is wrong with it.
            reason: String,
        } = "E-RULE-NOT-A-LIST", Input,
            "{file} would be replaced, but is not a list: {reason}",
            "move it away";
        /// The name of a CAPF certificate cannot be a file name.
        CapfName {
            /// The common name.
            name: String,
        } = "E-RULE-CAPF-NAME", No,
            "the CAPF certificate's common name {name:?} cannot be the name of a file",
            "use CUCM's CAPF certificate, whose name is CAPF- and eight digits";
        /// The token is not in cluster.toml.
        TokenUnknown {
            /// What was named.
            name: String,
        } = "E-RULE-TOKEN-UNKNOWN", Input,
            "token {name} not found in cluster.toml",
            "name a [[token]] by its certificate's file, by its URI, or by the number that its subject ends with";
        also
        /// The release forbids it.
        Release(ReleaseError);
        also
        /// No list can be built.
        Build(BuildError);
        also
        /// A list in the store does not parse.
        Parse(ParseError);
        also
        /// The store cannot be read.
        Store(StoreError);
    }
}
