"""What waits for a reader in one program, in words: counted by the same sources as «Мои дела»."""

from dataclasses import dataclass, replace

from django.urls import reverse

from mentoring.kit.deeds import count_by_source
from mentoring.kit.text import count_of
from mentoring.kit.ui import Link
from programs.access import is_participant

from .deeds import amendment, event, meeting, report

ONE = {
    "answer_amendment": "Ответьте на изменение программы",
    "confirm_meeting": "Подтвердите запись о встрече",
    "record_meeting": "Запишите прошедшую встречу",
    "mend_meeting": "Договоритесь о записи встречи",
    "mark_event": "Отметьте мероприятие, срок прошёл",
    "mend_report": "Ответьте на замечание к отчёту",
    "fill_report": "Добавьте выводы в отчёт",
    "write_review": "Напишите отзыв",
}
MANY = {
    "answer_amendment": ("Ответьте на изменения программы: {}", "", ""),
    "confirm_meeting": ("Подтвердите {}", "entry", " о встречах"),
    "record_meeting": ("Запишите прошедшие встречи: {}", "", ""),
    "mend_meeting": ("Договоритесь о записях встреч: {}", "", ""),
    "mark_event": ("Отметьте {}", "event", ", срок прошёл"),
    "mend_report": ("Ответьте на замечания: {}", "report", ""),
    "fill_report": ("Добавьте выводы: {}", "report", ""),
}

REPORTS = ("mend_report", "fill_report", "write_review")
WHERE = {
    "confirm_meeting": ("Открыть записи встреч", "confirm"),
    "record_meeting": ("Записать встречу", "record"),
    "mend_meeting": ("Открыть встречи", "all"),
}


@dataclass(frozen=True)
class WaitingHere:
    """«Подтвердите 2 записи о встречах. Отметьте мероприятие, срок прошёл.» and the way to the first of it."""

    words: str = ""
    link: Link | None = None


def waiting_here(actor, program, on):
    """What waits for a participant in this program. One query."""
    if not is_participant(actor, program):
        return WaitingHere()
    counts = count_by_source(lambda: [_of(source, program, on) for source in _sources(actor, on)])
    found = [code for code in ONE if counts.get(code)]
    words = " ".join(f"{_words(code, counts[code])}." for code in found)
    return WaitingHere(words, _link(found[0], program) if found else None)


def _link(code, program):
    """The list of such meetings, amendments or reports; events to mark stand on the page itself."""
    if code in REPORTS:
        return Link("Открыть отчёты", reverse("report_list"))
    if code == "answer_amendment":
        return Link("Сравнить и ответить", reverse("amendment_list", args=[program.pk]))
    if code not in WHERE:
        return None
    text, when = WHERE[code]
    return Link(text, f"{reverse('meeting_list')}?when={when}")


def _sources(actor, on):
    answers = [source for source in amendment.sources(actor, on) if source.code == "answer_amendment"]
    reports = [source for source in report.sources(actor, on) if source.code in REPORTS]
    return [*answers, *meeting.sources(actor, on), *event.sources(actor, on), *reports]


def _of(source, program, on):
    rows = source.queryset.filter(program=program)
    return replace(source, queryset=rows.filter(due__lt=on) if source.code == "mark_event" else rows)


def _words(code, number):
    if number == 1:
        return ONE[code]
    head, noun, tail = MANY[code]
    return head.format(count_of(number, noun) if noun else number) + tail
