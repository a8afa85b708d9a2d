//! One writer at a time; readers never wait.

use std::cell::RefCell;
use std::fs;
use std::io::Write as _;
use std::time::{Duration, Instant};

use trustlist::cluster::lock::Lock;
use trustlist::cluster::store::Store;
use trustlist::error::{Class, Described as _};

use support::publishing::{Place, run, said};

#[test]
fn the_second_writer_waits_and_names_the_first() {
    let place = Place::new(&[]);
    let first = Lock::take(&place.folder(), "set-cluster mixed-mode", Duration::ZERO, &|text| {
        panic!("there is nobody to wait for: {text}")
    })
    .unwrap();
    assert_eq!(place.own_files(), ["lock"]);
    let process = std::process::id();

    let words = RefCell::new(Vec::new());
    let say = |text: &str| words.borrow_mut().push(text.to_owned());
    let begun = Instant::now();
    let error = Lock::take(&place.folder(), "update CTLFile", Duration::from_millis(300), &say)
        .unwrap_err();
    assert!(begun.elapsed() >= Duration::from_millis(300), "it waited");
    assert_eq!(
        words.take(),
        [format!(
            "waiting for process {process} (ctl set-cluster mixed-mode), which is running on this \
             cluster"
        )]
    );
    assert_eq!(
        error.to_string(),
        format!(
            "another ctl is running on this cluster: process {process} (ctl set-cluster \
             mixed-mode) holds {}",
            place.path(".ctl/lock").display()
        )
    );
    assert_eq!(error.class(), Class::Output);
    assert_eq!(error.advice(), "wait until it has finished, then try again");

    // A process that does not wait prints nothing.
    Lock::take(&place.folder(), "update CTLFile", Duration::ZERO, &say).unwrap_err();
    assert_eq!(words.take(), Vec::<String>::new());

    drop(first);
    let second = Lock::take(&place.folder(), "update CTLFile", Duration::ZERO, &say).unwrap();
    let lock = place.read(".ctl/lock");
    assert_eq!(lock.lines().next(), Some(format!("{process} update CTLFile").as_str()));
    drop(second);
}

#[test]
fn whoever_waits_goes_on_when_the_first_has_ended() {
    let place = Place::new(&[]);
    let first = Lock::take(&place.folder(), "update CTLFile", Duration::ZERO, &|_| ()).unwrap();
    let (sender, told) = std::sync::mpsc::channel();
    let folder = place.folder();
    let second = std::thread::spawn(move || {
        let say = |text: &str| sender.send(text.to_owned()).unwrap();
        Lock::take(&folder, "status", Duration::from_secs(600), &say).map(drop)
    });
    // It reports as soon as it waits.
    assert!(told.recv().unwrap().starts_with("waiting for process "));
    drop(first);
    assert_eq!(second.join().unwrap(), Ok(()));
    assert!(told.recv().is_err(), "it says so once");
}

#[test]
fn a_lock_dies_with_its_process() {
    let place = Place::new(&["pub"]);
    let mut command = place.publisher();
    // The second checkpoint comes after the lock.
    command.env("CTL_CHECKPOINT", "20");
    let output = run(command, "ctl one\nput pub tftp/pub/CTLFile.tlv one");
    assert_eq!(output.status.code(), None, "it was killed: {:?}", said(&output));
    assert!(place.read(".ctl/lock").ends_with(" update CTLFile\n"));
    Lock::take(&place.folder(), "update CTLFile", Duration::ZERO, &|_| ()).unwrap();
}

#[test]
fn another_process_is_kept_out_and_readers_are_not() {
    let place = Place::new(&["pub"]);
    place.publish("ctl one\nput pub tftp/pub/CTLFile.tlv one").unwrap();
    let lock = Lock::take(&place.folder(), "update CTLFile", Duration::ZERO, &|_| ()).unwrap();
    let output = run(place.publisher(), "ctl two\nput pub tftp/pub/CTLFile.tlv two");
    assert_eq!(output.status.code(), Some(1));
    let expected = format!(
        "another ctl is running on this cluster: process {} (ctl update CTLFile) holds {}\n",
        std::process::id(),
        place.path(".ctl/lock").display()
    );
    assert_eq!(said(&output), (String::new(), expected));
    assert_eq!(place.generations().len(), 1);
    drop(lock);
}

#[test]
fn a_holder_that_does_not_say_who_it_is() {
    let place = Place::new(&[]);
    let lock = Lock::take(&place.folder(), "x", Duration::ZERO, &|_| ()).unwrap();
    let long = format!("1 {}\n", "x".repeat(300));
    let table: [&[u8]; 6] =
        [b"", b"word", b"x update CTLFile\n", b"1 \x1b[2J\n", b"\xff\xfe", long.as_bytes()];
    for bytes in table {
        // As another program might, without the lock.
        let mut file = fs::File::create(place.path(".ctl/lock")).unwrap();
        file.write_all(bytes).unwrap();
        let error = Lock::take(&place.folder(), "y", Duration::ZERO, &|_| ()).unwrap_err();
        let holder = if bytes == long.as_bytes() {
            format!("process 1 (ctl {})", "x".repeat(198))
        } else {
            "an unknown process".to_owned()
        };
        assert_eq!(
            error.to_string(),
            format!(
                "another ctl is running on this cluster: {holder} holds {}",
                place.path(".ctl/lock").display()
            )
        );
    }
    drop(lock);
}

#[test]
fn where_no_lock_can_be_made_nothing_is_written() {
    let place = Place::new(&[]);
    place.write(".ctl", "a file");
    let error = Lock::take(&place.folder(), "x", Duration::ZERO, &|_| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "cannot create the folder {}: File exists (os error 17)",
            place.path(".ctl").display()
        )
    );
    fs::remove_file(place.path(".ctl")).unwrap();
    fs::create_dir_all(place.path(".ctl/lock")).unwrap();
    let error = Lock::take(&place.folder(), "x", Duration::ZERO, &|_| ()).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("{} was not created by ctl", place.path(".ctl/lock").display())
    );
    assert_eq!(error.class(), Class::Output);
}

/// The program waits for a writer's transaction, which is short.
#[test]
fn a_reader_sees_the_last_whole_state() {
    let place = Place::new(&[]);
    let draft = place.draft("ctl one");
    place.store().adopt(&draft.new, &draft.moment()).unwrap();
    let writer = rusqlite::Connection::open(place.path(".ctl/state.db")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; UPDATE cluster SET mode = 1").unwrap();
    let store = Store::look(&place.folder()).unwrap().unwrap();
    assert_eq!(store.mode(), Ok(trustlist::cluster::Mode::NonSecure));
    assert_eq!(store.generations().unwrap().len(), 1);
    writer.execute_batch("ROLLBACK").unwrap();
}
