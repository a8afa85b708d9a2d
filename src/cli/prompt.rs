//! Secrets: from the source that was named, else from the terminal.

use secrecy::SecretString;
use trustlist::signer::KeyError;
use trustlist::signer::secret::{Prompt, Secrets, Source};

/// Where the one secret of this run comes from.
pub(crate) struct Asked(Option<Source>);

impl Asked {
    /// The terminal is asked.
    pub(crate) const TERMINAL: Self = Self(None);

    pub(crate) fn new(source: Option<Source>) -> Self {
        Self(source)
    }
}

impl Secrets for Asked {
    fn secret(&self, key_name: &str) -> Result<SecretString, KeyError> {
        match &self.0 {
            Some(source) => source.secret(key_name),
            None => ask("PIN or passphrase of", key_name),
        }
    }
}

/// Asks on the terminal, whatever stdin and stdout are. rpassword restores it
/// before it passes Ctrl-C on.
pub(crate) fn ask(what: &str, key_name: &str) -> Result<SecretString, KeyError> {
    Prompt(|name: &str| rpassword::prompt_password(format!("{what} {name}: ")))
        .secret(key_name)
        .map_err(|error| match error {
            KeyError::SecretUnreadable { .. } => KeyError::NoSecret { key: key_name.to_owned() },
            other => other,
        })
}
