//! `ctl set-cluster`

use clap::{Args, ValueEnum};

use super::change::ChangeArgs;

/// A paragraph is one line. The man page adds the table of releases
/// (`trustlist::cluster::release::TABLE`).
const LONG: &str = "\
Set mixed or non-secure mode, as `utils ctl set-cluster` does

Builds the CTL and the ITL of each TFTP node from cluster.toml, signs them, and publishes those \
that changed as one generation: every file on every server, or none.

Mixed mode: phones may use authentication and encryption. The CTL contains the SASTs (who may \
sign), every node that runs CallManager or TFTP, CAPF, alternate TFTP servers, firewalls, and \
the SASTs of other clusters ([[trust]]). Up to 11.0, auto-registration is disabled.

Non-secure mode: phones register without encryption. Records of servers keep only host, role \
and address. SASTs and CAPF keep their certificates, so that phones know the signer of the next \
list. Without a CTL, only the ITLs are updated.

The signer follows from `release` and `signing` in cluster.toml; see RELEASES in the man page. \
Of several tokens, the signer of the present CTL signs, else the first one in cluster.toml; \
--token chooses another. From 10.0 on, the tokenless signer sets non-secure mode if no token is \
inserted.

Files go to the folder `publish` of each server (default: tftp/HOST):

  CTLFile.tlv       every node, alternate TFTP server and firewall
  ITLFile.tlv       every TFTP node, its own
  CTLSEP<MAC>.tlv   copies on TFTP servers, one for each phone in `devices`
  ITLSEP<MAC>.tlv   copies on TFTP nodes
  capf.cer, <CN>.0  every node but the publisher: the CAPF certificate

On a real CUCM, upload them to each node: OS Administration, Software Upgrades, TFTP File \
Management.

Before anything is written, every phone that can exist is simulated with every list that it may \
hold. If a phone would refuse a list or lose a service, the command prints which phones, why, \
and which commands are safe, and ends with exit status 1. docs/phone.md has the rules. \
--dry-run prints the same and asks for nothing.

The last lines of the output name the services to restart and the phones to reset.";

/// Set mixed or non-secure mode, as `utils ctl set-cluster` does
#[derive(Debug, Args)]
#[command(long_about = LONG)]
pub(crate) struct SetClusterArgs {
    /// The mode
    #[arg(value_enum)]
    pub(crate) mode: ModeArg,
    #[command(flatten)]
    pub(crate) change: ChangeArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// Phones may use authentication and encryption
    MixedMode,
    /// Phones register without encryption
    NonSecureMode,
}
