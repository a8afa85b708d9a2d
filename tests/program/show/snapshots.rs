//! Every list of the fixtures in every format, as it is printed.

use support::Lab;
use support::fixtures::source;

const FORMATS: [&str; 3] = ["listing", "table", "json"];

/// The names of the fixture lists.
pub(crate) fn lists() -> Vec<String> {
    let entries = std::fs::read_dir(source("fixtures/lists")).expect("the folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let file = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        file.strip_suffix(".tlv").expect("a list").to_owned()
    };
    let mut names: Vec<_> = entries.map(name).collect();
    names.sort();
    assert_eq!(names.len(), 15);
    names
}

/// JSON with only the lengths of what is longer than a SHA-256.
fn shortened(json: &str) -> String {
    let is_long = |text: &str| text.len() > 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts = json.split('"').map(|text| match text {
        text if is_long(text) => format!("hex of {} bytes", text.len() / 2),
        text => text.to_owned(),
    });
    parts.collect::<Vec<_>>().join("\"")
}

#[test]
fn every_list_in_every_format() {
    let lab = Lab::new();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut count = 0;
    for name in lists() {
        lab.list(&name);
        for format in FORMATS {
            let run = lab.ctl(&format!("show -q --format {format} {name}.tlv")).run();
            let text = if format == "json" { shortened(run.quiet()) } else { run.quiet().into() };
            settings.bind(|| insta::assert_snapshot!(format!("{name}-{format}"), text));
            count += 1;
        }
    }
    assert_eq!(count, 45);
    let kept =
        std::fs::read_dir(source("tests/program/show/snapshots")).expect("the snapshots").count();
    assert_eq!(kept, 45, "a snapshot belongs to no list");
}
