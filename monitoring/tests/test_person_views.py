"""R01–R03: the person's card gathers from all floors and shows each reader no more than is his."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.actions.bank import update_mentor
from mentoring.actions.consent import request_consent
from mentoring.actions.person import assign_role, create_person, update_person
from mentoring.models import Mentor, MentorGroup, Person
from mentoring.tests import make
from programs.models import PlanEvent, Program

AT = make.moment()


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


@pytest.fixture
def see(cast, sign_in):
    def look(part, person, **query):
        client = sign_in(getattr(cast, part), "" if part in {"mentor", "mentee"} else part)
        response = client.get(reverse("person_detail", args=[person.pk]), query)
        assert response.status_code == 200, (part, response.status_code)
        return text(response.content.decode())

    return look


def program(pair, *, done=0, total=0, late=0, state="active", **fields):
    row = Program.objects.create(
        pair=pair, year=pair.year, state=state, since=pair.since, until=pair.until, created_at=AT, **fields
    )
    for n in range(total):
        PlanEvent.objects.create(
            program=row,
            measure=f"Мероприятие {n}",
            state="done" if n < done else "planned",
            due=date(2026, 1, 1) if done <= n < done + late else date(2099, 1, 1),
        )
    return row


def test_pairs_now_with_progress_and_whose_turn(see, cast):
    program(cast.pair, done=5, total=8, late=1)
    words = see("curator", cast.mentor)
    assert "Наставник Жуков А. Д." in words
    assert "традиционное («один на один»), до 30 июня 2027 года" in words
    assert "5 из 8 мероприятий, 1 просрочено" in words
    assert "Действует" in words


def test_places_and_the_one_main_action(see, cast):
    words = see("curator", cast.mentor)
    assert "свободно 2 из 3" in words
    assert "Подобрать наставляемого" in words
    assert "Подобрать наставляемого" not in see("director", cast.mentor)


def test_a_mentee_without_a_mentor_is_offered_one(see, cast):
    alone = make.mentee("Одинокий Олег Ильич").person
    words = see("curator", alone)
    assert "Предложить наставника" in words
    assert "Ещё не был в парах" in words


def test_roles_of_today_and_stand_ins(see, cast):
    assign_role(
        cast.outsider,
        "director",
        since=date(2026, 9, 1),
        acting=True,
        basis="приказ № 7",
        by=cast.actor("curator"),
        at=AT,
    )
    assert "Директор, и. о." in see("curator", cast.outsider)


def test_the_mentor_s_card(see, cast):
    group = MentorGroup.objects.get(code="methodist")
    values = {"groups": {group: "диагностика 2025 года"}, "motivation_note": "соглашение № 47"}
    update_mentor(Mentor.objects.get(pk=cast.mentor.pk), values, seen=0, by=cast.actor("curator"), at=AT)
    for part in ("curator", "director", "mentor"):
        words = see(part, cast.mentor)
        assert "Методист и аналитик: диагностика 2025 года" in words
        assert "соглашение № 47" in words
        assert "Согласие на работу наставником" in words
    for part in ("mentee", "supervisor", "admin"):
        words = see(part, cast.mentor)
        assert "Направления" in words
        assert "диагностика 2025 года" not in words
        assert "соглашение № 47" not in words
        assert "Согласие на работу наставником" not in words


def test_why_somebody_is_helped_is_not_told_to_everyone(see, cast, sign_in):
    reason = "Молодой или начинающий педагог"
    for part in ("curator", "director", "mentee", "supervisor"):
        assert reason.lower() in see(part, cast.mentee).lower()
    assert reason.lower() not in see("mentor", cast.mentee).lower()


def test_the_birth_date_is_the_curator_s_alone(see, cast):
    Person.objects.filter(pk=cast.mentor.pk).update(birth_date=date(1985, 3, 14))
    assert "14 марта 1985 года" in see("curator", cast.mentor)
    for part in ("director", "admin", "mentor", "mentee", "supervisor"):
        assert "1985" not in see(part, cast.mentor)


def test_the_story_is_for_curator_and_director(see, cast):
    update_person(cast.mentor, {"post": "методист"}, by=cast.actor("curator"), at=AT)
    for part in ("curator", "director"):
        words = see(part, cast.mentor)
        assert "Изменена карточка" in words
        assert "должность: «преподаватель» → «методист»" in words
        assert "Ольга Белова, куратор" in words
    for part in ("mentor", "mentee", "admin", "supervisor"):
        assert "Изменена карточка" not in see(part, cast.mentor)


def test_a_short_story_has_no_empty_link(cast, sign_in):
    client = sign_in(cast.curator, "curator")
    assert (
        reverse("person_story", args=[cast.mentor.pk])
        not in client.get(reverse("person_detail", args=[cast.mentor.pk])).content.decode()
    )


def test_a_long_story_opens_whole(see, cast, sign_in):
    for n in range(12):
        update_person(cast.mentor, {"phone": f"доб. {n}"}, by=cast.actor("curator"), at=AT)
    words = see("curator", cast.mentor)
    assert "Все 12 записей" in words
    assert "доб. 0" not in words
    whole = sign_in(cast.curator, "curator").get(reverse("person_story", args=[cast.mentor.pk]))
    assert "доб. 0" in whole.content.decode()


def test_a_refused_consent_leaves_nothing_on_the_card(see, cast, sign_in):
    from mentoring.actions.consent import refuse_consent

    novice = make.mentor("Новиков Олег Ильич", consent=False, login=True).person
    consent = request_consent(novice, "mentor", by=cast.actor("curator"), at=AT)
    refuse_consent(consent, by=make.actor(novice), at=make.moment("2026-11-19 10:00"))
    words = see("director", novice)
    assert "Согласия нет" in words
    assert "Отказ от" not in words
    assert "Ответ получен" not in words


def test_totals_say_what_they_are_made_of(see, cast):
    old = make.pair([cast.mentor], [cast.outsider, cast.other_mentee], state="completed", kind="group")
    program(old, state="completed", ended_on=date(2026, 6, 30))
    Person.objects.filter(pk=cast.outsider.pk).update(left_on=date(2026, 8, 1))
    words = see("curator", cast.mentor)
    assert "1 программа как наставник, все завершены по плану" in words
    assert "1 из 2 наставляемых работают здесь" in words
    assert "Раньше: 1 пара" in words
    assert "наставляемых работают здесь" not in see("mentee", cast.mentor)


def test_others_see_only_the_pairs_they_may_open(see, cast):
    make.pair([cast.mentor], [cast.outsider])
    assert "Орлов" in see("curator", cast.mentor)
    assert "Орлов" not in see("mentee", cast.mentor)


def test_the_mentor_is_told_who_keeps_the_card(see, cast):
    words = see("mentor", cast.mentor)
    assert "Карточку ведёт отдел кадров: изменить можно направления, формы и число мест." in words
    assert "Изменить данные" not in words


def test_invitation_says_why_not(see, cast):
    assert "Вход уже открыт. Забытый пароль меняют на странице входа." in see("curator", cast.mentor)
    guest = create_person(by=cast.actor("curator"), at=AT, last_name="Гостев", first_name="Олег")
    assert "Нет электронной почты. Впишите её в карточку." in see("curator", guest)


def test_a_stranger_s_card_does_not_exist(cast, sign_in):
    assert sign_in(cast.outsider).get(reverse("person_detail", args=[cast.mentor.pk])).status_code == 404
    assert sign_in(cast.curator).get(reverse("person_detail", args=[999_999])).status_code == 404


def test_someone_who_left_says_until_when(see, cast):
    Person.objects.filter(pk=cast.outsider.pk).update(left_on=date(2026, 6, 30))
    words = see("curator", cast.outsider)
    assert "Больше не работает Последний день – 30 июня." in words
    assert "Вернуть на работу" in words


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_pairs_and_entries(cast, sign_in):
    client = sign_in(cast.curator, "curator")
    path = reverse("person_detail", args=[cast.mentor.pk])
    program(cast.pair, done=1, total=2)
    update_person(cast.mentor, {"phone": "доб. 1"}, by=cast.actor("curator"), at=AT)
    few = queries(client, path)
    for n in range(2):
        program(make.pair([cast.mentor], [make.mentee(f"Новый Олег{n}").person]), done=1, total=2)
        update_person(cast.mentor, {"phone": f"доб. {n + 2}"}, by=cast.actor("curator"), at=AT)
    assert queries(client, path) == few <= 12
