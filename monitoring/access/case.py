"""Who may see and do what with case tasks: the mentor and the curator give them, the mentee answers, three sides mark."""

from django.db.models import Q

from mentoring.choices import Side
from mentoring.kit.text import ended
from mentoring.kit.verdict import YES, no
from monitoring.choices.case import CaseSide, CaseState
from monitoring.models import CaseAnswer, CaseTask
from programs.access import sides_of, up_to_last_day
from programs.choices import RUNNING_STATES

from .evaluation import evaluated_programs_for
from .knowledge import is_assessor, may_keep_bank

OWN = no("Это ваш собственный ответ. Оценит другой человек.")


def cases_for(actor):
    return CaseTask.objects.all() if actor.has("curator") else CaseTask.objects.none()


def may_edit_case(actor, task):
    if not (verdict := may_keep_bank(actor)):
        return verdict
    if task.answers.exists():
        return no("На кейс уже отвечали. Составьте новый, а этот снимите.")
    return YES


def answers_for(actor):
    """A mentee's own, a colleague's to mark, those of programs the actor evaluates."""
    seen = Q(program__in=evaluated_programs_for(actor)) & up_to_last_day(actor, pair="program__pair", moment="asked_at")
    if actor.person is not None:
        seen |= Q(person=actor.person) | Q(colleague=actor.person, state=CaseState.SENT)
    return CaseAnswer.objects.filter(seen)


def may_give_case(actor, program):
    """The program's mentor or the curator, while the program works."""
    if program.state not in RUNNING_STATES:
        return no("Кейсы назначают, пока программа действует.")
    return YES if is_assessor(actor, program) else no("Кейс назначает наставник программы или куратор.")


def may_answer_case(actor, answer):
    if not actor.is_person(answer.person):
        return no(ended(f"На кейс отвечает {answer.person.short_name}"))
    return YES if answer.state == CaseState.ASKED else no("Ответ уже отправлен или больше не нужен.")


def may_drop_case(actor, answer):
    if is_assessor(actor, answer.program, answer.person):
        return YES
    return no("Кейс снимает наставник программы или куратор.")


def side_in(actor, answer):
    """As whom the actor marks: a mentor of the program, the named colleague, a curator; None when none of them."""
    if actor.is_person(answer.person):
        return None
    if Side.MENTOR in sides_of(actor, answer.program):
        return CaseSide.MENTOR
    if answer.colleague_id and actor.is_person(answer.colleague):
        return CaseSide.COLLEAGUE
    return CaseSide.CURATOR if actor.has("curator") else None


def may_mark_case(actor, answer):
    if answer.state != CaseState.SENT:
        return no("Оценивать нечего: ответа ещё нет.")
    if actor.is_person(answer.person):
        return OWN
    return YES if side_in(actor, answer) else no("Оценивают наставник программы, куратор и названный коллега.")


def may_read_text(actor, answer):
    """A draft is its author's alone."""
    return actor.is_person(answer.person) or answer.state == CaseState.SENT
