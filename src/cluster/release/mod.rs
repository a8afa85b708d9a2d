//! CUCM releases, and what depends on them: the SASTs and signers of CTLs, the form of ITLs, the
//! services to restart.

mod error;
mod table;
mod version;
mod written;

pub use self::error::ReleaseError;
pub use self::table::{
    FIRST, FN70613, ITLS, ItlRow, NO_AUTO_REGISTRATION_UNTIL, ONE_RECOVERY, PROXY, RESTARTS,
    Restart, Row, Sast, TABLE, TokenlessSigner, UNITY,
};
pub use self::version::Version;
pub use self::written::Release;

/// Who signs the CTL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signing {
    /// USB tokens.
    Token,
    /// CallManager's or ITLRecovery's key.
    Tokenless,
}

impl Signing {
    /// The word in `cluster.toml`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Tokenless => "tokenless",
        }
    }
}

impl Release {
    /// The row of the SAST table.
    #[must_use]
    pub fn row(&self) -> &'static Row {
        const OLDEST: &Row = &TABLE[0];
        TABLE.iter().rev().find(|row| self.is_from(row.from)).unwrap_or(OLDEST)
    }

    /// The form of ITLs of this release; `None` before 8.0, which has none.
    #[must_use]
    pub fn itl(&self) -> Option<&'static ItlRow> {
        ITLS.iter().rev().find(|row| self.is_from(row.from))
    }

    /// The services to restart after a new CTL.
    #[must_use]
    pub fn restart(&self) -> &'static Restart {
        const OLDEST: &Restart = &RESTARTS[0];
        RESTARTS.iter().rev().find(|row| self.is_from(row.from)).unwrap_or(OLDEST)
    }

    /// Who signs after `ctl reset localkey`: the tokenless SAST that is not the
    /// usual signer. `chosen` is the usual one if it differs from the table.
    ///
    /// # Errors
    /// [`ReleaseError::NoReset`] before 10.5(2), and the errors of [`sasts`].
    pub fn reset_signer(
        &self,
        chosen: Option<TokenlessSigner>,
    ) -> Result<TokenlessSigner, ReleaseError> {
        let sasts = sasts(self, Signing::Tokenless, chosen)?;
        let other = sasts.get(1).and_then(|sast| sast.tokenless());
        other.ok_or_else(|| ReleaseError::NoReset { release: self.to_string() })
    }

    /// Who signs after `ctl itl reset localkey`.
    ///
    /// # Errors
    /// [`ReleaseError::NoItl`] before 8.0, [`ReleaseError::NoItlReset`] before 10.0.
    pub fn itl_reset_signer(&self) -> Result<TokenlessSigner, ReleaseError> {
        let itl = self.itl().ok_or_else(|| ReleaseError::NoItl { release: self.to_string() })?;
        itl.reset.ok_or_else(|| ReleaseError::NoItlReset { release: self.to_string() })
    }
}

/// The SASTs of a CTL in the table's order, the signer first. `chosen` signs tokenless lists, if
/// it is one of their SASTs.
///
/// # Errors
/// [`ReleaseError::NoTokens`], [`ReleaseError::NoTokenless`] and
/// [`ReleaseError::NotASast`].
pub fn sasts(
    release: &Release,
    signing: Signing,
    chosen: Option<TokenlessSigner>,
) -> Result<Vec<Sast>, ReleaseError> {
    let row = release.row();
    let name = || release.to_string();
    let (column, chosen) = match signing {
        Signing::Token if row.tokens.is_empty() => {
            return Err(ReleaseError::NoTokens { release: name() });
        }
        Signing::Tokenless if row.tokenless.is_empty() => {
            return Err(ReleaseError::NoTokenless { release: name() });
        }
        Signing::Token => (row.tokens, None),
        Signing::Tokenless => (row.tokenless, chosen),
    };
    let mut sasts = column.to_vec();
    if let Some(signer) = chosen {
        let Some(place) = sasts.iter().position(|sast| *sast == signer.sast()) else {
            return Err(ReleaseError::NotASast { release: name(), signer: signer.name() });
        };
        if let Some(before) = sasts.get_mut(..=place) {
            before.rotate_right(1);
        }
    }
    Ok(sasts)
}
