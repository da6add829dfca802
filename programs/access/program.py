"""Programs: who sees them, who writes, who decides, who reads and acknowledges."""

from django.db.models import Q

from mentoring.access import holders, pairs_for
from mentoring.choices import Role, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit import dates
from mentoring.kit.text import ended, listing
from mentoring.kit.verdict import YES, no
from mentoring.models import Person, RoleAssignment
from mentoring.office import office
from programs.choices import EDITABLE_STATES, RUNNING_STATES, Authorship, ProgramState
from programs.models import Program, ProgramVersion

from .newcomer import is_newcomer, up_to_last_day

UNSENT_STATES = (ProgramState.DRAFT, ProgramState.RETURNED, ProgramState.CANCELED)
FROZEN_STATES = (ProgramState.AWAITING_ACQUAINTANCE, *RUNNING_STATES)
FIXED_STATES = (*FROZEN_STATES, ProgramState.COMPLETED, ProgramState.ENDED_EARLY)
REVIEW_STATES = (ProgramState.SUBMITTED, ProgramState.AWAITING_DIRECTOR)
NO_REMARKS = "Добавьте замечание к разделу."
OPEN_REMARKS = "К программе есть замечания: уберите их или верните её."
CLOSED_STATES = (ProgramState.COMPLETED, ProgramState.ENDED_EARLY, ProgramState.CANCELED)


def programs_for(actor):
    """The office sees all, participants and heads of mentees their own, the council all that were once sent."""
    programs = Program.objects.all()
    if actor.has("curator", "director"):
        return programs
    seen = Q(pair__in=pairs_for(actor))
    if actor.has("council"):
        seen |= ~Q(state__in=UNSENT_STATES)
    return programs.filter(seen)


def versions_for(actor):
    """Frozen texts of the programs the actor sees."""
    read = up_to_last_day(actor, pair="program__pair", moment="approved_at")
    return ProgramVersion.objects.filter(read, program__in=programs_for(actor))


# Who is who in a program


def sides_of(actor, program):
    """Sides the actor now stands on in the pair: both of them in reverse mentoring. Reads prefetched members."""
    if not actor.person:
        return frozenset()
    members = program.pair.members.all()
    return frozenset(m.side for m in members if m.person_id == actor.person.pk and _stays(m, program))


def _stays(member, program):
    """Whether a member is in the pair now; in a closed program, whether he stayed to its last day."""
    return member.until is None or (program.ended_on is not None and member.until >= program.ended_on)


def is_participant(actor, program):
    return bool(sides_of(actor, program))


def reader_of(actor, program):
    """Whose words the page speaks: a participant's side first, then the role shown now."""
    sides = sides_of(actor, program)
    if sides:
        return "mentor" if Side.MENTOR in sides else "mentee"
    if actor.role in ("curator", "director", "council", "supervisor"):
        return actor.role
    return next((role for role in ("curator", "director", "council") if actor.has(role)), "supervisor")


def people_of(program, side=None):
    """Current participants (of a closed program, the last ones), each once; a temporary substitute stands on no side."""
    stays = [m for m in program.pair.members.all() if _stays(m, program)]
    members = stays if side is None else [m for m in stays if m.side == side and not m.is_substitute]
    return list({m.person_id: m.person for m in members}.values())


def approver():
    """Who approves by the college's setting: curator, director or council."""
    return office().setting("program_approver")


def free_curators(program, on=None):
    """Curators of today who are not participants: only they decide over the program."""
    on = on or dates.today()
    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role=Role.CURATOR, since__lte=on)
    inside = [person.pk for person in people_of(program)]
    return list(Person.objects.filter(pk__in=held.values("person")).exclude(pk__in=inside).in_order())


# Opening and writing


def may_open(actor, pair):
    """The mentor of a live pair or the curator, when the pair has no open program. Costs one query."""
    if pair.state not in LIVE_STATES:
        return no("Пара ещё не закреплена приказом или уже завершена. Программу открывают у закреплённой пары.")
    mine = actor.person and any(person.pk == actor.person.pk for person in pair.mentors)
    if not (mine or actor.has("curator")):
        return no("Программу открывает наставник этой пары или куратор.")
    if Program.objects.open().filter(pair=pair).exists():
        return no("У этой пары уже есть открытая программа. Продолжите её.")
    return YES


def may_edit(actor, program):
    """Mentors, and mentees when the program is drawn up together, while it is a draft or was returned."""
    sides = sides_of(actor, program)
    if program.state in EDITABLE_STATES:
        if Side.MENTOR in sides:
            return YES
        if not sides:
            return no("Программу пишут наставник и наставляемый. Замечания можно оставить при проверке.")
        if program.authorship == Authorship.JOINT:
            return YES
        return no("Программу пишет наставник; вы ознакомитесь с ней до начала.")
    return no(_why_fixed(program))


def _why_fixed(program):
    if program.state == ProgramState.SUBMITTED:
        return "Программа у куратора. Заберите её или дождитесь ответа."
    if program.state == ProgramState.AWAITING_DIRECTOR:
        who = "совета наставников" if approver() == "council" else "директора"
        return f"Программа у {who}. Дождитесь ответа."
    if program.state in FROZEN_STATES:
        return "Текст утверждён. Изменения – через куратора."
    return "Программа завершена. Текст больше не меняется."


def may_submit(actor, program):
    """A mentor sends; whether the text is complete is the action's own question."""
    editing = may_edit(actor, program)
    if not editing:
        return editing
    if Side.MENTOR in sides_of(actor, program):
        return YES
    return no("Отправляет наставник. Вы можете дописать разделы.")


def may_recall(actor, program):
    if program.state != ProgramState.SUBMITTED:
        return no("Забрать можно, пока программу читает куратор.")
    if Side.MENTOR in sides_of(actor, program):
        return YES
    return no("Забирает наставник. Он может дописать программу и отправить её снова.")


# Deciding


def may_review(actor, program):
    """Whether the actor decides over the program where it stands now: writes remarks, returns, agrees or approves."""
    if program.state == ProgramState.SUBMITTED:
        return may_decide_first(actor, program)
    if program.state == ProgramState.AWAITING_DIRECTOR:
        return may_decide_last(actor, program)
    if program.state in UNSENT_STATES:
        return no("Программу дописывают: на проверку она ещё не отправлена.")
    return no("Решение по программе уже принято.")


def may_decide_first(actor, program):
    inside = is_participant(actor, program)
    if actor.has("curator") and not inside:
        return YES
    if not actor.has("curator", "director"):
        return no("Проверяет куратор. Вам придёт письмо, когда понадобится ваше решение.")
    others = free_curators(program)
    if inside:
        names = listing([person.short_name for person in others], " или ")
        part = "наставник" if Side.MENTOR in sides_of(actor, program) else "наставляемый"
        return no(f"Вы {part} в этой паре. Согласует {f'{names} или директор' if names else 'директор'}.")
    if others:
        names = listing([person.short_name for person in others], " или ")
        return no(f"Сначала программу согласует куратор. {ended(f'Её читает {names}')}")
    return YES


def may_decide_last(actor, program):
    role = approving_office()
    if not actor.has(role):
        nobody = nobody_approves() if actor.has("curator") else ""
        if nobody:
            return no(nobody)
        who = "совет наставников" if role == "council" else "директор"
        return no(f"Сейчас решает {who}. От вас ничего не нужно.")
    if is_participant(actor, program):
        other = "другой член совета" if role == "council" else "тот, кто исполняет обязанности директора"
        return no(f"Вы участник этой программы. Утверждает {other}.")
    return YES


def approving_office():
    """Whose turn comes after «согласовано»: a program agreed under an earlier setting stays with the director."""
    return Role.COUNCIL if approver() == Role.COUNCIL else Role.DIRECTOR


def nobody_approves():
    """Why nobody can approve: the only holder of the office left it after the setting was chosen. Costs one query."""
    role = approving_office()
    if holders(role).exists():
        return ""
    if role == Role.COUNCIL:
        return "Утверждать некому: в совете наставников никого нет. Назначьте члена совета в карточке человека."
    return "Утверждать некому: в системе нет директора. Назначьте ему роль в карточке."


def may_return(actor, program):
    return may_review(actor, program)


def may_agree(actor, program):
    """«Согласовать» exists only where somebody else approves after."""
    if program.state != ProgramState.SUBMITTED:
        return no("Программа уже согласована или её дописывают. Обновите страницу.")
    if approver() == "curator":
        return no("Куратор не согласует, а утверждает программу: так решил техникум.")
    review = may_review(actor, program)
    if review and approves_at_once(actor, program):
        return no("Согласовать некому, кроме вас. Утвердите программу.")
    nobody = nobody_approves() if review else ""
    return no(f"{nobody} Или смените утверждающего в настройках.") if nobody else review


def may_approve(actor, program):
    """By the setting: the curator, or the director or the council after the curator has agreed."""
    if program.state == ProgramState.SUBMITTED and approver() != "curator" and not approves_at_once(actor, program):
        return no("Сначала программу согласует куратор.")
    return may_review(actor, program)


def approves_at_once(actor, program):
    """The director who stands in for a curator with no free colleague does not agree with himself first."""
    return approver() == "director" and actor.has("director") and not (actor.has("curator") or free_curators(program))


# Reading and acknowledging


def may_acknowledge(actor, program):
    """Each current mentee, once, after the approval; who came later, once too. Reads prefetched results."""
    if is_newcomer(actor, program):
        return YES
    if program.state != ProgramState.AWAITING_ACQUAINTANCE:
        return no("Ознакомиться можно после утверждения и один раз.")
    if Side.MENTEE not in sides_of(actor, program):
        return no("Ознакамливается наставляемый.")
    if any(r.member_id == actor.person.pk and r.acquainted_at for r in program.results.all()):
        return no("Вы уже ознакомились с программой. Больше ничего не нужно.")
    return YES


def may_record_acquaintance(actor, program):
    """The curator records an acquaintance signed on paper."""
    if program.state != ProgramState.AWAITING_ACQUAINTANCE:
        return no("Ознакомление записывают после утверждения.")
    if not actor.has("curator"):
        return no("Ознакомление на бумаге записывает куратор.")
    return YES


# Ending


def may_complete(actor, program):
    if program.state in CLOSED_STATES:
        when = f" {dates.words(program.ended_on)}" if program.ended_on else ""
        return no(f"Программа уже завершена{when}. Обновите страницу.")
    if not actor.has("curator"):
        return no("Завершает куратор. Напишите ему, если пора закончить.")
    return YES
