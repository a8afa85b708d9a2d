//! Text in columns, in linear time: names come from files, and one of them may have thirty thousand
//! characters.

use unicode_width::UnicodeWidthChar as _;

/// The width that each column of these rows needs.
pub(super) fn widths<const N: usize>(rows: &[[String; N]]) -> [usize; N] {
    std::array::from_fn(|column| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| width(cell)).max().unwrap_or_default()
    })
}

/// One line per row, one blank between columns, none at the end of a line. A cell that is wider
/// than its column is cut.
pub(super) fn lines<const N: usize>(rows: &[[String; N]], widths: [usize; N]) -> String {
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, room) in row.iter().zip(widths) {
            let before = line.len();
            line += cell;
            let taken = cut(&mut line, before, room);
            line.extend(std::iter::repeat_n(' ', room.saturating_sub(taken).saturating_add(1)));
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

fn columns(c: char) -> usize {
    c.width().unwrap_or_default()
}

/// Cuts the text from this byte on to this many columns, including a mark, between words if there
/// are several; returns the resulting width.
fn cut(line: &mut String, start: usize, room: usize) -> usize {
    let cell = line.get(start..).unwrap_or_default();
    let (mut taken, mut fits) = (0_usize, start);
    for (at, c) in cell.char_indices() {
        let next = taken.saturating_add(columns(c));
        if next > room {
            line.truncate(between_words(line, start, fits));
            if room > 0 {
                line.push('…');
            }
            return width(line.get(start..).unwrap_or_default());
        }
        if next < room {
            fits = start.saturating_add(at).saturating_add(c.len_utf8());
        }
        taken = next;
    }
    taken
}

/// The end of the last whole word of a cell that is cut at `end`; `end` itself if there is only one
/// word.
fn between_words(line: &str, start: usize, end: usize) -> usize {
    let kept = line.get(start..end).unwrap_or_default();
    let whole = line.get(end..).is_some_and(|rest| rest.starts_with(' '));
    let words = if whole { kept } else { kept.rsplit_once(' ').map_or(kept, |(words, _)| words) };
    start.saturating_add(words.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_too_wide_ends_with_a_mark() {
        let cases = [
            ("abc", 3, "abc|"),
            ("abcd", 3, "ab…|"),
            ("", 3, "   |"),
            ("a", 3, "a  |"),
            // Two columns each.
            ("漢字", 4, "漢字|"),
            ("漢字", 3, "漢…|"),
            ("漢字", 2, "… |"),
            // None: it goes with what is before it.
            ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}|"),
            ("e\u{301}ee", 2, "e\u{301}…|"),
            ("ab cd", 4, "ab… |"),
            ("ab cd ef", 6, "ab cd…|"),
            ("ab cd ef", 5, "ab…  |"),
            ("ab", 1, "…|"),
            ("ab", 0, "|"),
        ];
        for (cell, room, expected) in cases {
            let row = [[cell.to_owned(), "|".to_owned()]];
            let expected = format!("{}\n", expected.replace('|', " |"));
            assert_eq!(lines(&row, [room, 1]), expected, "{cell} {room}");
        }
    }

    #[test]
    fn a_line_has_no_blanks_at_its_end() {
        let rows = [["a", "bc"], ["dd", ""]].map(|row| row.map(str::to_owned));
        assert_eq!(widths(&rows), [2, 2]);
        assert_eq!(lines(&rows, widths(&rows)), "a  bc\ndd\n");
    }
}
