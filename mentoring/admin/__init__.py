"""The office's second way in: the same records, the same actions and the same rules as the pages."""

from django.apps import (
    apps,
)
from django.contrib import (
    admin,
)

from . import (
    agreement,
    bank,
    consent,
    diagnosis,
    document,
    label,
    norm,
    open_bank,
    organization,
    pair,
    person,
    post,
    reference,
    request,
    role,
    service,
    setting,
    user,
    year,
)

FOREIGN = ("auth", "axes", "django_tasks_database")

for app in FOREIGN:
    for model in apps.get_app_config(app).get_models():
        if admin.site.is_registered(model):
            admin.site.unregister(model)

__all__ = [
    "agreement",
    "bank",
    "consent",
    "diagnosis",
    "document",
    "label",
    "norm",
    "open_bank",
    "organization",
    "pair",
    "person",
    "post",
    "reference",
    "request",
    "role",
    "service",
    "setting",
    "user",
    "year",
]
