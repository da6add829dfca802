"""R02: additional agreements – drafted, numbered by type and year, signed on paper, ended; what is paid leaks nowhere."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.actions.agreement import (
    delete_draft,
    draft_agreement,
    end_agreement,
    end_due_agreements,
    issue_agreement,
    scan_agreement,
    update_agreement,
)
from mentoring.choices import AgreementState
from mentoring.documents.agreement import agreement_paper
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import Agreement, JournalEntry, Letter, ListEntry
from mentoring.queries.agreement import agreement_list, payment_words, without_agreement
from mentoring.queries.consent import wording_of
from mentoring.tests import make
from mentoring.tests.counting import queries_of
from mentoring.tests.standing import scene
from mentoring.workflow.agreement import AGREEMENT

AT = make.moment("2026-11-18 10:00")
DAY = date(2026, 11, 18)
SECRETS = ("4321", "4\u00a0321", "за каждую пару отдельно")


def scan(content=b"%PDF-1.4\n%%EOF"):
    return SimpleUploadedFile("соглашение.pdf", content)


@scene
def by(cast):
    Agreement.objects.all().delete()
    return cast.actor("curator")


def values(**fields):
    return {
        "pair": None,
        "since": date(2026, 12, 1),
        "until": date(2027, 6, 30),
        "payment": ListEntry.objects.get(list="motivation", code="pay"),
        "measure": "percent",
        "amount": Decimal("15"),
        "terms": "",
        "basis": "",
        **fields,
    }


def draft(person, by, **fields):
    return draft_agreement(person, by=by, at=AT, **values(**fields))


class TestDraft:
    def test_a_draft_of_the_pair(self, by, cast):
        row = draft(cast.mentor, by, pair=cast.pair)
        assert (row.state, row.number, row.year.starts.year) == ("draft", "", 2026)
        assert payment_words(row) == "доплата, 15\u00a0% от оклада"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"until": date(2026, 11, 30)}, "Окончание раньше начала"),
            ({"amount": None}, "размер больше нуля"),
            ({"amount": Decimal("0")}, "размер больше нуля"),
            ({"amount": Decimal("201")}, "не больше 200"),
            ({"measure": "other", "amount": None}, "условия словами"),
        ],
    )
    def test_refusals(self, by, cast, fields, words):
        with pytest.raises(Refused, match=words):
            draft(cast.mentor, by, **fields)
        assert not Agreement.objects.exists()

    def test_another_s_pair_and_another_list_are_no_choice(self, by, cast):
        with pytest.raises(Refused, match="не наставник"):
            draft(cast.mentor, by, pair=cast.other_pair)
        with pytest.raises(Refused, match="вид поощрения"):
            draft(cast.mentor, by, payment=ListEntry.objects.filter(list="leave_reason").first())

    def test_only_with_employed_mentors(self, by, cast):
        partner = make.mentor("Громов Илья Олегович", employment="partner").person
        with pytest.raises(Refused, match="с ним договор"):
            draft(partner, by)
        with pytest.raises(Refused, match="включите человека в банк"):
            draft(cast.outsider, by)

    @pytest.mark.parametrize("part", ["director", "mentor", "admin", "supervisor"])
    def test_the_curator_alone(self, by, cast, part):
        with pytest.raises(Refused, match="ведёт куратор"):
            draft(cast.mentor, cast.actor(part))

    def test_two_edit_and_the_second_sees_both(self, by, cast):
        row = draft(cast.mentor, by)
        update_agreement(row, values(amount=Decimal("20")), by=by, at=AT, seen=0)
        with pytest.raises(Stale):
            update_agreement(row, values(amount=Decimal("25")), by=by, at=AT, seen=0)
        row.refresh_from_db()
        assert row.amount == 20

    def test_only_a_draft_is_changed_or_deleted(self, by, cast):
        row = make.agreement(cast.mentor)
        with pytest.raises(Refused, match="уже есть номер"):
            update_agreement(row, values(), by=by, at=AT, seen=0)
        with pytest.raises(Refused, match="не удаляют"):
            delete_draft(row, by=by, at=AT)
        delete_draft(draft(cast.mentor, by), by=by, at=AT)
        assert Agreement.objects.count() == 1


class TestLife:
    def test_numbers_go_by_type_and_year(self, by, cast):
        found = []
        for person in (cast.mentor, cast.other_mentor):
            row = draft(person, by)
            issue_agreement(row, number="", date=DAY, by=by, at=AT)
            found.append(row.number)
        assert found == ["ДС-2026/1", "ДС-2026/2"]
        assert Letter.objects.filter(code="agreement_to_sign").count() == 2

    def test_a_typed_number_is_kept_and_passed_over(self, by, cast):
        row = draft(cast.mentor, by)
        issue_agreement(row, number=" ДС-2026/1 ", date=DAY, by=by, at=AT)
        second = draft(cast.other_mentor, by)
        with pytest.raises(Refused, match="уже занят"):
            issue_agreement(second, number="ДС-2026/1", date=DAY, by=by, at=AT)
        issue_agreement(second, number="", date=DAY, by=by, at=AT)
        assert second.number == "ДС-2026/2"

    def test_before_the_work_begins(self, by, cast):
        with pytest.raises(Refused, match="раньше его даты"):
            issue_agreement(draft(cast.mentor, by), number="", date=date(2026, 12, 2), by=by, at=AT)

    def test_in_force_with_the_scan(self, by, cast):
        row = draft(cast.mentor, by)
        with pytest.raises(Refused, match="уже что-то сделали"):
            scan_agreement(row, scan=scan(), by=by, at=AT)
        issue_agreement(row, number="", date=DAY, by=by, at=AT)
        with pytest.raises(Refused, match="внутри другое"):
            scan_agreement(row, scan=scan(b"PK\x03\x04"), by=by, at=AT)
        scan_agreement(row, scan=scan(), by=by, at=AT)
        assert (row.state, row.scan.name) == ("in_force", "соглашение.pdf")

    def test_ended_with_a_reason_within_its_term(self, by, cast):
        row = make.agreement(cast.mentor)
        with pytest.raises(Refused, match="почему"):
            end_agreement(row, on=DAY, reason=" ", by=by, at=AT)
        with pytest.raises(Refused, match="Проверьте дату"):
            end_agreement(row, on=date(2028, 1, 1), reason="отзыв согласия", by=by, at=AT)
        end_agreement(row, on=DAY, reason="отзыв согласия", by=by, at=AT)
        assert (row.state, row.ended_on) == ("ended", DAY)

    def test_the_day_ends_those_whose_term_has_passed(self, by, cast):
        old = make.agreement(cast.mentor, since=date(2025, 9, 1), until=date(2026, 11, 17))
        make.agreement(cast.other_mentor, until=DAY)
        assert [end_due_agreements(at=AT), end_due_agreements(at=AT)] == [1, 0]
        old.refresh_from_db()
        assert (old.state, old.ended_on) == ("ended", date(2026, 11, 17))

    def test_the_workflow_allows_exactly_these_triples(self, cast):
        row = Agreement.objects.get(person=cast.mentor)
        found = set()
        for state in AgreementState.values:
            row.state = state
            for part in ("curator", "director", "mentor", "admin"):
                actor = cast.actor(part)
                found |= {(part, state, name) for name in AGREEMENT.transitions if AGREEMENT.verdict(name, actor, row)}
        assert found == {
            ("curator", "draft", "issue"),
            ("curator", "awaiting_scan", "scan"),
            ("curator", "awaiting_scan", "end"),
            ("curator", "in_force", "end"),
            ("curator", "in_force", "expire"),
        }

    def test_the_consent_names_the_agreement_and_not_the_sum(self, by, cast):
        make.agreement(cast.mentor, number="ДС-7")
        from mentoring.models import Consent

        consent = Consent.objects.get(person=cast.mentor, kind="mentor")
        consent.wording = ""
        words = wording_of(consent).text
        assert "в дополнительном соглашении № ДС-7 от 28.08.2026" in words
        assert not any(secret in words for secret in SECRETS)


class TestPaper:
    def test_it_says_what_the_law_wants(self, cast):
        row = Agreement.objects.select_related("person", "pair", "payment").get(person=cast.mentor)
        row.pair = cast.pair
        blocks = agreement_paper(row).sections[0].blocks
        said = " ".join(" ".join(getattr(block, "items", ())) or str(getattr(block, "text", "")) for block in blocks)
        for words in (
            "письменному согласию",
            "Содержание работы",
            "с 01.09.2026 по 31.08.2027",
            "3\u00a0рабочих дня",
            "4\u00a0321",
        ):
            assert words in said

    def test_the_director_s_own_agreement_is_signed_by_another(self, cast):
        make.mentor(person=cast.director)
        row = Agreement.objects.get(person=cast.director)
        lines = next(block.lines for block in agreement_paper(row).sections[0].blocks if hasattr(block, "lines"))
        assert lines[0].name == ""


class TestRegister:
    def test_who_has_none(self, by, cast):
        assert list(without_agreement()) == [cast.mentor, cast.other_mentor]
        make.agreement(cast.mentor, state="awaiting_scan")
        make.agreement(cast.other_mentor, state="ended")
        assert list(without_agreement()) == [cast.other_mentor]
        make.agreement(cast.other_mentor, state="draft")
        assert not list(without_agreement())

    def test_totals_of_those_in_force(self, by, cast):
        make.agreement(cast.mentor, amount=Decimal("1500.50"))
        make.agreement(cast.other_mentor, amount=Decimal("500"))
        make.agreement(cast.other_mentor, measure="percent", amount=10)
        make.agreement(cast.other_mentor, state="ended", amount=9000)
        found = agreement_list(cast.actor("director"), {})
        assert found.totals == (
            "2\u00a0000,5\u00a0руб. в месяц (2\u00a0соглашения)",
            "в среднем 10\u00a0% оклада (1\u00a0соглашение)",
        )

    def test_search_state_and_sort(self, by, cast, sign_in):
        make.agreement(cast.mentor, number="ДС-77")
        make.agreement(cast.other_mentor, state="awaiting_scan")
        client = sign_in(cast.curator)
        for query, shown, hidden in (
            ("q=Ковалева", "Ковалёва", "Панина"),
            ("q=дс-77", "Ковалёва", "Панина"),
            ("state=awaiting_scan", "Панина", "Ковалёва Марина"),
            ("sort=name", "Ковалёва", "нет-такого"),
            ("state=strange&sort=strange&page=99", "Ковалёва", "нет-такого"),
        ):
            page = client.get(f"{reverse('agreement_list')}?{query}").content.decode()
            table = page[page.index("<table") :]
            assert shown in table
            assert hidden not in table

    def test_queries_do_not_grow(self, by, cast, sign_in):
        client = sign_in(cast.curator)
        make.agreement(cast.mentor)
        first = queries_of(client, reverse("agreement_list"))
        for person in (cast.mentor, cast.other_mentor):
            make.agreement(person)
        assert queries_of(client, reverse("agreement_list")) == first <= 12


class TestSumsLeakNowhere:
    """The signed agreement of cast.mentor holds a sum and words that are looked for on every page they might reach."""

    @pytest.fixture
    def signed(self, cast):
        row = Agreement.objects.get(person=cast.mentor)
        file = scan_of(cast)
        Agreement.objects.filter(pk=row.pk).update(scan=file, pair=cast.pair)
        return row

    @pytest.mark.parametrize("part", ["mentor", "mentee", "supervisor", "admin", "hr", "other_mentor"])
    def test_to_nobody_but_the_office(self, signed, cast, sign_in, part):
        reader = make.person("Кадрова Анна Петровна", login=True, roles=["hr"]) if part == "hr" else getattr(cast, part)
        client = sign_in(reader)
        names = ("agreement_detail", "agreement_edit", "agreement_scan", "agreement_end")
        urls = [reverse(name, args=[signed.pk]) for name in names]
        urls += [reverse("agreement_list"), reverse("person_detail", args=[cast.mentor.pk]), reverse("home")]
        urls += [reverse("pair_detail", args=[cast.pair.pk]), reverse("my_consents"), reverse("attention_list")]
        for url in urls:
            page = client.get(url).content.decode()
            assert not any(secret in page for secret in SECRETS), (part, url)
        for name in ("agreement_pdf", "agreement_docx", "agreement_file"):
            assert client.get(reverse(name, args=[signed.pk])).status_code in (403, 404), (part, name)

    def test_the_mentor_and_hr_see_that_there_is_one(self, signed, cast, sign_in):
        hr = make.person("Кадрова Анна Петровна", login=True, roles=["hr"])
        for reader in (cast.mentor, hr):
            page = sign_in(reader).get(reverse("agreement_detail", args=[signed.pk])).content.decode()
            assert signed.number in page
            assert (reverse("pair_detail", args=[cast.pair.pk]) in page) == (reader == cast.mentor)
        assert (
            sign_in(cast.mentor)
            .get(reverse("agreement_detail", args=[make.agreement(cast.mentor, state="draft").pk]))
            .status_code
            == 404
        )

    @pytest.mark.parametrize("part", ["curator", "director"])
    def test_the_office_sees_it(self, signed, cast, sign_in, part):
        client = sign_in(getattr(cast, part))
        assert "4\u00a0321\u00a0руб." in client.get(reverse("agreement_list")).content.decode()
        assert "4\u00a0321\u00a0руб." in client.get(reverse("agreement_detail", args=[signed.pk])).content.decode()

    def test_the_admin_site_is_no_way_round(self, signed, cast, sign_in):
        url = reverse("admin:mentoring_agreement_changelist")
        for part in ("admin", "mentor", "supervisor"):
            answer = sign_in(getattr(cast, part)).get(url)
            assert not any(secret in answer.content.decode() for secret in SECRETS)
            assert answer.status_code != 200

    def test_the_journal_and_letters_know_nothing(self, by, cast):
        row = draft(cast.mentor, by, measure="sum", amount=Decimal("4321"), terms="за каждую пару отдельно")
        update_agreement(row, values(measure="sum", amount=Decimal("4321")), by=by, at=AT, seen=0)
        row.refresh_from_db()
        issue_agreement(row, number="", date=DAY, by=by, at=AT)
        scan_agreement(row, scan=scan(), by=by, at=AT)
        end_agreement(row, on=date(2026, 12, 5), reason="отзыв", by=by, at=AT)
        told = [f"{e.heading} {e.text} {e.changes}" for e in JournalEntry.objects.all()]
        told += [f"{letter.subject} {letter.body}" for letter in Letter.objects.all()]
        assert not any(secret in words for secret in SECRETS for words in told)


def scan_of(cast):
    from mentoring.actions.file import store_bytes

    return store_bytes(
        b"%PDF-1.4", name="с.pdf", content_type="application/pdf", purpose="agreement", by=cast.actor("curator"), at=AT
    )


def test_the_pages_from_a_draft_to_the_end(by, cast, sign_in):
    client = sign_in(cast.curator)
    url = reverse("agreement_create", args=[cast.mentor.pk])
    assert 'value="30.06.2027"' in client.get(url).content.decode(), "the pair's term is filled in"
    pay = ListEntry.objects.get(list="motivation", code="pay").pk
    data = {"pair": cast.pair.pk, "since": "20.11.2026", "until": "30.06.2027", "payment": pay, "measure": "percent"}
    assert "размер больше нуля" in client.post(url, {**data, "amount": ""}).content.decode()
    assert "Напишите число" in client.post(url, {**data, "amount": "много"}).content.decode()
    client.post(url, {**data, "amount": "12,5"})
    row = Agreement.objects.get()
    assert row.amount == Decimal("12.5")
    edit = reverse("agreement_edit", args=[row.pk])
    assert 'value="12,5"' in client.get(edit).content.decode()
    client.post(edit, {**data, "amount": "15", "seen": "0"})
    stale = client.post(edit, {**data, "amount": "16", "seen": "0"}).content.decode()
    assert "15" in stale
    assert "Присвоить номер соглашению: Ковалёва" in client.get(reverse("home")).content.decode()
    client.post(reverse("agreement_issue", args=[row.pk]), {"number": "", "date": "18.11.2026"})
    client.post(reverse("agreement_scan", args=[row.pk]), {"scan": scan()})
    row.refresh_from_db()
    assert (row.state, row.amount) == ("in_force", 15)
    for name in ("agreement_pdf", "agreement_docx", "agreement_file"):
        assert client.get(reverse(name, args=[row.pk])).status_code == 200
    client.post(reverse("agreement_end", args=[row.pk]), {"on": "01.12.2026", "reason": "отзыв согласия"})
    row.refresh_from_db()
    assert row.state == "ended"
