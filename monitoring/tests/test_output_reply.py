"""«Ответ на запрос министерства» (part 5.3): a saved form, filled in one click for any date, registered, kept."""

from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.urls import reverse

from mentoring.kit.pdf import html_for
from mentoring.kit.verdict import Refused
from mentoring.models import IssuedDocument
from mentoring.tests import make
from monitoring.actions import reply as act
from monitoring.documents.reply import reply_paper
from monitoring.models import Reply, ReplyForm, Snapshot
from monitoring.queries.dashboard.meaning import MEANINGS
from monitoring.queries.reply import NAMES, text_of
from monitoring.tests.make_dashboard import ON, busy_college, days
from monitoring.tests.matrix.output import FORM


@pytest.fixture(autouse=True)
def on_the_date(monkeypatch):
    monkeypatch.setattr("mentoring.kit.dates.today", lambda: ON)


@pytest.fixture
def curator(cast):
    busy_college(cast)
    return cast.actor("curator")


@pytest.fixture
def form(curator):
    return act.save_form(by=curator, at=make.moment(), **FORM)


def plain(text):
    return text.replace("\u00a0", " ")


def test_every_figure_may_be_asked_for():
    assert set(NAMES) == set(MEANINGS)


def test_a_form_is_written_on_its_page_in_the_order_of_numbers(cast, curator, sign_in):
    client = sign_in(cast.curator, "curator")
    data = {
        "title": "Мониторинг",
        "addressee": "Министерство",
        "signer": "director",
        "place_plan": "1",
        "place_involved": "2",
    }
    assert client.post(reverse("reply_form_create"), data).status_code == 302
    assert ReplyForm.objects.get().figures == ["plan", "involved"]
    wrong = client.post(reverse("reply_form_create"), {"title": "Без показателей"}).content.decode()
    assert "Поставьте номер хотя бы у одного показателя" in wrong
    assert 'value="Без показателей"' in wrong


def test_one_click_makes_the_letter_and_its_snapshot(cast, form, sign_in):
    client = sign_in(cast.curator, "curator")
    answer = client.post(reverse("reply_fill", args=[form.pk]), {"on": "18.11.2026"})
    reply = Reply.objects.get()
    assert answer.url == reverse("reply_detail", args=[reply.pk])
    page = plain(client.get(answer.url).content.decode())
    assert "О показателях наставничества на 18 ноября 2026 года" in page
    assert "7 из 14 (50 %)" in page
    assert Snapshot.objects.get() == reply.snapshot


def test_a_past_date_is_restored_and_what_cannot_be_says_so(curator, form):
    """Involved and plans are counted from dated rows; requests keep none."""
    reply = act.fill(form, on=days(-10), by=curator, at=make.moment())
    lines = {line.name: plain(line.text) for line in text_of(reply).lines}
    assert lines["Вовлечены педагоги"] == "7 из 14 (50 %)"
    assert lines["Запросы без пары"] == "нет данных: известно только на сегодня"


@pytest.mark.parametrize(("on", "why"), [(days(1), "ещё впереди"), (date(2001, 1, 1), "ни в один учебный год")])
def test_other_days_are_refused(curator, form, on, why):
    with pytest.raises(Refused, match=why):
        act.fill(form, on=on, by=curator, at=make.moment())


def test_page_pdf_docx_and_xlsx_say_one_number(cast, curator, form, sign_in):
    reply = act.fill(form, on=ON, by=curator, at=make.moment())
    text = text_of(reply)
    printed = plain(html_for(reply_paper(text)))
    client = sign_in(cast.director, "director")
    page = plain(client.get(reverse("reply_detail", args=[reply.pk])).content.decode())
    word = docx.Document(BytesIO(client.get(reverse("reply_file", args=[reply.pk, "docx"])).content))
    cells = {
        row.cells[0].text: plain(row.cells[1].text) for table in word.tables for row in table.rows if len(row.cells) > 1
    }
    book = openpyxl.load_workbook(BytesIO(client.get(reverse("reply_file", args=[reply.pk, "xlsx"])).content))
    rows = {row[0]: plain(row[4]) for row in book["Показатели"].iter_rows(min_row=2, values_only=True)}
    assert len(text.lines) == 3
    for line in text.lines:
        assert plain(line.text) in page
        assert plain(line.text) in printed
        assert cells[line.name] == rows[line.name] == plain(line.text)


def test_registered_it_has_a_number_a_file_and_never_changes(cast, curator, form, sign_in):
    reply = act.fill(form, on=ON, by=curator, at=make.moment())
    client = sign_in(cast.curator, "curator")
    offered = client.get(reverse("reply_issue", args=[reply.pk])).content.decode()
    assert 'value="СП-2026/1"' in offered
    client.post(reverse("reply_issue", args=[reply.pk]), {"number": "СП-2026/1"})
    document = IssuedDocument.objects.get(type__code="D36")
    assert (document.number, document.state, document.recorded) == ("СП-2026/1", "in_force", True)
    assert document.scan.file.read(5) == b"%PDF-"
    reply.refresh_from_db()
    cast.director.last_name = "Новая"
    cast.director.save(update_fields=["last_name"])
    assert text_of(reply).signer_name.endswith("Лаврова")
    with pytest.raises(Refused, match="больше не меняют"):
        act.edit(
            reply, lock_version=0, addressee="Другому", request="", before="", after="", by=curator, at=make.moment()
        )
    second = act.fill(form, on=ON, by=curator, at=make.moment("2026-11-18 12:00"))
    with pytest.raises(Refused, match="занят"):
        act.issue(second, number="СП-2026/1", by=curator, at=make.moment())
    assert act.issue(second, by=curator, at=make.moment()).number == "СП-2026/2"


def test_a_draft_is_edited_by_one_person_at_a_time_and_may_be_taken_away(curator, form):
    reply = act.fill(form, on=ON, by=curator, at=make.moment())
    fields = {"addressee": "Отдел", "request": "№ 316 от 03.11.2026", "before": "", "after": ""}
    act.edit(reply, lock_version=0, by=curator, at=make.moment(), **fields)
    with pytest.raises(Refused, match="Пока вы писали"):
        act.edit(Reply.objects.get(), lock_version=0, by=curator, at=make.moment(), **fields)
    act.delete_reply(reply, by=curator, at=make.moment())
    assert not Reply.objects.exists()
    assert Snapshot.objects.count() == 1


def test_a_retired_form_is_not_filled(curator, form):
    act.retire_form(form, retired=True, by=curator, at=make.moment())
    with pytest.raises(Refused, match="снята с употребления"):
        act.fill(ReplyForm.objects.get(), on=ON, by=curator, at=make.moment())


def test_the_director_reads_and_the_curator_writes(cast, curator, form):
    with pytest.raises(Refused):
        act.fill(form, on=ON, by=cast.actor("director"), at=make.moment())


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_asks_as_much_for_one_row_as_for_three(cast, form, sign_in, size, django_assert_max_num_queries):
    for _ in range(size):
        act.fill(form, on=ON, by=cast.actor("curator"), at=make.moment())
    client = sign_in(cast.curator, "curator")
    client.get(reverse("reply_list"))
    with django_assert_max_num_queries(8):
        client.get(reverse("reply_list"))
