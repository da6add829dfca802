"""Practice cards (behaviour 15, R55): begun from a finished program, without names, checked, on the shelf, paper."""

from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse

from mentoring.kit.dates import today
from mentoring.kit.docx import render_docx
from mentoring.kit.pdf import render_pdf
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import Direction, JournalEntry, Letter
from mentoring.tests import make as ground
from mentoring.tests.counting import queries_of
from programs.access.practice import may_start_practice, practices_for
from programs.actions import practice as act
from programs.choices.practice import PracticeState
from programs.documents.practice import practice_paper
from programs.models import PracticeCard
from programs.queries.practice_names import names_of
from programs.queries.practice_source import entries_of
from programs.tests import make
from programs.tests import make_practice as play
from programs.tests.make_practice import now
from programs.workflows_practice import PRACTICE


def who(cast, part):
    return {"by": cast.actor(part), "at": now()}


def html(response):
    return response.content.decode()


class TestBeginning:
    def test_the_card_is_prefilled_and_names_nobody(self, cast):
        card = play.started(cast)
        assert card.state == "draft"
        assert card.difficulty.startswith("Трудно было ")
        assert "Мероприятие 1" in card.done
        assert "Переписали цели" in card.done
        assert "Наставляемый сам ставит цель. Разобрали с наставляемым три занятия." in card.result
        assert len(card.entries) == 2
        assert names_of(card) == ()
        entry = JournalEntry.objects.get(event="practice_started")
        assert (entry.audience, entry.pair_id) == ("members", card.program.pair_id)

    def test_an_entry_not_chosen_stays_out(self, cast):
        program = play.finished(cast)
        event = program.events.filter(state="done").first()
        card = act.start_practice(program=program, entries=[f"event-{event.pk}"], **who(cast, "mentor"))
        assert "Переписали" not in card.done

    def test_refusals(self, cast):
        running = make.program(make.around_today(cast.other_pair), state="active", curator=cast.curator)
        with pytest.raises(Refused, match="когда программа завершена"):
            act.start_practice(program=running, entries=["event-1"], **who(cast, "curator"))
        program = play.finished(cast)
        for part in ("mentee", "other_mentor", "director", "supervisor", "outsider", "admin"):
            with pytest.raises(Refused, match="составляет наставник этой пары или куратор"):
                act.start_practice(program=program, entries=["event-1"], **who(cast, part))
        for entries in ([], ["event-999999"]):
            with pytest.raises(Refused, match="хотя бы одну запись"):
                act.start_practice(program=program, entries=entries, **who(cast, "mentor"))
        assert not PracticeCard.objects.exists()

    def test_who_left_before_the_end_does_not_begin(self, cast):
        program = play.finished(cast)
        assert may_start_practice(cast.actor("mentor"), program)
        since = today() - timedelta(days=20)
        program.pair.members.filter(person=cast.mentor).update(since=since, until=since)
        assert not may_start_practice(cast.actor("mentor"), make.fresh(program))

    def test_only_done_things_are_offered(self, cast):
        program = play.finished(cast)
        assert [entry.kind for entry in entries_of(program)] == ["Мероприятие", "Встреча"]


class TestWriting:
    def test_the_second_editor_is_told_and_loses_nothing(self, cast):
        card = play.written(cast)
        with pytest.raises(Stale):
            act.save_practice(card, seen=0, title="Другое", **who(cast, "curator"))
        assert play.fresh(card).title == "Цель занятия"

    def test_refusals(self, cast):
        card = play.started(cast)
        with pytest.raises(Refused, match="меняет тот, кто её составил"):
            act.save_practice(card, seen=0, title="Х", **who(cast, "other_mentor"))
        with pytest.raises(Refused, match="Назовите карточку"):
            act.save_practice(card, seen=0, title=" ", **who(cast, "mentor"))
        with pytest.raises(Refused, match="Слишком длинно: 201"):
            act.save_practice(card, seen=0, title="я" * 201, **who(cast, "mentor"))
        with pytest.raises(Refused, match="кому карточка"):
            act.save_practice(card, seen=0, title="Х", audience="all", **who(cast, "mentor"))
        sent = play.sent(cast, card)
        with pytest.raises(Refused, match="на проверке"):
            act.save_practice(sent, seen=sent.lock_version, title="Х", **who(cast, "mentor"))


class TestSending:
    def test_the_curator_is_asked_with_a_date(self, cast):
        card = play.sent(cast)
        assert (card.state, card.remark) == ("sent", "")
        letter = Letter.objects.get(code="practice_to_check")
        assert letter.person == cast.curator
        assert "Цель занятия" in letter.body

    def test_an_empty_part_stops_it(self, cast):
        card = play.written(cast, result="", done="")
        with pytest.raises(Refused, match="Заполните: что сделали и что получилось"):
            act.send_practice(card, **who(cast, "mentor"))

    @pytest.mark.parametrize(
        "words",
        ["Помогла Жукову разобраться.", "С Артёмом вышло.", "Спросили Ершова из соседней группы.", "Панину позвали."],
    )
    def test_a_name_in_any_case_stops_it_until_it_is_left_on_purpose(self, cast, words):
        """A surname of anybody in the college, a first name of the pair."""
        card = play.written(cast, result=words)
        assert len(names_of(card)) == 1
        with pytest.raises(Refused, match="В тексте названы"):
            act.send_practice(card, **who(cast, "mentor"))
        act.send_practice(card, left=True, **who(cast, "mentor"))
        assert play.fresh(card).state == "sent"

    def test_small_letters_and_first_names_of_others_are_no_names(self, cast):
        assert names_of(play.written(cast, result="жуков много в саду. Денис из сказки.")) == ()

    def test_recalled_by_its_author_alone(self, cast):
        card = play.sent(cast)
        with pytest.raises(Refused, match="Забирает тот, кто составил"):
            act.recall_practice(card, **who(cast, "curator"))
        act.recall_practice(card, **who(cast, "mentor"))
        assert (play.fresh(card).state, play.fresh(card).due) == ("draft", None)


class TestChecking:
    def test_accepted_and_read_by_the_college(self, cast):
        card = play.accepted(cast)
        assert card.accepted_on is not None
        assert Letter.objects.get(code="practice_accepted").person == cast.mentor
        for part in ("other_mentor", "other_mentee", "director", "supervisor", "admin", "outsider"):
            assert card in practices_for(cast.actor(part)), part

    def test_every_name_needs_a_word(self, cast):
        card = play.sent(cast, left=True, result="Помогла Жукову, спросили Панину.")
        keys = {str(cast.mentee.pk): "agreed", str(cast.other_mentor.pk): "other"}
        for names in ({}, {str(cast.mentee.pk): "agreed"}, {**keys, str(cast.mentee.pk): "так"}):
            with pytest.raises(Refused, match="Решите о каждом или верните"):
                act.accept_practice(card, seen=card.lock_version, names=names, **who(cast, "curator"))
        act.accept_practice(card, seen=card.lock_version, names=keys, **who(cast, "curator"))
        assert play.fresh(card).names == keys
        assert "разрешил назвать" in JournalEntry.objects.get(event="practice_accepted").text

    def test_refusals(self, cast):
        card = play.sent(cast)
        for part in ("mentor", "mentee", "director", "supervisor", "outsider"):
            with pytest.raises(Refused, match="проверяет куратор"):
                act.accept_practice(card, seen=card.lock_version, names={}, **who(cast, part))
            with pytest.raises(Refused, match="проверяет куратор"):
                act.return_practice(card, remark="Нет", **who(cast, part))
        with pytest.raises(Refused, match="автор изменил карточку"):
            act.accept_practice(card, seen=card.lock_version - 1, names={}, **who(cast, "curator"))
        with pytest.raises(Refused, match="Напишите, что исправить"):
            act.return_practice(card, remark=" ", **who(cast, "curator"))

    def test_a_curator_of_the_pair_leaves_it_to_another(self, cast):
        program = play.finished(cast)
        program.pair.members.create(
            person=cast.curator, side="mentee", since=program.pair.since, until=program.ended_on
        )
        card = play.sent(cast, play.started(cast, make.fresh(program)))
        assert PRACTICE.verdict("accept", cast.actor("curator"), card), "nobody else is there"
        ground.person("Второва Инна Ильинична", roles=["curator"])
        assert "другой куратор" in PRACTICE.verdict("accept", cast.actor("curator"), card).reason

    def test_returned_with_words(self, cast):
        card = play.sent(cast)
        act.return_practice(card, remark="Уточните шаги.", **who(cast, "curator"))
        assert play.fresh(card).remark == "Уточните шаги."
        assert "Уточните шаги" in Letter.objects.get(code="practice_returned").body

    def test_unaccepted_cards_are_the_authors_and_the_curators(self, cast):
        card = play.sent(cast)
        assert card in practices_for(cast.actor("mentor"))
        assert card in practices_for(cast.actor("curator"))
        for part in ("mentee", "director", "other_mentor", "supervisor"):
            assert card not in practices_for(cast.actor(part)), part


class TestShelf:
    def test_off_the_shelf_and_back(self, cast):
        card = play.accepted(cast)
        with pytest.raises(Refused, match="С полки снимает куратор"):
            act.retire_practice(card, **who(cast, "mentor"))
        act.retire_practice(card, **who(cast, "curator"))
        act.restore_practice(play.fresh(card), **who(cast, "curator"))
        assert play.fresh(card).state == "accepted"

    def test_an_unfinished_one_comes_back_to_drafts(self, cast):
        card = play.started(cast)
        act.retire_practice(card, **who(cast, "mentor"))
        act.restore_practice(card, **who(cast, "mentor"))
        assert play.fresh(card).state == "draft"

    def test_thanked_once(self, cast):
        card = play.accepted(cast)
        act.thank_practice(card, **who(cast, "other_mentor"))
        with pytest.raises(Refused, match="уже отметили"):
            act.thank_practice(card, **who(cast, "other_mentor"))
        with pytest.raises(Refused, match="ваша карточка"):
            act.thank_practice(card, **who(cast, "mentor"))
        act.unthank_practice(card, **who(cast, "other_mentor"))
        with pytest.raises(Refused, match="и не было"):
            act.unthank_practice(card, **who(cast, "other_mentor"))

    def test_a_guest_reads_only_his_own(self, cast):
        card = play.accepted(cast)
        guest = ground.person("Гостев Лев Ильич", login=True, employment="partner")
        assert card not in practices_for(ground.actor(guest))


ALLOWED = {
    ("send", "draft", "mentor"), ("send", "draft", "curator"), ("send", "returned", "mentor"),
    ("send", "returned", "curator"), ("recall", "sent", "mentor"), ("return", "sent", "curator"),
    ("return", "accepted", "curator"), ("accept", "sent", "curator"), ("retire", "draft", "mentor"),
    ("retire", "draft", "curator"), ("retire", "returned", "mentor"), ("retire", "returned", "curator"),
    ("retire", "accepted", "mentor"), ("retire", "accepted", "curator"), ("restore", "retired", "curator"),
    ("revive", "retired", "mentor"), ("revive", "retired", "curator"),
}  # fmt: skip


def test_the_allowed_triples(cast):
    """Written by hand; the card was never accepted, so its author may still take it away."""
    card, found = play.started(cast), set()
    parts = ("curator", "mentor", "mentee", "director", "supervisor", "other_mentor", "outsider")
    for name, state, part in product(PRACTICE.transitions, PracticeState.values, parts):
        card.state = state
        if PRACTICE.verdict(name, cast.actor(part), card):
            found.add((name, state, part))
    assert found == ALLOWED


class TestPages:
    def test_the_way_from_the_program_to_the_shelf(self, cast, sign_in):
        program = play.finished(cast)
        client = sign_in(cast.mentor)
        url = reverse("practice_start", args=[program.pk])
        assert url in html(client.get(reverse("program_detail", args=[program.pk])))
        assert url not in html(sign_in(cast.mentee).get(reverse("program_detail", args=[program.pk])))
        client = sign_in(cast.mentor)
        page = html(client.get(url))
        assert "Мероприятие 1" in page
        assert "хотя бы одну запись" in html(client.post(url, {}))
        event = program.events.filter(state="done").first()
        client.post(url, {"entries": [f"event-{event.pk}"]})
        card = PracticeCard.objects.get()
        edit = reverse("practice_edit", args=[card.pk])
        texts = {"title": "Цель", "difficulty": "Трудно.", "done": "Разобрали.", "result": "Жуков умеет.", "audience": "both",
                 "suits": "", "lock_version": card.lock_version}  # fmt: skip
        assert client.post(edit, texts).status_code == 302
        assert "Два человека правили" in html(client.post(edit, {**texts, "title": "Потеря"}))
        send = reverse("practice_send", args=[card.pk])
        assert "Жуков Артём Денисович" in html(client.get(send))
        assert "В тексте названы" in html(client.post(send, {}))
        client.post(send, {"left": "on"})
        office = sign_in(cast.curator)
        accept = reverse("practice_accept", args=[card.pk])
        assert "Жуков умеет" in html(office.get(accept))
        card = play.fresh(card)
        assert "почему имя остаётся" in html(office.post(accept, {"seen": card.lock_version}))
        office.post(accept, {"seen": card.lock_version, f"name_{cast.mentee.pk}": "agreed"})
        shelf = html(sign_in(cast.other_mentee).get(reverse("practice_list")))
        assert "Цель" in shelf
        assert "Полка пока пуста" not in shelf

    def test_another_reader_sees_no_program_and_no_author(self, cast, sign_in):
        card = play.accepted(cast)
        page = html(sign_in(cast.other_mentor).get(reverse("practice_detail", args=[card.pk])))
        assert "Взято из программы" not in page
        assert "Ковалёва" not in page
        assert "Взято из программы" in html(sign_in(cast.curator).get(reverse("practice_detail", args=[card.pk])))

    def test_search_filter_sort_and_empty(self, cast, sign_in):
        client, url = sign_in(cast.other_mentor), reverse("practice_list")
        assert "Полка пока пуста" in html(client.get(url))
        card = play.accepted(cast)
        direction = Direction.objects.first()
        card.directions.set([direction])
        for asked in ({"q": "ЦЕЛЬ"}, {"direction": direction.pk}, {"audience": "mentor"}, {"sort": "-title"}):
            assert "Цель занятия" in html(client.get(url, asked)), asked
        for asked in ({"q": "нет такого"}, {"direction": "999"}, {"state": "sent"}):
            page = html(client.get(url, asked))
            assert ("По этим условиям практик нет" in page) == (asked != {"direction": "999"}), asked

    def test_queries_do_not_grow(self, cast, sign_in):
        first = play.accepted(cast)
        client, url = sign_in(cast.curator), reverse("practice_list")
        detail = reverse("practice_detail", args=[first.pk])
        one, alone = queries_of(client, url), queries_of(client, detail)
        for number in range(2):
            play.accepted(cast, play.started(cast, first.program), title=f"Ещё {number}")
        assert queries_of(client, url) == one <= 12
        assert queries_of(client, detail) == alone <= 12

    def test_paper(self, cast, sign_in):
        card = play.accepted(cast)
        paper = practice_paper(card)
        assert render_pdf(paper).startswith(b"%PDF")
        assert render_docx(paper)[:2] == b"PK"
        assert sign_in(cast.other_mentee).get(reverse("practice_pdf", args=[card.pk])).status_code == 200

    def test_deeds_wait_for_whose_turn_it_is(self, cast, sign_in):
        card = play.sent(cast)
        assert "Проверить карточку практики" in html(sign_in(cast.curator).get(reverse("home")))
        assert "проверяет карточку практики" in html(sign_in(cast.mentor).get(reverse("home")))
        act.return_practice(card, remark="Уточните шаги.", **who(cast, "curator"))
        assert "Исправить карточку практики" in html(sign_in(cast.mentor).get(reverse("home")))
