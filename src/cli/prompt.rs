//! Secrets: from the source that was named, else from the terminal.

use secrecy::SecretString;
use trustlist::signer::KeyError;
use trustlist::signer::secret::{Prompt, Secrets, Source};

/// Where the one secret of this run comes from.
pub(crate) struct Asked(Option<Source>);

impl Asked {
    pub(crate) fn new(source: Option<Source>) -> Self {
        Self(source)
    }
}

impl Secrets for Asked {
    fn secret(&self, key_name: &str) -> Result<SecretString, KeyError> {
        if let Some(source) = &self.0 {
            return source.secret(key_name);
        }
        // The terminal is asked whatever stdin and stdout are. rpassword restores
        // it before it passes Ctrl-C on.
        Prompt(|name: &str| rpassword::prompt_password(format!("Passphrase of {name}: ")))
            .secret(key_name)
            .map_err(|error| match error {
                KeyError::SecretUnreadable { .. } => {
                    KeyError::NoSecret { key: key_name.to_owned() }
                }
                other => other,
            })
    }
}
