//! A second statement of the rules, written only from the numbered steps of docs/phone.md. It
//! shares no code with the engine: parties are letters, and a list is the pairs of party and role
//! in it.

/// A signer or a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Party {
    A,
    B,
    C,
    /// A server that is in every stored list.
    Server,
    /// A server that is in no stored list.
    Newcomer,
}

/// The role numbers of docs/format.md, section 7.
pub(crate) type Roles = Vec<(Party, u16)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TvsRecord {
    None,
    Current,
    Old,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tvs {
    Down,
    KnowsNothing,
    KnowsCAsSast,
    KnowsCAsTftp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum New {
    Ctl,
    Itl,
}

#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// sbd; the others have no ITL.
    pub(crate) has_itl: bool,
    pub(crate) ctl: Option<Roles>,
    pub(crate) itl: Option<Roles>,
    pub(crate) tvs_record: TvsRecord,
    pub(crate) tvs: Tvs,
    pub(crate) new: New,
    pub(crate) signer: Party,
    pub(crate) good_signature: bool,
    pub(crate) same_spelling: bool,
    /// The one server in the new list.
    pub(crate) server: Party,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    FromCtl,
    FromItl,
    FromTvs,
    First,
    NotAsked,
    Refused { served: bool, written_differently: bool },
}

pub(crate) fn answer(q: &Question) -> Answer {
    // Step 1 and the table of classes.
    if q.new == New::Itl && !q.has_itl {
        return Answer::NotAsked;
    }
    // Step 3.
    if q.ctl.is_none() && q.itl.is_none() {
        return if q.good_signature { Answer::First } else { refused(q, false) };
    }
    // Step 4: SAST only. Step 5: 0, 2 and 3.
    let counts: &[u16] = match q.new {
        New::Ctl => &[0],
        New::Itl => &[0, 2, 3],
    };
    let stands = |list: &Option<Roles>| {
        list.iter().flatten().any(|(party, role)| *party == q.signer && counts.contains(role))
    };
    // Step 6: a TVS that is reachable and is in the stored ITL.
    let asked = q.has_itl && q.itl.is_some() && q.tvs_record == TvsRecord::Current;
    let vouched = asked && q.signer == Party::C && q.tvs == Tvs::KnowsCAsSast;
    let places = [
        (stands(&q.ctl), Answer::FromCtl),
        (stands(&q.itl), Answer::FromItl),
        (vouched, Answer::FromTvs),
    ];
    let found = places.into_iter().find(|(there, _)| *there).map(|(_, answer)| answer);
    match found {
        // Step 7.
        Some(_) if !q.same_spelling => refused(q, true),
        // The signer is the same certificate in every place, so a signature that is bad in one
        // place is bad in all.
        Some(answer) if q.good_signature => answer,
        _ => refused(q, false),
    }
}

/// Step 8, and the result for the phone by steps 9 and 10.
fn refused(q: &Question, written_differently: bool) -> Answer {
    let stands = |lists: &[&Option<Roles>], roles: [u16; 2]| {
        let stored = lists.iter().copied().flatten().flatten();
        let mut there = stored.filter(|(_, role)| roles.contains(role)).peekable();
        // Nothing to compare with: unsigned files, or a registration without security.
        there.peek().is_none() || there.any(|(party, _)| *party == q.server)
    };
    let by_tvs = q.has_itl
        && q.itl.is_some()
        && q.tvs_record == TvsRecord::Current
        && q.tvs == Tvs::KnowsCAsTftp
        && q.server == Party::C;
    let files = stands(&[&q.ctl, &q.itl], [2, 3]) || by_tvs;
    // A new CTL lists the server as CCM+TFTP, a new ITL as TFTP. Only with a CTL does a phone
    // register securely.
    let calls = q.new == New::Itl || stands(&[&q.ctl], [1, 2]);
    Answer::Refused { served: files && calls, written_differently }
}
