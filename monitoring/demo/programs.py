"""A program from the first line to the mentee's acquaintance."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.setting import change_setting
from mentoring.kit import dates
from mentoring.models import DiagnosisStatement, Setting
from mentoring.office import forget
from programs.actions.acquaintance import acknowledge
from programs.actions.approval import agree_program, approve_program, return_program, submit_program
from programs.actions.desk import last_version
from programs.actions.plan import add_presets, save_plan
from programs.actions.program import EMPTY, TEMPLATE, open_program
from programs.actions.remark import add_remark, answer_remark
from programs.actions.section import save_section
from programs.choices import DifficultyKind
from programs.edits import DifficultyRow, EventRow
from programs.models import NoteTemplate, PlanPreset, Program

from . import texts

NO_PLAN = ("situational", "speed")


def write(stage, pair, part, at):
    """Open the program and fill it as far as the fate says; returns the Program."""
    mentor = actor_for(pair.mentors[0])
    start = TEMPLATE if part.fate == "draft" else EMPTY
    program = open_program(pair=pair, by=mentor, at=at, start=start)
    directions = _directions(stage, pair)
    _difficulties(stage, program, directions, mentor, _hours(at, 1))
    if part.fate == "draft":
        _section(program, "goal", {"problem": texts.PROBLEMS[directions[0]]}, mentor, _hours(at, 2))
        return program
    _note(stage, program, directions, mentor, _hours(at, 2))
    if pair.kind not in NO_PLAN:
        _plan(program, directions, mentor, _hours(at, 4))
    return program


def approve(stage, program, part, at):
    """Send, sometimes return once, approve, acquaint; stops where the fate stops. Returns the program as it is then."""
    mentor = actor_for(program.pair.mentors[0])
    submit_program(program=program, by=mentor, at=at)
    if part.fate == "submitted":
        text = texts.REMARKS["goal"]  # written down while reading, not sent yet
        add_remark(program=program, section="goal", text=text, by=stage.curator, at=_days(at, 2))
        return program
    if part.fate == "awaiting_director":
        return _agree(stage, program, max(_days(at, 2), stage.clock.now - timedelta(days=1)))
    if part.fate == "returned" or stage.rng.random() < 0.3:
        stops = part.fate == "returned"
        when = max(_days(at, 2), stage.clock.now - timedelta(days=3)) if stops else _days(at, 2)
        _return(stage, program, mentor, when, stop=stops)
        if stops:
            return program
    program = fresh(program)
    curator = (
        stage.curator if stage.curator.person not in [*program.pair.mentors, *program.pair.mentees] else stage.director
    )
    approved = _days(at, 4)
    approve_program(program=program, sha256=last_version(program).sha256, by=curator, at=approved)
    program = fresh(program)
    mentees = program.pair.mentees
    if part.fate == "awaiting_acquaintance":
        mentees = mentees[:-1]
    for number, person in enumerate(mentees):
        acknowledge(program=program, by=actor_for(person), at=_days(approved, 1 + number % 3))
        program = fresh(program)
    return program


def fresh(program):
    """The program as it is now, its people read at once: every action asks for them many times."""
    people = "pair__members__person"
    return Program.objects.select_related("pair", "year").prefetch_related(people).get(pk=program.pk)


def _agree(stage, program, at):
    """This one the director is to approve: the college's setting is turned for the while."""
    setting = Setting.objects.get(code="program_approver")
    usual = setting.value
    for approver, step in (("director", True), (usual, False)):
        change_setting(setting, approver, by=stage.curator, at=at)
        forget()
        if step:
            read = last_version(program).sha256
            agree_program(program=fresh(program), sha256=read, by=stage.curator, at=at)
    return fresh(program)


def _return(stage, program, mentor, at, *, stop):
    sections = ["goal"] if program.pair.kind in NO_PLAN else ["goal", "plan"]
    for section in sections:
        add_remark(program=program, section=section, text=texts.REMARKS[section], by=stage.curator, at=at)
    read = last_version(program).sha256
    return_program(program=program, sha256=read, by=stage.curator, at=_hours(at, 1))
    if stop:
        return
    program.refresh_from_db()
    for remark in program.remarks.filter(state="new"):
        fixed = remark.section == "goal"
        reply = "Уточнили, посмотрите." if fixed else "Раньше нельзя: до середины срока группа на практике."
        answer_remark(remark=remark, reply=reply, fixed=fixed, by=mentor, at=_days(at, 1))
    submit_program(program=program, by=mentor, at=_days(at, 1))


def _directions(stage, pair):
    """Codes of what the requests asked for; two at random when nobody asked."""
    codes = list(
        dict.fromkeys(
            code for request in pair.requests.all() for code in request.directions.values_list("code", flat=True)
        )
    )
    return codes[:3] or stage.rng.sample(list(texts.PROBLEMS), k=2)


def _difficulties(stage, program, directions, by, at):
    rows = []
    statements = list(DiagnosisStatement.objects.select_related("direction").filter(direction__code__in=directions))
    for code in directions:
        own = [s for s in statements if s.direction.code == code]
        for number, statement in enumerate(stage.rng.sample(own, k=min(2, len(own)))):
            rows.append(
                DifficultyRow(DifficultyKind.DIFFICULTY, code, statement.text, statement.code, priority=number == 0)
            )
    strong = stage.rng.choice([code for code in texts.PROBLEMS if code not in directions])
    rows.append(DifficultyRow(DifficultyKind.STRENGTH, strong, "Делится этим с коллегами"))
    values = {"difficulties": tuple(rows), "strengths": stage.rng.choice(texts.STRENGTHS)}
    _section(program, "difficulties", values, by, at)


def _note(stage, program, directions, by, at):
    pair, until = program.pair, dates.words(program.until)
    one = directions[0]
    expected = {str(person.pk): "Свой результат: занятие по теме проведено и разобрано." for person in pair.mentees}
    sections = {
        "goal": {
            "problem": " ".join(texts.PROBLEMS[code] for code in directions),
            "goal": texts.GOALS[one].format(until=until),
            "tasks": [
                "Разобрать затруднения на своих занятиях",
                "Освоить и опробовать приёмы",
                "Показать результат коллегам",
            ],
        },
        "work": {
            "mentor_work": "Показываю занятия и приёмы, посещаю занятия раз в месяц, разбираем их вместе, отвечаю на вопросы за два дня.",
            "mentee_work": "Готовлю материалы, посещаю занятия наставника, пробую приёмы, записываю выводы.",
        },
        "schedule": {
            "schedule": stage.rng.choice(
                [
                    "По вторникам в 14:30, ауд. 214",
                    "Раз в неделю по средам в 15:10, кабинет комиссии",
                    "Через пятницу в 13:40",
                ]
            ),
            "mode": pair.mode,
            "link": "https://meet.demo.example/pair" if pair.mode == "online" else "",
            "conditions": "Аудитория 214, доступ к СДО, время в расписании для взаимопосещений.",
        },
        "results": {
            "interim": "Приняты две технологические карты, проведено одно занятие с новым приёмом.",
            "planned": "Открытое занятие проведено, трудное направление перестало быть трудным.",
            "expected": expected,
        },
    }
    for number, (code, values) in enumerate(sections.items()):
        _section(program, code, values, by, at + timedelta(minutes=20 * number))


def _plan(program, directions, by, at):
    """Presets for every difficulty, one for the strength, and the checkpoints the template did not bring."""
    statements = list(program.difficulties.exclude(statement="").values_list("statement", flat=True))
    strong = list(program.difficulties.filter(kind="strength").values_list("direction__code", flat=True))
    wanted = list(PlanPreset.objects.filter(statement__in=statements, retired=False).values_list("code", flat=True))
    wanted += list(
        PlanPreset.objects.filter(strength=True, direction__code__in=strong).values_list("code", flat=True)[:1]
    )
    template = NoteTemplate.objects.filter(kind=program.pair.kind).first()
    wanted += [*(template.presets if template else ()), "cp_entry", "cp_middle", "cp_exit"]
    events = add_presets(program=program, codes=list(dict.fromkeys(wanted)), by=by, at=at)
    if program.pair.kind == "reverse":
        _both_ways(program, events, by, at + timedelta(minutes=15))


def _both_ways(program, events, by, at):
    """Reverse mentoring: events by turns, now one learns, now the other."""
    mentees = program.pair.mentees
    rows = [
        EventRow(str(event.uuid), values={"assignee": mentees[number % len(mentees)].pk})
        for number, event in enumerate(events)
    ]
    save_plan(program=program, rows=rows, by=by, at=at)


def _section(program, code, values, by, at):
    section = program.sections.get(code=code)
    save_section(program=program, code=code, values=values, lock_version=section.lock_version, base={}, by=by, at=at)


def _hours(at, hours):
    return at + timedelta(hours=hours)


def _days(at, days):
    return at + timedelta(days=days, hours=1)
