//! Writes `fixtures/`. `make fixtures` runs it; `cargo test` alone does not.

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "mod.rs"]
mod generate;

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let files = generate::files();
    for (path, bytes) in &files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder"))?;
        fs::write(path, bytes)?;
    }
    println!("{} files written to {}", files.len(), folder.display());
    Ok(())
}
