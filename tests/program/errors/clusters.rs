//! Clusters: their folders, their rules, and what their phones hold.

use super::{Row, provoke};

const MAKING: &[Row] = &[
    ("E-LAB-NO-TOKENS", "", "init new --lab --release 15 --tokens"),
    ("E-LAB-TOKENS-NEEDED", "", "init new --lab --release 9.1"),
    ("E-TREE-EXISTS", "mkdir new; touch new/cluster.toml", "init new"),
    ("E-TREE-FOLDER", "touch new", "init new"),
];

#[test]
fn making() {
    assert_eq!(provoke(MAKING), 4);
}

const FOLDERS: &[Row] = &[
    (
        "E-DEVICES-COUNT",
        "seq -f %012.0f 100001 > c/phones.txt; sed -i 's/^# devices/devices/' c/cluster.toml",
        "-C c set-cluster mixed-mode --yes",
    ),
    (
        "E-DEVICES-MAC",
        "echo text > c/phones.txt; sed -i 's/^# devices/devices/' c/cluster.toml",
        "-C c set-cluster mixed-mode --yes",
    ),
    ("E-LOCK-FOREIGN", "ln -sf $PWD/itl-12.tlv c/.ctl/lock", "-C c set-cluster mixed-mode --yes"),
    ("E-LOCK-TAKEN", "exec 9>> c/.ctl/lock; flock 9", "-C c set-cluster mixed-mode --yes --wait 0"),
    (
        "E-MANIFEST-NODE-RECOVERY",
        "recovery='{ certificate = \"certs/ITLRecovery.pem\", key = \"keys/ITLRecovery.pem\" }'
         sed -i \"s|^publisher = true|&\\nitlrecovery = $recovery|\" r/cluster.toml",
        "-C r status",
    ),
    (
        "E-OUTPUT-OBSTACLE",
        "mkfifo c/tftp/cucm-pub/CTLFile.tlv",
        "-C c set-cluster mixed-mode --yes",
    ),
    (
        "E-OUTPUT-PLANTED",
        "touch c/tftp/cucm-pub/.CTLFile.tlv.ctl-1",
        "-C c set-cluster mixed-mode --yes",
    ),
    (
        "E-PUBLISH-CLASH",
        "rmdir c/tftp/cucm-sub1; ln -s cucm-pub c/tftp/cucm-sub1
         sed -i 's/^services.*/services = [\"callmanager\", \"tftp\"]/' c/cluster.toml",
        "-C c set-cluster mixed-mode --yes",
    ),
    ("E-FOLDER-CLUSTER", "rm c/cluster.toml", "-C c status"),
    ("E-USAGE-SHOW-HOST", "", "-C c show ctl cucm-pub"),
    ("E-MANIFEST-PLACE", "cp c/certs/cucm-pub-TVS.pem c/certs/CAPF.pem", "-C c status"),
    (
        "W-BUILD-STRANGER",
        "ctl cert new -q --force --subject CN=elsewhere -o c/certs/cucm-sub1-CallManager.pem \
         --key-out c/keys/cucm-sub1-CallManager.pem",
        "-C c set-cluster mixed-mode --dry-run",
    ),
    ("E-STORE-DAMAGED", "echo text > c/.ctl/state.db", "-C c status"),
    ("E-STORE-READ", "rm c/.ctl/state.db; mkdir c/.ctl/state.db", "-C c status"),
    ("E-USAGE-ITL-HOST", "", "-C c adopt --itl nowhere=itl-12.tlv"),
    ("E-USAGE-KIND", "", "-C c adopt itl-12.tlv"),
    ("E-USAGE-QUESTION", "", "-C c set-cluster mixed-mode"),
    ("E-PLAN-NONE", "sed -i '/^capf/d' c/cluster.toml", "-C c plan --change capf"),
    ("E-GUARD-NOTHING-HELD", "rm -r c/.ctl", "-C c set-cluster mixed-mode --yes"),
];

#[test]
fn folders() {
    assert_eq!(provoke(FOLDERS), 19);
}

/// The cluster in mixed mode.
const MIXED: &str = "ctl -q -C c set-cluster mixed-mode --yes";

const RULES: &[Row] = &[
    (
        "E-RULE-CALLMANAGER",
        "sed -i 's/^services = .*/services = [\"tftp\"]/' c/cluster.toml",
        "-C c set-cluster mixed-mode --yes",
    ),
    (
        "E-RULE-CAPF-NAME",
        "openssl req -x509 -newkey rsa:1024 -nodes -subj /CN=a%2fb -keyout key -out c/certs/CAPF.pem",
        "-C c set-cluster mixed-mode --yes",
    ),
    ("E-RULE-DELETE", MIXED, "-C c delete CTLFile --yes"),
    ("E-RULE-GENERATION", "", "-C c show @7"),
    ("E-RULE-GENERATION-LIST", MIXED, "-C c show @1/itl/nowhere"),
    (
        "E-RULE-LOCALKEY-TOKENS",
        "ctl -q -C t set-cluster mixed-mode --yes",
        "-C t reset localkey --yes",
    ),
    ("E-RULE-NO-CTL", "", "-C c update CTLFile --yes"),
    (
        "E-RULE-NOT-A-LIST",
        "echo text > c/tftp/cucm-pub/CTLFile.tlv",
        "-C c set-cluster mixed-mode --yes",
    ),
    ("E-RULE-NOT-SOUND", "", "-C c adopt $FIXTURES/unsound/changed-after-signing.tlv"),
    (
        "E-RULE-TO-MODE",
        "ctl -q -C c set-cluster mixed-mode --yes
         ctl -q -C c set-cluster non-secure-mode --yes",
        "-C c update CTLFile --to @1 --yes",
    ),
    (
        "E-RULE-TOKEN-STRANGE",
        "ctl -q -C t set-cluster mixed-mode --yes
         for token in t/tokens/*; do cp pub-ccm.pem $token; done",
        "-C t update CTLFile --yes",
    ),
    (
        "E-RULE-TOKEN-OTHER",
        "ctl -q -C t set-cluster mixed-mode --yes
         printf '[[token]]\\ncertificate = \"../pub-ccm.pem\"\\nkey = \"other\"\\n' >> t/cluster.toml",
        "-C t update CTLFile --yes --token other",
    ),
    ("E-RULE-TOKEN-UNUSED", "", "-C c set-cluster mixed-mode --yes --token pkcs11:token=a"),
    ("E-RULE-TOKEN-UNKNOWN", "", "-C t token remove nowhere --yes"),
    (
        "E-RULE-TOKENS",
        "sed -i '/^\\[\\[token/,$d' t/cluster.toml",
        "-C t set-cluster mixed-mode --yes",
    ),
];

#[test]
fn rules() {
    assert_eq!(provoke(RULES), 15);
}
