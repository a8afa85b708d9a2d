//! The keys of a cluster, with the sources of secrets from the command line.

use std::path::Path;

use trustlist::cluster::change::keys::module_in;
use trustlist::cluster::change::{ClusterSecrets, KeyRing};
use trustlist::cluster::manifest::Cluster;

use crate::cli::args::change::ChangeArgs;
use crate::cli::console::Console;
use crate::cli::prompt::PromptedSecret;
use crate::cli::tokens;

/// Opens the keys of a cluster for `work`.
pub(crate) fn with_keys<T>(
    folder: &Path,
    cluster: &Cluster,
    args: &ChangeArgs,
    console: &Console,
    work: impl FnOnce(&mut KeyRing<'_>) -> T,
) -> T {
    let asked = PromptedSecret::new(args.secrets.source());
    let secrets = ClusterSecrets::new(folder, cluster, &asked);
    let module = args.module.file().or_else(|| Some(module_in(folder, cluster.module.as_deref()?)));
    let tokens = tokens::driver(module, args.last.final_try, console);
    work(&mut KeyRing::new(folder, &secrets, &tokens))
}
