"""The curator's pages of surveys and questionnaires, results and «Анкета обо мне»: words, bad input, query counts."""

import pytest
from django.urls import reverse

from mentoring.models import JournalEntry
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.models import InstrumentVersion, Survey
from monitoring.tests import make_survey as ms
from monitoring.tests.test_survey_disclosure import plain

LONG = "ы" * 10_000
EMOJI = "Анкета 🎓‍👩 весна"


@scene
def curator(cast):
    return cast.actor("curator")


@pytest.fixture
def desk(cast, sign_in):
    return sign_in(cast.curator, "curator")


def draft_data(asked, **changes):
    data = {
        "version": ms.version().pk,
        "title": "Весна",
        "deadline": ms.term().strftime("%d.%m.%Y"),
        "dimension": "none",
        "mode": "confidential",
        "threshold": "5",
        "text_threshold": "10",
        "programs": [program.pk for program in asked],
    }
    return data | changes


def url(name, *args):
    return reverse(name, args=args)


# From draft to launch


def test_the_page_proposes_the_year_its_programs_and_the_settings(cast, desk):
    ms.program(cast.pair)
    text = desk.get(url("survey_create")).content.decode()
    assert "Ковалёва → Жуков: действует, 1\u00a0наставник и 1\u00a0наставляемый" in text
    assert 'value="5"' in text
    assert text.count(" checked") >= 3


def test_a_draft_is_saved_checked_and_launched(cast, desk):
    program = ms.program(cast.pair)
    answer = desk.post(url("survey_create"), draft_data([program], title=EMOJI), follow=True)
    survey = Survey.objects.get()
    assert "Готово. Черновик сохранён. Осталось проверить и запустить анкету." in plain(answer).replace("<b>", "")
    assert survey.title == "Анкета 🎓 👩 весна"
    check = plain(desk.get(url("survey_launch", survey.pk)))
    assert "с вашим именем" not in check
    assert "итоги без имён видят все, кому они открыты" in check
    assert "Я проверил" in check
    forgotten = desk.post(url("survey_launch", survey.pk))
    assert "Отметьте, что проверили бланк" in plain(forgotten)
    survey.refresh_from_db()
    assert survey.state == "draft"
    assert "1 человек" in check
    answer = desk.post(url("survey_launch", survey.pk), {"checked": "on"}, follow=True)
    assert "Анкета запущена. Ждём ответов до" in plain(answer)
    survey.refresh_from_db()
    assert survey.state == "running"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Укажите название анкеты"),
        ({"title": LONG}, "Слишком длинно: 10000 из 200 знаков. Сократите на 9800."),
        ({"deadline": "32.13.2026"}, "Такой даты нет"),
        ({"deadline": "завтра"}, "Такой даты нет"),
        ({"deadline": "01.01.0001"}, "Поставьте дату позже сегодняшней"),
        ({"deadline": "01.01.1999"}, "Такой даты нет"),
        ({"threshold": "4"}, "Порог не бывает меньше 5"),
        ({"threshold": "много"}, "Напишите целое число"),
        ({"text_threshold": "3"}, "Порог не бывает меньше 10"),
        ({"dimension": "person"}, "Выберите"),
        ({"version": "999"}, "Выберите бланк из списка"),
        ({"programs": []}, "Выберите хотя бы одну программу"),
        ({"programs": ["99999", "x"]}, "Выберите программы из списка"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_kept(cast, desk, changes, message):
    program = ms.program(cast.pair)
    answer = desk.post(url("survey_create"), draft_data([program], **changes))
    assert answer.status_code == 200
    text = plain(answer)
    assert message in text
    assert "Ошибка: " in answer.content.decode()
    if changes.get("title") != "":
        assert 'value="Весна"' in answer.content.decode() or LONG in answer.content.decode()
    assert not Survey.objects.exists()


def test_a_running_survey_is_not_edited_by_its_address(cast, desk, curator):
    survey = ms.running(curator, [ms.program(cast.pair)])
    assert desk.get(url("survey_edit", survey.pk)).status_code == 404
    assert "Анкета уже запущена" in plain(desk.post(url("survey_discard", survey.pk), follow=True))


def test_years_that_do_not_exist_are_an_empty_choice(desk):
    assert desk.get(url("survey_create") + "?year=99999999999999999999").status_code == 200
    assert desk.get(url("survey_create") + "?year=x").status_code == 200


# Leading a running survey


def test_the_curator_sees_named_progress_and_buttons_with_reasons(cast, desk, curator):
    group = ms.group_program(3)
    survey = ms.draft(curator, [group])
    ms.surveys.launch(survey, by=curator, at=ms.ago(hours=1))
    ms.answer(ms.invitations(survey)[0])
    text = plain(desk.get(url("survey_detail", survey.pk)))
    assert "1 из 3" in text
    assert group.pair.mentees[0].full_name in text
    assert "Недавно уже писали" in text
    assert "Продлить срок" in text
    refused = plain(desk.post(url("survey_remind", survey.pk), follow=True))
    assert "Недавно уже писали" in refused


def test_reminding_says_how_many_letters_went(desk, curator):
    survey = ms.running(curator, [ms.group_program(2)])
    assert "Отправлено 2 письма: только тем, кто не ответил." in plain(
        desk.post(url("survey_remind", survey.pk), follow=True)
    )


def test_one_person_is_given_more_time(desk, curator):
    survey = ms.running(curator, [ms.group_program(1)])
    invitation = ms.invitations(survey)[0]
    page = url("survey_extend", invitation.pk)
    assert invitation.person.full_name in plain(desk.get(page))
    assert "Такой даты нет" in plain(desk.post(page, {"deadline": "30.02.2027"}))
    assert "Новый срок должен быть позже" in plain(desk.post(page, {"deadline": "01.01.2020"}))
    day = ms.term(30).strftime("%d.%m.%Y")
    assert "Письмо отправлено" in plain(desk.post(page, {"deadline": day}, follow=True))


def test_closing_first_tells_what_will_happen(desk, curator):
    survey = ms.running(curator, [ms.group_program(3)])
    first, second, _ = ms.invitations(survey)
    ms.answer(first)
    ms.responses.start(second, by=make.actor(second.person), at=ms.ago(hours=1))
    text = plain(desk.get(url("survey_close", survey.pk)))
    assert "Ответивших меньше 5: общих итогов не будет." in text
    assert "2, срок у них ещё не прошёл" in text
    assert "1: будут удалены, их никто не увидит" in text
    answer = desk.post(url("survey_close", survey.pk), follow=True)
    assert answer.redirect_chain[-1][0] == url("survey_result", survey.pk)
    assert "Итоги зафиксированы" in plain(answer)
    again = desk.post(url("survey_close", survey.pk), follow=True)
    assert "Анкета уже закрыта" in plain(again)


# Results


def test_the_distribution_stands_before_the_mean(cast, desk, curator):
    survey = ms.closed(curator, [ms.group_program(12)], [8, 3, 9, 6, 7, 2, 10, 5, 9, 8, 1, 4])
    html = desk.get(url("survey_result", survey.pk)).content.decode()
    text = plain(desk.get(url("survey_result", survey.pk)))
    assert html.index("<svg xmlns") < html.index("Индекс удовлетворённости")
    head = html.index("распределение и средние оценки")
    assert html.index(">10<", head) < html.index(">Среднее<", head)
    assert "Ответили 12 из 12 (100 %)" in text


def test_every_mean_has_its_people_and_the_response_rate(desk, curator):
    survey = ms.closed(curator, [ms.group_program(14)], [8, 3, 9, 6, 7, 2, 10, 5, 9, 8, 1, 4])
    html = desk.get(url("survey_result", survey.pk)).content.decode()
    rows = [
        row.split("</tr>")[0]
        for row in html.split("<tr")[1:]
        if "Наставник хорошо разбирается" in row.split("</tr>")[0]
    ]
    assert ">12<" in rows[0]
    assert "86\u00a0%" in rows[0]


def test_a_closed_survey_of_few_says_so_and_leads_to_the_names(cast, desk, curator):
    survey = ms.closed(curator, [ms.group_program(8)], [9, 8, 7])
    text = plain(desk.get(url("survey_result", survey.pk)))
    assert "Ответивших меньше 5: общих итогов нет" in text
    assert "Открыть ответы по именам" in text
    assert "Ответили 3 из 8, мало данных" in text


def test_before_closing_results_are_refused_in_words(cast, desk, curator):
    survey = ms.running(curator, [ms.program(cast.pair)])
    answer = desk.get(url("survey_result", survey.pk))
    assert answer.status_code == 403
    assert "Итоги появятся после закрытия анкеты" in answer.content.decode()


def test_named_answers_are_read_and_every_opening_is_kept(cast, desk, curator):
    survey = ms.closed(curator, [ms.program(cast.pair)], [4], text="Не хватило времени")
    listed = plain(desk.get(url("survey_answers", survey.pk)))
    assert "Жуков Артём Денисович" in listed
    sheet = cast.mentee.invitations.get().response
    text = plain(desk.get(url("survey_sheet", survey.pk, sheet.pk)))
    assert "4 из 10 – низкая оценка" in text
    assert "Не хватило времени" in text
    headings = set(JournalEntry.objects.filter(event="survey_named_read").values_list("heading", flat=True))
    assert headings == {"Открыт список ответов по именам", "Открыты ответы по имени: Жуков\u00a0А.\u00a0Д."}


def test_a_sheet_of_another_survey_is_not_here(cast, desk, curator):
    first = ms.closed(curator, [ms.program(cast.pair)], [4])
    second = ms.closed(curator, [ms.program(cast.other_pair)], [9])
    alien = cast.other_mentee.invitations.get().response
    assert second.invitations.exists()
    assert desk.get(url("survey_sheet", first.pk, alien.pk)).status_code == 404


def test_texts_are_moderated_by_ticks(desk, curator):
    survey = ms.closed(curator, [ms.group_program(10)], [8] * 10, text="Полезно")
    keys = [str(text.pk) for text in survey.texts.all()]
    page = url("survey_texts", survey.pk)
    assert "Полезно" in plain(desk.get(page))
    assert "Показано 2 из 30" in plain(desk.post(page, {"shown": keys[:2]}, follow=True))
    assert survey.texts.filter(shown=True).count() == 2
    bad = desk.post(page, {"shown": ["не-ключ"]})
    assert "Выберите из списка" in plain(bad)


def test_an_archived_survey_keeps_its_result(desk, curator):
    survey = ms.closed(curator, [ms.group_program(5)], [9, 8, 7, 3, 5])
    assert "Анкета в архиве" in plain(desk.post(url("survey_archive", survey.pk), follow=True))
    assert "5–9 человек" in plain(desk.get(url("survey_result", survey.pk)))


def test_a_mentor_of_a_group_reads_the_cell_of_his_program_and_others_the_whole(cast, sign_in, curator):
    mine = ms.group_program(6, mentor=cast.mentor)
    rest = ms.group_program(6, start=10, mentor=cast.other_mentor)
    small = ms.program(make.pair([make.mentor("Зуев Пётр Ильич", login=True).person], ms.mentees(1, start=25)))
    ms.closed(curator, [mine, rest, small], [2, 3, 2, 3, 2, 6, 9, 9, 9, 9, 9, 9], dimension="program")
    text = plain(sign_in(cast.mentor, "mentor").get(url("survey_mine")))
    assert "Итог по вашей программе" in text
    assert "Почему не ответы, а итоги" in text
    alone = small.pair.mentors[0]
    text = plain(sign_in(alone, "mentor").get(url("survey_mine")))
    assert "Итог по всем ответившим. Отдельно по вашей части итог не показываем: ответивших меньше 5" in text


# Questionnaires


def test_the_lead_of_a_questionnaire_stands_before_the_first_question(cast, sign_in, curator):
    InstrumentVersion.objects.update(lead="Спрашиваем, чтобы помочь.")
    survey = ms.running(curator, [ms.program(cast.pair)])
    start = sign_in(cast.mentee).get(url("survey_start", ms.invitations(survey)[0].pk))
    assert "Спрашиваем, чтобы помочь." in plain(start)


# Lists and their price


def test_the_list_is_searched_sorted_filtered_and_empty_in_words(cast, desk, curator):
    assert "Анкет пока нет" in plain(desk.get(url("survey_list")))
    program = ms.program(cast.pair)
    ms.draft(curator, [program], title="Ёлочная анкета")
    ms.running(curator, [program], title="Весенняя анкета")
    text = plain(desk.get(url("survey_list") + "?q=елоч"))
    assert "Ёлочная анкета" in text
    assert "Весенняя анкета" not in text
    assert "Таких анкет нет" in plain(desk.get(url("survey_list") + "?q=нет такой"))
    assert "Весенняя" not in plain(desk.get(url("survey_list") + "?state=draft"))
    by_title = plain(desk.get(url("survey_list") + "?sort=title"))
    assert by_title.index("Весенняя") < by_title.index("Ёлочная")
    for bad in ("?sort=;drop&state=x&year=99999999999999999999&page=x", f"?q={'ы' * 300}"):
        assert desk.get(url("survey_list") + bad).status_code == 200


def test_the_director_sees_launched_surveys_without_counts(cast, sign_in, curator):
    survey = ms.running(curator, [ms.program(cast.pair)], title="Весенняя")
    ms.draft(curator, [ms.program(cast.other_pair)], title="Черновая")
    ms.answer(ms.invitations(survey)[0])
    text = plain(sign_in(cast.director, "director").get(url("survey_list")))
    assert "Итоги появятся после" in text
    assert "Черновая" not in text
    assert "1 из 1 (" not in text


def queries(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("name", ["survey_list", "survey_mine", "instrument_list", "survey_create"])
def test_lists_cost_the_same_for_one_and_for_three(desk, curator, name):
    def add(start):
        ms.running(curator, [ms.group_program(2, start=start)], title=f"Анкета {start}")

    add(0)
    one = queries(desk, url(name))
    add(10)
    add(20)
    assert queries(desk, url(name)) == one
    assert one <= 12


@pytest.mark.parametrize("name", ["survey_detail", "survey_close", "survey_answers", "survey_result"])
def test_one_survey_costs_the_same_for_one_person_and_for_many(desk, curator, name):
    def price(size, start):
        survey = ms.running(curator, [ms.group_program(size, start=start), ms.group_program(1, start=start + 15)])
        for invitation in ms.invitations(survey):
            ms.answer(invitation)
        if name in ("survey_result", "survey_answers"):
            ms.surveys.close(survey, by=curator, at=ms.ago(hours=0))
        return queries(desk, url(name, survey.pk))

    one = price(5, 0)
    assert price(11, 16) == one
    assert one <= 12


def test_pages_are_never_kept_by_a_browser_or_a_proxy(cast, desk, curator):
    survey = ms.closed(curator, [ms.program(cast.pair)], [9])
    for name in ("survey_result", "survey_answers", "survey_detail"):
        assert "no-store" in desk.get(url(name, survey.pk)).headers["Cache-Control"]
    for name in ("survey_pdf", "survey_xlsx"):
        answer = desk.get(url(name, survey.pk))
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_who_closes_a_program_reads_which_surveys_still_ask_about_it(cast, sign_in):
    """Neither drafts nor closed ones, nor surveys of other programs."""
    program = ms.program(cast.pair)
    running = ms.running(cast.actor("curator"), [program], title="Идёт об этой")
    ms.running(cast.actor("curator"), [ms.program(cast.other_pair)], title="Идёт о другой", code="l1_mentor_v1")
    ms.draft(cast.actor("curator"), [program], title="Черновик об этой", code="l1_mentor_v1")
    html = sign_in(cast.curator, "curator").get(url("program_complete", program.pk)).content.decode()
    assert "Идущие анкеты" in html
    assert url("survey_detail", running.pk) in html
    assert "Идёт о другой" not in html
    assert "Черновик об этой" not in html
