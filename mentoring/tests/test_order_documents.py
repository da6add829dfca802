"""The order as paper (R15): the same text on the page, in PDF and in DOCX; frozen when signed."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from mentoring.actions import order as orders
from mentoring.actions.document import acquaint
from mentoring.actions.paper import keep_signed
from mentoring.documents.order import acquaintance_paper, face_of, order_paper, text_of
from mentoring.documents.order_text import text_of_payload
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import plain
from mentoring.kit.pdf import html_for
from mentoring.models import Direction, IssuedDocument, Person, RoleAssignment, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.make import moment

AT = moment("2026-11-18 10:00")


@pytest.fixture
def pairs(cast):
    first = make.mentor("Галеев Тимур Рашидович", gender="m").person
    second = make.mentor("Панина Светлана Игоревна", gender="f").person
    one = make.pair([first], [cast.mentee], state="ready", since=date(2026, 12, 1), criteria="опыт")
    group = make.pair(
        [second], [cast.other_mentee, make.mentee().person], state="ready", since=date(2026, 12, 1), criteria="опыт"
    )
    return [one, group]


@pytest.fixture
def order(cast, pairs):
    return orders.create_order(pairs, by=cast.actor("curator"), at=AT)


@pytest.fixture
def signed(cast, order, pairs):
    by = cast.actor("curator")
    orders.edit_order(
        order, by=by, at=AT, agreements={str(pairs[0].pk): "№ 15 от 20.11.2026"}, programs_due="2026-12-14"
    )
    orders.send_order(order, pair_ids=[p.pk for p in pairs], checked=True, by=by, at=AT)
    orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
    return order


def docx_text(content):
    """Every paragraph of the body and of its tables."""
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells]).replace("\u00a0", " ")


def blocks(paper):
    return [block for section in paper.sections for block in section.blocks]


def words(paper):
    """The markup that is printed, with plain spaces."""
    return html_for(paper).replace("\u00a0", " ").replace("&nbsp;", " ")


def test_everything_an_order_says(signed):
    html = words(order_paper(signed))
    for expected in (
        "Министерство образования Нижегородской области",
        "ПРИКАЗ",
        "18.11.2026",
        "г. Дзержинск",
        "№ 1",
        "О закреплении наставнических пар и групп на 2026/2027 учебный год",
        "На основании ст. 351.8 Трудового кодекса Российской Федерации",
        "Положения о наставничестве (приказ от 01.09.2023 № 629)",
        "письменных согласий наставников",
        "ПРИКАЗЫВАЮ:",
        "разработать персонализированные программы наставничества до 14.12.2026.",
        "Бухгалтерии производить выплаты наставникам",
        "Контроль за исполнением приказа возложить на куратора",
        "Директор",
        "Е. В. Лаврова",
        "Подписано простой электронной подписью",
        "С приказом ознакомлены:",
        "Приложение № 1",
    ):
        assert expected in html, expected
    assert "ЧЕРНОВИК" not in html


def test_the_annex_is_a_landscape_table_of_seven_columns(signed, pairs):
    paper = order_paper(signed)
    assert [section.landscape for section in paper.sections] == [False, True]
    table = blocks(paper)[-1]
    assert [column.title for column in table.columns] == [
        "№",
        "Наставник (ФИО, должность)",
        "Наставляемый (ФИО, должность)",
        "Форма, вид",
        "Срок",
        "Согласие",
        "Доп. соглашение",
    ]
    first, second = table.rows
    assert first == (
        "1",
        "Галеев Тимур Рашидович, преподаватель",
        "Жуков Артём Денисович, преподаватель",
        "Педагог – педагог, традиционное («один на один»)",
        "01.12.2026 – 30.06.2027",
        "от 20.09.2026",
        "№ 15 от 20.11.2026",
    )
    assert plain(second[2]).count("\n") == 1, "each mentee of a group on a line of his own"
    assert second[6] == ""


def test_a_draft_says_so_and_has_no_number(order):
    paper = order_paper(order)
    assert paper.draft
    html = words(paper)
    assert "ЧЕРНОВИК" in html
    assert "№ _____" in html
    assert "Подписано" not in html


def test_a_sent_order_is_still_a_draft_until_signed(cast, order, pairs):
    orders.send_order(order, pair_ids=[p.pk for p in pairs], checked=True, by=cast.actor("curator"), at=AT)
    assert order_paper(order).draft


def test_a_blocked_pair_is_not_printed_in_the_draft(order, pairs):
    pairs[1].members.filter(side="mentor").first().person.consents.update(state="revoked", revoked_on=AT.date())
    assert [row.pair_id for row in text_of(order).rows] == [pairs[0].pk]


def test_the_payload_reads_back_as_the_same_text(signed):
    text = text_of_payload(signed.payload)
    assert fingerprint(payload_of(text)) == signed.sha256


def test_what_was_signed_never_changes(signed, cast):
    before = words(order_paper(signed))
    Person.objects.filter(pk=cast.mentee.pk).update(last_name="Другов", post="мастер")
    Setting.objects.filter(code="order_law").update(value="другой закон")
    type(signed.year).objects.filter(pk=signed.year_id).update(starts=date(2025, 9, 1), ends=date(2026, 8, 31))
    make.Organization.objects.filter(own=True).update(full_name="Другой техникум", head_post="Ректор")
    Setting.objects.filter(code__in=["paper_font_size", "paper_margin_left"]).update(value=11)
    forget()
    again = order_paper(IssuedDocument.objects.get(pk=signed.pk))
    assert words(again) == before
    assert (again.style.size, again.style.left) == (14, 30)


def test_the_worker_keeps_the_pdf_of_what_was_signed(cast, order, pairs, django_capture_on_commit_callbacks, settings):
    settings.DEMO = False
    orders.send_order(order, pair_ids=[p.pk for p in pairs], checked=True, by=cast.actor("curator"), at=AT)
    with django_capture_on_commit_callbacks(execute=True):
        orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
    order.refresh_from_db()
    content = order.pdf.file.open("rb").read()
    assert content.startswith(b"%PDF-")
    keep_signed.call()
    order.refresh_from_db()
    assert order.pdf.file.open("rb").read() == content


def test_an_acting_director_is_printed_as_acting(cast, order, pairs):
    deputy = make.person("Замов Иван Петрович", gender="m", post="заместитель директора")
    RoleAssignment.objects.create(person=deputy, role="director", acting=True, since=date(2026, 11, 1))
    by = cast.actor("curator")
    orders.send_order(order, pair_ids=[p.pk for p in pairs], checked=True, by=by, at=AT)
    orders.sign_order(order, checked=True, sha256=order.sha256, by=make.actor(deputy), at=AT)
    html = words(order_paper(order))
    assert "И. о. директора" in html
    assert "И. П. Замов" in html
    assert "Лаврова" not in html


def test_the_director_may_keep_the_control(cast, order):
    orders.edit_order(order, by=cast.actor("curator"), at=AT, control=None)
    assert face_of(order).items[-1] == "Контроль за исполнением приказа оставляю за собой."


def test_who_teaches_what_is_told_where_several_teach(cast):
    """R14, «sphere»: reverse mentoring names both directions."""
    one, two = (make.mentor(f"{name} Ирина Ильинична").person for name in ("Астахова", "Быкова"))
    pair = make.pair([one, two], [one, two], state="ready", kind="reverse", model="innovator_conservative")
    for person, code in ((one, "method"), (two, "ict")):
        pair.members.filter(person=person, side="mentor").update(direction=Direction.objects.get(code=code))
    order = orders.create_order([pair], by=cast.actor("curator"), at=AT)
    cell = blocks(order_paper(order))[-1].rows[0][1]
    assert "Астахова Ирина Ильинична, преподаватель (направление: методическое)" in cell
    assert "Быкова Ирина Ильинична, преподаватель (направление: ИКТ и цифровизация)" in cell


def test_dates_in_words_by_the_setting(order):
    Setting.objects.filter(code="paper_date_words").update(value=True)
    forget()
    assert "до 2\u00a0декабря 2026\u00a0г." in face_of(order).items[1]


def test_docx_says_the_same(signed):
    text = docx_text(render_docx(order_paper(signed)))
    frozen = text_of(signed)
    for expected in (frozen.heading, frozen.preamble, *frozen.items, "Галеев Тимур Рашидович, преподаватель"):
        assert expected.replace("\u00a0", " ") in text, expected


def test_names_are_escaped(cast):
    evil = make.mentor("<script>alert(1)</script> Иван Ильич").person
    pair = make.pair([evil], [cast.mentee], state="ready", criteria="опыт")
    order = orders.create_order([pair], by=cast.actor("curator"), at=AT)
    html = words(order_paper(order))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_acquaintance_list_tells_who_has_read(cast, signed):
    acquaint(signed, by=cast.actor("mentee"), at=AT + timedelta(hours=2))
    rows = {row[1]: row[3] for row in blocks(acquaintance_paper(signed))[-1].rows}
    assert rows["Жуков Артём Денисович"] == "в системе, 18\u00a0ноября, 12:00"
    assert rows["Галеев Тимур Рашидович"] == ""
