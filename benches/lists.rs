//! The cost of reading, checking and showing a list, piece by piece.

// criterion_group! generates a function without documentation.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::tz::TimeZone;
use md5::Md5;
use sha1::{Digest as _, Sha1};
use trustlist::certificate::Certificate;
use trustlist::list::model::OwnedList;
use trustlist::list::{Record, TrustList};
use trustlist::report::{Subject, json, listing, table, time};
use trustlist::{signature, verify};

const LISTS: [(&str, &[u8]); 2] = [
    ("tokenless", include_bytes!("../fixtures/lists/ctl-tokenless-1024.tlv")),
    ("28-nodes", include_bytes!("../fixtures/lists/ctl-28-nodes.tlv")),
];

fn lists(c: &mut Criterion) {
    for (name, bytes) in LISTS {
        let list = TrustList::parse(bytes).expect("a fixture");
        let verdict = verify::examine(&list, None);
        let subject = Subject { list: &list, verdict: &verdict, name };
        let signer = verdict.signer_certificate().expect("a signer");
        let ders: Vec<_> = list.records().iter().filter_map(Record::certificate).collect();
        let modified = time::cucm(0, &TimeZone::UTC);

        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("parse", |b| b.iter(|| TrustList::parse(black_box(bytes))));
        group.bench_function("own and write", |b| {
            b.iter(|| OwnedList::of(black_box(&list)).write());
        });
        group.bench_function("SHA-1", |b| b.iter(|| Sha1::digest(black_box(bytes))));
        group.bench_function("MD5", |b| b.iter(|| Md5::digest(black_box(bytes))));
        group.bench_function("signature", |b| {
            b.iter(|| signature::list_verifies(black_box(&list), signer.key()));
        });
        group.bench_function("certificates", |b| {
            b.iter(|| ders.iter().filter(|der| Certificate::from_der(der).is_ok()).count());
        });
        group.bench_function("examine", |b| b.iter(|| verify::examine(black_box(&list), None)));
        group.bench_function("listing", |b| {
            b.iter(|| listing::listing(&subject, &modified));
        });
        group.bench_function("table", |b| b.iter(|| table::table(&subject, 80)));
        group
            .bench_function("json", |b| b.iter(|| serde_json::to_vec(&json::list(&subject, None))));
    }
}

criterion_group!(benches, lists);
criterion_main!(benches);
