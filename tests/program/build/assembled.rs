//! Lists assembled by hand, from the tags and lengths of docs/format.md and what OpenSSL prints of
//! certificates and keys: `ctl build` writes the same bytes.

use std::process::Command;

use support::Lab;
use support::fixtures::fixture;
use support::generate::raw::{List, Node, bytes, container, measure, text};
use support::program::ctl;

/// 2015-03-06T20:56:07Z.
const TIMESTAMP: &str = "1425675367";
const TIMESTAMP_BYTES: [u8; 4] = [0x54, 0xfa, 0x14, 0x67];

/// What OpenSSL prints of a certificate.
struct Facts {
    der: Vec<u8>,
    /// Names such as `C=CZ`, in the order of the DER.
    subject: Vec<String>,
    issuer: Vec<String>,
    serial: Vec<u8>,
    public_key: Vec<u8>,
    signature: Vec<u8>,
}

impl Facts {
    fn of(lab: &Lab, name: &str) -> Self {
        let pem = std::fs::read(fixture(&format!("certs/{name}.pem"))).expect(name);
        lab.write("certificate", pem);
        let line = |arguments: &str| {
            let said = lab.openssl(&format!("x509 -in certificate -noout {arguments}"));
            String::from_utf8(said).expect("text")
        };
        // One attribute a line, indented, after a line with "subject=".
        let attributes = |which: &str| {
            let said = line(&format!("-{which} -nameopt sep_multiline,sname,utf8"));
            said.lines().skip(1).map(|line| line.trim().to_owned()).collect()
        };
        let serial = line("-serial");
        let serial = serial.trim().strip_prefix("serial=").expect("a serial number");
        let der = lab.der("certificate");
        Self {
            subject: attributes("subject"),
            issuer: attributes("issuer"),
            serial: hex::decode(serial).expect("hexadecimal"),
            public_key: bits(lab, &lab.openssl("x509 -in certificate -noout -pubkey")),
            signature: last_bits(lab, &der),
            der,
        }
    }
}

/// The content of the BIT STRING of a SubjectPublicKeyInfo: an RSAPublicKey or a point.
fn bits(lab: &Lab, public: &[u8]) -> Vec<u8> {
    lab.write("public", public);
    let der = lab.openssl("pkey -pubin -in public -outform DER");
    last_bits(lab, &der)
}

/// The content of the last field of a DER object, a BIT STRING. The lines of `asn1parse` begin like
/// `  563:d=1  hl=4 l= 257 prim: BIT STRING`.
fn last_bits(lab: &Lab, der: &[u8]) -> Vec<u8> {
    lab.write("der", der);
    let said = String::from_utf8(lab.openssl("asn1parse -inform DER -in der")).expect("text");
    let line = said.lines().last().expect("a field");
    assert!(line.contains("d=1 ") && line.contains("prim: BIT STRING"), "{line}");
    let (offset, rest) = line.split_once(':').expect("an offset");
    let (_, rest) = rest.split_once("hl=").expect("the length of a head");
    let (head, _) = rest.split_once(' ').expect("a number");
    let number = |text: &str| text.trim().parse::<usize>().expect("a number");
    // The first byte is the number of unused bits.
    let (unused, value) = der[number(offset) + number(head)..].split_first().expect("bits");
    assert_eq!(*unused, 0);
    value.to_vec()
}

/// CUCM's spelling (docs/format.md, section 5).
fn cucm(attributes: &[String]) -> String {
    let order = ["CN=", "OU=", "O=", "L=", "ST=", "C="];
    let sorted = order.map(|key| {
        let mut found = attributes.iter().filter(|attribute| attribute.starts_with(key));
        let attribute = found.next().expect("each of the six").clone();
        assert_eq!(found.next(), None);
        attribute
    });
    assert_eq!(attributes.len(), 6);
    sorted.join(";")
}

/// The spelling of certutils (docs/format.md, section 5).
fn certutils(attributes: &[String]) -> String {
    attributes.join(",")
}

/// A record of CUCM's command line.
fn record(facts: &Facts, role: u8, host: &str, address: [u8; 4]) -> Vec<Node> {
    vec![
        measure(0x01),
        text(0x02, host),
        text(0x03, &cucm(&facts.subject)),
        bytes(0x04, [0, role]),
        text(0x05, &cucm(&facts.issuer)),
        bytes(0x06, &*facts.serial),
        bytes(0x07, &*facts.public_key),
        bytes(0x08, &*facts.signature),
        bytes(0x09, &*facts.der),
        bytes(0x0a, address),
    ]
}

/// A record of certutils.
fn certutils_record(facts: &Facts, role: u8) -> Vec<Node> {
    vec![
        measure(0x01),
        text(0x03, &certutils(&facts.subject)),
        text(0x05, &certutils(&facts.issuer)),
        bytes(0x06, &*facts.serial),
        bytes(0x04, [0, role]),
        bytes(0x07, &*facts.public_key),
        bytes(0x08, &*facts.signature),
        bytes(0x09, &*facts.der),
    ]
}

/// Version and HeaderLength, the fields in `between`, then SIGNATUREINFO to TIMESTAMP.
fn header(between: Vec<Node>, modulus: u8, signature: usize, filename: &str) -> Vec<Node> {
    let mut nodes = vec![bytes(0x01, [1, 2]), measure(0x02)];
    nodes.extend(between);
    nodes.extend([
        container(
            0x07,
            vec![bytes(0x08, [1]), container(0x09, vec![bytes(0x0a, [0]), bytes(0x0b, [modulus])])],
        ),
        bytes(0x0c, vec![0; signature]),
        text(0x0e, filename),
        bytes(0x0f, TIMESTAMP_BYTES),
    ]);
    nodes
}

/// The list with the signature that OpenSSL makes with SHA-1 and this key.
fn signed(lab: &Lab, header: Vec<Node>, records: Vec<Vec<Node>>, key: &str) -> List {
    let mut list = List { header, pads: None, records, tail: Vec::new() };
    lab.write("key", std::fs::read(fixture(&format!("keys/{key}.pem"))).expect(key));
    list.sign(|message| {
        lab.write("message", message);
        lab.openssl("dgst -sha1 -sign key message")
    });
    list
}

/// The bytes that `ctl build` writes with these arguments; `certs/` and `keys/` are in the fixtures
/// folder.
fn built(lab: &Lab, words: &str) -> Vec<u8> {
    let output = Command::new(ctl())
        .current_dir(fixture(""))
        .args(["build", "--timestamp", TIMESTAMP, "-o"])
        .arg(lab.path("built"))
        .args(words.split_whitespace())
        .output()
        .expect("ctl runs");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "ctl build {words}\n{error}");
    lab.read("built")
}

/// Compares the result with the expected bytes and with the fixture. Reports only where the first
/// difference is: thousands of bytes would be unreadable.
fn assert_same(list: &List, built: &[u8], name: &str) {
    let assembled = list.write();
    let file = std::fs::read(fixture(&format!("lists/{name}.tlv"))).expect(name);
    for other in [built, &file] {
        let first = assembled.iter().zip(other).position(|(one, other)| one != other);
        assert_eq!((assembled.len(), first), (other.len(), None), "{name}");
    }
}

#[test]
fn a_ctl_of_a_tokenless_cluster() {
    let lab = Lab::new();
    let names = ["1051-pub", "1051-capf", "1051-sub1"];
    let [publisher, capf, subscriber] = names.map(|name| Facts::of(&lab, name));
    let signer = container(
        0x03,
        vec![
            text(0x04, &cucm(&publisher.subject)),
            bytes(0x05, &*publisher.serial),
            text(0x06, &cucm(&publisher.issuer)),
        ],
    );
    let records = vec![
        record(&publisher, 0, "cucm-1051-a-pub", [10, 48, 47, 135]),
        record(&publisher, 2, "cucm-1051-a-pub", [10, 48, 47, 135]),
        record(&capf, 4, "cucm-1051-a-pub", [10, 48, 47, 135]),
        record(&subscriber, 2, "cucm-1051-a-sub1", [10, 48, 47, 136]),
    ];
    let list = signed(&lab, header(vec![signer], 1, 128, "CTLFile.tlv"), records, "1051-pub");
    let built = built(
        &lab,
        "--sast certs/1051-pub.pem,host=cucm-1051-a-pub.example.net,address=10.48.47.135
         --ccm-tftp certs/1051-pub.pem,host=cucm-1051-a-pub,address=10.48.47.135
         --capf certs/1051-capf.pem,host=cucm-1051-a-pub,address=10.48.47.135
         --ccm-tftp certs/1051-sub1.pem,host=cucm-1051-a-sub1,address=10.48.47.136
         --key keys/1051-pub.pem",
    );
    assert_same(&list, &built, "ctl-tokenless-1024");
}

#[test]
fn an_itl_of_12() {
    let lab = Lab::new();
    let names = ["pub-itlrecovery", "pub-ccm", "pub-tvs", "sub-tvs", "pub-capf"];
    let [recovery, ccm, tvs, other_tvs, capf] = names.map(|name| Facts::of(&lab, name));
    let signer = container(
        0x03,
        vec![
            text(0x04, &cucm(&recovery.subject)),
            bytes(0x05, &*recovery.serial),
            text(0x06, &cucm(&recovery.issuer)),
        ],
    );
    let (publisher, subscriber) = ([10, 48, 47, 153], [10, 48, 47, 154]);
    let records = vec![
        record(&recovery, 0, "cucm-pub", publisher),
        record(&ccm, 0, "cucm-pub", publisher),
        record(&ccm, 2, "cucm-pub", publisher),
        record(&tvs, 21, "cucm-pub", publisher),
        record(&other_tvs, 21, "cucm-sub", subscriber),
        record(&capf, 4, "cucm-pub", publisher),
    ];
    let header = header(vec![signer], 2, 256, "ITLFile.tlv");
    let list = signed(&lab, header, records, "pub-itlrecovery");
    let built = built(
        &lab,
        "--kind itl
         --sast certs/pub-itlrecovery.pem,host=cucm-pub,address=10.48.47.153
         --sast certs/pub-ccm.pem,host=cucm-pub,address=10.48.47.153
         --ccm-tftp certs/pub-ccm.pem,host=cucm-pub,address=10.48.47.153
         --tvs certs/pub-tvs.pem,host=cucm-pub,address=10.48.47.153
         --tvs certs/sub-tvs.pem,host=cucm-sub,address=10.48.47.154
         --capf certs/pub-capf.pem,host=cucm-pub,address=10.48.47.153
         --signer certs/pub-itlrecovery.pem --key keys/pub-itlrecovery.pem",
    );
    assert_same(&list, &built, "itl-12");
}

#[test]
fn an_itl_of_certutils() {
    let lab = Lab::new();
    let names = ["pub-ccm", "ec-256", "pub-capf", "pub-tvs"];
    let [ccm, server, capf, tvs] = names.map(|name| Facts::of(&lab, name));
    // CANAME comes before SERIALNUMBER.
    let signer = container(
        0x03,
        vec![
            text(0x04, &certutils(&ccm.subject)),
            text(0x06, &certutils(&ccm.issuer)),
            bytes(0x05, &*ccm.serial),
        ],
    );
    let records = vec![
        certutils_record(&ccm, 0),
        certutils_record(&ccm, 2),
        certutils_record(&server, 7),
        certutils_record(&capf, 4),
        certutils_record(&tvs, 21),
    ];
    let between = vec![bytes(0x1c, [1, 1]), signer];
    let list = signed(&lab, header(between, 2, 256, "ITLFile.tlv"), records, "pub-ccm");
    let built = built(
        &lab,
        "--kind itl --layout certutils --signer-version 1.1
         --sast certs/pub-ccm.pem --ccm-tftp certs/pub-ccm.pem --app-server certs/ec-256.pem
         --capf certs/pub-capf.pem --tvs certs/pub-tvs.pem --key keys/pub-ccm.pem",
    );
    assert_same(&list, &built, "itl-certutils");
}
