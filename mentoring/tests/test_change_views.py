"""Pages of changes and petitions: the journey by forms, refusals shown, a constant number of queries (R16, R34)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mentoring.actions import petition as petitions
from mentoring.choices import PetitionKind as K
from mentoring.kit.dates import today
from mentoring.models import Pair, PairChange, Petition
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")


@scene
def pair(cast):
    since = today() - timedelta(days=30)
    Pair.objects.filter(pk=cast.pair.pk).update(since=since, until=since + timedelta(days=200))
    return cast.pair


def html(response):
    return response.content.decode()


def test_release_replacement_and_order_by_forms(cast, pair, sign_in):
    client = sign_in(cast.mentor)
    page = html(client.get(reverse("petition_create", args=[K.RELEASE_PERSONAL])))
    assert f"Прочитает {cast.director.short_name} Куратор" in page
    client.post(reverse("petition_create", args=[K.RELEASE_PERSONAL]), {"pair": pair.pk, "text": "Переезд."})
    petition = Petition.objects.get()
    assert petition.state == "submitted"
    client = sign_in(cast.director)
    client.post(reverse("petition_decide", args=[petition.pk]), {"choice": "grant", "text": "Согласна."})
    client = sign_in(cast.curator)
    assert "Заменить наставника" in html(client.get(reverse("petition_detail", args=[petition.pk])))
    start = f"{reverse('pair_replace', args=[pair.pk])}?side=mentor&petition={petition.pk}"
    client.post(start, {"who": f"mentor-{cast.mentor.pk}", "on": f"{today():%d.%m.%Y}", "reason": "Переезд."})
    change = PairChange.objects.get()
    page = html(client.get(reverse("change_detail", args=[change.pk])))
    assert cast.other_mentor.full_name in page
    client.post(reverse("change_choose", args=[change.pk]), {"mentor": cast.other_mentor.pk, "way": "лично"})
    client.post(reverse("change_order_create"), {"change": change.pk})
    change.refresh_from_db()
    check = reverse("change_order_check", args=[change.order_id])
    assert cast.other_mentor.full_name in html(client.get(check))
    days = {f"on-{change.pk}": f"{today():%d.%m.%Y}"}
    assert "Отметьте" in html(client.post(check, {"number": "", "basis": "", "send": "1", **days}))
    client.post(check, {"number": "77", "basis": "", "send": "1", "checked": "on", **days})
    client = sign_in(cast.director)
    sign = reverse("change_order_sign", args=[change.order_id])
    change.order.refresh_from_db()
    client.post(sign, {"checked": "on", "sha256": change.order.sha256})
    petition.refresh_from_db()
    assert (petition.state, petition.document.number) == ("executed", "77")
    assert Pair.objects.with_members().get(pk=pair.pk).mentors == [cast.other_mentor]
    for name in ("document_pdf", "document_docx"):
        assert client.get(reverse(name, args=[change.order_id])).status_code == 200
    for name in ("petition_pdf", "petition_docx"):
        assert client.get(reverse(name, args=[petition.pk])).status_code == 200


def test_asked_in_the_system_answers_on_a_page(cast, pair, sign_in):
    client = sign_in(cast.curator)
    said = {
        "leaving": cast.mentor.pk, "on": f"{today():%d.%m.%Y}", "until": f"{today() + timedelta(days=9):%d.%m.%Y}",
        "reason": "Болезнь.", "basis": "", "way": "basis",
    }  # fmt: skip
    client.post(reverse("pair_substitute", args=[pair.pk]), said)
    change = PairChange.objects.get()
    client.post(reverse("change_choose", args=[change.pk]), {"mentor": cast.other_mentor.pk, "way": ""})
    client = sign_in(cast.other_mentor)
    url = reverse("change_answer", args=[change.pk])
    assert "временно помогать вместо" in html(client.get(url))
    assert "Ответить, войдёте ли в пару" in html(client.get(reverse("home")))
    client.post(url, {"answer": "accept"})
    change.refresh_from_db()
    assert change.state == "running"
    page = html(sign_in(cast.mentee).get(reverse("pair_detail", args=[pair.pk])))
    assert "вам помогает" in page
    assert "временно заменяет наставника" in page


def test_a_refusal_stands_on_the_page(cast, pair, sign_in):
    client = sign_in(cast.curator)
    Pair.objects.filter(pk=pair.pk).update(state="ending")
    assert "Завершите программу" in html(client.get(reverse("pair_replace", args=[pair.pk])))
    Pair.objects.filter(pk=pair.pk).update(state="assigned")
    assert "ещё не начала работу" in html(client.get(reverse("pair_substitute", args=[pair.pk])))


def test_a_double_press_writes_one_petition(cast, pair, sign_in):
    client = sign_in(cast.mentee)
    for _ in range(2):
        client.post(reverse("petition_create", args=[K.REPLACE_MENTOR]), {"pair": pair.pk, "text": "", "draft": "1"})
    assert Petition.objects.count() == 1


def test_a_released_number_order_page_of_changes_is_not_an_order_on_pairs(cast, pair, sign_in):
    order = make.order(state="draft", type_code="D32")
    client = sign_in(cast.curator)
    assert client.get(reverse("order_check", args=[order.pk])).status_code == 404
    assert client.get(reverse("change_order_check", args=[order.pk])).status_code == 200


@pytest.mark.parametrize("part", ["curator", "director"])
def test_the_office_s_list_takes_the_same_queries_for_one_and_three(cast, pair, sign_in, part):
    def send(who, mentor):
        row = make.pair([mentor], [make.mentee().person])
        by = make.actor(mentor)
        draft = petitions.start_petition(kind=who, pair=row, text="Почему.", by=by, at=AT)
        petitions.send_petition(draft, by=by, at=AT)

    client, url = sign_in(getattr(cast, part)), reverse("petition_office")
    send(K.RELEASE_PERSONAL, cast.mentor)
    one = queries_of(client, url)
    send(K.RELEASE_SUCCESS, cast.other_mentor)
    send(K.RELEASE_PERSONAL, cast.other_mentor)
    assert one == queries_of(client, url) <= 12


def test_filters_and_search_of_the_office(cast, pair, sign_in):
    by = cast.actor("mentee")
    petitions.send_petition(petitions.start_petition(kind=K.REPLACE_MENTOR, pair=pair, by=by, at=AT), by=by, at=AT)
    client, url = sign_in(cast.curator), reverse("petition_office")
    assert "Другой наставник" in html(client.get(url, {"q": "жуков", "queue": "decide", "sort": "-sent"}))
    assert "По этим условиям ходатайств нет" in html(client.get(url, {"kind": "support"}))


def test_one_change_takes_at_most_20_queries(cast, pair, sign_in):
    client = sign_in(cast.curator)
    client.post(
        reverse("pair_replace", args=[pair.pk]),
        {"who": f"mentor-{cast.mentor.pk}", "on": f"{today():%d.%m.%Y}", "reason": "Переезд."},
    )
    url = reverse("change_detail", args=[PairChange.objects.get().pk])
    assert queries_of(client, url) <= 20


class TestRegister:
    """Numbers by year and kind (D30, D31), the year's list, the workbook (R34)."""

    def send(self, cast, part, kind, pair, at=AT):
        by = cast.actor(part)
        draft = petitions.start_petition(kind=kind, pair=pair, text="Почему.", by=by, at=at)
        return petitions.send_petition(draft, by=by, at=at)

    def test_each_kind_has_its_own_numbers(self, cast, pair):
        rows = [
            self.send(cast, "mentee", K.REPLACE_MENTOR, pair),
            self.send(cast, "mentor", K.REPLACE_MENTEE, pair),
            self.send(cast, "mentor", K.RELEASE_PERSONAL, pair),
            self.send(cast, "mentor", K.SUPPORT, None),
        ]
        assert [row.number for row in rows] == ["ХЗ-2026/1", "ХЗ-2026/2", "ЗС-2026/1", "ХУ-2026/1"]
        assert {row.year.starts.year for row in rows} == {2026}
        assert str(rows[2]) == "Заявление № ЗС-2026/1"

    def test_a_number_of_the_register_is_not_given_twice(self, cast, pair):
        make.order(number="ХЗ-2026/1", type_code="D30")
        assert self.send(cast, "mentee", K.REPLACE_MENTOR, pair).number == "ХЗ-2026/2"

    def test_a_draft_takes_no_number(self, cast, pair):
        draft = petitions.start_petition(kind=K.REPLACE_MENTOR, pair=pair, by=cast.actor("mentee"), at=AT)
        assert (draft.number, draft.year) == ("", None)

    def test_it_stands_on_page_list_and_papers(self, cast, pair, sign_in):
        petition = self.send(cast, "mentee", K.REPLACE_MENTOR, pair)
        client = sign_in(cast.curator)
        for url in (reverse("petition_office"), reverse("petition_detail", args=[petition.pk])):
            assert "ХЗ-2026/1" in html(client.get(url))
        assert "ХЗ-2026/1" in html(sign_in(cast.mentee).get(reverse("petition_list")))
        from mentoring.documents.petition import petition_paper

        paper = petition_paper(petition)
        assert paper.title == "Ходатайство № ХЗ-2026/1"

    def test_the_year_is_chosen_with_counts_and_open_ones_stay(self, cast, pair, sign_in):
        old = make.year(2025, current=False)
        over, waits = (self.send(cast, "mentee", K.REPLACE_MENTOR, pair), self.send(cast, "mentor", K.SUPPORT, None))
        petitions.withdraw_petition(over, by=cast.actor("mentee"), at=AT)
        Petition.objects.update(year=old)
        client, url = sign_in(cast.curator), reverse("petition_office")
        page = html(client.get(url))
        assert waits.number in page
        assert over.number not in page
        assert "2026/27 и незаконченные (1)" in page
        assert "2025/26 (2)" in page
        assert over.number in html(client.get(url, {"year": old.pk}))
        assert over.number in html(client.get(url, {"year": "all"}))
        assert over.number in html(client.get(url, {"year": "all", "q": over.number}))

    def test_the_workbook_has_them_without_reasons(self, cast, pair, sign_in):
        from io import BytesIO

        from openpyxl import load_workbook

        self.send(cast, "mentee", K.REPLACE_MENTOR, pair)
        book = load_workbook(BytesIO(sign_in(cast.curator).get(reverse("document_xlsx")).content))
        cells = [str(cell.value) for row in book["Ходатайства и заявления"].iter_rows() for cell in row]
        assert "ХЗ-2026/1" in cells
        assert "Почему." not in cells
