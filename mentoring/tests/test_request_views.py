"""Pages of requests: the journey, the lists, both answers, bad input, query counts (R10, R12)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mentoring.kit.dates import today, words
from mentoring.models import Consent, MentoringRequest, Pair, RequestOffer
from mentoring.queries.request import request_tag
from mentoring.tests import make
from mentoring.tests.counting import queries_of

LONG = "я" * 10_000


@pytest.fixture
def as_teacher(cast, sign_in):
    return sign_in(cast.other_mentee)


@pytest.fixture
def as_curator(cast, sign_in):
    return sign_in(cast.curator, "curator")


def text(response):
    return response.content.decode()


def read(response):
    """What the message says, without its bold word."""
    return text(response).replace("<b>", "").replace("</b>", "")


def need(request, **changes):
    ground = request.ground_id
    directions = [d.pk for d in make.directions("method", "ict")]
    return {"problem": "Трудно.", "directions": directions, "ground": ground, "lock_version": 0, **changes}


# The journey


def test_a_teacher_goes_from_nothing_to_a_sent_request(cast, as_teacher):
    as_teacher.post(reverse("request_create"), {"own": "1"})
    request = MentoringRequest.objects.get()
    page = as_teacher.post(reverse("request_edit", args=[request.pk]), need(request), follow=True)
    assert page.redirect_chain[-1][0] == reverse("request_wishes", args=[request.pk])
    wishes = {"wished_until": "30.06.2027", "wished_mode": "online", "lock_version": 1}
    page = as_teacher.post(reverse("request_wishes", args=[request.pk]), wishes, follow=True)
    assert "Проверьте запрос перед отправкой" in text(page)
    assert "Трудно." in text(page)
    page = as_teacher.post(reverse("request_check", args=[request.pk]), follow=True)
    assert "Готово. Запрос у куратора. От вас ничего не нужно" in read(page)
    request.refresh_from_db()
    assert (request.state, request.wished_until, request.wished_mode) == (
        "awaiting_curator",
        date(2027, 6, 30),
        "online",
    )


def test_a_draft_is_saved_unfinished_and_says_what_is_missing(cast, as_teacher):
    as_teacher.post(reverse("request_create"), {"own": "1"})
    request = MentoringRequest.objects.get()
    shown = as_teacher.get(reverse("request_edit", args=[request.pk])).content.decode()
    assert "(необязательно)" not in shown, "sending will ask for both"
    data = {"problem": "", "ground": request.ground_id, "lock_version": 0, "draft": "1"}
    page = as_teacher.post(reverse("request_edit", args=[request.pk]), data, follow=True)
    assert page.redirect_chain[-1][0] == reverse("request_detail", args=[request.pk])
    page = as_teacher.get(reverse("request_check", args=[request.pk]))
    assert "Осталось заполнить: что беспокоит и направления." in text(page)


def test_the_head_names_the_person_and_the_teacher_answers(cast, sign_in):
    cast.other_mentee.unit = cast.unit
    cast.other_mentee.save(update_fields=["unit"])
    client = sign_in(cast.supervisor)
    client.post(reverse("request_create"), {"person": cast.other_mentee.pk})
    request = MentoringRequest.objects.get()
    client.post(reverse("request_edit", args=[request.pk]), need(request))
    page = client.post(reverse("request_check", args=[request.pk]), follow=True)
    assert "Спросили педагога" in text(page)
    page = sign_in(cast.other_mentee).get(reverse("request_answer", args=[request.pk]))
    assert "Вам предлагают наставника. Согласны?" in text(page)
    page = client.post(reverse("request_answer", args=[request.pk]), {"answer": "refuse"}, follow=True)
    assert "Отказ ни на что не влияет" in text(page)
    page = sign_in(cast.supervisor).get(reverse("request_detail", args=[request.pk]))
    assert "Педагог пока не готов. Поговорите с ним или с куратором." in text(page)


@pytest.mark.parametrize(
    ("days", "teacher", "curator"),
    [(0, "согласитесь или откажитесь до", "потом запрос вернётся к вам"),
     (-1, "согласитесь или откажитесь. Срок был", "спросите педагога и запишите его ответ")],
)  # fmt: skip
def test_a_proposal_past_its_date_is_the_curators_turn_too(cast, days, teacher, curator):
    request = make.request(cast.other_mentee, state="awaiting_teacher", initiator=cast.supervisor)
    request.due = today() + timedelta(days=days)
    tags = {part: request_tag(request, part) for part in ("mentee", "curator", "initiator", "director")}
    assert teacher in tags["mentee"].sentence
    assert curator in tags["curator"].sentence
    assert tags["curator"].mine == (days < 0)
    assert tags["mentee"].mine
    assert not tags["initiator"].mine


def test_a_stranger_cannot_be_named(cast, sign_in):
    client = sign_in(cast.supervisor)
    page = client.post(reverse("request_create"), {"person": cast.outsider.pk})
    assert "Выберите человека из списка." in text(page)
    assert not MentoringRequest.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("problem", LONG, "Слишком длинно: 10\u00a0000\u00a0знаков из 5000"),
        ("directions", ["99999"], "Выберите направления из списка."),
        ("directions", ["<script>"], "Выберите направления из списка."),
        ("ground", "99999", "Выберите основание из списка."),
        ("ground", "", "Выберите основание."),
    ],
)
def test_bad_input_in_the_first_part(cast, as_teacher, field, value, words):
    request = make.request(cast.other_mentee, state="draft")
    page = as_teacher.post(reverse("request_edit", args=[request.pk]), need(request, **{field: value}))
    assert page.status_code == 200
    assert words in text(page)
    assert "Исправьте" in text(page)


@pytest.mark.parametrize("value", ["32.13.26", "вчера", "🙂", "9" * 500])
def test_a_date_nobody_can_read(cast, as_teacher, value):
    request = make.request(cast.other_mentee, state="draft")
    page = as_teacher.post(reverse("request_wishes", args=[request.pk]), {"wished_until": value, "lock_version": 0})
    assert page.status_code == 200
    assert "Такой даты нет. Напишите день, месяц и год: 14.10.2026." in text(page)


def test_a_date_before_the_year(cast, as_teacher):
    request = make.request(cast.other_mentee, state="draft")
    data = {"wished_until": "01.01.2020", "lock_version": 0}
    assert "Дата раньше начала учебного года." in text(
        as_teacher.post(reverse("request_wishes", args=[request.pk]), data)
    )


def test_emoji_and_markup_are_kept_as_text(cast, as_teacher):
    request = make.request(cast.other_mentee, state="draft")
    data = need(request, problem="🙂 <b>Трудно</b>")
    as_teacher.post(reverse("request_edit", args=[request.pk]), data)
    page = as_teacher.get(reverse("request_check", args=[request.pk]))
    assert "🙂 &lt;b&gt;Трудно&lt;/b&gt;" in text(page)


def test_an_edit_of_another_window_is_not_lost(cast, as_teacher):
    request = make.request(cast.other_mentee, state="draft", problem="Первый")
    as_teacher.post(reverse("request_edit", args=[request.pk]), need(request, problem="Второй"))
    page = as_teacher.post(reverse("request_edit", args=[request.pk]), need(request, problem="Третий"))
    assert "Ваш текст цел" in text(page)
    assert "Третий" in text(page)
    request.refresh_from_db()
    assert request.problem == "Второй"


def test_a_name_with_initials_ends_a_sentence_once(cast, sign_in):
    request = make.request(cast.mentee, state="paired", pair=cast.pair)
    page = text(sign_in(cast.mentee).get(reverse("request_detail", args=[request.pk])))
    assert "Ваш наставник — Ковалёва\u00a0М.\u00a0С. Откройте программу." in page


# Lists


def test_the_curators_list_begins_with_his_turn(cast, as_curator):
    make.request(
        make.mentee("Ждунов Иван Ильич").person,
        state="awaiting_mentor",
    )
    make.request(make.mentee("Срочнов Иван Ильич").person, state="awaiting_curator")
    make.request(make.mentee("Черновой Иван Ильич").person, state="draft")
    page = text(as_curator.get(reverse("request_list")))
    assert page.index("Срочнов") < page.index("Ждунов")
    assert "Черновой" not in page
    assert "Ваш ход" in page


def test_filters_narrow_and_an_empty_answer_says_what_to_do(cast, as_curator):
    for name in ("Алексеев", "Борисов", "Васильев", "Григорьев", "Дмитриев", "Ёлкин"):
        make.request(make.mentee(f"{name} Иван Ильич").person)
    page = text(as_curator.get(reverse("request_list"), {"q": "елкин"}))
    assert "Ёлкин" in page
    assert "Борисов" not in page
    page = text(as_curator.get(reverse("request_list"), {"q": "неттакого"}))
    assert "По этим условиям запросов нет" in page
    page = text(as_curator.get(reverse("request_list"), {"queue": "paired"}))
    assert "По этим условиям запросов нет" in page


@pytest.mark.parametrize(
    "query",
    ["page=999", "page=я", "year=abc", "unit=-1", "queue=нет", "sort=;drop", "q=" + "я" * 3000, "year=9999999999999"],
)
def test_a_broken_address_still_shows_a_page(cast, as_curator, query):
    make.request(cast.other_mentee)
    assert as_curator.get(f"{reverse('request_list')}?{query}").status_code == 200


def test_an_empty_list_of_a_teacher_offers_to_ask(cast, sign_in):
    page = text(sign_in(cast.outsider).get(reverse("request_list")))
    assert "Запросов пока нет" in page
    assert reverse("request_create") in page


def test_the_list_takes_a_constant_number_of_queries(cast, as_curator):
    def grow(many):
        for _ in range(many):
            request = make.request(make.mentee().person, state="awaiting_mentor")
            RequestOffer.objects.create(
                request=request, mentor=make.mentor(), asked_at=make.moment(), due=date(2026, 11, 25)
            )
        return queries_of(as_curator, reverse("request_list"))

    assert grow(1) == grow(2) <= 12


# One request


def test_a_mentors_refusal_is_seen_by_the_curator_only(cast, sign_in):
    request = make.request(cast.other_mentee)
    RequestOffer.objects.create(
        request=request,
        mentor=cast.mentor.mentor,
        asked_at=make.moment(),
        due=date(2026, 11, 25),
        answer="declined",
        answered_at=make.moment(),
        note="Тайное пояснение",
    )
    url = reverse("request_detail", args=[request.pk])
    assert "Тайное пояснение" in text(sign_in(cast.curator, "curator").get(url))
    for part in (cast.other_mentee, cast.director):
        page = sign_in(part).get(url)
        assert page.status_code == 200
        assert "Тайное" not in text(page)
        assert cast.mentor.last_name not in text(page)
    assert sign_in(cast.mentor).get(url).status_code == 404, "an answered mentor sees the request no more"


def test_the_page_says_whose_turn_it_is(cast, sign_in):
    request = make.request(cast.other_mentee)
    ahead, past = today() + timedelta(days=2), today() - timedelta(days=2)
    MentoringRequest.objects.filter(pk=request.pk).update(due=ahead)
    url = reverse("request_detail", args=[request.pk])
    page = text(sign_in(cast.curator, "curator").get(url))
    assert f"Подберите наставника до {words(ahead)}." in page
    assert "Ваш ход" in page
    page = text(sign_in(cast.other_mentee).get(url))
    assert f"От вас сейчас ничего не нужно. Куратор подбирает наставника и ответит до {words(ahead)}." in page
    assert "Ваш ход" not in page
    assert "Подобрать наставника" not in page
    assert "Отозвать запрос" in page
    MentoringRequest.objects.filter(pk=request.pk).update(due=past)
    page = text(sign_in(cast.curator, "curator").get(url))
    assert f"Подберите наставника. Срок был {words(past)}." in page
    assert f"ваш ход, срок был {words(past)}" in page


def test_a_request_takes_a_constant_number_of_queries(cast, as_curator):
    request = make.request(cast.other_mentee)

    def grow(many):
        for _ in range(many):
            RequestOffer.objects.create(
                request=request,
                mentor=make.mentor(),
                asked_at=make.moment(),
                due=date(2026, 11, 25),
                answer="declined",
                answered_at=make.moment(),
            )
        return queries_of(as_curator, reverse("request_detail", args=[request.pk]))

    assert grow(1) == grow(2) <= 12


# The choice


def test_the_choice_shows_reasons_and_obstacles(cast, as_curator):
    request = make.request(cast.other_mentee)
    make.mentor("Зимин Роман Андреевич", consent=False)
    make.mentor("Чужих Роман Андреевич", direction_codes=("health",))
    page = text(as_curator.get(reverse("request_candidates", args=[request.pk])))
    assert "Подходят 2 из 4\u00a0наставников" in page
    assert "1. Ковалёва Марина Сергеевна" in page
    assert "Нет согласия Зимина" in page or "Нет согласия Зимин" in page
    assert "Запросить согласие" in page
    assert "Ни одного общего направления" in page
    assert "Чужих" not in page
    page = text(as_curator.get(reverse("request_candidates", args=[request.pk]), {"all": 1, "wide": 1}))
    assert "Чужих" in page


def test_nobody_suits(cast, as_curator):
    Consent.objects.all().delete()
    request = make.request(cast.other_mentee)
    page = text(as_curator.get(reverse("request_candidates", args=[request.pk])))
    assert "Никто не подходит" in page
    assert "2 — нет согласия" in page


def test_the_curator_asks_and_the_mentor_agrees(cast, sign_in):
    request = make.request(cast.other_mentee)
    client = sign_in(cast.curator, "curator")
    page = client.post(reverse("request_offer", args=[request.pk]), {"mentor": cast.mentor.pk}, follow=True)
    assert "Готово. Спросили: Ковалёва\u00a0М.\u00a0С. Ждём ответа до" in read(page)
    offer = RequestOffer.objects.get()
    page = text(sign_in(cast.mentor).get(reverse("offer_answer", args=[offer.pk])))
    assert "Станете наставником" in page
    assert "свободно 2 из 3" in page
    page = client.post(reverse("offer_answer", args=[offer.pk]), {"accept": "1"}, follow=True)
    assert "Готово. Вы согласились." in read(page)
    assert Pair.objects.filter(members__person=cast.other_mentee, state="ready").exists()


@pytest.mark.parametrize("mentor", ["", "999999", "abc", "1; drop"])
def test_asking_nobody_is_told(cast, as_curator, mentor):
    request = make.request(cast.other_mentee)
    page = as_curator.post(reverse("request_offer", args=[request.pk]), {"mentor": mentor}, follow=True)
    assert "Выберите наставника из списка." in text(page)


def test_declining_without_a_reason_keeps_what_was_typed(cast, sign_in):
    request = make.request(cast.other_mentee, state="awaiting_mentor")
    offer = RequestOffer.objects.create(
        request=request, mentor=cast.mentor.mentor, asked_at=make.moment(), due=date(2030, 1, 1)
    )
    client = sign_in(cast.mentor)
    url = reverse("offer_answer", args=[offer.pk])
    page = text(client.post(url, {"decline": "1", "note": "занят до марта"}))
    assert "Выберите причину. Пояснять её не обязательно." in page
    assert "занят до марта" in page
    page = text(client.post(url, {"decline": "1", "note": LONG, "reason": "999"}))
    assert "Слишком длинно" in page


def test_the_choice_takes_a_constant_number_of_queries(cast, as_curator):
    request = make.request(cast.other_mentee)

    def grow(many):
        for _ in range(many):
            make.mentor()
            make.mentor(consent=False)
        return queries_of(as_curator, reverse("request_candidates", args=[request.pk]))

    assert grow(1) == grow(2) <= 12


def test_who_has_a_request_is_told_before_beginning_another(cast, sign_in):
    client = sign_in(cast.mentee)
    assert "У вас уже есть запрос." not in client.get(reverse("request_create")).content.decode()
    request = make.request(cast.mentee)
    page = client.get(reverse("request_create")).content.decode()
    assert "У вас уже есть запрос." in page
    assert reverse("request_detail", args=[request.pk]) in page


def test_a_draft_is_taken_away_from_its_page(cast, sign_in):
    client, draft = sign_in(cast.mentee), make.request(cast.mentee, state="draft")
    assert "Удалить черновик" in client.get(reverse("request_edit", args=[draft.pk])).content.decode()
    told = client.get(reverse("request_withdraw", args=[draft.pk]), follow=True).content.decode()
    assert "Это черновик" in told
    gone = client.post(reverse("request_delete", args=[draft.pk]), follow=True).content.decode()
    assert "Черновик удалён" in gone
