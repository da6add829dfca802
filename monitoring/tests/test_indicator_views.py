"""The register on the screen and on paper, one indicator, its rows, costs, curves, level 4 of a program."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.models import Person
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from monitoring.documents.indicator import register_docx, register_pdf
from monitoring.models import Evaluation, Indicator, IndicatorValue, Payment
from monitoring.queries.indicator import curve, readiness, rows
from monitoring.queries.indicator.page import indicator_page
from monitoring.queries.indicator.register import register
from monitoring.queries.indicator_rows import LISTS
from monitoring.scoring.indicator import share, standing_of
from monitoring.tests import make_dashboard as md
from monitoring.tests import make_survey as ms
from monitoring.tests.twelve import ON, build


@pytest.fixture
def curator(college):
    return make.person("Юрьева Юлия Юрьевна", roles=["curator"], is_teacher=False, login=True)


def lines(actor, **asked):
    return {line.indicator.code: line for line in register(actor, ON, **asked).lines}


def test_the_register_says_base_fact_target_and_state_in_words(college):
    world = build()
    found = lines(make.actor(world.curator))
    assert len(found) == 32
    plan = found["plan_done"]
    assert (plan.text, plan.target_text, plan.tag.word) == (
        "4 из 6 (67\u00a0%)",
        "не меньше 90\u00a0%",
        "Цель не достигнута",
    )
    assert (found["involved_share"].text, found["involved_share"].target_text) == (
        "5 из 9 (56\u00a0%)",
        "больше, чем год назад",
    )
    assert (found["l2_gain"].text, found["l2_gain"].tag.word) == (
        "сумма 40, случаев 2, недостаточно данных",
        "Недостаточно данных",
    )
    quality = found["learning_quality"]
    assert (quality.text, quality.base_text, quality.tag.word) == (
        "60 из 100 (60\u00a0%)",
        "55\u00a0%",
        "Сравнить не с чем",
    )
    assert (found["attestation"].text, found["attestation"].tag.word) == ("1 из 2, недостаточно данных", "Цели нет")
    assert (found["parent_appeals"].text, found["parent_appeals"].beside) == ("3\u00a0шт.", "первое полугодие")
    assert found["mentee_satisfied"].text == "анкеты в этом году ещё не было"
    assert found["program_cost"].text == "2\u00a0000\u00a0₽, случаев 5"


def test_a_year_ago_is_what_growth_is_judged_by(college):
    world = build()
    code = Indicator.objects.get(code="learning_quality")
    IndicatorValue.objects.create(
        indicator=code, year=make.year(2025, current=False), half="1", value=Decimal(52), entered_at=make.moment()
    )
    line = lines(make.actor(world.curator))["learning_quality"]
    assert (line.before, line.tag.word) == (52, "Цель достигнута")
    page = indicator_page(code, make.actor(world.curator), ON)
    assert [(year.label, shown.text) for year, shown in page.lines][:2] == [
        ("2026/27", "60 из 100 (60\u00a0%)"),
        ("2025/26", "52\u00a0%"),
    ]
    assert page.chart.series[0].values == (None, 52, 60)


def test_a_target_set_for_the_year_is_what_the_year_is_judged_by(college):
    world = build()
    code = Indicator.objects.get(code="involved_share")
    IndicatorValue.objects.create(indicator=code, year=make.year(), target=Decimal(90), entered_at=make.moment())
    line = lines(make.actor(world.curator))["involved_share"]
    assert (line.text, line.target_text, line.tag.word) == (
        "5 из 9 (56\u00a0%)",
        "не меньше 90\u00a0%",
        "Цель не достигнута",
    )


def test_nobody_leaving_is_a_reached_decrease():
    nobody = share(0, 87)
    assert standing_of(nobody, "decrease", None, least=3, before=Decimal(0)) == "reached"
    assert standing_of(share(1, 87), "decrease", None, least=3, before=Decimal(0)) == "missed"


def test_search_filters_and_order(college, curator):
    actor = make.actor(curator)
    assert set(lines(actor, q="ТЕКУЧЕСТЬ")) == {"turnover", "turnover_young"}
    assert set(lines(actor, group="level_1")) == {"mentee_satisfied", "mentor_satisfied", "response_rate", "l1_index"}
    assert set(lines(actor, standing="free")) == {"publications", "partners"}
    names = [line.indicator.name for line in register(actor, ON, sort="-name").lines]
    assert names == sorted(names, key=str.casefold, reverse=True)


def test_pages_of_the_register_take_as_many_queries_for_more_people(cast, sign_in):
    client = sign_in(cast.curator)
    counted = {}
    for people in (1, 3):
        for _ in range(people):
            md.program(make.pair([make.mentor().person], [make.mentee().person], since=date(2026, 10, 1)))
        for name, args in (
            ("indicator_list", []),
            ("indicator_detail", ["involved_share"]),
            ("indicator_detail", ["retention_1y"]),
            ("indicator_rows", ["finished_by_plan"]),
            ("indicator_rows", ["involved_share"]),
            ("cost_list", []),
            ("indicator_curves", []),
        ):
            counted.setdefault((name, *args), []).append(queries_of(client, reverse(name, args=args)))
    assert {name: numbers for name, numbers in counted.items() if len(set(numbers)) > 1} == {}
    assert max(counted.pop(("indicator_list",))) <= 20
    assert max(counted.pop(("indicator_detail", "retention_1y"))) <= 20
    assert {name: numbers for name, numbers in counted.items() if max(numbers) > 12} == {}


def test_screen_and_papers_say_the_same(college):
    world = build()
    found = register(make.actor(world.curator), ON)
    assert register_docx(found, world.curator)[:2] == b"PK"
    assert register_pdf(found, world.curator)[:4] == b"%PDF"


def test_the_workbook_has_numbers(cast, sign_in):
    client = sign_in(cast.curator)
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("indicator_register", args=["xlsx"])).content))
    rows_ = list(book.active.iter_rows(min_row=2, values_only=True))
    assert len(rows_) == 33
    involved = next(row for row in rows_ if row[2] == "Доля педагогов, вовлечённых в наставничество")
    html = client.get(reverse("indicator_list")).content.decode()
    assert f"{involved[5]} из {involved[6]}" in html


def test_every_figure_with_rows_opens_them_and_their_workbook(cast, sign_in):
    world = build()
    client = sign_in(cast.curator)
    assert world.people
    for code in LISTS:
        answer = client.get(reverse("indicator_rows", args=[code]))
        assert answer.status_code == 200, code
        for sort in LISTS[code].sorts():
            assert client.get(reverse("indicator_rows", args=[code]), {"sort": sort, "q": "а"}).status_code == 200
        assert client.get(reverse("indicator_rows_xlsx", args=[code])).status_code == 200


def test_a_value_is_entered_by_its_form_and_errors_keep_what_was_typed(cast, sign_in):
    client = sign_in(cast.curator)
    url = reverse("indicator_enter", args=["learning_quality"])
    said = {"year": make.year().pk, "half": "1", "numerator": "61", "denominator": "", "note": "Отчёт"}
    html = client.post(url, said).content.decode()
    assert "Внесите знаменатель" in html
    assert 'value="61"' in html
    answer = client.post(url, {**said, "denominator": "100"}, follow=True)
    assert "61 из 100 (61\u00a0%)" in answer.content.decode()
    html = client.get(url, {"year": "2026", "half": "1"}).content.decode()
    assert "Исправить значение" in html
    assert 'value="61"' in html
    corrected = {"numerator": "64", "denominator": "100", "note": "Отчёт", "seen": "0"}
    html = client.post(f"{url}?year=2026&half=1", corrected, follow=True).content.decode()
    assert "64 из 100 (64\u00a0%)" in html
    assert "Исправлено: Качество знаний" in html
    assert IndicatorValue.objects.count() == 1
    late = client.post(f"{url}?year=2026&half=1", {**corrected, "numerator": "70"})
    form = late.context["form"]
    assert [(row.part, row.was, row.became) for row in form.differences] == [("Числитель", "64", "70")]
    assert "Ваш текст" in late.content.decode()
    client.post(f"{url}?year=2026&half=1", {**corrected, "numerator": "70", "seen": form["seen"].value()})
    assert IndicatorValue.objects.get().numerator == 70
    automatic = client.get(reverse("indicator_enter", args=["involved_share"])).content.decode()
    assert "Числитель" not in automatic


def test_the_responsible_person_sees_the_own_indicators_and_no_money(cast, sign_in):
    Indicator.objects.filter(code__in=("learning_quality", "program_cost")).update(responsible=cast.outsider)
    html = sign_in(cast.outsider).get(reverse("indicator_list")).content.decode()
    assert "Качество знаний" in html
    assert "Затраты" not in html
    assert "вовлечённых" not in html


def test_costs_stand_beside_results_by_mentor(cast, sign_in):
    day = today()
    program = ms.program(cast.pair)
    md.meeting(program, day)
    Payment.objects.create(
        person=cast.mentor, pair=cast.pair, since=day, until=day, amount=4500, entered_at=make.moment()
    )
    client = sign_in(cast.director)
    html = client.get(reverse("cost_list")).content.decode()
    assert "Выплаты: 4\u00a0500\u00a0₽" in html
    assert "Суммы видят куратор и директор." in html
    assert "Внести выплату" not in html
    assert client.get(reverse("cost_xlsx")).status_code == 200
    evaluation = client.get(reverse("evaluation_detail", args=[program.pk])).content.decode()
    assert "выплаты за эту пару – 4\u00a0500\u00a0₽; на час – 6\u00a0000\u00a0₽" in evaluation
    mentors = sign_in(cast.mentor).get(reverse("evaluation_detail", args=[program.pk])).content.decode()
    assert "4\u00a0500" not in mentors


def test_a_program_shows_the_indicators_chosen_for_it(cast, sign_in):
    program = ms.program(cast.pair)
    client = sign_in(cast.curator)
    codes = ("learning_quality", "involved_share", "l2_gain", "retention_1y", "request_coverage")
    chosen = Indicator.objects.filter(code__in=codes)
    url = reverse("evaluation_indicators", args=[program.pk])
    client.post(url, {"indicators": [one.pk for one in chosen]})
    assert set(Evaluation.objects.get(program=program).indicators.all()) == set(chosen)
    assert queries_of(client, url) <= 12
    assert "Выберите показатель" in client.post(url, {"indicators": ["9" * 25]}).content.decode()
    page = reverse("evaluation_detail", args=[program.pk])
    assert "Доля педагогов, вовлечённых в наставничество" in client.get(page).content.decode()
    assert queries_of(client, page) <= 20
    assert client.get(reverse("evaluation_docx", args=[program.pk])).status_code == 200


def test_curves_stand_side_by_side_with_numbers_and_warning(college, monkeypatch, client):
    """Ten young teachers with a mentor, six without; four of the latter left after a year."""
    curator = make.person("Юрьева Юлия Юрьевна", roles=["curator"], is_teacher=False, login=True)
    hired = date(2024, 9, 2)
    for number in range(16):
        person = make.person(f"Молодов{chr(1072 + number)} Иван", hired_on=hired, teaching_since=hired)
        if number < 10:
            make.pair([make.mentor().person], [person], since=date(2025, 10, 1))
        elif number < 14:
            Person.objects.filter(pk=person.pk).update(left_on=date(2025, 9, 2))
    page = curve.curve_page(ON)
    retention, adaptation = page.parts
    assert retention.lines == ("с наставником: ушли 0 из 10", "без наставника: ушли 4 из 6; половина – за 12 месяцев")
    assert [series.at_risk[0] for series in retention.chart.series] == [10, 6]
    assert retention.chart.series[1].points[0][:2] == (12, pytest.approx(2 / 6))
    assert adaptation.few == "Выводов руководителей о готовности пока нет."
    client.force_login(curator.user, backend="mentoring.authentication.EmailBackend")
    html = client.get(reverse("indicator_curves")).content.decode()
    assert "косвенное свидетельство" in html
    assert "Под наблюдением" in html
    assert client.get(reverse("indicator_curves_paper", args=["docx"])).content[:2] == b"PK"
    assert client.get(reverse("indicator_curves_paper", args=["xlsx"])).status_code == 404
    ready = {program.pk: date(2026, 9, 1) for program in [md.program(pair) for pair in _pairs()]}
    monkeypatch.setattr(curve, "verdicts", lambda programs: ready)
    adaptation = curve.curve_page(ON).parts[1]
    assert adaptation.lines == ("с наставником: получили вывод «готов» 10 из 10; половина – за 24 месяца",)


def _pairs():
    from mentoring.models import Pair

    return Pair.objects.filter(members__person__last_name__startswith="Молодов").distinct()


def test_few_people_draw_no_curve(college):
    for number in range(3):
        make.person(f"Молодов{chr(1072 + number)} Иван", hired_on=date(2025, 9, 1), teaching_since=date(2025, 9, 1))
    (retention, _) = curve.curve_page(ON).parts
    assert retention.chart is None
    assert retention.few == "Недостаточно данных: кривую рисуем от 5\u00a0человек в группе."
    assert len(rows.careers(ON, 5)) == 3
    assert readiness.verdicts([]) == {}
