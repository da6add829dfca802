"""What waits for a reader on the middle floor, and what the reader waits for from others."""

from . import amendment, event, meeting, program

ROOMS = (program, amendment, event, meeting)


def sources(actor, on):
    return [source for room in ROOMS for source in room.sources(actor, on)]


def waits(actor, on):
    return [*program.waits(actor, on), *amendment.waits(actor, on), *meeting.waits(actor, on)]
