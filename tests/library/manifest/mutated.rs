//! Whatever the file contains: it is read, or refused with a place that exists.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use trustlist::cluster::manifest::{Manifest, ManifestError, edit};

use super::SAMPLE;

/// Whether the text is a manifest; the place in an error must be in the text.
fn is_read(text: &str) -> bool {
    match Manifest::read(text) {
        Ok(_) => true,
        Err(error) => {
            let at = error.at().expect("a place");
            // The place after the last line is that of something missing.
            let line = text.split('\n').nth(at.line - 1).unwrap_or_else(|| panic!("{at}: {text}"));
            assert!((1..=line.chars().count() + 1).contains(&at.column), "{at}: {text}");
            assert!(error.to_string().starts_with(&format!("{at}: ")), "{error}");
            false
        }
    }
}

/// Every edit of any text gives a manifest or an error.
fn edits(text: &str) {
    let edited: [Result<String, ManifestError>; 4] = [
        edit::set_signing(text, trustlist::cluster::manifest::Signing::Token),
        edit::add_token(text, "tokens/3.pem", None),
        edit::remove_token(text, 0),
        edit::remove_all_tokens(text),
    ];
    for edited in edited.into_iter().flatten() {
        assert!(is_read(&edited), "{edited}");
    }
}

#[test]
fn with_any_byte_left_out_or_put_in_it_is_read_or_refused() {
    let (mut read, mut refused) = (0, 0);
    for place in 0..SAMPLE.len() {
        let (before, after) = SAMPLE.split_at(place);
        let cut = [before, &after[1..]].concat();
        let others = ["\0", "\"", "\n", "[", "=", "ż", "#"].map(|c| [before, c, after].concat());
        for text in others.iter().chain([&cut]) {
            if is_read(text) { read += 1 } else { refused += 1 }
        }
        edits(&cut);
    }
    assert_eq!(read + refused, SAMPLE.len() * 8);
    assert!(read > 100 && refused > 100, "{read} {refused}");
}

#[test]
fn any_mix_of_its_lines_is_read_or_refused() {
    let lines: Vec<_> = SAMPLE.lines().collect();
    let mix = proptest::collection::vec(proptest::sample::select(lines), 0..60);
    let config = Config { cases: 2000, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    let runs = runner.run(&mix, |mix| {
        let text = mix.join("\n");
        is_read(&text);
        edits(&text);
        Ok(())
    });
    runs.expect("no panic");
}

#[test]
fn any_text_is_read_or_refused() {
    let config = Config { cases: 2000, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    let text = prop_oneof![any::<String>(), "([a-z\\[\\]\\{\\}=\", \n\\.0-9'#\\\\]{0,80})"];
    let runs = runner.run(&text, |text| {
        assert!(!is_read(&text));
        Ok(())
    });
    runs.expect("no panic");
}
