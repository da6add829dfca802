"""What a list of readers stands over: exactly which text, in which words, how long it takes to read (R56, R57)."""

from math import ceil

from mentoring.choices import DocumentState, SheetAudience
from mentoring.kit.dates import by, moment, short, today, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import NBSP, agreed, plural

WORDS_A_MINUTE = 120
FILE_MINUTES = 10
SCHEMA = 1


def sheet_of(document):
    """The sheet a document was given, or None for an order whose readers follow from its pairs."""
    return getattr(document, "sheet", None)


def version_of(document):
    """The version of an act that this document is a sheet over, or None."""
    sheet = sheet_of(document)
    return sheet.version if sheet else None


def read_print(document):
    """SHA-256 of the very text that a reader of this document reads."""
    version = version_of(document)
    return version.sha256 if version else document.sha256


def sheet_payload(version):
    """The frozen text of a sheet: the act, its version and the fingerprint of what is read."""
    act = version.act
    return {
        "schema": SCHEMA,
        "act": act.title,
        "kind": act.get_kind_display(),
        "requisites": act.requisites,
        "version": version.label,
        "since": version.since.isoformat(),
        "text_sha256": version.sha256,
    }


def subject_words(document):
    """What is read, as the paper says it: «с приказом № 104 от 30.10.2026 «О закреплении»»."""
    version = version_of(document)
    if version:
        payload = document.payload
        number = f" {payload['requisites']}" if payload["requisites"] else ""
        return f"«{payload['act']}»{number} ({payload['version'][:1].lower()}{payload['version'][1:]})"
    heading = (document.payload or {}).get("heading") or document.title
    date = f" от {short(document.date)}" if document.date else ""
    return f"{document.type.name} № {document.number or '_____'}{date} «{heading}»"


def reading_minutes(document):
    """«5 минут» after «около»: from the words of the text; a file alone is taken for ten minutes."""
    version = version_of(document)
    length = len(version.text.split()) if version else 0
    minutes = ceil(length / WORDS_A_MINUTE) if length else FILE_MINUTES if version else 5
    return f"{minutes}{NBSP}{plural(minutes, 'минуты', 'минут', 'минут')}"


def with_sheet(documents):
    """Documents with what their lists of readers stand over, in the same query."""
    return documents.select_related("type", "year", "signer", "replaced_by", "sheet__version__act", "sheet__unit")


def audience_words(sheet):
    if sheet is None:
        return "Участники приказа"
    if sheet.audience == SheetAudience.UNIT and sheet.unit:
        return sheet.unit.name
    return sheet.get_audience_display()


def sheet_tag(document, read, of, *, late=0):
    """Where a sheet stands, in a word."""
    if document.state == DocumentState.CANCELED:
        return StateTag("calm", "Отменён", document.canceled_reason)
    if document.state == DocumentState.REPLACED:
        return StateTag("calm", "Заменён", "Открыт лист по новой редакции.")
    if not of:
        return StateTag("calm", "Пуст", "Добавьте людей.")
    if read >= of:
        return StateTag("ok", "Собран", f"Ознакомились все: {of} из {of}.")
    if late:
        return StateTag("act", "Срок прошёл", f"Ознакомились {read} из {of}.")
    return StateTag("go", "Собираем", f"Ознакомились {read} из {of}.")


def gone(mark, on):
    """Whether the person has left by a date: nobody waits for a leaver's mark."""
    return bool(mark.person.left_on and mark.person.left_on <= on)


def not_needed(mark):
    """Whether nobody waits for this mark: excused, or the person has left without it."""
    return not mark.done_at and bool(mark.excused or gone(mark, today()))


def reader_tag(mark, *, office=False):
    """What is said of one person's acquaintance (words 5.4); the office also reads of letters and missing addresses."""
    if mark.done_at and mark.way == "paper":
        witness = f", в присутствии: {mark.witness.signature_name}" if mark.witness else ""
        return StateTag("ok", "На бумаге", f"Подписано на листе, {words(mark.done_at)}{witness}.")
    if mark.done_at:
        return StateTag("ok", agreed("Ознакомлен(а)", mark.person.gender), f"{moment(mark.done_at)}, в системе.")
    if mark.excused:
        return StateTag("calm", "Не требуется", mark.excused)
    if gone(mark, today()):
        return StateTag("calm", "Не требуется", f"Уход {words(mark.person.left_on)}.")
    due = f"{by(mark.due).capitalize()}." if mark.due else ""
    return StateTag("go", "Нужно ознакомиться", f"{due} {_letters(mark) if office else ''}".strip())


def _letters(mark):
    if not mark.person.email:
        return "Почты нет: дайте расписаться на бумаге."
    return f"Последнее письмо {words(mark.written_at)}." if mark.written_at else ""
