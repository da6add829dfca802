"""Pages of pairs and groups: list, creation, editing, dropping; bad input; query counts (R13, R14)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from mentoring.models import Direction, Pair, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.counting import queries_of

LONG = "я" * 10_000


@pytest.fixture
def as_curator(cast, sign_in):
    return sign_in(cast.curator, "curator")


def text(response):
    return response.content.decode()


def draft(**fields):
    fields.setdefault("criteria", "опыт")
    return make.pair(state="ready", since=date(2026, 12, 1), **fields)


def form_data(client, pair, **changes):
    """What the browser would send back from the editor, with some fields changed."""
    form = client.get(reverse("pair_edit", args=[pair.pk])).context["form"]
    data = {}
    for name in form.fields:
        value = form[name].value()
        if value is not None and value is not False:
            data[name] = value.strftime("%d.%m.%Y") if hasattr(value, "strftime") else value
    return {**data, **changes}


# The list


def test_the_curators_list_shows_what_stops_a_draft(cast, as_curator):
    draft()
    draft(mentors=[make.mentor("Зимин Роман Андреевич", consent=False).person])
    page = text(as_curator.get(reverse("pair_list")))
    assert "Зимин" in page
    assert "Запросите его (п. 4.2)." in page
    assert page.count('name="pair"') == 1, "a draft that cannot go has no tick"
    assert "ещё нельзя" in page
    assert "Включить отмеченные в приказ" in page


def test_a_participant_sees_his_own_pairs_and_no_ticks(cast, sign_in):
    page = text(sign_in(cast.mentor).get(reverse("pair_list")))
    assert "Жуков" in page
    assert "Ершов" not in page
    assert 'name="pair"' not in page


def test_search_and_filters(cast, as_curator):
    for name in ("Ёлкин", "Борисов", "Васильев", "Григорьев"):
        make.pair([make.mentor(f"{name} Иван Ильич").person], kind="traditional")
    page = text(as_curator.get(reverse("pair_list"), {"tab": "live", "q": "елкин"}))
    assert "Ёлкин" in page
    assert "Борисов" not in page
    page = text(as_curator.get(reverse("pair_list"), {"tab": "live", "kind": "virtual"}))
    assert "По этим условиям пар нет" in page


def test_an_empty_office_says_where_to_begin(college, sign_in):
    curator = make.person("Белова Ольга Николаевна", login=True, roles=["curator"])
    page = text(sign_in(curator).get(reverse("pair_list")))
    assert "Сначала подберите наставников по запросам" in page


@pytest.mark.parametrize("query", ["tab=нет", "page=0", "year=x", "kind=zzz", "unit=1e9", "sort=--", "q=" + "🙂" * 500])
def test_a_broken_address_still_shows_a_page(cast, as_curator, query):
    draft()
    assert as_curator.get(f"{reverse('pair_list')}?{query}").status_code == 200


@pytest.mark.parametrize("tab", ["draft", "live"])
def test_the_list_takes_a_constant_number_of_queries(cast, as_curator, tab):
    def grow(many):
        for _ in range(many):
            draft()
            make.pair()
        return queries_of(as_curator, reverse("pair_list"), {"tab": tab})

    assert grow(1) == grow(2) <= 12


# Creation


def test_a_pair_is_made_from_a_request(cast, as_curator):
    request = make.request(make.mentee("Агеев Степан Юрьевич").person)
    url = reverse("pair_create")
    page = text(as_curator.get(url, {"request": request.pk}))
    assert re.search(rf'value="{request.pk}"[^>]*checked', page)
    data = {"requests": [request.pk], "mentor": cast.mentor.pk, "kind": "traditional"}
    page = as_curator.post(url, data, follow=True)
    pair = Pair.objects.get(requests=request)
    assert page.redirect_chain[-1][0] == reverse("pair_edit", args=[pair.pk])
    assert pair.state == "blocked"
    assert "Выберите модель взаимодействия" in text(page)


def test_an_empty_pair_is_told_beside_a_field(cast, as_curator):
    html = as_curator.post(reverse("pair_create"), {"kind": "traditional"}).content.decode()
    assert '<a href="#id_mentor">Выберите запрос, наставляемого или наставника.</a>' in html
    assert 'id="id_mentor_error"' in html


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "traditional"}, "Выберите запрос, наставляемого или наставника."),
        ({"kind": "нет", "mentor": "1"}, "Выберите"),
        ({"kind": "group", "mentor": "999999"}, "Выберите из списка."),
        ({"kind": "group", "requests": ["999999"]}, "Запрос уже решён. Обновите страницу."),
        ({"kind": "group", "requests": ["abc"]}, "Выберите запрос из списка."),
        ({"kind": "group", "mentee": "<b>"}, "Выберите из списка."),
        ({"kind": "group", "mentor": "9" * 20}, "Выберите из списка."),
        ({"kind": "group", "mentee": "9" * 20}, "Выберите из списка."),
    ],
)
def test_bad_input_of_creation(cast, as_curator, data, words):
    page = as_curator.post(reverse("pair_create"), data)
    assert page.status_code == 200
    assert words in text(page)


def test_a_mentor_is_not_paired_with_himself(cast, as_curator):
    data = {"mentor": cast.mentor.pk, "mentee": cast.mentor.pk, "kind": "traditional"}
    page = text(as_curator.post(reverse("pair_create"), data))
    assert "Наставник и наставляемый — один человек. Выберите другого." in page


# Editing


def test_the_editor_saves_and_shows_the_findings(cast, as_curator):
    pair = draft()
    url = reverse("pair_edit", args=[pair.pk])
    page = as_curator.post(url, form_data(as_curator, pair, until="31.12.2026", stay="1"), follow=True)
    assert "Программа длится не меньше трёх месяцев (п. 3)." in text(page)
    pair.refresh_from_db()
    assert pair.state == "blocked"


def test_a_further_mentee_is_added_and_removed(cast, as_curator):
    pair = draft()
    other = make.mentee("Агеев Степан Юрьевич").person
    url = reverse("pair_edit", args=[pair.pk])
    as_curator.post(url, form_data(as_curator, pair, add_mentee=other.pk, kind="group"))
    pair = Pair.objects.with_members().get(pk=pair.pk)
    assert other in pair.mentees
    assert pair.state == "ready"
    member = pair.members.get(person=other)
    as_curator.post(url, form_data(as_curator, pair, **{f"remove_{member.pk}": "on"}))
    assert other not in Pair.objects.with_members().get(pk=pair.pk).mentees


def test_reverse_puts_both_on_both_sides(cast, as_curator):
    other = make.mentor("Сомов Илья Иванович").person
    pair = draft(mentees=[other])
    as_curator.post(reverse("pair_edit", args=[pair.pk]), form_data(as_curator, pair, kind="reverse"))
    pair = Pair.objects.with_members().get(pk=pair.pk)
    assert pair.is_two_way
    assert pair.state == "blocked", "each must still say what he teaches"
    ict = Direction.objects.get(code="ict")
    directions = {f"direction_{m.pk}": ict.pk for m in pair.members.filter(side="mentor")}
    as_curator.post(reverse("pair_edit", args=[pair.pk]), form_data(as_curator, pair, **directions))
    pair.refresh_from_db()
    assert pair.state == "ready"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("until", "01.11.2026", "Дата окончания раньше даты начала."),
        ("since", "", "Укажите дату начала, например 01.10.2026."),
        ("since", "31.02.2026", "Такой даты нет."),
        ("criteria", LONG, "Слишком длинно"),
        ("name", LONG, "Слишком длинно"),
        ("answer_days", "два", "Напишите число, например 12."),
        ("answer_days", "-5", "Исправьте"),
        ("kind", "несуществующий", "Исправьте"),
        ("extra_kinds", ["x"], "Выберите из списка."),
        ("add_mentee", "999999", "Выберите из списка."),
        ("add_mentor", "9" * 20, "Выберите из списка."),
        ("lock_version", "abc", "Исправьте"),
    ],
)
def test_bad_input_of_the_editor(cast, as_curator, field, value, words):
    pair = draft()
    page = as_curator.post(reverse("pair_edit", args=[pair.pk]), form_data(as_curator, pair, **{field: value}))
    assert page.status_code == 200
    assert words in text(page)


def test_two_curators_both_texts_are_shown(cast, as_curator):
    pair = draft()
    url = reverse("pair_edit", args=[pair.pk])
    mine = form_data(as_curator, pair, criteria="Мой текст")
    as_curator.post(url, {**mine, "criteria": "Чужой текст"})
    page = as_curator.post(url, mine)
    assert "Ваш текст цел" in text(page)
    assert "Чужой" in text(page)
    assert "Мой текст" in text(page)
    assert Pair.objects.get(pk=pair.pk).criteria == "Чужой текст"
    again = {**mine, "lock_version": page.context["form"]["lock_version"].value()}
    as_curator.post(url, again)
    assert Pair.objects.get(pk=pair.pk).criteria == "Мой текст"


def test_a_live_pair_is_not_edited(cast, as_curator):
    page = as_curator.get(reverse("pair_edit", args=[cast.pair.pk]), follow=True)
    assert "Пара уже закреплена. Состав меняется приказом." in text(page)


def test_the_hidden_form_is_offered_only_by_the_setting(cast, as_curator):
    pair = draft()
    url = reverse("pair_edit", args=[pair.pk])
    assert "Руководитель – педагог" not in text(as_curator.get(url))
    Setting.objects.filter(code="show_head_teacher").update(value=True)
    forget()
    assert "Руководитель – педагог" in text(as_curator.get(url))


def test_the_editor_takes_a_constant_number_of_queries(cast, as_curator):
    pair = draft(mentees=[make.mentee().person, make.mentee().person])

    def grow(many):
        for _ in range(many):
            make.mentor()
            pair.members.create(person=make.mentee().person, side="mentee", since=pair.since)
        return queries_of(as_curator, reverse("pair_edit", args=[pair.pk]))

    assert grow(1) == grow(2) <= 12


# Dropping


def test_dropping_asks_for_a_reason(cast, as_curator):
    pair = draft()
    url = reverse("pair_drop", args=[pair.pk])
    assert "Напишите причину." in text(as_curator.post(url, {"reason": ""}))
    assert "Слишком длинно" in text(as_curator.post(url, {"reason": LONG}))
    page = as_curator.post(url, {"reason": "Наставник уходит"}, follow=True)
    assert "Проект пары снят, запрос снова в подборе." in text(page)
    pair.refresh_from_db()
    assert (pair.state, pair.dropped_reason) == ("dropped", "Наставник уходит")


def test_others_are_told_why_not(cast, sign_in):
    pair = make.pair([cast.mentor], [cast.mentee], state="ready")
    page = sign_in(cast.mentor).post(reverse("pair_drop", args=[pair.pk]), {"reason": "не хочу"})
    assert "Кому открыто — куратору" in text(page)
    pair.refresh_from_db()
    assert pair.state == "ready"


def test_several_requests_make_a_group(cast, as_curator):
    asked = [make.request(person) for person in (cast.mentee, cast.other_mentee)]
    data = {"requests": [row.pk for row in asked], "kind": "traditional"}
    as_curator.post(reverse("pair_create"), data)
    pair = Pair.objects.latest("pk")
    assert (pair.kind, {person.pk for person in pair.mentees}) == ("group", {row.person_id for row in asked})
