"""The two registers of the bank row by row, for a table: who, how to reach, with what, since when, with whom."""

from django.db.models import F, Prefetch

from mentoring.access import mentees_for, mentors_for
from mentoring.choices import Side
from mentoring.choices.pair import LIVE_STATES
from mentoring.kit.text import small_first
from mentoring.models import MentoringRequest, PairMember
from mentoring.office import office
from mentoring.queries.load import load_by_mentor
from mentoring.queries.mentee import mentors_of
from mentoring.queries.mentor_consent import consent_date, mentor_consents


def mentor_rows(actor, on):
    """Values of every mentor in order; nine queries whatever their number."""
    marks = ("group_evidence__group", "competence_marks__competence", "directions")
    mentors = list(
        mentors_for(actor)
        .select_related("person__unit", "person__organization")
        .prefetch_related(*marks)
        .order_by("person__sort_key", "pk")
    )
    loads, helped = load_by_mentor([m.pk for m in mentors]), _mentees_of([m.pk for m in mentors])
    consents = mentor_consents([m.person for m in mentors])
    for number, mentor in enumerate(mentors, 1):
        load = loads.get(mentor.pk, 0)
        yield (
            number,
            *_who(mentor.person, on),
            ", ".join(str(row.group) for row in mentor.group_evidence.all()),
            ", ".join(str(row.competence) for row in mentor.competence_marks.all() if row.confirmed),
            mentor.achievements,
            ", ".join(d.short for d in mentor.directions.all()),
            _labels("form", mentor.forms),
            _labels("kind", mentor.kinds),
            mentor.get_mode_display(),
            mentor.schedule,
            mentor.capacity,
            load,
            max(mentor.capacity - load, 0),
            _given(consents.get(mentor.pk)),
            mentor.since,
            ", ".join(helped.get(mentor.pk, ())),
        )


def mentee_rows(actor, on):
    """Values of every mentee in order; seven queries whatever their number."""
    newest = MentoringRequest.objects.exclude(state="draft").order_by("-pk").prefetch_related("directions")
    mentees = list(
        mentees_for(actor)
        .select_related("person__unit", "person__organization")
        .prefetch_related("groups", Prefetch("person__requests", newest, to_attr="sent_requests"))
        .order_by("person__sort_key", "pk")
    )
    helped = mentors_of([m.pk for m in mentees])
    for number, mentee in enumerate(mentees, 1):
        asked = mentee.person.sent_requests[:1]
        yield (
            number,
            *_who(mentee.person, on),
            mentee.person.hired_on,
            ", ".join(str(group) for group in mentee.groups.all()),
            asked[0].problem if asked else "",
            ", ".join(d.short for d in asked[0].directions.all()) if asked else "",
            small_first(asked[0].get_state_display()) if asked else "",
            mentee.since,
            ", ".join(helped.get(mentee.pk, ())),
        )


def _who(person, on):
    return (
        person.full_name,
        person.email or "",
        person.phone,
        person.post,
        person.unit.name if person.unit else person.organization.short_name,
        person.get_category_display(),
        person.years_of_teaching(on),
    )


def _labels(group, codes):
    return ", ".join(small_first(office().label(group, code)) for code in codes)


def _given(consent):
    return consent_date(consent) if consent and consent.state in ("given", "outdated") else None


def _mentees_of(mentors):
    """{mentor's person id: short names of mentees now}."""
    rows = PairMember.objects.filter(
        side=Side.MENTEE,
        until__isnull=True,
        pair__state__in=LIVE_STATES,
        pair__members__side=Side.MENTOR,
        pair__members__until__isnull=True,
        pair__members__person__in=mentors,
    )
    found = {}
    rows = rows.annotate(mentor_id=F("pair__members__person")).select_related("person")
    for row in rows.order_by("person__sort_key"):
        names = found.setdefault(row.mentor_id, [])
        if row.person_id != row.mentor_id and row.person.short_name not in names:
            names.append(row.person.short_name)
    return found
