"""The one page of an anonymous survey and the curator's desk of it."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.tests import make
from mentoring.views import again
from monitoring.actions import survey as surveys
from monitoring.demo.ballots import ask_mentors
from monitoring.models import Participation, Survey
from monitoring.tests import make_survey as ms
from monitoring.tests.test_anonymity import form
from monitoring.tests.test_survey_disclosure import plain


@pytest.fixture
def survey(cast):
    survey, _ = ms.anonymous(cast.actor("curator"), [ms.program(cast.pair), ms.group_program(5, mentor=cast.mentor)])
    return survey


def ballot(survey):
    return reverse("survey_ballot", args=[survey.pk])


def test_a_draft_is_made_anonymous_and_launched_by_hand(cast, sign_in):
    group = ms.group_program(6)
    client = sign_in(cast.curator, "curator")
    data = {
        "version": ms.version().pk, "title": "Как вам программа", "mode": "anonymous", "dimension": "program",
        "deadline": f"{ms.term():%d.%m.%Y}", "threshold": 5, "text_threshold": 10, "programs": [group.pk],
    }  # fmt: skip
    page = plain(client.post(reverse("survey_create"), data))
    assert "Анонимные итоги не разбивают по программам" in page
    client.post(reverse("survey_create"), data | {"dimension": "unit"})
    made = Survey.objects.get()
    assert made.mode == "anonymous"
    launch = reverse("survey_launch", args=[made.pk])
    assert "по именам их не увидит никто" in plain(client.get(launch))
    assert client.post(launch, {"checked": "on"}).status_code == 302
    desk = plain(client.get(reverse("survey_detail", args=[made.pk])))
    assert "Приглашено: 6" in desk
    assert "Порог пока не достигнут" in desk
    assert group.pair.mentees[0].last_name not in desk
    assert "Ответы по имени" not in desk


def test_fewer_people_than_the_threshold_are_not_promised_anonymity(cast, sign_in):
    made = ms.draft(cast.actor("curator"), [ms.group_program(4)], mode="anonymous")
    page = plain(sign_in(cast.curator, "curator").get(reverse("survey_launch", args=[made.pk])))
    assert "Приглашённых меньше 5: анонимных итогов не будет" in page


def test_a_sheet_with_a_gap_comes_back_as_it_was_typed_and_is_not_kept(cast, sign_in, survey):
    client, sheet = sign_in(cast.mentee), form(survey, 7, text="Мои слова")
    first = next(iter(sheet))
    page = client.post(ballot(survey), sheet | {first: ""})
    html = page.content.decode()
    assert page.status_code == 200
    assert "Ответьте на вопрос" in html
    assert html.count("Мои слова") >= 3
    assert "checked" in html
    assert not Participation.objects.filter(answered=True).exists()
    assert not survey.texts.exists()


def test_a_sheet_sent_after_the_session_was_over_is_kept_in_the_page_alone(cast, sign_in, survey, settings):
    """Also where a provider is named: other forms wait for their author in the database."""
    settings.OIDC_ISSUER = "https://id.college.example"
    client = sign_in(cast.mentee)
    client.get("/")
    client.post(reverse("sign_out"))
    page = client.post(ballot(survey), form(survey, 7, text="Мои слова"))
    assert 'name="kept"' in page.text
    assert reverse("sign_in_outside") not in page.text
    assert again.KEPT not in client.session


def test_the_deed_leads_to_the_page_and_goes_after_the_answer(cast, sign_in, survey):
    client = sign_in(cast.mentee)
    home = client.get(reverse("home")).content.decode()
    assert ballot(survey) in home
    assert "Ответить на анонимную анкету" in home
    assert ballot(survey) in client.get(reverse("survey_mine")).content.decode()
    client.post(ballot(survey), form(survey, 8))
    assert ballot(survey) not in client.get(reverse("home")).content.decode()
    assert ballot(survey) not in client.get(reverse("survey_mine")).content.decode()


def test_after_closing_the_page_says_so_to_those_it_was_about_and_the_rest_find_nothing(cast, sign_in, survey):
    surveys.close(survey, by=cast.actor("curator"), at=ms.ago(hours=0))
    assert "Анкета закрыта" in plain(sign_in(cast.mentee).get(ballot(survey)))
    assert sign_in(cast.other_mentee).get(ballot(survey)).status_code == 404
    assert sign_in(cast.curator, "curator").get(ballot(survey)).status_code == 404


def test_the_term_is_moved_for_all(cast, sign_in, survey):
    client, url = sign_in(cast.curator, "curator"), reverse("survey_postpone", args=[survey.pk])
    assert "позже" in plain(client.post(url, {"deadline": f"{today():%d.%m.%Y}"}))
    assert client.post(url, {"deadline": f"{ms.term(40):%d.%m.%Y}"}).status_code == 302
    survey.refresh_from_db()
    assert survey.deadline == ms.term(40)
    named = ms.running(cast.actor("curator"), [ms.group_program(1, start=30)])
    other = plain(client.get(reverse("survey_postpone", args=[named.pk])))
    assert "В конфиденциальной анкете срок продлевают каждому отдельно" in other


@pytest.mark.parametrize("people", [6, 12])
def test_pages_cost_the_same_for_six_and_for_twelve(cast, sign_in, django_assert_max_num_queries, people):
    survey, _ = ms.anonymous(cast.actor("curator"), [ms.program(cast.pair), ms.group_program(people)])
    client = sign_in(cast.mentee)
    client.get(ballot(survey))
    with django_assert_max_num_queries(10):
        client.get(ballot(survey))
    desk = sign_in(cast.curator, "curator")
    desk.get(reverse("survey_detail", args=[survey.pk]))
    with django_assert_max_num_queries(12):
        desk.get(reverse("survey_detail", args=[survey.pk]))
    with django_assert_max_num_queries(12):
        desk.get(reverse("survey_close", args=[survey.pk]))


@pytest.mark.parametrize(("mentors", "state"), [(6, "closed"), (4, None)])
def test_the_demo_plays_a_year_with_enough_mentors(cast, mentors, state):
    for number in range(mentors):
        ms.program(make.pair([make.mentor(f"Наставников{number} Иван Ильич").person], ms.mentees(1, start=number)))
    stage = SimpleNamespace(year=make.year(), curator=cast.actor("curator"), clock=SimpleNamespace(now=ms.ago(hours=0)))
    ask_mentors(stage, ms.ago(days=2), answered=12, closing=ms.ago(days=1))
    assert Survey.objects.values_list("state", flat=True).first() == state
