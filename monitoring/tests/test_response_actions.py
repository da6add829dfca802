"""Answering: drafts are kept, a sheet is sent once, nobody else learns of it (R41)."""

import pytest
from django.utils import timezone

from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.actions import response as actions
from monitoring.actions import survey as surveys
from monitoring.models import Answer, Invitation, Response
from monitoring.questionnaire import Given
from monitoring.tests import make_survey as ms


@scene
def invitation(cast):
    survey = ms.running(cast.actor("curator"), [ms.program(cast.pair)])
    return ms.invitations(survey)[0]


@scene
def mentee(cast):
    return cast.actor("mentee")


def now():
    return timezone.now()


def question(invitation, code):
    return invitation.survey.version.questions.get(code=code)


def test_starting_twice_opens_the_same_sheet(invitation, mentee):
    first = actions.start(invitation, by=mentee, at=now())
    begun = Invitation.objects.get().started_at
    assert actions.start(invitation, by=mentee, at=now()) == first
    assert Invitation.objects.get().started_at == begun
    assert Response.objects.count() == 1


@pytest.mark.parametrize("part", ["mentor", "curator", "director", "other_mentee", "admin"])
def test_nobody_answers_for_another(cast, invitation, part):
    with pytest.raises(Refused, match="отвечает другой человек"):
        actions.start(invitation, by=cast.actor(part), at=now())
    with pytest.raises(Refused):
        actions.send(invitation, by=cast.actor(part), at=now())
    assert not Response.objects.exists()


def test_half_of_a_page_is_kept_changed_and_forgotten(invitation, mentee):
    s01, s02 = question(invitation, "s01"), question(invitation, "s02")
    actions.save_page(invitation, [Given(s01, number=7), Given(s02)], page=1, by=mentee, at=now())
    assert Answer.objects.get().number == 7
    actions.save_page(invitation, [Given(s01, skipped=True), Given(s02, number=3)], page=2, by=mentee, at=now())
    assert list(Answer.objects.order_by("question__code").values_list("number", "skipped")) == [
        (None, True),
        (3, False),
    ]
    actions.save_page(invitation, [Given(s01), Given(s02, number=3)], page=2, by=mentee, at=now())
    assert Answer.objects.get().question == s02
    assert Response.objects.get().page == 2
    assert Response.objects.get().sent_at is None


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("s01", {"number": 11}),
        ("s01", {"number": 0}),
        ("s01", {"number": 5, "skipped": True}),
        ("d1", {"number": -1}),
        ("o1", {"number": 5}),
        ("d2", {"options": ("никогда",)}),
        ("d2", {"options": ("до 2", "2–4")}),
        ("d3", {"options": ("Консультация", "Беседа", "Вебинар", "Семинар")}),
        ("o1", {"text": "а" * 2001}),
    ],
)
def test_an_answer_the_form_never_offers_is_refused(invitation, mentee, code, values):
    with pytest.raises(Refused):
        actions.save_page(invitation, [Given(question(invitation, code), **values)], page=1, by=mentee, at=now())
    assert not Answer.objects.exists()


def test_a_question_of_another_questionnaire_is_refused(invitation, mentee):
    alien = ms.version("l1_mentor_v1").questions.first()
    with pytest.raises(Refused, match="Такого вопроса в анкете нет"):
        actions.save_page(invitation, [Given(alien, number=5)], page=1, by=mentee, at=now())


def test_a_missing_scale_item_is_named_by_its_number(invitation, mentee):
    rows = [ms.given(q, 8) for q in invitation.survey.version.questions.exclude(code="s04")]
    actions.save_page(invitation, rows, page=1, by=mentee, at=now())
    with pytest.raises(Refused, match=r"Ответьте на вопрос \d+ или отметьте „Не могу оценить“"):
        actions.send(invitation, by=mentee, at=now())
    assert Invitation.objects.get().answered_at is None


def test_a_skip_is_an_answer_and_leaves_the_index(invitation):
    ms.answer(invitation, 8, marks={"s01": 2}, skip=("s01", "s02"))
    assert Response.objects.get().index == pytest.approx(80)


def test_a_sheet_of_skips_has_no_index(invitation):
    ms.answer(invitation, 8, skip=tuple(f"s{n:02d}" for n in range(1, 8)))
    assert Response.objects.get().index is None


def test_t7_a_second_sending_changes_nothing_and_is_no_error(invitation, mentee):
    ms.answer(invitation, 8)
    sent = Response.objects.get()
    again = actions.send(invitation, by=mentee, at=now())
    assert again.answered_at == Invitation.objects.get().answered_at
    assert Response.objects.get().sent_at == sent.sent_at
    assert Answer.objects.filter(response=sent).count() == Answer.objects.count()


def test_after_sending_nothing_can_be_changed(invitation, mentee):
    ms.answer(invitation, 8)
    with pytest.raises(Refused, match="Ответы уже отправлены"):
        actions.save_page(
            invitation_again(), [Given(question(invitation, "s01"), number=1)], page=1, by=mentee, at=now()
        )
    assert not Answer.objects.filter(number=1).exists()


def invitation_again():
    return Invitation.objects.select_related("survey__version__instrument", "person", "program__pair").get()


def test_a_page_saved_beside_the_sending_changes_nothing(cast, invitation, mentee):
    """Two windows: the second one was loaded while the sheet was still open."""
    stale = Invitation.objects.select_related("survey__version__instrument", "person").get(pk=invitation.pk)
    ms.answer(invitation, 9)
    with pytest.raises(Refused, match="Ответы уже отправлены"):
        actions.save_page(stale, [Given(question(stale, "s01"), number=1)], page=1, by=mentee, at=now())
    with pytest.raises(Refused, match="Ответы уже отправлены"):
        actions.start(stale, by=mentee, at=now())
    assert Answer.objects.get(question=question(invitation, "s01")).number == 9


def test_a_page_saved_beside_the_closing_starts_no_sheet(cast, invitation, mentee):
    stale = Invitation.objects.select_related("survey__version__instrument", "person").get(pk=invitation.pk)
    surveys.close(invitation.survey, by=cast.actor("curator"), at=now())
    with pytest.raises(Refused, match="Анкета закрыта"):
        actions.save_page(stale, [Given(question(stale, "s01"), number=1)], page=1, by=mentee, at=now())
    assert not Response.objects.exists()


def test_a_closed_survey_takes_nothing_more(cast, invitation, mentee):
    actions.save_page(invitation, [Given(question(invitation, "s01"), number=5)], page=1, by=mentee, at=now())
    surveys.close(invitation.survey, by=cast.actor("curator"), at=now())
    for act in (
        lambda: actions.start(invitation_again(), by=mentee, at=now()),
        lambda: actions.send(invitation_again(), by=mentee, at=now()),
    ):
        with pytest.raises(Refused, match=r"Анкета закрыта .*Свои слова можно передать куратору"):
            act()


def test_after_ones_own_term_nothing_is_taken_until_it_is_extended(cast, invitation, mentee):
    Invitation.objects.update(deadline=ms.term(-1))
    with pytest.raises(Refused, match="Попросите куратора продлить"):
        actions.start(invitation_again(), by=mentee, at=now())
    surveys.extend(invitation_again(), deadline=ms.term(3), by=cast.actor("curator"), at=now())
    assert actions.start(invitation_again(), by=mentee, at=now())


def test_the_reason_for_a_low_mark_is_kept_only_with_a_low_mark(invitation, mentee):
    rows = [ms.given(q, 9) for q in invitation.survey.version.questions.all() if q.kind != "text"]
    reason = question(invitation, "o4")
    actions.save_page(invitation, [*rows, Given(reason, text="Мало времени")], page=1, by=mentee, at=now())
    actions.send(invitation, by=mentee, at=now())
    assert not Answer.objects.filter(question=reason).exists()


def test_answering_leaves_no_line_in_the_journal_and_no_letter(cast, invitation):
    entries, letters = JournalEntry.objects.count(), Letter.objects.count()
    ms.answer(invitation, 3, text="Не подошло")
    assert (JournalEntry.objects.count(), Letter.objects.count()) == (entries, letters)


def test_the_whole_year_of_one_person_in_two_programs_is_two_sheets(cast, invitation):
    second = ms.program(make.pair([cast.other_mentor], [cast.mentee]))
    survey = ms.running(cast.actor("curator"), [ms.program(make.pair([cast.mentor], [cast.mentee])), second])
    for one in ms.invitations(survey):
        ms.answer(one, 7)
    assert Response.objects.filter(invitation__survey=survey, sent_at__isnull=False).count() == 2
