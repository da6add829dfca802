"""R02: a consent taken back – the clock, the tasks that follow, the way back; a refusal leaves no trace."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.actions.consent import give_consent, refuse_consent, request_consent
from mentoring.actions.revocation import remind_revoked, restore_consent, revoke_consent, settle_revocation
from mentoring.documents.consent import revocation_paper
from mentoring.kit.verdict import Refused
from mentoring.models import Consent, Holiday, JournalEntry, Letter, Pair
from mentoring.office import forget
from mentoring.queries.consent import asked_wording
from mentoring.queries.deeds import person as deeds
from mentoring.tests import make

AT = make.moment("2026-11-18 10:00")  # a Wednesday
DAY = date(2026, 11, 18)


@pytest.fixture
def at_day(monkeypatch):
    """Sets today: at_day(date)."""

    def set_to(day):
        monkeypatch.setattr("mentoring.kit.dates.today", lambda: day)

    set_to(DAY)
    return set_to


@pytest.fixture
def given(cast, at_day):
    return Consent.objects.select_related("text", "person").get(person=cast.mentor, kind="mentor")


def scan(content=b"%PDF-1.4\n%%EOF"):
    return SimpleUploadedFile("заявление.pdf", content)


def revoke(consent, by, **fields):
    return revoke_consent(consent, by=by, at=AT, **fields)


def deed_codes(actor):
    return {source.code: list(source.queryset) for source in deeds.sources(actor, DAY) if source.queryset.exists()}


class TestClock:
    def test_a_working_saturday_counts_and_a_holiday_does_not(self, given, cast):
        Holiday.objects.create(day=date(2026, 11, 21), name="перенос", worked=True)
        Holiday.objects.create(day=date(2026, 11, 20), name="выходной")
        forget()
        assert revoke(given, cast.actor("mentor")) == date(2026, 11, 23)  # Thursday, Saturday, Monday

    def test_paper_counts_from_the_day_it_was_handed_in(self, given, cast):
        last = revoke(given, cast.actor("curator"), on=date(2026, 11, 16), scan=scan())
        assert last == date(2026, 11, 19)
        assert (given.revoked_way, given.revoked_file.name, given.revoked_on) == (
            "paper", "заявление.pdf", date(2026, 11, 16),
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"on": date(2026, 11, 19)}, "ещё не наступила"),
            ({"on": date(2026, 9, 19)}, "отозвать его раньше нельзя"),
            ({"scan": scan(b"PK\x03\x04")}, "внутри другое"),
        ],
    )
    def test_refusals(self, given, cast, fields, words):
        with pytest.raises(Refused, match=words):
            revoke(given, cast.actor("curator"), **fields)
        given.refresh_from_db()
        assert given.state == "given"


class TestTasks:
    def test_every_live_pair_becomes_a_deed_of_the_curator(self, given, cast):
        second = make.pair([cast.mentor], [cast.outsider])
        make.pair([cast.mentor], [cast.other_mentee], state="completed")
        revoke(given, cast.actor("mentor"))
        rows = deed_codes(cast.actor("curator"))["revoked_pair"]
        assert {row.pk for row in rows} == {cast.pair.pk, second.pk}
        source = next(s for s in deeds.sources(cast.actor("curator"), DAY) if s.code == "revoked_pair")
        deed = source.deed(source.queryset.get(pk=cast.pair.pk))
        assert deed.title == "Заменить наставника или завершить пару Ковалёва → Жуков — до 23\u00a0ноября"
        assert deed.url == reverse("pair_detail", args=[cast.pair.pk])

    def test_it_stands_on_the_curator_s_home(self, given, cast, sign_in):
        revoke(given, cast.actor("mentor"))
        page = sign_in(cast.curator).get(reverse("home")).content.decode()
        assert "Заменить наставника или завершить пару Ковалёва → Жуков" in page

    def test_the_deed_goes_with_the_pair_or_with_a_new_consent(self, given, cast):
        revoke(given, cast.actor("mentor"))
        Pair.objects.filter(pk=cast.pair.pk).update(state="ending")
        assert "revoked_pair" not in deed_codes(cast.actor("curator"))
        Pair.objects.filter(pk=cast.pair.pk).update(state="active")
        make.give_consent(cast.mentor)
        assert "revoked_pair" not in deed_codes(cast.actor("curator"))

    @pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "admin"])
    def test_nobody_else_has_the_deed(self, given, cast, part):
        revoke(given, cast.actor("mentor"))
        assert "revoked_pair" not in deed_codes(cast.actor(part))

    def test_a_letter_every_working_day_until_the_last(self, given, cast):
        revoke(given, cast.actor("mentor"))
        Letter.objects.all().delete()
        sent = [remind_revoked(at=make.moment(f"2026-11-{day} 07:00")) for day in (18, 19, 19, 20, 21, 22, 23, 24)]
        assert sent == [0, 2, 0, 2, 0, 0, 2, 0]

    def test_no_letter_once_it_is_decided(self, given, cast):
        revoke(given, cast.actor("mentor"))
        Pair.objects.filter(pk=cast.pair.pk).update(state="ending")
        assert remind_revoked(at=make.moment("2026-11-19 07:00")) == 0

    def test_data_are_settled_by_curator_or_administrator(self, cast, at_day):
        consent = request_consent(cast.mentee, "pd", by=cast.actor("curator"), at=AT)
        give_consent(consent, shown=asked_wording(consent).mark, by=cast.actor("mentee"), at=AT)
        assert revoke(consent, cast.actor("mentee")) == DAY
        assert {letter.person for letter in Letter.objects.filter(code="consent_to_settle")} == {
            cast.curator, cast.admin,
        }  # fmt: skip
        for part in ("curator", "admin"):
            assert deed_codes(cast.actor(part))["settle_consent"] == [consent]
        for part in ("director", "mentor", "mentee"):
            assert "settle_consent" not in deed_codes(cast.actor(part))
            with pytest.raises(Refused, match="ведут куратор и администратор"):
                settle_revocation(consent, note="Удалено", by=cast.actor(part), at=AT)
        with pytest.raises(Refused, match="Напишите, что сделано"):
            settle_revocation(consent, note="  ", by=cast.actor("admin"), at=AT)
        settle_revocation(consent, note="Телефон удалён", by=cast.actor("admin"), at=AT)
        assert "settle_consent" not in deed_codes(cast.actor("curator"))
        with pytest.raises(Refused, match="Уже отмечено"):
            settle_revocation(consent, note="Ещё раз", by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="уже исполнен"):
            restore_consent(consent, by=cast.actor("mentee"), at=AT)


class TestWayBack:
    def test_until_the_last_day_the_person_takes_it_back(self, given, cast, at_day):
        draft = make.pair([cast.mentor], [cast.outsider], state="ready", criteria="опыт")
        revoke(given, cast.actor("mentor"))
        at_day(date(2026, 11, 23))
        restore_consent(given, by=cast.actor("mentor"), at=AT)
        given.refresh_from_db()
        assert (given.state, given.revoked_on, given.last_day, given.given_on) == (
            "given",
            None,
            None,
            date(2026, 9, 20),
        )
        assert {letter.person for letter in Letter.objects.filter(code="consent_restored")} == {
            cast.curator, cast.director,
        }  # fmt: skip
        assert "revoked_pair" not in deed_codes(cast.actor("curator"))
        draft.refresh_from_db()
        assert draft.state == "ready"

    def test_not_after_it(self, given, cast, at_day):
        revoke(given, cast.actor("mentor"))
        at_day(date(2026, 11, 24))
        with pytest.raises(Refused, match="Последний день был 23\u00a0ноября"):
            restore_consent(given, by=cast.actor("mentor"), at=AT)

    @pytest.mark.parametrize("part", ["curator", "director", "admin", "other_mentor"])
    def test_nobody_does_it_for_another(self, given, cast, part):
        revoke(given, cast.actor("mentor"))
        with pytest.raises(Refused, match="отменяет сам человек"):
            restore_consent(given, by=cast.actor(part), at=AT)

    def test_not_beside_a_new_one(self, given, cast):
        revoke(given, cast.actor("mentor"))
        make.give_consent(cast.mentor)
        with pytest.raises(Refused, match="уже дано или запрошено снова"):
            restore_consent(given, by=cast.actor("mentor"), at=AT)


class TestPages:
    def test_the_pair_says_it_to_the_office_and_the_mentor_only(self, given, cast, sign_in):
        revoke(given, cast.actor("mentor"))
        url, words = reverse("pair_detail", args=[cast.pair.pk]), "последний день – 23\u00a0ноября"
        for part, role, seen in (
            ("curator", "curator", "Замените наставника или завершите пару"),
            ("director", "director", "До этого дня нужен приказ"),
            ("mentor", "mentor", "отзыв можно отменить"),
        ):
            page = sign_in(getattr(cast, part), role).get(url).content.decode()
            assert words in page
            assert seen in page
        for part in ("mentee", "supervisor"):
            page = sign_in(getattr(cast, part)).get(url).content.decode()
            assert "отозва" not in page.lower()

    def test_mine_from_revoking_to_the_way_back(self, given, cast, sign_in):
        client = sign_in(cast.mentor)
        assert "Отозвать согласие" in client.get(reverse("my_consents")).content.decode()
        client.post(reverse("consent_revoke", args=[given.pk]))
        page = client.get(reverse("my_consents")).content.decode()
        assert "Отменить отзыв" in page
        client.post(reverse("consent_restore", args=[given.pk]))
        given.refresh_from_db()
        assert given.state == "given"

    def test_the_curator_goes_from_the_consent_to_the_pairs(self, given, cast, sign_in):
        url, pair = reverse("consent_answer", args=[given.pk]), reverse("pair_detail", args=[cast.pair.pk])
        client = sign_in(cast.curator)
        assert pair not in client.get(url).content.decode()
        revoke(given, cast.actor("mentor"))
        assert pair in client.get(url).content.decode()
        assert "о которых решат" not in sign_in(cast.mentor).get(url).content.decode()

    def test_the_curator_records_a_statement(self, given, cast, sign_in):
        client, url = sign_in(cast.curator), reverse("consent_revoke", args=[given.pk])
        assert "Когда подано заявление" in client.get(url).content.decode()
        bad = client.post(url, {"on": "30.02.2026", "scan": scan()})
        assert "Такой даты нет" in bad.content.decode()
        client.post(url, {"on": "17.11.2026", "scan": scan()})
        given.refresh_from_db()
        assert (given.state, given.revoked_on) == ("revoked", date(2026, 11, 17))
        assert client.get(reverse("revocation_file", args=[given.pk])).status_code == 200

    def test_the_statement_names_the_law_s_days_and_the_last_one(self, given, cast):
        revoke(given, cast.actor("mentor"))
        said = " ".join(
            str(block.text) for block in revocation_paper(given).sections[0].blocks if hasattr(block, "text")
        )
        assert "отзываю согласие на работу наставником от 20.09.2026" in said
        assert "за 3\u00a0рабочих дня" in said
        assert "последний день – 23.11.2026" in said


class TestRefusalLeavesNoTrace:
    """Data that could leak: a refusal with its date, read on every page of every role."""

    @pytest.fixture
    def refused(self, cast, at_day):
        novice = make.mentor("Новиков Олег Ильич", gender="m", consent=False, login=True, unit=cast.unit).person
        consent = request_consent(novice, "mentor", by=cast.actor("curator"), at=AT)
        refuse_consent(consent, by=make.actor(novice), at=make.moment("2026-10-05 10:00"))
        return consent

    @pytest.mark.parametrize("part", ["curator", "director", "supervisor", "admin", "mentor", "mentee"])
    def test_cards_lists_and_candidates_say_that_there_is_no_consent(self, refused, cast, sign_in, part):
        asked = make.request(cast.outsider)
        client = sign_in(getattr(cast, part))
        urls = [
            reverse("person_detail", args=[refused.person_id]),
            reverse("person_consents", args=[refused.person_id]),
            reverse("person_list"),
            reverse("mentor_list") + "?q=Новиков",
            reverse("consent_list"),
            reverse("request_candidates", args=[asked.pk]),
            reverse("home"),
        ]
        for url in urls:
            page = client.get(url).content.decode()
            for trace in ("отказался", "Отказ<", "refused", "5\u00a0октября", "05.10.2026"):
                assert trace not in page, (part, url, trace)

    def test_the_curator_reads_it_on_its_own_page_without_a_date(self, refused, cast, sign_in):
        page = sign_in(cast.curator).get(reverse("consent_answer", args=[refused.pk])).content.decode()
        assert "Согласия нет" in page
        assert "причину не спрашиваем" in page
        assert "5\u00a0октября" not in page
        director = sign_in(cast.director).get(reverse("consent_answer", args=[refused.pk])).content.decode()
        assert "отказался" not in director

    def test_the_journal_and_letters_know_nothing(self, refused):
        assert not JournalEntry.objects.filter(event__contains="refus").exists()
        assert not JournalEntry.objects.filter(heading__icontains="отказ").exists()
        assert Letter.objects.exclude(code="consent_requested").count() == 0
