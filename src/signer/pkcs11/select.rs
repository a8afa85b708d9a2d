//! Selects the one token and the one certificate that a URI names. Nothing is chosen for the user:
//! no match or several matches are an error that lists what was found.

use cryptoki::error::Error;
use cryptoki::session::Session;

use super::objects::{self, Contents, TokenCertificate};
use super::{Module, Token};
use crate::signer::TokenError;
use crate::signer::uri::Uri;

/// A certificate on its token, and the session through which it was found.
pub(super) struct Selected {
    pub(super) session: Session,
    pub(super) token: Token,
    pub(super) contents: Contents,
    pub(super) certificate: TokenCertificate,
}

impl Module {
    /// The one token that a URI names.
    ///
    /// # Errors
    /// [`TokenError`], where there is none, or several.
    pub fn token(&self, uri: &Uri) -> Result<Token, TokenError> {
        let mut tokens = self.matching(uri)?;
        if tokens.len() > 1 {
            let candidates = list(tokens.iter().map(|token| token.uri().to_string()));
            return Err(TokenError::Several { uri: uri.to_string(), candidates });
        }
        tokens.pop().ok_or_else(|| no_match(uri, &[]))
    }

    /// The one certificate that a URI names, and its token. The certificate may have a key of any
    /// algorithm; its private key need not be on the token.
    ///
    /// # Errors
    /// [`TokenError`], where there is none, or several.
    pub fn certificate(&self, uri: &Uri) -> Result<(Token, TokenCertificate), TokenError> {
        self.select(uri).map(|selected| (selected.token, selected.certificate))
    }

    /// Token and certificate are selected together, so that an incomplete URI is enough if only one
    /// certificate on all tokens matches.
    pub(super) fn select(&self, uri: &Uri) -> Result<Selected, TokenError> {
        let (mut selected, mut holders) = (None, Vec::new());
        let (mut present, mut wanted) = (Vec::new(), Vec::new());
        let mut failed = None;
        for token in self.matching(uri)? {
            let (session, contents) = match self.look_into(&token) {
                Ok(found) => found,
                Err(error) => {
                    failed = failed.or(Some(error));
                    continue;
                }
            };
            present.extend(contents.certificates.iter().map(|found| describe(&token, found)));
            let matching =
                contents.certificates.iter().filter(|found| matches(found, &contents, uri));
            let matching: Vec<TokenCertificate> = matching.cloned().collect();
            wanted.extend(matching.iter().map(|found| describe(&token, found)));
            if let Some(certificate) = matching.into_iter().next() {
                holders.push(token.uri().to_string());
                selected = Some(Selected { session, token, contents, certificate });
            }
        }
        let uri = uri.to_string();
        match (selected, wanted.as_slice()) {
            (Some(selected), [_]) => Ok(selected),
            (Some(_), _) if holders.len() > 1 => {
                Err(TokenError::Several { uri, candidates: list(holders) })
            }
            (Some(_), several) => {
                Err(TokenError::SeveralCertificates { uri, candidates: list(several) })
            }
            (None, _) => Err(failed
                .unwrap_or_else(|| TokenError::NoCertificate { uri, candidates: list(&present) })),
        }
    }

    /// The tokens that a URI names, at least one.
    fn matching(&self, uri: &Uri) -> Result<Vec<Token>, TokenError> {
        let slots = self.occupied()?;
        if slots.is_empty() {
            let (module, slots) = (self.name().to_owned(), self.slot_count()?);
            return Err(TokenError::NoTokens { module, slots });
        }
        let library = self.matches(uri)?;
        let (mut matching, mut present) = (Vec::new(), Vec::new());
        for slot in slots {
            match Token::read(self, slot) {
                Ok(token) => {
                    present.push(token.uri().to_string());
                    if library && token.matches(uri) {
                        matching.push(token);
                    }
                }
                Err(error) => present.push(format!("one that cannot be read ({error})")),
            }
        }
        // Readers and SoftHSM also show tokens that were never initialised.
        if matching.iter().any(|token| token.initialised) {
            matching.retain(|token| token.initialised);
        }
        if matching.is_empty() { Err(no_match(uri, &present)) } else { Ok(matching) }
    }

    fn look_into(&self, token: &Token) -> Result<(Session, Contents), TokenError> {
        if !token.initialised {
            return Err(TokenError::Blank { token: token.name() });
        }
        let look = || {
            let session = self.context().open_ro_session(token.slot()?)?;
            let contents = objects::contents(&session)?;
            Ok((session, contents))
        };
        look().map_err(|error: Error| token.error(&error))
    }
}

/// Whether a certificate has the id and the label of a URI. The label may as well
/// be that of its key.
fn matches(certificate: &TokenCertificate, contents: &Contents, uri: &Uri) -> bool {
    if uri.id.as_ref().is_some_and(|id| *id != certificate.id) {
        return false;
    }
    let Some(label) = &uri.object else { return true };
    let mut keys = contents.keys.iter().filter(|key| key.shares_id(certificate));
    // If the id is given, a label that no visible object has may belong to the private key, which
    // is checked after the login.
    let may_be_hidden = uri.id.is_some() && !contents.keys.iter().any(|key| key.private);
    *label == certificate.label || keys.any(|key| key.label == *label) || may_be_hidden
}

/// The URI that names this certificate, and its subject.
fn describe(token: &Token, certificate: &TokenCertificate) -> String {
    let uri = token.object(&certificate.label, &certificate.id);
    match &certificate.certificate {
        Ok(certificate) => format!("{uri} ({})", certificate.subject()),
        Err(_) => format!("{uri} (which does not decode)"),
    }
}

fn no_match(uri: &Uri, present: &[String]) -> TokenError {
    TokenError::NoMatch { uri: uri.to_string(), candidates: list(present) }
}

/// Sorted, since modules do not sort.
pub(super) fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let mut items: Vec<String> = items.into_iter().map(|item| item.as_ref().to_owned()).collect();
    items.sort();
    if items.is_empty() { "none".to_owned() } else { items.join(", ") }
}
