//! The answers that can be changed.

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A wrong PIN was entered before.
    CountLow,
    /// The next wrong PIN locks the token.
    FinalTry,
    /// The PIN is locked.
    Locked,
    /// The PIN has expired: the login succeeds, a signature does not.
    Expired,
    /// The PIN is typed on a pad: a login with a PIN is refused.
    Pad,
    /// The token needs no login.
    NoLogin,
    /// Of the mechanisms that sign with RSA, only CKM_RSA_PKCS is there.
    OnlyPlain,
    /// Of the mechanisms that sign with RSA, only CKM_SHA*_RSA_PKCS are there.
    OnlyHashing,
    /// No mechanism signs with PKCS#1 v1.5.
    NoSigning,
    /// The token has a clock, on which no time was set.
    BlankClock,
    /// One more slot, whose token cannot be described.
    BadSlot,
    /// No slot holds a token.
    Empty,
}

impl Change {
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "count-low" => Self::CountLow,
            "final-try" => Self::FinalTry,
            "locked" => Self::Locked,
            "expired" => Self::Expired,
            "pad" => Self::Pad,
            "no-login" => Self::NoLogin,
            "only-plain" => Self::OnlyPlain,
            "only-hashing" => Self::OnlyHashing,
            "no-signing" => Self::NoSigning,
            "blank-clock" => Self::BlankClock,
            "bad-slot" => Self::BadSlot,
            "empty" => Self::Empty,
            other => panic!("FORWARD_CHANGE: {other} is not known"),
        }
    }
}
