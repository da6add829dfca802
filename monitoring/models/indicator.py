"""The register of indicators and what was entered for them by year (R44); automatic figures are counted, not kept."""

from django.db import models
from django.db.models import Q

from mentoring.models import AcademicYear, Pair, Person, StoredFile
from monitoring.choices.indicator import Half, IndicatorGroup, IndicatorPeriod, IndicatorSource, TargetKind


class Indicator(models.Model):
    """Reference data: the formula in words; the code is what the queries know it by."""

    code = models.SlugField("код", max_length=40, unique=True)
    name = models.CharField("название", max_length=200)
    group = models.CharField("раздел", max_length=10, choices=IndicatorGroup)
    clause = models.CharField("пункт положения", max_length=20, blank=True)
    formula = models.TextField("как считается")
    numerator = models.CharField("числитель", max_length=200)
    denominator = models.CharField("знаменатель", max_length=200, blank=True)
    unit = models.CharField("единица", max_length=20)
    source = models.CharField("откуда число", max_length=10, choices=IndicatorSource)
    period = models.CharField("период", max_length=10, choices=IndicatorPeriod)
    target_kind = models.CharField("что хотим", max_length=10, choices=TargetKind, blank=True)
    target = models.DecimalField("цель", max_digits=9, decimal_places=2, null=True, blank=True)
    mark = models.CharField("пометка цели", max_length=1, blank=True)
    caution = models.TextField("оговорка", blank=True)
    responsible = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="indicators", verbose_name="ответственный"
    )
    position = models.PositiveSmallIntegerField("номер", default=0)
    retired = models.BooleanField("снят с употребления", default=False)

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=False) | Q(target_kind__in=["", "growth", "decrease"]),
                name="indicator_target_has_number",
            )
        ]

    def __str__(self):
        return self.name


class IndicatorValue(models.Model):
    """What was entered for a year or its half: the fact by a number or a fraction, the base, the target of that year.

    `comparison` is the same figure of a group that mentoring did not touch. Of an automatic indicator only the base, the
    target and the note are entered.
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values", verbose_name="показатель")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+", verbose_name="учебный год")
    half = models.CharField("период", max_length=1, choices=Half, default=Half.WHOLE)
    numerator = models.DecimalField("числитель", max_digits=12, decimal_places=2, null=True, blank=True)
    denominator = models.DecimalField("знаменатель", max_digits=12, decimal_places=2, null=True, blank=True)
    value = models.DecimalField("значение", max_digits=12, decimal_places=2, null=True, blank=True)
    comparison = models.DecimalField("группа сравнения", max_digits=12, decimal_places=2, null=True, blank=True)
    baseline = models.DecimalField("база", max_digits=12, decimal_places=2, null=True, blank=True)
    target = models.DecimalField("цель года", max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField("примечание", max_length=400, blank=True)
    file = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="основание"
    )
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="внёс")
    entered_at = models.DateTimeField("внесено")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "значение показателя"
        verbose_name_plural = "значения показателей"
        ordering = ["indicator", "year", "half"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "half"], name="indicator_value_once"),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(numerator__isnull=False, denominator__gte=0),
                name="indicator_value_fraction",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}, {self.year}"

    @property
    def has_fact(self):
        return self.value is not None or self.numerator is not None


class Payment(models.Model):
    """Money paid to a mentor for a period, wholly for mentoring; for one pair when the pair is known."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="наставник")
    pair = models.ForeignKey(Pair, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="пара")
    since = models.DateField("с")
    until = models.DateField("по")
    amount = models.DecimalField("сумма, ₽", max_digits=10, decimal_places=2)
    note = models.CharField("примечание", max_length=300, blank=True)
    author = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="внёс")
    entered_at = models.DateTimeField("внесено")

    class Meta:
        verbose_name = "выплата наставнику"
        verbose_name_plural = "выплаты наставникам"
        ordering = ["-until", "person__sort_key"]
        indexes = [models.Index(fields=["until", "person"], name="payment_until_person")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="payment_until_after_since"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_money"),
            models.UniqueConstraint(
                fields=["person", "since", "until"], condition=Q(pair__isnull=True), name="payment_once"
            ),
            models.UniqueConstraint(
                fields=["person", "pair", "since", "until"],
                condition=Q(pair__isnull=False),
                name="payment_for_pair_once",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.amount}"
