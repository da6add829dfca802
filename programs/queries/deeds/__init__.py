"""What waits for a reader on the middle floor, and what the reader waits for from others."""

from . import amendment, event, growth, journal, material, meeting, practice, program, report

ROOMS = (program, amendment, event, meeting, journal, growth, report, material, practice)


def sources(actor, on):
    return [source for room in ROOMS for source in room.sources(actor, on)]


def waits(actor, on):
    rooms = (program, amendment, meeting, journal, report, practice)
    return [wait for room in rooms for wait in room.waits(actor, on)]
