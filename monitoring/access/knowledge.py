"""Who may see and do what with the bank of questions, tests and practical tasks (clause 5.4: mentor and curator assess)."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.text import ended
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from monitoring.choices.knowledge import (
    DONE_TEST_STATES,
    OPEN_TEST_STATES,
    Assessor,
    BankState,
    KnowledgeMoment,
    KnowledgeState,
)
from monitoring.models import BankQuestion, KnowledgeTest, PracticalWork, Rubric
from programs.access import sides_of, up_to_last_day
from programs.choices import RUNNING_STATES, AssignmentState
from programs.models import Program

from .evaluation import EVALUATED, evaluated_programs_for

ONLY_CURATOR = no("Банк вопросов и рубрики ведёт куратор.")
NOT_RUNNING = no("Тесты назначают, пока программа действует.")
OWN_TEST = no("Это ваш собственный тест. Решает другой человек.")
S = KnowledgeState


# The bank


def questions_for(actor):
    """The bank holds right answers: curators alone read it."""
    return BankQuestion.objects.all() if actor.has("curator") else BankQuestion.objects.none()


def rubrics_for(actor):
    return Rubric.objects.all() if actor.has("curator") else Rubric.objects.none()


def may_keep_bank(actor, obj=None):
    return YES if actor.has("curator") else ONLY_CURATOR


def may_edit_question(actor, question):
    """A question somebody was asked is not changed: its results rest on the text as it was."""
    if not (verdict := may_keep_bank(actor)):
        return verdict
    if question.state == BankState.RETIRED:
        return no("Вопрос снят. Верните его в банк или составьте новый.")
    if question.tasks.exists():
        return no("Вопрос уже был в тестах. Замените его новым: прежние результаты останутся прежними.")
    return YES


def may_edit_rubric(actor, rubric):
    if not (verdict := may_keep_bank(actor)):
        return verdict
    if rubric.works.exists() or rubric.cases.filter(answers__isnull=False).exists():
        return no("По рубрике уже оценивали. Составьте новую, а эту снимите.")
    return YES


# Tests


def tested_programs_for(actor):
    """Programs whose tests the actor may open: those he may evaluate, and his own as a mentee."""
    found = evaluated_programs_for(actor)
    if actor.person is None:
        return found
    mine = PairMember.objects.filter(pair=OuterRef("pair"), person=actor.person, side=Side.MENTEE)
    return found | Program.objects.filter(Q(state__in=EVALUATED), Exists(mine))


def tests_for(actor):
    """A mentee's own tests; of others those of programs the actor evaluates. A group's mentees see each their own.

    A former mentor opens what was assigned up to his last day.
    """
    seen = Q(program__in=evaluated_programs_for(actor)) & up_to_last_day(
        actor, pair="program__pair", moment="assigned_at"
    )
    if actor.person is not None:
        seen |= Q(member=actor.person)
    return KnowledgeTest.objects.filter(seen)


def is_assessor(actor, program, member=None):
    """A mentor of the program or a curator, never of his own knowledge."""
    if member is not None and actor.is_person(member):
        return False
    return actor.has("curator") or Side.MENTOR in sides_of(actor, program)


def may_assign(actor, program):
    """The program's mentor or the curator, while the program works."""
    if program.state not in RUNNING_STATES:
        return NOT_RUNNING
    return YES if is_assessor(actor, program) else no("Тест назначает наставник программы или куратор.")


def may_assign_to(actor, program, member, moment, tests):
    """`tests` are the counted tests of this member: one entry test, then one exit test."""
    if actor.is_person(member):
        return OWN_TEST
    known = {test.moment: test for test in tests}
    if moment in known:
        return no(f"{member.short_name}: такой тест уже назначен. Новую попытку даёт куратор на странице теста.")
    entry = known.get(KnowledgeMoment.ENTRY)
    if moment == KnowledgeMoment.EXIT and entry is not None and entry.state not in DONE_TEST_STATES:
        return no(f"{member.short_name}: входной тест ещё не закончен.")
    if moment == KnowledgeMoment.ENTRY and KnowledgeMoment.EXIT in known:
        return no(f"{member.short_name}: итоговый тест уже назначен, входной опоздал.")
    return YES


def may_take(actor, test, at):
    """The mentee himself, until it is sent, within its date (a begun one also within its minutes)."""
    if not actor.is_person(test.member):
        return no(ended(f"Тест проходит {test.member.short_name}"))
    if test.state not in (S.ASSIGNED, S.IN_PROGRESS):
        return no("Тест уже закончен. Второй раз его не проходят.")
    return YES


def may_see_answers(actor, test):
    """Answers and the right ones. The mentee: only when the program's exit test is over, so that it stays a measure."""
    if actor.is_person(test.member):
        if test.state == S.SCORED and _measuring_is_over(test):
            return YES
        return no("Разбор ответов откроется после итогового теста: в нём те же умения.")
    if not is_assessor(actor, test.program):
        return no("Ответы видят наставник и куратор.")
    if test.state in (S.ASSIGNED, S.IN_PROGRESS):
        return no("Тест ещё не закончен.")
    return YES


def _measuring_is_over(test):
    """The exit test is over and no other attempt, an exit test's second one too, is still to be taken."""
    counted = KnowledgeTest.objects.filter(program=test.program_id, member=test.member_id, counts=True)
    states = dict(counted.values_list("moment", "state"))
    return states.get(KnowledgeMoment.EXIT) in DONE_TEST_STATES and not set(states.values()) & set(OPEN_TEST_STATES)


def may_check_test(actor, test):
    """Short texts are checked by the mentor; by the curator, too, so that a test does not wait for somebody absent."""
    if test.state != S.AWAITING_CHECK:
        return no("Проверять нечего: тест не ждёт проверки.")
    if is_assessor(actor, test.program, test.member):
        return YES
    return OWN_TEST if actor.is_person(test.member) else no("Ответы проверяет наставник программы или куратор.")


def may_skip(actor, test):
    if test.state != S.ASSIGNED:
        return no("Пропустить можно тест, который ещё не начали.")
    if is_assessor(actor, test.program, test.member):
        return YES
    return OWN_TEST if actor.is_person(test.member) else no("Пропускает наставник программы или куратор.")


def may_give_again(actor, test):
    """A second attempt is the curator's decision, with a reason."""
    if not actor.has("curator"):
        return no("Новую попытку даёт куратор.")
    if actor.is_person(test.member):
        return OWN_TEST
    if not test.counts:
        return no("Есть более новая попытка.")
    if test.state not in DONE_TEST_STATES:
        return no("Тест ещё не закончен.")
    if test.program.state not in RUNNING_STATES:
        return NOT_RUNNING
    return YES


def may_register(actor, test):
    """A protocol is drawn up over a scored attempt that counts."""
    if test.state != S.SCORED:
        return no("Протокол оформляют, когда тест оценён.")
    if is_assessor(actor, test.program, test.member):
        return YES
    return no("Протокол подписывают наставник и куратор.")


# Estimates and practical tasks


def side_of(actor, program):
    """As whom the actor assesses: a mentor of the program first, then a curator; None when neither."""
    if Side.MENTOR in sides_of(actor, program):
        return Assessor.MENTOR
    return Assessor.CURATOR if actor.has("curator") else None


def may_assess(actor, program, member):
    if actor.is_person(member):
        return OWN_TEST
    return YES if side_of(actor, program) else no("Оценивают наставник программы и куратор.")


def works_for(actor):
    """Practical tasks: of programs the actor evaluates, and the mentee's own."""
    seen = Q(program__in=evaluated_programs_for(actor)) & up_to_last_day(
        actor, pair="program__pair", moment="chosen_at"
    )
    if actor.person is not None:
        seen |= Q(assignment__mentee=actor.person)
    return PracticalWork.objects.filter(seen)


def may_mark_work(actor, work):
    assignment = work.assignment
    if assignment.state not in (AssignmentState.ANSWERED, AssignmentState.ACCEPTED):
        return no("Оценивать нечего: ответа на задание ещё нет.")
    return may_assess(actor, work.program, assignment.mentee)
