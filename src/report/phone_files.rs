//! The files of single phones, of which a server may have a hundred thousand.

use crate::cluster::files::phone_of;
use crate::list::Kind;

/// The collective name for files of phones: `CTLSEP files`. `None` for other files.
pub(super) fn phone_files(name: &str) -> Option<&'static str> {
    phone_of(name).map(|(kind, _)| match kind {
        Kind::Ctl => "CTLSEP files",
        Kind::Itl => "ITLSEP files",
    })
}

/// The name of a file, or the number of files of its kind.
pub(super) fn name_of(name: &str, count: usize) -> String {
    match phone_files(name).filter(|_| count > 1) {
        Some(files) => format!("{count} {files}"),
        None => name.to_owned(),
    }
}

/// A path as its folder with the last separator, and the name.
pub(super) fn folder_and_name(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |index| index.saturating_add(1)))
}
