"""Choosing people: a list while it is short, a search by name when it is long."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse

from mentoring.forms import finding
from mentoring.forms.finding import FindField, FindManyField, FindSeveral
from mentoring.models import CouncilMember, Mentor, Pair, Person
from mentoring.tests import make

NAMES = ("Иванова Анна Петровна", "Иванова Вера Ильинична", "Ким Олег Юрьевич", "Петров Иван Львович")


class Form(forms.Form):
    one = FindField(Person.objects.none(), empty_label="выберите", error_messages={"required": "Выберите человека."})
    many = FindManyField(Person.objects.none(), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = people
            field.label_from_instance = lambda person: person.full_name


class Optional(Form):
    one = many = None
    free = FindField(Person.objects.none(), required=False, empty_label="никто")


@pytest.fixture
def people(db):
    return {name.split()[0] + name.split()[1][0]: make.person(name) for name in NAMES}


@pytest.fixture
def long(monkeypatch):
    monkeypatch.setattr(finding, "LONGEST", 2)


def said(words, *, people=None, form=Form, **initial):
    query = people if people is not None else Person.objects.in_order()
    return form(QueryDict(words) if words is not None else None, people=query, initial=initial)


def labels(field, *, ticked):
    rows = re.findall(r'<input class="form-check-input"[^>]*?(checked)?><label[^>]*>([^<]*)<', str(field))
    return [label for checked, label in rows if bool(checked) == ticked]


def test_a_short_list_is_shown_whole(people):
    html = str(said(None)["one"])
    assert html.startswith("<select")
    assert all(name in html for name in NAMES)
    assert "data-finder" not in html


def test_of_a_long_list_nobody_is_shown_before_a_name_is_typed(people, long):
    html = str(said(None)["one"])
    assert 'data-finder="one"' in html
    assert not any(name in html for name in NAMES)


@pytest.mark.parametrize("words", ["ким", "КИМ  олег", "ки о ю", "юрьевич"])
def test_one_person_of_that_name_is_chosen(people, long, words):
    form = said(f"one-words={words}")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["one"] == people["КимО"]


def test_a_surname_goes_before_a_patronymic_alike(people, long):
    form = said("one-words=петров")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["one"] == people["ПетровИ"]


def test_namesakes_are_offered_and_none_of_them_is_taken(people, long):
    form = said("one-words=иванова")
    assert form.errors["one"] == ["По словам «иванова» нашлось: 2\N{NO-BREAK SPACE}человека. Выберите, кто нужен."]
    assert labels(form["one"], ticked=False) == list(NAMES[:2])
    assert labels(form["one"], ticked=True) == []


def test_the_answer_to_namesakes_wins_over_the_words_already_searched(people, long):
    chosen = people["ИвановаВ"]
    form = said(f"one-words=иванова&one-seen=иванова&one={chosen.pk}")
    assert form.is_valid()
    assert form.cleaned_data["one"] == chosen


@pytest.mark.parametrize("before", ["", "КимО"])
def test_words_that_are_not_clear_are_asked_about_until_one_is_chosen(people, long, before):
    """Neither «nobody» nor who was chosen before is taken silently instead of the person just named."""
    former = people[before].pk if before else ""
    for words in (f"free-words=иванова&free={former}", "free-words=иванова&free-seen=иванова"):
        form = said(words, people=Person.objects.in_order(), form=Optional)
        assert "Выберите, кто нужен." in form.errors["free"][0]
        assert labels(form["free"], ticked=True) == []
    assert said("free-words=иванова&free-seen=иванова&free=", form=Optional).is_valid()


def test_of_several_names_those_nobody_was_ticked_for_are_asked_about_again(people, long):
    words = "many-words=ким, иванова&many-seen=ким, иванова"
    assert said(f"one=&one-words=ким&{words}&many={people['КимО'].pk}").errors["many"]
    form = said(f"one-words=ким&{words}&many={people['ИвановаВ'].pk}")
    assert form.is_valid(), form.errors
    assert list(form.cleaned_data["many"]) == [people["ИвановаВ"]]  # Ким was unticked


def test_pairs_are_counted_as_pairs(people, long):
    pair = make.pair()
    make.pair([pair.members.get(side="mentor").person])
    field = FindField(Pair.objects.all())
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(finding.Words(pair.members.get(side="mentor").person.full_name))
    assert "2\N{NO-BREAK SPACE}пары. Выберите, какая нужна." in refused.value.messages[0]


def test_other_words_win_over_what_was_chosen_before(people, long):
    form = said(f"one-words=ким&one-seen=иванова&one={people['ИвановаВ'].pk}")
    assert form.is_valid()
    assert form.cleaned_data["one"] == people["КимО"]


def test_nobody_of_that_name_is_said_and_the_words_stay(people, long):
    form = said("one-words=Сидоров")
    assert form.errors["one"] == ["Не нашли «Сидоров». Проверьте фамилию или напишите только её начало."]
    assert 'value="Сидоров"' in str(form["one"])


def test_too_many_namesakes_are_not_listed(people, long, monkeypatch):
    monkeypatch.setattr(finding, "SHOWN", 1)
    form = said("one-words=иванова")
    assert form.errors["one"] == [
        "По словам «иванова» нашлось больше 1\N{NO-BREAK SPACE}человек. Допишите имя и отчество."
    ]
    assert labels(form["one"], ticked=False) == []


def test_an_empty_answer_is_refused_in_the_fields_own_words(people, long):
    assert said("one-words= ").errors["one"] == ["Выберите человека."]


def test_who_is_not_among_those_offered_is_not_found_by_name(people, long):
    form = said("one-words=ким", people=Person.objects.filter(sort_key__contains="иван"))
    assert form.errors["one"] == ["Не нашли «ким». Проверьте фамилию или напишите только её начало."]


def test_an_address_is_no_name(people, long):
    Person.objects.filter(pk=people["КимО"].pk).update(search_key="ким олег юрьевич kim@college.ru")
    assert "one" in said("one-words=kim@college").errors


def test_looking_never_sends_the_form(people, long):
    form = said("one-words=ким&look=one")
    assert form.errors["one"] == ["Проверьте, кто отмечен."]
    assert labels(form["one"], ticked=True) == ["Ким Олег Юрьевич"]
    assert "Нашли и отметили." in str(form["one"])
    assert "is-invalid" not in str(form["one"])


def test_several_people_are_named_by_commas_and_join_those_chosen(people, long):
    form = said(f"one={people['КимО'].pk}&many={people['ИвановаА'].pk}&many-words=ким, петров")
    assert form.is_valid(), form.errors
    assert {person.full_name for person in form.cleaned_data["many"]} == {NAMES[0], NAMES[2], NAMES[3]}


def test_of_several_names_the_clear_ones_are_ticked_and_the_others_asked_about(people, long):
    form = said("many-words=ким, иванова, сидоров")
    assert form.errors["many"] == [
        "По словам «иванова» нашлось: 2\N{NO-BREAK SPACE}человека. Выберите, кто нужен.",
        "Не нашли «сидоров». Проверьте фамилию или напишите только её начало.",
    ]
    assert labels(form["many"], ticked=True) == ["Ким Олег Юрьевич"]
    assert labels(form["many"], ticked=False) == list(NAMES[:2])


def test_what_no_database_takes_is_no_part_of_a_name(people, long):
    assert said("one-words=яя%00м").errors["one"] == [
        "Не нашли «яя м». Проверьте фамилию или напишите только её начало."
    ]
    assert said("one-words=%00ким").is_valid()


def test_many_names_are_no_burden(people, long, django_assert_max_num_queries):
    """Whoever sends a thousand commas does not ask the database a thousand times; a name is looked for once."""
    form = said(f"one-words={'а' * 5000}&many-words=" + ",".join(map(str, range(3000))))
    with django_assert_max_num_queries(6):
        assert form.errors["many"] == [finding.TooMany.refusal]
        assert len(str(form)) < 5000
    with django_assert_max_num_queries(6):
        assert said(f"one-words=ким&many-words={'ким,' * 40}").is_valid()


def test_looking_for_nothing_sends_no_form_either(people, long):
    form = said(f"one={people['КимО'].pk}&one-words=%E2%80%8B&look=one")
    assert form.errors["one"] == ["Проверьте, кто отмечен."]
    assert labels(form["one"], ticked=True) == ["Ким Олег Юрьевич"]


def test_words_sent_to_a_short_list_break_nothing(people):
    class Short(Form):
        many = FindManyField(Person.objects.none(), widget=FindSeveral(name="Кто"))

    form = Short(QueryDict(f"many={people['КимО'].pk}&many-words=нет"), people=Person.objects.in_order())
    assert form.errors["many"]
    assert "selected>Ким" in str(form["many"])


def test_who_was_chosen_before_stands_ticked(people, long):
    form = said(None, one=people["КимО"], many=[people["ПетровИ"]])
    assert labels(form["one"], ticked=True) == ["Ким Олег Юрьевич"]
    assert labels(form["many"], ticked=True) == ["Петров Иван Львович"]


@pytest.mark.parametrize("key", ["x", "999999999999999999999", "0"])
def test_a_key_of_nobody_is_no_choice(people, long, key):
    form = said(f"one={key}")
    assert form.errors["one"]
    assert labels(form["one"], ticked=True) == []


def test_mentors_and_pairs_are_found_by_the_names_of_people(people, long):
    pair = make.pair()
    for model in (Mentor, Pair):
        field = FindField(model.objects.all())
        mentor = pair.members.get(side="mentor").person
        found = field.clean(finding.Words(mentor.full_name))
        assert found == (pair if model is Pair else mentor.mentor)


def test_a_long_list_costs_the_same_for_any_number_of_people(people, long, django_assert_num_queries):
    with django_assert_num_queries(1):
        str(said(None)["one"])


def test_a_member_of_a_council_is_added_by_name(cast, long, client):
    unit = make.unit("Совет наставников", kind="council", head=cast.other_mentor)
    client.force_login(cast.curator.user)
    url = reverse("council_member_add", args=[unit.pk])
    assert 'data-finder="person"' in client.get(url).text
    answer = client.post(url, {"person-words": cast.mentee.full_name, "look": "person", "since": "01.09.2026"})
    assert answer.status_code == 200
    assert not CouncilMember.objects.exists()
    client.post(url, {"person-words": cast.mentee.full_name, "since": "01.09.2026"})
    assert CouncilMember.objects.get().person == cast.mentee
