"""R02: versions of the wording – never edited; everybody asked anew in one act, «собрано X из Y»; kinds about one thing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring.actions.consent import give_consent, record_paper, refuse_consent, request_consent
from mentoring.actions.consent_text import ask_everybody, publish_text
from mentoring.actions.revocation import revoke_consent
from mentoring.kit.verdict import Refused
from mentoring.models import Consent, ConsentText, JournalEntry, Letter, Setting
from mentoring.office import forget
from mentoring.queries.consent import asked_wording, wording_of
from mentoring.queries.consent_round import kind_lines, to_ask
from mentoring.queries.mentor_consent import mentor_consents
from mentoring.tests import make
from mentoring.tests.standing import scene

AT = make.moment("2026-11-18 10:00")
DAY = date(2026, 11, 18)
NEW = "Я, {fio}, {post}, согласен(на) помогать {mentee_dat}. Содержание: {content}."


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("mentoring.kit.dates.today", lambda: DAY)


@scene
def by(cast):
    return cast.actor("curator")


def publish(by, text=NEW, since=DAY, revoke=None):
    kept = ConsentText.objects.filter(kind="mentor").order_by("-version").first()
    return publish_text(
        "mentor", text=text, revoke=kept.revoke if revoke is None else revoke, since=since, by=by, at=AT
    )


def of_mentor(cast):
    return Consent.objects.select_related("text", "asked_text", "person").filter(person=cast.mentor).latest("pk")


def line(kind="mentor"):
    return next(row for row in kind_lines() if row.kind == kind)


class TestPublish:
    def test_the_old_version_stays_word_for_word(self, by):
        old = ConsentText.objects.get(kind="mentor")
        words = old.text
        new = publish(by)
        old.refresh_from_db()
        assert (old.text, old.version, new.version, new.name, new.document) == (words, 1, 2, old.name, old.document)
        entry = JournalEntry.objects.get(event="consent_text_published")
        assert entry.changes[0]["was"] == words

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"text": " "}, "Напишите текст"),
            ({"text": None}, "не изменился"),
            ({"text": NEW + " {salary}"}, r"не знает, чем заполнить скобки: \{salary\}"),
            ({"text": NEW + " {"}, "не знает, чем заполнить"),
            ({"text": "Я согласен(на)."}, "Оставьте"),
            ({"since": date(2026, 11, 17)}, "задним числом"),
        ],
    )
    def test_refusals(self, by, fields, words):
        if fields.get("text", "") is None:
            fields = {"text": ConsentText.objects.get(kind="mentor").text}
        with pytest.raises(Refused, match=words):
            publish(by, **fields)
        assert ConsentText.objects.filter(kind="mentor").count() == 1

    def test_not_before_the_one_already_planned(self, by):
        publish(by, since=date(2026, 12, 1))
        with pytest.raises(Refused, match="Уже есть редакция с 1\u00a0декабря"):
            publish(by, text=NEW + " Да.", since=date(2026, 11, 20))

    @pytest.mark.parametrize("part", ["director", "mentor", "supervisor", "outsider"])
    def test_curator_and_administrator_alone(self, cast, part):
        with pytest.raises(Refused, match="ведут куратор и администратор"):
            publish(cast.actor(part))
        assert publish(cast.actor("admin")).version == 2


class TestAskAnew:
    def test_everybody_in_one_act_and_the_old_one_acts_meanwhile(self, by, cast):
        publish(by)
        assert ask_everybody("mentor", by=by, at=AT) == 2
        consent = of_mentor(cast)
        assert (consent.state, consent.text.version, consent.asked_text.version) == ("outdated", 1, 2)
        assert mentor_consents([cast.mentor])[cast.mentor.pk].state == "outdated"
        assert {letter.person for letter in Letter.objects.filter(code="consent_renewed")} == {
            cast.mentor, cast.other_mentor,
        }  # fmt: skip
        with pytest.raises(Refused, match="Спрашивать некого"):
            ask_everybody("mentor", by=by, at=AT)

    def test_nobody_is_asked_without_a_new_text(self, by):
        with pytest.raises(Refused, match="Спрашивать некого"):
            ask_everybody("mentor", by=by, at=AT)

    @pytest.mark.parametrize("part", ["director", "mentor"])
    def test_others_do_not_ask(self, by, cast, part):
        publish(by)
        with pytest.raises(Refused, match="ведут куратор и администратор"):
            ask_everybody("mentor", by=cast.actor(part), at=AT)

    def test_agreeing_makes_a_new_record_and_keeps_the_old(self, by, cast):
        publish(by)
        ask_everybody("mentor", by=by, at=AT)
        old = of_mentor(cast)
        given = give_consent(old, shown=asked_wording(old).mark, by=cast.actor("mentor"), at=AT)
        old.refresh_from_db()
        assert (old.state, old.replaced_by, old.given_on) == ("replaced", given, date(2026, 9, 20))
        assert (given.state, given.text.version, given.given_on) == ("given", 2, DAY)
        assert given.wording.startswith("Я, Ковалёва Марина Сергеевна")
        assert line().collected == "1 из 2"

    def test_the_old_text_is_not_what_was_shown(self, by, cast):
        publish(by)
        ask_everybody("mentor", by=by, at=AT)
        consent = of_mentor(cast)
        with pytest.raises(Refused, match="текст изменился"):
            give_consent(consent, shown=wording_of(consent).mark, by=cast.actor("mentor"), at=AT)

    def test_keeping_the_old_one_is_a_good_answer_and_is_not_asked_again(self, by, cast):
        publish(by)
        ask_everybody("mentor", by=by, at=AT)
        refuse_consent(of_mentor(cast), by=cast.actor("mentor"), at=AT)
        consent = of_mentor(cast)
        assert (consent.state, consent.text.version) == ("given", 1)
        assert cast.mentor.pk not in to_ask("mentor").values_list("person", flat=True)
        assert (line().kept, line().given, line().asked) == (1, 0, 2)

    def test_the_new_text_on_paper(self, by, cast):
        publish(by)
        ask_everybody("mentor", by=by, at=AT)
        scan = SimpleUploadedFile("скан.pdf", b"%PDF-1.4\n%%EOF")
        given = record_paper(cast.mentor, "mentor", given_on=DAY, scan=scan, by=by, at=AT)
        assert (given.text.version, given.way, given.file.name) == (2, "paper", "скан.pdf")

    def test_an_outdated_one_may_be_revoked(self, by, cast):
        publish(by)
        ask_everybody("mentor", by=by, at=AT)
        assert revoke_consent(of_mentor(cast), by=cast.actor("mentor"), at=AT) == date(2026, 11, 23)

    def test_a_new_year_asks_again_only_where_the_college_wants_it(self, by, cast):
        make.give_consent(cast.outsider)
        Consent.objects.filter(person=cast.outsider).update(
            given_on=date(2025, 9, 20), year=make.year(2025, current=False)
        )
        assert not to_ask("mentor").exists()
        Setting.objects.filter(code="consent_yearly").update(value=True)
        forget()
        assert [row.person for row in to_ask("mentor")] == [cast.outsider]
        ask_everybody("mentor", by=by, at=AT)
        refuse_consent(Consent.objects.get(person=cast.outsider), by=make.actor(cast.outsider), at=AT)
        assert not to_ask("mentor").exists()

    def test_counts_are_constant(self, by, cast, django_assert_num_queries):
        kind_lines()
        with django_assert_num_queries(2):
            kind_lines()
        for name in ("Новикова Анна Олеговна", "Громов Илья Олегович"):
            make.mentor(name)
        with django_assert_num_queries(2):
            kind_lines()


class TestKindsAboutOneThing:
    def test_what_for_is_told_and_read(self, by, cast):
        with pytest.raises(Refused, match="о чём согласие: где покажут"):
            request_consent(cast.mentee, "photo", by=by, at=AT)
        told = {"where": "группе техникума", "purpose": "рассказа о паре"}
        consent = request_consent(cast.mentee, "photo", by=by, at=AT, details=told)
        assert "изображение в группе техникума для рассказа о паре" in wording_of(consent).text
        assert Letter.objects.get(code="consent_asked").subject.startswith("Прочитайте согласие до 25")

    def test_only_mentors_stand_in_the_open_bank(self, by, cast):
        with pytest.raises(Refused, match="только наставники"):
            request_consent(cast.mentee, "publish", by=by, at=AT)


def test_who_asks_for_a_consent_reads_its_wording_without_codes(cast, sign_in):
    page = sign_in(cast.curator).get(reverse("consent_ask", args=[cast.mentor.pk, "photo"])).content.decode()
    assert "Я, [фамилия, имя, отчество], разрешаю" in page
    assert "{where}" not in page
