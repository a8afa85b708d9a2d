//! A command in the folder of a world, and what the rules say about it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use support::rules::{
    self, Command as Judged, Event, Judgement, Mode, Outcome, PossiblePhone, Release, Served,
    Service, Told, judge,
};
use trustlist::cluster;
use trustlist::cluster::change::{
    Accepted, Answer, ChangeError, ClusterSecrets, Decision, Described, KeyRing, Options, Phones,
    Preview, Session, Signed,
};
use trustlist::cluster::command::Command;
use trustlist::cluster::folder::ClusterFolder;
use trustlist::cluster::guard::GuardError;
use trustlist::cluster::manifest::Manifest;
use trustlist::cluster::moments;
use trustlist::cluster::population::tvs as cluster_tvs;
use trustlist::cluster::route::Route;
use trustlist::list::{Kind, Role};
use trustlist::phone::{self, Class, Offer, Running, Servers, State};
use trustlist::signer::NoTokens;
use trustlist::signer::secret::Source;

use super::site::Site;
use super::world::{Recorded, WAIT, World, offer};

/// The arguments of `ctl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Mixed,
    NonSecure,
    Update,
    UpdateTo(u32),
    Upgrade,
    ResetLocalkey,
    Delete,
    ItlUpdate,
    ItlResetLocalkey,
    TokenAdd,
    TokenRemove,
}

/// The statement about the phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Have {
    Nothing,
    Current,
    Number(u32),
    NewPhones,
}

/// A command with its options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    pub(super) name: Name,
    pub(super) have: Have,
    pub(super) tvs_up: bool,
    pub(super) force: bool,
    /// `--accept-lockout`, if the command is refused.
    pub(super) accept: bool,
}

/// The result of a command.
pub(super) enum Done {
    /// A rule of the cluster forbids it.
    Forbidden(&'static str),
    /// There is nothing to do.
    Nothing,
    /// Phones forbid it.
    Refused(Option<Route>),
    /// It is published.
    Published,
}

impl Typed {
    pub(super) fn plain(name: Name) -> Self {
        Self { name, have: Have::Nothing, tvs_up: false, force: false, accept: false }
    }
}

type Verdicts = BTreeSet<(usize, rules::Class, Fate, Fate, BTreeSet<String>, BTreeSet<String>)>;

/// The outcome of a list, as far as both statements must agree on it, whichever of several equal
/// lists represents them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    NotOffered,
    NotAsked,
    Has,
    Refused,
}

impl World {
    /// Runs a command, judges it by the rules, and publishes if it is safe. `site` is cluster.toml
    /// as the command writes it, if it does.
    pub(super) fn run(&mut self, typed: Typed, site: Option<Site>) -> Result<Done, String> {
        self.time += 60;
        let options = Options {
            force: typed.force,
            timestamp: self.time,
            wait: WAIT,
            phones: Phones {
                have: match typed.have {
                    Have::Nothing | Have::NewPhones => None,
                    Have::Current => Some("@current".to_owned()),
                    Have::Number(number) => Some(format!("@{number}")),
                },
                only_new: typed.have == Have::NewPhones,
            },
            ..Options::default()
        };
        let path = self.folder.path().to_owned();
        let begun = Session::begin(&path, "lives", options, &|_| ());
        let mut session = match begun {
            Ok(session) => session,
            Err(ChangeError::Rule(_) | ChangeError::Folder(_)) => {
                self.remember(&path, typed.have)?;
                return Ok(Done::Forbidden("the session"));
            }
            Err(error) => return Err(format!("begin: {error}")),
        };
        self.remember_of(&session, typed.have)?;
        let described = match &site {
            None => None,
            Some(site) => {
                let manifest = site.toml();
                let read = Manifest::read(&manifest).ok().map(|read| read.load(&path));
                let Some(Ok(cluster)) = read else { return Ok(Done::Forbidden("the cluster")) };
                Some(Described { cluster, manifest, files: Vec::new() })
            }
        };
        let older = match typed.name {
            Name::UpdateTo(number) => {
                let mut all = session.past.generations().iter();
                let Some(one) = all.find(|one| one.number == number) else {
                    return Ok(Done::Forbidden("no generation"));
                };
                let lists = session.past.lists(number).map_err(|error| error.to_string())?;
                let unexplained = session.past.unexplained_of(number);
                let unexplained = unexplained.map_err(|error| error.to_string())?;
                Some((one.mode, lists.ctl, unexplained))
            }
            _ => None,
        };
        let command = match typed.name {
            Name::Mixed => Command::SetCluster(cluster::Mode::Mixed),
            Name::NonSecure => Command::SetCluster(cluster::Mode::NonSecure),
            Name::Update => Command::Update,
            Name::UpdateTo(number) => {
                let (mode, ctl, unexplained) = older.as_ref().expect("a generation");
                Command::UpdateTo { number, mode: *mode, ctl: ctl.as_deref(), unexplained }
            }
            Name::Upgrade => Command::Upgrade,
            Name::ResetLocalkey => Command::ResetLocalkey,
            Name::Delete => Command::Delete { tokens_lost: false },
            Name::ItlUpdate => Command::ItlUpdate,
            Name::ItlResetLocalkey => Command::ItlResetLocalkey,
            Name::TokenAdd => Command::TokenAdd,
            Name::TokenRemove => Command::TokenRemove,
        };
        self.carry_out(&mut session, command, described, typed, site)
    }

    fn carry_out(
        &mut self,
        session: &mut Session,
        command: Command<'_>,
        described: Option<Described>,
        typed: Typed,
        site: Option<Site>,
    ) -> Result<Done, String> {
        let path = self.folder.path().to_owned();
        let cluster = described.as_ref().map_or(&session.folder.cluster, |new| &new.cluster);
        let cluster = cluster.clone();
        let no_secret = Source::from_uri("env:NONE").unwrap();
        let secrets = ClusterSecrets::new(&path, &cluster, &no_secret);
        let mut keys = KeyRing::new(&path, &secrets, &NoTokens);
        let proposal = match session.propose(command, described, &keys) {
            Ok(proposal) => proposal,
            Err(ChangeError::Rule(_)) => return Ok(Done::Forbidden("a rule")),
            Err(error) => return Err(format!("propose: {error}")),
        };
        let preview = session.preview(&proposal).map_err(|error| format!("preview: {error}"))?;
        if preview.is_empty() {
            return Ok(Done::Nothing);
        }
        let decision = match session.decide(&preview, typed.tvs_up) {
            Ok(decision) => decision,
            Err(ChangeError::Guard(GuardError::NothingHeld {})) => {
                return Ok(Done::Forbidden("nothing is known of phones"));
            }
            Err(error) => return Err(format!("decide: {error}")),
        };
        session.preflight(&preview, &keys).map_err(|error| format!("preflight: {error}"))?;
        let signed =
            session.sign(&preview, &mut keys, None).map_err(|error| format!("sign: {error}"))?;
        self.compare(&preview, &decision, &signed, typed, site.as_ref())?;
        let mut accepted = Accepted { tvs_up: typed.tvs_up, lockout: false };
        if decision.answer != Answer::Safe {
            if !typed.accept {
                return Ok(Done::Refused(decision.route));
            }
            accepted.lockout = true;
        }
        session
            .confirm(&preview, &signed, accepted)
            .map_err(|error| format!("confirm: {error}"))?;
        self.mode = mode(preview.proposal.publication.mode);
        session.publish(&preview, signed, accepted).map_err(|error| format!("publish: {error}"))?;
        if let Some(site) = site {
            self.site = site;
        }
        self.published = Some(self.site.clone());
        let history = session.past.history().map_err(|error| error.to_string())?;
        let told = if typed.tvs_up { Told::Up } else { Told::Untold };
        let new: Vec<_> = history.events[self.events..].to_vec();
        self.events = history.events.len();
        let [moments::Event::Moment(moment)] = &new[..] else {
            return Err(format!("a publication is one moment, not {new:?}"));
        };
        let offered = self.offered();
        self.moment(moment.generation, told, offered);
        Ok(Done::Published)
    }

    /// What the library has recorded since the last command, if the command could not begin.
    pub(super) fn remember(&mut self, path: &Path, have: Have) -> Result<(), String> {
        let past = cluster::past::Past::look(path).map_err(|error| error.to_string())?;
        let history = past.history().map_err(|error| error.to_string())?;
        self.record(&history, have)
    }

    fn remember_of(&mut self, session: &Session, have: Have) -> Result<(), String> {
        let history = session.past.history().map_err(|error| error.to_string())?;
        self.record(&history, have)
    }

    /// Records the moments of looks: the library determines their time, but not their servers and
    /// files.
    fn record(&mut self, history: &moments::History, have: Have) -> Result<(), String> {
        let offered = self.offered();
        // A new server that has no files yet has not given any to a phone.
        let differs = offered.iter().any(|(server, files)| {
            let recorded = self.last.iter().find(|(one, _)| one.is(server));
            recorded.map_or(&[None, None], |(_, files)| files) != files
        });
        let new = history.events[self.events..].to_vec();
        let looks = new.iter().filter(|event| matches!(event, moments::Event::Moment(_)));
        if differs && looks.count() == 0 {
            return Err("servers have other files, and no moment was recorded".to_owned());
        }
        let offered = vec![offered; new.len()];
        self.record_events(history, have, offered)
    }

    /// Records the new events of a history; `offered` is what servers had at each event.
    pub(super) fn record_events(
        &mut self,
        history: &moments::History,
        have: Have,
        offered: Vec<Vec<Recorded>>,
    ) -> Result<(), String> {
        let new = history.events[self.events..].to_vec();
        self.events = history.events.len();
        for (event, offered) in new.into_iter().zip(offered) {
            match event {
                moments::Event::Moment(moment) => {
                    self.moment(moment.generation, Told::Untold, offered);
                }
                moments::Event::Release(release) => {
                    let event = match (release, have) {
                        (moments::Release::NewPhones, Have::NewPhones) => Event::NewPhones,
                        (moments::Release::Exactly(number), Have::Current) => {
                            Event::PhonesHave(Release::Current(number))
                        }
                        (moments::Release::From(number), Have::Number(_)) => {
                            Event::PhonesHave(Release::From(number))
                        }
                        (release, have) => return Err(format!("{release:?} of {have:?}")),
                    };
                    self.history.push(event);
                }
            }
        }
        Ok(())
    }

    /// Compares the decision with that of the rules.
    fn compare(
        &self,
        preview: &Preview<'_>,
        decision: &Decision,
        signed: &Signed,
        typed: Typed,
        site: Option<&Site>,
    ) -> Result<(), String> {
        let site = site.unwrap_or(&self.site);
        let servers = site.servers();
        let present: Vec<rules::Server> = servers.iter().map(|(one, ..)| one.clone()).collect();
        let population =
            rules::population(&self.history, &present, site.sha512, rules::Equality::Content);
        let served = servers.iter().map(|(_, own, folder)| {
            let now = self.files_in(folder);
            let mut then = now.clone();
            for (file, name) in then.iter_mut().zip(super::world::NAMES) {
                let path = self.path(folder).join(name);
                if let Some(change) = signed.files.iter().find(|change| change.path == path) {
                    *file = change.bytes.as_deref().map(|bytes| Arc::new(bytes.to_vec()));
                }
            }
            Served { own: Some(own.rules()), now: offer(&now), then: offer(&then) }
        });
        let mut judged = Judged {
            before: self.mode,
            after: mode(preview.proposal.publication.mode),
            cluster: site.machines(),
            servers: served.collect(),
            tvs: site.tvs(Told::Untold),
            sha512: site.sha512,
        };
        let untold = judge(&population, &judged);
        judged.tvs = site.tvs(Told::Up);
        let up = judge(&population, &judged);
        let expected = match (typed.tvs_up, untold.is_safe(), up.is_safe()) {
            (true, _, true) | (false, true, _) => "safe",
            (false, false, true) => "only TVS",
            (_, _, false) => "refused",
        };
        let found = match &decision.answer {
            Answer::Safe => "safe",
            Answer::OnlyTvs { .. } => "only TVS",
            Answer::Refused { .. } => "refused",
        };
        let rules = if typed.tvs_up { &up } else { &untold };
        let (ours, theirs) = (of_decision(decision), of_judgement(rules));
        if found != expected || ours != theirs {
            let only = |a: &Verdicts, b: &Verdicts| {
                a.difference(b).map(|one| format!("  {one:?}\n")).collect::<Vec<_>>().concat()
            };
            return Err(format!(
                "ctl {}: the library says {found}, the rules say {expected}\n\
                 library alone:\n{}rules alone:\n{}",
                preview.proposal.command,
                only(&ours, &theirs),
                only(&theirs, &ours),
            ));
        }
        let cluster = &preview.proposal.cluster;
        accept(&up, &judged, cluster)
    }
}

/// What `ctl accept` prints about every phone and every file that will be offered.
fn accept(
    judgement: &Judgement,
    judged: &Judged,
    cluster: &cluster::manifest::Cluster,
) -> Result<(), String> {
    let tvs = cluster_tvs::of_cluster(cluster, Running::Up);
    for verdict in &judgement.verdicts {
        let PossiblePhone { server, phone, .. } = &verdict.possible;
        let class = match phone.class {
            rules::Class::Sbd => Class::Sbd,
            rules::Class::Legacy => Class::Legacy,
            rules::Class::Cti => Class::Cti,
        };
        let read = |list: &Arc<rules::List>| phone::List::read(list.bytes()).unwrap().into();
        let stored: Vec<Arc<phone::List>> = phone.ctl.iter().chain(&phone.itl).map(read).collect();
        let mut state = State::holding(class, &stored).map_err(|error| error.to_string())?;
        state.tvs = Some(Arc::clone(&tvs)).filter(|tvs| !tvs.is_empty());
        state.sha512 = cluster.sha512;
        let then = &judged.servers[*server].then;
        let offers = then.ctl.iter().chain(&then.itl);
        let offers: Vec<Offer> =
            offers.map(|list| Offer::read(list.bytes())).collect::<Result<_, _>>().unwrap();
        let boot = state.boot(&offers, &Servers::Shown);
        let fate = |kind: Kind| {
            let mut of_kind = boot.verdicts.iter().filter(|verdict| verdict.kind == kind);
            of_kind.next().map_or(Fate::NotOffered, |verdict| fate_of(&verdict.outcome))
        };
        let (ours, theirs) =
            ((fate(Kind::Ctl), fate(Kind::Itl)), (fate_in(verdict.ctl), fate_in(verdict.itl)));
        if ours != theirs {
            return Err(format!("accept says {ours:?} and the rules say {theirs:?}: {verdict:?}"));
        }
    }
    Ok(())
}

fn fate_of(outcome: &phone::Outcome) -> Fate {
    match outcome {
        phone::Outcome::NotAsked => Fate::NotAsked,
        outcome if outcome.is_refused() => Fate::Refused,
        _ => Fate::Has,
    }
}

fn fate_in(outcome: Outcome) -> Fate {
    match outcome {
        Outcome::NotOffered => Fate::NotOffered,
        Outcome::NotAsked => Fate::NotAsked,
        Outcome::Unchanged | Outcome::Accepted(_) => Fate::Has,
        Outcome::Unknown(..) | Outcome::Refused => Fate::Refused,
    }
}

fn of_decision(decision: &Decision) -> Verdicts {
    let verdicts = decision.cases.iter().map(|case| {
        let phones = &decision.population.phones[case.phones];
        let class = match phones.state.class() {
            Class::Sbd => rules::Class::Sbd,
            Class::Legacy => rules::Class::Legacy,
            Class::Cti => rules::Class::Cti,
        };
        let fate = |kind: Kind| {
            let mut of_kind = case.verdicts.iter().filter(|verdict| verdict.kind == kind);
            of_kind.next().map_or(Fate::NotOffered, |verdict| fate_of(&verdict.outcome))
        };
        let services = |all: &[phone::ServerCheck]| {
            let name = |one: &phone::ServerCheck| match one.server.role {
                Role::TFTP => "files".to_owned(),
                _ => hex::encode(one.server.holder.sha1.expect("a certificate")),
            };
            all.iter().map(name).collect::<BTreeSet<_>>()
        };
        let (lost, lacking) = (services(&case.lost), services(&case.lacking));
        (phones.server, class, fate(Kind::Ctl), fate(Kind::Itl), lost, lacking)
    });
    verdicts.collect()
}

fn of_judgement(judgement: &Judgement) -> Verdicts {
    let verdicts = judgement.verdicts.iter().map(|verdict| {
        let services = |all: &BTreeSet<Service>| {
            let name = |service: &Service| match service {
                Service::Files => "files".to_owned(),
                Service::CallManager(name) | Service::Firewall(name) => name.clone(),
            };
            all.iter().map(name).collect::<BTreeSet<_>>()
        };
        let possible = &verdict.possible;
        let (lost, missing) = (services(&verdict.lost), services(&verdict.missing));
        let (ctl, itl) = (fate_in(verdict.ctl), fate_in(verdict.itl));
        (possible.server, possible.phone.class, ctl, itl, lost, missing)
    });
    verdicts.collect()
}

fn mode(mode: cluster::Mode) -> Mode {
    match mode {
        cluster::Mode::Mixed => Mode::Mixed,
        cluster::Mode::NonSecure => Mode::NonSecure,
    }
}

/// Whether the library accepts cluster.toml.
pub(super) fn is_valid(path: &Path) -> bool {
    ClusterFolder::open(path).is_ok_and(|folder| {
        let cluster = &folder.cluster;
        cluster::release::sasts(&cluster.release, cluster.signing, cluster.signer).is_ok()
    })
}
