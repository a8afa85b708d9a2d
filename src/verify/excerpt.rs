//! Values in findings: complete if they are short, otherwise the part where two of them differ, so
//! that a finding never takes more than a few lines.

/// The longest text that is printed completely, in bytes.
const TEXT: usize = 128;
/// The longest serial number that is printed completely, in bytes; RFC 5280 allows 20.
const SERIAL: usize = 32;
/// How much of other bytes is printed: blocks of this size, as a hex dump has them.
const BLOCK: usize = 8;

/// A text, or its beginning.
pub(super) fn text(text: &[u8]) -> String {
    let [found, _] = texts(text, text);
    found
}

/// Two texts, from shortly before where they differ.
pub(super) fn texts(left: &[u8], right: &[u8]) -> [String; 2] {
    let from = match first_difference(left, right) {
        Some(at) if left.len().max(right.len()) > TEXT => at.saturating_sub(BLOCK),
        _ => 0,
    };
    [left, right].map(|text| {
        let from = character(text, from.min(text.len()));
        let rest = text.get(from..).unwrap_or_default();
        let shown = rest.get(..character(rest, TEXT.min(rest.len()))).unwrap_or_default();
        let before = if from > 0 { "..." } else { "" };
        let behind = if shown.len() < rest.len() { "..." } else { "" };
        format!("{before}{}{behind}", String::from_utf8_lossy(shown))
    })
}

/// Two serial numbers in hexadecimal.
pub(super) fn serials(left: &[u8], right: &[u8]) -> [String; 2] {
    if left.len().max(right.len()) > SERIAL {
        return bytes(left, right);
    }
    [left, right].map(hex::encode)
}

/// Of two values that are not text, the block in which they differ.
pub(super) fn bytes(left: &[u8], right: &[u8]) -> [String; 2] {
    let at = first_difference(left, right).unwrap_or_default();
    let start = at.saturating_sub(at % BLOCK);
    [left, right].map(|value| {
        let rest = value.get(start..).unwrap_or_default();
        let shown = rest.get(..BLOCK).unwrap_or(rest);
        let behind = if shown.len() < rest.len() { "..." } else { "" };
        let (hex, all) = (hex::encode_upper(shown), value.len());
        if start == 0 {
            return format!("{hex}{behind} ({all} bytes)");
        }
        format!("...{hex}{behind} ({all} bytes, from byte {start})")
    })
}

fn first_difference(left: &[u8], right: &[u8]) -> Option<usize> {
    if left == right {
        return None;
    }
    let shorter = left.len().min(right.len());
    Some(left.iter().zip(right).position(|(left, right)| left != right).unwrap_or(shorter))
}

/// Where the UTF-8 character that contains this byte starts.
fn character(text: &[u8], at: usize) -> usize {
    let back = (0..3_usize).find(|back| {
        let byte = text.get(at.saturating_sub(*back));
        byte.is_none_or(|byte| byte & 0xc0 != 0x80)
    });
    at.saturating_sub(back.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown() {
        let common = "x".repeat(200);
        let cases = [
            (texts(b"CN=a", b"CN=b"), ["CN=a", "CN=b"].map(str::to_owned)),
            (
                texts(format!("{common}a").as_bytes(), format!("{common}b").as_bytes()),
                ["...xxxxxxxxa", "...xxxxxxxxb"].map(str::to_owned),
            ),
            (
                texts(common.as_bytes(), &common.as_bytes()[..190]),
                ["...xxxxxxxxxxxxxxxxxx", "...xxxxxxxx"].map(str::to_owned),
            ),
            (
                texts(format!("a{common}").as_bytes(), b"b"),
                [format!("a{}...", &common[..127]), "b".to_owned()],
            ),
            // Not in the middle of a character.
            (
                texts(format!("a{}", "\u{17c}".repeat(100)).as_bytes(), b""),
                [format!("a{}...", "\u{17c}".repeat(63)), String::new()],
            ),
            (
                texts(
                    format!("{}a", "\u{17c}".repeat(100)).as_bytes(),
                    "\u{17c}".repeat(100).as_bytes(),
                ),
                [format!("...{}a", "\u{17c}".repeat(4)), format!("...{}", "\u{17c}".repeat(4))],
            ),
            (serials(&[1, 2], &[1, 3]), ["0102", "0103"].map(str::to_owned)),
            (
                serials(&[0x11; 40], &[0x11; 33]),
                ["...1111111111111111 (40 bytes, from byte 32)", "...11 (33 bytes, from byte 32)"]
                    .map(str::to_owned),
            ),
            (
                bytes(&[0; 9], &[1; 8]),
                ["0000000000000000... (9 bytes)", "0101010101010101 (8 bytes)"].map(str::to_owned),
            ),
            (
                bytes(&[[0; 16], [1; 16]].concat(), &[0; 32]),
                [
                    "...0101010101010101... (32 bytes, from byte 16)",
                    "...0000000000000000... (32 bytes, from byte 16)",
                ]
                .map(str::to_owned),
            ),
        ];
        assert_eq!(cases.len(), 10);
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn no_excerpt_is_long() {
        let long = vec![b'x'; 40_000];
        for found in
            [texts(&long, b"y"), texts(b"", &long), serials(&long, b"y"), bytes(&long, b"")]
        {
            assert!(found.iter().all(|text| text.len() < 140), "{found:?}");
        }
        assert!(text(&long).len() < 140);
    }
}
