//! Why keys do not sign. All builds have all of these, whichever kinds of keys they can open.

mod secret;
mod sign;
mod token;

pub use secret::SecretError;
pub use sign::SignError;
pub use token::TokenError;
