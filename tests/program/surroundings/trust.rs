//! Files that decide what is run and signed, and who may write them.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

use super::{edit, mixed, soon};
use support::Lab;
use support::tokens::{FORWARD, soft_hsm};

const UPDATE: &str = "ctl -C c update CTLFile --yes";
const ADVICE: &str = "run ctl as the owner of the cluster; if nobody else has changed the file, \
                      make that user its owner with chown, and remove the write permission of \
                      others with chmod o-w";

fn set(lab: &Lab, name: &str, mode: u32) {
    fs::set_permissions(lab.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

#[test]
fn what_others_may_have_changed_is_refused() {
    let lines = [UPDATE, "ctl -C c status", "ctl -C c itl update --dry-run", "ctl -C c adopt x"];
    let mut rows = 0;
    for file in ["c/cluster.toml", "c/.ctl/state.db"] {
        for line in lines {
            let lab = mixed();
            lab.bash("cp c/tftp/cucm-pub/CTLFile.tlv x").run().quiet();
            set(&lab, file, 0o646);
            let error = format!("ctl: {file} is writable by everyone; {ADVICE}\n");
            let run = soon(&lab, line);
            assert!(run.code == 3 && run.err.ends_with(&error), "{line}: {}", run.err);
            if is_root() {
                set(&lab, file, 0o600);
                std::os::unix::fs::chown(lab.path(file), Some(65534), None).unwrap();
                let error = format!(
                    "ctl: {file} belongs to user 65534, who is neither you nor root; {ADVICE}\n"
                );
                let run = soon(&lab, line);
                assert!(run.code == 3 && run.err.ends_with(&error), "{line}: {}", run.err);
            }
            rows += 1;
        }
    }
    assert_eq!(rows, 8);
    let lab = mixed();
    for (file, id) in [("c/cluster.toml", "E-FOLDER-TRUST"), ("c/.ctl/state.db", "E-STORE-TRUST")] {
        set(&lab, file, 0o666);
        let run = soon(&lab, "ctl -v -C c status");
        assert!(run.err.contains(&format!("[{id}]")), "{}", run.err);
        set(&lab, file, 0o600);
    }
}

/// Lesser problems cause a warning, and do not stop the command.
#[test]
fn what_others_may_do_with_files_is_reported() {
    let mut rows = 0;
    for (file, mode, warning) in [
        ("c/cluster.toml", 0o664, "its group can write to it"),
        ("c/.ctl/state.db", 0o660, "its group can write to it"),
        ("c/keys/ITLRecovery.pem", 0o604, "everybody can read it"),
    ] {
        let lab = mixed();
        set(&lab, file, mode);
        let warning = format!("ctl: warning: {file}: {warning}\n");
        let run = soon(&lab, "ctl -C c status");
        assert_eq!((run.code, run.err.as_str()), (0, warning.as_str()), "{file}");
        let run = soon(&lab, "ctl -C c itl update --dry-run");
        assert_eq!((run.code, run.err.as_str()), (0, warning.as_str()), "{file}");
        rows += 1;
    }
    assert_eq!(rows, 3);
    // A passphrase next to a key, and a PIN that the command line names.
    let lab = mixed();
    let key = "key = \"keys/ITLRecovery.pem\"";
    edit(&lab, key, &format!("{key}\npassphrase = \"file:word\""));
    lab.write("c/word", "word\n");
    set(&lab, "c/word", 0o644);
    let run = soon(&lab, "ctl -C c status");
    assert_eq!(run.err, "ctl: warning: c/word: everybody can read it\n");
    lab.write("pin", "word\n");
    set(&lab, "pin", 0o644);
    set(&lab, "c/word", 0o600);
    let run = soon(&lab, "ctl -C c update CTLFile --dry-run --pin-file pin");
    assert_eq!((run.code, run.err.as_str()), (0, "ctl: warning: pin: everybody can read it\n"));
}

/// A cluster whose list is signed by tokens of a module, which is a copy in its folder.
fn of_module() -> Lab {
    let lab = mixed();
    lab.bash(&format!("mkdir c/lib; cp {FORWARD} c/lib/p11.so; chmod 755 c/lib/p11.so"))
        .run()
        .quiet();
    let text = String::from_utf8(lab.read("c/cluster.toml")).unwrap();
    lab.write("c/cluster.toml", format!("pkcs11-module = \"lib/p11.so\"\n{text}"));
    lab
}

/// The key of the lists' signer, as a token's.
fn with_token(lab: &Lab) {
    edit(lab, "key = \"keys/cucm-pub-CallManager.pem\"", "key = \"pkcs11:token=x;object=y\"");
}

#[test]
fn a_module_is_found_in_the_folder_and_trusted_by_its_owner() {
    let run = |lab: &Lab| {
        let call = lab.bash("timeout 60 ctl -v -C c update CTLFile --yes --force");
        let call = call.env("FORWARD_TO", soft_hsm().to_str().unwrap());
        let run = call.env("FORWARD_LOG", lab.path("log").to_str().unwrap()).run();
        assert_eq!(run.code, 4, "{}", run.err);
        run.err
    };
    // From any folder: the path is relative to that of cluster.toml.
    let lab = of_module();
    with_token(&lab);
    let found = run(&lab);
    assert!(!found.contains("E-TOKEN-MODULE") && !found.contains("W-TOKEN-MODULE"), "{found}");
    assert!(lab.path("log").exists());
    fs::remove_file(lab.path("log")).unwrap();
    set(&lab, "c/lib/p11.so", 0o775);
    let said = run(&lab);
    let warning = "ctl: warning: the PKCS#11 module c/lib/p11.so, which is given the PIN, is writable by its group [W-TOKEN-MODULE-GROUP]; ";
    assert!(said.contains(warning), "{said}");
    fs::remove_file(lab.path("log")).unwrap();
    set(&lab, "c/lib/p11.so", 0o777);
    let error = "the PKCS#11 module c/lib/p11.so is writable by everyone [E-TOKEN-MODULE-TRUST]";
    let said = run(&lab);
    assert!(said.contains(error), "{said}");
    // Its code was not run.
    assert!(!lab.path("log").exists());
    fs::remove_file(lab.path("c/lib/p11.so")).unwrap();
    let error = "PKCS#11 module c/lib/p11.so not found [E-TOKEN-MODULE-MISSING]";
    let said = run(&lab);
    assert!(said.contains(error), "{said}");
}

/// A dry run loads it only if a token has to be asked.
#[test]
fn a_module_is_not_loaded_without_need() {
    let lab = of_module();
    set(&lab, "c/lib/p11.so", 0o777);
    for line in [
        "status",
        "update CTLFile --dry-run",
        "itl update --dry-run",
        "update CTLFile --yes --force",
    ] {
        let run = soon(&lab, &format!("ctl -C c {line}"));
        assert_eq!(run.code, 0, "{line}: {}", run.err);
    }
    with_token(&lab);
    let run = soon(&lab, "ctl -C c update CTLFile --dry-run");
    assert_eq!(run.code, 0, "nothing is signed: {}", run.err);
    let run = soon(&lab, "ctl -C c update CTLFile --dry-run --force");
    assert_eq!(run.code, 4, "{}", run.err);
}
