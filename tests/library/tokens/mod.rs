//! Keys on tokens, tested with SoftHSM2.

mod changed;
mod named;
mod nss;
mod passwd;
mod signed;
mod uri;

use std::sync::OnceLock;

use support::Lab;
use support::tokens::Tokens;
use support::tree::Tree;

/// A token `one` with certificate and key `sast`, and a file `m` to sign.
fn one() -> Tokens {
    static MADE: OnceLock<Tree> = OnceLock::new();
    Tokens::copied(&MADE, || {
        let lab = Lab::new();
        lab.self_signed("sast", 1024);
        lab.write("m", "every byte of a list but its signature");
        Tokens::new(
            lab,
            "token one
             certificate sast 01 sast.pem
             private sast 01 sast.key",
        )
    })
}

const SIGN: &str = "sign pkcs11:token=one;object=sast SHA-1 m";
