"""Drafts that cannot go into an order yet: no page calls them ready, no order is made of them, the curator is told."""

from datetime import date

import pytest
from django.urls import reverse

from mentoring.actions import order as orders
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import IssuedDocument, Pair
from mentoring.queries import deeds
from mentoring.queries.pair_list import pair_list
from mentoring.queries.request import request_path, request_tag
from mentoring.queries.request_detail import full_requests, request_page
from mentoring.queries.request_list import request_list
from mentoring.tests import make
from mentoring.tests.waiting import deeds_of

AT = make.moment("2026-11-18 10:00")


@pytest.fixture
def as_curator(cast, sign_in):
    return sign_in(cast.curator, "curator")


def draft(mentors=None, mentees=None, state="ready", **fields):
    return make.pair(mentors, mentees, state=state, criteria="опыт", since=date(2026, 12, 1), **fields)


def agreed(cast, state, **fields):
    """The request of a teacher whose pair stands in a draft state."""
    mentors = [] if state == "looking" else [cast.mentor]
    pair = draft(mentors, [cast.other_mentee], state=state, **fields)
    row = make.request(cast.other_mentee, state="mentor_agreed", pair=pair)
    return full_requests(type(row).objects.all()).get(pk=row.pk)


@pytest.mark.parametrize(
    ("state", "word", "words", "mine"),
    [
        ("looking", "Ищем наставника", "В паре нет наставника: выберите его.", True),
        ("asked", "Ждём согласия", "Ждём письменного согласия наставника", False),
        ("blocked", "Есть помеха", "В приказ пара пока не войдёт: откройте её и уберите помеху.", True),
        ("ready", "Наставник согласен", "Включите пару в приказ.", True),
        ("in_order", "Приказ на подписи", "Ждём подписи директора.", False),
    ],
)
def test_a_request_tells_how_its_pair_stands(cast, state, word, words, mine):
    tag = request_tag(agreed(cast, state), "curator")
    assert (tag.word, tag.mine) == (word, mine)
    assert tag.sentence.startswith(words)


def test_a_pair_in_a_draft_order_is_not_put_into_another(cast):
    request = agreed(cast, "ready")
    orders.create_order([request.pair], by=cast.actor("curator"), at=AT)
    request = full_requests(type(request).objects.all()).get(pk=request.pk)
    assert request_tag(request, "curator").sentence == "Пара в проекте приказа: проверьте и отправьте его."


def test_without_a_mentor_the_request_stands_at_the_choice(cast):
    request = agreed(cast, "looking")
    steps = {step.name: step for step in request_path(request, "curator")}
    assert (steps["Выбор наставника"].state, steps["Выбор наставника"].mine) == ("current", True)
    page = request_page(cast.actor("curator"), request)
    assert (page.head_tag.word, page.then) == ("Ваш ход", "")


def test_the_list_of_requests_counts_them_as_the_curators_turn(cast):
    agreed(cast, "looking")
    curator = request_list(cast.actor("curator"), {}, today())
    assert [(figure.name, figure.n) for figure in curator.queues] == [("Ваш ход", 1)]
    assert len(request_list(cast.actor("curator"), {"queue": "curator"}, today()).rows) == 1
    assert request_list(cast.actor("curator"), {"queue": "order"}, today()).rows == ()


def test_a_pair_without_a_mentor_waits_at_home(cast):
    pair = agreed(cast, "looking").pair
    (deed,) = deeds_of(deeds.sources(cast.actor("curator"), today()))["fill_pair"]
    assert (deed.title, deed.action_url) == ("Выбрать наставника: Ершов", reverse("pair_edit", args=[pair.pk]))


class TestOrder:
    def test_nothing_to_include_is_refused_and_nothing_is_made(self, cast):
        lone = draft([], state="looking")
        with pytest.raises(Refused, match="В приказ сейчас нечего включить.*не хватает человека"):
            orders.create_order([lone], by=cast.actor("curator"), at=AT)
        assert not IssuedDocument.objects.filter(state="draft").exists()
        assert Pair.objects.get(pk=lone.pk).order_id is None

    def test_an_unready_pair_alone_is_not_added(self, cast):
        order = orders.create_order([draft()], by=cast.actor("curator"), at=AT)
        lone = draft([], state="looking")
        with pytest.raises(Refused, match="нечего включить"):
            orders.add_pairs(order, [lone], by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="Выберите хотя бы одну пару"):
            orders.add_pairs(order, [], by=cast.actor("curator"), at=AT)
        assert Pair.objects.get(pk=lone.pk).order_id is None

    def test_an_open_order_of_the_year_is_offered_instead_of_another(self, cast, as_curator):
        order = orders.create_order([draft()], by=cast.actor("curator"), at=AT)
        pair = draft()
        page = as_curator.get(reverse("pair_list"), {"tab": "draft"}).content.decode()
        assert f'name="order" value="{order.pk}">Добавить в проект приказа' in page
        as_curator.post(reverse("order_create"), {"pair": [pair.pk], "order": str(order.pk)})
        assert Pair.objects.get(pk=pair.pk).order_id == order.pk
        assert IssuedDocument.objects.filter(state="draft").count() == 1

    def test_only_drafts_that_can_go_have_a_tick(self, cast):
        ready, lone = draft(), draft([], state="looking")
        rows = {row.pair.pk: row for row in pair_list(cast.actor("curator"), {"tab": "draft"}, today()).rows}
        assert (rows[ready.pk].selectable, rows[lone.pk].selectable, rows[lone.pk].held) == (True, False, True)


def test_the_pair_page_says_one_thing(cast, as_curator):
    lone = draft([], state="looking")
    page = as_curator.get(reverse("pair_detail", args=[lone.pk])).content.decode()
    assert "Помех нет" not in page
    assert page.count("В паре не хватает человека.") == 2, "under the button and under «Что проверено»"
    assert 'aria-disabled="true"' in page
    assert 'name="pair"' not in page


def test_the_pair_page_adds_to_the_open_order(cast, as_curator):
    order = orders.create_order([draft()], by=cast.actor("curator"), at=AT)
    pair = draft()
    page = as_curator.get(reverse("pair_detail", args=[pair.pk])).content.decode()
    assert "Добавить в проект приказа" in page
    assert reverse("order_add_pairs", args=[order.pk]) in page
    assert "Включить в приказ" not in page
