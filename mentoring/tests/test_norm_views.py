"""Everybody reads the base, nobody reads more than is his: names of readers, orders of others, other people's marks (R56)."""

from datetime import date

import pytest
from django.urls import reverse

from mentoring.actions import norm
from mentoring.actions.acquaintance import add_people, open_sheet
from mentoring.actions.document import acquaint
from mentoring.documents.acquaintance import acquaintance_paper
from mentoring.kit.docx import render_docx
from mentoring.models import AcquaintanceMark, ConsentText, IssuedDocument, NormativeAct
from mentoring.queries.acquaintance import with_sheet
from mentoring.queries.deeds import sources
from mentoring.queries.norm import norm_page
from mentoring.queries.norm_list import norm_list
from mentoring.queries.sheet import sheet_page
from mentoring.queries.sheet_list import sheet_list
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.tests.uploads import pdf_upload

pytestmark = pytest.mark.django_db
AT, DUE = make.moment(), date(2026, 12, 25)


@scene
def who(cast):
    return {"by": cast.actor("curator"), "at": AT}


@scene
def sheet(cast, who):
    version = NormativeAct.objects.get(code="regulation").versions.get()
    sheet = open_sheet(version=version, audience="chosen", due=DUE, **who)
    add_people(sheet, [cast.mentor, cast.mentee], **who)
    return sheet


def titles(actor, **params):
    return [row.title for row in norm_list(actor, params).rows]


def page(client, name, *args, **params):
    return client.get(reverse(name, args=args), params).content.decode()


def test_one_list_holds_acts_orders_and_consent_texts(cast):
    make.order(number="104", state="in_force")
    found = norm_list(cast.actor("curator"), {})
    assert {row.kind for row in found.rows} == {"Локальный акт", "Приказ", "Текст согласия", "Внешний акт"}
    assert found.rows[0].title.startswith("Положение о внедрении")
    assert titles(cast.actor("curator"), kind="order") == ["О закреплении наставнических пар и групп"] * 3
    assert titles(cast.actor("curator"), q="ПЕРСОНАЛЬНЫХ данных 152") == ["О персональных данных"]


def test_only_what_is_in_force_is_shown_at_first(cast, who):
    act = NormativeAct.objects.get(code="fz_152")
    norm.retire_act(act, until=date(2026, 11, 1), reason="Новый закон", **who)
    actor = cast.actor("mentor")
    assert act.title not in titles(actor, kind="external")
    assert titles(actor, force="past", kind="external") == [act.title]
    assert act.title in titles(actor, force="all", kind="external")


def test_an_order_is_listed_only_for_those_it_names(cast):
    hidden = make.order(number="777", state="in_force")
    make.pair([cast.other_mentor], [cast.other_mentee], order=hidden)
    assert any("777" in row.about for row in norm_list(cast.actor("other_mentor"), {"kind": "order"}).rows)
    for part in ("mentor", "outsider", "supervisor", "admin"):
        rows = norm_list(cast.actor(part), {"kind": "order", "force": "all"}).rows
        assert not any("777" in row.about for row in rows), part


def test_an_older_consent_text_is_marked_and_leads_to_the_new_one(cast, sign_in):
    old = ConsentText.objects.get(kind="mentor")
    new = ConsentText.objects.create(kind="mentor", version=2, name=old.name, text="Я, {fio}.", since=date(2026, 9, 1))
    assert titles(cast.actor("mentor"), kind="consent").count(old.name) == 1
    client = sign_in(cast.outsider)
    assert "Это прежняя редакция." in page(client, "norm_consent", old.pk)
    assert "Я, [фамилия, имя, отчество]." in page(client, "norm_consent", new.pk)


def test_an_outsider_reads_the_text_but_not_who_has_read_it(cast, sheet, sign_in):
    acquaint(sheet, by=cast.actor("mentor"), at=AT)
    client = sign_in(cast.outsider)
    act = NormativeAct.objects.get(code="regulation")
    for text in (
        page(client, "norm_list"),
        page(client, "norm_detail", act.pk),
        page(client, "norm_version", act.pk, 1),
    ):
        assert cast.mentor.last_name not in text
        assert "Собираем" not in text
        assert "Ознакомились" not in text
        assert "Добавить редакцию" not in text
    assert "5.3 Условия завершения" in page(client, "norm_version", act.pk, 1)


def test_a_reader_sees_his_own_mark_and_nobody_elses(cast, sheet, sign_in):
    acquaint(sheet, by=cast.actor("mentee"), at=AT)
    client = sign_in(cast.mentor)
    text = page(client, "sheet_read", sheet.pk)
    assert "Ознакомиться с документом" in text
    assert cast.mentee.last_name not in text
    assert client.get(reverse("sheet_detail", args=[sheet.pk])).status_code == 404
    sent = client.post(reverse("sheet_read", args=[sheet.pk]), {"shown": "0" * 64}, follow=True).content.decode()
    assert "текст изменился" in sent
    version = sheet.sheet.version
    client.post(reverse("sheet_read", args=[sheet.pk]), {"shown": version.sha256})
    assert AcquaintanceMark.objects.get(document=sheet, person=cast.mentor).sha256 == version.sha256


def test_reading_is_a_deed_until_it_is_done_or_not_needed(cast, sheet):
    def waits(part):
        found = [source for source in sources(cast.actor(part), AT.date()) if source.code == "read_document"]
        return sum(source.queryset.filter(document=sheet).count() for source in found)

    assert (waits("mentor"), waits("mentee"), waits("outsider")) == (1, 1, 0)
    acquaint(sheet, by=cast.actor("mentor"), at=AT)
    AcquaintanceMark.objects.filter(document=sheet, person=cast.mentee).update(excused="отпуск")
    assert (waits("mentor"), waits("mentee")) == (0, 0)


def test_a_leaver_and_an_excused_person_do_not_count(cast, sheet, who):
    add_people(sheet, [cast.outsider, cast.other_mentor], **who)
    acquaint(sheet, by=cast.actor("mentor"), at=AT)
    AcquaintanceMark.objects.filter(document=sheet, person=cast.outsider).update(excused="отпуск")
    type(cast.mentee).objects.filter(pk=cast.mentee.pk).update(left_on=date(2020, 1, 1))
    row = next(row for row in sheet_list(cast.actor("curator"), {}).rows if row.document.pk == sheet.pk)
    assert (row.document.read, row.document.of) == (1, 2)
    found = sheet_page(cast.actor("curator"), sheet, "excused", at=AT)
    assert {reader.person for reader in found.readers} == {cast.mentee, cast.outsider}
    assert (found.counts["done"], found.counts["of"]) == (1, 2)


def test_the_printed_sheet_tells_who_when_and_over_which_text(cast, sheet, who):
    acquaint(sheet, by=cast.actor("mentor"), at=AT)
    paper = acquaintance_paper(sheet)
    table = paper.sections[0].blocks[-1]
    assert {row[1]: bool(row[4]) for row in table.rows} == {cast.mentor.full_name: True, cast.mentee.full_name: False}
    assert "простая электронная подпись\n18.11.2026 10:00" in [row[4] for row in table.rows]
    assert paper.code
    assert any("verify" in str(line) for line in paper.footer)
    assert not paper.draft
    assert render_docx(paper).startswith(b"PK")


def test_the_file_of_a_version_is_saved_and_never_shown(cast, who, sign_in):
    act = norm.create_act(kind="template", title="Шаблон плана", **who)
    norm.add_version(act, label="", since=date(2026, 9, 1), upload=pdf_upload("план.pdf"), **who)
    answer = sign_in(cast.outsider).get(reverse("norm_version_file", args=[act.pk, 1]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert sign_in(cast.outsider).get(reverse("norm_version_file", args=[act.pk, 2])).status_code == 404


def test_a_new_version_by_the_page_asks_the_same_people_again(cast, sheet, sign_in):
    act, client = NormativeAct.objects.get(code="regulation"), sign_in(cast.curator)
    form = client.get(reverse("norm_version_add", args=[act.pk])).context["form"]
    assert form["audience"].value() == "chosen"
    sent = {"since": "18.11.2026", "text": "Новое.", "audience": "chosen", "due": "25.12.2026"}
    text = client.post(reverse("norm_version_add", args=[act.pk]), sent, follow=True).content.decode()
    assert "Лист ознакомления открыт" in text
    assert "0 из 2" in text
    empty = client.post(reverse("norm_version_add", args=[act.pk]), {"since": "18.11.2026"}).content.decode()
    assert "Вставьте текст или приложите файл." in empty


def test_the_curator_walks_through_a_sheet(cast, sheet, sign_in):
    client = sign_in(cast.curator)
    found = page(client, "sheet_people", sheet.pk, q="орлов")
    assert cast.outsider.full_name in found
    assert cast.mentor.full_name not in found
    address = reverse("sheet_people", args=[sheet.pk])
    assert "Добавлено: 1\xa0человек" in client.post(address, {"person": cast.outsider.pk}, follow=True).content.decode()
    sent = {"people": [cast.mentor.pk], "on": "18.11.2026", "witness": cast.supervisor.pk, "scan": pdf_upload()}
    text = client.post(reverse("sheet_paper", args=[sheet.pk]), sent, follow=True).content.decode()
    assert "в присутствии: Н.\xa0Ю.\xa0Соколова" in text
    nobody = client.post(reverse("sheet_paper", args=[sheet.pk]), {"on": "18.11.2026"}).content.decode()
    assert "Отметьте тех, кто расписался на листе." in nobody


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_few_queries(cast, who, sheet, count, django_assert_max_num_queries):
    people = [make.person(f"Читатель{n} Иван Петрович") for n in range(count)]
    add_people(sheet, people, **who)
    act = NormativeAct.objects.get(code="regulation")
    for n in range(count):
        norm.add_version(act, label="", since=date(2026, 11, 1), text=f"Текст {n}", **who)
        open_sheet(document=make.order(number=f"9{n}"), audience="mentors", due=DUE, **who)
    with django_assert_max_num_queries(6):
        norm_list(cast.actor("curator"), {})
    with django_assert_max_num_queries(8):
        norm_page(cast.actor("curator"), act)
    with django_assert_max_num_queries(4):
        sheet_list(cast.actor("curator"), {})
    loaded = with_sheet(IssuedDocument.objects).get(pk=sheet.pk)
    sheet_page(cast.actor("curator"), loaded)  # the office's settings are kept
    with django_assert_max_num_queries(7):
        sheet_page(cast.actor("curator"), loaded)
