"""Reflections at the middle and the end (R38, clause 4.1). Nothing is recorded in the story: whether and what somebody
writes is his own.
"""

from django.db import IntegrityError, transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import holders
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs.access import reflection as rules
from programs.choices.growth import (
    OPEN_TO_CURATOR,
    OPEN_TO_PAIR,
    Readers,
    ReflectionPoint,
    ReflectionState,
)
from programs.models import Reflection

from .desk import refuse

S = ReflectionState
LONGEST = 4000


@transaction.atomic
def save_reflection(*, program, point, answers, by, at, done=False, readers=Readers.NOBODY):
    """Keep the actor's own reflection: a draft, or `done` with `readers`. `answers` are (question, answer) in order.

    A written one stays written when saved again. Refuses strangers, programs that have not begun, too long answers, and
    a done one without a word. Returns the Reflection.
    """
    require(rules.may_reflect(by, program))
    said = [{"question": question, "answer": _fits(answer)} for question, answer in answers]
    kept = _own(program, point, by, at)
    written = done or kept.state == S.WRITTEN
    if written and not any(row["answer"] for row in said):
        refuse("Напишите хотя бы об одном: на остальные вопросы можно не отвечать.")
    kept.answers = [row for row in said if row["answer"]]
    kept.state, kept.saved_at = S.WRITTEN if written else S.DRAFT, at
    if written and kept.written_at is None:
        kept.written_at = at
    kept.save()
    if done:
        _open(kept, readers, by=by, at=at)
    return kept


@transaction.atomic
def change_readers(*, reflection, readers, by, at):
    """Widen or narrow who reads, at any time: who is left out reads no more from this moment."""
    require(rules.may_change_readers(by, reflection))
    _open(reflection, readers, by=by, at=at)


@transaction.atomic
def skip_reflection(*, program, point, by, at):
    """«Не буду писать»: nobody sees it, and no reminder comes. A draft stays with its author. Undone by writing."""
    require(rules.may_reflect(by, program))
    kept = _own(program, point, by, at)
    if kept.state == S.WRITTEN:
        refuse("Рефлексия уже написана. Её можно удалить.")
    kept.state, kept.saved_at = S.SKIPPED, at
    kept.save()


@transaction.atomic
def remove_reflection(*, reflection, by, at):
    """The text goes for good; what is left says only that nothing is to be reminded of."""
    require(rules.may_remove_reflection(by, reflection))
    gone = {"answers": [], "state": S.SKIPPED, "readers": Readers.NOBODY, "saved_at": at, "written_at": None}
    Reflection.objects.filter(pk=reflection.pk).update(**gone, opened_at=None)


def _own(program, point, by, at):
    if point not in ReflectionPoint.values:
        refuse("Рефлексию пишут в середине программы и в конце.")
    side = rules.writing_side(by, program)
    found = Reflection.objects.select_for_update().filter(program=program, author=by.person, point=point).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return Reflection.objects.create(program=program, author=by.person, point=point, side=side, saved_at=at)
    except IntegrityError:  # pressed twice at once
        return Reflection.objects.select_for_update().get(program=program, author=by.person, point=point)


def _open(reflection, readers, *, by, at):
    if readers not in Readers.values:
        refuse("Выберите, кто прочитает.")
    before, opened_at = reflection.readers, None if readers == Readers.NOBODY else at
    held = Reflection.objects.filter(pk=reflection.pk, state=S.WRITTEN)
    if not held.update(readers=readers, opened_at=opened_at):  # removed in another window
        refuse("Этого текста больше нет. Обновите страницу.")
    reflection.readers, reflection.opened_at = readers, opened_at
    people = []
    if readers in OPEN_TO_PAIR and before not in OPEN_TO_PAIR:
        people += rules.readers_in_pair(reflection.program, reflection.author, reflection.side, at)
    if readers in OPEN_TO_CURATOR and before not in OPEN_TO_CURATOR:
        people += _curators(reflection.program)
    path = reverse("reflection_detail", args=[reflection.pk])
    notifications.write_all("reflection_opened", people, at=at, path=path, author=by.person.short_name)


def _curators(program):
    """Curators outside the pair: a curator who stands in it reads nothing by his office."""
    inside = {member.person_id for member in program.pair.members.all()}
    return [person for person in holders("curator") if person.pk not in inside]


def _fits(text):
    text = tidy(text)
    if len(text) > LONGEST:
        refuse(f"Слишком длинно: {len(text)} знаков из {LONGEST}. Сократите на {len(text) - LONGEST}.")
    return text
