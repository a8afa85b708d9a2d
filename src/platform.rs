//! What only Unix has, and the nearest equivalent elsewhere.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Flushes a folder, so that a rename in it survives a power cut.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows has no way to flush a folder; NTFS journals renames.
#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "as on Unix")]
pub(crate) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Whether a file system can be flushed as a whole: see [`sync_file_system`].
#[cfg(feature = "cluster")]
pub(crate) const FLUSHES_FILE_SYSTEMS: bool = cfg!(target_os = "linux");

/// Flushes the file system of a folder. Since Linux 5.8 this also reports what could not be
/// written.
#[cfg(all(target_os = "linux", feature = "cluster"))]
pub(crate) fn sync_file_system(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Elsewhere each file is flushed.
#[cfg(all(not(target_os = "linux"), feature = "cluster"))]
#[allow(clippy::unnecessary_wraps, reason = "as on Linux")]
pub(crate) fn sync_file_system(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Creates a file that only its owner may read: a secret must not be readable for even a moment.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Who may do what with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attributes {
    /// The permissions, without set-id bits: nobody runs what `ctl` writes.
    mode: u32,
    /// User and group; `None` leaves them to the system.
    #[cfg_attr(not(unix), allow(dead_code, reason = "Windows has none"))]
    owner: Option<(u32, u32)>,
}

impl Attributes {
    /// Those of a new file: a TFTP server reads it as a different user.
    pub(crate) const NEW: Self = Self { mode: 0o644, owner: None };

    /// Those of a private key.
    pub(crate) const PRIVATE: Self = Self { mode: 0o600, owner: None };

    /// Those of a file that is replaced.
    #[cfg(unix)]
    pub(crate) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let owner = Some((metadata.uid(), metadata.gid()));
        Self { mode: metadata.mode() & 0o777, owner }
    }

    /// Windows has no modes.
    #[cfg(not(unix))]
    pub(crate) fn of(_metadata: &Metadata) -> Self {
        Self::NEW
    }

    /// The permissions.
    #[cfg(feature = "cluster")]
    pub(crate) const fn mode(self) -> u32 {
        self.mode
    }

    /// Sets them on a file. Where the system does not allow to keep the owner, only the group is
    /// set; it is not an error if neither is possible.
    #[cfg(unix)]
    pub(crate) fn give(self, file: &File) -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
        if let Some((user, group)) = self.owner {
            let now = file.metadata()?;
            if (now.uid(), now.gid()) != (user, group)
                && fchown(file, Some(user), Some(group)).is_err()
            {
                let _ = fchown(file, None, Some(group));
            }
        }
        file.set_permissions(std::fs::Permissions::from_mode(self.mode))
    }

    /// Windows files take the rights of their folder.
    #[cfg(not(unix))]
    #[allow(clippy::unnecessary_wraps, reason = "as on Unix")]
    pub(crate) fn give(self, _file: &File) -> io::Result<()> {
        let _ = self.mode;
        Ok(())
    }
}

/// Whether an open file still has this name.
#[cfg(unix)]
pub(crate) fn is_under(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(file), Ok(found)) => (file.dev(), file.ino()) == (found.dev(), found.ino()),
        _ => false,
    }
}

/// Elsewhere, only whether something has this name.
#[cfg(not(unix))]
pub(crate) fn is_under(_file: &File, path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether a file belongs to the user.
#[cfg(all(unix, any(feature = "cluster", feature = "pkcs11")))]
pub(crate) fn is_own(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.uid() == rustix::process::geteuid().as_raw()
}

/// Elsewhere the system keeps others out.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn is_own(_metadata: &Metadata) -> bool {
    true
}

/// Whether a file has other names (hard links).
#[cfg(all(unix, feature = "cluster"))]
pub(crate) fn has_other_names(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.nlink() > 1
}

/// Not known elsewhere.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn has_other_names(_metadata: &Metadata) -> bool {
    false
}

/// Why a file is not trusted: it is writable by everyone, or it belongs to somebody other than the
/// user and root.
#[cfg(all(unix, any(feature = "cluster", feature = "pkcs11")))]
pub(crate) fn distrust(metadata: &Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt as _;
    let owner = metadata.uid();
    if owner != 0 && !is_own(metadata) {
        return Some(format!("belongs to user {owner}, who is neither you nor root"));
    }
    (metadata.mode() & 0o002 != 0).then(|| "is writable by everyone".to_owned())
}

/// Elsewhere the system keeps others out.
#[cfg(all(not(unix), any(feature = "cluster", feature = "pkcs11")))]
pub(crate) fn distrust(_metadata: &Metadata) -> Option<String> {
    None
}

/// Whether a file's group may write it.
#[cfg(any(feature = "cluster", feature = "pkcs11"))]
pub(crate) fn is_group_writable(metadata: &Metadata) -> bool {
    permits(metadata, 0o020)
}

/// Whether everybody may read a file.
#[cfg(feature = "cluster")]
pub(crate) fn is_readable_by_all(metadata: &Metadata) -> bool {
    permits(metadata, 0o004)
}

#[cfg(all(unix, any(feature = "cluster", feature = "pkcs11")))]
fn permits(metadata: &Metadata, bits: u32) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.mode() & bits != 0
}

#[cfg(all(not(unix), any(feature = "cluster", feature = "pkcs11")))]
fn permits(_metadata: &Metadata, _bits: u32) -> bool {
    false
}

/// Removes all permissions but the owner's from a file or folder of the user. It is not an error if
/// this is not possible.
#[cfg(all(unix, feature = "cluster"))]
pub(crate) fn close_to_others(path: &Path) {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let Ok(found) = std::fs::symlink_metadata(path) else { return };
    if !found.is_symlink() && is_own(&found) && found.mode() & 0o7077 != 0 {
        let mode = std::fs::Permissions::from_mode(found.mode() & 0o700);
        let _ = std::fs::set_permissions(path, mode);
    }
}

/// Elsewhere files take the rights of their folder.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn close_to_others(_path: &Path) {}

/// Opens a file for reading, without following links, and without waiting for the other end of a
/// pipe.
#[cfg(all(unix, feature = "cluster"))]
pub(crate) fn open_unfollowed(path: &Path) -> io::Result<File> {
    unfollowed(OpenOptions::new().read(true)).open(path)
}

/// Elsewhere the caller has checked whether it is a link.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn open_unfollowed(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Opens a file for reading without waiting for the other end of a pipe.
#[cfg(all(unix, feature = "cluster"))]
pub(crate) fn open_at_once(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

/// Elsewhere the caller has checked its type.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn open_at_once(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Options with which no link is followed and no pipe waited for.
#[cfg(all(unix, feature = "cluster"))]
pub(crate) fn unfollowed(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt as _;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    options.custom_flags(flags.bits().cast_signed())
}

/// Elsewhere there are no such options.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn unfollowed(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// What is neither file nor folder nor link.
#[cfg(feature = "cluster")]
pub(crate) enum Special {
    #[cfg(unix)]
    Pipe,
    #[cfg(unix)]
    Socket,
    Device,
}

#[cfg(feature = "cluster")]
impl Special {
    /// Its name in messages.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            #[cfg(unix)]
            Self::Pipe => "a named pipe",
            #[cfg(unix)]
            Self::Socket => "a socket",
            Self::Device => "a device",
        }
    }
}

/// Which of them has this type.
#[cfg(all(unix, feature = "cluster"))]
pub(crate) fn special(kind: std::fs::FileType) -> Special {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_fifo() {
        Special::Pipe
    } else if kind.is_socket() {
        Special::Socket
    } else {
        Special::Device
    }
}

/// Elsewhere it counts as a device.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn special(_kind: std::fs::FileType) -> Special {
    Special::Device
}

/// Whether files may be created in a folder, by its mode and the mode of its file system.
#[cfg(all(unix, feature = "cluster"))]
pub(crate) fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, AtFlags, CWD, accessat};
    Ok(accessat(CWD, folder, Access::WRITE_OK | Access::EXEC_OK, AtFlags::EACCESS)?)
}

/// Elsewhere this is known only after trying.
#[cfg(all(not(unix), feature = "cluster"))]
pub(crate) fn may_write(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_private_file_is_never_readable_by_others() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = create_private(&folder.path().join("key")).unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o7777, 0o600);
    }
}
