"""Proof of what was done: files and links on an event of the plan."""

import re
from urllib.parse import urlsplit

from django.db import transaction

from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.models import Evidence

from .desk import refuse

MOST = 20
SPACE = re.compile(r"\s")


@transaction.atomic
def add_evidence(*, event, by, at, files=(), link="", note=""):
    """Attach files (checked by content) or a link to an event of a running program. Returns the Evidence rows."""
    require(access.may_add_evidence(by, event))
    if not files and not tidy(link):
        refuse("Выберите файл или вставьте ссылку.")
    kept = attach(event, files=files, link=link, note=note, by=by, at=at)
    journal.record(
        "event_evidence",
        f"Подтверждение добавлено: «{event.measure}»",
        by=by,
        at=at,
        subject=event,
        pair=event.program.pair,
    )
    return kept


def attach(event, *, by, at, files=(), link="", note=""):
    """Keep the proof that came with a mark."""
    link, note = tidy(link), tidy(note)[:200]
    if link:
        check_link(link)
    if files and event.evidence.count() + len(files) > MOST:
        refuse(f"У мероприятия не больше {MOST} подтверждений. Уберите лишние.")
    kept = [
        Evidence.objects.create(
            event=event,
            file=store_upload(file, purpose="evidence", by=by, at=at),
            note=note,
            added_by=by.person,
            added_at=at,
        )
        for file in files
    ]
    if link and not event.evidence.filter(link=link).exists():
        kept.append(Evidence.objects.create(event=event, link=link, note=note, added_by=by.person, added_at=at))
    return kept


def check_link(link):
    try:
        parts = urlsplit(link)
        whole = parts.scheme in ("http", "https") and parts.hostname and not SPACE.search(link)
    except ValueError:  # a bracket of an address left open
        whole = False
    if not whole or len(link) > 500:
        refuse("Ссылку пишут так: https://sdo.college.example/course/12.")


@transaction.atomic
def remove_evidence(*, evidence, by, at):
    """Who added it, or the curator, takes a proof away; the stored file stays for the story."""
    require(access.may_remove_evidence(by, evidence))
    event = evidence.event
    evidence.delete()
    journal.record(
        "event_evidence_removed",
        f"Подтверждение убрано: «{event.measure}»",
        by=by,
        at=at,
        subject=event,
        pair=event.program.pair,
    )
