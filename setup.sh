#!/bin/sh
# Prepares this folder on Debian 12/13 or Ubuntu 24.04 that has only python3: system libraries, .venv, Python packages.
# Safe to run again: what is already there is left alone. run.sh, test.sh and .ci/run read this file for its functions.
#   sh setup.sh         everything run.sh and test.sh need
#   sh setup.sh dev     the linters and browser tools of requirements-dev.txt as well
#   sh setup.sh lock    writes requirements.lock anew from requirements.txt, and deploy/sbom.json from it
set -eu

STARTED=${STARTED:-$(date +%s)}
export STARTED
PYTHON=${PYTHON:-python3}
WEASYPRINT_LIBRARIES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
NOT_SERVED="--ignore scss --ignore build.py"  # of static/: sources, not for visitors
export NOT_SERVED
mkdir -p var/log

say() { printf '[%3d s] %s\n' "$(($(date +%s) - STARTED))" "$*"; }

die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

last_words() { printf '%s (all of it: %s)\n' "$(grep -v '^[[:space:]]*$' "$1" | tail -n 1)" "$1"; }

# logged NAME COMMAND…: quiet while it works; when it fails, its last line and the name of the full log.
logged() {
  log=var/log/$1.log
  shift
  "$@" >"$log" 2>&1 </dev/null && return 0
  last_words "$log"
  return 1
}

# system_packages NAME…: installs the missing ones with apt, through sudo when not root.
system_packages() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null || die "this is not Debian or Ubuntu; install by hand what these packages hold:$missing"
  sudo=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "no sudo here; as root run: apt-get install -y --no-install-recommends$missing"
    sudo=sudo
    [ -t 0 ] || sudo="sudo -n"
    $sudo true || die "sudo was refused; as root run: apt-get install -y --no-install-recommends$missing"
  fi
  say "System packages:$missing"
  apt="$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120"
  # shellcheck disable=SC2086  # the lists are meant to split
  logged apt-update $apt update >/dev/null || true
  # shellcheck disable=SC2086
  said=$(logged apt-install $apt install -y --no-install-recommends $missing) ||
    die "apt could not install$missing; is there a network? $said"
}

# virtual_environment FOLDER PYTHON: makes it when it is missing or its Python has moved.
virtual_environment() {
  "$1/bin/python" -c "import pip" 2>/dev/null && return 0
  say "Virtual environment $1"
  rm -rf "$1"
  said=$(logged venv "$2" -m venv "$1") || die "the virtual environment could not be made: $said"
}

# python_packages FOLDER FILE: pip, only when the file has changed since last time.
python_packages() {
  stamp=$1/installed-$(basename "$2")
  now=$(cksum <"$2")
  [ "$(cat "$stamp" 2>/dev/null || true)" != "$now" ] || return 0
  say "Python packages of $2 (a few minutes the first time)"
  said=$(logged pip "$1/bin/pip" install --disable-pip-version-check --no-input --prefer-binary -r "$2") ||
    die "pip could not install $2; is there a network? $said"
  echo "$now" >"$stamp"
}

lock_mark() { echo "# Written by sh setup.sh lock from requirements.txt $(cksum <requirements.txt)"; }

lock_is_fresh() { [ "$(head -n 1 requirements.lock 2>/dev/null || true)" = "$(lock_mark)" ]; }

# The hash-pinned lock when it belongs to requirements.txt, else requirements.txt itself.
runtime_packages() {
  if lock_is_fresh; then
    python_packages "$1" requirements.lock
  else
    say "requirements.lock is older than requirements.txt: installing without hashes (sh setup.sh lock renews it)"
    python_packages "$1" requirements.txt
  fi
  # Beside it, where files lie in a store of objects. Always after it: the two want different python-dateutil.
  if grep -qs '^S3_BUCKET=.' "${ENVIRONMENT:-/etc/nastavnik/environment}" || [ -n "${S3_BUCKET:-}" ]; then
    stamp=$1/installed-requirements-s3.lock
    [ -n "$(find "$stamp" -newer "$1/installed-requirements.lock" 2>/dev/null)" ] || rm -f "$stamp"
    python_packages "$1" requirements-s3.lock
  fi
}

write_lock() {
  python_packages .venv requirements-dev.txt
  say "Resolving for Python 3.11 and newer"
  said=$(logged lock .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
    --no-annotate --system-certs --output-file var/requirements.lock requirements.txt) || die "uv could not resolve: $said"
  { lock_mark; cat var/requirements.lock; } >requirements.lock
  said=$(logged sbom .venv/bin/cyclonedx-py requirements --output-reproducible --output-format JSON \
    --output-file var/sbom.json requirements.lock) || die "the list of parts could not be written: $said"
  # Its descriptions repeat the lines of the lock, hashes and all.
  .venv/bin/python -c 'import json, sys
bom = json.load(sys.stdin)
for part in bom["components"]:
    part.pop("description", None)
json.dump(bom, sys.stdout, indent=1, sort_keys=True)
print()' <var/sbom.json >deploy/sbom.json
  say "requirements.lock and deploy/sbom.json: $(grep -c == requirements.lock) packages"
}

command -v "$PYTHON" >/dev/null || die "python3 is missing: apt-get install python3"
"$PYTHON" -c "import sys; sys.exit(sys.version_info < (3, 11))" ||
  die "Python 3.11 or newer is needed, this is $("$PYTHON" --version 2>&1)"
libraries=$WEASYPRINT_LIBRARIES
"$PYTHON" -c "import ensurepip" 2>/dev/null || libraries="$libraries python3-venv"
# shellcheck disable=SC2086  # the list is meant to split
system_packages $libraries
virtual_environment .venv "$PYTHON"
runtime_packages .venv

if [ "${0##*/}" = setup.sh ]; then
  case ${1:-} in
    "") ;;
    dev) python_packages .venv requirements-dev.txt ;;
    lock) write_lock ;;
    *) die "unknown word '$1': sh setup.sh, sh setup.sh dev or sh setup.sh lock" ;;
  esac
  say "Ready"
fi
