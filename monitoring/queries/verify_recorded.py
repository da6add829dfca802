"""Papers the curator wrote down, found by their code: acquaintance sheets and documents whose file is their text (R57).

A file is read anew and its fingerprint compared with the one that was registered, so that a changed byte is reported.
"""

import hashlib

from mentoring.choices import AcquaintanceWay
from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.states import StateTag
from mentoring.kit.text import small_first
from mentoring.kit.ui import CheckRow
from mentoring.models import needed_marks
from mentoring.models.norm import version_print
from mentoring.queries.acquaintance import version_of
from monitoring.queries.verified import ALTERED, VerifiedPaper, act_row, standing

GENUINE_FILE = "Документ подлинный: файл тот самый, что зарегистрирован."


def recorded_paper(document):
    """The sheet over an act, or a document whose text is its file."""
    version = version_of(document)
    return _sheet(document, version) if version else _filed(document)


def file_of(document):
    """What a received file is compared with: the text of a sheet's act, the document's own file, or nothing."""
    version = version_of(document)
    return version.file if version else document.pdf or document.scan


def _sheet(document, version):
    marks = list(document.acquaintances.filter(needed_marks(dates.today())).select_related("person"))
    done = sorted((mark for mark in marks if mark.done_at), key=lambda mark: mark.done_at)
    payload = document.payload or {}
    return VerifiedPaper(
        row=document,
        title=f"{document.type.name} № {document.number}",
        tag=_sheet_standing(document) if _sheet_intact(document, version, done) else ALTERED,
        facts=(
            CheckRow("Открыт", dates.words(document.date, year=True)),
            CheckRow("С чем знакомят", " ".join(filter(None, (payload.get("act"), payload.get("requisites"))))),
            CheckRow("Редакция", payload.get("version", "–")),
            CheckRow("Собрано", f"{len(done)} из {len(marks)}"),
            CheckRow("Отпечаток текста", short_fingerprint(version.sha256)),
        ),
        signed=_signed(done),
        comparable=version.file_id is not None,
    )


def _sheet_standing(document):
    """A sheet is proof of what was read also after a newer version of the act has its own."""
    if document.state == "replaced":
        return StateTag("calm", "Заменён", "Отметки подлинные. По новой редакции открыт другой лист.")
    return standing(document, "Лист подлинный: текст тот самый, что прочитали.")


def _sheet_intact(document, version, done):
    """The act's text gives its fingerprint, the sheet names that fingerprint, every mark stands over it."""
    read = version_print(version.text, _bytes_print(version.file) if version.file else "")
    payload = document.payload or {}
    same = read == version.sha256 == payload.get("text_sha256")
    return same and fingerprint(payload) == document.sha256 and all(mark.sha256 == read for mark in done)


def _filed(document):
    file = document.pdf or document.scan
    marks = [mark for mark in document.acquaintances.select_related("person") if mark.done_at]
    facts = [
        CheckRow("Дата", dates.words(document.date, year=True)),
        CheckRow("Заголовок", document.title),
        CheckRow("Учебный год", str(document.year)),
    ]
    if document.sha256:
        facts.append(CheckRow("Отпечаток файла", short_fingerprint(document.sha256)))
    signer = document.requisites.get("issuer") or (document.signer.signature_name if document.signer else "")
    return VerifiedPaper(
        row=document,
        title=f"{document.type.name} № {document.number}",
        tag=standing(document, GENUINE_FILE) if _file_intact(document, file, marks) else ALTERED,
        facts=tuple(facts),
        signed=((CheckRow(signer, "подпись на самом документе"),) if signer else ()) + _signed(marks),
        comparable=file is not None,
    )


def _file_intact(document, file, marks):
    if file is None:
        return False
    read = _bytes_print(file)
    registered = document.sha256 or file.sha256
    return read == file.sha256 == registered and all(mark.sha256 == read for mark in marks)


def _bytes_print(file):
    """SHA-256 of the bytes as they lie in the store; a file that is gone has none."""
    try:
        with file.file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


def _signed(marks):
    return tuple(_line(mark) for mark in marks)


def _line(mark):
    """A signature on paper has a day and no hour."""
    name, post = mark.person.signature_name, mark.post or mark.person.post
    if mark.way == AcquaintanceWay.PAPER:
        return CheckRow(f"{name}, {small_first(post)}", f"на бумаге, {dates.short(mark.done_at)}")
    return act_row(name, post, mark.done_at)
