//! One writer at a time: the operating system's lock on `.ctl/lock`, which is released when the
//! process ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::store::{self, FOLDER};
use crate::error::described;
use crate::output::OutputError;
use crate::platform;

described! {
    /// Why a command cannot get the lock of a cluster.
    pub enum LockError {
        /// Another process has the lock.
        Taken {
            /// The lock's file.
            file: String,
            /// Who has it.
            holder: String,
        } = "E-LOCK-TAKEN", Output,
            "another ctl is running on this cluster: {holder} holds {file}",
            "wait until it has finished, then try again";
        /// A file with the lock's name is not a lock.
        Foreign {
            /// The lock's file.
            file: String,
        } = "E-LOCK-FOREIGN", Output,
            "{file} was not created by ctl",
            "find out who created it, then remove it";
        /// The operating system reports an error.
        Failed {
            /// The action that failed.
            action: &'static str,
            /// The lock's file.
            file: String,
            /// What it says.
            reason: String,
        } = "E-LOCK-FAILED", Output,
            "cannot {action} {file}: {reason}",
            "check the folder and its permissions";
        also /// The folder `.ctl` cannot be made.
        Folder(OutputError);
    }
}

/// How long to wait before the next try.
const PAUSE: Duration = Duration::from_millis(50);

/// The line that a holder writes is short; a longer file is not a lock.
const LIMIT: u64 = 200;

/// The right to write to a cluster, until this value is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing is not enough: a child process that is just being started keeps the file open
        // until it runs its program.
        let _ = self.file.unlock();
    }
}

impl Lock {
    /// Takes the lock of the cluster in `folder` for `command`. If another process holds it, calls
    /// `say` once and waits up to `wait`.
    ///
    /// # Errors
    /// [`LockError`].
    pub fn take(
        folder: &Path,
        command: &str,
        wait: Duration,
        say: &dyn Fn(&str),
    ) -> Result<Self, LockError> {
        store::make(folder)?;
        let path = folder.join(FOLDER).join("lock");
        let failed = |action| {
            let file = path.display().to_string();
            move |error: io::Error| LockError::Failed { action, file, reason: error.to_string() }
        };
        let foreign = || LockError::Foreign { file: path.display().to_string() };
        // Checked first: opening a pipe for writing would wait for its reader.
        if path.symlink_metadata().is_ok_and(|found| !found.is_file()) {
            return Err(foreign());
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        let mut file = platform::unfollowed(&mut options).open(&path).map_err(failed("open"))?;
        // With a hard link, the beginning of another file would be overwritten.
        let opened = file.metadata().map_err(failed("open"))?;
        if !opened.is_file() || platform::has_other_names(&opened) {
            return Err(foreign());
        }
        let deadline = Instant::now().checked_add(wait);
        let mut notified = false;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(failed("lock")(error)),
                Err(TryLockError::WouldBlock) => {}
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                let holder = holder(&mut file);
                return Err(LockError::Taken { file: path.display().to_string(), holder });
            }
            if !notified {
                say(&format!(
                    "waiting for {}, which is running on this cluster",
                    holder(&mut file)
                ));
                notified = true;
            }
            // The operating system's file locks have no time limit of their own: try_lock again.
            thread::sleep(PAUSE);
        }
        if !is_lock(&mut file) {
            return Err(foreign());
        }
        // The rest of a longer earlier line stays behind this one; it is not read.
        file.rewind()
            .and_then(|()| file.write_all(format!("{} {command}\n", std::process::id()).as_bytes()))
            .map_err(failed("write"))?;
        Ok(Self { file })
    }
}

/// The holder of the lock, by its own line.
fn holder(file: &mut File) -> String {
    match first_line(file).as_deref().and_then(|line| line.split_once(' ')) {
        Some((process, command)) if !process.is_empty() => {
            format!("process {process} (ctl {command})")
        }
        _ => "an unknown process".to_owned(),
    }
}

/// Whether a file is a lock: it is empty, or has the line of a holder, which may be incomplete.
fn is_lock(file: &mut File) -> bool {
    first_line(file).is_some()
}

/// The line that a holder wrote; empty if there is none yet.
fn first_line(file: &mut File) -> Option<String> {
    let mut text = Vec::new();
    file.rewind().ok()?;
    file.take(LIMIT).read_to_end(&mut text).ok()?;
    let line = str::from_utf8(text.split(|byte| *byte == b'\n').next()?).ok()?;
    let (process, command) = line.split_once(' ').unwrap_or((line, ""));
    let is_number = process.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !command.chars().any(char::is_control)).then(|| line.to_owned())
}
