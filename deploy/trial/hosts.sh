#!/bin/sh
# shellcheck disable=SC2016  # the inner shell gets its own words
# Two application hosts, one PostgreSQL with a standby, one nginx, each in a network namespace of its own, under the load of
# signed-in people: sh deploy/trial/hosts.sh   (as root, in a prepared folder of the project; three minutes)
# One host is killed with everything on it and comes back; another time its cable is pulled; then the database is killed and
# the standby takes over. Proved: no acknowledged message is lost or doubled, every attached file is whole, nobody is refused
# after the proxy has noticed. Needs iproute2, PostgreSQL and nginx (NGINX_PROGRAM names another one). SECONDS_EACH, PEOPLE, CACHE_URL
# may be told; FILLED names a folder that keeps the filled college for the next time. Nothing outlives the script: its processes, networks and mounts are its own.
set -eu

if [ -z "${INSIDE:-}" ]; then
  export INSIDE=1
  exec unshare --net --mount --pid --fork --kill-child sh "$0" "$@"
fi

PROJECT=$(cd "$(dirname "$0")/../.." && pwd)
NGINX_PROGRAM=${NGINX_PROGRAM:-nginx}  # NGINX in its environment would mean sockets to it
PEOPLE=${PEOPLE:-8}
SECONDS_EACH=${SECONDS_EACH:-45}
SITE=college.test
PROXY=10.77.0.1
BINARIES=$(find /usr/lib/postgresql/*/bin -maxdepth 0 | sort -V | tail -n 1)
WORK=$(mktemp -d /tmp/nastavnik-hosts.XXXXXX)

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }

die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

on() { ip netns exec "$@"; }
at() { date +%s.%N; }
quietly() { "$@" >>"$WORK/log" 2>&1 || die "$*: $(tail -n 1 "$WORK/log")"; }

networks() {
  mount -t proc proc /proc
  mount -t tmpfs tmpfs /run
  ip link set lo up
  ip link add bridge type bridge
  ip address add "$PROXY/24" dev bridge
  ip link set bridge up
  for host in one:11 two:12 base:20 standby:21; do
    name=${host%:*}
    ip netns add "$name"
    ip link add "to-$name" type veth peer name eth0 netns "$name"
    ip link set "to-$name" master bridge up
    ip -n "$name" address add "10.77.0.${host#*:}/24" dev eth0
    ip -n "$name" link set eth0 up
    ip -n "$name" link set lo up
  done
}

as_postgres() { setpriv --reuid nobody --regid nogroup --clear-groups "$@"; }

# database NAMESPACE ADDRESS: a server with every promise of durability kept.
database() {
  cat >>"$WORK/$1/data/postgresql.conf" <<TEXT
listen_addresses = '$2'
unix_socket_directories = '$WORK/$1'
jit = off
TEXT
  on "$1" setpriv --reuid nobody --regid nogroup --clear-groups "$BINARIES/postgres" -D "$WORK/$1/data" \
    >>"$WORK/$1/log" 2>&1 &
  until "$BINARIES/pg_isready" -q -h "$WORK/$1" -U postgres; do sleep 0.2; done
}

# An answered commit is on both disks: synchronous replication.
databases() {
  chmod 755 "$WORK"
  install -d -o nobody -g nogroup -m 700 "$WORK/base" "$WORK/standby"
  quietly as_postgres "$BINARIES/initdb" -D "$WORK/base/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8
  echo "host all,replication all 10.77.0.0/24 trust" >>"$WORK/base/data/pg_hba.conf"
  database base 10.77.0.20
  quietly on standby setpriv --reuid nobody --regid nogroup --clear-groups "$BINARIES/pg_basebackup" \
    -h 10.77.0.20 -U postgres -D "$WORK/standby/data" -R -c fast -X stream -d "application_name=standby"
  database standby 10.77.0.21
  asked base "ALTER SYSTEM SET synchronous_standby_names = 'standby'" >/dev/null
  asked base "SELECT pg_reload_conf()" >/dev/null
}

asked() { "$BINARIES/psql" -h "$WORK/$1" -U postgres -tAX -v ON_ERROR_STOP=1 -c "$2"; }

environment() {
  key=$("$PROJECT/.venv/bin/python" -c "import secrets; print(secrets.token_urlsafe(50))")
  export SECRET_KEY="$key" ALLOWED_HOSTS=$SITE SITE_URL=https://$SITE CSRF_TRUSTED_ORIGINS=https://$SITE HTTPS=1 \
    BEHIND_PROXY=1 PROXY_COUNT=1 METRICS_FROM=10.77.0.0/24 LOG_FORMAT=json LOG_LEVEL=WARNING \
    DATABASE_URL='postgres://postgres@/postgres?host=10.77.0.20,10.77.0.21&target_session_attrs=read-write' \
    CACHE_URL="${CACHE_URL:-dbcache://cache}" MEDIA_ROOT="$WORK/media" STATIC_ROOT="$WORK/static" \
    METRICS_FOLDER="$WORK/metrics" EMAIL_URL="filemail:///$WORK/mail" GUNICORN_CMD_ARGS=--config=deploy/gunicorn.conf.py
  cd "$PROJECT"
}

manage() { .venv/bin/python manage.py "$@"; }

fill() {
  quietly manage collectstatic --no-input -v0 --ignore scss --ignore build.py
  if [ -n "${FILLED:-}" ] && [ -f "$FILLED/base.sql" ]; then
    quietly "$BINARIES/psql" -h "$WORK/base" -U postgres -q -v ON_ERROR_STOP=1 -f "$FILLED/base.sql"
    cp -a "$FILLED/media" "$FILLED/people" "$WORK"
    return
  fi
  quietly manage migrate --no-input -v0
  quietly env DEMO=1 .venv/bin/python manage.py demo --people 40 --pairs 12 --years 1
  PEOPLE=$PEOPLE manage shell --no-imports -c "$CHOOSE" >"$WORK/people"
  [ "$(wc -l <"$WORK/people")" = "$PEOPLE" ] || die "the demo has not $PEOPLE members of pairs"
  [ -n "${FILLED:-}" ] || return 0
  mkdir -p "$FILLED" "$WORK/media"
  "$BINARIES/pg_dump" -h "$WORK/base" -U postgres postgres >"$FILLED/base.sql"
  cp -a "$WORK/media" "$WORK/people" "$FILLED"
}

# Members of pairs that live; who has no account gets one.
CHOOSE='
import os
from mentoring.choices.pair import LIVE_STATES
from mentoring.models import PairMember, User
members = PairMember.objects.filter(pair__state__in=LIVE_STATES, until=None).select_related("person__user").order_by("-pk")
chosen = {member.person_id: member for member in members if member.person.user_id is None}
for number, member in enumerate(list(chosen.values())[: int(os.environ["PEOPLE"])]):
    member.person.user = User.objects.create_user(f"load{number}@college.test", "очень-долгий-пробный-пароль")
    member.person.save()
    print(member.person.user.email, "очень-долгий-пробный-пароль", member.pair_id)
'

# application NAMESPACE ADDRESS: web server and worker, as the units start them.
application() {
  mkdir -p "$WORK/$1"
  METRICS_FOLDER="$WORK/$1/metrics" on "$1" .venv/bin/gunicorn mentoring.wsgi --workers 2 --threads 4 --bind "$2:8000" \
    --no-control-socket >>"$WORK/$1/web.log" 2>&1 &
  METRICS_FOLDER="$WORK/$1/metrics" on "$1" .venv/bin/python manage.py db_worker >>"$WORK/$1/worker.log" 2>&1 &
  for _ in $(seq 300); do
    curl -sf -o /dev/null -m 2 "http://$2:8000/healthz" -H "Host: $SITE" && return 0
    sleep 0.2
  done
  die "host $1 does not answer: $(tail -n 3 "$WORK/$1/web.log")"
}

# The site's own nginx.conf: with two servers, and with paths of this folder.
proxy() {
  quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$SITE" \
    -keyout "$WORK/key.pem" -out "$WORK/fullchain.pem"
  sed -e "s|nastavnik\.college\.example|$SITE|" -e "s|/etc/ssl/nastavnik|$WORK|" -e "s|/var/log/nginx|$WORK|" \
    -e "s|/opt/nastavnik|$PROJECT|" -e "s|    server 127\.0\.0\.1:8000;|$UPSTREAM|" deploy/nginx.conf >"$WORK/site.conf"
  grep -q 10.77.0.12 "$WORK/site.conf" || die "deploy/nginx.conf has no upstream to put two servers in"
  cat >"$WORK/nginx.conf" <<TEXT
pid $WORK/nginx.pid;
user root;
events {}
http {
  client_body_temp_path $WORK/t1; proxy_temp_path $WORK/t2; fastcgi_temp_path $WORK/t3; uwsgi_temp_path $WORK/t4;
  scgi_temp_path $WORK/t5;
  include $WORK/site.conf;
}
TEXT
  quietly "$NGINX_PROGRAM" -c "$WORK/nginx.conf" -e "$WORK/nginx-error.log"
}
UPSTREAM='    server 10.77.0.11:8000 max_fails=1 fail_timeout=10s; server 10.77.0.12:8000 max_fails=1 fail_timeout=10s;'

# loaded NAME SECONDS: people begin to work; returns when they do.
loaded() {
  mkdir -p "$WORK/$1"
  cp "$WORK/people" "$WORK/$1/people"
  .venv/bin/python deploy/trial/load.py "$SITE" "$PROXY" 443 "$2" "$WORK/$1" &
  LOAD=$!
  for _ in $(seq 300); do
    [ ! -e "$WORK/$1/started" ] || return 0
    kill -0 "$LOAD" 2>/dev/null || die "people could not sign in"
    sleep 0.2
  done
  die "people did not begin"
}

kill_host() {
  # shellcheck disable=SC2046  # a list of processes
  kill -9 $(ip netns pids "$1")
}

# told NAME EVENT_AT NOTICED: what the requests say; fails when somebody was refused later than NOTICED seconds after the event.
told() {
  wait "$LOAD" || die "the load ended badly"
  sort -n "$WORK/$1/requests" | awk -v event="$2" -v noticed="$3" -v name="$1" '
    { late = $1 + $2 - event; n++; bad = !($4 == 200 || ($3 == "POST" && $4 == 302)) }
    $3 == "POST" { posts++ }
    bad { failed++; if (late < 0) before++; if (late > last) last = late; if ($1 - event > noticed) after++; kinds[$3 " " $4]++ }
    !bad && $2 > slowest { slowest = $2 }
    first == 0 { first = $1 }
    { end = $1 + $2 }
    END {
      printf "  %s: %d requests in %d s (%.0f a second), of them %d messages; failed %d", name, n, end - first, n / (end - first), posts, failed
      for (kind in kinds) printf ", %s: %d", kind, kinds[kind]
      if (failed) printf "; the last answer %.1f s after the event", last
      printf "; slowest good answer %.1f s; failed before the event %d, begun later than %s s after it %d\n", slowest, before, noticed, after
      exit before + after > 0
    }' || die "$1: somebody was refused who should not have been"
  lost "$1"
}

# Every acknowledged message is there once, every file of theirs whole.
lost() {
  found=$("$BINARIES/psql" -h "$WORK/$BASE" -U postgres -tAXq -v ON_ERROR_STOP=1 \
    -c "CREATE TEMP TABLE told (text text)" -c "\\copy told FROM '$WORK/$1/acknowledged'" \
    -c "SELECT count(*) || ' acknowledged, lost ' || count(*) FILTER (WHERE n = 0) || ', doubled ' || count(*) FILTER (WHERE n > 1)
        FROM (SELECT (SELECT count(*) FROM mentoring_message m WHERE m.text = told.text) AS n FROM told) AS counted")
  asked "$BASE" "SELECT f.sha256 || '  $WORK/media/' || f.file FROM mentoring_storedfile f
    JOIN mentoring_messagefile x ON x.file_id = f.id" >"$WORK/$1/files"
  [ ! -s "$WORK/$1/files" ] || sha256sum --quiet -c "$WORK/$1/files" || die "a file is not what it was"
  say "  $found; $(wc -l <"$WORK/$1/files") files whole"
  case $found in *"lost 0, doubled 0") ;; *) die "an acknowledged message is lost or doubled" ;; esac
}

# What a host weighs while people work: memory (a shared page counted by its share), the connections it holds.
weighed() {
  for process in $(ip netns pids one); do
    awk -v name="$(tr '\0' ' ' <"/proc/$process/cmdline" | grep -o 'gunicorn\|db_worker')" \
      '/^Pss:/ { printf " %s %d MB", name, $2 / 1024 }' "/proc/$process/smaps_rollup"
  done
  echo "; $(asked base "SELECT count(*) FROM pg_stat_activity WHERE client_addr IN ('10.77.0.11', '10.77.0.12')") connections"
}

calm() {
  say "== Both hosts"
  loaded calm "$SECONDS_EACH"
  sleep $((SECONDS_EACH * 2 / 3))
  say "  host one:$(weighed)"
  told calm "$(at)" 0
}

killed() {
  say "== Host one is killed (-9) after a third, and comes back after another"
  loaded killed "$SECONDS_EACH"
  sleep $((SECONDS_EACH / 3))
  event=$(at)
  kill_host one
  sleep $((SECONDS_EACH / 3))
  application one 10.77.0.11
  told killed "$event" 1
}

cut_off() {
  say "== The cable of host two is pulled and put back"
  loaded cut "$SECONDS_EACH"
  sleep $((SECONDS_EACH / 3))
  event=$(at)
  ip link set to-two down
  sleep $((SECONDS_EACH / 3))
  ip link set to-two up
  told cut "$event" 4
}

failed_over() {
  say "== The database is killed (-9), the standby takes over"
  loaded failover "$SECONDS_EACH"
  sleep $((SECONDS_EACH / 3))
  event=$(at)
  kill_host base
  BASE=standby
  sleep 3
  asked standby "SELECT pg_promote()" >/dev/null
  say "  promoted $(echo "$(at) - $event" | bc) s after the kill"
  told failover "$event" 20
}

BASE=base
networks
environment
say "PostgreSQL $("$BINARIES/postgres" --version | cut -d' ' -f3) with a standby, the demo college, nginx, two hosts; $PEOPLE people, cache $CACHE_URL"
databases
fill
application one 10.77.0.11
application two 10.77.0.12
proxy
for name in ${TRIALS:-calm killed cut_off failed_over}; do "$name"; done
rm -rf "$WORK"
say "Done: nothing acknowledged was lost"
