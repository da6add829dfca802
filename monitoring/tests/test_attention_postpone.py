"""A case is put off by a curator until a day, with a reason, and comes back by itself (part 19 of the starter content)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today, words
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, Setting
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.standing import scene
from monitoring.actions.attention import postpone, take_back
from monitoring.actions.reminders import write_weekly_attention
from monitoring.attention import attention_counts, attention_page, attention_rules
from monitoring.models import Postponement

RULE = "program_late"
PAUSE = "Наставник в отпуске"


@scene
def late(cast):
    """The cast's first pair, whose program was to be approved long ago."""
    order = cast.pair.order
    order.date = today() - timedelta(days=60)
    order.save(update_fields=["date"])
    return cast.pair


def put_off(cast, late, *, days=10, reason=PAUSE, part="curator", thing=None, rule=RULE):
    return postpone(
        rule=rule, thing=late.pk if thing is None else thing, until=today() + timedelta(days=days), reason=reason,
        by=cast.actor(part), at=timezone.now(),
    )  # fmt: skip


def caught(on=None, **asks):
    return [row.thing for row in attention_page(on or today(), [RULE], 0, 50, **asks)]


def test_a_case_leaves_the_list_and_comes_back_on_its_day(cast, late):
    before = attention_rules(today()).total
    assert late.pk in caught()
    put_off(cast, late)
    assert late.pk not in caught()
    assert attention_rules(today()).total == before - 1
    assert caught(postponed=True) == [late.pk]
    assert late.pk not in caught(today() + timedelta(days=9))
    assert late.pk in caught(today() + timedelta(days=10))
    assert caught(today() + timedelta(days=10), postponed=True) == []
    entry = JournalEntry.objects.get(event="attention_postponed")
    assert (entry.text, entry.audience) == (PAUSE, "office")


def test_one_rule_put_off_leaves_others(cast, late):
    make.pair([late.mentors[0]], [make.mentee("Кузьмин Павел Ильич").person])
    put_off(cast, late)
    assert attention_counts(today(), postponed=True)[0].code == RULE
    assert sum(row.n for row in attention_counts(today(), postponed=True)) == 1


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "outsider"])
def test_only_a_curator_puts_off_and_takes_back(cast, late, part):
    with pytest.raises(Refused, match="куратор"):
        put_off(cast, late, part=part)
    kept = put_off(cast, late)
    with pytest.raises(Refused, match="куратор"):
        take_back(postponement=kept, by=cast.actor(part), at=timezone.now())
    assert Postponement.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("asks", "says"),
    [
        ({"days": 0}, "уже наступил"),
        ({"days": -1}, "уже наступил"),
        ({"days": 61}, "не больше чем на 60"),
        ({"reason": "  "}, "почему"),
        ({"reason": "а" * 301}, "301"),
        ({"thing": 10**9}, "уже нет"),
        ({"rule": "no_meeting"}, "уже нет"),
    ],
)
def test_refusals(cast, late, asks, says):
    with pytest.raises(Refused) as refusal:
        put_off(cast, late, **asks)
    assert says in str(refusal.value).replace("\u00a0", " ")
    assert not Postponement.objects.exists()


def test_never_longer_than_the_setting(cast, late):
    put_off(cast, late, days=60)
    Setting.objects.filter(code="attention_postpone_days").update(value=5)
    forget()
    with pytest.raises(Refused, match="5"):
        put_off(cast, late, days=6)


def test_putting_off_anew_replaces_and_taking_back_shows_at_once(cast, late):
    first = put_off(cast, late)
    second = put_off(cast, late, days=3, reason="Договорились раньше")
    assert list(Postponement.objects.standing()) == [second]
    with pytest.raises(Refused, match="уже вернули"):
        take_back(postponement=first, by=cast.actor("curator"), at=timezone.now())
    take_back(postponement=second, by=cast.actor("curator"), at=timezone.now())
    assert late.pk in caught()
    second.refresh_from_db()
    assert second.closed_by == cast.curator


def test_the_journey_of_a_curator(cast, late, sign_in):
    client = sign_in(cast.curator)
    page = client.get(reverse("attention_rule", args=[RULE])).content.decode()
    url = reverse("attention_postpone", args=[RULE, late.pk])
    assert url in page
    assert late.title in client.get(url).content.decode()
    wrong = client.post(url, {"until": "", "reason": ""}).content.decode()
    assert "Укажите дату" in wrong
    day = today() + timedelta(days=7)
    done = client.post(url, {"until": f"{day:%d.%m.%Y}", "reason": PAUSE}, follow=True).content.decode()
    assert f"отложен до {words(day)}" in done
    assert PAUSE in done
    assert url not in done
    overview = client.get(reverse("attention_rules")).content.decode()
    assert "Программа не утверждена" in overview
    seen = sign_in(cast.director).get(reverse("attention_rule", args=[RULE])).content.decode()
    assert PAUSE in seen, "others of the office see why"
    assert "Вернуть в список" not in seen
    client = sign_in(cast.curator)
    back = client.post(reverse("attention_back", args=[Postponement.objects.get().pk]), follow=True).content.decode()
    assert "снова в списке" in back
    assert url in back


def test_search_sort_and_the_empty_state(cast, late, sign_in):
    client = sign_in(cast.curator)
    url = reverse("attention_rule", args=[RULE])
    name = late.mentors[0].last_name
    found = client.get(url, {"q": name.upper()}).content.decode()
    assert late.title in found
    assert "Никого не нашли" in client.get(url, {"q": "Несуществующая"}).content.decode()
    assert client.get(url, {"sort": "rank"}).status_code == 200
    assert "Случаев нет" in client.get(reverse("attention_rule", args=["report_stuck"])).content.decode()
    assert client.get(reverse("attention_rule", args=["no_such"])).status_code == 404


def test_a_private_rule_is_not_there_for_others(cast, sign_in):
    url = reverse("attention_rule", args=["low_survey"])
    assert sign_in(cast.director).get(url).status_code == 404
    assert sign_in(cast.curator).get(url).status_code == 200
    assert "Анкета ниже порога" not in sign_in(cast.director).get(reverse("attention_rules")).content.decode()


@pytest.mark.parametrize("name", ["attention_rules", "attention_rule"])
def test_pages_keep_to_the_budget(cast, late, sign_in, name):
    client = sign_in(cast.curator)
    url = reverse(name, args=[RULE] if name == "attention_rule" else [])
    put_off(cast, late)
    client.get(url)
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        numbers.append(len(asked))
        for _ in range(2):
            order = make.pair(since=today() - timedelta(days=90)).order
            order.date = today() - timedelta(days=60)
            order.save(update_fields=["date"])
    assert numbers[0] == numbers[1] <= 12


# The letter of the week


MONDAY = make.moment("2026-11-16 07:30")


def test_the_letter_names_rules_with_their_pages_and_leaves_out_what_is_put_off(cast):
    assert write_weekly_attention(at=MONDAY) == 1
    letter = Letter.objects.get(code="attention_weekly")
    codes = [row.code for row in attention_counts(MONDAY.date(), curator=cast.curator.pk)]
    for code in codes:
        assert reverse("attention_rule", args=[code]) in letter.body
    assert letter.subject == f"Требует внимания: {sum(r.n for r in attention_counts(MONDAY.date(), curator=1))}"


def test_the_day_of_the_letter_is_a_setting(cast):
    Setting.objects.filter(code="attention_letter_weekday").update(value=3)
    forget()
    assert write_weekly_attention(at=MONDAY) == 0
    assert write_weekly_attention(at=MONDAY + timedelta(days=2)) == 1
    assert write_weekly_attention(at=MONDAY + timedelta(days=2)) == 0
    assert write_weekly_attention(at=MONDAY + timedelta(days=3)) == 0


def test_no_letter_when_no_rule_has_found_anything(cast):
    for row in Setting.objects.filter(code__startswith="attention_on_"):
        Setting.objects.filter(pk=row.pk).update(value=False)
    forget()
    assert write_weekly_attention(at=MONDAY) == 0
    assert not Letter.objects.filter(code="attention_weekly").exists()
