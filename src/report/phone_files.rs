//! The files of single phones, of which a server may have a hundred thousand.

use crate::cluster::files::phone_of;
use crate::list::Kind;

/// What files of phones are called together: `CTLSEP files`. `None` for other files.
pub(super) fn phone_files(name: &str) -> Option<&'static str> {
    phone_of(name).map(|(kind, _)| match kind {
        Kind::Ctl => "CTLSEP files",
        Kind::Itl => "ITLSEP files",
    })
}

/// The name of a file, or of so many of its kind.
pub(super) fn name_of(name: &str, count: usize) -> String {
    match phone_files(name).filter(|_| count > 1) {
        Some(files) => format!("{count} {files}"),
        None => name.to_owned(),
    }
}
