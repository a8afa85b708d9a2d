//! Edits: literal texts before and after.

use trustlist::cluster::manifest::edit::{add_token, remove_all_tokens, remove_token, set_signing};
use trustlist::cluster::manifest::{Manifest, ManifestError, Signing};
use trustlist::error::{Class, Described as _};

use super::SAMPLE;

/// The start of every text here.
const TOP: &str =
    "# Kraków\nname=\"krakow\"   # as on the label\n\n  release = '11.5' # since May\n";

/// The middle of every text here.
const MIDDLE: &str = "\
[itlrecovery] # the last resort
certificate = 'i.pem'

# ---- nodes ----
[[node]]
host    = \"cucm-pub\"
address = \"10.0.0.1\"
publisher=true
services = [
    \"callmanager\", # both
    \"tftp\",
]
certificate = \"c.pem\"
";

fn text(signing: &str, end: &str) -> String {
    format!("{TOP}{signing}\n{MIDDLE}{end}")
}

#[test]
fn signing_is_set_in_its_place() {
    let cases = [
        ("signing = \"token\"", "signing = \"tokenless\"", Signing::Tokenless),
        ("signing = \"tokenless\"", "signing = \"token\"", Signing::Token),
        (
            "\tsigning   ='token'\t# until December\n# signing = \"tokenless\"",
            "\tsigning   =\"tokenless\"\t# until December\n# signing = \"tokenless\"",
            Signing::Tokenless,
        ),
        ("\"signing\" = \"tokenless\" # a", "\"signing\" = \"token\" # a", Signing::Token),
        // Without one, the release decides: tokenless.
        ("# nothing", "signing = \"token\"\n# nothing", Signing::Token),
        // Nothing changes.
        ("# nothing", "# nothing", Signing::Tokenless),
        ("signing = 'token'", "signing = 'token'", Signing::Token),
    ];
    let mut checked = 0;
    for (before, after, signing) in cases {
        let edited = set_signing(&text(before, ""), signing).expect(before);
        assert_eq!(edited, text(after, ""));
        assert_eq!(Manifest::read(&edited).map(|manifest| manifest.signing), Ok(signing));
        checked += 1;
    }
    assert_eq!(checked, 7);
}

#[test]
fn a_token_is_added_below_the_others_or_at_the_end() {
    let one = "\n[[token]]\ncertificate = \"tokens/1.pem\"\n";
    let new = "\n[[token]]\ncertificate = \"tokens/new.pem\"\nkey = \"pkcs11:token=new\"\n";
    let cases = [
        ("", new.to_owned()),
        ("\n# the end", format!("\n# the end\n{new}")),
        ("\n\n\n", format!("\n\n\n{new}")),
        (one, format!("{one}{new}")),
        (
            "[[token]]\ncertificate = \"tokens/1.pem\"",
            format!("[[token]]\ncertificate = \"tokens/1.pem\"\n{new}"),
        ),
        // Comments below a token stay with it, those above a node with the node.
        (
            "[[token]]\ncertificate = 'a' # in the safe\n# key = 'b'\n\n# ASA\n[[firewall]]\n\
             host = 'a'\naddress = '10.0.0.9'\ncertificate = 'f'\n",
            format!(
                "[[token]]\ncertificate = 'a' # in the safe\n# key = 'b'\n{new}\n# ASA\n\
                 [[firewall]]\nhost = 'a'\naddress = '10.0.0.9'\ncertificate = 'f'\n"
            ),
        ),
        (
            "[[token]]\ncertificate = 'a'\n# ASA\n[[firewall]]\nhost = 'a'\n\
             address = '10.0.0.9'\ncertificate = 'f'\n[[token]] # two\n  certificate='b'\n[[trust]]\n\
             certificate = 't'",
            format!(
                "[[token]]\ncertificate = 'a'\n# ASA\n[[firewall]]\nhost = 'a'\n\
                 address = '10.0.0.9'\ncertificate = 'f'\n[[token]] # two\n  certificate='b'\n{new}\
                 [[trust]]\ncertificate = 't'"
            ),
        ),
    ];
    let mut checked = 0;
    for (before, after) in cases {
        let before = text("signing = \"token\"", before);
        let edited = add_token(&before, "tokens/new.pem", Some("pkcs11:token=new")).expect(&before);
        assert_eq!(edited, text("signing = \"token\"", &after));
        let tokens = Manifest::read(&edited).expect("a manifest").tokens;
        let token = tokens.last().expect("a token");
        assert_eq!(token.certificate.text, "tokens/new.pem");
        let key = token.key.as_ref().map(|key| key.reference.to_string());
        assert_eq!(key.as_deref(), Some("pkcs11:token=new"));
        // After removing it again, everything is as before, except the end of the last line.
        let removed = remove_token(&edited, tokens.len() - 1).expect("the token is there");
        assert_eq!(removed.trim_end_matches('\n'), before.trim_end_matches('\n'));
        checked += 1;
    }
    assert_eq!(checked, 7);
}

#[test]
fn what_is_added_is_quoted_and_ends_lines_as_the_file_does() {
    let before = text("", "").replace('\n', "\r\n");
    let edited = add_token(&before, "to\"kens\\1.pem", None).expect("a manifest");
    assert_eq!(edited, format!("{before}\r\n[[token]]\r\ncertificate = 'to\"kens\\1.pem'\r\n"));
    let edited = set_signing(&before, Signing::Token).expect("a manifest");
    assert_eq!(edited, before.replace("May\r\n", "May\r\nsigning = \"token\"\r\n"));
}

#[test]
fn a_token_is_removed_with_its_own_comments() {
    let cases: [(&str, usize, &str); 7] = [
        ("\n[[token]]\ncertificate = '1'\n", 0, ""),
        ("\n[[token]]\ncertificate = '1'\nkey = 'k'", 0, ""),
        (
            "\n# Tokens:\n\n# in the safe\n[[token]] # one\n# its certificate\ncertificate = '1' # a\n\
             # not its key\n\n[[token]]\ncertificate = '2'\n",
            0,
            "\n# Tokens:\n\n[[token]]\ncertificate = '2'\n",
        ),
        (
            "\n[[token]]\ncertificate = '1'\n\n[[token]]\ncertificate = '2'\n\n# two\n[[trust]]\n\
             certificate = '3'\n",
            1,
            "\n[[token]]\ncertificate = '1'\n\n# two\n[[trust]]\ncertificate = '3'\n",
        ),
        (
            "[[token]]\ncertificate = '1'\n# two\n[[token]]\ncertificate = '2'\n# three\n[[token]]\n\
             certificate = '3'\n# four\n",
            1,
            "[[token]]\ncertificate = '1'\n# three\n[[token]]\ncertificate = '3'\n# four\n",
        ),
        ("\n\n[[token]]\ncertificate = '''\n1'''\n\n\n# the end", 0, "\n\n\n# the end"),
        ("\n[[token]]\n\ncertificate = '1'\n\nkey = 'k'\n\n#\n", 0, "\n#\n"),
    ];
    let mut checked = 0;
    for (before, index, after) in cases {
        let edited = remove_token(&text("", before), index).expect(before);
        assert_eq!(edited, text("", after));
        checked += 1;
    }
    assert_eq!(checked, 7);
}

#[test]
fn all_tokens_are_removed_wherever_they_stand() {
    let before = "\n[[token]]\ncertificate = '1'\n\n[[trust]]\ncertificate = '3' # 3\n\n\
                  # second\n[[token]]\ncertificate = '2'\n\n# the end\n";
    let after = "\n[[trust]]\ncertificate = '3' # 3\n\n# the end\n";
    assert_eq!(remove_all_tokens(&text("", before)), Ok(text("", after)));
    assert_eq!(remove_all_tokens(&text("", after)), Ok(text("", after)));
    let tokenless = &SAMPLE[..SAMPLE.find("\n[[token]]").expect("tokens")];
    assert_eq!(remove_all_tokens(SAMPLE).as_deref(), Ok(tokenless));
}

#[test]
fn an_edit_that_cannot_be_is_refused() {
    let release = |release: &str| SAMPLE.replace("12.5", release);
    let late = release("14SU3");
    let long = format!("{SAMPLE}{}", "#".repeat(262_144 - SAMPLE.len()));
    let none = SAMPLE.replace("publisher = true\n", "");
    let cases: [(Result<String, ManifestError>, &str, Class, &str); 8] = [
        (
            set_signing(&late, Signing::Token),
            "E-MANIFEST-RELEASE",
            Class::Input,
            "line 4, column 11: in release 14SU3 tokens do not sign the CTL; 14SU2 is the last \
             release with tokens",
        ),
        (
            set_signing(&none, Signing::Token),
            "E-MANIFEST-PUBLISHER",
            Class::Input,
            "line 11, column 1: no [[node]] is the publisher",
        ),
        (
            add_token(SAMPLE, "./tokens/2.pem", None),
            "E-MANIFEST-TOKEN-THERE",
            Class::No,
            "line 46, column 15: a [[token]] already has the certificate \"./tokens/2.pem\"",
        ),
        (
            add_token(SAMPLE, "a\nb", None),
            "E-MANIFEST-VALUE",
            Class::Input,
            "line 49, column 15: certificate is \"a\\nb\", expected a string without control \
             characters",
        ),
        (
            add_token(SAMPLE, "3.pem", Some("pkcs11:tokne=a")),
            "E-MANIFEST-URI",
            Class::Input,
            "line 50, column 7: tokne is not an attribute of a pkcs11: URI at this place",
        ),
        (
            add_token(&long, "3.pem", None),
            "E-MANIFEST-SIZE",
            Class::Input,
            "cluster.toml is too long: expected at most 262144 bytes, found 262178",
        ),
        (
            remove_token(SAMPLE, 2),
            "E-MANIFEST-TOKEN",
            Class::Usage,
            "[[token]] 3 not found in cluster.toml, which has 2",
        ),
        (
            remove_all_tokens(&none),
            "E-MANIFEST-PUBLISHER",
            Class::Input,
            "line 11, column 1: no [[node]] is the publisher",
        ),
    ];
    let mut checked = 0;
    for (edited, id, class, sentence) in cases {
        let error = edited.expect_err(sentence);
        assert_eq!((error.id(), error.class()), (id, class));
        assert_eq!(error.to_string(), sentence);
        checked += 1;
    }
    assert_eq!(checked, 8);
}
