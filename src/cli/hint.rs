//! Advice that names options of the command line, which the library does not know. All other advice
//! comes from the library.

use trustlist::error::ErrorDoc;

/// The id of an error, and what to do next.
const HINTS: [(&str, &str); 32] = [
    ("E-BUILD-DIGEST", "use --digest sha1, or a longer key"),
    ("E-BUILD-EMPTIED", "use --layout cli or client"),
    ("E-BUILD-SAST-FORM", "leave SAST out of --empty and --hash-only"),
    (
        "E-BUILD-SIGNER",
        "add the signer's certificate with --sast: phones look for the signer in the SAST records",
    ),
    ("E-BUILD-TVS", "leave it out, or build an ITL with --kind itl"),
    ("E-FOLDER-CLUSTER", "use -C, CTL_CLUSTER or `ctl init`"),
    (
        "E-GUARD-NOTHING-HELD",
        "adopt the lists that the cluster has published with `ctl adopt FILE`; if there are only new or reset phones, add --new-phones",
    ),
    (
        "E-GUARD-REFUSED",
        "follow the commands above, if there are any; if every phone has a later list, add --phones-have @N; --accept-lockout publishes anyway",
    ),
    (
        "E-GUARD-TVS",
        "check that TVS runs (`utils service list`) with the TVS certificate of the phones' ITL, then add --tvs-up",
    ),
    ("E-KEY-NO-SECRET", "give it with --pin-file, --pin-fd or --pin-env"),
    ("E-LAB-NO-TOKENS", "create the lab without --tokens, or choose a release up to 14SU2"),
    ("E-LAB-TOKENS-NEEDED", "create the lab with --tokens"),
    ("E-LOCK-TAKEN", "wait until it has finished, then try again; --wait SECONDS waits longer"),
    ("E-OUTPUT-EXISTS", "name another file, or overwrite it with --force"),
    (
        "E-OUTPUT-OBSTACLE",
        "find out who put it there, and move it away; --force replaces it, but never the target of a link",
    ),
    ("E-RULE-CLOCK", "set the clock, or name the time of the new lists with --timestamp"),
    (
        "E-RULE-DELETE",
        "run `ctl set-cluster non-secure-mode` first; if every token of the CTL is lost, `ctl delete CTLFile --tokens-lost`",
    ),
    ("E-RULE-GENERATION", "run `ctl status --history`, which lists all generations"),
    (
        "E-RULE-GENERATION-LIST",
        "run `ctl status --history`, which shows the lists of each generation",
    ),
    (
        "E-RULE-LOCALKEY-TOKENS",
        "insert another token of the current CTL and run `ctl update CTLFile --token URI`",
    ),
    ("E-RULE-NOT-A-LIST", "move it away, or overwrite it with --force"),
    (
        "E-RULE-TO-MODE",
        "set the mode with `ctl set-cluster`, or name a generation of this mode (`ctl status --history`)",
    ),
    (
        "E-RULE-TOKEN-NONE",
        "insert it, or choose another one with --token URI; `ctl token list` shows what is inserted",
    ),
    (
        "E-RULE-TOKEN-OTHER",
        "choose a token that the present CTL names; `ctl token list` shows them",
    ),
    (
        "E-RULE-TOKEN-STRANGE",
        "add the tokens' certificates as [[trust]] and run `ctl update CTLFile` before changing `signing`; if every token of the CTL is lost, `ctl delete CTLFile --tokens-lost`",
    ),
    ("E-RULE-TOKEN-UNUSED", "run the command without --token"),
    ("E-STORE-GENERATION", "run `ctl status --history`, which lists all generations"),
    ("E-TOKEN-FINAL-TRY", "if you are sure of the PIN, give --final-try"),
    (
        "E-TOKEN-MODULE-NONE",
        "install the token's driver, or name its module with module-path in the URI, --module or CTL_PKCS11_MODULE",
    ),
    ("E-TOKEN-TRIES", "if you are sure of the PIN, give --final-try"),
    (
        "E-URI-PIN-VALUE",
        "name a source for the PIN: pin-source=file:/path, --pin-file, --pin-fd or --pin-env; and change the PIN if others could have seen it",
    ),
    ("W-BUILD-HOSTS", "leave them out, or use --layout cli"),
];

/// What to do next.
pub(crate) fn of(doc: &ErrorDoc) -> &'static str {
    HINTS.iter().find(|(id, _)| *id == doc.id).map_or(doc.advice, |(_, hint)| hint)
}

#[cfg(test)]
mod tests {
    use super::HINTS;
    use crate::cli::exit::GROUPS;

    #[test]
    fn every_hint_is_of_an_error_and_the_library_names_no_option() {
        let rows = || GROUPS.iter().flat_map(|group| group.rows);
        for (id, _) in HINTS {
            assert!(rows().any(|row| row.id == id), "{id}");
        }
        let own = ["Command line"];
        let library = GROUPS.iter().filter(|group| !own.contains(&group.heading));
        let mut count = 0;
        for row in library.flat_map(|group| group.rows) {
            assert!(!row.advice.contains("--"), "{}: {}", row.id, row.advice);
            count += 1;
        }
        assert!(count > 200, "{count}");
    }
}
