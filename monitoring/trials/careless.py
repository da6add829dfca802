"""The other half of the careless control: writes over HTTP in a process of its own, tied to that database."""

import sys

import django


def main():
    django.setup()
    from django.db import connection

    from .kills import Writers, faults
    from .world import people

    people()
    writers = Writers(int(sys.argv[3]))
    writers.start()
    _tell("writing")
    sys.stdin.readline()
    writers.stop()
    connection.close()
    _tell("stopped")
    sys.stdin.readline()
    _tell(f"{len(faults(writers.told))} faults after {len(writers.told)} writes told of")


def _tell(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


main()
