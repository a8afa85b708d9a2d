//! Places where a test kills the program, to check that the next run repairs what was left behind.
//! Only debug builds of the program have them.
//!
//! `CTL_CHECKPOINT=N` kills the process at the N-th checkpoint, counted from 1;
//! `CTL_CHECKPOINT_LOG=FILE` appends a line for each checkpoint reached.

/// Runs `work`, with a checkpoint before and after it.
#[cfg(all(debug_assertions, unix, feature = "cli"))]
pub(crate) fn around<T>(name: &str, work: impl FnOnce() -> T) -> T {
    reached("before", name);
    let result = work();
    reached("after", name);
    result
}

/// Runs `work`; the name is not in the program.
#[cfg(not(all(debug_assertions, unix, feature = "cli")))]
#[inline(always)]
#[allow(clippy::inline_always, reason = "the name has to vanish")]
pub(crate) fn around<T>(_name: &str, work: impl FnOnce() -> T) -> T {
    work()
}

#[cfg(all(debug_assertions, unix, feature = "cli"))]
fn reached(when: &str, name: &str) {
    use std::io::Write as _;
    use std::sync::atomic::{AtomicU32, Ordering};

    static COUNT: AtomicU32 = AtomicU32::new(0);

    if let Some(log) = std::env::var_os("CTL_CHECKPOINT_LOG")
        && let Ok(mut log) = std::fs::OpenOptions::new().append(true).create(true).open(log)
    {
        // If the log cannot be written, the test's count is wrong.
        let _ = writeln!(log, "{when} {name}");
    }
    let number = COUNT.fetch_add(1, Ordering::SeqCst).saturating_add(1);
    let wanted = std::env::var("CTL_CHECKPOINT").ok().and_then(|wanted| wanted.parse().ok());
    if wanted == Some(number) {
        // SIGKILL cannot be handled, so nothing is cleaned up: as after a power cut.
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGKILL);
    }
}
