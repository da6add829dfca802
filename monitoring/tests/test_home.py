"""«Мои дела»: every role, constant queries, the counter equals the list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring.kit.dates import today, words
from mentoring.models import MentoringRequest
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.queries.home import count_deeds
from monitoring.queries.home.counter import sources_of
from monitoring.queries.home.deed_list import DeedList
from monitoring.queries.home.page import _lead, home_of
from monitoring.tests import make_survey
from monitoring.tests.world import World

ROLES = ("curator", "director", "supervisor", "mentor", "mentee", "admin", "outsider")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_a_home(cast, sign_in, role):
    answer = sign_in(getattr(cast, role)).get("/")
    assert answer.status_code == 200
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_counter_is_the_number_of_rows_that_wait(cast, role):
    World(cast)
    actor = cast.actor(role)
    counts = count_deeds(actor, today())
    assert sum(counts.values()) == sum(source.queryset.count() for source in sources_of(actor, today()))


def test_source_codes_are_unique(cast):
    for role in ROLES:
        codes = [source.code for source in sources_of(cast.actor(role), today())]
        assert len(codes) == len(set(codes)), role


@pytest.mark.parametrize("role", ROLES)
def test_counter_is_one_query(cast, role):
    actor = cast.actor(role)
    sources = sources_of(actor, today())
    with CaptureQueriesContext(connection) as caught:
        count_deeds(actor, today())
    assert len(caught) <= (1 if sources else 0) + 1


def _requests(number):
    for _ in range(number):
        make.request()


@scene
def whole_world(cast):
    return World(cast)


@pytest.mark.parametrize("role", ["curator", "director", "mentor", "mentee"])
def test_home_takes_at_most_20_queries_whatever_waits(cast, whole_world, sign_in, role):
    client = sign_in(getattr(cast, role))
    taken = []
    for more in (1, 3):
        _requests(more)
        client.get("/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/")
        taken.append(len(caught))
    assert taken[0] == taken[1]
    assert taken[0] <= 20, "\n".join(query["sql"][:150] for query in caught.captured_queries)


def test_a_deed_is_worded_with_one_action(cast, sign_in):
    asked = make.request()
    page = sign_in(cast.curator, "curator").get("/").content.decode()
    assert f"/requests/{asked.pk}/candidates/" in page
    assert "Подобрать" in page


def test_nothing_waits_says_so(cast, sign_in):
    page = sign_in(cast.outsider).get("/").content.decode()
    assert "На сегодня всё" in page


@pytest.mark.parametrize(
    ("due", "lead"),
    [
        ({"late": 1, "nearest": 5, "furthest": 9}, "Срок прошёл – 1, остальное – до {furthest}."),
        ({"nearest": 5, "furthest": 9}, "Ближайший срок – {nearest}."),
        ({}, ""),
    ],
)
def test_the_lead_does_not_speak_of_a_rest_without_a_beginning(due, lead):
    on = today()
    days = {name: on + timedelta(days=due[name]) for name in ("nearest", "furthest") if name in due}
    empty = {"nearest": None, "furthest": None}
    found = DeedList((), (), "", 1, 1, due.get("late", 0), 0, **{**empty, **days})
    assert _lead(found, on, counted=True) == lead.format(**{name: words(day) for name, day in days.items()})
    if not due:
        assert _lead(found, on, counted=False) == "Всего 1\u00a0дело."


def test_a_disputed_record_has_no_date_and_does_not_stand_before_todays_deeds(cast):
    (source,) = [one for one in sources_of(cast.actor("mentor"), today()) if one.code == "mend_meeting"]
    assert source.due(object()) is None


def test_all_cases_that_need_attention_are_a_link_away(cast, sign_in):
    for _ in range(7):
        pair = make.pair(since=today() - timedelta(days=90), until=today() + timedelta(days=90))
        make_survey.program(pair, activated_on=today() - timedelta(days=80))
    page = sign_in(cast.curator, "curator").get("/")
    attention = page.context["home"].attention
    assert attention.total > len(attention.deeds)
    shown = page.content.decode()
    assert f"Показать все {attention.total}" in shown
    assert 'href="#attention"' in shown


def test_a_chip_leads_to_its_own_deeds_and_back_to_all(cast, sign_in):
    make.request()
    client = sign_in(cast.curator, "curator")
    everything = client.get("/").context["home"]
    for chip in [chip for chip in everything.chips if "queue=" in chip.href]:
        page = client.get(chip.href.partition("#")[0])
        home = page.context["home"]
        assert (home.deeds_title, home.total, len(home.deeds)) == (chip.name, chip.n, chip.n)
        assert {deed.title for deed in home.deeds} <= {deed.title for deed in everything.deeds}
        assert [(one.name, one.href) for one in home.chips if one.current] == [(chip.name, "?#deeds")]
        assert 'aria-current="true"' in page.content.decode()
        assert "Показать все дела" in page.content.decode()


@pytest.mark.parametrize("queue", ["", "нет такой", "late", "x" * 300])
def test_a_queue_that_is_not_there_shows_everything(cast, sign_in, queue):
    MentoringRequest.objects.filter(pk=make.request().pk).update(due=today() + timedelta(days=3))  # nothing is late
    home = sign_in(cast.curator, "curator").get("/", {"queue": queue}).context["home"]
    assert home.deeds
    assert not home.filtered


def test_a_turn_card_is_never_hidden_by_a_queue(cast, sign_in):
    World(cast)
    whole = sign_in(cast.mentor, "mentor").get("/").context["home"]
    asked = sign_in(cast.mentor, "mentor").get("/", {"queue": "late"}).context["home"]
    assert (asked.turn, asked.deeds) == (whole.turn, whole.deeds)


def test_what_comes_soon_names_the_pair_unless_it_is_the_readers_only_one(cast):
    program = make_survey.program(cast.pair, activated_on=today())
    program.events.create(measure="Открытое занятие", due=today() + timedelta(days=3), position=1)

    def soon(part):
        actor = cast.actor(part)
        return [(item.what, item.whose) for item in home_of(actor, today(), count_deeds(actor, today())).soon]

    assert soon("curator") == [("Открытое занятие", cast.pair.title)]
    assert soon("mentee") == [("Открытое занятие", "")]
    second = make.pair([cast.mentor], [make.mentee("Гусев Иван Петрович").person])
    assert second.title != cast.pair.title
    assert soon("mentor") == [("Открытое занятие", cast.pair.title)]
