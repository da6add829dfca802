"""One text, one fingerprint: canonical JSON and its SHA-256."""

import hashlib
import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


def payload_of(value):
    """A frozen dataclass as plain JSON data: dates as ISO, uuids as text."""
    return json.loads(canonical_json(value))


def canonical_json(value):
    """The same text for the same value on every machine: sorted keys, no spaces, UTF-8 letters."""
    return json.dumps(
        asdict(value) if is_dataclass(value) else value,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_plain,
    )


def fingerprint(value):
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def _plain(value):
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if is_dataclass(value):
        return asdict(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")
