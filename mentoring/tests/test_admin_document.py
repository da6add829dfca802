"""Documents in the administration: papers taken from it, drafts deleted by their action, signed ones kept (R56, R57)."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from mentoring.actions import order as orders
from mentoring.models import AcquaintanceMark, IssuedDocument, Letter, Pair
from mentoring.tests import make
from mentoring.tests.admin import act_on, enter, page, words
from mentoring.tests.standing import scene


@pytest.fixture
def curator(cast, client):
    return enter(client, cast.curator)


@scene
def order(cast):
    """A signed order over one pair."""
    pair = make.pair(
        [make.mentor("Ёлкин Семён Петрович").person], [make.mentee("Чижов Иван Ильич").person],
        state="ready", since=date(2026, 12, 1), criteria="опыт",
    )  # fmt: skip
    by, at = cast.actor("curator"), make.moment()
    made = orders.create_order([pair], by=by, at=at)
    orders.send_order(made, pair_ids=[pair.pk], checked=True, by=by, at=at)
    return orders.sign_order(made, checked=True, sha256=made.sha256, by=cast.actor("director"), at=at)


def files(answer):
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_the_card_leads_to_the_papers(cast, curator, order):
    html = curator.get(page(IssuedDocument, "change", order.pk)).content.decode()
    for name in ("document_pdf", "document_docx", "document_sheet"):
        path = reverse(name, args=[order.pk])
        assert path in html
        assert curator.get(path).status_code == 200
    assert "Ёлкин → Чижов" in html
    assert "Лаврова Елена Викторовна" in html


def test_selected_orders_come_as_one_archive_of_the_very_papers_of_the_site(cast, curator, order):
    answer = act_on(curator, IssuedDocument, "pdfs", [order])
    assert answer["Content-Type"] == "application/zip"
    name = files(answer).namelist()[0]
    assert name.startswith(f"Приказ о закреплении пар и групп № {order.number} от ")
    assert files(answer).read(name)[:5] == b"%PDF-"
    kept = b"".join(curator.get(reverse("document_pdf", args=[order.pk])).streaming_content)
    assert files(answer).read(name) == kept, "the PDF kept at the first print"
    docx = act_on(curator, IssuedDocument, "docxs", [order])
    assert files(docx).read(files(docx).namelist()[0])[:2] == b"PK"


def test_too_many_papers_at_once_are_refused(cast, curator):
    many = [make.order(number=f"T{n}") for n in range(21)]
    assert "Скачайте в несколько приёмов" in words(act_on(curator, IssuedDocument, "pdfs", many))[0]
    other = make.order(number="1", type_code="D01")
    assert "нет того, что печатают" in words(act_on(curator, IssuedDocument, "pdfs", [other]))[-1]


def test_a_draft_order_is_deleted_by_its_action_and_its_pairs_stay(cast, curator):
    pair = make.pair([make.mentor().person], [make.mentee().person], state="ready", since=date(2026, 12, 1))
    draft = orders.create_order([pair], by=cast.actor("curator"), at=make.moment())
    path = page(IssuedDocument, "delete", draft.pk)
    assert "Удалить «" in curator.get(path).content.decode()
    assert words(curator.post(path, {"post": "yes"}))[0].startswith("Готово. Удалено")
    assert not IssuedDocument.objects.filter(pk=draft.pk).exists()
    assert Pair.objects.get(pk=pair.pk).order is None


def test_a_signed_order_is_kept(cast, curator, order):
    answer = curator.post(page(IssuedDocument, "delete", order.pk), {"post": "yes"})
    assert words(answer) == ["Подписанные документы не удаляют: их отменяет директор, номер больше не используется."]
    assert curator.post(page(IssuedDocument, "change", order.pk), {"number": "1", "state": "draft"}).status_code == 403
    order.refresh_from_db()
    assert order.state != "draft"


def test_the_history_of_an_order_is_read_from_the_journal(cast, curator, order):
    html = curator.get(page(IssuedDocument, "history", order.pk)).content.decode()
    assert f"Приказ № {order.number} подписан" in html
    assert "Лаврова\u00a0Е.\u00a0В., директор" in html


def test_the_card_asks_the_database_as_much_for_one_pair_as_for_three(cast, curator, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(count):
        pairs = [make.pair(state="ready", since=date(2026, 12, 1)) for _ in range(count)]
        order = orders.create_order(pairs, by=cast.actor("curator"), at=make.moment())
        for person in [make.person(f"Читателев Иван{number}") for number in range(count)]:
            AcquaintanceMark.objects.create(document=order, person=person, due=date(2026, 12, 1))
        path = page(IssuedDocument, "change", order.pk)
        curator.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert curator.get(path).status_code == 200
        return len(queries)

    assert asked(1) == asked(3)


def test_the_log_of_letters_shows_envelopes_only(cast, client):
    """A one-time link would open another person's login, a body is private."""
    from mentoring import notifications

    letter = notifications.write(
        "account_invite", to=cast.mentor, at=make.moment(), path="/invite/SECRET-LINK/", date="20 ноября"
    )
    enter(client, cast.admin)
    for path in (page(Letter), page(Letter, "change", letter.pk)):
        html = client.get(path).content.decode()
        assert letter.address in html
        assert "SECRET-LINK" not in html
        assert letter.body[:40] not in html
