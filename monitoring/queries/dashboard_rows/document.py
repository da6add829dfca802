"""Rows of «Документы ждут решения»: papers of the register and programs, in one list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from mentoring.kit.text import fold, words_of
from mentoring.models import PairMember
from monitoring.queries.dashboard import sets

from .row import Cell, RowColumn, RowList, day

DECIDES = {"submitted": "куратор", "awaiting_director": "утверждающий"}


@dataclass(frozen=True)
class Waiting:
    name: str
    state: str
    who: str
    due: date | None
    url: str
    key: str


def waiting(question):
    """Everything that waits for a signature or a decision today."""
    if not question.now:
        return []
    papers = sets.waiting_documents(question).select_related("type", "signer")
    members = Prefetch("pair__members", PairMember.objects.select_related("person"))
    programs = sets.waiting_programs(question).select_related("pair").prefetch_related(members)
    return [*(_paper(row, question) for row in papers), *(_program(row) for row in programs)]


def _paper(row, question):
    who = row.signer.short_name if row.signer else "директор"
    url = "" if question.limited else reverse("document_detail", args=[row.pk])
    name = f"{row.type.name}: {row.title}" if row.title else row.type.name
    return Waiting(name, row.get_state_display(), who, row.due, url, fold(name))


def _program(row):
    name = f"Программа: {row.pair.title}"
    return Waiting(
        name, row.get_state_display(), DECIDES[row.state], row.due, reverse("program_detail", args=[row.pk]), fold(name)
    )


def _find(found, words):
    return [row for row in found if all(word in row.key for word in words_of(words))]


DOCUMENTS = RowList(
    code="documents",
    title="Документы ждут решения",
    noun="document",
    empty="Никакой документ не ждёт подписи или решения.",
    columns=(
        RowColumn("Документ", "name", ("key",), width=60, primary=True),
        RowColumn("Состояние", "state", ("state", "key"), width=22),
        RowColumn("Кто решает", width=26),
        RowColumn("Срок", "due", ("due", "key"), "date"),
    ),
    found=waiting,
    cells=lambda row, question: (Cell(row.name, row.url), Cell(row.state), Cell(row.who), day(row.due)),
    search=_find,
    search_label="Название или фамилия",
    order=("due", "key"),
)
