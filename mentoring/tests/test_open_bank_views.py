"""The open pages and forms: what they send, whom they refuse, what machines get out of them (R05)."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from mentoring.models import Letter, Mentor, OutsideApplication, Setting
from mentoring.office import forget
from mentoring.queries.open_bank.agreement import data_mark
from mentoring.tests import make, outside

ASK, JOIN = reverse("bank_ask"), reverse("bank_join")


def filled(**fields):
    return {
        "last_name": "Сомова", "first_name": "Вера", "patronymic": "Павловна", "email": "vera@other.example",
        "organization": "Городецкий колледж", "post": "преподаватель", "text": "Не успеваю.", "agree": "on",
        "directions": [direction.pk for direction in make.directions("method")], "shown": data_mark(),
    } | fields  # fmt: skip


def kept():
    return OutsideApplication.objects.count()


def test_from_the_card_to_the_curators_queue(cast, client):
    card = outside.published(cast.mentor.mentor, fields=["post"])
    answer = client.post(f"{ASK}?mentor={card.slug}", filled())
    assert answer.url == reverse("bank_sent")
    (sent,) = mail.outbox
    path = re.search(r"/bank/confirm/[\w-]{43}/", sent.body)[0]
    assert Letter.objects.get(code="outside_confirm").path == "", "the link is not kept once it is sent"
    moved = client.get(path)
    assert moved.url == reverse("bank_confirm")
    assert moved.headers["Referrer-Policy"] == "no-referrer"
    page = client.get(moved.url)
    assert "Городецкий колледж" in page.content.decode()
    assert OutsideApplication.objects.get().state == "unconfirmed", "opening confirms nothing"
    done = client.post(moved.url)
    assert "Почта подтверждена" in done.content.decode()
    row = OutsideApplication.objects.get()
    assert (row.state, row.wished_mentor) == ("received", cast.mentor.mentor)
    assert client.get(path, follow=True).status_code == 410
    assert client.post(moved.url).status_code == 410


def test_an_offer_comes_the_same_way(cast, client):
    assert client.post(JOIN, filled()).url == reverse("bank_sent")
    assert OutsideApplication.objects.get().kind == "offer"


def test_the_whole_queue_by_the_curators_hands(cast, sign_in):
    row = outside.applied()
    curator = sign_in(cast.curator)
    assert "Сомова" in curator.get(reverse("outside_list")).content.decode()
    path = reverse("outside_detail", args=[row.pk])
    kind = outside.PartnerKind.objects.get(code="education").pk
    wrong = curator.post(path, {"person": "new", "answer": "Приняли."})
    assert "Выберите вид" in wrong.content.decode()
    data = {"person": "new", "answer": "Приняли.", "short_name": "ГК", "kind": kind}
    answer = curator.post(path, data, follow=True)
    assert "гость: видит только своё" in answer.content.decode()
    row.refresh_from_db()
    assert row.person.organization.full_name == "Городецкий колледж"
    again = curator.post(path, data, follow=True)
    assert "уже ответили" in again.content.decode()


def test_what_is_known_about_the_organization_is_not_asked_again(cast, sign_in):
    curator, firm = sign_in(cast.curator), outside.partner("Завод «Ока»")
    known = outside.applied(kind="offer", organization="завод «ока»")
    form = curator.get(reverse("outside_detail", args=[known.pk])).context["form"]
    assert form.initial["organization"] == firm
    school = outside.applied(email="other@other.example", organization="Павловский техникум")
    form = curator.get(reverse("outside_detail", args=[school.pk])).context["form"]
    assert (form.initial["short_name"], form.initial["kind"].code) == ("Павловский техникум", "education")


def test_an_offer_leads_to_a_prefilled_record(cast, sign_in):
    row = outside.applied(kind="offer", direction_codes=("method", "ict"))
    curator, firm = sign_in(cast.curator), outside.partner()
    path = reverse("outside_detail", args=[row.pk])
    page = curator.post(path, {"person": "new", "answer": "Спасибо.", "organization": firm.pk}, follow=True)
    assert "Осталось завести карточку наставника" in page.content.decode()
    row.refresh_from_db()
    form = curator.get(reverse("mentor_edit", args=[row.person_id])).context["form"]
    assert {d.code for d in form.initial["directions"]} == {"method", "ict"}
    assert not Mentor.objects.filter(person=row.person).exists()


def test_a_declined_one_gets_kind_words(cast, sign_in):
    row = outside.applied()
    curator = sign_in(cast.curator)
    page = curator.get(reverse("outside_decline", args=[row.pk])).content.decode()
    assert "Спасибо, что обратились" in page
    curator.post(reverse("outside_decline", args=[row.pk]), {"answer": "Мест нет."})
    assert Letter.objects.get(code="outside_answered").body == "Мест нет."


def test_the_mentor_sees_the_card_as_others_will(cast, sign_in):
    me = sign_in(cast.mentor)
    detail, edit = (reverse(f"publication_{name}", args=[cast.mentor.pk]) for name in ("detail", "edit"))
    assert me.get(detail).url == edit
    me.post(edit, {"name_form": "full", "fields_": ["post"], "about": "Помогаю.", "lock_version": 0})
    page = me.get(detail)
    assert "Так увидят в открытом банке" in page.content.decode()
    assert "Помогаю." in page.content.decode()
    mark = page.context["agreement"].mark
    done = me.post(reverse("publication_agree", args=[cast.mentor.pk]), {"shown": mark}, follow=True)
    assert "Карточка у куратора" in done.content.decode()
    curator = sign_in(cast.curator)
    mark = curator.get(detail).context["agreement"].mark
    curator.post(reverse("publication_accept", args=[cast.mentor.pk]), {"shown": mark})
    assert "Ковалёва Марина" in Client().get(reverse("bank_list")).content.decode()


def test_two_windows_meet_in_words(cast, sign_in):
    me, edit = sign_in(cast.mentor), reverse("publication_edit", args=[cast.mentor.pk])
    form = {"name_form": "full", "fields_": ["post"], "about": "", "lock_version": 0}
    me.post(edit, form)
    assert "Два человека правили одновременно" in me.post(edit, form | {"fields_": []}).content.decode()


# What the open pages send


@pytest.mark.parametrize("name", ["bank_list", "bank_sent", "bank_detail"])
def test_pages_without_a_form_set_no_cookie(name, cast, client):
    card = outside.published(cast.mentor.mentor)
    answer = client.get(reverse(name, args=[card.slug] if name == "bank_detail" else []))
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("path", [ASK, JOIN])
def test_forms_set_the_csrf_cookie_alone(path, cast, client):
    answer = client.get(path)
    assert set(answer.cookies) == {"csrftoken"}
    assert answer.headers["Referrer-Policy"] == "same-origin", "with no-referrer browsers send «Origin: null»: 403"
    assert "no-store" in answer.headers["Cache-Control"]


def test_lists_are_asked_anew_each_time(cast, client):
    """A browser keeps the page but may not show it without asking: a hidden card is gone with the next look."""
    card = outside.published(cast.mentor.mentor)
    first = client.get(reverse("bank_list"))
    assert first.headers["Cache-Control"] == "no-cache"
    assert client.get(reverse("bank_list"), HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 304
    card.hidden = True
    card.save()
    assert client.get(reverse("bank_list"), HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200


def test_what_a_signed_in_reader_saw_is_not_kept(cast, sign_in):
    assert "no-store" in sign_in(cast.curator).get(reverse("bank_list")).headers["Cache-Control"]


@pytest.mark.parametrize("allowed", [False, True])
def test_search_engines_come_by_the_colleges_word(allowed, cast, client):
    Setting.objects.filter(code="bank_indexed").update(value=allowed)
    forget()
    answer = client.get(reverse("bank_list"))
    assert ('name="robots"' in answer.content.decode()) is not allowed
    assert ("X-Robots-Tag" in answer.headers) is not allowed


def test_a_closed_bank_is_not_there(cast, client):
    Setting.objects.filter(code="bank_open").update(value=False)
    forget()
    for name in ("bank_list", "bank_ask", "bank_join", "bank_sent", "bank_confirm"):
        assert client.get(reverse(name)).status_code == 404, name


# Machines and mischief


def test_the_trap_catches_and_says_nothing(cast, client):
    answer = client.post(ASK, filled(website="http://spam.example"))
    assert answer.url == reverse("bank_sent")
    assert kept() == 0


def test_who_is_known_is_not_to_be_learnt(cast, client):
    """A stranger, a worker with a login, a mailbox over its limit: the same answer, and only mail differs."""
    answers = set()
    for email in ("nobody@other.example", cast.curator.email, cast.mentor.email.upper()):
        answer = client.post(ASK, filled(email=email))
        answers.add((answer.status_code, answer.url, answer.content))
    for number in range(2):
        answer = Client(REMOTE_ADDR="10.0.0.9").post(ASK, filled(email="nobody@other.example", text=str(number)))
        answers.add((answer.status_code, answer.url, answer.content))
    assert len(answers) == 1


def test_the_sixth_from_one_address_is_told_to_wait(cast, client):
    for number in range(5):
        assert client.post(ASK, filled(email=f"v{number}@other.example")).status_code == 302
    answer = client.post(ASK, filled(email="v9@other.example"))
    assert answer.status_code == 429
    assert "слишком часто" in answer.content.decode()
    assert Client(REMOTE_ADDR="10.0.0.9").post(ASK, filled(email="v9@other.example")).status_code == 302


def test_a_forged_forwarded_address_does_not_help(cast, client):
    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"10.1.1.{number}"}
        answer = client.post(ASK, filled(email=f"v{number}@other.example"), **forged)
    assert answer.status_code == 429


def test_the_same_form_twice_writes_one_letter(cast, client):
    for _ in range(2):
        assert client.post(ASK, filled()).url == reverse("bank_sent")
    assert kept() == Letter.objects.filter(code="outside_confirm").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "нет"},
        {"email": "a@b.example\nBcc: c@d.example"},
        {"email": f"{'a' * 300}@b.example"},
        {"last_name": ""},
        {"last_name": "\u202e\u200b"},
        {"text": "я" * 3001},
        {"text": "я" * 1_000_000},
        {"organization": "о" * 201},
        {"directions": ["9" * 30]},
        {"directions": ["-1"]},
        {"directions": ["x' OR 1=1"]},
        {"directions": []},
        {"agree": ""},
        {"shown": "x" * 64},
        {"shown": ""},
    ],
)
def test_bad_fields_are_refused_in_words_and_nothing_is_kept(wrong, cast, client):
    answer = client.post(ASK, filled(**wrong))
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode() or "Исправьте" in answer.content.decode()
    assert kept() == 0


@pytest.mark.parametrize(
    "odd",
    [
        {"last_name": "О’Коннор-Ёлкина"},
        {"text": "🙂 <script>alert(1)</script> {{ 7*7 }} %s {0} \u202eqwe"},
        {"organization": "=HYPERLINK(1)"},
        {"text": "a\x00b", "last_name": "a\x00b"},
        {"post": "𝕻𝖗𝖊𝖕𝖔𝖉"},
    ],
)
def test_odd_letters_are_kept_and_shown_harmlessly(odd, cast, client, sign_in):
    assert client.post(ASK, filled(**odd)).status_code == 302
    row = OutsideApplication.objects.get()
    row.state, row.confirmed_at, row.due = "received", row.created_at, row.created_at.date()
    row.save()
    page = sign_in(cast.curator).get(reverse("outside_detail", args=[row.pk])).content.decode()
    assert "<script>alert" not in page
    assert "49" not in re.sub(r"[^{}]*49[^{}]*", "", page)


@pytest.mark.parametrize("path", [ASK, JOIN, reverse("bank_confirm")])
def test_a_form_without_our_token_is_refused(path, cast):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, filled()).status_code == 403
    assert kept() == 0


@pytest.mark.parametrize("mentor", ["x", "'", "../../", "%00", "a" * 5000, "1"])
def test_a_strange_mentor_in_the_address_is_nobody(mentor, cast, client):
    assert client.get(ASK, {"mentor": mentor}).status_code in (200, 400)
    assert client.post(f"{ASK}?mentor=zzz", filled()).status_code == 302
    assert OutsideApplication.objects.get().wished_mentor is None


def test_fields_nobody_asked_for_change_nothing(cast, client):
    client.post(ASK, filled(state="received", confirmed_at="2026-01-01", person=cast.curator.pk, kind="offer", due="1"))
    row = OutsideApplication.objects.get()
    assert (row.state, row.confirmed_at, row.person, row.kind, row.due) == ("unconfirmed", None, None, "request", None)


def test_lists_of_the_office_ask_alike_for_one_and_three(cast, sign_in, django_assert_num_queries):
    outside.applied()
    outside.published(cast.mentor.mentor)
    curator = sign_in(cast.curator)
    asked = {}
    for name in ("outside_list", "publication_list", "mentor_list_xlsx", "mentee_list_xlsx"):
        curator.get(reverse(name))
        asked[name] = _count(curator, name)
    for number in range(2):
        outside.applied(email=f"n{number}@other.example")
        mentor = make.mentor(f"Новый{number} Иван Ильич")
        outside.published(mentor)
        make.pair([mentor.person], [make.mentee(f"Другой{number} Иван Ильич").person])
    assert {name: _count(curator, name) for name in asked} == asked
    assert max(asked.values()) <= 14


def _count(client, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name)).status_code == 200
    return len(queries)
