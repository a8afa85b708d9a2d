//! Secrets: from the given source, otherwise from the terminal.

use std::cell::RefCell;
use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use secrecy::{ExposeSecret as _, SecretString};
use signal_hook::consts::SIGINT;
use signal_hook::{flag, low_level};
use trustlist::signer::SecretError;
use trustlist::signer::secret::{Prompt, Secrets, Source};

use super::usage::UsageError;

/// More than any answer, in bytes.
const MAX_ANSWER: u64 = 256;

/// The source of the one secret of this run, and the key that it was used for: trying it on a
/// different key could cost a token one of its tries.
pub(crate) struct PromptedSecret {
    source: Option<Source>,
    served: RefCell<Option<String>>,
}

impl PromptedSecret {
    /// Without a source, the user is asked on the terminal, for each key.
    pub(crate) fn new(source: Option<Source>) -> Self {
        Self { source, served: RefCell::default() }
    }
}

impl Secrets for PromptedSecret {
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError> {
        // Input on a terminal that was given as the source must not be displayed either.
        let source = match &self.source {
            Some(source) if !source.is_terminal() => source,
            _ => return ask("PIN or passphrase of", key_name),
        };
        let mut served = self.served.borrow_mut();
        match served.as_deref() {
            Some(first) if first != key_name => Err(SecretError::Twice {
                source: option(source),
                first: first.to_owned(),
                second: key_name.to_owned(),
            }),
            _ => {
                *served = Some(key_name.to_owned());
                pin(source)
            }
        }
    }
}

/// Asks on the terminal, whatever stdin and stdout are.
pub(crate) fn ask(what: &str, key_name: &str) -> Result<SecretString, SecretError> {
    Prompt(|name: &str| read_hidden(&format!("{what} {name}: "))).secret(key_name).map_err(
        |error| match error {
            SecretError::Unreadable { .. } => SecretError::Missing { key: key_name.to_owned() },
            other => other,
        },
    )
}

/// Whether there is a terminal to ask on.
pub(crate) fn can_ask() -> bool {
    io::stdin().is_terminal()
}

/// Asks for y or n on the terminal; `yes` is the answer given in advance. Anything but yes means
/// no, as on CUCM.
///
/// # Errors [`UsageError::NoTerminal`], where there is no terminal.
pub(crate) fn confirmed(question: &str, yes: bool) -> Result<bool, UsageError> {
    if yes {
        return Ok(true);
    }
    if !can_ask() {
        let question = question.trim_end_matches(" (y/n):").to_owned();
        return Err(UsageError::NoTerminal { question });
    }
    // If the question cannot be printed, it cannot be answered either.
    let question = format!("{question} ");
    let shown = io::stderr().write_all(question.as_bytes()).and_then(|()| io::stderr().flush());
    let mut answer = String::new();
    let read = shown.and_then(|()| io::stdin().lock().take(MAX_ANSWER).read_line(&mut answer));
    let answer = answer.trim();
    Ok(read.is_ok() && ["y", "yes"].iter().any(|yes| answer.eq_ignore_ascii_case(yes)))
}

/// A new secret, which is entered twice; `None` if the two differ.
pub(crate) fn ask_twice(what: &str, name: &str) -> Result<Option<SecretString>, SecretError> {
    let once = ask(&format!("New {what} of"), name)?;
    let twice = ask(&format!("New {what} again for"), name)?;
    Ok((once.expose_secret() == twice.expose_secret()).then_some(once))
}

/// A new secret in a file; errors name its option.
pub(crate) fn new_pin(file: &Path) -> Result<SecretString, SecretError> {
    let option = format!("--new-pin-file {}", file.display());
    Source::File(file.to_owned()).read().map_err(|error| error.of_source(option))
}

/// The secret of an option; errors name the option.
pub(crate) fn pin(source: &Source) -> Result<SecretString, SecretError> {
    source.read().map_err(|error| error.of_source(option(source)))
}

/// The option that names a source.
fn option(source: &Source) -> String {
    match source {
        Source::File(path) => format!("--pin-file {}", path.display()),
        Source::Fd(number) => format!("--pin-fd {number}"),
        Source::Env(name) => format!("--pin-env {name}"),
    }
}

/// Whether Ctrl-C ends the program at once, as everywhere except at a prompt.
static AT_ONCE: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// Reads a line without echo. Ctrl-D counts as an empty line.
fn read_hidden(question: &str) -> io::Result<String> {
    // rpassword raises SIGINT at Ctrl-C before it lets the terminal echo again, so
    // the signal has to wait until it has.
    let at_once = AT_ONCE.get_or_init(Arc::default);
    at_once.store(false, Ordering::SeqCst);
    flag::register_conditional_default(SIGINT, Arc::clone(at_once))?;
    let interrupted = Arc::new(AtomicBool::new(false));
    let handler = flag::register(SIGINT, Arc::clone(&interrupted))?;
    let read_hidden = rpassword::prompt_password(question);
    low_level::unregister(handler);
    at_once.store(true, Ordering::SeqCst);
    if interrupted.load(Ordering::SeqCst) {
        low_level::raise(SIGINT)?;
    }
    match read_hidden {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(String::new()),
        other => other,
    }
}
