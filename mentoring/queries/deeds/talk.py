"""The conversation calls: a question to answer by its day, messages to read; the asker waits for the mentor.

The curator is told only how many questions are past their day.
"""

from django.db.models import Count, DateField, Exists, IntegerField, OuterRef, Q, Subquery
from django.urls import reverse

from mentoring.choices import Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.dates import by, parse_date
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import count_of
from mentoring.kit.ui import Deed, Wait
from mentoring.models import Message, Pair, PairMember
from mentoring.queries.talk_unread import unread_messages

from .request import dated, named

QUEUE = "Переписка"


def sources(actor, on):
    if not actor.person:
        return []
    found = _own(actor, on) if actor.has("mentor", "mentee", "partner") else []
    if actor.has("curator"):
        found.append(
            DeedSource("late_answers", _late(on), lambda row: _remind(row, on), QUEUE, "curator",
                       due=_oldest, fields=("late", "oldest", "name", "guide", "pupil"), by="oldest")
        )  # fmt: skip
    return found


def _own(actor, on):
    return [
        DeedSource("answer_question", _asked(actor.person), lambda row: _answer(row, on), QUEUE, "mentor",
                   fields=("due", "pair_id", *named("author"))),
        DeedSource("read_messages", _unread(actor.person), _read, QUEUE, due=_none,
                   fields=("n", "name", "guide", "pupil"), by="pk"),
    ]  # fmt: skip


def _none(row):
    return None


def _asked(person):
    """Questions that wait for this mentor; his own in a two-way pair wait for the other."""
    seat = PairMember.objects.filter(pair=OuterRef("pair"), person=person, side=Side.MENTOR, until__isnull=True)
    waiting = Message.objects.waiting().filter(Exists(seat), pair__state__in=LIVE_STATES)
    return waiting.exclude(author=person)


def _unread(person):
    """Pairs with messages the person has not read; where a question waits for him, the question calls already."""
    unread = unread_messages(person).filter(pair=OuterRef("pk")).order_by()
    asked = _asked(person).filter(pair=OuterRef("pk"))
    count = unread.values("pair").annotate(n=Count("pk")).values("n")
    found = Pair.objects.filter(Exists(unread), ~Exists(asked), state__in=LIVE_STATES)
    return found.annotate(
        n=Subquery(count, output_field=IntegerField()), guide=_surname("mentor"), pupil=_surname("mentee")
    )


def _late(on):
    """Working pairs with questions past their day."""
    overdue = Message.objects.waiting().filter(pair=OuterRef("pk"), due__lt=on).order_by()
    count = overdue.values("pair").annotate(n=Count("pk")).values("n")
    return Pair.objects.filter(Exists(overdue), state__in=LIVE_STATES).annotate(
        late=Subquery(count, output_field=IntegerField()),
        oldest=Subquery(overdue.order_by("due").values("due")[:1], output_field=DateField()),
        guide=_surname("mentor"),
        pupil=_surname("mentee"),
    )


def _surname(side):
    members = PairMember.objects.filter(Q(until__isnull=True), pair=OuterRef("pk"), side=side)
    return Subquery(members.order_by("person__sort_key").values("person__last_name")[:1])


def _answer(question, on):
    url = f"{reverse('pair_talk', args=[question.pair_id])}#last"
    return dated(
        question.due,
        on,
        title=f"Ответить на вопрос {question.author.short_case('gen')} — {by(question.due, on)}",
        text="Коллега просит совета в переписке пары.",
        mentees=(question.author,),
        url=url,
        action="Ответить",
        action_url=url,
    )


def _read(pair):
    url = f"{reverse('pair_talk', args=[pair.pk])}#last"
    title = f"Прочитать в переписке: {count_of(pair.n, 'new_message')}"
    return Deed(
        when="без срока", title=title, text=_names(pair), url=url, action="Прочитать", action_url=url, icon="person"
    )


def _names(pair):
    return pair.name or " → ".join(name for name in (pair.guide, pair.pupil) if name)


def _oldest(pair):
    """Annotations travel as text."""
    return parse_date(pair.oldest)


def _remind(pair, on):
    url = reverse("pair_detail", args=[pair.pk])
    return dated(
        _oldest(pair),
        on,
        title=f"Напомнить наставнику об ответе: {count_of(pair.late, 'question')} в переписке",
        text=f"{_names(pair)}. О чём вопрос, знает только пара.",
        url=url,
        action="Открыть пару",
        action_url=url,
        icon="person",
    )


def waits(actor, on):
    """The mentee's own questions."""
    if not actor.person:
        return []
    own = Message.objects.waiting().filter(author=actor.person, pair__state__in=LIVE_STATES)
    return [WaitSource(own, lambda row: _wait(row, on), ("due", "pair_id"))]


def _wait(question, on):
    url = reverse("pair_talk", args=[question.pair_id])
    return Wait("Наставник", "ответит на ваш вопрос", by(question.due, on), url)
