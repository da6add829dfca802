"""After the end (R37, clause 5.3): back to work with a reason; on in other directions with what was left."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.access import documents_for
from mentoring.actions import end_order as orders
from mentoring.documents.certificate import certificate_paper
from mentoring.kit.canonical import fingerprint
from mentoring.kit.codes import spaced
from mentoring.kit.dates import today
from mentoring.kit.pdf import render_pdf
from mentoring.kit.verdict import Refused
from mentoring.models import Letter, ListEntry, Pair, Person
from mentoring.tests.counting import queries_of
from mentoring.tests.standing import scene
from programs import access
from programs.actions.certificate import give_certificate
from programs.actions.completion import complete_program
from programs.actions.program import open_program
from programs.actions.reopening import continue_program, reopen_program
from programs.models import Program
from programs.tests import make


def html(response):
    return response.content.decode()


@scene
def closed(cast):
    """A program ended early with one event of three done."""
    program = make.program(make.around_today(cast.pair), state="active", curator=cast.curator)
    program.events.filter(pk=program.events.first().pk).update(state="done")
    reason = ListEntry.objects.get(list="completion_reason", code="workload")
    complete_program(
        program=program, ground="by_participants", reason=reason, note="Наставник ведёт новый модуль.",
        initiator="mentor", by=cast.actor("curator"), at=timezone.now(), ordered=True,
    )  # fmt: skip
    return make.fresh(program)


def reopen(cast, program, part="curator", reason="Завершили по ошибке."):
    reopen_program(program=program, reason=reason, by=cast.actor(part), at=timezone.now())


class TestReopening:
    def test_program_pair_and_people_work_again(self, cast, closed):
        assert closed.pair.end_order is not None
        assert closed.pair.end_done == "выполнено мероприятий плана: 1 из 3"
        reopen(cast, closed)
        now = make.fresh(closed)
        assert (now.state, now.ended_on, now.end_ground, now.end_initiator) == ("active", None, "", "")
        assert (now.pair.state, now.pair.end_order, now.pair.end_reason) == ("active", None, None)
        assert now.pair.members.filter(until=None).count() == 2
        assert Letter.objects.filter(code="program_reopened").count() == 2
        assert now.decisions.filter(kind="reopen", note="Завершили по ошибке.").exists()

    def test_needs_a_reason(self, cast, closed):
        with pytest.raises(Refused, match="Напишите, почему программа возвращается"):
            reopen(cast, closed, reason=" ")

    @pytest.mark.parametrize("part", ["mentor", "mentee", "director", "supervisor", "outsider"])
    def test_only_the_curator(self, cast, closed, part):
        with pytest.raises(Refused, match="К работе возвращает куратор"):
            reopen(cast, closed, part)

    def test_not_while_the_order_is_on_its_way_or_signed(self, cast, closed):
        by, at, order = cast.actor("curator"), timezone.now(), closed.pair.end_order
        orders.send_end_order(order, checked=True, by=by, at=at)
        with pytest.raises(Refused, match="на подписи"):
            reopen(cast, make.fresh(closed))
        orders.sign_end_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=at)
        with pytest.raises(Refused, match="Сначала его отменяет директор"):
            reopen(cast, make.fresh(closed))

    def test_not_without_one_of_the_people(self, cast, closed):
        Person.objects.filter(pk=cast.mentee.pk).update(left_on=today() - timedelta(days=1))
        with pytest.raises(Refused):
            reopen(cast, closed)
        assert make.fresh(closed).state == "ended_early"

    def test_a_running_program_is_not_reopened(self, cast):
        program = make.program(make.around_today(cast.pair), state="active", curator=cast.curator)
        assert "только завершённую" in access.may_reopen(cast.actor("curator"), program).reason


class TestContinuing:
    def test_new_pair_and_what_was_left(self, cast, closed):
        until = today() + timedelta(days=120)
        by, at = cast.actor("curator"), timezone.now()
        pair = continue_program(program=closed, focus="Оценочные материалы.", until=until, by=by, at=at)
        assert (pair.continues_id, pair.until) == (closed.pair_id, until)
        assert {person.pk for person in Pair.objects.with_members().get(pk=pair.pk).mentees} == {cast.mentee.pk}
        Pair.objects.filter(pk=pair.pk).update(state="active", order=closed.pair.order)
        pair = Pair.objects.with_members().select_related("order").get(pk=pair.pk)
        new = open_program(pair=pair, by=cast.actor("mentor"), at=at, start="empty")
        assert new.continues_id == closed.pk
        assert new.problem.startswith("Продолжение программы")
        assert "Оценочные материалы." in new.problem
        assert new.events.count() == 2
        assert set(new.events.values_list("state", flat=True)) == {"planned"}
        assert all(new.since <= event.due <= new.until for event in new.events.all())
        assert Program.objects.get(pk=closed.pk).state == "ended_early"

    def test_twice_and_refusals(self, cast, closed):
        by, at, until = cast.actor("curator"), timezone.now(), today() + timedelta(days=120)
        with pytest.raises(Refused, match="на чём теперь сосредоточится"):
            continue_program(program=closed, focus="", until=until, by=by, at=at)
        with pytest.raises(Refused, match="должен быть впереди"):
            continue_program(program=closed, focus="Новое", until=today(), by=by, at=at)
        with pytest.raises(Refused, match="открывает куратор"):
            continue_program(program=closed, focus="Новое", until=until, by=cast.actor("mentor"), at=at)
        continue_program(program=closed, focus="Новое", until=until, by=by, at=at)
        with pytest.raises(Refused, match="Продолжение уже начато"):
            continue_program(program=make.fresh(closed), focus="Новое", until=until, by=by, at=at)
        with pytest.raises(Refused, match="Продолжение уже начато"):
            reopen(cast, make.fresh(closed))


class TestPages:
    def test_closing_shows_what_is_open_and_asks_who_wished(self, cast, sign_in):
        program = make.program(make.around_today(cast.pair), state="active", curator=cast.curator)
        client, url = sign_in(cast.curator), reverse("program_complete", args=[program.pk])
        page = html(client.get(url))
        assert "Что ещё открыто" in page
        assert "Мероприятие 1" in page
        assert "засчитывается как выполненная" in page
        assert "Личные просьбы" in page
        asked = {"reason": "workload", "ended_on": f"{today():%d.%m.%Y}", "note": "Нагрузка.", "ordered": "on"}
        assert "Выберите, кто попросил завершить" in html(client.post(url, asked))
        client.post(url, {**asked, "initiator": "both"})
        now = make.fresh(program)
        assert (now.state, now.end_initiator) == ("ended_early", "both")
        assert now.pair.end_order is not None

    def test_the_office_reads_the_reason_and_the_mentee_the_ground(self, cast, closed, sign_in):
        url = reverse("program_detail", args=[closed.pk])
        page = html(sign_in(cast.curator).get(url))
        assert "Изменились нагрузка или расписание" in page
        assert "Кто попросил" in page
        assert "Вернуть к работе" in page
        page = html(sign_in(cast.mentee).get(url))
        assert "По инициативе участников" in page
        assert "Кто попросил" not in page
        assert "Вернуть к работе" not in page

    def test_reopened_by_the_page(self, cast, closed, sign_in):
        url = reverse("program_reopen", args=[closed.pk])
        client = sign_in(cast.curator)
        assert "Пара уйдёт из проекта приказа" in html(client.get(url))
        client.post(url, {"reason": "Завершили по ошибке."})
        assert make.fresh(closed).state == "active"
        page = html(sign_in(cast.mentor).get(url))
        assert "только завершённую программу" in page
        assert "<form" not in page.split("<main")[1].split("</main")[0]

    def test_continued_by_the_page(self, cast, closed, sign_in):
        client, url = sign_in(cast.curator), reverse("program_continue", args=[closed.pk])
        page = html(client.get(url))
        assert "Перейдёт: 2" in page
        assert "Мероприятие 2" in page
        until = f"{today() + timedelta(days=120):%d.%m.%Y}"
        made = client.post(url, {"focus": "Оценочные материалы", "until": until})
        new = Pair.objects.get(continues=closed.pair_id)
        assert made.url == reverse("pair_detail", args=[new.pk])
        assert "Продолжение:" in html(client.get(reverse("program_detail", args=[closed.pk])))

    def test_queries_of_the_closing_page(self, cast, sign_in):
        program = make.program(make.around_today(cast.pair), state="active", curator=cast.curator)
        client, url = sign_in(cast.curator), reverse("program_complete", args=[program.pk])
        assert queries_of(client, url) <= 12


class TestCertificates:
    def held(self, cast, program, count, confirmed=1):
        for n in range(count):
            meeting = program.meetings.create(
                starts_at=timezone.now() - timedelta(days=n + 1), minutes=45, topic=f"Встреча {n}",
                state="confirmed" if n < confirmed else "recorded", author=cast.mentor, created_at=timezone.now(),
            )  # fmt: skip
            meeting.attended.set([cast.mentor, cast.mentee])

    @pytest.fixture
    def done(self, cast):
        program = make.program(make.around_today(cast.pair), state="active", curator=cast.curator)
        program.events.update(state="done")
        reason = ListEntry.objects.get(list="completion_reason", code="done")
        complete_program(
            program=program, ground="plan_completed", reason=reason, by=cast.actor("curator"), at=timezone.now()
        )
        return make.fresh(program)

    def give(self, cast, program, part="curator", person=None):
        at = timezone.now()
        return give_certificate(program=program, person=person or cast.mentee, by=cast.actor(part), at=at)

    def test_given_numbered_signed_and_read_by_its_holder(self, cast, done, sign_in):
        self.held(cast, done, 3)
        document = self.give(cast, done)
        assert document.number.startswith("СЕРТ-")
        assert document.signatures.get().person == cast.curator
        assert Letter.objects.filter(code="certificate_given", person=cast.mentee).exists()
        assert documents_for(cast.actor("mentee")).filter(pk=document.pk).exists()
        assert not documents_for(cast.actor("mentor")).filter(pk=document.pk).exists()
        lines = " ".join(document.payload["lines"])
        assert "Состоялось встреч: 3, вместе 2\u00a0ч 15\u00a0мин." in lines
        assert "Выполнено мероприятий плана: 3 из 3." in lines
        assert render_pdf(certificate_paper(document)).startswith(b"%PDF")
        page = html(sign_in(cast.mentee).get(reverse("program_detail", args=[done.pk])))
        assert document.number in page
        assert "Выдать сертификат" not in page
        assert find_paper_is_whole(document)

    def test_its_holder_opens_it_and_anybody_checks_it(self, cast, done, sign_in, client):
        self.held(cast, done, 3)
        document = self.give(cast, done)
        holder = sign_in(cast.mentee)
        for name in ("document_detail", "document_pdf", "document_docx"):
            assert holder.get(reverse(name, args=[document.pk])).status_code == 200
        assert sign_in(cast.mentor).get(reverse("document_pdf", args=[document.pk])).status_code == 404
        client.logout()
        checked = html(client.get(reverse("verify_document", args=[spaced(document.code)])))
        assert document.number in checked
        assert "Документ подлинный" in checked

    def test_refused_with_what_is_needed_and_what_there_is(self, cast, done):
        self.held(cast, done, 2)
        with pytest.raises(Refused, match="Нужно: состоявшихся встреч не меньше 3. Сейчас: 2."):
            self.give(cast, done)
        self.held(cast, done, 1, confirmed=0)
        done.meetings.update(state="recorded")
        with pytest.raises(Refused, match="подтверждённых второй стороной, не меньше 1. Сейчас: 0."):
            self.give(cast, done)
        done.meetings.update(state="confirmed")
        done.events.update(state="not_done")
        with pytest.raises(Refused, match="не меньше 50 % плана. Сейчас: 0 из 3."):
            self.give(cast, done)

    def test_refused_for_who_and_when(self, cast, done):
        self.held(cast, done, 3)
        with pytest.raises(Refused, match="Сертификаты выдаёт куратор"):
            self.give(cast, done, "director")
        with pytest.raises(Refused, match="нет среди участников"):
            self.give(cast, done, person=cast.other_mentor)
        self.give(cast, done)
        with pytest.raises(Refused, match="уже выдан"):
            self.give(cast, done)

    def test_an_early_end_without_the_aim_is_not_enough(self, cast, closed):
        self.held(cast, closed, 3)
        with pytest.raises(Refused, match="с достигнутой целью"):
            self.give(cast, closed)

    def test_reopening_cancels_it(self, cast, done):
        self.held(cast, done, 3)
        document = self.give(cast, done)
        reopen(cast, done)
        document.refresh_from_db()
        assert document.state == "canceled"
        assert "Завершили по ошибке" in document.canceled_reason

    def test_given_from_the_page(self, cast, done, sign_in):
        self.held(cast, done, 3)
        client = sign_in(cast.curator)
        url = reverse("program_detail", args=[done.pk])
        assert "Выдать сертификат" in html(client.get(url))
        client.post(reverse("program_certificate", args=[done.pk, cast.mentor.pk]))
        assert "Сертификат № СЕРТ-" in html(client.get(url))


def find_paper_is_whole(document):
    """The frozen text gives its fingerprint and the signature stands over it: what /verify/ compares."""
    return document.sha256 == fingerprint(document.payload) == document.signatures.get().sha256
