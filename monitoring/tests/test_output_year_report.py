"""The yearly report (R54): sections, drafted conclusions, versions; three formats say one number (Show 5)."""

from io import BytesIO
from types import SimpleNamespace

import docx
import openpyxl
import pytest
from django.urls import reverse

from mentoring.kit import charts
from mentoring.kit.canonical import fingerprint
from mentoring.kit.paper import Chart
from mentoring.kit.pdf import html_for
from mentoring.kit.verdict import Refused
from mentoring.tests import make
from mentoring.workflow.document import DOCUMENT
from monitoring.actions import year_report as act
from monitoring.demo.output import give_out
from monitoring.documents.year_report import (
    figure_row,
    grid_cells,
    year_report_docx,
    year_report_paper,
    year_report_xlsx,
)
from monitoring.models import Evaluation, EvaluationEntry, Payment, Reply, Snapshot, YearReport
from monitoring.queries.dashboard import dashboard_of
from monitoring.queries.home import count_deeds
from monitoring.queries.year_report.payload import text_of
from monitoring.report_sections import SECTIONS, Source
from monitoring.scoring.drafting import Fact, draft, sentence
from monitoring.tests import make_year as my
from monitoring.tests.make_dashboard import ON, busy_college, days, event, last_year_pair, program, question


@pytest.fixture(autouse=True)
def on_the_date(monkeypatch):
    monkeypatch.setattr("mentoring.kit.dates.today", lambda: ON)


@pytest.fixture
def curator(cast):
    busy_college(cast)
    office_year(cast)
    old = program(last_year_pair([cast.mentor], [cast.mentee]), state="completed")
    event(old, old.since, "done")
    return cast.actor("curator")


def office_year(cast):
    """Something behind every section of the office's year: a map, half a mark, a recognition, a payment."""
    year = cast.pair.year
    my.started(cast, year=year)
    my.filled(cast, year)
    my.proposed(cast)
    Payment.objects.create(person=cast.mentor, since=days(-40), until=days(-10), amount=6000, entered_at=make.moment())


@pytest.fixture
def report(cast, curator):
    return act.start_report(cast.pair.year, sections=list(SECTIONS), by=curator, at=make.moment())


def plain(text):
    return str(text).replace("\u00a0", " ")


# Rules of the draft, worked by hand


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"part": 47, "whole": 100, "before": (41, 100)}, "доля выросла: было 41 %, стало 47 %, это лучше"),
        ({"part": 41, "whole": 100, "before": (47, 100)}, "доля снизилась: было 47 %, стало 41 %, это хуже"),
        ({"part": 47, "whole": 100, "before": (46, 100)}, "доля не изменилась, 47 %"),
        ({"part": 47, "whole": 100, "before": (1, 1)}, "47 %; годом раньше мало данных"),
        ({"part": 47, "whole": 100}, "47 %; сравнить не с чем"),
        ({"part": 47, "whole": 100, "before": (0, 0)}, "47 %; сравнить не с чем"),
        ({"part": 1, "whole": 1, "before": (1, 1)}, "мало данных, 1 из 1, вывода не делаем"),
        ({"part": 0, "whole": 0}, "недостаточно данных, считать не из чего"),
        ({"part": 3, "whole": 9, "few": "известно только на сегодня"}, "вывода нет, известно только на сегодня"),
        ({"part": 45, "whole": 100, "target": 50}, "45 %; сравнить не с чем; цель 50 % не достигнута"),
        ({"part": 4, "whole": None, "before": (2, None), "style": "count", "better": "less"}, "стало больше: было 2, стало 4, это хуже"),
        ({"part": 2, "whole": None, "before": (2, None), "style": "count"}, "столько же, 2"),
    ],
)  # fmt: skip
def test_a_figure_becomes_a_sentence(fields, said):
    fact = Fact(**{"name": "Доля", "style": "share", "better": "more", **fields})
    assert plain(sentence(fact)) == f"Доля: {said}."


def test_nothing_known_is_said_so():
    assert draft([]) == "Недостаточно данных для вывода."


# The report


def test_a_report_is_counted_and_its_conclusions_are_drafted(report):
    text = text_of(report)
    assert [section.code for section in text.sections] == list(SECTIONS)
    first = text.sections[0]
    assert plain(first.conclusion).startswith("Вовлечены педагоги: доля выросла: было 14 %, стало 50 %, это лучше")
    assert report.snapshot.kind == "report"
    assert text.years == ("2026/27", "2025/26", "2024/25")


def test_page_pdf_docx_and_xlsx_say_the_same_figure_by_figure(cast, report, sign_in):
    """Show 5: every figure of every year, every table cell, every chart's number, every conclusion."""
    text = text_of(report)
    page = plain(sign_in(cast.curator, "curator").get(reverse("year_report_detail", args=[report.pk])).content.decode())
    printed = plain(html_for(year_report_paper(report)))
    word = docx.Document(BytesIO(year_report_docx(report)))
    tables = [[[plain(cell.text) for cell in row.cells] for row in table.rows] for table in word.tables]
    lines = [row for table in tables for row in table]
    words = plain("\n".join(paragraph.text for paragraph in word.paragraphs))
    book = openpyxl.load_workbook(BytesIO(year_report_xlsx(report, list(report.snapshot.rows.all()))))
    cells = {row[1]: row for row in book["Показатели"].iter_rows(min_row=2, values_only=True)}
    conclusions = dict(book["Выводы"].iter_rows(min_row=2, values_only=True))
    sheets = {caption: _rows_of(book, caption) for section in text.sections for caption in map(_caption, section.grids)}
    compared = 0
    for section in text.sections:
        for figure in section.figures:
            row = [plain(cell) for cell in figure_row(section, figure, len(text.years))]
            assert row in lines
            told = [plain(cells[figure.name][4 + 3 * n] or "–") for n in range(len(text.years))]
            assert told == row[1:4]
            if not figure.few and figure.now.whole != 0:
                assert cells[figure.name][2:4] == (figure.now.part, figure.now.whole)
            for cell in row:
                assert cell in page
                assert cell in printed
            compared += 1
        for grid in section.grids:
            for values in grid.rows:
                shown = [plain(cell) for cell in grid_cells(grid, values)]
                assert shown in lines
                assert [plain(value) for value in values] in sheets[grid.caption]
                assert all(cell in page and cell in printed for cell in shown)
        for chart in section.charts:
            for row in charts.table(chart).rows:
                assert [plain("–" if cell is None else cell) for cell in row] in lines
        assert plain(section.conclusion) in words.replace("Вывод. ", "")
        assert plain(conclusions[section.title]) == plain(section.conclusion)
    assert compared == len([code for section in text.sections for code in section.figures]) >= 12
    drawn = [block for block in year_report_paper(report).sections[0].blocks if isinstance(block, Chart)]
    assert len(drawn) == sum(bool(charts.table(chart).rows) for section in text.sections for chart in section.charts)


def _caption(grid):
    return grid.caption


def _rows_of(book, caption):
    sheet = next(sheet for sheet in book if sheet.title[:20] == caption[:20])
    return [[plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_sections_of_the_office_year_conclude_from_their_own_numbers(report):
    """The map, the assessment, recognition, costs and the register are counted, and their drafts say it in words."""
    said = {section.code: plain(section.conclusion) for section in text_of(report).sections}
    assert said["roadmap"].startswith("Сделано 0 из ")
    assert said["assessment"].startswith("Ежегодная оценка ещё не подписана: заполняется. Меньше всего баллов: ")
    assert said["awards"] == "Представлений 1, объявлено приказом – 0. Ждут решения директора – 1."
    assert said["costs"].startswith("Выплаты: 6 000 ₽; часы встреч: ")
    assert said["register"].startswith("Показателей 32: цель достигнута – ")


def test_level_four_names_nobody_and_gives_no_mean_of_a_few(cast):
    evaluation = Evaluation.objects.create(program=program(cast.pair), created_at=make.moment())
    values = ((50, 60), (40, 38), (60, 64), (50, 50))
    for before, after in values:
        EvaluationEntry.objects.create(
            evaluation=evaluation, level="4", name="Качество", before=before, after=after, entered_at=make.moment()
        )
    source = Source(SimpleNamespace(question=question(cast.actor("curator"))))
    (grid,) = SECTIONS["results"].read(source).grids
    assert grid.rows == (("Качество", 4, "мало данных", "мало данных", "2 из 4"),)
    EvaluationEntry.objects.create(
        evaluation=evaluation, level="4", name="Качество", before=50, after=68, entered_at=make.moment()
    )
    (grid,) = SECTIONS["results"].read(source).grids
    assert grid.rows == (("Качество", 5, "50 %", "56 %", "3 из 5"),)


def test_frozen_charts_are_drawn_as_live_ones(cast, report):
    live = dashboard_of(question(cast.actor("curator"))).charts
    kept = [chart for section in text_of(report).sections for chart in section.charts]
    assert [charts.svg(chart) for chart in kept] == [charts.svg(chart) for chart in live]


def test_a_later_count_keeps_what_a_person_wrote(cast, curator, report):
    conclusions = {**report.conclusions, "involvement": "Приняли шестерых, поэтому доля выросла."}
    act.conclude_report(report, summary="Итог.", conclusions=conclusions, lock_version=0, by=curator, at=make.moment())
    before = report.snapshot_id
    make.pair([make.person("Аева Анна")], [make.person("Беева Анна")])
    report.refresh_from_db()
    act.count_report(report, sections=["involvement", "plans"], by=curator, at=make.moment("2026-11-18 12:00"))
    report.refresh_from_db()
    assert report.conclusions["involvement"].startswith("Приняли шестерых")
    assert text_of(report).sections[0].figures[0].now.part == 9
    assert report.sections == ["involvement", "plans"]
    assert not Snapshot.objects.filter(pk=before).exists()
    with pytest.raises(Refused, match="Пока вы писали"):
        act.conclude_report(report, summary="", conclusions={}, lock_version=0, by=curator, at=make.moment())


def test_words_written_while_another_window_counts_or_signs_are_neither_lost_nor_unsigned(curator, report):
    """Counting takes seconds: whoever began from the text before must not write it over the later one."""
    counting, signing = YearReport.objects.get(), YearReport.objects.get()
    said = {"involvement": "Слова человека."}
    act.conclude_report(report, summary="Итог.", conclusions=said, lock_version=0, by=curator, at=make.moment())
    act.count_report(counting, sections=["involvement"], by=curator, at=make.moment())
    kept = YearReport.objects.get()
    assert (kept.summary, kept.conclusions["involvement"]) == ("Итог.", "Слова человека.")
    act.sign_report(signing, by=curator, at=make.moment())
    kept.refresh_from_db()
    assert kept.sha256 == act.frozen_print(kept)


def test_signed_approved_and_then_only_a_new_version(cast, curator, report, sign_in):
    director = cast.actor("director")
    act.sign_report(report, by=curator, at=make.moment())
    assert count_deeds(director, ON)["year_report_approve"] == 1
    for refused in (
        lambda: act.count_report(report, by=curator, at=make.moment()),
        lambda: act.sign_report(report, by=curator, at=make.moment()),
        lambda: act.approve_report(report, by=curator, at=make.moment()),
    ):
        with pytest.raises(Refused):
            refused()
    client = sign_in(cast.director, "director")
    assert client.post(reverse("year_report_approve", args=[report.pk])).status_code == 302
    report.refresh_from_db()
    assert (report.state, report.approved_by, report.sha256) == ("approved", cast.director, act.frozen_print(report))
    document = report.document
    assert (document.type.code, document.state, document.sha256) == ("D35", "in_force", report.sha256)
    assert fingerprint(document.payload) == report.sha256
    assert sorted(document.signatures.values_list("role", flat=True)) == ["curator", "director"]
    said = plain(html_for(year_report_paper(report)))
    assert "Лаврова" in said
    assert f"№ {document.number}" in said
    answer = client.get(reverse("year_report_of_document", args=[document.pk]))
    assert answer.url == reverse("year_report_detail", args=[report.pk])
    second = act.start_report(cast.pair.year, sections=["involvement"], by=curator, at=make.moment())
    assert (second.version, second.state) == (2, "draft")
    with pytest.raises(Refused, match="уже составляют"):
        act.start_report(cast.pair.year, sections=["involvement"], by=curator, at=make.moment())
    assert "новой версией" in DOCUMENT.verdict("cancel", director, document).reason
    act.sign_report(second, by=curator, at=make.moment())
    act.approve_report(second, by=director, at=make.moment())
    document.refresh_from_db()
    assert (document.state, document.replaced_by) == ("replaced", second.document)


def test_a_returned_report_waits_for_the_curator_with_its_remark(cast, curator, report):
    act.sign_report(report, by=curator, at=make.moment())
    act.return_report(report, remark="Допишите причины.", by=cast.actor("director"), at=make.moment())
    report.refresh_from_db()
    assert (report.state, report.remark, report.signed_by, report.sha256) == ("draft", "Допишите причины.", None, "")
    assert count_deeds(curator, ON)["year_report_mend"] == 1


def test_text_changed_behind_the_signature_is_not_approved(cast, curator, report):
    act.sign_report(report, by=curator, at=make.moment())
    YearReport.objects.filter(pk=report.pk).update(summary="Другое")
    with pytest.raises(Refused, match="не совпадает с подписанным"):
        act.approve_report(YearReport.objects.get(), by=cast.actor("director"), at=make.moment())


def test_pages_of_a_draft(cast, curator, report, sign_in):
    client = sign_in(cast.curator, "curator")
    url = reverse("year_report_edit", args=[report.pk])
    data = {"summary": "Общий", "lock_version": "0", "section_involvement": "Слово куратора"}
    assert client.post(url, data).status_code == 302
    report.refresh_from_db()
    assert report.conclusions["involvement"] == "Слово куратора"
    assert "Пока вы писали" in client.post(url, data).content.decode()
    assert client.post(reverse("year_report_sections", args=[report.pk]), {}).status_code == 200
    assert client.post(reverse("year_report_sections", args=[report.pk]), {"sections": ["load"]}).status_code == 302
    assert client.get(reverse("year_report_file", args=[report.pk, "pdf"])).content[:5] == b"%PDF-"
    assert "Отчётов за этот год нет" in client.get(reverse("year_report_list"), {"q": "1999"}).content.decode()


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_asks_as_much_for_one_row_as_for_three(cast, report, sign_in, size, django_assert_max_num_queries):
    for _ in range(size - 1):
        act.sign_report(YearReport.objects.get(state="draft"), by=cast.actor("curator"), at=make.moment())
        act.start_report(cast.pair.year, sections=["load"], by=cast.actor("curator"), at=make.moment())
    client = sign_in(cast.curator, "curator")
    client.get(reverse("year_report_list"))
    with django_assert_max_num_queries(7):
        client.get(reverse("year_report_list"))


def test_lists_of_what_was_given_out_are_workbooks(cast, curator, report, sign_in):
    act.conclude_report(report, summary="Работает.", conclusions={}, lock_version=0, by=curator, at=make.moment())
    report.refresh_from_db()
    act.sign_report(report, by=curator, at=make.moment())
    client = sign_in(cast.curator, "curator")

    def rows(name, **asked):
        book = openpyxl.load_workbook(BytesIO(client.get(reverse(name), asked).content))
        return [row for row in book.active.iter_rows(values_only=True) if len([cell for cell in row if cell]) > 3]

    assert [row[2] for row in rows("year_report_list_xlsx")] == ["Состояние", "У директора"]
    assert len(rows("year_report_list_xlsx", q="1999")) == 1
    assert [row[3] for row in rows("snapshot_list_xlsx")] == ["Как сделан", "Для отчёта за год"]
    assert len(rows("reply_list_xlsx")) == 1


def test_the_demo_gives_out_everything_once(cast, curator):
    """The scene of the demo, on a small college: last year's approved report, this year's draft, a letter."""
    give_out(make.moment("2026-11-18 12:00"), curator, cast.actor("director"))
    assert [(report.year.starts.year, report.state) for report in YearReport.objects.order_by("year__starts")] == [
        (2025, "approved"),
        (2026, "draft"),
    ]
    assert Snapshot.objects.filter(kind="year").get().on.isoformat() == "2026-08-31"
    assert Reply.objects.get().request
