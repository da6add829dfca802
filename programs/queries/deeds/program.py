"""Programs that wait: to be opened, written, mended, read, decided over, closed."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import count_of, listing
from mentoring.kit.ui import Wait
from mentoring.models import PairMember
from mentoring.office import office
from programs import access
from programs.choices import EDITABLE_STATES, ProgramState, RemarkState
from programs.models import Program, Remark
from programs.queries.turn import turn_of, unopened_pairs

from .row import made, until

S = ProgramState
QUEUE = "Программы"
FIELDS = ("state", "due", "until", "ended_on", "pair__name", "pair__ended_on")
OF_PAIR = ("name", "since", "ended_on", "order__date", "order__requisites")


def sources(actor, on):
    if not actor.person:
        return []
    mine = _as_participant(actor, on) if actor.has("mentor", "mentee", "partner") else []
    return [*mine, *_as_decider(actor, on)]


def _as_participant(actor, on):
    me = PairMember.objects.filter(pair=OuterRef("pair"), person=actor.person, until=None)
    mentor = Exists(me.filter(side=Side.MENTOR))
    write = Program.objects.filter(mentor, state=S.DRAFT)
    new = Remark.objects.filter(program=OuterRef("pk"), state=RemarkState.NEW).order_by().values("program")
    counted = Coalesce(Subquery(new.annotate(n=Count("pk")).values("n")), 0)
    fix = Program.objects.filter(mentor, state=S.RETURNED).annotate(waiting=counted)
    read = Program.objects.filter(Exists(me), turn_of(actor), state=S.AWAITING_ACQUAINTANCE)
    joined = access.newcomer_programs(actor)
    return [
        DeedSource("join_program", joined, lambda row: _join(actor, row, on), QUEUE, due=_no_date, **_OF_PROGRAM),
        DeedSource("open_program", unopened_pairs(actor), lambda p: _open(actor, p, on), QUEUE, "mentor", _open_by,
                   fields=OF_PAIR, by="since", pair=lambda pair: pair),
        DeedSource("write_program", write, lambda row: _write(actor, row, on), QUEUE, "mentor", **_OF_PROGRAM),
        DeedSource("fix_remarks", fix, lambda row: _fix(actor, row, on), QUEUE, "mentor",
                   fields=(*FIELDS, "waiting"), pair=_pair),
        DeedSource("read_program", read, lambda row: _read(actor, row, on), QUEUE, "mentee", **_OF_PROGRAM),
    ]  # fmt: skip


def _no_date(program):
    return None


def _pair(program):
    return program.pair


_OF_PROGRAM = {"fields": FIELDS, "pair": _pair}


def _as_decider(actor, on):
    found = []
    if actor.has("curator", "director", "council"):
        waiting = Program.objects.filter(turn_of(actor), state__in=access.REVIEW_STATES)
        role = next(role for role in ("curator", "director", "council") if actor.has(role))
        found.append(
            DeedSource("review_program", waiting, lambda row: _decide(actor, row, on), QUEUE, role, **_OF_PROGRAM)
        )
    if actor.has("curator"):
        over = Program.objects.running().filter(until__lt=on)
        found.append(
            DeedSource("complete_program", over, lambda row: _complete(actor, row, on), QUEUE, "curator", _ended,
                       fields=FIELDS, by="until", pair=_pair)
        )  # fmt: skip
    return found


def _ended(program):
    return program.until


def _open_by(pair):
    days = office().setting("program_due_days_after_order")
    due = pair.order.programs_due(days) if pair.order else None
    return due or pair.since + timedelta(days=days)


def _open(actor, pair, on):
    due = _open_by(pair)
    program = Program(pair=pair)
    names = listing([person.short_case("ins") for person in pair.mentees], ", ")
    url = reverse("program_open", args=[pair.pk])
    title = f"Начать программу с {names}{until(due, on)}"
    return made(actor, "mentor", program, on, day=due, title=title, action="Начать", action_url=url)


def _names(program):
    return listing([person.short_case("ins") for person in access.people_of(program, "mentee")], ", ")


def _write(actor, program, on):
    url = reverse("program_detail", args=[program.pk])
    title = f"Дописать программу с {_names(program)}{until(program.due, on)}"
    return made(actor, "mentor", program, on, day=program.due, title=title, action="Дописать", action_url=url)


def _fix(actor, program, on):
    url = reverse("program_detail", args=[program.pk])
    what = f"Ответить на {count_of(program.waiting, 'remark')}" if program.waiting else "Отправить программу снова"
    title = f"{what}{until(program.due, on)}"
    text = f"Программа: {program.pair.title}."
    return made(actor, "mentor", program, on, day=program.due, title=title, text=text, action="Открыть", action_url=url)


def _read(actor, program, on):
    url = reverse("program_acquaint", args=[program.pk])
    title = f"Прочитать программу{until(program.due, on)}"
    return made(actor, "mentee", program, on, day=program.due, title=title, action="Прочитать", action_url=url)


def _join(actor, program, on):
    """Who came into a working program begins with its text."""
    url = reverse("program_acquaint", args=[program.pk])
    title = f"Ознакомиться с программой {program.pair.title}: вы вошли в пару"
    return made(actor, "", program, on, day=None, title=title, action="Прочитать", action_url=url)


def _decide(actor, program, on):
    url = reverse("program_review", args=[program.pk])
    final = program.state == S.AWAITING_DIRECTOR
    title = f"{'Утвердить' if final else 'Прочитать'} программу {program.pair.title}{until(program.due, on)}"
    role = "" if final else "curator"
    return made(actor, role, program, on, day=program.due, title=title, action="Прочитать", action_url=url)


def _complete(actor, program, on):
    url = reverse("program_complete", args=[program.pk])
    title = f"Завершить программу {program.pair.title}: срок был {dates.words(program.until)}"
    return made(
        actor, "curator", program, on, day=program.until, title=title, action="Завершить", action_url=url,
        url=reverse("program_detail", args=[program.pk]),
    )  # fmt: skip


# What I wait for from others


def waits(actor, on):
    """Programs that somebody else holds now: one's own, those of one's unit, those that come to one's desk next."""
    if not actor.person:
        return []
    rows = Program.objects.filter(_held_by_others(actor)).exclude(turn_of(actor))
    return [WaitSource(rows, lambda row: _wait(actor, row, on), **_OF_PROGRAM)]


def _held_by_others(actor):
    on_the_way = (S.RETURNED, S.AWAITING_DIRECTOR, S.AWAITING_ACQUAINTANCE)
    members = PairMember.objects.filter(pair=OuterRef("pair"), until=None)
    me, pupils = members.filter(person=actor.person), members.filter(side=Side.MENTEE)
    held = Q(Exists(me), state__in=(*access.REVIEW_STATES, S.AWAITING_ACQUAINTANCE))
    held |= Q(Exists(me.filter(side=Side.MENTEE)), state__in=EDITABLE_STATES)
    if actor.units:
        held |= Q(Exists(pupils.filter(person__unit__in=actor.units)), state__in=(S.SUBMITTED, *on_the_way))
    if actor.has("curator"):
        held |= Q(state__in=on_the_way)
    if actor.has("director") or (actor.has("council") and access.approver() == "council"):
        held |= Q(state=S.SUBMITTED)
    return held


def _wait(actor, program, on):
    mentees, mentors = access.people_of(program, "mentee"), access.people_of(program, "mentor")
    mentee, mentor = (listing([person.short_name for person in people]) for people in (mentees, mentors))
    approves = "Совет наставников" if access.approver() == "council" else "Директор"
    who, what = {
        S.DRAFT: (mentor, "пишут программу" if len(mentors) > 1 else "пишет программу"),
        S.SUBMITTED: ("Куратор", f"читает программу {program.pair.title}"),
        S.AWAITING_DIRECTOR: (approves, f"решает по программе {program.pair.title}"),
        S.AWAITING_ACQUAINTANCE: (mentee, "читают программу" if len(mentees) > 1 else "читает программу"),
        S.RETURNED: (mentor, "дорабатывают программу" if len(mentors) > 1 else "дорабатывает программу"),
    }[program.state]
    return Wait(who, what, dates.by(program.due, on), reverse("program_detail", args=[program.pk]))
