//! `ctl itl`

use std::ffi::OsStr;
use std::path::Path;

use anyhow::Context as _;
use trustlist::certificate::{self, MAX_CERTIFICATE_FILE};
use trustlist::cluster::command::Command;
use trustlist::signer::Signer;
use trustlist::signer::software::{KeyFile, SoftwareSigner};
use trustlist::text::visible;

use super::cluster::{begin, carry_out, texts};
use crate::cli::args::change::ChangeArgs;
use crate::cli::args::itl::{ItlArgs, ItlCommand, ItlResetCommand};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::prompt::PromptedSecret;

pub(crate) fn run(args: &ItlArgs, folder: &Path, console: &Console) -> anyhow::Result<Exit> {
    let (command, change, remote) = match &args.command {
        ItlCommand::Update(args) => (Command::ItlUpdate, &args.change, None),
        ItlCommand::Reset(args) => match &args.command {
            ItlResetCommand::Localkey(args) => (Command::ItlResetLocalkey, &args.change, None),
            ItlResetCommand::Remotekey(args) => {
                let signer = remote_key(&args.file, &args.change)?;
                let certificate = signer.certificate().clone();
                let name = visible(args.file.as_encoded_bytes());
                let command = Command::ItlResetRemotekey { certificate: &certificate, file: &name };
                return sign(command, folder, &args.change, Some(&signer), console);
            }
        },
    };
    sign(command, folder, change, remote, console)
}

/// The key of a PKCS#12 file, which only its passphrase opens.
fn remote_key(file: &OsStr, args: &ChangeArgs) -> anyhow::Result<SoftwareSigner> {
    let input = input::read(file, MAX_CERTIFICATE_FILE)?;
    let secrets = PromptedSecret::new(args.secrets.source());
    let key = KeyFile::open(&input.bytes, &input.name, &secrets)?;
    let certificate =
        key.certificates().and_then(certificate::leaf).with_context(|| input.name.clone())?;
    Ok(SoftwareSigner::new(certificate, key)?)
}

fn sign(
    command: Command<'_>,
    folder: &Path,
    args: &ChangeArgs,
    remote: Option<&dyn Signer>,
    console: &Console,
) -> anyhow::Result<Exit> {
    let session = begin(folder, &command.typed(), args, console)?;
    carry_out(session, command, None, remote, texts::ITL, args, console)
}
