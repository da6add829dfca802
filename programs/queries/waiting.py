"""What waits for a reader in one program, in words: counted by the same sources as «Мои дела»."""

from dataclasses import replace

from mentoring.kit.deeds import count_by_source
from mentoring.kit.text import count_of
from programs.access import is_participant

from .deeds import event, meeting

ONE = {
    "confirm_meeting": "Подтвердите запись о встрече",
    "record_meeting": "Запишите прошедшую встречу",
    "mend_meeting": "Договоритесь о записи встречи",
    "mark_event": "Отметьте мероприятие, срок прошёл",
}
MANY = {
    "confirm_meeting": ("Подтвердите {}", "entry", " о встречах"),
    "record_meeting": ("Запишите прошедшие встречи: {}", "", ""),
    "mend_meeting": ("Договоритесь о записях встреч: {}", "", ""),
    "mark_event": ("Отметьте {}", "event", ", срок прошёл"),
}


def waiting_words(actor, program, on):
    """«Подтвердите 2 записи о встречах. Отметьте мероприятие, срок прошёл.» for a participant. One query."""
    if not is_participant(actor, program):
        return ""
    counts = count_by_source(lambda: [_of(source, program, on) for source in _sources(actor, on)])
    return " ".join(f"{_words(code, counts[code])}." for code in ONE if counts.get(code))


def _sources(actor, on):
    return [*meeting.sources(actor, on), *event.sources(actor, on)]


def _of(source, program, on):
    rows = source.queryset.filter(program=program)
    return replace(source, queryset=rows.filter(due__lt=on) if source.code == "mark_event" else rows)


def _words(code, number):
    if number == 1:
        return ONE[code]
    head, noun, tail = MANY[code]
    return head.format(count_of(number, noun) if noun else number) + tail
