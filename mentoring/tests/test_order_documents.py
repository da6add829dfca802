"""The order as paper (R15): the same text on the page, in PDF and in DOCX; frozen when signed."""

from datetime import date, timedelta
from io import BytesIO

from docx import Document

from mentoring.actions import order as orders
from mentoring.actions.document import acquaint
from mentoring.actions.paper import keep_signed
from mentoring.documents.acquaintance import acquaintance_paper
from mentoring.documents.order import face_of, order_paper, text_of
from mentoring.documents.order_text import text_of_payload
from mentoring.kit.canonical import fingerprint, payload_of
from mentoring.kit.docx import render_docx
from mentoring.kit.paper import plain
from mentoring.kit.pdf import html_for
from mentoring.models import Direction, IssuedDocument, Organization, PartnerKind, Person, RoleAssignment, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")


@scene
def pairs(cast):
    first = make.mentor("Галеев Тимур Рашидович", gender="m").person
    second = make.mentor("Панина Светлана Игоревна", gender="f").person
    one = make.pair([first], [cast.mentee], state="ready", since=date(2026, 12, 1), criteria="опыт")
    group = make.pair(
        [second], [cast.other_mentee, make.mentee().person], state="ready", since=date(2026, 12, 1), criteria="опыт"
    )
    return [one, group]


@scene
def order(cast, pairs):
    return orders.create_order(pairs, by=cast.actor("curator"), at=AT)


@scene
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
    sheet = acquaintance_paper(signed)
    assert "«О закреплении наставнических пар и групп на 2026/2027 учебный год» ознакомлены:" in words(sheet)
    rows = {row[1]: row[2:] for row in blocks(sheet)[-1].rows}
    assert rows["Жуков Артём Денисович"] == (
        "ЦК информационных технологий",
        "преподаватель",
        "простая электронная подпись\n18.11.2026 12:00",
    )
    assert rows["Галеев Тимур Рашидович"][-1] == ""
    assert "Белова Ольга Николаевна" in rows
    assert not sheet.draft


def test_the_list_of_an_unsigned_order_is_a_draft(order):
    assert "ЧЕРНОВИК" in words(acquaintance_paper(order))


def test_whoever_keeps_the_order_in_view_reads_it_too(signed):
    table = next(block for block in blocks(order_paper(signed)) if getattr(block, "columns", None))
    assert [row[1] for row in table.rows][-1] == "Белова Ольга Николаевна"


def test_the_law_is_cited_only_since_it_is_in_force(order):
    IssuedDocument.objects.filter(pk=order.pk).update(created_at=moment("2025-02-28 10:00"))
    assert face_of(IssuedDocument.objects.get(pk=order.pk)).preamble == (
        "На основании Положения о наставничестве (приказ от 01.09.2023 № 629) и письменных согласий наставников"
    )
    IssuedDocument.objects.filter(pk=order.pk).update(created_at=moment("2025-03-01 10:00"))
    assert "351.8" in face_of(IssuedDocument.objects.get(pk=order.pk)).preamble


def test_a_partner_works_by_contract_and_is_named_with_his_organization(cast, pairs):
    plant = Organization.objects.create(
        kind=PartnerKind.objects.first(),
        full_name="АО «Заря»",
        short_name="АО «Заря»",
        contract_number="7",
        contract_date=date(2026, 9, 1),
    )
    order = orders.create_order(pairs[:1], by=cast.actor("curator"), at=AT)
    teacher = pairs[0].mentors[0]
    Person.objects.filter(pk=teacher.pk).update(employment="partner", organization=plant, post="ведущий инженер")
    text = face_of(order)
    assert text.preamble.endswith("(приказ от 01.09.2023 № 629) и договоров с социальными партнёрами")
    assert "351.8" not in text.preamble
    table = blocks(order_paper(order))[-1]
    assert table.columns[-1].title == "Согласие, договор"
    assert table.rows[0][1] == "Галеев Тимур Рашидович, ведущий инженер АО «Заря»"
    assert table.rows[0][5] == "договор №\u00a07 от 01.09.2026"


def test_consents_of_two_mentors_are_told_by_name_and_none_is_swallowed(cast, pairs):
    order = orders.create_order(pairs[:1], by=cast.actor("curator"), at=AT)
    second = pairs[1].mentors[0]
    pairs[0].members.create(person=second, side="mentor", since=date(2026, 12, 1))
    second.consents.all().delete()
    (row,) = blocks(order_paper(order))[-1].rows
    assert row[5] == "Галеев\u00a0Т.\u00a0Р.: от 20.09.2026\nПанина\u00a0С.\u00a0И.: нет"


def test_an_empty_column_of_agreements_is_not_printed(order):
    table = blocks(order_paper(order))[-1]
    assert [column.title for column in table.columns][-1] == "Согласие"
    assert {len(row) for row in table.rows} == {6}
