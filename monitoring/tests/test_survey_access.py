"""Who may see surveys, answers and results: cast × objects (R41, principle 9)."""

from mentoring.models import PairMember
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.access.survey import (
    invitations_for,
    managed_surveys_for,
    may_read_named,
    may_see_result,
    named_responses_for,
    readers_by_name,
    surveys_for,
    versions_for,
)
from monitoring.models import Response
from monitoring.tests import make_survey as ms

PARTS = ("curator", "director", "supervisor", "mentor", "mentee", "other_mentor", "other_mentee", "admin", "outsider")


@scene
def curator(cast):
    return cast.actor("curator")


@scene
def survey(cast, curator):
    """A running survey about the mentor's pair alone."""
    return ms.running(curator, [ms.program(cast.pair)])


def seen(cast, queryset_for):
    return {part for part in PARTS if queryset_for(cast.actor(part)).exists()}


def test_a_running_survey_is_seen_by_the_office_and_by_the_mentor_it_is_about(cast, survey):
    assert seen(cast, surveys_for) == {"curator", "director", "mentor"}
    assert seen(cast, managed_surveys_for) == {"curator"}
    assert seen(cast, versions_for) == {"curator"}
    assert seen(cast, invitations_for) == {"mentee"}


def test_a_draft_is_the_curators_alone(cast, curator):
    ms.draft(curator, [ms.program(cast.pair)])
    assert seen(cast, surveys_for) == {"curator"}
    assert seen(cast, invitations_for) == set()


def test_a_survey_of_mentors_is_not_about_a_mentor(cast, curator):
    ms.running(curator, [ms.program(cast.pair)], code="l1_mentor_v1")
    assert seen(cast, surveys_for) == {"curator", "director"}
    assert seen(cast, invitations_for) == {"mentor"}


def test_named_answers_are_the_curators_alone_with_the_reason_for_others(cast, curator, survey):
    assert may_read_named(curator, survey)
    assert may_read_named(cast.actor("director"), survey).reason == "Ответы по имени видит только куратор."
    refusal = may_read_named(cast.actor("mentor"), survey).reason
    assert refusal == "Ответы по имени видит куратор. Ваш общий итог – от 5 ответивших."


def test_only_sent_sheets_are_read_by_name(cast, curator, survey):
    invitation = ms.invitations(survey)[0]
    ms.responses.start(invitation, by=cast.actor("mentee"), at=ms.ago(hours=1))
    assert not named_responses_for(curator, survey).exists()
    ms.answer(invitation, 8)
    assert named_responses_for(curator, survey).count() == 1
    for part in PARTS[1:]:
        assert not named_responses_for(cast.actor(part), survey).exists()


def test_results_open_after_closing_to_the_office(cast, curator, survey):
    assert not may_see_result(curator, survey)
    ms.surveys.close(survey, by=curator, at=ms.ago(hours=0))
    survey.refresh_from_db()
    assert may_see_result(curator, survey)
    assert may_see_result(cast.actor("director"), survey)
    assert "Ваш общий итог" in may_see_result(cast.actor("mentor"), survey).reason


# A curator who is a mentor herself


def both(cast):
    """A curator who mentors three of eight people."""
    curator_mentor = make.mentor(person=cast.curator).person
    mine = ms.group_program(3, mentor=curator_mentor)
    return mine, ms.group_program(8, start=10)


def test_a_curator_never_reads_sheets_about_her_own_program(cast, curator):
    mine, other = both(cast)
    survey = ms.running(curator, [mine, other])
    assert not may_read_named(curator, survey), "before closing nobody knows how many answers could be subtracted"
    for invitation in ms.invitations(survey):
        ms.answer(invitation, 8)
    ms.surveys.close(survey, by=curator, at=ms.ago(hours=0))
    survey.refresh_from_db()
    refusal = may_read_named(curator, survey)
    assert not refusal, "eleven published minus eight read would give her own three away"
    assert "по разности" in refusal.reason
    assert not named_responses_for(curator, survey).exists()


def test_another_curator_reads_them(cast, curator):
    mine, other = both(cast)
    second = make.person("Сидорова Ирина Павловна", roles=["curator"])
    survey = ms.closed(curator, [mine, other], [8] * 11)
    assert named_responses_for(make.actor(second), survey).count() == 11


def test_where_nothing_was_published_the_other_sheets_are_open(cast, curator):
    mine, other = both(cast)
    survey = ms.running(curator, [mine, other])
    asked = [one for one in ms.invitations(survey) if one.program == other][:3] + [
        one for one in ms.invitations(survey) if one.program == mine
    ][:1]
    for invitation in asked:
        ms.answer(invitation, 8)
    ms.surveys.close(survey, by=curator, at=ms.ago(hours=0))
    survey.refresh_from_db()
    assert survey.release["level"] == "few"
    assert {one.invitation.program for one in named_responses_for(curator, survey)} == {other}


def test_many_hidden_sheets_leave_the_others_open_and_stay_hidden(cast, curator):
    mine = ms.group_program(10, mentor=make.mentor(person=cast.curator).person)
    other = ms.group_program(6, start=12)
    survey = ms.closed(curator, [mine, other], [8] * 16)
    assert {one.invitation.program for one in named_responses_for(curator, survey)} == {other}
    assert Response.objects.filter(invitation__program=mine).count() == 10


def test_exact_figures_less_the_sheets_read_are_never_those_of_five_to_nine(cast, curator):
    """Of six people bands alone are told; twelve published exactly minus six read would tell every mark of hers."""
    mine = ms.group_program(6, mentor=make.mentor(person=cast.curator).person)
    survey = ms.closed(curator, [mine, ms.group_program(6, start=10)], [8] * 12)
    assert survey.release["level"] == "full"
    assert not may_read_named(curator, survey)
    banded = ms.closed(curator, [mine, ms.group_program(3, start=20)], [8] * 9)
    assert banded.release["level"] == "bands"
    assert may_read_named(curator, banded)


def test_a_published_cell_is_counted_apart(cast, curator):
    """Ten of hers in all, but only two in the unit whose figures are published beside named sheets of its others."""
    first, second = make.unit("Первая"), make.unit("Вторая")
    her = make.mentor(person=cast.curator).person
    mine = ms.program(make.pair([her], [*ms.mentees(2, unit=first), *ms.mentees(8, start=5, unit=second)]))
    other = ms.group_program(6, start=14, unit=first)
    survey = ms.closed(curator, [mine, other], [8] * 16, dimension="unit")
    assert not may_read_named(curator, survey)
    whole = ms.closed(curator, [mine, other], [8] * 16)
    assert may_read_named(curator, whole)


def test_words_of_an_incomplete_sheet_are_not_found_by_subtraction_either(cast, curator):
    """It is in no figure, but its words stand among the published ones."""
    mine = ms.group_program(1, mentor=make.mentor(person=cast.curator).person)
    survey = ms.running(curator, [mine, ms.group_program(10, start=5)])
    for invitation in ms.invitations(survey):
        skip = tuple(f"s{n:02d}" for n in range(1, 8)) if invitation.program == mine else ()
        ms.answer(invitation, 8, text="Слова", skip=skip)
    ms.surveys.close(survey, by=curator, at=ms.ago(hours=0))
    survey.refresh_from_db()
    assert Response.objects.filter(index__isnull=True).count() == 1
    assert not may_read_named(curator, survey)


def test_a_former_mentor_of_the_pair_counts_as_a_participant(cast, curator):
    program = ms.program(cast.pair)
    PairMember.objects.create(
        pair=cast.pair, person=cast.curator, side="mentor", since=program.since, until=program.since
    )
    survey = ms.running(curator, [program])
    assert not may_read_named(curator, survey)


def test_readers_are_named_truly(cast, curator, survey):
    invitation = ms.invitations(survey)[0]
    assert list(readers_by_name(invitation)) == [cast.curator]
    cast.pair.members.filter(side="mentor").update(person=cast.curator)
    assert list(readers_by_name(invitation)) == []
    make.person("Сидорова Ирина Павловна", roles=["curator"])
    assert [person.last_name for person in readers_by_name(invitation)] == ["Сидорова"]
