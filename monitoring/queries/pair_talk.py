"""The conversation as the page of a pair shows it: a way in for its members, counts alone for the curator."""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from mentoring.access import begun_memberships
from mentoring.choices.pair import DRAFT_STATES
from mentoring.kit.text import count_of
from mentoring.models import Message
from mentoring.queries.talk_time import AnswerTimes, times_of
from mentoring.queries.talk_unread import unread_messages


@dataclass(frozen=True)
class TalkPart:
    """`word` names the way in; the office reads no text and no number of messages, only how questions are answered."""

    word: str
    url: str
    unread: int
    member: bool
    times: AnswerTimes

    @property
    def note(self):
        return f"{count_of(self.unread, 'new_message')}" if self.unread else ""

    @property
    def lines(self):
        """How questions are answered, once there are any."""
        if not self.times.asked:
            return ()
        late = f"Без ответа после срока: {count_of(self.times.late, 'question')}" if self.times.late else ""
        usual = f"Обычно ответ {self.times.median_words}" if self.times.answered else ""
        own = (f"Ответов в срок: {self.times.share}", usual)
        return tuple(line for line in (late, self.times.last_words, *own) if line)


def talk_part(actor, pair, on):
    """The TalkPart for this reader, or None: he has nothing to do with it. One query; members prefetched."""
    if pair.state in DRAFT_STATES or pair.order_id is None:
        return None
    member = bool(begun_memberships(actor, pair, timezone.now()))
    if not member and not actor.has("curator"):
        return None
    rows = _rows(pair, actor.person if member else None)
    asked = [row[:3] for row in rows if row[3]]
    return TalkPart(
        word="Открыть переписку" if member else "Открыть переписку с причиной",
        url=reverse("pair_talk", args=[pair.pk]),
        unread=sum(row[4] for row in rows),
        member=member,
        times=times_of(asked, on),
    )


def _rows(pair, reader):
    """(asked at, due, answered at, is it a question, is it unread) of the messages that count."""
    unread = Q(pk__in=unread_messages(reader).filter(pair=pair).values("pk")) if reader else Q(pk__isnull=True)
    flag = Case(When(unread, then=Value(True)), default=Value(False), output_field=BooleanField())
    found = Message.objects.kept().filter(Q(is_question=True) | unread, pair=pair).annotate(new=flag)
    return list(found.order_by("pk").values_list("at", "due", "answered_at", "is_question", "new"))
