//! What depends on the release, as data.

use super::Version;

/// A SAST of a CTL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sast {
    /// All USB tokens, the one that signs first.
    Tokens,
    /// The publisher's CallManager certificate.
    CallManager,
    /// The ITLRecovery certificate.
    ItlRecovery,
}

/// A row of [`TABLE`]: which SASTs a CTL has, the signer first. An empty column means that the
/// release does not support it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row {
    /// Which releases these are.
    pub name: &'static str,
    /// The first of them; the row ends before the first of the next row.
    pub from: Version,
    /// How the first of them is written in `cluster.toml`.
    pub since: &'static str,
    /// How the last of them is written in `cluster.toml`.
    pub upto: &'static str,
    /// The SASTs of a list that tokens sign.
    pub tokens: &'static [Sast],
    /// The SASTs of a tokenless list.
    pub tokenless: &'static [Sast],
}

/// The first release with a CTL: CallManager 4.0 brought authenticated and
/// encrypted calls, and the CTL Client with them.
pub const FIRST: Version = Version::new(4, 0, 0, 0);

/// The first release in which only the publisher makes an ITLRecovery certificate: before,
/// every node has its own (document 214231).
pub const ONE_RECOVERY: Version = Version::new(12, 5, 0, 0);

/// The first release for which a source says that `utils ctl reset localkey` exists: field
/// notice 70613, and the command reference from 12.5 on.
pub const FN70613: Version = Version::new(12, 0, 0, 0);

/// The first release in which auto-registration works in mixed mode (document 200716).
pub const NO_AUTO_REGISTRATION_UNTIL: Version = Version::new(11, 5, 0, 0);

/// The first release in which HAProxy is restarted with CallManager (document 214231, and the
/// certificate chapter of 14).
pub const PROXY: Version = Version::new(14, 0, 0, 0);

/// The first release with a Unity Connection that has the port groups of its guide.
pub const UNITY: Version = Version::new(10, 5, 0, 0);

const TWO: &[Sast] = &[Sast::Tokens];
const FOUR: &[Sast] = &[Sast::Tokens, Sast::ItlRecovery, Sast::CallManager];

/// SASTs and signers by release. The rows follow the security guides of CUCM, their
/// order within a row document 214231 and field notice 70613: ITLRecovery signs
/// from 12.0 on. (The Japanese guide of 12.5 prints CallManager there.)
pub const TABLE: [Row; 6] = [
    Row { name: "up to 9.1", from: FIRST, since: "4.0", upto: "9.1", tokens: TWO, tokenless: &[] },
    Row {
        name: "10.0, 10.5(1)",
        from: Version::new(10, 0, 0, 0),
        since: "10.0",
        upto: "10.5(1)",
        tokens: TWO,
        tokenless: &[Sast::CallManager],
    },
    Row {
        name: "10.5(2), 11.0",
        from: Version::new(10, 5, 2, 0),
        since: "10.5(2)",
        upto: "11.0",
        tokens: TWO,
        tokenless: &[Sast::CallManager, Sast::ItlRecovery],
    },
    Row {
        name: "11.5",
        from: Version::new(11, 5, 0, 0),
        since: "11.5",
        upto: "11.5",
        tokens: FOUR,
        tokenless: &[Sast::CallManager, Sast::ItlRecovery],
    },
    Row {
        name: "12.0 to 14SU2",
        from: Version::new(12, 0, 0, 0),
        since: "12.0",
        upto: "14SU2",
        tokens: FOUR,
        tokenless: &[Sast::ItlRecovery, Sast::CallManager],
    },
    Row {
        name: "14SU3 on",
        from: Version::new(14, 0, 1, 3),
        since: "14SU3",
        upto: "15",
        tokens: &[],
        tokenless: &[Sast::ItlRecovery, Sast::CallManager],
    },
];

/// Which of the tokenless keys signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenlessSigner {
    /// The publisher's CallManager key; in an ITL that of the TFTP node itself.
    CallManager,
    /// The ITLRecovery key.
    ItlRecovery,
}

impl TokenlessSigner {
    /// Its certificate among the SASTs of a CTL.
    #[must_use]
    pub const fn sast(self) -> Sast {
        match self {
            Self::CallManager => Sast::CallManager,
            Self::ItlRecovery => Sast::ItlRecovery,
        }
    }

    /// The name that CUCM uses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CallManager => "CallManager",
            Self::ItlRecovery => "ITLRecovery",
        }
    }
}

impl Sast {
    /// The key that signs if this SAST comes first; `None` for tokens.
    #[must_use]
    pub const fn tokenless(self) -> Option<TokenlessSigner> {
        match self {
            Self::Tokens => None,
            Self::CallManager => Some(TokenlessSigner::CallManager),
            Self::ItlRecovery => Some(TokenlessSigner::ItlRecovery),
        }
    }
}

/// A row of [`ITLS`]: the form of ITLs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItlRow {
    /// The first release of this row; it ends before the first release of the next row.
    pub from: Version,
    /// Whether ITLRecovery is a SAST of every ITL.
    pub recovery: bool,
    /// Whether TVS and CAPF records have hashes (tags 0B and 0C), not as
    /// certificates (`docs/format.md`, section 3 \[R\]).
    pub hashes: bool,
    /// Who signs.
    pub signer: TokenlessSigner,
    /// Who signs after `ctl itl reset localkey`, if there is a second signer.
    pub reset: Option<TokenlessSigner>,
}

/// ITLs by release. Before 8.0 there are none.
pub const ITLS: [ItlRow; 4] = [
    ItlRow {
        from: Version::new(8, 0, 0, 0),
        recovery: false,
        hashes: true,
        signer: TokenlessSigner::CallManager,
        reset: None,
    },
    ItlRow {
        from: Version::new(9, 0, 0, 0),
        recovery: false,
        hashes: false,
        signer: TokenlessSigner::CallManager,
        reset: None,
    },
    ItlRow {
        from: Version::new(10, 0, 0, 0),
        recovery: true,
        hashes: false,
        signer: TokenlessSigner::CallManager,
        reset: Some(TokenlessSigner::ItlRecovery),
    },
    ItlRow {
        from: Version::new(12, 0, 0, 0),
        recovery: true,
        hashes: false,
        signer: TokenlessSigner::ItlRecovery,
        reset: Some(TokenlessSigner::CallManager),
    },
];

/// A row of [`RESTARTS`]: the services to restart after a new CTL, on every node that runs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Restart {
    /// The first release of this row; it ends before the first release of the next row.
    pub from: Version,
    /// The services, in the order in which CUCM names them.
    pub services: &'static [&'static str],
    /// Whether TFTP must be restarted before CallManager.
    pub in_order: bool,
}

/// Restarts by release. There was no 11.6.
pub const RESTARTS: [Restart; 2] = [
    Restart { from: FIRST, services: &["TFTP", "Cisco CallManager"], in_order: false },
    Restart {
        from: Version::new(12, 0, 0, 0),
        services: &["TFTP", "Cisco CallManager", "Cisco CTIManager"],
        in_order: true,
    },
];
