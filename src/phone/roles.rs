//! Which roles count for what: one table (`docs/phone.md`, steps 4 to 6, 9 and 10).

use crate::list::{Kind, Role};

/// Who may sign a CTL, of a stored list (step 4).
const SIGNS_CTL: &[Role] = &[Role::SAST];

/// Who may sign an ITL, of a stored list (step 5 \[M\]).
pub(super) const SIGNS_ITL: &[Role] = &[Role::SAST, Role::CCM_TFTP, Role::TFTP];

/// Who may sign a list if TVS vouches for it (step 5).
pub(super) const TVS_SIGNS: &[Role] = &[Role::SAST];

/// Who is asked as a TVS (step 6).
pub(super) const TVS: &[Role] = &[Role::TVS];

/// Who may sign a configuration (step 9).
pub(super) const FILES: &[Role] = &[Role::CCM_TFTP, Role::TFTP];

/// Which servers a phone registers with, by its CTL (step 10).
pub(super) const CALLS: &[Role] = &[Role::CCM, Role::CCM_TFTP];

/// Who may sign a list of this kind, of a stored list.
pub(super) const fn signs(kind: Kind) -> &'static [Role] {
    match kind {
        Kind::Ctl => SIGNS_CTL,
        Kind::Itl => SIGNS_ITL,
    }
}
