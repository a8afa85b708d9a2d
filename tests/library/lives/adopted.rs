//! A cluster whose store is lost.

use std::collections::BTreeMap;
use std::fs;

use support::rules::{Event, File, Mode, Moment, ServerFiles};
use trustlist::cluster;
use trustlist::cluster::adopt::{adopt, adoptions};
use trustlist::cluster::change::{Options, Session};

use super::command::Have;
use super::step::nth;
use super::world::{WAIT, World, list};

impl World {
    /// Adopts the CTL of a server as what phones hold, and its ITL with it.
    pub(super) fn adopts(&mut self, server: u32, both: bool) -> Result<&'static str, String> {
        let offered = self.offered();
        let Some(index) = nth(server, offered.len()) else { return Ok("not possible") };
        let (host, [ctl, itl]) = (offered[index].0.host.clone(), offered[index].1.clone());
        let Some(ctl) = ctl else { return Ok("not possible") };
        let itl = itl.filter(|_| both && offered[index].0.node);
        let itls: BTreeMap<String, Vec<u8>> =
            itl.iter().map(|itl| (host.clone(), itl.to_vec())).collect();
        let Ok(found) = adoptions(vec![("lives".to_owned(), ctl.to_vec())], itls) else {
            return Ok("not possible");
        };
        fs::remove_dir_all(self.path(".ctl")).map_err(|error| error.to_string())?;
        (self.history, self.events, self.last) = (Vec::new(), 0, Vec::new());
        (self.published, self.backups, self.stores) = (None, Vec::new(), Vec::new());
        self.mode = Mode::NonSecure;
        self.time += 60;
        let options =
            Options { force: true, timestamp: self.time, wait: WAIT, ..Options::default() };
        let session = Session::begin(self.folder.path(), "adopt", options, &|_| ());
        let mut session = session.map_err(|error| format!("adopt: {error}"))?;
        let path = self.folder.path().to_owned();
        self.remember(&path, Have::Nothing)?;
        adopt(&mut session, &found[0]).map_err(|error| format!("adopt: {error}"))?;
        let history = session.past.history().map_err(|error| error.to_string())?;
        if history.events.len() != self.events + 1 {
            return Err("an adoption is one moment".to_owned());
        }
        self.events = history.events.len();
        let last = offered.iter().map(|(server, _)| {
            let itl = itl.clone().filter(|_| server.host == host);
            (server.clone(), [Some(ctl.clone()), itl])
        });
        let last = last.collect();
        let servers = offered.iter().map(|(server, _)| ServerFiles {
            server: server.clone(),
            ctl: File::Bytes(list(&ctl)),
            itl: match &itl {
                Some(itl) if server.host == host => File::Bytes(list(itl)),
                _ => File::Unknown,
            },
        });
        let generation = session.past.current().map(|current| current.number);
        // The state of TVS was not recorded.
        let moment = Moment { generation, servers: servers.collect(), tvs: Vec::new() };
        self.history.push(Event::Moment(moment));
        self.last = last;
        self.mode = match session.past.mode() {
            cluster::Mode::Mixed => Mode::Mixed,
            cluster::Mode::NonSecure => Mode::NonSecure,
        };
        Ok("adopted")
    }
}
