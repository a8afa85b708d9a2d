//! `tests/language.py`, which `make lint` calls: what it finds, and what it ignores.

use support::Lab;
use support::fixtures::source;

/// What the check prints about one file, without the file's name.
fn found(name: &str, text: &str) -> Vec<String> {
    let lab = Lab::new();
    lab.write(name, text);
    let path = lab.path(name);
    let call = lab.program("python3").arg(source("tests/language.py").to_str().unwrap());
    let run = call.arg(path.to_str().unwrap()).run();
    let lines: Vec<String> = run
        .text()
        .lines()
        .map(|line| line.strip_prefix(&format!("{}:", path.display())).expect(line).to_owned())
        .collect();
    assert_eq!((run.code, run.err.as_str()), (i32::from(!lines.is_empty()), ""));
    lines
}

#[test]
fn each_phrase_of_the_table_is_found() {
    let rows = [
        "made anew",
        "a record stands in the list",
        "it is said once",
        "says so aloud",
        "the file lacks a key",
        "asks whom it trusts",
        "there is no module X",
        "X is no list",
        "the key is another",
        "phones are played",
        "the phone believes it",
        "a server vouches for it",
        "put back",
        "all there is to know",
        "it begins in the folder of X",
        "a wrong call",
        "a key that does not serve",
        "no two names are the same",
        "a folder that goes again",
        "the question of this command",
    ];
    for row in rows {
        assert_eq!(found("page.md", &format!("First.\n\n{row}\n")).len(), 1, "{row}");
    }
    assert_eq!(rows.len(), 20);
}

#[test]
fn a_phrase_is_found_with_its_line_across_lines_and_in_comments_and_strings() {
    let row = |line: u8, word: &str, advice: &str| format!("{line}: \"{word}\": {advice}");
    let exists = "is in, is one of, exists";
    assert_eq!(found("page.md", "One.\nIt stands\nin a list.\n"), [row(2, "stands in", exists)]);
    let code = "/// It stands\n/// among others.\nfn anew<'a>(c: char) -> &'a str {\n    \
                if c == '\"' { \"whom\" } else { r#\"a \"lack\" of it\"# }\n}\n";
    let missing = "is missing; a missing file";
    assert_eq!(
        found("code.rs", code),
        [row(1, "stands among", exists), row(4, "whom", "which"), row(4, "lack", missing)]
    );
}

#[test]
fn plain_english_and_what_programs_print_are_left_alone() {
    for text in [
        "A stand-alone program on a black screen.",
        "There is no revocation, and it is no longer true.",
        "The file is no larger than 1 MiB.",
        "There\nis no revocation.",
        "TVS vouches for CallManager.",
        "A display of another phone.",
        "```console\n$ ctl show x\nmade anew\n```",
    ] {
        assert_eq!(found("page.md", text), [""; 0], "{text}");
    }
    assert_eq!(found("code.rs", "fn anew() { whom(); }\n"), [""; 0]);
}
