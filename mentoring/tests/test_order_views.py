"""Pages of orders and of the register: check, requisites, signature, acquaintance, papers (R15, R56, R57)."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.actions import order as orders
from mentoring.models import AcquaintanceMark, Consent, IssuedDocument, Pair, Person, RoleAssignment
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")
LONG = "я" * 10_000


def text(response):
    return response.content.decode()


def read(response):
    return text(response).replace("<b>", "").replace("</b>", "")


def draft(name="Ильина Ольга Петровна", **fields):
    fields.setdefault("criteria", "опыт")
    mentee = make.mentee(f"Ученик{name[:3]} Пётр Ильич").person
    return make.pair([make.mentor(name).person], [mentee], state="ready", since=date(2026, 12, 1), **fields)


@scene
def pairs(cast):
    return [draft(f"{name} Ольга Петровна") for name in ("Ильина", "Котова")]


@scene
def order(cast, pairs):
    return orders.create_order(pairs, by=cast.actor("curator"), at=AT)


@scene
def sent(cast, order, pairs):
    return orders.send_order(order, pair_ids=[p.pk for p in pairs], checked=True, by=cast.actor("curator"), at=AT)


@scene
def signed(cast, sent):
    return orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)


@pytest.fixture
def as_curator(cast, sign_in):
    return sign_in(cast.curator, "curator")


def revoke(pair):
    Consent.objects.filter(person=pair.mentors[0]).update(state="revoked", revoked_on=AT.date())


# From ticked drafts to the director


def test_ticked_drafts_become_an_order(cast, as_curator, pairs):
    page = as_curator.post(reverse("order_create"), {"pair": [p.pk for p in pairs]}, follow=True)
    assert "Проверьте приказ перед отправкой на подпись" in text(page)
    assert "В приказ войдут 2 из 2." in text(page)


@pytest.mark.parametrize("ticked", [[], ["abc"], ["999999"], ["-1"]])
def test_nothing_ticked_is_told(cast, as_curator, pairs, ticked):
    page = as_curator.post(reverse("order_create"), {"pair": ticked}, follow=True)
    assert "Выберите хотя бы одну пару." in text(page)


def test_the_check_shows_every_verdict(cast, as_curator, order, pairs):
    revoke(pairs[0])
    page = text(as_curator.get(reverse("order_check", args=[order.pk])))
    assert "В приказ войдёт 1 из 2." in page
    assert "Не войдёт" in page
    assert "Останется проектом." in page
    assert page.index("Котова") < page.index("Ильина"), "a blocked row stands last"
    assert re.findall(r'name="pair" value="(\d+)"', page) == [str(pairs[1].pk)]
    assert "присвоятся при подписании, ожидается № 1" in page
    assert "куратор О.\u00a0Н.\u00a0Белова" in page
    assert "директор Е.\u00a0В.\u00a0Лаврова" in page


def test_the_order_is_sent(cast, as_curator, order, pairs):
    data = {"pair": [p.pk for p in pairs], "checked": "1"}
    page = as_curator.post(reverse("order_check", args=[order.pk]), data, follow=True)
    assert "Готово. В приказе 2\u00a0пары. Ждём подписи директора до" in read(page)
    again = as_curator.post(reverse("order_check", args=[order.pk]), data, follow=True)
    assert again.status_code == 200
    assert Pair.objects.filter(state="in_order").count() == 2


def test_without_the_tick_nothing_is_sent(cast, as_curator, order, pairs):
    page = as_curator.post(reverse("order_check", args=[order.pk]), {"pair": [p.pk for p in pairs]}, follow=True)
    assert "Отметьте, что проверили состав, сроки и согласия." in text(page)
    assert '<a href="#id_checked">' in text(page)
    assert 'aria-describedby="id_checked_error"' in text(page)
    order.refresh_from_db()
    assert order.state == "draft"


def test_a_consent_revoked_meanwhile_names_the_pair_and_the_rest_can_go(cast, as_curator, order, pairs):
    url = reverse("order_check", args=[order.pk])
    revoke(pairs[0])
    page = as_curator.post(url, {"pair": [p.pk for p in pairs], "checked": "1"}, follow=True)
    assert "Приказ не отправлен. Ильина" in text(page)
    left = re.findall(r'name="pair" value="(\d+)"', text(page))
    page = as_curator.post(url, {"pair": left, "checked": "1"}, follow=True)
    assert "Готово. В приказе 1\u00a0пара." in read(page)


def test_a_stand_in_is_told_as_acting(cast, as_curator):
    """Decision 1: used by itself where the director takes part."""
    make.mentor(person=cast.director)
    deputy = make.person("Замов Иван Петрович", post="заместитель директора")
    RoleAssignment.objects.create(person=deputy, role="director", acting=True, since=date(2020, 1, 1))
    pair = make.pair([cast.director], [cast.mentee], state="ready", criteria="опыт")
    order = orders.create_order([pair], by=cast.actor("curator"), at=AT)
    page = text(as_curator.get(reverse("order_check", args=[order.pk])))
    assert "и. о. директора И.\u00a0П.\u00a0Замов" in page


# Requisites


def requisites(**changes):
    return {"number": "", "basis": "закона", "programs_due": "14.12.2026", "lock_version": 0, **changes}


def test_requisites_are_kept_and_printed(cast, as_curator, order, pairs):
    data = requisites(number="119-к", control="", **{f"agreement_{pairs[0].pk}": "№ 15 от 20.11.2026"})
    as_curator.post(reverse("order_edit", args=[order.pk]), data)
    page = text(as_curator.get(reverse("order_check", args=[order.pk])))
    assert "№ 119-к, дата — при подписании" in page
    assert "14\u00a0декабря 2026\u00a0года" in page
    assert "Контроль за исполнением приказа оставляю за собой." in page
    assert "Бухгалтерии производить выплаты" in page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("number", LONG, "Слишком длинно"),
        ("basis", LONG, "Слишком длинно"),
        ("programs_due", "32.13.26", "Такой даты нет."),
        ("control", "999999", "Выберите из списка."),
        ("signer", "abc", "Выберите из списка."),
        ("lock_version", "", "Исправьте"),
    ],
)
def test_bad_requisites(as_curator, order, field, value, words):
    page = as_curator.post(reverse("order_edit", args=[order.pk]), requisites(**{field: value}))
    assert page.status_code == 200
    assert words in text(page)


def test_a_number_is_not_given_twice(cast, as_curator, order):
    make.order(number="77")
    page = as_curator.post(reverse("order_edit", args=[order.pk]), requisites(number="77"))
    assert "Номер 77 в этом году уже занят." in text(page)


def test_two_windows_of_requisites(cast, as_curator, order):
    url = reverse("order_edit", args=[order.pk])
    as_curator.post(url, requisites(basis="первого"))
    page = as_curator.post(url, requisites(basis="второго"))
    assert "Ваш текст цел" in text(page)
    assert "второго" in text(page)
    order.refresh_from_db()
    assert order.requisites["basis"] == "первого"


def test_pairs_are_added_and_taken_out(cast, as_curator, order, pairs):
    other = draft("Лапина Ольга Петровна")
    as_curator.post(reverse("order_add_pairs", args=[order.pk]), {"pair": [other.pk]})
    assert order.pairs.count() == 3
    as_curator.post(reverse("order_remove_pair", args=[order.pk, other.pk]))
    assert order.pairs.count() == 2
    page = as_curator.post(reverse("order_remove_pair", args=[order.pk, other.pk]), follow=True)
    assert "Этой пары уже нет в приказе." in text(page)


def test_a_doubtful_name_is_corrected_once_and_remembered(cast, as_curator, order, pairs):
    person = pairs[0].mentees[0]
    page = text(as_curator.get(reverse("order_check", args=[order.pk])))
    assert f'name="case-person-{person.pk}-ins"' in page, "a name nobody has declined yet is asked about"
    data = {f"case-person-{person.pk}-ins": "Учеником Петром Ильичом"}
    as_curator.post(reverse("order_cases", args=[order.pk]), data)
    assert Person.objects.get(pk=person.pk).case("ins") == "Учеником Петром Ильичом"
    page = text(as_curator.get(reverse("order_check", args=[order.pk])))
    assert f'name="case-person-{person.pk}-ins"' not in page
    assert "Учеником Петром Ильичом" in page


@pytest.mark.parametrize(
    ("name", "value"), [("case-person-999999-ins", "x"), ("case-person-abc-ins", "x"), ("case-x", "y"), ("case", LONG)]
)
def test_strange_cases_do_no_harm(cast, as_curator, order, name, value):
    assert as_curator.post(reverse("order_cases", args=[order.pk]), {name: value}).status_code in (302, 404)


def test_a_draft_is_deleted_and_its_pairs_stay(cast, as_curator, order, pairs):
    as_curator.post(reverse("order_delete", args=[order.pk]))
    assert not IssuedDocument.objects.filter(pk=order.pk).exists()
    assert Pair.objects.filter(pk__in=[p.pk for p in pairs], state="ready").count() == 2


# The director


def test_the_director_reads_and_signs(cast, sign_in, sent):
    client = sign_in(cast.director, "director")
    page = text(client.get(reverse("order_sign", args=[sent.pk])))
    assert "ПРИКАЗЫВАЮ:" in page
    assert "Ильина Ольга Петровна" in page
    data = {"sha256": sent.sha256, "checked": "1"}
    page = client.post(reverse("order_sign", args=[sent.pk]), data, follow=True)
    assert "Готово. Приказ № 1 подписан, закреплено: 2\u00a0пары. Дальше куратор оформит бумагу" in read(page)
    again = client.post(reverse("order_sign", args=[sent.pk]), data, follow=True)
    assert again.redirect_chain[-1][0] == reverse("document_detail", args=[sent.pk])


def test_the_director_is_told_of_an_obstacle_and_goes_on_with_the_rest(cast, sign_in, sent, pairs):
    revoke(pairs[1])
    client = sign_in(cast.director, "director")
    url = reverse("order_sign", args=[sent.pk])
    page = client.post(url, {"sha256": sent.sha256, "checked": "1"}, follow=True)
    assert "Приказ не подписан. Котова" in text(page)
    assert "Убрать пары с помехой и отправить остальные" in text(page)
    assert "В приказе 1\u00a0пара с помехой. Исключите их или верните куратору." in text(page)
    page = client.post(reverse("order_take_out", args=[sent.pk]), follow=True)
    assert "Прочитайте приказ ещё раз." in text(page)
    assert "Котова" not in text(page)


def test_the_director_returns_with_a_remark(cast, sign_in, sent):
    client = sign_in(cast.director, "director")
    url = reverse("order_return", args=[sent.pk])
    assert "Напишите причину." in text(client.post(url, {"reason": " "}))
    page = client.post(url, {"reason": "Поправьте срок."}, follow=True)
    assert "Приказ у куратора" in text(page)
    page = text(sign_in(cast.curator, "curator").get(reverse("order_check", args=[sent.pk])))
    assert "«Поправьте срок»." in page


def test_a_director_of_a_pair_sees_why_he_does_not_sign(cast, sign_in):
    make.mentor(person=cast.director)
    order = make.order(state="awaiting_signature")
    make.pair([cast.director], [cast.mentee], state="in_order", order=order, criteria="опыт")
    page = text(sign_in(cast.director, "director").get(reverse("order_sign", args=[order.pk])))
    assert "Подписывает исполняющий обязанности директора." in page


# The register


def test_the_register_shows_who_has_read(cast, as_curator, signed, pairs):
    AcquaintanceMark.objects.filter(person=pairs[0].mentees[0]).update(done_at=AT, way="electronic")
    page = text(as_curator.get(reverse("document_list")))
    assert "1 из 5" in page
    assert "Ждём скан" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "закреплении"}, True),
        ({"q": "ЗАКРЕПЛЕНИИ пар"}, True),
        ({"q": "№1"}, True),
        ({"q": "увольнении"}, False),
        ({"q": "ильина"}, True),
        ({"q": "ильина никтонезнает"}, False),
        ({"state": "awaiting_scan"}, True),
        ({"state": "canceled"}, False),
        ({"type": "D13"}, True),
        ({"type": "D99", "year": "x", "page": "99", "sort": "?"}, True),
    ],
)
def test_the_register_is_searched_and_filtered(cast, as_curator, signed, query, found):
    IssuedDocument.objects.exclude(pk=signed.pk).exclude(pairs__state="active").delete()
    page = as_curator.get(reverse("document_list"), query)
    assert page.status_code == 200
    listed = [row.document.pk for row in page.context["list"].rows]
    assert (signed.pk in listed) is found


def test_a_member_finds_only_what_names_him_and_reads_it(cast, sign_in, signed, pairs):
    mentee = pairs[0].mentees[0]
    mentee.user = make.User.objects.create_user(mentee.email, make.PASSWORD)
    mentee.save(update_fields=["user"])
    client = sign_in(mentee)
    listed = [row.document.pk for row in client.get(reverse("document_list")).context["list"].rows]
    assert listed == [signed.pk]
    page = text(client.get(reverse("document_detail", args=[signed.pk])))
    assert "Прочитайте приказ и отметьте ознакомление." in page
    assert "Ильина" not in page.split("Лист ознакомления")[1].split("</table>")[0], "others' marks are not his business"
    reading = text(client.get(reverse("order_acquaint", args=[signed.pk])))
    assert "Приложение № 1" in reading
    assert all(person.full_name in reading for pair in pairs for person in (*pair.mentors, *pair.mentees))
    page = client.post(reverse("order_acquaint", args=[signed.pk]), follow=True)
    assert "Ознакомление отмечено." in text(page)
    again = client.get(reverse("order_acquaint", args=[signed.pk]), follow=True)
    assert "Ознакомлен(а)" in text(again)


def test_the_curator_marks_a_paper_list_and_the_scan(cast, as_curator, signed, pairs):
    mentee = pairs[0].mentees[0]
    page = as_curator.post(
        reverse("order_acquaint_paper", args=[signed.pk]), {"person": [mentee.pk, "abc"]}, follow=True
    )
    assert "На бумаге" in text(page)
    upload = SimpleUploadedFile("скан.pdf", b"%PDF-1.7\n%%EOF\n", "application/pdf")
    page = as_curator.post(reverse("order_scan", args=[signed.pk]), {"file": upload}, follow=True)
    assert "Скан сохранён, документ действует." in text(page)
    scan = as_curator.get(reverse("document_scan_file", args=[signed.pk]))
    assert scan["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("скан.pdf", b"", "Файл пуст."),
        ("скан.exe", b"MZ", "Подойдут PDF, DOCX, JPG, PNG."),
        ("скан.jpg", b"%PDF-1.7", "внутри другое"),
    ],
)
def test_a_bad_scan(as_curator, signed, name, content, words):
    page = as_curator.post(reverse("order_scan", args=[signed.pk]), {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 200
    assert words in text(page)
    assert "Выберите файл." in text(as_curator.post(reverse("order_scan", args=[signed.pk]), {}))


def test_canceling_is_the_directors(cast, sign_in, signed):
    url = reverse("document_cancel", args=[signed.pk])
    page = sign_in(cast.curator, "curator").post(url, {"reason": "ошибка"})
    assert "отменяет директор новым приказом" in text(page)
    page = sign_in(cast.director, "director").post(url, {"reason": "ошибка в сроках"}, follow=True)
    assert "Приказ отменён, пары снова в черновиках." in text(page)


# Papers


def test_a_signed_order_is_printed_once_and_kept(cast, as_curator, signed):
    url = reverse("document_pdf", args=[signed.pk])
    first = b"".join(as_curator.get(url).streaming_content)
    assert first.startswith(b"%PDF")
    signed.refresh_from_db()
    assert signed.pdf_id
    Person.objects.filter(pk=cast.director.pk).update(last_name="Другова")
    assert b"".join(as_curator.get(url).streaming_content) == first


def test_a_draft_is_printed_anew_and_not_kept(cast, as_curator, order):
    response = as_curator.get(reverse("document_pdf", args=[order.pk]))
    assert response.content.startswith(b"%PDF")
    order.refresh_from_db()
    assert order.pdf_id is None


def test_docx_is_saved_under_its_name(cast, as_curator, signed):
    response = as_curator.get(reverse("document_docx", args=[signed.pk]))
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"].startswith("attachment")


def test_a_scan_that_is_not_there_is_a_404(cast, as_curator, signed):
    assert as_curator.get(reverse("document_scan_file", args=[signed.pk])).status_code == 404


# Budgets


@pytest.mark.parametrize("name", ["order_check", "order_sign", "document_detail"])
def test_pages_of_one_order_take_a_constant_number(cast, sign_in, name):
    def of(letters):
        pairs = [draft(f"{letter}льина Ольга Петровна") for letter in letters]
        order = orders.create_order(pairs, by=cast.actor("curator"), at=AT)
        if name == "order_sign":
            orders.send_order(order, pair_ids=[p.pk for p in pairs], checked=True, by=cast.actor("curator"), at=AT)
        return queries_of(client, reverse(name, args=[order.pk]))

    client = sign_in(cast.director, "director") if name == "order_sign" else sign_in(cast.curator, "curator")
    assert of("А") == of("БВГ") <= 12


def test_the_register_takes_a_constant_number(cast, as_curator):
    def grow(*numbers):
        for number in numbers:
            make.order(number=number)
        return queries_of(as_curator, reverse("document_list"))

    assert grow("1-к") == grow("2-к", "3-к") <= 12
