"""What waits for a reader on the ground floor."""

from . import (
    achievement,
    campaign,
    change,
    council,
    diagnosis,
    document,
    ending,
    open_bank,
    pair,
    person,
    petition,
    request,
    talk,
)

ROOMS = (
    request,
    pair,
    document,
    person,
    council,
    diagnosis,
    talk,
    achievement,
    change,
    ending,
    petition,
    campaign,
    open_bank,
)


def sources(actor, on):
    return [source for room in ROOMS for source in room.sources(actor, on)]


def waits(actor, on):
    return [wait for room in ROOMS for wait in room.waits(actor, on)]
