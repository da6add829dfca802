"""Counters that all processes of a machine share: one small file of whole numbers, changed under a lock.

A request costs two system calls. Where the file cannot be written every process counts for itself.
"""

import fcntl
import mmap
import struct
from pathlib import Path
from threading import Lock

BUCKETS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds, upper edges
CLASSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
CELL = struct.Struct("=q")
PLACES = {name: place for place, name in enumerate((*CLASSES, *BUCKETS, "over", "microseconds"))}
SIZE = CELL.size * len(PLACES)


class Meter:
    """Requests by class of status, and how long they took."""

    def __init__(self, folder):
        self._lock = Lock()
        self._file = None
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._file = (Path(folder) / "requests").open("a+b")
            if self._file.seek(0, 2) < SIZE:
                self._file.truncate(SIZE)
            self._cells = mmap.mmap(self._file.fileno(), SIZE)
        except OSError:
            self._file, self._cells = None, mmap.mmap(-1, SIZE)

    def count(self, status, seconds):
        edge = next((edge for edge in BUCKETS if seconds <= edge), "over")
        with self._lock:
            if self._file:
                fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                self._add(f"{status // 100}xx", 1)
                self._add(edge, 1)
                self._add("microseconds", int(seconds * 1_000_000))
            finally:
                if self._file:
                    fcntl.flock(self._file, fcntl.LOCK_UN)

    def _add(self, name, number):
        start = PLACES[name] * CELL.size
        CELL.pack_into(self._cells, start, CELL.unpack_from(self._cells, start)[0] + number)

    def read(self):
        """{name: number} as it stands now."""
        return {name: CELL.unpack_from(self._cells, place * CELL.size)[0] for name, place in PLACES.items()}


def text_of(families):
    """Prometheus's text form. A family is (name, type, help, [(suffix, labels, value)]); a value of None is left out."""
    lines = []
    for name, kind, told, samples in families:
        known = [sample for sample in samples if sample[2] is not None]
        if known:
            lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{suffix}{_labels(labels)} {value:.6f}" if isinstance(value, float) else
                      f"{name}{suffix}{_labels(labels)} {value}" for suffix, labels, value in known]  # fmt: skip
    return "\n".join(lines) + "\n"


def _labels(labels):
    told = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{{{told}}}" if told else ""


def request_families(numbers):
    """The two families of what the meter counted."""
    by_class = [("", {"status": name}, numbers[name]) for name in CLASSES]
    below, steps = 0, []
    for edge in BUCKETS:
        below += numbers[edge]
        steps.append(("_bucket", {"le": f"{edge:g}"}, below))
    every = below + numbers["over"]
    steps += [
        ("_bucket", {"le": "+Inf"}, every),
        ("_sum", {}, numbers["microseconds"] / 1_000_000),
        ("_count", {}, every),
    ]
    return [
        ("nastavnik_requests_total", "counter", "Answers by class of status.", by_class),
        ("nastavnik_request_seconds", "histogram", "How long answers took.", steps),
    ]
