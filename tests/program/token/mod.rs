//! `ctl token`, and `ctl build` with tokens.

mod export;
mod list;
mod page;
mod passwd;
mod refused;
mod secrets;
mod show;
mod sign;

use std::sync::OnceLock;

use support::Lab;
use support::program;
use support::tokens::{NEW_PIN, PIN, Run, Tokens, WRONG_PIN};
use support::tree::Tree;

/// The subjects of the tokens' certificates.
const SUBJECTS: [&str; 2] = [
    "CN=SAST-ADN0054f509        ;OU=IPCBU;O=Cisco Systems, Inc.",
    "CN=SAST-ADN008580ef        ;OU=IPCBU;O=Cisco Systems, Inc.",
];

/// A folder with certificates and keys of two tokens, and with PINs.
fn folder() -> Lab {
    let lab = Lab::new();
    for number in [1, 2, 3] {
        lab.key(&format!("token-{number}"));
        lab.copy(&format!("certs/token-{number}.pem"), &format!("token{number}.pem"));
    }
    lab.certificate("1001-pub");
    lab.copy("lists/ctl-client-nonsecure.tlv", "CTLFile.tlv");
    for (file, pin) in [("pin", PIN), ("wrong", WRONG_PIN), ("new-pin", NEW_PIN), ("short", "123")]
    {
        lab.write(file, format!("{pin}\n"));
    }
    lab
}

/// The tokens `SAST 1` and `SAST 2`.
fn two() -> Tokens {
    static MADE: OnceLock<Tree> = OnceLock::new();
    Tokens::copied(&MADE, || {
        Tokens::new(
            folder(),
            "token SAST%201
             certificate signer 01 token1.pem
             private signer 01 token-1.key
             token SAST%202
             certificate signer 02 token2.pem
             private signer 02 token-2.key",
        )
    })
}

/// The program without a terminal, with the forwarding module.
fn ctl(tokens: &Tokens, line: &str) -> Run {
    let words = ["--wait", program::ctl()].into_iter().chain(line.split_whitespace());
    tokens.program("setsid".as_ref(), &words.collect::<Vec<_>>())
}

/// The full URI of the token with this label.
fn uri(tokens: &Tokens, label: &str) -> String {
    format!("pkcs11:token={label};serial={}", tokens.serial(label))
}

/// The number of the slot, which SoftHSM2 derives from the end of the serial number.
fn slot(tokens: &Tokens, label: &str) -> u32 {
    u32::from_str_radix(&tokens.serial(label)[8..], 16).unwrap() & 0x7fff_ffff
}
