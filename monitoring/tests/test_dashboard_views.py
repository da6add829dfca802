"""Pages of «Мониторинг»: who opens them, what they say, what a broken address gives."""

from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from mentoring.models import AcademicYear, RequestCampaign
from mentoring.tests import make
from monitoring.queries.dashboard_rows import LISTS
from monitoring.tests.make_dashboard import ON, busy_college

PAGES = [
    ("dashboard", []),
    ("dashboard_rows", ["plan"]),
    ("dashboard_rows_xlsx", ["plan"]),
    ("dashboard_report", ["xlsx"]),
    ("attention_list", []),
]


@pytest.fixture(autouse=True)
def on_the_date(monkeypatch):
    monkeypatch.setattr("mentoring.kit.dates.today", lambda: ON)


@pytest.fixture
def director(cast, sign_in):
    busy_college(cast)
    return sign_in(cast.director, "director")


def text(response):
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(("name", "args"), PAGES)
@pytest.mark.parametrize("part", ["mentor", "mentee", "other_mentor", "admin", "outsider"])
def test_the_figures_of_the_whole_are_closed_to_others(cast, sign_in, name, args, part):
    response = sign_in(getattr(cast, part)).get(reverse(name, args=args))
    assert response.status_code == 403
    assert "Мониторинг открыт директору, куратору и руководителям подразделений." in text(response)


@pytest.mark.parametrize("part", ["director", "curator", "supervisor"])
def test_those_who_answer_for_the_whole_open_it(cast, sign_in, part):
    busy_college(cast)
    client = sign_in(getattr(cast, part), part)
    assert [client.get(reverse(name, args=args)).status_code for name, args in PAGES] == [200] * len(PAGES)


def test_the_page_says_the_conclusion_the_figures_and_the_charts(director):
    page = text(director.get(reverse("dashboard")))
    for words in (
        "Наставничество на 18 ноября 2026 года",
        "Слабое место – ",
        "Вовлечены педагоги",
        "Показать педагогов (7)",
        "Ближайшие 14 дней",
        "Доля вовлечённых по подразделениям",
        "Программы по состояниям",
        "Выполнение планов по месяцам",
        "Требует внимания",
        "Показать таблицей",
    ):
        assert words in page, words


def test_a_head_sees_the_own_department_only(cast, sign_in):
    busy_college(cast)
    make.unit("ЦК торговли")
    page = text(sign_in(cast.supervisor, "supervisor").get(reverse("dashboard")))
    assert "ЦК информационных технологий" in page
    assert "ЦК торговли" not in page
    assert "Техникум целиком" not in page


@pytest.mark.parametrize("name", ["dashboard", "attention_list", "dashboard_rows"])
def test_a_head_cannot_ask_for_another_department(cast, sign_in, name):
    other = make.unit("ЦК торговли")
    make.mentor("Тайная Инна Ильинична", unit=other)
    args = ["mentors"] if name == "dashboard_rows" else []
    response = sign_in(cast.supervisor, "supervisor").get(reverse(name, args=args), {"unit": other.pk}, follow=True)
    assert response.status_code == 200
    assert "Тайная" not in text(response)
    assert "Выберите подразделение из списка." in text(response)


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"year": "abc"}, "Выберите учебный год из списка."),
        ({"year": "2026' OR 1=1"}, "Выберите учебный год из списка."),
        ({"unit": "999999"}, "Выберите подразделение из списка."),
        ({"unit": "🙂" * 3000}, "Выберите подразделение из списка."),
        ({"on": "32.13.26"}, "Такой даты нет. Напишите день, месяц и год: 14.10.2026."),
        ({"on": "19.11.2026"}, "Эта дата ещё впереди."),
        ({"on": "31.08.2026"}, "Дата не из этого учебного года."),
    ],
)
def test_wrong_filters_are_explained_beside_the_field(director, params, message):
    """The page stays, with the defaults; what was typed is kept; papers and rows lead back to it."""
    response = director.get(reverse("dashboard"), params)
    assert response.status_code == 200
    assert message in text(response)
    assert "<title>Ошибка: " in text(response)
    for name, args in PAGES[1:]:
        back = director.get(reverse(name, args=args), params)
        assert (back.status_code, back.url.split("?")[0]) == (302, reverse("dashboard"))


@pytest.mark.parametrize("params", [{}, {"year": ""}, {"unit": "all", "on": ""}, {"page": "x", "foo": "<b>"}])
def test_empty_and_unknown_parameters_give_the_defaults(director, params):
    page = text(director.get(reverse("dashboard"), params))
    assert "Наставничество на 18 ноября 2026 года" in page
    assert "Исправьте" not in page


@pytest.mark.parametrize(
    ("name", "args"),
    [("dashboard_rows", ["unknown"]), ("dashboard_rows_xlsx", ["unknown"]), ("dashboard_report", ["exe"])],
)
def test_an_unknown_figure_or_paper_is_not_found(director, name, args):
    assert director.get(reverse(name, args=args)).status_code == 404


def test_a_past_year_by_its_filter(director):
    """A finished year opens whole, on its last day; the same day a year ago is a link away, and leads back."""
    page = text(director.get(reverse("dashboard"), {"year": "2025"}))
    assert "Наставничество за 2025/26 учебный год" in page
    assert "Год целиком, по 31 августа." in page
    assert "известно только на сегодня" in page
    assert '<a href="?year=2025&amp;on=18.11.2025">Показать на 18 ноября 2025 года</a>' in page
    page = text(director.get(reverse("dashboard"), {"year": "2025", "on": "18.11.2025"}))
    assert "Наставничество на 18 ноября 2025 года" in page
    assert '<a href="?year=2025">Показать год целиком</a>' in page


def test_the_papers_of_a_past_year_are_of_its_last_day(director):
    answer = director.get(reverse("dashboard_report", args=["xlsx"]), {"year": "2025"})
    assert "31.08.2026.xlsx" in unquote(answer["Content-Disposition"])


def test_the_year_to_come_offers_the_current_one(director):
    make.year(2027, current=False)
    page = text(director.get(reverse("dashboard"), {"year": "2027"}))
    assert "За 2027/28 данных ещё нет: год начнётся 1 сентября 2027 года." in page
    assert "Показать 2026/27" in page


def test_a_college_without_years_is_not_an_error(cast, sign_in):
    cast.pair.__class__.objects.all().delete()
    client = sign_in(cast.director, "director")
    from mentoring.models import Agreement, Consent, IssuedDocument

    Agreement.objects.all().delete()
    Consent.objects.all().delete()
    IssuedDocument.objects.all().delete()
    AcademicYear.objects.all().delete()
    assert "Учебного года ещё нет" in text(client.get(reverse("dashboard")))
    assert client.get(reverse("attention_list")).status_code == 302


@pytest.mark.parametrize("figure", LISTS)
def test_rows_have_a_search_a_way_back_and_a_spreadsheet(director, figure):
    page = text(director.get(reverse("dashboard_rows", args=[figure]), {"year": "2026"}))
    assert f'href="{reverse("dashboard")}?year=2026"' in page
    if figure == "satisfaction":
        assert "Показывать нечего" in page
        return
    if figure in ("behavior", "ready", "retention"):
        assert "Строк нет" in page
        return
    assert 'role="search"' in page
    assert reverse("dashboard_rows_xlsx", args=[figure]) in page


def test_an_empty_search_offers_to_reset_it(director):
    page = text(director.get(reverse("dashboard_rows", args=["mentors"]), {"q": "Ничейная"}))
    assert "Ничего не нашли" in page
    assert "Сбросить поиск" in page


def test_the_attention_list_gives_every_case_its_action(director):
    page = text(director.get(reverse("attention_list")))
    assert "Требует внимания: 6" in page
    assert "Отвечает наставник Ковалёва М. С.: отметить или перенести." in page
    one = text(director.get(reverse("attention_rule", args=["mentor_overloaded"])))
    assert "Наставник ведёт больше, чем договорились" in one
    assert "Случаев: 1" in one
    assert "2 из 1" in one


def test_the_page_keeps_to_its_budget_of_queries(cast, director, django_assert_max_num_queries):
    """≤ 20 on the dashboard (issue), the frame included; the same with more of everything behind it."""
    director.get(reverse("dashboard"))
    with django_assert_max_num_queries(20) as few:
        director.get(reverse("dashboard"))
    make.pair()
    make.request()
    with django_assert_max_num_queries(20) as many:
        director.get(reverse("dashboard"))
    assert len(few) == len(many)


@pytest.mark.parametrize("name", ["dashboard_rows", "attention_list"])
def test_lists_keep_to_the_budget_of_ordinary_pages(director, name, django_assert_max_num_queries):
    args = ["involved"] if name == "dashboard_rows" else []
    director.get(reverse(name, args=args))
    with django_assert_max_num_queries(12):
        director.get(reverse(name, args=args))


def test_the_office_goes_on_to_the_campaign_of_the_year_and_a_head_does_not(cast, director, sign_in):
    """R10: the director reads how departments answered, and may not change it."""
    campaign = RequestCampaign.objects.create(year=cast.pair.year, due=date(2026, 9, 10), opened_at=make.moment())
    url = reverse("campaign_detail", args=[campaign.pk])
    assert url in director.get(reverse("dashboard")).content.decode()
    page = director.get(url).content.decode()
    assert reverse("campaign_close", args=[campaign.pk]) not in page
    assert reverse("campaign_remind", args=[campaign.pk]) not in page
    head = sign_in(cast.supervisor, "supervisor")
    assert url not in head.get(reverse("dashboard")).content.decode()
