"""The test settings on a migrated SQLite base kept between runs: pytest --ds=mentoring.settings_kept --reuse-db

One base for each state of the migrations and starter data: an edited migration makes a new one, in var/.
"""

from hashlib import sha256

from .settings_test import *  # noqa: F403

_sources = sorted(
    path
    for part in ("migrations", "starter")
    for end in ("py", "yaml")
    for path in BASE_DIR.glob(f"*/{part}/**/*.{end}")
)  # noqa: F405
_state = sha256(b"".join(path.read_bytes() for path in _sources)).hexdigest()[:12]
DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / f"var/test-{_state}.sqlite3"}  # noqa: F405
