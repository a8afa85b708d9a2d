//! Temporary files that killed runs left beside their target.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;

use super::step::folder_of;
use crate::platform;

/// Removes temporary files that killed runs left for this file. Anything that is not a regular file
/// of the user, or is locked by an active run, is kept.
pub(super) fn sweep(target: &Path) {
    let Some(name) = target.file_name() else { return };
    let Ok(entries) = fs::read_dir(folder_of(target)) else { return };
    for entry in entries.flatten().filter(|entry| is_temporary(&entry.file_name(), name)) {
        let path = entry.path();
        if let Some(file) = open_own(&path)
            && file.try_lock().is_ok()
            && platform::is_under(&file, &path)
        {
            // A file that cannot be removed does no harm.
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether this is `.NAME.ctl-PID-N`.
fn is_temporary(found: &OsStr, name: &OsStr) -> bool {
    let number = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let found = found.as_encoded_bytes().strip_prefix(b".");
    let rest = found.and_then(|found| found.strip_prefix(name.as_encoded_bytes()));
    let Some(rest) = rest.and_then(|rest| rest.strip_prefix(b".ctl-")) else { return false };
    let mut parts = rest.splitn(2, |byte| *byte == b'-');
    parts.next().is_some_and(number) && parts.next().is_some_and(number)
}

/// A regular file of the user.
fn open_own(path: &Path) -> Option<File> {
    // Opening a device can have effects, so its type is checked first.
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let file = platform::open_unfollowed(path).ok()?;
    let found = file.metadata().ok()?;
    (found.is_file() && platform::is_own(&found)).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_temporary_files() {
        let mut cases = 0;
        for (found, expected) in [
            (".a.tlv.ctl-1-0", true),
            (".a.tlv.ctl-4711-12", true),
            (".a.tlv.ctl-7", false),
            (".a.tlv.ctl-7-", false),
            (".a.tlv.ctl--7", false),
            (".a.tlv.ctl-7-0-1", false),
            (".a.tlv.ctl-7-0x", false),
            ("a.tlv.ctl-7-0", false),
            (".b.a.tlv.ctl-7-0", false),
            (".a.tlv", false),
        ] {
            assert_eq!(is_temporary(found.as_ref(), "a.tlv".as_ref()), expected, "{found}");
            cases += 1;
        }
        assert_eq!(cases, 10);
    }
}
