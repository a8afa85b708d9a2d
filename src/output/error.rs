//! Why a file is not written.

use std::io;
use std::path::Path;

use crate::error::described;

described! {
    /// Why a file was not written. What stood there before still does.
    pub enum OutputError {
        /// The target is there already.
        Exists {
            /// The target.
            target: String,
        } = "E-OUTPUT-EXISTS", Usage,
            "{target} exists already",
            "name another file";
        /// The target is there and is no plain file.
        NotAFile {
            /// The target.
            target: String,
        } = "E-OUTPUT-KIND", Output,
            "{target:?} does not name a plain file, and is not replaced by one",
            "name a file, or - for standard output";
        /// Something is in the place of a published file that is not a file of its size.
        Obstacle {
            /// The target.
            target: String,
            /// What it is.
            what: String,
        } = "E-OUTPUT-OBSTACLE", Output,
            "{target} is {what}, and is not replaced",
            "find out who put it there, and move it away";
        /// Something has the name of a temporary file.
        Planted {
            /// The name.
            target: String,
        } = "E-OUTPUT-PLANTED", Output,
            "{target} is in the way: ctl gives this name to a temporary file, and did not make it",
            "find out who put it there, and remove it";
        /// The operating system refuses.
        Failed {
            /// What was being done.
            action: &'static str,
            /// With which path.
            target: String,
            /// What the operating system says.
            reason: String,
        } = "E-OUTPUT-WRITE", Output,
            "cannot {action} {target}: {reason}",
            "check the folder, its permissions and the space left on it";
        /// Binary data was to go to a terminal.
        Terminal {} = "E-OUTPUT-TERMINAL", Usage,
            "binary data does not belong on a terminal",
            "write it to a file with -o FILE, or into a pipe";
    }
}

pub(crate) fn failure(action: &'static str, target: String, error: &io::Error) -> OutputError {
    OutputError::Failed { action, target, reason: error.to_string() }
}

pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}
