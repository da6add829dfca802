"""Sections of the header by role; names are URL names, so that a lower floor needs no upper one."""

from dataclasses import dataclass

from django.urls import reverse

HOME = ("home", "Мои дела")
BY_ROLE = {
    "curator": [
        HOME,
        ("request_list", "Запросы"),
        ("pair_list", "Пары и группы"),
        ("program_list", "Программы"),
        ("person_list", "Люди"),
        ("survey_list", "Оценка"),
        ("document_list", "Документы"),
        ("dashboard", "Мониторинг"),
    ],
    "director": [
        HOME,
        ("dashboard", "Мониторинг"),
        ("program_list", "Программы"),
        ("person_list", "Люди"),
        ("document_list", "Документы"),
        ("survey_list", "Оценка"),
    ],
    "mentor": [
        HOME,
        ("pair_list", "Мои пары"),
        ("program_list", "Программы"),
        ("meeting_list", "Встречи"),
        ("survey_mine", "Анкеты"),
        ("mentor_list", "Банк наставников"),
    ],
    "mentee": [
        HOME,
        ("program_list", "Моя программа"),
        ("meeting_list", "Встречи"),
        ("request_list", "Запросы"),
        ("survey_mine", "Анкеты"),
        ("mentor_list", "Банк наставников"),
    ],
    "supervisor": [
        HOME,
        ("request_list", "Запросы"),
        ("observation_list", "Наблюдения"),
        ("person_list", "Мои педагоги"),
        ("program_list", "Программы"),
        ("dashboard", "Мониторинг"),
        ("mentor_list", "Банк наставников"),
    ],
    "council": [
        HOME,
        ("program_list", "Программы"),
        ("council_list", "Советы и объединения"),
        ("mentor_list", "Банк наставников"),
    ],
    "psychologist": [HOME, ("mentor_list", "Банк наставников")],
    "hr": [HOME, ("person_list", "Люди"), ("mentor_list", "Банк наставников")],
    "partner": [
        HOME,
        ("pair_list", "Мои пары"),
        ("program_list", "Программы"),
        ("meeting_list", "Встречи"),
        ("survey_mine", "Анкеты"),
    ],
    "admin": [HOME, ("person_list", "Люди"), ("settings", "Настройки"), ("admin:index", "Администрирование")],
}


@dataclass(frozen=True)
class Section:
    name: str
    url: str
    url_name: str
    current: bool


def sections_for(actor, request):
    """The header's tabs; `current` is set by the view's `section` or by the URL name itself."""
    match = getattr(request, "resolver_match", None)
    here = getattr(request, "section", "") or (match.url_name if match else "")
    return [
        Section(label, reverse(url_name), url_name, url_name == here)
        for url_name, label in BY_ROLE.get(actor.role, [HOME])
    ]
