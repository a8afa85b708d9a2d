#!/bin/sh
# Checks that the programs that the tests call are on this machine: on Debian and its derivatives
# missing packages are installed, elsewhere they are named.
set -eu

if command -v dpkg >/dev/null 2>&1; then debian=yes; else debian=no; fi

stop() {
    echo "tests/setup.sh: $1" >&2
    exit 1
}

present() { # PACKAGE COMMAND
    if [ "$debian" = yes ]; then
        # `dpkg -s` also succeeds for a removed package that left its configuration.
        dpkg -s "$1" 2>/dev/null | grep -q '^Status: .* installed$'
    else
        case $2 in
        *.so*) ldconfig -p | grep -qF "$2" ;;
        *) command -v "$2" >/dev/null 2>&1 ;;
        esac
    fi
}

missing=
need() { # PACKAGE COMMAND: a Debian package, and a command or library that it brings
    present "$1" "$2" || missing="$missing $1"
}

need openssl openssl
need softhsm2 softhsm2-util
need opensc pkcs11-tool
need libnss3 libsoftokn3.so
need libp11-kit0 libp11-kit.so.0
# Pseudo terminals; sessions without a terminal, root without its rights; time zones; man pages.
need bsdutils script
need util-linux setsid
need tzdata tzselect
need groff-base groff
need mandoc mandoc
# Completions are tested in each shell.
need zsh zsh
need fish fish
# tests/language.py.
need python3 python3
# Rust links through the system's C compiler, whichever package that comes from.
command -v cc >/dev/null 2>&1 || missing="$missing gcc libc6-dev"

[ -n "$missing" ] || exit 0
[ "$debian" = yes ] ||
    stop "the tests need what these Debian packages hold:$missing"

install="apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
    sh -c "$install" && exit 0
elif command -v sudo >/dev/null 2>&1; then
    sudo -n sh -c "$install" && exit 0
fi
stop "packages that the tests need could not be installed; run this as root:
$install"
