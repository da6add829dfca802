"""Deeds of this room (stub until its engineer writes it)."""


def sources(actor, on):
    return []


def waits(actor, on):
    return []
