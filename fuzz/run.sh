#!/usr/bin/env bash
# Runs each fuzz target: fuzz/run.sh [SECONDS [TARGET...]]. No input may take more than 5 seconds
# or 1 GiB. New inputs that reach more code are added to fuzz/corpus/; `fuzz/run.sh keep` leaves at
# most 150 small inputs of each target there, which the tests run again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=${1:-60}
shift || true
targets=("$@")
if [ ${#targets[@]} = 0 ]; then
    for file in fuzz/fuzz_targets/*.rs; do targets+=("$(basename "$file" .rs)"); done
fi
command -v cargo-fuzz > /dev/null || {
    echo "fuzz/run.sh: cargo-fuzz is missing; install it with 'cargo install cargo-fuzz --locked'" >&2
    exit 1
}
for target in "${targets[@]}"; do
    case $target in
    certificate) first=(fixtures/certs) ;;
    key_container) first=(fixtures/keys) ;;
    manifest | manifest_edits) first=() ;;
    *) first=(fixtures/lists fixtures/malformed fixtures/unsound) ;;
    esac
    # Without a sanitizer, which only a nightly toolchain has: the program has no unsafe code.
    if [ "$seconds" = keep ]; then
        cargo fuzz cmin --sanitizer none "$target" -- -timeout=5 -rss_limit_mb=1024
        find "fuzz/corpus/$target" -type f -name '????????????????????????????????????????' \
            -size +16 -delete
        # Inputs are named by their digests, so the first ones are an arbitrary choice.
        find "fuzz/corpus/$target" -type f -name '????????????????????????????????????????' |
            sort | tail -n +151 | xargs -r rm
        continue
    fi
    cargo fuzz run --sanitizer none "$target" "fuzz/corpus/$target" "${first[@]}" -- \
        -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -max_len=65536 -print_final_stats=1
done
