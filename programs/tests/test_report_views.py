"""Pages of reports: the form with its facts, both texts of two windows, remarks beside fields, lists and papers (R33)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mentoring.kit.dates import today
from mentoring.tests.standing import scene
from programs.actions import report as act
from programs.models import ProgressReport
from programs.queries.report_list import report_list
from programs.tests import make
from programs.tests import make_report as mr

POST = {"adaptation": "Справляется.", "performance": "Карты приняты.", "conclusion": "on_track", "further": "По плану."}


def url(name, report):
    return reverse(name, args=[report.pk])


def text(answer):
    return answer.content.decode()


@scene
def report(cast):
    return mr.due(cast)


class TestForm:
    def test_says_how_much_is_filled_and_who_reads(self, cast, report, sign_in):
        page = text(sign_in(cast.mentor).get(url("report_edit", report)))
        assert "Заполнено за вас" in page
        assert "Предложения – только куратор и директор" in page
        assert "«моральных качествах» здесь не спрашивают" in page
        assert "из отметок плана" in page

    def test_whole_way_of_the_author(self, cast, report, sign_in):
        client = sign_in(cast.mentor)
        draft = client.post(
            url("report_edit", report), {**POST, "seen": report.lock_version, "draft": "1"}, follow=True
        )
        assert "Черновик сохранён" in text(draft)
        seen = mr.fresh(report).lock_version
        done = client.post(url("report_edit", report), {**POST, "seen": seen, "send": "1"}, follow=True)
        assert "Отчёт у куратора, ответ" in text(done)
        assert mr.fresh(report).state == "submitted"
        again = client.post(url("report_edit", report), {**POST, "seen": seen, "send": "1"}, follow=True)
        assert "Отчёт отправлен. Заберите его" in text(again)
        back = client.post(url("report_withdraw", report), follow=True)
        assert "Отчёт снова у вас" in text(back)
        assert "Справляется." in text(back)

    def test_an_empty_field_is_named_and_nothing_is_lost(self, cast, report, sign_in):
        answer = sign_in(cast.mentor).post(
            url("report_edit", report), {**POST, "performance": "", "seen": report.lock_version, "send": "1"}
        )
        assert "Напишите хотя бы одну фразу." in text(answer)
        assert "Справляется." in text(answer)
        assert mr.fresh(report).state == "due"

    def test_two_windows_see_both_texts(self, cast, report, sign_in):
        client = sign_in(cast.mentor)
        seen = report.lock_version
        client.post(url("report_edit", report), {**POST, "adaptation": "Из первого окна.", "seen": seen, "draft": "1"})
        late = client.post(
            url("report_edit", report), {**POST, "adaptation": "Из второго окна.", "seen": seen, "send": "1"}
        )
        assert late.status_code == 409
        for strange in ("9" * 5000, "²", "-1"):
            odd = client.post(url("report_edit", report), {**POST, "seen": strange, "draft": "1"})
            assert odd.status_code == 409, strange[:9]
        assert "первого" in text(late)
        assert "Из второго окна." in text(late)
        assert mr.fresh(report).said["adaptation"] == "Из первого окна."
        fresh = mr.fresh(report).lock_version
        client.post(url("report_edit", report), {**POST, "adaptation": "Из второго окна.", "seen": fresh, "draft": "1"})
        assert mr.fresh(report).said["adaptation"] == "Из второго окна."

    def test_remarks_stand_beside_their_fields(self, cast, sign_in):
        report = mr.returned(cast, performance="Какие карты?", general="Добавьте сроки.")
        page = text(sign_in(cast.mentor).get(url("report_edit", report)))
        assert page.index("Добавьте сроки.") < page.index("Какие карты?") < page.index("Результативность работы")

    def test_review_says_who_reads_above_its_first_field(self, cast, report, sign_in):
        review = mr.review(cast, report.program)
        client = sign_in(cast.mentee)
        page = text(client.get(url("report_edit", review)))
        assert page.index("Наставник отзыва не увидит") < page.index("Что помогло больше всего")
        said = {"helped": "Разборы.", "conclusion": "yes", "seen": "0", "send": "1"}
        done = client.post(url("report_edit", review), said, follow=True)
        assert "Отзыв получен" in text(done)
        assert "Разборы." in text(sign_in(cast.director).get(url("report_detail", review)))
        assert sign_in(cast.mentor).get(url("report_detail", review)).status_code == 404


class TestDecision:
    def test_curator_returns_and_accepts(self, cast, sign_in):
        report = mr.sent(cast)
        client = sign_in(cast.curator)
        page = text(client.get(url("report_detail", report)))
        assert "Принять отчёт" in page
        assert "Объявить благодарность." in page
        empty = client.post(url("report_return", report), {"sha256": report.sha256})
        assert "хотя бы одно замечание" in text(empty)
        said = {"sha256": report.sha256, "performance": "Какие карты?"}
        assert "Автор видит 1\xa0замечание" in text(client.post(url("report_return", report), said, follow=True))
        mr.submit(cast, mr.fresh(report), performance="По слесарному делу.")
        sha = mr.fresh(report).sha256
        done = text(client.post(url("report_accept", report), {"sha256": sha}, follow=True))
        assert "Отчёт принят, № ОП-" in done

    def test_head_does_not_see_proposals(self, cast, sign_in):
        report = mr.due(cast)
        mr.submit(cast, report, unit=cast.unit)
        page = text(sign_in(cast.supervisor).get(url("report_detail", report)))
        assert "Три карты занятий приняты." in page
        assert "Принять отчёт" in page
        assert "благодарность" not in page

    def test_mentee_sees_the_state_then_the_text(self, cast, sign_in):
        report = mr.sent(cast)
        page = text(sign_in(cast.mentee).get(url("report_detail", report)))
        assert "Отчёт у куратора" in page
        assert "Три карты" not in page
        client = sign_in(cast.curator)
        client.post(url("report_accept", report), {"sha256": report.sha256})
        page = text(sign_in(cast.mentee).get(url("report_detail", report)))
        assert "Три карты" in page
        assert "благодарность" not in page

    def test_curator_moves_waives_and_hands_over(self, cast, report, sign_in):
        client = sign_in(cast.curator)
        moved = client.post(url("report_move", report), {"due": "31.12.2099", "reason": "Практика."}, follow=True)
        assert "Новый срок" in text(moved)
        handed = client.post(url("report_address", report), {"unit": cast.unit.pk}, follow=True)
        assert "Соколова" in text(handed)
        waived = client.post(url("report_waive", report), {"reason": "Программу меняют."}, follow=True)
        assert "Обошлись без отчёта" in text(waived)


class TestPapers:
    def test_the_office_s_copy_alone_has_the_proposals(self, cast, sign_in):
        report = mr.accepted(cast)
        for person, office in ((cast.curator, 200), (cast.director, 200), (cast.mentor, 404), (cast.mentee, 404)):
            client = sign_in(person)
            assert client.get(url("report_docx", report)).status_code == 200
            assert client.get(f"{url('report_docx', report)}?office=1").status_code == office

    def test_words_of_both_copies(self, cast):
        from mentoring.kit.paper import plain
        from programs.documents.report import report_paper

        report = mr.accepted(cast)
        assert "благодарность" not in str(report_paper(report))
        assert "благодарность" in str(report_paper(report, office=True))
        assert plain is not None

    def test_pdf_is_kept_and_without_proposals(self, cast, sign_in):
        report = mr.accepted(cast)
        client = sign_in(cast.mentor)
        first = b"".join(client.get(url("report_pdf", report)).streaming_content)
        assert first.startswith(b"%PDF")
        assert b"".join(client.get(url("report_pdf", report)).streaming_content) == first

    def test_nothing_is_printed_before_it_is_sent(self, cast, report, sign_in):
        assert sign_in(cast.mentor).get(url("report_pdf", report)).status_code == 404

    def test_code_proves_it(self, cast, client):
        from mentoring.kit.codes import spaced

        report = mr.accepted(cast)
        page = text(client.get(reverse("verify_document", args=[spaced(report.document.code)])))
        assert "Документ подлинный" in page
        assert "Три карты" not in page
        assert "благодарность" not in page

    def test_register_leads_to_the_report(self, cast, sign_in):
        report = mr.accepted(cast)
        client = sign_in(cast.curator)
        assert "Открыть отчёт" in text(client.get(reverse("document_detail", args=[report.document_id])))
        to = client.get(reverse("report_of_document", args=[report.document_id]))
        assert to.url == url("report_detail", report)


class TestList:
    def params(self, **asked):
        return asked

    def test_filters_and_counts(self, cast, report):
        found = report_list(cast.actor("curator"), {}, today())
        assert [row.report for row in found.rows] == [report]
        assert [(figure.name, figure.n) for figure in found.queues] == [("Пишут", 1)]
        assert report_list(cast.actor("curator"), {"q": "Жуков"}, today()).total == 1
        assert report_list(cast.actor("curator"), {"q": "Панина"}, today()).total == 0
        assert report_list(cast.actor("curator"), {"queue": "read"}, today()).rows == ()
        assert report_list(cast.actor("curator"), {"unit": str(cast.unit.pk)}, today()).total == 1
        assert report_list(cast.actor("curator"), {"year": "999999"}, today()).total == 0

    def test_my_turn_comes_first(self, cast, report):
        assert report_list(cast.actor("mentor"), {}, today()).mine == 1
        assert report_list(cast.actor("curator"), {}, today()).mine == 0

    def test_workbook(self, cast, report, sign_in):
        answer = sign_in(cast.curator).get(reverse("report_xlsx"))
        assert answer.content.startswith(b"PK")

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries_of_the_page(self, cast, sign_in, django_assert_max_num_queries, count):
        for _ in range(count):
            mr.due(
                cast, make.program(make.live_pair([cast.mentor], [cast.mentee]), state="active", curator=cast.curator)
            )
        client = sign_in(cast.curator)
        client.get(reverse("report_list"))
        with django_assert_max_num_queries(12):
            client.get(reverse("report_list"))


class TestQueries:
    @pytest.mark.parametrize("name", ["report_edit", "report_detail"])
    def test_page_of_the_author(self, cast, report, sign_in, django_assert_max_num_queries, name):
        mr.work(cast, report.program)
        client = sign_in(cast.mentor)
        client.get(url(name, report))
        with django_assert_max_num_queries(12):
            client.get(url(name, report))

    def test_page_of_the_recipient(self, cast, sign_in, django_assert_max_num_queries):
        report = mr.sent(cast)
        client = sign_in(cast.curator)
        client.get(url("report_detail", report))
        with django_assert_max_num_queries(12):
            client.get(url("report_detail", report))


def test_deeds_of_each_side(cast, report, sign_in):
    assert "Добавить выводы в отчёт о работе с" in text(sign_in(cast.mentor).get("/"))
    mr.submit(cast, report)
    assert "Прочитать промежуточный отчёт" in text(sign_in(cast.curator).get("/"))
    assert "Куратор" in text(sign_in(cast.mentor).get("/"))
    act.withdraw_report(report=mr.fresh(report), by=cast.actor("mentor"), at=timezone.now())
    mr.review(cast, report.program)
    assert "Написать отзыв" in text(sign_in(cast.mentee).get("/"))


def test_program_and_pair_pages_lead_to_reports(cast, report, sign_in):
    for name, pk in (("program_detail", report.program_id), ("pair_detail", report.program.pair_id)):
        page = text(sign_in(cast.mentor).get(reverse(name, args=[pk])))
        assert url("report_edit", report) in page
    ProgressReport.objects.all().delete()
