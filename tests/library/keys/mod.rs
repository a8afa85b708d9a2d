//! Private keys in files, made by openssl, and the passphrases that open them.

mod damaged;
mod forms;
mod refused;
mod secrets;

use std::cell::RefCell;

use secrecy::SecretString;
use support::Lab;
use trustlist::certificate::{Certificate, leaf, read};
use trustlist::signer::SecretError;
use trustlist::signer::secret::Secrets;

const PASSPHRASE: &str = "Zażółć gęślą";
const MESSAGE: &[u8] = b"every byte of a list but its signature";

/// Answers with a passphrase or an error, and writes down who asked.
struct Answer {
    answer: Result<&'static str, SecretError>,
    asked: RefCell<Vec<String>>,
}

impl Answer {
    fn new(answer: Result<&'static str, SecretError>) -> Self {
        Self { answer, asked: RefCell::new(Vec::new()) }
    }
}

impl Secrets for Answer {
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError> {
        self.asked.borrow_mut().push(key_name.to_owned());
        self.answer.clone().map(SecretString::from)
    }
}

/// Fails the test when it is asked.
struct Never;

impl Secrets for Never {
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError> {
        panic!("the passphrase of {key_name} was asked for")
    }
}

fn certificate(lab: &Lab, name: &str) -> Certificate {
    leaf(read(&lab.read(name)).unwrap()).unwrap()
}

fn pem(label: &str) -> String {
    format!("-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n")
}
