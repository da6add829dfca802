"""The normative base is open to everybody who is signed in; the curator keeps it and asks people to read (R56)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from mentoring.choices import DocumentState
from mentoring.kit.dates import moment
from mentoring.kit.verdict import YES, first_no, no
from mentoring.models import (
    AcquaintanceMark,
    AcquaintanceSheet,
    IssuedDocument,
    NormativeAct,
    NormativeVersion,
    needed_marks,
)
from mentoring.office import office

from .pair import documents_for, may_run_office

SHEET_TYPE = "D14"
VALID = (DocumentState.AWAITING_SCAN, DocumentState.IN_FORCE)


def norms_for(actor):
    """Every act, those out of force too: whoever is signed in reads the base."""
    return NormativeAct.objects.all()


def norm_versions_for(actor):
    return NormativeVersion.objects.filter(act__in=norms_for(actor))


def acquaintance_sheets_for(actor):
    """Documents whose readers are listed by name: the office's view of acquaintance."""
    if not actor.is_office:
        return IssuedDocument.objects.none()
    asked = Exists(AcquaintanceMark.objects.filter(document=OuterRef("pk")))
    opened = Exists(AcquaintanceSheet.objects.filter(document=OuterRef("pk")))
    return documents_for(actor).filter(asked | opened)


def may_keep_norms(actor):
    return may_run_office(actor)


def may_open_sheet(actor, *, document=None, version=None):
    """One open list for each text: a version of an act in force, or a signed document without a sheet of its own."""
    if not (verdict := may_run_office(actor)):
        return verdict
    if version is not None:
        return _version_is_free(version)
    if document.state not in VALID:
        return no("Ознакамливают с подписанным документом. Этот не действует.")
    if document.type.code == SHEET_TYPE:
        return no("Это и есть лист ознакомления. Добавьте людей в него самого.")
    return no("Лист уже открыт. Добавьте в него людей.") if _has_sheet(document) else YES


def _has_sheet(document):
    return AcquaintanceSheet.objects.filter(document=document).exists()


def _version_is_free(version):
    newest = version.act.versions.order_by("-number").values_list("pk", flat=True).first()
    if newest != version.pk:
        return no("Есть более новая редакция. Знакомьте с ней.")
    if version.sheets.filter(document__state__in=VALID).exists():
        return no("По этой редакции лист уже открыт. Добавьте в него людей.")
    return YES


def may_change_sheet(actor, document):
    """Add people, excuse them, write down paper marks."""
    standing = YES if document.state in VALID else no("Лист больше не собирают: документ не действует.")
    return first_no(may_run_office(actor), standing)


def may_remind_readers(actor, document, at):
    """Once in `reminder_hours` for each person, only while somebody has not read (setting, [P])."""
    if not (verdict := may_change_sheet(actor, document)):
        return verdict
    waiting = waiting_marks(document, at)
    if not waiting.exists():
        return no("Напоминать некому: ознакомились все.")
    if not waiting.filter(may_be_written(at)).exists():
        last = waiting.order_by("-written_at").values_list("written_at", flat=True).first()
        return no(f"Недавно уже писали. Следующее напоминание – после {moment(last + _pause())}.")
    return YES


def waiting_marks(document, at):
    """Marks of people from whom the mark is still awaited."""
    return document.acquaintances.filter(needed_marks(timezone.localtime(at).date()), done_at__isnull=True)


def may_be_written(at):
    """People who were not written to within the pause."""
    return Q(written_at__isnull=True) | Q(written_at__lte=at - _pause())


def _pause():
    return timedelta(hours=office().setting("reminder_hours"))
