"""Draft pairs that wait for the curator: an obstacle to mend, ready ones to put into an order."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import PairState as S
from mentoring.choices import Side
from mentoring.kit.dates import by
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.text import count_of
from mentoring.kit.ui import Deed, Wait
from mentoring.models import AcademicYear, Pair, PairMember


def sources(actor, on):
    if not actor.has("curator"):
        return []
    return [
        DeedSource("batch", _years_with_ready_pairs(), _batch, "Приказы", "curator", due=_none,
                   fields=("starts", "ends", "ready"), by="pk"),
        DeedSource("mend_pair", _blocked(), _mend, "Пары", "curator", due=_none,
                   fields=("name", "guide", "pupil"), by="pk"),
        DeedSource("fill_pair", named_by_surnames(Pair.objects.filter(state=S.LOOKING)), _fill, "Пары", "curator",
                   due=_none, fields=("name", "guide", "pupil"), by="pk"),
    ]  # fmt: skip


def _none(row):
    return None


def _ready():
    return Pair.objects.filter(state=S.READY, order__isnull=True)


def _years_with_ready_pairs():
    """One row a year: all ready drafts of it go into one order."""
    ready = _ready().filter(year=OuterRef("pk"))
    counted = ready.order_by().values("year").annotate(n=Count("pk")).values("n")
    return AcademicYear.objects.filter(Exists(ready)).annotate(
        ready=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    )


def _batch(year):
    url = f"{reverse('pair_list')}?tab=draft&year={year.pk}"
    title = f"Включить в приказ: {count_of(year.ready, 'pair')}"
    text = f"{year}: пары подобраны, согласия есть."
    return Deed(when="без срока", title=title, text=text, url=url, action="Выбрать пары", action_url=url, icon="file")


def _blocked():
    """Blocked drafts with the surnames their deed tells."""
    return named_by_surnames(Pair.objects.filter(state=S.BLOCKED))


def named_by_surnames(pairs):
    def surname(side):
        members = PairMember.objects.filter(pair=OuterRef("pk"), side=side, until__isnull=True)
        return Subquery(members.order_by("person__sort_key").values("person__last_name")[:1])

    return pairs.annotate(guide=surname("mentor"), pupil=surname("mentee"))


def _mend(pair):
    return Deed(
        when="без срока",
        title=f"Убрать помеху: {_names(pair)}",
        text="В приказ пара пока не войдёт.",
        url=reverse("pair_detail", args=[pair.pk]),
        action="Исправить пару",
        action_url=reverse("pair_edit", args=[pair.pk]),
        icon="person",
    )


def _fill(pair):
    """A draft where one side is empty."""
    lacks = "наставника" if pair.pupil else "наставляемого"
    return Deed(
        when="без срока",
        title=f"Выбрать {lacks}: {_names(pair) or 'новая пара'}",
        text="Без этого пара не войдёт в приказ.",
        url=reverse("pair_detail", args=[pair.pk]),
        action="Выбрать",
        action_url=reverse("pair_edit", args=[pair.pk]),
        icon="person",
    )


def _names(pair):
    return pair.name or " → ".join(name for name in (pair.guide, pair.pupil) if name)


def waits(actor, on):
    """A mentor who agreed waits for the order; his mentee's own request says the same to the mentee."""
    if not actor.person or not actor.has("mentor", "partner"):
        return []
    mine = PairMember.objects.filter(pair=OuterRef("pk"), person=actor.person, side=Side.MENTOR, until__isnull=True)
    chosen = named_by_surnames(Pair.objects.filter(Exists(mine), state__in=(S.READY, S.IN_ORDER)))
    return [
        WaitSource(
            chosen, lambda row: _unordered(row, on), ("state", "name", "guide", "pupil", "order__due"), by="since"
        )
    ]


def _unordered(pair, on):
    url = reverse("pair_detail", args=[pair.pk])
    if pair.state == S.READY:
        return Wait("Куратор", f"готовит приказ о паре {_names(pair)}", "", url)
    due = by(pair.order.due, on) if pair.order else ""
    return Wait("Директор", f"подпишет приказ о паре {_names(pair)}", due, url)
