//! Why the phones that may exist cannot be enumerated.

use crate::cluster::store::StoreError;
use crate::error::described;
use crate::list::ParseError;

described! {
    /// Why the phones that may exist cannot be enumerated.
    pub enum PopulationError {
        also
        /// The store cannot be read.
        Store(StoreError);
        also
        /// A list of the store is damaged.
        Parse(ParseError);
    }
}
