"""A paper found by its code: what it is, whether it stands, whether its text is the one that was signed (R57).

Whoever holds the code holds the paper: the page repeats what stands in its heading and stamps and nothing of its text.
"""

from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.codes import short_fingerprint
from mentoring.kit.states import StateTag
from mentoring.kit.ui import CheckRow
from mentoring.models import IssuedDocument
from monitoring.queries.verified import ALTERED, SIGNED, VerifiedPaper, act_row, standing
from monitoring.queries.verify_recorded import recorded_paper
from programs.choices import DecisionKind, ProgramState
from programs.choices.report import DOCUMENT_TYPES
from programs.models import Amendment, ProgramVersion

ORDER = "D13"
REPORTS = tuple(DOCUMENT_TYPES.values())
ENDED = {
    ProgramState.COMPLETED: "Завершена",
    ProgramState.ENDED_EARLY: "Завершена досрочно",
    ProgramState.CANCELED: "Не начата",
}


def find_paper(code):
    """The signed order, the approved version of a program or its sheet of changes with this code (as kit.codes.tidy gives it), or None."""
    documents = IssuedDocument.objects.select_related("type", "year", "replaced_by", "scan", "sheet__version__file")
    document = documents.prefetch_related("signatures__person").filter(code=code, state__in=SIGNED).first()
    if document and (document.recorded or document.payload is None):
        return recorded_paper(document)
    if document:
        return _document(document)
    versions = ProgramVersion.objects.select_related("program__year").prefetch_related("decisions")
    version = versions.filter(code=code, number__isnull=False).first()
    if version:
        return _version(version)
    sheets = Amendment.objects.select_related("program__year", "version").prefetch_related("version__decisions")
    sheet = sheets.filter(code=code, version__isnull=False).first()
    return _sheet(sheet) if sheet else None


def _document(document):
    live = [signature for signature in document.signatures.all() if signature.revoked_at is None]
    return VerifiedPaper(
        row=document,
        title=f"{document.type.name} № {document.number}",
        tag=standing(document) if _intact(document, live) else ALTERED,
        facts=(
            CheckRow("Дата", dates.words(document.date, year=True)),
            CheckRow("Заголовок", document.title),
            CheckRow("Учебный год", str(document.year)),
            CheckRow("Отпечаток текста", short_fingerprint(document.sha256)),
        ),
        signed=tuple(act_row(s.person.signature_name, s.post, s.signed_at) for s in live),
        comparable=bool(document.pdf_id or document.type.code in (ORDER, *REPORTS)),
    )


def _version(version):
    program = version.program
    acts = [act for act in version.decisions.all() if act.kind in (DecisionKind.AGREE, DecisionKind.APPROVE)]
    return VerifiedPaper(
        row=version,
        title=f"Программа № {program.number}, редакция {version.number}",
        tag=_version_standing(version) if _intact(version, acts) else ALTERED,
        facts=(
            CheckRow("Утверждена", dates.words(dates.local(version.approved_at).date(), year=True)),
            CheckRow("Учебный год", str(program.year)),
            CheckRow("Отпечаток текста", short_fingerprint(version.sha256)),
        ),
        signed=tuple(act_row(act.name, act.post, act.at) for act in acts),
    )


def _sheet(amendment):
    """«Лист изменений»: it stands over the text of the version it made."""
    version, program = amendment.version, amendment.program
    acts = [act for act in version.decisions.all() if act.kind in (DecisionKind.AGREE, DecisionKind.APPROVE)]
    return VerifiedPaper(
        row=amendment,
        title=f"Лист изменений № {amendment.register_number} к программе № {program.number}",
        tag=_version_standing(version) if _intact(version, acts) else ALTERED,
        facts=(
            CheckRow("Новая редакция", str(version.number)),
            CheckRow("Утверждена", dates.words(dates.local(version.approved_at).date(), year=True)),
            CheckRow("Учебный год", str(program.year)),
            CheckRow("Отпечаток текста", short_fingerprint(version.sha256)),
        ),
        signed=tuple(act_row(act.name, act.post, act.at) for act in acts),
        comparable=False,
    )


def _version_standing(version):
    program = version.program
    newest = program.versions.exclude(number=None).order_by("-number").values_list("number", flat=True).first()
    if newest != version.number:
        return StateTag("act", "Есть новее", f"Текст подлинный, но действует уже редакция {newest}.")
    if program.state in ENDED:
        day = f" {dates.words(program.ended_on, year=True)}" if program.ended_on else ""
        return StateTag("calm", ENDED[program.state], f"Текст подлинный. Программа закончилась{day}.")
    return StateTag("ok", "Действует", "Документ подлинный: текст тот самый, что утверждён.")


def _intact(row, acts):
    """The text gives the fingerprint that is kept, and every signature stands over that fingerprint."""
    return fingerprint(row.payload) == row.sha256 and all(act.sha256 == row.sha256 for act in acts) and bool(acts)
