//! A page with commands and their output.
//!
//! Commands are the lines of ```` ```console ```` blocks that begin with `$ `, with `# exit N` at
//! the end if the exit code is not 0. The lines below a command are its output; without any, its
//! output is not compared. A line `...` is any number of lines, ` ...` at the end of a line the
//! rest of it. `<!-- $ COMMAND -->` is a command that readers do not see; a ```` ```text ```` block
//! directly below it is its output.

use std::ops::Range;

/// A command of a page.
pub(super) struct Step {
    pub(super) command: String,
    pub(super) code: i32,
    /// The lines of the page that show its output.
    pub(super) shown: Range<usize>,
}

/// What a command did.
pub(super) struct Done {
    pub(super) code: i32,
    pub(super) output: String,
}

/// The commands of a page, in their order.
pub(super) fn steps(lines: &[&str]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut at, mut console) = (0, false);
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if let Some(command) = line.strip_prefix("<!-- $ ").and_then(|l| l.strip_suffix(" -->")) {
            let shown =
                if lines.get(at) == Some(&"```text") { at + 1..end(lines, at + 1) } else { at..at };
            at = shown.end;
            steps.push(step(command.to_owned(), shown));
        } else if line == "```console" || line == "```" {
            console = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| console) {
            let mut command = command.to_owned();
            while let Some(start) = command.strip_suffix('\\') {
                command = format!("{start}{}", lines[at].trim_start());
                at += 1;
            }
            let shown = at..end(lines, at);
            at = shown.end;
            steps.push(step(command, shown));
        }
    }
    steps
}

fn step(command: String, shown: Range<usize>) -> Step {
    let code = command.rsplit_once("# exit ").and_then(|(_, code)| code.parse().ok()).unwrap_or(0);
    Step { command, code, shown }
}

/// Where the output that starts here ends: before the next command or the end of the block.
fn end(lines: &[&str], start: usize) -> usize {
    let length =
        lines[start..].iter().take_while(|line| **line != "```" && !line.starts_with("$ ")).count();
    start + length
}

/// A bash script that runs the commands in one shell, and prints a mark and the exit code after
/// each.
pub(super) fn script(steps: &[Step]) -> String {
    let run = |step: &Step| format!("{{\n{}\n}}\nprintf '\\n\\036%d\\n\\036' $?\n", step.command);
    format!("exec 2>&1\n{}", steps.iter().map(run).collect::<String>())
}

/// What the script printed, by command.
pub(super) fn done(printed: &str) -> Vec<Done> {
    let parts: Vec<&str> = printed.split('\u{1e}').collect();
    let one = |pair: &[&str]| Done {
        code: pair[1].trim().parse().expect("an exit code"),
        output: pair[0].trim_matches('\n').to_owned(),
    };
    parts.chunks_exact(2).map(one).collect()
}

/// Whether a page shows what was printed.
pub(super) fn fits(shown: &[&str], printed: &str) -> bool {
    let shown: Vec<String> = shown.iter().map(|line| masked(line)).collect();
    let printed: Vec<String> = printed.lines().map(|line| masked(line.trim_end())).collect();
    shown.is_empty() || lines_fit(&shown, &printed)
}

fn lines_fit(shown: &[String], printed: &[String]) -> bool {
    let Some((first, rest)) = shown.split_first() else { return printed.is_empty() };
    if first == "..." {
        return (0..=printed.len()).any(|from| lines_fit(rest, &printed[from..]));
    }
    let Some((line, others)) = printed.split_first() else { return false };
    let same = match first.strip_suffix(" ...") {
        Some(start) => line.starts_with(start),
        None => first == line,
    };
    same && lines_fit(rest, others)
}

/// A line without what varies between runs: hashes, serial numbers, sizes, dates, days.
fn masked(line: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let mut masked = chars.clone();
    let mut start = 0;
    for run in chars.chunk_by(|a, b| a.is_ascii_hexdigit() == b.is_ascii_hexdigit()) {
        let end = start + run.len();
        if run[0].is_ascii_hexdigit() {
            let digits = run.iter().all(char::is_ascii_digit);
            let beside = [start.checked_sub(1).map(|at| chars[at]), chars.get(end).copied()];
            let joined = beside.iter().flatten().any(|c| ['-', ':'].contains(c));
            let days = chars[end..].iter().collect::<String>().starts_with(" days");
            let long = run.len() >= 8 || digits && run.len() >= 4;
            if long || run.len() == 2 && joined || digits && days {
                masked[start..end].fill('X');
            }
        }
        start = end;
    }
    masked.into_iter().collect()
}

/// The page with its output replaced by what was printed, where the two differ.
pub(super) fn rewritten(lines: &[&str], steps: &[Step], done: &[Done]) -> String {
    let mut page: Vec<&str> = lines.to_vec();
    for (step, done) in steps.iter().zip(done).rev() {
        if !fits(&lines[step.shown.clone()], &done.output) {
            page.splice(step.shown.clone(), done.output.lines().map(str::trim_end));
        }
    }
    page.join("\n") + "\n"
}
