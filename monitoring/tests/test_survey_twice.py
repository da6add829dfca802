"""Nobody is asked twice at a time by the same questionnaire, and the dashboard does not fall to a newer empty survey."""

from datetime import date

import pytest
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.actions import survey as surveys
from monitoring.models import Survey
from monitoring.queries.survey.draft import asked_initial, draft_choices, draft_initial, may_launch
from monitoring.tests import make_survey
from monitoring.tests.make_dashboard import board


@scene
def curator(cast):
    return cast.actor("curator")


@scene
def program(cast):
    return make_survey.group_program(5)


def test_a_second_draft_names_who_is_asked_already(curator, program):
    make_survey.running(curator, [program], title="Осень")
    with pytest.raises(Refused, match="На анкету «Осень» .* уже отвечают: .* и ещё 2\xa0человека"):
        make_survey.draft(curator, [program])
    assert Survey.objects.count() == 1


def test_one_person_is_named_with_one_dot(curator, cast):
    program = make_survey.program(cast.pair)
    make_survey.running(curator, [program])
    with pytest.raises(Refused, match="уже отвечают: Жуков\xa0А.\xa0Д\\. Снимите"):
        make_survey.draft(curator, [program])


def test_another_questionnaire_and_other_programs_are_free(curator, program):
    make_survey.running(curator, [program])
    make_survey.draft(curator, [make_survey.group_program(2, start=20)])
    make_survey.draft(curator, [program], code="l1_mentor_v1")
    assert Survey.objects.count() == 3


def test_of_two_drafts_the_second_is_not_launched(curator, program, sign_in, cast):
    first, second = (make_survey.draft(curator, [program], title=title) for title in ("Первая", "Вторая"))
    assert may_launch(second)
    surveys.launch(first, by=curator, at=make_survey.ago(days=1))
    with pytest.raises(Refused, match="На анкету «Первая»"):
        surveys.launch(second, by=curator, at=make_survey.ago(days=1))
    page = sign_in(cast.curator, "curator").get(reverse("survey_launch", args=[second.pk])).content.decode()
    assert "На анкету «Первая»" in page
    assert 'aria-disabled="true"' in page


def test_a_closed_survey_leaves_people_free(curator, program):
    make_survey.closed(curator, [program], [9] * 5)
    assert make_survey.draft(curator, [program])


def test_programs_asked_about_now_are_not_proposed(curator, program):
    free = make_survey.group_program(2, start=20)
    make_survey.running(curator, [program])
    proposed = draft_initial(None, program.year, today(), draft_choices(program.year))["programs"]
    assert proposed == [free.pk]


def test_programs_are_proposed_for_the_questionnaire_that_is_asked_for(curator, program):
    make_survey.running(curator, [program])
    choices = draft_choices(program.year)
    other = next(one for one in choices["versions"] if one.instrument.code == "early_v1")
    initial = draft_initial(None, program.year, today(), choices)
    assert initial["programs"] == []
    assert asked_initial(initial, choices, version=other.pk)["programs"] == [program.pk]


def test_the_figure_stays_with_the_survey_that_was_launched_first(curator, program):
    first = make_survey.running(curator, [program])
    make_survey.answer(make_survey.invitations(first)[0])
    second = make_survey.running(curator, [make_survey.group_program(3, start=20)])
    Survey.objects.filter(pk=first.pk).update(launched_at=make.moment("2026-11-18 10:00"))
    Survey.objects.filter(pk=second.pk).update(launched_at=make.moment("2026-11-19 10:00"))
    assert board(curator, on=date(2026, 11, 21)).figure("satisfaction").few == "ответили 1 из 5, мало данных"
