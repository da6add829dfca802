#!/bin/sh
# shellcheck disable=SC2016  # the inner shell gets its own words
# The whole life of an installation on a bare Debian: sh deploy/trial/bare.sh FOLDER [bookworm|trixie]   (as root)
# Installed from an archive of HEAD, filled, backed up, destroyed, restored, upgraded twice (the second one fails on purpose),
# rolled back; every step is timed and proved by inside.sh. Needs debootstrap and git; takes a quarter of an hour and 3 GB.
# FOLDER is kept and used again; delete it afterwards. FROM=restored begins with that stage, UNTIL=installed ends after one
# (stages: inside.sh). PREPARE names a command that is given FOLDER before anything runs in
# it: certificates and package sources that this machine's network needs. MIRROR is debootstrap's.
set -eu

HERE=$(cd "$(dirname "$0")" && pwd)
SUITE=${2:-bookworm}

die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || die "run it as root"
[ -n "${1:-}" ] || die "name a folder for the root: sh deploy/trial/bare.sh FOLDER [SUITE]"
command -v debootstrap >/dev/null || die "debootstrap is missing"
mkdir -p "$1"
ROOT=$(cd "$1" && pwd)

if [ ! -x "$ROOT/usr/bin/apt-get" ]; then
  printf '%s  Debian %s into %s\n' "$(date +%H:%M:%S)" "$SUITE" "$ROOT"
  debootstrap --variant=minbase "$SUITE" "$ROOT" "${MIRROR:-http://deb.debian.org/debian}" >"$ROOT.log" 2>&1 ||
    die "debootstrap failed: $(tail -n 1 "$ROOT.log")"
fi
cp -L /etc/resolv.conf "$ROOT/etc/resolv.conf"
[ -z "${PREPARE:-}" ] || "$PREPARE" "$ROOT"
rm -rf "$ROOT/root/release"
mkdir -p "$ROOT/root/release"
git -C "$HERE/../.." archive HEAD | tar -C "$ROOT/root/release" -xf -

# Mounts and processes of its own: whatever happens, nothing is left mounted or running.
exec unshare --mount --pid --fork --kill-child sh -c '
  mount -t proc proc "$1/proc"
  mount --rbind /dev "$1/dev"
  mount -t tmpfs tmpfs "$1/run"
  exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 FROM="${FROM:-}" UNTIL="${UNTIL:-}" chroot "$1" sh /root/release/deploy/trial/inside.sh
' bare "$ROOT"
