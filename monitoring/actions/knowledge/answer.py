"""Taking a test: started once, kept page by page, sent by the mentee or by the clock; short texts checked by a person."""

from datetime import timedelta
from fractions import Fraction

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from mentoring import notifications
from mentoring.access import SYSTEM
from mentoring.kit.dates import local, start_of, words
from mentoring.kit.verdict import Refused, no, require
from mentoring.office import office
from monitoring.access.knowledge import may_check_test, may_take
from monitoring.actions.evaluation import unsign
from monitoring.choices.knowledge import KnowledgeState, TaskKind
from monitoring.models import KnowledgeTest, TestTask
from monitoring.scoring.knowledge import as_decimal, percent_of
from monitoring.scoring.task import points_of
from monitoring.workflows_knowledge import KNOWLEDGE_TEST
from programs.access import people_of

from .test import record

S = KnowledgeState
GRACE = timedelta(seconds=45)  # a page sent at the last second is still on its way
TIME_IS_OVER = "Время теста вышло. Засчитаны ответы, которые успели сохраниться."
TEXT_LIMIT = 2000


@transaction.atomic
def start_test(test, *, by, at):
    """Begin; the minutes run from now. Beginning twice goes on with the same sitting. Raises Refused after the date."""
    test = _held(test)
    require(may_take(by, test, at))
    if test.state == S.IN_PROGRESS:
        return test
    if test.due < local(at).date():
        raise Refused(no(f"Срок теста был {words(test.due)}. Новую попытку даёт куратор."))
    ends = at + timedelta(minutes=test.minutes) if test.minutes else None
    KNOWLEDGE_TEST.move("start", test, started_at=at, ends_at=ends, saved_at=at)
    record("test_started", f"{test.get_moment_display()} начат", test, by, at)
    return test


@transaction.atomic
def save_answers(test, given, *, page, by, at):
    """Keep answers of one page: {task key: answer in the question's own places}; an emptied answer is forgotten.

    Answers that come after the time are refused, whatever the page says; what was kept before it counts.
    """
    test = _held(test)
    require(may_take(by, test, at))
    if test.state != S.IN_PROGRESS:
        raise Refused(no("Сначала начните тест."))
    if is_over(test, at - GRACE):
        raise Refused(no(TIME_IS_OVER))
    tasks = {task.pk: task for task in test.tasks.select_related("question").filter(pk__in=given)}
    if set(given) - set(tasks):
        raise Refused(no("Такого вопроса в тесте нет. Обновите страницу."))
    changed = []
    for key, answer in given.items():
        tasks[key].given = _fitting(tasks[key].question, answer)
        changed.append(tasks[key])
    TestTask.objects.bulk_update(changed, ["given"])
    KnowledgeTest.objects.filter(pk=test.pk).update(page=page, saved_at=at)
    return test


def _fitting(question, answer):
    """An answer the question can have; anything else did not come from our page."""
    if answer in (None, "", []):
        return None
    count, wrong = len(question.options), Refused(no("Выберите из предложенного."))
    if question.kind in (TaskKind.TEXT, TaskKind.NUMBER):
        if not isinstance(answer, str) or len(answer) > TEXT_LIMIT:
            raise wrong
        return answer
    if not isinstance(answer, list) or len(answer) > count:
        raise wrong
    if question.kind in (TaskKind.ORDER, TaskKind.MATCH):
        if len(answer) != count or any(place is not None and not _inside(place, count) for place in answer):
            raise wrong
        return answer if any(place is not None for place in answer) else None
    if not all(_inside(place, count) for place in answer) or (question.kind == TaskKind.ONE and len(answer) > 1):
        raise wrong
    return sorted(set(answer))


def _inside(place, count):
    return isinstance(place, int) and 0 <= place < count


@transaction.atomic
def send_test(test, *, by, at):
    """Send once; a second sending changes nothing. What is unanswered earns nothing. Short texts go to the mentor."""
    test = _held(test)
    if by.is_person(test.member) and test.sent_at:
        return test
    require(may_take(by, test, at))
    if test.state != S.IN_PROGRESS:
        raise Refused(no("Сначала начните тест."))
    return _finish(test, by=by, at=at)


def _finish(test, *, by, at):
    tasks = list(test.tasks.select_related("question"))
    waiting = []
    for task in tasks:
        points = points_of(task.question, task.given)
        task.score = as_decimal(points)
        if points is None:
            waiting.append(task)
    TestTask.objects.bulk_update(tasks, ["score"])
    if waiting:
        due = local(at).date() + timedelta(days=office().setting("test_check_days"))
        KNOWLEDGE_TEST.move("to_check", test, sent_at=at, check_due=due)
        record("test_sent", f"{test.get_moment_display()} пройден, ответы ждут проверки", test, by, at)
        _tell_mentors(test, len(waiting), at)
    else:
        _score("score", test, tasks, by=by, at=at, sent_at=at)
    return test


def _tell_mentors(test, number, at):
    path = reverse("test_check", args=[test.pk])
    said = {"n": number, "date": words(test.check_due)}
    mentors = [person for person in people_of(test.program, "mentor") if person.pk != test.member_id]
    notifications.write_all("test_to_check", mentors, at=at, path=path, **said)


def _score(step, test, tasks, *, by, at, **more):
    """The sum of a sitting; `step` is the transition that ends in «scored»."""
    exact = sum((_exact(task) for task in tasks), Fraction(0))
    percent = as_decimal(percent_of(exact, test.maximum), 5)
    KNOWLEDGE_TEST.move(step, test, score=as_decimal(exact), percent=percent, scored_at=at, **more)
    record("test_scored", f"{test.get_moment_display()} оценён", test, by, at)
    evaluation = getattr(test.program, "evaluation", None)
    if evaluation is not None:
        unsign(evaluation, by, at)


def _exact(task):
    """Points of a task before they were rounded for keeping: three thirds are a whole."""
    points = points_of(task.question, task.given)
    return Fraction(task.score) if points is None else points


@transaction.atomic
def check_test(test, marks, *, by, at):
    """Points and words for every short text, then the result: `marks` is {task key: (points, words)}."""
    test = _held(test)
    require(may_check_test(by, test))
    tasks = list(test.tasks.select_related("question"))
    waiting = [task for task in tasks if task.score is None]
    for task in waiting:
        points, words_ = marks.get(task.pk, (None, ""))
        if points is None or not 0 <= points <= task.question.points:
            raise Refused(no(f"Задание {task.position}: поставьте от 0 до {task.question.points}."))
        task.score, task.remark = points, words_
    TestTask.objects.bulk_update(waiting, ["score", "remark"])
    _score("check", test, tasks, by=by, at=at, checked_by=by.person)
    return test


def is_over(test, at):
    """Whether the sitting's time has run out: its minutes, or the end of its last day."""
    if test.ends_at:
        return at >= test.ends_at
    return at >= start_of(test.due + timedelta(days=1))


@transaction.atomic
def settle(test, *, at):
    """End a sitting whose time is over: what was kept counts. Returns the test as it is now."""
    test = _held(test)
    if test.state == S.IN_PROGRESS and is_over(test, at - GRACE):
        return _finish(test, by=SYSTEM, at=at)
    return test


def close_due_tests(*, at):
    """The daily round: sittings whose time is over are counted, tests nobody began by their date are missed.

    Returns how many ended so.
    """
    ended = list(KnowledgeTest.objects.filter(_over(at)).order_by("pk"))
    for test in ended:
        settle(test, at=at)
    late = KnowledgeTest.objects.filter(state=S.ASSIGNED, due__lt=local(at).date())
    missed = list(late.select_related("program__pair", "member").order_by("pk"))
    for test in missed:
        _miss(test, at=at)
    return len(ended) + len(missed)


def _over(at):
    return Q(state=S.IN_PROGRESS) & (Q(ends_at__lte=at) | Q(ends_at__isnull=True, due__lt=local(at).date()))


@transaction.atomic
def _miss(test, *, at):
    try:
        KNOWLEDGE_TEST.move("miss", test)
    except Refused:
        return  # begun at this very moment
    record("test_missed", f"{test.get_moment_display()} не пройден в срок", test, SYSTEM, at)


def _held(test):
    """The test as it is now; whoever else is sending or closing it is waited for."""
    KnowledgeTest.objects.select_for_update().get(pk=test.pk)
    return KnowledgeTest.objects.select_related("program__pair", "program__evaluation", "member").get(pk=test.pk)
