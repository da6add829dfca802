"""python -m monitoring.trials [races away cut full jobs clock kills] [--kills 100] [--rounds 25] [--port 8254]"""

import argparse
import os
import platform
import signal
import sys
import time
from importlib import import_module

from .place import DURABLE, Place

ALL = ("races", "away", "cut", "full", "jobs", "clock", "kills")


def main():
    words = argparse.ArgumentParser(prog="sh bench.sh trials", description=import_module("monitoring.trials").__doc__)
    words.add_argument("names", nargs="*", choices=[*ALL, []], help="which trials; all of them without a name")
    words.add_argument("--kills", type=int, default=100)
    words.add_argument("--minutes", type=int, default=60, help="no more kills after so long")
    words.add_argument("--rounds", type=int, default=25)
    words.add_argument("--control", action="store_true", help="of the races, the control alone")
    words.add_argument("--act", default="", help="of races and cut, what has these words in its name, and the control")
    words.add_argument("--port", type=int, default=8254)
    asked = words.parse_args()
    place = Place(DURABLE, port=asked.port)
    os.environ.update(place.environment)
    say(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, Python {platform.python_version()}, {place.folder}")
    failed = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a terminated run leaves nothing behind
    try:
        place.prepare()
        begin()
        for name in asked.names or ALL:
            began = time.monotonic()
            passed = import_module(f"monitoring.trials.{name}").run(place, asked, say)
            failed += [] if passed else [name]
            say(f"{name}: {'passed' if passed else 'FAILED'}, {time.monotonic() - began:.0f} s")
    finally:
        place.remove()
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


def begin():
    """This process reads and writes the same database: people are made here."""
    import django

    django.setup()
    from .world import people

    people()


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


main()
