"""The builder's pages: small forms, order, versions, the list and its price, files in and out (R40)."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monitoring.actions import instrument as actions
from monitoring.choices import QuestionKind
from monitoring.models import CardByPost, EqualItems, Instrument, InstrumentVersion
from monitoring.queries.instrument.file import instrument_file
from monitoring.queries.instrument.list import instrument_list
from monitoring.scoring.kind import SCALES
from monitoring.tests import make_instrument as mi
from monitoring.tests import make_survey as ms
from programs.models import Program


@pytest.fixture
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.curator)


@pytest.fixture
def draft(curator):
    return mi.draft(curator)


def url(name, *args):
    return reverse(name, args=args)


def plain(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\xa0", " ")


def add(desk, version, kind, **fields):
    return desk.post(url("question_create", version.pk), {"kind": kind, "text": "Вопрос", **fields}, follow=True)


def test_a_new_instrument_of_any_kind_is_made(desk):
    bad = plain(desk.post(url("instrument_create"), {"title": "", "audience": "x", "level": "4", "kind": "poem"}))
    for words in ("Укажите заголовок бланка.", "Выберите, кто отвечает.", "Выберите уровень.", "Выберите вид бланка."):
        assert words in bad
    sent = {"title": "Карта урока", "audience": "observer", "level": "3", "kind": "observation"}
    page = plain(desk.post(url("instrument_create"), sent, follow=True))
    assert "Карта наблюдения, версия 1, уровень 3. Поведение. Отвечает: наблюдатель." in page
    assert "Создать анкету по этому бланку" not in page


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_has_a_form_that_adds_and_changes_it(desk, draft, kind):
    options = "\n".join(mi.OPTIONS.get(kind, []))
    sent = {"options": options, "columns": "grade_2_0", "unit": "ч", "limit": "40", "most": "2", "comment_to": ""}
    assert "Вопрос добавлен" in plain(add(desk, draft, kind.value, **sent))
    question = draft.questions.get()
    assert question.kind == kind
    assert question.in_index is (kind in ("scale_1_10", "scale_1_5", "grade_2_0", "matrix"))
    form = desk.get(url("question_edit", draft.pk, question.pk))
    assert form.status_code == 200
    answer = desk.post(
        url("question_edit", draft.pk, question.pk),
        {**sent, "text": "Иначе", "lock_version": "0", "hint": "Пояснение"},
        follow=True,
    )
    assert "Вопрос сохранён" in plain(answer)
    question.refresh_from_db()
    assert (question.text, question.hint) == ("Иначе", "Пояснение")
    assert plain(desk.get(url("instrument_preview", draft.pk))).count("Иначе") == 1


@pytest.mark.parametrize(
    ("kind", "fields", "message"),
    [
        ("text", {"text": ""}, "Напишите вопрос."),
        ("text", {"text": "а" * 10000}, "Слишком длинно: 10000 из 400 знаков"),
        ("one", {"options": "только один"}, "Напишите хотя бы две строки"),
        ("matrix", {"options": "\n".join(map(str, range(20))), "columns": "scale_1_5"}, "Строк может быть до 12"),
        ("matrix", {"options": "а\nб", "columns": "xml"}, "Выберите шкалу."),
        ("grade_2_0", {"options": "одна"}, "три разных строки или ни одной"),
        ("scale_1_5", {"comment_to": "5"}, "От 1 до 4"),
        ("scale_1_5", {"comment_required": "on"}, "при какой оценке нужно пояснение"),
        ("scale_1_10", {"subscale": "нет такой"}, "Выберите"),
        ("number", {"least": "5", "limit": "2"}, "Это меньше, чем «Не меньше»."),
    ],
)
def test_a_bad_question_is_told_beside_its_field(desk, draft, kind, fields, message):
    answer = add(desk, draft, kind, **fields)
    assert message in plain(answer)
    assert not draft.questions.exists()


def test_a_strange_kind_shows_the_choice_of_kinds(desk, draft):
    page = plain(desk.get(url("question_create", draft.pk) + "?kind=xml"))
    assert "Шаг 1 из 2" in page
    assert "Выберите вид вопроса." in page


def test_the_same_form_pressed_twice_adds_once(desk, draft):
    add(desk, draft, "text")
    assert "Вы только что отправили то же самое" in plain(add(desk, draft, "text"))
    assert draft.questions.count() == 1


def test_questions_are_moved_copied_and_removed_after_a_question(desk, draft, curator):
    first, second = mi.add(draft, curator, text="Первый"), mi.add(draft, curator, text="Второй")
    desk.post(url("question_move", draft.pk, second.pk), {"place": "1"})
    assert list(draft.questions.all()) == [second, first]
    for place in ("", "abc", "9" * 30):
        assert desk.post(url("question_move", draft.pk, second.pk), {"place": place}).status_code == 302
    answer = desk.post(url("question_copy", draft.pk, first.pk))
    assert answer.url == url("instrument_edit", draft.pk) + f"#q{first.pk}"
    assert draft.questions.count() == 3
    assert "Вернуть его потом нельзя" in plain(desk.get(url("question_remove", draft.pk, first.pk)))
    assert draft.questions.count() == 3
    desk.post(url("question_remove", draft.pk, first.pk))
    assert draft.questions.count() == 2


def parts(sections=(), subscales=(), lock="0"):
    data = {"lock_version": lock}
    for prefix, name, rows in (("sections", "title", sections), ("subscales", "name", subscales)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, (code, words) in enumerate(rows):
            data |= {f"{prefix}-{number}-code": code, f"{prefix}-{number}-{name}": words}
    return data


def test_sections_become_pages_and_subscales_lines_of_the_result(desk, draft, curator):
    sent = parts([("", "Начало"), ("", "Конец")], [("", "Темп")])
    assert "Разделы и подшкалы сохранены" in plain(desk.post(url("instrument_parts", draft.pk), sent, follow=True))
    draft.refresh_from_db()
    assert [one["title"] for one in draft.sections] == ["Начало", "Конец"]
    begin, end = (one["code"] for one in draft.sections)
    add(desk, draft, "scale_1_10", section=end, subscale=draft.subscales[0]["code"], text="В конце")
    add(desk, draft, "scale_1_10", section=begin, text="В начале")
    page = plain(desk.get(url("instrument_edit", draft.pk)))
    assert page.index("1. В начале") < page.index("2. В конце")
    assert "подшкалы: Темп" in page
    kept = parts([(end, "Итог"), (begin, "Начало")], [], lock="1")
    desk.post(url("instrument_parts", draft.pk), kept)
    draft.refresh_from_db()
    assert [(one["code"], one["title"]) for one in draft.sections] == [(end, "Итог"), (begin, "Начало")]
    for data in ({}, {"sections-TOTAL_FORMS": "x"}, parts([("", "")], [("", "а" * 99)], lock="2")):
        assert desk.post(url("instrument_parts", draft.pk), data).status_code in (200, 302)
    late = desk.post(url("instrument_parts", draft.pk), parts([("", "Моё")], lock="77"), follow=True)
    assert "бланк изменили. Сейчас в нём разделы: Итог, Начало; подшкалы: нет." in plain(late)
    assert 'value="Моё"' in late.content.decode()


def head(**fields):
    base = {"title": "Заголовок", "left": "нет", "right": "да", "min_answered": "2", "lock_version": "0"}
    return base | fields


def test_the_head_keeps_words_of_scales_and_rules_that_are_not_shown(desk):
    version = ms.version("l1_mentor_v1")
    bad = plain(desk.post(url("instrument_head", version.pk), head(five="раз\nдва", min_answered="x")))
    assert "Нужно строк: 5" in bad
    assert "Напишите число, например 12." in bad
    desk.post(url("instrument_head", version.pk), head(five="а\nб\nв\nг\nд", grade="Да\nЧастично\nНет"))
    version.refresh_from_db()
    assert (version.title, version.scale["five"][4], version.scale["grade"][0]) == ("Заголовок", "д", "Да")
    assert (version.scoring["expectation"], version.scoring["min_answered"]) == ("m09", 2)
    late = desk.post(url("instrument_head", version.pk), head(title="Второй", five="а\nб\nв\nг\nд"))
    assert [row.part for row in late.context["form"].differences] == ["Заголовок", "Оценка 2, 1, 0: слова"]
    assert late.context["form"].differences[0].was == "Заголовок"
    again = head(title="Второй", lock_version=late.context["form"]["lock_version"].value())
    assert "сохранены" in plain(desk.post(url("instrument_head", version.pk), again, follow=True))


def test_who_saves_a_question_second_sees_both_texts(desk, draft):
    add(desk, draft, "one", options="да\nнет")
    question = draft.questions.get()
    address = url("question_edit", draft.pk, question.pk)
    sent = {"text": "Первый", "options": "да\nнет\nнет ответа", "lock_version": "0"}
    desk.post(address, sent)
    late = desk.post(address, {**sent, "text": "Второй"})
    rows = late.context["form"].differences
    assert [(row.part, row.was, row.became) for row in rows] == [("Вопрос", "Первый", "Второй")]
    desk.post(address, {**sent, "text": "Второй", "lock_version": late.context["form"]["lock_version"].value()})
    question.refresh_from_db()
    assert question.text == "Второй"


def test_a_published_instrument_says_why_and_offers_a_new_version(desk, draft, curator):
    assert "В бланке нет ни одного вопроса" in plain(desk.get(url("instrument_edit", draft.pk)))
    question = mi.add(draft, curator)
    assert "больше не меняется" in plain(desk.post(url("instrument_publish", draft.pk), follow=True))
    page = plain(desk.get(url("instrument_edit", draft.pk)))
    assert "Бланк опубликован и больше не меняется. Создайте новую версию." in page
    assert "Добавить вопрос" not in page
    for name, args in (
        ("question_create", ()),
        ("instrument_head", ()),
        ("instrument_parts", ()),
        ("question_edit", (question.pk,)),
        ("question_remove", (question.pk,)),
    ):
        assert desk.get(url(name, draft.pk, *args)).status_code == 403, name
    assert "Версия 2 – черновик" in plain(desk.post(url("instrument_copy", draft.pk), follow=True))
    copy = InstrumentVersion.objects.get(instrument=draft.instrument, number=2)
    assert "Черновик версии удалён" in plain(desk.post(url("instrument_discard", copy.pk), follow=True))


def test_the_preview_shows_every_question_as_it_will_be_asked(desk):
    html = desk.get(url("instrument_preview", ms.version().pk)).content.decode()
    questions = ms.version().questions.all()
    skipped = [question for question in questions if question.kind in SCALES and not question.required]
    assert html.count("Не могу оценить") == len(skipped) >= 18
    assert f"{len(questions)}. Вы поставили низкую оценку" in html
    card = plain(desk.get(url("instrument_preview", ms.version("lesson_v1").pk)))
    assert card.count("Не наблюдалось") == 18
    assert "2 – План есть, занятие ему следует" in card
    assert "Комментарий к критерию 18" in card
    assert "Что получилось" in card
    assert "кто увидит ответы" not in card


def test_a_published_card_is_told_as_a_card_not_as_a_questionnaire(desk):
    text = plain(desk.get(url("instrument_edit", ms.version("lesson_v1").pk)))
    assert "Карта готова" in text
    assert "Создать анкету" not in text
    assert "апустите анкету" not in text


def test_versions_are_told_apart_and_declared_equal(desk, draft, curator):
    question = mi.add(draft, curator, text="Как было")
    assert "Версия одна" in plain(desk.get(url("instrument_versions", draft.pk)))
    actions.publish(draft, by=curator, at=timezone.now())
    copy = actions.new_version(draft, by=curator, at=timezone.now())
    now = copy.questions.get()
    desk.post(url("question_edit", copy.pk, now.pk), {"text": "Как стало", "lock_version": "0"})
    page = plain(desk.get(url("instrument_versions", copy.pk)))
    assert "Сравнивать можно ответы на 0 вопросов" in page
    assert "Пока разные" in page
    pair = {"first": question.pk, "second": now.pk, "equal": "yes"}
    page = plain(desk.post(url("instrument_equal", copy.pk), pair, follow=True))
    assert "Равны по решению куратора" in page
    assert "Сравнивать можно ответы на 1 вопрос" in page
    desk.post(url("instrument_equal", copy.pk), pair | {"equal": "no"})
    assert not EqualItems.objects.exists()
    for query in ("?a=1&b=99", "?a=x", "?a=2&b=1", "?a=1&b=1"):
        assert desk.get(url("instrument_versions", copy.pk) + query).status_code == 200


# The list


def test_the_list_is_searched_filtered_sorted_and_empty_in_words(desk, draft):
    text = plain(desk.get(url("instrument_list")))
    for words in ("Карта наблюдения занятия", "Мой бланк", "вне уровней", "21 вопрос", "3. Поведение"):
        assert words in text
    found = plain(desk.get(url("instrument_list") + "?q=КАРТА наблюд"))
    assert "Карта наблюдения занятия" in found
    assert "Мой бланк" not in found
    assert "По этим условиям бланков нет" in plain(desk.get(url("instrument_list") + "?q=нет такого"))
    by_kind = plain(desk.get(url("instrument_list") + "?kind=observation&level=3&state=published"))
    assert "Карта наблюдения занятия" in by_kind
    assert "Что изменилось в работе" not in by_kind
    for query in ("?sort=-level", "?sort=kind", "?sort=x", "?kind=x&level=9&state=x&page=x"):
        assert "Мой бланк" in plain(desk.get(url("instrument_list") + query))
    CardByPost.objects.all().delete()
    Instrument.objects.all().delete()
    assert "Бланков нет" in plain(desk.get(url("instrument_list")))


def test_the_newest_version_stands_for_its_instrument(curator, draft):
    mi.add(draft, curator)
    actions.publish(draft, by=curator, at=timezone.now())
    actions.new_version(draft, by=curator, at=timezone.now())
    row = next(row for row in instrument_list(curator, {}).rows if row.title == "Мой бланк")
    assert row.note == "Отвечает: наставляемый. Версия 2, всего 2\xa0версии."
    assert row.questions.startswith("1\xa0вопрос, в индексе – 1")


def test_pages_take_a_constant_number_of_queries(desk, curator, draft):
    pages = [url(name, draft.pk) for name in ("instrument_edit", "instrument_preview", "instrument_versions")]
    pages.append(url("instrument_list"))
    mi.add(draft, curator)
    at_one = [_asked(desk, page) for page in pages]
    for number in (1, 2):
        mi.add(draft, curator)
        mi.draft(curator, title=f"Ещё {number}")
    assert [_asked(desk, page) for page in pages] == at_one
    assert max(at_one) <= 12, at_one


def _asked(desk, page):
    desk.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(page).status_code == 200
    return len(queries)


# Files


def upload(desk, told, name="blank.json"):
    content = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
    return desk.post(url("instrument_import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def file_of(version, **changes):
    return json.loads(instrument_file(version)) | changes


@pytest.mark.parametrize("code", ["l1_mentee_v1", "lesson_v1", "l3_colleague_v1", "curator_v1", "early_v1"])
def test_what_was_saved_to_a_file_is_loaded_as_it_was(desk, college, code):
    """Every shipped instrument goes out and comes back the same, as a draft under a new code."""
    version = ms.version(code)
    told = file_of(version, code="copy_of_it")
    assert "Бланк загружен: это черновик, версия 1." in plain(upload(desk, told))
    made = ms.version("copy_of_it")
    assert made.state == "draft"
    again = file_of(made, code="copy_of_it")
    for key in ("questions", "sections", "subscales", "title", "lead", "level"):
        assert again[key] == told[key], key
    assert again["scoring"].get("bands") == told["scoring"].get("bands")


def test_every_kind_survives_the_file(desk, curator):
    version = mi.every_kind(curator)
    told = file_of(version, code="kinds")
    upload(desk, told)
    assert file_of(ms.version("kinds"))["questions"] == told["questions"]
    answer = desk.get(url("instrument_export", version.pk))
    assert json.loads(answer.content)["format"] == "nastavnik-instrument"


def test_a_known_instrument_gets_the_next_draft_and_nothing_is_overwritten(desk, draft, curator):
    mi.add(draft, curator, text="Прежний")
    told = file_of(draft, title="Из файла")
    assert "уже есть черновик версии" in plain(upload(desk, told))
    actions.publish(draft, by=curator, at=timezone.now())
    assert "версия 2" in plain(upload(desk, told))
    draft.refresh_from_db()
    assert (draft.title, draft.state, draft.questions.get().text) == ("Мой бланк", "published", "Прежний")
    other = file_of(draft, audience="mentor")
    assert "бланк другого вида или для других людей" in plain(upload(desk, other))


def broken(version, **question):
    told = file_of(version)
    told["questions"][0] |= question
    return told


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda v: b'{\n  "format": ,', "Строка 2, знак 13"),
        (lambda v: b"\xff\xfe\x00", "UTF-8"),
        (lambda v: b"[" * 100000, "не читается"),
        (lambda v: {"format": "other"}, "Это не файл бланка"),
        (lambda v: [1], "Это не файл бланка"),
        (lambda v: file_of(v, kind="poem"), "Поле «kind» (вид бланка): подойдут survey, test, observation"),
        (lambda v: file_of(v, kind=["survey"]), "Поле «kind»"),
        (lambda v: file_of(v, code="код"), "Поле «code»"),
        (lambda v: file_of(v, title=""), "Поле «title»: Укажите заголовок бланка."),
        (lambda v: file_of(v, questions=[]), "нужно от 1 до 60 вопросов"),
        (lambda v: file_of(v, sections=[{"code": "a", "title": ""}]), "Раздел 1, поле «title»"),
        (lambda v: broken(v, kind="xml"), "Вопрос 1, поле «kind»: такого вида вопроса нет: «xml»."),
        (lambda v: broken(v, kind={}), "Вопрос 1, поле «kind»"),
        (lambda v: broken(v, text=""), "Вопрос 1, поле «text»: Напишите вопрос."),
        (lambda v: broken(v, code="q 1"), "Вопрос 1, поле «code»"),
        (lambda v: broken(v, subscale="нет"), "Вопрос 1, поле «subscale»"),
        (lambda v: broken(v, comment_to=10), "Вопрос 1, поле «comment_to»"),
        (lambda v: file_of(v, questions=[None, 5, "x"]), "Вопрос 3, поле «kind»"),
        (lambda v: file_of(v, questions=file_of(v)["questions"] * 2), "уже занят другим вопросом"),
        (lambda v: broken(v, code="a" * 18), "Вопрос 1, поле «code»"),
        (lambda v: file_of(v, subscales=[{"code": "index", "name": "Итог"}]), "кроме sheet, index, satisfied"),
        (lambda v: json.dumps(broken(v, kind="\udcff")).encode(), "Вопрос 1, поле «kind»"),
        (lambda v: file_of(v, scoring={"bands": [{"from": float("nan"), "name": "низкий"}]}), "не читается"),
        (lambda v: file_of(v, scoring={"bands": [{"from": 1e400, "name": "низкий"}]}), "не читается"),
        (lambda v: file_of(v, scoring={"subscale_min_answered": 10**30}), "не читается"),
    ],
)
def test_a_bad_file_is_told_by_its_place_and_changes_nothing(desk, draft, curator, change, message):
    mi.add(draft, curator)
    answer = upload(desk, change(draft))
    assert answer.status_code == 200
    assert message in plain(answer).replace("&quot;", '"')
    assert InstrumentVersion.objects.filter(instrument=draft.instrument).count() == 1


def test_signs_no_page_can_show_and_no_base_can_keep_do_not_come_in_by_a_file(desk, draft, curator):
    """PostgreSQL takes no NUL in a JSON, no page takes a half of a sign; both are written in a file as «\\u…»."""
    mi.add(draft, curator)
    told = file_of(draft, code="strange", title="Бланк\udcff")
    told["scale"] |= {"five_skip": "Не\0знаю"}
    told["scoring"] |= {"bands": [{"from": 5, "name": "низ\0кий"}]}
    assert upload(desk, json.dumps(told).encode()).status_code == 200
    made = InstrumentVersion.objects.get(instrument__code="strange")
    assert (made.title, made.scale["five_skip"]) == ("Бланк", "Не знаю")
    assert made.scoring["bands"] == [{"from": 5, "name": "низ кий"}]


# Ways to a survey


def test_a_survey_is_begun_from_the_instrument_and_from_a_program_ended_early(cast, desk, curator):
    program = ms.program(cast.pair)
    early = ms.version("early_v1")
    form = desk.get(url("survey_create") + f"?version={early.pk}").context["form"]
    assert (form.initial["version"], form.initial["title"]) == (early.pk, early.title)
    Program.objects.filter(pk=program.pk).update(state="ended_early", activated_on=program.since)
    way = f"{url('survey_create')}?year={program.year_id}&program={program.pk}"
    page = desk.get(url("pair_detail", program.pair_id)).content.decode().replace("&amp;", "&")
    assert way in page
    form = desk.get(way).context["form"]
    assert (form.initial["version"], form.initial["programs"]) == (early.pk, [program.pk])
    assert desk.get(url("survey_create") + "?version=x&program=999999").status_code == 200
