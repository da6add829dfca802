"""The conversation as the page of a pair shows it: a way in for its members, counts alone for the curator."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from mentoring.access import may_open_talk, reading_of
from mentoring.choices.pair import DRAFT_STATES
from mentoring.kit.text import count_of
from mentoring.queries.talk_time import AnswerTimes, answer_times
from mentoring.queries.talk_unread import unread_by_pair


@dataclass(frozen=True)
class TalkPart:
    """`word` names the way in; the office reads no text and no number of messages, only how questions are answered."""

    word: str
    url: str
    unread: int
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
    """The TalkPart for this reader, or None: he has nothing to do with it. At most three queries."""
    if pair.state in DRAFT_STATES or pair.order_id is None:
        return None
    at = timezone.now()
    if reading_of(actor, pair, at):
        unread = unread_by_pair(actor, [pair]).get(pair.pk, 0)
        return TalkPart("Открыть переписку", reverse("pair_talk", args=[pair.pk]), unread, answer_times(pair, on))
    if may_open_talk(actor, pair, at):
        return TalkPart(
            "Открыть переписку с причиной", reverse("pair_talk_open", args=[pair.pk]), 0, answer_times(pair, on)
        )
    return None
