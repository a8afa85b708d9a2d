//! `ctl itl`

use std::path::Path;

use anyhow::Context as _;
use trustlist::certificate::{self, MAX_CERTIFICATE_FILE};
use trustlist::cluster::plan::ItlKey;
use trustlist::cluster::targets::Scope;
use trustlist::signer::Signer as _;
use trustlist::signer::software::{KeyFile, SoftwareSigner};

use super::cluster::{Proposal, Work, change, words};
use super::update::as_it_is;
use crate::cli::args::change::ChangeArgs;
use crate::cli::args::itl::{ItlArgs, ItlCommand, ItlResetCommand};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::prompt::Asked;

pub(crate) fn run(args: &ItlArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    match &args.command {
        ItlCommand::Update(args) => {
            sign(folder, "itl update", &args.change, None, console, |_| ItlKey::Usual)
        }
        ItlCommand::Reset(args) => match &args.command {
            ItlResetCommand::Localkey(args) => {
                sign(folder, "itl reset localkey", &args.change, None, console, |_| ItlKey::Local)
            }
            ItlResetCommand::Remotekey(args) => {
                let signer = remote(&args.file, &args.change)?;
                let name = format!("itl reset remotekey {}", args.file);
                sign(folder, &name, &args.change, Some(signer), console, |signer| {
                    signer.map_or(ItlKey::Usual, |signer| ItlKey::Remote(signer.certificate()))
                })
            }
        },
    }
}

/// The key of a PKCS#12 file, which only its passphrase opens.
fn remote(file: &str, args: &ChangeArgs) -> anyhow::Result<SoftwareSigner> {
    let input = input::read(file, MAX_CERTIFICATE_FILE)?;
    let secrets = Asked::new(args.secrets.source());
    let key = KeyFile::open(&input.bytes, &input.name, &secrets)?;
    let certificate =
        key.certificates().and_then(certificate::leaf).with_context(|| input.name.clone())?;
    Ok(SoftwareSigner::new(certificate, key)?)
}

fn sign(
    folder: &Path,
    command: &str,
    args: &ChangeArgs,
    signer: Option<SoftwareSigner>,
    console: &Console,
    by: impl for<'s> Fn(Option<&'s SoftwareSigner>) -> ItlKey<'s>,
) -> anyhow::Result<Exit> {
    let work = Work::begin(folder, command, args, console)?;
    let (manifest, material) = (&work.site.manifest, &work.site.material);
    let itls = work.plan(manifest, material, |planner| {
        Ok(planner.itls(work.state.mode, by(signer.as_ref()))?)
    })?;
    let mut proposal = Proposal { itls, scope: Scope::Itl, ..as_it_is(&work, command, words::ITL) };
    if let Some(signer) = signer {
        proposal.remote = Some(Box::new(signer));
    }
    change::carry_out(work, &proposal)
}
