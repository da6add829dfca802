"""The page of one pair: whose turn, the way on, the program, the story; for every reader and state (R13, R16)."""

from datetime import date

import pytest
from django.urls import reverse

from mentoring.actions import order as orders
from mentoring.models import AcquaintanceMark, Pair
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.make import moment
from mentoring.tests.standing import scene
from monitoring.queries.pair import full_pairs, pair_page
from programs.models import Program

AT = moment("2026-11-18 10:00")
ON = date(2026, 11, 18)


def page_of(actor, pair):
    return pair_page(actor, full_pairs(actor).get(pk=pair.pk), ON)


def text(response):
    return response.content.decode()


def program_of(pair, **fields):
    values = {"year": pair.year, "since": pair.since, "until": pair.until, "created_at": AT, **fields}
    return Program.objects.create(pair=pair, **values)


@scene
def draft(cast):
    return make.pair([cast.mentor], [cast.mentee], state="ready", criteria="опыт", since=date(2026, 12, 1))


def test_the_curator_of_a_ready_draft(cast, sign_in, draft):
    page = text(sign_in(cast.curator, "curator").get(reverse("pair_detail", args=[draft.pk])))
    for expected in ("Марина Ковалёва → Артём Жуков", "Готова к приказу", "Изменить пару", "Включить в приказ"):
        assert expected in page
    assert f'name="pair" value="{draft.pk}"' in page


def test_a_blocked_draft_names_its_obstacle(cast, draft):
    draft.members.filter(side="mentor").first().person.consents.all().delete()
    page = page_of(cast.actor("curator"), draft)
    assert page.tag.word == "Есть помеха"
    assert page.check.stops[0].code == "no_mentor_consent"
    assert page.now == "В приказ пара пока не войдёт. Что мешает, написано ниже."


def test_participants_of_a_draft_are_not_bothered(cast, sign_in, draft):
    page = text(sign_in(cast.mentor).get(reverse("pair_detail", args=[draft.pk])))
    assert "Пара подобрана; ждём приказ." in page
    assert "Изменить пару" not in page
    assert "Что проверено" not in page


def test_a_pair_without_a_program_calls_its_mentor(cast, sign_in):
    order = cast.pair.order
    order.requisites = {"programs_due": "2026-12-14"}
    order.save(update_fields=["requisites"])
    page = page_of(cast.actor("mentor"), cast.pair)
    assert page.now == "Составьте программу до 14\u00a0декабря."
    assert [(act.text, act.url) for act in page.acts] == [
        ("Составить программу", reverse("program_open", args=[cast.pair.pk]))
    ]
    assert page_of(cast.actor("mentee"), cast.pair).acts == ()
    assert page_of(cast.actor("mentee"), cast.pair).now == "Программы пока нет. Ждём её до 14\u00a0декабря."


def test_the_program_is_shown_with_its_progress(cast, sign_in):
    program = program_of(cast.pair, state="active", activated_on=date(2026, 11, 10))
    for n, state in enumerate(("done", "done", "planned")):
        program.events.create(measure=f"Разбор занятия {n}", state=state, due=date(2026, 12, 1 + n))
    page = page_of(cast.actor("mentor"), cast.pair)
    assert (page.program.progress.done, page.program.progress.total) == (2, 3)
    assert page.program.url == reverse("program_detail", args=[program.pk])
    shown = text(sign_in(cast.mentor).get(reverse("pair_detail", args=[cast.pair.pk])))
    assert "2\u00a0из 3" in shown or "2 из 3" in shown


def test_the_path_goes_on_with_the_pair(cast, draft):
    def place(pair):
        return [step.state for step in page_of(cast.actor("curator"), pair).path].count("done")

    found = [place(make.pair(state="looking")), place(draft), place(cast.pair)]
    program_of(cast.pair, state="active", activated_on=ON)
    found += [place(cast.pair), place(make.pair(state="ending")), place(make.pair(state="completed", ended_on=ON))]
    assert found == [0, 1, 2, 3, 4, 5]
    assert page_of(cast.actor("curator"), make.pair(state="dropped")).path == ()


def test_unread_order_is_the_next_thing(cast):
    pair = make.pair([cast.mentor], [cast.mentee], state="ready", criteria="опыт", since=date(2026, 12, 1))
    order = orders.create_order([pair], by=cast.actor("curator"), at=AT)
    orders.send_order(order, pair_ids=[pair.pk], checked=True, by=cast.actor("curator"), at=AT)
    orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
    page = page_of(cast.actor("mentee"), pair)
    assert [act.url for act in page.acts] == [reverse("order_acquaint", args=[order.pk])]
    assert page.order_url == reverse("document_detail", args=[order.pk])


def test_a_draft_order_is_the_curators(cast, draft):
    orders.create_order([draft], by=cast.actor("curator"), at=AT)
    assert page_of(cast.actor("curator"), draft).order_url
    assert page_of(cast.actor("mentor"), draft).order_url == ""


def test_who_left_stays_in_the_list_with_dates(cast):
    cast.pair.members.filter(side="mentor").update(until=date(2026, 11, 10))
    rows = page_of(cast.actor("curator"), cast.pair).members
    assert [(row.person, row.term) for row in rows] == [
        (cast.mentee, "с 02.11.2026"),
        (cast.mentor, "с 02.11.2026 по 10.11.2026"),
    ]


def test_a_reverse_pair_tells_both_parts(cast):
    pair = make.pair([cast.mentor, cast.other_mentor], [cast.mentor, cast.other_mentor], kind="reverse")
    page = page_of(cast.actor("curator"), pair)
    assert page.title == "Марина Ковалёва и Светлана Панина: учат друг друга"
    assert [row.part for row in page.members] == ["наставник", "наставник", "наставляемый", "наставляемый"]


@pytest.mark.parametrize("state", [state for state, _ in Pair._meta.get_field("state").choices])
@pytest.mark.parametrize("part", ["curator", "director", "supervisor", "mentor", "mentee"])
def test_every_state_opens_for_every_reader(cast, sign_in, state, part):
    pair = make.pair([cast.mentor], [cast.mentee], state=state)
    response = sign_in(getattr(cast, part)).get(reverse("pair_detail", args=[pair.pk]))
    assert response.status_code == 200
    assert "{" not in response.context["page"].tag.sentence


@pytest.mark.parametrize("state", ["ready", "active"])
def test_the_page_takes_a_constant_number_of_queries(cast, sign_in, state):
    def of(many):
        mentees = [make.mentee().person for _ in range(many)]
        pair = make.pair([make.mentor().person], mentees, state=state, criteria="опыт")
        if state == "active":
            program = program_of(pair, state="active", activated_on=ON)
            for n in range(many):
                program.events.create(measure=f"Разбор {n}", due=date(2026, 12, 1 + n))
        return queries_of(client, reverse("pair_detail", args=[pair.pk]))

    client = sign_in(cast.curator, "curator")
    assert of(1) == of(3) <= 12


def test_an_unread_order_comes_first_then_what_waits_in_the_program(cast):
    order = make.order(number="77")
    pair = make.pair([cast.mentor], [cast.mentee], order=order)
    program = program_of(pair, state="active", activated_on=ON)
    program.events.create(measure="Разбор занятия", due=date(2026, 11, 10), responsible="both")
    AcquaintanceMark.objects.create(document=order, person=cast.mentee, due=date(2026, 11, 30))
    page = page_of(cast.actor("mentee"), pair)
    assert page.now.startswith("Ознакомьтесь с приказом № 77")
    assert "Отметьте мероприятие, срок прошёл." in page.now
    assert [act.text for act in page.acts] == ["Ознакомиться с приказом", "Открыть программу"]
