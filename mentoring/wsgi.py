"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from mentoring.environment import SERVES_PAGES, pages_patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
os.environ[SERVES_PAGES] = "1"  # a page gives up on a slow statement; commands and jobs may take their time
application = get_wsgi_application()

from mentoring.patience import wait_at_most  # noqa: E402 it asks the settings which database this is

wait_at_most(pages_patience())
