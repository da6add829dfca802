#!/bin/sh
# From a bare Debian 12/13 or Ubuntu 24.04 to a running college: sh deploy/install.sh   (as root; docs/production.md)
# Asks for what the environment does not say:
#   SITE_NAME, ADMIN_EMAIL, ADMIN_NAME, ADMIN_PASSWORD, COLLEGE, COLLEGE_SHORT, CITY, PARENT
# May be told besides: TLS_CERTIFICATE and TLS_KEY (files), EMAIL_URL, MAIL_FROM, HTTP_PORT, HTTPS_PORT, WEB_PORT;
# DATABASE_URL of a PostgreSQL elsewhere, SECRET_KEY, CACHE_URL and MEDIA_ROOT of the first host, or S3_BUCKET,
# S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY, S3_REGION of the store of files (docs/scaling.md).
# Safe to run again: what is already there is left as it is, the environment file and its secret key above all.
set -eu

SOURCE=$(cd "$(dirname "$0")/.." && pwd)
HOME_DIR=/opt/nastavnik
STATE=/var/lib/nastavnik
ENVIRONMENT=/etc/nastavnik/environment
SERVICE_USER=nastavnik
NOT_SERVED="--ignore scss --ignore build.py"
SITE=/etc/nginx/sites-available/nastavnik
CHANGED=""

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
same() { say "$* (as it was)"; }

die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

# told NAME QUESTION [DEFAULT]: from the environment, else asked, else the default, else refused.
told() {
  eval "answer=\${$1:-}"
  if [ -z "$answer" ] && [ -t 0 ]; then
    printf '%s%s: ' "$2" "${3:+ [$3]}"
    read -r answer
  fi
  answer=${answer:-${3:-}}
  [ -n "$answer" ] || [ "${4:-}" = optional ] || die "$1 is not set: $2"
  eval "$1=\$answer"
}

as_user() { setpriv --reuid "$SERVICE_USER" --regid "$SERVICE_USER" --init-groups "$@"; }

# manage WORDS…: manage.py in the environment of the services, as their user.
manage() {
  (
    cd "$HOME_DIR"
    set -a
    # shellcheck disable=SC1090  # its place is a variable
    . "$ENVIRONMENT"
    set +a
    export HOME="$STATE" XDG_CACHE_HOME=/var/cache/nastavnik
    umask 077
    as_user .venv/bin/python manage.py "$@"
  )
}

as_postgres() { (cd / && setpriv --reuid postgres --regid postgres --init-groups "$@"); }
sql() { as_postgres psql -p "$DB_PORT" -tAX -v ON_ERROR_STOP=1 -c "$1"; }
systemd() { [ -d /run/systemd/system ]; }
from_environment() { sed -n "s/^$1=//p" "$ENVIRONMENT" | tr -d "'\""; }

# put FILE MODE: standard input becomes the file; remembers whether that changed anything.
put() {
  cat >"$1.new"
  chmod "$2" "$1.new"
  if cmp -s "$1.new" "$1"; then
    rm "$1.new"
    same "$1"
  else
    mv "$1.new" "$1"
    CHANGED="$CHANGED $1"
    say "$1"
  fi
}

check_machine() {
  [ "$(id -u)" = 0 ] || die "run it as root"
  command -v apt-get >/dev/null || die "this is not Debian or Ubuntu"
  [ -f "$SOURCE/manage.py" ] || die "run it from the folder of the project"
  [ ! -f "$ENVIRONMENT" ] || SITE_NAME=${SITE_NAME:-$(from_environment ALLOWED_HOSTS | cut -d, -f1)}
  [ ! -f "$ENVIRONMENT" ] || DATABASE_URL=$(from_environment DATABASE_URL)
  case ${DATABASE_URL:-} in
    "" | *host=/run/postgresql*) OWN_DATABASE=yes ;;
    *) OWN_DATABASE="" ;;
  esac
  told SITE_NAME "Name of the site, like nastavnik.college.example"
  case $SITE_NAME in
    *[!a-z0-9.-]* | .* | -*) die "SITE_NAME must be a host name in small letters, digits, dots and hyphens; got '$SITE_NAME'" ;;
  esac
  address=https://$SITE_NAME
  # shellcheck disable=SC1091  # written by an earlier run
  [ ! -f /etc/nastavnik/ports ] || . /etc/nastavnik/ports
  HTTP_PORT=${HTTP_PORT:-80}
  HTTPS_PORT=${HTTPS_PORT:-443}
  WEB_PORT=${WEB_PORT:-8000}
  for port in "$HTTP_PORT" "$HTTPS_PORT" "$WEB_PORT"; do
    case $port in
      *[!0-9]* | "") die "a port must be a number; got '$port'" ;;
    esac
  done
  [ "$HTTPS_PORT" = 443 ] || address=$address:$HTTPS_PORT
  if [ -n "${TLS_CERTIFICATE:-}${TLS_KEY:-}" ]; then
    for file in "${TLS_CERTIFICATE:-}" "${TLS_KEY:-}"; do
      [ -r "$file" ] || die "TLS_CERTIFICATE and TLS_KEY must both be readable files"
    done
  fi
}

packages() {
  missing=""
  for package in python3 python3-venv ${OWN_DATABASE:+postgresql} nginx openssl ca-certificates logrotate \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
  done
  if [ -z "$missing" ]; then
    same "System packages"
    return
  fi
  say "System packages:$missing"
  apt-get -qq update || die "apt-get update failed; is there a network?"
  # shellcheck disable=SC2086  # the list is meant to split
  DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $missing >/run/nastavnik-apt.log 2>&1 ||
    die "apt could not install$missing: $(tail -n 1 /run/nastavnik-apt.log) (all of it: /run/nastavnik-apt.log)"
}

account() {
  if getent passwd "$SERVICE_USER" >/dev/null; then
    same "User $SERVICE_USER"
  else
    say "User $SERVICE_USER: owns data, cannot sign in"
    useradd --system --home-dir "$STATE" --shell /usr/sbin/nologin "$SERVICE_USER"
  fi
  install -d -o "$SERVICE_USER" -g "$SERVICE_USER" -m 700 "$STATE" /var/cache/nastavnik
  install -d -m 755 /etc/nastavnik
}

project() {
  if [ -e "$HOME_DIR/manage.py" ]; then
    same "Project in $HOME_DIR (a new version comes by upgrade, see docs/)"
  else
    say "Project into $HOME_DIR"
    install -d -m 755 "$HOME_DIR"
    tar -C "$SOURCE" --exclude=./.git --exclude='./.venv*' --exclude=./var --exclude=__pycache__ --exclude=.pytest_cache \
      --exclude=.ruff_cache -cf - . | tar -C "$HOME_DIR" --no-same-owner -xf -
    chmod -R u=rwX,go=rX "$HOME_DIR"
  fi
  say "Python packages by the hash lock"
  (cd "$HOME_DIR" && umask 022 && sh setup.sh) || die "the Python packages could not be installed"
}

database() {
  if [ -z "$OWN_DATABASE" ]; then
    same "The database stands elsewhere"
    return
  fi
  if ! pg_lsclusters --no-header | grep -q .; then die "PostgreSQL was installed without a cluster; see pg_createcluster"; fi
  pg_lsclusters --no-header | head -n 1 >/run/nastavnik-cluster
  read -r version cluster DB_PORT state _ </run/nastavnik-cluster
  rm /run/nastavnik-cluster
  case $state in
    online*) same "PostgreSQL $version on port $DB_PORT" ;;
    *)
      say "PostgreSQL $version on port $DB_PORT"
      if systemd; then systemctl start postgresql; else pg_ctlcluster "$version" "$cluster" start; fi
      ;;
  esac
  if [ "$(sql "SELECT 1 FROM pg_roles WHERE rolname = '$SERVICE_USER'")" = 1 ]; then
    same "Database role $SERVICE_USER"
  else
    say "Database role $SERVICE_USER: signs in by its system user, no password"
    as_postgres createuser -p "$DB_PORT" "$SERVICE_USER"
  fi
  if [ "$(sql "SELECT 1 FROM pg_database WHERE datname = '$SERVICE_USER'")" = 1 ]; then
    same "Database $SERVICE_USER"
  else
    say "Database $SERVICE_USER"
    as_postgres createdb -p "$DB_PORT" -O "$SERVICE_USER" -E UTF8 --locale=C.UTF-8 -T template0 "$SERVICE_USER"
    sql "REVOKE CONNECT ON DATABASE $SERVICE_USER FROM PUBLIC" >/dev/null
    sql "ALTER DATABASE $SERVICE_USER SET jit = off" >/dev/null
  fi
}

environment() {
  if [ -f "$ENVIRONMENT" ]; then
    same "$ENVIRONMENT"
    return
  fi
  say "$ENVIRONMENT with a new secret key"
  at=""
  [ "${DB_PORT:-5432}" = 5432 ] || at=":$DB_PORT"
  key=${SECRET_KEY:-$(python3 -c "import secrets; print(secrets.token_urlsafe(50))")}
  umask 077
  cat >"$ENVIRONMENT.new" <<TEXT
# Written by install.sh, never overwritten. deploy/environment.example explains every name. After a change: restart.
SECRET_KEY=$key
ALLOWED_HOSTS=$SITE_NAME,127.0.0.1,localhost
SITE_URL=$address
CSRF_TRUSTED_ORIGINS=$address
HTTPS=1
BEHIND_PROXY=1
PROXY_COUNT=1
DATABASE_URL='${DATABASE_URL:-postgres://$SERVICE_USER@$at/$SERVICE_USER?host=/run/postgresql}'
CACHE_URL='${CACHE_URL:-locmemcache://}'
EMAIL_URL='${EMAIL_URL:-filemail:///$STATE/mail}'
MAIL_FROM='${MAIL_FROM:-nastavnik@$SITE_NAME}'
MEDIA_ROOT='${MEDIA_ROOT:-$STATE/media}'
STATIC_ROOT=$STATE/static
BACKUP_FOLDER=$STATE/backups
METRICS_FOLDER=$STATE/metrics
METRICS_FROM=127.0.0.0/8,::1
LOG_FORMAT=json
LOG_LEVEL=INFO
TEXT
  # shellcheck disable=SC2154  # told by who calls
  [ -z "${S3_BUCKET:-}" ] || cat >>"$ENVIRONMENT.new" <<TEXT
S3_BUCKET='$S3_BUCKET'
S3_ENDPOINT='$S3_ENDPOINT'
S3_ACCESS_KEY='$S3_ACCESS_KEY'
S3_SECRET_KEY='$S3_SECRET_KEY'
S3_REGION='${S3_REGION:-us-east-1}'
TEXT
  chown "root:$SERVICE_USER" "$ENVIRONMENT.new"
  chmod 640 "$ENVIRONMENT.new"
  mv "$ENVIRONMENT.new" "$ENVIRONMENT"
  umask 022
  printf 'HTTP_PORT=%s\nHTTPS_PORT=%s\nWEB_PORT=%s\n' "$HTTP_PORT" "$HTTPS_PORT" "$WEB_PORT" >/etc/nastavnik/ports
}

fill() {
  manage check --deploy --fail-level WARNING >/dev/null || die "$ENVIRONMENT is refused: manage.py check --deploy says why"
  if manage migrate --check >/dev/null 2>&1; then
    same "Tables and reference data"
  else
    say "Tables and reference data"
    manage migrate --no-input -v0 || die "the database could not be migrated"
  fi
  manage createcachetable  # when the cache has been put into the database since
  if [ -f "$STATE/static/staticfiles.json" ]; then
    same "Static files in $STATE/static"
  else
    say "Static files into $STATE/static"
    # shellcheck disable=SC2086  # the list is meant to split
    manage collectstatic --no-input -v0 $NOT_SERVED || die "static files could not be collected"
  fi
}

ANYBODY="from mentoring.models import User; print(User.objects.exists())"
college() {
  if [ "$(manage shell --no-imports -c "$ANYBODY")" = True ]; then
    same "First administrator"
    return
  fi
  say "First administrator"
  told COLLEGE "Full official name of the college"
  told COLLEGE_SHORT "Its short official name"
  told CITY "Place printed in documents" "" optional
  told PARENT "Founder printed on the letterhead" "" optional
  told ADMIN_EMAIL "Administrator's e-mail"
  told ADMIN_NAME "Administrator's full name, «Фамилия Имя Отчество»"
  if [ -n "${ADMIN_PASSWORD:-}" ]; then
    # By standard input, apart from the terminal: a password among a command's words can be read by everybody here.
    printf '%s\n' "$ADMIN_PASSWORD" | start_college setsid -w 2>/run/nastavnik-college.log ||
      die "the first administrator could not be made: $(tail -n 1 /run/nastavnik-college.log)"
    rm /run/nastavnik-college.log
  else
    [ -t 0 ] || die "ADMIN_PASSWORD is not set"
    start_college || die "the first administrator could not be made; run this again"
  fi
}

start_college() {
  words=$*
  (
    cd "$HOME_DIR"
    set -a
    # shellcheck disable=SC1090  # its place is a variable
    . "$ENVIRONMENT"
    set +a
    # shellcheck disable=SC2086  # empty or two words
    as_user $words .venv/bin/python manage.py start_college --email "$ADMIN_EMAIL" --name "$ADMIN_NAME" \
      --college "$COLLEGE" --short "$COLLEGE_SHORT" --city "${CITY:-}" --parent "${PARENT:-}"
  )
}

certificate() {
  install -d -m 755 /etc/ssl/nastavnik
  if [ -n "${TLS_CERTIFICATE:-}" ]; then
    put /etc/ssl/nastavnik/fullchain.pem 644 <"$TLS_CERTIFICATE"
    put /etc/ssl/nastavnik/key.pem 600 <"$TLS_KEY"
  elif [ -f /etc/ssl/nastavnik/key.pem ]; then
    same "Certificate in /etc/ssl/nastavnik"
  else
    say "Self-signed certificate for $SITE_NAME: browsers will warn until you give a real one"
    (umask 077 && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 825 \
      -subj "/CN=$SITE_NAME" -addext "subjectAltName=DNS:$SITE_NAME" \
      -keyout /etc/ssl/nastavnik/key.pem -out /etc/ssl/nastavnik/fullchain.pem 2>/dev/null)
    chmod 644 /etc/ssl/nastavnik/fullchain.pem
  fi
}

proxy() {
  sed -e "s/nastavnik\.college\.example\\\$request_uri/${address#https://}\$request_uri/" \
    -e "s/nastavnik\.college\.example/$SITE_NAME/" -e "s/listen 80;/listen $HTTP_PORT;/" \
    -e "s/listen 443 ssl;/listen $HTTPS_PORT ssl;/" -e "s/127\.0\.0\.1:8000/127.0.0.1:$WEB_PORT/" \
    "$HOME_DIR/deploy/nginx.conf" | put "$SITE" 644
  ln -sfn "$SITE" /etc/nginx/sites-enabled/nastavnik
  if [ -L /etc/nginx/sites-enabled/default ]; then
    say "Debian's welcome page is switched off"
    rm /etc/nginx/sites-enabled/default
  fi
  nginx -t -q || die "nginx refuses its configuration"
}

units() {
  put /etc/logrotate.d/nastavnik 644 <"$HOME_DIR/deploy/logrotate.conf"
  systemd || return 0
  for unit in "$HOME_DIR"/deploy/nastavnik-*.service "$HOME_DIR"/deploy/nastavnik-*.timer; do
    sed -e "s/127\.0\.0\.1:8000/127.0.0.1:$WEB_PORT/" "$unit" | put "/etc/systemd/system/${unit##*/}" 644
  done
}

services() {
  if systemd; then
    say "Services under systemd"
    systemctl daemon-reload
    timers=$(cd "$HOME_DIR/deploy" && ls nastavnik-*.timer)
    # shellcheck disable=SC2086  # the list is meant to split
    systemctl enable -q --now nastavnik-web nastavnik-worker $timers nginx ${OWN_DATABASE:+postgresql}
    case $CHANGED in
      *nastavnik-web* | *nastavnik-worker*) systemctl restart nastavnik-web nastavnik-worker ;;
    esac
    case $CHANGED in
      *nginx* | *ssl*) systemctl reload nginx ;;
    esac
    return
  fi
  say "Services as plain processes (systemd is not the init here): $HOME_DIR/deploy/services.sh"
  sh "$HOME_DIR/deploy/services.sh" start
  case $CHANGED in
    *nginx* | *ssl*) nginx -s reload ;;
  esac
}

smoke() {
  say "Smoke test"
  "$HOME_DIR/.venv/bin/python" "$HOME_DIR/deploy/smoke.py" "$SITE_NAME" "$HTTPS_PORT" "$WEB_PORT" ||
    die "the service runs, but something is wrong; docs/production.md says where to look"
}

check_machine
packages
account
project
database
environment
fill
college
certificate
proxy
units
services
smoke
say "Done: $address"
case $(from_environment EMAIL_URL) in
  filemail*) say "Letters are kept in $STATE/mail and leave this machine never: set EMAIL_URL in $ENVIRONMENT and restart" ;;
esac
