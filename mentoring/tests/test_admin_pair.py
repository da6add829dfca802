"""Pairs in the administration (R13–R15): formed and edited as drafts, put into an order, signed by the director."""

from datetime import date

import pytest
from django.urls import reverse

from mentoring.actions import order as orders
from mentoring.models import Consent, IssuedDocument, JournalEntry, MentoringRequest, Pair, PairMember
from mentoring.tests import make
from mentoring.tests.admin import act_on, confirm, controls, enter, page, save, shown, words
from mentoring.tests.standing import scene

WHEN = {"since": "01.12.2026", "until": "30.06.2027"}


@pytest.fixture
def curator(cast, client):
    return enter(client, cast.curator)


@scene
def free_mentor(cast):
    return make.mentor("Ёлкин Семён Петрович").person


@scene
def draft(cast, free_mentor):
    return make.pair(
        [free_mentor], [make.mentee("Чижов Иван Ильич").person], state="ready", since=date(2026, 12, 1), criteria="опыт"
    )


def card(pair):
    return page(Pair, "change", pair.pk)


def people(pair, side):
    return set(PairMember.objects.filter(pair=pair, side=side, until=None).values_list("person_id", flat=True))


# Forming


def test_a_pair_is_formed_and_says_what_is_left(cast, curator, free_mentor):
    typed = {"mentors": [free_mentor.pk], "mentees": [cast.mentee.pk], "model": "expert_novice", **WHEN}
    answer = save(curator, page(Pair, "add"), criteria="Один предмет.", **typed)
    pair = Pair.objects.latest("pk")
    assert answer.url == card(pair)
    assert (people(pair, "mentor"), people(pair, "mentee")) == ({free_mentor.pk}, {cast.mentee.pk})
    assert (pair.form, pair.kind, pair.criteria, str(pair.since)) == (
        "teacher_teacher", "traditional", "Один предмет.", "2026-12-01",
    )  # fmt: skip
    assert (pair.created_by, pair.year, pair.order) == (cast.curator, make.year(), None)
    assert JournalEntry.objects.filter(event="pair_drafted", pair=pair, author=cast.curator).exists()
    assert "Что говорят правила" in curator.get(card(pair)).content.decode()


def test_a_group_follows_from_requests_with_their_wishes_and_the_usual_term(cast, curator, free_mentor):
    asked = [make.request(make.mentee(f"Наставляемый{n} Иван Ильич").person, wished_mode="online") for n in "аб"]
    save(curator, page(Pair, "add"), requests=[row.pk for row in asked], mentors=[free_mentor.pk])
    pair = Pair.objects.latest("pk")
    assert (pair.kind, pair.mode) == ("group", "online")
    assert people(pair, "mentee") == {row.person_id for row in asked}
    assert set(MentoringRequest.objects.filter(pair=pair).values_list("state", flat=True)) == {"mentor_agreed"}
    assert pair.since < pair.until


def test_reverse_mentoring_seats_two_people_both_ways(cast, curator, free_mentor):
    other = make.mentor("Лапина Ольга Ивановна").person
    save(curator, page(Pair, "add"), mentors=[free_mentor.pk], mentees=[other.pk], kind="reverse", **WHEN)
    pair = Pair.objects.latest("pk")
    assert people(pair, "mentor") == people(pair, "mentee") == {free_mentor.pk, other.pk}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Выберите запрос, наставляемого или наставника."),
        ({"since": "01.12.2026", "until": ""}, "Укажите обе даты или ни одной."),
        ({"since": "30.06.2027", "until": "01.12.2026"}, "Дата окончания раньше даты начала"),
        ({"since": "31.02.2027", "until": "01.12.2026"}, "Такой даты нет"),
        ({"mentors": ["999999"]}, "Выберите из списка."),
        ({"mentors": ["abc"]}, "Выберите из списка."),
        ({"mentees": ["9" * 30]}, "Выберите из списка."),
        ({"kind": "<b>"}, "Выберите корректный вариант"),
        ({"answer_days": "миллион"}, "Напишите число"),
        ({"criteria": "ё" * 10000}, "Слишком длинно"),
        ({"name": "😀" * 1000}, "не более 200 символов"),
    ],
)
def test_bad_input_is_told_and_nothing_is_made(cast, curator, typed, told):
    before = Pair.objects.count()
    answer = save(curator, page(Pair, "add"), **typed)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert Pair.objects.count() == before


def test_nobody_mentors_oneself(cast, curator, free_mentor):
    answer = save(curator, page(Pair, "add"), mentors=[free_mentor.pk], mentees=[free_mentor.pk], **WHEN)
    assert "Наставник и наставляемый — один человек. Выберите другого." in answer.content.decode()
    assert not Pair.objects.filter(state__in=["looking", "blocked", "ready"]).exists()


# Editing a free draft


def test_a_free_draft_is_edited_and_its_state_follows_from_the_rules(cast, curator, draft, free_mentor):
    save(curator, card(draft), mentees=[], criteria="Опыт и терпение.")
    draft.refresh_from_db()
    assert (draft.state, draft.criteria, draft.lock_version) == ("looking", "Опыт и терпение.", 1)
    assert people(draft, "mentee") == set()
    html = curator.get(page(Pair, "history", draft.pk)).content.decode()
    assert "Изменён проект пары" in html


def test_each_mentor_of_a_group_gets_a_direction(cast, curator, draft, free_mentor):
    """Clause 4.4: several mentors each name their sphere; a new one is named once he sits in the pair."""
    second = make.mentor("Лапина Ольга Ивановна").person
    method, legal = make.directions("method", "legal")
    save(curator, card(draft), mentors=[free_mentor.pk, second.pk], kind="group")
    html = curator.get(card(draft)).content.decode()
    assert html.count("Чему учит") == 2
    assert "укажите его направление" in html
    typed = {f"direction_{free_mentor.pk}": method.pk, f"direction_{second.pk}": legal.pk}
    save(curator, card(draft), **typed)
    seated = dict(PairMember.objects.filter(pair=draft, side="mentor", until=None).values_list("person", "direction"))
    assert seated == {free_mentor.pk: method.pk, second.pk: legal.pk}
    assert "укажите его направление" not in curator.get(card(draft)).content.decode()
    save(curator, card(draft), **{f"direction_{second.pk}": ""})
    assert "укажите его направление" in curator.get(card(draft)).content.decode()


def test_a_reverse_pair_names_both_directions(cast, curator, free_mentor):
    other = make.mentor("Лапина Ольга Ивановна").person
    save(curator, page(Pair, "add"), mentors=[free_mentor.pk], mentees=[other.pk], kind="reverse", **WHEN)
    pair = Pair.objects.latest("pk")
    method, ict = make.directions("method", "ict")
    save(curator, card(pair), **{f"direction_{free_mentor.pk}": method.pk, f"direction_{other.pk}": ict.pk})
    seated = PairMember.objects.filter(pair=pair, until=None).values_list("person", "side", "direction")
    assert set(seated) == {
        (free_mentor.pk, "mentor", method.pk), (other.pk, "mentor", ict.pk),
        (free_mentor.pk, "mentee", None), (other.pk, "mentee", None),
    }  # fmt: skip


@pytest.mark.parametrize("typed", ["999999", "abc", "9" * 30])
def test_a_strange_direction_is_told(cast, curator, draft, free_mentor, typed):
    answer = save(curator, card(draft), **{f"direction_{free_mentor.pk}": typed})
    assert "Выберите из списка." in answer.content.decode()


def test_a_mentor_who_stays_keeps_the_direction(cast, curator, draft):
    direction = make.directions("method")[0]
    PairMember.objects.filter(pair=draft, side="mentor").update(direction=direction)
    save(curator, card(draft), criteria="Другое.")
    assert PairMember.objects.get(pair=draft, side="mentor").direction == direction


def test_who_saves_second_sees_both_texts(cast, curator, draft):
    typed = {**shown(curator, card(draft)), "criteria": "Вторая правка.", "_continue": "1"}
    save(curator, card(draft), criteria="Первая правка.")
    html = curator.post(card(draft), typed).content.decode()
    assert "Сейчас сохранено: Первая правка." in html
    assert "Вторая правка." in html
    draft.refresh_from_db()
    assert draft.criteria == "Первая правка."
    curator.post(card(draft), {**controls(html), "_continue": "1"})
    draft.refresh_from_db()
    assert draft.criteria == "Вторая правка."


def test_a_live_pair_is_read_only_and_says_why(cast, curator):
    html = curator.get(card(cast.pair)).content.decode()
    assert "Пара уже закреплена. Состав меняется приказом." in html
    assert "_save" not in html
    assert curator.post(card(cast.pair), {"criteria": "Другое", "mentors": []}).status_code == 403
    assert people(cast.pair, "mentor") == {cast.mentor.pk}


def test_the_form_of_a_draft_holds_no_state(cast, curator, draft):
    assert set(shown(curator, card(draft))) & {"state", "order", "year", "dropped_reason", "ended_on"} == set()
    save(curator, card(draft), state="active", order=str(cast.pair.order_id))
    draft.refresh_from_db()
    assert (draft.state, draft.order) == ("ready", None)


def test_neither_drafts_nor_live_pairs_are_deleted(cast, curator, draft):
    answer = curator.post(page(Pair, "delete", cast.pair.pk), {"post": "yes"})
    assert words(answer) == ["Есть приказы и программы. Пару не удаляют: её завершают или снимают проект."]
    answer = curator.post(page(Pair, "delete", draft.pk), {"post": "yes"})
    assert words(answer)[-1] == "Проект пары не удаляют: снимите его с причиной, запрос вернётся в подбор."
    assert Pair.objects.filter(pk__in=[cast.pair.pk, draft.pk]).count() == 2


# The order


def test_selected_drafts_go_to_the_same_check_page_and_are_signed(cast, curator, draft):
    second = make.pair(
        [make.mentor("Лапина Ольга Ивановна").person], [make.mentee("Юдин Пётр Ильич").person],
        state="ready", since=date(2026, 12, 1), criteria="опыт",
    )  # fmt: skip
    answer = act_on(curator, Pair, "into_order", [draft, second])
    order = IssuedDocument.objects.get(state="draft")
    assert answer.url == reverse("order_check", args=[order.pk])
    assert set(order.pairs.all()) == {draft, second}
    check = curator.get(answer.url)
    assert check.status_code == 200
    assert "Ёлкин" in check.content.decode()
    sent = curator.post(answer.url, {"pair": [draft.pk, second.pk], "checked": "1"})
    assert sent.url == reverse("document_detail", args=[order.pk])
    at = make.moment()
    order.refresh_from_db()
    orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=at)
    draft.refresh_from_db()
    assert draft.state in ("assigned", "active")
    html = curator.get(card(draft)).content.decode()
    assert f"№ {draft.order.number}" in html


def test_a_blocked_draft_may_come_along_but_a_live_pair_may_not(cast, curator, draft):
    answer = act_on(curator, Pair, "into_order", [draft, cast.pair])
    assert answer.url == page(Pair)
    assert "пара уже в другом приказе или закреплена" in words(answer)[0]
    assert not IssuedDocument.objects.filter(state="draft").exists(), "nothing half-done"
    draft.refresh_from_db()
    assert draft.order is None
    Consent.objects.filter(person__in=draft.mentors).update(state="revoked")
    assert act_on(curator, Pair, "into_order", [draft]).url == page(Pair), "an order of nothing is refused"
    ready = make.pair(state="ready", criteria="опыт")
    assert act_on(curator, Pair, "into_order", [draft, ready]).url.endswith("/check/")


def test_nothing_selected_is_told(cast, curator):
    assert curator.post(page(Pair), {"action": "into_order", "index": "0"}).status_code == 302
    assert not IssuedDocument.objects.filter(state="draft").exists()


# Finding


def test_pairs_are_found_by_any_member_whatever_the_case_and_yo(cast, curator, draft):
    for asked in ("елкин", "ЁЛКИН", "чижов иван"):
        html = curator.get(page(Pair), {"q": asked}).content.decode()
        assert "Чижов" in html
        assert "Ковалёва" not in html
    assert "Ковалёва" in curator.get(page(Pair), {"q": f"№ {cast.pair.order.number}"}).content.decode()


# Requests


def test_selected_requests_are_declined_with_one_reason_and_the_rest_is_told_why(cast, curator):
    waiting = make.request(make.mentee("Чижов Иван Ильич").person)
    paired = make.request(make.mentee("Щеглов Пётр Ильич").person, state="paired")
    check = act_on(curator, MentoringRequest, "decline", [waiting, paired])
    answer = confirm(curator, MentoringRequest, check)
    assert "Напишите причину: педагог её прочитает." in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "awaiting_curator"
    answer = confirm(curator, MentoringRequest, check, reason="Нет свободных наставников.")
    waiting.refresh_from_db()
    paired.refresh_from_db()
    assert (waiting.state, waiting.decided_reason) == ("declined", "Нет свободных наставников.")
    assert paired.state == "paired"
    assert words(answer)[-1] == f"{paired}: Это решение уже принято. Обновите страницу."


def test_a_check_page_without_its_tick_does_nothing(cast, curator):
    waiting = make.request(make.mentee("Чижов Иван Ильич").person)
    check = act_on(curator, MentoringRequest, "close", [waiting])
    answer = confirm(curator, MentoringRequest, check, checked=False)
    assert "Поставьте отметку, что проверили список." in answer.content.decode()
    waiting.refresh_from_db()
    assert waiting.state == "awaiting_curator"


def test_a_request_changed_while_it_was_checked_stays(cast, curator):
    waiting = make.request(make.mentee("Чижов Иван Ильич").person)
    check = act_on(curator, MentoringRequest, "decline", [waiting])
    MentoringRequest.objects.filter(pk=waiting.pk).update(lock_version=7)
    answer = confirm(curator, MentoringRequest, check, reason="Нет наставников.")
    assert "запись изменилась" in words(answer)[-1]
    waiting.refresh_from_db()
    assert waiting.state == "awaiting_curator"


def test_somebody_elses_draft_request_does_not_exist(cast, curator):
    draft = make.request(make.mentee("Чижов Иван Ильич").person, state="draft")
    assert curator.get(page(MentoringRequest, "change", draft.pk)).status_code == 302
    assert "Чижов" not in curator.get(page(MentoringRequest)).content.decode()
