#!/bin/sh
# From a bare machine to the demo college in the browser: sh run.sh
# Another address: BIND=127.0.0.1:8010 sh run.sh. A filled database is left as it is; Ctrl-C stops everything.
set -eu
cd "$(dirname "$0")"
BIND=${BIND:-127.0.0.1:8000}
PYTHON=${PYTHON:-python3}

# Refuses a nonsensical, foreign or taken address before anything slow happens.
check_address() {
  "$PYTHON" - "$BIND" <<'PYTHON'
import socket, sys
host, _, port = sys.argv[1].rpartition(":")
host = host.strip("[]")
if not host or not port.isdigit() or not 0 < int(port) < 65536:
    sys.exit(f"Stopped: BIND must look like 127.0.0.1:8000, not {sys.argv[1]!r}")
with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind((host, int(port)))
    except PermissionError:
        sys.exit(f"Stopped: port {port} needs root; choose another: BIND={host}:8010 sh run.sh")
    except OSError as error:
        if error.errno == 98:
            sys.exit(f"Stopped: port {port} is taken by another program; choose another: BIND={host}:8010 sh run.sh")
        sys.exit(f"Stopped: this machine has no address {host} ({error.strerror or error})")
PYTHON
}

if command -v "$PYTHON" >/dev/null; then check_address; fi
. ./setup.sh

# forever PAUSE COMMAND…: again and again until TERM; takes its child along.
forever() {
  pause=$1
  shift
  trap 'kill "$child" 2>/dev/null; wait; exit 0' TERM
  trap '' INT
  while :; do
    "$@" &
    child=$!
    wait "$child" || :
    sleep "$pause" &
    child=$!
    wait "$child" || :
  done
}

stop() {
  trap '' INT TERM
  trap - EXIT
  # shellcheck disable=SC2086
  kill -TERM $CHILDREN 2>/dev/null || :
  wait || :
  say "Stopped"
  exit "$1"
}

# Waits for the first page; prints what is wrong when the server dies, answers with an error or does not answer.
first_page() {
  .venv/bin/python - "$here" "$web" <<'PYTHON'
import sys, time, urllib.error, urllib.request
address, server = sys.argv[1:]
browser = urllib.request.build_opener(urllib.request.ProxyHandler({}))
for _ in range(150):
    try:
        browser.open(address, timeout=30)
        sys.exit(0)
    except urllib.error.HTTPError as error:
        sys.exit(f"{address} answers {error.code}")
    except OSError:
        time.sleep(0.2)
    state = open(f"/proc/{server}/stat").read().rpartition(")")[2].split()[0]
    if state == "Z":
        sys.exit("the web server ended by itself")
sys.exit(f"{address} does not answer")
PYTHON
}

here=http://$(echo "$BIND" | sed -e 's/^0\.0\.0\.0:/127.0.0.1:/' -e 's/^\[::]:/[::1]:/')
export DEMO=1 SITE_URL="${SITE_URL:-$here}"

say "Database"
said=$(logged migrate .venv/bin/python manage.py migrate --no-input) || die "migrate failed: $said"
say "Static files"
# shellcheck disable=SC2086
said=$(logged static .venv/bin/python manage.py collectstatic --no-input $NOT_SERVED) || die "collectstatic failed: $said"
say "Demo college (only into an empty database)"
.venv/bin/python manage.py demo --if-empty 2>var/log/demo.log ||
  die "the demo college could not be played: $(last_words var/log/demo.log)"

CHILDREN=""
trap 'stop 0' INT TERM
trap 'stop $?' EXIT
say "Web server, background worker, daily round"
.venv/bin/gunicorn mentoring.wsgi --workers 2 --threads 4 --bind "$BIND" --no-control-socket --log-level warning \
  >var/log/web.log 2>&1 &
web=$!
CHILDREN="$web"
forever 2 .venv/bin/python manage.py db_worker --interval 1 >var/log/worker.log 2>&1 &
CHILDREN="$CHILDREN $!"
forever 3600 .venv/bin/python manage.py daily >var/log/daily.log 2>&1 &
CHILDREN="$CHILDREN $!"

said=$(first_page 2>&1) || die "$said: $(last_words var/log/web.log)"
say "Open $here/"
cat <<ACCOUNTS

  Sign in with any of these, password nastavnik-demo-2026
    curator@demo.example      director@demo.example    admin@demo.example
    mentor@demo.example       mentee@demo.example      supervisor@demo.example
  Letters are kept in var/mail, what the programs say in var/log. Ctrl-C stops everything.

ACCOUNTS
wait "$web" || die "the web server ended by itself: $(last_words var/log/web.log)"
