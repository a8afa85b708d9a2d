//! `ctl init`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rand_core::OsRng;
use serde::Serialize;
use trustlist::cluster::lab::{Lab, LabNode, TOKEN_OBJECT};
use trustlist::cluster::lock::Lock;
use trustlist::cluster::release::Release;
use trustlist::cluster::store::Store;
use trustlist::cluster::template;
use trustlist::output::Readers;
use trustlist::output::tree::{self, NewFile};
use trustlist::text::{counted, visible};

use crate::cli::args::init::InitArgs;
use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;

/// The defaults of a lab.
const NODES: u8 = 3;
const RELEASE: &str = "12.5";

const MANIFEST: &str = "cluster.toml";
const FOLDERS: [&str; 3] = ["certs", "keys", "tokens"];
/// The path of the store. No lab is created beside a store: phones may hold what it published.
const STORE: &str = ".ctl";

/// The PINs of the lab's tokens in SoftHSM2: they are not secret.
const PIN: &str = "1234";
const SO_PIN: &str = "12345678";

/// The JSON document (docs/json.md).
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    folder: String,
    lab: Option<LabReport>,
    files: Vec<String>,
}

#[derive(Serialize)]
struct LabReport {
    release: String,
    signing: &'static str,
    nodes: Vec<NodeReport>,
    /// The commands that import the tokens' keys into SoftHSM2.
    token_commands: Vec<String>,
}

#[derive(Serialize)]
struct NodeReport {
    host: String,
    address: String,
    publisher: bool,
    services: Vec<&'static str>,
}

pub(crate) fn run(args: &InitArgs, console: &Console) -> anyhow::Result<Exit> {
    let lab = if args.lab { Some(planned(args)?) } else { None };
    let files = match &lab {
        Some(lab) => make_lab(&args.dir, lab, console)?,
        None => make_blank(&args.dir)?,
    };
    for file in &files {
        console.detail(&format!("{} written", args.dir.join(file).display()));
    }
    if console.json {
        Console::json_result(&Report {
            schema: "ctl.init/1",
            folder: display(&args.dir),
            lab: lab.as_ref().map(|lab| lab_report(&args.dir, lab)),
            files: files.iter().map(|file| display(file)).collect(),
        })?;
    } else {
        let folder = quoted(&args.dir);
        let text = lab.map_or_else(|| blank_text(&folder), |lab| lab_text(&folder, &lab));
        Console::result(text.as_bytes())?;
    }
    Ok(Exit::Done)
}

fn planned(args: &InitArgs) -> anyhow::Result<Lab> {
    let release = args.release.clone().map_or_else(|| RELEASE.parse::<Release>(), Ok)?;
    let nodes = args.nodes.unwrap_or(NODES);
    Ok(Lab::new(nodes.into(), release, args.tokens, &mut OsRng)?)
}

/// Creates the folder of an empty cluster, and returns its files.
fn make_blank(root: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let path = PathBuf::from(MANIFEST);
    let text = named(template::BLANK, root);
    let bytes = text.as_bytes();
    let manifest = NewFile { path: path.clone(), bytes, readers: Readers::All };
    tree::make(root, &FOLDERS.map(PathBuf::from), &[manifest])?.keep();
    Ok(vec![path])
}

/// A cluster.toml with the name of its folder, if that is a valid name.
fn named(text: &str, root: &Path) -> String {
    let absolute = std::path::absolute(root).unwrap_or_default();
    let name = absolute.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if name.is_empty() || visible(name.as_bytes()) != name {
        return text.to_owned();
    }
    template::named(text, name)
}

/// Creates the lab, and returns its files.
fn make_lab(root: &Path, lab: &Lab, console: &Console) -> anyhow::Result<Vec<PathBuf>> {
    let folders: Vec<_> = FOLDERS.into_iter().map(PathBuf::from).chain(lab.folders()).collect();
    let mut paths = lab.files();
    paths.push(MANIFEST.into());
    let store = Path::new(STORE);
    let wanted = paths.iter().map(PathBuf::as_path).chain([store]);
    tree::check(root, folders.iter().map(PathBuf::as_path), wanted)?;
    let now = i64::from(clock::timestamp(None)?);
    let progress = console.progress();
    let pairs = lab.pairs(now, &|_| OsRng, &|done, all| progress.show("key", done, all))?;
    drop(progress);
    let manifest = named(&lab.manifest(), root);
    let mut files = Vec::new();
    for pair in &pairs {
        for (path, text, readers) in [
            (&pair.certificate, pair.pem.as_str(), Readers::All),
            (&pair.key, pair.key_pem.as_str(), Readers::Owner),
        ] {
            files.push(NewFile { path: path.clone(), bytes: text.as_bytes(), readers });
        }
    }
    let bytes = manifest.as_bytes();
    files.push(NewFile { path: MANIFEST.into(), bytes, readers: Readers::All });
    let made = tree::make(root, &folders, &files)?;
    if let Err(error) = without_phones(root) {
        // The folder did not exist before.
        let _ = std::fs::remove_dir_all(root.join(STORE));
        return Err(error);
    }
    made.keep();
    Ok(paths)
}

/// No phone holds anything yet, so the first lists need no `--new-phones`.
fn without_phones(root: &Path) -> anyhow::Result<()> {
    let _lock = Lock::take(root, "init", Duration::ZERO, &|_| ())?;
    Ok(Store::open(root)?.set_new_phones(true)?)
}

fn blank_text(folder: &str) -> String {
    format!(
        "{folder}: an empty cluster\n\n  \
         cluster.toml  the description of the cluster, with explanations\n  \
         certs/        certificates, as CUCM exports them\n  \
         keys/         private keys in files\n  \
         tokens/       certificates of USB tokens\n\n\
         Next: add certificates and keys, fill in cluster.toml, and\n\n  \
         ctl adopt -C {folder} CTLFile.tlv    # if phones have lists of the cluster\n  \
         ctl set-cluster mixed-mode -C {folder} --dry-run\n"
    )
}

fn lab_text(folder: &str, lab: &Lab) -> String {
    let (nodes, release) = (counted(lab.nodes().len(), "node"), lab.release());
    let signing = lab.signing().name();
    let mut text = format!("{folder}: a lab of {nodes}, release {release}, {signing}\n\n");
    let width = lab.nodes().iter().map(|node| node.host.len()).max().unwrap_or_default();
    for node in lab.nodes() {
        let mut runs = services(node);
        if node.publisher {
            runs.insert(0, "publisher");
        }
        if runs.is_empty() {
            runs.push("media resources");
        }
        let address = node.address.to_string();
        // Writing to a String does not fail.
        let _ = writeln!(text, "  {:<width$}  {address:<12}  {}", node.host, runs.join(", "));
    }
    let commands = token_commands(folder, lab);
    if commands.is_empty() {
        let _ = write!(
            text,
            "\nNext:\n\n  ctl set-cluster mixed-mode -C {folder}\n  \
             ctl show {folder}/tftp/cucm-pub/CTLFile.tlv\n"
        );
    } else {
        let _ = write!(
            text,
            "\nThe keys of the two tokens are files, for labs only. These commands import them into\n\
             SoftHSM2 (Debian: apt install softhsm2 opensc), with the PIN {PIN}:\n\n  {}\n\n\
             Next, in the same shell:\n\n  ctl set-cluster mixed-mode\n  \
             ctl show tftp/cucm-pub/CTLFile.tlv\n",
            commands.join("\n  ")
        );
    }
    text
}

/// The commands that import the keys and certificates of the tokens into SoftHSM2.
fn token_commands(folder: &str, lab: &Lab) -> Vec<String> {
    if lab.tokens().is_empty() {
        return Vec::new();
    }
    let mut lines = vec![
        format!("cd {folder}"),
        "mkdir -p softhsm2/tokens".to_owned(),
        "echo \"directories.tokendir = $PWD/softhsm2/tokens\" > softhsm2/softhsm2.conf".to_owned(),
        "export SOFTHSM2_CONF=\"$PWD/softhsm2/softhsm2.conf\"".to_owned(),
        "export CTL_PKCS11_MODULE=/usr/lib/softhsm/libsofthsm2.so".to_owned(),
    ];
    for token in lab.tokens() {
        let label = &token.name;
        lines.push(format!(
            "softhsm2-util --init-token --free --label {label} --so-pin {SO_PIN} --pin {PIN}"
        ));
        lines.push(format!(
            "softhsm2-util --import {} --token {label} --label {TOKEN_OBJECT} --id 01 --pin {PIN}",
            token.key_file()
        ));
        lines.push(format!(
            "pkcs11-tool --module $CTL_PKCS11_MODULE --token-label {label} --login --pin {PIN} \
             --write-object {} --type cert --label {TOKEN_OBJECT} --id 01",
            token.certificate()
        ));
    }
    lines
}

fn lab_report(root: &Path, lab: &Lab) -> LabReport {
    let node = |node: &LabNode| NodeReport {
        host: node.host.clone(),
        address: node.address.to_string(),
        publisher: node.publisher,
        services: services(node),
    };
    LabReport {
        release: lab.release().to_string(),
        signing: lab.signing().name(),
        nodes: lab.nodes().iter().map(node).collect(),
        token_commands: token_commands(&quoted(root), lab),
    }
}

fn services(node: &LabNode) -> Vec<&'static str> {
    node.services.names().collect()
}

fn display(path: &Path) -> String {
    visible(path.as_os_str().as_encoded_bytes())
}

/// A path, quoted for a shell.
fn quoted(path: &Path) -> String {
    let text = display(path);
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+,:@%=".contains(c);
    match text.as_str() {
        text if text.starts_with('-') => quoted(&Path::new(".").join(text)),
        text if !text.is_empty() && text.chars().all(plain) => text.to_owned(),
        text => format!("'{}'", text.replace('\'', "'\\''")),
    }
}
