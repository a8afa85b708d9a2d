//! What is compared of releases.

/// One of a version's numbers, and the letter that may be after it:
/// `8.6(2a)`, `10.5(2)SU2a`.
pub(super) type Part = (u16, u8);

/// Major, minor, maintenance release and service update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub(super) [Part; 4]);

impl Version {
    /// `major.minor(maintenance)SUupdate`.
    #[must_use]
    pub const fn new(major: u16, minor: u16, maintenance: u16, update: u16) -> Self {
        Self([(major, 0), (minor, 0), (maintenance, 0), (update, 0)])
    }
}
