//! Text from files, made visible. Names are untrusted: whoever creates a certificate chooses them.

use std::fmt::Write as _;

/// The text, with control characters, characters that change the direction of writing, and bytes
/// that are not UTF-8 escaped.
#[must_use]
pub fn visible(bytes: &[u8]) -> String {
    if bytes.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if c.is_control() || is_invisible(c) {
                // Faster than escape_unicode: a hostile list needs a million of these.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            } else {
                out.push(c);
            }
        }
        for byte in chunk.invalid() {
            // Writing to a String does not fail.
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// Marks and overrides of direction, zero-width characters, fillers, variation selectors, tags,
/// interlinear marks and line separators: they can make one name look like another. Everything that
/// Unicode calls Default_Ignorable_Code_Point, and U+2028, U+2029, U+FFF9 to U+FFFB.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// `3C:F9:27`: serials as CUCM prints them.
#[must_use]
pub fn colons(bytes: &[u8]) -> String {
    separated(bytes, ":")
}

/// `3C F9 27`: hashes and unknown values as listings print them.
#[must_use]
pub fn spaces(bytes: &[u8]) -> String {
    separated(bytes, " ")
}

fn separated(bytes: &[u8], separator: &str) -> String {
    let mut out = String::with_capacity(bytes.len().saturating_mul(3));
    for (index, byte) in bytes.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        // Faster than format!, which a listing would call a thousand times.
        for digit in [byte >> 4, byte & 15] {
            out.extend(char::from_digit(digit.into(), 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
    out
}

/// An address as people write it; hexadecimal where it has neither 4 nor 16
/// bytes.
#[must_use]
pub fn address(bytes: &[u8]) -> String {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        return std::net::Ipv4Addr::from(four).to_string();
    }
    if let Ok(sixteen) = <[u8; 16]>::try_from(bytes) {
        return std::net::Ipv6Addr::from(sixteen).to_string();
    }
    spaces(bytes)
}

/// A path as people write it: without the `./` that a folder named `.` leaves.
#[must_use]
pub fn path(path: &std::path::Path) -> String {
    visible(path.strip_prefix(".").unwrap_or(path).as_os_str().as_encoded_bytes())
}

/// `1 record`, `2 records`.
#[must_use]
pub fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_move_the_cursor_is_escaped() {
        let cases: [(&[u8], &str); 11] = [
            (b"CN=pub;OU=TAC", "CN=pub;OU=TAC"),
            (b"CN=\x1b[31mred", "CN=\\u{1b}[31mred"),
            (b"a\nb", "a\\u{a}b"),
            ("\u{202e}gpj".as_bytes(), "\\u{202e}gpj"),
            (b"caf\xe9", "caf\\xe9"),
            ("Łódź".as_bytes(), "Łódź"),
            ("a\u{e0061}\u{e007f}b".as_bytes(), "a\\u{e0061}\\u{e007f}b"),
            ("\u{fff9}a\u{fffa}b\u{fffb}".as_bytes(), "\\u{fff9}a\\u{fffa}b\\u{fffb}"),
            ("pub\u{fe0f}\u{e0100}".as_bytes(), "pub\\u{fe0f}\\u{e0100}"),
            ("\u{3164}\u{115f}".as_bytes(), "\\u{3164}\\u{115f}"),
            ("\u{2028}".as_bytes(), "\\u{2028}"),
        ];
        for (input, expected) in cases {
            assert_eq!(visible(input), expected);
        }
    }

    #[test]
    fn addresses() {
        assert_eq!(address(&[10, 48, 47, 153]), "10.48.47.153");
        assert_eq!(address(&[0; 16]), "::");
        assert_eq!(address(&[1, 2, 3]), "01 02 03");
    }
}
