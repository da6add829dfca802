"""«Мои дела»: a survey to answer, a survey to close, and whom the curator waits for."""

from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.tests.standing import scene
from mentoring.tests.waiting import counts_of, deeds_of, waits_of
from monitoring.queries.deeds import sources, waits
from monitoring.tests import make_survey as ms


def deeds(actor):
    return [deed for found in deeds_of(sources(actor, today())).values() for deed in found]


@scene
def survey(cast):
    return ms.running(cast.actor("curator"), [ms.program(cast.pair)])


def test_a_person_asked_has_a_deed_until_the_answer_is_sent(cast, survey):
    (deed,) = deeds(cast.actor("mentee"))
    assert deed.title.startswith("Ответить на анкету, около четырёх минут, — до ")
    assert (deed.action, deed.late) == ("Начать", False)
    invitation = ms.invitations(survey)[0]
    ms.responses.start(invitation, by=cast.actor("mentee"), at=ms.ago(hours=1))
    assert deeds(cast.actor("mentee"))[0].action == "Продолжить"
    ms.answer(ms.invitations(survey)[0])
    assert deeds(cast.actor("mentee")) == []


def test_nobody_else_has_it(cast, survey):
    for part in ("mentor", "director", "other_mentee", "supervisor", "admin"):
        assert deeds(cast.actor(part)) == []


def test_a_draft_a_past_term_and_a_closed_survey_ask_nothing(cast):
    program = ms.program(cast.pair)
    ms.closed(cast.actor("curator"), [program], [])
    ms.draft(cast.actor("curator"), [program])
    late = ms.running(cast.actor("curator"), [program])
    late.invitations.update(deadline=ms.term(-1))
    assert deeds(cast.actor("mentee")) == []


def test_the_curator_closes_a_survey_everybody_answered_or_whose_term_passed(cast, survey):
    assert deeds(cast.actor("curator")) == []
    ms.answer(ms.invitations(survey)[0])
    (deed,) = deeds(cast.actor("curator"))
    assert deed.title == "Закрыть анкету «Как вам программа»"
    assert "1 из 1 (100\u00a0%)" in deed.text
    late = ms.running(cast.actor("curator"), [ms.program(cast.other_pair)], title="Поздняя")
    late.invitations.update(deadline=ms.term(-1))
    assert {deed.title for deed in deeds(cast.actor("curator"))} == {
        "Закрыть анкету «Как вам программа»",
        "Закрыть анкету «Поздняя»",
    }


def test_an_extended_term_keeps_the_survey_open(cast, survey):
    type(survey).objects.filter(pk=survey.pk).update(deadline=ms.term(-2))
    survey.invitations.update(deadline=ms.term(2))
    assert deeds(cast.actor("curator")) == []


def test_the_curator_waits_for_answers_and_others_do_not(cast, survey):
    (wait,) = waits_of(waits(cast.actor("curator"), today()))
    assert (wait.who, wait.what) == ("1\u00a0человек", "ответы на анкету «Как вам программа»")
    assert waits(cast.actor("mentor"), today()) == []
    ms.answer(ms.invitations(survey)[0])
    assert waits_of(waits(cast.actor("curator"), today())) == []


def test_whom_one_waits_for_is_a_number_and_of_an_anonymous_survey_nothing(cast, survey, sign_in):
    """«Жду от других» never tells who has answered: neither by name nor, of an anonymous survey, by number."""
    unnamed, people = ms.anonymous(cast.actor("curator"), 6, title="Без имён")
    ms.vote(unnamed, people[0])
    for part in ("curator", "director", "mentor"):
        told = waits_of(waits(cast.actor(part), today()))
        assert [wait.who for wait in told] == (["1\u00a0человек"] if part == "curator" else [])
        page = sign_in(getattr(cast, part)).get(reverse("home")).content.decode()
        assert "ответы на анкету «Без имён»" not in page
        assert [person.short_name for person in people if person.short_name in page] == []


def test_the_header_counts_all_sources_in_one_query(cast, survey, django_assert_num_queries):
    group = ms.group_program(3)
    other = ms.running(cast.actor("curator"), [group], title="Вторая")
    for invitation in ms.invitations(other):
        ms.answer(invitation)
    ms.answer(ms.invitations(survey)[0])
    found = sources(cast.actor("curator"), today())
    with django_assert_num_queries(1):
        assert counts_of(found) == {"survey_close": 2}
    assert counts_of(sources(cast.actor("mentee"), today())) == {}
