"""What waits for a reader on the ground floor."""

from . import change, document, pair, person, petition, request

ROOMS = (request, pair, change, petition, document, person)


def sources(actor, on):
    return [source for room in ROOMS for source in room.sources(actor, on)]


def waits(actor, on):
    return [wait for room in ROOMS for wait in room.waits(actor, on)]
