"""Personal data: who has looked at the accounts' cards lately, and a former colleague who became a code."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.person.card import create_person
from mentoring.actions.person.leaving import mark_left
from monitoring.access.privacy import may_depersonalize
from monitoring.actions.privacy.depersonalize import REASONS, ask_depersonalization, carry_out
from monitoring.actions.privacy.reading import note_reading
from monitoring.choices.privacy import OPEN_JOBS, ReadingKind
from monitoring.queries.privacy.retention import ripe_people

from .staff import find


def privacy(now, curator):
    """The readings of two weeks, then the act."""
    mentor, mentee = find("mentor"), find("mentee")
    director, supervisor = actor_for(find("director")), actor_for(find("supervisor"))
    for back, reader, people, kind in (
        (12, curator, (mentor, mentee), ReadingKind.CARD),
        (9, director, (mentor,), ReadingKind.DOCUMENT),
        (6, supervisor, (mentee,), ReadingKind.CARD),
        (5, actor_for(mentor), (mentee,), ReadingKind.DIAGNOSIS),
        (2, curator, (mentor, mentee), ReadingKind.EXPORT),
    ):
        note_reading([person.pk for person in people], kind, by=reader, day=(now - timedelta(days=back)).date())
    ripe = ripe_people(now.date()).filter(user__isnull=True)
    former = next((person for person in ripe if may_depersonalize(curator, person)), None)
    former = former or colleague_who_left(now, curator)
    act = ask_depersonalization(former, reason=REASONS[0][1], by=curator, at=now - timedelta(hours=3))
    act.refresh_from_db()
    if act.state in OPEN_JOBS:  # where jobs are done at once it is done already
        carry_out(act, at=now - timedelta(hours=2))


def colleague_who_left(now, curator):
    """A small college may have lost nobody yet."""
    began, left = now - timedelta(days=700), now - timedelta(days=200)
    person = create_person(
        last_name="Уварова",
        first_name="Тамара",
        patronymic="Игоревна",
        email="uvarova@demo.example",
        phone="+7 920 000-11-22",
        post="преподаватель",
        hired_on=began.date(),
        by=curator,
        at=began,
    )
    mark_left(person, on=left.date(), reason=None, by=curator, at=left)
    person.refresh_from_db()
    return person
