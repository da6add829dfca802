"""A consent: a dated, versioned, revocable record with the way it was given and its file."""

from django.db import models
from django.db.models import Q

from mentoring.choices import ConsentKind, ConsentState, ConsentWay

from .file import StoredFile
from .organization import AcademicYear
from .person import Person
from .reference import ConsentText


class Consent(models.Model):
    person = models.ForeignKey(Person, models.CASCADE, related_name="consents", verbose_name="человек")
    kind = models.CharField("вид", max_length=20, choices=ConsentKind)
    text = models.ForeignKey(ConsentText, models.PROTECT, verbose_name="текст")
    wording = models.TextField("под чем подписались", blank=True, editable=False)
    state = models.CharField("состояние", max_length=20, choices=ConsentState, default=ConsentState.REQUESTED)
    way = models.CharField("как дано", max_length=20, choices=ConsentWay, blank=True)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, verbose_name="скан")
    year = models.ForeignKey(AcademicYear, models.PROTECT, null=True, blank=True, verbose_name="учебный год")
    requested_at = models.DateTimeField("запрошено", null=True, blank=True)
    due = models.DateField("ответить до", null=True, blank=True)
    given_on = models.DateField("дано", null=True, blank=True)
    refused_on = models.DateField("отказ", null=True, blank=True)
    revoked_on = models.DateField("отозвано", null=True, blank=True)
    last_day = models.DateField("последний день", null=True, blank=True)
    details = models.JSONField("о чём согласие", default=dict, blank=True)  # e.g. which parts may be published
    asked_text = models.ForeignKey(
        ConsentText, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="спросили о новом тексте"
    )
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", verbose_name="заменено"
    )
    revoked_way = models.CharField("как отозвано", max_length=20, choices=ConsentWay, blank=True)
    revoked_file = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="скан заявления об отзыве"
    )
    settled_on = models.DateField("отзыв исполнен", null=True, blank=True)
    settled_note = models.CharField("что сделано", max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто записал"
    )

    class Meta:
        verbose_name = "согласие"
        verbose_name_plural = "согласия"
        ordering = ["-given_on", "-id"]
        indexes = [
            models.Index(fields=["person", "kind", "state"], name="consent_person_kind"),
            models.Index(fields=["state", "kind"], name="consent_state_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="given") | Q(given_on__isnull=False), name="given_consent_has_date"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state__in=["requested", "awaiting_scan", "given"]),
                name="one_live_consent",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"
