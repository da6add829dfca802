"""Evaluations in the administration (R45): levels, conclusion and measures by the same actions; papers."""

import pytest
from django.urls import reverse

from mentoring.models import JournalEntry
from mentoring.tests import make as people
from mentoring.tests.admin import enter, page, save, shown, words
from mentoring.tests.standing import scene
from monitoring.actions.evaluation import add_entry, set_levels
from monitoring.models import Evaluation, EvaluationEntry, InstrumentVersion
from programs.tests import make


@pytest.fixture
def curator(cast, client):
    return enter(client, cast.curator)


@scene
def program(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


@scene
def evaluation(cast, program):
    set_levels(program, levels=["1", "2"], by=cast.actor("curator"), at=people.moment())
    return Evaluation.objects.get(program=program)


def card(evaluation):
    return page(Evaluation, "change", evaluation.pk)


def measure(cast, program, **fields):
    values = {"name": "Тест", "before": 40, "after": 80, "unit": "%", "reason": "тест курса", **fields}
    return add_entry(program, level="2", by=cast.actor("curator"), at=people.moment(), **values)


def test_an_evaluation_is_begun_with_its_levels(cast, curator, program):
    answer = save(curator, page(Evaluation, "add"), program=str(program.pk), levels=["1", "3"])
    evaluation = Evaluation.objects.get(program=program)
    assert answer.url == card(evaluation)
    assert evaluation.levels == ["1", "3"]
    assert JournalEntry.objects.filter(event="evaluation_levels", author=cast.curator).exists()


def test_a_program_that_has_not_begun_is_not_evaluated(cast, curator):
    draft = make.program(make.live_pair())
    answer = save(curator, page(Evaluation, "add"), program=str(draft.pk), levels=["1"])
    assert answer.status_code == 200
    assert not Evaluation.objects.exists()


def test_the_conclusion_needs_something_to_rest_on(cast, curator, program, evaluation):
    refused = save(curator, card(evaluation), conclusion="Наставничество помогло.")
    assert "Вывод пока не на чем основать" in refused.content.decode()
    measure(cast, program)
    assert save(curator, card(evaluation), conclusion="Наставничество помогло.").status_code == 302
    evaluation.refresh_from_db()
    assert (evaluation.conclusion, evaluation.concluded_by, evaluation.lock_version) == (
        "Наставничество помогло.", cast.curator, 1,
    )  # fmt: skip
    assert evaluation.levels == ["1", "2"]
    html = curator.get(page(Evaluation, "history", evaluation.pk)).content.decode()
    assert "Записан вывод об оценке программы" in html


def test_levels_and_conclusion_are_saved_together_or_not_at_all(cast, curator, evaluation):
    refused = save(curator, card(evaluation), levels=["4"], conclusion="Без данных.")
    assert refused.status_code == 200
    evaluation.refresh_from_db()
    assert (evaluation.levels, evaluation.conclusion) == (["1", "2"], "")


def test_a_curator_of_the_pair_does_not_conclude(cast, curator):
    people.mentor(person=cast.curator)
    pair = make.live_pair([cast.curator], [cast.mentee])
    other = people.person("Нилова Ольга Ильинична", login=True, roles=["curator"])
    program = make.program(pair, state="active", curator=other)
    measure(cast, program)
    refused = save(curator, card(Evaluation.objects.get(program=program)), conclusion="Всё хорошо.")
    assert "Вы – участник этой программы. Вывод запишет другой куратор." in refused.content.decode()


def test_who_concludes_second_sees_the_first(cast, curator, program, evaluation):
    measure(cast, program)
    typed = {**shown(curator, card(evaluation)), "conclusion": "Вторая правка", "_continue": "1"}
    save(curator, card(evaluation), conclusion="Первая правка")
    answer = curator.post(card(evaluation), typed)
    assert "Пока вы писали, вывод изменили." in answer.content.decode()
    evaluation.refresh_from_db()
    assert evaluation.conclusion == "Первая правка"


def test_measures_are_added_changed_and_deleted_by_the_actions(cast, curator, program, evaluation):
    new = {"evaluation": str(evaluation.pk), "level": "2", "name": "Тест", "unit": "%", "reason": "тест курса"}
    refused = save(curator, page(EvaluationEntry, "add"), **new)
    assert "Напишите хотя бы одно число: «до» или «после»." in refused.content.decode()
    outsider = save(curator, page(EvaluationEntry, "add"), before="40", member=str(cast.other_mentor.pk), **new)
    assert "Выберите участника этой программы." in outsider.content.decode()
    assert save(curator, page(EvaluationEntry, "add"), before="40", after="85", **new).status_code == 302
    entry = EvaluationEntry.objects.get()
    path = page(EvaluationEntry, "change", entry.pk)
    assert set(shown(curator, path)) & {"level", "evaluation", "entered_by", "entered_at"} == set()
    save(curator, path, after="90", level="4")
    entry.refresh_from_db()
    assert (entry.level, entry.after) == ("2", 90)
    path = page(EvaluationEntry, "delete", entry.pk)
    assert "почему меняете чужую запись" in words(curator.post(path, {"post": "yes"}))[-1]
    assert EvaluationEntry.objects.filter(pk=entry.pk).exists(), "somebody's work is taken away with a reason"
    assert words(curator.post(path, {"post": "yes", "why": "Внесено дважды"}))[-1].startswith("Готово. Удалено")
    assert not EvaluationEntry.objects.exists()
    events = list(JournalEntry.objects.filter(subject_type="monitoring.evaluation").values_list("event", flat=True))
    assert {"evaluation_entry_added", "evaluation_entry_edited", "evaluation_entry_deleted"} <= set(events)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"before": "140"}, "Процент должен быть между 0 и 100."),
        ({"before": "много"}, "Введите число."),
        ({"before": "1e99"}, "цифр"),
        ({"before": "4", "before_on": "01.12.2026", "after_on": "01.11.2026"}, "Дата «после» раньше даты «до»"),
        ({"before": "4", "name": "ё" * 10000}, "не более 200 символов"),
        ({"before": "4", "member": "9" * 30}, "Выберите корректный вариант"),
        ({"before": "4", "level": "1"}, "Выберите корректный вариант"),
    ],
)
def test_bad_input_of_a_measure_is_told(cast, curator, evaluation, typed, told):
    new = {"evaluation": str(evaluation.pk), "level": "2", "name": "Тест", "unit": "%", "reason": "тест курса"}
    answer = save(curator, page(EvaluationEntry, "add"), **{**new, **typed})
    assert told in answer.content.decode()
    assert not EvaluationEntry.objects.exists()


def test_papers_of_an_evaluation_and_of_the_monitoring_are_taken_from_here(cast, curator, program, evaluation):
    html = curator.get(card(evaluation)).content.decode()
    for name in ("evaluation_pdf", "evaluation_docx"):
        path = reverse(name, args=[program.pk])
        assert path in html
        assert curator.get(path).status_code == 200
    index = curator.get(reverse("admin:index")).content.decode()
    report = reverse("dashboard_report", args=["pdf"])
    assert report in index
    assert curator.get(report)["Content-Type"] == "application/pdf"


def test_a_questionnaire_is_read_only_here(cast, curator):
    version = InstrumentVersion.objects.first()
    path = page(InstrumentVersion, "change", version.pk)
    assert reverse("instrument_edit", args=[version.pk]) in curator.get(path).content.decode()
    assert curator.post(path, {"title": "Другое", "state": "published"}).status_code == 403
    version.refresh_from_db()
    assert version.state == "draft"
