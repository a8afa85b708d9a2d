//! A command at work on a cluster: the lock, the store, the folder, the time.

use std::path::Path;
use std::time::Duration;

use trustlist::cluster::content::Cluster;
use trustlist::cluster::lock::Lock;
use trustlist::cluster::manifest::Manifest;
use trustlist::cluster::material::Material;
use trustlist::cluster::plan::Planner;
use trustlist::cluster::publish::{self, Recovery};
use trustlist::cluster::store::Store;
use trustlist::signer::pkcs11::TokenNote;

use super::signers::{self, ClusterSecrets};
use super::site::Site;
use super::state::{self, Found, State};
use crate::cli::args::change::ChangeArgs;
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::keys::Keys;
use crate::cli::prompt::Asked;

/// All that a command needs. A dry run has neither lock nor store, and changes nothing.
pub(crate) struct Work<'a> {
    pub(crate) args: &'a ChangeArgs,
    pub(crate) console: &'a Console,
    pub(crate) site: Site,
    pub(crate) state: State,
    /// What stands on servers and is not of the store.
    pub(crate) found: Vec<Found>,
    /// Unix seconds.
    pub(crate) timestamp: u32,
    pub(crate) store: Option<Store>,
    _lock: Option<Lock>,
}

impl<'a> Work<'a> {
    /// Takes the lock, finishes what a killed run left, and reads everything.
    pub(crate) fn begin(
        folder: &Path,
        command: &str,
        args: &'a ChangeArgs,
        console: &'a Console,
    ) -> anyhow::Result<Self> {
        let timestamp = clock::timestamp(args.timestamp.as_deref())?;
        if args.dry_run {
            let site = Site::open(folder)?;
            let mut state = State::of(Store::look(folder)?.as_ref())?;
            if let Some(name) = &args.phones.have {
                let number = state.numbered(name)?;
                state.released_before(number);
            }
            let found = state::scan(folder, &site.manifest, &state, args.force)?;
            return Ok(Self {
                args,
                console,
                site,
                state,
                found,
                timestamp,
                store: None,
                _lock: None,
            });
        }
        // A wrong cluster.toml is said before anything is made in the folder.
        Site::open(folder)?;
        let wait = Duration::from_secs(u64::from(args.wait));
        let lock = Lock::take(folder, command, wait, &|text| console.note(text))?;
        let mut store = Store::open(folder)?;
        match publish::recover(&mut store, folder)? {
            None => {}
            Some(Recovery::Finished { number }) => {
                console.note(&format!(
                    "an interrupted run had begun to publish @{number}; it is published now"
                ));
            }
            Some(Recovery::RolledBack { number }) => {
                console.note(&format!(
                    "an interrupted run had prepared @{number}; what it left was removed"
                ));
            }
        }
        // The interrupted run may have rewritten cluster.toml.
        let site = Site::open(folder)?;
        let mut state = State::of(Some(&store))?;
        let found = state::scan(folder, &site.manifest, &state, args.force)?;
        if !found.is_empty() {
            for found in &found {
                let number = store.found(i64::from(timestamp), &found.host, &found.lists)?;
                console.note(&format!(
                    "{} has lists that are not of the store; kept as @{number}",
                    found.host
                ));
            }
            state = State::of(Some(&store))?;
        }
        if let Some(name) = &args.phones.have {
            let number = state.numbered(name)?;
            store.phones_have(number, i64::from(timestamp))?;
            let text = format!("every phone has @{number} or a later one");
            store.note(i64::from(timestamp), command, &text)?;
            state = State::of(Some(&store))?;
        }
        let (store, lock) = (Some(store), Some(lock));
        Ok(Self { args, console, site, state, found, timestamp, store, _lock: lock })
    }

    /// Plans with the cluster as it is described, or as a command would describe it.
    pub(crate) fn plan<T>(
        &self,
        manifest: &Manifest,
        material: &Material,
        plan: impl FnOnce(&Planner<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.with_keys(|keys| {
            let inserted = |index| {
                signers::is_inserted(&self.site.folder, manifest, &material.tokens, keys, index)
            };
            plan(&Planner {
                cluster: Cluster { manifest, material },
                present: self.state.present(),
                earlier: self.state.earlier(),
                timestamp: self.timestamp,
                inserted: &inserted,
            })
        })
    }

    /// Keeps an answer in the store; a dry run has none.
    pub(crate) fn record(&mut self, command: &str, text: &str) -> anyhow::Result<()> {
        if let Some(store) = &mut self.store {
            store.note(i64::from(self.timestamp), command, text)?;
        }
        Ok(())
    }

    /// The keys of this run.
    pub(crate) fn with_keys<T>(
        &self,
        work: impl FnOnce(&Keys<'_>) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let asked = Asked::new(self.args.secrets.source());
        let secrets = ClusterSecrets::new(&self.site.folder, &self.site.manifest, asked);
        let say = |note: &TokenNote| self.console.aloud("warning", note);
        let module = self.args.module.file().or_else(|| self.site.manifest.module.clone());
        work(&Keys::new(&secrets, module, self.args.last.final_try, &say))
    }
}
