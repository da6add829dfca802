"""Induction by position (R28, clause 4.2): a list is begun as a copy of a template and ticked by both sides."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.choices import Audience, Side
from mentoring.kit import dates
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import require
from mentoring.office import office
from programs import access
from programs.access import induction as rules
from programs.choices.growth import InductionState
from programs.models import Induction, InductionEntry
from programs.queries.induction import choices_of_templates, suited
from programs.workflows_growth import INDUCTION

from .desk import day_of, refuse

LONGEST_NOTE = 300
HAS_ONE = "У этого наставляемого список уже начат. Откройте его."


@transaction.atomic
def begin_induction(*, program, mentee, by, at, template=None):
    """Copy a template's items (the one for the post, unless named) for a mentee of the program. Returns the Induction.

    Refuses strangers, who has a list that is not stopped, a template that is retired or empty.
    """
    require(rules.may_begin_induction(by, program))
    if mentee not in access.people_of(program, Side.MENTEE):
        refuse("Выберите наставляемого этой программы.")
    template = template or suited(choices_of_templates(), mentee.post)
    items = list(template.items.all()) if template and not template.retired else []
    if not items:
        refuse("Этот список снят с употребления или пуст. Выберите другой; списки ведёт куратор.")
    due = day_of(at) + timedelta(days=office().setting("induction_days"))
    try:
        with transaction.atomic():
            begun = Induction.objects.create(
                program=program, mentee=mentee, name=template.name, due=due, begun_by=by.person, begun_at=at
            )
    except IntegrityError:
        refuse(HAS_ONE)
    names = ("position", "category", "text", "required")
    InductionEntry.objects.bulk_create(
        InductionEntry(induction=begun, **{name: getattr(item, name) for name in names}) for item in items
    )
    about = f"«{template.name}», {count_of(len(items), 'plan_item')}"
    _tell("induction_begun", "Начат ввод в должность", begun, by=by, at=at, about=about)
    people = [person for person in (*_mentors(begun), mentee) if not by.is_person(person)]
    path = reverse("induction_detail", args=[begun.pk])
    notifications.write_all(
        "induction_begun", people, at=at, path=path, person=mentee.short_name, date=dates.words(due)
    )
    return begun


@transaction.atomic
def tick(*, induction, entries, by, at):
    """Tick several entries of the actor's own side at once. `entries` is {entry key: note}. Returns how many were new.

    What somebody has ticked meanwhile stays his. Refuses an empty choice, other people's columns, notes over 300 letters.
    """
    _hold(induction)
    require(rules.may_tick(by, induction))
    notes = {key: tidy(note) for key, note in entries.items()}
    if not notes:
        refuse("Отметьте хотя бы один пункт.")
    long = max(map(len, notes.values()))
    if long > LONGEST_NOTE:
        refuse(f"Примечание не длиннее {LONGEST_NOTE} знаков. Сократите на {long - LONGEST_NOTE}.")
    shows = rules.ticking_side(by, induction) == Side.MENTOR
    new = 0
    for note in set(notes.values()):
        given = {"shown_at": at, "shown_by": by.person, "shown_note": note} if shows else _clear(at, note)
        empty = {"shown_at": None} if shows else {"clear_at": None}
        keys = [key for key, said in notes.items() if said == note]
        new += InductionEntry.objects.filter(induction=induction, pk__in=keys, **empty).update(**given)
    if not new:
        refuse("Эти пункты уже отмечены. Обновите страницу.")
    _finish(induction, by=by, at=at)
    return new


def _clear(at, note):
    return {"clear_at": at, "clear_note": note}


@transaction.atomic
def untick(*, induction, entry, by, at):
    """Take back the actor's own tick; a finished list goes on. Refuses ticks of others and entries without one."""
    _hold(induction)
    require(rules.may_tick(by, induction))
    rows = InductionEntry.objects.filter(induction=induction, pk=entry)
    if rules.ticking_side(by, induction) == Side.MENTOR:
        mine = rows.filter(shown_by=by.person).update(shown_at=None, shown_by=None, shown_note="")
    else:
        mine = rows.filter(clear_at__isnull=False).update(clear_at=None, clear_note="")
    if not mine:
        refuse("Здесь нет вашей отметки. Чужую снимает тот, кто её поставил.")
    if induction.state == InductionState.DONE and _left(induction):
        INDUCTION.move("reopen", induction, finished_at=None)
        _tell("induction_reopened", "Ввод в должность продолжается", induction, by=by, at=at)


@transaction.atomic
def stop_induction(*, induction, by, at):
    """Not needed, or begun from a wrong template: another list may be begun, this one stays to be read."""
    INDUCTION.claim("stop", induction, by=by)
    _tell("induction_stopped", "Остановлен ввод в должность", induction, by=by, at=at)


@transaction.atomic
def resume_induction(*, induction, by, at):
    """Back to work with its ticks; refused while another list of the same mentee goes on."""
    require(INDUCTION.verdict("resume", by, induction))
    try:
        with transaction.atomic():
            INDUCTION.claim("resume", induction, by=by)
    except IntegrityError:
        refuse("У этого наставляемого уже идёт другой список. Сначала остановите его.")
    _tell("induction_resumed", "Ввод в должность снова идёт", induction, by=by, at=at)
    _finish(induction, by=by, at=at)


def _hold(induction):
    """Ticks of one list are written one after another: of two last ones, one is to see the other."""
    Induction.objects.filter(pk=induction.pk).update(state=F("state"))
    induction.refresh_from_db(fields=["state"])


def _left(induction):
    """Whether a required entry still lacks a tick of a side."""
    return induction.entries.filter(Q(shown_at=None) | Q(clear_at=None), required=True).exists()


def _finish(induction, *, by, at):
    """With the last required tick of both sides the list is done."""
    if induction.state != InductionState.OPEN or _left(induction):
        return
    INDUCTION.move("finish", induction, finished_at=at)
    _tell("induction_done", "Ввод в должность завершён", induction, by=by, at=at)


def _mentors(induction):
    return [person for person in access.people_of(induction.program, Side.MENTOR) if person.pk != induction.mentee_id]


def _tell(code, heading, induction, *, by, at, about=""):
    """In a group nobody is named: the others of it read this story too."""
    program = induction.program
    group = len(access.people_of(program, Side.MENTEE)) > 1
    words = ", ".join(part for part in ("" if group else induction.mentee.short_name, about) if part)
    heading = f"{heading}: {words}" if words else heading
    journal.record(code, heading, by=by, at=at, subject=program, pair=program.pair, audience=Audience.MEMBERS)
