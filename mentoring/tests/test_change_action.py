"""A live pair changes: replaced by order, substituted for a while, paused; nothing is lost (R16)."""

from datetime import date

import pytest

from mentoring.actions import pair_change as act
from mentoring.actions import petition as petitions
from mentoring.actions.document import acquaint, cancel_document
from mentoring.actions.pair import close_pair
from mentoring.choices import PetitionKind as K
from mentoring.kit.verdict import Refused
from mentoring.models import (
    AcquaintanceMark,
    JournalEntry,
    Letter,
    ListEntry,
    MentoringRequest,
    Pair,
    PairChange,
    PairMember,
)
from mentoring.tests import make
from mentoring.tests.make import moment

AT = moment("2026-11-18 10:00")
TODAY, SOON = date(2026, 11, 18), date(2026, 12, 1)


def fresh(pair):
    return Pair.objects.with_members().get(pk=pair.pk)


def members(pair, side="mentor"):
    rows = PairMember.objects.filter(pair=pair, side=side).order_by("since", "pk")
    return [(m.person, m.since, m.until) for m in rows]


@pytest.fixture
def replace(cast):
    """replace(pair, leaving, coming…) goes the whole way up to the director's signature."""

    def go(pair, leaving, coming, *, side="mentor", on=TODAY, at=AT, **fields):
        by, director = cast.actor("curator"), cast.actor("director")
        change = act.start_replacement(
            fresh(pair), side=side, leaving=leaving, on=on, reason="Перевод.", by=by, at=at, **fields
        )
        act.record_agreement(change, coming, way="лично", by=by, at=at)
        order = act.create_change_order([change], by=by, at=at)
        act.send_change_order(order, checked=True, by=by, at=at)
        act.sign_change_order(order, checked=True, sha256=order.sha256, by=director, at=at)
        change.refresh_from_db()
        return change

    return go


class TestReplacement:
    def test_a_mentor_is_replaced_by_order_on_its_day(self, cast, replace):
        change = replace(cast.pair, cast.mentor, cast.other_mentor, on=SOON)
        assert (change.state, fresh(cast.pair).state) == ("signed", "replacing")
        assert members(cast.pair) == [(cast.mentor, date(2026, 11, 2), None)]
        assert act.apply_due_changes(at=moment("2026-11-30 08:00")) == 0
        assert act.apply_due_changes(at=moment("2026-12-01 08:00")) == 1
        assert act.apply_due_changes(at=moment("2026-12-01 09:00")) == 0
        assert members(cast.pair) == [
            (cast.mentor, date(2026, 11, 2), date(2026, 11, 30)),
            (cast.other_mentor, SOON, None),
        ]
        pair = fresh(cast.pair)
        assert (pair.state, pair.mentors, pair.mentees) == ("active", [cast.other_mentor], [cast.mentee])
        told = Letter.objects.filter(code="mentor_replaced")
        assert {letter.person for letter in told} == {cast.mentor, cast.other_mentor, cast.mentee}
        assert JournalEntry.objects.filter(pair=cast.pair, event="pair_member_replaced").count() == 1

    def test_the_signature_itself_applies_what_is_due(self, cast, replace):
        change = replace(cast.pair, cast.mentor, cast.other_mentor)
        assert (change.state, fresh(cast.pair).mentors) == ("done", [cast.other_mentor])
        assert members(cast.pair)[0] == (cast.mentor, date(2026, 11, 2), date(2026, 11, 17))

    def test_the_order_names_both_and_asks_all_to_read(self, cast, replace):
        change = replace(cast.pair, cast.mentor, cast.other_mentor)
        order = change.order
        assert (order.type.code, order.number, order.state) == ("D32", "1", "awaiting_scan")
        row = order.payload["changes"][0]
        assert (row["leaving"]["name"], row["coming"]["name"]) == (cast.mentor.full_name, cast.other_mentor.full_name)
        people = set(AcquaintanceMark.objects.filter(document=order).values_list("person", flat=True))
        assert people == {p.pk for p in (cast.mentor, cast.other_mentor, cast.mentee, cast.curator)}
        acquaint(order, by=cast.actor("mentor"), at=AT)

    def test_twice_in_a_row(self, cast, replace):
        third = make.mentor("Зайцев Пётр Олегович").person
        replace(cast.pair, cast.mentor, cast.other_mentor)
        replace(cast.pair, cast.other_mentor, third, on=SOON)
        act.apply_due_changes(at=moment("2026-12-01 08:00"))
        assert [person for person, _, _ in members(cast.pair)] == [cast.mentor, cast.other_mentor, third]
        assert fresh(cast.pair).mentors == [third]
        back = replace(cast.pair, third, cast.mentor, on=date(2026, 12, 8), at=moment("2026-12-02 10:00"))
        act.apply_due_changes(at=moment("2026-12-08 08:00"))
        back.refresh_from_db()
        assert (back.state, fresh(cast.pair).mentors) == ("done", [cast.mentor])

    def test_a_mentee_in_a_group_leaves_the_others_alone(self, cast, replace):
        second, newcomer = make.mentee("Фомин Олег Ильич").person, make.mentee("Яшина Вера Павловна").person
        request = make.request(newcomer)
        group = make.pair([cast.other_mentor], [cast.mentee, second])
        replace(group, second, newcomer, side="mentee")
        assert fresh(group).mentees == sorted([cast.mentee, newcomer], key=lambda p: p.sort_key)
        assert fresh(group).state == "active"
        request.refresh_from_db()
        assert (request.state, request.pair) == ("paired", group)

    def test_a_pair_before_its_first_day_waits_for_it_again(self, cast, replace):
        pair = make.pair([cast.mentor], [make.mentee("Яшина Вера Павловна").person], state="assigned", since=SOON)
        replace(pair, cast.mentor, cast.other_mentor, on=SOON)
        act.apply_due_changes(at=moment("2026-12-01 08:00"))
        assert (fresh(pair).state, fresh(pair).mentors) == ("active", [cast.other_mentor])

    def test_a_second_press_opens_nothing(self, cast):
        words = {"side": "mentor", "leaving": cast.mentor, "on": SOON, "reason": "Перевод."}
        act.start_replacement(fresh(cast.pair), by=cast.actor("curator"), at=AT, **words)
        with pytest.raises(Refused, match="уже готовится"):
            act.start_replacement(fresh(cast.pair), by=cast.actor("curator"), at=AT, **words)
        stale = cast.pair  # a window opened before
        with pytest.raises(Refused, match="уже готовится"):
            act.start_replacement(stale, by=cast.actor("curator"), at=AT, **words)
        assert PairChange.objects.count() == 1

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"on": date(2026, 11, 17)}, "уже прошла"),
            ({"on": date(2027, 7, 1)}, "внутри этого срока"),
            ({"reason": " "}, "Напишите причину"),
            ({"side": "mentee"}, "уже нет в паре"),
        ],
    )
    def test_refusals(self, cast, fields, words):
        said = {"side": "mentor", "leaving": cast.mentor, "on": SOON, "reason": "Перевод.", **fields}
        with pytest.raises(Refused, match=words):
            act.start_replacement(fresh(cast.pair), by=cast.actor("curator"), at=AT, **said)

    @pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "admin", "outsider"])
    def test_only_the_curator_begins(self, cast, part):
        with pytest.raises(Refused):
            act.start_replacement(
                fresh(cast.pair), side="mentor", leaving=cast.mentor, on=SOON, reason="Нет.", by=cast.actor(part), at=AT
            )

    def test_dropped_the_pair_works_as_before(self, cast):
        by = cast.actor("curator")
        change = act.start_replacement(
            fresh(cast.pair), side="mentor", leaving=cast.mentor, on=SOON, reason="Перевод.", by=by, at=AT
        )
        act.drop_change(change, by=by, at=AT)
        assert (fresh(cast.pair).state, fresh(cast.pair).mentors) == ("active", [cast.mentor])


class TestWhoComes:
    @pytest.fixture
    def change(self, cast):
        return act.start_replacement(
            fresh(cast.pair), side="mentor", leaving=cast.mentor, on=SOON, reason="Перевод.",
            by=cast.actor("curator"), at=AT,
        )  # fmt: skip

    def test_asked_in_the_system_agrees(self, cast, change):
        act.ask_to_come(change, cast.other_mentor, by=cast.actor("curator"), at=AT)
        assert Letter.objects.get(code="change_asked").person == cast.other_mentor
        with pytest.raises(Refused, match="кого спросили"):
            act.accept_change(change, by=cast.actor("mentee"), at=AT)
        act.accept_change(change, by=cast.actor("other_mentor"), at=AT)
        assert (change.state, change.agreed_way) == ("agreed", "в системе")
        with pytest.raises(Refused, match="уже решено"):
            act.decline_change(PairChange.objects.get(pk=change.pk), by=cast.actor("other_mentor"), at=AT)

    def test_a_refusal_leaves_no_trace_but_the_curator_s_letter(self, cast, change):
        act.ask_to_come(change, cast.other_mentor, by=cast.actor("curator"), at=AT)
        act.decline_change(change, by=cast.actor("other_mentor"), at=AT)
        assert (change.state, change.coming, change.refused) == ("looking", None, [cast.other_mentor.pk])
        assert Letter.objects.get(code="change_answered").person == cast.curator
        assert not JournalEntry.objects.filter(heading__contains="тказ")

    def test_without_consent_nobody_comes(self, cast, change):
        stranger = make.mentor("Зайцев Пётр Олегович", consent=False).person
        with pytest.raises(Refused, match="Нет согласия"):
            act.record_agreement(change, stranger, way="лично", by=cast.actor("curator"), at=AT)

    def test_without_a_place_nobody_comes(self, cast, change):
        busy = make.mentor("Зайцев Пётр Олегович", capacity=1).person
        make.pair([busy], [make.mentee("Яшина Вера Павловна").person])
        with pytest.raises(Refused, match="ведёт 1 из 1"):
            act.ask_to_come(change, busy, by=cast.actor("curator"), at=AT)

    def test_nobody_comes_twice_nor_to_the_other_side(self, cast, change):
        for who in (cast.mentor, cast.mentee):
            with pytest.raises(Refused, match="уже в этой паре"):
                act.ask_to_come(change, who, by=cast.actor("curator"), at=AT)

    def test_a_consent_revoked_meanwhile_stops_the_signature(self, cast, change):
        by = cast.actor("curator")
        act.record_agreement(change, cast.other_mentor, way="лично", by=by, at=AT)
        order = act.create_change_order([change], by=by, at=AT)
        act.send_change_order(order, checked=True, by=by, at=AT)
        cast.other_mentor.consents.update(state="revoked", revoked_on=TODAY)
        with pytest.raises(Refused, match="согласие отозвано"):
            act.sign_change_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)


class TestOrder:
    @pytest.fixture
    def change(self, cast):
        change = act.start_replacement(
            fresh(cast.pair), side="mentor", leaving=cast.mentor, on=SOON, reason="Перевод.",
            by=cast.actor("curator"), at=AT,
        )  # fmt: skip
        act.record_agreement(change, cast.other_mentor, way="лично", by=cast.actor("curator"), at=AT)
        return change

    @pytest.fixture
    def sent(self, cast, change):
        order = act.create_change_order([change], by=cast.actor("curator"), at=AT)
        act.send_change_order(order, checked=True, by=cast.actor("curator"), at=AT)
        return order

    def test_a_second_order_over_the_same_change_is_refused(self, cast, change):
        twin = PairChange.objects.get(pk=change.pk)
        act.create_change_order([change], by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="уже решено"):
            act.create_change_order([twin], by=cast.actor("curator"), at=AT)

    def test_returned_recalled_deleted(self, cast, change, sent):
        act.return_change_order(sent, remark="Поправьте дату.", by=cast.actor("director"), at=AT)
        assert (sent.state, sent.payload) == ("returned", None)
        act.send_change_order(sent, checked=True, by=cast.actor("curator"), at=AT)
        act.recall_change_order(sent, by=cast.actor("curator"), at=AT)
        act.delete_change_order(sent, by=cast.actor("curator"), at=AT)
        change.refresh_from_db()
        assert (change.state, change.order) == ("agreed", None)

    def test_a_changed_text_is_not_signed(self, cast, sent):
        with pytest.raises(Refused, match="изменился"):
            act.sign_change_order(sent, checked=True, sha256="0" * 64, by=cast.actor("director"), at=AT)
        with pytest.raises(Refused, match="Отметьте"):
            act.sign_change_order(sent, checked=False, sha256=sent.sha256, by=cast.actor("director"), at=AT)

    def test_signed_twice_applies_once(self, cast, sent):
        print_ = sent.sha256
        act.sign_change_order(sent, checked=True, sha256=print_, by=cast.actor("director"), at=AT)
        with pytest.raises(Refused):
            act.sign_change_order(sent, checked=True, sha256=print_, by=cast.actor("director"), at=AT)

    def test_the_director_signs_nothing_about_himself(self, cast, change):
        make.mentor(person=cast.director)
        PairChange.objects.filter(pk=change.pk).update(coming=cast.director)
        change.refresh_from_db()
        order = act.create_change_order([change], by=cast.actor("curator"), at=AT)
        with pytest.raises(Refused, match="Подписать некому"):
            act.send_change_order(order, checked=True, by=cast.actor("curator"), at=AT)

    def test_canceled_before_its_day_the_change_waits_for_another_order(self, cast, change, sent):
        act.sign_change_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
        cancel_document(sent, reason="Ошибка в дате.", by=cast.actor("director"), at=AT)
        change.refresh_from_db()
        assert (change.state, change.order) == ("agreed", None)

    def test_what_has_happened_is_not_canceled(self, cast, replace):
        change = replace(cast.pair, cast.mentor, cast.other_mentor)
        with pytest.raises(Refused, match="уже изменился"):
            cancel_document(change.order, reason="Ошибка.", by=cast.actor("director"), at=AT)


class TestDay:
    """An order whose first day has passed cannot be true any more (R15, R16)."""

    LATE = moment("2026-12-02 10:00")

    @pytest.fixture
    def sent(self, cast):
        by = cast.actor("curator")
        change = act.start_replacement(
            fresh(cast.pair), side="mentor", leaving=cast.mentor, on=SOON, reason="Перевод.", by=by, at=AT
        )
        act.record_agreement(change, cast.other_mentor, way="лично", by=by, at=AT)
        order = act.create_change_order([change], by=by, at=AT)
        act.send_change_order(order, checked=True, by=by, at=AT)
        return order

    def sign(self, cast, order, at):
        act.sign_change_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=at)

    def edit(self, cast, order, on):
        change = order.pair_changes.get()
        act.edit_change_order(order, number="", basis="", days={change.pk: on}, by=cast.actor("curator"), at=self.LATE)

    def test_on_the_day_itself_it_is_signed(self, cast, sent):
        self.sign(cast, sent, moment("2026-12-01 10:00"))
        assert members(cast.pair)[-1] == (cast.other_mentor, SOON, None)

    def test_a_day_later_it_is_refused_and_names_the_day(self, cast, sent):
        with pytest.raises(
            Refused, match="В приказе названо 1\u00a0декабря, этот день прошёл. Верните приказ куратору"
        ):
            self.sign(cast, sent, self.LATE)
        assert fresh(cast.pair).mentors == [cast.mentor]
        sent.refresh_from_db()
        assert (sent.state, sent.number) == ("awaiting_signature", "")

    def test_handed_back_it_goes_with_a_new_day(self, cast, sent):
        act.return_change_order(sent, remark="День прошёл.", by=cast.actor("director"), at=self.LATE)
        with pytest.raises(Refused, match="1\u00a0декабря уже прошло. Назначьте новый день"):
            act.send_change_order(sent, checked=True, by=cast.actor("curator"), at=self.LATE)
        self.edit(cast, sent, date(2026, 12, 5))
        act.send_change_order(sent, checked=True, by=cast.actor("curator"), at=self.LATE)
        assert sent.payload["changes"][0]["on"] == "05.12.2026"
        assert JournalEntry.objects.filter(pair=cast.pair, event="pair_change_moved").count() == 1
        self.sign(cast, sent, self.LATE)
        act.apply_due_changes(at=moment("2026-12-05 08:00"))
        assert members(cast.pair)[-1] == (cast.other_mentor, date(2026, 12, 5), None)

    def test_the_term_of_signing_never_passes_the_day(self, cast, sent):
        assert sent.due == date(2026, 11, 23)
        act.recall_change_order(sent, by=cast.actor("curator"), at=AT)
        PairChange.objects.update(on=date(2026, 11, 20))
        act.send_change_order(sent, checked=True, by=cast.actor("curator"), at=AT)
        assert sent.due == date(2026, 11, 20)

    @pytest.mark.parametrize(
        ("on", "words"), [(date(2026, 12, 1), "уже прошла"), (date(2027, 7, 1), "внутри этого срока")]
    )
    def test_refused_days(self, cast, sent, on, words):
        act.return_change_order(sent, remark="День прошёл.", by=cast.actor("director"), at=self.LATE)
        PairChange.objects.update(on=date(2026, 11, 30))
        with pytest.raises(Refused, match=words):
            self.edit(cast, sent, on)

    def test_an_order_on_pairs_may_name_a_past_beginning(self, cast):
        """Pairs at work before their paper: the office's law (R15); its text binds nothing to the day of signing."""
        from mentoring.actions.order import create_order, send_order, sign_order

        pair = make.pair([cast.other_mentor], [make.mentee("Яшина Вера Павловна").person], state="ready")
        Pair.objects.filter(pk=pair.pk).update(since=date(2026, 11, 2), order=None)
        order = create_order([fresh(pair)], by=cast.actor("curator"), at=AT)
        send_order(order, pair_ids=[pair.pk], checked=True, by=cast.actor("curator"), at=AT)
        sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=self.LATE)
        assert fresh(pair).state == "active"


class TestManyInOne:
    @pytest.fixture
    def ready(self, cast):
        def make_ready(pupil, **fields):
            by, pair = (
                cast.actor("curator"),
                make.pair([cast.mentor], [make.mentee(pupil).person], kind="speed", **fields),
            )
            change = act.start_replacement(
                fresh(pair), side="mentor", leaving=cast.mentor, on=SOON, reason="Перевод.", by=by, at=AT
            )
            act.record_agreement(change, cast.other_mentor, way="лично", by=by, at=AT)
            return change

        return make_ready

    def test_one_signature_replaces_in_every_pair(self, cast, ready):
        changes, by = [ready("Яшина Вера Павловна"), ready("Фомин Олег Ильич")], cast.actor("curator")
        order = act.create_change_order(changes, by=by, at=AT)
        assert order.title == "О замене наставников"
        act.send_change_order(order, checked=True, by=by, at=AT)
        assert len(order.payload["changes"]) == 2
        act.sign_change_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
        assert act.apply_due_changes(at=moment("2026-12-01 08:00")) == 2
        assert all(fresh(change.pair).mentors == [cast.other_mentor] for change in changes)

    def test_added_and_taken_out(self, cast, ready):
        first, second, by = ready("Яшина Вера Павловна"), ready("Фомин Олег Ильич"), cast.actor("curator")
        order = act.create_change_order([first], by=by, at=AT)
        with pytest.raises(Refused, match="хотя бы одну"):
            act.add_changes(order, [], by=by, at=AT)
        act.add_changes(order, [second], by=by, at=AT)
        order.refresh_from_db()
        assert order.title == "О замене наставников"
        act.remove_change(order, first, by=by, at=AT)
        order.refresh_from_db()
        first.refresh_from_db()
        assert (order.title, first.state, first.order) == ("О замене наставника", "agreed", None)
        with pytest.raises(Refused, match="уже нет в приказе"):
            act.remove_change(order, first, by=by, at=AT)
        with pytest.raises(Refused, match="одна замена"):
            act.remove_change(order, second, by=by, at=AT)
        act.send_change_order(order, checked=True, by=by, at=AT)
        with pytest.raises(Refused, match="на подписи"):
            act.add_changes(order, [first], by=by, at=AT)

    def test_years_do_not_mix(self, cast, ready):
        other = make.year(2025, current=False)
        first, second = ready("Яшина Вера Павловна"), ready("Фомин Олег Ильич")
        Pair.objects.filter(pk=second.pair_id).update(year=other)
        second = PairChange.objects.with_people().get(pk=second.pk)
        with pytest.raises(Refused, match="разным учебным годам"):
            act.create_change_order([first, second], by=cast.actor("curator"), at=AT)

    @pytest.mark.parametrize("part", ["director", "mentor", "admin"])
    def test_only_the_curator_puts_together(self, cast, ready, part):
        change = ready("Яшина Вера Павловна")
        order = act.create_change_order([change], by=cast.actor("curator"), at=AT)
        for step in (act.add_changes, lambda o, cs, **who: act.remove_change(o, cs[0], **who)):
            with pytest.raises(Refused):
                step(order, [change], by=cast.actor(part), at=AT)


class TestSubstitutionByOrder:
    @pytest.fixture
    def agreed(self, cast):
        by = cast.actor("curator")
        change = act.start_substitution(
            fresh(cast.pair), leaving=cast.mentor, on=SOON, until=date(2026, 12, 19), reason="Болезнь.",
            basis="служебной записки от 18.11.2026", by_order=True, by=by, at=AT,
        )  # fmt: skip
        act.record_agreement(change, cast.other_mentor, way="лично", by=by, at=AT)
        return change

    def order(self, cast, change):
        by = cast.actor("curator")
        order = act.create_change_order([change], by=by, at=AT)
        act.send_change_order(order, checked=True, by=by, at=AT)
        return order

    def test_it_waits_for_its_order(self, cast, agreed):
        act.apply_due_changes(at=moment("2026-12-01 08:00"))
        agreed.refresh_from_db()
        assert (agreed.state, fresh(cast.pair).state) == ("agreed", "active")

    def test_signed_it_begins_on_its_day_and_ends_by_itself(self, cast, agreed):
        order = self.order(cast, agreed)
        assert order.title == "О временной замене наставника"
        text = order.payload
        assert "служебной записки от 18.11.2026" in text["preamble"]
        assert text["items"][0].startswith("С 01.12.2026 по 19.12.2026 возложить обязанности наставника")
        assert any("остаётся в составе пары" in item for item in text["items"])
        act.sign_change_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
        act.apply_due_changes(at=moment("2026-12-01 08:00"))
        assert fresh(cast.pair).state == "substitution"
        with pytest.raises(Refused, match="уже изменился"):
            cancel_document(order, reason="Ошибка.", by=cast.actor("director"), at=moment("2026-12-02 10:00"))
        act.apply_due_changes(at=moment("2026-12-20 08:00"))
        agreed.refresh_from_db()
        assert (agreed.state, fresh(cast.pair).state) == ("done", "active")

    def test_never_ordered_it_is_left_after_its_term(self, cast, agreed):
        act.apply_due_changes(at=moment("2026-12-20 08:00"))
        agreed.refresh_from_db()
        assert agreed.state == "dropped"

    def test_without_an_order_it_goes_into_none(self, cast, agreed):
        PairChange.objects.filter(pk=agreed.pk).update(by_order=False)
        plain = PairChange.objects.with_people().get(pk=agreed.pk)
        with pytest.raises(Refused, match="без приказа"):
            act.create_change_order([plain], by=cast.actor("curator"), at=AT)


class TestSubstitution:
    @pytest.fixture
    def running(self, cast):
        by = cast.actor("curator")
        change = act.start_substitution(
            fresh(cast.pair), leaving=cast.mentor, on=TODAY, until=SOON, reason="Болезнь.", by=by, at=AT
        )
        act.record_agreement(change, cast.other_mentor, way="лично", by=by, at=AT)
        return change

    def test_the_mentor_stays_and_the_substitute_helps(self, cast, running):
        pair = fresh(cast.pair)
        assert (running.state, pair.state) == ("running", "substitution")
        assert pair.mentors == [cast.mentor]
        substitute = pair.members.get(person=cast.other_mentor)
        assert (substitute.is_substitute, substitute.since, substitute.until) == (True, TODAY, None)
        told = Letter.objects.filter(code="substitution")
        assert {letter.person for letter in told} == {cast.mentor, cast.mentee, cast.other_mentor}
        assert "1\u00a0декабря" in told[0].body

    def test_it_ends_by_itself_the_day_after_its_last(self, cast, running):
        assert act.apply_due_changes(at=moment("2026-12-01 08:00")) == 0
        assert act.apply_due_changes(at=moment("2026-12-02 08:00")) == 1
        assert act.apply_due_changes(at=moment("2026-12-02 09:00")) == 0
        assert fresh(cast.pair).state == "active"
        assert cast.pair.members.get(person=cast.other_mentor).until == SOON

    def test_the_curator_ends_it_earlier(self, cast, running):
        at = moment("2026-11-25 10:00")
        act.end_change(running, by=cast.actor("curator"), at=at)
        assert cast.pair.members.get(person=cast.other_mentor).until == date(2026, 11, 24)
        with pytest.raises(Refused):
            act.end_change(PairChange.objects.get(pk=running.pk), by=cast.actor("curator"), at=at)

    def test_planned_ahead_it_begins_on_its_day(self, cast):
        by = cast.actor("curator")
        change = act.start_substitution(
            fresh(cast.pair), leaving=cast.mentor, on=SOON, until=date(2026, 12, 10), reason="Отпуск.", by=by, at=AT
        )
        act.ask_to_come(change, cast.other_mentor, by=by, at=AT)
        act.accept_change(change, by=cast.actor("other_mentor"), at=AT)
        assert (change.state, fresh(cast.pair).state) == ("agreed", "active")
        act.apply_due_changes(at=moment("2026-12-01 08:00"))
        assert fresh(cast.pair).state == "substitution"

    def test_nobody_agreed_in_time_it_is_left(self, cast):
        change = act.start_substitution(
            fresh(cast.pair), leaving=cast.mentor, on=TODAY, until=date(2026, 11, 20), reason="Болезнь.",
            by=cast.actor("curator"), at=AT,
        )  # fmt: skip
        PairChange.objects.filter(pk=change.pk).update(state="agreed", coming=cast.other_mentor)
        act.apply_due_changes(at=moment("2026-11-30 08:00"))
        change.refresh_from_db()
        assert (change.state, fresh(cast.pair).state) == ("dropped", "active")

    def test_a_replacement_ends_it(self, cast, running, replace):
        third = make.mentor("Зайцев Пётр Олегович").person
        replace(cast.pair, cast.mentor, third, on=TODAY)
        running.refresh_from_db()
        assert (running.state, fresh(cast.pair).state) == ("done", "active")
        assert fresh(cast.pair).mentors == [third]
        assert not cast.pair.members.filter(is_substitute=True, until=None).exists()

    def test_the_substitute_may_become_the_mentor(self, cast, running, replace):
        replace(cast.pair, cast.mentor, cast.other_mentor, on=TODAY)
        assert fresh(cast.pair).mentors == [cast.other_mentor]

    @pytest.mark.parametrize(
        ("until", "words"),
        [
            (date(2026, 11, 17), "раньше даты начала"),
            (date(2027, 7, 20), "работает до"),
            (date(2027, 4, 1), "Не длиннее 92 дней"),
        ],
    )
    def test_terms(self, cast, until, words):
        with pytest.raises(Refused, match=words):
            act.start_substitution(
                fresh(cast.pair), leaving=cast.mentor, on=TODAY, until=until, reason="Болезнь.",
                by=cast.actor("curator"), at=AT,
            )  # fmt: skip


class TestPause:
    def test_it_begins_and_ends_by_itself(self, cast):
        act.pause_pair(
            fresh(cast.pair), on=TODAY, until=SOON, reason="Практика студентов.", by=cast.actor("curator"), at=AT
        )
        assert fresh(cast.pair).state == "paused"
        act.apply_due_changes(at=moment("2026-12-02 08:00"))
        assert fresh(cast.pair).state == "active"
        assert Letter.objects.filter(code="pair_resumed").count() == 2

    def test_a_paused_mentor_is_replaced_and_the_pause_goes_on(self, cast, replace):
        act.pause_pair(fresh(cast.pair), on=TODAY, until=SOON, reason="Отпуск.", by=cast.actor("curator"), at=AT)
        replace(cast.pair, cast.mentor, cast.other_mentor)
        assert fresh(cast.pair).state == "paused"


class TestPetitions:
    @pytest.fixture
    def granted(self, cast):
        def grant(part, kind, by="curator"):
            author = cast.actor(part)
            draft = petitions.start_petition(kind=kind, pair=cast.pair, text="Переезд.", by=author, at=AT)
            petition = petitions.send_petition(draft, by=author, at=AT)
            petitions.grant_petition(petition, decision="Согласна.", by=cast.actor(by), at=AT)
            return petition

        return grant

    @pytest.mark.parametrize(
        "asked", [("mentee", K.REPLACE_MENTOR, "curator"), ("mentor", K.RELEASE_PERSONAL, "director")]
    )
    def test_a_replacement_carries_out_what_was_granted(self, cast, granted, replace, asked):
        petition = granted(*asked)
        change = replace(cast.pair, cast.mentor, cast.other_mentor, petition=petition)
        petition.refresh_from_db()
        assert (petition.state, petition.document) == ("executed", change.order)

    def test_completion_carries_out_a_release_and_lets_changes_go(self, cast, granted):
        petition = granted("mentor", K.RELEASE_SUCCESS, "director")
        by = cast.actor("curator")
        change = act.start_replacement(
            fresh(cast.pair), side="mentor", leaving=cast.mentor, on=SOON, reason="Перевод.", by=by, at=AT
        )
        reason = ListEntry.objects.get(list="completion_reason", code="done")
        close_pair(fresh(cast.pair), early=False, ground="plan_completed", reason=reason, on=TODAY, by=by, at=AT)
        petition.refresh_from_db()
        change.refresh_from_db()
        assert (petition.state, change.state) == ("executed", "dropped")
        assert not MentoringRequest.objects.filter(state="mentor_agreed").exists()
