//! Trust lists (CTL and ITL files) of Cisco phones: read, build, sign, show,
//! verify.

pub mod certificate;
pub mod error;
pub mod signature;
pub mod signer;
