#!/bin/sh
# Compiles each set of features that a user may want, with every warning an error; tests the library
# without any feature; checks that ctl without PKCS#11 reports that when it needs a token.
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}

for features in "" keys issue report cluster cli default; do
    echo "tests/features.sh: ${features:-no feature}"
    cargo clippy --locked --quiet --no-default-features --features "$features" -- -D warnings
done
cargo test --locked --quiet --package parser

cargo build --locked --quiet --bin ctl --no-default-features --features cli
count=0
refused() { # ARGUMENT...: exit code 4, with the id of the reason
    code=0
    message=$("$target/debug/ctl" --verbose "$@" 2>&1 >/dev/null) || code=$?
    case $code:$message in
    4:*"[E-TOKEN-UNSUPPORTED]"*) count=$((count + 1)) ;;
    *)
        echo "tests/features.sh: ctl $*: exit $code: $message" >&2
        exit 1
        ;;
    esac
}
refused verify --signer pkcs11:token=x fixtures/lists/ctl-12.tlv
refused build --output - --sast pkcs11:token=x
refused token list
refused token export pkcs11:token=x
echo "tests/features.sh: $count commands say that there is no PKCS#11"
