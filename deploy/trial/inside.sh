#!/bin/sh
# shellcheck disable=SC1091,SC2115  # files of the root it runs in; STATE is set
# What bare.sh runs inside the bare root; destroys the installation of the machine it runs on. Every step says how long it took.
# FROM and UNTIL name the first and the last stage: installed, filled, saved, restored, upgraded. A later one than the first
# goes on with what the trial before left in the root, and with today's code.
set -eu

RELEASE=/root/release
LIVE=/opt/nastavnik
STATE=/var/lib/nastavnik
export SITE_NAME=trial.college.example HTTP_PORT=18080 HTTPS_PORT=18443 WEB_PORT=18000
BEGAN=$(date +%s)
TABLE=""

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
note() { TABLE="$TABLE
$(printf '%-58s %s' "$1" "$2")"; }

die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

# step WORDS COMMAND…: timed; the first failure ends the trial.
step() {
  STEP=$1
  shift
  say "== $STEP"
  begun=$(date +%s%N)
  "$@"
  note "$STEP" "$(awk "BEGIN { printf \"%.1f s\", ($(date +%s%N) - $begun) / 1e9 }")"
}
STEP="the beginning"
trap '[ "$?" = 0 ] || printf "Stopped at: %s\n" "$STEP" >&2' EXIT

# in_version FOLDER WORDS…: that version's manage.py, in the environment and as the user of the services.
in_version() {
  (
    cd "$1"
    shift
    set -a
    . /etc/nastavnik/environment
    set +a
    [ -z "${AS_DEMO:-}" ] || export DEMO=1
    export HOME=$STATE XDG_CACHE_HOME=/var/cache/nastavnik
    umask 077
    setpriv --reuid nastavnik --regid nastavnik --init-groups .venv/bin/python manage.py "$@"
  )
}
manage() { in_version "$LIVE" "$@"; }
services() { sh "$LIVE/deploy/services.sh" "$1"; }
postgres() { (cd / && setpriv --reuid postgres --regid postgres --init-groups "$@"); }
query() { postgres psql -d nastavnik -tAX -v ON_ERROR_STOP=1 -c "$1"; }
smoke() { "$LIVE/.venv/bin/python" "$LIVE/deploy/smoke.py" "$SITE_NAME" "$HTTPS_PORT" "$WEB_PORT"; }

install_it() {
  ADMIN_EMAIL=admin@college.example ADMIN_NAME="Зимина Ольга Петровна" ADMIN_PASSWORD="длинный пробный пароль 26" \
    COLLEGE="Пробный техникум" COLLEGE_SHORT="ПТ" sh "$RELEASE/deploy/install.sh"
}

empty_database() {
  postgres dropdb nastavnik
  postgres createdb -O nastavnik -E UTF8 --locale=C.UTF-8 -T template0 nastavnik
}

# A year of the demo college; its accounts open nothing here, because the services do not run with DEMO.
fill() {
  if [ "$(query "SELECT count(*) > 50 FROM mentoring_person")" = t ]; then
    say "It is filled already"
    services start
    return
  fi
  services stop
  empty_database
  rm -rf "$STATE/media"
  manage migrate --no-input -v0
  AS_DEMO=1 manage demo --people 60 --pairs 20 --years 1
  AS_DEMO=1 manage shell --no-imports -c "$FILES"
  services start
  quiet
}

# A fresh demo has few files of its own: two hundred more of 100 KB, as people would attach them.
FILES='
import os
from django.utils import timezone
from mentoring.access import SYSTEM
from mentoring.actions.file import store_bytes
for number in range(200):
    store_bytes(b"%PDF-1.7 " + os.urandom(100_000), name=f"Приложение {number}.pdf", content_type="application/pdf",
                purpose="document", by=SYSTEM, at=timezone.now())
'

# The worker has nothing left to do and the first daily round is over: rows do not change by themselves any more.
quiet() {
  for _ in $(seq 300); do
    [ "$(query "SELECT (SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING'))
      + (SELECT count(*) FROM mentoring_pulse WHERE name = 'daily' AND at < now() - interval '1 hour')
      + (SELECT 1 - count(*) FROM mentoring_pulse WHERE name = 'daily')")" != 0 ] || return 0
    sleep 1
  done
  die "the worker and the daily round do not come to rest"
}

# The sums of every row of every table and of every file, and the key every table gives out next, made by other tools than the
# ones that are tried. Sessions and the cache are not in an archive; the story's own lines about copies differ on purpose.
sums() {
  query "$SUMS" >/root/sums.sql
  postgres psql -d nastavnik -tAX -v ON_ERROR_STOP=1 </root/sums.sql | sort >"/root/sums-$1"
  (cd "$STATE" && { [ ! -d media ] || find media -type f -exec sha256sum {} +; } | sort) >>"/root/sums-$1"
}
SUMS=$(cat <<'SQL'
WITH kept AS (
  SELECT tablename AS name, CASE tablename
    WHEN 'mentoring_journalentry' THEN $$(SELECT * FROM mentoring_journalentry WHERE event NOT LIKE 'backup\_%')$$
    WHEN 'django_migrations' THEN '(SELECT app, name FROM django_migrations)'
    ELSE quote_ident(tablename) END AS rows
  FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'cache' AND tablename NOT LIKE '%\_session'
    AND tablename NOT LIKE '%\_pulse')
SELECT format($$SELECT 'table %s ' || count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), ''))
  FROM %s t;$$, name, rows) FROM kept
UNION ALL
SELECT format($$SELECT 'next %s ' || last_value + is_called::int FROM %s;$$, name, pg_get_serial_sequence(rows, column_name))
  FROM kept JOIN information_schema.columns ON table_name = name AND is_identity = 'YES' WHERE rows = quote_ident(name)
SQL
)

same() {
  sums "$2"
  diff "/root/sums-$1" "/root/sums-$2" || die "what came back is not what there was"
  EQUAL="$(grep -c '^table' "/root/sums-$2") tables, $(grep -c '^next' "/root/sums-$2") next keys, $(grep -c ' media/' "/root/sums-$2") files"
  say "Equal: $EQUAL"
}

destroy() {
  empty_database
  rm -rf "$STATE/media"
}

# next_release FROM TO VERSION NAME OPERATION: the release FROM with a step more.
next_release() {
  rm -rf "$2"
  cp -a "$1" "$2"
  sed -i "s/^VERSION = \"[^\"]*\"/VERSION = \"$3\"/" "$2/mentoring/__init__.py"
  last=$(find "$2/mentoring/migrations" -name '[0-9]*.py' -printf '%f\n' | sed 's/\.py$//' | sort | tail -n 1)
  cat >"$2/mentoring/migrations/$4.py" <<PYTHON
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mentoring", "$last")]
    operations = [$5]
PYTHON
}

column_there() {
  [ "$(query "SELECT count(*) FROM information_schema.columns WHERE column_name = 'trial_note'")" = "$1" ] ||
    die "the column of the next release: expected $1"
}

upgrade() { sh "$1/deploy/upgrade.sh" "$1"; }
refused() { ! upgrade "$1"; }
version_is() { grep -q "^VERSION = \"$1\"" "$LIVE/mentoring/__init__.py" || die "$LIVE is not of version $1"; }

NOW=$(sed -n 's/^VERSION = "\(.*\)".*/\1/p' "$RELEASE/mentoring/__init__.py" | cut -d'"' -f1)

installed() {
  step "install.sh from a release archive, smoke test included" install_it
  step "install.sh once more: nothing to do" install_it
}

filled() {
  step "a year of a college" fill
  smoke
}

saved() {
  services stop
  sums filled
  note "rows" "$(awk '$1 == "table" { n += $3 } END { print n }' /root/sums-filled)"
  note "database" "$(query "SELECT pg_size_pretty(pg_database_size('nastavnik'))")"
  note "files" "$(find "$STATE/media" -type f 2>/dev/null | wc -l), $(du -sh "$STATE/media" 2>/dev/null | cut -f1)"
  rm -rf "$STATE/trial"
  step "backup" manage backup "$STATE/trial"
  archive=$(ls "$STATE"/trial/*)
  note "archive" "$(du -h "$archive" | cut -f1)"
  say "== restore refuses a filled database"
  ! manage restore "$archive" || die "restore replaced a filled database unasked"
}

restored() {
  archive=$(ls "$STATE"/trial/*)
  services stop
  destroy
  step "restore into nothing" manage restore "$archive"
  same filled restored
  note "equal by sums before and after" "$EQUAL"
  services start
  step "smoke test of what was restored" smoke
}

upgraded() {
  services stop
  step "daily round" manage daily
  sums before-upgrade
  next_release "$RELEASE" /root/next 9.1 9000_trial \
    'migrations.AddField("organization", "trial_note", models.CharField(max_length=9, db_default=""))'
  sed -i '/^class Organization(/a\    trial_note = models.CharField(max_length=9, db_default="")' /root/next/mentoring/models/organization.py
  step "upgrade.sh to a next release" upgrade /root/next
  version_is 9.1
  column_there 1
  smoke
  query "UPDATE mentoring_organization SET trial_note = 'new'" >/dev/null
  next_release /root/next /root/broken 9.2 9001_broken 'migrations.RunSQL("SELECT 1 / 0")'
  step "upgrade.sh to a release that cannot migrate: the old one runs" refused /root/broken
  version_is 9.1
  column_there 1
  [ "$(query "SELECT DISTINCT trial_note FROM mentoring_organization")" = new ] || die "a failed upgrade lost what was written"
  smoke
  step "rollback.sh" sh "$LIVE/deploy/rollback.sh" --lose-what-came-after
  version_is "$NOW"
  column_there 0
  services stop
  same before-upgrade rolled-back
  note "equal by sums before the upgrades and after the way back" "$EQUAL"
  services start
  step "smoke test after it" smoke
}

# A trial that is begun in the middle: today's code in the place of the installed one, and the data of the trial's backup.
begin_again() {
  if [ -L "$LIVE" ]; then
    rm "$LIVE"
    mv /opt/nastavnik-releases/first "$LIVE"
    rm -rf /opt/nastavnik-releases
  fi
  cp -a "$RELEASE/." "$LIVE"
  chown -R root:root "$LIVE"
  sh "$LIVE/deploy/services.sh" start
  services stop
  [ "$1" != upgraded ] || { destroy && manage restore "$(ls "$STATE"/trial/*)"; }
}

FROM=${FROM:-installed}
case $FROM in
  installed) ;;
  filled | saved | restored | upgraded) begin_again "$FROM" ;;
  *) die "no stage '$FROM': installed, filled, saved, restored, upgraded" ;;
esac
for stage in installed filled saved restored upgraded; do
  [ "$stage" != "$FROM" ] || FROM=""
  [ -n "$FROM" ] || "$stage"
  [ "$stage" != "${UNTIL:-}" ] || break
done
services stop
note "everything" "$(($(date +%s) - BEGAN)) s"
note "system" "$(. /etc/os-release && echo "$PRETTY_NAME"), $(/usr/bin/python3 --version), PostgreSQL $(query 'SHOW server_version'), $(nginx -v 2>&1)"
note "disk: /opt, /var/lib" "$(du -sh /opt | cut -f1), $(du -sh /var/lib | cut -f1)"
printf '%s\n' "$TABLE"
