//! What can be wrong with a token.

use crate::error::described;

described! {
    /// Why a token, its module or its PIN does not serve.
    pub enum TokenError {
        /// The program was built without PKCS#11.
        Unsupported {} = "E-TOKEN-UNSUPPORTED", Key,
            "this build has no PKCS#11 support, so it cannot use tokens",
            "use a build with PKCS#11 support, or a key in a file";
        /// The module's file is not there.
        ModuleMissing {
            /// The file.
            path: String,
        } = "E-TOKEN-MODULE-MISSING", Key,
            "there is no PKCS#11 module {path}",
            "check the name, or leave it out: then the usual places are tried";
        /// No module is named, and none is in a usual place.
        NoModule {
            /// The file names that were looked for.
            names: String,
            /// The folders that were looked into.
            folders: String,
        } = "E-TOKEN-MODULE-NONE", Key,
            "no PKCS#11 module was found: none of {names} is in {folders}",
            "install the token's driver, or name its module with module-path in the URI";
        /// The file is no module.
        NotAModule {
            /// The file.
            path: String,
            /// What the loader says.
            reason: String,
        } = "E-TOKEN-MODULE", Key,
            "{path} is no PKCS#11 module that can be loaded: {reason}",
            "name the driver's library; it has to be built for the same processor as this program";
        /// Others may have changed the module, whose code would be run.
        ModuleUntrusted {
            /// The file.
            path: String,
            /// Why it is not trusted.
            reason: String,
        } = "E-TOKEN-MODULE-TRUST", Key,
            "the PKCS#11 module {path} {reason}",
            "install the driver so that only root may write it, or name another module";
        /// No slot holds a token.
        NoTokens {
            /// The module.
            module: String,
            /// How many slots it has.
            slots: usize,
        } = "E-TOKEN-NONE", Key,
            "no token is inserted: {module} has {slots} slots, all empty",
            "insert the token; if it is inserted, another module may be the one for it";
        /// No token has what the URI asks for.
        NoMatch {
            /// The URI.
            uri: String,
            /// The tokens there are.
            candidates: String,
        } = "E-TOKEN-NO-MATCH", Key,
            "no token matches {uri}; there are: {candidates}",
            "insert the token, or name one of those that are there";
        /// Several tokens have what the URI asks for.
        Several {
            /// The URI.
            uri: String,
            /// The tokens it matches.
            candidates: String,
        } = "E-TOKEN-SEVERAL", Key,
            "{uri} matches several tokens: {candidates}",
            "add the serial number to the URI, or leave only one of them inserted";
        /// No certificate has what the URI asks for.
        NoCertificate {
            /// The URI.
            uri: String,
            /// The certificates there are.
            candidates: String,
        } = "E-TOKEN-CERTIFICATE", Key,
            "no certificate matches {uri}; there are: {candidates}",
            "name one of the certificates that are there; one that is readable only after a login \
             is not found";
        /// Several certificates have what the URI asks for.
        SeveralCertificates {
            /// The URI.
            uri: String,
            /// The certificates it matches.
            candidates: String,
        } = "E-TOKEN-CERTIFICATES", Key,
            "{uri} matches several certificates: {candidates}",
            "add object, id or serial to the URI until it matches one";
        /// The one certificate that is meant is damaged.
        Certificate {
            /// The token.
            token: String,
            /// What is wrong with it.
            reason: String,
        } = "E-TOKEN-CERTIFICATE-FORM", Key,
            "on the token {token}: {reason}",
            "write the certificate to the token again";
        /// The certificate's private key is not on the token.
        NoKey {
            /// The token.
            token: String,
            /// The certificate's subject.
            subject: String,
        } = "E-TOKEN-KEY", Key,
            "the token {token} has no private key for the certificate of {subject}",
            "name the certificate whose key is on the token";
        /// Several private keys could be the certificate's.
        SeveralKeys {
            /// The token.
            token: String,
            /// The keys.
            candidates: String,
        } = "E-TOKEN-KEYS", Key,
            "the token {token} has several private keys for the certificate: {candidates}",
            "give the keys different CKA_IDs, each that of its certificate";
        /// The label that was asked for belongs to no object of the pair.
        Label {
            /// The token.
            token: String,
            /// The label.
            label: String,
        } = "E-TOKEN-LABEL", Key,
            "the token {token} has the id that was asked for, but nothing with it is labelled {label}",
            "correct object in the URI, or leave it out";
        /// The token offers no mechanism that signs with PKCS#1 v1.5.
        NoMechanism {
            /// The token.
            token: String,
            /// The mechanisms that would serve.
            wanted: String,
        } = "E-TOKEN-MECHANISM", Key,
            "the token {token} offers none of {wanted}",
            "sign with another token, or with another digest";
        /// The key asks for a login per signature, which needs a mechanism that
        /// takes the message in parts.
        LoginEach {
            /// The token.
            token: String,
            /// The mechanism that would serve.
            wanted: &'static str,
        } = "E-TOKEN-LOGIN-EACH", Key,
            "the key on the token {token} asks for a login at each signature, which is possible \
             only with {wanted}, and the token does not offer it",
            "sign with another token, or with a key that does not ask for a login each time";
        /// The token was never initialised.
        Blank {
            /// The token.
            token: String,
        } = "E-TOKEN-BLANK", Key,
            "the token {token} is not initialised",
            "initialise it with its vendor's program, or name another token";
        /// The token's PIN was never set.
        PinUnset {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN-UNSET", Key,
            "the PIN of the token {token} was never set",
            "set it with the token's own program";
        /// The token refused the PIN.
        WrongPin {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN", Key,
            "the PIN is not the one of the token {token}; this was one wrong try, and it was not \
             repeated (Cisco's tokens lock for good after 15 in a row)",
            "look at the tries left with `ctl token show` before the next one";
        /// The token cannot have this PIN.
        PinLength {
            /// Whether it is the PIN or the new PIN.
            pin: &'static str,
            /// The token.
            token: String,
            /// The lengths that it allows.
            allowed: String,
        } = "E-TOKEN-PIN-LENGTH", Key,
            "the {pin} has a length or characters that the token {token} does not allow ({allowed})",
            "give another one; where only the length is wrong, no try was used up";
        /// A new PIN that the token finds too easy to guess.
        PinWeak {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN-WEAK", Key,
            "the new PIN does not follow the rules of the token {token}",
            "choose a longer PIN, with letters, digits and signs";
        /// The PIN has to be changed first.
        PinExpired {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN-EXPIRED", Key,
            "the PIN of the token {token} has expired",
            "change it with `ctl token passwd`";
        /// The PIN is locked.
        Locked {
            /// The token.
            token: String,
        } = "E-TOKEN-LOCKED", Key,
            "the PIN of the token {token} is locked after too many wrong ones",
            "unlock it with the token's own program; a Cisco token is lost, use the other one";
        /// One more wrong PIN locks the token.
        FinalTry {
            /// The token.
            token: String,
        } = "E-TOKEN-FINAL-TRY", Key,
            "one more wrong PIN locks the token {token}; no PIN was tried",
            "if you are sure of the PIN, allow the final try";
        /// How many tries are left cannot be known.
        TriesUnknown {
            /// The token.
            token: String,
        } = "E-TOKEN-TRIES", Key,
            "the token {token} cannot say how many tries are left (its clock is not set), so the \
             next could be the last; no PIN was tried",
            "if you are sure of the PIN, allow the final try";
        /// A PIN that is typed on the token's own pad is changed there, too.
        PinPad {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN-PAD", Key,
            "the PIN of the token {token} is entered on its own pad and cannot be changed from here",
            "change it with the token's own program";
        /// Whoever was to enter the PIN did not.
        Cancelled {
            /// The token.
            token: String,
        } = "E-TOKEN-CANCELLED", Key,
            "the entry of the PIN for the token {token} was cancelled or took too long",
            "try again";
        /// The token was pulled out.
        Removed {
            /// The token.
            token: String,
        } = "E-TOKEN-REMOVED", Key,
            "the token {token} is not there any more",
            "insert it again, and leave it in until the program ends";
        /// The module refused a call.
        Refused {
            /// The token or the module.
            token: String,
            /// The call.
            call: String,
            /// The answer.
            answer: String,
        } = "E-TOKEN-REFUSED", Key,
            "{token}: {call} was answered with {answer}",
            "look the answer up in the documents of the token's driver";
        /// The module answered with something that PKCS#11 does not allow.
        Form {
            /// The token or the module.
            token: String,
        } = "E-TOKEN-FORM", Key,
            "{token}: an answer is none that PKCS#11 allows",
            "install a newer driver for the token";
    }
}
