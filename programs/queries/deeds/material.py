"""Materials that wait: for the curator's look, for the author's correction."""

from django.urls import reverse

from mentoring.kit.deeds import DeedSource
from mentoring.kit.ui import Deed
from programs.choices.shelf import MaterialState
from programs.models import Material

from .row import ROLE_NOTES

QUEUE = "Материалы"


def sources(actor, on):
    if not actor.person:
        return []
    proposed = Material.objects.filter(state=MaterialState.PROPOSED)
    fix = proposed.exclude(remark="").filter(added_by=actor.person)
    found = [
        DeedSource("fix_material", fix, lambda row: _fix(actor, row), QUEUE, "mentor", _no_date,
                   fields=("title", "remark"), by="pk")
    ] if actor.has("mentor", "partner") else []  # fmt: skip
    if actor.has("curator"):
        check = proposed.filter(remark="")
        found.append(
            DeedSource("check_material", check, lambda row: _check(actor, row), QUEUE, "curator", _no_date,
                       fields=("title", "description"), by="pk")
        )  # fmt: skip
    return found


def _no_date(row):
    return None


def _check(actor, row):
    url = reverse("material_detail", args=[row.pk])
    title = f"Проверить материал «{row.title}»"
    return _made(actor, "curator", url, title=title, text=row.description, action="Проверить")


def _fix(actor, row):
    url = reverse("material_edit", args=[row.pk])
    title = f"Исправить материал «{row.title}»"
    return _made(actor, "mentor", url, title=title, text=row.remark, action="Исправить")


def _made(actor, role, url, **words):
    note = ROLE_NOTES[role] if len(actor.roles) > 1 else ""
    return Deed(when="без срока", url=url, action_url=url, icon="file", role_note=note, **words)
