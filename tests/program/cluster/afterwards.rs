//! The next steps that a command prints: the table of Cisco's documents, by command, release and
//! change.

use super::Site;
use super::site::strings;

const FILES: &str = "On a real CUCM, upload the files to each node in OS Administration, TFTP \
                     File Management.";
const UNITY: &str = "Reset the port groups of Unity Connection 10.5 and later if it has secure \
                     ports.";
const BOTH: &str = "Please Restart the TFTP and Cisco CallManager services on all nodes in the \
                    cluster that run these services";
const FIRST: &str = "Restart the TFTP service first, then the Cisco CallManager service.";
const CTI: &str = "You must restart Cisco CTIManager services on all the nodes in the cluster \
                   that have the service activated.";
const RESET_CTL: &str = "You must reset all phones to ensure they received the updated CTL file.";
const RESET_ITL: &str = "You must reset all phones to ensure they received the updated ITL file.";
const RESET: &str = "Reset all phones.";
const SECURE: &str = "Reset all authenticated and encrypted phones.";
const SRST: &str =
    "A phone in SRST while the mode changes stays in SRST until its router is switched off.";
const REGISTRATION: &str = "Auto-registration is off in mixed mode.";
const COMPARE: &str = "Compare the hashes on a phone of each TFTP node with `ctl status`.";
const LATER: &str =
    "Only when all phones have this CTL, run `ctl update CTLFile --phones-have @current`.";
const PROXY: &str = "Then run `utils service restart Cisco HAProxy` on each of them.";
const CALL_MANAGER: &str = "Restart in this order, on every node that runs them: Cisco \
                            CallManager, Cisco \
                            CTIManager, Cisco Trust Verification Service, Cisco Tftp.";
const SECURED: &str = "Restart in this order, on every node that runs them: Cisco CallManager, \
                       Cisco CTIManager.";
const CAPF: &str = "Restart in this order, on every node that runs them: Cisco Certificate \
                    Authority Proxy \
                    Function (publisher), Cisco Trust Verification Service, Cisco Tftp.";
const TVS: &str = "Restart in this order, on every node that runs them: Cisco Trust Verification Service, Cisco \
     Tftp.";

/// Options of the lab, commands before, the certificate that changes then, the command.
type Case = (&'static str, &'static [&'static str], &'static str, &'static str, Vec<&'static str>);

const MIXED: &[&str] = &["set-cluster mixed-mode"];
const BOTH_MODES: &[&str] = &["set-cluster mixed-mode", "set-cluster non-secure-mode"];

fn cases() -> Vec<Case> {
    let wait = |usual: &'static str| {
        let first = match usual {
            "ITLRecovery" => {
                "Do not restart Cisco Tftp yet: on a real CUCM that rebuilds the ITL, signed by \
                 ITLRecovery."
            }
            _ => {
                "Do not restart Cisco Tftp yet: on a real CUCM that rebuilds the ITL, signed by \
                 CallManager."
            }
        };
        vec![
            first,
            RESET_ITL,
            "Wait until every phone has this ITL.",
            "Only then run `ctl itl update --phones-have @current`, restart Cisco Tftp on every \
             node \
             that runs it, and reset all phones again.",
            FILES,
        ]
    };
    let publisher = "cucm-pub-CallManager";
    vec![
        // set-cluster, by release.
        ("10.0", &[], "", MIXED[0], vec![BOTH, RESET_CTL, SRST, REGISTRATION, FILES]),
        ("11.0", &[], "", MIXED[0], vec![BOTH, RESET_CTL, UNITY, SRST, REGISTRATION, FILES]),
        ("11.5", &[], "", MIXED[0], vec![BOTH, RESET_CTL, UNITY, SRST, FILES]),
        ("12.5", &[], "", MIXED[0], vec![BOTH, FIRST, CTI, RESET_CTL, UNITY, SRST, FILES]),
        (
            "12.5",
            MIXED,
            "",
            "set-cluster non-secure-mode",
            vec![
                BOTH,
                FIRST,
                CTI,
                RESET_CTL,
                UNITY,
                SRST,
                "Authenticated and encrypted phones register without security once they are \
                 reset; they keep a CTL.",
                "Secure SRST references keep their settings, which are ignored in non-secure \
                 mode.",
                "Set DSP farms that were secure to non-secure.",
                FILES,
            ],
        ),
        // Any other update.
        (
            "12.5",
            MIXED,
            "",
            "update CTLFile --force",
            vec![BOTH, FIRST, CTI, RESET_CTL, UNITY, FILES],
        ),
        (
            "12.5",
            &["set-cluster mixed-mode", "update CTLFile --force"],
            "",
            "update CTLFile --to @1",
            vec![BOTH, FIRST, CTI, RESET_CTL, UNITY, FILES],
        ),
        // Certificates.
        (
            "12.5",
            MIXED,
            publisher,
            "update CTLFile",
            vec![SECURE, CALL_MANAGER, RESET, UNITY, FILES],
        ),
        (
            "15",
            MIXED,
            publisher,
            "update CTLFile",
            vec![SECURE, CALL_MANAGER, PROXY, RESET, UNITY, FILES],
        ),
        ("12.5", MIXED, "CAPF", "update CTLFile", vec![SECURE, CAPF, RESET, UNITY, FILES]),
        ("12.5", MIXED, "cucm-pub-TVS", "update CTLFile", vec![TVS, RESET, FILES]),
        ("12.5", MIXED, "cucm-sub1-TVS", "itl update", vec![TVS, RESET, FILES]),
        (
            "12.5",
            MIXED,
            "ITLRecovery",
            "reset localkey",
            vec![
                SECURED,
                "Do not restart Cisco Trust Verification Service and Cisco Tftp yet.",
                RESET_CTL,
                COMPARE,
                LATER,
                UNITY,
                FILES,
            ],
        ),
        (
            "12.5",
            &["set-cluster mixed-mode", "reset localkey --accept-lockout"],
            "",
            "update CTLFile",
            vec![
                SECURED,
                RESET_CTL,
                COMPARE,
                "Only when all phones have this CTL: Restart in this order, on every node that \
                 runs them: Cisco \
                 Trust Verification Service, Cisco Tftp.",
                UNITY,
                FILES,
            ],
        ),
        (
            "11.5",
            MIXED,
            publisher,
            "reset localkey",
            vec![SECURE, CALL_MANAGER, RESET, COMPARE, LATER, UNITY, FILES],
        ),
        // ITLs by another key.
        ("12.5", MIXED, "", "itl reset localkey", wait("ITLRecovery")),
        ("11.5", MIXED, "", "itl reset localkey", wait("CallManager")),
        (
            "12.5",
            BOTH_MODES,
            "",
            "delete CTLFile",
            vec![
                "Phones keep their CTL until it is deleted on each phone.",
                "On a real CUCM, run `file delete tftp CTLFile.tlv` on every node.",
            ],
        ),
    ]
}

#[test]
fn what_comes_next_depends_on_command_release_and_what_changed() {
    let mut checked = 0;
    for (release, before, renewed, command, expected) in cases() {
        let what = format!("{release}, {before:?}, {renewed}: {command}");
        let site = Site::copied(&format!("--release {release}"));
        for command in before {
            let run = site.change(command, &[]);
            assert_eq!(run.code, 0, "{what}: {}", run.err);
        }
        if !renewed.is_empty() {
            let host = renewed.trim_end_matches("-CallManager").trim_end_matches("-TVS");
            site.certify(renewed, host, "");
        }
        let dry = site.change(command, &["--dry-run", "--json"]);
        let dry: serde_json::Value = serde_json::from_str(dry.text()).expect(&what);
        assert_eq!(strings(&dry["afterwards"]), expected, "{what}");
        checked += 1;
    }
    assert_eq!(checked, 18);
}
