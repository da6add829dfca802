"""A mentee says what to change; the mentor or the curator makes an amendment of it or says why not."""

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.actions.desk import day_of, refuse, title_of
from programs.models import AmendmentSuggestion


@transaction.atomic
def suggest_change(*, program, text, by, at):
    """Keep a mentee's suggestion and tell the mentors and curators; returns it."""
    require(access.may_suggest(by, program))
    text = tidy(text)
    if not text:
        refuse("Напишите, что изменить и почему.")
    made = AmendmentSuggestion.objects.create(program=program, author=by.person, text=text[:2000], created_at=at)
    heading = f"Предложено изменить программу: {by.person.short_name}"
    journal.record("amendment_suggest", heading, by=by, at=at, subject=program, pair=program.pair, text=text)
    people = [*access.people_of(program, "mentor"), *access.free_curators(program, day_of(at))]
    _write("amendment_suggested", people, program, at, person=by.person.short_name)
    return made


@transaction.atomic
def answer_suggestion(*, suggestion, answer, by, at):
    """Say why the program is not changed now. An amendment made of it answers by itself."""
    require(access.may_answer_suggestion(by, suggestion))
    answer = tidy(answer)
    if not answer:
        refuse("Напишите, почему сейчас не меняем.")
    values = {"answer": answer[:2000], "answered_by": by.person, "answered_at": at}
    if not AmendmentSuggestion.objects.filter(pk=suggestion.pk, answered_at=None).update(**values):
        refuse("На это предложение уже ответили. Обновите страницу.")
    for name, value in values.items():
        setattr(suggestion, name, value)
    _write("suggestion_answered", [suggestion.author], suggestion.program, at, reason=answer[:400])


def _write(code, people, program, at, **values):
    path = reverse("amendment_list", args=[program.pk])
    notifications.write_all(code, people, at=at, path=path, pair=title_of(program), **values)
