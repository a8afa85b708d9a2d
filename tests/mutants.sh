#!/bin/sh
# Changes the code of a module in every way that cargo-mutants knows, one at a time, and runs the
# tests of that module: tests/mutants.sh MODULE [SHARD/SHARDS]. A change that no test notices is
# listed in target/mutants.out/missed.txt. MODULE is one of those below.
set -eu
cd "$(dirname "$0")/.."
module=${1:?usage: tests/mutants.sh MODULE [SHARD/SHARDS]}

case $module in
tlv) tests="format fixtures" ;;
list) tests="format fixtures verify content" ;;
signature) tests="format verify phones" ;;
verify) tests="verify fixtures" ;;
phone) tests="phones rules" ;;
cluster/content) tests="content plan rules" ;;
cluster/population) tests="population plan rules lives" ;;
*)
    echo "tests/mutants.sh: no tests are known for the module $module" >&2
    exit 2
    ;;
esac
command -v cargo-mutants >/dev/null || {
    echo "tests/mutants.sh: cargo-mutants is missing; install it with 'cargo install cargo-mutants --locked'" >&2
    exit 1
}
# The filters are for the tests' executable, after the second pair of dashes.
# shellcheck disable=SC2086
exec cargo mutants --file "src/$module.rs" --file "src/$module/**" --output target \
    ${2:+--shard "$2"} --timeout 120 --no-shuffle --colors never \
    -- --locked --test library -- $tests
