"""Orders on changes by pages: several in one, a day that has passed, a substitution by order, after a revocation (R16)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import pair_change as act
from mentoring.actions import petition as petitions
from mentoring.actions.revocation import revoke_consent
from mentoring.choices import PetitionKind as K
from mentoring.kit.dates import today
from mentoring.models import IssuedDocument, Pair, PairChange
from mentoring.queries.deeds import person as deeds
from mentoring.tests import make
from mentoring.tests.counting import queries_of


def html(response):
    return response.content.decode()


def dated(day):
    return f"{day:%d.%m.%Y}"


@pytest.fixture
def ready(cast):
    """ready(pupil) is an agreed replacement of cast.mentor by cast.other_mentor from tomorrow."""

    def agree(pupil, on=None, **fields):
        since = today() - timedelta(days=30)
        pair = make.pair(
            [cast.mentor], [make.mentee(pupil).person], kind="speed", since=since, until=since + timedelta(days=200)
        )
        by, at = cast.actor("curator"), timezone.now()
        change = act.start_replacement(
            Pair.objects.with_members().get(pk=pair.pk), side="mentor", leaving=cast.mentor,
            on=on or today() + timedelta(days=1), reason="Перевод.", by=by, at=at, **fields,
        )  # fmt: skip
        act.record_agreement(change, cast.other_mentor, way="лично", by=by, at=at)
        return change

    return agree


def sent(cast, changes):
    by, at = cast.actor("curator"), timezone.now()
    order = act.create_change_order(changes, by=by, at=at)
    act.send_change_order(order, checked=True, by=by, at=at)
    return order


class TestMany:
    def test_ticked_together_and_added_later(self, cast, ready, sign_in):
        first, second, third = (ready(name) for name in ("Яшина Вера Павловна", "Фомин Олег Ильич", "Гусев Иван Ильич"))
        client = sign_in(cast.curator)
        assert "Приказа ждёт ещё 2\u00a0замены" in html(client.get(reverse("change_detail", args=[first.pk])))
        page = html(client.get(reverse("change_order_create"), {"change": first.pk}))
        assert page.count(" checked") == 1
        client.post(reverse("change_order_create"), {"change": [first.pk, second.pk]})
        order = IssuedDocument.objects.get(type__code="D32")
        page = html(client.get(reverse("change_order_create")))
        assert "Добавить в проект приказа" in page
        client.post(reverse("change_order_create"), {"change": third.pk, "order": order.pk})
        assert order.pair_changes.count() == 3
        client.post(reverse("change_order_remove", args=[order.pk, second.pk]))
        assert set(order.pair_changes.all()) == {first, third}

    def test_nobody_ready_says_so(self, cast, sign_in):
        assert "Готовых замен нет" in html(sign_in(cast.curator).get(reverse("change_order_create")))

    def test_a_tick_of_nothing_is_refused(self, cast, ready, sign_in):
        ready("Яшина Вера Павловна")
        page = sign_in(cast.curator).post(reverse("change_order_create"), {}, follow=True)
        assert "Выберите хотя бы одну замену" in html(page)

    def test_the_list_takes_the_same_queries_for_one_and_three(self, cast, ready, sign_in):
        client, url = sign_in(cast.curator), reverse("change_order_create")
        ready("Яшина Вера Павловна")
        one = queries_of(client, url)
        ready("Фомин Олег Ильич")
        ready("Гусев Иван Ильич")
        assert one == queries_of(client, url) <= 12


class TestPassedDay:
    def test_one_press_hands_it_back_and_one_page_sends_it_anew(self, cast, ready, sign_in):
        change = ready("Яшина Вера Павловна")
        order = sent(cast, [change])
        PairChange.objects.filter(pk=change.pk).update(on=today() - timedelta(days=2))
        client = sign_in(cast.director)
        sign = reverse("change_order_sign", args=[order.pk])
        page = html(client.get(sign))
        assert "этот день прошёл. Верните приказ куратору" in page
        refused = client.post(sign, {"checked": "on", "sha256": order.sha256}, follow=True)
        assert "этот день прошёл" in html(refused)
        remark = page.split('name="reason" value="')[1].split('"')[0]
        client.post(reverse("change_order_return", args=[order.pk]), {"reason": remark})
        order.refresh_from_db()
        assert order.state == "returned"
        assert "Назначьте новый день" in order.remark
        client = sign_in(cast.curator)
        check = reverse("change_order_check", args=[order.pk])
        page = html(client.get(check))
        assert "Ниже предложен новый день" in page
        day = page.split(f'name="on-{change.pk}" value="')[1].split('"')[0]
        client.post(check, {f"on-{change.pk}": day, "number": "", "basis": "", "send": "1", "checked": "on"})
        order.refresh_from_db()
        change.refresh_from_db()
        assert order.state == "awaiting_signature"
        assert change.on >= today()
        assert order.payload["changes"][0]["on"] == dated(change.on)


def test_a_substitution_by_order_by_forms(cast, sign_in):
    since = today() - timedelta(days=30)
    Pair.objects.filter(pk=cast.pair.pk).update(since=since, until=since + timedelta(days=200))
    client = sign_in(cast.curator)
    said = {
        "leaving": cast.mentor.pk, "on": dated(today()), "until": dated(today() + timedelta(days=9)),
        "reason": "Болезнь.", "basis": "служебной записки от 25.11.2026", "way": "order",
    }  # fmt: skip
    client.post(reverse("pair_substitute", args=[cast.pair.pk]), said)
    change = PairChange.objects.get()
    client.post(reverse("change_choose", args=[change.pk]), {"mentor": cast.other_mentor.pk, "way": "лично"})
    page = html(client.get(reverse("change_detail", args=[change.pk])))
    assert "Подготовить приказ" in page
    assert "Подготовить приказ о временной замене" in html(client.get(reverse("home")))
    client.post(reverse("change_order_create"), {"change": change.pk})
    change.refresh_from_db()
    page = html(client.get(reverse("change_order_check", args=[change.order_id])))
    assert "О временной замене наставника" in page
    assert "служебной записки от 25.11.2026" in page
    for name in ("document_pdf", "document_docx"):
        assert client.get(reverse(name, args=[change.order_id])).status_code == 200


class TestAfterRevocation:
    @pytest.fixture
    def revoked(self, cast):
        since = today() - timedelta(days=30)
        Pair.objects.filter(pk=cast.pair.pk).update(since=since, until=since + timedelta(days=200))
        consent = cast.mentor.consents.select_related("text", "person").get(kind="mentor")
        cast.mentor.consents.update(given_on=since)
        consent.refresh_from_db()
        revoke_consent(consent, by=cast.actor("mentor"), at=timezone.now())
        return consent

    def codes(self, cast):
        return [s.code for s in deeds.sources(cast.actor("curator"), today()) if s.queryset.exists()]

    def test_from_the_task_to_the_order_on_its_basis(self, cast, revoked, sign_in):
        client = sign_in(cast.curator)
        start = f"{reverse('pair_replace', args=[cast.pair.pk])}?revoked=1"
        assert start in html(client.get(reverse("home"))).replace("&amp;", "&")
        assert start in html(client.get(reverse("pair_detail", args=[cast.pair.pk])))
        page = html(client.get(start))
        basis = f"заявления {cast.mentor.short_case('gen')} об отзыве согласия от {dated(today())}"
        first = revoked.last_day + timedelta(days=1)
        assert basis in page
        assert f'value="{dated(first)}"' in page
        assert "revoked_pair" in self.codes(cast)
        said = {"who": f"mentor-{cast.mentor.pk}", "on": dated(first), "reason": "Заявление.", "basis": basis}
        client.post(start, said)
        assert "revoked_pair" not in self.codes(cast)
        change = PairChange.objects.get()
        client.post(reverse("change_choose", args=[change.pk]), {"mentor": cast.other_mentor.pk, "way": "лично"})
        change.refresh_from_db()
        page = reverse("change_detail", args=[change.pk])
        assert "об отзыве согласия" in html(client.get(page))
        assert "об отзыве согласия" not in html(sign_in(cast.mentee).get(page))
        order = sent(cast, [change])
        assert basis.replace("\u00a0", " ") in order.payload["preamble"].replace("\u00a0", " ")
        act.sign_change_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=timezone.now())
        act.apply_due_changes(at=timezone.now() + timedelta(days=(first - today()).days))
        assert Pair.objects.with_members().get(pk=cast.pair.pk).mentors == [cast.other_mentor]
        assert "revoked_pair" not in self.codes(cast)

    def test_a_dropped_replacement_brings_the_task_back(self, cast, revoked, sign_in):
        by, at = cast.actor("curator"), timezone.now()
        pair = Pair.objects.with_members().get(pk=cast.pair.pk)
        change = act.start_replacement(
            pair, side="mentor", leaving=cast.mentor, on=today(), reason="Заявление.", by=by, at=at
        )
        assert "revoked_pair" not in self.codes(cast)
        act.drop_change(change, by=by, at=at)
        assert "revoked_pair" in self.codes(cast)

    @pytest.mark.parametrize("part", ["mentee", "mentor", "director", "supervisor"])
    def test_the_ways_are_the_curator_s(self, cast, revoked, sign_in, part):
        page = html(sign_in(getattr(cast, part)).get(reverse("pair_detail", args=[cast.pair.pk])))
        assert "revoked=1" not in page


def test_a_release_is_named_in_the_order_and_a_mentee_s_wish_is_not(cast, sign_in):
    """A mentee's petition is not read by the mentor it is about (R34)."""
    since = today() - timedelta(days=30)
    Pair.objects.filter(pk=cast.pair.pk).update(since=since, until=since + timedelta(days=200))
    client = sign_in(cast.curator)
    for kind, part, named in ((K.RELEASE_PERSONAL, "mentor", True), (K.REPLACE_MENTOR, "mentee", False)):
        by, at = cast.actor(part), timezone.now()
        petition = petitions.start_petition(kind=kind, pair=cast.pair, text="Почему.", by=by, at=at)
        petitions.send_petition(petition, by=by, at=at)
        page = html(client.get(reverse("pair_replace", args=[cast.pair.pk]), {"petition": petition.pk}))
        assert (f"№ {petition.number} от {dated(today())}" in page) is named
