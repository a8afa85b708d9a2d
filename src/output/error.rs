//! Why a file is not written.

use std::io;
use std::path::Path;

use crate::error::described;

described! {
    /// Why a file was not written. The previous file is unchanged.
    pub enum OutputError {
        /// The target already exists.
        Exists {
            /// The target.
            target: String,
        } = "E-OUTPUT-EXISTS", Usage,
            "{target} already exists",
            "name another file";
        /// The target exists and is not a regular file.
        NotAFile {
            /// The target.
            target: String,
        } = "E-OUTPUT-KIND", Output,
            "{target:?} does not name a regular file",
            "name a file, or - for standard output";
        /// The place of a published file is taken by something that is not a file of its size.
        Obstacle {
            /// The target.
            target: String,
            /// The actual value.
            what: String,
        } = "E-OUTPUT-OBSTACLE", Output,
            "{target} is {what} and is not replaced",
            "find out who put it there, and move it away";
        /// Something else has the name of a temporary file.
        Planted {
            /// The name.
            target: String,
        } = "E-OUTPUT-PLANTED", Output,
            "{target} is in the way: ctl uses this name for a temporary file, but did not create this one",
            "find out who put it there, and remove it";
        /// The operating system reported an error.
        Failed {
            /// What was being done.
            action: &'static str,
            /// The path.
            target: String,
            /// The reason that the operating system gives.
            reason: String,
        } = "E-OUTPUT-WRITE", Output,
            "cannot {action} {target}: {reason}",
            "check the folder, its permissions and the space left on it";
        /// Binary data would be written to a terminal.
        Terminal {} = "E-OUTPUT-TERMINAL", Usage,
            "binary data cannot be written to a terminal",
            "write it to a file with -o FILE, or into a pipe";
    }
}

pub(crate) fn failure(action: &'static str, target: String, error: &io::Error) -> OutputError {
    OutputError::Failed { action, target, reason: error.to_string() }
}

pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string()
}
