"""The last look before a matching is published: what will happen, and what can no longer be done."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.text import count_of, plural
from mentoring.kit.ui import CheckRow, Column
from mentoring.models import MatchBatch
from mentoring.queries.match import Weighed, is_asked, is_let_go, lines_of, look_over, read_board


@dataclass(frozen=True)
class PublishPage:
    batch: MatchBatch
    broken: tuple[Weighed, ...]
    going: tuple[Weighed, ...]
    asked_anew: int  # lines whose mentor is being asked already: he is not asked twice
    taken_back: tuple[str, ...]  # asked mentors whose answer is awaited no more
    nobody: int
    held: int

    columns = (Column("Кому", primary=True), Column("Что мешает"), Column(""))
    not_ticked = "Отметьте, что проверили подбор."

    @property
    def crumbs(self):
        here = reverse("match_detail", args=[self.batch.pk])
        return (
            ("Запросы", reverse("request_list")),
            ("Общий подбор", reverse("match_list")),
            (f"№ {self.batch.pk}", here),
        )

    @property
    def rows(self):
        mentors = {row.line.mentor_id for row in self.going}
        rows = [
            CheckRow(
                "Получат наставника", f"{count_of(len(self.going), 'request')}, {count_of(len(mentors), 'mentor')}"
            )
        ]
        if self.asked_anew:
            rows.append(
                CheckRow("Без перемен", f"{count_of(self.asked_anew, 'request')}: этого наставника уже спросили")
            )
        if self.taken_back:
            rows.append(CheckRow("Ответа больше не ждём", ", ".join(self.taken_back)))
        if self.nobody:
            rows.append(CheckRow("Без наставника", f"{count_of(self.nobody, 'request')}, в вашей очереди"))
        if self.held:
            rows.append(CheckRow("Уже решаются", f"{count_of(self.held, 'request')}: подбор их не трогает"))
        return tuple(rows)

    @property
    def statement(self):
        return f"Я проверил(а) подбор: {count_of(len(self.going), 'request')}."

    @property
    def may_publish(self):
        return not self.broken and bool(self.going or self.asked_anew)

    @property
    def why_not(self):
        return "Сначала разберите строки с помехой." if self.broken else "Ни у одного запроса нет наставника."

    @property
    def broken_words(self):
        n = len(self.broken)
        return f"{n} {plural(n, 'строку', 'строки', 'строк')} сейчас не выполнить"


def publish_page(batch, on):
    """Lines weighed as the action will weigh them."""
    lines = list(lines_of(batch, directions=False))
    planned = [line.request_id for line in lines if not line.held]
    weighed = look_over(lines, read_board(on, planned, directions=False))
    with_mentor = [row for row in weighed if row.goes]
    same = [row for row in with_mentor if is_asked(row.line)]
    going = [row for row in with_mentor if row not in same]
    let_go = [line for line in lines if is_let_go(line)]
    return PublishPage(
        batch=batch,
        broken=tuple(row for row in weighed if row.problem),
        going=tuple(going),
        asked_anew=len(same),
        taken_back=tuple(dict.fromkeys(line.current_mentor.person.short_name for line in let_go)),
        nobody=sum(line.mentor_id is None for line in lines),
        held=sum(line.held for line in lines),
    )
