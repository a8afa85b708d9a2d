//! `ctl` in a lab of its own.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::{Place, run, said};
use crate::cluster;
use crate::program::ctl;
use crate::tree::Tree;

/// The time of all publications: two runs give the same bytes.
const TIME: &str = "1700000000";

impl Place {
    /// Two nodes, tokenless, with keys of 1024 bits: those are generated and used fast.
    pub fn lab() -> Self {
        Self::of("--nodes 2 --release 10.5(2)")
    }

    /// One node in mixed mode; the key of a token has signed the CTL, which is on the server and
    /// was adopted with `ctl adopt`. It names the tokenless signer, so that phones trust that too.
    pub fn lab_of_tokens() -> Self {
        static MADE: OnceLock<Tree> = OnceLock::new();
        let place = Self::new(&[]);
        MADE.get_or_init(|| Tree::read(&Self::adopted().folder())).write(&place.folder());
        place
    }

    fn of(options: &str) -> Self {
        let place = Self::new(&[]);
        cluster::write(&place.folder(), options);
        place
    }

    fn adopted() -> Self {
        let place = Self::of("--nodes 1 --release 11.5 --tokens");
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

    /// `ctl` in this cluster, with the words of `line`, which must not contain spaces.
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

    /// Appends to a file.
    pub fn append(&self, name: &str, text: &str) {
        self.write(name, &(self.read(name) + text));
    }
}
