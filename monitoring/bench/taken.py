"""What a piece of work took: by the clock, and on the processor of this process and of its PostgreSQL backend."""

import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


@dataclass(frozen=True)
class Taken:
    """Seconds. `cpu` is None where the backend's cannot be read."""

    wall: float
    cpu: float | None


def taken(run):
    cpu, wall = _cpu(), time.perf_counter()
    run()
    wall, after = time.perf_counter() - wall, _cpu()
    return Taken(wall, None if cpu is None or after is None else after - cpu)


def _cpu():
    if connection.vendor != "postgresql":
        return time.process_time()
    connection.ensure_connection()
    try:
        spent = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text(encoding="ascii")
    except OSError:
        return None
    return time.process_time() + int(spent.split()[0]) / 1e9
