//! Results go to stdout, everything else to stderr.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Serialize;
use trustlist::error::Described;
use trustlist::output::OutputError;
use trustlist::report::failure::{CommandFailure, Failure};
use trustlist::report::style::Style;
use trustlist::text::visible;

use super::args::OutputArgs;
use super::exit::{Exit, doc_of, of_error};
use super::hint;

/// Whether the one JSON document of a run was printed, or printing it failed.
static PRINTED: AtomicBool = AtomicBool::new(false);

/// The document of a run that fails before it has its own document (docs/json.md).
#[derive(Serialize)]
struct FailureDocument {
    schema: &'static str,
    error: CommandFailure,
}

/// Where messages go, and how many are printed.
pub(crate) struct Console {
    verbose: bool,
    quiet: bool,
    /// Whether results are JSON; errors are then JSON, too, in addition to their text on stderr.
    pub(crate) json: bool,
}

impl Console {
    pub(crate) fn new(args: &OutputArgs) -> Self {
        Self { verbose: args.verbose, quiet: args.quiet, json: args.json }
    }

    /// Writes the result. If the reader has closed the pipe, the program ends silently.
    pub(crate) fn result(bytes: &[u8]) -> anyhow::Result<()> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let target = "standard output".to_owned();
                let reason = error.to_string();
                Err(OutputError::Failed { action: "write to", target, reason }.into())
            }
            _ => Ok(()),
        }
    }

    /// Writes a JSON result, indented, with a final newline.
    pub(crate) fn json_result(value: &impl Serialize) -> anyhow::Result<()> {
        PRINTED.store(true, Ordering::Relaxed);
        let mut text = serde_json::to_vec_pretty(value)?;
        text.push(b'\n');
        Self::result(&text)
    }

    /// A note that is printed even if everything went well.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            print_line(&format!("ctl: {text}"));
        }
    }

    /// A warning or a finding, with its id if ids are requested.
    pub(crate) fn remark(&self, name: &str, what: &impl Described) {
        if !self.quiet {
            self.warn_always(name, what);
        }
    }

    /// The same, but not silenced by -q: a token may lock permanently.
    pub(crate) fn warn_always(&self, name: &str, what: &impl Described) {
        let id = if self.verbose { format!(" [{}]", what.id()) } else { String::new() };
        print_line(&format!("ctl: {name}: {what}{id}; {}", hint::of(what.doc())));
    }

    /// The progress of long work: on a terminal only.
    pub(crate) fn progress(&self) -> Progress {
        let shown = !self.quiet && !self.json && io::stderr().is_terminal();
        Progress { shown, started: Instant::now(), written: AtomicBool::new(false) }
    }

    /// Details about what is read, chosen and written, with `-v`.
    pub(crate) fn detail(&self, text: &str) {
        if self.verbose {
            print_line(&format!("ctl: {text}"));
        }
    }

    /// An error as JSON.
    pub(crate) fn failure(error: &anyhow::Error) -> CommandFailure {
        let doc = doc_of(error);
        let failure = Failure {
            id: doc.map(|doc| doc.id),
            message: visible(format!("{error:#}").as_bytes()),
            hint: doc.map(hint::of),
        };
        CommandFailure { failure, exit: of_error(error).code() }
    }

    /// The JSON document of a failed run, if it has not printed its own.
    pub(crate) fn json_failure(error: &anyhow::Error) {
        if !PRINTED.load(Ordering::Relaxed) {
            let document = FailureDocument { schema: "ctl.error/2", error: Self::failure(error) };
            // If stdout cannot be written, the text on stderr and the exit code remain.
            let _ = Self::json_result(&document);
        }
    }

    /// Prints in one line why the program fails, and returns its exit code.
    pub(crate) fn fail(&self, error: &anyhow::Error) -> Exit {
        if self.json {
            Self::json_failure(error);
        }
        let doc = doc_of(error);
        let exit = of_error(error);
        let message = format!("{error:#}");
        let id = match doc {
            Some(doc) if self.verbose => format!(" [{}]", doc.id),
            _ => String::new(),
        };
        let advice = doc.map_or(String::new(), |doc| format!("; {}", hint::of(doc)));
        // On a terminal, an error is recognized by its colour; in a log, by the name of the
        // program.
        let colour = is_coloured(io::stderr().is_terminal());
        let begin = match (colour, io::stderr().is_terminal()) {
            (true, _) => "\x1b[1;31merror:\x1b[0m",
            (false, true) => "error:",
            (false, false) => "ctl:",
        };
        let line = visible(format!("{message}{id}{advice}").as_bytes());
        let _ = writeln!(io::stderr().lock(), "{begin} {line}");
        exit
    }

    /// The width of tables: COLUMNS, otherwise the terminal's, otherwise 80. Output to a pipe or a
    /// file is not cut.
    pub(crate) fn width() -> u16 {
        let set = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
        let terminal = || {
            if Self::is_terminal() {
                terminal_size::terminal_size().map_or(80, |(width, _)| width.0)
            } else {
                u16::MAX
            }
        };
        set.unwrap_or_else(terminal)
    }

    /// How reports are printed on stdout.
    pub(crate) fn style(&self) -> Style {
        Style { colour: is_coloured(io::stdout().is_terminal()), all: self.verbose }
    }

    /// Prints the context of a question where the question is asked.
    pub(crate) fn before_question(&self, text: impl FnOnce(Style) -> String) {
        let style = Style { colour: is_coloured(io::stderr().is_terminal()), all: self.verbose };
        let _ = io::stderr().lock().write_all(text(style).as_bytes());
    }

    /// Whether stdout is a terminal, to which binary data must not be written.
    pub(crate) fn is_terminal() -> bool {
        io::stdout().is_terminal()
    }
}

/// A line on the terminal that is overwritten with the progress, and removed at the end.
pub(crate) struct Progress {
    shown: bool,
    started: Instant,
    written: AtomicBool,
}

impl Progress {
    /// Shorter work shows no progress.
    const PATIENCE: Duration = Duration::from_secs(1);

    /// Shows how many of all are done.
    pub(crate) fn show(&self, what: &str, done: usize, all: usize) {
        if self.shown && self.started.elapsed() >= Self::PATIENCE {
            self.written.store(true, Ordering::Relaxed);
            let _ = write!(io::stderr().lock(), "\rctl: {what} {done} of {all}\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.written.load(Ordering::Relaxed) {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// Whether colours are used: on a terminal with colours, unless NO_COLOR is set.
fn is_coloured(terminal: bool) -> bool {
    let set =
        |name| std::env::var_os(name).is_some_and(|value: std::ffi::OsString| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    terminal && !dumb && !set("NO_COLOR")
}

/// One line on stderr. If stderr is closed, the line is lost.
fn print_line(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", visible(line.as_bytes()));
}
