"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from mentoring.environment import SERVES_PAGES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
os.environ[SERVES_PAGES] = "1"  # a page waits for the database no longer than its reader would; commands and jobs may
application = get_wsgi_application()
