//! The table of certificates: as CUCM, Cisco's tokens and a lab's CAs issue them.

use std::sync::OnceLock;

use sha2::{Digest as _, Sha256};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::der::oid::db::rfc5280::{ID_KP_CLIENT_AUTH, ID_KP_SERVER_AUTH};
use x509_cert::ext::pkix::KeyUsages;

use super::certificates::{Certificate, Usage};
use super::keys;

const ID_KP_IPSEC_END_SYSTEM: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.5");

const SERVER: &[KeyUsages] =
    &[KeyUsages::DigitalSignature, KeyUsages::KeyEncipherment, KeyUsages::DataEncipherment];
const SERVER_AND_SIGN: &[KeyUsages] = &[
    KeyUsages::DigitalSignature,
    KeyUsages::KeyEncipherment,
    KeyUsages::DataEncipherment,
    KeyUsages::KeyCertSign,
];
const ISSUE: &[KeyUsages] = &[KeyUsages::DigitalSignature, KeyUsages::KeyCertSign];

/// `CallManager` and TVS up to 10.5. With these, the certificates of the published listings have
/// the published lengths without padding.
const SERVER_10: Usage = Usage {
    key: SERVER_AND_SIGN,
    extended: &[ID_KP_SERVER_AUTH, ID_KP_CLIENT_AUTH, ID_KP_IPSEC_END_SYSTEM],
    ca: false,
};
/// CAPF up to 10.5.
const CAPF_10: Usage =
    Usage { key: ISSUE, extended: &[ID_KP_SERVER_AUTH, ID_KP_IPSEC_END_SYSTEM], ca: false };
/// `CallManager` and TVS of 12.x: our own choice, because no sample shows them.
const SERVER_12: Usage =
    Usage { key: SERVER, extended: &[ID_KP_SERVER_AUTH, ID_KP_CLIENT_AUTH], ca: false };
const RECOVERY_12: Usage = Usage { key: SERVER_AND_SIGN, ..SERVER_12 };
/// Cisco's Security Guide for CUCM 15, "Certificate Authority Proxy Function", requires these of a
/// CAPF certificate: digitalSignature, keyCertSign, and basicConstraints with CA and a path length
/// of 0.
const CAPF_12: Usage = Usage { key: ISSUE, extended: &[ID_KP_SERVER_AUTH], ca: true };
const TOKEN: Usage = Usage { key: &[KeyUsages::DigitalSignature], extended: &[], ca: false };
const CA: Usage = Usage { key: ISSUE, extended: &[], ca: true };

/// The attributes after CN in the names of a cluster, in the order `show ctl` prints.
type Site = [&'static str; 5];
const KRAKOW: Site = ["OU=TAC", "O=Cisco", "L=Krakow", "ST=Malopolska", "C=PL"];
const RTP: Site = ["OU=TAC", "O=Cisco", "L=RTP", "ST=North Carolina", "C=US"];
const LAB: Site = ["OU=Voice", "O=Example", "L=Brno", "ST=South Moravia", "C=CZ"];

/// A name whose DER begins with C and ends with CN, written as in RFC 4514: from its end.
fn c_to_cn(cn: &str, site: Site) -> String {
    format!("CN={cn},{}", site.join(","))
}

/// A name in the DER order C, O, OU, CN, ST, L, which CAPF certificates have
/// (docs/format.md, section 5).
fn c_to_l(cn: &str, [ou, o, l, st, c]: Site) -> String {
    format!("{l},{st},CN={cn},{ou},{o},{c}")
}

impl Certificate {
    /// A self-signed server certificate of a 12.x cluster: with the key of its own name or a shared
    /// one, and with a serial number derived from its name whose first byte is 40 to 7F.
    fn new(name: &str, what: &str, subject: String) -> Self {
        let mut serial = Sha256::digest(name)[..16].to_vec();
        serial[0] = serial[0] & 0x3f | 0x40;
        Self {
            name: name.into(),
            what: what.into(),
            key: keys::find(name).unwrap_or_else(|| keys::by_name("shared-1")),
            subject,
            issuer: name.into(),
            serial,
            years: (2024, 2044),
            usage: SERVER_12,
            hosts: &[],
            sha1: false,
            length: None,
            der: OnceLock::new(),
        }
    }

    /// A self-signed certificate up to 10.5.
    fn old(name: &str, what: &str, subject: String, serial: &str, usage: Usage) -> Self {
        Self {
            serial: hex::decode(serial).unwrap(),
            years: (2015, 2020),
            usage,
            sha1: true,
            ..Self::new(name, what, subject)
        }
    }

    /// The same, issued by another certificate.
    fn issued_by(self, issuer: &str) -> Self {
        Self { issuer: issuer.into(), ..self }
    }

    /// The same, padded to a length.
    fn filled(self, length: usize) -> Self {
        Self { length: Some(length), ..self }
    }
}

/// Every row.
pub(super) fn rows() -> Vec<Certificate> {
    [published(), recalled(), lab(), odd(), nodes()].into_iter().flatten().collect()
}

/// The certificates of the published listings, and those of the mixed cluster
/// with tokens (docs/format.md, section 8).
fn published() -> Vec<Certificate> {
    let server = |name, cn: &str, serial| {
        let what = format!("CallManager of {cn}");
        Certificate::old(name, &what, c_to_cn(cn, KRAKOW), serial, SERVER_10)
    };
    let capf =
        |name, cn, serial| Certificate::old(name, "CAPF", c_to_l(cn, KRAKOW), serial, CAPF_10);
    // The listing shows a token's serial number in the reverse of the DER's order.
    let token = |number, cn, serial| {
        let subject = format!("CN={cn}       \\ ,OU=IPCBU,O=Cisco Systems\\, Inc.");
        let what = format!("security token {number}");
        Certificate::old(&format!("token-{number}"), &what, subject, serial, TOKEN)
            .issued_by("mfg-ca")
            .filled(902)
    };
    vec![
        server("1051-pub", "cucm-1051-a-pub", "70caf64e090751b9df22f49f754fc5bb"),
        capf("1051-capf", "CAPF-e41e7d87", "744b4999770496e799e91e81d3c8109b"),
        server("1051-sub1", "cucm-1051-a-sub1", "6bebfdcdcd8ca277cb2fd1d183a60e72"),
        server("1051-pub-2048", "cucm-1051-a-pub", "6b1d357b6841740b078fee4a1813d5d6"),
        Certificate::old(
            "mfg-ca",
            "CA of the lab's own that has the name of Cisco's",
            "CN=Cisco Manufacturing CA,O=Cisco Systems".into(),
            "6a6967d3000000000003",
            CA,
        ),
        token(1, "SAST-ADN0054f509", "45daa2af00000027f93c"),
        token(2, "SAST-ADN008580ef", "31af455500000008e983"),
        token(3, "SAST-ADN0061c2d7", "52e07b31000000184a6d"),
        capf("1001-capf", "CAPF-e9037b69", "795916c154af310c0faeea972e081b31"),
        server("1001-pub", "cucm-1001-a-pub", "6f1e0d2c3b4a59687786a5b4c3d2e1f0"),
        server("1001-sub1", "cucm-1001-a-sub1", "5a4b3c2d1e0f60718293a4b5c6d7e8f9"),
    ]
}

/// The certificates of the recalled 8.x ITL (docs/format.md, section 8).
fn recalled() -> Vec<Certificate> {
    let server = |name, what, serial| {
        Certificate::old(
            name,
            what,
            c_to_cn("cucm8-publisher.ccm-lab.test", RTP),
            serial,
            SERVER_10,
        )
    };
    let capf = c_to_l("CAPF-7c3a91be", RTP);
    vec![
        Certificate::old("itl8-ca", "CA", "CN=lab-root-ca".into(), "5d41402abc4b2a76", CA),
        server("itl8-ccm", "CallManager of an 8.x cluster", "610c3e17000000000005")
            .issued_by("itl8-ca")
            .filled(1442),
        server("itl8-tvs", "TVS of an 8.x cluster", "2f0e61b7c48a930d"),
        Certificate::old("itl8-capf", "CAPF of an 8.x cluster", capf, "0b5e9d6a27f1c843", CAPF_10),
    ]
}

/// A 12.x cluster of two nodes, and `CallManager` certificates with other keys.
fn lab() -> Vec<Certificate> {
    let node = |short: &str, capf| {
        let host = format!("cucm-{short}");
        let make = |store: &str, subject, usage| {
            let name = format!("{short}-{}", store.to_lowercase());
            let what = format!("{store} of {host}").replace("CCM", "CallManager");
            Certificate { usage, ..Certificate::new(&name, &what, subject) }
        };
        [
            make("CCM", c_to_cn(&host, LAB), SERVER_12),
            make("ITLRecovery", c_to_l(&format!("ITLRECOVERY_{host}"), LAB), RECOVERY_12),
            make("TVS", c_to_cn(&host, LAB), SERVER_12),
            make("CAPF", c_to_l(capf, LAB), CAPF_12),
        ]
    };
    let server = |name: &str, cn: &str| {
        Certificate::new(name, &format!("CallManager of {cn}"), c_to_cn(cn, LAB))
    };
    let hosts = &["cucm-pub.lab.test", "cucm-sub.lab.test", "lab.test"];
    node("pub", "CAPF-5b0c4d1e")
        .into_iter()
        .chain(node("sub", "CAPF-93f2a6c8"))
        .chain([
            server("ccm-512", "cucm-512"),
            server("ccm-3072", "cucm-3072"),
            server("ccm-4096", "cucm-4096"),
            server("ec-256", "cucm-pub-EC"),
            server("ec-384", "cucm-pub-EC"),
            server("ec-521", "cucm-pub-EC"),
            Certificate {
                usage: CA,
                ..Certificate::new("lab-ca", "CA of the lab", c_to_cn("Lab CA", LAB))
            },
            Certificate { hosts: &hosts[..1], ..server("ca-signed", "cucm-pub.lab.test") }
                .issued_by("lab-ca"),
            Certificate { hosts, ..server("multi-server", "cucm-pub-ms.lab.test") }
                .issued_by("lab-ca"),
        ])
        .collect()
}

/// Certificates with one oddity each.
fn odd() -> Vec<Certificate> {
    let odd = |name, what: &str, subject: &str| Certificate::new(name, what, subject.into());
    let host = |name, what| odd(name, what, &c_to_cn(name, LAB));
    let top_bit = host("serial-top-bit", "serial of 16 bytes whose top bit is set");
    vec![
        Certificate { serial: [vec![0xfe], top_bit.serial[1..].to_vec()].concat(), ..top_bit },
        Certificate { years: (2010, 2015), ..host("expired", "expired at the end of 2014") },
        Certificate {
            years: (2024, 2051),
            ..host("long-lived", "valid into the years of GeneralizedTime")
        },
        odd(
            "odd-types",
            "name of a BMPString (CN=Kraków), a T61String (L=München), an RDN of OU and UID, \
             an emailAddress and an attribute without a short name",
            "1.3.6.1.4.1.32473.2=nameless,emailAddress=#160e766f696365406c61622e74657374,\
             CN=#1e0c004b00720061006b00f30077,L=#14074dfc6e6368656e,OU=Voice+UID=cucm,C=CZ",
        ),
        odd(
            "odd-controls",
            "name with escape sequences (ESC and CSI), a line feed, a carriage return and a \
             right-to-left override",
            "CN=red\\1B[31m\\0Anew line,OU=back\\0Dspace,\
             L=\\C2\\9B31mred,ST=\\E2\\80\\AEright to left,C=CZ",
        ),
        odd(
            "odd-nul",
            "name with a NUL inside: a phone that stops there reads another name",
            "CN=cucm-pub\\00.example.net,O=Example,C=CZ",
        ),
        odd(
            "odd-separators",
            "name with the characters that separate and quote names",
            "CN=a\\;CN=b\\,OU=c\\+d,OU=\\\"quoted\\\",O=\\ back\\\\slash\\ ,L=\\#hash \\<angle\\>,C=CZ",
        ),
    ]
}

/// A cluster of 28 nodes, the publisher first.
fn nodes() -> Vec<Certificate> {
    (1..=28)
        .map(|number| {
            let host = format!("cucm-{number:02}");
            let what = format!("CallManager of {host}");
            Certificate {
                key: keys::by_name(&format!("shared-{}", (number - 1) % 4 + 1)),
                ..Certificate::new(&format!("node-{number:02}"), &what, c_to_cn(&host, LAB))
            }
        })
        .collect()
}
