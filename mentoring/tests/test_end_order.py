"""The order on ended pairs (D33): several in one, sent, returned, signed, canceled; what it keeps to itself (R37)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.actions import end_order as act
from mentoring.actions.document import cancel_document
from mentoring.actions.pair import close_pair
from mentoring.documents.end_order import end_paper, end_text_of
from mentoring.kit.dates import today
from mentoring.kit.pdf import render_pdf
from mentoring.kit.verdict import Refused
from mentoring.models import AcquaintanceMark, IssuedDocument, Letter, ListEntry, Pair
from mentoring.queries.deeds import ending as deeds
from mentoring.tests import make
from mentoring.tests.counting import queries_of


def html(response):
    return response.content.decode()


def ended(cast, name="Яшина Вера Павловна", mentor=None, *, code="personal", ground="by_participants"):
    since = today() - timedelta(days=30)
    people = [mentor or cast.mentor], [make.mentee(name).person]
    pair = make.pair(*people, since=since, until=since + timedelta(days=200), kind="speed")
    reason = ListEntry.objects.get(list="completion_reason", code=code)
    close_pair(
        pair, early=True, ground=ground, reason=reason, on=today(), note="Семейные дела.",
        done="выполнено мероприятий плана: 2 из 3", by=cast.actor("curator"), at=timezone.now(),
    )  # fmt: skip
    return Pair.objects.with_members().select_related("year").get(pk=pair.pk)


def drafted(cast, pairs):
    return act.put_into_order(pairs, by=cast.actor("curator"), at=timezone.now())


def sent(cast, pairs):
    order = drafted(cast, pairs)
    act.send_end_order(order, checked=True, by=cast.actor("curator"), at=timezone.now())
    return order


def signed(cast, pairs):
    order = sent(cast, pairs)
    return act.sign_end_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=timezone.now())


class TestDraft:
    def test_the_second_ending_joins_the_open_draft(self, cast):
        first, second = ended(cast), ended(cast, "Фомин Олег Ильич")
        order = drafted(cast, [first])
        assert drafted(cast, [second]).pk == order.pk
        assert order.ended_pairs.count() == 2
        assert IssuedDocument.objects.get(pk=order.pk).title.startswith("О завершении персонализированных программ")

    def test_only_ended_pairs_once(self, cast):
        pair = ended(cast)
        with pytest.raises(Refused, match="Выберите хотя бы одну завершённую пару"):
            drafted(cast, [])
        drafted(cast, [pair])
        with pytest.raises(Refused, match="уже в приказе о завершении"):
            drafted(cast, [pair])
        with pytest.raises(Refused, match="пара ещё работает"):
            drafted(cast, [Pair.objects.with_members().get(pk=make.pair([cast.mentor], [cast.mentee]).pk)])

    @pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "outsider"])
    def test_the_office_alone(self, cast, part):
        with pytest.raises(Refused):
            act.put_into_order([ended(cast)], by=cast.actor(part), at=timezone.now())

    def test_one_leaves_and_the_last_one_does_not(self, cast):
        first, second = ended(cast), ended(cast, "Фомин Олег Ильич")
        order, by = drafted(cast, [first, second]), {"by": cast.actor("curator"), "at": timezone.now()}
        act.remove_ended(order, second, **by)
        assert list(order.ended_pairs.all()) == [first]
        with pytest.raises(Refused, match="Удалите черновик приказа целиком"):
            act.remove_ended(order, first, **by)
        act.delete_end_order(order, **by)
        assert Pair.objects.get(pk=first.pk).end_order_id is None

    def test_a_number_taken_elsewhere_is_refused(self, cast):
        other = make.order(state="in_force")
        order = drafted(cast, [ended(cast)])
        IssuedDocument.objects.filter(pk=other.pk).update(year=order.year)
        with pytest.raises(Refused, match="уже занят"):
            act.edit_end_order(order, number=other.number, basis="", by=cast.actor("curator"), at=timezone.now())


class TestSigning:
    def test_send_sign_and_read(self, cast):
        pair = ended(cast)
        order = sent(cast, [pair])
        assert Letter.objects.filter(code="order_to_sign", person=cast.director).exists()
        act.sign_end_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=timezone.now())
        order.refresh_from_db()
        assert order.number
        assert order.state in ("in_force", "awaiting_scan")
        marks = set(AcquaintanceMark.objects.filter(document=order).values_list("person", flat=True))
        assert {person.pk for person in (*pair.mentors, *pair.mentees)} <= marks

    def test_not_ticked_and_changed_text(self, cast):
        order = drafted(cast, [ended(cast)])
        with pytest.raises(Refused, match="Отметьте, что проверили"):
            act.send_end_order(order, checked=False, by=cast.actor("curator"), at=timezone.now())
        act.send_end_order(order, checked=True, by=cast.actor("curator"), at=timezone.now())
        with pytest.raises(Refused, match="приказ изменился"):
            act.sign_end_order(order, checked=True, sha256="0", by=cast.actor("director"), at=timezone.now())

    def test_a_pair_that_left_meanwhile_stops_the_signature(self, cast):
        first, second = ended(cast), ended(cast, "Фомин Олег Ильич")
        order = sent(cast, [first, second])
        Pair.objects.filter(pk=second.pk).update(end_order=None)
        with pytest.raises(Refused, match="Состав приказа изменился"):
            act.sign_end_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=timezone.now())

    def test_returned_and_recalled(self, cast):
        order = sent(cast, [ended(cast)])
        act.return_end_order(order, remark="Уточните дату.", by=cast.actor("director"), at=timezone.now())
        assert IssuedDocument.objects.get(pk=order.pk).state == "returned"
        act.send_end_order(order, checked=True, by=cast.actor("curator"), at=timezone.now())
        act.recall_end_order(order, by=cast.actor("curator"), at=timezone.now())
        assert IssuedDocument.objects.get(pk=order.pk).payload is None

    def test_the_director_of_the_pair_does_not_sign_and_nobody_else_can(self, cast):
        pair = ended(cast, mentor=make.mentor(person=cast.director).person)
        order = drafted(cast, [pair])
        with pytest.raises(Refused, match="Подписать некому"):
            act.send_end_order(order, checked=True, by=cast.actor("curator"), at=timezone.now())

    def test_canceled_order_frees_its_pairs(self, cast):
        pair = ended(cast)
        order = signed(cast, [pair])
        cancel_document(order, reason="Ошибка в дате", by=cast.actor("director"), at=timezone.now())
        assert Pair.objects.get(pk=pair.pk).end_order_id is None


class TestPaper:
    def test_names_the_ground_and_never_the_private_reason(self, cast):
        order = signed(cast, [ended(cast)])
        text = end_text_of(IssuedDocument.objects.get(pk=order.pk))
        said = " ".join((text.heading, text.preamble, *text.items))
        assert "Основание: по инициативе участников; выполнено мероприятий плана: 2 из 3." in said
        assert "Семейные дела" not in said
        assert "Личные обстоятельства" not in said
        assert "пункта 5.3 Положения о наставничестве" in said

    def test_prints(self, cast):
        order = IssuedDocument.objects.get(pk=signed(cast, [ended(cast)]).pk)
        assert render_pdf(end_paper(order)).startswith(b"%PDF")


class TestPages:
    def test_the_whole_way(self, cast, sign_in):
        pair = ended(cast)
        client = sign_in(cast.curator)
        page = html(client.get(reverse("end_order_create")))
        assert pair.title in page
        assert "По инициативе участников" in page
        made = client.post(reverse("end_order_create"), {"pair": [pair.pk]})
        order = IssuedDocument.objects.get(type__code="D33")
        assert made.url == reverse("end_order_check", args=[order.pk])
        assert "Проверьте приказ о завершении" in html(client.get(made.url))
        client.post(made.url, {"number": "", "basis": "", "send": "1", "checked": "on"})
        director = sign_in(cast.director)
        sign = reverse("end_order_sign", args=[order.pk])
        assert "Прочитайте и подпишите приказ" in html(director.get(sign))
        order.refresh_from_db()
        director.post(sign, {"checked": "on", "sha256": order.sha256})
        order.refresh_from_db()
        assert order.number
        assert "О завершении персонализированной программы" in html(
            director.get(reverse("document_detail", args=[order.pk]))
        )
        assert "Все завершения оформлены" in html(sign_in(cast.curator).get(reverse("end_order_create")))

    def test_chosen_nobody_and_returned(self, cast, sign_in):
        client = sign_in(cast.curator)
        page = html(client.post(reverse("end_order_create"), {}, follow=True))
        assert "Выберите хотя бы одну завершённую пару" in page
        order = sent(cast, [ended(cast)])
        director = sign_in(cast.director)
        director.post(reverse("end_order_return", args=[order.pk]), {"reason": "Уточните дату."})
        assert "Директор вернул" in html(sign_in(cast.curator).get(reverse("end_order_check", args=[order.pk])))

    def test_as_many_queries_for_one_pair_as_for_three(self, cast, sign_in):
        client, url = sign_in(cast.curator), reverse("end_order_create")
        ended(cast)
        first = queries_of(client, url)
        for name in ("Фомин Олег Ильич", "Гусев Иван Ильич"):
            ended(cast, name)
        assert queries_of(client, url) == first <= 12


def test_whose_turn_it_is(cast):
    order = drafted(cast, [ended(cast)])
    (keep,) = deeds.sources(cast.actor("curator"), today())
    assert keep.queryset.get() == order
    act.send_end_order(order, checked=True, by=cast.actor("curator"), at=timezone.now())
    (sign,) = deeds.sources(cast.actor("director"), today())
    assert sign.queryset.get() == order
    assert deeds.waits(cast.actor("curator"), today())[0].queryset.get() == order
    assert deeds.sources(cast.actor("mentor"), today()) == []
