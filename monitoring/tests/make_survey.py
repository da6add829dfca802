"""Makers of programs, surveys and answers for tests; answers go through the real actions."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from mentoring.access import actor_for
from mentoring.kit.dates import today
from mentoring.tests import make
from monitoring.actions import ballot as ballots
from monitoring.actions import response as responses
from monitoring.actions import survey as surveys
from monitoring.choices import Dimension
from monitoring.models import InstrumentVersion, Invitation
from monitoring.questionnaire import Given
from monitoring.scoring.kind import HIGHEST, SCALES, options_of
from programs.models import Program

TERM_DAYS = 10  # from today: pages and actions look at the real calendar


def ago(**span):
    """A moment before now: ago(days=2)."""
    return timezone.now() - timedelta(**span)


def term(days=TERM_DAYS):
    return today() + timedelta(days=days)


def program(pair=None, *, state="active", **fields):
    pair = pair or make.pair()
    return Program.objects.create(
        pair=pair,
        year=fields.pop("year", None) or pair.year,
        state=state,
        since=pair.since,
        until=pair.until,
        created_at=make.moment(),
        **fields,
    )


def mentees(count, *, start=0, **fields):
    """So many mentees with short, different names."""
    return [
        make.mentee(f"Наставляемов{chr(1072 + (start + n) % 32)}{start + n} Иван Ильич", **fields).person
        for n in range(count)
    ]


def group_program(count, *, mentor=None, start=0, **fields):
    """A program of one mentor and `count` mentees."""
    mentors = [mentor] if mentor else None
    return program(make.pair(mentors, mentees(count, start=start, **fields)))


def version(code="l1_mentee_v1"):
    return InstrumentVersion.objects.select_related("instrument").get(instrument__code=code)


def draft(curator, programs, *, code="l1_mentee_v1", dimension=Dimension.NONE, **fields):
    values = {"title": "Как вам программа", "threshold": 5, "text_threshold": 10, "deadline": term(), **fields}
    return surveys.create(
        version=version(code),
        year=programs[0].year,
        dimension=dimension,
        programs=programs,
        by=curator,
        at=ago(days=2),
        **values,
    )


def running(curator, programs, **fields):
    survey = draft(curator, programs, **fields)
    surveys.launch(survey, by=curator, at=ago(days=2))
    return survey


def sheet(survey, mark=9, **words):
    """A whole anonymous sheet, not sent: the arguments of `given`, `marks` maps codes to other marks."""
    marks = words.pop("marks", {})
    return [given(q, marks.get(q.code, mark), **words) for q in survey.version.questions.all()]


def vote(survey, person, mark=9, *, at=None, **words):
    """A whole anonymous sheet of a person, sent."""
    ballots.send(survey, sheet(survey, mark, **words), by=actor_for(person), at=at or timezone.now())


def anonymous(curator, people, **fields):
    """A running anonymous survey of so many mentees, of one group when a number is given. Returns (survey, mentees)."""
    programs = [group_program(people)] if isinstance(people, int) else people
    survey = running(curator, programs, mode="anonymous", **fields)
    return survey, [person for program in programs for person in program.pair.mentees]


def counted(curator, people, marks, *, text="", **fields):
    """An anonymous survey answered by the first people with these marks, and closed."""
    survey, mentees = anonymous(curator, people, **fields)
    for person, mark in zip(mentees, marks, strict=False):
        vote(survey, person, mark, text=text)
    surveys.close(survey, by=curator, at=timezone.now())
    survey.refresh_from_db()
    return survey, mentees


def invitations(survey):
    return list(
        Invitation.objects.filter(survey=survey)
        .select_related("person", "survey__version__instrument", "program__pair")
        .order_by("person__sort_key", "pk")
    )


def given(question, mark=9, *, text="", skip=()):
    """An answer to a question of any kind: a mark, a skip, the first option, a text."""
    if question.kind in SCALES:
        most = HIGHEST[question.kind]
        return Given(question, skipped=True) if question.code in skip else Given(question, number=min(mark, most))
    if question.kind == "matrix":
        most = HIGHEST[question.columns]
        return Given(question, marks={str(n): min(mark, most) for n in range(1, len(question.options) + 1)})
    if question.kind == "number":
        return Given(question, amount=Decimal(mark))
    if question.kind == "text":
        return Given(question, text=text)
    return Given(question, options=options_of(question)[:1])


def answer(invitation, mark=9, *, marks=None, text="", skip=(), at=None):
    """A whole sheet, sent. `marks` maps codes to marks that differ from `mark`."""
    by = actor_for(invitation.person)
    moment = at or ago(hours=1)
    questions = invitation.survey.version.questions.all()
    rows = [given(q, (marks or {}).get(q.code, mark), text=text, skip=skip) for q in questions]
    responses.save_page(invitation, rows, page=1, by=by, at=moment)
    return responses.send(invitation, by=by, at=moment)


def closed(curator, programs, marks, *, text="", **fields):
    """A survey answered by the first people in order with these marks, and closed."""
    survey = running(curator, programs, **fields)
    for invitation, mark in zip(invitations(survey), marks, strict=False):
        answer(invitation, mark, text=text)
    surveys.close(survey, by=curator, at=timezone.now())
    survey.refresh_from_db()
    return survey
