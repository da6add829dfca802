"""Show 2 of issue 5 without a browser: the same story by Django's client (R40)."""

import pytest
from django.test import Client

from mentoring.tests.make import PASSWORD
from monitoring.models import InstrumentVersion, Response
from monitoring.tests import make_survey as ms
from monitoring.tests.journey import instrument as story
from monitoring.tests.journey.client import ClientHands


def test_a_questionnaire_is_built_answered_and_scored(cast):
    ms.program(cast.pair)
    desk = ClientHands(Client())
    desk.enter(cast.curator.email, PASSWORD)
    story.build(desk)
    version = InstrumentVersion.objects.get(title=story.TITLE)
    assert (version.state, version.questions.filter(in_index=True).count()) == ("published", 3)
    story.launch(desk)
    phone = ClientHands(Client(), phone=True)
    phone.enter(cast.mentee.email, PASSWORD)
    phone.visit(f"/surveys/invitations/{ms.Invitation.objects.get().pk}/")
    story.answer(phone)
    response = Response.objects.get()
    assert response.index == pytest.approx(story.INDEX) == pytest.approx(66.6667, abs=0.001)
    kept = {answer.question.text: answer for answer in response.answers.select_related("question")}
    assert kept[story.INDEXED[2]].text == story.REASON
    assert (kept[story.DESCRIPTIVE].number, kept[story.HOURS].amount) == (2, 12)
