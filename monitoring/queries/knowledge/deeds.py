"""What waits of tests: to take one, to check answers, to assign an entry test (words of part 5.13)."""

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import by, near, words
from mentoring.kit.deeds import DeedSource
from mentoring.kit.text import count_of
from mentoring.kit.ui import Deed
from mentoring.models import PairMember
from monitoring.choices.knowledge import KnowledgeState
from monitoring.models import KnowledgeTest, TestTask
from programs.queries.people import PERSON

QUEUE = "Тесты"
S = KnowledgeState
NAMES = tuple(f"member__{name}" for name in PERSON)


def sources(actor, on):
    """The mentee's own tests; for a mentor (and a curator, once their day is over) answers to check."""
    found = [
        DeedSource("test_take", _mine(actor, on), lambda row: _take(row, on), QUEUE, "mentee",
                   fields=("due", "state", "moment", "n")),
        DeedSource("test_check", _to_check(actor), lambda row: _check(row, on), QUEUE, "mentor",
                   lambda row: row.check_due, fields=("check_due", "moment", "n", *NAMES), by="check_due"),
    ]  # fmt: skip
    if actor.has("curator"):
        late = KnowledgeTest.objects.filter(state=S.AWAITING_CHECK, check_due__lt=on).exclude(member=actor.person)
        mine = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, side=Side.MENTOR)
        found.append(
            DeedSource("test_check_late", _counted(late.filter(~Exists(mine))), lambda row: _check(row, on), QUEUE,
                       "curator", lambda row: row.check_due, fields=("check_due", "moment", "n", *NAMES),
                       by="check_due")
        )  # fmt: skip
    return found


def _mine(actor, on):
    open_now = Q(state=S.ASSIGNED, due__gte=on) | Q(state=S.IN_PROGRESS)
    return _counted(KnowledgeTest.objects.filter(open_now, member=actor.person), every=True)


def _to_check(actor):
    mentor = PairMember.objects.filter(
        pair=OuterRef("program__pair"), person=actor.person, side=Side.MENTOR, until__isnull=True
    )
    waiting = KnowledgeTest.objects.filter(Exists(mentor), state=S.AWAITING_CHECK).exclude(member=actor.person)
    return _counted(waiting)


def _counted(tests, *, every=False):
    """With `n` tasks: all, or those that wait for a person. As a subquery: a plain Count would break the counter."""
    tasks = TestTask.objects.filter(test=OuterRef("pk"), **({} if every else {"score__isnull": True}))
    counted = tasks.order_by().values("test").annotate(n=Count("pk")).values("n")
    return tests.annotate(n=Coalesce(Subquery(counted), 0))


def _take(test, on):
    url = reverse("test_detail", args=[test.pk])
    begun = test.state == S.IN_PROGRESS
    return Deed(
        when=words(test.due),
        when_note=near(test.due, on),
        late=test.due < on,
        title=f"Пройти {test.get_moment_display().lower()} — {by(test.due)}",
        url=url,
        text=f"Вопросов: {test.n}. На аттестацию не влияет.",
        action="Продолжить" if begun else "Начать",
        action_url=url,
    )


def _check(test, on):
    url = reverse("test_check", args=[test.pk])
    return Deed(
        when=words(test.check_due),
        when_note=near(test.check_due, on),
        late=test.check_due < on,
        title=f"Проверить {count_of(test.n, 'answer')} — {by(test.check_due)}",
        url=reverse("test_detail", args=[test.pk]),
        text=f"{test.get_moment_display()}: {test.member.short_name}",
        action="Проверить",
        action_url=url,
    )
