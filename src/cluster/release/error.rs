//! Why a release cannot be used.

use crate::error::described;

described! {
    /// Why a release cannot be used, or not for this request.
    pub enum ReleaseError {
        /// The text is not a release.
        Form {
            /// The text.
            text: String,
        } = "E-RELEASE-FORM", Input,
            "{text:?} is not a CUCM release",
            "write it as 9.1, 10.5(2), 12.5(1)SU5 or 14SU3";
        /// The release is older than trust lists.
        TooOld {
            /// The release.
            release: String,
        } = "E-RELEASE-OLD", Input,
            "release {release} has no trust lists; CUCM has them from 4.0 on",
            "check the release";
        /// The release is ambiguous: it matches two rows of the table.
        Straddles {
            /// The release.
            release: String,
            /// The first row.
            first: &'static str,
            /// The last row.
            last: &'static str,
            /// What to write for the last release of the first row.
            upto: &'static str,
            /// What to write for the first release of the last row.
            since: &'static str,
        } = "E-RELEASE-STRADDLES", Input,
            "{release} matches two rows of the table of releases, \"{first}\" and \"{last}\": \
             write {upto} or {since}",
            "write the release with its maintenance release or service update";
        /// Lists of this release are always signed by tokens.
        NoTokenless {
            /// The release.
            release: String,
        } = "E-RELEASE-TOKENLESS", No,
            "in release {release} only tokens sign the CTL; CUCM has tokenless lists from 10.0 on",
            "write signing = \"token\" in cluster.toml, or correct its release";
        /// Lists of this release are never signed by tokens.
        NoTokens {
            /// The release.
            release: String,
        } = "E-RELEASE-TOKENS", No,
            "in release {release} tokens do not sign the CTL; 14SU2 is the last release with \
             tokens",
            "write signing = \"tokenless\" in cluster.toml";
        /// The chosen signer is not among the SASTs.
        NotASast {
            /// The release.
            release: String,
            /// The signer.
            signer: &'static str,
        } = "E-RELEASE-SIGNER", No,
            "{signer} is not a SAST of tokenless lists in release {release}",
            "remove signer from cluster.toml";
        /// A CTL of this release has one tokenless SAST, or none.
        NoReset {
            /// The release.
            release: String,
        } = "E-RELEASE-RESET", No,
            "the CTL of release {release} has no second tokenless SAST that could sign; CUCM has \
             one from 10.5(2) on",
            "run `ctl update CTLFile`, which signs it with the key that phones know";
        /// This release has no ITLs.
        NoItl {
            /// The release.
            release: String,
        } = "E-RELEASE-ITL", No,
            "release {release} has no ITLs; CUCM has them from 8.0 on",
            "phones of this release have a CTL only";
        /// An ITL of this release has only one possible signer.
        NoItlReset {
            /// The release.
            release: String,
        } = "E-RELEASE-ITL-RESET", No,
            "the ITL of release {release} has only one SAST; CUCM has a second one from 10.0 on",
            "run `ctl itl update`, which signs it with the key that phones know";
    }
}
