"""Case tasks (R43): composed by the curator, given to mentees, answered once, marked by up to three sides apart."""

from datetime import timedelta

from django.db import transaction

from mentoring.actions import journal
from mentoring.choices import Audience, Side
from mentoring.kit.dates import local
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access import case as rights
from monitoring.access.knowledge import may_keep_bank
from monitoring.actions.evaluation import figures_changed
from monitoring.choices.case import CaseStage, CaseState
from monitoring.choices.knowledge import BankState
from monitoring.models import CaseAnswer, CaseMark, CaseTask
from monitoring.scoring.knowledge import as_decimal, rubric_percent
from monitoring.workflows_case import CASE_ANSWER, CASE_TASK
from programs.access import people_of

TEXT_LIMIT = 6000


@transaction.atomic
def save_case(*, title, situation, question, posts, rubric, by, at, task=None):
    """A new case or a corrected one that nobody has answered."""
    require(rights.may_edit_case(by, task) if task else may_keep_bank(by))
    if not (title and situation and question):
        raise Refused(no("Заполните название, ситуацию и вопрос."))
    if rubric.state != BankState.ACTIVE:
        raise Refused(no("Рубрика снята или ещё не открыта. Выберите другую."))
    fields = {"title": title, "situation": situation, "question": question, "posts": posts, "rubric": rubric}
    if task is None:
        task = CaseTask.objects.create(**fields, author=by.person, created_at=at)
    else:
        CaseTask.objects.filter(pk=task.pk).update(**fields)
    _about_task("case_saved", f"Сохранён кейс «{title}»", task, by, at)
    return task


@transaction.atomic
def publish_case(task, *, by, at):
    CASE_TASK.claim("publish", task, by=by)
    _about_task("case_published", f"Кейс открыт: «{task.title}»", task, by, at)


@transaction.atomic
def retire_case(task, *, by, at):
    CASE_TASK.claim("retire", task, by=by)
    _about_task("case_retired", f"Кейс снят: «{task.title}»", task, by, at)


def _about_task(event, heading, task, by, at):
    journal.record(event, heading, by=by, at=at, subject=task, audience=Audience.CURATOR)


@transaction.atomic
def give_case(program, *, task, person, stage, due, by, at, colleague=None):
    """Ask a mentee of the program; the same case once a stage. Returns the CaseAnswer."""
    require(rights.may_give_case(by, program))
    if person not in people_of(program, Side.MENTEE):
        raise Refused(no("Выберите наставляемого этой программы."))
    if by.is_person(person):
        raise Refused(rights.OWN)
    if task.state != BankState.ACTIVE or stage not in CaseStage.values:
        raise Refused(no("Выберите кейс и этап из списка."))
    if due < local(at).date():
        raise Refused(no("Срок ответа уже прошёл. Выберите другой день."))
    if colleague is not None and (colleague == person or colleague in people_of(program, Side.MENTOR)):
        raise Refused(no("Коллега – не сам наставляемый и не наставник пары."))
    live = CaseAnswer.objects.exclude(state=CaseState.DROPPED)
    if live.filter(program=program, person=person, task=task, stage=stage).exists():
        raise Refused(no(f"{person.short_name}: этот кейс на этом этапе уже назначен."))
    answer = CaseAnswer.objects.create(
        program=program,
        person=person,
        task=task,
        stage=stage,
        criteria=task.rubric.criteria,
        colleague=colleague,
        due=due,
        asked_by=by.person,
        asked_at=at,
    )
    _record("case_given", f"Назначен кейс «{task.title}»", answer, by, at)
    return answer


@transaction.atomic
def keep_answer(answer, *, text, by, at):
    """Keep the draft; its author alone reads it."""
    require(rights.may_answer_case(by, answer))
    kept = CaseAnswer.objects.filter(pk=answer.pk, state=CaseState.ASKED)
    if not kept.update(text=text[:TEXT_LIMIT], saved_at=at):
        raise Refused(no("Ответ уже отправлен или больше не нужен."))


@transaction.atomic
def send_answer(answer, *, text, by, at):
    """Send once; then the mentor, the curator and the named colleague may mark it."""
    require(rights.may_answer_case(by, answer))
    if not text:
        raise Refused(no("Напишите ответ."))
    check = local(at).date() + timedelta(days=office().setting("test_check_days"))
    CASE_ANSWER.claim("send", answer, by=by, text=text[:TEXT_LIMIT], saved_at=at, sent_at=at, check_due=check)
    _record("case_answered", f"Дан ответ на кейс «{answer.task.title}»", answer, by, at)


@transaction.atomic
def drop_case(answer, *, by, at):
    CASE_ANSWER.claim("drop", answer, by=by)
    _record("case_dropped", f"Кейс больше не нужен: «{answer.task.title}»", answer, by, at)


@transaction.atomic
def mark_case(answer, *, levels, words, by, at):
    """Mark by every criterion; each side changes its own mark and no other."""
    require(rights.may_mark_case(by, answer))
    try:
        percent = rubric_percent([len(row["levels"]) for row in answer.criteria], levels)
    except ValueError:
        raise Refused(no("Выберите уровень по каждому критерию.")) from None
    said = {"levels": list(levels), "percent": as_decimal(percent, 5), "words": words, "author": by.person, "at": at}
    mark, _ = CaseMark.objects.update_or_create(answer=answer, side=rights.side_in(by, answer), defaults=said)
    _record("case_marked", f"Оценён ответ на кейс «{answer.task.title}»", answer, by, at)
    figures_changed(answer.program, by=by, at=at)
    return mark


def _record(event, heading, answer, by, at):
    pair, person = answer.program.pair, answer.person
    journal.record(event, heading, by=by, at=at, subject=answer, pair=pair, person=person, audience=Audience.MEMBERS)
