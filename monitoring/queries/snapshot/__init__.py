"""Snapshots of the figures: what is frozen, how it is read again, how two are compared."""

from .payload import Frozen, frozen_of, frozen_rows, payload_of

__all__ = ["Frozen", "frozen_of", "frozen_rows", "payload_of"]
