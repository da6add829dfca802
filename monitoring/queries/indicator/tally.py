"""Plain counts of the register: arms of one UNION, so that many figures cost one query, whatever the number of people."""

from django.db.models import Count, F, IntegerField, Q, Sum, Value

from mentoring.choices import Side
from mentoring.models import Pair
from monitoring.queries.dashboard import sets as shared
from programs.choices import EndGround, EventState

from . import sets


def people(question):
    """Teachers who took part in the window, young ones among them."""
    window = question.window
    teacher, is_young = shared.teacher_in(window), sets.young(window.on)
    return shared.people(question).order_by(), {
        "teachers": Count("pk", filter=teacher),
        "involved": Count("pk", filter=teacher & shared.taking_part_in(window)),
        "mentors": Count("pk", filter=teacher & sets.side_in(window, Side.MENTOR)),
        "young": Count("pk", filter=teacher & is_young),
        "young_covered": Count("pk", filter=teacher & is_young & sets.side_in(window, Side.MENTEE)),
    }


def leaving(question):
    """Headcount on the first day of the year and on the date, and who left between them."""
    window = question.window
    first, last = shared.teacher_in(sets.on_day(window.starts)), shared.teacher_in(sets.on_day(window.on))
    is_young, left = sets.young(window.starts), sets.left_in(window)
    return shared.people(question).order_by(), {
        "first": Count("pk", filter=first),
        "last": Count("pk", filter=last),
        "left": Count("pk", filter=left),
        "young_first": Count("pk", filter=first & is_young),
        "young_last": Count("pk", filter=last & is_young),
        "young_left": Count("pk", filter=left & is_young),
    }


def pairs(question):
    """Pairs of the date with a program; pairs of the year so far and how many mentors were replaced in them."""
    window = question.window
    live, period = sets.pair_in(window), sets.pair_in(sets.period_of(window))
    changed = Q(composition_changes__in=sets.replacements_in(window).values("pk"))
    return Pair.objects.order_by(), {
        "need": Count("pk", filter=live & sets.needs_program(), distinct=True),
        "with_program": Count("pk", filter=live & sets.needs_program() & sets.has_program(window), distinct=True),
        "period": Count("pk", filter=period, distinct=True),
        "replaced": Count("composition_changes", filter=period & changed, distinct=True),
    }


def awaited(question):
    """Programs whose term has come: how many were approved by it."""
    return sets.awaited(question.window).order_by(), {
        "due": Count("pk"),
        "in_time": Count("pk", filter=Q(ready_on__lte=F("wanted_by"))),
    }


def programs(question):
    """Programs of the year: ended on each ground, made longer, all."""
    window = question.window
    ended = sets.ended_in(window)
    return shared.all_programs(question).order_by(), {
        "all": Count("pk", filter=shared.in_year(window)),
        "extended": Count("pk", filter=shared.in_year(window) & sets.extended(window)),
        "ended": Count("pk", filter=ended),
        **{ground.value: Count("pk", filter=ended & Q(end_ground=ground)) for ground in EndGround},
    }


def events(question):
    """Events of the plans, by the dashboard's own conditions."""
    window = question.window
    due = shared.due(window)
    return shared.events(question).order_by(), {
        "due": Count("pk", filter=due),
        "done": Count("pk", filter=shared.done(window)),
        "partly": Count("pk", filter=due & Q(state=EventState.PARTLY)),
        "moved": Count("pk", filter=due & Q(state=EventState.MOVED)),
    }


def mentors(question):
    """Mentors of the bank, those with a fresh confirmed course among them."""
    return shared.mentors(question).order_by(), {
        "all": Count("pk"),
        "trained": Count("pk", filter=sets.trained(question.on)),
    }


def partners(question):
    return sets.partners_in(question.window).order_by(), {
        "people": Count("person", distinct=True),
        "organizations": Count("person__organization", distinct=True),
    }


def meetings(question):
    return sets.meetings_in(question.window).order_by(), {"held": Count("pk"), "minutes": Sum("minutes", default=0)}


ARMS = {arm.__name__: arm for arm in (people, leaving, pairs, awaited, programs, events, mentors, partners, meetings)}


def tally(questions, names):
    """[{arm: {count's name: number}}] of these arms for every question, in one query; an arm over no rows is all zeros."""
    chosen = {(n, name): ARMS[name](asked) for n, asked in enumerate(questions) for name in names}
    widest = max((len(wanted) for _, wanted in chosen.values()), default=0)
    arms = [_arm(f"{n} {name}", rows, wanted, widest) for (n, name), (rows, wanted) in chosen.items()]
    found = {row[0]: row[1:] for row in (arms[0].union(*arms[1:], all=True) if arms[1:] else arms[0])} if arms else {}
    zeros = (0,) * widest
    return [
        {
            name: dict(zip(wanted, (number or 0 for number in found.get(f"{n} {name}", zeros)), strict=False))
            for (place, name), (_, wanted) in chosen.items()
            if place == n
        }
        for n in range(len(questions))
    ]


def _arm(label, rows, wanted, widest):
    counts = {f"tally_{n}": count for n, count in enumerate(wanted.values())}
    padding = {f"tally_{n}": Value(0, IntegerField()) for n in range(len(wanted), widest)}
    return rows.annotate(tally_of=Value(label)).values_list("tally_of").annotate(**counts, **padding)
