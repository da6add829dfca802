"""One document of the register: whose turn, what it says, who signed and who has read it."""

from dataclasses import dataclass, replace

from django.urls import reverse

from mentoring.access import may_open_sheet
from mentoring.choices import DocumentState as S
from mentoring.kit.codes import short_fingerprint, spaced
from mentoring.kit.dates import moment, words
from mentoring.kit.states import StateTag
from mentoring.kit.ui import CheckRow, Column, Link
from mentoring.models import IssuedDocument, Pair, StoredFile
from mentoring.queries.acquaintance import sheet_of
from mentoring.queries.change_order import CHANGE_ORDER_TYPE
from mentoring.queries.document import (
    Reading,
    cancel_words,
    document_path,
    document_reader,
    document_tag,
    not_yet,
    readings,
)
from mentoring.queries.end_order import END_ORDER_TYPE
from mentoring.queries.order import held_words
from mentoring.queries.story import story_of
from mentoring.workflow.document import DOCUMENT, EDITABLE, VALID

ORDER = "D13"
RECOGNITION = "D34"
# What is read on a page of its own, by URL name: reports of programs, tests, lessons, the map, the report
# and the assessment of a year.
OWN_PAGES = {
    **dict.fromkeys(("D19", "D20", "D21"), ("report_of_document", "Открыть отчёт")),
    "D24": ("test_of_document", "Открыть тест"),
    "D25": ("card_of_document", "Открыть карту наблюдения"),
    "D03": ("roadmap_of_document", "Открыть дорожную карту"),
    "D35": ("year_report_of_document", "Открыть отчёт за год"),
    "D41": ("assessment_of_document", "Открыть оценку внедрения"),
}


@dataclass(frozen=True)
class DocumentPage:
    """`readings` is the whole list for the office and only the reader's own line for a member."""

    document: IssuedDocument
    reader: str
    tag: StateTag
    path: tuple
    facts: tuple[CheckRow, ...]
    readings: tuple[Reading, ...]
    read_words: str
    must_read: bool
    read_by: str  # until when the reader himself is expected to read it
    pairs: tuple[Pair, ...]
    story: list
    acts: dict
    old_scans: tuple[StoredFile, ...] = ()
    may_replace_scan: bool = False
    may_open_sheet: bool = False
    has_sheet: bool = False

    reading_columns = (Column("Кто", primary=True), Column("Должность"), Column("Ознакомление"))

    @property
    def title(self):
        number = f" № {self.document.number}" if self.document.number else ""
        return f"{self.document.type.name}{number}"

    @property
    def name(self):
        """The title of the browser's tab: what is not numbered yet is told by its pairs."""
        held = "" if self.document.number else held_words(self.pairs)
        return f"{self.title}: {held}" if held else self.title

    @property
    def check_url(self):
        """The public page that proves the paper; none until it is signed."""
        return reverse("verify_document", args=[spaced(self.document.code)]) if self.document.number else ""

    @property
    def head_tag(self):
        """The word alone: its sentence stands under «Сейчас»."""
        return replace(self.tag, sentence="")

    @property
    def crumbs(self):
        return (("Документы", reverse("document_list")), (str(self.document.year), ""))

    @property
    def now(self):
        """Whose turn it is; a member is asked to read before anything else."""
        if self.must_read:
            return f"Прочитайте {self.what} и отметьте ознакомление. {self.read_by}".strip()
        return self.tag.sentence or "От вас сейчас ничего не нужно."

    @property
    def is_order(self):
        return self.document.type.code == ORDER

    @property
    def what(self):
        return "приказ" if self.is_order else "документ"

    @property
    def cancel_words(self):
        return cancel_words(self.document)

    @property
    def read_url(self):
        return reverse("order_acquaint" if self.is_order else "sheet_read", args=[self.document.pk])

    @property
    def scan_word(self):
        """A paper from outside is its file; an order of ours has a scan of its signed copy."""
        return "файл" if self.document.recorded else "скан"

    @property
    def editable(self):
        return self.reader == "curator" and self.document.state in EDITABLE

    @property
    def own_page(self):
        """The page where its text is read, as a Link; None for what is read here."""
        name, words = OWN_PAGES.get(self.document.type.code, ("", ""))
        return Link(words, reverse(name, args=[self.document.pk])) if name and not self.document.recorded else None

    @property
    def is_change(self):
        """An order on changes is checked and signed on pages of its own."""
        return self.document.type.code == CHANGE_ORDER_TYPE

    @property
    def is_ending(self):
        """So is an order on ended pairs."""
        return self.document.type.code == END_ORDER_TYPE

    @property
    def is_recognition(self):
        """So is an order on recognition."""
        return self.document.type.code == RECOGNITION

    @property
    def may_print_letters(self):
        return self.is_recognition and self.valid and self.reader == "curator" and not self.document.recorded

    @property
    def valid(self):
        return self.document.state in VALID

    @property
    def edge(self):
        return "act" if self.tag.mine or self.must_read else ""

    @property
    def unread(self):
        return [row for row in self.readings if not row.done and not row.free]


def document_page(actor, document):
    reader = document_reader(actor)
    marks = list(document.acquaintances.select_related("person").order_by("person__sort_key"))
    rows = readings(marks)
    own = next((row for row in rows if actor.person and row.person_id == actor.person.pk), None)
    office = reader in ("curator", "director")
    counted = [row for row in rows if not row.free]
    done = sum(row.done for row in counted)
    return DocumentPage(
        document=document,
        reader=reader,
        tag=document_tag(document, reader, read=done if rows else None, of=len(counted) if rows else None),
        path=document_path(document, reader),
        facts=_facts(document),
        readings=rows if office else ((own,) if own else ()),
        read_words=not_yet(rows) if rows and office else "",
        must_read=bool(own and not own.done and not own.free and document.state in VALID),
        read_by=own.tag.sentence if own and not own.done else "",
        pairs=_pairs(document) if office else (),
        story=story_of(document, actor=actor) if office else [],
        acts={t.name: verdict for t, verdict in DOCUMENT.open_to(actor, document) if verdict},
        old_scans=tuple(document.old_scans.order_by("-created_at")) if office and document.scan_id else (),
        may_replace_scan=bool(document.scan_id and actor.has("curator") and document.state in VALID),
        has_sheet=office and (bool(rows) or sheet_of(document) is not None),
        may_open_sheet=bool(actor.has("curator") and may_open_sheet(actor, document=document)),
    )


def _pairs(document):
    """Pairs the document made, or those it changes or ends."""
    if document.type.code == END_ORDER_TYPE:
        return tuple(Pair.objects.with_members().filter(end_order=document))
    if document.type.code == CHANGE_ORDER_TYPE:
        return tuple(Pair.objects.with_members().filter(composition_changes__order=document).distinct())
    return tuple(Pair.objects.with_members().filter(order=document))


def _facts(document):
    rows = [
        CheckRow("Номер", document.number or "ещё нет"),
        CheckRow("Дата", words(document.date, year=True) if document.date else "ещё нет"),
        CheckRow("Учебный год", str(document.year)),
    ]
    if document.requisites.get("issuer"):
        rows.append(CheckRow("Кто подписал или откуда", document.requisites["issuer"]))
    for signature in document.signatures.all():
        if signature.revoked_at is None:
            rows.append(
                CheckRow(
                    "Подписано", f"{signature.post} {signature.person.signature_name}, {moment(signature.signed_at)}"
                )
            )
    if document.state == S.AWAITING_SIGNATURE and document.signer:
        rows.append(CheckRow("Подписывает", document.signer.short_name))
    if document.sha256:
        rows.append(CheckRow("Отпечаток текста", short_fingerprint(document.sha256)))
    if document.number:
        rows.append(CheckRow("Код проверки", spaced(document.code)))
    return tuple(rows)
