"""The page of a conversation: newest at the bottom, older pages upwards, search inside it, who opened it from the office."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, Prefetch
from django.urls import reverse
from django.utils import timezone

from mentoring.access import may_ask_advice, may_write, messages_for
from mentoring.access.talk import MEMBER, OPENED, Reading
from mentoring.choices import Kind
from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import Folded, count_of, listing, whole, words_of
from mentoring.kit.verdict import Verdict
from mentoring.models import ConversationOpening, Message, MessageFile, Pair, ReadMark
from mentoring.office import office
from mentoring.queries.talk_time import AnswerTimes, answer_times

PER_PAGE, MOST_FOUND = 30, 100


@dataclass(frozen=True)
class MessageRow:
    """`part` is the author's part in the pair; `tag` tells a question's state; `new` ones the reader has not seen."""

    message: Message
    part: str
    mine: bool
    new: bool
    tag: StateTag | None
    may_change: bool
    url: str = ""


@dataclass(frozen=True)
class TalkPage:
    pair: Pair
    reading: Reading
    rows: tuple[MessageRow, ...]
    older: int
    newer: int
    last: int
    seen: int
    q: str
    found: int
    write: Verdict
    asks: bool
    times: AnswerTimes
    openings: tuple
    searched: bool = False

    @property
    def title(self):
        return f"Переписка: {self.pair.title}"

    @property
    def crumbs(self):
        return (
            ("Пары и группы" if self.office_reader else "Мои пары", reverse("pair_list")),
            (self.pair.title, reverse("pair_detail", args=[self.pair.pk])),
        )

    @property
    def office_reader(self):
        return self.reading.part == OPENED

    @property
    def member(self):
        return self.reading.part == MEMBER

    @property
    def readers(self):
        """Who reads what is written here."""
        people = {p.pk: p.short_name for p in (*self.pair.mentors, *self.pair.mentees)}
        return listing(list(people.values()))

    @property
    def clock(self):
        """The clock stands beside every question; pairs of the situational kind see it before the first one too."""
        return self.times.asked or self.pair.kind == Kind.SITUATIONAL

    @property
    def answer_days(self):
        return count_of(self.pair.answer_days or office().setting("situational_answer_days"), "work_day")

    @property
    def found_words(self):
        more = f", показаны последние {MOST_FOUND}" if self.found > MOST_FOUND else ""
        return f"Найдено: {count_of(self.found, 'message')}{more}."

    @property
    def newest_shown(self):
        return not self.newer and not self.searched

    @property
    def to_mark(self):
        """A member has come to the newest page, and something on it has not been marked as read."""
        return self.member and self.newest_shown and self.last > self.seen


def talk_page(actor, pair, reading, at, params):
    """What is asked for: `q` searches, `before` and `after` are the number of a message to go from. Members prefetched."""
    messages = messages_for(actor, pair, at, reading)
    q = " ".join(params.get("q", "").split())[:200]
    before, after = whole(params.get("before")), whole(params.get("after"))
    found, total = _search(messages, q) if q else ((), 0)
    rows, older, newer = ((), 0, 0) if q else _slice(messages, before, after)
    seen = _seen(actor, pair) if reading.part == MEMBER else None
    made = tuple(_row(actor, message, pair, at, seen) for message in found or rows)
    return TalkPage(
        pair=pair,
        reading=reading,
        rows=made,
        older=older,
        newer=newer,
        last=rows[-1].pk if rows else 0,
        seen=seen or 0,
        q=q,
        found=total,
        write=may_write(actor, pair, at, reading),
        asks=bool(may_ask_advice(actor, pair, at, reading)),
        times=answer_times(pair, timezone.localdate(at)),
        openings=openings_of(pair),
        searched=bool(q),
    )


def openings_of(pair):
    """Who read the conversation from the office, newest first."""
    return tuple(ConversationOpening.objects.filter(pair=pair).select_related("reader"))


def _slice(messages, before, after):
    """A page of messages in their order, and the numbers to go further from: (rows, older, newer)."""
    loaded = _loaded(messages)
    if after is not None:
        rows = list(loaded.filter(pk__gt=after).order_by("pk")[: PER_PAGE + 1])
        more, rows = len(rows) > PER_PAGE, rows[:PER_PAGE]
        older = rows[0].pk if rows and messages.filter(pk__lt=rows[0].pk).exists() else 0
        return rows, older, rows[-1].pk if more else 0
    if before is not None:
        loaded = loaded.filter(pk__lt=before)
    rows = list(loaded.order_by("-pk")[: PER_PAGE + 1])
    more, rows = len(rows) > PER_PAGE, rows[PER_PAGE - 1 :: -1] if len(rows) > PER_PAGE else rows[::-1]
    return rows, rows[0].pk if more else 0, rows[-1].pk if before is not None and rows else 0


def _loaded(messages):
    files = Prefetch("files", MessageFile.objects.select_related("file"))
    return messages.select_related("author").prefetch_related(files)


def _search(messages, q):
    """Newest first, every word of the search in the text; the count beside them."""
    found = messages.kept().alias(folded=Folded(F("text")))
    for word in words_of(q):
        found = found.filter(folded__contains=word)
    rows = list(_loaded(found).order_by("-pk")[:MOST_FOUND])
    return rows, len(rows) if len(rows) < MOST_FOUND else found.count()


def _seen(actor, pair):
    mark = ReadMark.objects.filter(pair=pair, person=actor.person).values_list("seen", flat=True).first()
    return mark or 0


def _row(actor, message, pair, at, seen):
    message.pair = pair
    mine = actor.is_person(message.author)
    edge = message.at + timedelta(minutes=office().setting("talk_edit_minutes"))
    return MessageRow(
        message=message,
        part=_part(pair, message.author_id),
        mine=mine,
        new=seen is not None and not mine and message.pk > seen and message.deleted_at is None,
        tag=_tag(message, timezone.localdate(at)) if message.is_question else None,
        may_change=mine and message.deleted_at is None and at <= edge,
        url=f"{reverse('pair_talk', args=[pair.pk])}?after={message.pk - 1}#m{message.pk}",
    )


def _part(pair, author):
    """The author's part, those who have left included."""
    sides = {member.side for member in pair.members.all() if member.person_id == author}
    if len(sides) != 1:
        return ""
    return {"mentor": "наставник", "mentee": "наставляемый"}[sides.pop()]


def _tag(question, on):
    if question.answered_at:
        took = dates.working_days_after(
            timezone.localdate(question.at), timezone.localdate(question.answered_at), office().holidays
        )
        return StateTag("ok", "Ответ есть", f"за {count_of(took, 'work_day')}" if took else "в тот же день")
    return StateTag("act" if question.due < on else "go", "Ждёт ответа", dates.by(question.due, on))
