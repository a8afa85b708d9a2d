//! The examples of every command, and the environment variables that it reads. The tests run
//! the examples.

/// What the help and the man page of a command end with.
pub(super) struct Page {
    /// The command; empty for `ctl` itself.
    pub(super) command: &'static str,
    /// What an example does, and its command line; `# exit N` where that is not 0.
    pub(super) examples: &'static [(&'static str, &'static str)],
    /// Environment variables.
    pub(super) environment: &'static [&'static str],
}

/// One page for each command.
pub(super) const PAGES: &[Page] = &[
    Page {
        command: "",
        examples: &[
            ("What is in this list?", "ctl show --format table CTLFile.tlv"),
            (
                "Would phones that hold the old list accept the new one?",
                "ctl accept --ctl old.tlv CTLFile.tlv",
            ),
            (
                "What does a cluster look like? A lab, in mixed mode",
                "ctl init mylab --lab && ctl -C mylab set-cluster mixed-mode --yes",
            ),
        ],
        environment: &["COLUMNS", "CTL_CLUSTER", "CTL_PKCS11_MODULE", "SOURCE_DATE_EPOCH", "TZ"],
    },
    Page {
        command: "adopt",
        examples: &[
            (
                "The present lists, fetched from the TFTP node cucm-pub",
                "ctl adopt CTLFile.tlv --itl cucm-pub=ITLFile.tlv",
            ),
            (
                "Preview, with an older CTL that some phones may still have",
                "ctl adopt --dry-run old.tlv CTLFile.tlv",
            ),
        ],
        environment: &["CTL_CLUSTER", "SOURCE_DATE_EPOCH"],
    },
    Page {
        command: "set-cluster",
        examples: &[
            ("What would be published, and where?", "ctl set-cluster mixed-mode --dry-run"),
            ("Set mixed mode without confirmation", "ctl set-cluster mixed-mode --yes"),
            (
                "Another cluster, signed by an inserted token, with the PIN in a file",
                "ctl set-cluster mixed-mode -C brno --yes --pin-file pin",
            ),
            ("Back to non-secure mode", "ctl set-cluster non-secure-mode --yes"),
        ],
        environment: PUBLISHING,
    },
    Page {
        command: "update",
        examples: &[
            ("What would change, and for which reason?", "ctl update CTLFile --dry-run"),
            ("After an address has changed in cluster.toml", "ctl update CTLFile --yes"),
            ("Every phone has generation 2 by now", "ctl update CTLFile --phones-have @2 --yes"),
            ("Publish the previous CTL again", "ctl update CTLFile --to @previous --yes"),
        ],
        environment: PUBLISHING,
    },
    Page {
        command: "upgrade",
        examples: &[
            ("Who would sign, and what would change?", "ctl upgrade --dry-run"),
            ("From tokens to tokenless", "ctl upgrade --yes"),
        ],
        environment: PUBLISHING,
    },
    Page {
        command: "reset",
        examples: &[
            ("Preview: which key would sign?", "ctl reset localkey --dry-run"),
            ("Sign and publish", "ctl reset localkey --yes"),
        ],
        environment: PUBLISHING,
    },
    Page {
        command: "delete",
        examples: &[
            (
                "In non-secure mode, once every phone was reset",
                "ctl delete CTLFile --yes --phones-have @current",
            ),
            (
                "All tokens of this cluster's CTL are lost",
                "ctl delete CTLFile -C brno --tokens-lost --yes",
            ),
        ],
        environment: PUBLISHING,
    },
    Page {
        command: "itl",
        examples: &[("Which ITLs would change, and why?", "ctl itl update --dry-run")],
        environment: PUBLISHING,
    },
    Page {
        command: "itl update",
        examples: &[("After a TVS certificate was regenerated", "ctl itl update --yes")],
        environment: PUBLISHING,
    },
    Page {
        command: "itl reset",
        examples: &[("With the other key of each node", "ctl itl reset localkey --yes")],
        environment: PUBLISHING,
    },
    Page {
        command: "itl reset localkey",
        examples: &[
            ("Which key signs which ITL?", "ctl itl reset localkey --dry-run"),
            ("Sign and publish", "ctl itl reset localkey --yes"),
        ],
        environment: PUBLISHING,
    },
    Page {
        command: "itl reset remotekey",
        examples: &[(
            "With the ITLRecovery key that was exported",
            "ctl itl reset remotekey ITLRecovery.p12 --pin-file passphrase --yes",
        )],
        environment: PUBLISHING,
    },
    Page {
        command: "status",
        examples: &[
            ("What is the state of the cluster?", "ctl status"),
            ("All publications, with signer and reason", "ctl status --history"),
            ("In a script: exit 1 where something differs", "ctl status --json > status.json"),
        ],
        environment: &["CTL_CLUSTER"],
    },
    Page {
        command: "plan",
        examples: &[
            ("Is it safe to regenerate CallManager today?", "ctl plan --change callmanager"),
            ("Several certificates: in which order?", "ctl plan --change callmanager,tvs,capf"),
            ("How do phones move to another cluster?", "ctl plan --change migration"),
        ],
        environment: &["CTL_CLUSTER"],
    },
    Page {
        command: "show",
        examples: &[
            ("As CUCM shows it", "ctl show CTLFile.tlv"),
            ("One line a record", "ctl show --format table ITLFile.tlv"),
            ("From a pipe, as JSON", "cat CTLFile.tlv | ctl show --json -"),
            ("The cluster's present CTL", "ctl show ctl"),
            ("An ITL of the cluster's first generation", "ctl show @1/itl/cucm-pub"),
        ],
        environment: &["COLUMNS", "CTL_CLUSTER", "TZ"],
    },
    Page {
        command: "verify",
        examples: &[
            ("Both lists of a node", "ctl verify CTLFile.tlv ITLFile.tlv"),
            ("Is it signed by our own key?", "ctl verify --signer pub.pem CTLFile.tlv"),
            ("A list that was tampered with", "ctl verify tampered.tlv   # exit 1"),
            (
                "Would phones that hold the old list take the new one?",
                "ctl verify --installed CTLFile.tlv new.tlv",
            ),
        ],
        environment: &["CTL_CLUSTER", "CTL_PKCS11_MODULE"],
    },
    Page {
        command: "accept",
        examples: &[
            (
                "Would phones that hold these lists take the new ones?",
                "ctl accept --ctl CTLFile.tlv --itl ITLFile.tlv new.tlv newitl.tlv",
            ),
            (
                "Why does this phone say \"Trust List Update Failed\"?",
                "ctl accept --ctl CTLFile.tlv --class legacy --explain \\\n      \
                 stranger.tlv   # exit 1",
            ),
            (
                "The same with its ITL, and a TVS that vouches for the signer",
                "ctl accept --itl ITLFile.tlv --class sbd \\\n      \
                 --tvs tvs.pem --tvs-knows stranger.pem,role=SAST stranger.tlv",
            ),
            (
                "Two updates, one after the other",
                "ctl accept --ctl CTLFile.tlv bridge.tlv --then stranger.tlv",
            ),
        ],
        environment: &["COLUMNS", "CTL_CLUSTER", "CTL_PKCS11_MODULE"],
    },
    Page {
        command: "build",
        examples: &[
            (
                "A tokenless CTL of two nodes; pub.pem holds the publisher's certificate and key",
                "ctl build -o new.tlv \\\n      \
                 --sast pub.pem,host=cucm-pub,address=10.48.47.153 \\\n      \
                 --ccm-tftp pub.pem,host=cucm-pub,address=10.48.47.153 \\\n      \
                 --capf capf.pem,host=cucm-pub,address=10.48.47.153 \\\n      \
                 --ccm-tftp sub.pem,host=cucm-sub,address=10.48.47.154",
            ),
            (
                "An ITL as usecallmanager certutils would write it, with the key in its own file",
                "ctl build -o itl.tlv --kind itl --layout certutils \\\n      \
                 --sast sub.pem --tftp sub.pem --tvs tvs.pem \\\n      \
                 --signer sub.pem --key sub.key --pin-file passphrase",
            ),
            (
                "Signed by a USB token; the second token's certificate was exported before",
                "ctl build -o token.tlv --layout client \\\n      \
                 --sast 'pkcs11:token=SAST%201' --sast token2.pem \\\n      \
                 --ccm-tftp pub.pem,host=cucm-pub,address=10.48.47.153 \\\n      \
                 --key 'pkcs11:token=SAST%201' --pin-file pin",
            ),
        ],
        environment: &["CTL_PKCS11_MODULE", "SOURCE_DATE_EPOCH"],
    },
    Page {
        command: "init",
        examples: &[
            ("A lab of three nodes, with certificates and keys", "ctl init --lab lab"),
            (
                "A larger lab whose CTL USB tokens sign",
                "ctl init --lab --nodes 12 --release 11.5 --tokens lab11",
            ),
            ("A cluster.toml to fill in", "ctl init warsaw"),
        ],
        environment: &["SOURCE_DATE_EPOCH"],
    },
    Page {
        command: "cert",
        examples: &[(
            "A server's certificate and key, in one file",
            "ctl cert new -o pbx.pem --subject CN=pbx.example.net,O=Example",
        )],
        environment: &["CTL_PKCS11_MODULE", "SOURCE_DATE_EPOCH"],
    },
    Page {
        command: "cert show",
        examples: &[
            ("Subject, expiry and fingerprint of a certificate", "ctl cert show pub.pem"),
            ("As JSON", "ctl cert show --json pub.pem"),
        ],
        environment: &[],
    },
    Page {
        command: "cert new",
        examples: &[
            (
                "For a PBX that phones know by name and by address",
                "ctl cert new -o pbx.pem --subject CN=pbx.example.net,O=Example,C=NZ \\\n      \
                 --san pbx.example.net --san 10.48.47.153",
            ),
            (
                "A CA, with an encrypted key in its own file",
                "ctl cert new -o ca.pem --key-out ca.key --new-pin-file passphrase \\\n      \
                 --subject 'CN=Lab CA,O=Example' --usage ca",
            ),
            (
                "What that CA issues",
                "ctl cert new -o new.pem --subject CN=cucm-pub,O=Example --days 365 \\\n      \
                 --issuer lab-ca.pem --issuer-key lab-ca.key --pin-file passphrase",
            ),
        ],
        environment: &["CTL_PKCS11_MODULE", "SOURCE_DATE_EPOCH"],
    },
    Page {
        command: "token",
        examples: &[
            (
                "Which tokens are there, and which of them can update this list?",
                "ctl token list --list CTLFile.tlv",
            ),
            ("Details of one token, with its PIN tries", "ctl token show pkcs11:token=SAST%201"),
        ],
        environment: &["CTL_PKCS11_MODULE"],
    },
    Page {
        command: "token list",
        examples: &[
            ("Which can sign an update of the cluster's CTL, if there is one?", "ctl token list"),
            ("Which of them can sign an update of this list?", "ctl token list --list CTLFile.tlv"),
        ],
        environment: &["CTL_CLUSTER", "CTL_PKCS11_MODULE"],
    },
    Page {
        command: "token show",
        examples: &[("The token with this label", "ctl token show pkcs11:token=SAST%201")],
        environment: &["CTL_PKCS11_MODULE"],
    },
    Page {
        command: "token export",
        examples: &[(
            "Its certificate, for --sast when the token is not inserted",
            "ctl token export 'pkcs11:token=SAST%201' -o token1.pem",
        )],
        environment: &["CTL_PKCS11_MODULE"],
    },
    Page {
        command: "token add",
        examples: &[
            (
                "An inserted token; another token signs, with the PIN in a file",
                "ctl token add 'pkcs11:token=SAST%201' --pin-file pin --yes",
            ),
            (
                "A token that is not inserted, from its exported certificate",
                "ctl token add token2.pem --key 'pkcs11:token=SAST%202' \\\n      \
                 --pin-file pin --yes",
            ),
        ],
        environment: PUBLISHING,
    },
    Page {
        command: "token remove",
        examples: &[(
            "Named by the end of its subject",
            "ctl token remove 0054f509 --pin-file pin --yes",
        )],
        environment: PUBLISHING,
    },
    Page {
        command: "token passwd",
        examples: &[(
            "PINs from files instead of the terminal",
            "ctl token passwd pkcs11:token=SAST%201 \\\n      \
             --pin-file pin --new-pin-file new-pin",
        )],
        environment: &["CTL_PKCS11_MODULE"],
    },
    Page {
        command: "generate",
        examples: &[
            ("Man pages", "ctl generate man man1"),
            ("Completions for all shells", "ctl generate completions completions"),
        ],
        environment: &[],
    },
];

/// What every command reads that publishes lists.
const PUBLISHING: &[&str] = &["CTL_CLUSTER", "CTL_PKCS11_MODULE", "SOURCE_DATE_EPOCH"];
