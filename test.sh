#!/bin/sh
# Installs what is missing, then runs the tests on SQLite and on a throw-away real PostgreSQL: sh test.sh [pytest words]
# ALL_PYTHONS=1 sh test.sh tries every other supported Python found here (3.12, 3.13; PATH or pyenv) on SQLite as well:
# each runs one half of the test files, together they run all.
set -u
cd "$(dirname "$0")" || exit 1
. ./setup.sh
set +e

SUMMARY=""
FAILED=0
other=""
# shellcheck disable=SC2086  # a list of processes
trap '[ -z "$other" ] || kill $other; exit 130' INT TERM

note() {
  SUMMARY="$SUMMARY
  $*"
}

verdict() {
  if [ "$2" = 0 ]; then
    note "$1: passed"
  else
    note "$1: FAILED (pytest's exit code $2)"
    FAILED=1
  fi
}

# Both runs at once: each is busy with one core for most of its time.
both_databases() {
  label=$1
  python=$2/bin/python
  shift 2
  log=var/log/pytest-postgresql.log
  begun=$(date +%s)
  say "Tests: $label, SQLite (PostgreSQL runs beside it and is shown next)"
  "$python" -m pytest --ds=mentoring.settings_pg -o cache_dir=.pytest_cache/postgresql "$@" >"$log" 2>&1 &
  other=$!
  "$python" -m pytest "$@"
  verdict "$label, SQLite" $?
  wait "$other"
  code=$?
  other=""
  say "Tests: $label, PostgreSQL"
  cat "$log"
  verdict "$label, PostgreSQL" "$code"
  note "$label: $(($(date +%s) - begun)) s"
}

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

# The working interpreter of a version: on PATH, else among pyenv's.
interpreter() {
  for candidate in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python; do
    [ "$(version_of "$candidate")" = "$1" ] && command -v "$candidate" && return 0
  done
  return 1
}

# A whole run on a machine with many cores is spread over them, half for each database.
half=$(($(nproc) / 2))
[ "$#" = 0 ] && [ "$half" -ge 2 ] && set -- -n "$half"

own=$(version_of .venv/bin/python)
both_databases "Python $own" .venv "$@"

# The other supported Pythons, on SQLite, all at once, half of the files each.
tried=""
part=0
for version in 3.12 3.13; do
  [ "$version" != "$own" ] || continue
  if ! found=$(interpreter "$version"); then
    note "Python $version: not found on this machine"
  elif [ "${ALL_PYTHONS:-0}" != 1 ]; then
    note "Python $version: found, not tried (ALL_PYTHONS=1 sh test.sh tries it)"
  else
    virtual_environment ".venv-$version" "$found"
    runtime_packages ".venv-$version"
    say "Tests: Python $version, SQLite, one half of the files (shown when they have ended)"
    ".venv-$version/bin/python" -m pytest --half "$part" -o "cache_dir=.pytest_cache/$version" "$@" >"var/log/pytest-$version.log" 2>&1 &
    other="$other $!"
    tried="$tried $version:$!"
    part=$((1 - part))
  fi
done
for one in $tried; do
  wait "${one#*:}"
  code=$?
  cat "var/log/pytest-${one%%:*}.log"
  verdict "Python ${one%%:*}, SQLite, half of the files" "$code"
done

say "Tests done$SUMMARY"
exit "$FAILED"
