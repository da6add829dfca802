"""One page per program with all four levels, and its papers (R45)."""

from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from mentoring.kit.pdf import html_for
from mentoring.tests import make
from mentoring.tests.papers import pages_text
from mentoring.tests.standing import scene
from monitoring.actions import evaluation as actions
from monitoring.documents.evaluation import evaluation_paper
from monitoring.models import EvaluationEntry
from monitoring.queries.evaluation.page import evaluation_page
from monitoring.tests import make_survey as ms
from monitoring.tests.test_survey_disclosure import plain
from monitoring.tests.test_survey_views import LONG, queries, url


@scene
def curator(cast):
    return cast.actor("curator")


@scene
def program(cast):
    return ms.program(cast.pair, state="finishing")


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.curator, "curator")


def enter(program, by, level="2", **fields):
    values = {
        "name": "Тест",
        "unit": "%",
        "before": Decimal(52),
        "after": Decimal(78),
        "reason": "тест курса",
        "source": "карта",
        **fields,
    }
    return actions.add_entry(program, level=level, by=by, at=ms.ago(hours=1), **values)


def page(program):
    return reverse("evaluation_detail", args=[program.pk])


def printed(program):
    """The words of the evaluation on paper."""
    return " ".join(
        unescape(strip_tags(html_for(evaluation_paper(evaluation_page(program))))).replace("\xa0", " ").split()
    )


# The page


def test_an_empty_page_says_what_each_level_waits_for(desk, program):
    text = plain(desk.get(page(program)))
    assert "Недостаточно данных: анкеты об этой программе ещё не было" in text
    assert "Недостаточно данных: нет входного и итогового теста." in text
    assert "нужны две карты одной версии" in text
    assert "Недостаточно данных: показатели не выбраны и не внесены." in text
    assert "Недостаточно данных для общего вывода Начните с входного теста" in text
    for act in ("Создать анкету", "Назначить входной тест", "Назначить наблюдение", "Выбрать показатели программы"):
        assert act in text
    assert "ни по одному уровню нет данных" in text
    assert "Четыре уровня не складываются в одну оценку" in text


def test_every_level_has_a_question_a_figure_with_its_base_and_a_table(desk, curator, program):
    enter(program, curator)
    enter(program, curator, name="Практика", before=Decimal(100), after=Decimal(100))
    enter(program, curator, name="Только вход", after=None)
    enter(program, curator, "3", name="Методика", before=Decimal(45), after=Decimal(70))
    enter(
        program,
        curator,
        "4",
        name="Обращения родителей",
        unit="шт.",
        before=Decimal(7),
        after=Decimal(3),
        higher_is_better=False,
    )
    enter(program, curator, "4", name="Затраты", unit="руб.", before=None, after=Decimal(86400))
    text = plain(desk.get(page(program)))
    assert "1 из 2 измерений выросло: среднее считаем от 5 измерений" in text
    assert "Оба измерения есть у 1 из 1" in text
    assert "Нормированный" not in text
    assert "+25 п. п.: было 45 %, стало 70 %" in text
    assert "1 из 1 показателя стал лучше" in text
    assert "↓ 4 шт., лучше" in text
    assert "86 400 руб." in text
    assert "нет данных" in text
    assert "Связь с программой косвенная" in text
    assert "<svg" in desk.get(page(program)).content.decode()


def test_of_five_and_more_a_mean_is_told(desk, curator, program):
    for _ in range(5):
        enter(program, curator)
    text = plain(desk.get(page(program)))
    assert "+26 п. п. в среднем: было 52 %, стало 78 %" in text
    assert "Результат вырос: 5 из 5 (100 %)" in text
    assert "Нормированный прирост 0,54 – средний" in text


def test_one_of_three_mentees_is_one_of_three_on_page_and_paper(desk, curator):
    group = ms.group_program(3)
    enter(group, curator, member=group.pair.mentees[0])
    for text in (plain(desk.get(page(group))), printed(group)):
        assert "+26 п. п.: было 52 %, стало 78 %" in text
        assert "змерения есть у 1 из 3" in text
        assert "в среднем" not in text


def test_the_paper_names_people_closes_its_lists_and_does_not_advise(desk, curator):
    group = ms.group_program(3)
    text = printed(group)
    assert "→" not in text
    assert "Наставляемые" in text
    assert text.count("Недостаточно данных:") == 4
    assert "Внесите" not in text
    assert "Назначить" not in text
    enter(group, curator, member=group.pair.mentees[0])
    text = printed(group)
    assert "– оба измерения есть у 1 из 3;" in text
    assert "прирост 0,54 – средний." in text


def test_a_curator_concludes_as_curator(desk, cast, curator, program):
    enter(program, curator)
    cast.curator.post = "методист"
    cast.curator.save()
    actions.conclude(program, text="Получилось.", lock_version=0, by=curator, at=ms.ago(hours=0))
    assert "Куратор наставничества О. Н. Белова" in printed(program)


def test_a_gain_from_a_hundred_is_not_counted(desk, curator, program):
    enter(program, curator, before=Decimal(100), after=Decimal(100))
    assert "Нормированный прирост не считаем: на входе уже 100 %" in plain(desk.get(page(program)))


def test_a_small_program_is_words_for_the_curator_and_the_whole_for_others(cast, sign_in, curator, program):
    rest = ms.group_program(9)
    survey = ms.running(curator, [program, rest])
    for number, invitation in enumerate(ms.invitations(survey)):
        ms.answer(invitation, 3 if invitation.program == program else 6 + number % 4)
    ms.surveys.close(survey, by=curator, at=ms.ago(hours=0))
    text = plain(sign_in(cast.curator, "curator").get(page(program)))
    assert "Видите только вы. Ответили все; довольных нет" in text
    assert "Сводно, техникум целиком" in text
    for part in ("director", "mentor", "supervisor"):
        other = plain(sign_in(getattr(cast, part), part).get(page(program)))
        assert "довольных нет" not in other
        assert "Сводно, техникум целиком: по одной этой программе ответы не показываем" in other


def test_a_curator_in_the_program_gets_no_private_words(cast, sign_in, curator, program):
    ms.closed(curator, [program], [3])
    cast.pair.members.filter(side="mentor").update(person=cast.curator)
    assert "Видите только вы" not in plain(sign_in(cast.curator, "curator").get(page(program)))


def test_a_large_program_of_a_survey_by_programs_has_its_own_figures(desk, curator):
    group = ms.group_program(10)
    other = ms.group_program(10, start=12)
    ms.closed(curator, [group, other], [9] * 10 + [2] * 10, dimension="program")
    enter(group, curator)
    text = plain(desk.get(page(group)))
    assert "Довольны: 10 из 10 (100 %)" in text
    assert "По этой программе" in text
    assert "Индекс 90 % – высокий" in text


def test_a_running_survey_shows_only_its_term(desk, curator, program):
    ms.running(curator, [program])
    assert "Идёт сбор ответов, до" in plain(desk.get(page(program)))


def test_levels_not_chosen_are_not_on_the_page(desk, curator, program):
    answer = desk.post(url("evaluation_levels", program.pk), {"levels": ["1", "2"]}, follow=True)
    text = plain(answer)
    assert "Готово." in text
    assert "Чему научились?" in text
    assert "Что получил техникум?" not in text
    assert "Выберите хотя бы один уровень" in plain(desk.post(url("evaluation_levels", program.pk), {}))
    assert "Выберите уровни из списка" in plain(desk.post(url("evaluation_levels", program.pk), {"levels": ["9"]}))


def test_no_single_score_is_ever_made_of_the_levels(desk, curator, program):
    enter(program, curator)
    enter(program, curator, "3")
    text = plain(desk.get(page(program))).lower()
    assert "общий балл" not in text
    assert "итоговая оценка" not in text
    assert "научились и применяют" in text


# Measures and the conclusion


def entry_data(**changes):
    return {
        "name": "Тест", "unit": "%", "before": "52,5", "before_on": "14.10.2026", "after": "78", "after_on": "",
        "source": "Протокол", "member": "", "reason": "тест курса",
    } | changes  # fmt: skip


def test_a_measure_is_entered_corrected_and_removed(desk, program):
    answer = desk.post(url("evaluation_entry_create", program.pk, "2"), entry_data(), follow=True)
    assert "Измерение внесено: «Тест»" in plain(answer)
    entry = EvaluationEntry.objects.get()
    assert (entry.before, entry.after) == (Decimal("52.50"), 78)
    assert 'value="52,5"' in desk.get(url("evaluation_entry_edit", entry.pk)).content.decode()
    desk.post(url("evaluation_entry_edit", entry.pk), entry_data(after="80"))
    entry.refresh_from_db()
    assert entry.after == 80
    assert "Измерение удалено" in plain(desk.post(url("evaluation_entry_delete", entry.pk), follow=True))
    assert not EvaluationEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Назовите, что измеряли"),
        ({"name": LONG}, "Слишком длинно: 10000 из 200 знаков"),
        ({"before": "пятьдесят"}, "Напишите число, например 12 или 12,5"),
        ({"before": "NaN"}, "Напишите число"),
        ({"before": "1e400"}, "Напишите число"),
        ({"before": "9" * 30}, "Напишите число"),
        ({"before": "101"}, "Процент должен быть между 0 и 100"),
        ({"after": "-1"}, "Процент должен быть между 0 и 100"),
        ({"before": "", "after": ""}, "Напишите хотя бы одно число"),
        ({"before_on": "31.02.2026"}, "Такой даты нет"),
        ({"after_on": "01.09.2026"}, "Дата «после» раньше даты «до»"),
        ({"member": "999"}, "Выберите участника этой программы"),
    ],
)
def test_a_bad_measure_is_told_beside_the_field(desk, program, changes, message):
    answer = desk.post(url("evaluation_entry_create", program.pk, "2"), entry_data(**changes))
    assert answer.status_code == 200
    assert message in plain(answer)
    assert not EvaluationEntry.objects.exists()


def test_a_mentee_of_another_pair_cannot_be_named(cast, desk, program):
    answer = desk.post(url("evaluation_entry_create", program.pk, "2"), entry_data(member=str(cast.other_mentee.pk)))
    assert "Выберите участника этой программы" in plain(answer)


@pytest.mark.parametrize("level", ["1", "5", "x"])
def test_there_is_no_page_for_other_levels(desk, program, level):
    assert desk.get(f"/programs/{program.pk}/evaluation/{level}/new/").status_code == 404


def test_the_mentor_enters_tests_and_nothing_else(cast, sign_in, curator, program):
    client = sign_in(cast.mentor, "mentor")
    assert "Измерение внесено" in plain(
        client.post(url("evaluation_entry_create", program.pk, "2"), entry_data(), follow=True)
    )
    assert client.get(url("evaluation_entry_create", program.pk, "3")).status_code == 403
    observation = enter(program, curator, "3")
    assert client.get(url("evaluation_entry_edit", observation.pk)).status_code == 403
    alien = enter(ms.program(cast.other_pair), curator)
    assert client.get(url("evaluation_entry_edit", alien.pk)).status_code == 404


def test_the_conclusion_is_written_and_rewritten(desk, curator, program):
    assert desk.get(url("evaluation_conclude", program.pk)).status_code == 403
    enter(program, curator)
    answer = desk.post(
        url("evaluation_conclude", program.pk), {"text": "Освоил приёмы.", "lock_version": "0"}, follow=True
    )
    text = plain(answer)
    assert "Вывод записан" in text
    assert "Освоил приёмы." in text
    assert "Вывод: Белова О. Н." in text
    stale = desk.post(url("evaluation_conclude", program.pk), {"text": "Иначе", "lock_version": "0"})
    assert "вывод изменили" in plain(stale)
    assert "Напишите вывод" in plain(
        desk.post(url("evaluation_conclude", program.pk), {"text": " ", "lock_version": "1"})
    )
    assert "Слишком длинно" in plain(
        desk.post(url("evaluation_conclude", program.pk), {"text": LONG, "lock_version": "1"})
    )


# Papers


def test_the_papers_say_what_the_page_says_and_nothing_private(cast, desk, curator, program):
    ms.closed(curator, [program], [3])
    enter(program, curator, member=cast.mentee)
    enter(program, curator, "4", name="Качество знаний", before=Decimal(54), after=Decimal(61))
    desk.post(url("evaluation_conclude", program.pk), {"text": "Освоил приёмы.", "lock_version": "0"})
    assert "Видите только вы" in plain(desk.get(page(program)))
    pdf = " ".join(pages_text(desk.get(url("evaluation_pdf", program.pk)).content))
    for words in (
        "ОЦЕНКА ПРОГРАММЫ",
        "Ковалёва Марина Сергеевна",
        "Освоил приёмы.",
        "+26",
        "Качество знаний",
        "косвенная",
    ):
        assert words in pdf
    assert "довольных нет" not in pdf
    assert "Недостаточно данных: ответивших меньше 5" in pdf
    assert "Белова" in pdf


def test_the_word_file_opens_and_holds_the_same(desk, curator, program):
    from io import BytesIO

    from docx import Document

    enter(program, curator)
    answer = desk.get(url("evaluation_docx", program.pk))
    document = Document(BytesIO(answer.content))
    text = " ".join(p.text for p in document.paragraphs) + " ".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert "ОЦЕНКА ПРОГРАММЫ" in text
    assert "Чему научились?" in text
    assert "Тест" in text


# The list


def test_the_list_is_searched_filtered_and_sorted(cast, desk, curator, program):
    ms.program(cast.other_pair)
    enter(program, curator)
    text = plain(desk.get(url("evaluation_list") + "?q=ковалева"))
    assert "Ковалёва → Жуков" in text
    assert "Панина" not in text
    assert "1 из 4" in text
    assert "Таких программ нет" in plain(desk.get(url("evaluation_list") + "?q=никого"))
    for bad in ("?year=99999999999999999999", "?sort=-x&page=999", "?year=x"):
        assert desk.get(url("evaluation_list") + bad).status_code == 200


def test_the_list_is_empty_in_words_and_closed_to_strangers(cast, sign_in, desk):
    assert "Оценивать пока нечего" in plain(desk.get(url("evaluation_list")))
    assert sign_in(cast.outsider).get(url("evaluation_list")).status_code == 403


def test_the_list_costs_the_same_for_one_and_for_three(desk, curator):
    enter(ms.group_program(1), curator)
    one = queries(desk, url("evaluation_list"))
    for start in (5, 10):
        enter(ms.group_program(2, start=start), curator)
    assert queries(desk, url("evaluation_list")) == one
    assert one <= 12


def test_the_page_costs_the_same_for_one_measure_and_for_three(desk, curator):
    program = ms.group_program(3)
    enter(program, curator, member=program.pair.mentees[0])
    one = queries(desk, page(program))
    enter(program, curator, member=program.pair.mentees[1])
    enter(program, curator, "3")
    assert queries(desk, page(program)) == one
    assert one <= 20


def test_a_stranger_finds_no_such_page(cast, sign_in, program):
    client = sign_in(cast.other_mentor, "mentor")
    for name in ("evaluation_detail", "evaluation_pdf", "evaluation_docx", "evaluation_levels", "evaluation_conclude"):
        assert client.get(url(name, program.pk)).status_code == 404
    outsider = make.person("Чужой Иван Ильич", login=True)
    assert sign_in(outsider).get(page(program)).status_code == 404
