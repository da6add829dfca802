"""The named rules of «Требует внимания» (clauses 3, 4.2, 5.3); their thresholds are the college's settings."""

from datetime import datetime, time, timedelta

from django.db.models import Case, CharField, Count, F, FilteredRelation, Max, Min, Q, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from mentoring.choices import AgreementState, ConsentKind, ConsentState, Employment, Kind, OfferAnswer, PairState, Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.dates import add_years, words
from mentoring.kit.text import NBSP, count_of, initials, plural
from mentoring.models import Agreement, Consent, MentorCourse, Pair, PairMember, RequestOffer
from mentoring.queries.load import FIRM
from programs.choices import OPEN_STATES, RUNNING_STATES, UNMARKED_EVENT_STATES, MeetingState, ProgramState
from programs.models import Program

from .load import led, program_wanted_by
from .rule import Said

HELD = (MeetingState.RECORDED, MeetingState.CONFIRMED, MeetingState.DISPUTED)
MEETING_STATES = (PairState.ACTIVE, PairState.SUBSTITUTION, PairState.REPLACING, PairState.ENDING)
RARE_KINDS = (Kind.SITUATIONAL, Kind.SPEED)
APPROVED = (
    ProgramState.AWAITING_ACQUAINTANCE,
    ProgramState.ACTIVE,
    ProgramState.FINISHING,
    ProgramState.COMPLETED,
    ProgramState.ENDED_EARLY,
)
WAITED_FOR = {
    ProgramState.SUBMITTED: "ждёт решения куратора",
    ProgramState.AWAITING_DIRECTOR: "ждёт утверждения",
    ProgramState.RETURNED: "на доработке",
    ProgramState.DRAFT: "составляется",
}
MENTOR_CONSENTS = (ConsentKind.MENTOR, ConsentKind.PARTNER_MENTOR)
IN_FORCE = (ConsentState.GIVEN, ConsentState.OUTDATED)
AGREED = (AgreementState.AWAITING_SCAN, AgreementState.IN_FORCE)
ON_THE_WAY = (ConsentState.REQUESTED, ConsentState.AWAITING_SCAN)
PERSON = {"surname": "last_name", "given": "first_name", "middle": "patronymic"}


def _name(path):
    return {column: F(f"{path}__{field}") for column, field in PERSON.items()}


def _days(number):
    return count_of(number, "day")


# Pairs and programs


def no_meeting(asked):
    """No meeting held for so many days, counted from the last one or from the program's first day."""
    edge = asked.on - timedelta(days=asked.setting("attention_no_meeting_days"))
    found = (
        Program.objects.filter(asked.of_pairs("pair"), state__in=RUNNING_STATES, pair__state__in=MEETING_STATES)
        .exclude(pair__kind__in=RARE_KINDS)
        .annotate(last=Max("meetings__starts_at", filter=Q(meetings__state__in=HELD)))
        .annotate(quiet=Coalesce(TruncDate("last"), F("activated_on"), F("since")))
        .filter(quiet__lte=edge)
    )
    met = Case(When(last__isnull=False, then=Value("met")), default=Value(""), output_field=CharField())
    return found, {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("quiet"), "fact": met}, [F("quiet").asc()]


def say_no_meeting(found, asked):
    text = f"Последняя встреча {words(found.day)}" if found.fact else "Встреч ещё не было"
    days = (asked.on - found.day).days
    return Said(_days(days), "без встреч", text, severe=days >= asked.setting("attention_no_meeting_severe_days"))


def overdue_events(asked):
    """Required events whose date passed without a mark, as many as the threshold or more; all events by the setting."""
    required = {"events__required": True} if asked.setting("attention_overdue_required") else {}
    found = (
        Program.objects.filter(asked.of_pairs("pair"), state__in=RUNNING_STATES)
        .filter(events__state__in=UNMARKED_EVENT_STATES, events__due__lt=asked.on, **required)
        .annotate(late=Count("events"), oldest=Min("events__due"))
        .filter(late__gte=asked.setting("attention_overdue_events"))
    )
    columns = {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("oldest"), "amount": F("late")}
    return found, columns, [F("late").desc(), F("oldest").asc()]


def say_overdue_events(found, asked):
    note = plural(found.amount, "мероприятие просрочено", "мероприятия просрочены", "мероприятий просрочено")
    return Said(str(found.amount), note, f"Самый ранний срок был {words(found.day)}")


def program_late(asked):
    """A live pair whose program is not approved by the day its order names, else so many days after the order."""
    approved = Program.objects.filter(state__in=APPROVED, pair__state__in=LIVE_STATES).values("pair_id")
    found = (
        Pair.objects.filter(asked.of_pairs("pk"), state__in=LIVE_STATES, order__date__isnull=False)
        .alias(wanted_by=program_wanted_by(asked.setting("program_due_days_after_order")))
        .filter(wanted_by__lt=asked.on)
        .exclude(kind=Kind.SPEED)
        .exclude(pk__in=approved)
        .alias(draft=FilteredRelation("programs", condition=Q(programs__state__in=OPEN_STATES)))
    )
    columns = {
        "thing": F("pk"),
        "subject": F("draft__pk"),
        "pair_key": F("pk"),
        "day": F("wanted_by"),
        "fact": Coalesce(F("draft__state"), Value(""), output_field=CharField()),
    }
    return found, columns, [F("wanted_by").asc()]


def say_program_late(found, asked):
    state = WAITED_FOR.get(found.fact, "ещё не начата")
    decides = {ProgramState.SUBMITTED: "curator", ProgramState.AWAITING_DIRECTOR: "approver"}.get(found.fact, "")
    return Said(
        _days((asked.on - found.day).days),
        "после срока",
        f"Программа {state}. По приказу её ждали к {words(found.day)}",
        owner=decides,
        action="принять решение" if decides else "",
    )


def ending_soon(asked):
    until = asked.on + timedelta(days=asked.setting("attention_ending_days"))
    found = Program.objects.filter(
        asked.of_pairs("pair"), state=ProgramState.ACTIVE, until__gte=asked.on, until__lte=until
    )
    return found, {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("until")}, [F("until").asc()]


def say_ending_soon(found, asked):
    left = (found.day - asked.on).days
    return Said(_days(left) if left else "сегодня", "до конца программы", f"Последний день – {words(found.day)}")


def term_passed(asked):
    found = Program.objects.filter(asked.of_pairs("pair"), state__in=RUNNING_STATES, until__lt=asked.on)
    return found, {"subject": F("pk"), "pair_key": F("pair_id"), "day": F("until")}, [F("until").asc()]


def say_term_passed(found, asked):
    return Said(_days((asked.on - found.day).days), "после конца срока", f"Срок программы был {words(found.day)}")


def leaving(asked):
    """A member of a live pair leaves within so many days, or has already left."""
    until = asked.on + timedelta(days=asked.setting("attention_leaving_days"))
    found = PairMember.objects.filter(
        asked.of_pairs("pair"), until__isnull=True, pair__state__in=LIVE_STATES, person__left_on__lte=until
    )
    columns = {
        "thing": F("pk"),
        "subject": F("pair_id"),
        "pair_key": F("pair_id"),
        "person_key": F("person_id"),
        "day": F("person__left_on"),
        "fact": F("side"),
        **_name("person"),
    }
    return found, columns, [F("person__left_on").asc()]


def say_leaving(found, asked):
    who = "наставник" if found.fact == Side.MENTOR else "наставляемый"
    return Said(words(found.day), f"уходит {who}", f"Уходит {found.surname}{NBSP}{initials(found.given, found.middle)}")


# Mentors and requests


def overloaded(asked):
    """More mentees than agreed, drafts counted as in mentoring/queries/load.py."""
    rows, taken = led()
    found = (
        rows.filter(asked.of_people("person"), person__mentor__retired_on__isnull=True)
        .values("person_id", "person__mentor__capacity", *(f"person__{field}" for field in PERSON.values()))
        .annotate(taken=taken)
        .filter(taken__gte=F("person__mentor__capacity") + asked.setting("attention_over_capacity"))
    )
    who = F("person_id")
    columns = {"subject": who, "person_key": who, "amount": F("taken"), "top": F("person__mentor__capacity")}
    return found, {**columns, **_name("person")}, [F("taken").desc()]


def say_overloaded(found, asked):
    return Said(f"{found.amount} из {found.top}", "мест занято", "Ведёт больше, чем договорились")


def no_consent(asked):
    """A mentor of a live pair or of an order being signed: the consent is not in force nor on its way (clause 4.2)."""
    kept = Consent.objects.filter(
        Q(state__in=IN_FORCE) | Q(state__in=ON_THE_WAY, due__gte=asked.on), kind__in=MENTOR_CONSENTS
    )
    found = (
        PairMember.objects.filter(asked.of_people("person"), side=Side.MENTOR, until__isnull=True, pair__state__in=FIRM)
        .exclude(person__in=kept.values("person_id"))
        .values("person_id", *(f"person__{field}" for field in PERSON.values()))
        .annotate(pairs=Count("pair", distinct=True))
    )
    columns = {"subject": F("person_id"), "person_key": F("person_id"), "amount": F("pairs")}
    return found, {**columns, **_name("person")}, [F("pairs").desc()]


def say_no_consent(found, asked):
    return Said(count_of(found.amount, "pair"), "без согласия", "Письменного согласия наставника нет (п. 4.2)")


def no_agreement(asked):
    """An employed mentor of a live pair so many days after its order without an additional agreement (351.8)."""
    edge = asked.on - timedelta(days=asked.setting("attention_agreement_days"))
    covered = Agreement.objects.filter(state__in=AGREED).values("person_id")
    found = (
        PairMember.objects.filter(
            asked.of_people("person"),
            side=Side.MENTOR,
            until__isnull=True,
            pair__state__in=LIVE_STATES,
            pair__order__date__lte=edge,
            person__employment__in=(Employment.STAFF, Employment.PART_TIME),
        )
        .exclude(person__in=covered)
        .values("person_id", *(f"person__{field}" for field in PERSON.values()))
        .annotate(pairs=Count("pair", distinct=True))
    )
    columns = {"subject": F("person_id"), "person_key": F("person_id"), "amount": F("pairs")}
    return found, {**columns, **_name("person")}, [F("pairs").desc()]


def say_no_agreement(found, asked):
    return Said(count_of(found.amount, "pair"), "без соглашения", "Дополнительного соглашения нет")


def untrained(asked):
    """A mentor of a live pair without a confirmed course of the setting's years (clause 2)."""
    edge = add_years(asked.on, -asked.setting("mentor_training_years"))
    trained = MentorCourse.objects.filter(confirmed_on__isnull=False, until__gte=edge).values("mentor_id")
    found = (
        PairMember.objects.filter(
            asked.of_people("person"), side=Side.MENTOR, until__isnull=True, pair__state__in=LIVE_STATES
        )
        .filter(person__mentor__retired_on__isnull=True, person__mentor__isnull=False)
        .exclude(person__in=trained)
        .values("person_id", *(f"person__{field}" for field in PERSON.values()))
        .annotate(
            last=Max("person__mentor__courses__until", filter=Q(person__mentor__courses__confirmed_on__isnull=False))
        )
    )
    columns = {"subject": F("person_id"), "person_key": F("person_id"), "day": F("last")}
    return found, {**columns, **_name("person")}, [F("last").asc(nulls_first=True)]


def say_untrained(found, asked):
    years = count_of(asked.setting("mentor_training_years"), "year")
    last = f"Последний курс – {words(found.day, year=True)}" if found.day else "Подтверждённого курса ещё не было"
    return Said(years, "без курса", last)


def unanswered(asked):
    """A mentor was asked so many days ago and has not answered."""
    edge = asked.on - timedelta(days=asked.setting("request_curator_day"))
    before = timezone.make_aware(datetime.combine(edge + timedelta(days=1), time.min))
    found = RequestOffer.objects.filter(
        asked.of_people("request__person"), answer=OfferAnswer.WAITING, asked_at__lt=before
    )
    columns = {
        "subject": F("request_id"),
        "person_key": F("request__person_id"),
        "day": TruncDate("asked_at"),
        "fact": F("mentor__person__last_name"),
        **_name("request__person"),
    }
    return found, columns, [F("asked_at").asc()]


def say_unanswered(found, asked):
    asked_on = words(found.day)
    return Said(_days((asked.on - found.day).days), "без ответа", f"Спросили наставника ({found.fact}) {asked_on}")
