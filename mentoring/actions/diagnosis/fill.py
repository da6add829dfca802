"""Filling a sheet: a part is kept as it is left, the card is sent once and may be taken back by its author."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import mentors_of
from mentoring.actions import journal
from mentoring.choices import CompetenceLevel, DiagnosisState, Motivation
from mentoring.choices.diagnosis import OPEN_DIAGNOSIS_STATES
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import Diagnosis, DiagnosisAnswer, DiagnosisSheet
from mentoring.workflow.diagnosis import DIAGNOSIS

ABOUT = "about"  # the part of the teacher's own sheet that is not a direction
LEVELS = ("scientific", "psyped", "methodical")
MOST_WORDS = 1000


def may_fill(actor, sheet):
    """Only the author, until the sheet is sent; a withdrawn card is filled by nobody."""
    if not actor.is_person(sheet.author):
        return no("Лист заполняет его автор.")
    if sheet.done_at:
        return no("Лист уже отправлен. Чтобы исправить, нажмите «Изменить ответы».")
    diagnosis = sheet.diagnosis
    closed = diagnosis.state == DiagnosisState.WITHDRAWN or (
        sheet.is_own and diagnosis.state not in OPEN_DIAGNOSIS_STATES
    )
    return no("Карта больше не нужна: заполнять её не надо.") if closed else YES


@transaction.atomic
def save_part(sheet, direction, answers, *, important=False, strong=False, by, at):
    """Keep one direction of a sheet. `answers` are {statement code: mark, None for «не могу оценить»}.

    A statement left out stays blank. Raises Refused to anybody but the author, after sending, and for a statement or
    a mark the card does not have.
    """
    sheet = _held(sheet, by)
    statements = {row.code: row for row in sheet.diagnosis.card.statements.filter(direction__code=direction)}
    if not statements or set(answers) - set(statements):
        raise Refused(no("Такого утверждения в карте нет. Обновите страницу."))
    marks = {option["value"] for option in sheet.diagnosis.card.scale} | {None}
    if set(answers.values()) - marks:
        raise Refused(no("Выберите ответ из предложенных."))
    sheet.answers.filter(statement__in=statements.values()).delete()
    DiagnosisAnswer.objects.bulk_create(
        DiagnosisAnswer(sheet=sheet, statement=statements[code], value=value) for code, value in answers.items()
    )
    ticks = {"important": (sheet.important, important), "strong": (sheet.strong, strong)}
    kept = {name: _with(codes, direction, ticked) for name, (codes, ticked) in ticks.items()}
    return _saved(sheet, direction, at, by, **kept)


@transaction.atomic
def save_about(sheet, *, by, at, motivation=None, expects="", **levels):
    """Keep the teacher's own words about himself: three competences, motivation, what he expects; any may be blank."""
    sheet = _held(sheet, by)
    if not sheet.is_own:
        raise Refused(no("О мотивации и компетенциях говорит сам педагог."))
    if set(levels) - set(LEVELS):
        raise TypeError(f"no such competences: {', '.join(sorted(set(levels) - set(LEVELS)))}")
    allowed = {*CompetenceLevel.values, None}
    if set(levels.values()) - allowed or motivation not in {*Motivation.values, None}:
        raise Refused(no("Выберите ответ из предложенных."))
    if len(expects) > MOST_WORDS:
        raise Refused(no(f"Слишком длинно: {len(expects)} знаков из {MOST_WORDS}. Сократите."))
    Diagnosis.objects.filter(pk=sheet.diagnosis_id).update(motivation=motivation, expects=expects, **levels)
    return _saved(sheet, ABOUT, at, by)


def may_send(actor, sheet):
    """At least one statement is answered with a mark: a wholly blank card says nothing."""
    known = sheet.answers.filter(value__isnull=False).exists()
    return first_no(
        may_fill(actor, sheet), YES if known else no("Пока не отвечено ни на один вопрос. Ответьте хотя бы на один.")
    )


@transaction.atomic
def send_sheet(sheet, *, by, at):
    """The teacher sends the card, or the author his second opinion; from now on its readers see it."""
    sheet = _held(sheet, by)
    require(may_send(by, sheet))
    diagnosis = sheet.diagnosis
    if sheet.is_own:
        DIAGNOSIS.claim("finish", diagnosis, by=by, done_at=at)
    DiagnosisSheet.objects.filter(pk=sheet.pk).update(done_at=at, saved_at=at)
    sheet.done_at = at
    path = reverse("diagnosis_detail", args=[diagnosis.pk])
    if sheet.is_own:
        told = [person for person in (diagnosis.asked_by, *mentors_of(diagnosis.person)) if person != diagnosis.person]
        notifications.write_all("diagnosis_done", told, at=at, path=path, person=diagnosis.person.full_name)
        _record("diagnosis_done", "Карта затруднений заполнена", diagnosis, by, at)
    else:
        author = sheet.author.short_name
        notifications.write("diagnosis_opinion_given", to=diagnosis.person, at=at, path=path, author=author)
        _record("diagnosis_opinion_given", f"Второе мнение о затруднениях: {author}", diagnosis, by, at)
    return sheet


def may_reopen(actor, diagnosis):
    """The teacher changes what he sent until a newer card of his is begun: a comparison must not move underfoot."""
    verdict = DIAGNOSIS.verdict("reopen", actor, diagnosis)
    if not verdict:
        return verdict
    newer = Diagnosis.objects.filter(person=diagnosis.person_id, asked_at__gt=diagnosis.asked_at).exclude(
        state=DiagnosisState.WITHDRAWN
    )
    return no("Уже есть более новая карта: эту не меняют, с ней сравнивают.") if newer.exists() else YES


@transaction.atomic
def reopen_card(diagnosis, *, by, at):
    """The author takes the sent card back to change it: readers stop seeing it until it is sent again."""
    require(may_reopen(by, diagnosis))
    DIAGNOSIS.claim("reopen", diagnosis, by=by, done_at=None)
    diagnosis.sheets.filter(side="self").update(done_at=None)
    _record("diagnosis_reopened", "Ответы карты затруднений меняют", diagnosis, by, at)


def _held(sheet, by):
    """The sheet as it is now, its card's row locked: a sending that has begun is waited for."""
    diagnosis = Diagnosis.objects.select_for_update().get(pk=sheet.diagnosis_id)
    sheet = DiagnosisSheet.objects.select_related("author").get(pk=sheet.pk)
    sheet.diagnosis = Diagnosis.objects.select_related("card", "person", "pair", "asked_by").get(pk=diagnosis.pk)
    require(may_fill(by, sheet))
    return sheet


def _saved(sheet, part, at, by, **values):
    if sheet.is_own and sheet.diagnosis.state == DiagnosisState.ASKED:
        DIAGNOSIS.claim("begin", sheet.diagnosis, by=by)
    values = {"seen": _with(sheet.seen, part, True), "saved_at": at, **values}
    DiagnosisSheet.objects.filter(pk=sheet.pk).update(**values)
    for name, value in values.items():
        setattr(sheet, name, value)
    return sheet


def _with(codes, code, ticked):
    rest = [other for other in codes if other != code]
    return [*rest, code] if ticked else rest


def _record(event, heading, diagnosis, by, at):
    """On the person's own story alone: that of the pair is read by others of a group."""
    return journal.record(event, heading, by=by, at=at, subject=diagnosis, person=diagnosis.person)
