//! The signers that a phone accepts: steps 2 to 5 and 7 of docs/phone.md, and digests.

use trustlist::digest::Digest;
use trustlist::error::Described as _;
use trustlist::list::{Kind, Layout, Role, TrustList};
use trustlist::phone::{Class, Holder, Offer};

use super::{CTL, holding, ids, list, planned, said, signed_by, verdict};
use crate::phones::lab::{Draft, NEW_YEAR, boot, ctl, itl, phone, short};

#[test]
fn step_2_the_stored_list_is_not_checked() {
    let stored = ctl(CTL, "pub-ccm");
    let itl = itl("sast:pub-ccm tftp:pub-ccm", "pub-ccm");
    for class in Class::ALL {
        let phone = phone(class, &[&stored, &itl], &[]);
        let last = if class == Class::Sbd { "unchanged" } else { "not asked" };
        assert_eq!(said(&phone, &[&stored, &itl]), ["unchanged", last], "{class}");
        let boot = boot(&phone, &[&stored, &itl]);
        assert_eq!((boot.messages, boot.after), (Vec::new(), phone));
    }
    // One changed bit makes it a different list, which is checked: in its content, in its
    // signature.
    let phone = phone(Class::Sbd, &[&stored], &[]);
    let bytes = stored.bytes();
    let signature = TrustList::parse(&bytes).unwrap().header().signature_offset();
    for offset in [bytes.len() - 1, signature] {
        let mut bytes = bytes.clone();
        bytes[offset] ^= 1;
        let verdict = verdict(&phone, Offer::read(&bytes).unwrap());
        assert_eq!(verdict.reason().unwrap().id(), "V-PHONE-SIGNATURE");
        assert_eq!(
            verdict.reason().unwrap().to_string(),
            "the signature does not verify with the key of record 1 of the stored CTL (SAST)"
        );
    }
}

#[test]
fn step_3_the_first_list_of_each_kind_is_taken() {
    let first = ctl(CTL, "pub-ccm");
    let of_other = itl("sast:sub-ccm tftp:sub-ccm", "sub-ccm");
    let blank = phone(Class::Sbd, &[], &[]);
    // In either order; a second list of a kind is checked.
    assert_eq!(said(&blank, &[&first, &of_other]), ["first", "first"]);
    assert_eq!(said(&blank, &[&of_other, &first]), ["first", "first"]);
    let second = ctl("sast:sub-ccm", "sub-ccm");
    assert_eq!(said(&blank, &[&first, &second, &first]), ["first", "served", "unchanged"]);
    // Both in one start: in the next start the phone is no longer blank.
    let after = boot(&blank, &[&first]).after;
    assert_eq!(said(&after, &[&of_other]), ["locked out"]);
    // The ITL's signer is not in the CTL, and the report notes it.
    let notes = |lists: &[&Draft]| boot(&blank, lists).verdicts.iter().map(ids).collect::<Vec<_>>();
    let own = "V-PHONE-NOTE-OWN";
    assert_eq!(notes(&[&first, &of_other]), [vec![own], vec![own, "V-PHONE-NOTE-BESIDE"]]);
    let of_same = itl("sast:pub-ccm tftp:pub-ccm", "pub-ccm");
    assert_eq!(notes(&[&first, &of_same]), [vec![own], vec![own]]);
}

#[test]
fn step_4_the_signer_of_a_ctl_is_looked_for_before_its_signature_is_checked() {
    // Two certificates with one issuer and serial; their keys differ.
    let [one, two] = ["key 1", "key 2"].map(|key| Holder::planned(b"CN=a", b"CN=a", &[1], key));
    let phone = holding(
        Class::Sbd,
        &[
            list(Kind::Ctl, "ctl", &[(Role::SAST, &one)]),
            list(Kind::Itl, "itl", &[(Role::SAST, &two)]),
        ],
    );
    let refused = verdict(&phone, signed_by(Kind::Ctl, &two));
    assert_eq!(refused.reason().unwrap().id(), "V-PHONE-SIGNATURE");
    // Nothing after the stored CTL was tried: the signer, the CTL, the refusal.
    assert_eq!(refused.trace.len(), 3);
    // For an ITL every place is tried (step 5).
    assert_eq!(short(&verdict(&phone, signed_by(Kind::Itl, &two))), "ITL 1");
    assert_eq!(short(&verdict(&phone, signed_by(Kind::Itl, &one))), "CTL 1");
    // Also within one list, in the first record or in each.
    let both = list(Kind::Ctl, "ctl", &[(Role::SAST, &one), (Role::SAST, &two)]);
    let phone = holding(Class::Sbd, &[both]);
    assert!(verdict(&phone, signed_by(Kind::Ctl, &two)).outcome.is_refused());
    assert_eq!(short(&verdict(&phone, signed_by(Kind::Itl, &two))), "CTL 2");
}

#[test]
fn steps_4_and_5_roles_that_count() {
    let signer = planned("CN=signer");
    let mut rows = 0;
    for (role, for_ctl, for_itl) in [
        (Role::SAST, true, true),
        (Role::CCM, false, false),
        (Role::CCM_TFTP, false, true),
        (Role::TFTP, false, true),
        (Role::CAPF, false, false),
        (Role::TVS, false, false),
    ] {
        for (stored, place) in [(Kind::Ctl, "CTL 1"), (Kind::Itl, "ITL 1")] {
            let phone = holding(Class::Sbd, &[list(stored, "stored", &[(role, &signer)])]);
            for (new, counts) in [(Kind::Ctl, for_ctl), (Kind::Itl, for_itl)] {
                let verdict = verdict(&phone, signed_by(new, &signer));
                if counts {
                    assert_eq!(short(&verdict), place, "{role} {new:?}");
                } else {
                    let reason = verdict.reason().unwrap();
                    assert_eq!(reason.id(), "V-PHONE-ROLE");
                    let sentence = format!(
                        "the signer is record 1 of the stored {} ({role}), a role that may not \
                         sign this list",
                        stored.name()
                    );
                    assert_eq!(reason.to_string(), sentence);
                }
                rows += 1;
            }
        }
    }
    assert_eq!(rows, 24);
}

#[test]
fn step_7_another_spelling_is_another_signer() {
    const RECORDS: &str = "sast:pub-ccm ccm+tftp:pub-ccm";
    let cli = ctl(RECORDS, "pub-ccm");
    let certutils = Draft { layout: Layout::Certutils, timestamp: NEW_YEAR + 1, ..cli.clone() };
    let tokens = |layout| Draft { layout, ..ctl("sast:token-1 sast:token-2", "token-1") };
    let rows = [
        // Semicolons and commas.
        (cli.clone(), certutils.clone()),
        (certutils.clone(), cli.clone()),
        // Lower case, quotes, a truncated name and a reversed serial number.
        (tokens(Layout::Client), tokens(Layout::Cli)),
        (tokens(Layout::Cli), tokens(Layout::Client)),
    ];
    for (stored, new) in &rows {
        for class in Class::ALL {
            let phone = phone(class, &[stored], &[]);
            let verdict = boot(&phone, &[new]).verdicts.remove(0);
            let reason = verdict.reason().expect("refused");
            assert_eq!(reason.id(), "V-PHONE-SPELLING");
            assert_eq!(
                reason.to_string(),
                "the signer is record 1 of the stored CTL (SAST), but spelled differently, and no \
                 source says that a phone accepts that"
            );
            assert!(verdict.trace.iter().any(|step| step.rule == 7));
        }
    }
    assert_eq!(rows.len(), 4);
    // The same spelling in the ITL is found, and the other one causes a remark.
    let itl = itl("sast:pub-ccm ccm+tftp:pub-ccm", "pub-ccm");
    let phone = phone(Class::Sbd, &[&certutils, &itl], &[]);
    let verdict = boot(&phone, &[&cli]).verdicts.remove(0);
    assert_eq!(short(&verdict), "ITL 1");
    assert_eq!(ids(&verdict), ["V-PHONE-NOTE-SPELLING", "V-PHONE-NOTE-OLDER"]);
}

#[test]
fn step_7_what_is_one_name_in_two_spellings() {
    let spelled =
        |issuer: &str, serial: &[u8]| Holder::planned(b"CN=a", issuer.as_bytes(), serial, "k");
    let stored = spelled("CN=a;O=Lab", &[1, 2]);
    let phone = holding(Class::Cti, &[list(Kind::Ctl, "stored", &[(Role::SAST, &stored)])]);
    let rows: [(&str, &[u8], &str); 9] = [
        ("CN=a;O=Lab", &[0, 1, 2], "V-PHONE-SPELLING"),
        ("CN=a;O=Lab", &[2, 1], "V-PHONE-SPELLING"),
        ("O=Lab, CN=a", &[1, 2], "V-PHONE-SPELLING"),
        ("cn=A;o=\"LAB\"", &[1, 2], "V-PHONE-SPELLING"),
        ("CN=a", &[1, 2], "V-PHONE-SPELLING"),
        ("CN=a;O=Lab", &[1, 3], "V-PHONE-SIGNER"),
        ("CN=b;O=Lab", &[1, 2], "V-PHONE-SIGNER"),
        ("CN=a;O=Laboratory", &[1, 2], "V-PHONE-SIGNER"),
        ("", &[1, 2], "V-PHONE-SIGNER"),
    ];
    for (issuer, serial, id) in rows {
        let verdict = verdict(&phone, signed_by(Kind::Ctl, &spelled(issuer, serial)));
        assert_eq!(verdict.reason().unwrap().id(), id, "{issuer} {serial:?}");
    }
}

#[test]
fn sha_512_counts_where_it_is_known_to_be_verified() {
    let stored = ctl(CTL, "pub-ccm");
    for (digest, name) in [(Digest::Sha512, "SHA-512"), (Digest::Sha256, "SHA-256")] {
        let new = Draft { digest, ..stored.clone() };
        for class in Class::ALL {
            for told in [false, true] {
                let mut phones = [phone(class, &[&stored], &[]), phone(class, &[], &[])];
                for (phone, taken) in phones.iter_mut().zip(["CTL 1", "first"]) {
                    phone.sha512 = told;
                    let verdict = boot(phone, &[&new]).verdicts.remove(0);
                    if digest == Digest::Sha512 && told && class != Class::Legacy {
                        assert_eq!(short(&verdict), taken, "{class}");
                        continue;
                    }
                    assert_eq!(short(&verdict), "served", "{class}");
                    assert_eq!(
                        verdict.reason().unwrap().to_string(),
                        format!("phones of class {class} are not known to verify {name}")
                    );
                }
            }
        }
    }
}

#[test]
fn a_signer_without_a_certificate_verifies_nothing() {
    let holder = Holder { key: None, ..planned("CN=hash only") };
    let phone = holding(Class::Sbd, &[list(Kind::Ctl, "stored", &[(Role::SAST, &holder)])]);
    let verdict = verdict(&phone, signed_by(Kind::Ctl, &planned("CN=hash only")));
    assert_eq!(
        verdict.reason().unwrap().to_string(),
        "the signer is record 1 of the stored CTL (SAST), which has no certificate to verify the \
         signature with"
    );
}
