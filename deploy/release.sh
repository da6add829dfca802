# Shared by upgrade.sh and rollback.sh; read by them, not run.
# shellcheck shell=sh disable=SC2034  # names are for those that read this
set -eu

HOME_LINK=${HOME_LINK:-/opt/nastavnik}            # what the services run from: a link to one of the releases
RELEASES=${RELEASES:-/opt/nastavnik-releases}     # every version in a folder of its own, side by side
ENVIRONMENT=${ENVIRONMENT:-/etc/nastavnik/environment}
SAFE=${SAFE:-/var/lib/nastavnik/upgrades}         # the backups taken before upgrades
SERVICE_USER=${SERVICE_USER:-nastavnik}
WEB_PORT=8000
# shellcheck disable=SC1091  # written by install.sh
[ ! -f /etc/nastavnik/ports ] || . /etc/nastavnik/ports
SMOKE=${SMOKE:-http://127.0.0.1:$WEB_PORT}        # where the web server listens
LAST=$RELEASES/last-upgrade                       # what rollback.sh goes back to
UNITS="nastavnik-web nastavnik-worker nastavnik-daily.timer nastavnik-backup.timer"
ROUNDS="nastavnik-daily.service nastavnik-backup.service"  # may be at work; their timers start them again
NOT_SERVED="--ignore scss --ignore build.py"

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }

die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

# services stop|start: the command named by SERVICES, else systemd where it runs, else plain processes.
services() {
  if [ -n "${SERVICES:-}" ]; then
    "$SERVICES" "$1"
  elif [ -d /run/systemd/system ]; then
    for unit in $UNITS $([ "$1" = start ] || echo "$ROUNDS"); do
      systemctl cat "$unit" >/dev/null 2>&1 || continue
      systemctl "$1" "$unit" || return 1
    done
  else
    sh "$HOME_LINK/deploy/services.sh" "$1"
  fi
}

# manage FOLDER WORDS…: that version's manage.py in the environment of the services, as their user.
manage() {
  folder=$1
  shift
  (
    cd "$folder"
    set -a
    # shellcheck disable=SC1090  # its place is a variable
    . "$ENVIRONMENT"
    set +a
    umask 077
    as_user .venv/bin/python manage.py "$@"
  )
}

as_user() {
  if [ "$(id -u)" = 0 ] && [ "$SERVICE_USER" != root ]; then
    setpriv --reuid "$SERVICE_USER" --regid "$SERVICE_USER" --init-groups "$@"
  else
    "$@"
  fi
}

# The link changes in one step: there is no moment without a version.
switch_to() {
  rm -f "$HOME_LINK.new"
  ln -s "$1" "$HOME_LINK.new"
  mv -T "$HOME_LINK.new" "$HOME_LINK"
}

# The site answers: its health, then its first page. Believed to come from the proxy, so that https is not asked for.
smoke_test() {
  (
    set -a
    # shellcheck disable=SC1090
    . "$ENVIRONMENT"
    set +a
    "$1/.venv/bin/python" - "$SMOKE" <<'PYTHON'
import os, sys, time, urllib.error, urllib.request
site, host = sys.argv[1], os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".").replace("*", "localhost")
browser = urllib.request.build_opener(urllib.request.ProxyHandler({}))
said = "does not answer"
for _ in range(int(os.environ.get("SMOKE_SECONDS", "60")) * 2):
    try:
        for path in ("/healthz", "/sign-in/"):
            asked = urllib.request.Request(site + path, headers={"Host": host, "X-Forwarded-Proto": "https"})
            answer = browser.open(asked, timeout=30)
            if answer.status != 200 or not answer.read():
                sys.exit(f"{path} answers {answer.status}")
        sys.exit(0)
    except urllib.error.HTTPError as error:
        said = f"{error.url} answers {error.code}"
    except OSError as error:
        said = f"does not answer: {error}"
    time.sleep(0.5)
sys.exit(said)
PYTHON
  )
}

# database_name FOLDER: what `restore --replace` wants to hear.
database_name() {
  manage "$1" shell --no-imports -c \
    "from pathlib import Path; from django.db import connection as c; print(Path(str(c.settings_dict['NAME'])).name)"
}

# go_back OLD ARCHIVE: the old version, with the database and files of the archive.
go_back() {
  old=$1
  archive=$2
  services stop || :
  say "Restoring $archive by the old version"
  manage "$old" restore "$archive" --replace "$(database_name "$old")" ||
    die "the backup was not restored: nothing runs now; the archive is $archive"
  # shellcheck disable=SC2086
  manage "$old" collectstatic --no-input -v0 $NOT_SERVED
  switch_to "$old"
  services start
  said=$(smoke_test "$old" 2>&1) || die "the old version was put back and does not work: $said"
}
