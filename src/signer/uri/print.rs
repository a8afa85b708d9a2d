//! PKCS#11 URIs as text (RFC 7512, section 2.3).

use std::fmt;

use super::{Kind, Uri};

impl fmt::Display for Uri {
    /// Prints a text that parses to the same URI. Everything special to a shell is encoded, except
    /// the separators between attributes: paste the URI within quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self
            .kind
            .and_then(|kind| Kind::ALL.into_iter().find(|(candidate, _)| *candidate == kind));
        let path = [
            ("token", path_text(self.token.as_ref())),
            ("manufacturer", path_text(self.manufacturer.as_ref())),
            ("serial", path_text(self.serial.as_ref())),
            ("model", path_text(self.model.as_ref())),
            ("library-manufacturer", path_text(self.library_manufacturer.as_ref())),
            ("library-description", path_text(self.library_description.as_ref())),
            (
                "library-version",
                self.library_version.map(|(major, minor)| format!("{major}.{minor}")),
            ),
            ("slot-manufacturer", path_text(self.slot_manufacturer.as_ref())),
            ("slot-description", path_text(self.slot_description.as_ref())),
            ("slot-id", self.slot_id.map(|slot| slot.to_string())),
            ("object", path_text(self.object.as_ref())),
            // All bytes are encoded, as RFC 7512, section 2.3, recommends: an id is not text.
            ("id", self.id.as_ref().map(|id| encode(id, |_| false))),
            ("type", word.map(|(_, word)| word.to_owned())),
        ];
        let module = self.module_path.as_ref().map(|path| path.to_string_lossy().into_owned());
        let source = self.pin_source.as_ref().map(ToString::to_string);
        let query = [
            ("module-path", query_text(module.as_ref())),
            ("module-name", query_text(self.module_name.as_ref())),
            ("pin-source", query_text(source.as_ref())),
        ];
        write!(f, "pkcs11:{}", join(path, ";"))?;
        match join(query, "&") {
            query if query.is_empty() => Ok(()),
            query => write!(f, "?{query}"),
        }
    }
}

fn join<const N: usize>(attributes: [(&str, Option<String>); N], separator: &str) -> String {
    let given =
        attributes.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    given.collect::<Vec<_>>().join(separator)
}

/// The characters that need no encoding (RFC 3986, section 2.3), and the colon.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte)
}

fn path_text(value: Option<&String>) -> Option<String> {
    value.map(|value| encode(value.as_bytes(), is_unreserved))
}

fn query_text(value: Option<&String>) -> Option<String> {
    value.map(|value| encode(value.as_bytes(), |byte| is_unreserved(byte) || byte == b'/'))
}

fn encode(bytes: &[u8], plain: impl Fn(u8) -> bool) -> String {
    let mut encoded = String::with_capacity(bytes.len());
    for byte in bytes {
        if plain(*byte) {
            encoded.push(char::from(*byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
