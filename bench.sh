#!/bin/sh
# Measures pages against a bare signed-in page, documents against WeasyPrint alone: sh bench.sh [words of manage.py bench]
# Works on a database of its own (var/bench.sqlite3); DATABASE_URL=… sh bench.sh measures another one.
# sh bench.sh board 1000 10000 100000 multiplies the played college of an empty PostgreSQL (DATABASE_URL) to so many pairs
# and measures the dashboard against its own statements at each size.
# sh bench.sh region SMALL … LARGE asks every page in databases that board has multiplied, on the server of DATABASE_URL;
# sh bench.sh served starts gunicorn and measures bytes, what others wait beside big jobs and guesses, memory.
# sh bench.sh trials [races away cut full jobs clock kills] breaks things on purpose under people's hands: docs/reliability.md.
set -eu
cd "$(dirname "$0")"
. ./setup.sh
if [ "${1:-}" = trials ]; then
    shift
    exec .venv/bin/python -m monitoring.trials "$@"
fi
export DEMO=1 DATABASE_URL="${DATABASE_URL:-sqlite:///$PWD/var/bench.sqlite3}"
say "Benchmark on $DATABASE_URL"
.venv/bin/python manage.py migrate -v0
.venv/bin/python manage.py collectstatic --no-input -v0 --ignore scss --ignore build.py
.venv/bin/python manage.py demo --if-empty
measure=bench
case "${1:-}" in
    board | region | served)
        measure=bench_$1
        shift
        ;;
esac
exec .venv/bin/python manage.py "$measure" "$@"
