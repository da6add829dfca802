"""Show 2 of issue 5 in Chromium: built by the keyboard alone, answered at the width of a phone, scored as by hand (R40)."""

import pytest

from mentoring.tests.make import PASSWORD
from monitoring.models import Response
from monitoring.tests import make_survey as ms
from monitoring.tests.journey import instrument as story

from .gallery import gallery
from .keyboard import KeyboardHands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_a_questionnaire_by_keyboard_alone(cast, new_page, live_server, one_at_a_time):
    ms.program(cast.pair)
    desk = KeyboardHands(new_page(), live_server.url, gallery())
    desk.enter(cast.curator.email, PASSWORD)
    story.build(desk)
    story.launch(desk)
    phone = KeyboardHands(new_page(phone=True), live_server.url, gallery(), phone=True)
    phone.enter(cast.mentee.email, PASSWORD)
    phone.visit(f"/surveys/invitations/{ms.Invitation.objects.get().pk}/")
    story.answer(phone)
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Response.objects.get().index == pytest.approx(story.INDEX)
    for hands in (desk, phone):
        assert hands.unseen == []
        assert hands.trouble == []
