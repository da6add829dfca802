"""Level 2 of a program on one page: entry and exit test of every mentee, the change by competence, the assessors' own
opinions, practical tasks."""

from dataclasses import dataclass

from django.db.models import Count

from mentoring.kit.states import StateTag
from mentoring.kit.verdict import Verdict
from mentoring.models import Person
from monitoring.access import knowledge as rights
from monitoring.choices.knowledge import Assessor, BankState, KnowledgeLevel, KnowledgeMoment, KnowledgeState
from monitoring.models import BankQuestion, KnowledgeEstimate, KnowledgeTest, PracticalWork, TestTask
from monitoring.scoring.gain import gain_of
from monitoring.scoring.knowledge import changes_by_competence
from monitoring.words import fraction
from programs.access import assignments_for, people_of
from programs.models import Program

from .page import PART_COLUMNS, PartRow, _part_row, change_words, chart_of, parts_of
from .practical import WorkRow, work_rows
from .words import percent_words, reader_of, tag_of

S, M = KnowledgeState, KnowledgeMoment


@dataclass(frozen=True)
class Sitting:
    moment: str
    name: str
    test: KnowledgeTest | None
    tag: StateTag
    percent: str
    opinions: tuple[str, ...]


@dataclass(frozen=True)
class MemberKnowledge:
    member: Person
    sittings: tuple[Sitting, ...]
    change: tuple[str, ...]
    parts: tuple[PartRow, ...]
    chart: object
    assess: bool
    part_columns: tuple = PART_COLUMNS


@dataclass(frozen=True)
class ProgramTests:
    program: Program
    title: str
    members: tuple[MemberKnowledge, ...]
    coverage: str
    assign: Verdict
    works: tuple[WorkRow, ...]
    to_rubric: tuple
    assesses: bool

    @property
    def untested(self):
        """Moments whose test somebody has not been given yet: only these are offered."""
        return {str(sitting.moment) for one in self.members for sitting in one.sittings if sitting.test is None}


def program_tests(actor, program):
    """The page of a program loaded with its pair and members. A mentee reads of himself alone. Seven queries."""
    people = [person for person in people_of(program, "mentee") if _may_read(actor, program, person)]
    tests = _tests(actor, program)
    tasks = _scored_tasks(tests)
    kept = _Kept(tests, tasks, _opinions(program, people))
    members = tuple(_member(actor, program, person, kept) for person in people)
    assesses = rights.side_of(actor, program) is not None
    return ProgramTests(
        program=program,
        title=program.pair.title,
        members=members,
        coverage=_coverage(tests, people),
        assign=rights.may_assign(actor, program),
        works=work_rows(rights.works_for(actor).filter(program=program)),
        to_rubric=_to_rubric(actor, program) if rights.may_assign(actor, program) else (),
        assesses=assesses,
    )


def _may_read(actor, program, person):
    """In a group a mentee does not read of the others."""
    sees_all = actor.is_office or rights.side_of(actor, program) or _is_head(actor, program)
    return actor.is_person(person) or bool(sees_all)


def _is_head(actor, program):
    units = set(actor.units)
    return any(person.unit_id in units for person in people_of(program, "mentee"))


def _tests(actor, program):
    found = rights.tests_for(actor).filter(program=program, counts=True)
    found = found.annotate(n_tasks=Count("tasks"), n_given=Count("tasks__given"), n_scored=Count("tasks__score"))
    tests = list(found.select_related("member").order_by("pk"))
    for test in tests:
        test.program = program
    return tests


def _scored_tasks(tests):
    """{test key: its tasks}, one query."""
    found = {}
    keys = [test.pk for test in tests if test.state == S.SCORED]
    for task in TestTask.objects.filter(test__in=keys).select_related("question__direction"):
        found.setdefault(task.test_id, []).append(task)
    return found


def _opinions(program, people):
    rows = KnowledgeEstimate.objects.filter(program=program, member__in=[person.pk for person in people])
    return list(rows.select_related("author").order_by("-side"))


@dataclass(frozen=True)
class _Kept:
    """What was read at once for all members."""

    tests: list
    tasks: dict
    opinions: list


def _member(actor, program, person, kept):
    mine = {test.moment: test for test in kept.tests if test.member_id == person.pk}
    entry, exit_ = mine.get(M.ENTRY), mine.get(M.EXIT)
    before, after = (parts_of(kept.tasks.get(test.pk, ())) if test else () for test in (entry, exit_))
    changes = changes_by_competence(before, after)
    sittings = tuple(_sitting(actor, moment, mine.get(moment), person, kept.opinions) for moment in M)
    return MemberKnowledge(
        member=person,
        sittings=sittings,
        change=change_words(entry and entry.percent, exit_ and exit_.percent),
        parts=tuple(_part_row(part, changes) for part in after or before),
        chart=chart_of(person, changes) if before and after else None,
        assess=bool(rights.may_assess(actor, program, person)),
    )


def _sitting(actor, moment, test, person, opinions):
    said = tuple(_said(row) for row in opinions if (row.moment, row.member_id) == (moment, person.pk))
    tag = tag_of(test, reader_of(actor, test)) if test else StateTag("calm", "Не назначен", "")
    return Sitting(moment, M(moment).label, test, tag, percent_words(test) if test else "–", said)


def _said(row):
    level = KnowledgeLevel(row.level).label.lower()
    words = f": {row.words}" if row.words else ""
    return f"{Assessor(row.side).label} {row.author.short_name}: {level}{words}"


def _coverage(tests, people):
    """«Оба теста есть у 2 из 3 (67 %)»: who has one is counted here and nowhere as zero."""
    results = {(test.member_id, test.moment): test.percent for test in tests}
    gain = gain_of([(results.get((person.pk, M.ENTRY)), results.get((person.pk, M.EXIT))) for person in people])
    return f"Оба теста есть у {fraction(gain.paired, gain.total)}." if gain.total else ""


def _to_rubric(actor, program):
    """Assignments of the program without a rubric."""
    taken = PracticalWork.objects.filter(program=program).values("assignment")
    found = assignments_for(actor).filter(program=program).exclude(pk__in=taken).exclude(state="withdrawn")
    return tuple(found.select_related("mentee").order_by("due", "pk"))


# Assigning


@dataclass(frozen=True)
class AssignPage:
    """`directions` are (direction, active questions of it, whether the program speaks of it)."""

    program: Program
    people: tuple[Person, ...]
    directions: tuple
    tests: dict


def assign_page(program):
    """What may be chosen when a test is assigned. Four queries."""
    spoken = set(program.difficulties.values_list("direction", flat=True)) | set(
        program.events.exclude(direction=None).values_list("direction", flat=True)
    )
    rows = (
        BankQuestion.objects.filter(state=BankState.ACTIVE)
        .order_by("direction__position")
        .values_list("direction", "direction__name")
        .annotate(n=Count("pk"))
    )
    found = {}
    for test in KnowledgeTest.objects.filter(program=program, counts=True):
        found.setdefault(test.member_id, []).append(test)
    return AssignPage(
        program=program,
        people=tuple(people_of(program, "mentee")),
        directions=tuple((key, name, n, key in spoken) for key, name, n in rows),
        tests=found,
    )


def members_without(page, moment):
    """Whom a test of this moment may still be given."""
    return [person for person in page.people if moment not in {test.moment for test in page.tests.get(person.pk, ())}]
