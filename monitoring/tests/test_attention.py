"""Every rule finds its case at the threshold and not before, and says who answers (part 19 of the starter content)."""

from datetime import date

import pytest

from mentoring.choices import Side
from mentoring.kit.dates import words
from mentoring.models import Agreement, Consent, Diagnosis, DiagnosisCard, Mentor, Person, RequestOffer, Setting
from mentoring.office import forget
from mentoring.tests import make
from monitoring.attention import RULES, attention_counts, attention_page, attention_rules
from monitoring.models import Evaluation, ObservationCard
from monitoring.tests.make_dashboard import ON, days, event, knowledge_test, meeting, observed, program
from programs.models import Program

SINCE = date(2026, 9, 7)


@pytest.fixture
def pair(college):
    """A pair that nothing is wrong with."""
    mentor, mentee = make.mentor("Панина Светлана Игоревна").person, make.mentee("Ершов Денис Павлович").person
    return make.pair([mentor], [mentee], since=SINCE)


@pytest.fixture
def running(pair):
    found = program(pair)
    meeting(found, days(-1))
    card(pair.mentees[0])
    knowledge_test(found, pair.mentees[0])
    observed(found)
    return found


def card(person, *, moment="entry", state="done"):
    """A card of difficulties, filled in unless said otherwise."""
    made = {"asked_at": make.moment(), "done_at": make.moment() if state == "done" else None}
    return Diagnosis.objects.create(
        person=person, card=DiagnosisCard.objects.first(), moment=moment, state=state, **made
    )


def found(code, **asked):
    """Cases of one rule on ON."""
    return attention_page(ON, [code], 0, 50, **asked)


def setting(code, value):
    Setting.objects.filter(code=code).update(value=value)
    forget()


def test_a_healthy_pair_is_left_in_peace(running):
    event(running, days(-1), "done")
    event(running, days(1))
    assert attention_rules(ON).total == 0
    assert attention_counts(ON) == ()


def test_no_meeting(running):
    running.meetings.all().delete()
    meeting(running, days(-14))
    case = found("no_meeting")[0]
    assert (case.figure, case.note, case.title) == ("14\u00a0дней", "без встреч", "Панина → Ершов")
    assert case.text == "Последняя встреча 4\u00a0ноября"
    assert (case.owner, case.action) == (
        "Отвечает наставник Панина\u00a0С.\u00a0И.",
        "записать встречу или назначить новую",
    )
    assert case.url == f"/programs/{running.pk}/" or case.url.endswith(f"/{running.pk}/")
    meeting(running, days(-13))
    assert found("no_meeting") == ()


def test_no_meeting_counts_from_the_first_day_of_the_program_and_only_held_meetings(running):
    running.meetings.update(state="not_held")
    meeting(running, days(5), "scheduled")
    case = found("no_meeting")[0]
    assert (case.figure, case.text) == ("72\u00a0дня", "Встреч ещё не было")


@pytest.mark.parametrize("change", [{"kind": "situational"}, {"kind": "speed"}, {"state": "paused"}])
def test_no_meeting_is_not_asked_of_rare_kinds_and_paused_pairs(running, change):
    running.meetings.all().delete()
    assert len(found("no_meeting")) == 1
    type(running.pair).objects.filter(pk=running.pair_id).update(**change)
    assert found("no_meeting") == ()


def test_no_meeting_obeys_the_setting(running):
    running.meetings.all().delete()
    meeting(running, days(-14))
    setting("attention_no_meeting_days", 15)
    assert found("no_meeting") == ()


def test_overdue_events(running):
    event(running, days(0))
    event(running, days(-5), required=False)
    event(running, days(-5), "partly")
    assert found("overdue_events") == ()
    event(running, days(-3))
    event(running, days(-2), "moved")
    case = found("overdue_events")[0]
    assert (case.figure, case.note) == ("2", "мероприятия просрочены")
    assert case.text == "Самый ранний срок был 15\u00a0ноября"
    setting("attention_overdue_events", 3)
    assert found("overdue_events") == ()


def test_program_late(pair):
    order = pair.order
    order.date = days(-14)
    order.save(update_fields=["date"])
    assert found("program_late") == ()
    order.date = days(-15)
    order.save(update_fields=["date"])
    case = found("program_late")[0]
    assert (case.figure, case.note) == ("1\u00a0день", "после срока")
    assert case.text == "Программа ещё не начата. По приказу её ждали к 17\u00a0ноября"
    assert case.url.endswith(f"/{pair.pk}/")


def test_an_order_that_names_the_day_is_believed(pair):
    order = pair.order
    order.date, order.requisites = days(-3), {"programs_due": days(0).isoformat()}
    order.save(update_fields=["date", "requisites"])
    assert found("program_late") == ()
    order.requisites = {"programs_due": days(-1).isoformat()}
    order.save(update_fields=["requisites"])
    assert found("program_late")[0].text.endswith(f"к {words(days(-1))}")


@pytest.mark.parametrize(
    ("state", "owner"),
    [
        ("draft", "Отвечает наставник Панина\u00a0С.\u00a0И."),
        ("returned", "Отвечает наставник Панина\u00a0С.\u00a0И."),
        ("submitted", "Отвечает куратор"),
        ("awaiting_director", "Отвечает тот, кто утверждает программы"),
    ],
)
def test_a_late_program_waits_for_whose_turn_it_is(pair, state, owner):
    program(pair, state=state)
    pair.order.date = days(-20)
    pair.order.save(update_fields=["date"])
    assert [case.owner for case in found("program_late")] == [owner]


@pytest.mark.parametrize("state", ["awaiting_acquaintance", "active", "finishing", "completed"])
def test_an_approved_program_is_not_late(pair, state):
    pair.order.date = days(-20)
    pair.order.save(update_fields=["date"])
    program(pair, state=state)
    assert found("program_late") == ()


def test_ending_soon_and_term_passed_meet_on_the_last_day(running):
    for until, ending, passed in ((15, 0, 0), (14, 1, 0), (0, 1, 0), (-1, 0, 1)):
        Program.objects.filter(pk=running.pk).update(until=days(until))
        assert (len(found("ending_soon")), len(found("term_passed"))) == (ending, passed), until
    assert found("term_passed")[0].figure == "1\u00a0день"


def test_ending_soon_is_over_once_the_completion_has_begun(running):
    Program.objects.filter(pk=running.pk).update(until=days(3), state="finishing")
    assert found("ending_soon") == ()


@pytest.mark.parametrize(("side", "words"), [("mentor", "уходит наставник"), ("mentee", "уходит наставляемый")])
def test_mentor_leaving(running, side, words):
    member = running.pair.members.get(side=side)
    Person.objects.filter(pk=member.person_id).update(left_on=days(31))
    assert found("mentor_leaving") == ()
    Person.objects.filter(pk=member.person_id).update(left_on=days(30))
    case = found("mentor_leaving")[0]
    assert (case.figure, case.note, case.owner) == ("18\u00a0декабря", words, "Отвечает куратор")
    running.pair.members.filter(side=side).update(until=days(-1))
    assert found("mentor_leaving") == ()


def test_mentor_overloaded(running):
    mentor = Mentor.objects.get(person__last_name="Панина")
    mentor.capacity = 1
    mentor.save(update_fields=["capacity"])
    assert found("mentor_overloaded") == ()
    make.pair([mentor.person], [make.mentee("Кузьмин Павел Ильич").person], state="ready")
    case = found("mentor_overloaded")[0]
    assert (case.figure, case.note, case.title) == ("2 из 1", "мест занято", "Панина Светлана Игоревна")
    assert case.url.endswith(f"/{mentor.pk}/")


def test_no_consent(running):
    mentor = running.pair.members.get(side=Side.MENTOR).person
    Consent.objects.filter(person=mentor).update(state="outdated")
    assert found("no_consent") == ()
    Consent.objects.filter(person=mentor).update(state="requested", due=days(0))
    assert found("no_consent") == ()
    Consent.objects.filter(person=mentor).update(due=days(-1))
    assert [(case.figure, case.note) for case in found("no_consent")] == [("1\u00a0пара", "без согласия")]
    Consent.objects.filter(person=mentor).delete()
    assert len(found("no_consent")) == 1


def test_no_consent_is_not_asked_of_mentors_without_pairs(college):
    make.mentor(consent=False)
    make.pair([make.mentor("Беева Анна", consent=False).person], state="blocked")
    assert found("no_consent") == ()


def test_no_agreement(pair):
    """After the setting's days from the order; a numbered one is enough, a draft is not; partners have a contract."""
    mentor = pair.members.get(side=Side.MENTOR).person
    Agreement.objects.filter(person=mentor).update(state="ended")
    pair.order.date = days(-2)
    pair.order.save()
    assert found("no_agreement") == ()
    setting("attention_agreement_days", 2)
    assert [(case.figure, case.note) for case in found("no_agreement")] == [("1\u00a0пара", "без соглашения")]
    make.agreement(mentor, state="draft")
    assert len(found("no_agreement")) == 1
    Person.objects.filter(pk=mentor.pk).update(employment="partner")
    assert found("no_agreement") == ()
    Person.objects.filter(pk=mentor.pk).update(employment="staff")
    make.agreement(mentor, state="awaiting_scan")
    assert found("no_agreement") == ()


def test_mentor_untrained(pair):
    mentor = pair.members.get(side=Side.MENTOR).person.mentor
    mentor.courses.update(until=days(0).replace(year=2023))
    assert found("mentor_untrained") == ()
    mentor.courses.update(until=days(-1).replace(year=2023))
    case = found("mentor_untrained")[0]
    assert (case.figure, case.note, case.action) == ("3\u00a0года", "без курса", "предложить курс")
    assert case.text == "Последний курс – 17\u00a0ноября 2023\u00a0года"
    mentor.courses.update(until=days(-10), confirmed_on=None)
    assert found("mentor_untrained")[0].text == "Подтверждённого курса ещё не было"
    mentor.courses.all().delete()
    assert found("mentor_untrained")[0].text == "Подтверждённого курса ещё не было"


def test_request_unanswered(college):
    asked = make.request(make.mentee("Юдин Олег Ильич").person, state="awaiting_mentor")
    mentor = make.mentor("Беева Анна Ильинична")
    offer = RequestOffer.objects.create(
        request=asked, mentor=mentor, asked_at=make.moment("2026-11-14 00:00"), due=days(1)
    )
    assert found("request_unanswered") == ()
    RequestOffer.objects.filter(pk=offer.pk).update(asked_at=make.moment("2026-11-13 23:59"))
    case = found("request_unanswered")[0]
    assert (case.figure, case.note, case.title) == ("5\u00a0дней", "без ответа", "Юдин Олег Ильич")
    assert case.text == "Спросили наставника (Беева) 13\u00a0ноября"
    assert found("request_unanswered", limited=True)[0].url == ""
    RequestOffer.objects.filter(pk=offer.pk).update(answer="declined")
    assert found("request_unanswered") == ()


# The list


@pytest.fixture
def troubled(college):
    """Three pairs without meetings, one of them with an overdue event, and a mentor without consent."""
    first = program(make.pair(since=SINCE))
    event(first, days(-1))
    program(make.pair(since=SINCE))
    program(make.pair([make.mentor("Беева Анна", consent=False).person], since=SINCE))
    for found_program in Program.objects.all():
        card(found_program.pair.mentees[0])
        knowledge_test(found_program, found_program.pair.mentees[0])
        observed(found_program)
    setting("attention_on_no_journal", False)  # the switch: nothing of the rule is left


def test_one_case_of_every_rule_comes_before_a_second_of_any(troubled):
    shown = attention_rules(ON, 4)
    assert [item.code for item in shown.items] == ["no_consent", "overdue_events", "no_meeting", "no_meeting"]
    assert {rule.code: rule.n for rule in shown.rules} == {"no_consent": 1, "overdue_events": 1, "no_meeting": 3}
    assert shown.total == 5


def test_counts_do_not_depend_on_how_many_cases_are_shown(troubled):
    assert attention_rules(ON, 1).rules == attention_rules(ON, 50).rules == attention_counts(ON)


def test_a_department_sees_cases_of_its_own_mentees_and_mentors(troubled):
    ours = make.unit("ЦК права")
    found_program = Program.objects.order_by("pk").first()
    mentee = found_program.pair.members.get(side=Side.MENTEE).person
    Person.objects.filter(pk=mentee.pk).update(unit=ours)
    assert {rule.code: rule.n for rule in attention_counts(ON, unit_ids=(ours.pk,))} == {
        "overdue_events": 1,
        "no_meeting": 1,
    }


@pytest.mark.parametrize("size", [1, 3])
def test_the_number_of_queries_is_constant(college, size, django_assert_num_queries):
    for _ in range(size):
        event(program(make.pair(since=SINCE)), days(-1))
    attention_counts(ON)  # the office's settings come from the cache
    with django_assert_num_queries(3):
        attention_rules(ON, 5)
    with django_assert_num_queries(1):
        attention_counts(ON)


def test_no_entry_diagnosis(running):
    """Clause 4.2: so many days after the program's first day, who was not asked is the curator's to ask."""
    assert [rule.code for rule in attention_counts(ON)] == []  # the card is there: see `running`
    Diagnosis.objects.all().delete()
    case = found("no_entry_diagnosis")[0]
    assert (case.figure, case.note) == ("72\u00a0дня", "без карты на входе")
    assert case.text == "Программа идёт с 7\u00a0сентября, карту никто не просил"
    assert (case.owner, case.action) == ("Отвечает куратор", "попросить заполнить карту")
    assert case.url.endswith(f"/{running.pk}/")
    card(running.pair.mentees[0], state="asked")
    case = found("no_entry_diagnosis")[0]
    assert (case.owner, case.action) == ("Отвечает наставляемый Ершов\u00a0Д.\u00a0П.", "заполнить карту")
    setting("attention_diagnosis_days", 73)
    assert found("no_entry_diagnosis") == ()


def test_no_entry_diagnosis_of_any_mentee_of_a_group_but_not_of_a_consultation(running):
    assert found("no_entry_diagnosis") == ()
    second = make.mentee("Юдин Олег Ильич").person
    running.pair.members.create(person=second, side="mentee", since=SINCE)
    assert len(found("no_entry_diagnosis")) == 1
    card(second, moment="exit")
    assert len(found("no_entry_diagnosis")) == 1
    type(running.pair).objects.filter(pk=running.pair_id).update(kind="speed")
    assert found("no_entry_diagnosis") == ()
    type(running.pair).objects.filter(pk=running.pair_id).update(kind="group")
    card(second)
    assert found("no_entry_diagnosis") == ()


def test_no_entry_test(running):
    """Clause 5.4: 21 days after the first day; who was given the test passes it, else the mentor assigns it."""
    assert found("no_entry_test") == ()  # the test is there: see `running`
    running.knowledge_tests.update(state="missed", percent=None, score=None)
    case = found("no_entry_test")[0]
    assert (case.figure, case.note) == ("72\u00a0дня", "без входного теста")
    assert (case.owner, case.action) == ("Отвечает наставник Панина\u00a0С.\u00a0И.", "назначить тест")
    assert case.url.endswith(f"/programs/{running.pk}/tests/")
    running.knowledge_tests.update(state="assigned")
    case = found("no_entry_test")[0]
    assert (case.owner, case.action) == ("Отвечает наставляемый Ершов\u00a0Д.\u00a0П.", "пройти тест")
    for state, cases in (("awaiting_check", 0), ("skipped", 0), ("in_progress", 1)):
        running.knowledge_tests.update(state=state)
        assert len(found("no_entry_test")) == cases, state
    running.knowledge_tests.update(counts=False)
    setting("attention_entry_test_days", 72)
    assert len(found("no_entry_test")) == 1
    setting("attention_entry_test_days", 73)
    assert found("no_entry_test") == ()


@pytest.mark.parametrize("excuse", ["consultation", "levels", "by_hand", "switch"])
def test_no_entry_test_is_not_asked_where_knowledge_is_not_measured_so(running, excuse):
    running.knowledge_tests.all().delete()
    assert len(found("no_entry_test")) == 1
    evaluation = Evaluation.objects.create(program=running, created_at=make.moment(), levels=["1", "2"])
    assert len(found("no_entry_test")) == 1
    if excuse == "consultation":
        type(running.pair).objects.filter(pk=running.pair_id).update(kind="speed")
    if excuse == "levels":
        Evaluation.objects.update(levels=["1", "4"])
    if excuse == "by_hand":
        evaluation.entries.create(level="2", name="Другой тест", before=40, entered_at=make.moment())
    if excuse == "switch":
        setting("attention_on_no_entry_test", False)
    assert found("no_entry_test") == ()


def test_no_entry_test_of_any_mentee_of_a_group(running):
    second = make.mentee("Юдин Олег Ильич").person
    running.pair.members.create(person=second, side="mentee", since=SINCE)
    assert len(found("no_entry_test")) == 1
    knowledge_test(running, second)
    assert found("no_entry_test") == ()


def test_no_acquaintance(pair):
    """One row a document, with a way to its list of readers; who left, was excused or has read is not waited for."""
    readers = [make.person(f"Читатель {name}") for name in ("А", "Б", "В", "Г")]
    marks = [pair.order.acquaintances.create(person=reader, due=days(-1)) for reader in readers]
    case = found("no_acquaintance")[0]
    assert (case.figure, case.note) == ("4", "человека не ознакомились")
    assert case.text == "Срок был 17\u00a0ноября"
    assert (case.title, case.url) == (pair.order.title, f"/acquaintance/{pair.order_id}/")
    assert (case.owner, case.action) == ("Отвечает куратор", "напомнить или отметить бумажный лист")
    assert found("no_acquaintance", limited=True)[0].url == ""
    marks[0].done_at = make.moment()
    marks[1].excused = "в отпуске"
    marks[2].due = days(0)
    for mark in marks:
        mark.save()
    readers[3].left_on = days(-2)
    readers[3].save(update_fields=["left_on"])
    assert found("no_acquaintance") == ()
    readers[3].left_on = None
    readers[3].save(update_fields=["left_on"])
    assert found("no_acquaintance")[0].figure == "1"
    setting("attention_acquaintance_days", 2)
    assert found("no_acquaintance") == ()


def test_observation_due(running):
    """Clause 5.4-3: so many days after the first day nobody has observed a lesson nor is going to."""
    assert found("observation_due") == ()
    ObservationCard.objects.update(state="not_held", reason="карантин")
    case = found("observation_due")[0]
    assert (case.figure, case.note) == ("72\u00a0дня", "без наблюдения")
    assert case.text == "Программа идёт с 7\u00a0сентября, занятие ещё не наблюдали"
    assert (case.owner, case.action) == ("Отвечает куратор", "назначить наблюдение")
    assert case.url.endswith(f"/programs/{running.pk}/observations/")
    setting("attention_observation_days", 73)
    assert found("observation_due") == ()


def test_observation_is_not_due_where_level_3_is_off_nor_of_consultations(running):
    ObservationCard.objects.all().delete()
    evaluation = Evaluation.objects.create(program=running, levels=["1", "3"], created_at=make.moment())
    assert len(found("observation_due")) == 1
    evaluation.levels = ["1", "2", "4"]
    evaluation.save()
    assert found("observation_due") == ()
    evaluation.delete()
    type(running.pair).objects.filter(pk=running.pair_id).update(kind="speed")
    assert found("observation_due") == ()


def test_every_rule_names_an_owner_an_action_and_a_door():
    assert len({rule.code for rule in RULES}) == len(RULES) == 22
    for rule in RULES:
        assert rule.owner in ("mentor", "mentee", "curator")
        assert rule.action
        assert rule.button.startswith("Открыть ")


def test_an_initial_does_not_double_the_dot(running):
    Person.objects.filter(last_name="Панина").update(left_on=days(1))
    case = found("mentor_leaving")[0]
    assert case.deed.text == ("Уходит Панина\u00a0С.\u00a0И. Отвечает куратор: решить, как завершить.")
    assert case.brief.text == "Уходит Панина\u00a0С.\u00a0И. Отвечает куратор."
    assert (case.brief.mentors, case.deed.mentors[0].last_name) == ((), "Панина")
