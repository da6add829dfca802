"""Show 3: every formula of part 5.1 on a college of twelve people, against answers worked out on paper (docs/figures.md)."""

from datetime import date
from decimal import Decimal

import pytest

from mentoring.kit.dates import today
from mentoring.tests import make
from monitoring.choices import QuestionKind
from monitoring.models import Indicator, InstrumentVersion, Observation, ObservationCard
from monitoring.queries.dashboard import dashboard_of
from monitoring.queries.dashboard_rows import LISTS, all_cells
from monitoring.queries.indicator import readiness
from monitoring.queries.indicator.compute import compute, question_of, years
from monitoring.queries.indicator.formula import FORMULAS
from monitoring.tests import make_dashboard as md
from monitoring.tests import make_survey as ms
from monitoring.tests.twelve import ON, build
from programs.models import ProgressReport

FIGURES = {
    "involved_share": (5, 9, "55.56"),
    "mentor_share": (2, 9, "22.22"),
    "young_covered": (2, 4, "50.00"),
    "request_coverage": (3, 4, "75.00"),
    "request_to_order": (53, 3, "17.67"),
    "program_in_time": (1, 3, "33.33"),
    "pair_with_program": (2, 3, "66.67"),
    "plan_done": (4, 6, "66.67"),
    "finished_by_plan": (1, 2, "50.00"),
    "finished_early": (1, 2, "50.00"),
    "extended_share": (1, 5, "20.00"),
    "replacement_share": (1, 5, "20.00"),
    "l2_gain": (40, 2, "20.00"),
    "l3_change": (5, 2, "2.50"),
    "deficits_removed": (1, 2, "50.00"),
    "adaptation_months": (Decimal("14.5"), 1, "14.50"),
    "retention_3y": (4, 6, "66.67"),
    "retention_1y": (1, 2, "50.00"),
    "turnover": (2, Decimal("10.5"), "19.05"),
    "mentors_trained": (2, 4, "50.00"),
    "contests": (1, 5, "20.00"),
    "publications": (1, None, "1.00"),
    "program_cost": (10000, 5, "2000.00"),
    "partners": (1, None, "1.00"),
}
BY_SURVEYS = {"mentee_satisfied", "mentor_satisfied", "response_rate", "l1_index"}


@pytest.fixture
def twelve(college):
    return build()


@pytest.fixture
def facts(twelve):
    return compute(FORMULAS, question_of(years(ON)[0], ON))


def test_every_automatic_indicator_has_its_formula(college):
    counted = set(Indicator.objects.exclude(source="manual").values_list("code", flat=True))
    assert counted == set(FORMULAS)
    assert Indicator.objects.count() == 32


def test_the_system_counts_what_paper_does(facts):
    counted = {code: (facts[code].part, facts[code].whole, facts[code].value) for code in FIGURES}
    rounded = {code: (*made, f"{value:.2f}" if value is not None else None) for code, (*made, value) in counted.items()}
    assert rounded == FIGURES


def test_every_indicator_is_worked_out_on_paper():
    assert set(FIGURES) | BY_SURVEYS | {"turnover_young"} == set(FORMULAS)


def test_how_much_oftener_the_young_leave(facts):
    """2 of 5 against 2 of 10.5: 40 % / 19.05 % = 2.1 times."""
    fact = facts["turnover_young"]
    assert (round(fact.part, 2), round(fact.whole, 2), round(fact.value, 2)) == (40, Decimal("19.05"), Decimal("2.10"))


def test_what_is_told_beside(facts):
    told = {code: facts[code].beside for code in FORMULAS if facts[code].beside}
    assert told["request_to_order"] == ("медиана 18\u00a0дн.",)
    assert told["plan_done"] == ("частично – 1", "перенесено – 1")
    assert told["l2_gain"] == ("выросло у 2 из 2 (100\u00a0%)", "нормированный прирост 0,35")
    assert told["l3_change"] == ("выросло у 1 из 2 (50\u00a0%)",)
    assert told["retention_3y"] == ("с наставником 3 из 4", "без наставника 1 из 2")
    assert told["program_cost"] == ("часов встреч 3", "на одну программу 0,6\u00a0ч", "на час 3\u00a0333\u00a0₽")
    assert told["turnover"] == ("средняя численность 10,5",)
    assert "finished_early" not in told, "fewer than five early endings are not broken down"


def test_level_1_of_twelve_mentees_and_of_too_few(college):
    """Ten of twelve answered; eight gave 9 to everything, two gave 4: S is 90 for eight and 40 for two, 80 in the mean."""
    curator = make.actor(make.person("Юрьева Юлия Юрьевна", roles=["curator"]))
    program = ms.group_program(12)
    day = today()
    ask = question_of(years(day)[0], day)
    survey_codes = sorted(BY_SURVEYS)
    assert all(fact.few for fact in compute(survey_codes, ask).values()), "no survey yet"
    ms.closed(curator, [program], [9] * 8 + [4] * 2)
    facts = compute(survey_codes, ask)
    assert (facts["mentee_satisfied"].part, facts["mentee_satisfied"].whole) == (8, 10)
    assert (facts["response_rate"].part, facts["response_rate"].whole) == (10, 12)
    assert (facts["l1_index"].value, facts["l1_index"].cases) == (80, 10)
    assert facts["mentor_satisfied"].few == "анкеты в этом году ещё не было"


def test_an_empty_college_has_dashes_and_no_zero_shares(college):
    facts = compute(FORMULAS, question_of(years(ON)[0], ON))
    assert {code for code, fact in facts.items() if fact.value is not None} == {"publications", "partners"}


MEASURED = (("knowledge", "l2_gain"), ("behavior", "l3_change"))


def same_numbers(question):
    """Every number that both the dashboard and the register tell; the counts of the dashboard."""
    board, facts = dashboard_of(question), compute(FORMULAS, question)
    figures = {figure.code: figure.now for figure in board.figures}
    for figure, code in (("involved", "involved_share"), ("plan", "plan_done"), ("in_time", "program_in_time")):
        assert (figures[figure].part, figures[figure].whole) == (facts[code].part, facts[code].whole), code
    assert figures["requests"].whole == facts["request_coverage"].whole
    told = {name: (part, whole) for name, part, whole, _ in board.achievements.facts}
    assert told["Наставляемые в конкурсах"] == (facts["contests"].part, facts["contests"].whole)
    found = board.counts.outcomes.found
    for figure, code in MEASURED:
        assert (figures[figure].whole, found[figure].mean) == (facts[code].whole, facts[code].value), code
        assert any(f"{figures[figure].part} из {figures[figure].whole}" in words for words in facts[code].beside)
        assert len(list(all_cells(LISTS[figure], question))) == figures[figure].whole
    assert (figures["ready"].part, found["ready"].mean) == (
        facts["adaptation_months"].whole,
        facts["adaptation_months"].value,
    )
    return figures, found, board


def test_the_register_and_the_dashboard_count_alike(twelve):
    """By hand alone; then Gromova sits both tests (20 → 80) and her cards are closed (50 % → 100 %): hers are not counted
    twice, Egorov's entered ones stay. A report that says otherwise of Gromova waits behind her head's verdict."""
    question = question_of(years(ON)[0], ON)
    figures, found, _ = same_numbers(question)
    assert [(figures[code].part, figures[code].whole) for code in ("knowledge", "behavior", "ready")] == [
        (2, 2),
        (1, 2),
        (1, 1),
    ]
    program, mentee = twelve.programs["A"], twelve.gromova
    for percent, moment, day in ((20, "entry", date(2026, 10, 13)), (80, "exit", date(2026, 11, 17))):
        md.knowledge_test(program, mentee, percent, moment=moment, day=day)
    for stage, mark, day in (("before", 1, date(2026, 10, 14)), ("after", 2, date(2026, 11, 16))):
        closed_card(program, mentee, twelve.antonova, stage=stage, mark=mark, day=day)
    for letter, said in (("A", "not_ready"), ("C", "not_ready")):
        final_report(twelve.programs[letter], twelve.antonova, said)
    figures, found, board = same_numbers(question)
    assert (figures["knowledge"].part, figures["knowledge"].whole, found["knowledge"].mean) == (2, 2, 35)
    assert (figures["behavior"].part, figures["behavior"].whole, found["behavior"].mean) == (1, 2, Decimal("22.5"))
    assert (figures["ready"].part, figures["ready"].whole) == (1, 2)
    assert (board.knowledge.paired, board.knowledge.mentees) == (1, 4)
    shown = [[cell.text for cell in row] for row in all_cells(LISTS["behavior"], question)]
    assert [(row[0].split()[0], row[3], row[4], row[-1]) for row in shown] == [
        ("Громова", "50", "100", "карты наблюдения"),
        ("Егоров", "70", "65", "внесено вручную"),
    ]
    assert [row[-1].text for row in all_cells(LISTS["ready"], question)] == [
        "вывод руководителя",
        "итоговый отчёт наставника",
    ]


def closed_card(program, person, observer, *, stage, mark, day):
    """A locked card with `mark` by every criterion."""
    version = InstrumentVersion.objects.filter(instrument__kind="observation", state="published").first()
    at = make.moment(f"{day} 10:00")
    lesson = Observation.objects.create(
        program=program, person=person, version=version, stage=stage, day=day, author=observer, created_at=at
    )
    card = ObservationCard.objects.create(
        observation=lesson, observer=observer, role="colleague", state="locked", due=day, signed_at=at, locked_at=at,
        payload={"least": 50}, sha256="0" * 64,
    )  # fmt: skip
    for question in version.of_kind(QuestionKind.GRADE):
        card.marks.create(question=question, value=mark)


def final_report(program, author, said):
    at = make.moment("2026-11-17 10:00")
    ProgressReport.objects.create(
        program=program, kind="final", author=author, state="accepted", since=program.since, until=ON, due=ON,
        said={"conclusion": said}, created_at=at, accepted_at=at, submitted_at=at, payload={"schema": 1},
        sha256="0" * 64,
    )  # fmt: skip


def test_counting_takes_as_many_queries_for_more_people(twelve, django_assert_num_queries):
    question = question_of(years(ON)[0], ON)
    compute(FORMULAS, question)
    with django_assert_num_queries(7):
        compute(FORMULAS, question)
    for _ in range(3):
        pair = make.pair([make.mentor().person], [make.mentee().person], since=date(2026, 10, 1))
        make.request(pair.mentees[0], state="paired", pair=pair)
    with django_assert_num_queries(7):
        compute(FORMULAS, question)
    assert readiness.verdicts([]) == {}
