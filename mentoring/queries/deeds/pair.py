"""Draft pairs that wait for the curator: an obstacle to mend, ready ones to put into an order."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import PairState as S
from mentoring.kit.deeds import DeedSource
from mentoring.kit.text import count_of
from mentoring.kit.ui import Deed
from mentoring.models import AcademicYear, Pair, PairMember


def sources(actor, on):
    if not actor.has("curator"):
        return []
    return [
        DeedSource("batch", _years_with_ready_pairs(), _batch, "Приказы", "curator", due=_none,
                   fields=("starts", "ends", "ready"), by="pk"),
        DeedSource("mend_pair", _blocked(), _mend, "Пары", "curator", due=_none,
                   fields=("name", "guide", "pupil"), by="pk"),
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

    def surname(side):
        members = PairMember.objects.filter(pair=OuterRef("pk"), side=side, until__isnull=True)
        return Subquery(members.order_by("person__sort_key").values("person__last_name")[:1])

    return Pair.objects.filter(state=S.BLOCKED).annotate(guide=surname("mentor"), pupil=surname("mentee"))


def _mend(pair):
    names = pair.name or " → ".join(name for name in (pair.guide, pair.pupil) if name)
    return Deed(
        when="без срока",
        title=f"Убрать помеху: {names}",
        text="В приказ пара пока не войдёт.",
        url=reverse("pair_detail", args=[pair.pk]),
        action="Исправить пару",
        action_url=reverse("pair_edit", args=[pair.pk]),
        icon="person",
    )


def waits(actor, on):
    return []
