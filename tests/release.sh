#!/bin/sh
# Checks that a release has no checkpoints (src/checkpoint.rs): none of their names, which a run of
# the debug build prints, is in the program.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}

stop() {
    echo "tests/release.sh: $1" >&2
    exit 1
}

holds() { # PROGRAM WORD
    LC_ALL=C grep -aqF "$2" "$1"
}

# The debug build that the tests use.
cargo test --locked --quiet --no-run --test program
debug=$target/debug/ctl

# The release, but with less optimisation: what is compiled in depends only on debug_assertions, and
# optimising across crates takes minutes. It is built in a folder of its own, so that a program that
# somebody built stays.
CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo build --release --locked --quiet --bin ctl --target-dir "$target/unoptimised" \
    --config 'profile.release.package."*".opt-level=0'
release=$target/unoptimised/release/ctl

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export CTL_CHECKPOINT_LOG="$folder/log"
"$debug" init --quiet --lab --release '10.5(2)' "$folder/lab" >/dev/null
"$debug" -C "$folder/lab" set-cluster mixed-mode --yes --quiet >/dev/null
names=$(sed 's/^[a-z]* //' "$folder/log" | sort -u)
echo "$names" | grep -qx file-rename && echo "$names" | grep -qx store-finish ||
    stop "a run tells other checkpoints than expected: $names"

# The searched file is the program: it contains this id.
for program in "$debug" "$release"; do
    holds "$program" E-PUBLISH-UNFINISHED || stop "$program is not ctl"
done
count=0
for name in $names CTL_CHECKPOINT CTL_CHECKPOINT_LOG; do
    holds "$debug" "$name" || stop "$name is not in $debug, where it has to be"
    if holds "$release" "$name"; then
        stop "$name is in the release $release"
    fi
    count=$((count + 1))
done
[ "$count" -eq 14 ] || stop "$count names were searched, not 14"
echo "tests/release.sh: none of $count names of checkpoints is in the release"
