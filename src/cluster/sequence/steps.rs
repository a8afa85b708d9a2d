//! What a sequence consists of.

/// A certificate that is to be made anew, or a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The CallManager certificates of all nodes.
    CallManager,
    /// The TVS certificates of all nodes.
    Tvs,
    /// The publisher's CAPF certificate.
    Capf,
    /// The token that signs is replaced by another.
    Token,
    /// ITLRecovery.
    ItlRecovery,
    /// All phones move to another cluster.
    Migration,
}

impl Change {
    /// All, in the order in which a plan has them where any order will do.
    pub const ALL: [Self; 6] =
        [Self::CallManager, Self::Tvs, Self::Capf, Self::Token, Self::ItlRecovery, Self::Migration];

    /// The word on the command line and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CallManager => "callmanager",
            Self::Tvs => "tvs",
            Self::Capf => "capf",
            Self::Token => "token",
            Self::ItlRecovery => "itlrecovery",
            Self::Migration => "migration",
        }
    }
}

/// A command that publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Command {
    /// `update CTLFile`: CTL and ITLs by their usual signers.
    Update,
    /// `reset localkey`: the CTL by the other tokenless SAST, ITLs as usual.
    ResetLocalkey,
    /// `itl update`: the ITLs by their usual signer.
    ItlUpdate,
    /// `itl reset localkey`: the ITLs by the other signer.
    ItlResetLocalkey,
    /// `token add`: as `update`, with one more token.
    TokenAdd,
    /// `token remove`: as `update`, with one token less.
    TokenRemove,
}

impl Command {
    /// Those that sign anew, and change nothing else.
    pub const SIGNING: [Self; 4] =
        [Self::Update, Self::ResetLocalkey, Self::ItlUpdate, Self::ItlResetLocalkey];

    /// What is typed after `ctl`.
    #[must_use]
    pub const fn typed(self) -> &'static str {
        match self {
            Self::Update => "update CTLFile",
            Self::ResetLocalkey => "reset localkey",
            Self::ItlUpdate => "itl update",
            Self::ItlResetLocalkey => "itl reset localkey",
            Self::TokenAdd => "token add NEW",
            Self::TokenRemove => "token remove OLD",
        }
    }
}

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Make a certificate anew and put it in place.
    Renew(Change),
    /// Make a certificate without using it, and enter it as `[[trust]]`; for a
    /// migration: enter the other cluster's SASTs.
    Import(Change),
    /// Put in place what was imported, and take it out of `[[trust]]`.
    Install(Change),
    /// Run a command.
    Run(Command),
    /// Reset all phones.
    ResetPhones,
    /// See that phones have what was published (field notice 70613).
    CheckHashes,
    /// Let the phones ask the other cluster.
    Move,
}

impl Step {
    /// The word in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Renew(_) => "renew",
            Self::Import(_) => "import",
            Self::Install(_) => "install",
            Self::Run(_) => "run",
            Self::ResetPhones => "reset-phones",
            Self::CheckHashes => "check-hashes",
            Self::Move => "move",
        }
    }
}
