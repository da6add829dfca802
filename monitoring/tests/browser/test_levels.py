"""Show 4 of issue 5 in Chromium: one program through all four levels, its page looked at on a desk and on a phone (R45)."""

import pytest

from monitoring.tests.journey import levels
from monitoring.tests.journey.clock import Clock
from monitoring.tests.journey.paper import words_of_pdf
from monitoring.tests.journey.road import Road

from .conftest import DESK, PHONE
from .gallery import gallery
from .mouse import MouseHands

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("one_at_a_time"),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_one_program_through_all_four_levels(cast, new_page, live_server, monkeypatch):
    keep = gallery("levels")

    def hands(phone):
        return MouseHands(new_page(phone=phone), live_server.url, keep, phone=phone, script=True)

    road = Road(cast, hands, Clock(monkeypatch))
    levels.play(road)
    curator = road.at("curator")
    levels.says_the_same(words_of_pdf(curator.download("Скачать PDF")))
    _fits_a_phone(curator)
    assert [line for one in road.everyone() for line in one.trouble] == []


def _fits_a_phone(curator):
    curator.page.set_viewport_size(PHONE)
    curator.page.reload()
    assert curator.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    curator.sees(*levels.FIGURES)
    curator.phone = True
    curator.shot("levels")
    curator.page.set_viewport_size(DESK)
    curator.phone = False
