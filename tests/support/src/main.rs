//! Writes `fixtures/`. `make fixtures` runs it; the tests only compare.

use std::{fs, io};

use support::fixtures::source;
use support::generate;

fn main() -> io::Result<()> {
    let folder = source("fixtures");
    let files = generate::files();
    for (path, bytes) in &files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder"))?;
        fs::write(path, bytes)?;
    }
    println!("{} files written to {}", files.len(), folder.display());
    Ok(())
}
