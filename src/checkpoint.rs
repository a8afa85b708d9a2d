//! Places where a test kills the program, to see that the next run mends what
//! was left. Only debug builds of the program have them.
//!
//! `CTL_CHECKPOINT=N` kills the process at the N-th checkpoint, counted from 1;
//! `CTL_CHECKPOINT_LOG=FILE` appends a line for each that is reached.

/// Does `work` between two checkpoints: before it, and after it.
#[cfg(all(debug_assertions, unix, feature = "cli"))]
pub(crate) fn around<T>(name: &str, work: impl FnOnce() -> T) -> T {
    reached("before", name);
    let result = work();
    reached("after", name);
    result
}

/// Does `work`; the name does not come into the program.
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
        // A log that cannot be written shows in the test's count.
        let _ = writeln!(log, "{when} {name}");
    }
    let number = COUNT.fetch_add(1, Ordering::SeqCst).saturating_add(1);
    let wanted = std::env::var("CTL_CHECKPOINT").ok().and_then(|wanted| wanted.parse().ok());
    if wanted == Some(number) {
        // No handler sees SIGKILL, so that nothing is tidied up: as in a power cut.
        let _ = signal_hook::low_level::raise(signal_hook::consts::SIGKILL);
    }
}
