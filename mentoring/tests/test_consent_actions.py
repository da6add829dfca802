"""R02: consents – dated, versioned, revocable; «нет согласия – нет пары»."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.actions.consent import (
    choose_paper,
    give_consent,
    record_paper,
    refuse_consent,
    request_consent,
)
from mentoring.actions.revocation import last_day_after, revoke_consent
from mentoring.choices import ConsentState
from mentoring.kit.verdict import Refused
from mentoring.models import Consent, ConsentText, Holiday, JournalEntry, Letter, Pair, Person
from mentoring.queries.consent import wording_of
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.workflow.consent import CONSENT

AT = make.moment("2026-11-18 10:00")  # a Wednesday
PDF = b"%PDF-1.4\n%%EOF"


@scene
def by(cast):
    return cast.actor("curator")


@scene
def novice(cast):
    """A mentor without any consent."""
    return make.mentor("Новиков Олег Ильич", gender="m", consent=False, ready=False, login=True).person


def scan(name="скан.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def ask(person, by, kind="mentor"):
    return request_consent(person, kind, by=by, at=AT)


def give(consent, person):
    give_consent(consent, shown=wording_of(consent).mark, by=make.actor(person), at=AT)


class TestRequest:
    def test_the_letter_says_by_when_and_leads_to_the_text(self, by, novice):
        consent = ask(novice, by)
        assert (consent.state, consent.due, consent.text.version) == ("requested", date(2026, 11, 25), 1)
        letter = Letter.objects.get(code="consent_requested")
        assert (letter.person, letter.path) == (novice, f"/consents/{consent.pk}/")
        assert "до 25\u00a0ноября" in letter.subject

    def test_not_twice_and_not_when_given(self, by, novice, cast):
        ask(novice, by)
        with pytest.raises(Refused, match="уже запрошено. Ждём ответа до 25\u00a0ноября"):
            ask(novice, by)
        with pytest.raises(Refused, match="уже дано 20\u00a0сентября"):
            ask(cast.mentor, by)

    def test_workers_and_partners_agree_differently(self, by, novice):
        with pytest.raises(Refused, match="разные согласия"):
            ask(novice, by, "partner_mentor")
        partner = make.mentor("Громов Илья Олегович", consent=False, employment="partner").person
        with pytest.raises(Refused, match="разные согласия"):
            ask(partner, by)
        assert ask(partner, by, "partner_mentor").state == "requested"

    def test_not_of_who_is_gone(self, by, cast):
        gone = make.mentor("Громов Илья Олегович", consent=False, left_on=date(2026, 6, 30)).person
        with pytest.raises(Refused, match="Согласие не нужно"):
            ask(gone, by)

    @pytest.mark.parametrize("part", ["director", "mentor", "admin", "supervisor"])
    def test_the_curator_alone_asks(self, cast, novice, part):
        with pytest.raises(Refused, match="Это делает куратор"):
            ask(novice, cast.actor(part))

    def test_a_published_text_of_tomorrow_is_not_taken(self, by, novice):
        kept = ConsentText.objects.get(kind="mentor")
        ConsentText.objects.create(kind="mentor", version=2, name=kept.name, text="Новый", since=date(2099, 1, 1))
        assert ask(novice, by).text == kept


class TestAnswer:
    def test_the_person_agrees_to_exactly_what_was_shown(self, by, novice):
        consent = ask(novice, by)
        text = wording_of(consent).text
        give(consent, novice)
        consent.refresh_from_db()
        assert (consent.state, consent.way, consent.given_on) == ("given", "electronic", date(2026, 11, 18))
        assert JournalEntry.objects.get(event="consent_given").text == text
        assert text.startswith("Я, Новиков Олег Ильич, преподаватель, согласен помогать")
        assert "{" not in text
        assert "соглашении" not in text

    def test_the_text_names_the_mentee_when_there_is_a_draft(self, by, novice, cast):
        make.pair([novice], [cast.outsider], state="asked")
        cast.outsider.name_cases = {"dat": "Орлову Кириллу Сергеевичу"}
        cast.outsider.save()
        assert "помогать Орлову Кириллу Сергеевичу в освоении" in wording_of(ask(novice, by)).text

    def test_what_was_agreed_to_stays_as_it_was_read(self, by, novice, cast):
        consent = ask(novice, by)
        read = wording_of(consent)
        give(consent, novice)
        make.pair([novice], [cast.outsider], state="ready")
        Person.objects.filter(pk=novice.pk).update(post="заместитель директора")
        consent = Consent.objects.select_related("text").get(pk=consent.pk)
        assert wording_of(consent) == read

    def test_a_consent_has_no_term_of_its_own(self, by, novice):
        """The pair's term stands in the order; a consent acts until it is revoked."""
        assert "Срок" not in wording_of(ask(novice, by)).text

    def test_a_text_that_changed_while_it_was_read(self, by, novice):
        consent = ask(novice, by)
        with pytest.raises(Refused, match="текст изменился"):
            give_consent(consent, shown="другое", by=make.actor(novice), at=AT)

    def test_nobody_answers_for_another(self, by, novice, cast):
        consent = ask(novice, by)
        for part in ("curator", "director", "mentor", "admin"):
            for act in (
                lambda who: give_consent(consent, shown=wording_of(consent).mark, by=who, at=AT),
                lambda who: refuse_consent(consent, by=who, at=AT),
            ):
                with pytest.raises(Refused, match="Отвечает сам человек"):
                    act(cast.actor(part))

    def test_refusing_leaves_no_trace_on_the_person(self, by, novice):
        consent = ask(novice, by)
        before = set(JournalEntry.objects.filter(person=novice).values_list("pk", flat=True))
        refuse_consent(consent, by=make.actor(novice), at=AT)
        consent.refresh_from_db()
        assert (consent.state, consent.refused_on) == ("refused", date(2026, 11, 18))
        assert set(JournalEntry.objects.filter(person=novice).values_list("pk", flat=True)) == before
        assert Letter.objects.exclude(code="consent_requested").count() == 0

    def test_changing_one_s_mind_is_a_new_request(self, by, novice):
        refuse_consent(ask(novice, by), by=make.actor(novice), at=AT)
        give(ask(novice, by), novice)
        assert list(Consent.objects.filter(person=novice).order_by("pk").values_list("state", flat=True)) == [
            "refused", "given",
        ]  # fmt: skip

    def test_an_answer_is_given_once(self, by, novice):
        consent = ask(novice, by)
        give(consent, novice)
        again = Consent.objects.get(pk=consent.pk)
        for act in (lambda: give(again, novice), lambda: refuse_consent(again, by=make.actor(novice), at=AT)):
            with pytest.raises(Refused, match="уже ответили"):
                act()

    def test_the_pair_stops_waiting_when_the_consent_comes(self, by, novice, cast):
        pair = make.pair([novice], [cast.outsider], state="asked", model="expert_novice", criteria="опыт")
        give(ask(novice, by), novice)
        pair.refresh_from_db()
        assert pair.state == "ready"


class TestPaper:
    def test_asked_chosen_paper_recorded(self, by, novice, cast):
        consent = ask(novice, by)
        choose_paper(consent, by=make.actor(novice), at=AT)
        assert consent.state == "awaiting_scan"
        record_paper(novice, "mentor", given_on=date(2026, 11, 17), scan=scan(), by=by, at=AT)
        consent.refresh_from_db()
        assert (consent.state, consent.way, consent.given_on, consent.file.name, consent.recorded_by) == (
            "given", "paper", date(2026, 11, 17), "скан.pdf", cast.curator,
        )  # fmt: skip

    def test_recorded_without_being_asked(self, by, novice):
        assert record_paper(novice, "mentor", given_on=date(2026, 11, 1), scan=scan(), by=by, at=AT).state == "given"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"given_on": date(2026, 11, 19)}, "ещё не наступила"),
            ({"scan": scan("скан.pdf", b"PK\x03\x04")}, "внутри другое"),
            ({"scan": scan("скан.exe", b"MZ")}, "Подойдут PDF"),
            ({"scan": scan("скан.pdf", b"")}, "Файл пуст"),
        ],
    )
    def test_refusals(self, by, novice, fields, words):
        values = {"given_on": date(2026, 11, 17), "scan": scan()} | fields
        with pytest.raises(Refused, match=words):
            record_paper(novice, "mentor", by=by, at=AT, **values)
        assert not Consent.objects.filter(person=novice, state="given").exists()

    def test_given_already(self, by, cast):
        with pytest.raises(Refused, match="уже ответили"):
            record_paper(cast.mentor, "mentor", given_on=date(2026, 11, 17), scan=scan(), by=by, at=AT)

    @pytest.mark.parametrize("part", ["director", "mentor", "admin"])
    def test_the_curator_alone_records(self, cast, novice, part):
        with pytest.raises(Refused, match="Это делает куратор"):
            record_paper(novice, "mentor", given_on=date(2026, 11, 17), scan=scan(), by=cast.actor(part), at=AT)


class TestRevoke:
    def given(self, cast):
        return Consent.objects.select_related("text").get(person=cast.mentor, kind="mentor")

    def test_the_last_day_is_three_working_days_away_and_the_office_hears(self, cast):
        last_day = revoke_consent(self.given(cast), by=cast.actor("mentor"), at=AT)
        assert last_day == date(2026, 11, 23)  # Thursday, Friday, Monday
        consent = self.given(cast)
        assert (consent.state, consent.revoked_on, consent.last_day) == ("revoked", date(2026, 11, 18), last_day)
        letters = Letter.objects.filter(code="consent_revoked")
        assert {letter.person for letter in letters} == {cast.curator, cast.director}
        assert f"{cast.mentor.full_name} завершает работу наставником 23\u00a0ноября" in letters[0].body
        assert Pair.objects.get(pk=cast.pair.pk).state == "active"

    def test_holidays_and_the_setting_move_the_day(self, cast):
        Holiday.objects.create(day=date(2026, 11, 20), name="выходной")
        assert last_day_after("mentor", date(2026, 11, 18)) == date(2026, 11, 24)

    def test_a_mentee_s_consent_ends_the_same_day_without_letters(self, by, cast):
        consent = request_consent(cast.mentee, "mentee", by=by, at=AT)
        give(consent, cast.mentee)
        assert revoke_consent(consent, by=cast.actor("mentee"), at=AT) == date(2026, 11, 18)
        assert not Letter.objects.filter(code="consent_revoked").exists()

    def test_the_curator_writes_down_a_paper(self, cast):
        assert revoke_consent(self.given(cast), by=cast.actor("curator"), at=AT)

    @pytest.mark.parametrize("part", ["director", "mentee", "admin", "other_mentor"])
    def test_others_do_not(self, cast, part):
        with pytest.raises(Refused, match="Отзывает сам человек"):
            revoke_consent(self.given(cast), by=cast.actor(part), at=AT)

    def test_only_what_was_given(self, by, novice):
        with pytest.raises(Refused, match="уже ответили"):
            revoke_consent(ask(novice, by), by=make.actor(novice), at=AT)

    def test_a_ready_pair_is_stopped(self, by, cast):
        draft = make.pair([cast.mentor], [cast.outsider], state="ready", criteria="опыт")
        revoke_consent(self.given(cast), by=cast.actor("mentor"), at=AT)
        draft.refresh_from_db()
        assert draft.state == "blocked"


# who (owner of the consent, curator, director, another mentor) may take which arrow from which state
ALLOWED = {
    ("owner", "requested", "give"),
    ("owner", "requested", "choose_paper"),
    ("owner", "requested", "refuse"),
    ("owner", "awaiting_scan", "give"),
    ("owner", "awaiting_scan", "refuse"),
    ("owner", "given", "revoke"),
    ("curator", "requested", "choose_paper"),
    ("curator", "requested", "record"),
    ("curator", "awaiting_scan", "record"),
    ("curator", "given", "revoke"),
    ("curator", "given", "ask_again"),
    ("owner", "outdated", "renew"),
    ("owner", "outdated", "keep_old"),
    ("owner", "outdated", "revoke"),
    ("curator", "outdated", "record_renewed"),
    ("curator", "outdated", "revoke"),
    ("owner", "revoked", "restore"),
    ("curator", "revoked", "settle"),
}


def test_the_workflow_allows_exactly_these_triples(cast):
    consent = Consent.objects.get(person=cast.mentor, kind="mentor")
    actors = {
        "owner": cast.actor("mentor"),
        "curator": cast.actor("curator"),
        "director": cast.actor("director"),
        "other": cast.actor("other_mentor"),
    }
    found = set()
    for state in ConsentState.values:
        consent.state = state
        for who, actor in actors.items():
            found |= {(who, state, name) for name in CONSENT.transitions if CONSENT.verdict(name, actor, consent)}
    assert found == ALLOWED
