//! Runs that wait for the disk more than they compute, several at a time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many at a time.
const THREADS: usize = 4;

/// Does the work of 1, 2, 3 and so on, until one of them returns nothing, as all after it
/// must. Returns what the others returned, in their order.
pub fn numbered<T: Send>(work: impl Fn(usize) -> Option<T> + Sync) -> Vec<T> {
    let next = AtomicUsize::new(1);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(result) = work(number) else { break };
                    done.lock().unwrap().push((number, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(number, _)| *number);
    let numbers = done.iter().map(|(number, _)| *number);
    assert!(numbers.eq(1..=done.len()), "a number has no result, and one above it has");
    done.into_iter().map(|(_, result)| result).collect()
}
