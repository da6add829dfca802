"""gunicorn's own lines go the same way as ours: the form of LOG_FORMAT, no address of a page."""

import os
import sys

sys.path.insert(0, os.getcwd())

from mentoring import environment as env  # noqa: E402
from mentoring.kit.logs import logging_of  # noqa: E402

# Longer than nginx keeps an idle connection: were we the first to hang up, a form sent at that very moment would be lost.
keepalive = 75

# By default whoever comes through a proxy of this machine may name another address in a header, past the proxy's own rules.
forwarder_headers = ""

logconfig_dict = logging_of(
    env.log_level("LOG_LEVEL", default="WARNING"), env.one_of("LOG_FORMAT", ("text", "json"), default="text")
)
logconfig_dict["loggers"] |= {"gunicorn.error": {"level": "INFO"}, "gunicorn.access": {"level": "WARNING"}}
