"""What a person is asked to read: the text itself, the file, the fingerprint, and what was marked."""

from dataclasses import dataclass

from mentoring.kit.codes import short_fingerprint
from mentoring.kit.dates import by, words
from mentoring.kit.states import StateTag
from mentoring.kit.ui import CheckRow
from mentoring.models import AcquaintanceMark, IssuedDocument, NormativeVersion
from mentoring.queries.acquaintance import read_print, reader_tag, version_of
from mentoring.queries.norm import text_parts
from mentoring.workflow.document import VALID


@dataclass(frozen=True)
class ReadingPage:
    """`shown` goes with the mark: the fingerprint of exactly what stands on this page."""

    document: IssuedDocument
    version: NormativeVersion | None
    mark: AcquaintanceMark
    tag: StateTag
    facts: tuple[CheckRow, ...]
    shown: str

    @property
    def title(self):
        return self.version.act.title if self.version else str(self.document)

    @property
    def lead(self):
        if self.version:
            return ", ".join(part for part in (self.version.label, self.version.act.requisites) if part)
        return self.document.title

    @property
    def paragraphs(self):
        return text_parts(self.version.text) if self.version else []

    @property
    def file(self):
        return self.version.file if self.version else self.document.scan or self.document.pdf

    @property
    def waits(self):
        return not self.mark.done_at and not self.mark.excused and self.document.state in VALID

    @property
    def read_by(self):
        return f"{by(self.mark.due).capitalize()}." if self.mark.due else ""


def reading_page(actor, document):
    """None when the person is not asked to read this document."""
    if not actor.person:
        return None
    mark = document.acquaintances.filter(person=actor.person).select_related("person", "witness").first()
    if mark is None:
        return None
    version, shown = version_of(document), read_print(document)
    day = version.since if version else document.date
    facts = [CheckRow("Действует с", words(day, year=True))] if day else []
    if version and version.changes:
        facts.append(CheckRow("Что изменилось", version.changes))
    facts.append(CheckRow("Отпечаток текста", short_fingerprint(shown)))
    return ReadingPage(document, version, mark, reader_tag(mark), tuple(facts), shown)
