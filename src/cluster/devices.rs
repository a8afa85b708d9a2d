//! The file with the MAC addresses of phones: `devices = "phones.txt"`.

use std::collections::BTreeSet;

use crate::error::described;

described! {
    /// Why the file of MAC addresses cannot be used.
    pub enum DevicesError {
        /// A line is not a MAC address.
        Mac {
            /// The file.
            file: String,
            /// The line, from 1.
            line: usize,
            /// How many characters there are. They are not shown: the file may be the wrong one,
            /// with secrets in it.
            found: usize,
        } = "E-DEVICES-MAC", Input,
            "{file}, line {line}: expected a MAC address of 12 hexadecimal digits, found {found} \
             characters that are not one",
            "write one address per line, as 001122AABBCC, 00:11:22:AA:BB:CC or SEP001122AABBCC";
        /// There are more lines than a cluster has phones.
        TooMany {
            /// The file.
            file: String,
            /// The limit.
            limit: usize,
        } = "E-DEVICES-COUNT", Input,
            "{file} has more than {limit} phones",
            "check that this is the list of phones; a TFTP server that maps the names itself \
             needs no list";
    }
}

/// More phones than any cluster has: a CUCM cluster registers 40,000 at most, a
/// megacluster 80,000 (CUCM SRND, "Call Processing", capacity).
pub const MAX_DEVICES: usize = 100_000;

/// The addresses, in upper case and without separators, each once, in their order. `#` starts a
/// comment.
///
/// # Errors
/// [`DevicesError`], which names the line.
pub fn read(file: &str, text: &str) -> Result<Vec<String>, DevicesError> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let found = line.split('#').next().unwrap_or_default().trim();
        if found.is_empty() {
            continue;
        }
        let mac = mac(found).ok_or_else(|| DevicesError::Mac {
            file: file.to_owned(),
            line: index.saturating_add(1),
            found: found.chars().count(),
        })?;
        if seen.insert(mac.clone()) {
            all.push(mac);
        }
        if all.len() > MAX_DEVICES {
            return Err(DevicesError::TooMany { file: file.to_owned(), limit: MAX_DEVICES });
        }
    }
    Ok(all)
}

fn mac(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let digits: String = upper
        .strip_prefix("SEP")
        .unwrap_or(&upper)
        .chars()
        .filter(|c| !":-.".contains(*c))
        .collect();
    (digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_every_spelling() {
        let text = "# phones\n001122AABBCC\nsep001122aabbcd # lobby\n\n00:11:22:AA:BB:CE\n\
                    00-11-22-AA-BB-CF\n0011.22aa.bbd0\n001122AABBCC\n";
        let expected =
            ["001122AABBCC", "001122AABBCD", "001122AABBCE", "001122AABBCF", "001122AABBD0"];
        assert_eq!(read("phones.txt", text).unwrap(), expected);
    }

    #[test]
    fn what_is_no_address_is_named_with_its_line() {
        let mut cases = 0;
        for bad in ["001122AABBC", "001122AABBCCD", "001122AABBCG", "SEP", "00 11 22 AA BB CC"] {
            let error = read("phones.txt", &format!("001122AABBCC\n{bad}\n")).unwrap_err();
            let expected = format!(
                "phones.txt, line 2: expected a MAC address of 12 hexadecimal digits, found {} \
                 characters that are not one",
                bad.len()
            );
            assert_eq!(error.to_string(), expected);
            cases += 1;
        }
        assert_eq!(cases, 5);
    }
}
