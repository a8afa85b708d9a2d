//! Each source of a passphrase, and its result for each content.

use std::cell::Cell;
use std::io;
use std::path::PathBuf;

use secrecy::{ExposeSecret as _, SecretString};
use trustlist::error::{Class, Described as _};
use trustlist::signer::SecretError;
use trustlist::signer::secret::{MAX_SECRET, Prompt, Secrets, Source};

use support::Lab;

type Found = Result<String, SecretError>;

fn plain(found: Result<SecretString, SecretError>) -> Found {
    found.map(|secret| secret.expose_secret().to_owned())
}

/// The defect of a content.
enum Fault {
    Empty,
    Long,
    NotText,
}

type Content = (Vec<u8>, Result<String, Fault>);

/// The result of any source for a content.
fn contents() -> Vec<Content> {
    let ok = |secret: &str| Ok(secret.to_owned());
    let longest = "x".repeat(MAX_SECRET);
    let contents: [(&[&str], Result<String, Fault>); 20] = [
        (&["12345"], ok("12345")),
        (&["12345\n"], ok("12345")),
        (&["12345\r\n"], ok("12345")),
        (&["12345\r"], ok("12345\r")),
        (&["12345\r\r\n"], ok("12345\r")),
        (&["12345\n\n"], ok("12345")),
        (&["first\nsecond\n"], ok("first")),
        (&[" with space \n"], ok(" with space ")),
        (&["gęślą\n"], ok("gęślą")),
        (&[], Err(Fault::Empty)),
        (&["\n"], Err(Fault::Empty)),
        (&["\r\n"], Err(Fault::Empty)),
        (&["\nsecond\n"], Err(Fault::Empty)),
        (&[&longest], ok(&longest)),
        (&[&longest, "\n"], ok(&longest)),
        (&[&longest, "\r\n"], ok(&longest)),
        (&[&longest, "x"], Err(Fault::Long)),
        (&[&longest, "x\n"], Err(Fault::Long)),
        (&[&longest, "x\r\n"], Err(Fault::Long)),
        (&[longest.as_str(); 1000], Err(Fault::Long)),
    ];
    let text = contents.into_iter().map(|(parts, found)| (parts.concat().into_bytes(), found));
    let bytes = [&b"\xff\xfe\n"[..], &b"xxx\xc4"[..]];
    text.chain(bytes.map(|content| (content.to_vec(), Err(Fault::NotText)))).collect()
}

/// The result for the content, as the source of this name returns it.
fn from(source: &str, expected: Result<String, Fault>) -> Found {
    let source = source.to_owned();
    let form = |reason: &str, source| SecretError::Form { source, reason: reason.to_owned() };
    expected.map_err(|fault| match fault {
        Fault::Empty => SecretError::Empty { source },
        Fault::Long => form("is longer than 1024 bytes", source),
        Fault::NotText => form("is not UTF-8", source),
    })
}

#[test]
fn files() {
    let lab = Lab::new();
    let contents = contents();
    assert_eq!(contents.len(), 22);
    for (content, expected) in contents {
        lab.write("pin", &content);
        let source = Source::File(lab.path("pin"));
        let name = format!("file:{}", lab.path("pin").display());
        assert_eq!(plain(source.read()), plain(source.secret("a.key")));
        assert_eq!(plain(source.read()), from(&name, expected));
    }
}

#[test]
fn files_that_cannot_be_read() {
    let lab = Lab::new();
    let path = lab.path("missing");
    assert_eq!(
        plain(Source::File(path.clone()).read()),
        Err(SecretError::Unreadable {
            source: format!("file:{}", path.display()),
            reason: std::fs::read(&path).unwrap_err().to_string(),
        })
    );
    let folder = Source::File(lab.path("")).read().unwrap_err();
    assert_eq!(folder.id(), "E-SECRET-READ");
    assert_eq!(folder.class(), Class::Key);
}

#[cfg(unix)]
#[test]
fn devices_do_not_go_on_for_ever() {
    let long = |source: &str| SecretError::Form {
        source: source.to_owned(),
        reason: "is longer than 1024 bytes".to_owned(),
    };
    let zero = Source::File(PathBuf::from("/dev/zero"));
    assert_eq!(plain(zero.read()), Err(long("file:/dev/zero")));
    let null = Source::File(PathBuf::from("/dev/null"));
    let empty = SecretError::Empty { source: "file:/dev/null".to_owned() };
    assert_eq!(plain(null.read()), Err(empty));
}

#[cfg(unix)]
#[test]
fn descriptors() {
    use std::io::Write as _;
    use std::os::fd::AsRawFd as _;

    let lab = Lab::new();
    let contents = contents();
    assert_eq!(contents.len(), 22);
    for (content, expected) in contents {
        lab.write("pin", &content);
        let file = std::fs::File::open(lab.path("pin")).unwrap();
        let number = u32::try_from(file.as_raw_fd()).unwrap();
        assert_eq!(plain(Source::Fd(number).read()), from(&format!("fd:{number}"), expected));
    }

    // A pipe that stays open: the end of the line is enough, in however many pieces it arrives.
    let (reader, mut writer) = io::pipe().unwrap();
    let number = u32::try_from(reader.as_raw_fd()).unwrap();
    writer.write_all(b"123").unwrap();
    let reading = std::thread::spawn(move || plain(Source::Fd(number).read()));
    writer.write_all(b"45\r").unwrap();
    writer.write_all(b"\nmore").unwrap();
    assert_eq!(reading.join().unwrap(), Ok("12345".to_owned()));

    let missing = Source::Fd(u32::MAX).read().unwrap_err();
    assert_eq!(missing.id(), "E-SECRET-READ");
    assert!(missing.to_string().starts_with("fd:4294967295 cannot be read: "), "{missing}");
}

/// Safe code can set variables only for a child: the test runs itself.
#[cfg(unix)]
#[test]
fn environment_variables() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;

    const NAME: &str = "CTL_TEST_PIN";
    const CHILD: &str = "CTL_TEST_IS_CHILD";
    let source = Source::Env(NAME.to_owned());
    if std::env::var_os(CHILD).is_some() {
        println!("found {}", hex::encode(format!("{:?}", plain(source.read()))));
        return;
    }
    let run = |value: Option<OsString>| {
        let mut child = std::process::Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "keys::secrets::environment_variables", "--nocapture"]);
        child.env(CHILD, "1").env_remove(NAME);
        if let Some(value) = value {
            child.env(NAME, value);
        }
        let output = String::from_utf8(child.output().unwrap().stdout).unwrap();
        let (_, found) = output.split_once("found ").expect(&output);
        let found = found.split_whitespace().next().unwrap();
        String::from_utf8(hex::decode(found).unwrap()).unwrap()
    };
    // Linux does not pass a variable of a megabyte to a child.
    let contents: Vec<_> =
        contents().into_iter().filter(|(content, _)| content.len() < 1 << 16).collect();
    assert_eq!(contents.len(), 21);
    for (content, expected) in contents {
        let found = run(Some(OsString::from_vec(content)));
        assert_eq!(found, format!("{:?}", from("env:CTL_TEST_PIN", expected)));
    }
    let unset: Found = Err(SecretError::Unreadable {
        source: "env:CTL_TEST_PIN".to_owned(),
        reason: "the variable is not set".to_owned(),
    });
    assert_eq!(run(None), format!("{unset:?}"));
    for name in ["", "A=B", "A\0B"] {
        assert_eq!(Source::Env(name.to_owned()).read().unwrap_err().id(), "E-SECRET-READ");
    }
}

#[test]
fn prompts() {
    let mut asked = 0;
    for (content, expected) in contents() {
        // Typed input is text.
        let Ok(typed) = String::from_utf8(content) else { continue };
        let times = Cell::new(0);
        let prompt = Prompt(|name: &str| {
            assert_eq!(name, "keys/a.key");
            times.set(times.get() + 1);
            Ok(typed.clone())
        });
        assert_eq!(plain(prompt.secret("keys/a.key")), from("the prompt for keys/a.key", expected));
        assert_eq!(times.get(), 1);
        asked += 1;
    }
    assert_eq!(asked, 20);
    let broken = Prompt(|_: &str| Err(io::Error::other("the terminal is gone")));
    assert_eq!(
        plain(broken.secret("a.key")),
        Err(SecretError::Unreadable {
            source: "the prompt for a.key".to_owned(),
            reason: "the terminal is gone".to_owned(),
        })
    );
}

#[test]
fn sources_as_configuration_files_name_them() {
    let wrong = Err(SecretError::Source {});
    let cases = [
        ("file:/run/pin", Ok((Source::File("/run/pin".into()), "file:/run/pin"))),
        ("file:pins/a:b", Ok((Source::File("pins/a:b".into()), "file:pins/a:b"))),
        ("fd:3", Ok((Source::Fd(3), "fd:3"))),
        ("env:PIN", Ok((Source::Env("PIN".to_owned()), "env:PIN"))),
        ("file:", wrong.clone()),
        ("env:", wrong.clone()),
        ("fd:", wrong.clone()),
        ("fd:-1", wrong.clone()),
        ("fd:4294967296", wrong.clone()),
        ("fd:three", wrong.clone()),
        ("FILE:/run/pin", wrong.clone()),
        ("hunter2", wrong.clone()),
        ("pass:hunter2", wrong.clone()),
        ("", wrong),
    ];
    assert_eq!(cases.len(), 14);
    for (uri, expected) in cases {
        let found = Source::from_uri(uri);
        if let Ok(source) = &found {
            assert_eq!(source.to_string(), expected.clone().unwrap().1);
        }
        assert_eq!(found, expected.map(|(source, _)| source), "{uri}");
    }
    // It may be the passphrase that was written there.
    let error = Source::from_uri("pass:hunter2").unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
    assert_eq!(error.class(), Class::Input);
}
