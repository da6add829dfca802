"""Councils and methodical associations (R58): members, sittings with an agenda, resolutions with owners and dates.

A sitting, never a «meeting»: that word belongs to pairs.
"""

from django.db import models
from django.db.models import Q

from mentoring.choices import ResolutionState, SittingState, UnitKind

from .organization import AcademicYear, Unit
from .person import Person

BODIES = (UnitKind.COUNCIL, UnitKind.ASSOCIATION, UnitKind.COMMITTEE)


class CouncilMember(models.Model):
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="council_members", verbose_name="где")
    person = models.ForeignKey(Person, models.CASCADE, related_name="council_memberships", verbose_name="кто")
    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)
    basis = models.CharField("основание", max_length=200, blank=True)

    class Meta:
        verbose_name = "член совета или объединения"
        verbose_name_plural = "члены советов и объединений"
        ordering = ["person__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person"], condition=Q(until__isnull=True), name="one_open_council_member"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="council_until_after_since"
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.person}"


class Sitting(models.Model):
    """`payload` is the frozen text of the minutes once they are closed."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="sittings", verbose_name="чьё")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+", verbose_name="учебный год")
    number = models.PositiveIntegerField("номер", null=True, blank=True)
    state = models.CharField("состояние", max_length=12, choices=SittingState, default=SittingState.PLANNED)
    starts_at = models.DateTimeField("когда")
    place = models.CharField("где", max_length=200, blank=True)
    chair = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="председатель"
    )
    secretary = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="секретарь"
    )
    attended = models.ManyToManyField(Person, blank=True, related_name="sittings", verbose_name="присутствовали")
    invited = models.CharField("приглашены", max_length=300, blank=True)
    payload = models.JSONField("протокол", null=True, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    created_at = models.DateTimeField("создано")
    closed_at = models.DateTimeField("протокол оформлен", null=True, blank=True)
    canceled_reason = models.CharField("почему отменено", max_length=300, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "заседание"
        verbose_name_plural = "заседания"
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["unit", "-starts_at"], name="sitting_unit_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], condition=Q(number__isnull=False), name="sitting_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(number__isnull=False, payload__isnull=False),
                name="closed_sitting_has_minutes",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.starts_at:%d.%m.%Y}"


class Proposal(models.Model):
    """What a mentor or a member puts forward for the agenda (clause 4.2: remarks and proposals)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="proposals", verbose_name="куда")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кто")
    text = models.TextField("замечание или предложение", max_length=2000)
    created_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "предложение в повестку"
        verbose_name_plural = "предложения в повестку"
        ordering = ["created_at"]

    def __str__(self):
        return self.text[:60]


class AgendaItem(models.Model):
    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="items", verbose_name="заседание")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    topic = models.CharField("вопрос", max_length=300)
    speaker = models.CharField("кто докладывает", max_length=200, blank=True)
    heard = models.TextField("слушали", max_length=4000, blank=True)
    remarks = models.TextField("замечания и предложения", max_length=4000, blank=True)
    proposal = models.OneToOneField(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="item", verbose_name="по предложению"
    )

    class Meta:
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"
        ordering = ["position", "id"]

    def __str__(self):
        return self.topic


class Resolution(models.Model):
    """A decision of a sitting with who carries it out and by when. Its text is frozen with the minutes, its state lives on."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="resolutions", verbose_name="вопрос")
    text = models.CharField("решили", max_length=1000)
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="resolutions", verbose_name="кто отвечает"
    )
    due = models.DateField("срок", null=True, blank=True)
    state = models.CharField("состояние", max_length=10, choices=ResolutionState, default=ResolutionState.OPEN)
    note = models.CharField("что сделано", max_length=500, blank=True)
    settled_on = models.DateField("когда", null=True, blank=True)

    class Meta:
        verbose_name = "решение"
        verbose_name_plural = "решения"
        ordering = ["item__position", "id"]
        indexes = [models.Index(fields=["owner", "state", "due"], name="resolution_owner")]

    def __str__(self):
        return self.text[:60]
