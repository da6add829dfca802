#!/bin/sh
# The services without systemd: sh deploy/services.sh start|stop|restart|reload|status (as root). install.sh uses it where
# systemd is not the init; upgrade and rollback too.
# Each service has a watcher that starts it again when it ends, as systemd would; watchers are known by files in $RUN.
set -eu
HOME_DIR=${HOME_DIR:-/opt/nastavnik}
ENVIRONMENT=${ENVIRONMENT:-/etc/nastavnik/environment}
SERVICE_USER=${SERVICE_USER:-nastavnik}
RUN=${RUN:-/run/nastavnik}
LOGS=${LOGS:-/var/log/nastavnik}
WEB_PORT=8000
# shellcheck disable=SC1091  # written by install.sh
[ ! -f /etc/nastavnik/ports ] || . /etc/nastavnik/ports
NAMES="web worker daily backup"

# as_service COMMAND…: in the environment of the services, as their user.
as_service() {
  cd "$HOME_DIR"
  set -a
  # shellcheck disable=SC1090  # its place is a variable
  . "$ENVIRONMENT"
  set +a
  export HOME=/var/lib/nastavnik XDG_CACHE_HOME=/var/cache/nastavnik
  umask 077
  exec setpriv --reuid "$SERVICE_USER" --regid "$SERVICE_USER" --init-groups --no-new-privs "$@"
}

work() {
  case $1 in
    web)
      export GUNICORN_CMD_ARGS=--config=deploy/gunicorn.conf.py
      as_service .venv/bin/gunicorn mentoring.wsgi --workers 2 --threads 4 --bind "127.0.0.1:$WEB_PORT" --no-control-socket
      ;;
    worker) as_service .venv/bin/python manage.py db_worker ;;
    daily) as_service .venv/bin/python manage.py daily ;;
    backup) as_service .venv/bin/python manage.py backup ;;
  esac
}

pause_after() {
  case $1 in
    web | worker) echo 3 ;;
    daily) echo 3600 ;;
    backup) echo 86400 ;;
  esac
}

# Runs a service again and again; on TERM takes it along.
watch() {
  child=""
  trap '[ -z "$child" ] || kill "$child" 2>/dev/null || :; wait; exit 0' TERM
  trap 'kill -HUP "$child" 2>/dev/null || :' HUP
  trap '' INT
  [ "$1" != backup ] || { sleep 3600 & child=$!; wait "$child" || :; }
  while :; do
    (work "$1") &
    child=$!
    while kill -0 "$child" 2>/dev/null; do wait "$child" || :; done
    sleep "$(pause_after "$1")" &
    child=$!
    wait "$child" || :
  done
}

has_backup() { [ -f "$HOME_DIR/mentoring/management/commands/backup.py" ]; }

# The watcher of a service, if it is alive: its number may belong to somebody else by now.
watcher() {
  pid=$(cat "$RUN/$1.pid" 2>/dev/null) || return 1
  tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -q "services.sh watch $1" || return 1
  echo "$pid"
}

postgres_running() {
  pg_lsclusters --no-header | while read -r version name _ state _; do
    case $state in
      online*) ;;
      *) pg_ctlcluster "$version" "$name" start ;;
    esac
  done
}

start() {
  if command -v pg_lsclusters >/dev/null; then postgres_running; fi
  install -d -m 755 "$RUN"
  install -d -m 750 "$LOGS"
  install -d -o "$SERVICE_USER" -g "$SERVICE_USER" -m 700 /var/lib/nastavnik /var/cache/nastavnik
  for name in $NAMES; do
    watcher "$name" >/dev/null && continue
    [ "$name" != backup ] || has_backup || continue
    setsid sh "$0" watch "$name" </dev/null >>"$LOGS/$name.log" 2>&1 &
    echo $! >"$RUN/$name.pid"
  done
  if command -v nginx >/dev/null && ! nginx_running; then nginx; fi
}

nginx_running() { [ -s /run/nginx.pid ] && kill -0 "$(cat /run/nginx.pid)" 2>/dev/null; }

# nginx stays: it tells visitors to wait.
stop() {
  for name in $NAMES; do
    pid=$(watcher "$name") || continue
    kill -TERM "$pid"
    tries=0
    while watcher "$name" >/dev/null && [ "$tries" -lt 300 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    rm -f "$RUN/$name.pid"
  done
}

status() {
  code=0
  for name in $NAMES; do
    [ "$name" != backup ] || has_backup || continue
    if pid=$(watcher "$name"); then echo "$name: runs, watcher $pid"; else echo "$name: stopped" && code=3; fi
  done
  return "$code"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  restart)
    stop
    start
    ;;
  reload)
    pid=$(watcher web) && kill -HUP "$pid"
    ;;
  status) status ;;
  watch) watch "$2" ;;
  *)
    echo "sh deploy/services.sh start|stop|restart|reload|status" >&2
    exit 2
    ;;
esac
