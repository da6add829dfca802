"""Every text the database keeps, model by model, and which of it law keeps as signed."""

from django.apps import apps
from django.db import models

from mentoring.models import JournalSeal, StoredFile
from monitoring.queries.privacy.register import entries

TEXTS = (models.CharField, models.TextField, models.JSONField)
FILES = (models.FileField,)
LAW = ("order", "consent")


def text_fields(model):
    """Names of the columns where words may stand; closed sets of words and machine keys excepted."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, TEXTS) and not isinstance(field, FILES) and not field.choices and not field.primary_key
    ]


def every_model():
    """Models with texts, those of libraries too: letters of addresses stand in logs of sign-ins and of the admin.

    Seals of the journal hold fingerprints alone, millions of them.
    """
    own = [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]
    return [model for model in own if model is not JournalSeal and text_fields(model)]


def kept_fields(model):
    """Fields whose words law keeps once the row is signed."""
    entry = entries().get(model._meta.label)
    return entry.kept if entry else ()


def kept_rows(model):
    """Rows of a model whose kept fields are signed; all of them when nothing is asked of the row."""
    return model._base_manager.filter(**dict(entries()[model._meta.label].when))


def kept_files():
    """Ids of files that belong to signed papers and consents."""
    found = set()
    for entry in entries().values():
        if entry.term.code not in LAW:
            continue
        for field in (*entry.model._meta.concrete_fields, *entry.model._meta.many_to_many):
            if field.related_model is StoredFile:
                found |= set(entry.model._base_manager.values_list(field.name, flat=True))
    return found - {None}
