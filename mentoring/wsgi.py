"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentoring.settings")
# A page waits for a statement no longer than its reader would; commands and jobs may take their time.
os.environ.setdefault("DATABASE_SECONDS", "20")
application = get_wsgi_application()
