#!/usr/bin/env bash
# Unpacks the tarball of script/release in a folder where nothing else is, makes it the root and runs the program there:
# no shell and no library, only /proc, which Swift's runtime reads. Compares its numbers with those of an ordinary build.
# Usage: Tests/scripts/release_test.sh TARBALL [PROGRAM], PROGRAM being that build, by default of `swift build -c release`.
set -euo pipefail

tarball=$(readlink -f "${1:?usage: Tests/scripts/release_test.sh TARBALL [PROGRAM]}")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
ordinary=$(readlink -f "${2:-.build/release/pressure}")
if [ ! -x "$ordinary" ]; then
  printf 'there is no program to compare with at %s; run: swift build -c release\n' "$ordinary" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=$(basename "$tarball" .tar.gz)
mkdir -p "$work/root/tmp" "$work/root/proc"
tar -xzf "$tarball" -C "$work/root"
folder=$work/root/$name

# Namespaces of its own, so that /proc is gone with the program, and so that one need not be root.
apart=(unshare --mount --pid --fork)
if [ "$(id -u)" != 0 ]; then apart+=(--user --map-root-user); fi
# shellcheck disable=SC2016 # the inner shell expands them
inside() {
  "${apart[@]}" sh -c 'mount -t proc proc "$1/proc" && exec chroot "$@"' sh "$work/root" "/$name/pressure" "$@"
}

passed=0
check() {
  if "${@:2}"; then
    passed=$((passed + 1))
  else
    printf 'failed: %s\n' "$1" >&2
    exit 1
  fi
}

# The same rows from both programs, to the last digit.
same_numbers() {
  local command=$1 model=$2
  shift 2
  inside "$command" "/$name/$model" "$@" --format csv > "$work/static.csv" || return 1
  "$ordinary" "$command" "$folder/$model" "$@" --format csv > "$work/ordinary.csv" || return 1
  [ "$(wc -l < "$work/static.csv")" -gt 20 ] && diff "$work/static.csv" "$work/ordinary.csv" > "$work/diff" || {
    head -n 20 "$work/diff" >&2
    return 1
  }
}

says() {
  local words=$1
  shift
  inside "$@" > "$work/output" && grep --quiet -- "$words" "$work/output"
}

ends_with() {
  local wanted=$1 status=0
  shift
  inside "$@" > /dev/null 2> "$work/message" || status=$?
  [ "$status" = "$wanted" ] && [ -s "$work/message" ]
}

writes_report() {
  inside report "/$name/seeds/us-china-2025.yaml" --output /tmp/report.html || return 1
  local size
  size=$(stat --format %s "$work/root/tmp/report.html")
  [ "$size" -gt 100000 ] && [ "$size" -lt 1000000 ] && grep --quiet "stronger incentive" "$work/root/tmp/report.html"
}

# Every command that --help lists.
commands() { inside --help | sed -n '/^SUBCOMMANDS:/,/^  See/s/^  \([a-z][a-z-]*\) .*/\1/p'; }

is_in_all() {
  local command
  [ "$(commands | wc -l)" -gt 10 ] || return 1
  for command in $(commands); do
    grep --quiet -w -- "$command" "$@" || {
      printf '%s is not in %s\n' "$command" "$*" >&2
      return 1
    }
  done
}

is_manual() {
  local page=$folder/man/pressure.1
  is_in_all "$page" || return 1
  # A formatter, where there is one, must have nothing to complain about.
  if ! command -v groff > /dev/null; then return; fi
  groff -mdoc -T utf8 -ww "$page" 2> "$work/message" > "$work/output"
  head -n 5 "$work/message" >&2
  [ ! -s "$work/message" ] && [ "$(wc -l < "$work/output")" -gt 200 ]
}

check "nothing but the tarball is in the root" [ "$(ls "$work/root" | sort | tr '\n' ' ')" = "$name proc tmp " ]
check "it says its version" says "^[0-9]*\.[0-9]*\.[0-9]*" --version
check "it scores the shipped case" says "incentive to negotiate" score "/$name/seeds/us-china-2025.yaml"
check "it reproduces the worked case" \
  says "side,china,,incentive,0.54453" score "/$name/seeds/worked-case.yaml" --format csv
check "it solves linear programs" says "own weights" compare "/$name/seeds/us-china-2025.yaml" --schemes benefit-of-the-doubt
check "it writes a report" writes_report
check "it draws" says "</svg>" plot frontier "/$name/seeds/us-china-2025.yaml"
check "it says that a model is missing" ends_with 66 score nothing.yaml
check "it refuses what it does not know" ends_with 64 score --nonsense
for command in score compare history uncertainty diagnose; do
  check "$command has the numbers of an ordinary build" same_numbers "$command" seeds/us-china-2025.yaml
done
check "sensitivity has the numbers of an ordinary build" \
  same_numbers sensitivity seeds/us-china-2025.yaml --draws 256
check "the man page has every command" is_manual
for shell in bash zsh fish; do
  check "the completions of $shell have every command" is_in_all "$folder/completions/pressure.$shell"
done
check "bash reads its completions" bash -n "$folder/completions/pressure.bash"
check "seeds, data and documentation are there" \
  [ -s "$folder/fixtures/us-china/observations.csv" -a -s "$folder/docs/report.md" -a -s "$folder/LICENSE" ]
for package in openblas yaml md coinor-libclp coinutils gfortran c6; do
  check "the licence of $package is there" compgen -G "$folder/licenses/*$package*" > /dev/null
done
check "it says where the source of CLP is" grep --quiet "sources.debian.org/src/clp/" "$folder/licenses/README"
printf '%s passed, 0 failed\n' "$passed"
