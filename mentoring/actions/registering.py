"""Documents from outside the generators (R56): registered by hand with number, date and file."""

from django.db import transaction

from mentoring.access import may_run_office
from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.actions.number import number_is_taken, take_number
from mentoring.choices import DocumentState
from mentoring.kit import dates
from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import AcademicYear, DocumentType, IssuedDocument
from mentoring.queries.number import MADE_HERE, next_number, numbered


@transaction.atomic
def register_document(*, type, title, number="", date, issuer="", upload, by, at):
    """Enter a paper into the register: it is in force from its date, its file is its text. Returns the IssuedDocument.

    An empty number is the next of the kind's sequence in the year of the date. Raises Refused: not the curator, a kind
    the system makes itself, a date to come or outside every year, a taken number, a wrong file.
    """
    require(may_run_office(by))
    if type.code in MADE_HERE:
        raise Refused(no(f"«{type.name}» система выпускает сама, со своим номером. Выберите другой вид."))
    if date > dates.local(at).date():
        raise Refused(no("Дата документа ещё не наступила. Исправьте её."))
    title = tidy(title)
    if not title:
        raise Refused(no("Напишите, о чём документ."))
    year = AcademicYear.objects.filter(starts__lte=date, ends__gte=date).first()
    if year is None:
        raise Refused(no("Такого учебного года в системе нет. Исправьте дату или добавьте год в справочниках."))
    document = IssuedDocument(type=type, year=year, title=title[:300], date=date, state=DocumentState.IN_FORCE)
    document.number = _number(document, tidy(number))
    document.scan = store_upload(upload, purpose="document", by=by, at=at)
    document.sha256 = document.scan.sha256
    document.requisites = {"issuer": tidy(issuer)[:200]} if tidy(issuer) else {}
    document.author, document.created_at, document.recorded = by.person, at, True
    document.save()
    heading = f"Зарегистрирован № {document.number} от {dates.words(date, year=True)}"
    journal.record("document_registered", heading, by=by, at=at, subject=document)
    return document


def _number(document, typed):
    """The typed number, or the next one; the suggested one moves the sequence on."""
    if typed and typed != next_number(document.type, document.year):
        if number_is_taken(document, typed):
            raise Refused(no(f"Номер {typed} в этом году уже занят. Поставьте другой или оставьте поле пустым."))
        return typed
    while True:
        number = numbered(document.type, document.year, take_number(document.type.prefix, document.year))
        if not number_is_taken(document, number):
            return number


def kinds_to_register():
    """Kinds of documents that no page of ours makes."""
    return DocumentType.objects.filter(retired=False).exclude(code__in=MADE_HERE).order_by("position")
