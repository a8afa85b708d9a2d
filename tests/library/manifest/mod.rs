//! `cluster.toml`: what is read, what is refused and where, and what edits leave unchanged.

mod documented;
mod edited;
mod mutated;
mod read;
mod refused;

/// A cluster with one of each. Tests rely on its line numbers.
const SAMPLE: &str = include_str!("sample.toml");

/// The sample with one line replaced; lines count from 1.
fn with_line(number: usize, line: &str) -> String {
    let lines = SAMPLE.lines().enumerate();
    let lines = lines.map(|(index, old)| if index + 1 == number { line } else { old });
    lines.flat_map(|line| [line, "\n"]).collect()
}
