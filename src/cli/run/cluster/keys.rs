//! The keys of a cluster, with the sources of secrets that the command line names.

use std::path::Path;

use trustlist::cluster::change::{ClusterSecrets, KeyRing};
use trustlist::cluster::manifest::Cluster;
use trustlist::signer::pkcs11::{Driver, Modules, TokenNote};

use crate::cli::args::change::ChangeArgs;
use crate::cli::console::Console;
use crate::cli::prompt::Asked;

/// Opens the keys of a cluster for `work`.
pub(crate) fn with_keys<T>(
    folder: &Path,
    cluster: &Cluster,
    args: &ChangeArgs,
    console: &Console,
    work: impl FnOnce(&mut KeyRing<'_>) -> T,
) -> T {
    let asked = Asked::new(args.secrets.source());
    let secrets = ClusterSecrets::new(folder, cluster, &asked);
    let say = |note: &TokenNote| console.aloud("warning", note);
    let modules = Modules::new(args.module.file().or_else(|| cluster.module.clone()));
    let driver = Driver { modules, final_try: args.last.final_try, say: &say };
    work(&mut KeyRing::new(folder, &secrets, &driver))
}
