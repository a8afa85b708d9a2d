//! All tokens of a module.

use super::objects::{self, Contents};
use super::{Module, Token};
use crate::signer::TokenError;

/// What [`Module::list`] finds.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Listing {
    /// The tokens, each with its visible objects, or the reason why these cannot be read.
    pub tokens: Vec<(Token, Result<Contents, TokenError>)>,
    /// The slots, by number, whose token cannot be described.
    pub bad_slots: Vec<(u64, TokenError)>,
    /// How many slots there are, empty ones included.
    pub slots: usize,
}

impl Module {
    /// All tokens and the objects visible without a login. Each slot is queried separately, so that
    /// a bad one does not hide the others.
    ///
    /// # Errors [`TokenError`], where the module cannot list its slots.
    pub fn list(&self) -> Result<Listing, TokenError> {
        let mut listing = Listing { slots: self.slot_count()?, ..Listing::default() };
        for slot in self.occupied()? {
            match Token::read(self, slot) {
                Ok(token) => {
                    let contents = objects::visible(self, &token);
                    listing.tokens.push((token, contents));
                }
                Err(error) => listing.bad_slots.push((slot.id(), error)),
            }
        }
        Ok(listing)
    }
}
