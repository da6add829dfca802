"""The respondent's pages: truth first, then pages that keep what they are given (R41)."""

import re

import pytest
from django.urls import reverse

from mentoring.tests.standing import scene
from monitoring.models import Answer, Invitation, Response
from monitoring.tests import make_survey as ms
from monitoring.tests.test_survey_disclosure import plain
from monitoring.tests.test_survey_views import LONG, queries


@scene
def invitation(cast):
    return ms.invitations(ms.running(cast.actor("curator"), [ms.program(cast.pair)]))[0]


@pytest.fixture
def phone(cast, sign_in):
    return sign_in(cast.mentee, "mentee")


def page(invitation, number):
    return reverse("survey_page", args=[invitation.pk, number])


def start(phone, invitation):
    return phone.post(reverse("survey_start", args=[invitation.pk]))


def fields(phone, path):
    """{field name: kind} of the page's questions."""
    html = phone.get(path).content.decode()
    return dict(re.findall(r'(?:type="radio" name|textarea name|type="checkbox" name)="(q\d+)"()', html))


def fill(phone, path, mark="9", go="next", follow=False):
    html = phone.get(path).content.decode()
    radios = set(re.findall(r'type="radio" name="(q\d+)" value="\d+"', html))
    texts = set(re.findall(r'<textarea name="(q\d+)"', html))
    data = dict.fromkeys(radios, mark) | dict.fromkeys(texts, "Свои слова") | {"go": go}
    return phone.post(path, data, follow=follow)


def test_the_whole_way_from_privacy_to_done(phone, invitation):
    assert "Понятно, начать анкету" in plain(phone.get(reverse("survey_start", args=[invitation.pk])))
    answer = start(phone, invitation)
    assert answer.url == page(invitation, 1)
    path, pages = answer.url, 0
    while "/check/" not in path:
        path = fill(phone, path).url
        pages += 1
        if path == page(invitation, pages + 1) and pages > 12:
            pytest.fail("no end")
    assert pages <= 10
    check = plain(phone.get(path))
    assert check.count("9 из 10") == 20
    assert "После отправки изменить их нельзя" in check
    done = phone.post(path, follow=True)
    assert done.redirect_chain[-1][0] == reverse("survey_done", args=[invitation.pk])
    assert "Готово. Ответы сохранены. Эти ответы куратор увидит с вашим именем, наставник – нет." in plain(done)
    assert Invitation.objects.get().answered_at is not None


def test_no_page_shows_more_than_three_questions(phone, invitation):
    start(phone, invitation)
    shown = [len(fields(phone, page(invitation, number))) for number in range(1, 10)]
    assert max(shown) <= 3
    assert sum(shown) == 25  # the question about a low mark is not asked yet


def test_ten_real_radios_and_a_skip_apart(phone, invitation):
    start(phone, invitation)
    html = phone.get(page(invitation, 1)).content.decode()
    values = re.findall(r'type="radio" name="(q\d+)" value="(\w+)"', html)
    first = values[0][0]
    assert [value for name, value in values if name == first] == [*map(str, range(1, 11)), "skip"]
    text = plain(phone.get(page(invitation, 1)))
    assert "Часть 1 из 5 · осталось примерно 4 минуты" in text
    assert "Ответы этой страницы сохранятся" in text
    assert "1 – совсем не согласен(на)" in text


def test_parts_follow_the_subscales_and_the_button_names_the_next(phone, invitation):
    start(phone, invitation)
    titles = [
        plain(phone.get(page(invitation, n))).split("минут")[1].split(" ", 1)[1].split(" Вспомните")[0]
        for n in range(1, 10)
    ]
    assert list(dict.fromkeys(titles)) == ["Программа", "Наставник", "Организация", "В целом", "Своими словами"]
    assert "Дальше: наставник" in plain(phone.get(page(invitation, 3)))


def test_an_unanswered_question_is_named_and_the_rest_of_the_page_is_kept(phone, invitation):
    start(phone, invitation)
    names = list(fields(phone, page(invitation, 1)))
    answer = phone.post(page(invitation, 1), {names[0]: "7", names[1]: "skip", "go": "next"})
    assert answer.status_code == 200
    assert "Ответьте на вопрос 3 или отметьте „Не могу оценить“." in plain(answer)
    assert "Ошибка: " in answer.content.decode()
    assert Answer.objects.count() == 2
    again = phone.get(page(invitation, 1)).content.decode()
    assert again.count(" checked") == 2


def test_going_back_and_breaking_off_keep_a_half_filled_page(phone, invitation):
    start(phone, invitation)
    fill(phone, page(invitation, 1))
    names = list(fields(phone, page(invitation, 2)))
    back = phone.post(page(invitation, 2), {names[0]: "4", "go": "back"})
    assert back.url == page(invitation, 1)
    assert Answer.objects.filter(number=4).count() == 1
    later = phone.post(page(invitation, 2), {names[0]: "5", "go": "later"})
    assert later.url == reverse("home")
    assert Answer.objects.filter(number=5).count() == 1
    resumed = start(phone, invitation)
    assert resumed.url == page(invitation, 2)
    assert "Продолжить анкету" in plain(phone.get(reverse("survey_start", args=[invitation.pk])))
    assert phone.post(page(invitation, 1), {"go": "back"}).url == reverse("survey_start", args=[invitation.pk])


def test_the_reason_is_asked_only_after_a_low_mark(phone, invitation):
    start(phone, invitation)
    last = page(invitation, 9)
    fill(phone, page(invitation, 1))
    assert "Что вас не устроило" not in plain(phone.get(last)) + plain(phone.get(page(invitation, 10), follow=True))
    fill(phone, page(invitation, 1), mark="5")
    assert "Что вас не устроило" in plain(phone.get(page(invitation, 10)))


def test_the_check_names_what_is_missing_and_sends_nothing(phone, invitation):
    start(phone, invitation)
    check = reverse("survey_check", args=[invitation.pk])
    text = plain(phone.get(check))
    assert "Осталось ответить" in text
    assert "Ответьте на вопрос 1 или отметьте" in text
    refused = phone.post(check, follow=True)
    assert "Ответьте на вопрос 1" in plain(refused)
    assert Invitation.objects.get().answered_at is None


def test_the_check_shows_every_answer_with_the_way_back(phone, invitation):
    start(phone, invitation)
    path = page(invitation, 1)
    while "/check/" not in path:
        path = fill(phone, path).url
    shown = phone.get(path)
    rows = [row for _, part in shown.context["page"].parts for row in part]
    assert len(rows) == len([q for q in invitation.survey.version.questions.all() if not q.low_only])
    assert rows[0].value == "9 из 10"
    assert rows[0].edit_url == page(invitation, 1)
    given = sum(row.value != "нет ответа" for row in rows)
    assert f"Вопросов {len(rows)}, ответов {given}." in plain(shown)
    assert 0 < given < len(rows)  # questions with options were passed by


def test_t7_a_double_post_sends_once(phone, invitation):
    ms.answer(invitation)
    check = reverse("survey_check", args=[invitation.pk])
    sent = Response.objects.get().sent_at
    for _ in range(3):
        assert phone.post(check).url == reverse("survey_done", args=[invitation.pk])
    assert Response.objects.get().sent_at == sent


def test_after_sending_every_page_leads_to_done(phone, invitation):
    ms.answer(invitation)
    for path in (page(invitation, 1), reverse("survey_check", args=[invitation.pk])):
        assert "Ответы отправлены" in plain(phone.get(path, follow=True))
    phone.post(page(invitation, 1), {"go": "next"})
    assert not Answer.objects.filter(number=1).exists()


def test_a_closed_survey_is_refused_in_words(cast, phone, invitation):
    ms.surveys.close(invitation.survey, by=cast.actor("curator"), at=ms.ago(hours=0))
    text = plain(phone.get(page(invitation, 1), follow=True))
    assert "Анкета закрыта" in text
    assert "Свои слова можно передать куратору" in text
    assert "Понятно, начать анкету" not in text
    assert "Анкета закрыта" in plain(phone.post(reverse("survey_start", args=[invitation.pk]), follow=True))


def test_a_passed_term_is_refused_in_words(phone, invitation):
    Invitation.objects.update(deadline=ms.term(-1))
    assert "Попросите куратора продлить" in plain(phone.get(reverse("survey_start", args=[invitation.pk])))


@pytest.mark.parametrize(
    "data",
    [
        {"mark": "11"},
        {"mark": "0"},
        {"mark": "-5"},
        {"mark": "девять"},
        {"mark": "9" * 500},
        {"mark": "1 OR 1=1"},
        {"mark": "🎓"},
    ],
)
def test_a_mark_that_is_not_offered_is_refused_beside_the_question(phone, invitation, data):
    start(phone, invitation)
    answer = fill(phone, page(invitation, 1), **data)
    assert answer.status_code == 200
    assert "Выберите из предложенного" in plain(answer)
    assert not Answer.objects.exists()


def test_a_long_text_is_measured_and_kept_on_the_page(phone, invitation):
    start(phone, invitation)
    number = next(n for n in range(1, 10) if "<textarea" in phone.get(page(invitation, n)).content.decode())
    name = next(iter(fields(phone, page(invitation, number))))
    answer = phone.post(page(invitation, number), {name: LONG, "go": "next"})
    assert "Слишком длинно: 10000 из 2000 знаков. Сократите на 8000." in plain(answer)
    assert LONG in answer.content.decode()
    ok = phone.post(page(invitation, number), {name: "Спасибо 🎓\x00\u202e", "go": "next"})
    assert ok.status_code == 302
    assert Answer.objects.get(text__startswith="Спасибо").text == "Спасибо 🎓"


def test_too_many_options_are_refused(phone, invitation):
    start(phone, invitation)
    question = invitation.survey.version.questions.get(code="d3")
    path = next(
        page(invitation, n)
        for n in range(1, 10)
        if f"q{question.pk}" in phone.get(page(invitation, n)).content.decode()
    )
    answer = phone.post(path, {f"q{question.pk}": question.options[:4], "go": "next"})
    assert "Отметьте не больше 3, сейчас 4" in plain(answer)


def test_pages_beyond_the_last_lead_to_the_check(phone, invitation):
    start(phone, invitation)
    assert phone.get(page(invitation, 99)).url == reverse("survey_check", args=[invitation.pk])
    assert phone.get(page(invitation, 0)).url == reverse("survey_check", args=[invitation.pk])


def test_t10_the_answer_to_a_page_is_the_same_whatever_was_marked(phone, invitation):
    start(phone, invitation)
    one, two = fill(phone, page(invitation, 1), "1"), fill(phone, page(invitation, 1), "10")
    said = [{name: text for name, text in answer.headers.items() if name != "Expires"} for answer in (one, two)]
    assert (one.status_code, one.url, said[0]) == (two.status_code, two.url, said[1])


def test_nothing_of_it_is_cached(phone, invitation):
    for path in (reverse("survey_start", args=[invitation.pk]), page(invitation, 1)):
        assert "no-store" in phone.get(path).headers["Cache-Control"]


@pytest.mark.parametrize("name", ["survey_start", "survey_check"])
def test_pages_are_cheap(phone, invitation, name):
    start(phone, invitation)
    assert queries(phone, reverse(name, args=[invitation.pk])) <= 12
    assert queries(phone, page(invitation, 1)) <= 12


def test_the_mentors_mirror_is_answered_the_same_way(cast, sign_in):
    survey = ms.running(cast.actor("curator"), [ms.program(cast.pair)], code="l1_mentor_v1")
    invitation = ms.invitations(survey)[0]
    client = sign_in(cast.mentor, "mentor")
    path = client.post(reverse("survey_start", args=[invitation.pk])).url
    assert "Наставляемый" in plain(client.get(page(invitation, 3)))
    while "/check/" not in path:
        path = fill(client, path, "8").url
    assert client.post(path).status_code == 302
    assert Response.objects.get().index == pytest.approx(80)
