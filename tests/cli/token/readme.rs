//! The section of README.md on tokens, followed word by word.

use std::os::unix::fs::PermissionsExt as _;

use crate::openssl::Lab;
use crate::runner::source;

/// The indented lines of a section.
fn lines(heading: &str) -> String {
    let readme = std::fs::read_to_string(source("README.md")).unwrap();
    let mut section =
        readme.lines().skip_while(|line| line.trim_start_matches('#').trim() != heading);
    section.next().unwrap_or_else(|| panic!("README.md has no section {heading}"));
    let section = section.take_while(|line| !line.starts_with('#'));
    let lines: Vec<&str> = section.filter_map(|line| line.strip_prefix("    ")).collect();
    assert!(lines.iter().any(|line| line.starts_with("ctl build ")), "{lines:?}");
    lines.join("\n")
}

#[test]
fn an_empty_token_signs_a_list_by_the_readme() {
    let lab = Lab::new();
    std::fs::create_dir(lab.path("tokens")).unwrap();
    let folder = lab.path("tokens");
    lab.write("softhsm2.conf", format!("directories.tokendir = {}\n", folder.display()));
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    let before = lab.names();
    let script = format!("set -eu\n{}\n", lines("Sign with a USB token"));
    let conf = lab.path("softhsm2.conf");
    let call =
        lab.program("sh").arg("-c").arg(&script).env("SOFTHSM2_CONF", conf.to_str().unwrap());
    let run = call.env("HOME", lab.path("").to_str().unwrap()).run();
    assert_eq!(run.code, 0, "{script}\n{}\n{}", run.text(), run.err);
    let made: Vec<String> = lab.names().difference(&before).cloned().collect();
    let lists: Vec<&String> = made.iter().filter(|name| name.ends_with(".tlv")).collect();
    let [list] = lists[..] else { panic!("{made:?}") };
    let run = lab.ctl(&format!("verify {list}")).run();
    assert!(run.quiet().starts_with(&format!("{list}: sound, signed by ")), "{}", run.text());
}
