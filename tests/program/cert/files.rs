//! Which files are written, their permissions, and what is never overwritten.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::made;
use support::Lab;

fn mode(lab: &Lab, name: &str) -> u32 {
    fs::metadata(lab.path(name)).unwrap().permissions().mode() & 0o7777
}

fn set_mode(lab: &Lab, name: &str, mode: u32) {
    fs::set_permissions(lab.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

const NEW: &str = "--key-type p256 --subject CN=a";

fn labels(lab: &Lab, name: &str) -> Vec<String> {
    let text = String::from_utf8(lab.read(name)).unwrap();
    text.lines().filter_map(|line| line.strip_prefix("-----BEGIN ")).map(str::to_owned).collect()
}

#[test]
fn key_and_certificate_in_one_file_are_for_its_owner() {
    let lab = Lab::new();
    made(&lab, NEW);
    assert_eq!(mode(&lab, "new.pem"), 0o600);
    assert_eq!(labels(&lab, "new.pem"), ["PRIVATE KEY-----", "CERTIFICATE-----"]);
    assert_eq!(lab.names().into_iter().collect::<Vec<_>>(), ["new.pem"]);
}

#[test]
fn apart_the_certificate_is_for_everybody() {
    let lab = Lab::new();
    made(&lab, &format!("{NEW} --key-out new.key"));
    assert_eq!((mode(&lab, "new.pem"), mode(&lab, "new.key")), (0o644, 0o600));
    assert_eq!(labels(&lab, "new.pem"), ["CERTIFICATE-----"]);
    assert_eq!(labels(&lab, "new.key"), ["PRIVATE KEY-----"]);
    assert_eq!(lab.names().into_iter().collect::<Vec<_>>(), ["new.key", "new.pem"]);
}

#[test]
fn two_names_of_one_file_are_one_file() {
    for key in ["new.pem", "./new.pem", "inner/../new.pem"] {
        let lab = Lab::new();
        fs::create_dir(lab.path("inner")).unwrap();
        let said = made(&lab, &format!("{NEW} --key-out {key}"));
        assert!(said.starts_with("ctl: new.pem: key and certificate of CN=a, "), "{said}");
        assert_eq!(labels(&lab, "new.pem"), ["PRIVATE KEY-----", "CERTIFICATE-----"]);
    }
}

#[test]
fn a_file_that_is_there_stays_unless_forced() {
    for there in ["new.pem", "new.key"] {
        let lab = Lab::new();
        lab.write(there, "old");
        set_mode(&lab, there, 0o644);
        let line = format!("-o new.pem --key-out new.key {NEW}");
        let run = lab.ctl(&format!("cert new {line}")).run();
        let error = format!(
            "ctl: {there} already exists; name another file, or overwrite it with --force\n"
        );
        assert_eq!(run.all(), (2, "", &*error));
        assert_eq!((lab.read(there), lab.names().len()), (b"old".to_vec(), 1));
        let run = lab.ctl(&format!("cert new -q --force {line}")).run();
        assert_eq!(run.all(), (0, "", ""));
        // A key file that was readable by others becomes private.
        assert_eq!((mode(&lab, "new.pem"), mode(&lab, "new.key")), (0o644, 0o600));
    }
    let lab = Lab::new();
    lab.write("new.pem", "old");
    set_mode(&lab, "new.pem", 0o644);
    made(&lab, &format!("--force {NEW}"));
    assert_eq!(mode(&lab, "new.pem"), 0o600);
}

#[test]
fn a_folder_that_is_not_there_stops_it_before_anything_is_asked() {
    let lab = Lab::new();
    let run = lab.ctl(&format!("cert new -o missing/new.pem --encrypt {NEW}")).run();
    let error = "ctl: cannot open the folder missing: No such file or directory (os error 2); check \
                 the folder, its permissions and the space left on it\n";
    assert_eq!(run.all(), (5, "", error));
    let run = lab.ctl(&format!("cert new -o new.pem --key-out missing/new.key {NEW}")).run();
    assert_eq!(run.all(), (5, "", error));
    assert_eq!(lab.names().len(), 0);
}
