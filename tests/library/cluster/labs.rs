//! Labs and the text of a new cluster.toml, as the library generates them.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use trustlist::certificate::{Certificate, PublicKey, read};
use trustlist::cluster::lab::{Lab, LabError, LabToken};
use trustlist::cluster::manifest::{Manifest, Services, Signing, TokenlessSigner};
use trustlist::cluster::template::BLANK;
use trustlist::digest::Digest;
use trustlist::phone::Class;

/// 2026-11-21T05:00:00Z.
const NOW: i64 = 1_795_237_200;

fn rng(name: &str) -> ChaCha20Rng {
    let mut seed = [0; 32];
    for (place, byte) in seed.iter_mut().zip(name.bytes().cycle().take(name.len())) {
        *place = byte;
    }
    ChaCha20Rng::from_seed(seed)
}

fn lab(nodes: usize, release: &str, tokens: bool) -> Result<Lab, LabError> {
    Lab::new(nodes, release.parse().unwrap(), tokens, &mut rng("lab"))
}

/// The services that determine a record.
fn kind(services: Services) -> &'static str {
    match (services.callmanager, services.tftp) {
        (true, true) => "both",
        (true, false) => "callmanager",
        (false, true) => "tftp",
        (false, false) => "media",
    }
}

#[test]
fn every_number_of_nodes_has_a_plausible_mix() {
    // Subscribers, TFTP servers and media resources beside the publisher.
    let expected = [
        (0, 0, 0),
        (1, 0, 0),
        (1, 1, 0),
        (2, 1, 0),
        (3, 1, 0),
        (3, 1, 1),
        (4, 1, 1),
        (4, 1, 2),
        (5, 1, 2),
        (5, 1, 3),
        (6, 1, 3),
        (6, 1, 4),
        (7, 1, 4),
        (7, 1, 5),
        (8, 1, 5),
        (8, 1, 6),
        (9, 1, 6),
        (9, 1, 7),
        (10, 1, 7),
        (10, 1, 8),
        (11, 1, 8),
        (11, 1, 9),
        (12, 1, 9),
        (13, 1, 9),
        (14, 1, 9),
        (15, 1, 9),
        (16, 1, 9),
        (16, 2, 9),
    ];
    for (index, (subscribers, tftp, media)) in expected.into_iter().enumerate() {
        let lab = lab(index + 1, "12.5", false).unwrap();
        let (publisher, others) = lab.nodes().split_first().unwrap();
        assert!(publisher.publisher && kind(publisher.services) == "both");
        assert!(others.iter().all(|node| !node.publisher));
        let count = |wanted| others.iter().filter(|node| kind(node.services) == wanted).count();
        let found = (count("callmanager"), count("tftp"), count("media"));
        assert_eq!((found, count("both")), ((subscribers, tftp, media), 0), "{}", index + 1);
    }
    for count in [0, 29] {
        let error = lab(count, "12.5", false).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("expected a cluster of 1 to 28 nodes, found {count}")
        );
    }
}

#[test]
fn the_text_of_every_lab_is_read_as_what_the_lab_is() {
    let releases = [
        ("7.1", true),
        ("8.6", true),
        ("9.1", true),
        ("10.0", false),
        ("10.5(2)", false),
        ("11.5", true),
        ("12.5", false),
        ("14SU2", true),
        ("14SU3", false),
        ("15", false),
    ];
    let mut count = 0;
    for nodes in 1..=28 {
        for (release, tokens) in releases {
            let lab = lab(nodes, release, tokens).unwrap();
            let text = lab.manifest();
            let read = Manifest::read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!((read.name.as_str(), read.release.text()), ("lab", release));
            let signing = if tokens { Signing::Token } else { Signing::Tokenless };
            assert_eq!((read.signing, read.signer, read.digest), (signing, None, Digest::Sha1));
            assert_eq!(read.phones, Class::ALL);
            let major: u32 = release.split(['.', 'S']).next().unwrap().parse().unwrap();
            let recovery = read
                .itlrecovery
                .map(|pair| (pair.certificate.text, pair.key.unwrap().reference.to_string()));
            let expected = ("certs/ITLRecovery.pem".to_owned(), "keys/ITLRecovery.pem".to_owned());
            assert_eq!(recovery, (major >= 10).then_some(expected), "{release}");
            assert_eq!(read.nodes.len(), nodes);
            for (read, node) in read.nodes.iter().zip(lab.nodes()) {
                let host = &node.host;
                assert_eq!((&read.host, read.address), (host, node.address.into()));
                assert_eq!((read.publisher, read.services), (node.publisher, node.services));
                let file = |name: &str| format!("certs/{name}.pem");
                let text = |file: &Option<_>| {
                    file.as_ref()
                        .map(|file: &trustlist::cluster::manifest::FileRef| file.text.clone())
                };
                assert_eq!(text(&read.certificate), Some(file(&format!("{host}-CallManager"))));
                let key = read.key.as_ref().unwrap().reference.to_string();
                assert_eq!(key, format!("keys/{host}-CallManager.pem"));
                assert_eq!(text(&read.capf), node.publisher.then(|| file("CAPF")));
                assert_eq!(text(&read.tvs), (major >= 8).then(|| file(&format!("{host}-TVS"))));
                assert_eq!(read.publish.folder.to_str(), Some(&*format!("tftp/{host}")));
                assert!(read.publish.named);
            }
            let tokens: Vec<_> = read.tokens.iter().map(|token| &token.certificate.text).collect();
            let expected: Vec<_> = lab.tokens().iter().map(LabToken::certificate).collect();
            assert_eq!(tokens, expected.iter().collect::<Vec<_>>());
            count += 1;
        }
    }
    assert_eq!(count, 280);
}

#[test]
fn a_release_without_such_a_list_has_no_such_lab() {
    let cases = [
        ("9.1", false, Some("in release 9.1 only USB tokens sign the CTL")),
        ("8.0", false, Some("in release 8.0 only USB tokens sign the CTL")),
        ("14SU3", true, Some("in release 14SU3 tokens do not sign the CTL")),
        ("15", true, Some("in release 15 tokens do not sign the CTL")),
        ("9.1", true, None),
        ("10.0", false, None),
        ("14SU2", true, None),
        ("14SU2", false, None),
    ];
    for (release, tokens, expected) in cases {
        let error = lab(1, release, tokens).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), expected, "{release} {tokens}");
    }
}

/// File, subject in the order of the DER, bits of the key, bytes of the serial, days.
type Facts = (String, String, usize, usize, i64);

fn made(nodes: usize, release: &str, tokens: bool) -> Vec<Facts> {
    let pairs = lab(nodes, release, tokens).unwrap().pairs(NOW, &rng, &|_, _| ()).unwrap();
    let fact = |pair: &trustlist::cluster::lab::Pair| {
        let certificates = read(pair.pem.as_bytes()).unwrap();
        let [certificate] = <[Certificate; 1]>::try_from(certificates).unwrap();
        let PublicKey::Rsa { bits, .. } = certificate.key() else { panic!() };
        assert_eq!(certificate.not_before(), NOW);
        let days = (certificate.not_after() - NOW) / 86_400;
        let file = pair.certificate.to_str().unwrap().to_owned();
        (file, certificate.subject().to_string(), *bits, certificate.serial().len(), days)
    };
    pairs.iter().map(fact).collect()
}

#[test]
fn certificates_are_those_of_the_release() {
    let first = "C=CZ, ST=South Moravia, L=Brno, O=Example, OU=Lab, CN=";
    let middle = |cn: &str| format!("C=CZ, O=Example, OU=Lab, CN={cn}, ST=South Moravia, L=Brno");
    // The generator of `rng("lab")` determines the names of CAPF and the tokens.
    let (capf, tokens) = ("CAPF-", "SAST-ADN00");
    let server = |store: &str, bits, serial| {
        (format!("certs/cucm-pub-{store}.pem"), format!("{first}cucm-pub"), bits, serial, 1825)
    };
    let cases = [
        ("8.6", true, 1024, 8, None),
        ("10.5(2)", false, 1024, 16, Some(1825)),
        ("11.5", false, 2048, 16, Some(1825)),
        ("12.5", false, 2048, 16, Some(7300)),
    ];
    for (release, with_tokens, bits, serial, recovery) in cases {
        let found = made(1, release, with_tokens);
        assert_eq!(found[0], server("CallManager", bits, serial), "{release}");
        assert_eq!(found[1], server("TVS", 2048, serial), "{release}");
        let (file, subject, capf_bits, capf_serial, days) = &found[2];
        let id = subject.split(capf).nth(1).unwrap().get(..8).unwrap();
        assert!(id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!((file.as_str(), subject), ("certs/CAPF.pem", &middle(&format!("{capf}{id}"))));
        assert_eq!((*capf_bits, *capf_serial, *days), (bits, serial, 1825));
        let mut rest = found[3..].iter();
        if let Some(days) = recovery {
            let (file, subject) = ("certs/ITLRecovery.pem", middle("ITLRECOVERY_cucm-pub"));
            assert_eq!(rest.next(), Some(&(file.to_owned(), subject, 2048, serial, days)));
        }
        if with_tokens {
            let (file, subject) =
                ("tokens/manufacturing-ca.pem", "O=Cisco Systems, CN=Cisco Manufacturing CA");
            assert_eq!(rest.next(), Some(&(file.to_owned(), subject.to_owned(), 2048, 10, 7300)));
            for _ in 0..2 {
                let (file, subject, bits, serial, days) = rest.next().unwrap();
                let name = subject.split("CN=").nth(1).unwrap();
                // Sixteen characters, and eight blanks.
                assert!(name.starts_with(tokens) && name.len() == 24 && name.ends_with("        "));
                let name = name.trim_end();
                assert_eq!((name.len(), file), (16, &format!("tokens/{name}.pem")));
                assert!(subject.starts_with("O=Cisco Systems, Inc., OU=IPCBU, CN="), "{subject}");
                assert_eq!((*bits, *serial, *days), (1024, 10, 7300));
            }
        }
        assert_eq!(rest.next(), None, "{release}");
    }
}

#[test]
fn the_same_seeds_give_the_same_files() {
    let lab = lab(2, "10.5(2)", true).unwrap();
    let files = || {
        let seen = std::sync::Mutex::new(Vec::new());
        let progress = |done, all| seen.lock().unwrap().push((done, all));
        let pairs = lab.pairs(NOW, &rng, &progress).unwrap();
        let mut seen = seen.into_inner().unwrap();
        seen.sort_unstable();
        assert_eq!(seen, (1..=9).map(|done| (done, 9)).collect::<Vec<_>>());
        let texts = pairs.iter().map(|pair| (pair.pem.clone(), pair.key_pem.to_string()));
        texts.collect::<Vec<_>>()
    };
    let once = files();
    assert_eq!(once.len(), 9);
    assert_eq!(once, files());
    assert_eq!(lab.files().len(), 18);
}

#[test]
fn the_blank_text_is_read_with_its_examples_too() {
    let read = Manifest::read(BLANK).unwrap();
    assert_eq!((read.nodes.len(), read.tftp.len(), read.firewalls.len()), (2, 0, 0));
    // Tables and keys that are commented out.
    let example = |line: &str| {
        line.starts_with("[[")
            || line.split_once(" = ").is_some_and(|(key, value)| {
                !key.contains(' ') && value.starts_with('"') && value.ends_with('"')
            })
    };
    let lines = BLANK.lines().map(|line| {
        let inner = line.strip_prefix("# ").filter(|inner| example(inner));
        inner.unwrap_or(line)
    });
    let uncommented = lines.collect::<Vec<_>>().join("\n");
    let read = Manifest::read(&uncommented).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((read.tftp.len(), read.firewalls.len(), read.trust.len()), (1, 1, 1));
    assert_eq!((read.tokens.len(), read.signer), (1, Some(TokenlessSigner::CallManager)));
    assert!(read.devices.is_some() && read.module.is_some());
}
