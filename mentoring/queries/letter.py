"""The register of letters (envelopes alone), the wording of each kind, and a person's own choice."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from mentoring import notifications
from mentoring.access import letters_for
from mentoring.kit.dates import moment, today, words
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of, words_of
from mentoring.kit.ui import Column
from mentoring.models import Letter, LetterWording, MutedLetter
from mentoring.models.letter import LetterSend
from mentoring.queries import filters
from mentoring.queries.page import chosen, page_of

STATES = {
    "held": "Можно остановить",
    "waiting": "Ждёт отправки",
    "sent": "Отправлено",
    "failed": "С ошибкой",
    "stopped": "Остановлено",
}
COLUMNS = (
    Column("Кому", primary=True, sort_key="person"),
    Column("Тема"),
    Column("Написано", sort_key="date"),
    Column("Что с ним"),
)
SORTS = {
    "date": ("created_at", "id"),
    "-date": ("-created_at", "-id"),
    "person": ("person__sort_key", "-id"),
    "-person": ("-person__sort_key", "-id"),
}
SEND_WORDS = {LetterSend.NOW: "уходит сразу", LetterSend.DIGEST: "в письме дня", LetterSend.WEEKLY: "раз в неделю"}
SAMPLES = {
    "n": "3",
    "time": "14:30",
    "load": "1 из 2",
    "place": "ауд. 214",
    "year": "2026/27",
    "minutes": "5 минут",
    "v": "2",
    "rate": "80 %",
    "n_pairs": "3 пары",
    "n_remarks": "2 замечания",
}


@dataclass(frozen=True)
class LetterRow:
    letter: Letter
    who: str
    tag: StateTag
    stop: bool
    again: bool


@dataclass(frozen=True)
class LetterList:
    page: object
    rows: tuple[LetterRow, ...]
    filters: dict
    sort: str
    held: int

    columns = COLUMNS
    states = tuple(filters.Choice(pk=code, name=name) for code, name in STATES.items())

    @property
    def filtered(self):
        return any(self.filters.values())


def letter_list(actor, params):
    """One page of the register this keeper reads. `params`: q, state, sort, page. Three queries. Texts are private."""
    at = timezone.now()
    asked = {"q": params.get("q", "").strip()[:200], "state": chosen(params.get("state"), STATES)}
    sort = chosen(params.get("sort"), SORTS)
    found = _of_state(letters_for(actor), asked["state"], at)
    for word in words_of(asked["q"]):
        found = found.filter(person__search_key__contains=word) | found.filter(address__icontains=word)
    page = page_of(
        found.select_related("person").defer("body", "calendar").order_by(*SORTS[sort or "-date"]), params.get("page")
    )
    return LetterList(
        page=page,
        rows=tuple(_row(letter, at) for letter in page.object_list),
        filters=asked,
        sort=sort,
        held=Letter.objects.held(at).count(),
    )


def _of_state(letters, state, at):
    return {
        "": letters.all,
        "held": lambda: letters.held(at),
        "waiting": lambda: letters.waiting().filter(error=""),
        "sent": lambda: letters.filter(sent_at__isnull=False),
        "failed": lambda: letters.filter(sent_at__isnull=True, stopped_at__isnull=True).exclude(error=""),
        "stopped": lambda: letters.filter(stopped_at__isnull=False),
    }[state]()


def _row(letter, at):
    who = letter.person.short_name if letter.person else letter.address
    held = bool(letter.hold_until and letter.hold_until > at and not letter.sent_at and not letter.stopped_at)
    return LetterRow(letter, who, _tag(letter, held), stop=held, again=bool(letter.gave_up_at and not letter.sent_at))


def _tag(letter, held):
    if letter.sent_at:
        return StateTag("ok", "Отправлено", moment(letter.sent_at))
    if letter.stopped_at:
        return StateTag("calm", "Остановлено", moment(letter.stopped_at))
    if letter.gave_up_at:
        return StateTag("stop", "Не доставлено", "Проверьте адрес и отправьте снова.")
    if letter.error:
        tried = count_of(letter.attempts, "attempt")
        return StateTag("act", "Пробуем ещё", f"{tried}. Отправим, как только сервер почты ответит.")
    if held:
        return StateTag("act", "Можно остановить", f"Уйдёт {moment(letter.hold_until)}.")
    return StateTag("go", "Ждёт", SEND_WORDS[letter.send].capitalize() + ".")


# Wording


@dataclass(frozen=True)
class WordingRow:
    code: str
    subject: str
    when: str
    send: str
    duty: bool
    own: bool
    off: bool


def wordings():
    """Every kind of letter as it is worded now; one query."""
    own = {row.code: row for row in LetterWording.objects.all()}
    return tuple(wording_row(template, own.get(code)) for code, template in notifications.templates().items())


def wording_row(template, own):
    return WordingRow(
        code=template["code"],
        subject=_named(own.subject if own else template["subject"]),
        when=template["when"],
        send=SEND_WORDS[template["send"]],
        duty=template["duty"],
        own=own is not None,
        off=bool(own and own.off and not template["duty"]),
    )


def own_wording(code):
    """The office's own words of a letter, or None while the shipped ones stand."""
    return LetterWording.objects.filter(code=code).first()


def wording_initial(template, own):
    """What the form starts from; `seen` is the version on the page."""
    if own is None:
        return {"subject": template["subject"], "body": template["body"], "off": False, "seen": "0"}
    return {"subject": own.subject, "body": own.body, "off": own.off, "seen": str(own.lock_version)}


def samples_of(template):
    """{hole: a value as it may look}: for the preview and the list of holes."""
    day = words(today())
    return {name: SAMPLES.get(name, day if name.startswith("date") else f"‹{name}›") for name in template["vars"]}


def preview(template, subject, body):
    """(subject, body) filled with samples."""
    values = samples_of(template)
    return notifications.subject_of(subject, values), notifications.body_of(body, values)


# A person's own choice


@dataclass(frozen=True)
class ChoiceRow:
    code: str
    subject: str
    when: str
    wanted: bool


def own_choices(person):
    """(letters that may be switched off, letters that may not); one query."""
    muted = set(MutedLetter.objects.filter(person=person).values_list("code", flat=True))
    names = Counter(_named(template["subject"]) for template in notifications.templates().values())
    rows = [
        (template["duty"], ChoiceRow(code, _told_apart(template, names), template["when"], code not in muted))
        for code, template in notifications.templates().items()
    ]
    return tuple(row for duty, row in rows if not duty), tuple(row for duty, row in rows if duty)


def _told_apart(template, names):
    """Two kinds of one name say when they are written."""
    name = _named(template["subject"])
    return name if names[name] == 1 else f"{name}: {template['when']}"


def _named(subject):
    """A subject as the name of a kind of letters: «Анкета ждёт до {date}» gives «Анкета ждёт»."""
    return re.sub(r",?(?:\s(?:до|к|на|с))?\s?\{\w+\}", "", subject).strip(" :,—№")
