#!/usr/bin/env bash
# Tests script/setup with stubs in the place of everything that reaches the network or the system.
# Each case runs it in a scratch copy with an empty home and a PATH of stubs and a few plain tools. What the
# stubs were asked and what the script said go to one log, in order.
# shellcheck disable=SC2016 # the stubs expand their variables, not this script
set -euo pipefail

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0

# Writes a stub that logs its call and then runs the commands on standard input.
stub() {
  {
    printf '#!/usr/bin/env bash\nprintf "%%s\\n" "call: %s $*" >> "%s"\n' "$1" "$case/log"
    cat
  } > "$case/bin/$1"
  chmod +x "$case/bin/$1"
}

# Starts a case: a machine where all packages are installed, the user is root and there is no Swift.
machine() {
  name=$1
  case=$work/$checks
  mkdir -p "$case/bin" "$case/home" "$case/tmp" "$case/repository/script"
  cp "$source_root/script/setup" "$case/repository/script/"
  echo 6.3.1 > "$case/repository/.swift-version"
  : > "$case/log"
  local tool
  for tool in bash cat chmod cp dirname env grep head mkdir mktemp rm sed sort; do
    ln -s "$(command -v "$tool")" "$case/bin/$tool"
  done
  stub id <<< 'echo "${TEST_UID:-0}"'
  stub uname <<< 'echo x86_64'
  stub dpkg-query <<< 'case " ${TEST_MISSING:-} " in *" ${!#} "*) exit 1 ;; *) printf installed ;; esac'
  stub apt-cache < /dev/null
  stub apt-get <<< 'exit "${TEST_APT_STATUS:-0}"'
  stub sudo <<< 'exec "$@"'
  stub curl <<< 'exit "${TEST_CURL_STATUS:-0}"'
  stub gpg <<'STUB'
case $GNUPGHOME in "$TMPDIR"/*) ;; *) exit 9 ;; esac
case " $* " in
  *" --import "*) exit "${TEST_IMPORT_STATUS:-0}" ;;
  *" --verify "*) exit "${TEST_VERIFY_STATUS:-0}" ;;
esac
exit 9
STUB
  # Unpacking makes a swiftly that copies itself home and, asked to install, makes a swift.
  stub tar <<STUB
cp "$case/swiftly" swiftly
STUB
  cat > "$case/swiftly" <<STUB
#!/usr/bin/env bash
printf '%s\n' "call: swiftly \$*" >> "$case/log"
home=\$HOME/.local/share/swiftly
case \$1 in
  init)
    mkdir -p "\$home/bin"
    cp "\$0" "\$home/bin/swiftly"
    printf 'export PATH="%s:\$PATH"\n' "\$home/bin" > "\$home/env.sh" ;;
  install) printf '#!/usr/bin/env bash\necho "Swift version %s (swift-RELEASE)"\n' "\${!#}" > "\$home/bin/swift"
    chmod +x "\$home/bin/swift" ;;
esac
STUB
  chmod +x "$case/swiftly"
}

# Runs the script with the given variables set; its status goes to $status.
run() {
  : > "$case/log"
  status=0
  env -i PATH="$case/bin" HOME="$case/home" TMPDIR="$case/tmp" "$@" \
    bash "$case/repository/script/setup" >> "$case/log" 2>&1 || status=$?
}

check() {
  checks=$((checks + 1))
  if "${@:2}"; then return; fi
  failures=$((failures + 1))
  printf 'not ok: %s: %s\n' "$name" "$1"
  sed 's/^/    /' "$case/log"
}

succeeds() { [ "$status" -eq 0 ]; }
fails() { [ "$status" -ne 0 ]; }
says() { grep -qF -- "$1" "$case/log"; }
calls() { grep -q -- "^call: $1" "$case/log"; }
calls_none() { ! grep -Eq -- "^call: ($1)( |\$)" "$case/log"; }
is_quiet() { ! grep -qv '^call: ' "$case/log"; }
# The first line that matches the one stands above the first that matches the other.
before() {
  local first second
  first=$(grep -n -m 1 -- "$1" "$case/log" | cut -d: -f1)
  second=$(grep -n -m 1 -- "$2" "$case/log" | cut -d: -f1)
  [ -n "$first" ] && [ -n "$second" ] && [ "$first" -lt "$second" ]
}
is_empty() { [ -z "$(ls -A "$1")" ]; }

swift_that_says() { stub swift <<< "echo '$1'"; }

machine "nothing is missing"
swift_that_says "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
run
check "succeeds" succeeds
check "says nothing" is_quiet
check "changes nothing" calls_none 'apt-get|sudo|curl|gpg|tar|swiftly'

machine "packages are missing, as root"
swift_that_says "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
run TEST_MISSING="libyaml-dev libmd-dev g++"
check "succeeds" succeeds
check "installs what is missing and no more" calls \
  'apt-get install -y -qq --no-install-recommends libyaml-dev libmd-dev$'
check "updates first" before 'call: apt-get update' 'call: apt-get install'
check "says so beforehand" before 'setup: will install .* libyaml-dev libmd-dev$' 'call: apt-get'
check "needs no sudo" calls_none sudo

machine "packages are missing, as a user with sudo"
swift_that_says "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
run TEST_MISSING="libopenblas-dev" TEST_UID=1000
check "succeeds" succeeds
check "uses sudo" calls 'sudo env DEBIAN_FRONTEND=noninteractive apt-get install .* libopenblas-dev$'
check "says so beforehand" before 'setup: will install .* by sudo' 'call: sudo'

machine "packages are missing, as a user without sudo"
swift_that_says "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
rm "$case/bin/sudo"
run TEST_MISSING="libopenblas-dev" TEST_UID=1000
check "fails" fails
check "says what to run" says 'apt-get install --no-install-recommends libopenblas-dev'
check "installs nothing" calls_none apt-get

machine "apt-get fails"
swift_that_says "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
run TEST_MISSING="libmd-dev" TEST_APT_STATUS=100
check "fails" fails
check "says so" says 'setup: error: apt-get update failed'

machine "Swift is missing"
run TEST_MISSING="libedit-dev"
check "succeeds" succeeds
check "installs what Swift needs" calls 'apt-get install .* libedit-dev$'
check "says what it will do" before 'setup: Swift is missing: will install' 'call: curl'
check "downloads the archive" calls \
  'curl .*--proto =https .* https://download.swift.org/swiftly/linux/swiftly-x86_64.tar.gz$'
check "downloads its signature" calls 'curl .* https://download.swift.org/swiftly/linux/swiftly-x86_64.tar.gz.sig$'
check "downloads the keys" calls 'curl .* https://www.swift.org/keys/all-keys.asc$'
check "verifies after the import" before 'call: gpg .*--import' 'call: gpg .*--verify'
check "verifies before it unpacks" before 'call: gpg .*--verify' 'call: tar'
check "initialises swiftly" calls 'swiftly init --quiet-shell-followup --assume-yes --skip-install$'
check "installs the version asked for" calls 'swiftly install --assume-yes 6.3.1$'
check "leaves no temporary files" is_empty "$case/tmp"
run
check "finds that Swift the next time" succeeds
check "does nothing the next time" calls_none 'apt-get|curl|gpg|tar|swiftly'
status=0
env -i PATH="$case/bin" HOME="$case/home" bash -c \
  '. "$1/script/setup" && swift --version' bash "$case/repository" >> "$case/log" 2>&1 || status=$?
check "leaves Swift on the PATH of a script that sources it" succeeds

# A signature that is wrong, keys that cannot be read and a download that fails stop everything.
for reason in "VERIFY:the signature of swiftly-x86_64.tar.gz is not by swift.org" \
  "IMPORT:could not read the keys" "CURL:could not download"; do
  machine "Swift is missing and ${reason#*:}"
  run "TEST_${reason%%:*}_STATUS=1"
  check "fails" fails
  check "says why" says "${reason#*:}"
  check "says that nothing was installed" says 'Swift was not installed'
  check "unpacks and runs nothing" calls_none 'tar|swiftly'
  check "leaves the home alone" is_empty "$case/home"
  check "leaves no temporary files" is_empty "$case/tmp"
done

machine "swiftly has not yet installed the version"
mkdir -p "$case/home/.local/share/swiftly/bin"
cp "$case/swiftly" "$case/home/.local/share/swiftly/bin/swiftly"
printf '#!/usr/bin/env bash\nexit 1\n' > "$case/home/.local/share/swiftly/bin/swift"
chmod +x "$case/home/.local/share/swiftly/bin/swift"
run
check "succeeds" succeeds
check "installs it" calls 'swiftly install --assume-yes 6.3.1$'
check "does not install swiftly again" calls_none 'curl|gpg|tar'

for version in 5.10.1 6.0.3; do
  machine "Swift $version"
  swift_that_says "Swift version $version (swift-$version-RELEASE)"
  run
  check "fails" fails
  check "says that it is too old" says "Swift $version at $case/bin/swift is too old; this package needs 6.1"
done

for version in 6.1 6.1.2 6.10 10.0; do
  machine "Swift $version"
  swift_that_says "Swift version $version (swift-$version-RELEASE)"
  run
  check "is new enough" succeeds
done

machine "another program called swift"
swift_that_says "python-swiftclient 4.1.0"
run
check "fails" fails
check "says so" says "$case/bin/swift does not say which Swift it is"

machine "not Debian, everything present"
swift_that_says "Swift version 6.3.1 (swift-6.3.1-RELEASE)"
rm "$case/bin/apt-get"
stub git < /dev/null
stub pkg-config < /dev/null
run
check "succeeds" succeeds
check "says nothing" is_quiet

machine "not Debian, something missing"
rm "$case/bin/apt-get"
stub git < /dev/null
stub pkg-config <<< 'case $* in *yaml*) exit 1 ;; esac'
run
check "fails" fails
check "names the library" says 'libyaml with its headers and yaml-0.1.pc'
check "names Swift" says 'Swift 6.1 or later: https://www.swift.org/install'
check "names nothing that is there" bash -c '! grep -q OpenBLAS "$1"' bash "$case/log"
check "downloads nothing" calls_none curl

if [ "$failures" -gt 0 ]; then
  printf '%d of %d checks of script/setup failed\n' "$failures" "$checks"
  exit 1
fi
printf '%d checks of script/setup passed\n' "$checks"
