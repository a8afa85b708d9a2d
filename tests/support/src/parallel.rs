//! Runs that wait for the disk more than they compute, several at a time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many run at the same time.
const THREADS: usize = 4;

/// Calls the function with 1, 2, 3 and so on, until a call returns nothing, as all later ones must.
/// Returns the results of the others, in order.
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
