//! A command that is killed, and the next one, which continues it.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};

use support::rules::Mode;
use trustlist::cluster;
use trustlist::cluster::change::{Options, Session};
use trustlist::cluster::moments;

use super::command::{Done, Have, Name, Typed};
use super::step::{How, Step, Which};
use super::world::{WAIT, World};

impl World {
    /// Kills a command that phones follow at one of its checkpoints; the next command finishes it,
    /// or removes what it left.
    pub(super) fn killed(&mut self, checkpoint: u32) -> Result<&'static str, String> {
        if self.step(Step::Renew(Which::Capf, How::SameName))? != "edited" {
            return Ok("not possible");
        }
        let name = match self.mode {
            Mode::Mixed => Name::Update,
            Mode::NonSecure => Name::ItlUpdate,
        };
        let typed = Typed { accept: true, ..Typed::plain(name) };
        let Some(words) = words(typed) else { return Ok("not possible") };
        if !matches!(self.fork().run(typed, None)?, Done::Published) {
            return Ok("not possible");
        }
        let before = self.offered();
        self.time += 60;
        let mut command = Command::new(support::program::ctl());
        command.arg("-C").arg(self.folder.path()).args(words).arg("--yes");
        command.env("SOURCE_DATE_EPOCH", self.time.to_string());
        command.env("CTL_CHECKPOINT", checkpoint.to_string());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = command.status().map_err(|error| error.to_string())?;
        if status.signal() != Some(9) && status.code() != Some(0) {
            return Err(format!("{typed:?} ended with {status}, and was to be killed"));
        }
        let options =
            Options { force: true, timestamp: self.time, wait: WAIT, ..Options::default() };
        let session = Session::begin(self.folder.path(), "lives", options, &|_| ());
        let session = session.map_err(|error| format!("after the kill: {error}"))?;
        let history = session.past.history().map_err(|error| error.to_string())?;
        let after = self.offered();
        let new = &history.events[self.events..];
        // The publication is the last event.
        let last = new.iter().rposition(|event| matches!(event, moments::Event::Moment(_)));
        let offered = (0..new.len()).map(|at| {
            let then = if Some(at) == last { &after } else { &before };
            then.clone()
        });
        let offered = offered.collect();
        self.record_events(&history, typed.have, offered)?;
        let published = after != before || session.past.mode() != mode(self.mode);
        if published {
            self.mode = match session.past.mode() {
                cluster::Mode::Mixed => Mode::Mixed,
                cluster::Mode::NonSecure => Mode::NonSecure,
            };
            self.published = Some(self.site.clone());
        }
        Ok(match (published, status.signal()) {
            (_, None) => "published",
            (true, Some(_)) => "killed and finished",
            (false, Some(_)) => "killed and taken back",
        })
    }
}

fn mode(mode: Mode) -> cluster::Mode {
    match mode {
        Mode::Mixed => cluster::Mode::Mixed,
        Mode::NonSecure => cluster::Mode::NonSecure,
    }
}

/// The command line; `None` for commands that also write cluster.toml.
fn words(typed: Typed) -> Option<Vec<String>> {
    let name = match typed.name {
        Name::Mixed => "set-cluster mixed-mode",
        Name::NonSecure => "set-cluster non-secure-mode",
        Name::Update => "update CTLFile",
        Name::ResetLocalkey => "reset localkey",
        Name::Delete => "delete CTLFile",
        Name::ItlUpdate => "itl update",
        Name::ItlResetLocalkey => "itl reset localkey",
        Name::UpdateTo(_) | Name::Upgrade | Name::TokenAdd | Name::TokenRemove => return None,
    };
    let have = match typed.have {
        Have::Nothing => String::new(),
        Have::Current => "--phones-have @current".to_owned(),
        Have::Number(number) => format!("--phones-have @{number}"),
        Have::NewPhones => "--new-phones".to_owned(),
    };
    let flags = [(typed.force, "--force"), (typed.accept, "--accept-lockout")];
    let flags = flags.into_iter().filter(|(on, _)| *on).map(|(_, flag)| flag.to_owned());
    let words = name.split(' ').chain(have.split_whitespace()).map(str::to_owned);
    Some(words.chain(flags).collect())
}
