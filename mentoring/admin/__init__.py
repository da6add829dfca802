"""The office's second way in: the same records, the same actions and the same rules as the pages."""

from django.contrib import admin
from django.contrib.auth.models import Group

from . import bank, consent, document, diagnosis, label, organization, pair, person, post, reference, request, role  # noqa: F401
from . import service, setting, user, year  # noqa: F401

admin.site.disable_action("delete_selected")
