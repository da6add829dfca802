"""Forms of names and posts are stored when written, checked in the job, corrected once by the curator (decision 23)."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from mentoring.access import SYSTEM
from mentoring.actions.declension import check_declensions, confirm_cases, confirm_post, decline_person
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Person, PostForms
from mentoring.queries.declension import PostCases, cases_of, doubtful_for
from mentoring.tests import make

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def curator(college):
    return make.actor(make.person("Белова Ольга Николаевна", roles=["curator"]), "curator")


def declined(full_name, **fields):
    person = make.person(full_name, **fields)
    decline_person(person, by=SYSTEM, at=make.moment())
    return Person.objects.get(pk=person.pk)


def check():
    check_declensions.func()


def test_a_name_is_declined_when_written(college):
    person = declined("Рябов Максим Ильич")
    assert person.case("ins") == "Рябовым Максимом Ильичом"
    assert person.short_case("gen") == "Рябова\u00a0М.\u00a0И."
    assert person.cases_sure


def test_writing_a_name_asks_for_one_check_per_transaction(college, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        declined("Рябов Максим Ильич")
        declined("Жуков Артём Денисович")
    assert len(callbacks) == 1


def test_the_queued_job_checks_names_and_declines_posts(college, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        person = declined("Шмидт Пётр Ильич", post="Мастер п/о")
        assert not person.cases_sure
    person.refresh_from_db()
    assert person.cases_sure
    assert person.name_cases["checked"]
    posts = {row.post: row for row in PostForms.objects.all()}
    assert posts["мастер п/о"].cases["ins"] == "мастером п/о"
    assert posts["мастер п/о"].sure
    assert posts["директор"].cases["gen"] == "директора"


def test_the_job_takes_names_that_were_never_declined(college):
    person = make.person("Жуков Артём Денисович")
    check()
    person.refresh_from_db()
    assert person.case("gen") == "Жукова Артёма Денисовича"


def test_the_job_is_safe_to_repeat_and_costs_nothing_more(college, django_assert_num_queries):
    declined("Жуков Артём Денисович")
    check()
    rows = list(PostForms.objects.values_list("pk", flat=True))
    with django_assert_num_queries(4):
        check()
    assert list(PostForms.objects.values_list("pk", flat=True)) == rows


def test_the_job_leaves_a_name_that_changed_meanwhile(college, monkeypatch):
    person = declined("Кравец Роман Ильич")

    def rename(*name):
        Person.objects.filter(pk=person.pk).update(last_name="Орлов")
        return real(*name)

    from mentoring.actions import declension

    real = declension.check_name
    monkeypatch.setattr(declension, "check_name", rename)
    check()
    person.refresh_from_db()
    assert "checked" not in person.name_cases


def test_an_unchanged_name_keeps_its_corrected_forms(curator):
    person = declined("Соловей Пётр Ильич")
    confirm_cases(person, {"ins": "Соловеем Петром Ильичом"}, by=curator, at=make.moment())
    person = Person.objects.get(pk=person.pk)
    decline_person(person, by=SYSTEM, at=make.moment())
    check()
    assert Person.objects.get(pk=person.pk).case("ins") == "Соловеем Петром Ильичом"


def test_a_changed_name_is_declined_anew(curator):
    person = declined("Соловей Пётр Ильич")
    confirm_cases(person, {"ins": "Соловеем Петром Ильичом"}, by=curator, at=make.moment())
    person = Person.objects.get(pk=person.pk)
    person.last_name = "Орлов"
    decline_person(person, by=SYSTEM, at=make.moment())
    assert person.case("ins") == "Орловым Петром Ильичом"
    assert "by_hand" not in person.name_cases


def test_a_changed_gender_is_declined_anew(college):
    person = declined("Шмидт Саша", gender="m")
    assert person.case("gen") == "Шмидта Саши"
    person.gender = "f"
    decline_person(person, by=SYSTEM, at=make.moment())
    assert person.case("gen") == "Шмидт Саши"


def test_the_curator_confirms_one_case_and_the_others_stay_in_doubt(curator):
    person = declined("Грач Олег Олегович")
    confirmed = confirm_cases(person, {"ins": " Грачом  Олегом Олеговичем "}, by=curator, at=make.moment())
    assert confirmed.name_cases["doubt"] == ["gen", "dat", "acc", "pre"]
    assert not confirmed.cases_sure
    rest = {case: confirmed.case(case) for case in confirmed.name_cases["doubt"]}
    assert confirm_cases(person, rest, by=curator, at=make.moment()).cases_sure


def test_a_correction_is_in_the_story(curator):
    person = declined("Соловей Пётр Ильич")
    confirm_cases(person, {"ins": "Соловеем Петром Ильичом"}, by=curator, at=make.moment())
    entry = JournalEntry.objects.get(event="cases_confirmed")
    assert entry.heading == "Проверены падежи имени: Соловей Пётр Ильич"
    assert entry.changes == [{"part": "кем?", "was": "Соловьём Петром Ильичом", "became": "Соловеем Петром Ильичом"}]
    assert entry.person == person


@pytest.mark.parametrize(
    ("cases", "reason"),
    [
        ({}, "Напишите, как правильно"),
        ({"ins": "  "}, "Напишите, как правильно"),
        ({"nom": "Соловей Пётр Ильич"}, "Напишите, как правильно"),
        ({"ins": "Соловьём"}, "Напишите имя целиком"),
        ({"ins": "я " * 200}, "Слишком длинно"),
    ],
)
def test_a_form_that_cannot_be_is_refused_and_nothing_changes(curator, cases, reason):
    person = declined("Соловей Пётр Ильич")
    kept = person.name_cases
    with pytest.raises(Refused, match=reason):
        confirm_cases(person, cases, by=curator, at=make.moment())
    person.refresh_from_db()
    assert person.name_cases == kept
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("role", ["director", "mentor", "mentee", "supervisor", "hr", "admin"])
def test_only_the_curator_confirms(college, role):
    roles = [role] if role in {"director", "hr", "admin"} else []
    stranger = make.actor(make.person("Лаврова Елена Викторовна", roles=roles), role)
    person = declined("Соловей Пётр Ильич")
    with pytest.raises(Refused, match="Падежи проверяет куратор"):
        confirm_cases(person, {"ins": "Соловьём Петром Ильичом"}, by=stranger, at=make.moment())
    with pytest.raises(Refused, match="Падежи проверяет куратор"):
        confirm_post("тьютор", {"ins": "тьютором"}, by=stranger, at=make.moment())


def test_a_post_is_confirmed_for_everyone_and_kept(curator):
    make.person("Панина Светлана Игоревна", post="Тьютор")
    check()
    assert not PostForms.objects.get(post="тьютор").sure
    row = confirm_post("Тьютор", {"ins": "тьютором", "gen": "тьютора"}, by=curator, at=make.moment())
    assert row.cases["doubt"] == ["dat", "acc", "pre"]
    confirm_post("тьютор", {case: f"тьютор-{case}" for case in ("dat", "acc", "pre")}, by=curator, at=make.moment())
    check()
    kept = PostForms.objects.get(post="тьютор")
    assert kept.sure
    assert (kept.cases["ins"], kept.cases["dat"]) == ("тьютором", "тьютор-dat")


def test_a_post_may_be_confirmed_before_the_job_saw_it(curator):
    row = confirm_post("сурдопереводчик", {"ins": "сурдопереводчиком"}, by=curator, at=make.moment())
    assert row.cases["ins"] == "сурдопереводчиком"
    assert not row.sure


# What pages and papers read


def test_people_to_look_at_before_an_order(curator, django_assert_num_queries):
    sure, doubtful = declined("Рябов Максим Ильич"), declined("Кравец Роман Ильич")
    check()
    people = list(Person.objects.filter(pk__in=[sure.pk, doubtful.pk]).order_by("-sort_key"))
    with django_assert_num_queries(0):
        (found,) = doubtful_for(people, "ins", "Закрепить наставника за")
    assert found.key == doubtful.pk
    assert found.phrase == "Закрепить наставника за (кем?)"
    assert (found.form, found.other) == ("Кравцом Романом Ильичом", "Кравцем Романом Ильичом")
    assert doubtful_for(people, "gen") == ()
    assert [check.sure for check in cases_of(people, "ins")] == [True, False]
    confirm_cases(doubtful, {"ins": found.form}, by=curator, at=make.moment())
    doubtful.refresh_from_db()
    assert doubtful_for([doubtful], "ins") == ()


def test_a_name_never_declined_or_changed_since_is_doubtful(college):
    assert len(doubtful_for([make.person("Рябов Максим Ильич")], "ins")) == 1
    person = declined("Рябов Максим Ильич")
    person.last_name = "Орлов"
    assert len(doubtful_for([person], "ins")) == 1


def test_posts_in_cases_take_one_query_whatever_their_number(college, django_assert_num_queries):
    for number, post in enumerate(("преподаватель", "мастер п/о", "методист")):
        make.person(f"Орлов Иван Петрович{number}", post=post)
    check()
    for posts in (["преподаватель"], ["преподаватель", "мастер п/о", "методист"]):
        with django_assert_num_queries(1):
            kept = PostCases(posts)
            assert [kept.case(post, "ins") for post in posts][0] == "преподавателем"


def test_posts_keep_their_capital_and_unknown_ones_stay(college):
    make.person("Орлов Иван Петрович", post="методист")
    check()
    kept = PostCases(["Методист", "лаборант", ""])
    assert kept.case("Методист", "gen") == "Методиста"
    assert kept.case("лаборант", "gen") == "лаборант"
    (found,) = kept.doubtful(["Методист", "лаборант", "лаборант"], "gen", "за")
    assert (found.key, found.phrase, found.sure) == ("лаборант", "за (кого?)", False)


def test_the_job_does_not_touch_people_who_left_differently(college):
    person = make.person("Шмидт Пётр Ильич", left_on=date(2026, 1, 1))
    check()
    person.refresh_from_db()
    assert person.cases_sure


PRINT = """
import sys, django; django.setup()
from mentoring.access import Actor
from mentoring.actions import declension
from mentoring.documents import layout
from mentoring.kit.declension import decline_name
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.tests.papers import order
assert render_pdf(order()).startswith(b"%PDF") and render_docx(order()) and decline_name("Шмидт", "Пётр", "Ильич")
print(*sorted({"pymorphy3", "scipy", "numpy"} & {name.partition(".")[0] for name in sys.modules}))
"""


def test_printing_an_order_loads_no_dictionary():
    """Decision 23: the web worker declines by rules and prints stored forms; pymorphy3 is the job worker's."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "mentoring.settings_test"}
    command = [sys.executable, "-c", PRINT]
    answer = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (answer.stdout.split(), answer.stderr) == ([], "")
