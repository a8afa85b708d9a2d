//! Keys on PKCS#11 tokens.
//!
//! A module is loaded and started ([`Modules`]), its tokens are listed ([`Module::list`]) or one of
//! them is selected by a URI, and [`Pkcs11Signer`] signs. A token may lock permanently, so nothing
//! here ever tries a PIN unless it is needed, and never twice.

mod answer;
mod driver;
mod listing;
mod mechanism;
mod module;
mod note;
mod objects;
mod pin;
mod places;
mod select;
mod signer;
mod token;

pub use driver::Driver;
pub use listing::Listing;
pub use module::{Module, Modules};
pub use note::TokenNote;
pub use objects::{Contents, TokenCertificate, TokenKey};
pub use signer::{Options, Pkcs11Signer};
pub use token::{Login, Token, Tries};
