//! Certificates in files, as `ctl cert show` and `ctl show` print them.

use serde::Serialize;
use trustlist::certificate;
use trustlist::report::certificate as report;
use trustlist::report::json::{self, Details};

use crate::cli::clock;
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::cli::input::Input;

/// The JSON document (docs/json.md).
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    files: Vec<FileReport>,
}

#[derive(Serialize)]
struct FileReport {
    path: String,
    certificates: Vec<Details>,
}

/// Whether a file that is not a list contains certificates, complete or damaged.
pub(crate) fn is_certificate(bytes: &[u8]) -> bool {
    const BEGIN: &[u8] = b"-----BEGIN ";
    certificate::read(bytes).is_ok() || bytes.windows(BEGIN.len()).any(|part| part == BEGIN)
}

/// Prints all certificates of these files.
pub(crate) fn print(inputs: &[Input], console: &Console) -> anyhow::Result<Exit> {
    let mut files = Vec::new();
    let mut text = String::new();
    for input in inputs {
        let found = certificate::read(&input.bytes)
            .map_err(|error| anyhow::Error::from(error).context(input.name.clone()))?;
        for certificate in &found {
            if !text.is_empty() {
                text.push('\n');
            }
            text += &format!("{}\n{}", input.name, report::certificate(certificate, clock::now()));
        }
        let certificates = found.iter().map(json::details).collect();
        files.push(FileReport { path: input.name.clone(), certificates });
    }
    if console.json {
        Console::json_result(&Report { schema: "ctl.certificates/1", files })?;
    } else {
        Console::result(text.as_bytes())?;
    }
    Ok(Exit::Done)
}
