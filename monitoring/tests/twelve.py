"""A college of twelve teachers, one partner and a curator, whose figures are worked out by hand in docs/figures.md."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from mentoring.models import (
    AcademicYear,
    Achievement,
    Diagnosis,
    DiagnosisAnswer,
    DiagnosisCard,
    DiagnosisSheet,
    ListEntry,
    Organization,
    PairChange,
    PairMember,
    PartnerKind,
)
from mentoring.tests import make
from monitoring.models import Evaluation, EvaluationEntry, Indicator, IndicatorValue, Opinion, Payment
from monitoring.queries.observation.opinion import questionnaire
from monitoring.tests import make_dashboard as md
from programs.models import Amendment, Meeting, ProgramVersion

ON = date(2026, 11, 18)
NAMES = {
    "antonova": ("Антонова Алла Андреевна", "2001-09-01", None, None, None),
    "belov": ("Белов Борис Борисович", "2002-09-01", None, None, None),
    "volkov": ("Волков Виктор Викторович", "2003-09-01", None, None, None),
    "gromova": ("Громова Галина Глебовна", "2025-09-01", "2025-09-01", None, None),
    "dyakov": ("Дьяков Денис Денисович", "2026-09-01", "2026-09-01", None, None),
    "egorov": ("Егоров Егор Егорович", "2020-09-01", "2010-09-01", None, None),
    "zhukova": ("Жукова Жанна Захаровна", "2024-09-01", "2024-09-01", None, None),
    "zaytsev": ("Зайцев Захар Захарович", "2025-09-01", "2025-09-01", "2026-10-15", "own_wish"),
    "ilina": ("Ильина Инна Ивановна", "2004-09-01", None, "2026-10-31", "retirement"),
    "krylov": ("Крылов Кирилл Кириллович", "2005-09-01", None, None, None),
    "losev": ("Лосев Лев Львович", "2024-02-01", "2024-02-01", None, None),
    "morozova": ("Морозова Мария Марковна", "2024-09-01", "2024-09-01", "2026-09-20", "own_wish"),
}


def build():
    """Everything there is; people by name, pairs and programs by letter."""
    world = SimpleNamespace(year=make.year(2026), people={}, pairs={}, programs={})
    for start in (2024, 2025):
        make.year(start, current=False)
    world.curator = make.person("Юрьева Юлия Юрьевна", roles=["curator"], is_teacher=False, login=True)
    for name, row in NAMES.items():
        world.people[name] = _teacher(*row)
    for name in world.people:
        setattr(world, name, world.people[name])
    _mentors(world)
    _pairs(world)
    _requests(world)
    _events(world)
    _changes(world)
    _levels(world)
    _verdict(world)
    _cards(world)
    _merits(world)
    _money(world)
    _entered(world)
    return world


def _teacher(name, hired, began, left, why):
    reason = ListEntry.objects.get(list="leave_reason", code=why) if why else None
    return make.person(
        name,
        hired_on=date.fromisoformat(hired),
        teaching_since=date.fromisoformat(began or hired),
        left_on=date.fromisoformat(left) if left else None,
        leave_reason=reason,
    )


def _mentors(world):
    kind = PartnerKind.objects.first()
    plant = Organization.objects.create(full_name="АО «Заря»", short_name="АО «Заря»", kind=kind)
    world.partner = make.person("Павлов Павел Павлович", employment="partner", is_teacher=False, organization=plant)
    for person, learnt in (
        (world.antonova, date(2026, 5, 20)),
        (world.belov, date(2021, 5, 20)),
        (world.volkov, date(2024, 5, 20)),
        (world.partner, None),
    ):
        record = make.mentor(person=person, ready=False)
        if learnt:
            make.course(record, until=learnt)


def _pair(world, letter, who, *, ordered, since, ended=None, ground="", year=None):
    mentor, mentee = who
    order = make.order(number=f"{letter}-1", date=ordered, year=year or world.year)
    closed = {"state": "ended_early" if ground != "plan_completed" else "completed", "ended_on": ended} if ended else {}
    pair = make.pair(
        [mentor], [mentee], order=order, since=since, until=date(2027, 6, 30), year=year or world.year, **closed
    )
    if ended:
        PairMember.objects.filter(pair=pair).update(until=ended)
    world.pairs[letter] = pair
    return pair


def _pairs(world):
    """A, B and C are at work, B without an approved program; D and G ended this autumn, E and F a year ago."""
    people = world
    autumn, late = {"ordered": date(2026, 9, 30), "since": date(2026, 10, 2)}, date(2026, 11, 2)
    _pair(world, "A", (people.antonova, people.gromova), **autumn)
    _pair(world, "B", (people.belov, people.dyakov), ordered=date(2026, 10, 30), since=late)
    _pair(world, "C", (people.partner, people.egorov), **autumn)
    early = AcademicYear.objects.get(starts=date(2025, 9, 1))
    oldest = AcademicYear.objects.get(starts=date(2024, 9, 1))
    for letter, mentor, mentee, since, ended, ground, year in (
        ("D", people.volkov, people.krylov, date(2026, 2, 2), date(2026, 10, 10), "plan_completed", early),
        ("G", people.belov, people.ilina, date(2026, 2, 2), date(2026, 10, 25), "by_participants", early),
        ("E", people.krylov, people.losev, date(2025, 1, 13), date(2025, 10, 1), "plan_completed", oldest),
        ("F", people.krylov, people.morozova, date(2025, 1, 13), date(2025, 11, 15), "plan_completed", oldest),
    ):
        days = {"ordered": since, "since": since, "ended": ended}
        pair = _pair(world, letter, (mentor, mentee), **days, ground=ground, year=year)
        state = "completed" if ground == "plan_completed" else "ended_early"
        world.programs[letter] = md.program(
            pair,
            state=state,
            since=since,
            approved_on=since,
            end_ground=ground,
            ended_on=ended,
            until=date(2026, 12, 30),
        )
    world.programs["A"] = md.program(world.pairs["A"], since=date(2026, 10, 12), approved_on=date(2026, 10, 10))
    world.programs["C"] = md.program(world.pairs["C"], since=date(2026, 10, 22), approved_on=date(2026, 10, 20))
    world.programs["B"] = md.program(world.pairs["B"], state="draft")


def _requests(world):
    for person, letter, asked in (
        (world.gromova, "A", "2026-09-10"),
        (world.dyakov, "B", "2026-10-12"),
        (world.egorov, "C", "2026-09-15"),
    ):
        _sent(make.request(person, state="paired", pair=world.pairs[letter]), asked)
    _sent(make.request(world.zhukova), "2026-11-02")
    _sent(make.request(world.zhukova, state="withdrawn"), "2026-10-01")


def _sent(request, day):
    request.sent_at = make.moment(f"{day} 10:00")
    request.save(update_fields=["sent_at"])


def _events(world):
    first, third = world.programs["A"], world.programs["C"]
    for day in (13, 14, 15):
        md.event(first, date(2026, 10, day), "done")
    md.event(first, date(2026, 11, 10), "partly")
    md.event(first, date(2026, 11, 12), "moved")
    md.event(first, date(2026, 11, 30))
    md.event(third, date(2026, 11, 1), "done")
    for program, day, minutes in ((first, "2026-10-14", 60), (first, "2026-10-28", 90), (third, "2026-11-05", 30)):
        at = make.moment(f"{day} 12:00")
        Meeting.objects.create(
            program=program, state="confirmed", starts_at=at, topic="Разбор", minutes=minutes, created_at=at
        )
    at = make.moment("2026-11-06 12:00")
    Meeting.objects.create(program=third, state="not_held", starts_at=at, topic="Не пришли", minutes=45, created_at=at)


def _changes(world):
    """C got its partner instead of Krylov in November; its program was made longer."""
    PairChange.objects.create(
        pair=world.pairs["C"],
        kind="replace",
        side="mentor",
        leaving=world.krylov,
        coming=world.partner,
        on=date(2026, 11, 9),
        reason="Отпуск",
        state="done",
        created_at=make.moment(),
    )
    program = world.programs["C"]
    Amendment.objects.create(
        program=program,
        author=world.egorov,
        base=ProgramVersion.objects.create(
            program=program, number=1, payload={}, sha256="0" * 64, submitted_at=make.moment()
        ),
        number=1,
        kind="extension",
        reason="Не успеваем",
        state="in_force",
        created_at=make.moment("2026-11-01 10:00"),
        decided_at=make.moment("2026-11-10 10:00"),
    )


def _levels(world):
    measured = {"A": {"2": (40, 70), "3": (60, 70)}, "C": {"2": (50, 60), "3": (70, 65)}}
    for letter, levels in measured.items():
        evaluation = Evaluation.objects.create(
            program=world.programs[letter], levels=["1", "2", "3", "4"], created_at=make.moment()
        )
        for level, (before, after) in levels.items():
            EvaluationEntry.objects.create(
                evaluation=evaluation,
                level=level,
                name="Тест" if level == "2" else "Карта",
                before=before,
                before_on=date(2026, 10, 12),
                after=after,
                after_on=date(2026, 11, 16),
                entered_at=make.moment(),
            )


def _verdict(world):
    """Gromova was called ready by her head on 16 November."""
    at = make.moment("2026-11-16 10:00")
    world.opinion = Opinion.objects.create(
        program=world.programs["A"],
        person=world.gromova,
        author=world.curator,
        role="supervisor",
        version=questionnaire(),
        stage="after",
        state="given",
        due=date(2026, 11, 20),
        verdict="ready",
        reason="Ведёт занятия сама.",
        asked_by=world.curator,
        asked_at=at,
        given_at=at,
    )


def _cards(world):
    """Gromova: two hard directions at the entry, one of them still hard at the exit."""
    card = DiagnosisCard.objects.first()
    first, second = list(dict.fromkeys(s.direction_id for s in card.statements.order_by("position")))[:2]
    for moment, day, marks in (("entry", "2026-10-05", (3, 2)), ("exit", "2026-11-16", (1, 2))):
        at = make.moment(f"{day} 10:00")
        filled = Diagnosis.objects.create(
            person=world.gromova, card=card, moment=moment, state="done", asked_at=at, done_at=at
        )
        sheet = DiagnosisSheet.objects.create(diagnosis=filled, author=world.gromova, side="self", done_at=at)
        for direction, mark in zip((first, second), marks, strict=True):
            for statement in card.statements.filter(direction=direction):
                DiagnosisAnswer.objects.create(sheet=sheet, statement=statement, value=mark)


def _merits(world):
    for person, kind, state in (
        (world.gromova, "contest", "confirmed"),
        (world.gromova, "publication", "confirmed"),
        (world.egorov, "publication", "told"),
    ):
        confirmed = {"confirmed_on": date(2026, 11, 2)} if state == "confirmed" else {}
        Achievement.objects.create(
            person=person,
            kind=ListEntry.objects.get(list="achievement_kind", code=kind),
            level=ListEntry.objects.filter(list="achievement_level").first(),
            result=ListEntry.objects.filter(list="achievement_result").first(),
            title="Достижение",
            day=date(2026, 10, 20),
            state=state,
            created_at=make.moment(),
            **confirmed,
        )


def _money(world):
    for person, month, amount in ((world.antonova, 9, 6000), (world.belov, 10, 4000)):
        Payment.objects.create(
            person=person,
            since=date(2026, month, 1),
            until=date(2026, month, 30),
            amount=amount,
            entered_at=make.moment(),
        )


def _entered(world):
    for code, fields in (
        ("attestation", {"numerator": 1, "denominator": 2}),
        ("parent_appeals", {"value": 3, "half": "1"}),
        ("learning_quality", {"numerator": 60, "denominator": 100, "half": "1", "baseline": Decimal(55)}),
    ):
        IndicatorValue.objects.create(
            indicator=Indicator.objects.get(code=code), year=world.year, entered_at=make.moment(), **fields
        )
