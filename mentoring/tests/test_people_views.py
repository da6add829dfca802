"""R01–R03: people, the bank, consents, organizations in the browser."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring.actions.consent import request_consent
from mentoring.models import Consent, MentorCompetence, MentorGroup, Organization, Person, RoleAssignment, Unit, User
from mentoring.queries.consent import wording_of
from mentoring.queries.load import load_by_mentor
from mentoring.queries.mentor import BankFilter, asked_mentors
from mentoring.tests import make

AT = make.moment()
LONG = "ы" * 10_000


@pytest.fixture
def client(cast, client):
    """A browser of the curator; sign_in turns it into somebody else's."""
    client.force_login(cast.curator.user, backend="mentoring.authentication.EmailBackend")
    return client


def get(client, name, *args, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200, (name, response.status_code)
    return response.content.decode()


def text(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def seen(client, name, *args, **query):
    return text(get(client, name, *args, **query))


def names_in_order(html):
    """Names of the table's rows, in order."""
    body = html.split("<tbody", 1)[1]
    return re.findall(r'href="/people/\d+/">([^<]+)</a>', body)


def post_words(client, url_name, /, *args, **data):
    response = client.post(reverse(url_name, args=args), data, follow=True)
    assert response.status_code == 200
    return text(response.content.decode())


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def form_of(client, name, *args):
    """What the form of a page would send as it stands."""
    form = client.get(reverse(name, args=args)).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value is True:
            data[field.html_name] = "on"
        elif isinstance(value, list):
            data[field.html_name] = [str(getattr(item, "pk", item)) for item in value]
        elif value not in (None, False, ""):
            data[field.html_name] = str(getattr(value, "pk", value))
    return data


class TestPersonList:
    def test_search_knows_neither_case_nor_yo(self, client, cast):
        make.person("Ёлкин Пётр Ильич")
        assert names_in_order(get(client, "person_list", q="ЕЛКИН петр")) == ["Ёлкин Пётр Ильич"]

    def test_order_puts_yo_beside_ye(self, client, cast):
        for name in ("Ежов Олег", "Ёлкин Олег", "Еремин Олег", "Жуков Олег"):
            make.person(name)
        found = names_in_order(get(client, "person_list", q="Олег"))
        assert found == ["Ежов Олег", "Ёлкин Олег", "Еремин Олег", "Жуков Олег"]
        assert names_in_order(get(client, "person_list", q="Олег", sort="-name")) == found[::-1]

    @pytest.mark.parametrize("sort", ["unit", "-unit", "post", "years", "-years", "hired", "nonsense", "-", "a" * 500])
    def test_any_order_shows_a_page(self, client, sort):
        assert get(client, "person_list", sort=sort)

    def test_tabs_count_what_they_show(self, client, cast):
        make.person("Ушёл Олег", left_on=date(2026, 6, 30))
        html = get(client, "person_list")
        assert "2 наставники" in text(html)
        assert "2 наставляемые" in text(html)
        assert "1 ушли" in text(html)
        assert names_in_order(get(client, "person_list", tab="gone")) == ["Ушёл Олег"]
        assert set(names_in_order(get(client, "person_list", tab="mentors"))) == {
            cast.mentor.full_name, cast.other_mentor.full_name,
        }  # fmt: skip

    def test_filters_by_unit_role_and_group(self, client, cast):
        in_unit = names_in_order(get(client, "person_list", unit=cast.unit.pk))
        assert set(in_unit) == {cast.mentor.full_name, cast.mentee.full_name}
        assert names_in_order(get(client, "person_list", role="director")) == [cast.director.full_name]
        assert set(names_in_order(get(client, "person_list", group="mentee:young"))) == {
            cast.mentee.full_name, cast.other_mentee.full_name,
        }  # fmt: skip

    def test_places_of_mentors_stand_beside_them(self, client, cast):
        assert "свободно 2 из 3" in seen(client, "person_list", tab="mentors")

    @pytest.mark.parametrize(
        "query",
        [
            {"unit": "9" * 40},
            {"unit": "²"},
            {"page": "-1"},
            {"page": "abc"},
            {"q": "😀" * 50},
            {"tab": "nope"},
            {"role": "x"},
            {"group": "mentor:"},
        ],
    )
    def test_a_broken_address_still_shows_a_page(self, client, query):
        assert get(client, "person_list", **query)

    def test_nobody_found_says_what_to_do(self, client):
        assert "Проверьте букву или уберите фильтр" in seen(client, "person_list", q="ъъъ")

    def test_twenty_five_on_a_page(self, client, cast):
        for n in range(30):
            make.person(f"Номеров Олег{n:02d}")
        assert len(names_in_order(get(client, "person_list", q="номеров"))) == 25
        assert len(names_in_order(get(client, "person_list", q="номеров", page=2))) == 5

    def test_a_mentor_sees_his_pair_and_a_head_the_unit(self, cast, sign_in):
        assert set(names_in_order(get(sign_in(cast.mentor), "person_list"))) == {
            cast.mentor.full_name, cast.mentee.full_name,
        }  # fmt: skip
        assert "Мои педагоги" in seen(sign_in(cast.supervisor, "supervisor"), "person_list")

    def test_queries_do_not_grow(self, client, cast):
        few = queries(client, reverse("person_list") + "?q=наставник")
        one = queries(client, reverse("person_list") + f"?q={cast.mentor.last_name}")
        for n in range(2):
            make.mentor(f"{cast.mentor.last_name} Олег{n}")
        assert queries(client, reverse("person_list") + f"?q={cast.mentor.last_name}") == one <= 12
        assert few <= 12


class TestCard:
    def new(self, **fields):
        return {"last_name": "Новикова", "first_name": "Анна", "employment": "staff", "is_teacher": "on"} | fields

    def test_registered_and_shown(self, client):
        words = post_words(client, "person_create", **self.new(email="new@college.example", teaching_since="12"))
        assert "Готово. Карточка заведена: Новикова Анна." in words
        person = Person.objects.get(email="new@college.example")
        assert person.years_of_teaching(date.today()) == 12

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"last_name": ""}, "Укажите фамилию."),
            ({"last_name": LONG}, "Слишком длинно: 10 000 знаков из 100. Сократите на 9900."),
            ({"email": "не почта"}, "Почту пишут так: ivanova@college.ru."),
            ({"hired_on": "32.13.26"}, "Такой даты нет. Напишите день, месяц и год: 14.10.2026."),
            ({"hired_on": "01.01.1066"}, "Такой даты нет."),
            ({"teaching_since": "давно"}, "Или напишите число лет: 12."),
            ({"employment": "partner"}, "Выберите организацию, в которой работает человек."),
            ({"unit": "999999"}, "Выберите корректный вариант"),
        ],
    )
    def test_bad_input_keeps_what_was_typed(self, client, fields, words):
        response = client.post(reverse("person_create"), self.new(patronymic="Олеговна", **fields))
        html = response.content.decode()
        assert words.split("корректный")[0] in text(html)
        assert 'value="Олеговна"' in html
        assert "<title>Ошибка: " in html

    def test_emoji_is_only_a_letter(self, client):
        assert "Готово." in post_words(client, "person_create", **self.new(first_name="Анна😀"))

    def test_an_e_mail_of_another_names_the_other(self, client, cast):
        words = post_words(client, "person_create", **self.new(email=cast.mentor.email))
        assert f"Почта {cast.mentor.email} уже у" in words

    def test_changed_and_told(self, client, cast):
        data = form_of(client, "person_edit", cast.mentor.pk) | {"post": "методист"}
        assert "Готово. Карточка сохранена." in post_words(client, "person_edit", cast.mentor.pk, **data)
        assert Person.objects.get(pk=cast.mentor.pk).post == "методист"

    def test_saved_as_it_stands_changes_nothing(self, client, cast):
        data = form_of(client, "person_edit", cast.mentor.pk)
        assert "Всё уже так, менять нечего." in post_words(client, "person_edit", cast.mentor.pk, **data)

    def test_two_editors_both_texts_are_shown_and_the_second_choice_wins(self, client, cast):
        data = form_of(client, "person_edit", cast.mentor.pk) | {"post": "методист"}
        first = form_of(client, "person_edit", cast.mentor.pk) | {"post": "мастер"}
        post_words(client, "person_edit", cast.mentor.pk, **first)
        response = client.post(reverse("person_edit", args=[cast.mentor.pk]), data)
        words = text(response.content.decode())
        assert "Пока вы писали, Белова О. Н. изменил(а) этот раздел" in words
        assert "Сейчас сохранено" in words
        assert "мастер" in words
        assert "методист" in words
        seen_now = re.search(r'name="seen" value="(\w+)"', response.content.decode())[1]
        assert "Готово." in post_words(client, "person_edit", cast.mentor.pk, **(data | {"seen": seen_now}))
        assert Person.objects.get(pk=cast.mentor.pk).post == "методист"

    def test_the_birth_date_is_the_curator_s(self, client, cast, sign_in):
        assert "Дата рождения" in seen(client, "person_edit", cast.mentor.pk)
        hr = make.person("Кадрова Нина Олеговна", login=True, roles=["hr"])
        assert "Дата рождения" not in seen(sign_in(hr, "hr"), "person_edit", cast.mentor.pk)
        assert "Дата рождения" not in seen(sign_in(cast.admin, "admin"), "person_edit", cast.mentor.pk)

    def test_leaving_shows_the_pairs_first(self, client, cast):
        assert "Решите, что с парами: Ковалёва → Жуков" in seen(client, "person_leave", cast.mentor.pk)
        words = post_words(client, "person_leave", cast.mentor.pk, left_on="20.11.2026")
        assert "Выберите причину." in words

    def test_left_and_returned(self, client, cast):
        page = client.get(reverse("person_leave", args=[cast.outsider.pk]))
        reason = page.context["form"].fields["reason"].queryset.first()
        words = post_words(client, "person_leave", cast.outsider.pk, left_on="20.11.2026", reason=reason.pk)
        assert "Готово. Последний день – 20 ноября." in words
        assert "снова работает" in post_words(client, "person_return", cast.outsider.pk)

    def test_invited_once(self, client, cast):
        person = make.person("Новикова Анна Олеговна")
        assert "Готово. Приглашение уйдёт на" in post_words(client, "person_invite", person.pk)
        assert User.objects.filter(email=person.email).exists()
        assert "Вход уже открыт" in post_words(client, "person_invite", cast.mentor.pk)

    def test_cases_are_corrected_once(self, client, cast):
        data = dict.fromkeys(("gen", "dat", "acc", "ins", "pre"), "Жуковым Артёмом Денисовичем")
        assert "Готово. Падежи запомнены" in post_words(client, "person_cases", cast.mentee.pk, **data)
        person = Person.objects.get(pk=cast.mentee.pk)
        assert (person.case("gen"), person.cases_sure) == ("Жуковым Артёмом Денисовичем", True)
        assert "Напишите имя целиком" in post_words(client, "person_cases", cast.mentee.pk, **(data | {"gen": "Жуков"}))

    def test_roles_are_given_and_ended(self, client, cast):
        words = post_words(client, "person_roles", cast.outsider.pk, role="council", since="01.09.2026")
        assert "Готово. Назначена роль: Член совета наставников." in words
        role = RoleAssignment.objects.get(person=cast.outsider)
        assert "Что произойдёт" in seen(client, "person_role_end", cast.outsider.pk, role.pk)
        assert "Готово." in post_words(client, "person_role_end", cast.outsider.pk, role.pk, until="30.09.2026")
        assert (
            "Администратор"
            not in get(client, "person_roles", cast.outsider.pk).split("Назначить роль")[1].split("С какого дня")[0]
        )

    def test_a_stand_in_without_an_order_is_told(self, client, cast):
        words = post_words(client, "person_roles", cast.outsider.pk, role="director", since="01.09.2026", acting="on")
        assert "укажите основание" in words


class TestBank:
    def test_places_in_the_query_agree_with_the_load_used_by_matching(self, cast):
        make.pair([cast.mentor], [make.mentee().person, make.mentee().person], kind="group")
        make.pair([cast.mentor], [make.mentee().person], kind="speed")
        make.pair([cast.mentor, cast.other_mentor], [make.mentee().person], kind="group", state="looking")
        make.pair([cast.other_mentor], [make.mentee().person], state="completed")
        make.pair([cast.mentor], [cast.other_mentor], kind="reverse")
        counted = {m.pk: m.taken for m in asked_mentors(cast.actor("curator"), BankFilter(), date(2026, 11, 18))}
        assert counted == load_by_mentor([cast.mentor.pk, cast.other_mentor.pk])
        assert counted[cast.mentor.pk] == 5

    def test_everyone_searches_by_name_subject_and_direction(self, cast, sign_in):
        make.mentor("Тихонова Вера Андреевна", subjects="Ёлочные игрушки, физика", direction_codes=("ict",))
        client = sign_in(cast.outsider)
        assert "Тихонова Вера Андреевна" in seen(client, "mentor_list", q="ЕЛОЧНЫЕ")
        assert "Ковалёва" not in seen(client, "mentor_list", q="ЕЛОЧНЫЕ")
        assert "Тихонова" in seen(client, "mentor_list", direction="ict")
        assert "Ковалёва" not in seen(client, "mentor_list", direction="ict")

    def test_those_with_a_place_come_first_and_the_full_can_be_left_out(self, cast, sign_in):
        make.mentor("Аксёнова Вера Андреевна", capacity=1)
        full = Person.objects.get(last_name="Аксёнова")
        make.pair([full], [make.mentee().person])
        words = seen(sign_in(cast.outsider), "mentor_list")
        assert words.index("Ковалёва") < words.index("Аксёнова")
        assert "мест нет" in words
        assert "Аксёнова" not in seen(sign_in(cast.outsider), "mentor_list", free="on")

    def test_who_takes_nobody_is_hidden_but_found_by_name(self, cast, sign_in):
        resting = make.mentor("Тихонова Вера Андреевна")
        type(resting).objects.filter(pk=resting.pk).update(pause_until=date(2099, 1, 1))
        client = sign_in(cast.outsider)
        words = seen(client, "mentor_list")
        assert "Тихонова" not in words
        assert "Ещё 1 наставник сейчас не берёт новых: найдите по имени." in words
        assert "Не берёт новых До 1 января 2099 года." in seen(client, "mentor_list", q="тихонова")

    def test_a_stranger_s_name_is_not_a_link(self, cast, sign_in):
        html = get(sign_in(cast.outsider), "mentor_list")
        assert cast.mentor.full_name in html
        assert f'href="/people/{cast.mentor.pk}/"' not in html

    def test_queries_do_not_grow(self, client, cast):
        few = queries(client, reverse("mentor_list") + "?q=Ковалёва")
        for n in range(2):
            make.mentor(f"Ковалёва Олег{n}")
        assert queries(client, reverse("mentor_list") + "?q=Ковалёва") == few <= 12
        one = queries(client, reverse("mentee_list") + "?q=Жуков")
        for n in range(2):
            make.mentee(f"Жуков Олег{n}")
        assert queries(client, reverse("mentee_list") + "?q=Жуков") == one <= 12

    def test_tabs_of_mentees(self, client, cast):
        make.mentee("Одинокий Олег Ильич")
        words = seen(client, "mentee_list")
        assert "3 все 1 без наставника 2 с наставником" in words
        assert "Жуков" not in seen(client, "mentee_list", tab="alone")
        assert "Ковалёва М. С." in seen(client, "mentee_list", tab="paired")
        assert "Никого не нашли" in seen(client, "mentee_list", group="trainee")


class TestMentorRecord:
    def full(self, client, pk):
        group = MentorGroup.objects.first()
        return form_of(client, "mentor_edit", pk) | {
            f"group_{group.pk}": "on",
            f"evidence_{group.pk}": "диплом 2025 года",
        }

    def test_the_curator_takes_a_person_into_the_bank(self, client, cast):
        data = self.full(client, cast.outsider.pk) | {"directions": [d.pk for d in make.directions()]}
        assert "Готово. Карточка наставника сохранена." in post_words(client, "mentor_edit", cast.outsider.pk, **data)
        assert "диплом 2025 года" in seen(client, "person_detail", cast.outsider.pk)

    def test_a_group_without_evidence_and_no_group_at_all(self, client, cast):
        group = MentorGroup.objects.first()
        data = form_of(client, "mentor_edit", cast.mentor.pk)
        assert "Отметьте хотя бы одну группу отбора (п. 4.2)." in post_words(
            client, "mentor_edit", cast.mentor.pk, **data
        )
        words = post_words(client, "mentor_edit", cast.mentor.pk, **(data | {f"group_{group.pk}": "on"}))
        assert f"Напишите, чем подтверждается «{group.name}»." in words
        assert words.count("Напишите, чем подтверждается") == 2  # the summary and the field, no other group

    def test_the_mentor_s_own_page_has_only_his_part(self, cast, sign_in):
        client = sign_in(cast.mentor, "mentor")
        words = seen(client, "mentor_edit", cast.mentor.pk)
        assert "Моя карточка наставника" in words
        assert "Группы отбора (п. 4.2)" not in words
        assert "Поощрение" not in words
        data = form_of(client, "mentor_edit", cast.mentor.pk) | {"capacity": "5", "schedule": "среда"}
        assert "Готово." in post_words(client, "mentor_edit", cast.mentor.pk, **data)

    def test_smuggled_fields_of_the_curator_are_not_written(self, cast, sign_in):
        client = sign_in(cast.mentor, "mentor")
        data = form_of(client, "mentor_edit", cast.mentor.pk) | {"motivation_note": "миллион"}
        post_words(client, "mentor_edit", cast.mentor.pk, **data)
        cast.mentor.mentor.refresh_from_db()
        assert cast.mentor.mentor.motivation_note == ""
        assert not MentorCompetence.objects.filter(mentor=cast.mentor.pk, confirmed__isnull=False).exists()

    def test_lowering_below_the_load_opens_the_list_of_pairs(self, cast, sign_in):
        make.pair([cast.mentor], [make.mentee("Громов Илья Олегович").person])
        client = sign_in(cast.mentor, "mentor")
        data = form_of(client, "mentor_edit", cast.mentor.pk) | {"capacity": "1", "schedule": "среда"}
        response = client.post(reverse("mentor_edit", args=[cast.mentor.pk]), data)
        words = text(response.content.decode())
        assert "Сейчас 2 наставляемых, меньше поставить нельзя. Откройте список пар и решите, кого передать." in words
        assert "Ковалёва → Жуков" in words
        assert "Ковалёва → Громов" in words
        again = {}
        for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', response.content.decode().split("<main")[1]):
            again.setdefault(name, []).append(value)
        assert again["capacity"] == ["2"]
        assert "Готово." in post_words(client, "mentor_edit", cast.mentor.pk, **again)
        cast.mentor.mentor.refresh_from_db()
        assert (cast.mentor.mentor.capacity, cast.mentor.mentor.schedule) == (2, "среда")

    def test_two_editors_both_texts_are_shown(self, cast, sign_in):
        client = sign_in(cast.mentor, "mentor")
        data = form_of(client, "mentor_edit", cast.mentor.pk) | {"schedule": "среда"}
        post_words(client, "mentor_edit", cast.mentor.pk, **(data | {"schedule": "четверг"}))
        words = post_words(client, "mentor_edit", cast.mentor.pk, **data)
        assert "Пока вы писали" in words
        assert "четверг" in words
        assert "среда" in words

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"capacity": "много"}, "Напишите число, например 12."),
            ({"capacity": "99"}, "Число наставляемых должно быть между 1 и 20."),
            ({"pause_until": "вчера"}, "Такой даты нет."),
            ({"schedule": LONG}, "Слишком длинно"),
            ({"directions": ["999"]}, "Выберите"),
            ({"seen": "x"}, "Пока вы писали"),
        ],
    )
    def test_bad_input_gets_words(self, cast, sign_in, fields, words):
        client = sign_in(cast.mentor, "mentor")
        data = form_of(client, "mentor_edit", cast.mentor.pk) | fields
        assert words in post_words(client, "mentor_edit", cast.mentor.pk, **data)

    def test_queries_stay_within(self, client, cast):
        assert queries(client, reverse("mentor_edit", args=[cast.mentor.pk])) <= 12
        assert queries(client, reverse("mentee_edit", args=[cast.mentee.pk])) <= 12

    def test_leaving_the_bank(self, client, cast):
        assert "Ведёт 1 наставляемый" in seen(client, "mentor_edit", cast.mentor.pk)
        free = make.mentor("Свободный Олег Ильич")
        assert "больше не в банке" in post_words(client, "mentor_retire", free.pk)


class TestMenteeRecord:
    def test_a_trainee_with_a_contract(self, client, cast):
        data = form_of(client, "mentee_edit", cast.outsider.pk)
        page = client.get(reverse("mentee_edit", args=[cast.outsider.pk]))
        trainee = page.context["form"].fields["groups"].queryset.get(code="trainee")
        data |= {"groups": [trainee.pk], "to_be_hired": "on"}
        assert "Укажите номер договора." in post_words(client, "mentee_edit", cast.outsider.pk, **data)
        data |= {"contract_number": "12", "contract_date": "01.09.2026"}
        assert "Готово. Карточка наставляемого сохранена." in post_words(
            client, "mentee_edit", cast.outsider.pk, **data
        )
        assert "№ 12 от 01.09.2026" in seen(client, "person_detail", cast.outsider.pk)

    def test_no_group(self, client, cast):
        assert "Отметьте хотя бы одну группу (п. 4.2)." in post_words(client, "mentee_edit", cast.outsider.pk, note="x")

    def test_leaving_the_list(self, client, cast):
        assert "Человек в паре" in seen(client, "mentee_edit", cast.mentee.pk)
        alone = make.mentee("Одинокий Олег Ильич")
        assert "больше не в списке" in post_words(client, "mentee_retire", alone.pk)


class TestConsents:
    @pytest.fixture
    def asked(self, cast):
        novice = make.mentor("Новиков Олег Ильич", consent=False, login=True).person
        return request_consent(novice, "mentor", by=cast.actor("curator"), at=AT)

    def test_the_curator_asks(self, client, cast):
        make.mentor("Новиков Олег Ильич", consent=False)
        novice = Person.objects.get(last_name="Новиков")
        assert "Готово. Согласие запрошено." in post_words(client, "consent_request", novice.pk, "mentor")
        assert "уже запрошено" in post_words(client, "consent_request", novice.pk, "mentor")
        assert client.post(reverse("consent_request", args=[novice.pk, "nothing"])).status_code == 404
        assert "Готово. Согласие запрошено." in post_words(client, "consent_request", novice.pk, "publish")

    def test_the_person_reads_the_exact_text_and_agrees(self, asked, sign_in):
        client = sign_in(asked.person)
        wording = wording_of(asked)
        words = seen(client, "consent_answer", asked.pk)
        assert text(wording.text) in words
        assert "отказ ни на что не влияет" in words
        words = post_words(client, "consent_answer", asked.pk, act="give", shown=wording.mark)
        assert "Готово. Согласие записано. Отозвать его можно в «Моих данных»." in words
        assert Consent.objects.get(pk=asked.pk).state == "given"

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"act": "give", "shown": "x"}, "текст изменился"),
            ({"act": ""}, "Выберите ответ."),
            ({"act": "paper"}, "передайте куратору"),
            ({"act": "refuse"}, "Передумать можно когда угодно"),
        ],
    )
    def test_other_answers(self, asked, sign_in, data, words):
        assert words in post_words(sign_in(asked.person), "consent_answer", asked.pk, **data)

    def test_the_curator_reads_and_cannot_answer(self, client, asked):
        words = seen(client, "consent_answer", asked.pk)
        assert "Согласиться" not in words
        assert client.post(reverse("consent_answer", args=[asked.pk]), {"act": "give"}).status_code == 403

    def test_recorded_from_paper_with_the_scan_behind_the_door(self, client, asked, sign_in, cast):
        path = reverse("consent_record", args=[asked.person_id, "mentor"])
        bad = client.post(path, {"given_on": "20.11.2099", "scan": SimpleUploadedFile("скан.pdf", b"%PDF-1.4")})
        assert "ещё не наступила" in text(bad.content.decode())
        empty = client.post(path, {"given_on": "", "scan": ""})
        assert "Выберите файл со сканом." in text(empty.content.decode())
        done = client.post(
            path, {"given_on": "17.11.2026", "scan": SimpleUploadedFile("скан.pdf", b"%PDF-1.4")}, follow=True
        )
        assert "Готово. Согласие на бумаге записано." in text(done.content.decode())
        file = reverse("consent_file", args=[asked.pk])
        response = sign_in(asked.person).get(file)
        assert b"".join(response.streaming_content) == b"%PDF-1.4"
        assert response["Content-Disposition"].startswith("attachment")
        assert sign_in(cast.mentor).get(file).status_code == 404

    def test_a_consent_without_a_scan_has_no_file(self, client, cast):
        consent = Consent.objects.get(person=cast.mentor)
        assert client.get(reverse("consent_file", args=[consent.pk])).status_code == 404

    def test_revoked_on_its_own_page_with_consequences(self, cast, sign_in):
        consent = Consent.objects.get(person=cast.mentor)
        client = sign_in(cast.mentor)
        words = seen(client, "consent_revoke", consent.pk)
        assert "Куратор и директор получат письма" in words
        assert "Ковалёва → Жуков" in words
        words = post_words(client, "consent_revoke", consent.pk)
        assert "Готово. Последний день –" in words
        assert "пара получит новое решение до этого дня" in words

    def test_the_director_sees_why_he_cannot(self, cast, sign_in):
        consent = Consent.objects.get(person=cast.mentor)
        client = sign_in(cast.director)
        assert "Отзывает сам человек или куратор по его заявлению." in seen(client, "consent_revoke", consent.pk)
        assert client.post(reverse("consent_revoke", args=[consent.pk])).status_code == 403


class TestOrganizations:
    def test_a_partner_is_added_found_and_changed(self, client, cast):
        page = client.get(reverse("organization_create"))
        kind = page.context["form"].fields["kind"].queryset.get(code="university")
        data = {"kind": kind.pk, "full_name": "Нижегородский университет", "short_name": "ННГУ"}
        assert "Готово. Добавлен партнёр: ННГУ." in post_words(client, "organization_create", **data)
        assert "Нет договора" in seen(client, "organization_list", q="ннгу")
        assert "Партнёров не нашли" in seen(client, "organization_list", q="завод")
        pk = Organization.objects.get(short_name="ННГУ").pk
        data = form_of(client, "organization_edit", pk) | {"contract_number": "7"}
        assert "Укажите номер и дату договора" in post_words(client, "organization_edit", pk, **data)
        data |= {"contract_date": "01.09.2026"}
        assert "Готово. Реквизиты сохранены." in post_words(client, "organization_edit", pk, **data)

    def test_our_requisites(self, client, cast):
        own = make.college()
        data = form_of(client, "organization_edit", own.pk) | {"city": "г. Бор"}
        assert "Готово." in post_words(client, "organization_edit", own.pk, **data)
        assert Organization.objects.get(own=True).city == "г. Бор"

    def test_the_director_reads_and_does_not_write(self, cast, sign_in):
        own = make.college()
        client = sign_in(cast.director, "director")
        assert "Реквизиты меняют куратор и администратор." in seen(client, "organization_edit", own.pk)
        data = {"full_name": "x", "short_name": "y", "word": "колледж"}
        assert client.post(reverse("organization_edit", args=[own.pk]), data).status_code == 403

    def test_units(self, client, cast):
        words = post_words(client, "unit_create", name="ЦК права", kind="committee")
        assert "Готово. Добавлено подразделение: ЦК права." in words
        unit = Unit.objects.get(name="ЦК права")
        data = {"name": "ЦК права", "kind": "committee", "parent": unit.pk}
        assert "Выберите" in post_words(client, "unit_edit", unit.pk, **data)
        data = {"name": cast.unit.name.upper(), "kind": "committee"}
        assert "уже есть" in post_words(client, "unit_edit", unit.pk, **data)
        assert "Готово." in post_words(
            client, "unit_edit", cast.unit.pk, name=cast.unit.name, kind="committee", head=cast.mentor.pk
        )
        assert Unit.objects.get(pk=cast.unit.pk).head == cast.mentor
