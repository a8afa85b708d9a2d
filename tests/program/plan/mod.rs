//! `ctl plan`, and `ctl accept --tvs-from`.

mod json;
mod refused;
mod text;
mod trust;

use support::Lab;

/// A lab of two nodes in the folder `c`.
fn lab(release: &str, tokens: bool) -> Lab {
    let lab = Lab::new();
    let tokens = if tokens { " --tokens" } else { "" };
    let run = lab.ctl(&format!("init c --lab --nodes 3 --release {release}{tokens}")).run();
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    lab
}
