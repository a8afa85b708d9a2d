//! Lists, certificates and keys.

use super::{Row, provoke};

/// A certificate with the signer's key and another name.
const SAME: &str = "openssl req -x509 -key pub-ccm.key -subj /CN=a -set_serial 7 -out a.pem; \
    openssl req -x509 -key ec-256.key -subj /CN=a -set_serial 7 -out b.pem";

/// A certificate larger than 32 KiB.
const LARGE: &str = "openssl req -x509 -key pub-ccm.key -subj /CN=a -out large.pem \
    -addext nsComment=$(yes a | head -n 33000 | tr -d '\\n')";

const BUILDING: &[Row] = &[
    ("E-BUILD-FIELD", LARGE, "build -o new.tlv --sast pub-ccm.both --ccm large.pem"),
    ("E-BUILD-IDENTITY", SAME, "build -o new.tlv --sast pub-ccm.both --sast a.pem --sast b.pem"),
    (
        "E-BUILD-RECORDS",
        "",
        "build -o new.tlv --sast pub-ccm.both --empty ccm $(yes -- '--ccm pub-ccm.pem' | head -n 2048)",
    ),
    ("W-BUILD-KIND", "", "build -o ITLFile.tlv --kind ctl --sast pub-ccm.both"),
    (
        "E-BUILD-ITL-CERTIFICATES",
        "",
        "build -o new.tlv --kind itl --sast pub-ccm.both $(yes -- '--tvs pub-ccm.pem' | head -n 39)",
    ),
    (
        "E-BUILD-KEY",
        "openssl req -x509 -newkey ed25519 -nodes -subj /CN=ed -keyout ed.key -out ed.pem",
        "build -o new.tlv --sast pub-ccm.both --ccm ed.pem",
    ),
    (
        "E-BUILD-SIZE",
        "",
        "build -o new.tlv --sast pub-ccm.both $(yes -- '--ccm pub-ccm.pem' | head -n 80)",
    ),
    (
        "E-USAGE-FORM",
        "",
        "build -o new.tlv --kind itl --sast pub-ccm.both --tvs pub-ccm.pem --empty tvs --hash-only tvs",
    ),
    ("E-USAGE-ROLE", "", "build -o new.tlv --sast pub-ccm.both --empty tvs"),
    ("E-USAGE-SIGNER", "", "build -o new.tlv --sast pub-ccm.pem"),
    ("E-USAGE-TIME", "", "build -o new.tlv --sast pub-ccm.both --timestamp noon"),
    ("E-OUTPUT-EXISTS", "", "build -o ctl-512.tlv --sast pub-ccm.both"),
    ("E-OUTPUT-KIND", "", "build -o c --force --sast pub-ccm.both"),
    (
        "W-BUILD-HOSTS",
        "",
        "build -o new.tlv --kind itl --layout certutils --sast pub-ccm.both,host=a",
    ),
    ("W-BUILD-KEY-SHORT", "", "build -o new.tlv --sast ccm-512.both"),
    ("W-BUILD-KEY-SIZE", "", "build -o new.tlv --sast ccm-4096.both"),
    (
        "W-BUILD-SASTS",
        "",
        "build -o new.tlv --sast pub-ccm.both --sast lab-ca.pem --sast ccm-512.pem",
    ),
    ("W-BUILD-SHA512", "", "build -o new.tlv --sast pub-ccm.both --digest sha512"),
];

#[test]
fn building() {
    assert_eq!(provoke(BUILDING), 18);
}

const CERTIFICATES: &[Row] = &[
    (
        "E-CERT-AMBIGUOUS",
        "cat pub-ccm.pem ec-256.pem > two.pem",
        "build -o new.tlv --sast pub-ccm.both --ccm two.pem",
    ),
    (
        "E-CERT-DER",
        "printf -- '-----BEGIN CERTIFICATE-----\\nMAA=\\n-----END CERTIFICATE-----\\n' > bad.pem",
        "build -o new.tlv --sast pub-ccm.both --ccm bad.pem",
    ),
    ("E-CERT-FORM", "echo text > bad.pem", "build -o new.tlv --sast pub-ccm.both --ccm bad.pem"),
    ("E-CERT-NONE", "", "build -o new.tlv --sast pub-ccm.both --ccm pub-ccm.key"),
    (
        "E-CERT-TRAILING",
        "openssl x509 -in pub-ccm.pem -outform DER -out long; echo >> long",
        "build -o new.tlv --sast pub-ccm.both --ccm long",
    ),
    (
        "E-ISSUE-CA",
        "",
        "cert new -o new.pem --subject CN=a --issuer pub-ccm.pem --issuer-key pub-ccm.key",
    ),
    ("E-ISSUE-DIGEST", "", "cert new -o new.pem --subject CN=a --key-type p256 --digest sha512"),
    (
        "E-ISSUE-ISSUER",
        "openssl req -x509 -new -key ec-256.key -subj /CN=ca -addext basicConstraints=CA:TRUE -out ca.pem",
        "cert new -o new.pem --subject CN=a --issuer ca.pem --issuer-key ec-256.key",
    ),
];

#[test]
fn certificates() {
    assert_eq!(provoke(CERTIFICATES), 8);
}

const LOCK: &str = "openssl pkcs8 -topk8 -in pub-ccm.key -passout pass:x -out locked.key";

const KEYS: &[Row] = &[
    (
        "E-KEY-ALGORITHM",
        "",
        "build -o new.tlv --sast pub-ccm.pem --signer pub-ccm.pem --key ec-256.key",
    ),
    (
        "E-KEY-NO-SECRET",
        LOCK,
        "build -o new.tlv --sast pub-ccm.pem --signer pub-ccm.pem --key locked.key",
    ),
    (
        "E-KEY-NONE",
        "",
        "build -o new.tlv --sast pub-ccm.pem --signer pub-ccm.pem --key pub-ccm.pem",
    ),
    (
        "E-KEY-SEVERAL",
        "cat pub-ccm.key ec-256.key > two.key",
        "build -o new.tlv --sast pub-ccm.pem --signer pub-ccm.pem --key two.key",
    ),
    (
        "E-SECRET-FORM",
        "openssl pkcs8 -topk8 -in pub-ccm.key -passout pass:x -out locked.key
         head -c 2000 /dev/zero | tr '\\0' a > pin",
        "build -o new.tlv --sast pub-ccm.pem --signer pub-ccm.pem --key locked.key --pin-file pin",
    ),
    (
        "E-SECRET-TWICE",
        "openssl pkcs8 -topk8 -in lab-ca.key -passout pass:x -out locked.key; echo x > pin
         openssl pkcs12 -export -in pub-ccm.pem -inkey pub-ccm.key -passout pass:x -out pub.p12",
        "build -o new.tlv --sast pub.p12 --sast lab-ca.pem --signer lab-ca.pem --key locked.key \
         --pin-file pin",
    ),
];

#[test]
fn keys() {
    assert_eq!(provoke(KEYS), 6);
}

const READING: &[Row] = &[
    ("E-INPUT-FOLDER", "", "show c"),
    ("E-INPUT-KIND", "rm c/cluster.toml; mkfifo c/cluster.toml", "-C c status"),
    ("E-INPUT-SIZE", "head -c 1048577 /dev/zero > big", "accept --ctl big ctl-512.tlv"),
    ("E-INPUT-TEXT", "printf '\\377' > c/cluster.toml", "-C c status"),
    ("E-PARSE-CUT", "", "show $FIXTURES/malformed/cut-before-headerlength.tlv"),
    ("E-PARSE-DOUBLED", "", "show $FIXTURES/malformed/header-caname-doubled.tlv"),
    ("E-PARSE-EMPTY", "", "show $FIXTURES/malformed/empty.tlv"),
    ("E-PARSE-HASH-AND-CERTIFICATE", "", "show $FIXTURES/malformed/hash-before-certificate.tlv"),
    ("E-PARSE-HEADERLENGTH", "", "show $FIXTURES/malformed/cut-in-pads.tlv"),
    ("E-PARSE-LENGTH", "", "show $FIXTURES/malformed/header-digestalgorithm-of-0.tlv"),
    ("E-PARSE-MISPLACED", "", "show $FIXTURES/malformed/header-digestalgorithm-misplaced.tlv"),
    ("E-PARSE-MISSING", "", "show $FIXTURES/malformed/algorithm-without-hash.tlv"),
    ("E-PARSE-NUL", "", "show $FIXTURES/malformed/header-caname-without-nul.tlv"),
    ("E-PARSE-PAST-END", "", "show $FIXTURES/malformed/cut-in-headerlength.tlv"),
    ("E-PARSE-RECORDLENGTH", "", "show $FIXTURES/malformed/cut-in-record.tlv"),
    ("E-PARSE-TAG", "", "show $FIXTURES/malformed/header-headerlength-missing.tlv"),
];

#[test]
fn reading() {
    assert_eq!(provoke(READING), 16);
}

const VERIFYING: &[Row] = &[
    ("V-ALGORITHM", "", "verify $FIXTURES/unsound/algorithm-unknown.tlv"),
    ("V-CERTIFICATE", "", "verify $FIXTURES/unsound/certificate-key.tlv"),
    ("V-COPY", "", "verify $FIXTURES/unsound/copies-all-different.tlv"),
    ("V-DIGEST", "", "verify $FIXTURES/unsound/digest-unknown.tlv"),
    ("V-SIGNATURE", "", "verify $FIXTURES/unsound/changed-after-signing.tlv"),
    ("V-SIGNER-CERTIFICATE", "", "verify $FIXTURES/unsound/signer-hash-only.tlv"),
    ("V-SIGNER-KEY", "", "verify $FIXTURES/unsound/signer-key-too-long.tlv"),
    ("V-SIGNER-NONE", "", "verify $FIXTURES/unsound/records-absent.tlv"),
    ("V-SIGNER-SEVERAL", "", "verify $FIXTURES/unsound/signers-of-two-keys.tlv"),
    ("V-SIGNER-SPELLING", "", "verify $FIXTURES/unsound/signer-serial-with-zero.tlv"),
];

#[test]
fn verifying() {
    assert_eq!(provoke(VERIFYING), 10);
}

const PHONES: &[Row] = &[
    ("E-PHONE-KIND", "", "accept --itl ctl-512.tlv ctl-512.tlv"),
    (
        "V-PHONE-DIGEST",
        "ctl build -q -o old.tlv --sast pub-ccm.both
         ctl build -q -o new.tlv --sast pub-ccm.both --digest sha512",
        "accept --explain --ctl old.tlv new.tlv",
    ),
    (
        "V-PHONE-KEY",
        "",
        "accept --explain --ctl $FIXTURES/unsound/signer-hash-only.tlv ctl-512.tlv",
    ),
    (
        "V-PHONE-OWN",
        "",
        "accept --explain --reset-phone $FIXTURES/unsound/changed-after-signing.tlv",
    ),
];

#[test]
fn phones() {
    assert_eq!(provoke(PHONES), 4);
}
