#!/bin/sh
# shellcheck disable=SC1091,SC2154  # release.sh is read from beside; names come from the note of the last upgrade
# One command to a new version: sh deploy/upgrade.sh FOLDER   (an unpacked new version; run as root)
# Prepares it beside the old one, stops the services, backs up, migrates, switches, starts, looks. Whatever fails, the old
# version runs again with the data of the backup. rollback.sh goes back later. docs/backup.md explains.
# With several hosts on one database: stop all, upgrade one, then on each other one  sh deploy/upgrade.sh FOLDER --follow
set -eu
. "$(dirname "$0")/release.sh"

source=${1:-}
[ -f "${source:-/nowhere}/manage.py" ] || die "name the folder of the new version: sh deploy/upgrade.sh FOLDER"
[ -e "$HOME_LINK" ] || die "no version is installed at $HOME_LINK"
[ -r "$ENVIRONMENT" ] || die "$ENVIRONMENT cannot be read"
source=$(cd "$source" && pwd)
mkdir -p "$RELEASES"
new=$RELEASES/$(date +%Y%m%d-%H%M%S)
while [ -e "$new" ]; do  # never into a version that stands there
  sleep 1
  new=$RELEASES/$(date +%Y%m%d-%H%M%S)
done

if [ ! -L "$HOME_LINK" ]; then
  say "The first upgrade: $HOME_LINK becomes a link into $RELEASES"
  mv "$HOME_LINK" "$RELEASES/first"
  ln -s "$RELEASES/first" "$HOME_LINK"
fi
old=$(readlink -f "$HOME_LINK")

say "Preparing the new version in $new; the old one still works"
cp -a "$source" "$new"
chown -R "$(id -u):$(id -g)" "$new"  # who unpacked it may be nobody here, and under any umask
chmod -R u=rwX,go=rX "$new"
(cd "$new" && umask 022 && sh setup.sh) || { rm -rf "$new" && die "the new version could not be prepared; nothing has changed"; }
manage "$new" check --deploy --fail-level ERROR >/dev/null ||
  { rm -rf "$new" && die "the new version refuses this environment; nothing has changed"; }

if [ "${2:-}" = --follow ]; then
  manage "$new" migrate --check >/dev/null || { rm -rf "$new" && die "the database is not of the new version: upgrade the first host"; }
  services stop
  # shellcheck disable=SC2086
  manage "$new" collectstatic --no-input -v0 $NOT_SERVED
  switch_to "$new"
  services start
  said=$(smoke_test "$new" 2>&1) || die "the new version does not work here: $said"
  say "Done: this host follows"
  exit
fi

say "Stopping the services"
began=$(date +%s)
services stop

say "Backup by the old version"
install -d -m 700 "$SAFE" && { [ "$(id -u)" != 0 ] || chown "$SERVICE_USER" "$SAFE"; }
archive=$(manage "$old" backup "$SAFE" --plain | head -n 1)
if [ ! -f "$archive" ]; then
  services start
  rm -rf "$new"
  die "no backup, no upgrade; the old version runs"
fi
[ ! -f "$LAST" ] || cp "$LAST" "$LAST.before"
printf 'old=%s\nnew=%s\narchive=%s\n' "$old" "$new" "$archive" >"$LAST"

failed() {
  say "Failed: $1"
  go_back "$old" "$archive"
  rm -rf "$new" "$LAST"
  [ ! -f "$LAST.before" ] || mv "$LAST.before" "$LAST"
  die "$1; the old version runs with the data of the backup, nothing is lost"
}

say "Migrating"
manage "$new" migrate --no-input -v0 || failed "the database could not be migrated"
# shellcheck disable=SC2086
manage "$new" collectstatic --no-input -v0 $NOT_SERVED || failed "static files could not be collected"
say "Switching and starting"
switch_to "$new"
services start || failed "the services did not start"
said=$(smoke_test "$new" 2>&1) || failed "the new version does not work: $said"
rm -f "$LAST.before"
say "Done, away for $(($(date +%s) - began)) s. To go back: sh $new/deploy/rollback.sh"
