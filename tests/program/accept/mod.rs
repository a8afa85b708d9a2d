//! `ctl accept`, and `ctl verify --installed`.

mod explained;
mod hostile;
mod installed;
mod json;
mod refused;
mod table;

use support::Lab;

/// The lists of a cluster whose CallManager is `pub-ccm`: what phones hold
/// (`ctl.tlv`, `itl.tlv`), what they could be given (`new.tlv`, `newitl.tlv`), the
/// lists of a stranger with another server (`stranger.tlv`), and one of the cluster
/// that lets it in (`bridge.tlv`).
pub(crate) fn lists() -> Lab {
    let lab = Lab::new();
    lab.pair("pub-ccm", "pub.pem");
    lab.pair("pub-itlrecovery", "recovery.pem");
    lab.pair("sub-itlrecovery", "stranger.pem");
    for name in ["sub-ccm", "pub-tvs", "sub-tvs"] {
        lab.certificate(name);
    }
    let lists = [
        ("ctl.tlv", "--sast pub.pem --ccm-tftp pub.pem --sast recovery.pem"),
        ("itl.tlv", "--kind itl --sast pub.pem --tftp pub.pem --tvs pub-tvs.pem"),
        ("new.tlv", "--sast recovery.pem --ccm-tftp pub.pem"),
        ("newitl.tlv", "--kind itl --sast recovery.pem --tftp pub.pem --tvs pub-tvs.pem"),
        ("stranger.tlv", "--sast stranger.pem --ccm-tftp sub-ccm.pem"),
        ("same.tlv", "--sast stranger.pem --ccm-tftp pub.pem"),
        ("bridge.tlv", "--sast pub.pem --sast stranger.pem --ccm-tftp pub.pem"),
        ("sha512.tlv", "--digest sha512 --sast recovery.pem --ccm-tftp pub.pem"),
        ("spelled.tlv", "--layout certutils --sast recovery.pem --ccm-tftp pub.pem"),
    ];
    for (file, records) in lists {
        let line = format!("build -q --timestamp 2026-01-01T00:00:00Z -o {file} {records}");
        assert_eq!(lab.ctl(&line).run().quiet(), "", "{file}");
    }
    lab
}
