"""An additional agreement with a mentor: what the labor code wants on paper, with the payment (article 351.8)."""

from django.db import models
from django.db.models import F, Q

from mentoring.choices import AgreementState, PaymentMeasure

from .file import StoredFile
from .organization import AcademicYear
from .pair import Pair
from .person import Person
from .reference import ListEntry


class Agreement(models.Model):
    """`payment`, `measure`, `amount` and `terms` are seen by the curator and the director alone."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="agreements", verbose_name="наставник")
    pair = models.ForeignKey(
        Pair, models.SET_NULL, null=True, blank=True, related_name="agreements", verbose_name="пара"
    )
    year = models.ForeignKey(AcademicYear, models.PROTECT, verbose_name="учебный год")
    number = models.CharField("номер", max_length=40, blank=True)
    date = models.DateField("дата", null=True, blank=True)
    since = models.DateField("с")
    until = models.DateField("по")
    payment = models.ForeignKey(
        ListEntry, models.PROTECT, limit_choices_to={"list": "motivation"}, verbose_name="вид поощрения"
    )
    measure = models.CharField("размер", max_length=10, choices=PaymentMeasure, default=PaymentMeasure.PERCENT)
    amount = models.DecimalField("сколько", max_digits=10, decimal_places=2, null=True, blank=True)
    terms = models.CharField("условия выплаты", max_length=300, blank=True)
    basis = models.CharField("основание", max_length=300, blank=True)
    state = models.CharField("состояние", max_length=20, choices=AgreementState, default=AgreementState.DRAFT)
    scan = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="скан")
    ended_on = models.DateField("прекращено", null=True, blank=True)
    end_reason = models.CharField("почему прекращено", max_length=200, blank=True)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="составил(а)"
    )
    created_at = models.DateTimeField("создано")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "дополнительное соглашение"
        verbose_name_plural = "дополнительные соглашения"
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["person", "state"], name="agreement_person_state")]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], condition=~Q(number=""), name="agreement_number_once"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="agreement_term"),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(number="") & Q(date__isnull=False)), name="agreement_numbered"
            ),
        ]

    def __str__(self):
        return f"Соглашение № {self.number} от {self.date:%d.%m.%Y}" if self.number else "Соглашение, проект"
