"""A practice card outside the college: nobody's agreement may be missing, a revoked one closes it at once."""

from itertools import product

import pytest
from django.urls import reverse

from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter
from mentoring.tests.counting import queries_of
from mentoring.tests.standing import scene
from programs.access.practice import agreements_for, practices_shown
from programs.actions import practice as act
from programs.actions import practice_open as outside
from programs.choices.practice import AgreementState
from programs.models import PracticeAgreement
from programs.queries.practice_agreement import asked_of, words_for
from programs.tests import make
from programs.tests import make_practice as play
from programs.tests.make_practice import now
from programs.workflows_practice import PRACTICE_AGREEMENT


def who(cast, part):
    return {"by": cast.actor(part), "at": now()}


def html(response):
    return response.content.decode()


def answer(cast, card, part, act=outside.give_agreement):
    row = PracticeAgreement.objects.select_related("person", "card").get(card=card, person=getattr(cast, part))
    act(row, shown=words_for(play.fresh(card), row.person).mark, **who(cast, part))


@scene
def opened(cast):
    card = play.accepted(cast)
    outside.ask_agreements(card, **who(cast, "curator"))
    for part in ("mentor", "mentee"):
        answer(cast, card, part)
    outside.open_practice(card, **who(cast, "curator"))
    return play.fresh(card)


class TestOpening:
    def test_both_sides_agree_first(self, cast):
        card = play.accepted(cast)
        with pytest.raises(Refused, match="Нет согласия "):
            outside.open_practice(card, **who(cast, "curator"))
        outside.ask_agreements(card, **who(cast, "curator"))
        assert {letter.person for letter in Letter.objects.filter(code="practice_consent")} == {
            cast.mentor,
            cast.mentee,
        }
        answer(cast, card, "mentor")
        with pytest.raises(Refused, match="Нет согласия Жукова"):
            outside.open_practice(card, **who(cast, "curator"))
        answer(cast, card, "mentee")
        outside.open_practice(card, **who(cast, "curator"))
        assert list(practices_shown()) == [card]

    def test_the_words_name_the_card_the_place_and_the_name(self, cast):
        card = play.accepted(cast)
        text = words_for(card, cast.mentee).text
        assert "«Цель занятия»" in text
        assert "в открытом банке наставников без моего имени" in text
        named = play.accepted(
            cast, play.started(cast, card.program), {str(cast.mentee.pk): "agreed"}, result="Жуков смог."
        )
        assert "с моим именем" in words_for(named, cast.mentee).text

    def test_by_the_setting_only_the_named_are_asked(self, cast):
        make.set_setting("practice_agree_sides", False)
        card = play.accepted(cast)
        assert asked_of(card) == ()
        outside.open_practice(card, **who(cast, "curator"))
        assert list(practices_shown()) == [card]
        names = {str(cast.mentee.pk): "agreed", str(cast.other_mentor.pk): "other"}
        named = play.accepted(cast, play.started(cast, card.program), names, result="Жуков смог, Панина видела.")
        assert [row.person for row in asked_of(named)] == [cast.mentee]
        with pytest.raises(Refused, match="Нет согласия Жукова"):
            outside.open_practice(named, **who(cast, "curator"))

    def test_refusals(self, cast, opened):
        sent = play.sent(cast, play.started(cast, opened.program))
        with pytest.raises(Refused, match="Сначала примите"):
            outside.open_practice(sent, **who(cast, "curator"))
        for part in ("mentor", "director", "other_mentor"):
            for step in (outside.ask_agreements, outside.open_practice, outside.close_practice):
                with pytest.raises(Refused, match="показывает куратор"):
                    step(opened, **who(cast, part))
        with pytest.raises(Refused, match="уже в открытом банке"):
            outside.open_practice(opened, **who(cast, "curator"))
        with pytest.raises(Refused, match="Спрашивать некого"):
            outside.ask_agreements(opened, **who(cast, "curator"))
        outside.close_practice(opened, **who(cast, "curator"))
        assert not practices_shown().exists()
        with pytest.raises(Refused, match="и не было"):
            outside.close_practice(opened, **who(cast, "curator"))

    def test_a_changed_text_asks_everybody_anew(self, cast, opened):
        act.return_practice(opened, remark="Дополните.", **who(cast, "curator"))
        assert not practices_shown().exists(), "a returned card leaves the open bank at once"
        card = play.accepted(cast, play.fresh(opened), result="Новый итог.")
        assert [row.tag.word for row in asked_of(card)] == ["Спросить снова", "Спросить снова"]
        with pytest.raises(Refused, match="Нет согласия"):
            outside.open_practice(card, **who(cast, "curator"))
        outside.ask_agreements(card, **who(cast, "curator"))
        assert set(card.agreements.values_list("state", flat=True)) == {"asked"}


class TestAnswers:
    def test_an_answer_to_another_text_is_not_taken(self, cast):
        card = play.accepted(cast)
        outside.ask_agreements(card, **who(cast, "curator"))
        row = card.agreements.select_related("person", "card").get(person=cast.mentor)
        with pytest.raises(Refused, match="карточка изменилась"):
            outside.give_agreement(row, shown="x", **who(cast, "mentor"))
        with pytest.raises(Refused, match="Отвечает сам человек"):
            outside.give_agreement(row, shown=words_for(card, cast.mentor).mark, **who(cast, "curator"))
        act.retire_practice(card, **who(cast, "curator"))
        row.card.refresh_from_db()
        with pytest.raises(Refused, match="нет на полке"):
            outside.give_agreement(row, shown=row.mark, **who(cast, "mentor"))

    def test_a_refusal_is_not_pressed_again_and_may_be_changed(self, cast):
        card = play.accepted(cast)
        outside.ask_agreements(card, **who(cast, "curator"))
        row = card.agreements.select_related("person", "card").get(person=cast.mentee)
        outside.refuse_agreement(row, **who(cast, "mentee"))
        with pytest.raises(Refused, match="Спрашивать некого"):
            outside.ask_agreements(card, **who(cast, "curator"))
        answer(cast, card, "mentee")
        assert card.agreements.get(person=cast.mentee).state == "given"

    def test_paper_is_recorded_by_the_curator(self, cast):
        card = play.accepted(cast)
        outside.ask_agreements(card, **who(cast, "curator"))
        row = card.agreements.select_related("person", "card").get(person=cast.mentee)
        with pytest.raises(Refused, match="записывает куратор"):
            outside.record_agreement(row, shown=row.mark, **who(cast, "mentor"))
        outside.record_agreement(row, shown=row.mark, **who(cast, "curator"))
        row.refresh_from_db()
        assert (row.state, row.way, row.recorded_by) == ("given", "paper", cast.curator)

    @pytest.mark.parametrize("part", ["mentee", "curator"])
    def test_a_revoked_one_closes_the_card_and_tells_the_curator(self, cast, opened, part):
        row = opened.agreements.select_related("person", "card").get(person=cast.mentee)
        with pytest.raises(Refused, match="отзывает сам человек"):
            outside.revoke_agreement(row, **who(cast, "mentor"))
        outside.revoke_agreement(row, **who(cast, part))
        assert not practices_shown().exists()
        assert play.fresh(opened).opened_on is None
        assert Letter.objects.filter(code="practice_revoked").count() == (part == "mentee")
        assert play.fresh(opened).state == "accepted", "the shelf keeps it"

    def test_the_door_itself_minds_a_missing_agreement(self, cast, opened):
        opened.agreements.filter(person=cast.mentee).update(state="revoked")
        assert not practices_shown().exists()

    def test_who_was_asked_does_not_read_what_is_written_anew(self, cast, opened, sign_in):
        row = opened.agreements.get(person=cast.mentee)
        url, words = reverse("practice_agreement", args=[row.pk]), "Цель ставит без подсказки"
        assert words in sign_in(cast.mentee).get(url).content.decode()
        act.return_practice(opened, remark="Поправьте.", **who(cast, "curator"))
        assert words not in sign_in(cast.mentee).get(url).content.decode()
        assert words in sign_in(cast.curator).get(url).content.decode()

    def test_only_the_person_and_the_curator_read_an_answer(self, cast, opened):
        row = opened.agreements.get(person=cast.mentee)
        assert row in agreements_for(cast.actor("mentee"))
        assert row in agreements_for(cast.actor("curator"))
        for part in ("mentor", "director", "other_mentee", "supervisor"):
            assert row not in agreements_for(cast.actor(part))
        entries = JournalEntry.objects.filter(event__in=("practice_asked", "practice_agreed", "practice_opened"))
        assert set(entries.values_list("audience", flat=True)) == {"curator"}

    def test_the_allowed_triples(self, cast, opened):
        row = opened.agreements.select_related("person", "card").get(person=cast.mentee)
        found = set()
        for name, state, part in product(
            ("give", "record", "refuse", "revoke"), AgreementState.values, ("mentee", "curator", "mentor", "director")
        ):
            row.state = state
            if PRACTICE_AGREEMENT.verdict(name, cast.actor(part), row):
                found.add((name, state, part))
        assert found == {
            ("give", "asked", "mentee"), ("give", "refused", "mentee"), ("give", "revoked", "mentee"),
            ("record", "asked", "curator"), ("record", "refused", "curator"), ("record", "revoked", "curator"),
            ("refuse", "asked", "mentee"), ("revoke", "given", "mentee"), ("revoke", "given", "curator"),
        }  # fmt: skip


class TestPages:
    def test_asked_answered_opened_by_pages(self, cast, sign_in, client):
        card = play.accepted(cast)
        office = sign_in(cast.curator)
        office.post(reverse("practice_ask", args=[card.pk]))
        for person in (cast.mentor, cast.mentee):
            row = card.agreements.get(person=person)
            own, url = sign_in(person), reverse("practice_agreement", args=[row.pk])
            assert url in html(own.get(reverse("home")))
            assert "без моего имени" in html(own.get(url))
            own.post(reverse("practice_answer", args=[row.pk]), {"answer": "give", "shown": row.mark})
        office = sign_in(cast.curator)
        office.post(reverse("practice_open", args=[card.pk]))
        client.logout()
        page = html(client.get(reverse("bank_practices")))
        assert "Цель занятия" in page
        detail = reverse("bank_practice", args=[card.slug])
        page = html(client.get(detail))
        assert "Цель ставит без подсказки" in page
        for name in ("Жуков", "Ковалёв", "Мероприятие 1", cast.pair.title):
            assert name not in page
        outside.close_practice(play.fresh(card), **who(cast, "curator"))
        assert client.get(detail).status_code == 404
        assert "Практик пока нет" in html(client.get(reverse("bank_practices")))

    def test_a_closed_bank_shows_nothing(self, opened, client):
        make.set_setting("bank_open", False)
        assert client.get(reverse("bank_practices")).status_code == 404
        assert client.get(reverse("bank_practice", args=[opened.slug])).status_code == 404

    def test_queries_of_the_open_pages(self, cast, opened, client):
        url = reverse("bank_practices")
        one = queries_of(client, url)
        make.set_setting("practice_agree_sides", False)
        for number in range(2):
            card = play.accepted(cast, play.started(cast, opened.program), title=f"Ещё {number}")
            outside.open_practice(card, **who(cast, "curator"))
        assert queries_of(client, url) == one <= 12
        assert "Ещё 1" in html(client.get(url, {"q": "ещё"}))
