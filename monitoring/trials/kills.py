"""kill -9 of a web process, of its master and of PostgreSQL while several people write.

What a person was told to be saved is there afterwards, once, whole: the row, its entry of the journal, its file with the
right bytes, its number. What nobody was told of is there whole or not at all. Two controls: a write taken away by hand,
and a PostgreSQL that tells of a commit before it is written.
"""

import hashlib
import random
import time
from collections import Counter
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import connection
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.models import DocumentType, IssuedDocument, JournalEntry, Message, NumberSequence, StoredFile

from .place import CARELESS, Place
from .visitor import Visitor
from .world import people

KIND = "D36"
PAUSE = (0, 0.4)  # seconds
ORDER = [
    "PostgreSQL",
    "a web process",
    "PostgreSQL",
    "PostgreSQL",
    "a web process",
    "PostgreSQL",
    "the master",
    "PostgreSQL",
]


class Writers:
    """Everybody writes one thing after another until told to stop; remembers what was told to be saved."""

    def __init__(self, port):
        self.ended, self.lock = Event(), Lock()
        self.told, self.broken, self.answers = [], [], Counter()
        world = people()
        self.kind = DocumentType.objects.get(code=KIND).pk
        self.talk = reverse("pair_talk", args=[world.pair.pk])
        tasks = [(self._register, Visitor(one, port)) for one in world.curators[:3]]
        tasks += [(self._say, Visitor(one, port)) for one in (world.mentor, world.mentee)]
        self.threads = [Thread(target=self._write, args=(*task, n)) for n, task in enumerate(tasks)]

    def start(self):
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()

    def _write(self, write, who, number):
        count = 0
        while not self.ended.is_set():
            count += 1
            mark = f"write {number}-{count}-{random.getrandbits(32):08x}"  # noqa: S311
            answer = write(who, mark)
            with self.lock:
                self.answers[answer.status] += 1
                (self.told if answer.taken else self.broken).append(mark)
            if not answer.taken:
                time.sleep(0.1)

    def _register(self, who, mark):
        fields = {"type": self.kind, "title": mark, "number": "", "date": today().isoformat(), "issuer": ""}
        return who.post(reverse("document_register"), fields, [("file", f"{mark}.pdf", content_of(mark))])

    def _say(self, who, mark):
        return who.post(self.talk, {"text": mark}, [("files", f"{mark}.pdf", content_of(mark))])


def content_of(mark):
    return b"%PDF-1.4\n" + mark.encode() * 500


def faults(told):
    """What is wrong in the database and on the disk, in words; empty when everything told of is there once and whole."""
    found = []
    documents = list(IssuedDocument.objects.filter(title__startswith="write ").select_related("scan"))
    messages = list(Message.objects.filter(text__startswith="write ").prefetch_related("files__file"))
    times = Counter([row.title for row in documents] + [row.text for row in messages])
    found += [f"told of, not there: {mark}" for mark in told if not times[mark]]
    found += [f"there {n} times: {mark}" for mark, n in times.items() if n > 1]
    for row in documents:
        entries = JournalEntry.objects.filter(event="document_registered", subject_id=row.pk).count()
        if entries != 1 or not row.number or not _whole(row.scan, row.title):
            found.append(f"half a document: {row.title}, {entries} entries")
    for row in messages:
        if [_whole(one.file, row.text) for one in row.files.all()] != [True]:
            found.append(f"half a message: {row.text}")
    numbers = sorted(int(row.number.rsplit("/", 1)[-1]) for row in documents)
    last = NumberSequence.objects.filter(prefix=DocumentType.objects.get(code=KIND).prefix).values_list(
        "last", flat=True
    )
    if numbers != list(range(1, len(numbers) + 1)) or (numbers and list(last) != [len(numbers)]):
        found.append(f"numbers with gaps or doubles: {len(numbers)} documents, the last number {list(last)}")
    return found


def _whole(file, mark):
    try:
        content = file.file.open("rb").read()
    except OSError:
        return False
    return content == content_of(mark) and hashlib.sha256(content).hexdigest() == file.sha256


def strays():
    """Files that no row names: a kill between file and commit leaves them, the daily round takes them away."""
    from pathlib import Path

    there = {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    return len(there - {name.rsplit("/", 1)[-1] for name in StoredFile.objects.values_list("file", flat=True)})


def rounds(place, kills, minutes, say):
    """Kill so many times while people write, each time after something more was told of; (Writers, {what: times})."""
    blows = {
        "PostgreSQL": lambda: (place.kill_database(), place.database.up()),
        "a web process": lambda: place.kill_process_of_web(random.randrange(4)),  # noqa: S311
        "the master": lambda: (place.kill_master(), place.wait_for("/health/")),
    }
    done, until = Counter(), time.monotonic() + minutes * 60
    writers = Writers(place.port)
    writers.start()
    try:
        for number in range(kills):
            if time.monotonic() > until:
                say(f"  no time for more than {number} kills")
                break
            _wait_for_more(writers)
            what = ORDER[number % len(ORDER)]
            blows[what]()
            done[what] += 1
            if number % 10 == 9:
                say(f"  {number + 1} kills, {len(writers.told)} writes told of")
        place.wait_for("/healthz")
        _wait_for_more(writers)
    finally:
        writers.stop()
        connection.close()
    return writers, done


def _wait_for_more(writers, seconds=60):
    before, until = len(writers.told), time.monotonic() + seconds
    while len(writers.told) < before + 1 and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(random.uniform(*PAUSE))  # noqa: S311


def run(place, asked, say):
    place.start_web()
    writers, done = rounds(place, asked.kills, asked.minutes, say)
    found = faults(writers.told)
    say(f"kills: {dict(done)}; told of {len(writers.told)}, broken off {len(writers.broken)}, {dict(writers.answers)}")
    after = [Visitor(people().curator, place.port).get(reverse("home")).status for _ in range(20)]
    say(f"kills: faults {len(found)} {found[:5]}; files without a row {strays()}; pages afterwards {Counter(after)}")
    seen = _control_by_hand(writers.told, say)
    place.stop_web()
    return not found and set(after) == {200} and seen and careless(asked, say)


def _control_by_hand(told, say):
    """One write that was told of is taken away: exactly this one must be missed."""
    with connection.cursor() as cursor:
        mark = next(one for one in told if Message.objects.filter(text=one).exists())
        cursor.execute(
            "DELETE FROM mentoring_messagefile WHERE message_id IN (SELECT id FROM mentoring_message WHERE text = %s)",
            [mark],
        )
        cursor.execute("DELETE FROM mentoring_message WHERE text = %s", [mark])
    found = faults(told)
    say(f"kills, control: one write taken away by hand, faults found {found}")
    return found == [f"told of, not there: {mark}"]


def careless(asked, say):
    """The same on a PostgreSQL with synchronous_commit off, in a process of its own: losses must be seen."""
    import os
    import subprocess
    import sys

    place = Place(CARELESS, port=asked.port, name="careless")
    try:
        place.prepare()
        command = [sys.executable, "-m", "monitoring.trials.careless", str(place.folder), place.url, str(asked.port)]
        place.start_web()
        env = {**os.environ, **place.environment}
        begun = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
        begun.stdout.readline()  # people write
        time.sleep(4)
        place.kill_database()
        begun.stdin.write("stop\n")
        begun.stdin.flush()
        begun.stdout.readline()
        place.database.up()
        lost = begun.communicate("read\n", timeout=120)[0].strip()
    finally:
        place.remove()
    say(f"kills, control: synchronous_commit off, one kill of PostgreSQL: {lost}")
    return int(lost.split()[0]) > 0
