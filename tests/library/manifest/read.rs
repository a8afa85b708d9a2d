//! Reading manifests without mistakes.

use std::net::IpAddr;

use trustlist::cluster::manifest::{
    ExtraRecord, FileRef, Key, KeyPair, Location, Manifest, Node, Publish, Server, Services,
    Signing, Token, TokenlessSigner, Trust,
};
use trustlist::digest::Digest;
use trustlist::list::Role;
use trustlist::phone::Class;
use trustlist::signer::KeyRef;
use trustlist::signer::secret::Source;

use super::{SAMPLE, with_line};

fn at(line: usize, column: usize) -> Location {
    Location { line, column }
}

fn file(line: usize, column: usize, text: &str) -> FileRef {
    FileRef { text: text.to_owned(), at: at(line, column) }
}

/// `key = ` takes six columns.
fn key(line: usize, text: &str) -> Key {
    Key { reference: reference(text), at: at(line, 7), passphrase: None }
}

fn reference(text: &str) -> KeyRef {
    match text.parse().expect("a key") {
        KeyRef::Token(uri) if text.starts_with("pkcs11:") => KeyRef::Token(uri),
        KeyRef::File(path) if path.to_str() == Some(text) => KeyRef::File(path),
        other => panic!("{text} is read as {other:?}"),
    }
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

/// While no key sets the folder of the files.
fn usual(host: &str, line: usize) -> Publish {
    Publish { folder: format!("tftp/{host}").into(), named: false, at: at(line, 1) }
}

#[test]
fn the_sample_is_read_whole() {
    let expected = Manifest {
        name: "krakow".to_owned(),
        release: "12.5".parse().expect("a release"),
        digest: Digest::Sha1,
        signing: Signing::Tokenless,
        phones: vec![Class::Sbd, Class::Cti],
        sha512: false,
        signer: None,
        devices: None,
        module: None,
        itlrecovery: Some(KeyPair {
            certificate: file(8, 15, "certs/ITLRecovery.pem"),
            key: Some(key(9, "keys/ITLRecovery.pem")),
        }),
        nodes: vec![
            Node {
                host: "cucm-pub".to_owned(),
                address: address("10.48.47.153"),
                publisher: true,
                services: Services { callmanager: true, tftp: true },
                certificate: Some(file(16, 15, "certs/cucm-pub.pem")),
                key: Some(key(17, "keys/cucm-pub.pem")),
                capf: Some(file(18, 8, "certs/CAPF.pem")),
                tvs: Some(file(19, 7, "certs/cucm-pub-TVS.pem")),
                itlrecovery: None,
                publish: usual("cucm-pub", 11),
                at: at(11, 1),
            },
            Node {
                host: "cucm-sub".to_owned(),
                address: address("10.48.47.154"),
                publisher: false,
                services: Services { callmanager: true, tftp: false },
                certificate: Some(file(25, 15, "certs/cucm-sub.pem")),
                key: None,
                capf: None,
                tvs: None,
                itlrecovery: None,
                publish: usual("cucm-sub", 21),
                at: at(21, 1),
            },
        ],
        tftp: vec![Server {
            host: "tftp-1".to_owned(),
            address: address("10.48.47.160"),
            certificate: file(30, 15, "certs/tftp-1.pem"),
            publish: usual("tftp-1", 27),
            phones: None,
            at: at(27, 1),
        }],
        firewalls: vec![Server {
            host: "asa".to_owned(),
            address: address("10.48.47.1"),
            certificate: file(35, 15, "certs/asa.pem"),
            publish: Publish { folder: "/srv/asa".into(), named: true, at: at(36, 11) },
            phones: None,
            at: at(32, 1),
        }],
        trust: vec![Trust { certificate: file(39, 15, "certs/other.pem"), at: at(38, 1) }],
        tokens: vec![
            Token {
                certificate: file(42, 15, "tokens/1.pem"),
                key: Some(key(43, "pkcs11:token=one")),
                at: at(41, 1),
            },
            Token { certificate: file(46, 15, "tokens/2.pem"), key: None, at: at(45, 1) },
        ],
        records: Vec::new(),
    };
    let read = Manifest::read(SAMPLE).expect("a manifest");
    assert_eq!(read, expected);
    assert_eq!(
        read.publisher().map(|(index, node)| (index, node.host.as_str())),
        Some((0, "cucm-pub"))
    );
    assert_eq!(read.release.text(), "12.5");
}

#[test]
fn what_is_left_out_has_its_default() {
    let text = "name = \"a\"\nrelease = \"12.5\"\n[itlrecovery]\ncertificate = \"i\"\n\
                [[node]]\nhost = \"10.0.0.1\"\naddress = \"10.0.0.1\"\npublisher = true\n\
                services = []\ncertificate = \"c\"\n";
    let read = Manifest::read(text).expect("a manifest");
    assert_eq!((read.digest, read.sha512, read.signer), (Digest::Sha1, false, None));
    assert_eq!(read.signing, Signing::Tokenless);
    assert_eq!(read.phones, [Class::Sbd, Class::Legacy, Class::Cti]);
    assert_eq!(read.nodes[0].services, Services::default());
    assert_eq!(read.nodes[0].publish, usual("10.0.0.1", 5));
    assert_eq!((read.tftp, read.firewalls, read.trust, read.tokens), Default::default());
    assert_eq!((read.devices, read.module, read.records), (None, None, Vec::new()));

    // Before 10.0 only tokens sign, and ITLRecovery does not exist.
    let old = text.replace("12.5", "9.1").replace("[itlrecovery]\ncertificate = \"i\"\n", "");
    assert_eq!(Manifest::read(&old).map(|read| read.signing), Ok(Signing::Token));
}

#[test]
fn every_key_missing_in_the_sample_is_read() {
    let text = with_line(
        6,
        "sha512 = true\nsigner = \"callmanager\"\ndevices = \"phones.txt\"\n\
         pkcs11-module = \"/usr/lib/p11.so\"",
    );
    let text = text
        .replace("\"sha1\"", "\"sha512\"")
        .replace("\"tokenless\"", "\"token\"")
        .replace("\"sbd\", \"cti\"", "\"legacy\"")
        .replace("pub.pem\"\ncapf", "pub.pem\"\npassphrase = \"file:/run/pin\"\ncapf")
        .replace("\"10.48.47.160\"", "\"2001:db8::160\"");
    let read = Manifest::read(&text).expect("a manifest");
    assert_eq!((read.digest, read.sha512, read.signing), (Digest::Sha512, true, Signing::Token));
    assert_eq!(read.phones, [Class::Legacy]);
    assert_eq!(read.signer, Some(TokenlessSigner::CallManager));
    assert_eq!(read.devices, Some(file(8, 11, "phones.txt")));
    assert_eq!(read.module, Some("/usr/lib/p11.so".into()));
    assert_eq!(read.tftp[0].address, address("2001:db8::160"));
    let passphrase = read.nodes[0].key.as_ref().and_then(|key| key.passphrase.clone());
    assert_eq!(passphrase, Some(Source::File("/run/pin".into())));
}

#[test]
fn other_spellings_of_the_same_are_read() {
    let read = Manifest::read(SAMPLE).expect("a manifest");
    let marked = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
    assert_eq!(Manifest::read(&marked), Ok(read.clone()));
    let inline = with_line(7, "").replace(
        "certificate = \"certs/ITLRecovery.pem\"\nkey = \"keys/ITLRecovery.pem\"\n",
        "itlrecovery = { certificate = \"certs/ITLRecovery.pem\", key = \"keys/ITLRecovery.pem\" }\n",
    );
    let inline = Manifest::read(&inline).expect("a manifest").itlrecovery.expect("a key pair");
    assert_eq!(inline.certificate, file(8, 31, "certs/ITLRecovery.pem"));
    // Tables of one kind need not be adjacent, single quotes are valid, comments are ignored.
    let apart = SAMPLE.replace("[[tftp]]", "[[token]] # three\ncertificate = 't'\n[[tftp]]");
    let tokens = Manifest::read(&apart).expect("a manifest").tokens;
    let tokens: Vec<_> = tokens.into_iter().map(|token| token.certificate).collect();
    let expected = [file(28, 15, "t"), file(44, 15, "tokens/1.pem"), file(48, 15, "tokens/2.pem")];
    assert_eq!(tokens, expected);
}

#[test]
fn other_records_are_read_with_any_role() {
    let mut text = SAMPLE.to_owned();
    let mut expected = Vec::new();
    let first = SAMPLE.lines().count() + 1;
    for (index, name) in Role::names().enumerate() {
        let line = first + index * 3;
        text.push_str(&format!(
            "[[record]]\nrole = \"{name}\"\ncertificate = \"certs/{name}.pem\"\n"
        ));
        expected.push(ExtraRecord {
            role: Role::from_name(name).expect(name),
            host: None,
            address: None,
            certificate: file(line + 2, 15, &format!("certs/{name}.pem")),
            at: at(line, 1),
        });
    }
    assert_eq!(expected.len(), 17);
    let line = first + expected.len() * 3;
    text.push_str(
        "[[record]]\nrole = \"CCM\"\nhost = \"cucm-pub\"\naddress = \"10.48.47.153\"\n\
         certificate = \"certs/cucm-pub-ECDSA.pem\"\n",
    );
    // A server that has a table of its own may have records as well.
    expected.push(ExtraRecord {
        role: Role::CCM,
        host: Some("cucm-pub".to_owned()),
        address: Some(address("10.48.47.153")),
        certificate: file(line + 4, 15, "certs/cucm-pub-ECDSA.pem"),
        at: at(line, 1),
    });
    assert_eq!(Manifest::read(&text).map(|read| read.records), Ok(expected));
}

#[test]
fn alternate_servers_have_the_phones_of_the_cluster_or_their_own() {
    let mut rows = 0;
    for (line, own, used) in [
        ("", None, vec![Class::Sbd, Class::Cti]),
        ("phones = []", Some(vec![]), vec![]),
        ("phones = [\"legacy\"]", Some(vec![Class::Legacy]), vec![Class::Legacy]),
        (
            "phones = [\"cti\", \"sbd\"]",
            Some(vec![Class::Cti, Class::Sbd]),
            vec![Class::Cti, Class::Sbd],
        ),
    ] {
        let read = Manifest::read(&with_line(31, line)).expect(line);
        assert_eq!(read.tftp[0].phones, own, "{line}");
        assert_eq!(read.phones_of(&read.tftp[0]), used, "{line}");
        assert_eq!(read.firewalls[0].phones, None, "{line}");
        rows += 1;
    }
    assert_eq!(rows, 4);
}

#[test]
fn below_12_5_a_node_may_have_its_own_itlrecovery() {
    let pair = |line, key: Option<Key>| {
        Some(KeyPair { certificate: file(line, 15, "certs/own.pem"), key })
    };
    let inner = |line, column, text: &str| FileRef { text: text.to_owned(), at: at(line, column) };
    let mut rows = 0;
    for release in ["10.0", "10.5(2)", "11.5", "12.0"] {
        let with = |text: &str| {
            let text = with_line(20, text).replace("\"12.5\"", &format!("\"{release}\""));
            let read = Manifest::read(&text).unwrap_or_else(|error| panic!("{release}: {error}"));
            // The cluster has a different one, and the other node has none.
            assert!(read.itlrecovery.is_some() && read.nodes[1].itlrecovery.is_none());
            read.nodes[0].itlrecovery.clone()
        };
        assert_eq!(with(""), None);
        assert_eq!(with("itlrecovery = \"certs/own.pem\""), pair(20, None));
        assert_eq!(
            with("itlrecovery = { certificate = \"certs/own.pem\", key = \"keys/own.pem\" }"),
            Some(KeyPair {
                certificate: inner(20, 31, "certs/own.pem"),
                key: Some(Key {
                    reference: reference("keys/own.pem"),
                    at: at(20, 54),
                    passphrase: None
                }),
            })
        );
        let table = "[node.itlrecovery]\ncertificate = \"certs/own.pem\"\n\
                     key = \"pkcs11:token=own\"\npassphrase = \"file:/run/pin\"\n";
        let passphrase = Some(Source::File("/run/pin".into()));
        let own = Key { passphrase, ..key(22, "pkcs11:token=own") };
        assert_eq!(with(table), pair(21, Some(own)));
        rows += 4;
    }
    assert_eq!(rows, 16);
}
