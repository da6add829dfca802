"""A practice card: begun from entries of a finished program, written, checked for names, put on the shelf (R55)."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.actions import journal
from mentoring.choices import Audience, Role
from mentoring.kit import dates
from mentoring.kit.stale import claim_version
from mentoring.kit.text import listing, tidy
from mentoring.kit.verdict import require
from programs.access import practice as rights
from programs.choices.practice import EDITABLE, NameKept, PracticeState
from programs.choices.shelf import MaterialAudience
from programs.models import PracticeCard, PracticeThanks
from programs.queries.practice_names import names_of
from programs.queries.practice_source import entries_of, prefilled
from programs.workflows_practice import PRACTICE

from .desk import day_of, deadline, refuse

LONGEST = {"title": 200, "suits": 500, "difficulty": 5000, "done": 5000, "result": 5000}
NEEDED = {"title": "название", "difficulty": "в чём была трудность", "done": "что сделали", "result": "что получилось"}


@transaction.atomic
def start_practice(*, program, entries, by, at):
    """A draft made of the chosen entries (their codes) of a program loaded with its people; names are already put out.

    Returns the card. Refused: the program is not over, neither its mentor nor the curator, nothing chosen.
    """
    require(rights.may_start_practice(by, program))
    taken = [entry for entry in entries_of(program) if entry.code in set(entries)]
    if not taken:
        refuse("Отметьте хотя бы одну запись: из неё получится карточка.")
    fields, directions, materials = prefilled(program, taken)
    kept = [{"code": entry.code, "words": entry.words[:600]} for entry in taken]
    card = PracticeCard.objects.create(program=program, author=by.person, created_at=at, entries=kept, **fields)
    card.directions.set(directions)
    card.materials.set(materials)
    _record("practice_started", "Начата карточка практики", card, by, at, audience=Audience.MEMBERS)
    return card


@transaction.atomic
def save_practice(card, *, seen, by, at, directions=(), materials=(), audience=MaterialAudience.BOTH, **texts):
    """Keep the text as it is, unfinished or not; `seen` is the lock_version of the page.

    Refused: not its author, sent already, too long, saved by somebody else meanwhile (Stale).
    """
    require(rights.may_edit_practice(by, card))
    values = {name: _text(texts.get(name, ""), longest) for name, longest in LONGEST.items()}
    if not values["title"]:
        refuse("Назовите карточку.")
    if audience not in MaterialAudience.values:
        refuse("Выберите, кому карточка.")
    claim_version(card, seen)
    held = PracticeCard.objects.filter(pk=card.pk, state__in=EDITABLE)
    if not held.update(audience=audience, **values):
        refuse(PRACTICE.taken)
    card.directions.set(directions)
    card.materials.set(materials)
    card.refresh_from_db()
    return card


def _text(text, longest):
    text = tidy(text)
    if len(text) > longest:
        refuse(f"Слишком длинно: {len(text)} знаков из {longest}. Сократите на {len(text) - longest}.")
    return text


@transaction.atomic
def send_practice(card, *, by, at, left=False):
    """To the curator. Names found in the text stop it until the author says that they are `left` on purpose.

    Refused: not its author, a part is empty, names.
    """
    require(PRACTICE.verdict("send", by, card))
    empty = [words for name, words in NEEDED.items() if not getattr(card, name)]
    if empty:
        refuse(f"Заполните: {listing(empty)}.")
    found = names_of(card)
    if found and not left:
        refuse(f"В тексте названы: {_named(found)}. Уберите имена или отметьте, что оставляете их намеренно.")
    due = deadline("bank_check_days", at)
    PRACTICE.claim("send", card, by=by, due=due, remark="", names={})
    _record("practice_sent", "Карточка практики отправлена куратору", card, by, at, audience=Audience.MEMBERS)
    people = [person for person in holders(Role.CURATOR, day_of(at)) if not by.is_person(person)]
    words = {"title": card.title, "date": dates.words(due)}
    notifications.write_all("practice_to_check", people, at=at, path=_path(card), **words)


def _named(found):
    return listing([f"{row.name} («{row.words[0]}»)" for row in found])


@transaction.atomic
def recall_practice(card, *, by, at):
    """Its author takes it back to write on."""
    PRACTICE.claim("recall", card, by=by, due=None)
    _record("practice_recalled", "Автор забрал карточку практики", card, by, at, audience=Audience.MEMBERS)


@transaction.atomic
def accept_practice(card, *, seen, names, by, at):
    """On the shelf. `names` is {person's key: NameKept}: the curator's word about everybody the text names.

    Refused: not a free curator, the text has changed since the page was opened, somebody named without a word.
    """
    require(PRACTICE.verdict("accept", by, card))
    if seen != card.lock_version:
        refuse("Пока вы читали, автор изменил карточку. Прочитайте её ещё раз.")
    found = names_of(card)
    told = {str(row.key): names.get(str(row.key)) for row in found}
    silent = [row for row in found if told[str(row.key)] not in NameKept.values]
    if silent:
        refuse(f"В тексте названы: {_named(silent)}. Решите о каждом или верните карточку, чтобы имена убрали.")
    PRACTICE.claim("accept", card, by=by, names=told, due=None, remark="", accepted_on=day_of(at))
    _record("practice_accepted", "Карточка практики на полке", card, by, at, text=_kept_words(found, told))
    _tell("practice_accepted", card, by, at)


def _kept_words(found, told):
    lines = [f"{row.name}: {NameKept(told[str(row.key)]).label}" for row in found]
    return "Имена в тексте. " + "; ".join(lines) if lines else ""


@transaction.atomic
def return_practice(card, *, remark, by, at):
    """Back to its author with words; one from the shelf leaves it and the open bank at once. Refused without words."""
    remark = tidy(remark)[:500]
    if not remark:
        refuse("Напишите, что исправить: автор это прочитает.")
    PRACTICE.claim("return", card, by=by, remark=remark, due=None, opened_on=None)
    _record("practice_returned", "Карточка практики возвращена", card, by, at, text=remark)
    _tell("practice_returned", card, by, at, remark=remark.rstrip("."))


@transaction.atomic
def retire_practice(card, *, by, at):
    """Off the shelf and out of the open bank; the text stays and may come back."""
    PRACTICE.claim("retire", card, by=by, opened_on=None, due=None)
    _record("practice_retired", "Карточка практики снята с полки", card, by, at)


@transaction.atomic
def restore_practice(card, *, by, at):
    """An accepted one back to the shelf, an unfinished one back to its drafts; the open bank asks anew."""
    PRACTICE.claim("restore" if card.accepted_on else "revive", card, by=by)
    heading = "Карточка практики снова на полке" if card.accepted_on else "Карточка практики снова в черновиках"
    _record("practice_restored", heading, card, by, at)


@transaction.atomic
def thank_practice(card, *, by, at):
    """«Пригодилось», once a person. Refused: no person, one's own card, not on the shelf, said already."""
    require(rights.may_thank_practice(by, card))
    try:
        with transaction.atomic():
            return PracticeThanks.objects.create(card=card, person=by.person, at=at)
    except IntegrityError:
        refuse("Вы уже отметили, что карточка пригодилась.")


@transaction.atomic
def unthank_practice(card, *, by, at):
    if not by.person or not PracticeThanks.objects.filter(card=card, person=by.person).delete()[0]:
        refuse("Отметки и не было. Обновите страницу.")


def _path(card):
    return reverse("practice_detail", args=[card.pk])


def _tell(code, card, by, at, **words):
    if card.author and not by.is_person(card.author):
        notifications.write(code, to=card.author, at=at, path=_path(card), title=card.title, **words)


def _record(event, heading, card, by, at, *, text="", audience=Audience.SUBJECT):
    words = f"{heading}: «{card.title}»"
    pair = card.program.pair if card.state == PracticeState.ACCEPTED or audience == Audience.MEMBERS else None
    journal.record(event, words, by=by, at=at, subject=card, pair=pair, text=text, audience=audience)
