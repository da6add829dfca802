"""Anonymous mode: ballots are opened, sent once, counted and forgotten.

Who answered and what was said meet in one transaction and are kept apart. That transaction writes *every* row of the
survey anew, participants, counters and texts alike, so that neither row versions nor the order of rows tell which of
them a sheet has touched; texts are written back in a random order under new random keys.
"""

from random import SystemRandom
from uuid import uuid4

from django.db import transaction
from django.db.models import Case, F, Sum, Value, When
from django.urls import reverse

from mentoring.actions import journal
from mentoring.actions.letter import send_unrecorded
from mentoring.kit.dates import local, words
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Person
from mentoring.notifications import write_all
from monitoring.access.ballot import may_postpone, may_vote
from monitoring.access.survey import may_be_reminded_of
from monitoring.actions.response import check_given
from monitoring.actions.trace import sweep_after_closing, sweep_after_sending
from monitoring.ballot import all_keys, counts_of, texts_of
from monitoring.models import AnonymousText, AnswerCounter, Participation, Survey
from monitoring.queries.survey.cells import cells_at_closing, cells_at_launch, labels_of
from monitoring.queries.survey.sheets import items_of, rules_of
from monitoring.questionnaire import missing, pages_of, unanswered_words
from monitoring.scoring.release import subscales_of
from monitoring.scoring.tally import build_counted
from monitoring.words import mode_sentence

CHANCE = SystemRandom()


def open_ballots(survey, *, at):
    """At launch: participants and counters, all zero, in a random order; the draft's invitations are forgotten.

    Everybody is written to: who was asked is no secret, who answered is.
    """
    survey.programs.set(survey.invitations.order_by().values_list("program", flat=True).distinct())
    people = list(Person.objects.filter(invitations__survey=survey).distinct())
    cells, place = cells_at_launch(survey, people)
    survey.invitations.all().delete()
    CHANCE.shuffle(people)
    Participation.objects.bulk_create(
        Participation(survey=survey, person=person, cell=place.get(person.unit_id or 0, "")) for person in people
    )
    questions = list(survey.version.questions.all())
    keys = all_keys(questions, subscales_of(items_of(questions)))
    counters = [
        AnswerCounter(survey=survey, cell=cell, question_code=code, value=value)
        for cell in ([one["key"] for one in cells] or [""])
        for code, value in keys
    ]
    CHANCE.shuffle(counters)
    AnswerCounter.objects.bulk_create(counters)
    survey.asked_count, survey.cells = len(people), cells
    survey.save(update_fields=["asked_count", "cells"])
    write_all("survey_invited", people, at=at, **_letter(survey))


def _letter(survey):
    """What a letter about the survey says: the same to everybody."""
    path = reverse("survey_ballot", args=[survey.pk])
    return {"path": path, "mode_sentence": mode_sentence(survey.mode), "date": words(survey.deadline)}


@transaction.atomic
def send(survey, given, *, by, at):
    """Count one person's whole sheet, once. Nothing is journaled, no letter is written, nothing is kept of a refused one.

    Raises Refused after closing or the term, for a second sheet, and when a scale question has neither mark nor skip.
    """
    survey = Survey.objects.select_for_update(of=("self",)).select_related("version__instrument").get(pk=survey.pk)
    require(may_vote(by, survey, local(at).date()))
    questions = list(survey.version.questions.all())
    _require_whole(survey, questions, given)
    cell = _mark_answered(survey, by.person)
    _count(survey, cell, given, questions)
    _mix_in(survey, texts_of(given))
    transaction.on_commit(sweep_after_sending)


def _require_whole(survey, questions, given):
    allowed = {question.pk: question for question in questions}
    for one in given:
        check_given(one, allowed)
    answers = {one.question.pk: one for one in given}
    asked = [question for question in questions if not question.low_only]
    left = missing(pages_of(asked, survey.version), answers)
    if left:
        raise Refused(no(unanswered_words(left[0], answers.get(left[0].question.pk))))


def _mark_answered(survey, person):
    """The participant's cell. All rows of the survey are written, whoever answers."""
    rows = Participation.objects.filter(survey=survey)
    mine = rows.get(person=person)
    rows.update(answered=Case(When(pk=mine.pk, then=Value(True)), default=F("answered")))
    return mine.cell


def _count(survey, cell, given, questions):
    items = items_of(questions)
    added = counts_of(given, items, subscales_of(items), rules_of(survey, questions))
    rows = AnswerCounter.objects.filter(survey=survey)
    steps = {}
    for pk, code, value in rows.filter(cell=cell).values_list("pk", "question_code", "value"):
        if added[code, value]:
            steps.setdefault(added[code, value], []).append(pk)
    whens = [When(pk__in=keys, then=Value(step)) for step, keys in steps.items()]
    rows.update(count=F("count") + Case(*whens, default=Value(0)))


def _mix_in(survey, said):
    """Words join the others: all are taken out and written back shuffled, under new keys."""
    rows = AnonymousText.objects.filter(survey=survey)
    pool = [*rows.values_list("question_code", "text"), *said]
    CHANCE.shuffle(pool)
    rows.delete()
    AnonymousText.objects.bulk_create(
        AnonymousText(pk=uuid4(), survey=survey, question_code=code, text=text) for code, text in pool
    )


def count_ballots(survey, questions):
    """The Release of a survey being closed; cells that answered too little are joined first."""
    cells, moved = cells_at_closing(survey, _answered_by_cell(survey))
    counts = {}
    for cell, code, value, count in survey.counters.values_list("cell", "question_code", "value", "count"):
        key = moved.get(cell, "")
        counts.setdefault(key, {})
        counts[key][code, value] = counts[key].get((code, value), 0) + count
    survey.cells = cells
    return build_counted(
        counts,
        items_of(questions),
        rules_of(survey, questions),
        invited=survey.asked_count,
        labels=labels_of(cells),
        text_threshold=survey.text_threshold,
    )


def _answered_by_cell(survey):
    """Complete sheets of each cell: those are what a cell publishes."""
    rows = survey.counters.filter(question_code="@sheet").values("cell", "value").annotate(n=Sum("count"))
    counted = {}
    for row in rows.order_by():
        sign = 1 if row["value"] == "sent" else -1
        counted[row["cell"]] = counted.get(row["cell"], 0) + sign * row["n"]
    return counted


def forget_ballots(survey, questions):
    """After counting: who answered becomes a number, counters and words too few to be shown are gone for good."""
    Participation.objects.filter(survey=survey).delete()
    AnswerCounter.objects.filter(survey=survey).delete()
    texts = AnonymousText.objects.filter(survey=survey)
    for code in {question.code for question in questions}:
        if texts.filter(question_code=code).count() < survey.text_threshold:
            texts.filter(question_code=code).delete()
    transaction.on_commit(sweep_after_closing)


@transaction.atomic
def postpone(survey, *, deadline, by, at):
    """Move the term for everybody; nobody is written to by name."""
    require(may_postpone(by, survey))
    if deadline <= max(survey.deadline, local(at).date()):
        raise Refused(no(f"Новый срок должен быть позже {words(survey.deadline)} и позже сегодняшнего дня."))
    Survey.objects.filter(pk=survey.pk).update(deadline=deadline)
    survey.deadline = deadline
    heading = f"Срок ответа на анкету продлён всем до {words(deadline)}"
    journal.record("survey_postponed", heading, by=by, at=at, subject=survey)


def remind_unanswered(survey, *, at):
    """The system's own reminder to those who have not answered: no letter of it is kept, nor how many there were."""
    require(may_be_reminded_of(survey, at))
    moved = Survey.objects.filter(pk=survey.pk, reminders=survey.reminders).update(
        reminded_at=at, reminders=survey.reminders + 1
    )
    if moved:
        waited = Participation.objects.filter(survey=survey, answered=False).values("person")
        people = Person.objects.filter(pk__in=waited, email__isnull=False).order_by("?")
        send_unrecorded("ballot_reminder", people, at=at, **_letter(survey))
    return moved
