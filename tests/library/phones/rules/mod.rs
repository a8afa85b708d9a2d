//! Each rule by itself: the steps of docs/phone.md.

mod afterwards;
mod asking_tvs;
mod doubt;
mod signer;

use trustlist::digest::Digest;
use trustlist::error::Described;
use trustlist::list::{Kind, ParseError, Role};
use trustlist::phone::{Class, Holder, List, Offer, Servers, State, StoredError, Verdict};

use crate::phones::lab::{Draft, boot, ctl, itl, short};

/// A certificate that does not exist, by its name; the serial number is the name's length.
fn planned(name: &str) -> Holder {
    Holder::planned(name.as_bytes(), name.as_bytes(), &[u8::try_from(name.len()).unwrap()], name)
}

/// A planned list of these records.
fn list(kind: Kind, name: &str, records: &[(Role, &Holder)]) -> List {
    let records = records.iter().map(|(role, holder)| (*role, Some((*holder).clone())));
    List::planned(kind, name, 0, records.collect())
}

/// A new list that contains only its signer.
fn signed_by(kind: Kind, signer: &Holder) -> Offer {
    Offer::planned(list(kind, "new", &[(Role::SAST, signer)]), signer, Digest::Sha1)
}

fn holding(class: Class, lists: &[List]) -> State {
    let lists: Vec<_> = lists.iter().cloned().map(Into::into).collect();
    State::holding(class, &lists).expect("one of each kind")
}

/// What a phone does with one list.
fn verdict(phone: &State, offer: Offer) -> Verdict {
    phone.boot(&[offer], &Servers::Shown).verdicts.remove(0)
}

fn ids(verdict: &Verdict) -> Vec<&'static str> {
    verdict.notes.iter().map(Described::id).collect()
}

/// The result of [`short`] for each list.
fn said(phone: &State, meets: &[&Draft]) -> Vec<String> {
    boot(phone, meets).verdicts.iter().map(short).collect()
}

const CTL: &str = "sast:pub-ccm ccm+tftp:pub-ccm sast:pub-itlrecovery";

#[test]
fn a_file_that_is_not_a_list_is_an_error_without_a_verdict() {
    let bytes = ctl(CTL, "pub-ccm").bytes();
    let cut = &bytes[..bytes.len() - 1];
    let error = trustlist::list::TrustList::parse(cut).unwrap_err();
    assert_eq!(List::read(cut).unwrap_err(), error);
    assert_eq!(Offer::read(cut).unwrap_err(), error);
    let empty: Result<List, ParseError> = List::read(&[]);
    assert!(empty.is_err());
}

#[test]
fn a_phone_holds_one_list_of_each_kind() {
    let [one, other] = ["pub-ccm", "pub-itlrecovery"].map(|by| ctl(CTL, by).stored());
    let error = State::holding(Class::Sbd, &[one.clone().into(), other.into()]).unwrap_err();
    assert_eq!(error, StoredError::Twice { kind: "CTL" });
    let error = one.clone().expect(Kind::Itl).unwrap_err();
    assert_eq!(error.to_string(), "expected the stored ITL, found one whose FILENAME says CTL");
    assert_eq!(one.clone().expect(Kind::Ctl).unwrap(), one);
    // Only one class keeps an ITL.
    let itl = itl("sast:pub-ccm", "pub-ccm").stored();
    for class in Class::ALL {
        let phone = holding(class, std::slice::from_ref(&itl));
        assert_eq!(phone.is_blank(), class != Class::Sbd);
    }
}
