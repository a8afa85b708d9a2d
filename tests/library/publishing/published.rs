//! A generation on every server, and what is left if one cannot be written.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::PathBuf;

use trustlist::cluster::Mode;
use trustlist::cluster::publish::{PublishError, check};
use trustlist::cluster::store::Store;

use support::publishing::{Files, Place};

/// Files and folders, as a test describes them.
fn files(table: &[(&str, &str, u32)]) -> Files {
    table.iter().map(|(name, bytes, mode)| ((*name).into(), ((*bytes).into(), *mode))).collect()
}

/// What is written to which file, by number of generation.
fn publications(store: &Store) -> Vec<(String, String, u32)> {
    let all = store.publications().unwrap().into_iter();
    all.map(|one| (one.server, one.path.display().to_string(), one.generation)).collect()
}

fn named(table: &[(&str, &str, u32)]) -> Vec<(String, String, u32)> {
    table.iter().map(|(server, path, number)| ((*server).into(), (*path).into(), *number)).collect()
}

#[test]
fn files_are_written_replaced_and_deleted() {
    let place = Place::new(&["pub", "sub"]);
    place.write_with_mode("cluster.toml", "name=old", 0o600);
    place.write_with_mode("tftp/sub/CTLFile.tlv", "foreign", 0o640);

    let number = place.publish(
        "mixed
         ctl one
         itl pub eins
         put pub tftp/pub/CTLFile.tlv one
         put pub tftp/pub/ITLFile.tlv eins
         put sub tftp/sub/CTLFile.tlv one
         make new tftp/new/deep/CTLFile.tlv one
         put - cluster.toml name=new
         put - token.pem token",
    );
    assert_eq!(number, Ok(1));
    let first = [
        ("cluster.toml", "name=new", 0o600),
        ("tftp/", "", 0),
        ("tftp/new/", "", 0),
        ("tftp/new/deep/", "", 0),
        ("tftp/new/deep/CTLFile.tlv", "one", 0o644),
        ("tftp/pub/", "", 0),
        ("tftp/pub/CTLFile.tlv", "one", 0o644),
        ("tftp/pub/ITLFile.tlv", "eins", 0o644),
        ("tftp/sub/", "", 0),
        ("tftp/sub/CTLFile.tlv", "one", 0o640),
        ("token.pem", "token", 0o644),
    ];
    assert_eq!(place.files(), files(&first));
    let store = place.store();
    assert_eq!(store.mode(), Ok(Mode::Mixed));
    let places = [
        ("new", "tftp/new/deep/CTLFile.tlv", 1),
        ("pub", "tftp/pub/CTLFile.tlv", 1),
        ("pub", "tftp/pub/ITLFile.tlv", 1),
        ("sub", "tftp/sub/CTLFile.tlv", 1),
    ];
    assert_eq!(publications(&store), named(&places));
    drop(store);

    let number = place.publish(
        "itl pub zwei
         delete pub tftp/pub/CTLFile.tlv
         delete sub tftp/sub/CTLFile.tlv
         delete new tftp/new/deep/CTLFile.tlv
         delete gone tftp/gone/CTLFile.tlv
         put pub tftp/pub/ITLFile.tlv zwei",
    );
    assert_eq!(number, Ok(2));
    let second = [
        ("cluster.toml", "name=new", 0o600),
        ("tftp/", "", 0),
        ("tftp/new/", "", 0),
        ("tftp/new/deep/", "", 0),
        ("tftp/pub/", "", 0),
        ("tftp/pub/ITLFile.tlv", "zwei", 0o644),
        ("tftp/sub/", "", 0),
        ("token.pem", "token", 0o644),
    ];
    assert_eq!(place.files(), files(&second));
    let store = place.store();
    assert_eq!(store.mode(), Ok(Mode::NonSecure));
    assert_eq!(publications(&store), named(&[("pub", "tftp/pub/ITLFile.tlv", 2)]));
    assert_eq!(place.own_files(), ["state.db"]);
}

#[test]
fn a_file_that_is_as_it_is_to_be_is_not_touched() {
    let place = Place::new(&["pub", "sub"]);
    place.write("tftp/pub/CTLFile.tlv", "one");
    let inode = |name| fs::metadata(place.path(name)).unwrap().ino();
    let before = inode("tftp/pub/CTLFile.tlv");
    let draft = "ctl one\nput pub tftp/pub/CTLFile.tlv one\nput sub tftp/sub/CTLFile.tlv one";
    assert_eq!(place.publish(draft), Ok(1));
    assert_eq!(inode("tftp/pub/CTLFile.tlv"), before);
    assert_eq!(place.read("tftp/sub/CTLFile.tlv"), "one");
    let places = [("pub", "tftp/pub/CTLFile.tlv", 1), ("sub", "tftp/sub/CTLFile.tlv", 1)];
    assert_eq!(publications(&place.store()), named(&places));
}

#[test]
fn a_folder_may_be_a_link() {
    let place = Place::new(&["pub"]);
    symlink("pub", place.path("tftp/alias")).unwrap();
    // Two servers with the same folder, under two names.
    let number = place.publish(
        "ctl one
         put pub tftp/pub/CTLFile.tlv one
         put alias tftp/alias/CTLFile.tlv one",
    );
    assert_eq!(number, Ok(1));
    let table = [
        ("tftp/", "", 0),
        ("tftp/alias/", "", 0),
        ("tftp/alias/CTLFile.tlv", "one", 0o644),
        ("tftp/pub/", "", 0),
        ("tftp/pub/CTLFile.tlv", "one", 0o644),
    ];
    assert_eq!(place.files(), files(&table));
    assert_eq!(place.store().publications().unwrap().len(), 2);
}

/// The link itself is replaced, and only with the option for it.
#[test]
fn a_link_in_the_last_name_is_not_followed() {
    let place = Place::new(&["pub"]);
    fs::write(place.beside("key"), "secret").unwrap();
    symlink(place.beside("key"), place.path("tftp/pub/CTLFile.tlv")).unwrap();
    let mut draft = place.draft("ctl one\nput pub tftp/pub/CTLFile.tlv one");
    let error = draft.publish(&mut place.store(), &place.folder()).unwrap_err();
    let target = place.path("tftp/pub/CTLFile.tlv").display().to_string();
    assert_eq!(error.to_string(), format!("{target} is a symbolic link and is not replaced"));
    assert!(place.path("tftp/pub/CTLFile.tlv").is_symlink());
    draft.files[0].replace = true;
    assert_eq!(draft.publish(&mut place.store(), &place.folder()), Ok(1));
    assert!(!place.path("tftp/pub/CTLFile.tlv").is_symlink());
    assert_eq!(place.read("tftp/pub/CTLFile.tlv"), "one");
    assert_eq!(place.names("tftp/pub"), ["CTLFile.tlv"]);
    assert_eq!(fs::read(place.beside("key")).unwrap(), b"secret");
}

#[test]
fn folders_outside_of_the_clusters_are_kept_as_absolute() {
    let place = Place::new(&[]);
    let outside = place.beside("tftpboot");
    fs::create_dir(&outside).unwrap();
    let file = outside.join("CTLFile.tlv").display().to_string();
    assert_eq!(place.publish(&format!("ctl one\nput pub {file} one")), Ok(1));
    assert_eq!(fs::read(outside.join("CTLFile.tlv")).unwrap(), b"one");
    assert_eq!(publications(&place.store()), named(&[("pub", &file, 1)]));
}

#[test]
fn lost_files_are_written_again_without_a_new_generation() {
    let place = Place::new(&["pub"]);
    place.publish("mixed\nctl one\nput pub tftp/pub/CTLFile.tlv one").unwrap();
    place.publish("ctl two\nput pub tftp/pub/CTLFile.tlv two").unwrap();
    let mut store = place.store();
    let before = store.generations().unwrap();
    fs::remove_file(place.path("tftp/pub/CTLFile.tlv")).unwrap();

    let lost = place.draft("put pub tftp/pub/CTLFile.tlv two");
    assert_eq!(lost.publish_again(&mut store, &place.folder(), 2), Ok(()));
    assert_eq!(place.read("tftp/pub/CTLFile.tlv"), "two");
    assert_eq!(store.generations().unwrap(), before);
    assert_eq!(store.mode(), Ok(Mode::NonSecure));
    assert_eq!(publications(&store), named(&[("pub", "tftp/pub/CTLFile.tlv", 2)]));

    let error = lost.publish_again(&mut store, &place.folder(), 3).unwrap_err();
    assert_eq!(error.to_string(), "generation 3 not found in this cluster");
}

/// Failures before the first rename: nothing has changed, and the number is free again.
#[test]
fn what_cannot_be_staged_is_withdrawn() {
    let place = Place::new(&["pub", "sub"]);
    place.write("tftp/pub/CTLFile.tlv", "old");
    // Another file has the name of the temporary file of sub: it is neither used nor removed.
    fs::create_dir_all(place.path("tftp/sub/.CTLFile.tlv.ctl-1/full")).unwrap();
    let before = place.files();
    let draft =
        "mixed\nctl one\nput pub tftp/pub/CTLFile.tlv one\nput sub tftp/sub/CTLFile.tlv one";
    let error = place.publish(draft).unwrap_err();
    let temporary = place.path("tftp/sub/.CTLFile.tlv.ctl-1").canonicalize().unwrap();
    let reason = format!(
        "{} is in the way: ctl uses this name for a temporary file, but did not create this one",
        temporary.display()
    );
    assert_eq!(error.to_string(), reason);
    assert_eq!(place.files(), before);
    assert_eq!(place.generations(), []);
    assert_eq!(place.store().mode(), Ok(Mode::NonSecure));
    fs::remove_dir_all(temporary).unwrap();
    assert_eq!(place.publish(draft), Ok(1));
}

#[test]
fn predictable_failures_are_reported_before() {
    let place = Place::new(&["pub", "sub"]);
    fs::create_dir(place.path("tftp/pub/CTLFile.tlv")).unwrap();
    symlink("nowhere", place.path("tftp/sub/CTLFile.tlv")).unwrap();
    place.write("tftp/file", "");
    let real = |name: &str| place.path(name).display().to_string();
    let table: [(&str, String); 6] = [
        (
            "put gone tftp/gone/CTLFile.tlv one",
            format!("the folder {} of gone does not exist", real("tftp/gone")),
        ),
        (
            "put pub tftp/pub/CTLFile.tlv one",
            format!("{} is a folder and is not replaced", real("tftp/pub/CTLFile.tlv")),
        ),
        (
            "put sub tftp/sub/CTLFile.tlv one",
            format!("{} is a symbolic link and is not replaced", real("tftp/sub/CTLFile.tlv")),
        ),
        (
            "delete pub tftp/pub/CTLFile.tlv",
            format!("{} is a folder and is not replaced", real("tftp/pub/CTLFile.tlv")),
        ),
        (
            "put one tftp/pub/x one\nput two tftp/sub/../pub/x two",
            format!(
                "one and two both publish to {}, with different content",
                fs::canonicalize(place.path("tftp/pub")).unwrap().join("x").display()
            ),
        ),
        (
            "make pub tftp/file/deep/CTLFile.tlv one",
            format!("cannot open {}: Not a directory (os error 20)", real("tftp/file/deep")),
        ),
    ];
    let before = place.files();
    let mut count = 0;
    for (text, sentence) in table {
        let draft = place.draft(text);
        let error = check(&draft.files).unwrap_err();
        assert_eq!(error.to_string(), sentence, "{text}");
        let error = draft.publish(&mut place.store(), &place.folder()).unwrap_err();
        // The folder is created only at this point.
        if !text.starts_with("make") {
            assert_eq!(error.to_string(), sentence, "{text}");
        }
        assert_eq!(place.files(), before, "{text}");
        assert_eq!(place.generations(), [], "{text}");
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn checking_leaves_nothing() {
    let place = Place::new(&["pub"]);
    place.write("tftp/pub/ITLFile.tlv", "old");
    let before = place.files();
    let files = place
        .draft(
            "put pub tftp/pub/CTLFile.tlv one
             put pub tftp/pub/ITLFile.tlv one
             make new tftp/new/deep/CTLFile.tlv one
             delete gone tftp/gone/CTLFile.tlv",
        )
        .files;
    assert_eq!(check(&files), Ok(()));
    assert_eq!(place.files(), before);
    assert!(!place.path(".ctl").exists());
}

#[test]
fn a_name_has_to_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let place = Place::new(&["pub"]);
    let mut draft = place.draft("put pub tftp/pub/CTLFile.tlv one");
    draft.files[0].path = place.path("tftp/pub").join(OsStr::from_bytes(b"\xff.tlv"));
    let error = draft.publish(&mut place.store(), &place.folder()).unwrap_err();
    assert_eq!(
        error,
        PublishError::Name { target: PathBuf::from("tftp/pub/\u{fffd}.tlv").display().to_string() }
    );
    assert_eq!(error.to_string(), "the name tftp/pub/\u{fffd}.tlv is not valid UTF-8");
}
