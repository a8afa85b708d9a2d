//! Tokens of SoftHSM2, filled line by line:
//!
//! ```text
//! token LABEL                         a new one, `%20` in its label is a space
//! database                            that of NSS, which is there, but has no PIN yet
//! certificate LABEL ID FILE           of the token before, as all that follows
//! public LABEL ID KEYFILE
//! private LABEL ID KEYFILE [always]
//! ```

use std::io::BufRead;
use std::path::Path;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::object::{Attribute, CertificateType, KeyType, ObjectClass};
use cryptoki::session::{Session, UserType};
use cryptoki::slot::Slot;
use rsa::pkcs8::{DecodePrivateKey as _, Document};
use rsa::traits::{PrivateKeyParts as _, PublicKeyParts as _};
use rsa::{BigUint, RsaPrivateKey};
use secrecy::SecretString;
use x509_cert::der::{Decode as _, Encode as _};

use super::process::variable;

pub(crate) fn fill(module: &str, lines: impl BufRead) {
    let context = Pkcs11::new(module).unwrap();
    // Already initialised by whoever named the module.
    let _ = context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK));
    let pin = SecretString::from(variable("PIN"));
    let mut session = None;
    for line in lines.lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        match (words.as_slice(), &session) {
            (["token", label], _) => {
                session = Some(token(&context, &label.replace("%20", " "), &pin));
            }
            (["database"], _) => session = Some(database(&context, &pin)),
            ([class, label, id, file, options @ ..], Some(session)) => {
                let mut template = vec![
                    Attribute::Token(true),
                    Attribute::Label(label.as_bytes().to_vec()),
                    Attribute::Id(hex::decode(id).unwrap()),
                    Attribute::Private(*class == "private"),
                ];
                template.extend(match *class {
                    "certificate" => certificate(file),
                    "public" => public(&key(file)),
                    "private" => private(&key(file), options.contains(&"always")),
                    other => panic!("{other}?"),
                });
                session.create_object(&template).unwrap();
            }
            other => panic!("{other:?}?"),
        }
    }
}

/// Initialises the blank token that SoftHSM2 always has, and logs in.
fn token(context: &Pkcs11, label: &str, pin: &SecretString) -> Session {
    let blank = |slot: &_| !context.get_token_info(*slot).unwrap().token_initialized();
    let slot = context.get_slots_with_token().unwrap().into_iter().find(blank).unwrap();
    context.init_token(slot, pin, label).unwrap();
    log_in(context, slot, pin, pin)
}

/// NSS has a token for algorithms, and one that keeps keys.
fn database(context: &Pkcs11, pin: &SecretString) -> Session {
    let keeps = |slot: &_| context.get_token_info(*slot).unwrap().login_required();
    let slot = context.get_slots_with_token().unwrap().into_iter().find(keeps).unwrap();
    log_in(context, slot, &SecretString::from(String::new()), pin)
}

/// Sets the PIN, and logs in with it.
fn log_in(context: &Pkcs11, slot: Slot, officer: &SecretString, pin: &SecretString) -> Session {
    let session = context.open_rw_session(slot).unwrap();
    session.login(UserType::So, Some(officer)).unwrap();
    session.init_pin(pin).unwrap();
    session.logout().unwrap();
    session.login(UserType::User, Some(pin)).unwrap();
    session
}

fn certificate(file: &str) -> Vec<Attribute> {
    let (_, der) = Document::read_pem_file(file).unwrap();
    let names = x509_cert::Certificate::from_der(der.as_bytes()).map(|certificate| {
        let body = certificate.tbs_certificate;
        [body.subject.to_der(), body.issuer.to_der(), body.serial_number.to_der()]
            .map(Result::unwrap)
    });
    // A damaged one has none.
    let [subject, issuer, serial] = names.unwrap_or_default();
    vec![
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
        Attribute::Subject(subject),
        Attribute::Issuer(issuer),
        Attribute::SerialNumber(serial),
        Attribute::Value(der.as_bytes().to_vec()),
    ]
}

fn key(file: &str) -> RsaPrivateKey {
    RsaPrivateKey::read_pkcs8_pem_file(Path::new(file)).unwrap()
}

fn public(key: &RsaPrivateKey) -> Vec<Attribute> {
    vec![
        Attribute::Class(ObjectClass::PUBLIC_KEY),
        Attribute::KeyType(KeyType::RSA),
        Attribute::Modulus(key.n().to_bytes_be()),
        Attribute::PublicExponent(key.e().to_bytes_be()),
    ]
}

fn private(key: &RsaPrivateKey, always: bool) -> Vec<Attribute> {
    let [p, q] = key.primes() else { panic!("not two primes") };
    let number = BigUint::to_bytes_be;
    vec![
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::KeyType(KeyType::RSA),
        Attribute::Sign(true),
        Attribute::Sensitive(true),
        Attribute::AlwaysAuthenticate(always),
        Attribute::Modulus(number(key.n())),
        Attribute::PublicExponent(number(key.e())),
        Attribute::PrivateExponent(number(key.d())),
        Attribute::Prime1(number(p)),
        Attribute::Prime2(number(q)),
        Attribute::Exponent1(number(key.dp().unwrap())),
        Attribute::Exponent2(number(key.dq().unwrap())),
        Attribute::Coefficient(number(&key.crt_coefficient().unwrap())),
    ]
}
