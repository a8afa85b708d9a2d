//! Why keys cannot sign. All builds have all of these errors, whichever kinds of keys they support.

mod secret;
mod sign;
mod token;

pub use secret::SecretError;
pub use sign::SignError;
pub use token::TokenError;
