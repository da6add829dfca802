"""What waits for a reader on the middle floor, and what the reader waits for from others."""

from . import event, journal, meeting, program

ROOMS = (program, event, meeting, journal)


def sources(actor, on):
    return [source for room in ROOMS for source in room.sources(actor, on)]


def waits(actor, on):
    return [*program.waits(actor, on), *meeting.waits(actor, on), *journal.waits(actor, on)]
