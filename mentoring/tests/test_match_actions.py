"""Matching all open requests at once: counting, editing, publishing, every refusal (R12, clause 4.2)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from mentoring.actions.match import (
    choose_mentor,
    clean_match,
    compute_match,
    discard_match,
    fail_match,
    publish_match,
    start_match,
)
from mentoring.actions.match.compute import count_match
from mentoring.actions.request import withdraw_request
from mentoring.kit.verdict import Refused
from mentoring.models import (
    Consent,
    JournalEntry,
    Letter,
    MatchBatch,
    Mentor,
    MentoringRequest,
    Pair,
    RequestOffer,
    Setting,
)
from mentoring.office import forget
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.workflow.match import MATCH

AT = make.moment()


@scene
def curator(cast):
    """Only our own two mentors remain in the bank: `wide` could help both teachers, `narrow` one of them."""
    Mentor.objects.update(retired_on=date(2026, 9, 1))
    return cast.actor("curator")


@scene
def wide(curator):
    return make.mentor("Широкова Анна Ильинична", capacity=1, direction_codes=("method", "ict"))


@scene
def narrow(curator):
    return make.mentor("Узкова Вера Ильинична", capacity=1, direction_codes=("method",))


@scene
def method(curator):
    return make.request(make.mentee("Агеев Степан Юрьевич").person, direction_codes=("method",))


@scene
def ict(curator):
    return make.request(make.mentee("Громов Дмитрий Олегович").person, direction_codes=("ict",))


def counted(curator, **options):
    batch = start_match(by=curator, at=AT, **options)
    compute_match(batch, at=AT)
    return MatchBatch.objects.get(pk=batch.pk)


def mentors_of(batch):
    return {line.request_id: line.mentor_id for line in batch.lines.all()}


def publish(batch, curator, way="offers"):
    batch.refresh_from_db()
    return publish_match(batch, way=way, seen=batch.lock_version, by=curator, at=AT)


# Counting


def test_the_whole_serves_whom_greedy_leaves(curator, wide, narrow, method, ict):
    MentoringRequest.objects.filter(pk=method.pk).update(due=date(2026, 11, 20))
    Mentor.objects.filter(pk=wide.pk).update(capacity=1)
    method.wished_mentor = wide
    method.save(update_fields=["wished_mentor"])  # alone he would take the only one who knows «ict»
    batch = counted(curator)
    assert mentors_of(batch) == {method.pk: narrow.pk, ict.pk: wide.pk}
    greedy = {line.request_id: line.greedy_mentor_id for line in batch.lines.all()}
    assert greedy == {method.pk: wide.pk, ict.pk: None}
    assert (batch.state, batch.asked, batch.served) == ("draft", 2, 2)
    assert (batch.totals["whole"][0], batch.totals["greedy"][0], batch.totals["current"]) == (2, 1, [0, 0])
    line = batch.lines.get(request=ict)
    assert line.points == sum(points for points, _ in line.reasons) == 75
    assert not RequestOffer.objects.exists()


def test_who_waits_elsewhere_or_in_another_year_is_not_matched(curator, wide, method):
    for state in ("draft", "awaiting_teacher", "paired", "withdrawn", "closed"):
        make.request(make.mentee().person, state=state)
    make.request(make.mentee().person, year=make.year(2025, current=False))
    expired = make.request(make.mentee().person, state="expired")
    assert set(mentors_of(counted(curator))) == {method.pk, expired.pk}


def test_an_asked_mentor_holds_his_place_unless_it_is_weighed_anew(curator, wide, method, ict):
    asked = make.request(make.mentee().person, state="awaiting_mentor", direction_codes=("ict",))
    RequestOffer.objects.create(request=asked, mentor=wide, asked_at=AT, due=date(2026, 11, 25))
    batch = counted(curator)
    held = batch.lines.get(held=True)
    assert (held.request_id, held.mentor_id, held.current_mentor_id) == (asked.pk, wide.pk, wide.pk)
    assert batch.totals["current"] == [1, held.points]
    assert batch.lines.filter(held=False, mentor__isnull=False).count() == 0
    discard_match(batch, by=curator, at=AT)
    again = counted(curator, replan=True)
    assert not again.lines.filter(held=True).exists()
    assert [line.mentor_id for line in again.lines.all()].count(wide.pk) == 1


def test_an_agreed_pair_is_counted_as_it_stands(curator, wide, method):
    agreed = make.request(make.mentee().person, state="mentor_agreed")
    agreed.pair = make.pair([wide.person], [agreed.person], state="ready", criteria="о")
    agreed.save(update_fields=["pair"])
    batch = counted(curator)
    assert batch.lines.get(held=True).mentor_id == wide.pk
    line = batch.lines.get(request=method)
    assert line.mentor is None
    assert line.problem == "Никто не подходит: без общего направления — 0, нет места — 1."


def test_who_declined_or_kept_silent_is_not_proposed_again(curator, wide, narrow, method):
    for mentor, answer in ((wide, "declined"), (narrow, "expired")):
        RequestOffer.objects.create(
            request=method, mentor=mentor, asked_at=AT, due=date(2026, 11, 1), answer=answer, answered_at=AT
        )
    assert mentors_of(counted(curator)) == {method.pk: None}


def test_strangers_only_when_the_curator_allows(curator, narrow, ict):
    batch = counted(curator)
    assert mentors_of(batch) == {ict.pk: None}
    discard_match(batch, by=curator, at=AT)
    assert mentors_of(counted(curator, strangers=True)) == {ict.pk: narrow.pk}


def test_the_job_counts_and_leaves_what_was_discarded(curator, wide, method, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        batch = start_match(by=curator, at=AT)
    batch.refresh_from_db()
    assert (batch.state, batch.stage) == ("draft", 3)
    discard_match(batch, by=curator, at=AT)
    count_match.func(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "discarded"


def test_a_draft_discarded_while_it_is_counted_stays_discarded(curator, wide, method, monkeypatch):
    batch = start_match(by=curator, at=AT)

    def meanwhile(base, places):
        discard_match(MatchBatch.objects.get(pk=batch.pk), by=curator, at=AT)
        return [None] * len(base)

    monkeypatch.setattr("mentoring.actions.match.compute.best_assignment", meanwhile)
    count_match.func(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "discarded"
    assert not batch.lines.exists()


def test_a_draft_keeps_the_weights_it_was_counted_with(curator, wide, narrow, method, ict):
    batch = counted(curator)
    line = batch.lines.get(request=ict)
    Setting.objects.filter(code="weight_directions").update(value=10)
    forget()
    choose_mentor(line, wide, by=curator, at=AT)
    line.refresh_from_db()
    assert line.points == 75


def test_a_failed_job_says_so(curator, wide, method, monkeypatch):
    batch = start_match(by=curator, at=AT)
    monkeypatch.setattr("mentoring.actions.match.compute.best_assignment", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        count_match.func(batch.pk)
    batch.refresh_from_db()
    assert batch.state == "failed"
    assert "Запросы не изменились" in batch.note
    fail_match(batch.pk)
    discard_match(batch, by=curator, at=AT)
    assert start_match(by=curator, at=AT).pk


def test_starting_is_refused(cast, curator, wide, method):
    for part in ("director", "supervisor", "mentor", "outsider", "admin"):
        with pytest.raises(Refused, match="Кому открыто — куратору"):
            start_match(by=cast.actor(part), at=AT)
    start_match(by=curator, at=AT)
    with pytest.raises(Refused, match="Общий подбор уже начат"):
        start_match(by=curator, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        MatchBatch.objects.create(year=make.year(), created_at=AT)


def test_nothing_to_match_is_said(curator, wide):
    with pytest.raises(Refused, match="ни один запрос этого года не ждёт"):
        start_match(by=curator, at=AT)


# Editing


def test_another_mentor_is_chosen_and_totals_follow(curator, wide, narrow, method, ict):
    batch = counted(curator)
    line = batch.lines.get(request=method)
    with pytest.raises(Refused, match="Все места Широкова.А..И. в этом подборе отданы: Громов.Д..О. Сначала"):
        choose_mentor(line, wide, by=curator, at=AT)
    choose_mentor(batch.lines.get(request=ict), None, by=curator, at=AT)
    choose_mentor(line, wide, by=curator, at=AT)
    batch.refresh_from_db()
    assert (batch.served, batch.totals["whole"][0], batch.totals["best"][0], batch.lock_version) == (1, 1, 2, 2)
    line.refresh_from_db()
    assert (line.mentor_id, line.chosen_by_curator, line.problem) == (wide.pk, True, "")
    assert line.points == sum(points for points, _ in line.reasons)
    assert batch.lines.get(request=ict).problem == "Куратор оставил без наставника."
    entry = JournalEntry.objects.filter(event="match_edited").first()
    assert entry.changes[0] == {
        "part": f"запрос № {method.pk}",
        "was": narrow.person.short_name,
        "became": wide.person.short_name,
    }


def test_a_hard_stop_refuses_a_choice(curator, wide, narrow, method):
    batch = counted(curator)
    line = batch.lines.get(request=method)
    stranger = make.mentor("Новиков Олег Ильич", consent=False)
    with pytest.raises(Refused, match="Нет согласия Новиков"):
        choose_mentor(line, stranger, by=curator, at=AT)
    Mentor.objects.filter(pk=stranger.pk).update(retired_on=date(2026, 1, 1))
    with pytest.raises(Refused, match="Такого наставника нет в банке"):
        choose_mentor(line, stranger, by=curator, at=AT)


def test_editing_is_the_curators_and_only_of_a_draft(cast, curator, wide, method):
    batch = counted(curator)
    line = batch.lines.get(request=method)
    with pytest.raises(Refused, match="куратору"):
        choose_mentor(line, None, by=cast.actor("director"), at=AT)
    with pytest.raises(Refused, match="куратору"):
        discard_match(batch, by=cast.actor("director"), at=AT)
    discard_match(batch, by=curator, at=AT)
    for act in (choose_mentor, clean_match):
        args = (line, None) if act is choose_mentor else (batch,)
        with pytest.raises(Refused, match="уже опубликован или удалён"):
            act(*args, by=curator, at=AT)


def test_a_held_line_is_not_edited(curator, wide, method):
    asked = make.request(make.mentee().person, state="awaiting_mentor")
    RequestOffer.objects.create(request=asked, mentor=wide, asked_at=AT, due=date(2026, 11, 25))
    line = counted(curator).lines.get(held=True)
    with pytest.raises(Refused, match="уже решается"):
        choose_mentor(line, None, by=curator, at=AT)


# Publishing


def test_offers_go_to_the_mentors(curator, wide, narrow, method, ict):
    batch = counted(curator)
    assert publish(batch, curator) == 2
    asked = {offer.request_id: offer for offer in RequestOffer.objects.all()}
    assert {pk: offer.mentor_id for pk, offer in asked.items()} == {method.pk: narrow.pk, ict.pk: wide.pk}
    assert asked[ict.pk].points == 75
    assert set(MentoringRequest.objects.values_list("state", flat=True)) == {"awaiting_mentor"}
    assert Letter.objects.filter(code="mentor_asked").count() == 2
    batch.refresh_from_db()
    assert (batch.state, batch.way, batch.published_at) == ("published", "offers", AT)
    assert JournalEntry.objects.filter(event="match_published").count() == 1


def test_pairs_are_ready_for_one_order(curator, wide, narrow, method, ict):
    assert publish(counted(curator), curator, "pairs") == 2
    pairs = list(Pair.objects.filter(requests__in=[method, ict]))
    assert [pair.state for pair in pairs] == ["ready", "ready"]
    assert all("Общий подбор" in pair.criteria and "направление запроса" in pair.criteria for pair in pairs)
    assert set(MentoringRequest.objects.values_list("state", flat=True)) == {"mentor_agreed"}
    assert not RequestOffer.objects.exists()


@pytest.mark.parametrize("way", ["offers", "pairs"])
def test_two_mentees_of_one_mentor(curator, wide, method, ict, way):
    Mentor.objects.filter(pk=wide.pk).update(capacity=2)
    batch = counted(curator)
    assert sorted(batch.lines.values_list("points", flat=True)) == [67, 75]  # the second place gives 7 of 15
    assert publish(batch, curator, way) == 2
    if way == "pairs":
        assert [pair.state for pair in Pair.objects.filter(requests__isnull=False)] == ["ready", "ready"]
    else:
        assert [offer.points for offer in RequestOffer.objects.order_by("pk")] == [75, 67]


def test_a_second_publication_does_nothing(curator, wide, method):
    batch = counted(curator)
    publish(batch, curator)
    stale = MatchBatch.objects.get(pk=batch.pk)
    stale.state = "draft"  # a page opened before
    with pytest.raises(Refused, match="уже опубликован или удалён"):
        publish_match(stale, way="pairs", seen=stale.lock_version, by=curator, at=AT)
    assert RequestOffer.objects.count() == 1
    assert not Pair.objects.filter(requests=method).exists()


def withdrawn(method, ict, wide, narrow):
    withdraw_request(ict, by=make.actor(ict.person), at=AT)
    return "Громов Д. О.: Запрос больше не ждёт подбора: отозван."


def filled_up(method, ict, wide, narrow):
    make.pair([wide.person], [make.mentee().person])
    return "ведёт 1 из 1"


def consent_gone(method, ict, wide, narrow):
    Consent.objects.filter(person=narrow.person).update(state="revoked", revoked_on=date(2026, 11, 17))
    return "согласие отозвано"


def left_the_bank(method, ict, wide, narrow):
    Mentor.objects.filter(pk=narrow.pk).update(retired_on=date(2026, 11, 17))
    return "Наставник выбыл из банка"


def asked_by_hand(method, ict, wide, narrow):
    MentoringRequest.objects.filter(pk=ict.pk).update(state="awaiting_mentor")
    RequestOffer.objects.create(request=ict, mentor=narrow, asked_at=AT, due=date(2026, 11, 25))
    return "спросили другого: Узкова В. И."


@pytest.mark.parametrize("happens", [withdrawn, filled_up, consent_gone, left_the_bank, asked_by_hand])
def test_a_line_that_met_an_obstacle_holds_everything_until_it_is_mended(curator, happens, request):
    parts = [request.getfixturevalue(name) for name in ("method", "ict", "wide", "narrow")]
    batch = counted(curator)
    words = happens(*parts)
    before = list(RequestOffer.objects.values_list("pk", flat=True))
    with pytest.raises(Refused) as refusal:
        publish(batch, curator)
    assert words.replace(" ", "") in str(refusal.value).replace("\u00a0", "").replace(" ", "")
    assert "Ничего не опубликовано." in str(refusal.value)
    assert list(RequestOffer.objects.values_list("pk", flat=True)) == before
    batch.refresh_from_db()
    assert batch.state == "draft"
    assert clean_match(batch, by=curator, at=AT) == 1
    assert publish(batch, curator) == 1


def test_what_was_changed_after_the_check_is_checked_again(curator, wide, narrow, method, ict):
    batch = counted(curator)
    seen = batch.lock_version
    choose_mentor(batch.lines.get(request=ict), None, by=curator, at=AT)
    with pytest.raises(Refused, match="Пока вы проверяли, подбор изменили"):
        publish_match(batch, way="offers", seen=seen, by=curator, at=AT)
    assert not RequestOffer.objects.exists()


def test_publishing_nothing_or_in_no_known_way_is_refused(cast, curator, wide, method):
    batch = counted(curator)
    with pytest.raises(Refused, match="как опубликовать"):
        publish(batch, curator, "by post")
    with pytest.raises(Refused, match="куратору"):
        publish(batch, cast.actor("director"))
    choose_mentor(batch.lines.get(), None, by=curator, at=AT)
    with pytest.raises(Refused, match="Публиковать нечего"):
        publish(batch, curator)
    batch.refresh_from_db()
    assert batch.state == "draft"


def test_an_asked_mentor_is_let_go_when_another_was_chosen(curator, wide, narrow, method, ict):
    """Weighed anew: the one asked stays where he is best, or is told kindly that no answer is needed."""
    MentoringRequest.objects.filter(pk=method.pk).update(state="awaiting_mentor")
    RequestOffer.objects.create(request=method, mentor=wide, asked_at=AT, due=date(2026, 11, 25))
    batch = counted(curator, replan=True)
    assert mentors_of(batch) == {method.pk: narrow.pk, ict.pk: wide.pk}
    assert publish(batch, curator) == 2
    answers = {(o.request_id, o.mentor_id): o.answer for o in RequestOffer.objects.all()}
    assert answers[method.pk, wide.pk] == "released"
    assert answers[method.pk, narrow.pk] == answers[ict.pk, wide.pk] == "waiting"
    assert Letter.objects.filter(code="request_released", person=wide.person).count() == 1


@pytest.mark.parametrize("way", ["offers", "pairs"])
def test_an_asked_mentor_whose_request_is_left_without_is_let_go(curator, wide, method, ict, way):
    MentoringRequest.objects.filter(pk=method.pk).update(state="awaiting_mentor")
    RequestOffer.objects.create(request=method, mentor=wide, asked_at=AT, due=date(2026, 11, 25))
    batch = counted(curator, replan=True)
    choose_mentor(batch.lines.get(request=method), None, by=curator, at=AT)
    choose_mentor(batch.lines.get(request=ict), wide, by=curator, at=AT)
    assert publish(batch, curator, way) == 1
    method.refresh_from_db()
    assert method.state == "awaiting_curator"
    assert RequestOffer.objects.get(request=method).answer == "released"


def test_whose_date_passed_meanwhile_is_asked_again_when_the_curator_publishes(curator, wide, method):
    MentoringRequest.objects.filter(pk=method.pk).update(state="awaiting_mentor")
    RequestOffer.objects.create(request=method, mentor=wide, asked_at=AT, due=date(2026, 11, 25))
    batch = counted(curator, replan=True)
    RequestOffer.objects.update(answer="expired", answered_at=AT)
    MentoringRequest.objects.filter(pk=method.pk).update(state="expired")
    assert publish(batch, curator) == 1
    assert RequestOffer.objects.filter(request=method, answer="waiting").count() == 1


def test_who_is_asked_already_is_not_asked_twice(curator, wide, method):
    MentoringRequest.objects.filter(pk=method.pk).update(state="awaiting_mentor")
    offer = RequestOffer.objects.create(request=method, mentor=wide, asked_at=AT, due=date(2026, 11, 25))
    other = make.request(make.mentee().person, direction_codes=("method",))
    Mentor.objects.filter(pk=wide.pk).update(capacity=2)
    batch = counted(curator, replan=True)
    assert publish(batch, curator) == 1
    offer.refresh_from_db()
    assert offer.answer == "waiting"
    assert RequestOffer.objects.get(request=other).mentor_id == wide.pk


# The table of steps, by hand

ALLOWED = {
    ("curator", "computing"): {"discard"},
    ("curator", "draft"): {"publish", "discard"},
    ("curator", "failed"): {"discard"},
}


@pytest.mark.parametrize("state", ["computing", "draft", "published", "discarded", "failed"])
def test_every_role_may_take_exactly_these_steps(cast, state):
    batch = MatchBatch(year=make.year(), state=state, created_at=AT)
    for part in ("curator", "director", "supervisor", "mentor", "mentee", "admin", "outsider"):
        actor = cast.actor(part)
        verdicts = {name: MATCH.verdict(name, actor, batch) for name in MATCH.transitions}
        assert {name for name, verdict in verdicts.items() if verdict} == ALLOWED.get((part, state), set())
        assert all(verdict or verdict.reason for verdict in verdicts.values())
