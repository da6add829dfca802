"""Amendments of an approved program: who enters, answers, decides (R25, clauses 3 and 5.3)."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember
from programs.choices import (
    AMENDMENT_EDITABLE,
    AMENDMENT_OPEN,
    RUNNING_STATES,
    AmendmentState,
    ProgramState,
)
from programs.models import Amendment, AmendmentSuggestion

from .newcomer import up_to_last_day
from .program import (
    CLOSED_STATES,
    approver,
    approves_at_once,
    may_decide_first,
    may_decide_last,
    nobody_approves,
    people_of,
    programs_for,
    sides_of,
)

S = AmendmentState
OTHERS_ENTER = "Изменения вносят куратор и наставник. Вы можете подсказать, что изменить."
STALE = "Сначала перенесите изменение на действующую редакцию."


def amendments_for(actor):
    """Amendments of the programs the actor sees; a draft is seen by who may enter it: mentors of the pair, curators."""
    rows = Amendment.objects.filter(up_to_last_day(actor, pair="program__pair", moment="created_at"))
    rows = rows.filter(program__in=programs_for(actor))
    if actor.has("curator"):
        return rows
    mentor = PairMember.objects.filter(
        pair=OuterRef("program__pair"), person=actor.person, side=Side.MENTOR, until__isnull=True
    )
    return rows.filter(~Q(state=S.DRAFT) | Q(author=actor.person) | Exists(mentor))


def suggestions_for(actor):
    """Suggestions of mentees: read by the participants and the curator."""
    rows = AmendmentSuggestion.objects.filter(program__in=programs_for(actor))
    if actor.has("curator"):
        return rows
    inside = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, until__isnull=True)
    return rows.filter(Exists(inside))


def signatories(program):
    """Everybody whose consent is needed: current mentors and mentees, each once; a substitute gives none."""
    both = [*people_of(program, Side.MENTOR), *people_of(program, Side.MENTEE)]
    return list({person.pk: person for person in both}.values())


def answers_of(amendment):
    """{person id: AmendmentConsent} of this round. Reads prefetched consents."""
    return {row.person_id: row for row in amendment.consents.all() if row.round == amendment.round}


def unanswered(amendment):
    """Who has not answered to the text as it was sent last."""
    given = answers_of(amendment)
    return [person for person in signatories(amendment.program) if person.pk not in given]


def _works(program):
    if program.state in RUNNING_STATES:
        return YES
    if program.state in CLOSED_STATES:
        return no("Программа завершена. Её текст больше не меняется.")
    if program.state == ProgramState.AWAITING_ACQUAINTANCE:
        return no("Сначала с утверждённым текстом знакомятся все. Потом его можно менять по согласию.")
    return no("Программа ещё не утверждена: её правят в разделах, изменение не нужно.")


def may_propose(actor, program):
    """The mentor or the curator enters an amendment of a working program (clause 3)."""
    works = _works(program)
    if not works:
        return works
    if Side.MENTOR in sides_of(actor, program) or actor.has("curator"):
        return YES
    return no(OTHERS_ENTER, "3")


def may_suggest(actor, program):
    """A mentee says what to change; mentors and curators enter the amendment themselves."""
    works = _works(program)
    if not works:
        return works
    if may_propose(actor, program):
        return no("Вы можете сразу внести изменение.")
    if Side.MENTEE in sides_of(actor, program):
        return YES
    return no("Подсказывает наставляемый этой программы.")


def may_answer_suggestion(actor, suggestion):
    if suggestion.answered_at:
        return no("На это предложение уже ответили.")
    return may_propose(actor, suggestion.program)


def may_edit_amendment(actor, amendment):
    entering = may_propose(actor, amendment.program)
    if not entering:
        return entering
    if amendment.state in AMENDMENT_EDITABLE:
        return YES
    if amendment.state in AMENDMENT_OPEN:
        return no("Текст отправлен и не меняется. Чтобы дописать, отзовите изменение и начните заново.")
    return no("Изменение уже закрыто. Можно начать новое.")


def may_withdraw(actor, amendment):
    if amendment.state not in AMENDMENT_OPEN:
        return no("Изменение уже закрыто.")
    return may_propose(actor, amendment.program)


def may_answer(actor, amendment):
    """Each current mentor and mentee, once for each text that was sent. Nobody's silence is a consent."""
    if amendment.state != S.AWAITING_CONSENTS:
        return no("Сейчас ответов по этому изменению не ждут.")
    works = _works(amendment.program)
    if not works:
        return works
    if not actor.person or all(person.pk != actor.person.pk for person in signatories(amendment.program)):
        return no("Отвечают наставник и наставляемый этой программы.", "5.3")
    answer = answers_of(amendment).get(actor.person.pk)
    if answer:
        return no(f"Вы ответили {dates.moment(answer.at)}. Больше ничего не нужно.")
    return YES


def may_record_consent(actor, amendment):
    """The curator writes down a consent signed on paper."""
    if amendment.state != S.AWAITING_CONSENTS:
        return no("Согласие записывают, пока стороны отвечают.")
    if not actor.has("curator"):
        return no("Согласие на бумаге записывает куратор.")
    return _works(amendment.program)


def may_rebase(actor, amendment):
    if amendment.state not in AMENDMENT_OPEN:
        return no("Изменение уже закрыто.")
    return may_propose(actor, amendment.program)


# Deciding: as over the program itself; a participant never approves


def may_decide(actor, amendment):
    """Whether the actor decides now: returns or refuses."""
    program = amendment.program
    works = _works(program)
    if not works:
        return works
    if amendment.state == S.AWAITING_CURATOR:
        return may_decide_first(actor, program)
    if amendment.state == S.AWAITING_DIRECTOR:
        return may_decide_last(actor, program)
    if amendment.state in AMENDMENT_OPEN:
        return no("Решают, когда согласны все участники.", "5.3")
    return no("Решение по изменению уже принято.")


def may_agree_amendment(actor, amendment):
    """«Согласовать» exists only where somebody else approves after (setting program_approver)."""
    if amendment.state != S.AWAITING_CURATOR:
        return no("Изменение уже согласовано или его дорабатывают. Обновите страницу.")
    if approver() == "curator":
        return no("Куратор не согласует, а утверждает изменение: так решил техникум.")
    review = may_decide(actor, amendment)
    if review and approves_at_once(actor, amendment.program):
        return no("Согласовать некому, кроме вас. Утвердите изменение.")
    nobody = nobody_approves() if review else ""
    return no(f"{nobody} Или смените утверждающего в настройках.") if nobody else review


def may_approve_amendment(actor, amendment):
    first = amendment.state == S.AWAITING_CURATOR and approver() != "curator"
    if first and not approves_at_once(actor, amendment.program):
        return no("Сначала изменение согласует куратор.")
    return may_decide(actor, amendment)


def is_author(actor, amendment):
    return actor.is_person(amendment.author)
