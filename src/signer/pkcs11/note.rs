//! Warnings about tokens and modules, although nothing is wrong yet.

use crate::error::described;

described! {
    /// A warning before a PIN is tried.
    pub enum TokenNote {
        /// A wrong PIN was entered before.
        CountLow {
            /// The token.
            token: String,
        } = "W-TOKEN-PIN-COUNT", Note,
            "the token {token} has had at least one wrong PIN since the last correct one",
            "a correct PIN resets the count; Cisco's tokens lock permanently after 15 wrong tries in a row";
        /// The next wrong PIN locks the token.
        FinalTry {
            /// The token.
            token: String,
        } = "W-TOKEN-FINAL-TRY", Note,
            "this is the last try: a wrong PIN locks the token {token}",
            "stop here if there is any doubt about the PIN";
        /// How many tries are left is not known.
        TriesUnknown {
            /// The token.
            token: String,
        } = "W-TOKEN-TRIES", Note,
            "the token {token} cannot report how many tries are left: this could be the last",
            "stop here if there is any doubt about the PIN";
        /// The PIN is the factory's, or has expired.
        ToBeChanged {
            /// The token.
            token: String,
        } = "W-TOKEN-PIN-CHANGE", Note,
            "the PIN of the token {token} must be changed; the token may refuse to sign until then",
            "change it with `ctl token passwd`";
        /// Users other than root may change the module, whose code is executed.
        ModuleExposed {
            /// The module.
            module: String,
        } = "W-TOKEN-MODULE-GROUP", Note,
            "the PKCS#11 module {module}, which is given the PIN, is writable by its group",
            "install the driver so that only root may write it";
        /// The PIN is entered on a keypad.
        Pad {
            /// The token.
            token: String,
        } = "W-TOKEN-PIN-PAD", Note,
            "enter the PIN of the token {token} on its own keypad",
            "do not type it here";
    }
}
