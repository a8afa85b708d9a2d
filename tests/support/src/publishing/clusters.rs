//! `ctl` itself, in labs that it has made.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::{Place, run, said};
use crate::program::ctl;

/// The time of everything that is published: two runs give the same bytes.
const TIME: &str = "1700000000";

impl Place {
    /// Two nodes, tokenless, with keys of 1024 bits: those are made and used fast.
    pub fn lab() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        Self::unpacked(MADE.get_or_init(|| packed("--nodes 2 --release 10.5(2)")))
    }

    /// One node in mixed mode; the key of a token has signed the CTL, which stands on
    /// the server and was taken over with `ctl adopt`. It names the tokenless signer, so that phones believe that too.
    pub fn lab_of_tokens() -> Self {
        static MADE: OnceLock<Vec<u8>> = OnceLock::new();
        let options = "--nodes 1 --release 11.5 --tokens";
        let place = Self::unpacked(MADE.get_or_init(|| packed(options)));
        let tokens = place.names("tokens");
        let mut tokens = tokens.iter().filter(|name| name.starts_with("SAST-"));
        let (first, second) = (tokens.next().unwrap(), tokens.next().unwrap());
        let callmanager = "certs/cucm-pub-CallManager.pem,host=cucm-pub";
        let mut build = place.ctl(&format!(
            "build --layout client --signer tokens/{first} --key keys/lab-only-{first} \
             --sast tokens/{first} --sast tokens/{second} --sast {callmanager} \
             --ccm-tftp {callmanager} -o tftp/cucm-pub/CTLFile.tlv"
        ));
        build.current_dir(place.folder());
        let output = run(build, "");
        assert!(output.status.success(), "{:?}", said(&output));
        let mut adopt = place.ctl("adopt");
        adopt.arg(place.path("tftp/cucm-pub/CTLFile.tlv"));
        let output = run(adopt, "");
        assert!(output.status.success(), "{:?}", said(&output));
        place
    }

    /// `ctl` in this cluster, with the words of `line`, which have no spaces within.
    pub fn ctl(&self, line: &str) -> Command {
        let mut command = Command::new(ctl());
        command.args(line.split_whitespace()).env_clear().env("LC_ALL", "C");
        command.env("CTL_CLUSTER", self.folder()).env("SOURCE_DATE_EPOCH", TIME);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs `ctl`, which must succeed; returns what it printed.
    pub fn done(&self, line: &str) -> String {
        let output = run(self.ctl(line), "");
        assert!(output.status.success(), "ctl {line}: {:?}", said(&output));
        said(&output).0
    }

    /// Adds to a file.
    pub fn append(&self, name: &str, text: &str) {
        self.write(name, &(self.read(name) + text));
    }

    fn unpacked(files: &[u8]) -> Self {
        let place = Self::new(&[]);
        let mut tar = Command::new("tar");
        tar.args(["-xpf", "-", "-C"]).arg(place.folder()).stdin(Stdio::piped());
        let output = run(tar, files);
        assert!(output.status.success(), "{:?}", said(&output));
        place
    }
}

/// Makes a lab; its files stay in memory, so that nothing is left in the end.
fn packed(options: &str) -> Vec<u8> {
    let place = Place::new(&[]);
    std::fs::remove_dir(place.folder()).unwrap();
    let mut init = place.ctl("init --lab");
    init.args(options.split_whitespace()).arg(place.folder());
    let output = run(init, "");
    assert!(output.status.success(), "{:?}", said(&output));
    let tar = Command::new("tar").args(["-cf", "-", "-C"]).arg(place.folder()).arg(".").output();
    tar.unwrap().stdout
}
