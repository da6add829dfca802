"""What pages and deeds say of orders: what is true after the signature, until when to read, which order is meant."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mentoring.actions import order as orders
from mentoring.kit.dates import today, words
from mentoring.models import AcquaintanceMark, Pair, Setting
from mentoring.office import forget
from mentoring.queries import deeds
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.tests.waiting import deeds_of

AT = make.moment("2026-11-18 10:00")


def read(response):
    return response.content.decode().replace("<b>", "").replace("</b>", "")


@scene
def pair(cast):
    return make.pair([cast.mentor], [cast.mentee], state="ready", criteria="опыт", since=date(2026, 12, 1))


@scene
def order(cast, pair):
    return orders.create_order([pair], by=cast.actor("curator"), at=AT)


@scene
def sent(cast, order, pair):
    return orders.send_order(order, pair_ids=[pair.pk], checked=True, by=cast.actor("curator"), at=AT)


@pytest.mark.parametrize(
    ("scan", "said"),
    [(True, "подписан, закреплено: 1\u00a0пара. Дальше куратор оформит бумагу"), (False, "действует, закреплено:")],
)
def test_the_signature_tells_what_is_true_and_who_is_next(cast, sign_in, sent, scan, said):
    Setting.objects.filter(code="order_needs_scan").update(value=scan)
    forget()
    url, data = reverse("order_sign", args=[sent.pk]), {"sha256": sent.sha256, "checked": "1"}
    page = read(sign_in(cast.director, "director").post(url, data, follow=True))
    assert f"Готово. Приказ № 1 {said}" in page
    assert ("Ждём скан" in page) is scan


def test_the_reader_is_told_until_when_he_reads(cast, sign_in, sent):
    orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    client = sign_in(cast.mentor)
    for due, told in ((today() + timedelta(days=2), "До"), (today() - timedelta(days=2), "Срок был")):
        AcquaintanceMark.objects.filter(document=sent, person=cast.mentor).update(due=due)
        for name in ("order_acquaint", "document_detail"):
            assert f"{told} {words(due)}." in read(client.get(reverse(name, args=[sent.pk])))


def test_orders_of_one_title_differ_by_year_and_composition(cast, sign_in, order):
    group = make.pair([cast.other_mentor], [make.mentee().person, make.mentee().person], state="ready")
    Pair.objects.filter(pk=group.pk).update(order=order)
    page = read(sign_in(cast.curator, "curator").get(reverse("document_list")))
    assert f"{order.type}, {order.year}, 1\u00a0пара, 1\u00a0группа" in page


def test_two_orders_to_sign_are_told_apart_by_their_people(cast, sent):
    other = make.pair([cast.other_mentor], [cast.other_mentee], state="ready", criteria="опыт", since=date(2026, 12, 1))
    second = orders.create_order([other], by=cast.actor("curator"), at=AT)
    orders.send_order(second, pair_ids=[other.pk], checked=True, by=cast.actor("curator"), at=AT)
    told = {deed.text for deed in deeds_of(deeds.sources(cast.actor("director"), today()))["sign_order"]}
    assert told == {"Ковалёва → Жуков.", "Панина → Ершов."}


def test_the_scan_is_asked_for_an_order_with_its_day(cast, sent):
    orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    (deed,) = deeds_of(deeds.sources(cast.actor("curator"), today()))["keep_order"]
    assert deed.title == "Загрузить скан приказа № 1 от 18\u00a0ноября"
