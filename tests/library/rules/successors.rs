//! The present servers at which the phones of a past one are simulated.

use super::lives::{at, moment, node, publisher, sbd, tftp};
use support::rules::servers::successors;
use support::rules::{Class, Server};

/// Two nodes and a `[[tftp]]`.
fn present() -> [Server; 3] {
    [
        publisher(),
        node("sub.example.net", "10.0.0.2", "tftp/sub"),
        tftp("alt.example.net", "10.0.0.9", "tftp/alt"),
    ]
}

#[test]
fn a_server_of_the_past_agrees_in_host_address_or_folder() {
    let nowhere = || node("x", "10.9.9.9", "x");
    let host = |host: &str| Server { host: host.to_owned(), ..nowhere() };
    let address = |address: &str| Server { address: Some(address.to_owned()), ..nowhere() };
    let folder = |folder: &str| Server { folder: Some(folder.to_owned()), ..nowhere() };
    let unrecorded = |server: Server| Server { address: None, folder: None, ..server };
    let mut rows = 0;
    for (past, expected) in [
        (publisher(), vec![0]),
        (host("pub.example.net"), vec![0]),
        (host("PUB.elsewhere.org"), vec![0]),
        (host("pub"), vec![0]),
        (host("alt"), vec![2]),
        (address("10.0.0.2"), vec![1]),
        (folder("tftp/alt"), vec![2]),
        (unrecorded(host("sub")), vec![1]),
        // It matches several.
        (node("pub", "10.0.0.2", "x"), vec![0, 1]),
        (node("pub", "10.0.0.2", "tftp/alt"), vec![0, 1, 2]),
        // It matches none: it was removed, and its phones are at every node.
        (nowhere(), vec![0, 1]),
        (Server { node: false, ..nowhere() }, vec![0, 1]),
        (unrecorded(nowhere()), vec![0, 1]),
    ] {
        assert_eq!(successors(&past, &present()), expected, "{past:?}");
        rows += 1;
    }
    assert_eq!(rows, 13);
}

#[test]
fn what_was_not_recorded_agrees_with_nothing() {
    let unrecorded = |host: &str| Server { address: None, folder: None, ..node(host, "", "") };
    let present = [unrecorded("pub"), unrecorded("sub")];
    assert_eq!(successors(&unrecorded("gone"), &present), [0, 1]);
    assert_eq!(successors(&unrecorded("sub"), &present), [1]);
}

#[test]
fn a_host_that_is_an_address_has_no_labels() {
    let present = [node("10.1.1.1", "10.1.1.1", "a"), node("10.2.2.2", "10.2.2.2", "b")];
    assert_eq!(successors(&node("10.1.1.1", "10.1.1.9", "x"), &present), [0]);
    assert_eq!(successors(&node("10.3.3.3", "10.3.3.3", "x"), &present), [0, 1]);
}

#[test]
fn servers_that_are_described_now_never_merge() {
    let present = [
        node("pub.east.net", "10.0.0.1", "tftp/east"),
        node("pub.west.net", "10.0.1.1", "tftp/west"),
        tftp("alt", "10.0.0.9", "tftp/east"),
    ];
    for (number, server) in present.iter().enumerate() {
        assert_eq!(successors(server, &present), [number]);
    }
    // Even if the rest was not recorded.
    let east = Server { address: None, folder: None, ..present[0].clone() };
    assert_eq!(successors(&east, &present), [0]);
    // A server that has changed since matches both.
    let moved = node("pub.south.net", "10.0.2.1", "tftp/south");
    assert_eq!(successors(&moved, &present), [0, 1]);
    let history =
        [moment(1, &[(&present[0], "C1 I1"), (&present[1], "C2 I2"), (&present[2], "C3 -")])];
    assert_eq!(sbd(&history, &present), ["- -", "C1 I1"]);
    assert_eq!(at(&history, &present, 1, Class::Sbd), ["- -", "C2 I2"]);
    assert_eq!(at(&history, &present, 2, Class::Sbd), ["- -", "C3 -"]);
}

#[test]
fn a_rename_an_address_or_a_folder_moves_no_phone() {
    let present = present();
    let mut rows = 0;
    for past in [
        node("old.example.net", "10.0.0.1", "tftp/pub"),
        node("old.example.net", "10.0.0.1", "x"),
        node("pub.example.net", "10.9.9.9", "x"),
        node("old.example.net", "10.9.9.9", "tftp/pub"),
    ] {
        let history = [moment(1, &[(&past, "C1 I1")]), moment(2, &[(&present[0], "C2 I2")])];
        assert_eq!(sbd(&history, &present), ["- -", "C1 I1", "C2 I2"]);
        assert_eq!(at(&history, &present, 1, Class::Sbd), ["- -"]);
        assert_eq!(at(&history, &present, 2, Class::Sbd), ["- -"]);
        rows += 1;
    }
    assert_eq!(rows, 4);
}

#[test]
fn phones_of_a_removed_server_are_at_every_node_and_go_on_there() {
    let present = present();
    let removed = node("gone", "10.0.0.5", "tftp/gone");
    let history = [
        moment(1, &[(&removed, "C1 I1"), (&present[0], "C1 I2")]),
        // Another CTL on the publisher, none on the others; the phone keeps its ITL.
        moment(2, &[(&present[0], "C2 -"), (&present[1], "- -"), (&present[2], "C3 -")]),
    ];
    let expected = ["- -", "C1 I1", "C1 I2", "C2 -", "C2 I1", "C2 I2"];
    assert_eq!(sbd(&history, &present), expected);
    assert_eq!(at(&history, &present, 1, Class::Sbd), ["- -", "C1 I1"]);
    assert_eq!(at(&history, &present, 2, Class::Sbd), ["- -", "C3 -"]);
}

#[test]
fn a_node_that_became_a_tftp_server_has_phones_with_an_itl() {
    let before = publisher();
    let after = Server { node: false, ..publisher() };
    let history = [moment(1, &[(&before, "C1 I1")]), moment(2, &[(&after, "C2 -")])];
    assert_eq!(sbd(&history, &[after]), ["- -", "C1 I1", "C2 -", "C2 I1"]);
}
