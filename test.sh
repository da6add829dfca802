#!/bin/sh
# Installs what is missing, then runs the tests on SQLite and on a throw-away real PostgreSQL: sh test.sh [pytest words]
# ALL_PYTHONS=1 sh test.sh tries the other supported Pythons found here (PATH or pyenv) as well: PostgreSQL's run is under
# Python 3.13 then, and 3.12 between the two tries one file of 24.
# SPLIT=1 sh test.sh: of the files that look at pages or tell a story each database tries half; what acts and asks, both.
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
newest=.venv
if [ "${ALL_PYTHONS:-0}" = 1 ] && found=$(interpreter 3.13) && [ "$own" != 3.13 ]; then
  newest=.venv-3.13
  virtual_environment "$newest" "$found"
  runtime_packages "$newest"
fi

lite="" pg=""
if [ "${SPLIT:-0}" = 1 ]; then
  lite="--half=0" pg="--half=1"
fi

# Both runs at once: each is busy with one core for most of its time.
log=var/log/pytest-postgresql.log
begun=$(date +%s)
say "Tests: Python $own, SQLite (PostgreSQL runs beside it and is shown next)"
# shellcheck disable=SC2086  # no word when there is nothing to say
"$newest/bin/python" -m pytest --ds=mentoring.settings_pg -o cache_dir=.pytest_cache/postgresql $pg "$@" >"$log" 2>&1 &
other=$!
# shellcheck disable=SC2086
.venv/bin/python -m pytest $lite "$@"
verdict "Python $own, SQLite" $?
wait "$other"
code=$?
other=""
newest=$(version_of "$newest/bin/python")
say "Tests: Python $newest, PostgreSQL"
cat "$log"
verdict "Python $newest, PostgreSQL" "$code"
note "both: $(($(date +%s) - begun)) s"

# A Python between the two that have run everything is tried on a share of the files.
if [ "${ALL_PYTHONS:-0}" = 1 ] && [ "$own" != 3.12 ]; then
  if found=$(interpreter 3.12); then
    virtual_environment .venv-3.12 "$found"
    runtime_packages .venv-3.12
    say "Tests: Python 3.12, SQLite, one file of 24"
    .venv-3.12/bin/python -m pytest --share 24 -o cache_dir=.pytest_cache/3.12 "$@"
    code=$?
    [ "$code" = 5 ] && code=0  # of the files that were asked for, none belongs to the share
    verdict "Python 3.12, SQLite, one file of 24" "$code"
  else
    note "Python 3.12: not found on this machine"
  fi
fi

say "Tests done$SUMMARY"
exit "$FAILED"
