"""Pages of the yearly campaign (R10): the road of the curator and of a head, refusals beside the fields, queries."""

from datetime import date

from mentoring.actions import campaign as act
from mentoring.models import CampaignUnit, Letter, MentoringRequest, RequestCampaign
from mentoring.queries import deeds
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.make import moment
from mentoring.tests.standing import scene
from mentoring.tests.waiting import deeds_of, waits_of

ON = date(2026, 11, 18)


@scene
def campaign(cast):
    """Running to the far end of the year, so that no page is late."""
    own = make.request(cast.other_mentee, year=make.year(2025, current=False))
    opened = act.open_campaign(
        date(2026, 9, 1), due=date(2030, 9, 10), by=cast.actor("curator"), at=moment("2026-08-25 09:00")
    )
    own.refresh_from_db()
    return opened


@scene
def row(campaign, cast):
    return CampaignUnit.objects.get(unit=cast.unit)


@scene
def teacher(cast):
    return make.person("Юрьева Инна Олеговна", unit=cast.unit, teaching_since=date(2025, 9, 1))


def told(actor):
    return {code: [deed.title for deed in found] for code, found in deeds_of(deeds.sources(actor, ON)).items() if found}


def test_the_curator_opens_the_campaign(cast, sign_in):
    client = sign_in(cast.curator)
    assert "Открыть кампанию" in client.get("/campaigns/").content.decode()
    page = client.post("/campaigns/open/", {"due": "01.01.2020"})
    assert "позже сегодняшнего" in page.content.decode()
    assert "Такой даты нет" in client.post("/campaigns/open/", {"due": "32.13.2026"}).content.decode()
    client.post("/campaigns/open/", {"due": "10.09.2090"})
    opened = RequestCampaign.objects.get()
    assert client.get("/campaigns/open/").url == "/campaigns/", "opened once"
    html = client.get(f"/campaigns/{opened.pk}/").content.decode()
    assert "Завершить кампанию" in html
    assert cast.unit.name in html


def test_the_head_ticks_fills_in_and_sends(cast, row, teacher, sign_in):
    client = sign_in(cast.supervisor)
    html = client.get(f"/campaigns/units/{row.pk}/").content.decode()
    assert "молодой педагог" in html
    assert f'value="{teacher.pk}"' in html
    url = f"/campaigns/units/{row.pk}/requests/"
    assert client.get(url).url == f"/campaigns/units/{row.pk}/", "nobody was ticked"
    asked = f"{url}?person={teacher.pk}&person={cast.outsider.pk}&person=zzz"
    page = client.get(asked)
    assert [form.draft.person for form in page.context["forms"]] == [teacher], "strangers are passed over"
    form = page.context["forms"][0]
    assert "Первые годы работы" in form["problem"].value()
    assert len(form["directions"].value()) == 2
    name = f"p{teacher.pk}"
    empty = client.post(asked, {f"{name}-problem": "", f"{name}-ground": form["ground"].value()})
    assert {"problem", "directions"} <= set(empty.context["forms"][0].errors)
    sent = {
        f"{name}-problem": "Трудно держать темп занятия.",
        f"{name}-ground": form["ground"].value(),
        f"{name}-directions": form["directions"].value(),
    }
    assert client.post(asked, sent).url == f"/campaigns/{row.campaign_id}/"
    request = MentoringRequest.objects.get(person=teacher)
    assert (request.state, request.initiator) == ("awaiting_teacher", cast.supervisor)
    assert client.post(asked, sent).status_code == 302, "a second press finds the teacher asked for already"
    assert MentoringRequest.objects.filter(person=teacher).count() == 1
    assert Letter.objects.filter(code="request_offered", person=teacher).count() == 1


def test_nobody_needs_a_word_beside_the_field(cast, row, teacher, sign_in):
    client, url = sign_in(cast.supervisor), f"/campaigns/units/{row.pk}/nobody/"
    assert "Напишите, почему наставник не нужен" in client.post(url, {"note": ""}).content.decode()
    client.post(url, {"note": "Наставник уже найден"})
    row.refresh_from_db()
    assert row.answer == "nobody"
    client.post(f"/campaigns/units/{row.pk}/rethink/")
    row.refresh_from_db()
    assert row.answer == "waiting"


def test_a_head_of_another_department_finds_nothing(cast, row, campaign, sign_in):
    other = make.person("Чужой Иван Ильич", login=True)
    make.unit("Другая комиссия", head=other)
    client = sign_in(other)
    for url in (f"/campaigns/{campaign.pk}/", f"/campaigns/units/{row.pk}/", f"/campaigns/units/{row.pk}/nobody/"):
        assert client.get(url).status_code == 404, url


def test_the_author_confirms_or_lets_go_by_buttons(cast, campaign, sign_in):
    client, request = sign_in(cast.other_mentee), MentoringRequest.objects.get(person=cast.other_mentee)
    html = client.get(f"/requests/{request.pk}/").content.decode()
    assert "Подтвердить на 2026/27 год" in html
    assert "Больше не нужен" in html
    assert client.get(f"/requests/{request.pk}/renew/").status_code == 405
    client.post(f"/requests/{request.pk}/let-go/")
    request.refresh_from_db()
    assert request.state == "closed"
    assert "Открыть снова" in client.get(f"/requests/{request.pk}/").content.decode()


def test_deeds_and_waits_of_the_campaign(cast, campaign, row):
    assert told(cast.actor("supervisor"))["answer_campaign"] == [
        "Назвать, кому нужен наставник, — до 10\u00a0сентября 2030\u00a0года"
    ]
    assert told(cast.actor("other_mentee"))["renew_request"] == [
        "Сказать, нужен ли ещё наставник Ершов\u00a0Д.\u00a0П., — до 10\u00a0сентября 2030\u00a0года"
    ]
    assert [
        wait.who for wait in waits_of(deeds.waits(cast.actor("curator"), ON)) if "нужен наставник" in wait.what
    ] == [cast.supervisor.short_name]
    assert "answer_campaign" not in told(cast.actor("director"))
    RequestCampaign.objects.update(due=date(2026, 11, 1))
    assert told(cast.actor("curator"))["close_campaign"] == [
        "Завершить кампанию запросов 2026/27: срок был 1\u00a0ноября"
    ]
    cast.unit.head = None
    cast.unit.save(update_fields=["head"])
    assert len(told(cast.actor("curator"))["answer_headless"]) == 1


def test_pages_ask_the_database_as_much_for_one_row_as_for_three(cast, campaign, row, teacher, sign_in):
    client = sign_in(cast.curator)

    def grow(n):
        for number in range(n):
            unit = make.unit(f"Комиссия {n}-{number}", head=make.person())
            person = make.person(unit=cast.unit)
            make.request(make.person(unit=cast.unit))
            make.pair(mentees=[make.mentee(unit=cast.unit).person])
            CampaignUnit.objects.create(campaign=campaign, unit=unit, asked=unit.head)
            drafts.append(person.pk)
        ticked = "&".join(f"person={pk}" for pk in drafts)
        urls = (
            "/campaigns/",
            "/campaigns/open/",
            f"/campaigns/{campaign.pk}/",
            f"/campaigns/units/{row.pk}/",
            f"/campaigns/units/{row.pk}/requests/?{ticked}",
        )
        return [queries_of(client, url) for url in urls if "open" not in url]

    drafts = [teacher.pk]
    one, three = grow(1), grow(2)
    assert one == three
    assert max(one) <= 12
