"""Help by role: every answer leads to a page that is there and open to that role; the footer finds the right part."""

import re

import pytest
from django.urls import get_resolver, reverse

from mentoring.actions.setting import change_setting
from mentoring.models import Setting
from mentoring.queries.help import article, texts
from mentoring.tests import make
from mentoring.tests.standing import scene

CLAUSES = {"2", "3", "4.1", "4.2", "4.4", "5.3", "5.4"}


@scene
def people(cast):
    """{role: somebody who holds it}."""
    council = make.person("Советова Вера Павловна", login=True, roles=("council",))
    cast.admin.user.is_staff = True
    cast.admin.user.save()
    return {"council": council, **{role: getattr(cast, role) for role in texts() if role != "council"}}


def written(role):
    """(part, question) of the article's file."""
    return [(part, question) for part in texts()[role]["parts"] for question in part["questions"]]


def page(client, role):
    response = client.get(reverse("help_role", args=[role]))
    assert response.status_code == 200
    return response.content.decode()


def test_these_roles_have_help():
    assert set(texts()) == {"curator", "director", "mentor", "mentee", "supervisor", "council", "admin"}


@pytest.mark.parametrize("role", sorted(texts()))
def test_every_answer_leads_to_a_page_open_to_the_role(role, people, sign_in):
    client = sign_in(people[role], role)
    help_page = article(make.actor(people[role]), role)
    addresses = {url for part in help_page.parts for question in part.questions for url, _ in question.links}
    answers = {url: client.get(url, follow=True).status_code for url in addresses}
    assert addresses
    assert {url: code for url, code in answers.items() if code != 200} == {}
    assert all(question.links for part in help_page.parts for question in part.questions)


@pytest.mark.parametrize("role", sorted(texts()))
def test_every_anchor_of_the_list_is_on_the_page_once(role, people, sign_in):
    html = page(sign_in(people[role], role), role)
    anchors = re.findall(r'href="#([a-z]+(?:-\d+)?)"', html)
    assert len(anchors) > len(written(role))
    assert [anchor for anchor in anchors if html.count(f'id="{anchor}"') != 1] == []


@pytest.mark.parametrize("role", sorted(texts()))
def test_answers_are_short_and_name_clauses_of_the_regulation(role):
    assert [q["ask"] for _, q in written(role) if len(q["answer"].split()) > 60] == []
    assert [part["code"] for part in texts()[role]["parts"] if not 0 < len(part["questions"]) <= 5] == []
    assert {q["clause"] for _, q in written(role) if "clause" in q} <= CLAUSES


@pytest.mark.parametrize("role", sorted(texts()))
def test_a_part_names_pages_that_exist_and_a_page_has_one_part(role):
    pages = [name for part in texts()[role]["parts"] for name in part["pages"]]
    known = {key for key in get_resolver().reverse_dict if isinstance(key, str)}
    assert set(pages) - known == set()
    assert len(pages) == len(set(pages))


def test_the_footer_leads_from_a_page_to_its_questions(cast, sign_in):
    client = sign_in(cast.mentor)
    html = client.get(reverse("meeting_list")).content.decode()
    assert '<a href="/help/mentor/#meetings">Помощь по этой странице</a>' in html
    assert 'id="meetings"' in page(client, "mentor")


def test_a_page_nobody_asks_about_leads_to_the_whole_help(cast, sign_in):
    html = sign_in(cast.mentor).get(reverse("display_settings")).content.decode()
    assert '<a href="/help/mentor/">Помощь наставнику</a>' in html


def test_the_footer_follows_the_role_shown_now(cast, sign_in):
    make.mentor(person=cast.mentee)
    home = reverse("home")
    assert "/help/mentee/#home" in sign_in(cast.mentee, "mentee").get(home).content.decode()
    assert "/help/mentor/#home" in sign_in(cast.mentee, "mentor").get(home).content.decode()


def test_several_roles_switch_between_their_helps(cast, sign_in):
    make.mentor(person=cast.mentee)
    html = page(sign_in(cast.mentee, "mentee"), "mentee")
    assert '<a href="/help/mentor/">Помощь наставнику</a>' in html
    assert "/help/curator/" not in html


def test_a_role_without_help_gets_the_common_pages(cast, sign_in):
    hr = make.person("Кадрова Инна Олеговна", login=True, roles=("hr",))
    html = sign_in(hr).get(reverse("help_how_it_works")).content.decode()
    assert "Как работает система" in html
    assert "Помощь " not in html


def test_a_guest_gets_the_common_page_only(client, college):
    assert client.get(reverse("help_role", args=["mentor"])).status_code == 302
    html = client.get(reverse("help_how_it_works")).content.decode()
    assert "Помощь" not in html


def test_there_is_no_help_for_an_unknown_role(cast, sign_in):
    assert sign_in(cast.curator).get("/help/accountant/").status_code == 404


def test_numbers_are_those_of_the_college(cast, sign_in):
    change_setting(Setting.objects.get(code="survey_threshold"), 9, by=cast.actor("curator"), at=make.moment())
    assert "От 9 ответивших" in page(sign_in(cast.mentor), "mentor")


def test_a_question_to_the_curator_comes_with_its_subject(cast, sign_in):
    html = sign_in(cast.mentor).get(reverse("help_ask_curator"), {"about": "mentor.program"}).content.decode()
    assert "О чём: Помощь наставнику: Программа." in html
    assert "?subject=%D0%9F" in html


@pytest.mark.parametrize("about", ["mentor", "mentor.none", "nobody.program", "mentor.program\nBcc: x@example.com"])
def test_any_other_subject_is_left_out(about, cast, sign_in):
    html = sign_in(cast.mentor).get(reverse("help_ask_curator"), {"about": about}).content.decode()
    assert "subject=" not in html
    assert "О чём" not in html


def test_help_costs_no_queries_of_its_own(cast, sign_in, django_assert_max_num_queries):
    client = sign_in(cast.curator)
    page(client, "curator")
    with django_assert_max_num_queries(6):
        page(client, "curator")
