"""What waits for a reader on the ground floor."""

from . import campaign, document, pair, person, request

ROOMS = (request, campaign, pair, document, person)


def sources(actor, on):
    return [source for room in ROOMS for source in room.sources(actor, on)]


def waits(actor, on):
    return [wait for room in ROOMS for wait in room.waits(actor, on)]
