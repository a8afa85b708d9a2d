//! The prompt for passphrases and PINs. It does not echo, and the terminal is as
//! it was whatever ends it: rpassword restores it before it passes Ctrl-C on.

use secrecy::SecretString;

/// Asks on the terminal, whatever stdin and stdout are; `None` where there is no
/// terminal to ask on, or nothing was answered.
pub(crate) fn secret(question: &str) -> Option<SecretString> {
    rpassword::prompt_password(question).ok().map(SecretString::from)
}
