//! Where passphrases and PINs come from: the one reader of secrets.

use std::fmt;
use std::io::{self, IsTerminal as _, Read};
use std::path::PathBuf;

use secrecy::SecretString;
use zeroize::Zeroizing;

use super::{SecretError, descriptor};

/// The longest passphrase or PIN, in bytes. Longer than any real one; the limit prevents endless
/// reading from a source such as /dev/zero.
pub const MAX_SECRET: usize = 1024;

/// Provides the secret for a key. Called at most once for each key.
pub trait Secrets {
    /// The passphrase or PIN of the key that the user knows as `key_name`.
    ///
    /// # Errors [`SecretError::Missing`] where nobody can be asked, and the errors of the source.
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError>;
}

/// Where to read a passphrase: never the passphrase itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, a pipe or a device.
    File(PathBuf),
    /// An open file descriptor, on Unix.
    Fd(u32),
    /// An environment variable. Safe code cannot remove it from the program's own environment, so
    /// code that starts a child process must remove it from the child's environment.
    Env(String),
}

impl Source {
    /// Reads the form of configuration files: `file:/run/pin`, `fd:3`, `env:PIN`.
    ///
    /// # Errors
    /// [`SecretError::Source`] for any other text.
    pub fn from_uri(uri: &str) -> Result<Self, SecretError> {
        let source = match uri.split_once(':') {
            Some(("file", path)) if !path.is_empty() => Some(Self::File(path.into())),
            Some(("fd", number)) => number.parse().ok().map(Self::Fd),
            Some(("env", name)) if !name.is_empty() => Some(Self::Env(name.to_owned())),
            _ => None,
        };
        source.ok_or(SecretError::Source {})
    }

    /// Its file, if it is readable by everyone.
    #[cfg(feature = "cluster")]
    #[must_use]
    pub fn exposed(&self) -> Option<PathBuf> {
        let Self::File(path) = self else { return None };
        let found = path.metadata().ok()?;
        (found.is_file() && crate::platform::is_readable_by_all(&found)).then(|| path.clone())
    }

    /// Reads the secret: the first line without its line end.
    ///
    /// # Errors
    /// [`SecretError::Unreadable`] where the source cannot be read,
    /// [`SecretError::Empty`] where the line is empty, and
    /// [`SecretError::Form`] where it is too long or not UTF-8.
    pub fn read(&self) -> Result<SecretString, SecretError> {
        let unreadable = |error: io::Error| unreadable(self, &error);
        match self {
            Self::File(path) => {
                let file = std::fs::File::open(path).and_then(no_terminal);
                first_line(file.map_err(unreadable)?, self)
            }
            Self::Fd(number) => {
                let file = descriptor::open(*number).and_then(no_terminal);
                first_line(file.map_err(unreadable)?, self)
            }
            Self::Env(name) => {
                let value = std::env::var_os(name).ok_or_else(|| {
                    unreadable(io::Error::new(io::ErrorKind::NotFound, "the variable is not set"))
                })?;
                let value = Zeroizing::new(value.into_encoded_bytes());
                first_line(value.as_slice(), self)
            }
        }
    }
}

impl Source {
    /// Whether it is a terminal, which would display what is typed: ask there without echo instead.
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        let file = match self {
            // A FIFO would wait for its writer.
            Self::File(path) if descriptor::is_device(path) => std::fs::File::open(path),
            Self::Fd(number) => descriptor::open(*number),
            Self::File(_) | Self::Env(_) => return false,
        };
        file.is_ok_and(|file| file.is_terminal())
    }
}

fn no_terminal(file: std::fs::File) -> io::Result<std::fs::File> {
    if file.is_terminal() {
        return Err(io::Error::other("it is a terminal, which would display the secret"));
    }
    Ok(file)
}

impl fmt::Display for Source {
    /// In the form that [`Source::from_uri`] parses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::Fd(number) => write!(f, "fd:{number}"),
            Self::Env(name) => write!(f, "env:{name}"),
        }
    }
}

impl Secrets for Source {
    fn secret(&self, _key_name: &str) -> Result<SecretString, SecretError> {
        self.read()
    }
}

/// Asks the user: the function receives the key's name and returns the line entered.
pub struct Prompt<F>(pub F);

impl<F: Fn(&str) -> io::Result<String>> Secrets for Prompt<F> {
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError> {
        let source = format!("the prompt for {key_name}");
        let typed = (self.0)(key_name).map_err(|error| unreadable(&source, &error))?;
        first_line(Zeroizing::new(typed).as_bytes(), &source)
    }
}

fn unreadable(source: &dyn fmt::Display, error: &io::Error) -> SecretError {
    SecretError::Unreadable { source: source.to_string(), reason: error.to_string() }
}

/// The first line, up to `MAX_SECRET` bytes. Reading stops at its end, so that a pipe may stay
/// open.
fn first_line(
    mut reader: impl Read,
    source: &dyn fmt::Display,
) -> Result<SecretString, SecretError> {
    // Room for the longest secret and CR LF. It is never reallocated, so that wiping it leaves no
    // copy.
    let mut buffer = Zeroizing::new([0; MAX_SECRET + 2]);
    let mut filled = 0_usize;
    let line = loop {
        let (read, free) = buffer.split_at_mut_checked(filled).unwrap_or_default();
        if let Some(end) = read.iter().position(|byte| *byte == b'\n') {
            let line = read.get(..end).unwrap_or_default();
            break line.strip_suffix(b"\r").unwrap_or(line);
        }
        match reader.read(free) {
            // The end, or no room left.
            Ok(0) => break &*read,
            Ok(count) => filled = filled.saturating_add(count),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(source, &error)),
        }
    };
    let form =
        |reason: &str| SecretError::Form { source: source.to_string(), reason: reason.to_owned() };
    if line.is_empty() {
        return Err(SecretError::Empty { source: source.to_string() });
    }
    if line.len() > MAX_SECRET {
        return Err(form(&format!("is longer than {MAX_SECRET} bytes")));
    }
    str::from_utf8(line).map(SecretString::from).map_err(|_| form("is not UTF-8"))
}
