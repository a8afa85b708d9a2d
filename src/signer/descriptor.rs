//! Descriptors that another program has opened for this one.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a descriptor by its name, since using its number is `unsafe`. Linux opens the file again,
/// so the position and the access mode of the descriptor itself (proc_pid_fdinfo(5)) are applied to
/// it.
#[cfg(unix)]
pub(super) fn open(number: u32) -> io::Result<File> {
    use std::io::Seek as _;

    use rustix::fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl};

    let info = std::fs::read_to_string(format!("/proc/self/fdinfo/{number}")).ok();
    let says = |key: &str| {
        let line = info.as_ref()?.lines().find_map(|line| line.strip_prefix(key))?;
        Some(line.trim_start_matches(':').trim().to_owned())
    };
    // The last octal digit has the access mode, of which 1 is O_WRONLY. Reading from the write end
    // of a pipe would wait for this program itself.
    if says("flags").and_then(|flags| u32::from_str_radix(&flags, 8).ok()).map(|it| it & 3)
        == Some(1)
    {
        return Err(io::Error::other("it is open for writing only"));
    }
    // If the writer of a FIFO has finished, do not wait for another; read the FIFO as from the
    // descriptor itself.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = rustix::fs::open(format!("/dev/fd/{number}"), flags, Mode::empty())?;
    let flags = fcntl_getfl(&opened)?;
    fcntl_setfl(&opened, flags.difference(OFlags::NONBLOCK))?;
    let mut file = File::from(opened);
    if let Some(position) = says("pos").and_then(|position| position.parse().ok())
        && file.metadata()?.is_file()
    {
        file.seek(io::SeekFrom::Start(position))?;
    }
    Ok(file)
}

#[cfg(not(unix))]
pub(super) fn open(_number: u32) -> io::Result<File> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "file descriptors are supported on Unix only"))
}

/// Whether a path names a character device, such as a terminal.
#[cfg(unix)]
pub(super) fn is_device(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.file_type().is_char_device())
}

#[cfg(not(unix))]
pub(super) fn is_device(_path: &Path) -> bool {
    false
}
