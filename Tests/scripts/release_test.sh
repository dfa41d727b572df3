#!/usr/bin/env bash
# Unpacks the tarball of script/release in a Debian with nothing installed, made by debootstrap, and runs the program
# there. As root; needs the network. Usage: Tests/scripts/release_test.sh TARBALL
set -euo pipefail

tarball=$(readlink -f "$1")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase "${DEBIAN_RELEASE:-bookworm}" "$root" > "$root.log" 2>&1 || {
  cat "$root.log"
  exit 1
}
rm -f "$root.log"
tar -xzf "$tarball" -C "$root"
name=$(basename "$tarball" .tar.gz)

inside() { chroot "$root" /bin/sh -c "cd '/$name' && $1"; }
passed=0
check() {
  if inside "$2"; then
    passed=$((passed + 1))
  else
    printf 'failed: %s\n' "$1" >&2
    exit 1
  fi
}
check "it scores the shipped case" './pressure score seeds/us-china-2025.yaml | grep -q "incentive to negotiate"'
check "it reproduces the worked case" './pressure score seeds/worked-case.yaml --format csv | grep -q "side,china,,incentive,0.54453"'
check "it writes a report" './pressure report seeds/us-china-2025.yaml --output /tmp/report.html && test -s /tmp/report.html'
check "it fails as it should" './pressure score nothing.yaml 2> /dev/null; test $? = 66'
check "completions and man page are there" 'test -s completions/pressure.bash && ls man/pressure*.1 > /dev/null'
printf '%s passed, 0 failed\n' "$passed"
