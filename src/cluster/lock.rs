//! One writer at a time: the operating system's lock on `.ctl/lock`, which ends with its
//! process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::store::FOLDER;
use crate::error::described;
use crate::output::{OutputError, step};

described! {
    /// Why a command may not write to a cluster now.
    pub enum LockError {
        /// Another process has the lock.
        Taken {
            /// The lock's file.
            file: String,
            /// Who has it.
            holder: String,
        } = "E-LOCK-TAKEN", Output,
            "another ctl is at work on this cluster: {holder} holds {file}",
            "try again when it has ended";
        /// The operating system refuses.
        Failed {
            /// What was being done.
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

/// How often a lock that is taken is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// What a holder writes of itself is short; a file that is longer was written by others.
const LIMIT: u64 = 200;

/// The right to write to a cluster, until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of the cluster in `folder` for `command`. If another process has it,
    /// `say` is told so once, and it is waited for up to `wait`.
    ///
    /// # Errors
    /// [`LockError`].
    pub fn take(
        folder: &Path,
        command: &str,
        wait: Duration,
        say: &dyn Fn(&str),
    ) -> Result<Self, LockError> {
        step::make_folder(&folder.join(FOLDER))?;
        let path = folder.join(FOLDER).join("lock");
        let failed = |action| {
            let file = path.display().to_string();
            move |error: io::Error| LockError::Failed { action, file, reason: error.to_string() }
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed("open"))?;
        let deadline = Instant::now().checked_add(wait);
        let mut said = false;
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
            if !said {
                say(&format!(
                    "waiting for {}, which is at work on this cluster",
                    holder(&mut file)
                ));
                said = true;
            }
            thread::sleep(PAUSE);
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{} {command}", std::process::id()))
            .map_err(failed("write"))?;
        Ok(Self { _file: file })
    }
}

/// Who says to have the lock.
fn holder(file: &mut File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.take(LIMIT).read_to_string(&mut text));
    match text.trim_end().split_once(' ') {
        Some((process, command))
            if read.is_ok()
                && process.bytes().all(|byte| byte.is_ascii_digit())
                && !command.chars().any(char::is_control) =>
        {
            format!("process {process} (ctl {command})")
        }
        _ => "a process that does not say who it is".to_owned(),
    }
}
