//! On a terminal: a prompt that does not echo, and no binary data.

use super::publisher;
use super::secrets::{PASSPHRASE, locked};
use support::Lab;
use support::terminal::{Session, script, wait_for_silence};

const BUILD: &str = "ctl build -o new.tlv --timestamp 1 --sast pub-ccm.pem --key locked.key";
const PROMPT: &str = "PIN or passphrase of locked.key: ";

/// Types at the prompt of [`BUILD`].
fn typed(lab: &Lab, text: &str) -> (i32, String) {
    let mut session = Session::start(lab, BUILD);
    session.wait_for(PROMPT);
    wait_for_silence(lab);
    let end = session.finish(text);
    assert_eq!(lab.read("before"), lab.read("after"), "the terminal is not as it was");
    end
}

#[test]
fn a_passphrase_is_asked_for_and_not_echoed() {
    let lab = locked();
    let expected = {
        let run = lab.ctl("build -q -o plain.tlv --sast pub.pem --timestamp 1").run();
        assert_eq!(run.all(), (0, "", ""));
        lab.read("plain.tlv")
    };
    let (code, printed) = typed(&lab, &format!("{PASSPHRASE}\n"));
    assert_eq!(code, 0, "{printed}");
    assert_eq!(lab.read("new.tlv"), expected);
    let note = "ctl: new.tlv: 2095 bytes, 1 record, SHA-1, signed by \
                CN=cucm-pub;OU=Voice;O=Example;L=Brno;ST=South Moravia;C=CZ";
    assert_eq!(printed, format!("{PROMPT}\r\n{note}\r\n"));
}

/// A terminal that is named as the source prompts like any other and does not echo.
#[test]
fn a_terminal_given_as_a_source_does_not_echo() {
    let lab = locked();
    for source in ["--pin-fd 0", "--pin-fd 3 3< /dev/tty", "--pin-file /dev/tty"] {
        let line =
            format!("ctl build -q --force -o new.tlv --sast pub-ccm.pem --key locked.key {source}");
        let mut session = Session::start(&lab, &line);
        session.wait_for(PROMPT);
        wait_for_silence(&lab);
        let end = session.finish(&format!("{PASSPHRASE}\n"));
        assert_eq!(end, (0, format!("{PROMPT}\r\n")), "{source}");
        assert_eq!(lab.read("before"), lab.read("after"), "{source}");
    }
}

#[test]
fn the_terminal_is_asked_whatever_the_streams_are() {
    let lab = locked();
    let line = "ctl build -q -o - --timestamp 1 --sast pub-ccm.pem --key locked.key \
                < /dev/null > new.tlv 2> errors";
    let mut session = Session::start(&lab, line);
    session.wait_for(PROMPT);
    wait_for_silence(&lab);
    assert_eq!(session.finish(&format!("{PASSPHRASE}\n")), (0, format!("{PROMPT}\r\n")));
    assert_eq!((lab.read("new.tlv").len(), lab.read("errors").len()), (2095, 0));
}

#[test]
fn a_wrong_passphrase_is_not_asked_for_again() {
    let lab = locked();
    let (code, printed) = typed(&lab, "wrong horse\n");
    let error = "error: the passphrase does not open locked.key; check the passphrase; it was tried \
                 once and is not tried again";
    assert_eq!((code, printed), (4, format!("{PROMPT}\r\n{error}\r\n")));
    assert!(!lab.names().contains("new.tlv"));
}

#[test]
fn nothing_typed_is_said() {
    let lab = locked();
    let error = "error: the prompt for locked.key: expected the passphrase in the first line, found an empty line; write the passphrase into the first line";
    assert_eq!(typed(&lab, "\n"), (4, format!("{PROMPT}\r\n{error}\r\n")));
    // Ctrl-D.
    let (code, printed) = typed(&lab, "\u{4}");
    assert_eq!(code, 4);
    assert!(printed.ends_with(&format!("{error}\r\n")), "{printed}");
    assert!(!lab.names().contains("new.tlv"));
}

#[test]
fn ctrl_c_ends_it_and_the_terminal_echoes_again() {
    let lab = locked();
    let names = lab.names();
    let (code, printed) = typed(&lab, "half of it\u{3}");
    assert_eq!(code, 130, "{printed}");
    assert_eq!(printed.trim_end(), PROMPT.trim_end());
    let left: Vec<_> = lab.names().difference(&names).cloned().collect();
    assert_eq!(left, ["after", "before", "tty"]);
}

#[test]
fn a_list_does_not_go_to_a_terminal() {
    let lab = publisher();
    for force in ["", "--force"] {
        let run = script(&lab, &format!("ctl build {force} -o - --sast pub.pem")).run();
        let error = "error: binary data cannot be written to a terminal; write it to a \
                     file with -o FILE, or into a pipe\r\n";
        assert_eq!(run.all(), (2, error, ""));
    }
    // Before a passphrase is asked for.
    let lab = locked();
    let run = script(&lab, "ctl build -o - --sast pub-ccm.pem --key locked.key").run();
    assert_eq!(run.code, 2);
}
