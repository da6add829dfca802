"""What the assessors think beside the figure: their own estimate of a level, marks of a practical task by a rubric."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.kit.verdict import Refused, no, require
from monitoring.access.knowledge import (
    may_assess,
    may_assign,
    may_edit_rubric,
    may_keep_bank,
    may_mark_work,
    side_of,
)
from monitoring.choices.knowledge import BankState
from monitoring.models import KnowledgeEstimate, PracticalMark, PracticalWork, Rubric
from monitoring.scoring.knowledge import as_decimal, rubric_percent
from monitoring.workflows_knowledge import RUBRIC
from programs.access import people_of


@transaction.atomic
def estimate(program, *, member, moment, level, words, by, at):
    """The assessor's own opinion of the level at entry or exit; writing again replaces his own, never the other's."""
    require(may_assess(by, program, member))
    if member.pk not in {person.pk for person in people_of(program, "mentee")}:
        raise Refused(no("Выберите наставляемого этой программы."))
    made, _ = KnowledgeEstimate.objects.update_or_create(
        program=program,
        member=member,
        moment=moment,
        side=side_of(by, program),
        defaults={"level": level, "words": words, "author": by.person, "at": at},
    )
    heading = f"Записано мнение об уровне знаний: {member.short_name}"
    _record("knowledge_estimated", heading, made, by, at, person=member)
    return made


@transaction.atomic
def save_rubric(*, title, hint, criteria, by, at, rubric=None):
    """A new rubric or a corrected one; `criteria` are [{name, levels}], each with two levels or more."""
    require(may_edit_rubric(by, rubric) if rubric else may_keep_bank(by))
    if not title:
        raise Refused(no("Назовите рубрику."))
    if not criteria or any(not row["name"] or len(row["levels"]) < 2 for row in criteria):
        raise Refused(no("У каждого критерия – название и хотя бы два уровня, от низшего к высшему."))
    if rubric is None:
        rubric = Rubric.objects.create(title=title, hint=hint, criteria=criteria, author=by.person, created_at=at)
    else:
        Rubric.objects.filter(pk=rubric.pk).update(title=title, hint=hint, criteria=criteria)
    journal.record(
        "rubric_saved", f"Сохранена рубрика «{title}»", by=by, at=at, subject=rubric, audience=Audience.CURATOR
    )
    return rubric


@transaction.atomic
def publish_rubric(rubric, *, by, at):
    RUBRIC.claim("publish", rubric, by=by)
    journal.record(
        "rubric_published",
        f"Рубрика открыта: «{rubric.title}»",
        by=by,
        at=at,
        subject=rubric,
        audience=Audience.CURATOR,
    )


@transaction.atomic
def retire_rubric(rubric, *, by, at):
    RUBRIC.claim("retire", rubric, by=by)
    journal.record(
        "rubric_retired", f"Рубрика снята: «{rubric.title}»", by=by, at=at, subject=rubric, audience=Audience.CURATOR
    )


@transaction.atomic
def choose_rubric(assignment, *, rubric, by, at):
    """An assignment of a working program becomes a practical task marked by this rubric as it is now."""
    require(may_assign(by, assignment.program))
    if rubric.state != BankState.ACTIVE:
        raise Refused(no("Рубрика снята или ещё не открыта. Выберите другую."))
    if PracticalWork.objects.filter(assignment=assignment).exists():
        raise Refused(no("Рубрика для этого задания уже выбрана."))
    work = PracticalWork.objects.create(
        assignment=assignment,
        program=assignment.program,
        rubric=rubric,
        criteria=rubric.criteria,
        chosen_by=by.person,
        chosen_at=at,
    )
    heading = f"Практическое задание: «{assignment.title}», рубрика «{rubric.title}»"
    _record("practical_chosen", heading, work, by, at, person=assignment.mentee)
    return work


@transaction.atomic
def mark_work(work, *, levels, words, by, at):
    """Mark by every criterion; the mentor's and the curator's marks stand apart, each changes his own."""
    require(may_mark_work(by, work))
    try:
        percent = rubric_percent([len(row["levels"]) for row in work.criteria], levels)
    except ValueError:
        raise Refused(no("Выберите уровень по каждому критерию.")) from None
    mark, _ = PracticalMark.objects.update_or_create(
        work=work,
        side=side_of(by, work.program),
        defaults={
            "levels": list(levels),
            "percent": as_decimal(percent, 5),
            "words": words,
            "author": by.person,
            "at": at,
        },
    )
    heading = f"Оценено практическое задание: «{work.assignment.title}»"
    _record("practical_marked", heading, work, by, at, person=work.assignment.mentee)
    return mark


def _record(event, heading, subject, by, at, *, person):
    journal.record(
        event,
        heading,
        by=by,
        at=at,
        subject=subject,
        pair=subject.program.pair,
        person=person,
        audience=Audience.MEMBERS,
    )
