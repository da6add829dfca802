"""One person's measures: the sheet to fill, what was answered, the own change; and who is asked in a program."""

from dataclasses import dataclass

from django.db.models import Q

from mentoring.access.diagnosis import diagnoses_for
from mentoring.choices import Side
from mentoring.choices.diagnosis import DiagnosisState
from mentoring.kit import dates
from mentoring.office import office
from monitoring.access import stage_check as rights
from monitoring.choices import Audience, QuestionKind, VersionState
from monitoring.choices.stage_check import CheckStage, CheckState
from monitoring.models import InstrumentVersion, StageCheck
from monitoring.questionnaire import Page, pages_of, skip_label, subscale_label, visible
from monitoring.scoring.kind import SCALES
from monitoring.scoring.stage_check import score_of, windows
from monitoring.words import decimal, signed
from programs.access import people_of

LEAST = 2  # items of a sub-scale, unless the form says otherwise
EMPTY = "–"
PEOPLE = ("person", "program__pair", "version__instrument")


# The form and its days


def instrument_for(program):
    """The version the program's first measure was taken by, else the newest published one; None without any."""
    used = Q(stage_checks__program=program)
    ready = Q(instrument__audience=Audience.BOTH, state=VersionState.PUBLISHED)
    found = InstrumentVersion.objects.select_related("instrument")
    first = found.filter(used).order_by("stage_checks__asked_at", "stage_checks__pk").first()
    return first or found.filter(ready).order_by("instrument_id", "-number").first()


def windows_of(program):
    """{stage: Window} of a program by the college's settings."""
    setting = office().setting
    return windows(
        program.since,
        program.until,
        entry_days=setting("stage_check_entry_days"),
        exit_days=setting("stage_check_exit_days"),
        answer_days=setting("stage_check_answer_days"),
    )


def asked_pages(version):
    return pages_of(visible(list(version.questions.all()), low=False), version)


def sheet_of(version):
    """All questions on one screen, numbered through."""
    pages = asked_pages(version)
    asked = tuple(one for page in pages for one in page.asked)
    return Page(1, 1, 1, version.title, asked, pages[0].seconds_left if pages else 0)


def parts_of(version):
    """[(title, keys of questions)] in order; a part that pages divide is one part here."""
    parts = {}
    for page in asked_pages(version):
        parts.setdefault(page.title, []).extend(one.question.pk for one in page.asked)
    return list(parts.items())


def loaded(checks):
    return checks.select_related(*PEOPLE).prefetch_related("version__questions", "program__pair__members__person")


# Scores


def scores_of(check):
    """{sub-scale: its mean on 1–5} of a given sheet; a sub-scale answered too little is absent."""
    least = check.version.scoring.get("subscale_min_answered", LEAST)
    marks = {}
    for question in check.version.questions.all():
        number = check.answers.get(question.code, {}).get("number")
        if question.in_index and question.kind in SCALES and number is not None:
            marks.setdefault(question.subscale, []).append((number, question.kind))
    found = {code: score_of(rows, least) for code, rows in marks.items()}
    return {code: score for code, score in found.items() if score is not None}


def names_of(version):
    """{code: name} of the form's sub-scales in order."""
    return {one["code"]: subscale_label(one["code"], version) for one in version.subscales}


# One measure


@dataclass(frozen=True)
class CheckPage:
    check: StageCheck
    may_read: object
    answers: tuple[tuple[str, str], ...]
    stages: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    card: object = None


def check_page(actor, check):
    """A given sheet as its reader may see it, with the change over the stages of the same program."""
    may_read = rights.may_read(actor, check)
    if not may_read:
        return CheckPage(check, may_read, (), (), ())
    given = _given_of(check)
    stages = tuple(CheckStage(one.stage).label for one in given)
    answers = tuple(_answers(check)) if check.state == CheckState.GIVEN else ()
    return CheckPage(check, may_read, answers, stages, _rows(check.version, given), _card_of(actor, check))


def _given_of(check):
    """Given sheets of the person in this program in the order of stages."""
    order = list(CheckStage.values)
    found = StageCheck.objects.filter(program=check.program, person=check.person_id, state=CheckState.GIVEN)
    return sorted(found, key=lambda one: order.index(one.stage))


def _rows(version, given):
    """(sub-scale, mark at every stage, change from the first to the last) as words."""
    for one in given:
        one.version = version  # the stages of a program share it: see instrument_for
    scores = [scores_of(one) for one in given]
    return tuple(
        (name, *(_mark(score.get(code)) for score in scores), _change([score.get(code) for score in scores]))
        for code, name in names_of(version).items()
    )


def _mark(score):
    return EMPTY if score is None else decimal(score)


def _change(scores):
    known = len(scores) > 1 and scores[0] is not None and scores[-1] is not None
    return signed(round(scores[-1] - scores[0], 1), 1) if known else EMPTY


def _answers(check):
    for asked in sheet_of(check.version).asked:
        yield asked.question.text, _answer_words(asked.question, check.answers.get(asked.question.code, {}))


def _answer_words(question, kept):
    if kept.get("skipped"):
        return skip_label(question)
    if question.kind == QuestionKind.MATRIX:
        marks = kept.get("marks", {})
        return "; ".join(
            f"{row}: {marks.get(str(place)) or skip_label(question)}" for place, row in enumerate(question.options, 1)
        )
    said = kept.get("number", kept.get("amount", ", ".join(kept.get("options", ()))))
    return "; ".join(str(part) for part in (said, kept.get("text")) if part not in ("", None)) or EMPTY


def _card_of(actor, check):
    """The mentee's last card of difficulties: it asks of directions, which a measure does not repeat."""
    if check.side != Side.MENTEE:
        return None
    done = diagnoses_for(actor).filter(person=check.person_id, state=DiagnosisState.DONE)
    return done.order_by("-done_at", "-pk").first()


# Measures of a program


@dataclass(frozen=True)
class MemberRow:
    person: object
    side: str
    cells: tuple


@dataclass(frozen=True)
class StageHead:
    code: str
    name: str
    days: str
    left: int  # members not asked yet


@dataclass(frozen=True)
class ProgramChecks:
    program: object
    stages: tuple[StageHead, ...]
    rows: tuple[MemberRow, ...]
    may_ask: object
    given: int
    asked: int


def program_checks(actor, program):
    """Who was asked at which stage and what came of it. Two queries beside the program's own."""
    checks = list(StageCheck.objects.filter(program=program).select_related("person").order_by("person__sort_key"))
    kept = {(check.person_id, check.stage): check for check in checks}
    sides = {check.person_id: (check.person, check.side) for check in checks}
    for side in (Side.MENTOR, Side.MENTEE):
        for person in people_of(program, side):
            sides.setdefault(person.pk, (person, side))
    now = {person.pk for side in Side.values for person in people_of(program, side)}
    rows = [
        MemberRow(person, Side(side).label, tuple(kept.get((key, stage)) for stage in CheckStage.values))
        for key, (person, side) in sides.items()
    ]
    days = windows_of(program)
    return ProgramChecks(
        program,
        tuple(_head(stage, days.get(stage), now, kept) for stage in CheckStage.values),
        tuple(sorted(rows, key=lambda row: (row.side, row.person.sort_key))),
        rights.may_ask(actor, program),
        sum(check.state == CheckState.GIVEN for check in checks),
        len(checks),
    )


def _head(stage, window, now, kept):
    days = f"{dates.short(window.opens)}–{dates.short(window.closes)}" if window else "срок программы для него мал"
    return StageHead(stage, CheckStage(stage).label, days, sum((key, stage) not in kept for key in now))


def my_checks(actor):
    """A person's own measures, the waiting first. One query."""
    found = rights.own_checks(actor).select_related("program__pair").order_by("-asked_at", "-pk")
    return sorted(
        found.prefetch_related("program__pair__members__person"), key=lambda one: one.state != CheckState.ASKED
    )
