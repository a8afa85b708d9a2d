//! `ctl set-cluster`

use clap::{Args, ValueEnum};

use super::change::ChangeArgs;

/// All that somebody who knows CUCM needs. A paragraph is one line; the tables are those
/// of docs/cluster.md, "Releases", and of `cluster::files`.
const LONG: &str = "\
Set mixed or non-secure mode, as `utils ctl set-cluster` does

Builds the CTL and the ITL of each TFTP node from cluster.toml; signs and verifies \
them; and publishes those that changed as one generation: every file on every server, \
or none.

Mixed mode: phones may be authenticated and encrypted. The CTL holds the SASTs (who may \
sign), every node that runs CallManager or TFTP, CAPF, alternate TFTP servers, firewalls, \
and the SASTs of other clusters ([[trust]]). Up to 11.0 auto-registration is off in this mode.

Non-secure mode: phones register without encryption. The records of the servers are \
emptied. SASTs and CAPF stay as they are, so that phones know who signs the next list. \
Without a CTL, only the ITLs are updated.

Who signs follows from `release` and `signing` in cluster.toml. These are the SASTs; the \
first one signs:

  release        signing = \"token\"                 signing = \"tokenless\"
  up to 9.1      tokens                            -
  10.0, 10.5(1)  tokens                            CallManager
  10.5(2), 11.0  tokens                            CallManager, ITLRecovery
  11.5           tokens, ITLRecovery, CallManager  CallManager, ITLRecovery
  12.0 to 14SU2  tokens, ITLRecovery, CallManager  ITLRecovery, CallManager
  14SU3 on       -                                 ITLRecovery, CallManager

CallManager is the publisher's. There are at least two tokens: the one that signed the \
present CTL signs, else the first of cluster.toml that it names; --token chooses another. From \
10.0 on, the tokenless signer takes a cluster to non-secure mode where no token is inserted. ITLs are signed by the node's CallManager key before \
12.0, by ITLRecovery from 12.0.

What is published, into the folder `publish` of each server (tftp/HOST, if it names none):

  CTLFile.tlv       every node, alternate TFTP server and firewall
  ITLFile.tlv       every TFTP node, its own
  CTLSEP<MAC>.tlv   the same on TFTP servers, for each phone of the file `devices`
  ITLSEP<MAC>.tlv   the same on TFTP nodes
  capf.cer, <CN>.0  every node but the publisher: the CAPF certificate

The nodes of a real CUCM take them through OS Administration, Software Upgrades, TFTP \
File Management, node by node.

Afterwards, as the last lines of the output say for this release: restart TFTP and Cisco \
CallManager on all nodes that run them, from 12.0 on TFTP first and Cisco CTIManager too. \
Then reset all phones, and the port groups of a Unity Connection \
10.5 or later with secure ports.

No list is published that a phone may refuse, or that takes a service from a phone. Every \
phone that can exist is simulated, with every list that it may still hold, before a PIN is \
asked for and again with what was signed. The table PHONES of a dry run shows by which \
record they take each list. docs/phone.md says how phones decide, and which there are.

Then comes CUCM's question, unless --yes is given. --dry-run shows which records are \
added, removed and changed, who signs, the sizes, and which files go where; it writes \
nothing, asks for nothing, and ends with the exit code of the real run. A PIN or passphrase \
is asked for last, when all that can fail without it has been checked.

Where the mode is set already, a message says so, and what differs is published; where \
nothing differs, nothing is written, and the exit is 0. --force signs and publishes even \
then. What a killed run left is finished or taken back by the next command.";

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
    /// Phones may be authenticated and encrypted
    MixedMode,
    /// Phones register without encryption
    NonSecureMode,
}
