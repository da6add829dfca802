"""Pages of amendments as people see and press them (R25)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import short, today
from mentoring.models import PairMember
from mentoring.tests.standing import scene
from mentoring.tests.waiting import deeds_of, waits_of
from programs.actions import amendment as act
from programs.actions.mark import mark_event
from programs.choices import EventState
from programs.models import Amendment, Program
from programs.queries.amendment import amendment_page, with_everything
from programs.queries.amendment_list import editions_page
from programs.queries.deeds import sources, waits
from programs.queries.people import with_people
from programs.terms import from_data
from programs.tests import make
from programs.tests import make_amendment as plan


@scene
def program(cast):
    make.around_today(cast.pair)
    return make.program(cast.pair, state="active", curator=cast.curator)


def text_of(response):
    return response.content.decode()


def url(amendment, name="amendment_detail"):
    return reverse(name, args=[amendment.pk])


def test_from_the_reason_to_the_version_in_force(cast, program, sign_in):
    until = program.until + timedelta(days=40)
    client = sign_in(cast.mentor)
    page = text_of(client.get(reverse("program_detail", args=[program.pk])))
    assert reverse("amendment_list", args=[program.pk]) in page
    start = reverse("amendment_start", args=[program.pk])
    said = {"reason": "Стажировка перенесена.", "until": short(until)}
    response = client.post(start, said, follow=True)
    amendment = Amendment.objects.get()
    assert "Черновик открыт" in text_of(response)
    response = client.post(url(amendment, "amendment_send"), {"lock_version": amendment.lock_version}, follow=True)
    assert "Отметьте, что прочитали" in text_of(response)
    response = client.post(
        url(amendment, "amendment_send"), {"lock_version": amendment.lock_version, "checked": "1"}, follow=True
    )
    assert f"Ответят: {cast.mentee.short_name}" in text_of(response)
    sha = Amendment.objects.get().sha256
    client = sign_in(cast.mentee)
    assert "Согласиться с изменением" in text_of(client.get(url(amendment)))
    response = client.post(url(amendment, "amendment_consent"), {"sha256": sha})
    assert "Отметьте, что прочитали и согласны" in text_of(response)
    response = client.post(url(amendment, "amendment_consent"), {"sha256": sha, "agree": "on"}, follow=True)
    assert "Согласны все" in text_of(response)
    client = sign_in(cast.curator)
    assert "Утвердить изменение" in text_of(client.get(url(amendment)))
    decide = url(amendment, "amendment_decide")
    assert "Напишите, что исправить" in text_of(client.post(decide, {"sha256": sha, "step": "return", "note": ""}))
    response = client.post(decide, {"sha256": sha, "step": "approve", "note": ""}, follow=True)
    assert "Действует редакция 2" in text_of(response)
    page = text_of(client.get(reverse("amendment_list", args=[program.pk])))
    assert "Редакция 2" in page
    assert "конец программы" in page
    assert "согласие с изменением № 1" in page
    amendment.refresh_from_db()
    client.logout()
    assert "Лист изменений № 1" in text_of(client.get(reverse("verify_document", args=[amendment.code])))
    assert make.fresh(program).until == until


def test_a_draft_is_not_shown_to_the_other_side(cast, program, sign_in):
    amendment = plan.extended(program, cast.mentor)
    assert sign_in(cast.mentee).get(url(amendment)).status_code == 404
    assert sign_in(cast.director).get(url(amendment)).status_code == 404
    assert sign_in(cast.curator).get(url(amendment)).status_code == 200
    assert sign_in(cast.other_mentor).get(url(amendment)).status_code == 404


def test_the_page_shows_only_what_changes(cast, program):
    amendment = plan.sent(program, cast)
    page = amendment_page(cast.actor("mentee"), with_everything(Amendment.objects).get(pk=amendment.pk), today())
    assert [row.part for row in page.rows] == ["1. Срок", "7. Планируемые результаты"]
    assert page.mine
    assert page.tag.sentence.startswith("Сравните «было — стало» и ответьте до")
    assert [(row.person, row.tag.word) for row in page.people] == [
        (cast.mentor, "Есть согласие"),
        (cast.mentee, "Ваш ход"),
    ]
    assert not page.withdraw
    assert page.answer


def test_objection_is_read_by_the_author(cast, program, sign_in):
    amendment = plan.sent(program, cast)
    client = sign_in(cast.mentee)
    response = client.post(url(amendment, "amendment_object"), {"sha256": amendment.sha256, "note": ""})
    assert "Напишите, с чем не согласны" in text_of(response)
    client.post(url(amendment, "amendment_object"), {"sha256": amendment.sha256, "note": "Летом меня нет."})
    page = text_of(sign_in(cast.mentor).get(url(amendment)))
    assert "не согласен" in page
    assert "Летом меня нет" in page
    assert "Отправить на согласие" in page


def test_the_second_browser_sees_both_texts(cast, program, sign_in):
    amendment = plan.started(program, cast.mentor)
    address = reverse("amendment_section", args=[amendment.pk, "goal"])
    client = sign_in(cast.mentor)
    form = client.get(address).context["form"]
    opened = {name: form[name].value() for name in form.fields}
    opened["tasks"] = "\n".join(opened["tasks"]) if isinstance(opened["tasks"], list) else opened["tasks"]
    plan.section(amendment, cast.curator, "goal", goal="Цель куратора к маю.")
    response = client.post(address, {**opened, "goal": "Цель наставника к маю."})
    assert response.status_code == 409
    page = text_of(response)
    assert "Цель куратора к маю." in page
    assert "Цель наставника к маю." in page
    assert cast.curator.plain_name in page
    sent = {**opened, "goal": "Цель наставника к маю."}
    sent |= {name: response.context["form"].data[name] for name in ("lock_version", "base")}
    assert client.post(address, sent).status_code == 302
    assert from_data(plan.fresh(amendment).proposed).fields["goal"] == "Цель наставника к маю."


def test_the_plan_of_a_draft(cast, program, sign_in):
    first, second, third = program.events.order_by("position")
    mark_event(
        event=first, state=EventState.DONE, by=cast.actor("mentor"), at=timezone.now(), done_on=today(), result="Да"
    )
    amendment = plan.started(program, cast.mentor)
    client = sign_in(cast.mentor)
    address = url(amendment, "amendment_plan")
    response = client.get(address)
    formset = response.context["formset"]
    assert [form["uuid"].value() for form in formset.initial_forms] == [str(second.uuid), str(third.uuid)]
    assert "Отмеченные мероприятия остаются как есть" in text_of(response)
    data = {"plan-TOTAL_FORMS": 2, "plan-INITIAL_FORMS": 2, "page": response.context["page_key"]}
    for number, form in enumerate(formset.initial_forms):
        for name in form.fields:
            value = form[name].value()
            if name not in ("DELETE", "COPY"):
                data[f"plan-{number}-{name}"] = "" if value is None else value
        data[f"plan-{number}-ORDER"] = number + 1
    data["plan-0-expected"] = "Три задания"
    assert client.post(address, data).status_code == 302
    events = from_data(plan.fresh(amendment).proposed).events
    assert list(events) == [str(row.uuid) for row in (first, second, third)]
    assert events[str(second.uuid)]["expected"] == "Три задания"
    assert program.events.get(pk=second.pk).expected == "Результат 2"  # the program itself waits


def test_carrying_over_in_the_browser(cast, program, sign_in):
    first, second = plan.started(program, cast.mentor), plan.started(program, cast.mentor)
    plan.section(first, cast.mentor, "goal", goal="Первая цель к маю.")
    plan.section(second, cast.mentor, "goal", goal="Вторая цель к маю.")
    plan.through(first, cast)
    client = sign_in(cast.mentor)
    assert "Действует уже другая редакция" in text_of(client.get(url(second)))
    address = url(second, "amendment_rebase")
    page = text_of(client.get(address))
    assert "Первая цель к маю." in page
    assert "Вторая цель к маю." in page
    assert "Выберите, что оставить" in text_of(client.post(address, {"version": make.version(program).pk}))
    response = client.post(address, {"version": make.version(program).pk, "c0": "mine"}, follow=True)
    assert "Изменение стоит на редакции 2" in text_of(response)
    assert from_data(plan.fresh(second).proposed).fields["goal"] == "Вторая цель к маю."


def test_a_suggestion_becomes_an_amendment(cast, program, sign_in):
    client = sign_in(cast.mentee)
    client.post(reverse("amendment_suggest", args=[program.pk]), {"text": "Продлить до сентября."})
    client = sign_in(cast.mentor)
    listed = text_of(client.get(reverse("amendment_list", args=[program.pk])))
    assert "Продлить до сентября." in listed
    start = f"{reverse('amendment_start', args=[program.pk])}?suggestion={program.suggestions.get().pk}"
    assert client.get(start).context["form"].initial["reason"] == "Продлить до сентября."
    client.post(start, {"reason": "Продлить до сентября.", "until": ""})
    assert program.suggestions.get().amendment == Amendment.objects.get()


def test_papers_say_what_the_page_says(cast, program, sign_in):
    amendment = plan.extended(program, cast.mentor)
    plan.through(amendment, cast)
    client = sign_in(cast.mentee)
    assert client.get(url(amendment, "amendment_pdf"))["Content-Type"] == "application/pdf"
    assert client.get(url(amendment, "amendment_docx")).status_code == 200


# «Мои дела»


def codes(actor):
    found = deeds_of(sources(actor, today()))
    return {
        code for code in found if found[code] and "amendment" in code or code == "answer_suggestion" and found[code]
    }


def test_deeds_go_with_the_turn(cast, program):
    amendment = plan.extended(program, cast.mentor)
    assert codes(cast.actor("mentee")) == codes(cast.actor("curator")) == set()
    plan.send(amendment, cast.mentor)
    assert codes(cast.actor("mentee")) == {"answer_amendment"}
    assert codes(cast.actor("mentor")) == set()
    answer = waits_of(waits(cast.actor("mentor"), today()))[0]
    assert answer.who == cast.mentee.short_name
    assert "отвечает по изменению" in answer.what
    plan.answer(amendment, cast.mentee)
    assert codes(cast.actor("mentee")) == set()
    assert codes(cast.actor("curator")) == {"decide_amendment"}
    assert codes(cast.actor("director")) == codes(cast.actor("other_mentor")) == set()
    plan.decide("return", amendment, cast.curator, note="Уточните.")
    assert codes(cast.actor("mentor")) == {"mend_amendment"}
    act.suggest_change(program=program, text="Ещё.", by=cast.actor("mentee"), at=timezone.now())
    assert codes(cast.actor("mentor")) == {"mend_amendment", "answer_suggestion"}
    assert codes(cast.actor("curator")) == {"answer_suggestion"}


def test_a_former_member_reads_up_to_the_last_day(cast, program, sign_in):
    amendment = plan.sent(program, cast)
    PairMember.objects.filter(pair=program.pair, person=cast.mentee).update(until=today() - timedelta(days=2))
    assert sign_in(cast.mentee).get(url(amendment)).status_code == 404


# Queries


def counted(django_assert_max_num_queries, cast, program, most):
    actor = cast.actor("curator")
    loaded = with_people(Program.objects).select_related("year").get(pk=program.pk)
    with django_assert_max_num_queries(most):
        return editions_page(actor, loaded)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(cast, program, django_assert_max_num_queries, number):
    for _ in range(number):
        plan.through(plan.extended(program, cast.mentor, until=make.fresh(program).until + timedelta(days=3)), cast)
        plan.sent(program, cast)
    page = counted(django_assert_max_num_queries, cast, program, 8)
    assert len(page.versions) == number + 1
    assert len(page.open) == number


def test_queries_of_the_page(cast, program, django_assert_max_num_queries):
    amendment = plan.sent(program, cast)
    loaded = with_everything(Amendment.objects).get(pk=amendment.pk)
    with django_assert_max_num_queries(8):
        amendment_page(cast.actor("mentee"), loaded, today())
