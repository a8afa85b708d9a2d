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
    lab.cluster("c", &format!("--nodes 3 --release {release}{tokens}"));
    lab
}
