"""Makers of the middle floor: programs played through the real actions up to a state."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from mentoring.actions.journal import record
from mentoring.kit.dates import today
from mentoring.models import Pair, Setting
from mentoring.office import forget
from mentoring.tests import make
from programs.actions import acquaintance, approval, remark
from programs.actions.plan import save_plan
from programs.actions.program import open_program
from programs.actions.section import save_section, write_difficulties
from programs.choices import SectionCode
from programs.edits import EVENT_FIELDS, DifficultyRow, EventRow
from programs.models import Program, ProgramVersion
from programs.queries.program_text import with_text

STATES = ("draft", "submitted", "returned", "awaiting_director", "awaiting_acquaintance", "active")
NOTE = {
    "goal": {
        "problem": "Теория занимает большую часть занятия.",
        "goal": "К 20 мая Жуков А. Д. сам проводит занятие с практикой не меньше половины времени.",
        "tasks": ["распределять время занятия", "ставить измеримые цели"],
    },
    "work": {"mentor_work": "Посещаю и разбираю занятия.", "mentee_work": "Готовлю карты занятий."},
    "schedule": {
        "schedule": "Вторник, 14:30, ауд. 214.",
        "mode": "mixed",
        "conditions": "Аудитория 214, доступ к СДО.",
    },
    "results": {"interim": "Три карты занятий приняты.", "planned": "Открытое занятие проведено."},
    "difficulties": {
        "strengths": "Хорошо знает производство.",
        "difficulties": (
            DifficultyRow("difficulty", "method", "поставить цель занятия", "method_1", priority=True),
            DifficultyRow("difficulty", "psyped", "провести разговор с родителями", "psyped_4"),
            DifficultyRow("strength", "subject", "показать связь темы с производством", "subject_3"),
        ),
    },
}


def set_setting(code, value):
    Setting.objects.filter(code=code).update(value=value)
    forget()


def live_pair(mentors=None, mentees=None, **fields):
    """An active pair whose term is around today, so that pages may be asked on any date."""
    since = fields.pop("since", today() - timedelta(days=30))
    until = fields.pop("until", since + timedelta(days=240))
    return make.pair(mentors, mentees, since=since, until=until, **fields)


def around_today(pair):
    """Move a pair of the fixed cast to a term around today."""
    pair.since = today() - timedelta(days=30)
    pair.until = pair.since + timedelta(days=240)
    Pair.objects.filter(pk=pair.pk).update(since=pair.since, until=pair.until)
    return pair


def actor(person, role=""):
    return make.actor(person, role)


def opened(pair, *, start="empty", by=None, at=None, **fields):
    return open_program(pair=pair, by=actor(by or pair.mentors[0]), at=at or timezone.now(), start=start, **fields)


def write(program, code, by=None, **values):
    """Save a section as its mentor, over whatever is there."""
    program = Program.objects.get(pk=program.pk)
    section = program.sections.get(code=code)
    return save_section(
        program=program,
        code=code,
        values=values,
        lock_version=section.lock_version,
        base={},
        by=actor(by or program.pair.mentors[0]),
        at=timezone.now(),
    )


def blank_values():
    """A new row of the plan editor before anything is written."""
    empty = dict.fromkeys(EVENT_FIELDS, "") | dict.fromkeys(("difficulty", "starts", "due", "assignee"))
    return {**empty, "mode": "in_person", "responsible": "both", "checkpoint": "none"}


def event_row(number=1, **values):
    """A row of the plan editor."""
    key = values.pop("uuid", None) or f"00000000-0000-4000-8000-{number:012d}"
    return EventRow(key, values.pop("base", ""), {**blank_values(), "measure": f"Мероприятие {number}", **values})


def events(program, count=3):
    """`count` complete events: the first answers the priority difficulty, two are checkpoints, one supports a strength."""
    keys = {row.statement: row.pk for row in program.difficulties.all()}
    step = (program.until - program.since).days // (count + 1)
    rows = []
    for n in range(1, count + 1):
        point = {1: "interim", count: "final"}.get(n, "none")
        answers = keys.get({1: "method_1", 2: "subject_3"}.get(n, ""))
        due = program.since + timedelta(days=step * n)
        uuid = f"{program.pk:08d}-0000-4000-8000-{n:012d}"
        rows.append(
            event_row(n, uuid=uuid, direction="method", form="workshop", due=due, expected=f"Результат {n}",
                      checkpoint=point, difficulty=answers)
        )  # fmt: skip
    return rows


def fill(program, count=3):
    """Everything the traditional kind needs: the note at one stroke, as `typed` leaves it, and a plan through its action."""
    by, at = actor(program.pair.mentors[0]), timezone.now()
    columns = {name: value for values in NOTE.values() for name, value in values.items()}
    write_difficulties(program, columns.pop("difficulties"))
    Program.objects.filter(pk=program.pk).update(**columns)
    note = {"lock_version": F("lock_version") + 1, "edited_by": by.person, "edited_at": at}
    program.sections.filter(code__in=NOTE).update(**note)
    for code in NOTE:
        heading = f"Раздел «{SectionCode(code).label}» дополнен"
        record("program_section", heading, by=by, at=at, subject=program, pair=program.pair)
    return planned(program, by, count)


def typed(program, count=3):
    """The same, section by section through the action of the editor."""
    for code, values in NOTE.items():
        write(program, code, **values)
    return planned(program, actor(program.pair.mentors[0]), count)


def planned(program, by, count):
    program = Program.objects.get(pk=program.pk)
    save_plan(program=program, rows=events(program, count), by=by, at=timezone.now())
    return program


def program(pair, *, state="draft", curator=None, count=3, at=None):
    """A complete program of a pair in a state; `curator` decides where somebody must."""
    made = fill(opened(pair, at=at), count)
    mentor = actor(pair.mentors[0])
    at = at or timezone.now()
    if state == "draft":
        return fresh(made)
    approval.submit_program(program=fresh(made), by=mentor, at=at)
    if state == "returned":
        remark.add_remark(program=fresh(made), section="goal", text="Цель широкая.", by=actor(curator), at=at)
        approval.return_program(program=fresh(made), sha256=read(made), by=actor(curator), at=at)
    if state == "awaiting_director":
        approval.agree_program(program=fresh(made), sha256=read(made), by=actor(curator), at=at)
    if state in ("awaiting_acquaintance", "active"):
        approval.approve_program(program=fresh(made), sha256=read(made), by=actor(curator), at=at)
    if state == "active":
        for person in pair.mentees:
            acquaintance.acknowledge(program=fresh(made), by=actor(person), at=at)
    return fresh(made)


def approved(program, curator, mentees):
    """A complete draft sent, approved and read by its mentees."""
    at = timezone.now()
    approval.submit_program(program=fresh(program), by=actor(program.pair.mentors[0]), at=at)
    approval.approve_program(program=fresh(program), sha256=read(program), by=actor(curator), at=at)
    for person in mentees:
        acquaintance.acknowledge(program=fresh(program), by=actor(person), at=at)
    return fresh(program)


def send_anew(program):
    """The mentor takes a sent program back, rewrites its goal and sends it again."""
    mentor = actor(program.pair.mentors[0])
    approval.recall_program(program=fresh(program), by=mentor, at=timezone.now())
    write(program, "goal", **{**NOTE["goal"], "goal": "К 20 мая проводит два занятия."})
    approval.submit_program(program=fresh(program), by=mentor, at=timezone.now())


def read(program):
    """The hash of the text that was sent last: what the review page shows and sends along."""
    return version(program).sha256


def fresh(program):
    """The program as it is in the database now."""
    return Program.objects.select_related("pair__order", "year").get(pk=program.pk)


def texted(program):
    return with_text(Program.objects, program.pk).get()


def version(program):
    return ProgramVersion.objects.filter(program=program).order_by("-pk").first()
