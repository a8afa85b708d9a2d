//! The text for each fact, word for word.

use std::sync::Arc;

use trustlist::list::{Kind, Role};
use trustlist::phone::{
    Anchor, Answer, Fact, Found, Holder, Named, Server, ServerCheck, ServerTrust, Source,
};
use trustlist::report::phone::sentence;

/// A certificate issued by another, whose name would move the cursor.
fn holder() -> Arc<Holder> {
    let planned = Holder::planned(b"CN=a\nb;O=Lab", b"CN=ca", &[0x0a, 0xbc], "key");
    Arc::new(Holder { sha1: Some([0xab; 20]), ..planned })
}

const WHO: &str = "CN=a\\u{a}b;O=Lab, issued by CN=ca, serial 0A:BC, SHA-1 \
                   ABABABABABABABABABABABABABABABABABABABAB";

fn anchor(source: Source, record: Option<usize>, role: Role) -> Anchor {
    Anchor { source, record, role, holder: holder() }
}

#[test]
fn every_fact_has_its_sentence() {
    let stored = |role| anchor(Source::Ctl, Some(2), role);
    let by_tvs = || anchor(Source::Tvs, None, Role::SAST);
    let searched = |found| Fact::Searched { list: Kind::Ctl, found };
    let asked = |record, answer| Fact::Tvs { certificate: Some(holder()), record, answer };
    let none = |answer| Fact::Tvs { certificate: None, record: None, answer };
    let server = |role, trust| {
        Fact::Server(ServerCheck { server: Server { role, holder: holder() }, trust })
    };
    let named = |subject: &[u8]| Fact::Named {
        name: subject.to_vec(),
        signer: Named { issuer: b"CN=ca".to_vec(), serial: vec![1] },
    };
    let ctl = [
        (Fact::Unchanged, "This CTL is stored already; nothing is checked.".to_owned()),
        (
            Fact::Digest { digest: 3 },
            "It is signed with SHA-512, which this class is not known to verify.".to_owned(),
        ),
        (
            Fact::Digest { digest: 9 },
            "It is signed with an unknown digest, which this class is not known to verify."
                .to_owned(),
        ),
        (
            Fact::NothingStored,
            "Neither a CTL nor an ITL was stored: the first CTL is accepted, whoever signed it."
                .to_owned(),
        ),
        (
            Fact::Own { record: Some(3), verified: true },
            "The list's own signature verifies with the certificate of its record 3.".to_owned(),
        ),
        (
            Fact::Own { record: Some(3), verified: false },
            "The list's own signature does not verify with the certificate of its record 3."
                .to_owned(),
        ),
        (
            Fact::Own { record: None, verified: false },
            "No SAST record of the list has the issuer and serial of its signer.".to_owned(),
        ),
        (
            named(b"CN=a"),
            "The new CTL names its signer: CN=a, issued by CN=ca, serial 01.".to_owned(),
        ),
        (
            named(b"CN=ca"),
            "The new CTL names its signer: CN=ca, self-signed, serial 01.".to_owned(),
        ),
        (Fact::NotStored { list: Kind::Itl }, "No ITL is stored.".to_owned()),
        (
            searched(Found::Nowhere { compared: 0 }),
            "The stored CTL has no record with role SAST.".to_owned(),
        ),
        (
            searched(Found::Nowhere { compared: 1 }),
            "The stored CTL has 1 record with role SAST, and none with this issuer and serial."
                .to_owned(),
        ),
        (
            searched(Found::OtherRole(stored(Role::CAPF))),
            format!(
                "The stored CTL has this issuer and serial in record 2 as CAPF, which may not sign \
                 the CTL: {WHO}."
            ),
        ),
        (
            searched(Found::Spelled(stored(Role::SAST))),
            format!(
                "The stored CTL has the signer in record 2 as SAST, but spells issuer or serial differently, and phones are assumed to compare bytes: {WHO}."
            ),
        ),
        (
            searched(Found::NoKey(stored(Role::SAST))),
            format!(
                "The stored CTL has this issuer and serial in record 2 as SAST, without a \
                 certificate to verify with: {WHO}."
            ),
        ),
        (
            searched(Found::Unverified(stored(Role::SAST))),
            format!(
                "The stored CTL has this issuer and serial in record 2 as SAST, but the signature \
                 does not verify with that key: {WHO}."
            ),
        ),
        (
            searched(Found::Verified(stored(Role::SAST))),
            format!(
                "The stored CTL has this issuer and serial in record 2 as SAST, and the signature \
                 verifies with that key: {WHO}."
            ),
        ),
        (none(Answer::NoRecord), "No stored ITL has a TVS record, so no TVS is asked.".to_owned()),
        (
            none(Answer::NothingKnown { records: vec![4, 5] }),
            "TVS, records 4, 5 of the stored ITL, is ignored: it is not known whether it runs."
                .to_owned(),
        ),
        (
            asked(None, Answer::Stranger),
            format!(
                "A TVS is not trusted, because the certificate that it presents is not a TVS of the stored ITL: {WHO}."
            ),
        ),
        (
            asked(Some(4), Answer::Down),
            "The TVS of record 4 of the stored ITL is not reachable.".to_owned(),
        ),
        (
            asked(Some(4), Answer::Uncounted(Found::Verified(by_tvs()))),
            format!(
                "It is not known whether the TVS of record 4 of the stored ITL runs, so it is ignored. If it runs: the TVS of record 4 of the stored ITL has this issuer and \
                 serial as SAST, and the signature verifies with that key: {WHO}."
            ),
        ),
        (
            asked(Some(4), Answer::Counted(Found::Nowhere { compared: 2 })),
            "The TVS of record 4 of the stored ITL does not vouch for this issuer and serial."
                .to_owned(),
        ),
        (Fact::Kept, "The phone keeps the new CTL.".to_owned()),
        (Fact::Dropped, "The phone discards the new CTL and keeps what it had stored.".to_owned()),
        (
            server(Role::TFTP, ServerTrust::Anchor(stored(Role::CCM_TFTP))),
            "The phone still trusts the server a\\u{a}b (TFTP), by record 2 of the stored CTL \
             (CCM+TFTP)."
                .to_owned(),
        ),
        (
            server(Role::TFTP, ServerTrust::Unsigned),
            "No stored list has the certificate of such a server, so the phone accepts unsigned files and registers without security: a\\u{a}b (TFTP)."
                .to_owned(),
        ),
        (
            server(Role::CCM, ServerTrust::None),
            format!(
                "The phone does not trust the server a\\u{{a}}b (CCM), whose certificate is not in any stored list: {WHO}."
            ),
        ),
    ];
    let itl = [
        (Fact::NotAsked, "Phones of this class never ask for an ITL."),
        (
            Fact::RolledBack,
            "The TVS and TFTP records of the stored ITL are emptied: any next ITL is accepted, whoever signed it.",
        ),
        (
            searched(Found::Nowhere { compared: 2 }),
            "The stored CTL has 2 records with role SAST, CCM+TFTP or TFTP, and none with this \
             issuer and serial.",
        ),
    ];
    for (fact, expected) in &ctl {
        assert_eq!(sentence(Kind::Ctl, fact), *expected);
    }
    for (fact, expected) in &itl {
        assert_eq!(sentence(Kind::Itl, fact), *expected);
    }
    assert_eq!((ctl.len(), itl.len()), (28, 3));
}
