//! Errors of tokens.

use crate::error::described;

described! {
    /// Why a token, its module or its PIN cannot be used.
    pub enum TokenError {
        /// The program was built without PKCS#11.
        Unsupported {} = "E-TOKEN-UNSUPPORTED", Key,
            "this build has no PKCS#11 support, so it cannot use tokens",
            "use a build with PKCS#11 support, or a key in a file";
        /// The module's file is missing.
        ModuleMissing {
            /// The file.
            path: String,
        } = "E-TOKEN-MODULE-MISSING", Key,
            "PKCS#11 module {path} not found",
            "check the path, or omit it to search the usual folders";
        /// No module is named, and none was found in the usual folders.
        NoModule {
            /// The file names that were searched for.
            names: String,
            /// The folders that were searched.
            folders: String,
        } = "E-TOKEN-MODULE-NONE", Key,
            "PKCS#11 module not found: none of {names} is in {folders}",
            "install the token's driver, or name its module with module-path in the URI";
        /// The file is not a module.
        NotAModule {
            /// The file.
            path: String,
            /// The reason that the loader gives.
            reason: String,
        } = "E-TOKEN-MODULE", Key,
            "{path} cannot be loaded as a PKCS#11 module: {reason}",
            "name the driver's library, built for the same processor as this program";
        /// Others may have changed the module, whose code would be executed.
        ModuleUntrusted {
            /// The file.
            path: String,
            /// Why it is not trusted.
            reason: String,
        } = "E-TOKEN-MODULE-TRUST", Key,
            "the PKCS#11 module {path} {reason}",
            "install the driver so that only root may write it, or name another module";
        /// No slot contains a token.
        NoTokens {
            /// The module.
            module: String,
            /// How many slots it has.
            slots: usize,
        } = "E-TOKEN-NONE", Key,
            "no token is inserted: {module} has {slots} slots, all empty",
            "insert the token; if it is inserted, name the module of its driver";
        /// No token matches the URI.
        NoMatch {
            /// The URI.
            uri: String,
            /// The tokens found.
            candidates: String,
        } = "E-TOKEN-NO-MATCH", Key,
            "no token matches {uri}; found: {candidates}",
            "insert the token, or name one of those found";
        /// Several tokens match the URI.
        Several {
            /// The URI.
            uri: String,
            /// The tokens it matches.
            candidates: String,
        } = "E-TOKEN-SEVERAL", Key,
            "{uri} matches several tokens: {candidates}",
            "add the serial number to the URI, or leave only one of them inserted";
        /// No certificate matches the URI.
        NoCertificate {
            /// The URI.
            uri: String,
            /// The certificates found.
            candidates: String,
        } = "E-TOKEN-CERTIFICATE", Key,
            "no certificate matches {uri}; found: {candidates}",
            "name one of the certificates found; those readable only after a login are not searched";
        /// Several certificates match the URI.
        SeveralCertificates {
            /// The URI.
            uri: String,
            /// The certificates it matches.
            candidates: String,
        } = "E-TOKEN-CERTIFICATES", Key,
            "{uri} matches several certificates: {candidates}",
            "add object, id or serial to the URI until it matches one";
        /// The selected certificate is damaged.
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
        /// The requested label belongs to no object of the pair.
        Label {
            /// The token.
            token: String,
            /// The label.
            label: String,
        } = "E-TOKEN-LABEL", Key,
            "the token {token} has the requested id, but no object with this id has the label {label}",
            "correct object in the URI, or omit it";
        /// The token supports no mechanism that signs with PKCS#1 v1.5.
        NoMechanism {
            /// The token.
            token: String,
            /// The mechanisms that would do.
            wanted: String,
        } = "E-TOKEN-MECHANISM", Key,
            "the token {token} supports none of {wanted}",
            "sign with another token, or with another digest";
        /// The key requires a login for each signature, which needs a mechanism that takes the
        /// message in parts.
        LoginEach {
            /// The token.
            token: String,
            /// The mechanism that would do.
            wanted: &'static str,
        } = "E-TOKEN-LOGIN-EACH", Key,
            "the key on the token {token} requires a login for each signature, which needs {wanted}; the token does not support it",
            "sign with another token, or with a key that does not require a login for each signature";
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
            "the PIN of the token {token} has never been set",
            "set it with the token's own program";
        /// The token rejected the PIN.
        WrongPin {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN", Key,
            "wrong PIN for the token {token}; this used one try and was not repeated (Cisco's tokens lock permanently after 15 wrong tries in a row)",
            "check the tries left with `ctl token show` before the next one";
        /// The token does not allow a PIN of this form.
        PinLength {
            /// Whether it is the PIN or the new PIN.
            pin: &'static str,
            /// The token.
            token: String,
            /// The lengths that it allows.
            allowed: String,
        } = "E-TOKEN-PIN-LENGTH", Key,
            "the {pin} has a length or characters that the token {token} does not allow ({allowed})",
            "choose another one; if only the length is wrong, no try was used";
        /// The token rejected a new PIN as too easy to guess.
        PinWeak {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN-WEAK", Key,
            "the new PIN does not meet the rules of the token {token}",
            "choose a longer PIN with letters, digits and symbols";
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
            "the PIN of the token {token} is locked after too many wrong tries",
            "unlock it with the token's own program; a Cisco token cannot be unlocked: use the other one";
        /// One more wrong PIN locks the token.
        FinalTry {
            /// The token.
            token: String,
        } = "E-TOKEN-FINAL-TRY", Key,
            "one more wrong PIN locks the token {token}; no PIN was tried",
            "if you are sure of the PIN, allow the final try";
        /// The token does not report how many tries are left.
        TriesUnknown {
            /// The token.
            token: String,
        } = "E-TOKEN-TRIES", Key,
            "the token {token} cannot report how many tries are left (its clock is not set), so the next could be the last; no PIN was tried",
            "if you are sure of the PIN, allow the final try";
        /// The PIN is entered on the token's own keypad and must be changed there, too.
        PinPad {
            /// The token.
            token: String,
        } = "E-TOKEN-PIN-PAD", Key,
            "the PIN of the token {token} is entered on its own keypad and cannot be changed by this program",
            "change it with the token's own program";
        /// The user did not enter the PIN.
        Cancelled {
            /// The token.
            token: String,
        } = "E-TOKEN-CANCELLED", Key,
            "the entry of the PIN for the token {token} was cancelled or took too long",
            "try again";
        /// The token was removed.
        Removed {
            /// The token.
            token: String,
        } = "E-TOKEN-REMOVED", Key,
            "the token {token} was removed",
            "insert it again, and leave it inserted until the program ends";
        /// The module rejected a call.
        Refused {
            /// The token or the module.
            token: String,
            /// The call.
            call: String,
            /// The answer.
            answer: String,
        } = "E-TOKEN-REFUSED", Key,
            "{token}: {call} returned {answer}",
            "look up this value in the documentation of the token's driver";
        /// The module answered with something that PKCS#11 does not allow.
        Form {
            /// The token or the module.
            token: String,
        } = "E-TOKEN-FORM", Key,
            "{token}: an answer does not follow PKCS#11",
            "install a newer driver for the token";
    }
}
