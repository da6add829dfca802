"""Both mirror questionnaires ask whether the conditions are as the regulation wants them (R41, clause 4.2)."""

from django.apps import apps

from monitoring import starter
from monitoring.models import InstrumentVersion


def test_both_mirror_questionnaires_ask_about_the_conformity_of_conditions(college):
    for code in ("l1_mentee_v1", "l1_mentor_v1"):
        asked = InstrumentVersion.objects.get(instrument__code=code).questions.get(code="k01")
        assert "положение" in asked.text
        assert (asked.kind, asked.subscale, asked.in_index) == ("scale_1_10", "P", False)


def test_an_answered_version_gets_the_question_in_the_next_one(college):
    version = InstrumentVersion.objects.get(instrument__code="l1_mentor_v1")
    version.questions.filter(code="k01").delete()
    asked = version.questions.count()
    InstrumentVersion.objects.filter(pk=version.pk).update(state="published")
    starter.add_conditions(lambda name: apps.get_model("monitoring", name))
    newer = InstrumentVersion.objects.get(instrument__code="l1_mentor_v1", number=2)
    assert (newer.state, newer.questions.count(), version.questions.count()) == ("draft", asked + 1, asked)
