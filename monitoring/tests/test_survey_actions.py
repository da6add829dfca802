"""A survey from draft to its one release (R41, decisions 17–19)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.actions import survey as actions
from monitoring.choices import Dimension
from monitoring.models import AnonymousText, Answer, Invitation, Response, Survey
from monitoring.tests import make_survey as ms
from programs.models import Program


@scene
def curator(cast):
    return cast.actor("curator")


@scene
def program(cast):
    return ms.program(cast.pair)


def now():
    return timezone.now()


# The draft


def test_a_draft_asks_the_mentees_of_its_programs_and_writes_to_nobody(cast, curator, program):
    group = ms.group_program(3)
    survey = ms.draft(curator, [program, group])
    assert survey.state == "draft"
    assert survey.mode == "confidential"
    assert {one.person for one in ms.invitations(survey)} == {cast.mentee, *group.pair.mentees}
    assert not Letter.objects.exists()


def test_the_mentors_questionnaire_asks_mentors(cast, curator, program):
    survey = ms.draft(curator, [program], code="l1_mentor_v1")
    assert [one.person for one in ms.invitations(survey)] == [cast.mentor]


def test_who_left_before_the_end_and_who_stood_in_are_not_asked(cast, curator, program):
    left, stand_in = ms.mentees(2)
    members = program.pair.members
    members.create(person=left, side="mentee", since=program.since, until=today() - timedelta(days=1))
    members.create(person=stand_in, side="mentee", since=program.since, is_substitute=True)
    assert [one.person for one in ms.invitations(ms.draft(curator, [program]))] == [cast.mentee]


def test_a_finished_program_is_asked_with_those_who_stayed_to_its_end(cast, curator):
    ended = today() - timedelta(days=3)
    program = ms.program(cast.pair, state="completed", ended_on=ended)
    cast.pair.members.update(until=ended)
    assert [one.person for one in ms.invitations(ms.draft(curator, [program]))] == [cast.mentee]


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "admin", "outsider"])
def test_only_the_curator_makes_surveys(cast, program, part):
    with pytest.raises(Refused, match="Анкеты ведёт куратор"):
        ms.draft(cast.actor(part), [program])


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"threshold": 4}, "Порог не бывает меньше 5"),
        ({"text_threshold": 9}, "Порог не бывает меньше 10"),
        ({"threshold": 12, "text_threshold": 11}, "Порог не бывает меньше 12"),
        ({"title": ""}, "Укажите название"),
        ({"title": "а" * 201}, "Укажите название"),
        ({"dimension": "mentor"}, "Выберите разбивку"),
    ],
)
def test_a_draft_is_refused_in_words(curator, program, fields, reason):
    with pytest.raises(Refused, match=reason):
        ms.draft(curator, [program], **fields)
    assert not Survey.objects.exists()


def test_the_setting_raises_the_floor_of_the_threshold(curator, program):
    Setting.objects.filter(code="survey_threshold").update(value=7)
    forget()
    with pytest.raises(Refused, match="Порог не бывает меньше 7"):
        ms.draft(curator, [program], threshold=6)
    assert ms.draft(curator, [program], threshold=7).threshold == 7


def test_programs_of_another_year_or_without_work_are_not_asked(cast, curator, program):
    draft = ms.program(cast.other_pair, state="draft")
    with pytest.raises(Refused, match="Спрашивать некого"):
        ms.draft(curator, [program, draft])
    with pytest.raises(Refused, match="Спрашивать некого"):
        actions.create(
            version=ms.version(), year=make.year(2025, current=False), title="Анкета", dimension="none",
            deadline=ms.term(), programs=[program], threshold=5, text_threshold=10, by=curator, at=now(),
        )  # fmt: skip


def test_a_draft_is_edited_whole_and_a_running_survey_never(cast, curator, program):
    survey = ms.draft(curator, [program])
    other = ms.program(cast.other_pair)
    values = {
        "version": survey.version, "year": survey.year, "title": "Другая", "dimension": Dimension.UNIT,
        "deadline": ms.term(20), "programs": [other], "threshold": 6, "text_threshold": 10,
    }  # fmt: skip
    actions.edit(survey, **values, by=curator, at=now())
    survey.refresh_from_db()
    assert (survey.title, survey.dimension, survey.threshold) == ("Другая", "unit", 6)
    assert [one.person for one in ms.invitations(survey)] == [cast.other_mentee]
    actions.launch(survey, by=curator, at=now())
    with pytest.raises(Refused, match="Режим не меняется после запуска: людям обещан прежний"):
        actions.edit(survey, **values, by=curator, at=now())


def test_a_draft_may_be_discarded_and_a_running_survey_not(curator, program):
    survey = ms.draft(curator, [program])
    actions.discard(survey, by=curator, at=now())
    assert not Survey.objects.exists()
    running = ms.running(curator, [program])
    with pytest.raises(Refused, match="её можно только закрыть"):
        actions.discard(running, by=curator, at=now())
    assert Survey.objects.filter(pk=running.pk).exists()


# Launch


def test_launch_freezes_the_questionnaire_and_writes_the_mode_to_everybody(cast, curator, program):
    survey = ms.running(curator, [program])
    survey.version.refresh_from_db()
    assert (survey.state, survey.version.state) == ("running", "published")
    letter = Letter.objects.get(code="survey_invited")
    invitation = ms.invitations(survey)[0]
    assert letter.person == cast.mentee
    assert "ответы с вашим именем увидит только куратор" in letter.body
    assert letter.path == f"/surveys/invitations/{invitation.pk}/"
    assert "аноним" not in letter.body.lower()


@pytest.mark.parametrize("part", ["director", "mentor", "mentee"])
def test_only_the_curator_launches(cast, curator, program, part):
    survey = ms.draft(curator, [program])
    with pytest.raises(Refused):
        actions.launch(survey, by=cast.actor(part), at=now())
    survey.refresh_from_db()
    assert survey.state == "draft"


def test_launch_is_refused_with_a_past_term_an_empty_form_and_of_few_without_names(curator, program):
    late = ms.draft(curator, [program], deadline=today())
    with pytest.raises(Refused, match="Срок ответа уже прошёл"):
        actions.launch(late, by=curator, at=now())
    anonymous = ms.draft(curator, [program])
    Survey.objects.filter(pk=anonymous.pk).update(mode="anonymous")
    anonymous.refresh_from_db()
    with pytest.raises(Refused, match="анонимных итогов не будет"):
        actions.launch(anonymous, by=curator, at=now())
    empty = ms.draft(curator, [program])
    empty.version.questions.all().delete()
    with pytest.raises(Refused, match="В бланке нет ни одного вопроса"):
        actions.launch(empty, by=curator, at=now())
    assert not Letter.objects.exists()


def test_a_second_launch_is_refused_and_sends_nothing(curator, program):
    survey = ms.draft(curator, [program])
    stale = Survey.objects.get(pk=survey.pk)
    actions.launch(survey, by=curator, at=now())
    with pytest.raises(Refused):
        actions.launch(stale, by=curator, at=now())
    assert Letter.objects.count() == 1


# Reminders and terms


def test_a_reminder_goes_only_to_those_who_have_not_answered(curator):
    group = ms.group_program(3)
    survey = ms.running(curator, [group])
    ms.answer(ms.invitations(survey)[0])
    assert actions.remind(survey, by=curator, at=now()) == 2
    waited = {letter.person for letter in Letter.objects.filter(code="survey_reminder")}
    assert waited == {one.person for one in ms.invitations(survey)[1:]}


def test_reminders_are_spaced_and_counted(curator, program):
    survey = ms.draft(curator, [program])
    actions.launch(survey, by=curator, at=ms.ago(hours=3))
    with pytest.raises(Refused, match="Недавно уже писали"):
        actions.remind(survey, by=curator, at=now())
    start = ms.ago(hours=3)
    actions.remind(survey, by=curator, at=start + timedelta(hours=25))
    survey.refresh_from_db()
    with pytest.raises(Refused, match="Недавно уже писали"):
        actions.remind(survey, by=curator, at=start + timedelta(hours=26))
    actions.remind(survey, by=curator, at=start + timedelta(hours=50))
    survey.refresh_from_db()
    with pytest.raises(Refused, match="Напомнили уже 2"):
        actions.remind(survey, by=curator, at=start + timedelta(hours=90))
    assert Letter.objects.filter(code="survey_reminder").count() == 2


def test_nobody_is_reminded_when_all_have_answered_or_the_survey_is_closed(cast, curator, program):
    survey = ms.running(curator, [program])
    ms.answer(ms.invitations(survey)[0])
    with pytest.raises(Refused, match="Напоминать некому"):
        actions.remind(survey, by=curator, at=now())
    actions.close(survey, by=curator, at=now())
    survey.refresh_from_db()
    with pytest.raises(Refused, match="Анкета не идёт"):
        actions.remind(survey, by=curator, at=now())
    with pytest.raises(Refused, match="Анкеты ведёт куратор"):
        actions.remind(survey, by=cast.actor("director"), at=now())


def test_two_curators_reminding_at_once_send_one_round(curator, program):
    survey = ms.running(curator, [program])
    stale = Survey.objects.get(pk=survey.pk)
    actions.remind(survey, by=curator, at=now())
    with pytest.raises(Refused, match="только что отправлено"):
        actions.remind(stale, by=curator, at=now())
    assert Letter.objects.filter(code="survey_reminder").count() == 1


def test_one_person_gets_more_time_and_the_others_do_not(curator):
    survey = ms.running(curator, [ms.group_program(2)])
    first, second = ms.invitations(survey)
    actions.extend(first, deadline=ms.term(30), by=curator, at=now())
    assert [one.deadline for one in ms.invitations(survey)] == [ms.term(30), second.deadline]
    entry = JournalEntry.objects.get(event="survey_extended")
    assert first.person.last_name not in entry.heading
    with pytest.raises(Refused, match="Новый срок должен быть позже"):
        actions.extend(second, deadline=second.deadline, by=curator, at=now())


def test_a_sent_sheet_and_a_closed_survey_have_no_longer_term(cast, curator, program):
    survey = ms.running(curator, [program])
    invitation = ms.invitations(survey)[0]
    with pytest.raises(Refused):
        actions.extend(invitation, deadline=ms.term(30), by=cast.actor("mentor"), at=now())
    ms.answer(invitation)
    with pytest.raises(Refused, match="Ответы уже отправлены"):
        actions.extend(ms.invitations(survey)[0], deadline=ms.term(30), by=curator, at=now())


# Closing


def test_closing_freezes_one_release_and_deletes_unsent_sheets(curator):
    survey = ms.running(curator, [ms.group_program(8)])
    people = ms.invitations(survey)
    for invitation in people[:6]:
        ms.answer(invitation, 8)
    ms.responses.start(people[6], by=make.actor(people[6].person), at=now())
    actions.close(survey, by=curator, at=now())
    survey.refresh_from_db()
    assert survey.state == "closed"
    assert survey.release["level"] == "bands"
    assert Response.objects.count() == 6
    letter = Letter.objects.filter(code="survey_results").first()
    assert "5–9" in letter.body
    assert " 6 " not in letter.body


def test_below_the_threshold_the_survey_closes_as_few_and_no_letter_goes(curator):
    survey = ms.closed(curator, [ms.group_program(8)], [9, 9, 9, 9])
    assert (survey.state, survey.release["level"]) == ("closed_few", "few")
    assert not Letter.objects.filter(code="survey_results").exists()


def test_the_threshold_of_the_survey_itself_decides(curator):
    survey = ms.closed(curator, [ms.group_program(8)], [9] * 7, threshold=8)
    assert survey.state == "closed_few"


def test_a_closed_survey_is_not_closed_again(curator):
    survey = ms.closed(curator, [ms.group_program(5)], [9, 8, 7, 6, 5])
    before = survey.release
    Answer.objects.update(number=1)
    with pytest.raises(Refused, match="Анкета уже закрыта"):
        actions.close(survey, by=curator, at=now())
    survey.refresh_from_db()
    assert survey.release == before


@pytest.mark.parametrize("part", ["director", "mentor", "mentee"])
def test_only_the_curator_closes(cast, curator, program, part):
    survey = ms.running(curator, [program])
    with pytest.raises(Refused):
        actions.close(survey, by=cast.actor(part), at=now())
    survey.refresh_from_db()
    assert (survey.state, survey.release) == ("running", None)


def test_nothing_that_happens_later_changes_the_release(curator):
    """One release: late edits, deleted people and moved people change nothing (policy 2.3, rule 5)."""
    group = ms.group_program(7, unit=make.unit("Первая"))
    survey = ms.closed(curator, [group], [9, 8, 7, 6, 5, 9, 2], dimension=Dimension.UNIT)
    before = survey.release
    Answer.objects.update(number=1)
    Invitation.objects.filter(survey=survey).first().delete()
    group.pair.mentees[3].unit = make.unit("Вторая")
    group.pair.mentees[3].save()
    survey.refresh_from_db()
    assert survey.release == before


def test_texts_wait_for_ten_writers_of_the_very_question(curator):
    survey = ms.running(curator, [ms.group_program(12)])
    for number, invitation in enumerate(ms.invitations(survey)):
        ms.answer(invitation, 8, text=f"слова {number}" if number < 9 else "")
    actions.close(survey, by=curator, at=now())
    assert not AnonymousText.objects.exists()


def test_texts_from_ten_are_kept_without_author_and_hidden_until_moderated(curator):
    survey = ms.closed(curator, [ms.group_program(11)], [8] * 10, text="Спасибо")
    texts = AnonymousText.objects.filter(survey=survey)
    assert texts.count() == 30  # three open questions; the one about low marks was not asked
    assert not texts.filter(shown=True).exists()
    shown = list(texts[:2])
    assert actions.moderate(survey, shown=shown, by=curator, at=now()) == 2
    assert set(texts.filter(shown=True)) == set(shown)
    actions.moderate(survey, shown=shown[:1], by=curator, at=now())
    assert list(texts.filter(shown=True)) == shown[:1]


def test_texts_of_another_survey_are_not_moderated_here(curator):
    first = ms.closed(curator, [ms.group_program(10)], [8] * 10, text="Первая")
    second = ms.closed(curator, [ms.group_program(10, start=10)], [8] * 10, text="Вторая")
    alien = list(second.texts.all()[:3])
    assert actions.moderate(first, shown=alien, by=curator, at=now()) == 0
    assert not AnonymousText.objects.filter(shown=True).exists()


def test_only_the_curator_moderates_and_archives(cast, curator):
    survey = ms.closed(curator, [ms.group_program(5)], [9] * 5)
    with pytest.raises(Refused):
        actions.moderate(survey, shown=[], by=cast.actor("director"), at=now())
    with pytest.raises(Refused):
        actions.archive(survey, by=cast.actor("director"), at=now())
    actions.archive(survey, by=curator, at=now())
    survey.refresh_from_db()
    assert survey.state == "archived"


def test_programs_are_never_changed_by_a_survey(curator, program):
    ms.closed(curator, [program], [9])
    assert Program.objects.get(pk=program.pk).state == "active"
