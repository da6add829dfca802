#!/bin/sh
# Measures pages against a bare signed-in page, documents against WeasyPrint alone: sh bench.sh [words of manage.py bench]
# Works on a database of its own (var/bench.sqlite3); DATABASE_URL=… sh bench.sh measures another one.
set -eu
cd "$(dirname "$0")"
. ./setup.sh
export DEMO=1 DATABASE_URL="${DATABASE_URL:-sqlite:///$PWD/var/bench.sqlite3}"
say "Benchmark on $DATABASE_URL"
.venv/bin/python manage.py migrate -v0
.venv/bin/python manage.py collectstatic --no-input -v0 --ignore scss --ignore build.py
.venv/bin/python manage.py demo --if-empty
exec .venv/bin/python manage.py bench "$@"
