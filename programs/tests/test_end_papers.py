"""«Документы завершения» (behaviour 15): one list, each paper with its state and whose step is next, nothing dead."""

from django.urls import reverse
from django.utils import timezone

from mentoring.actions import end_order as orders
from mentoring.actions.end_order import put_into_order
from mentoring.models import Pair
from programs.tests import make, make_report
from programs.tests import make_practice as play


def html(response):
    return response.content.decode()


def papers(page):
    """The list alone."""
    return page.split("Документы завершения")[1].split("</ol>")[0] if "Документы завершения" in page else ""


def test_a_running_program_has_no_such_list(cast, sign_in):
    program = make.program(make.around_today(cast.pair), state="active", curator=cast.curator)
    assert papers(html(sign_in(cast.curator).get(reverse("program_detail", args=[program.pk])))) == ""


def test_every_paper_says_where_it_stands(cast, sign_in):
    program = play.finished(cast)
    client, url = sign_in(cast.curator), reverse("program_detail", args=[program.pk])
    page = papers(html(client.get(url)))
    for words in ("Итоговый отчёт", "Отзыв наставляемого", "Заключение по оценке", "Не подготовлен", "Сертификаты"):
        assert words in page, words
    assert reverse("end_order_create") in page
    pair = Pair.objects.with_members().select_related("year").get(pk=program.pair_id)
    order = put_into_order([pair], by=cast.actor("curator"), at=timezone.now())
    page = papers(html(client.get(url)))
    assert reverse("document_detail", args=[order.pk]) in page
    assert "Готовится приказ" in page
    orders.send_end_order(order, checked=True, by=cast.actor("curator"), at=timezone.now())
    assert "подписывает директор" in papers(html(client.get(url)))


def test_each_reader_finds_only_what_he_may_open(cast, sign_in):
    """Every link of the list answers 200 in the role that sees it."""
    program = play.finished(cast)
    url = reverse("program_detail", args=[program.pk])
    for part in ("curator", "director", "supervisor", "mentor", "mentee"):
        client = sign_in(getattr(cast, part))
        page = papers(html(client.get(url)))
        assert "Приказ о завершении" in page, part
        for link in page.split('href="')[1:]:
            target = link.split('"')[0]
            if not target.startswith("#"):
                assert client.get(target).status_code == 200, (part, target)
        assert (reverse("end_order_create") in page) == (part == "curator")


def test_the_page_of_closing_names_reports_that_are_not_accepted(cast, sign_in):
    report = make_report.sent(cast)
    page = html(sign_in(cast.curator).get(reverse("program_complete", args=[report.program_id])))
    assert "Отчёты" in page
    assert reverse("report_detail", args=[report.pk]) in page
