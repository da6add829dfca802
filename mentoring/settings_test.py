"""The same settings for tests: TESTING swaps the hasher, static storage and job queue for fast ones."""

import os

os.environ["TESTING"] = "1"
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("EMAIL_URL", "memorymail://")

from .settings import *  # noqa: E402,F403
