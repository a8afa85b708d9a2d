//! Lives of clusters: random sequences of events, each command judged by the second statement of
//! the rules ([`support::rules`]).
//!
//! A life that shows a disagreement is shortened as far as possible, and printed. `LIVES=2000`
//! simulates more of them, `LIFE=17` only one.

mod adopted;
mod command;
mod foreign;
mod killed;
mod pool;
mod routes;
mod site;
mod step;
mod world;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;

use self::command::{Have, Name, Typed};
use self::step::{Step, below};
use self::world::World;

const STEPS: usize = 20;

/// The events of a life, by kind and result.
type Counts = BTreeMap<&'static str, usize>;

/// The steps of a life.
fn steps(seed: u64) -> Vec<Step> {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    rng.set_stream(1);
    let first =
        [Name::Mixed, Name::Mixed, Name::Mixed, Name::ItlUpdate][below(&mut rng, 4) as usize];
    let first = Typed { have: Have::NewPhones, ..Typed::plain(first) };
    let first = std::iter::once(Step::Run(first));
    first.chain(std::iter::repeat_with(|| Step::random(&mut rng))).take(STEPS + 1).collect()
}

/// Runs these steps. `Err`: what does not agree.
fn live(seed: u64, steps: &[Step], counts: &mut Counts) -> Result<(), String> {
    let work = AssertUnwindSafe(|| {
        let mut world = World::random(&mut ChaCha20Rng::seed_from_u64(seed));
        for (index, step) in steps.iter().enumerate() {
            let result = world.step(*step).map_err(|error| format!("step {index}: {error}"))?;
            *counts.entry(result).or_default() += 1;
        }
        Ok(())
    });
    catch_unwind(work).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
        Err(format!("panicked: {}", text.unwrap_or("without a text")))
    })
}

/// The shortest failing life, derived from one that failed.
fn shortest(seed: u64, mut steps: Vec<Step>, first: &str) -> (Vec<Step>, String) {
    let fails = |steps: &[Step]| live(seed, steps, &mut Counts::new()).err();
    let Some(mut error) = fails(&steps) else { return (steps, format!("only once: {first}")) };
    let mut size = steps.len() / 2;
    while size > 0 {
        let mut start = 0;
        while start < steps.len() {
            let mut shorter = steps.clone();
            shorter.drain(start..(start + size).min(steps.len()));
            match fails(&shorter) {
                Some(why) => (steps, error) = (shorter, why),
                None => start += size,
            }
        }
        size /= 2;
    }
    (steps, error)
}

#[test]
fn the_guard_agrees_with_the_rules_in_every_life() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect(name));
    let lives: u64 = number("LIVES").unwrap_or(100);
    let only: Option<u64> = number("LIFE");
    let seeds: Vec<u64> = only.map_or_else(|| (0..lives).collect(), |one| vec![one]);
    let (next, all) = (AtomicUsize::new(0), Mutex::new((Counts::new(), Vec::new())));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut counts = Counts::new();
                    let result = live(*seed, &steps(*seed), &mut counts);
                    let mut all = all.lock().unwrap();
                    for (result, count) in counts {
                        *all.0.entry(result).or_default() += count;
                    }
                    if let Err(error) = result {
                        all.1.push((*seed, error));
                    }
                }
            });
        }
    });
    let (counts, failed) = all.into_inner().unwrap();
    println!("{lives} lives of {STEPS} steps: {counts:?}");
    if let Some((seed, first)) = failed.iter().min_by_key(|(seed, _)| *seed) {
        let (steps, error) = shortest(*seed, steps(*seed), first);
        let steps: Vec<String> = steps.iter().map(|step| format!("  {step:?}\n")).collect();
        let steps = steps.concat();
        let site = World::random(&mut ChaCha20Rng::seed_from_u64(*seed)).site.toml();
        let seeds: Vec<u64> = failed.iter().map(|(seed, _)| *seed).collect();
        panic!(
            "{} of {lives} lives: {seeds:?}\nlife {seed}:\n{site}\n{steps}\n{error}",
            failed.len()
        );
    }
    // Every kind of result occurs: agreement must not come from cases that never happen.
    for result in [
        "published",
        "refused",
        "refused with a way out",
        "forbidden",
        "planned",
        "adopted",
        "killed and finished",
    ] {
        assert!(only.is_some() || counts.get(result).is_some_and(|n| *n > 0), "{result}");
    }
}
