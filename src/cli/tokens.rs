//! The tokens that this build can reach.

use std::path::PathBuf;

use trustlist::signer::TokenDriver;

use super::console::Console;

/// Opens keys on tokens. `module` is for URIs that name none; warnings are printed before a PIN is
/// tried.
#[cfg(feature = "pkcs11")]
pub(crate) fn driver(
    module: Option<PathBuf>,
    final_try: bool,
    console: &Console,
) -> impl TokenDriver + '_ {
    use trustlist::signer::pkcs11::{Driver, Modules};
    Driver::new(Modules::new(module), final_try, |note| console.warn_always("warning", note))
}

/// Without tokens.
#[cfg(not(feature = "pkcs11"))]
pub(crate) fn driver(
    _module: Option<PathBuf>,
    _final_try: bool,
    _console: &Console,
) -> impl TokenDriver {
    trustlist::signer::NoTokens
}
