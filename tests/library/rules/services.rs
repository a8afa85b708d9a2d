//! Which services a phone has with the lists that it holds, rule by rule.

use std::collections::BTreeSet;

use super::lab::{certificate, ctl, itl, phone, tvs};
use support::rules::{Circumstances, Class, Cluster, Machine, Mode, Phone, Service, Told, Tvs};

/// Two call managers and a firewall.
fn cluster() -> Cluster {
    let machine = |name: &str| Machine { name: name.to_owned(), certificate: certificate(name) };
    Cluster { call_managers: vec![machine("cm"), machine("sub")], firewalls: vec![machine("asa")] }
}

/// The services in words: `files cm sub asa`.
fn words(services: &BTreeSet<Service>) -> String {
    let word = |service: &Service| match service {
        Service::Files => "files".to_owned(),
        Service::CallManager(name) | Service::Firewall(name) => name.clone(),
    };
    services.iter().map(word).collect::<Vec<_>>().join(" ")
}

/// The services of a phone at the publisher, whose certificate is `cm`.
fn has(phone: &Phone, mode: Mode, tvs: &[Tvs]) -> String {
    let own = certificate("cm");
    let around = Circumstances { tvs, sha512: false };
    words(&cluster().services_with(phone, Some(&own), mode, around))
}

/// A phone with these records in its CTL and its ITL; `-` means no list.
fn with(class: Class, ctl_records: &str, itl_records: &str) -> Phone {
    let ctl = (ctl_records != "-").then(|| ctl("rec", &format!("0:rec {ctl_records}")));
    let itl = (itl_records != "-").then(|| itl("rec", &format!("0:rec {itl_records}")));
    phone(class, ctl.as_ref(), itl.as_ref())
}

#[test]
fn every_class_needs_its_services() {
    for (class, expected) in [
        (Class::Sbd, "files cm sub asa"),
        (Class::Legacy, "files cm sub asa"),
        (Class::Cti, "cm sub asa"),
    ] {
        assert_eq!(words(&cluster().services_of(class)), expected);
        // A phone that holds nothing has all services, in both modes.
        for mode in [Mode::Mixed, Mode::NonSecure] {
            assert_eq!(has(&Phone::new(class), mode, &[]), expected);
        }
    }
}

#[test]
fn files_want_the_certificate_of_the_own_server() {
    let mut rows = 0;
    for (ctl, itl, sbd, legacy) in [
        ("-", "-", true, true),
        ("-", "3:cm", true, true),
        ("-", "2:cm", true, true),
        ("-", "3:sub", false, true),
        ("-", "3:cm.2", false, true),
        ("2:cm", "-", true, true),
        ("3:cm", "-", true, true),
        ("2:sub", "-", false, false),
        ("3:sub 2:sub", "-", false, false),
        ("2:sub", "3:cm", true, false),
        ("2:cm", "3:sub", true, true),
        // By the hash of the certificate.
        ("-", "3:#cm", true, true),
        ("-", "3:#sub", false, true),
        // No record of role 2 or 3 has a certificate: unsigned files.
        ("2:-cm 3:-sub", "-", true, true),
        ("2:-sub", "3:sub", false, true),
        ("0:sub 1:sub 4:sub", "21:tvs 4:capf", true, true),
        // Other roles of the own certificate do not count.
        ("1:cm 4:cm 0:cm 2:sub", "-", false, false),
    ] {
        for (class, expected) in [(Class::Sbd, sbd), (Class::Legacy, legacy), (Class::Cti, false)] {
            let phone = with(class, ctl, itl);
            for mode in [Mode::Mixed, Mode::NonSecure] {
                let found = has(&phone, mode, &[]).contains("files");
                assert_eq!(found, expected, "{class:?}, CTL {ctl}, ITL {itl}");
            }
            rows += 1;
        }
    }
    assert_eq!(rows, 51);
}

#[test]
fn tvs_knows_servers_of_files_for_phones_that_ask_it() {
    let mut rows = 0;
    for (shows, knows, told, itl, expected) in [
        ("tvs", "2,0:cm", Told::Up, "3:sub 21:tvs", true),
        ("tvs", "3:cm", Told::Up, "3:sub 21:tvs", true),
        ("tvs", "2,0:cm", Told::Untold, "3:sub 21:tvs", false),
        ("tvs", "2,0:cm", Told::Down, "3:sub 21:tvs", false),
        ("tvs", "0:cm", Told::Up, "3:sub 21:tvs", false),
        ("tvs", "2,0:sub", Told::Up, "3:sub 21:tvs", false),
        ("tvs.2", "2,0:cm", Told::Up, "3:sub 21:tvs", false),
        ("tvs", "2,0:cm", Told::Up, "3:sub", false),
    ] {
        let asked = [tvs(shows, knows, told)];
        let sbd = with(Class::Sbd, "-", itl);
        assert_eq!(has(&sbd, Mode::Mixed, &asked).contains("files"), expected, "row {rows}");
        // Only `sbd` asks TVS.
        let legacy = with(Class::Legacy, "2:sub", itl);
        assert!(!has(&legacy, Mode::Mixed, &asked).contains("files"));
        rows += 1;
    }
    assert_eq!(rows, 8);
}

#[test]
fn a_server_without_a_certificate_has_unsigned_files_only() {
    let around = Circumstances { tvs: &[], sha512: false };
    for (records, expected) in [("2:-cm", "files"), ("2:cm", "")] {
        let phone = with(Class::Sbd, records, "-");
        let found = Cluster::default().services_with(&phone, None, Mode::Mixed, around);
        assert_eq!(words(&found), expected);
    }
}

#[test]
fn call_managers_and_firewalls_want_their_certificates_in_mixed_mode() {
    let mut rows = 0;
    for (ctl, mixed, non_secure) in [
        ("-", "cm sub asa", "cm sub asa"),
        ("2:cm 1:sub 1:asa", "cm sub asa", ""),
        ("2:cm", "cm", ""),
        ("1:sub", "sub", ""),
        ("1:#sub", "sub", ""),
        ("2:cm.2", "", ""),
        // Roles other than 1 and 2 do not count.
        ("2:cm 3:sub 4:asa", "cm", ""),
        ("0:cm 3:sub", "cm sub asa", "cm sub asa"),
        // No record of role 1 or 2 has a certificate.
        ("2:-cm 1:-sub", "cm sub asa", "cm sub asa"),
        ("2:-cm 1:sub", "sub", ""),
        // Records of removed machines, or of another cluster.
        ("2:gone", "", ""),
        ("2:gone 2:cm", "cm", ""),
    ] {
        for class in Class::ALL {
            let phone = with(class, ctl, "3:cm");
            for (mode, expected) in [(Mode::Mixed, mixed), (Mode::NonSecure, non_secure)] {
                let found = has(&phone, mode, &[]).replace("files", "").trim().to_owned();
                assert_eq!(found, expected, "{class:?}, {mode:?}, {ctl}");
                rows += 1;
            }
        }
    }
    assert_eq!(rows, 72);
}

#[test]
fn the_ctl_of_another_cluster_leaves_no_call_manager() {
    // Case 24: the phone moved to a cluster in non-secure mode.
    for class in Class::ALL {
        let phone = with(class, "0:b-cm 2:b-cm", "3:b-cm 21:b-tvs");
        assert_eq!(has(&phone, Mode::NonSecure, &[]), "");
        assert_eq!(has(&phone, Mode::Mixed, &[]), "");
    }
}
