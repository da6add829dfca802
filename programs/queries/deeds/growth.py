"""Inductions whose entries wait for the reader's tick; reflections it is time to write."""

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource
from mentoring.kit.ladder import NEVER
from mentoring.models import PairMember
from programs.choices import OPEN_STATES
from programs.choices.growth import InductionState, ReflectionPoint, ReflectionState
from programs.models import Induction, InductionEntry, Reflection
from programs.queries.reflection import due_programs

from .row import OF_PROGRAM, made

OF_REFLECTED = ("state", "until", "ended_on", "pair__name", "pair__ended_on")
OF_LIST = ("due", "mentee__last_name", "mentee__first_name", "mentee__patronymic", *OF_PROGRAM)


def sources(actor, on):
    if not actor.person or not actor.has("mentor", "mentee", "partner"):
        return []
    return [*_inductions(actor, on), *(_reflection(actor, point, on) for point in ReflectionPoint.values)]


def _inductions(actor, on):
    """The mentor ticks what is not shown yet; the mentee what was shown and is not called clear."""
    rows = Induction.objects.filter(state=InductionState.OPEN, program__state__in=OPEN_STATES)
    me = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, until=None)
    entries = InductionEntry.objects.filter(induction=OuterRef("pk"), required=True)
    show = rows.filter(Exists(me.filter(side=Side.MENTOR)), Exists(entries.filter(shown_at=None)))
    clear = rows.filter(
        Exists(me.filter(side=Side.MENTEE)),
        Exists(entries.filter(shown_at__isnull=False, clear_at=None)),
        mentee=actor.person,
    )
    common = {"fields": OF_LIST, "pair": lambda row: row.program.pair}
    return [
        DeedSource(
            "show_induction", show.exclude(mentee=actor.person), lambda row: _show(actor, row, on), "Ввод в должность",
            "mentor", **common,
        ),
        DeedSource("clear_induction", clear, lambda row: _clear(actor, row, on), "Ввод в должность", "mentee", **common),
    ]  # fmt: skip


def _show(actor, induction, on):
    title = f"Ввод в должность, {induction.mentee.short_name}: показать и отметить — {dates.by(induction.due, on)}"
    return _deed(actor, "mentor", induction, on, title)


def _clear(actor, induction, on):
    title = f"Ввод в должность: отметить, что понятно — {dates.by(induction.due, on)}"
    return _deed(actor, "mentee", induction, on, title)


def _deed(actor, role, induction, on, title):
    url = reverse("induction_detail", args=[induction.pk])
    return made(actor, role, induction.program, on, day=induction.due, title=title, action="Отметить", action_url=url)


def _reflection(actor, point, on):
    """Until it is written or the author says that he will not; nobody is hurried: no date, no letters."""
    stays = Q(until=None) | Q(until__gte=F("pair__ended_on"))
    me = PairMember.objects.filter(stays, pair=OuterRef("pair"), person=actor.person, is_substitute=False)
    settled = Reflection.objects.filter(
        program=OuterRef("pk"),
        author=actor.person,
        point=point,
        state__in=(ReflectionState.WRITTEN, ReflectionState.SKIPPED),
    )
    rows = due_programs(point, on).filter(Exists(me), ~Exists(settled))
    role = "mentor" if actor.has("mentor", "partner") else "mentee"
    return DeedSource(
        f"reflect_{point}", rows, lambda row: _reflect(actor, row, point, on), "Рефлексия", role, lambda row: None,
        fields=OF_REFLECTED, by="until", pair=lambda row: row.pair, ladder=NEVER, private=True,
    )  # fmt: skip


def _reflect(actor, program, point, on):
    when = "Середина программы" if point == ReflectionPoint.MIDDLE else "Конец программы"
    title, text = f"{when}: написать рефлексию", "По желанию. Кто прочитает, решаете вы."
    url = reverse("reflection_write", args=[program.pk, point])
    return made(actor, "", program, on, day=None, title=title, text=text, action="Написать", action_url=url)
