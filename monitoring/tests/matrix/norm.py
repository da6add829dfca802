"""«Нормативная база» is open to everybody signed in; sheets with names to the office, reading to those who are asked."""

from datetime import date

from mentoring.actions.acquaintance import add_people, open_sheet
from mentoring.actions.document import acquaint_on_paper
from mentoring.actions.file import store_bytes
from mentoring.actions.norm import add_version, create_act
from mentoring.actions.registering import register_document
from mentoring.kit.uploads import PDF
from mentoring.models import AcquaintanceMark, ConsentText, DocumentType
from mentoring.tests import make
from mentoring.tests.uploads import pdf_upload

from . import Row

OFFICE = "curator director"
FOR_CURATOR = {"director": 403}


def build(world):
    """An act with a file and a sheet over it: mentor and mentee are asked, another mentor has signed on paper."""
    who = {"by": world.cast.actor("curator"), "at": make.moment()}
    world.act = create_act(kind="instruction", title="Инструкция по ведению пар", **who)
    world.norm_version = add_version(world.act, label="", since=date(2026, 9, 1), upload=pdf_upload(), **who)
    world.norm_sheet = open_sheet(version=world.norm_version, audience="chosen", due=date(2026, 12, 25), **who)
    people = [world.cast.mentor, world.cast.mentee, world.cast.other_mentor]
    add_people(world.norm_sheet, people, **who)
    acquaint_on_paper(world.norm_sheet, people[2:], scan=pdf_upload("Лист.pdf"), **who)
    AcquaintanceMark.objects.filter(document=world.norm_sheet, person=world.cast.mentee).update(excused="отпуск")
    kind = DocumentType.objects.get(code="D36")
    world.paper = register_document(type=kind, title="Справка", date=date(2026, 11, 10), upload=pdf_upload(), **who)
    world.old_scan = store_bytes(b"%PDF-1.4", name="старый.pdf", content_type=PDF, purpose="scan", **who)
    world.paper.old_scans.add(world.old_scan)


def act(world):
    return [world.act.pk]


def version(world):
    return [world.act.pk, world.norm_version.number]


def sheet(world):
    return [world.norm_sheet.pk]


def reader(part):
    return lambda world: [world.norm_sheet.pk, getattr(world.cast, part).pk]


def curators(**fields):
    """Open to the curator alone; the director sees the sheet but does not keep it."""
    return Row(allowed="curator", also=FOR_CURATOR, **fields)


ROWS = {
    "norm_list": Row(),
    "norm_detail": Row(args=act),
    "norm_version": Row(args=version),
    "norm_version_file": Row(args=version),
    "norm_consent": Row(args=lambda world: [ConsentText.objects.get(kind="mentor").pk]),
    "norm_create": Row(allowed="curator", denied=403),
    "norm_edit": Row(allowed="curator", denied=403, args=act),
    "norm_retire": Row(allowed="curator", denied=403, args=act),
    "norm_version_add": Row(allowed="curator", denied=403, args=act),
    "norm_restore": Row(args=act, method="post", ok=302),
    "norm_version_withdraw": Row(args=version, method="post", ok=302),
    "sheet_list": Row(allowed=OFFICE, denied=403),
    "sheet_detail": Row(allowed=OFFICE, args=sheet),
    "sheet_pdf": Row(allowed=OFFICE, args=sheet),
    "sheet_docx": Row(allowed=OFFICE, args=sheet),
    "sheet_scan": Row(allowed=OFFICE, args=reader("other_mentor")),
    "sheet_read": Row(allowed="mentor mentee other_mentor", args=sheet, also={"curator": 302, "director": 302}),
    "sheet_open_norm": Row(allowed="curator", denied=403, args=version),
    "sheet_open": curators(args=lambda world: [world.paper.pk]),
    "sheet_people": curators(args=sheet),
    "sheet_due": curators(args=sheet),
    "sheet_paper": curators(args=sheet),
    "sheet_excuse": curators(args=reader("mentor")),
    "sheet_include": Row(allowed=OFFICE, args=reader("mentee"), method="post", ok=302),
    "sheet_remind": Row(allowed=OFFICE, args=sheet, method="post", ok=302),
    "document_register": Row(allowed="curator", denied=403),
    "document_xlsx": Row(allowed=OFFICE, denied=403),
    "document_old_scan": Row(allowed=OFFICE, args=lambda world: [world.paper.pk, world.old_scan.uuid]),
}
