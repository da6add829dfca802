#!/bin/sh
# shellcheck disable=SC1091,SC2154  # release.sh is read from beside; names come from the note of the last upgrade
# One command back: sh deploy/rollback.sh --lose-what-came-after   (run as root)
# The version before the last upgrade, with the database and the files of the backup taken then. What people have written
# since is lost, therefore the word is asked for; before it a backup of today's state is made.
set -eu
. "$(dirname "$0")/release.sh"

[ -r "$LAST" ] || die "there is no upgrade to go back from: $LAST is missing"
# shellcheck disable=SC1090
. "$LAST"
[ -f "$old/manage.py" ] || die "the old version is not in $old any more"
[ -f "$archive" ] || die "the backup $archive is missing"
[ "${1:-}" = --lose-what-came-after ] ||
  die "this restores the backup $archive; what was written since is lost. Say so: sh $0 --lose-what-came-after"

say "Stopping the services"
services stop
say "Backup of today's state, in case something of it is wanted"
manage "$new" backup "$SAFE" --plain || say "It could not be made; going on"
go_back "$old" "$archive"
rm -f "$LAST"
say "Done: $old runs with the data of $archive"
