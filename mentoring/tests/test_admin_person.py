"""People, roles, logins and the bank in the administration: the same actions, the same words of refusal (R01–R03, R07)."""

import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import resolve, reverse

from mentoring.actions.bank import make_mentor
from mentoring.choices import Role
from mentoring.models import (
    Competence,
    Direction,
    JournalEntry,
    Letter,
    Mentee,
    MenteeGroup,
    Mentor,
    MentorGroup,
    Person,
    RoleAssignment,
    User,
)
from mentoring.tests import make
from mentoring.tests.admin import act_on, confirm, enter, page, save, shown, words
from mentoring.tests.standing import scene

NEW = {
    "last_name": "Ёлкина",
    "first_name": "Алёна",
    "patronymic": "Петровна",
    "post": "преподаватель",
    "email": "Elkina@College.example",
    "hired_on": "01.09.2026",
}


@pytest.fixture
def curator(cast, client):
    return enter(client, cast.curator)


@pytest.fixture
def administrator(cast, client):
    return enter(client, cast.admin)


def card(person):
    return page(Person, "change", person.pk)


# The staff card


def test_a_person_is_registered_by_the_action(cast, curator):
    answer = save(curator, page(Person, "add"), **NEW)
    person = Person.objects.get(last_name="Ёлкина")
    assert answer.url == card(person)
    assert words(answer) == ["Готово. Добавлено: Ёлкина Алёна Петровна"]
    assert (person.email, person.gender, person.search_key[:6]) == ("elkina@college.example", "f", "елкина")
    assert person.name_cases["dat"] == "Ёлкиной Алёне Петровне"
    entry = JournalEntry.objects.get(event="person_created")
    assert (entry.author, entry.role, entry.person) == (cast.curator, "curator", person)
    assert not LogEntry.objects.exists(), "our journal tells the story, admin's own log stays empty"


def test_a_change_is_told_in_the_history_field_by_field(cast, curator):
    save(curator, card(cast.mentor), post="методист", phone="+7 900 000-00-00")
    cast.mentor.refresh_from_db()
    assert cast.mentor.post == "методист"
    assert "методист" in cast.mentor.search_key
    html = curator.get(page(Person, "history", cast.mentor.pk)).content.decode()
    assert "должность: «преподаватель» → «методист»" in html
    assert "Белова\u00a0О.\u00a0Н., куратор" in html


def test_a_refusal_comes_back_word_for_word_and_keeps_what_was_typed(cast, curator):
    answer = save(curator, page(Person, "add"), **{**NEW, "email": cast.mentor.email})
    html = answer.content.decode()
    assert f"Почта {cast.mentor.email} уже у Ковалёва Марина Сергеевна. Исправьте одну." in html
    assert "Ёлкина" in html
    assert not Person.objects.filter(last_name="Ёлкина").exists()
    assert not JournalEntry.objects.exists()


def test_the_address_of_a_login_is_changed_by_the_administrator_alone(cast, client):
    enter(client, cast.curator)
    answer = save(client, card(cast.mentor), email="new@college.example")
    assert "По этой почте человек входит. Её меняет администратор." in answer.content.decode()
    enter(client, cast.admin)
    assert save(client, card(cast.mentor), email="new@college.example").status_code == 302
    assert User.objects.get(person=cast.mentor).email == "new@college.example"


def test_the_birth_date_is_the_curators(cast, client):
    enter(client, cast.admin)
    assert "birth_date" not in shown(client, card(cast.mentor))
    save(client, card(cast.mentor), birth_date="01.01.1980", phone="1")
    cast.mentor.refresh_from_db()
    assert (cast.mentor.birth_date, cast.mentor.phone) == (None, "1")
    enter(client, cast.curator)
    save(client, card(cast.mentor), birth_date="01.01.1980")
    cast.mentor.refresh_from_db()
    assert str(cast.mentor.birth_date) == "1980-01-01"


def test_who_saves_second_sees_both_texts(cast, curator):
    typed = {**shown(curator, card(cast.mentor)), "post": "методист", "_continue": "1"}
    save(curator, card(cast.mentor), post="заведующий", phone="12")
    answer = curator.post(card(cast.mentor), typed)
    html = answer.content.decode()
    assert "изменил(а) этот раздел" in html
    assert "Сейчас сохранено: заведующий" in html
    assert 'value="методист"' in html
    cast.mentor.refresh_from_db()
    assert cast.mentor.post == "заведующий"
    from mentoring.tests.admin import controls

    assert curator.post(card(cast.mentor), {**controls(html), "_continue": "1"}).status_code == 302
    cast.mentor.refresh_from_db()
    assert cast.mentor.post == "методист", "saving again means «my text»"


def test_a_card_posted_without_its_mark_is_not_saved(cast, curator):
    answer = save(curator, card(cast.mentor), post="методист", seen=None)
    assert "кто-то ещё изменил этот раздел" in answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"last_name": "Ё" * 10000},
        {"last_name": "😀😀", "first_name": "\u202e\u0007"},
        {"hired_on": "31.02.2026"},
        {"hired_on": "0000-00-00"},
        {"hired_on": "01.01.0001"},
        {"teaching_since": "сто лет"},
        {"email": "не почта"},
        {"unit": "999999999999999999999"},
        {"unit": "abc"},
        {"supervisor": "-1"},
        {"employment": "<script>"},
        {"last_name": "a\x00b"},
    ],
)
def test_bad_input_is_told_beside_the_field(cast, curator, typed):
    answer = save(curator, page(Person, "add"), **{**NEW, **typed})
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert "errorlist" in answer.content.decode()


def test_people_are_found_whatever_the_case_and_yo(cast, curator):
    person = make.person("Ёжикова Алёна Семёновна", post="мастер")
    for asked in ("ежикова", "ЁЖИКОВА алена", "МАСТЕР ёжик", "семеновна"):
        html = curator.get(page(Person), {"q": asked}).content.decode()
        assert person.full_name in html, asked
        assert cast.mentor.full_name not in html
    found = curator.get(
        reverse("admin:autocomplete"),
        {"app_label": "mentoring", "model_name": "roleassignment", "field_name": "person", "term": "ежик"},
    ).json()
    assert [row["text"] for row in found["results"]] == [person.full_name]


def test_filters_of_people(cast, curator):
    for query in ("work=left", "login=none", "role=curator", f"unit__id__exact={cast.unit.pk}", "role=нет"):
        assert curator.get(f"{page(Person)}?{query}").status_code == 200
    html = curator.get(f"{page(Person)}?role=curator").content.decode()
    assert cast.curator.full_name in html
    assert cast.mentor.full_name not in html


def test_a_card_with_documents_is_not_deleted(cast, curator):
    answer = curator.post(page(Person, "delete", cast.mentor.pk), {"post": "yes"})
    assert words(answer) == ["Есть приказы и программы. Карточку не удаляют: отметьте уход на её странице."]
    assert Person.objects.filter(pk=cast.mentor.pk).exists()


def test_selected_people_are_invited_and_the_rest_is_told_why(cast, curator):
    ready = make.person("Яшина Ольга Ивановна")
    silent = make.person("Юдин Пётр Ильич", email=None)
    check = act_on(curator, Person, "invite", [ready, silent])
    assert "Нет электронной почты. Впишите её в карточку." in check.content.decode()
    answer = confirm(curator, Person, check)
    assert words(answer) == [
        "Готово. Отправить приглашения: 1 из 2 – Яшина Ольга Ивановна.",
        "Юдин Пётр Ильич: Нет электронной почты. Впишите её в карточку.",
    ]
    assert Letter.objects.filter(code="account_invite", person=ready).exists()
    silent.refresh_from_db()
    assert silent.user is None


# Roles


def test_a_role_is_given_and_ended_by_the_actions(cast, curator):
    since = {"person": cast.outsider.pk, "role": "psychologist", "since": "01.09.2026"}
    assert save(curator, page(RoleAssignment, "add"), **since).status_code == 302
    role = RoleAssignment.objects.get(person=cast.outsider)
    path = page(RoleAssignment, "change", role.pk)
    assert set(shown(curator, path)) & {"role", "person", "since", "acting"} == set()
    save(curator, path, until="20.11.2026")
    role.refresh_from_db()
    assert str(role.until) == "2026-11-20"
    assert set(JournalEntry.objects.values_list("event", flat=True)) == {"role_assigned", "role_ended"}
    assert "Роль уже завершена" in curator.get(path).content.decode()
    assert curator.post(path, {"until": "30.11.2026"}).status_code == 403


def test_the_curator_grants_neither_the_administrators_role_nor_his_own(cast, curator):
    offered = curator.get(page(RoleAssignment, "add")).content.decode()
    assert 'value="admin"' not in offered
    forged = {"person": cast.outsider.pk, "role": "admin", "since": "01.09.2026"}
    assert save(curator, page(RoleAssignment, "add"), **forged).status_code == 200
    own = {"person": cast.curator.pk, "role": "director", "since": "01.09.2026"}
    assert "Себе роль не назначают" in save(curator, page(RoleAssignment, "add"), **own).content.decode()
    assert not RoleAssignment.objects.filter(person=cast.outsider).exists()


def test_a_second_director_is_refused_in_words(cast, administrator):
    second = {"person": cast.outsider.pk, "role": Role.DIRECTOR, "since": "01.09.2026"}
    assert "Директор уже есть" in save(administrator, page(RoleAssignment, "add"), **second).content.decode()


# Logins


def test_logins_are_kept_by_the_administrator(cast, client):
    enter(client, cast.admin)
    path = page(User, "change", cast.curator.user.pk)
    assert save(client, path, is_staff="on").status_code == 302
    assert User.objects.get(pk=cast.curator.user.pk).is_staff
    save(client, page(User, "change", cast.mentor.user.pk), is_active=None)
    assert not User.objects.get(pk=cast.mentor.user.pk).is_active
    assert (
        "Свой вход меняет другой администратор" in client.get(page(User, "change", cast.admin.user.pk)).content.decode()
    )
    refused = save(client, page(User, "change", cast.outsider.user.pk), is_staff="on")
    assert "Сначала назначьте роль" in refused.content.decode()


def test_sessions_of_selected_logins_end(cast, administrator):
    check = act_on(administrator, User, "end_sessions", [cast.mentor.user, cast.admin.user])
    answer = confirm(administrator, User, check)
    assert words(answer)[0].startswith("Готово. Завершить сеансы: 1 из 2")
    assert "Свой вход меняет другой администратор" in words(answer)[1]
    assert User.objects.get(pk=cast.mentor.user.pk).sessions_epoch == 1


# The bank


@scene
def mentor(cast):
    groups = {MentorGroup.objects.first(): "диплом"}
    return make_mentor(
        cast.outsider, by=cast.actor("curator"), at=make.moment(), groups=groups, capacity=3,
        directions=list(Direction.objects.filter(code="method")), forms=["teacher_teacher"], kinds=["traditional"],
        own_marks={Competence.objects.first(): 4}, since=make.moment().date(),
    )  # fmt: skip


def test_a_mentors_record_is_changed_by_the_action(cast, curator, mentor):
    path = page(Mentor, "change", mentor.pk)
    directions = [str(row.pk) for row in Direction.objects.filter(code__in=["method", "law"])]
    assert save(curator, path, capacity="5", directions=directions, kinds=["traditional", "group"]).status_code == 302
    mentor.refresh_from_db()
    assert (mentor.capacity, mentor.kinds, mentor.lock_version) == (5, ["traditional", "group"], 1)
    assert mentor.group_evidence.get().evidence == "диплом", "what the form does not hold stays"
    assert mentor.competence_marks.get().own == 4
    changes = JournalEntry.objects.get(event="mentor_changed").changes
    assert {change["part"] for change in changes} == {"сколько наставляемых", "виды", "направления"} - (
        {"направления"} if Direction.objects.filter(code="law").count() == 0 else set()
    )


def test_capacity_below_the_load_is_refused_in_words(cast, curator):
    record = Mentor.objects.get(person=cast.mentor)
    make.pair([cast.mentor], [make.mentee().person])
    answer = save(curator, page(Mentor, "change", record.pk), capacity="1")
    assert "меньше поставить нельзя" in answer.content.decode()
    assert Mentor.objects.get(pk=record.pk).capacity == 3


def test_a_mentee_is_entered_and_changed_by_the_actions(cast, curator):
    young = str(MenteeGroup.objects.get(code="young").pk)
    answer = save(curator, page(Mentee, "add"), person=str(cast.outsider.pk), groups=young)
    assert answer.status_code == 302
    record = Mentee.objects.get(person=cast.outsider)
    refused = save(curator, page(Mentee, "change", record.pk), contract_number="7")
    assert "Договор и практику указывают стажёру" in refused.content.decode()
    assert save(curator, page(Mentee, "change", record.pk), note="Первый год").status_code == 302
    record.refresh_from_db()
    assert (record.note, record.contract_number) == ("Первый год", "")
    again = save(curator, page(Mentee, "add"), person=str(cast.outsider.pk), groups=young)
    assert "уже в списке наставляемых" in again.content.decode()


def test_mentors_with_pairs_are_not_taken_out_of_the_bank(cast, curator, mentor):
    busy = Mentor.objects.get(person=cast.mentor)
    check = act_on(curator, Mentor, "retire", [busy, mentor])
    answer = confirm(curator, Mentor, check)
    assert words(answer)[0] == f"Готово. Вывести из банка: 1 из 2 – {cast.outsider.full_name}."
    assert "Сначала завершите программы или измените проекты пар" in words(answer)[1]
    mentor.refresh_from_db()
    busy.refresh_from_db()
    assert (bool(mentor.retired_on), busy.retired_on) == (True, None)


@pytest.mark.parametrize("who", ["curator", "admin"])
def test_every_button_above_a_card_leads_somewhere(client, cast, who):
    """A button that acts is a form of its own: as a link it would answer «метод не разрешён»."""
    enter(client, getattr(cast, who))
    stranger = make.person("Зимина Ольга Павловна", login=False, email="zimina@college.example")
    gone = make.person("Уходов Пётр Ильич", left_on=date(2026, 9, 1))
    acts = set()
    for person in (stranger, gone):
        html = client.get(page(Person, "change", person.pk)).content.decode()
        tools = html.split('class="object-tools"')[1].split("</ul>")[0]
        for link in re.findall(r'href="([^"]+)"', tools):
            assert client.get(link).status_code == 200, link
        acts |= {
            resolve(action).view_name: client.post(action).status_code
            for action in re.findall(r'action="([^"]+)"', tools)
        }.items()
    assert acts == {("person_invite", 302), ("person_return", 302)}
