//! What the library proposes, carried out literally in a copy of the folder.

use std::sync::Arc;

use trustlist::cluster::change::{Options, Session};
use trustlist::cluster::route::{Basis, Change, Publishing, Question, Route, Step, plan};

use super::command::{Done, Have, Name, Typed};
use super::pool::{Cert, KEYS};
use super::site::Site;
use super::step::{How, Maker};
use super::world::{WAIT, World, write};

impl World {
    /// Carries out the recovery of a refused command.
    pub(super) fn proposed(&self, refused: Typed, route: &Route) -> Result<(), String> {
        let mut world = self.fork();
        // A refused command has recorded what it found.
        let refused = (refused, world.site.clone());
        world.follow(&route.steps, route.basis, Some(&refused))
    }

    /// Asks for a plan, and carries it out if it is proven.
    pub(super) fn plans(&self, number: u32) -> Result<&'static str, String> {
        let options = Options {
            dry_run: true,
            force: true,
            timestamp: self.time,
            wait: WAIT,
            ..Options::default()
        };
        let Ok(session) = Session::begin(self.folder.path(), "plan", options, &|_| ()) else {
            return Ok("not possible");
        };
        if session.past.current().is_none() {
            return Ok("not possible");
        }
        let start = session.position_now().map_err(|error| format!("plan: {error}"))?;
        let all =
            [Change::CallManager, Change::Tvs, Change::Capf, Change::ItlRecovery, Change::Token];
        let mut changes = vec![all[number as usize % all.len()]];
        if number & 0x100 != 0 {
            changes.push(all[(number >> 9) as usize % all.len()]);
        }
        let Ok(found) = plan(&Question { start: &start, other: None }, &changes) else {
            return Ok("not possible");
        };
        drop(session);
        let Ok(found) = found else { return Ok("no plan") };
        let mut world = self.fork();
        // A plan starts from the cluster as a command that looks at the servers finds it.
        world
            .follow(&found.steps, found.basis, None)
            .map_err(|error| format!("the plan for {changes:?}: {found:?}\n{error}"))?;
        Ok("planned")
    }

    fn follow(
        &mut self,
        steps: &[Step],
        basis: Basis,
        refused: Option<&(Typed, Site)>,
    ) -> Result<(), String> {
        let mut waited = false;
        let mut imported: Vec<(Change, Site)> = Vec::new();
        for (index, step) in steps.iter().enumerate() {
            let at = |error: String| format!("step {}: {error}", index + 1);
            match step {
                Step::Wait | Step::ResetPhones | Step::CheckHashes => waited = true,
                Step::Trust(files) => {
                    for file in files {
                        let one = self.site.certificates().find(|one| in_file(one, file));
                        let one = one.cloned().or_else(|| {
                            let (_, changed) = refused?;
                            changed.certificates().find(|one| in_file(one, file)).cloned()
                        });
                        let one = one.ok_or_else(|| at(format!("no certificate is in {file}")))?;
                        self.site.trust.push(one);
                    }
                    self.write_manifest();
                }
                Step::RestoreManifest => {
                    self.site = self.published.clone().ok_or("nothing was published")?;
                    self.write_manifest();
                }
                Step::ReapplyManifest => {
                    self.site = refused.expect("a refused command").1.clone();
                    self.write_manifest();
                }
                Step::Renew(change) => {
                    self.site = self.renewed(*change).ok_or_else(|| at("no key".to_owned()))?;
                    self.describe();
                }
                Step::Import(change) => {
                    let then = self.renewed(*change).ok_or_else(|| at("no key".to_owned()))?;
                    let now: Vec<_> = self.site.certificates().cloned().collect();
                    let new = then
                        .certificates()
                        .filter(|one| !now.iter().any(|old| old.der == one.der))
                        // In a file of its own, until it is moved to its place.
                        .map(|one| Cert { file: format!("import-{}", one.file), ..one.clone() });
                    self.site.trust.extend(new.collect::<Vec<_>>());
                    self.describe();
                    imported.push((*change, then));
                }
                Step::Install(change) => {
                    let found = imported.iter().find(|(one, _)| one == change);
                    self.site = found.expect("it was imported").1.clone();
                    self.describe();
                }
                Step::Run(publishing) => {
                    self.safely(command(*publishing), basis, &mut waited, None).map_err(at)?;
                }
                Step::RunRefused(_) => {
                    let (typed, _) = refused.expect("a refused command");
                    self.safely(typed.name, basis, &mut waited, Some(*typed)).map_err(at)?;
                }
                Step::Move => return Ok(()),
            }
        }
        Ok(())
    }

    /// Runs a command of a sequence: every phone must follow, and something must change.
    fn safely(
        &mut self,
        name: Name,
        basis: Basis,
        waited: &mut bool,
        refused: Option<Typed>,
    ) -> Result<(), String> {
        let have = if *waited { Have::Current } else { Have::Nothing };
        *waited = false;
        let typed = Typed {
            name,
            have,
            tvs_up: basis == Basis::Attempt || refused.is_some_and(|typed| typed.tvs_up),
            force: refused.is_some_and(|typed| typed.force),
            accept: false,
        };
        let then = self.described_by(name);
        match self.run(typed, then)? {
            Done::Published => Ok(()),
            Done::Nothing => Err(format!("{typed:?} changes nothing")),
            Done::Forbidden(why) => Err(format!("{typed:?} is forbidden: {why}")),
            Done::Refused(_) => Err(format!("{typed:?} is refused")),
        }
    }

    /// cluster.toml as a command writes it.
    pub(super) fn described_by(&mut self, name: Name) -> Option<Site> {
        let mut site = self.site.clone();
        match name {
            Name::Upgrade if site.tokens_sign => site.tokens_sign = false,
            Name::TokenAdd => {
                let mut makes = Maker { keys: self.keys, serial: self.serial };
                let token = makes.token(100 + self.serial);
                (self.keys, self.serial) = (makes.keys, makes.serial);
                write(&self.path(format!("certs/{}.pem", token.file)), token.pem.as_bytes());
                write(&self.path(format!("keys/{}.pem", token.file)), token.key_pem().as_bytes());
                site.tokens.push(token);
            }
            Name::TokenRemove => drop(site.tokens.remove(0)),
            _ => return None,
        }
        Some(site)
    }

    fn write_manifest(&self) {
        write(&self.path("cluster.toml"), self.site.toml().as_bytes());
    }

    /// The cluster with the certificates of a change regenerated.
    fn renewed(&mut self, change: Change) -> Option<Site> {
        let mut makes = Maker { keys: self.keys, serial: self.serial };
        let mut site = self.site.clone();
        let mut all: Vec<&mut Cert> = match change {
            Change::CallManager => {
                site.nodes.iter_mut().map(|node| &mut node.certificate).collect()
            }
            Change::Tvs => site.nodes.iter_mut().filter_map(|node| node.tvs.as_mut()).collect(),
            Change::Capf => site.capf.iter_mut().collect(),
            Change::ItlRecovery => site.itlrecovery.iter_mut().collect(),
            Change::Token | Change::Migration => Vec::new(),
        };
        // Nodes that share a certificate also share the next one.
        let mut shared: Vec<(Arc<Vec<u8>>, Cert)> = Vec::new();
        for one in &mut all {
            if makes.keys >= KEYS + 20 {
                return None;
            }
            let known = shared.iter().find(|(before, _)| *before == one.der);
            let next = match known {
                Some((_, next)) => Cert { file: one.file.clone(), ..next.clone() },
                None => makes.again(one, How::SameName),
            };
            shared.push((Arc::clone(&one.der), next.clone()));
            **one = next;
        }
        (self.keys, self.serial) = (makes.keys, makes.serial);
        Some(site)
    }
}

fn in_file(one: &Cert, file: &str) -> bool {
    file == format!("certs/{}.pem", one.file)
}

fn command(publishing: Publishing) -> Name {
    match publishing {
        Publishing::Update => Name::Update,
        Publishing::ResetLocalkey => Name::ResetLocalkey,
        Publishing::ItlUpdate => Name::ItlUpdate,
        Publishing::ItlResetLocalkey => Name::ItlResetLocalkey,
        Publishing::TokenAdd => Name::TokenAdd,
        Publishing::TokenRemove => Name::TokenRemove,
    }
}
