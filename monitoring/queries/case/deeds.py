"""What waits of cases: to answer, and to mark as a mentor or as the named colleague."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import by, near, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.ui import Deed
from mentoring.models import PairMember
from monitoring.choices.case import CaseSide, CaseState
from monitoring.models import CaseAnswer, CaseMark
from programs.queries.people import PERSON

QUEUE = "Кейсы"
NAMES = tuple(f"person__{name}" for name in PERSON)


def sources(actor, on):
    if actor.person is None:
        return []
    asked = CaseAnswer.objects.filter(person=actor.person, state=CaseState.ASKED)
    mine = PairMember.objects.filter(
        pair=OuterRef("program__pair"), person=actor.person, side=Side.MENTOR, until__isnull=True
    )
    sent = CaseAnswer.objects.filter(state=CaseState.SENT).exclude(person=actor.person)
    return [
        DeedSource("case_answer", asked, lambda row: _answer(row, on), QUEUE, "mentee", fields=("due", "task__title")),
        DeedSource("case_mark", sent.filter(Exists(mine), ~_marked(CaseSide.MENTOR)), lambda row: _mark(row, on), QUEUE,
                   "mentor", lambda row: row.check_due, fields=("check_due", "task__title", *NAMES), by="check_due"),
        DeedSource("case_colleague", sent.filter(~_marked(CaseSide.COLLEAGUE), colleague=actor.person),
                   lambda row: _mark(row, on), QUEUE, due=lambda row: row.check_due,
                   fields=("check_due", "task__title", *NAMES), by="check_due"),
    ]  # fmt: skip


def _marked(side):
    return Exists(CaseMark.objects.filter(answer=OuterRef("pk"), side=side))


def _answer(answer, on):
    url = reverse("case_write", args=[answer.pk])
    return Deed(
        when=words(answer.due),
        when_note=near(answer.due, on),
        late=answer.due < on,
        title=f"Ответить на кейс — {by(answer.due, on)}",
        url=reverse("case_answer", args=[answer.pk]),
        text=answer.task.title,
        action="Ответить",
        action_url=url,
    )


def _mark(answer, on):
    url = reverse("case_mark", args=[answer.pk])
    return Deed(
        when=words(answer.check_due),
        when_note=near(answer.check_due, on),
        late=answer.check_due < on,
        title=f"Оценить ответ на кейс — {by(answer.check_due, on)}",
        url=reverse("case_answer", args=[answer.pk]),
        text=f"{answer.person.short_name}: {answer.task.title}",
        action="Оценить",
        action_url=url,
    )
