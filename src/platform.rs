//! What only Unix has; elsewhere the nearest thing.

use std::fs::File;
use std::io;
use std::path::Path;

/// Flushes a folder, so that a rename in it survives a power cut.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    return File::open(folder)?.sync_all();
    #[cfg(not(unix))]
    {
        // Windows has no way to flush a folder; NTFS journals renames.
        let _ = (folder, File::open);
        Ok(())
    }
}

/// Gives a new file the mode of the one it replaces, or 0644: a TFTP server
/// reads it as another user.
pub(crate) fn set_mode(file: &File, like: Option<&std::fs::Metadata>) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = like.map_or(0o644, |like| like.permissions().mode() & 0o7777);
        file.set_permissions(std::fs::Permissions::from_mode(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = (file, like);
        Ok(())
    }
}
