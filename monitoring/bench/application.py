"""The product's WSGI application with the bare signed-in page among its addresses."""

from mentoring.wsgi import application  # isort: skip
from django.conf import settings
from django.urls import clear_url_caches, set_urlconf

settings.ROOT_URLCONF = "monitoring.bench.urls"
clear_url_caches()
set_urlconf(None)

__all__ = ["application"]
