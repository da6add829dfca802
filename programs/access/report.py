"""Reports of a program: who writes, who reads which part, who accepts, who may let one pass (clause 4.2, R33)."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.dates import words
from mentoring.kit.text import ended
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember, Unit
from programs.choices import OPEN_STATES, ProgramState
from programs.choices.report import BY_MENTOR, FILLED_IN, SENT, TO_MENTEE, ReportKind, ReportState
from programs.models import ProgressReport

from .newcomer import up_to_last_day
from .program import free_curators, people_of, sides_of

S = ReportState
REPORTED_STATES = (ProgramState.ACTIVE, ProgramState.FINISHING, ProgramState.COMPLETED, ProgramState.ENDED_EARLY)


def reports_for(actor):
    """The author his own; the office those of pairs it is not in; a head those sent to him; a mentee those about him.

    A mentor never meets a mentee's review, whatever else he is in the college.
    """
    if not actor.person:
        return ProgressReport.objects.none()
    members = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person)
    seen = Q(author=actor.person) | Q(accepted_by=actor.person)
    seen |= Q(unit__head=actor.person, kind__in=BY_MENTOR, state__in=SENT)
    learns = Exists(members.filter(side=Side.MENTEE))
    stayed = up_to_last_day(actor, pair="program__pair", moment="accepted_at")
    seen |= Q(learns, stayed, kind__in=BY_MENTOR, state__in=TO_MENTEE)
    if actor.has("curator", "director"):
        seen |= ~Q(Exists(members))
    return ProgressReport.objects.filter(seen)


def is_author(actor, report):
    return actor.is_person(report.author)


def is_about(actor, report):
    """Whether the reader is, or was, a mentee of the pair; reads prefetched members."""
    members = report.program.pair.members.all()
    return bool(actor.person) and any(m.person_id == actor.person.pk and m.side == Side.MENTEE for m in members)


def is_recipient(actor, report):
    """The head it is addressed to, or a curator outside the pair when it is addressed to the curators."""
    if report.unit_id:
        return bool(actor.person) and report.unit.head_id == actor.person.pk
    return actor.has("curator") and not _inside(actor, report)


def _inside(actor, report):
    members = report.program.pair.members.all()
    return bool(actor.person) and any(m.person_id == actor.person.pk for m in members)


def may_read_text(actor, report):
    """The whole report; a mentee reads it once it is accepted, the office once it was sent."""
    if is_author(actor, report):
        return YES
    if report.state == S.ACCEPTED:
        return YES
    if is_about(actor, report):
        return no("Отчёт откроется, когда его примут.")
    if report.state in SENT:
        return YES
    return no("Отчёт ещё пишут. Его можно будет прочитать, когда наставник отправит.")


def may_read_proposals(actor, report):
    """The author, the curator and the director; never who learns in the pair, nor a head who receives the report."""
    if report.kind == ReportKind.REVIEW:
        return no("В отзыве предложений о людях нет.")
    if is_author(actor, report):
        return YES
    if actor.has("curator", "director") and not _inside(actor, report):
        return YES
    return no("Предложения наставника читают куратор и директор.")


# The author


def may_fill(actor, report):
    """The author, while the report waits for him and he is still in the pair."""
    if not is_author(actor, report):
        who = "наставляемый" if report.kind == ReportKind.REVIEW else "наставник"
        return no(ended(f"Заполняет {who}: {report.author.short_name}"))
    if report.state == S.NOT_DUE:
        return no(f"Отчёт понадобится {words(report.due)}. Можно начать раньше.")
    if report.state == S.SUBMITTED:
        return no("Отчёт отправлен. Заберите его, чтобы дописать.")
    if report.state not in FILLED_IN:
        return no(
            "Отчёт принят. Он больше не меняется." if report.state == S.ACCEPTED else "Этот отчёт не понадобился."
        )
    return _still_here(actor, report)


def _still_here(actor, report):
    side = Side.MENTEE if report.kind == ReportKind.REVIEW else Side.MENTOR
    if side in sides_of(actor, report.program):
        return YES
    return no("Вы больше не участвуете в этой паре. Отчёт допишет тот, кто ведёт её сейчас.")


def may_begin(actor, report):
    """The author need not wait for the day."""
    if not is_author(actor, report):
        return no("Начинает тот, чей это отчёт.")
    return _still_here(actor, report)


def may_send(actor, report):
    if report.kind == ReportKind.REVIEW:
        return no("Отзыв отправляют сразу, проверять его не нужно.")
    return may_fill(actor, report)


def may_deliver(actor, report):
    """A review is not checked: it is received as it is."""
    if report.kind != ReportKind.REVIEW:
        return no("Отчёт сначала прочитает получатель.")
    return may_fill(actor, report)


def may_withdraw(actor, report):
    if report.state != S.SUBMITTED:
        return no("Забрать можно, пока отчёт не приняли.")
    return YES if is_author(actor, report) else no("Забирает тот, кто отправил отчёт.")


# The recipient


def may_decide(actor, report):
    """The recipient alone; the director only where no curator is outside the pair."""
    if report.state != S.SUBMITTED:
        return no("Решать нечего: отчёт ещё не отправлен или уже принят. Обновите страницу.")
    if is_author(actor, report) or is_about(actor, report):
        return no("Свой отчёт не принимают. Решает тот, кому он отправлен.")
    if is_recipient(actor, report):
        return YES
    if report.unit_id:
        head = report.unit.head.short_name if report.unit.head else "руководитель объединения"
        return no(f"Отчёт читает {head}. Куратор может взять его себе.")
    if actor.has("director"):
        if not free_curators(report.program):
            return YES
        return no("Сначала отчёт прочитает куратор.")
    return no("Отчёт читает куратор. От вас ничего не нужно.")


# Who receives it


def recipients_of(program):
    """Departments, commissions and associations of the participants whose head is not one of them. One query."""
    people = people_of(program)
    units = {person.unit_id for person in people if person.unit_id}
    seats = Q(council_members__person__in=people, council_members__until__isnull=True)
    found = Unit.objects.filter(Q(pk__in=units) | seats, retired=False, head__isnull=False)
    return found.exclude(head__in=people).select_related("head").distinct().order_by("name")


def may_address(actor, report):
    """The author chooses while it is his; a curator outside the pair at any time before the decision."""
    if report.kind == ReportKind.REVIEW:
        return no("Отзыв читают куратор и директор.")
    if report.state not in (*FILLED_IN, S.SUBMITTED):
        return no("Получателя выбирают, пока отчёт не приняли.")
    if actor.has("curator") and not _inside(actor, report):
        return YES
    return may_fill(actor, report)


# The curator's way out


def may_let_pass(actor, report):
    """To move the date or to do without: a curator outside the pair, while nothing was sent."""
    if actor.has("curator") and not _inside(actor, report):
        return YES
    if actor.has("director") and not _inside(actor, report) and not free_curators(report.program):
        return YES
    return no("Срок переносит и от отчёта освобождает куратор. Напишите ему, если отчёт не нужен.")


def may_restore(actor, report):
    """A report that was let pass comes back while its program is open and no other one took its place. One query."""
    allowed = may_let_pass(actor, report)
    if not allowed:
        return allowed
    if report.program.state not in OPEN_STATES:
        return no("Программа завершена. Вернуть отчёт в работу нельзя.")
    same = ProgressReport.objects.filter(program=report.program_id, author=report.author_id).exclude(pk=report.pk)
    if report.kind in BY_MENTOR and same.by_mentor().exclude(state__in=(S.ACCEPTED, S.WAIVED)).exists():
        return no("Вместо него уже открыт следующий отчёт. Сначала обойдитесь без него.")
    return YES
