//! What the user should know of tokens and modules although nothing is wrong yet.

use crate::error::described;

described! {
    /// What the user should know before a PIN is tried.
    pub enum TokenNote {
        /// A wrong PIN was entered before.
        CountLow {
            /// The token.
            token: String,
        } = "W-TOKEN-PIN-COUNT", Note,
            "the token {token} has seen at least one wrong PIN since the last right one",
            "a right PIN sets the count back; Cisco's tokens lock for good after 15 wrong ones in a row";
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
            "the token {token} cannot say how many tries are left: this could be the last",
            "stop here if there is any doubt about the PIN";
        /// The PIN is the factory's, or has expired.
        ToBeChanged {
            /// The token.
            token: String,
        } = "W-TOKEN-PIN-CHANGE", Note,
            "the PIN of the token {token} is to be changed, and the token may refuse to sign before",
            "change it with `ctl token passwd`";
        /// More people than root may change the module, whose code is run.
        ModuleExposed {
            /// The module.
            module: String,
        } = "W-TOKEN-MODULE-GROUP", Note,
            "the group of the PKCS#11 module {module} may write it, and it is given the PIN",
            "install the driver so that only root may write it";
        /// The PIN is entered on a pad.
        Pad {
            /// The token.
            token: String,
        } = "W-TOKEN-PIN-PAD", Note,
            "enter the PIN of the token {token} on its own pad",
            "nothing has to be typed here";
    }
}
