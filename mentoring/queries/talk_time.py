"""How soon questions of a pair are answered (clause 4.4, situational mentoring): counted without a word of the text."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from mentoring.kit.dates import by, words, working_days_after
from mentoring.kit.text import count_of
from mentoring.models import Message
from mentoring.office import office


@dataclass(frozen=True)
class AnswerTimes:
    """`in_time` of `judged`: answered by the day named, of those answered or overdue. `median` is in working days."""

    asked: int = 0
    answered: int = 0
    in_time: int = 0
    judged: int = 0
    late: int = 0
    median: float | None = None
    last_asked: date | None = None
    last_due: date | None = None
    last_waits: bool = False
    on: date | None = None
    waited: int = 0
    allowed: int = 0

    @property
    def share(self):
        """«3 из 4», «–» while there is nothing to judge."""
        return f"{self.in_time} из {self.judged}" if self.judged else "–"

    @property
    def median_words(self):
        if self.median is None:
            return "–"
        return "в тот же день" if not self.median else f"за {count_of(_tidy(self.median), 'work_day')}"

    @property
    def last_words(self):
        """«Последний вопрос ждёт 1 рабочий день из 2»."""
        if not self.asked:
            return ""
        if not self.last_waits:
            return "Все вопросы с ответом"
        if not self.waited:
            asked = "сегодня" if self.last_asked == self.on else words(self.last_asked)
            return f"Последний вопрос задан {asked}, ответ {by(self.last_due, self.on)}"
        return f"Последний вопрос ждёт {count_of(self.waited, 'work_day')} из {self.allowed}"


def _tidy(number):
    return int(number) if number == int(number) else float(number)


def answer_times(pair, on):
    """The AnswerTimes of one pair; one query."""
    rows = Message.objects.kept().filter(pair=pair, is_question=True).order_by("pk")
    return times_of(list(rows.values_list("at", "due", "answered_at")), on)


def times_of(rows, on):
    """`rows` are (asked at, due, answered at or None), oldest first."""
    if not rows:
        return AnswerTimes()
    days = [(timezone.localdate(at), due, timezone.localdate(got) if got else None) for at, due, got in rows]
    holidays = office().holidays
    took = [working_days_after(asked, got, holidays) for asked, _, got in days if got]
    late = sum(got is None and due < on for _, due, got in days)
    waiting = [row for row in days if row[2] is None]
    asked, due, got = waiting[-1] if waiting else days[-1]
    return AnswerTimes(
        asked=len(days),
        answered=len(took),
        in_time=sum(bool(got and got <= due) for _, due, got in days),
        judged=len(took) + late,
        late=late,
        median=median(took) if took else None,
        last_asked=asked,
        last_due=due,
        last_waits=got is None,
        on=on,
        waited=working_days_after(asked, on, holidays),
        allowed=working_days_after(asked, due, holidays),
    )
