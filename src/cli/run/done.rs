//! The JSON document of a command that has nothing else to report (docs/json.md).

use std::path::Path;

use serde::Serialize;
use trustlist::text::path;

use crate::cli::console::Console;

/// What was done.
#[derive(Serialize)]
pub(crate) struct Done {
    schema: &'static str,
    command: &'static str,
    dry_run: bool,
    changed: bool,
    files: Vec<File>,
}

/// A file that was written.
#[derive(Serialize)]
struct File {
    path: String,
}

impl Done {
    /// For a command, without `ctl`, that has changed something.
    pub(crate) fn new(command: &'static str) -> Self {
        Self { schema: "ctl.done/1", command, dry_run: false, changed: true, files: Vec::new() }
    }

    /// The same for a dry run.
    pub(crate) fn dry(self, dry_run: bool) -> Self {
        Self { dry_run, ..self }
    }

    /// Nothing was changed.
    pub(crate) fn unchanged(self) -> Self {
        Self { changed: false, ..self }
    }

    /// These files were written, or would be in a dry run.
    pub(crate) fn files<P: AsRef<Path>>(self, files: impl IntoIterator<Item = P>) -> Self {
        let file = |file: P| File { path: path(file.as_ref()) };
        Self { files: files.into_iter().map(file).collect(), ..self }
    }

    /// Prints it, if JSON is requested.
    pub(crate) fn print(&self, console: &Console) -> anyhow::Result<()> {
        if console.json { Console::json_result(self) } else { Ok(()) }
    }
}
