//! Compiles the two shared libraries of the tests, with the C compiler that Rust links with.

use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for name in ["fail", "forward"] {
        let source = Path::new("native").join(name).with_extension("c");
        println!("cargo:rerun-if-changed={}", source.display());
        let compiled = Command::new("cc")
            .args(["-std=gnu11", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"])
            .args([&folder.join(name).with_extension("so"), &source])
            .arg("-ldl")
            .status()
            .expect("the tests need cc: run tests/setup.sh");
        assert!(compiled.success(), "cc does not compile {}", source.display());
    }
}
