"""Papers from outside: registered with a number, their file is their text, replaced files are kept (R56)."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from mentoring.actions.acquaintance import open_sheet
from mentoring.actions.document import acquaint, cancel_document, upload_scan
from mentoring.actions.registering import kinds_to_register, register_document
from mentoring.kit.verdict import Refused
from mentoring.models import DocumentType, IssuedDocument
from mentoring.queries.number import next_number
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.tests.uploads import PDF_PAGE, pdf_upload

pytestmark = pytest.mark.django_db
AT = make.moment()


@scene
def who(cast):
    return {"by": cast.actor("curator"), "at": AT}


def kind(code="D36"):
    return DocumentType.objects.get(code=code)


def enter(who, **fields):
    values = {"type": kind(), "title": "Справка", "date": date(2026, 11, 10), "upload": pdf_upload(), **fields}
    return register_document(**values, **who)


def test_an_empty_number_is_the_next_and_a_typed_one_is_kept(who):
    assert next_number(kind(), make.year()) == "СП-2026/1"
    assert enter(who).number == "СП-2026/1"
    assert enter(who, number="01-15/7").number == "01-15/7"
    assert enter(who, number="СП-2026/2").number == "СП-2026/2"
    assert enter(who).number == "СП-2026/3"
    assert enter(who, type=kind("D02"), title="О кураторе").number == "1"


def test_a_document_is_refused_with_a_reason(cast, who):
    enter(who, number="7")
    with pytest.raises(Refused, match="Номер 7 в этом году уже занят"):
        enter(who, number="7")
    with pytest.raises(Refused, match="ещё не наступила"):
        enter(who, date=date(2026, 12, 30))
    with pytest.raises(Refused, match="учебного года в системе нет"):
        enter(who, date=date(1999, 1, 1))
    with pytest.raises(Refused, match="система выпускает сама"):
        enter(who, type=kind("D13"))
    with pytest.raises(Refused, match="о чём документ"):
        enter(who, title=" ")
    for part in ("director", "mentor", "outsider"):
        with pytest.raises(Refused, match="куратору"):
            enter({"by": cast.actor(part), "at": AT})
    assert IssuedDocument.objects.filter(recorded=True).count() == 1
    assert not kinds_to_register().filter(code__in=("D13", "D14", "D16", "D17")).exists()


def test_a_replaced_file_is_kept_and_stands_once_people_have_read_it(cast, who):
    paper = enter(who)
    first = paper.scan
    upload_scan(paper, pdf_upload("Новый.pdf", b"2"), **who)
    assert list(paper.old_scans.all()) == [first]
    assert paper.sha256 == paper.scan.sha256 != first.sha256
    open_sheet(document=paper, audience="mentors", due=date(2026, 11, 25), **who)
    acquaint(paper, by=cast.actor("mentor"), at=AT)
    assert paper.acquaintances.get(person=cast.mentor).sha256 == paper.scan.sha256
    with pytest.raises(Refused, match="уже ознакомились"):
        upload_scan(paper, pdf_upload("Ещё.pdf", b"3"), **who)


def test_the_scan_of_an_order_is_replaced_with_its_history(who):
    order = make.order(state="awaiting_scan")
    upload_scan(order, pdf_upload("Один.pdf"), **who)
    upload_scan(order, pdf_upload("Два.pdf", b"2"), **who)
    assert (order.state, order.scan.name, [f.name for f in order.old_scans.all()]) == (
        "in_force",
        "Два.pdf",
        ["Один.pdf"],
    )


def test_the_curator_cancels_what_he_wrote_down_and_the_number_is_not_used_again(who):
    paper = enter(who)
    cancel_document(paper, reason="Внесён по ошибке", **who)
    assert paper.state == "canceled"
    assert enter(who).number == "СП-2026/2"


def test_the_page_registers_and_leads_to_the_document(cast, sign_in):
    client = sign_in(cast.curator)
    address = reverse("document_register")
    assert "СП-2026/1" in client.get(address).content.decode()
    sent = {"type": kind().pk, "title": "Справка", "date": "10.11.2026", "issuer": "Министерство", "file": pdf_upload()}
    text = client.post(address, sent, follow=True).content.decode()
    assert "Документ зарегистрирован под № СП-2026/1" in text
    assert "Министерство" in text
    paper = IssuedDocument.objects.get(recorded=True)
    file = client.get(reverse("document_scan_file", args=[paper.pk]))
    assert b"".join(file.streaming_content) == PDF_PAGE
    empty = client.post(address, {"type": "", "title": "", "date": ""}).content.decode()
    assert "Выберите вид документа." in empty
    assert "Выберите файл." in empty


def test_the_workbook_holds_what_the_list_shows(cast, who, sign_in):
    enter(who, title="Первая справка", issuer="Министерство")
    enter(who, title="Вторая справка")
    client = sign_in(cast.curator)
    content = client.get(reverse("document_xlsx"), {"q": "первая"}).content
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [(row[1], row[4], row[6]) for row in rows] == [("СП-2026/1", "Первая справка", "Министерство")]
    link = client.get(reverse("document_list"), {"q": "первая"}).context["list"].xlsx_url
    assert "q=" in link


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_few_queries(cast, who, sign_in, django_assert_max_num_queries, count):
    for n in range(count):
        enter(who, title=f"Справка {n}")
    client = sign_in(cast.curator)
    client.get(reverse("document_list"))
    with django_assert_max_num_queries(10):
        client.get(reverse("document_list"))


def test_numbers_sort_as_numbers(cast, who, sign_in):
    for number in ("10", "9", "100"):
        enter(who, number=number)
    rows = sign_in(cast.curator).get(reverse("document_list"), {"sort": "number"}).context["list"].rows
    numbers = [row.document.number for row in rows if row.document.recorded]
    assert numbers == ["9", "10", "100"]
