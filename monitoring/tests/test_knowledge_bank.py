"""The bank of questions: starter, rules, replacement of what was asked, files there and back."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import DiagnosisStatement
from monitoring.actions.knowledge import bank_file, practical, question
from monitoring.choices.knowledge import TaskKind
from monitoring.documents.knowledge_bank import bank_json, bank_xlsx
from monitoring.models import BankQuestion, Rubric
from monitoring.question_rules import QuestionText, faults_of
from monitoring.scoring.task import points_of
from monitoring.starter.knowledge import name_competences
from monitoring.tests import make_knowledge as mk
from monitoring.tests import make_survey as ms


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


def now():
    return timezone.now()


def test_the_starter_bank_is_whole_and_fair(college):
    """28 questions of 8 directions; those to compare with a source are drafts; each can be answered rightly and only so."""
    rows = list(BankQuestion.objects.select_related("direction"))
    assert (len(rows), len({row.direction_id for row in rows})) == (28, 8)
    assert {row.code for row in rows if row.state == "draft"} == {"q_legal_3", "q_health_2"}
    for row in rows:
        said = {name: getattr(row, name) for name in QuestionText.__dataclass_fields__}
        assert faults_of(QuestionText(**said)) == {}, row.code
        task = type("Task", (), {"question": row})
        assert points_of(row, mk.right(task)) == row.points, row.code
    assert Rubric.objects.filter(state="active").count() == 3


def test_starter_questions_name_the_competence_of_the_diagnosis(college):
    """Level 2 tells results by competence only where questions name one; what the college wrote is left."""
    hard = {row.text.removeprefix("…"): row.direction_id for row in DiagnosisStatement.objects.all()}
    assert all(hard[row.competence] == row.direction_id for row in BankQuestion.objects.all())
    BankQuestion.objects.filter(code="q_ict_1").update(competence="")
    BankQuestion.objects.filter(code="q_ict_2").update(competence="цифровая гигиена")
    name_competences(lambda name: BankQuestion)
    named = dict(BankQuestion.objects.filter(code__in=["q_ict_1", "q_ict_2"]).values_list("code", "competence"))
    assert named == {
        "q_ict_1": "защитить персональные данные и свои учётные записи",
        "q_ict_2": "цифровая гигиена",
    }


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"kind": "one", "options": ("а", "б")}, "right"),
        ({"kind": "one", "options": ("а", "б"), "right": (0, 1)}, "right"),
        ({"kind": "many", "options": ("а", "б"), "right": (2,)}, "right"),
        ({"kind": "one", "options": ("а", "а"), "right": (0,)}, "options"),
        ({"kind": "order", "options": ("а",)}, "options"),
        ({"kind": "match", "options": ("а", "б"), "matches": ("1",)}, "matches"),
        ({"kind": "match", "options": ("а", "б"), "matches": ("1", "1")}, "matches"),
        ({"kind": "number"}, "number"),
        ({"kind": "text"}, "sample"),
        ({"kind": "text", "sample": "цель", "points": 0}, "points"),
    ],
)
def test_a_question_that_cannot_be_scored_is_not_kept(curator, fields, where):
    assert set(faults_of(QuestionText(text="Что?", **fields))) == {where}
    with pytest.raises(Refused):
        question.create_question(direction=mk.direction(), text="Что?", by=curator, at=now(), **fields)


def test_what_was_asked_is_replaced_and_never_changed(cast, curator):
    row = mk.bank(curator, ("one",))[0]
    mk.passed(ms.program(cast.pair), curator)
    with pytest.raises(Refused, match="Замените его новым"):
        question.edit_question(row, lock_version=0, text="Иначе?", by=curator, at=now())
    copy = question.replace_question(row, by=curator, at=now())
    assert question.replace_question(row, by=curator, at=now()).pk == copy.pk
    kept = {name: getattr(copy, name) for name in question.FIELDS}
    question.edit_question(copy, lock_version=0, by=curator, at=now(), **{**kept, "text": "Иначе?"})
    question.publish_question(BankQuestion.objects.get(pk=copy.pk), by=curator, at=now())
    row.refresh_from_db()
    assert (row.state, row.text[:6]) == ("retired", "Вопрос")


def test_the_second_editor_is_told(curator):
    row = mk.bank(curator, ("one",), active=False)[0]
    kept = {name: getattr(row, name) for name in question.FIELDS}
    question.edit_question(row, lock_version=0, by=curator, at=now(), **kept)
    with pytest.raises(Stale, match="кто-то ещё изменил"):
        question.edit_question(row, lock_version=0, by=curator, at=now(), **kept)


def test_who_saves_a_rubric_second_sees_both_texts(cast, sign_in, curator):
    fields = {"title": "Проверка", "hint": "", "criteria": [{"name": "Цель", "levels": ["нет", "да"]}]}
    row = practical.save_rubric(**fields, by=curator, at=now())
    client, url = sign_in(cast.curator), reverse("rubric_edit", args=[row.pk])
    seen = client.get(url).context["form"]["seen"].value()
    said = {"title": "Проверка плана", "hint": "", "criteria": "Цель: нет; есть", "seen": seen}
    assert client.post(url, said).status_code == 302
    late = client.post(url, {**said, "criteria": "Цель: не названа; названа"})
    found = {diff.part: (diff.was, diff.became) for diff in late.context["form"].differences}
    assert found == {"Критерии и уровни": ("Цель: нет; есть", "Цель: не названа; названа")}
    assert "Цель: не названа; названа" in late.content.decode()


def test_the_second_editor_sees_both_texts_and_chooses(cast, sign_in, curator):
    row = mk.bank(curator, ("one",), active=False)[0]
    client, url = sign_in(cast.curator), reverse("bank_question_edit", args=[row.pk])
    form = client.get(url).context["form"]
    said = {name: form[name].field.prepare_value(form[name].value()) for name in form.fields}
    said = {name: "" if value is None else value for name, value in said.items()}
    assert client.post(url, {**said, "text": "Первый успел?"}).status_code == 302
    late = client.post(url, {**said, "text": "Второй опоздал?", "options": "да\nнет\nне знаю"})
    found = {diff.part: (diff.was, diff.became) for diff in late.context["form"].differences}
    assert found["Вопрос"] == ("Первый успел?", "Второй опоздал?")
    assert found["Варианты"][1] == "да\nнет\nне знаю"
    again = {**said, "text": "Второй опоздал?", "lock_version": late.context["form"]["lock_version"].value()}
    assert client.post(url, again).status_code == 302
    row.refresh_from_db()
    assert row.text == "Второй опоздал?"


def upload(content, name):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("kind", ["xlsx", "json"])
def test_what_was_downloaded_can_be_loaded(curator, kind):
    mk.bank(curator, tuple(TaskKind.values))
    rows = BankQuestion.objects.filter(code__startswith="q-").select_related("direction").order_by("pk")
    fields = ("kind", "text", "options", "matches", "right", "number", "tolerance", "sample", "points")
    before = list(rows.values_list(*fields))
    content = bank_xlsx(rows, author="") if kind == "xlsx" else bank_json(rows)
    load = lambda: question.import_questions(bank_file.rows_of_file(upload(content, f"q.{kind}")), by=curator, at=now())  # noqa: E731
    assert load() == (0, 6)
    rows.delete()
    assert load() == (6, 0)
    assert list(rows.values_list(*fields)) == before
    assert set(rows.values_list("state", flat=True)) == {"draft"}


@pytest.mark.parametrize(
    ("change", "why"),
    [({"Вид": "Эссе"}, "нет вида"), ({"Направление": "Астрология"}, "нет направления"), ({"Верные": "первый"}, "номера"),
     ({"Верные": "7"}, "отметьте верное"), ({"Вопрос": ""}, "напишите вопрос"), ({"Код": "<b>"}, "латинские")],
)  # fmt: skip
def test_one_wrong_row_stops_the_file_and_is_named(curator, change, why):
    good = {"Направление": "Методика", "Вид": "Один ответ", "Вопрос": "Что?", "Варианты": "а\nб", "Верные": "1"}
    good["Направление"] = mk.direction().name
    content = json.dumps([good, {**good, **change}]).encode()
    with pytest.raises(Refused, match=f"Строка 2: .*{why}"):
        bank_file.rows_of_file(upload(content, "q.json"))


def test_signs_no_base_can_keep_do_not_come_in_by_a_file(college):
    row = {
        "Направление": mk.direction().name,
        "Вид": TaskKind.TEXT.value,
        "Вопрос": "Что\0такое\udcff?",
        "На что смотреть": "а",
    }
    (read,) = bank_file.rows_of_file(upload(json.dumps([row]).encode(), "q.json"))
    assert read["text"] == "Что такое ?"
    with pytest.raises(Refused, match="нет направления «х»"):
        bank_file.rows_of_file(upload(json.dumps([row | {"Направление": "х\ud800"}]).encode(), "q.json"))


@pytest.mark.parametrize("content", [b"{", b'{"a": 1}', b"[1]", b"\xff\xfe", b"[]"])
def test_a_broken_file_is_refused_in_words(college, content):
    with pytest.raises(Refused):
        bank_file.rows_of_file(upload(content, "q.json"))


def test_the_curator_writes_a_question_on_one_page(cast, sign_in):
    desk = sign_in(cast.curator, "curator")
    data = {"direction": mk.direction().pk, "competence": "цель", "kind": "many", "text": "Что верно?",
            "options": "а\nб\nв", "right": "1, 3", "points": "2"}  # fmt: skip
    wrong = desk.post(reverse("bank_question_create"), {**data, "right": ""}).content.decode()
    assert "Отметьте верное" in wrong
    assert "Что верно?" in wrong
    answer = desk.post(reverse("bank_question_create"), data, follow=True)
    row = BankQuestion.objects.get(competence="цель")
    assert (row.right, row.options, row.state) == ([0, 2], ["а", "б", "в"], "draft")
    assert "черновиком" in answer.content.decode()
    desk.post(reverse("bank_question_publish", args=[row.pk]))
    assert BankQuestion.objects.get(pk=row.pk).state == "active"


def test_an_uploaded_file_says_its_mistake_beside_the_field(cast, sign_in):
    desk = sign_in(cast.curator, "curator")
    page = desk.post(reverse("bank_question_import"), {"file": BytesIO(b"nothing")}).content.decode()
    assert "Файл" in page
    assert "field wrong" in page or "error" in page
