//! PKCS#11 URIs: what is read, what is refused, and what is printed.

use trustlist::error::{Class, Described as _};
use trustlist::signer::secret::Source;
use trustlist::signer::uri::{Kind, Uri, UriError};

/// A URI, and the attributes that it selects.
fn read() -> Vec<(&'static str, Uri)> {
    let uri = Uri::default;
    let some = |text: &str| Some(text.to_owned());
    let source = |source| Uri { pin_source: Some(source), ..uri() };
    let file = |path: &str| source(Source::File(path.into()));
    vec![
        ("pkcs11:", uri()),
        ("PKCS11:", uri()),
        ("pkcs11:?", uri()),
        ("pkcs11:token=a", Uri { token: some("a"), ..uri() }),
        ("pkcs11:token=", Uri { token: some(""), ..uri() }),
        ("pkcs11:token=a b", Uri { token: some("a b"), ..uri() }),
        ("pkcs11:token=a%20b%3b%3F%25", Uri { token: some("a b;?%"), ..uri() }),
        ("pkcs11:token=a=b&c", Uri { token: some("a=b&c"), ..uri() }),
        ("pkcs11:token=%C5%BC", Uri { token: some("ż"), ..uri() }),
        ("pkcs11:manufacturer=a", Uri { manufacturer: some("a"), ..uri() }),
        ("pkcs11:serial=0012", Uri { serial: some("0012"), ..uri() }),
        ("pkcs11:model=a", Uri { model: some("a"), ..uri() }),
        ("pkcs11:library-manufacturer=a", Uri { library_manufacturer: some("a"), ..uri() }),
        ("pkcs11:library-description=a", Uri { library_description: some("a"), ..uri() }),
        ("pkcs11:library-version=2.16", Uri { library_version: Some((2, 16)), ..uri() }),
        ("pkcs11:library-version=3", Uri { library_version: Some((3, 0)), ..uri() }),
        ("pkcs11:slot-manufacturer=a", Uri { slot_manufacturer: some("a"), ..uri() }),
        ("pkcs11:slot-description=a", Uri { slot_description: some("a"), ..uri() }),
        ("pkcs11:slot-id=4294967296", Uri { slot_id: Some(1 << 32), ..uri() }),
        ("pkcs11:object=a", Uri { object: some("a"), ..uri() }),
        ("pkcs11:id=%00%fF0", Uri { id: Some(vec![0, 0xff, b'0']), ..uri() }),
        ("pkcs11:id=", Uri { id: Some(vec![]), ..uri() }),
        ("pkcs11:type=private", Uri { kind: Some(Kind::Private), ..uri() }),
        ("pkcs11:type=public", Uri { kind: Some(Kind::Public), ..uri() }),
        ("pkcs11:type=cert", Uri { kind: Some(Kind::Certificate), ..uri() }),
        ("pkcs11:x-vendor=1;token=a", Uri { token: some("a"), ..uri() }),
        ("pkcs11:?x-vendor=1", uri()),
        ("pkcs11:?module-path=/a/b.so", Uri { module_path: Some("/a/b.so".into()), ..uri() }),
        ("pkcs11:?module-name=a", Uri { module_name: some("a"), ..uri() }),
        ("pkcs11:?pin-source=file:/run/pin", file("/run/pin")),
        ("pkcs11:?pin-source=file:///run/pin", file("/run/pin")),
        ("pkcs11:?pin-source=file://localhost/run/pin", file("/run/pin")),
        ("pkcs11:?pin-source=file%3A%2Frun%2Fa%26b", file("/run/a&b")),
        ("pkcs11:?pin-source=file:pin", file("pin")),
        ("pkcs11:?pin-source=/run/pin", file("/run/pin")),
        ("pkcs11:?pin-source=./pin", file("./pin")),
        ("pkcs11:?pin-source=fd:3", source(Source::Fd(3))),
        ("pkcs11:?pin-source=env:PIN", source(Source::Env("PIN".to_owned()))),
        (
            "pkcs11:token=t;manufacturer=m;serial=s;model=o;object=l;id=%01?module-path=/p&pin-source=/f",
            Uri {
                token: some("t"),
                manufacturer: some("m"),
                serial: some("s"),
                model: some("o"),
                object: some("l"),
                id: Some(vec![1]),
                module_path: Some("/p".into()),
                pin_source: Some(Source::File("/f".into())),
                ..uri()
            },
        ),
    ]
}

#[test]
fn uris_are_read_and_printed_so_that_they_read_the_same() {
    let mut checked = 0;
    for (text, expected) in read() {
        let uri: Uri = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(uri, expected, "{text}");
        assert_eq!(uri.to_string().parse(), Ok(expected), "{text}: {uri}");
        checked += 1;
    }
    assert_eq!(checked, 39);
}

#[test]
fn all_attributes_are_printed_in_one_order_and_encoded() {
    let text = "pkcs11:token=a%20%24%28b%29;manufacturer=m%2Fn;serial=0;model=o;library-manufacturer=p;\
                library-description=q;library-version=1.2;slot-manufacturer=r;slot-description=s;slot-id=7;\
                object=%22;id=%41%00;type=cert?module-path=/usr/a%20b.so&pin-source=file:/run/pin";
    let uri: Uri = text.parse().unwrap();
    assert_eq!(uri.to_string(), text);
    let named = Uri { module_name: Some("softhsm2".to_owned()), ..Uri::default() };
    assert_eq!(named.to_string(), "pkcs11:?module-name=softhsm2");
}

/// A URI in which `4711` may be a PIN, the id of the error, and its message.
const REFUSED: &[(&str, &str, &str)] = &[
    ("", "E-URI-SCHEME", "a token's key is named by a URI that starts with pkcs11:"),
    ("4711", "E-URI-SCHEME", "a token's key is named by a URI that starts with pkcs11:"),
    ("file:4711", "E-URI-SCHEME", "a token's key is named by a URI that starts with pkcs11:"),
    ("pkcs11:token", "E-URI-VALUE", "attribute 1 of the pkcs11: URI is not of the form name=value"),
    (
        "pkcs11:token=a;",
        "E-URI-VALUE",
        "attribute 2 of the pkcs11: URI is not of the form name=value",
    ),
    (
        "pkcs11:token=a;serial=1?pin-source=/a&4711",
        "E-URI-VALUE",
        "attribute 4 of the pkcs11: URI is not of the form name=value",
    ),
    (
        "pkcs11:tokne=4711",
        "E-URI-ATTRIBUTE",
        "tokne is not an attribute of a pkcs11: URI at this place",
    ),
    (
        "pkcs11:Token=4711",
        "E-URI-ATTRIBUTE",
        "Token is not an attribute of a pkcs11: URI at this place",
    ),
    (
        "pkcs11:pin-source=4711",
        "E-URI-ATTRIBUTE",
        "pin-source is not an attribute of a pkcs11: URI at this place",
    ),
    (
        "pkcs11:?token=4711",
        "E-URI-ATTRIBUTE",
        "token is not an attribute of a pkcs11: URI at this place",
    ),
    (
        "pkcs11:?pin=4711",
        "E-URI-ATTRIBUTE",
        "pin is not an attribute of a pkcs11: URI at this place",
    ),
    ("pkcs11:token=4711;token=4711", "E-URI-DOUBLED", "token appears twice in the pkcs11: URI"),
    ("pkcs11:x-a=4711;x-a=4711", "E-URI-DOUBLED", "x-a appears twice in the pkcs11: URI"),
    (
        "pkcs11:?module-name=a&module-name=a",
        "E-URI-DOUBLED",
        "module-name appears twice in the pkcs11: URI",
    ),
    (
        "pkcs11:token=4711%",
        "E-URI-FORM",
        "the value of token in the pkcs11: URI has a % without two hexadecimal digits",
    ),
    (
        "pkcs11:id=4711%4",
        "E-URI-FORM",
        "the value of id in the pkcs11: URI has a % without two hexadecimal digits",
    ),
    (
        "pkcs11:id=4711%4x",
        "E-URI-FORM",
        "the value of id in the pkcs11: URI has a % without two hexadecimal digits",
    ),
    (
        "pkcs11:id=%4ż",
        "E-URI-FORM",
        "the value of id in the pkcs11: URI has a % without two hexadecimal digits",
    ),
    ("pkcs11:object=%ff4711", "E-URI-FORM", "the value of object in the pkcs11: URI is not UTF-8"),
    (
        "pkcs11:slot-id=4711a",
        "E-URI-FORM",
        "the value of slot-id in the pkcs11: URI is not a number in the allowed range",
    ),
    (
        "pkcs11:slot-id=",
        "E-URI-FORM",
        "the value of slot-id in the pkcs11: URI is not a number in the allowed range",
    ),
    (
        "pkcs11:slot-id=+1",
        "E-URI-FORM",
        "the value of slot-id in the pkcs11: URI is not a number in the allowed range",
    ),
    (
        "pkcs11:slot-id=18446744073709551616",
        "E-URI-FORM",
        "the value of slot-id in the pkcs11: URI is not a number in the allowed range",
    ),
    (
        "pkcs11:library-version=1.4711",
        "E-URI-FORM",
        "the value of library-version in the pkcs11: URI is not a number in the allowed range",
    ),
    (
        "pkcs11:type=secret-key",
        "E-URI-FORM",
        "the value of type in the pkcs11: URI is not private, public or cert",
    ),
    (
        "pkcs11:?pin-value=4711",
        "E-URI-PIN-VALUE",
        "a PIN does not belong in a pkcs11: URI, where other users and logs can see it",
    ),
    (
        "pkcs11:pin-value=4711",
        "E-URI-PIN-VALUE",
        "a PIN does not belong in a pkcs11: URI, where other users and logs can see it",
    ),
    (
        "pkcs11:?x-pin-value=4711",
        "E-URI-PIN-VALUE",
        "a PIN does not belong in a pkcs11: URI, where other users and logs can see it",
    ),
    (
        "pkcs11:tokne=a?pin-value=4711",
        "E-URI-PIN-VALUE",
        "a PIN does not belong in a pkcs11: URI, where other users and logs can see it",
    ),
    (
        "pkcs11:?pin-source=4711",
        "E-URI-PIN-SOURCE",
        "expected a path, file:PATH, fd:NUMBER or env:NAME as pin-source in the pkcs11: URI",
    ),
    (
        "pkcs11:?pin-source=|/bin/echo 4711",
        "E-URI-PIN-SOURCE",
        "expected a path, file:PATH, fd:NUMBER or env:NAME as pin-source in the pkcs11: URI",
    ),
    (
        "pkcs11:?pin-source=file:",
        "E-URI-PIN-SOURCE",
        "expected a path, file:PATH, fd:NUMBER or env:NAME as pin-source in the pkcs11: URI",
    ),
    (
        "pkcs11:?module-path=/a&module-name=b",
        "E-URI-MODULE",
        "the pkcs11: URI has both module-path and module-name",
    ),
];

#[test]
fn an_invalid_uri_is_refused_and_its_values_are_not_shown() {
    let mut checked = 0;
    for (text, id, sentence) in REFUSED {
        let error: UriError = text.parse::<Uri>().expect_err(text);
        assert_eq!((error.id(), error.to_string().as_str()), (*id, *sentence), "{text}");
        assert_eq!(error.class(), Class::Usage, "{text}");
        assert!(!format!("{error:?} {error} {}", error.advice()).contains("4711"), "{text}");
        checked += 1;
    }
    assert_eq!(checked, 33);
}
