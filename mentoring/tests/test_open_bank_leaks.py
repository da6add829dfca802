"""Nothing leaves the college that its mentor has not chosen: every field holds a canary, the open pages hold none (R05)."""

from datetime import date

import pytest
from django.db import models
from django.urls import reverse

from mentoring.choices import PublicField
from mentoring.kit.text import fold
from mentoring.models import Competence, Direction, ListEntry, MentorGroup, MentorGroupEvidence, Unit
from mentoring.queries.load import load_by_mentor
from mentoring.tests import make, outside

CANARY = "Канарейка{}"


@pytest.fixture
def mentor(college):
    """A mentor whose every text is a canary of its own, with pairs, marks, groups and a second consent."""
    organization = outside.partner("КанарейкаОрганизация", email="kanareyka@org.example", phone="канарейкател")
    mentor = make.mentor("Незнамов Глеб Львович", consent=False)
    person = mentor.person
    fill(person, skip=("last_name", "first_name", "patronymic", "gender", "employment", "category", "email"))
    person.email, person.phone, person.birth_date = "kanareyka@mail.example", "+7 900 555-55-55", date(1971, 3, 9)
    person.employment, person.organization, person.category = "partner", organization, "highest"
    person.teaching_since, person.unit = date(1995, 9, 1), Unit.objects.create(name="КанарейкаПодразделение")
    person.name_cases = {"gen": "КанарейкаПадеж"}
    person.save()
    fill(mentor, skip=("mode",))
    mentor.forms, mentor.kinds, mentor.capacity = ["partner_teacher"], ["virtual"], 7
    mentor.motivation = ListEntry.objects.create(list="motivation", code="kanareyka", name="КанарейкаПоощрение")
    mentor.save()
    group = MentorGroup.objects.create(code="kan", name="КанарейкаГруппа")
    MentorGroupEvidence.objects.create(mentor=mentor, group=group, evidence="КанарейкаДоказательство")
    competence = Competence.objects.create(code="kan", name="КанарейкаКомпетенция")
    mentor.competence_marks.create(competence=competence, own=2, confirmed=5)
    weak = Competence.objects.create(code="weak", name="КанарейкаСлабость")
    mentor.competence_marks.create(competence=weak, own=5, confirmed=2)
    mentor.directions.set([Direction.objects.create(code="kan", name="КанарейкаНаправление", short="Канарейканапр")])
    make.give_consent(person, "partner_mentor")
    make.pair([person], [make.mentee("Канарейкин Ученик Петрович").person])
    return mentor


def fill(row, skip=()):
    for field in row._meta.fields:
        if isinstance(field, models.CharField | models.TextField) and field.name not in skip and not field.choices:
            setattr(row, field.name, CANARY.format(field.name)[: field.max_length or 100])


CHOSEN = {
    "post": "Канарейкаpost",
    "organization": "КанарейкаОрганизация",
    "subjects": "Канарейкаsubjects",
    "category": "высшая категория",
    "experience": "стажа",
    "directions": "Канарейканапр",
    "forms": "Социальный партнёр",
    "kinds": "Виртуальное",
    "competences": "КанарейкаКомпетенция",
    "achievements": "Канарейкаachievements",
    "places": "Есть места",
}
NEVER = (
    "mail.example", "555-55-55", "org.example", "канарейкател", "1971", "КанарейкаПадеж", "КанарейкаПодразделение",
    "КанарейкаПоощрение", "КанарейкаГруппа", "КанарейкаДоказательство", "КанарейкаСлабость", "Канарейкин",
    "Канарейкаschedule", "Канарейкаmotivation_note", "Канарейкаsort_key", "Канарейкаsearch_key", "слова согласия",
)  # fmt: skip


def pages(client, publication):
    """Everything anybody gets of the card: the list, its searches, the card, the form."""
    card = reverse("bank_detail", args=[publication.slug])
    found = [client.get(path) for path in (reverse("bank_list"), card)]
    found.append(client.get(reverse("bank_ask"), {"mentor": publication.slug}))
    assert [page.status_code for page in found] == [200] * 3
    return "".join(page.content.decode() + str(page.headers) for page in found)


def test_with_nothing_chosen_there_is_a_name_and_nothing_else(mentor, client):
    publication = outside.published(mentor)
    page = fold(pages(client, publication))
    assert fold("Незнамов Глеб Львович") in page
    choices_of_page = {"forms", "kinds", "directions"}  # the college's own lists stand in the search
    for field, canary in CHOSEN.items():
        if field not in choices_of_page:
            assert fold(canary) not in fold(_cards(client, publication)), field
    for canary in NEVER:
        assert fold(canary) not in page, canary
    assert "Виртуальное" not in _cards(client, publication)
    assert "Социальный партнёр" not in _cards(client, publication)
    assert fold("канарейканапр") not in fold(_cards(client, publication))


def _cards(client, publication):
    """What is said of the mentor himself: his card's page and his part of the list."""
    detail = client.get(reverse("bank_detail", args=[publication.slug])).content.decode()
    listed = client.get(reverse("bank_list")).content.decode()
    return detail + listed.split('<ul class="bank">')[1].split("Как это устроено")[0]


@pytest.mark.parametrize("field", [str(code) for code in PublicField])
def test_a_chosen_field_is_shown_and_no_other(field, mentor, client):
    publication = outside.published(mentor, fields=[field])
    said = fold(_cards(client, publication))
    assert fold(CHOSEN[field]) in said
    for other, canary in CHOSEN.items():
        if other != field:
            assert fold(canary) not in said, other
    everything = fold(pages(client, publication))
    for canary in NEVER:
        assert fold(canary) not in everything, canary


def test_all_fields_still_show_no_contact_load_or_key(mentor, client):
    publication = outside.published(mentor, fields=[str(code) for code in PublicField], about="Помогаю начать.")
    page = pages(client, publication)
    for canary in NEVER:
        assert fold(canary) not in fold(page), canary
    assert load_by_mentor([mentor.pk])[mentor.pk] == 1
    for words in ("из 7", "свободно", f"/people/{mentor.pk}"):
        assert words not in page, words


@pytest.mark.parametrize(
    ("form", "shown", "not_shown"),
    [
        ("full", "Незнамов Глеб Львович", ""),
        ("short", "Незнамов Г.\xa0Л.", "Глеб"),
        ("first", "Глеб Львович", "Незнамов"),
    ],
)
def test_the_name_is_as_chosen(form, shown, not_shown, mentor, client):
    page = pages(client, outside.published(mentor, name_form=form))
    assert shown in page
    assert not not_shown or not_shown not in page


@pytest.mark.parametrize(
    "query",
    [
        {"q": "Канарейкаsubjects"},
        {"q": "Канарейкаpost"},
        {"q": "Канарейкаachievements"},
        {"q": "КанарейкаОрганизация"},
        {"q": "kanareyka@mail.example"},
        {"q": "Незнамов"},
        {"direction": "kan"},
        {"form": "partner_teacher"},
        {"free": "1"},
    ],
)
def test_a_search_finds_nobody_by_what_is_not_shown(query, mentor, client):
    """The surname is hidden too: only «Глеб Львович» is agreed to."""
    outside.published(mentor, name_form="first")
    page = client.get(reverse("bank_list"), query).content.decode()
    assert "По этим условиям никого нет" in page


def test_a_search_finds_by_what_is_shown(mentor, client):
    outside.published(mentor, fields=[str(code) for code in PublicField])
    for query in ({"q": "канарейкаSUBJECTS"}, {"direction": "kan"}, {"form": "partner_teacher"}, {"free": "1"}):
        page = client.get(reverse("bank_list"), query).content.decode()
        assert "Нашёлся 1\xa0наставник из 1" in page, query


def test_achievements_written_later_wait_for_the_check(mentor, client):
    publication = outside.published(mentor, fields=["achievements"])
    mentor.achievements = "Ещё не проверено"
    mentor.save()
    assert "Ещё не проверено" not in pages(client, publication)


@pytest.mark.parametrize("gone", ["hidden", "consent", "mentor_consent", "retired", "left", "draft", "bank"])
def test_whatever_closes_a_card_closes_it_at_once(gone, mentor, client):
    publication = outside.published(mentor, fields=["post"])
    card = reverse("bank_detail", args=[publication.slug])
    assert client.get(card).status_code == 200
    close(publication, gone)
    assert client.get(card).status_code == 404
    page = client.get(reverse("bank_list"))
    assert "Незнамов" not in page.content.decode()
    ask = client.get(reverse("bank_ask"), {"mentor": publication.slug})
    assert "Незнамов" not in ask.content.decode()


def close(publication, how):
    person = publication.mentor.person
    if how == "hidden":
        publication.hidden = True
    elif how == "consent":
        person.consents.filter(kind="publish").update(state="revoked", revoked_on=date(2026, 10, 1))
    elif how == "mentor_consent":
        person.consents.filter(kind="partner_mentor").update(state="revoked", revoked_on=date(2026, 10, 1))
    elif how == "retired":
        type(publication.mentor).objects.update(retired_on=date(2026, 10, 1))
    elif how == "left":
        type(person).objects.filter(pk=person.pk).update(left_on=date(2026, 10, 1))
    elif how == "draft":
        publication.shown = None
    else:
        from mentoring.models import Setting
        from mentoring.office import forget

        Setting.objects.filter(code="bank_open").update(value=False)
        forget()
    publication.save()


def test_a_hidden_and_an_unknown_card_are_answered_alike(mentor, client):
    publication = outside.published(mentor, hidden=True)
    hidden = client.get(reverse("bank_detail", args=[publication.slug]))
    unknown = client.get(reverse("bank_detail", args=["AAAAAAAAAAAAAAAA"]))
    assert hidden.status_code == unknown.status_code == 404
    own = publication.slug.encode()
    assert hidden.content.replace(own, b"") == unknown.content.replace(b"A" * 16, b"")


def test_one_card_and_three_ask_the_database_alike(mentor, client, django_assert_num_queries):
    fields = [str(code) for code in PublicField]
    outside.published(mentor, fields=fields)
    client.get(reverse("bank_list"))
    with django_assert_num_queries(5):
        client.get(reverse("bank_list"))
    for name in ("Первый Иван Ильич", "Второй Иван Ильич"):
        outside.published(make.mentor(name), fields=fields)
    with django_assert_num_queries(5):
        client.get(reverse("bank_list"))
