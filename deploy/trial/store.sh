#!/bin/sh
# Files in an S3-compatible store: sh deploy/trial/store.sh   (in a prepared folder of the project; two minutes)
# Against moto, a fake of S3 from PyPI in a virtual environment of its own, on this machine alone: files are kept, read, named by
# a backup, lost, restored with equal sums, also from a folder into the store; strays go; while the store is away an upload is
# refused in words and a page says 503. Nothing outlives the script. PORT may be told; PACKAGES names a folder that keeps the packages for the next time.
set -eu

PROJECT=$(cd "$(dirname "$0")/../.." && pwd)
PORT=${PORT:-8279}
WORK=$(mktemp -d /tmp/nastavnik-store.XXXXXX)
PACKAGES=${PACKAGES:-$WORK/packages}
FAKE=""
trap '[ -z "$FAKE" ] || kill "$FAKE" 2>/dev/null || :; rm -rf "$WORK"' EXIT

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

packages() {
  [ ! -d "$PACKAGES/s3" ] || return 0
  mkdir -p "$PACKAGES"
  python3 -m venv "$PACKAGES/moto"
  "$PACKAGES/moto/bin/pip" install -q --disable-pip-version-check 'moto[server]' >"$WORK/log" 2>&1 || die "$(tail -n 1 "$WORK/log")"
  .venv/bin/pip install -q --disable-pip-version-check --no-deps --target "$PACKAGES/s3" -r requirements-s3.lock >"$WORK/log" 2>&1 ||
    die "$(tail -n 1 "$WORK/log")"
}

fake() {
  "$PACKAGES/moto/bin/moto_server" -H 127.0.0.1 -p "$PORT" >"$WORK/moto.log" 2>&1 &
  FAKE=$!
  for _ in $(seq 150); do
    curl -s -o /dev/null -m 2 "http://127.0.0.1:$PORT/" && return 0
    sleep 0.2
  done
  die "the fake does not answer: $(tail -n 1 "$WORK/moto.log")"
}

manage() { .venv/bin/python manage.py "$@"; }
python() { manage shell --no-imports -c "$1"; }

in_store() {
  export S3_BUCKET=files S3_ENDPOINT="http://127.0.0.1:$PORT" S3_ACCESS_KEY=fake S3_SECRET_KEY=fake
}

KEEP='
import os, sys
from django.utils import timezone
from mentoring.access import SYSTEM
from mentoring.actions.file import store_bytes
for number in range(int(os.environ["FILES"])):
    store_bytes(b"%PDF-1.7 " + os.urandom(90_000 + number), name=f"{number}.pdf", content_type="application/pdf",
                purpose="document", by=SYSTEM, at=timezone.now())
'
# Every file as its row says; how many there are.
LOOK='
import hashlib
from django.core.files.storage import default_storage
from mentoring.kit.shelf import shelf_of
from mentoring.models import StoredFile
for row in StoredFile.objects.all():
    with row.file.open("rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == row.sha256, row.file.name
print(len(list(shelf_of(default_storage).names())), StoredFile.objects.count(), type(default_storage._wrapped).__name__)
'
BUCKET='
from django.core.files.storage import default_storage
default_storage.connection.create_bucket(Bucket=default_storage.bucket_name)
'
LOSE='
from django.core.files.storage import default_storage
from mentoring.kit.shelf import shelf_of
shelf = shelf_of(default_storage)
for name in list(shelf.names()):
    shelf.drop(name)
'
STRAY='
from datetime import timedelta
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from mentoring.actions.stray import drop_strays
default_storage.save("ab/" + "ab" * 16, ContentFile(b"left by a kill"))
print(drop_strays(at=timezone.now()), drop_strays(at=timezone.now() + timedelta(days=2)))
'
# A view that opens a file, and an upload.
AWAY='
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse
from django.test import Client
from django.urls import path
from mentoring import urls
from mentoring.kit.verdict import FileRefused
from mentoring.models import StoredFile
@login_not_required
def read(request):
    return FileResponse(StoredFile.objects.first().file.open("rb"))
urls.urlpatterns.append(path("trial/", read))
answer = Client(raise_request_exception=False).get("/trial/", secure=True)
print("page", answer.status_code, answer.headers.get("Retry-After"))
try:
    exec(KEEP)
except FileRefused as refused:
    print("upload", refused.verdict.reason)
'

fresh() {
  export DATABASE_URL="sqlite:///$WORK/$1.sqlite3" MEDIA_ROOT="$WORK/$1-media"
  manage migrate --no-input -v0
}
equal() { [ "$1" = "$2" ] || die "$3: expected «$2», got «$1»"; }

cd "$PROJECT"
say "moto and requirements-s3.lock from PyPI"
packages
fake
export PYTHONPATH="$PACKAGES/s3" FILES=40 SECRET_KEY=only-for-this-trial-only-for-this-trial-only-for BACKUP_FOLDER="$WORK/backups" \
  STATIC_ROOT="$WORK/static" METRICS_FOLDER="$WORK/metrics" EMAIL_URL="filemail:///$WORK/mail" ALLOWED_HOSTS=testserver DEBUG=0
in_store
python "$BUCKET"
manage collectstatic --no-input -v0 --ignore scss --ignore build.py
say "== 40 files into the store"
fresh first
python "$KEEP"
equal "$(python "$LOOK")" "40 40 ObjectStorage" "files in the store"
[ ! -e "$MEDIA_ROOT" ] || die "a file was written into the folder"
say "== backup, every file lost, restore"
manage backup
archive=$(find "$BACKUP_FOLDER" -name 'nastavnik-*')
! manage restore "$archive" 2>"$WORK/log" || die "a filled store was replaced unasked"
python "$LOSE"
fresh second
manage restore "$archive"
equal "$(python "$LOOK")" "40 40 ObjectStorage" "files after the restore"
say "== the same archive into a folder, and from a folder into the store"
python "$LOSE"
unset S3_BUCKET
fresh third
manage restore "$archive"
equal "$(python "$LOOK")" "40 40 FileSystemStorage" "files in the folder"
rm -rf "$BACKUP_FOLDER"
manage backup
in_store
manage restore "$(find "$BACKUP_FOLDER" -name 'nastavnik-*')" --replace third.sqlite3
equal "$(python "$LOOK")" "40 40 ObjectStorage" "files from a folder"
say "== a stray file goes after a day"
equal "$(python "$STRAY")" "0 1" "strays"
say "== the store is away"
kill "$FAKE"
wait "$FAKE" || :
FAKE=""
found=$(python "KEEP = '''$KEEP'''
$AWAY" 2>/dev/null)
equal "$found" "page 503 10
upload Хранилище файлов не отвечает: файл не сохранён. Попробуйте через несколько минут." "while it is away"
say "Done: kept, read, backed up, restored with equal sums; away is told in words"
