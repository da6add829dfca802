"""What happens to a live pair without ending it: a member replaced, substituted for a while, a pause (R16)."""

from django.db import models
from django.db.models import F, Q

from mentoring.choices import ChangeKind, ChangeState, Side
from mentoring.choices.pair_change import OPEN_CHANGES

from .document import IssuedDocument
from .pair import Pair, PairMember
from .person import Person
from .petition import Petition


class PairChangeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_CHANGES)

    def ordered(self):
        """Replacements, and those substitutions for which the college issues an order."""
        return self.filter(Q(kind=ChangeKind.REPLACE) | Q(by_order=True))

    def with_people(self):
        return self.select_related("pair", "leaving", "coming", "order", "petition").prefetch_related(
            models.Prefetch("pair__members", _members())
        )


def _members():
    return PairMember.objects.select_related("person", "direction").order_by("side", "since", "person__sort_key")


class PairChange(models.Model):
    """`on` is the first day of the new composition; a substitution and a pause last until `until`, that day included.

    `leaving` is who goes (in a substitution, who is absent), `coming` who comes; a pause has neither.
    `basis` is in the genitive: an order names it.
    """

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="composition_changes", verbose_name="пара")
    kind = models.CharField("что", max_length=12, choices=ChangeKind)
    side = models.CharField("сторона", max_length=10, choices=Side, blank=True)
    leaving = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кого заменяют"
    )
    coming = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто заменяет"
    )
    on = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)
    reason = models.CharField("причина", max_length=300)
    basis = models.CharField("основание", max_length=300, blank=True)
    by_order = models.BooleanField("временная замена приказом", default=False)
    state = models.CharField("состояние", max_length=12, choices=ChangeState, default=ChangeState.LOOKING)
    due = models.DateField("ответить до", null=True, blank=True)
    agreed_at = models.DateTimeField("согласие", null=True, blank=True)
    agreed_way = models.CharField("как получено согласие", max_length=100, blank=True)
    refused = models.JSONField("кто отказался", default=list, blank=True)
    order = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="pair_changes", verbose_name="приказ"
    )
    petition = models.ForeignKey(
        Petition, models.SET_NULL, null=True, blank=True, related_name="pair_changes", verbose_name="ходатайство"
    )
    created_at = models.DateTimeField("начата")
    created_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто начал"
    )
    done_at = models.DateTimeField("исполнена", null=True, blank=True)

    objects = PairChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение состава пары"
        verbose_name_plural = "изменения состава пар"
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["state", "on"], name="change_state_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "kind"], condition=Q(state__in=OPEN_CHANGES), name="one_open_change"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("on")), name="change_until_after_on"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} с {self.on:%d.%m.%Y}"

    @property
    def needs_order(self):
        return self.kind == ChangeKind.REPLACE or self.by_order
