//! What tests of tokens do in a process of its own (`child.rs`): a PKCS#11 module reads environment
//! variables and is loaded once per process.

use secrecy::SecretString;
use trustlist::digest::Digest;
use trustlist::error::Described;
use trustlist::signer::pkcs11::{Modules, Options, Pkcs11Signer, TokenNote};
use trustlist::signer::secret::{Secrets, Source};
use trustlist::signer::uri::Uri;
use trustlist::signer::{SecretError, Signer as _, TokenError};

use super::fill;

const USAGE: &str = "fill | list | export URI FILE | passwd URI | sign URI,... DIGEST FILE... \
                     (CTL_PKCS11_MODULE, PIN, NEW_PIN, FINAL_TRY)";

/// Does what the words say; returns the exit code.
pub(crate) fn main(words: &[&str]) -> i32 {
    match run(words) {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("{error}");
            4
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), String> {
    let modules = Modules::new(std::env::var_os("CTL_PKCS11_MODULE").map(Into::into));
    let final_try = std::env::var_os("FINAL_TRY").is_some();
    let uri = |text: &str| text.parse::<Uri>().map_err(|error| said(&error));
    let module = |uri: &Uri| modules.get(uri).map_err(|error| said(&error));
    match arguments {
        ["fill"] => {
            fill::fill(module(&Uri::default())?.name(), std::io::stdin().lock());
            Ok(())
        }
        ["list"] => list(&modules).map_err(|error| said(&error)),
        ["export", text, file] => {
            let uri = uri(text)?;
            let (_, found) = module(&uri)?.certificate(&uri).map_err(|error| said(&error))?;
            std::fs::write(file, found.certificate.unwrap().der()).unwrap();
            Ok(())
        }
        ["passwd", text] => {
            let uri = uri(text)?;
            let module = module(&uri)?;
            let token = module.token(&uri).map_err(|error| said(&error))?;
            let notes = token.check_pin(final_try).map_err(|error| said(&error))?;
            notes.iter().for_each(note);
            let [old, new] = ["PIN", "NEW_PIN"].map(|name| SecretString::from(variable(name)));
            module.change_pin(&token, final_try, &old, &new).map_err(|error| said(&error))
        }
        // Several URIs, separated by commas, are open at the same time.
        ["sign", texts, digest, files @ ..] => {
            let digest = Digest::ALL.into_iter().find(|known| known.name() == *digest).unwrap();
            let options = Options { digest, final_try, secrets: &Ask, say: &note };
            let mut signers = Vec::new();
            for text in texts.split(',') {
                let uri = uri(text)?;
                let signer = Pkcs11Signer::open(&module(&uri)?, &uri, options);
                signers.push(signer.map_err(|error| said(&error))?);
            }
            eprintln!("opened: {signers:?}");
            let mut result = Ok(());
            for file in files {
                let message = std::fs::read(file).unwrap();
                for signer in &signers {
                    // Continues after an error, as no program should.
                    match signer.sign(digest, &message) {
                        Ok(signature) => println!("{}", hex::encode(signature)),
                        Err(error) => {
                            eprintln!("{}", said(&error));
                            result = Err("not everything was signed".to_owned());
                        }
                    }
                }
            }
            result
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn list(modules: &Modules) -> Result<(), TokenError> {
    let listing = modules.get(&Uri::default())?.list()?;
    for (token, contents) in &listing.tokens {
        println!("{} {:?} {:?}", token.uri(), token.login, token.tries);
        let Ok(contents) = contents.as_ref().map_err(|error| println!("  {}", said(error))) else {
            continue;
        };
        for one in &contents.certificates {
            let subject =
                one.certificate.as_ref().map_or_else(said, |one| one.subject().to_string());
            println!("  certificate {} {} {subject}", one.label, hex::encode(&one.id));
        }
        for key in &contents.keys {
            let class = if key.private { "private" } else { "public" };
            println!("  {class} {} {}", key.label, hex::encode(&key.id));
        }
    }
    for (slot, error) in &listing.bad_slots {
        println!("slot {slot}: {}", said(error));
    }
    Ok(())
}

/// Returns the variable PIN, and records that it was asked.
struct Ask;

impl Secrets for Ask {
    fn secret(&self, key_name: &str) -> Result<SecretString, SecretError> {
        eprintln!("asked: {key_name}");
        Source::Env("PIN".to_owned()).read()
    }
}

fn note(note: &TokenNote) {
    eprintln!("note: {}: {note}", note.id());
}

fn said<E: Described>(error: &E) -> String {
    format!("error: {}: {error}", error.id())
}

pub(super) fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}
