//! Where the modules of tokens usually are.

use std::collections::BTreeSet;
use std::env::consts::{ARCH, DLL_EXTENSION, DLL_PREFIX};
use std::path::{Path, PathBuf};

use crate::signer::TokenError;

/// In this order: Cisco's tokens before others, and SoftHSM, which is for tests,
/// last.
#[cfg(not(any(windows, target_os = "macos")))]
const NAMES: &[&str] = &["libeToken.so", "libeTPkcs11.so", "opensc-pkcs11.so", "libsofthsm2.so"];
#[cfg(target_os = "macos")]
const NAMES: &[&str] =
    &["libeToken.dylib", "libeTPkcs11.dylib", "opensc-pkcs11.so", "libsofthsm2.so"];
#[cfg(windows)]
const NAMES: &[&str] = &["eTPKCS11.dll", "opensc-pkcs11.dll", "softhsm2-x64.dll", "softhsm2.dll"];

/// Debian has libraries in a folder named after the processor, which replaces `{}`.
#[cfg(not(any(windows, target_os = "macos")))]
const FOLDERS: &[&str] = &[
    "/usr/lib",
    "/usr/lib64",
    "/usr/lib/{}-linux-gnu",
    "/usr/lib/pkcs11",
    "/usr/lib64/pkcs11",
    "/usr/lib/{}-linux-gnu/pkcs11",
    "/usr/lib/softhsm",
    "/usr/lib64/softhsm",
    "/usr/lib/{}-linux-gnu/softhsm",
    "/usr/local/lib",
    "/usr/local/lib/pkcs11",
    "/usr/local/lib/softhsm",
];
#[cfg(target_os = "macos")]
const FOLDERS: &[&str] = &[
    "/usr/local/lib",
    "/usr/local/lib/pkcs11",
    "/usr/local/lib/softhsm",
    "/opt/homebrew/lib",
    "/opt/homebrew/lib/pkcs11",
    "/opt/homebrew/lib/softhsm",
    "/Library/OpenSC/lib",
    "/Library/Frameworks/eToken.framework/Versions/Current",
];
#[cfg(windows)]
const FOLDERS: &[&str] =
    &[r"C:\Windows\System32", r"C:\Program Files\OpenSC Project\OpenSC\pkcs11", r"C:\SoftHSM2\lib"];

/// The first module found in a usual folder.
pub(super) fn usual() -> Result<PathBuf, TokenError> {
    find(NAMES, &folders())
}

/// The module of a `module-name`: the file's name without the platform's prefix and suffix (RFC
/// 7512, section 2.4).
pub(super) fn named(name: &str) -> Result<PathBuf, TokenError> {
    // Only a file name; folders are for module-path.
    if Path::new(name).file_name().is_none_or(|file| file != name) {
        return Err(TokenError::ModuleMissing { path: name.to_owned() });
    }
    // Many modules have the ending .so and no prefix lib on every Unix.
    let extensions = if cfg!(windows) { [DLL_EXTENSION; 2] } else { [DLL_EXTENSION, "so"] };
    let names: Vec<String> = extensions
        .iter()
        .flat_map(|end| [format!("{DLL_PREFIX}{name}.{end}"), format!("{name}.{end}")])
        .collect();
    let names: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    find(&names.into_iter().collect::<Vec<_>>(), &folders())
}

/// A module's file in a usual folder, by its full name.
pub(super) fn of_file(name: &str) -> Option<PathBuf> {
    find(&[name], &folders()).ok()
}

fn folders() -> Vec<PathBuf> {
    FOLDERS.iter().map(|folder| folder.replace("{}", ARCH).into()).collect()
}

fn find(names: &[&str], folders: &[PathBuf]) -> Result<PathBuf, TokenError> {
    let mut files =
        names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.find(|file| file.is_file()).ok_or_else(|| TokenError::NoModule {
        names: names.join(", "),
        folders: folders
            .iter()
            .map(|folder| folder.display().to_string())
            .collect::<Vec<_>>()
            .join(", "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_names_comes_before_that_of_folders() {
        let lab = tempfile::tempdir().unwrap();
        let folders: Vec<PathBuf> = ["a", "b"].iter().map(|name| lab.path().join(name)).collect();
        for folder in &folders {
            std::fs::create_dir(folder).unwrap();
        }
        let names = ["first.so", "second.so"];
        let (a, b) = (folders[0].display().to_string(), folders[1].display().to_string());
        let missing = TokenError::NoModule {
            names: "first.so, second.so".to_owned(),
            folders: format!("{a}, {b}"),
        };
        assert_eq!(find(&names, &folders), Err(missing));
        let mut checked = 0;
        for (place, found) in [
            ("b/second.so", "b/second.so"),
            ("a/second.so", "a/second.so"),
            ("b/first.so", "b/first.so"),
        ] {
            std::fs::write(lab.path().join(place), "").unwrap();
            assert_eq!(find(&names, &folders), Ok(lab.path().join(found)));
            checked += 1;
        }
        assert_eq!(checked, 3);
    }

    #[test]
    fn a_module_name_is_no_path() {
        for name in ["", "..", "a/b", "/usr/lib/x", "a/"] {
            assert_eq!(named(name), Err(TokenError::ModuleMissing { path: name.to_owned() }));
        }
    }
}
