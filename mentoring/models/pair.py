"""A pair or a group: one row from draft to completion, with dated members."""

from django.db import models
from django.db.models import F, Q

from mentoring.choices import Form, InteractionModel, Kind, Mode, PairState, Side
from mentoring.choices.pair import CLOSED_STATES, DRAFT_STATES, LIVE_STATES

from .document import IssuedDocument
from .organization import AcademicYear
from .person import Person
from .reference import Direction, ListEntry


class PairQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(state__in=DRAFT_STATES)

    def live(self):
        return self.filter(state__in=LIVE_STATES)

    def closed(self):
        return self.filter(state__in=CLOSED_STATES)

    def with_members(self):
        """Members with their people in two queries, whatever the number of pairs."""
        return self.prefetch_related(
            models.Prefetch(
                "members",
                PairMember.objects.select_related("person", "person__unit", "direction").order_by(
                    "side", "since", "person__sort_key"
                ),
            )
        )


class Pair(models.Model):
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="pairs", verbose_name="учебный год")
    state = models.CharField("состояние", max_length=20, choices=PairState, default=PairState.LOOKING)
    name = models.CharField("название группы", max_length=200, blank=True)
    form = models.CharField("форма", max_length=20, choices=Form, default=Form.TEACHER_TEACHER)
    model = models.CharField("модель взаимодействия", max_length=30, choices=InteractionModel, blank=True)
    kind = models.CharField("основной вид", max_length=20, choices=Kind, default=Kind.TRADITIONAL)
    extra_kinds = models.JSONField("дополнительные виды", default=list, blank=True)
    mode = models.CharField("режим", max_length=20, choices=Mode, default=Mode.MIXED)
    since = models.DateField("начало")
    until = models.DateField("конец")
    answer_days = models.PositiveSmallIntegerField("наставник отвечает, рабочих дней", null=True, blank=True)
    criteria = models.TextField("почему выбрана эта пара", blank=True)
    exception = models.TextField("объяснение исключения", blank=True)
    order = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="pairs", verbose_name="приказ"
    )
    end_order = models.ForeignKey(
        IssuedDocument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended_pairs",
        verbose_name="приказ о завершении",
    )
    dropped_reason = models.CharField("почему снята", max_length=300, blank=True)
    ended_on = models.DateField("завершена", null=True, blank=True)
    end_ground = models.CharField("основание завершения", max_length=30, blank=True)
    end_reason = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "completion_reason"},
        verbose_name="причина завершения",
    )
    end_note = models.TextField("пояснение к завершению", blank=True)
    end_done = models.CharField("выполнено к завершению", max_length=80, blank=True)
    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers", verbose_name="продолжает пару"
    )
    created_at = models.DateTimeField("создана")
    created_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто создал"
    )
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = "пара или группа"
        verbose_name_plural = "пары и группы"
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["state", "since"], name="pair_state_since"),
            models.Index(fields=["year", "state"], name="pair_year_state"),
            models.Index(fields=["state", "ended_on"], name="pair_state_ended"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="pair_until_after_since"),
            models.CheckConstraint(
                condition=~Q(state__in=["assigned", "active", "completed", "ended_early"]) | Q(order__isnull=False),
                name="live_pair_has_order",
            ),
        ]

    def __str__(self):
        return self.title

    def current_members(self, side):
        """People on a side now, or on the last day of a closed pair, by name, substitutes apart; uses prefetched members."""
        found = [
            m.person
            for m in self.members.all()
            if m.side == side
            and not m.is_substitute
            and (m.until is None or (self.ended_on and m.until >= self.ended_on))
        ]
        return sorted(found, key=lambda person: (person.sort_key, person.pk))

    @property
    def mentors(self):
        return self.current_members(Side.MENTOR)

    @property
    def mentees(self):
        return self.current_members(Side.MENTEE)

    @property
    def is_group(self):
        return not self.is_two_way and (len(self.mentors) > 1 or len(self.mentees) > 1)

    @property
    def is_two_way(self):
        """Reverse mentoring: the same people on both sides."""
        mentors = {person.pk for person in self.mentors}
        return bool(mentors) and mentors == {person.pk for person in self.mentees}

    @property
    def title(self):
        """«Ежова → Кузьмин», «Галеев → 3 наставляемых», or the group's own name."""
        if self.name:
            return self.name
        if self.is_two_way:
            return f"{_side_words(self.mentors, '')}, в обе стороны"
        return f"{_side_words(self.mentors, 'наставник не выбран')} → {_side_words(self.mentees, 'наставляемый не выбран')}"


def _side_words(people, nobody):
    if not people:
        return nobody
    if len(people) <= 2:
        return ", ".join(person.last_name for person in people)
    return f"{people[0].last_name} и ещё {len(people) - 1}"


class PairMember(models.Model):
    """Who was in a pair, on which side, from when to when."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="members", verbose_name="пара")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships", verbose_name="человек")
    side = models.CharField("сторона", max_length=10, choices=Side)
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, blank=True, verbose_name="направление")
    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)
    reason = models.CharField("причина", max_length=300, blank=True)
    is_substitute = models.BooleanField("временная замена", default=False)

    class Meta:
        verbose_name = "участник пары"
        verbose_name_plural = "участники пары"
        ordering = ["pair", "side", "since"]
        indexes = [models.Index(fields=["person", "side", "until"], name="member_person_side")]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "person", "side"], condition=Q(until__isnull=True), name="one_open_membership"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="member_until_after_since"
            ),
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.person}"
