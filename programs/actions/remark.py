"""Remarks hang on sections and events: drafts of the reviewer, then questions the authors answer."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.kit.text import tidy
from mentoring.kit.verdict import require
from programs import access
from programs.choices import RemarkState, SectionCode
from programs.models import Remark

from .desk import last_version, refuse

MOST_CHARS = 2000


@transaction.atomic
def add_remark(*, program, section, text, by, at, event_uuid=None):
    """A draft remark of the reviewer to a section, or to an event of the plan; nobody else sees it until the return."""
    require(access.may_review(by, program))
    text = _checked(text)
    if section not in SectionCode.values:
        refuse("Выберите раздел, к которому замечание.")
    if event_uuid and not program.events.filter(uuid=event_uuid).exists():
        refuse("Такого мероприятия в плане нет. Обновите страницу.")
    return Remark.objects.create(
        program=program,
        version=last_version(program),
        section=section,
        event_uuid=event_uuid or None,
        text=text,
        author=by.person,
        created_at=at,
    )


def _checked(text):
    text = tidy(text)
    if not text:
        refuse("Напишите замечание.")
    if len(text) > MOST_CHARS:
        over = len(text) - MOST_CHARS
        refuse(f"Слишком длинно: {len(text)} знаков из {MOST_CHARS}. Сократите на {over}.")
    return text


@transaction.atomic
def edit_remark(*, remark, text, by, at):
    """The reviewer's own draft is reworded."""
    _own_draft(remark, by)
    Remark.objects.filter(pk=remark.pk, state=RemarkState.DRAFT).update(text=_checked(text))


@transaction.atomic
def delete_remark(*, remark, by, at):
    """The reviewer's own draft is taken away."""
    _own_draft(remark, by)
    Remark.objects.filter(pk=remark.pk, state=RemarkState.DRAFT).delete()


def _own_draft(remark, by):
    require(access.may_review(by, remark.program))
    if remark.state != RemarkState.DRAFT or remark.author_id != by.person.pk:
        refuse("Это замечание уже отправлено или написано другим. Изменить его нельзя.")


@transaction.atomic
def answer_remark(*, remark, reply, fixed, by, at):
    """The author answers beside the field: «Исправлено», or why it stays. A reply without words needs the tick."""
    require(access.may_edit(by, remark.program))
    if remark.state == RemarkState.DRAFT:
        refuse("Замечание ещё не отправлено.")
    reply = tidy(reply)
    if len(reply) > MOST_CHARS:
        refuse(f"Слишком длинно: {len(reply)} знаков из {MOST_CHARS}. Сократите на {len(reply) - MOST_CHARS}.")
    if not fixed and not reply:
        refuse("Отметьте, что исправили, или напишите, почему оставили как есть.")
    remark.state = RemarkState.FIXED if fixed else RemarkState.ANSWERED
    remark.reply, remark.replied_by, remark.replied_at = reply, by.person, at
    remark.save(update_fields=["state", "reply", "replied_by", "replied_at"])
    journal.record(
        "program_remark_answered",
        f"Ответ на замечание к разделу «{remark.get_section_display()}»",
        by=by,
        at=at,
        subject=remark.program,
        pair=remark.program.pair,
        text=reply,
    )
