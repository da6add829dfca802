"""Draft pairs that wait for the curator: an obstacle to mend, ready ones to put into an order."""

from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from mentoring.choices import PairState as S
from mentoring.kit.deeds import DeedSource
from mentoring.kit.text import count_of
from mentoring.kit.ui import Deed
from mentoring.models import AcademicYear, Pair


def sources(actor, on):
    if not actor.has("curator"):
        return []
    return [
        DeedSource("batch", _years_with_ready_pairs(), _batch, "Приказы", "curator", due=_none),
        DeedSource("mend_pair", _blocked(), _mend, "Пары", "curator", due=_none),
    ]


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
    return Pair.objects.filter(state=S.BLOCKED).with_members().order_by("since", "pk")


def _mend(pair):
    return Deed(
        when="без срока",
        title=f"Убрать помеху: {pair.title}",
        text="В приказ пара пока не войдёт.",
        mentors=tuple(pair.mentors),
        mentees=tuple(pair.mentees),
        url=reverse("pair_detail", args=[pair.pk]),
        action="Исправить пару",
        action_url=reverse("pair_edit", args=[pair.pk]),
    )


def waits(actor, on):
    return []
