"""Recognition (R55): proposed with facts, decided by the director, announced by a signed order, letters printed."""

import io
import zipfile
from itertools import product

import pytest
from django.urls import reverse

from mentoring.actions.document import cancel_document
from mentoring.documents.recognition_order import recognition_paper, text_of_payload
from mentoring.forms import finding
from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.verdict import Refused
from mentoring.models import AcquaintanceMark, Letter
from mentoring.tests import make as ground
from mentoring.tests.counting import queries_of
from monitoring.access.recognition import proposals_for, reports_with_reward
from monitoring.actions import recognition as act
from monitoring.actions import recognition_letters as letters
from monitoring.actions import recognition_order as orders
from monitoring.documents.recognition import letters_paper
from monitoring.models import RecognitionLetters, RecognitionProposal
from monitoring.queries.home.counter import sources_of
from monitoring.queries.recognition import facts_of, recognition_list
from monitoring.tests import make_year as play
from monitoring.tests.make_year import who
from monitoring.workflows_year import RECOGNITION
from programs.tests import make


def deeds(cast, part):
    found = [s for s in sources_of(cast.actor(part), today()) if "recognition" in s.code]
    return {s.code: s.queryset.count() for s in found if s.queryset.count()}


def running(cast):
    return make.program(make.around_today(cast.pair), state="active", curator=cast.curator)


class TestProposing:
    def test_facts_are_kept_with_part_and_whole(self, cast):
        program = running(cast)
        program.events.update(due=today(), state="planned")
        program.events.filter(pk=program.events.first().pk).update(state="done")
        lines = facts_of(cast.mentor, "mentor", ground.year())
        assert lines[0] == "Вёл(а) программ: 1, наставляемых: 1."
        assert "Выполнены мероприятия планов, чей срок наступил: 1 из 3 (33\xa0%)." in lines
        row = play.proposed(cast)
        assert row.facts == list(lines)
        assert Letter.objects.filter(code="recognition_proposed", person=cast.director).count() == 1
        assert facts_of(cast.other_mentor, "mentor", ground.year()) == ("Утверждённых программ в этом году нет.",)

    def test_refusals(self, cast):
        for part in ("mentor", "mentee", "outsider", "admin"):
            with pytest.raises(Refused, match="Наставник предлагает в отчёте"):
                play.proposed(cast, part)
        for fields, words in (
            ({"person": cast.mentee, "side": "mentee", "kind": "bonus"}, "не для этой роли"),
            ({"person": cast.outsider}, "нет пары в этой роли"),
            ({"person": cast.mentee}, "нет пары в этой роли"),
            ({"person": cast.curator}, "Себя не предлагают"),
            ({"ground": "  "}, "за что"),
            ({"amount": 10}, "только у премии"),
        ):
            with pytest.raises(Refused, match=words):
                play.proposed(cast, **fields)
        with pytest.raises(Refused, match="Суммы видят"):
            play.proposed(cast, "supervisor", kind="bonus", amount=5000)
        play.proposed(cast)
        with pytest.raises(Refused, match="уже ждёт"):
            play.proposed(cast)

    def test_of_many_people_one_is_proposed_by_name(self, cast, sign_in, monkeypatch):
        monkeypatch.setattr(finding, "LONGEST", 0)
        running(cast)
        client, url = sign_in(cast.curator), reverse("recognition_propose")
        words = {"person-words": cast.mentee.full_name, "side": "mentee"}
        assert "Нашли и отметили." in client.get(url, {**words, "look": "person"}).text
        assert client.get(url, words).context["person"] == cast.mentee

    def test_a_reward_of_an_accepted_report_is_taken_over_once(self, cast, sign_in):
        report = play.report_with_reward(cast)
        assert reports_with_reward(cast.actor("curator")).count() == 1
        assert reports_with_reward(cast.actor("supervisor")).count() == 0
        client = sign_in(cast.curator)
        asked = {"person": cast.mentee.pk, "side": "mentee", "report": report.pk}
        html = client.get(reverse("recognition_propose"), asked).content.decode()
        assert "За победу на конкурсе" in html
        url = f"{reverse('recognition_propose')}?person={cast.mentee.pk}&side=mentee&report={report.pk}"
        client.post(url, {"kind": "thanks", "ground": "За победу на конкурсе"})
        assert RecognitionProposal.objects.get().report == report
        assert reports_with_reward(cast.actor("curator")).count() == 0

    def test_among_many_people_the_next_page_opens_by_a_name(self, cast, sign_in, monkeypatch):
        running(cast)
        monkeypatch.setattr(finding, "LONGEST", 0)
        asked = {"person-words": cast.mentor.full_name, "person-seen": "", "side": "mentor"}
        page = sign_in(cast.curator).get(reverse("recognition_propose"), asked).text
        assert "Отправить директору" in page

    def test_a_reward_of_a_report_is_left_with_a_reason_for_the_mentor(self, cast, sign_in):
        report = play.report_with_reward(cast)
        url = reverse("recognition_leave", args=[report.pk])
        assert sign_in(cast.supervisor).get(url).status_code == 404
        client = sign_in(cast.curator)
        assert "Напишите причину" in client.post(url, {"reason": " "}).content.decode()
        client.post(url, {"reason": "Премия уже была весной"})
        assert reports_with_reward(cast.actor("curator")).count() == 0
        assert "Премия уже была весной" in Letter.objects.get(code="reward_left", person=cast.mentor).body
        assert client.post(url, {"reason": "Ещё раз"}).status_code == 404


class TestDeciding:
    def test_who_may(self, cast):
        """Written out by hand: transition, part, whether."""
        row = play.proposed(cast, "supervisor")
        allowed = {"approve": {"director"}, "decline": {"director"}, "withdraw": {"curator", "supervisor"}}
        for step, part in product(allowed, ("curator", "director", "supervisor", "mentor", "other_mentor", "admin")):
            assert bool(RECOGNITION.verdict(step, cast.actor(part), row)) == (part in allowed[step]), (step, part)

    def test_a_no_has_its_reason_and_the_author_is_told(self, cast):
        row = play.proposed(cast, "supervisor")
        assert deeds(cast, "director") == {"recognition_decide": 1}
        with pytest.raises(Refused, match="почему отклоняете"):
            act.decide_recognition(row, agree=False, reason=" ", **who(cast, "director"))
        act.decide_recognition(row, agree=False, reason="Рано", **who(cast, "director"))
        assert Letter.objects.filter(code="recognition_decided", person=cast.supervisor).count() == 1
        with pytest.raises(Refused, match="уже решили"):
            act.decide_recognition(row, agree=True, **who(cast, "director"))
        assert play.proposed(cast).pk != row.pk  # a declined one does not stand in the way

    def test_nobody_decides_about_himself(self, cast):
        ground.pair([cast.director], [cast.outsider], state="active")
        row = play.proposed(cast, person=cast.director)
        with pytest.raises(Refused, match="исполняющий обязанности"):
            act.decide_recognition(row, agree=True, **who(cast, "director"))
        assert deeds(cast, "director") == {}

    def test_sums_are_the_offices_own(self, cast, sign_in):
        row = play.proposed(cast, "supervisor", kind="bonus")
        act.decide_recognition(row, agree=True, amount=7500, **who(cast, "director"))
        url = reverse("recognition_detail", args=[row.pk])
        assert "7\xa0500\xa0₽" in sign_in(cast.director).get(url).content.decode()
        assert "500\xa0₽" not in sign_in(cast.supervisor).get(url).content.decode()


class TestOrder:
    def test_the_whole_way_to_the_person(self, cast, sign_in):
        order = play.signed_order(cast)
        assert (order.number, order.state) == ("1", "awaiting_scan")
        assert AcquaintanceMark.objects.filter(document=order, person=cast.mentor).exists()
        assert Letter.objects.filter(code="recognition", person=cast.mentor).count() == 1
        assert set(RecognitionProposal.objects.values_list("state", flat=True)) == {"awarded"}
        client = sign_in(cast.mentor)
        assert "Благодарность" in client.get(reverse("person_detail", args=[cast.mentor.pk])).content.decode()
        mine = RecognitionProposal.objects.get(person=cast.mentor)
        assert client.get(reverse("recognition_letter", args=[mine.pk])).content.startswith(b"%PDF")
        assert client.get(reverse("order_acquaint", args=[order.pk]), follow=True).status_code == 200

    def test_before_the_order_a_person_knows_nothing(self, cast):
        row = play.agreed(cast)
        assert not proposals_for(cast.actor("mentor")).exists()
        assert proposals_for(cast.actor("supervisor")).filter(pk=row.pk).exists()
        assert deeds(cast, "curator") == {"recognition_agreed": 1}

    def test_the_text_names_everybody_and_no_sum(self, cast):
        order = play.drafted(cast, bonus=True)
        text = text_of_payload(order.requisites["text"])
        assert len(text.people) == 3
        assert any("Выплатить премию (размер указан в представлении)" in item for item in text.items)
        assert " за подготовку молодого педагога." in text.items[0]
        assert "7500" not in str(order.requisites)
        paper = recognition_paper(order)
        assert paper.draft
        assert render_docx(paper).startswith(b"PK")

    def test_refusals_on_the_way(self, cast):
        order = play.drafted(cast)
        with pytest.raises(Refused, match="Отметьте, что проверили"):
            orders.send_recognition_order(order, checked=False, **who(cast, "curator"))
        with pytest.raises(Refused, match="хотя бы одного"):
            orders.create_order([], **who(cast, "curator"))
        held = list(RecognitionProposal.objects.filter(order=order))
        with pytest.raises(Refused, match="уже в другом приказе"):
            orders.create_order(held, **who(cast, "curator"))
        with pytest.raises(Refused, match="уже в приказе"):
            act.withdraw_recognition(held[0], **who(cast, "curator"))
        orders.send_recognition_order(order, checked=True, **who(cast, "curator"))
        assert deeds(cast, "director") == {"sign_recognition_order": 1}
        with pytest.raises(Refused, match="изменился"):
            orders.sign_recognition_order(order, checked=True, sha256="0" * 64, **who(cast, "director"))
        orders.return_recognition_order(order, remark="Не тот номер", **who(cast, "director"))
        assert deeds(cast, "curator") == {"keep_recognition_order": 1}
        orders.remove_from_order(order, held[0], **who(cast, "curator"))
        with pytest.raises(Refused, match="один человек"):
            orders.remove_from_order(order, held[1], **who(cast, "curator"))
        orders.delete_recognition_order(order, **who(cast, "curator"))
        assert RecognitionProposal.objects.filter(state="approved", order=None).count() == 2

    def test_a_canceled_order_gives_its_decisions_back(self, cast):
        order = play.signed_order(cast)
        row = RecognitionProposal.objects.select_related("order").get(person=cast.mentor)
        with pytest.raises(Refused, match="Приказ действует"):
            act.free_recognition(row, **who(cast, "curator"))
        cancel_document(order, reason="Ошибка в имени", **who(cast, "director"))
        assert not proposals_for(cast.actor("mentor")).exists()
        row = RecognitionProposal.objects.select_related("order").get(person=cast.mentor)
        act.free_recognition(row, **who(cast, "curator"))
        assert deeds(cast, "curator") == {"recognition_agreed": 1}


class TestLetters:
    def test_one_file_of_all_letters_by_the_worker(self, cast, django_capture_on_commit_callbacks):
        order = play.signed_order(cast)
        with django_capture_on_commit_callbacks(execute=False):
            job = letters.ask_letters(order, **who(cast, "curator"))
        with pytest.raises(Refused, match="уже печатаются"):
            letters.ask_letters(order, **who(cast, "curator"))
        letters.print_letters.func(job.pk)
        job = RecognitionLetters.objects.get()
        assert (job.state, job.done, job.total) == ("ready", 2, 2)
        assert job.file.file.read(4) == b"%PDF"
        letters.print_letters.func(job.pk)  # safe to repeat

    def test_the_same_letters_apart_are_an_archive_with_a_file_a_person(self, cast, sign_in):
        order, client = play.signed_order(cast), sign_in(cast.curator, "curator")
        answer = client.post(reverse("recognition_letters_ask", args=[order.pk]), {"apart": "1"})
        job = RecognitionLetters.objects.get()
        letters.print_letters.func(job.pk)
        assert "Скачать архив" in client.get(answer.headers["Location"]).content.decode()
        given = client.get(reverse("recognition_letters_file", args=[job.pk]))
        assert given.headers["Content-Disposition"].startswith("attachment")
        with zipfile.ZipFile(io.BytesIO(b"".join(given.streaming_content))) as archive:
            names = archive.namelist()
            assert [name[:2] for name in names] == ["01", "02"]
            assert {cast.mentor.full_name, cast.mentee.full_name} == {name[:-4].split(", ")[1] for name in names}
            assert all(archive.read(name).startswith(b"%PDF") for name in names)

    def test_one_persons_letter_holds_nobody_else(self, cast):
        order = play.signed_order(cast)
        row = RecognitionProposal.objects.get(person=cast.mentee)
        paper = letters_paper(order, row.pk)
        assert len(paper.sections) == 1
        assert cast.mentor.last_name not in str(paper.sections)
        assert render_pdf(paper).startswith(b"%PDF")
        assert letters_paper(order, 999999) is None

    def test_nothing_to_print_before_the_signature(self, cast):
        with pytest.raises(Refused, match="по подписанному"):
            letters.ask_letters(play.drafted(cast), **who(cast, "curator"))


class TestList:
    def test_search_filters_sort_and_counts(self, cast):
        play.drafted(cast)
        play.proposed(cast, kind="diploma")
        found = recognition_list(cast.actor("curator"), {})
        assert [(f.n, f.name) for f in found.figures] == [("1", "Ждёт решения"), ("2", "Согласовано")]
        for params, n in (
            ({"q": "ковалева"}, 2), ({"q": "конкурс"}, 0), ({"kind": "diploma"}, 1), ({"state": "approved"}, 2),
            ({"side": "mentee"}, 1), ({"sort": "-person"}, 3), ({"state": "x", "year": "x"}, 3),
        ):  # fmt: skip
            assert len(recognition_list(cast.actor("curator"), params).rows) == n, params
        assert recognition_list(cast.actor("supervisor"), {}).sees_amounts is False

    def test_the_number_of_queries_does_not_grow(self, cast, sign_in):
        client = sign_in(cast.curator)
        play.proposed(cast)
        assert queries_of(client, reverse("recognition_list")) == 8
        play.proposed(cast, kind="diploma")
        play.proposed(cast, person=cast.mentee, side="mentee")
        assert queries_of(client, reverse("recognition_list")) == 8

    def test_the_workbook_hides_sums_from_others(self, cast, sign_in):
        play.proposed(cast, kind="bonus", amount=5000)
        for part in ("curator", "supervisor"):
            answer = sign_in(getattr(cast, part)).get(reverse("recognition_xlsx"))
            assert answer.content.startswith(b"PK")
