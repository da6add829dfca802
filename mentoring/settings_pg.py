"""The test settings on a throw-away real PostgreSQL: pytest --ds=mentoring.settings_pg"""

import os

if "PGTEMP" not in os.environ:  # pytest-xdist workers inherit it and share one server
    from .pgtemp import start

    os.environ["PGTEMP"] = start()
os.environ["DATABASE_URL"] = "postgres://postgres@/postgres?host=" + os.environ["PGTEMP"]

from .settings_test import *  # noqa: E402,F403
