//! Stored lists that are constructed to take long.

use std::time::{Duration, Instant};

use support::Lab;
use support::forged::{Forged, rsa_key};
use support::generate::raw::{self, HEADER, List, Node};
use support::generate::unsound;

/// A SAST with a fixed name and serial number and a new 8192-bit RSA key each time.
fn sast(number: usize, name: &[u8]) -> Vec<Node> {
    let mut modulus = vec![0xff; 1024];
    modulus[..8].copy_from_slice(&(usize::MAX - number).to_be_bytes());
    let key = rsa_key(&modulus);
    let certificate = Forged { key, ..Forged::new("a", &[1], "ccm-512") }.der();
    vec![
        raw::measure(0x01),
        raw::bytes(0x03, name),
        raw::bytes(0x04, [0, 0]),
        raw::bytes(0x05, name),
        raw::bytes(0x06, [1]),
        raw::bytes(0x07, [9]),
        raw::bytes(0x09, certificate),
    ]
}

/// A list signed by that signer, with an 8192-bit signature.
fn list(filename: &str, name: &[u8], records: Vec<Vec<Node>>) -> List {
    let mut list = List { records, ..unsound::sound() };
    *list.node(HEADER, &[0x03, 0x05]).value_mut() = vec![1];
    *list.node(HEADER, &[0x03, 0x06]).value_mut() = name.to_vec();
    *list.node(HEADER, &[0x0c]).value_mut() = [vec![0], vec![0x5a; 1023]].concat();
    *list.node(HEADER, &[0x0e]) = raw::text(0x0e, filename);
    list
}

#[test]
fn an_answer_takes_no_longer_for_many_signers_of_one_name() {
    // Alone, and as a name of thousands of components that the header spells differently.
    let parts = ["x=1;".repeat(5000).as_bytes(), &[0]].concat();
    let cases: [(&[u8], &[u8], usize); 2] = [(b"CN=a\0", b"CN=a\0", 700), (&parts, b"CN=b\0", 20)];
    for (header, name, count) in cases {
        let lab = Lab::new();
        let records = |first: usize| (first..first + count).map(|n| sast(n, name)).collect();
        lab.write("ctl.tlv", list("CTLFile.tlv", header, records(0)).write());
        lab.write("itl.tlv", list("ITLFile.tlv", header, records(0)).write());
        lab.write("new.tlv", list("ITLFile.tlv", header, records(1000)).write());
        let start = Instant::now();
        let run = lab.ctl("accept --ctl ctl.tlv --itl itl.tlv new.tlv").run();
        let took = start.elapsed();
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.text().contains("refused"), "{}", run.text());
        assert!(took < Duration::from_secs(10), "{took:?}");
    }
}
