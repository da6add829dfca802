"""An order from selected drafts to pairs at work (R15): every step, every refusal, with data present."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring.actions import order as orders
from mentoring.actions.document import acquaint, acquaint_on_paper, cancel_document, replace_document, upload_scan
from mentoring.actions.pair import activate_due_pairs
from mentoring.kit.verdict import Refused
from mentoring.models import AcquaintanceMark, Consent, IssuedDocument, Letter, Pair, RoleAssignment, Setting, Signature
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.make import moment
from mentoring.tests.standing import scene

AT = moment("2026-11-18 10:00")


@scene
def drafts(cast):
    """Three ready drafts of different mentors."""
    return [draft(f"{name} Ольга Петровна") for name in ("Ильина", "Котова", "Лапина")]


def draft(mentor_name, **fields):
    mentor = make.mentor(mentor_name).person
    mentee = make.mentee(f"Ученик{mentor_name[:3]} Пётр Ильич").person
    fields.setdefault("since", date(2026, 12, 1))
    return make.pair([mentor], [mentee], state="ready", criteria="опыт", **fields)


@scene
def sent(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    return orders.send_order(order, pair_ids=[p.pk for p in drafts], checked=True, by=cast.actor("curator"), at=AT)


def states(pairs):
    return [Pair.objects.get(pk=pair.pk).state for pair in pairs]


def revoke(person, on=date(2026, 11, 18)):
    Consent.objects.filter(person=person).update(state="revoked", revoked_on=on)


def set_setting(code, value):
    Setting.objects.filter(code=code).update(value=value)
    forget()


def test_a_draft_order_holds_its_pairs_and_its_requisites(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    assert order.state == "draft"
    assert order.signer == cast.director
    assert order.requisites["programs_due"] == "2026-12-02"
    assert order.requisites["control"] == cast.curator.pk
    assert set(order.pairs.all()) == set(drafts)
    assert states(drafts) == ["ready"] * 3, "a draft order does not move pairs"


def test_programs_are_wanted_by_a_working_day(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=moment("2026-11-21 10:00"))
    assert order.requisites["programs_due"] == "2026-12-07", "14 days after is Saturday, 5 December"


def test_only_the_curator_collects_an_order(cast, drafts):
    for part in ("director", "mentor", "mentee", "supervisor", "outsider"):
        with pytest.raises(Refused, match="куратору"):
            orders.create_order(drafts, by=cast.actor(part), at=AT)


def test_an_empty_selection_is_refused(cast):
    with pytest.raises(Refused, match="хотя бы одну пару"):
        orders.create_order([], by=cast.actor("curator"), at=AT)


def test_a_pair_is_in_one_order_only(cast, drafts):
    orders.create_order(drafts[:1], by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="уже в другом приказе"):
        orders.create_order(drafts, by=cast.actor("curator"), at=AT)


def test_a_live_pair_cannot_be_selected(cast):
    with pytest.raises(Refused, match="уже в другом приказе или закреплена"):
        orders.create_order([cast.pair], by=cast.actor("curator"), at=AT)


def test_sending_freezes_the_text_and_asks_the_director(cast, sent, drafts):
    assert sent.state == "awaiting_signature"
    assert len(sent.sha256) == 64
    assert [row["pair_id"] for row in sent.payload["rows"]] == [p.pk for p in drafts]
    assert states(drafts) == ["in_order"] * 3
    assert sent.due == date(2026, 11, 23)
    letter = Letter.objects.get(code="order_to_sign")
    assert letter.person == cast.director
    assert "3\u00a0пары" in letter.body


def test_sending_needs_the_tick(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="Отметьте, что проверили"):
        orders.send_order(order, pair_ids=[p.pk for p in drafts], checked=False, by=cast.actor("curator"), at=AT)
    assert states(drafts) == ["ready"] * 3


def test_a_blocked_pair_stays_a_draft_and_the_rest_goes(cast, drafts):
    revoke(drafts[1].mentors[0])
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    going = [drafts[0].pk, drafts[2].pk]
    orders.send_order(order, pair_ids=going, checked=True, by=cast.actor("curator"), at=AT)
    assert states(drafts) == ["in_order", "blocked", "in_order"]
    assert Pair.objects.get(pk=drafts[1].pk).order is None


def test_a_consent_revoked_since_the_page_was_shown_stops_the_sending_by_name(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    revoke(drafts[0].mentors[0])
    with pytest.raises(orders.OrderBlocked, match=r"Приказ не отправлен\. Ильина → .*согласие отозвано") as refusal:
        orders.send_order(order, pair_ids=[p.pk for p in drafts], checked=True, by=cast.actor("curator"), at=AT)
    assert refusal.value.pairs == [drafts[0]]
    assert IssuedDocument.objects.get(pk=order.pk).state == "draft"
    assert states(drafts) == ["ready"] * 3, "a refusal changes nothing"


def test_a_pair_that_left_the_order_meanwhile_stops_the_sending(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    orders.remove_pair(order, drafts[0], by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="Состав приказа изменился"):
        orders.send_order(order, pair_ids=[p.pk for p in drafts], checked=True, by=cast.actor("curator"), at=AT)


def test_an_order_without_a_ready_pair_is_not_sent(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="ни одной готовой пары"):
        orders.send_order(order, pair_ids=[], checked=True, by=cast.actor("curator"), at=AT)


def test_the_signature_numbers_dates_and_assigns(cast, sent, drafts):
    orders.sign_order(sent, checked=True, by=cast.actor("director"), at=AT, sha256=sent.sha256)
    assert (sent.state, sent.date) == ("awaiting_scan", date(2026, 11, 18))
    assert sent.number == "1"
    assert states(drafts) == ["assigned"] * 3
    signature = Signature.objects.get(document=sent)
    assert (signature.person, signature.post, signature.sha256) == (cast.director, "Директор", sent.sha256)
    asked = set(AcquaintanceMark.objects.filter(document=sent, done_at__isnull=True).values_list("person", flat=True))
    assert len(asked) == 7, "six members and the curator who keeps the order in view"
    assert cast.curator.pk in asked
    assert Letter.objects.filter(code="pair_assigned").count() == 6


def test_in_a_reverse_pair_each_is_told_once(cast):
    one, two = make.mentor("Ильина Ольга Петровна").person, make.mentor("Котова Ольга Петровна").person
    pair = make.pair([one, two], [one, two], state="ready", kind="reverse", criteria="опыт", since=date(2026, 12, 1))
    for member, code in zip(pair.members.filter(side="mentor"), ("method", "ict"), strict=True):
        pair.members.filter(pk=member.pk).update(direction=make.directions(code)[0])
    order = orders.create_order([pair], by=cast.actor("curator"), at=AT)
    orders.send_order(order, pair_ids=[pair.pk], checked=True, by=cast.actor("curator"), at=AT)
    orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
    letters = {letter.person: letter.body for letter in Letter.objects.filter(code="pair_assigned")}
    assert Letter.objects.filter(code="pair_assigned").count() == 2
    assert two.short_case("ins") in letters[one]
    assert one.short_case("ins") not in letters[one]


def test_without_the_scan_setting_the_order_is_in_force_at_once(cast, sent):
    set_setting("order_needs_scan", False)
    orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    assert sent.state == "in_force"


def test_pairs_whose_day_has_come_begin_at_the_signature(cast):
    early, late = draft("Ильина Ольга Петровна", since=date(2026, 11, 2)), draft("Котова Ольга Петровна")
    order = orders.create_order([early, late], by=cast.actor("curator"), at=AT)
    orders.send_order(order, pair_ids=[early.pk, late.pk], checked=True, by=cast.actor("curator"), at=AT)
    orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
    assert states([early, late]) == ["active", "assigned"]


def test_the_daily_round_starts_pairs_once(cast, sent, drafts):
    orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    assert activate_due_pairs(at=moment("2026-11-30 06:00")) == 0
    assert activate_due_pairs(at=moment("2026-12-01 06:00")) == 3
    assert activate_due_pairs(at=moment("2026-12-01 06:00")) == 0
    assert states(drafts) == ["active"] * 3


def test_a_missing_scan_never_blocks(cast, sent, drafts):
    """Decision 7."""
    orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    assert sent.state == "awaiting_scan"
    activate_due_pairs(at=moment("2026-12-01 06:00"))
    assert states(drafts) == ["active"] * 3


def test_only_the_director_signs(cast, sent):
    for part in ("curator", "mentor", "supervisor", "outsider"):
        with pytest.raises(Refused, match="Подписывает директор"):
            orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor(part), at=AT)
    assert not Signature.objects.exists()


def test_the_signature_needs_the_tick(cast, sent):
    with pytest.raises(Refused, match="прочитали"):
        orders.sign_order(sent, checked=False, sha256=sent.sha256, by=cast.actor("director"), at=AT)


def test_the_signature_is_under_the_text_that_was_read(cast, sent, drafts):
    """Without the hash of the page, or with that of a text that was taken back and sent anew meanwhile, nothing is signed."""
    read, stale = sent.sha256, IssuedDocument.objects.get(pk=sent.pk)
    with pytest.raises(Refused, match="приказ изменился"):
        orders.sign_order(sent, checked=True, sha256="", by=cast.actor("director"), at=AT)
    orders.recall_order(sent, by=cast.actor("curator"), at=AT)
    orders.edit_order(sent, basis="нового положения", by=cast.actor("curator"), at=AT)
    orders.send_order(sent, pair_ids=[p.pk for p in drafts], checked=True, by=cast.actor("curator"), at=AT)
    assert sent.sha256 != read
    with pytest.raises(Refused, match="приказ изменился"):
        orders.sign_order(stale, checked=True, sha256=read, by=cast.actor("director"), at=AT)
    assert not Signature.objects.exists()


def test_of_two_directors_one_signs(cast, sent):
    """Both pages are open; the second finds the decision taken, and nothing is done twice."""
    other = make.person("Второв Илья Ильич", roles=["director"])
    first, second = IssuedDocument.objects.get(pk=sent.pk), IssuedDocument.objects.get(pk=sent.pk)
    orders.sign_order(first, checked=True, sha256=first.sha256, by=cast.actor("director"), at=AT)
    with pytest.raises(Refused, match="уже принято"):
        orders.sign_order(second, checked=True, sha256=second.sha256, by=make.actor(other), at=AT)
    assert Signature.objects.count() == 1
    assert Letter.objects.filter(code="pair_assigned").count() == 6
    assert IssuedDocument.objects.get(pk=sent.pk).number == "1"


def test_a_double_click_signs_once(cast, sent):
    orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    with pytest.raises(Refused, match="уже принято"):
        orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    assert Signature.objects.count() == 1


def test_a_consent_revoked_between_sending_and_signing_stops_the_signature(cast, sent, drafts):
    revoke(drafts[2].mentors[0])
    with pytest.raises(orders.OrderBlocked, match=r"Приказ не подписан\. Лапина → .*согласие отозвано"):
        orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)
    assert states(drafts) == ["in_order"] * 3
    was = sent.sha256
    taken = orders.take_out_blocked(sent, by=cast.actor("director"), at=AT)
    assert taken == [drafts[2]]
    assert states(drafts) == ["in_order", "in_order", "blocked"]
    assert sent.sha256 != was
    with pytest.raises(Refused, match="приказ изменился"):
        orders.sign_order(sent, checked=True, by=cast.actor("director"), at=AT, sha256=was)
    orders.sign_order(sent, checked=True, by=cast.actor("director"), at=AT, sha256=sent.sha256)
    assert states(drafts) == ["assigned", "assigned", "blocked"]
    assert len(sent.payload["rows"]) == 2


def test_when_every_pair_is_blocked_the_order_goes_back(cast, sent, drafts):
    for pair in drafts:
        revoke(pair.mentors[0])
    with pytest.raises(Refused, match="Верните приказ куратору"):
        orders.take_out_blocked(sent, by=cast.actor("director"), at=AT)


def test_a_returned_order_carries_a_remark_and_frees_its_pairs(cast, sent, drafts):
    with pytest.raises(Refused, match="что исправить"):
        orders.return_order(sent, remark="  ", by=cast.actor("director"), at=AT)
    orders.return_order(sent, remark="Поправьте срок второй пары.", by=cast.actor("director"), at=AT)
    assert (sent.state, sent.payload, sent.sha256) == ("returned", None, "")
    assert states(drafts) == ["ready"] * 3
    assert Letter.objects.get(code="order_returned").person == cast.curator
    orders.send_order(sent, pair_ids=[p.pk for p in drafts], checked=True, by=cast.actor("curator"), at=AT)
    assert sent.state == "awaiting_signature"
    assert sent.remark == ""


def test_the_curator_takes_an_unsigned_order_back(cast, sent, drafts):
    with pytest.raises(Refused, match="Заберите"):
        orders.edit_order(sent, number="7", by=cast.actor("curator"), at=AT)
    orders.recall_order(sent, by=cast.actor("curator"), at=AT)
    assert sent.state == "draft"
    assert states(drafts) == ["ready"] * 3
    with pytest.raises(Refused, match="уже принято"):
        orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)


def test_a_director_in_a_pair_does_not_sign_and_a_stand_in_does(cast):
    """Decision 1: the acting post is printed."""
    make.mentor(person=cast.director)
    pair = make.pair([cast.director], [make.mentee().person], state="ready", since=date(2026, 12, 1), criteria="опыт")
    order = orders.create_order([pair], by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="Подписать некому"):
        orders.send_order(order, pair_ids=[pair.pk], checked=True, by=cast.actor("curator"), at=AT)
    deputy = make.person("Замов Иван Петрович", post="заместитель директора")
    RoleAssignment.objects.create(
        person=deputy, role="director", acting=True, since=date(2026, 11, 1), basis="приказ № 9"
    )
    orders.send_order(order, pair_ids=[pair.pk], checked=True, by=cast.actor("curator"), at=AT)
    assert order.signer == deputy
    with pytest.raises(Refused, match="Вы — участник пары"):
        orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)
    orders.sign_order(order, checked=True, sha256=order.sha256, by=make.actor(deputy), at=AT)
    assert Signature.objects.get(document=order).post == "И. о. директора"


def test_a_college_without_a_director_is_told_so(cast, drafts):
    RoleAssignment.objects.filter(role="director").delete()
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="в системе нет директора"):
        orders.send_order(order, pair_ids=[p.pk for p in drafts], checked=True, by=cast.actor("curator"), at=AT)


def test_a_number_typed_by_hand_stands_and_is_not_given_twice(cast, drafts):
    first = orders.create_order(drafts[:1], by=cast.actor("curator"), at=AT)
    orders.edit_order(first, number="119-к", by=cast.actor("curator"), at=AT)
    sign(first, cast, drafts[:1])
    assert first.number == "119-к"
    second = orders.create_order(drafts[1:], by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="119-к в этом году уже занят"):
        orders.edit_order(second, number="119-к", by=cast.actor("curator"), at=AT)
    sign(second, cast, drafts[1:])
    assert second.number == "1"


def test_the_sequence_steps_over_a_number_typed_by_hand(cast, drafts):
    first = orders.create_order(drafts[:1], by=cast.actor("curator"), at=AT)
    orders.edit_order(first, number="1", by=cast.actor("curator"), at=AT)
    sign(first, cast, drafts[:1])
    second = orders.create_order(drafts[1:], by=cast.actor("curator"), at=AT)
    sign(second, cast, drafts[1:])
    assert second.number == "2"


def sign(order, cast, pairs):
    orders.send_order(order, pair_ids=[p.pk for p in pairs], checked=True, by=cast.actor("curator"), at=AT)
    orders.sign_order(order, checked=True, sha256=order.sha256, by=cast.actor("director"), at=AT)


def test_requests_of_the_pairs_are_answered(cast):
    mentor, who = make.mentor("Ильина Ольга Петровна").person, make.mentee().person
    pair = make.pair([mentor], [who], state="ready", since=date(2026, 12, 1), criteria="опыт")
    request = make.request(who, state="mentor_agreed", pair=pair)
    order = orders.create_order([pair], by=cast.actor("curator"), at=AT)
    sign(order, cast, [pair])
    request.refresh_from_db()
    assert request.state == "paired"


def test_an_edit_seen_too_early_is_refused(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    orders.edit_order(order, number="7", lock_version=0, by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="Ваш текст цел"):
        orders.edit_order(order, number="8", lock_version=0, by=cast.actor("curator"), at=AT)


@pytest.mark.parametrize(
    "edit",
    [
        lambda order, pair, **who: orders.add_pairs(order, [draft("Мирова Ольга Петровна")], **who),
        lambda order, pair, **who: orders.remove_pair(order, pair, **who),
        lambda order, pair, **who: orders.edit_order(order, number="7", **who),
        lambda order, pair, **who: orders.delete_draft_order(order, **who),
    ],
)
def test_a_page_opened_before_the_sending_changes_nothing(cast, drafts, edit):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    stale = IssuedDocument.objects.get(pk=order.pk)
    orders.send_order(order, pair_ids=[p.pk for p in drafts], checked=True, by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="Приказ на подписи. Заберите его"):
        edit(stale, drafts[0], by=cast.actor("curator"), at=AT)
    now = IssuedDocument.objects.get(pk=order.pk)
    assert (now.sha256, now.requisites, now.pairs.count()) == (order.sha256, order.requisites, 3)


def test_a_draft_deleted_meanwhile_is_told(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    stale = IssuedDocument.objects.get(pk=order.pk)
    orders.delete_draft_order(order, by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="черновика уже нет"):
        orders.remove_pair(stale, drafts[0], by=cast.actor("curator"), at=AT)


def test_a_deleted_draft_frees_its_pairs(cast, drafts):
    order = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    orders.delete_draft_order(order, by=cast.actor("curator"), at=AT)
    assert not IssuedDocument.objects.filter(type__code="D13", state="draft").exists()
    assert Pair.objects.filter(pk__in=[p.pk for p in drafts], order__isnull=True).count() == 3


def test_pairs_of_two_years_do_not_share_an_order(cast, drafts):
    other = draft("Мирова Ольга Петровна", year=make.year(2027, current=False))
    with pytest.raises(Refused, match="разным учебным годам"):
        orders.create_order([*drafts, other], by=cast.actor("curator"), at=AT)


# After the signature


@scene
def signed(cast, sent):
    return orders.sign_order(sent, checked=True, sha256=sent.sha256, by=cast.actor("director"), at=AT)


def test_a_member_reads_and_marks_once(cast, signed, drafts):
    reader = make.actor(drafts[0].mentees[0])
    acquaint(signed, by=reader, at=AT)
    mark = AcquaintanceMark.objects.get(document=signed, person=reader.person)
    assert (mark.way, mark.sha256) == ("electronic", signed.sha256)
    with pytest.raises(Refused, match="уже ознакомились"):
        acquaint(signed, by=reader, at=AT)


def test_a_stranger_has_nothing_to_mark(cast, signed):
    with pytest.raises(Refused, match="Вашего имени нет"):
        acquaint(signed, by=cast.actor("outsider"), at=AT)


def test_the_curator_marks_those_who_signed_on_paper(cast, signed, drafts):
    people = [drafts[0].mentees[0], drafts[1].mentors[0]]
    assert acquaint_on_paper(signed, people, by=cast.actor("curator"), at=AT) == 2
    with pytest.raises(Refused, match="Отметьте тех"):
        acquaint_on_paper(signed, people, by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="куратору"):
        acquaint_on_paper(signed, people, by=cast.actor("mentor"), at=AT)


def pdf_upload(name="скан.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\n%%EOF\n", "application/pdf")


def test_a_scan_ends_the_wait(cast, signed):
    upload_scan(signed, pdf_upload(), by=cast.actor("curator"), at=AT)
    assert signed.state == "in_force"
    upload_scan(signed, pdf_upload("второй.pdf"), by=cast.actor("curator"), at=AT)
    assert signed.scan.name == "второй.pdf"


def test_a_scan_of_another_kind_is_refused(cast, signed):
    with pytest.raises(Refused, match="внутри другое"):
        upload_scan(signed, pdf_upload("скан.jpg"), by=cast.actor("curator"), at=AT)
    assert signed.state == "awaiting_scan"


def test_an_unsigned_order_takes_no_scan(cast, sent):
    with pytest.raises(Refused, match="к подписанному"):
        upload_scan(sent, pdf_upload(), by=cast.actor("curator"), at=AT)


def test_the_director_cancels_while_nobody_works(cast, signed, drafts):
    with pytest.raises(Refused, match="отменяет директор"):
        cancel_document(signed, reason="ошибка в сроках", by=cast.actor("curator"), at=AT)
    with pytest.raises(Refused, match="причину"):
        cancel_document(signed, reason=" ", by=cast.actor("director"), at=AT)
    cancel_document(signed, reason="ошибка в сроках", by=cast.actor("director"), at=AT)
    assert (signed.state, signed.number) == ("canceled", "1")
    assert states(drafts) == ["ready"] * 3
    again = orders.create_order(drafts, by=cast.actor("curator"), at=AT)
    sign(again, cast, drafts)
    assert again.number == "2", "a canceled number is not used again"


def test_an_order_at_work_is_not_canceled(cast, signed):
    activate_due_pairs(at=moment("2026-12-01 06:00"))
    with pytest.raises(Refused, match="пара уже работает"):
        cancel_document(signed, reason="ошибка", by=cast.actor("director"), at=AT)


def test_a_signed_document_replaces_another(cast, signed):
    new = make.order(number="77")
    with pytest.raises(Refused, match="только подписанный"):
        replace_document(signed, signed, by=cast.actor("director"), at=AT)
    replace_document(signed, new, by=cast.actor("director"), at=AT)
    assert (signed.state, signed.replaced_by) == ("replaced", new)
