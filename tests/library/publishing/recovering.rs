//! What the next run does with a publication that was killed.

use std::fs;

use trustlist::cluster::Mode;
use trustlist::cluster::publish::Recovery;
use trustlist::cluster::store::{Origin, Progress};

use support::publishing::{Files, Place, foreign, run, said};

const TEXT: &str = "mixed
    ctl one
    put pub tftp/pub/CTLFile.tlv one
    make sub tftp/sub/CTLFile.tlv one
    put sub tftp/sub/capf.cer capf
    delete pub tftp/pub/ITLFile.tlv
    put - cluster.toml name=new";

fn place() -> Place {
    let place = Place::new(&["pub", "sub"]);
    place.write_with_mode("cluster.toml", "name=old", 0o600);
    place.write_with_mode("tftp/pub/CTLFile.tlv", "old", 0o640);
    place.write("tftp/pub/ITLFile.tlv", "itl");
    // So that the first checkpoints belong to the publication.
    drop(place.store());
    place
}

fn published() -> Files {
    let place = place();
    assert_eq!(place.publish(TEXT), Ok(1));
    place.files()
}

#[test]
fn before_the_renames_everything_is_taken_back() {
    let place = place();
    let before = place.files();
    place.kill_at("before store-renaming", 1, TEXT);
    let left: Vec<String> =
        place.files().into_keys().filter(|name| name.contains(".ctl-")).collect();
    let staged = [
        ".cluster.toml.ctl-1",
        "tftp/pub/.CTLFile.tlv.ctl-1",
        "tftp/sub/.CTLFile.tlv.ctl-1",
        "tftp/sub/.capf.cer.ctl-1",
    ];
    assert_eq!(left, staged);
    let generations = place.generations();
    assert_eq!(generations.len(), 1);
    assert_eq!((generations[0].progress, generations[0].held), (Progress::Unfinished, false));

    let mut store = place.store();
    let recovery = place.recover(&mut store);
    assert_eq!(recovery, Ok(Some(Recovery::RolledBack { number: 1 })));
    assert_eq!(place.files(), before);
    assert_eq!(store.generations(), Ok(Vec::new()));
    assert_eq!(store.mode(), Ok(Mode::NonSecure));
    assert_eq!(store.knows(b"one"), Ok(false));
    assert_eq!(place.recover(&mut store), Ok(None));
    drop(store);
    assert_eq!(place.publish(TEXT), Ok(1));
    assert_eq!(place.files(), published());
}

#[test]
fn after_the_first_rename_everything_is_finished() {
    let place = place();
    place.kill_at("after file-rename", 2, TEXT);
    let generations = place.generations();
    assert_eq!((generations[0].progress, generations[0].held), (Progress::Unfinished, true));
    assert_ne!(place.files(), published());

    let output = run(place.publisher(), "");
    let expected = "Finished { number: 1 }\n".to_owned();
    assert_eq!(said(&output), (expected, String::new()));
    assert_eq!(place.files(), published());
    let store = place.store();
    let generations = place.generations();
    assert_eq!((generations[0].progress, generations[0].held), (Progress::Done, true));
    assert_eq!(store.mode(), Ok(Mode::Mixed));
    assert_eq!(store.publications().unwrap().len(), 3);
    assert_eq!(generations.len(), 1);
}

#[test]
fn a_list_that_somebody_put_there_meanwhile_is_kept() {
    let place = place();
    place.kill_at("before file-rename", 3, TEXT);
    place.write_list("tftp/pub/CTLFile.tlv", "another");
    place.write_list("tftp/sub/CTLFile.tlv", "third");
    place.write_list("tftp/pub/ITLFile.tlv", "fourth");
    place.write("tftp/sub/capf.cer", "no list");
    let mut store = place.store();
    let recovery = place.recover(&mut store);
    assert_eq!(recovery, Ok(Some(Recovery::Finished { number: 1 })));
    assert_eq!(place.files(), published());
    let found: Vec<_> = place
        .generations()
        .into_iter()
        .skip(1)
        .map(|one| (one.number, one.origin.clone(), one.held, one.lists.ctl, one.lists.itls))
        .collect();
    let at = |host: &str| Origin::Found { host: host.to_owned() };
    let itls = [("pub".to_owned(), foreign("fourth"))].into();
    assert_eq!(
        found,
        [
            (2, at("pub"), true, Some(foreign("another")), [].into()),
            (3, at("sub"), true, Some(foreign("third")), [].into()),
            (4, at("pub"), true, None, itls),
        ]
    );
    let current = store.current().unwrap().map(|one| one.number);
    assert_eq!(current, Some(1), "what was found was not published");
}

#[test]
fn what_cannot_be_finished_stays_for_the_next_run() {
    let place = place();
    place.kill_at("after file-rename", 1, TEXT);
    fs::remove_file(place.path("tftp/pub/ITLFile.tlv")).unwrap();
    fs::create_dir_all(place.path("tftp/pub/ITLFile.tlv/full")).unwrap();
    let mut store = place.store();
    let before = (place.files(), store.generations().unwrap());
    for _ in 0..2 {
        let error = place.recover(&mut store).unwrap_err();
        let target = place.path("tftp/pub").canonicalize().unwrap().join("ITLFile.tlv");
        assert_eq!(
            error.to_string(),
            format!(
                "the publication of generation 1 is not finished: {} is a folder that is not empty and is not replaced",
                target.display()
            )
        );
    }
    assert_eq!(store.generations().unwrap(), before.1);
    fs::remove_dir_all(place.path("tftp/pub/ITLFile.tlv")).unwrap();
    let recovery = place.recover(&mut store);
    assert_eq!(recovery, Ok(Some(Recovery::Finished { number: 1 })));
    assert_eq!(place.files(), published());
}

#[test]
fn a_servers_folder_that_is_gone() {
    // Before the renames a missing folder does not matter.
    let gone = place();
    gone.kill_at("before store-renaming", 1, TEXT);
    fs::remove_dir_all(gone.path("tftp/pub")).unwrap();
    let recovery = gone.recover(&mut gone.store());
    assert_eq!(recovery, Ok(Some(Recovery::RolledBack { number: 1 })));
    assert!(!gone.path("tftp/pub").exists());

    // After them it must exist, unless it is created.
    let gone = place();
    gone.kill_at("after store-renaming", 1, TEXT);
    fs::remove_dir_all(gone.path("tftp/pub")).unwrap();
    fs::remove_dir_all(gone.path("tftp/sub")).unwrap();
    let error = gone.recover(&mut gone.store()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "the publication of generation 1 is not finished: cannot create {}: No such file or \
             directory (os error 2)",
            gone.path("tftp/pub/CTLFile.tlv").display()
        )
    );
    fs::create_dir(gone.path("tftp/pub")).unwrap();
    let recovery = gone.recover(&mut gone.store());
    assert_eq!(recovery, Ok(Some(Recovery::Finished { number: 1 })));
    // The previous mode of the file is not read from the store.
    let mut expected = published();
    expected.get_mut("tftp/pub/CTLFile.tlv").unwrap().1 = 0o644;
    assert_eq!(gone.files(), expected);
}

#[test]
fn a_cluster_that_was_moved_is_recovered_where_it_is() {
    let place = place();
    place.kill_at("after file-rename", 1, TEXT);
    let moved = place.twin();
    drop(place);
    let recovery = moved.recover(&mut moved.store());
    assert_eq!(recovery, Ok(Some(Recovery::Finished { number: 1 })));
    assert_eq!(moved.files(), published());
}
