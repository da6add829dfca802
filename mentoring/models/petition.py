"""Petitions of participants and quiet requests for the psychologist's help (R34, R37)."""

from django.db import models
from django.db.models import Q

from mentoring.choices import Addressee, HelpState, PetitionKind, PetitionState

from .document import IssuedDocument
from .organization import AcademicYear
from .pair import Pair
from .person import Person


class Petition(models.Model):
    """`about` is whom a reward or a measure concerns; `wish` whom the author would like instead.

    `number` and `year` are those of the register, given when it is sent (D30, D31).
    `talk` keeps questions and answers before the decision: [{at, name, text}].
    """

    kind = models.CharField("вид", max_length=30, choices=PetitionKind)
    addressee = models.CharField("кому", max_length=10, choices=Addressee)
    author = models.ForeignKey(Person, models.PROTECT, related_name="petitions", verbose_name="кто просит")
    pair = models.ForeignKey(
        Pair, models.PROTECT, null=True, blank=True, related_name="petitions", verbose_name="пара или группа"
    )
    pair_title = models.CharField("как пара называлась", max_length=200, blank=True)
    about = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="о ком")
    wish = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кого хотелось бы"
    )
    text = models.TextField("текст", blank=True)
    state = models.CharField("состояние", max_length=20, choices=PetitionState, default=PetitionState.DRAFT)
    created_at = models.DateTimeField("начато")
    sent_at = models.DateTimeField("подано", null=True, blank=True)
    year = models.ForeignKey(
        AcademicYear, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="учебный год"
    )
    number = models.CharField("номер", max_length=40, blank=True)
    due = models.DateField("решить до", null=True, blank=True)
    talk = models.JSONField("вопросы и пояснения", default=list, blank=True)
    decision = models.TextField("решение", blank=True)
    reasons = models.TextField("причина отказа", blank=True)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_post = models.CharField("должность на день решения", max_length=200, blank=True)
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    executed_at = models.DateTimeField("исполнено", null=True, blank=True)
    executed_note = models.TextField("как исполнено", blank=True)
    document = models.ForeignKey(
        IssuedDocument, models.SET_NULL, null=True, blank=True, related_name="petitions", verbose_name="документ"
    )
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "ходатайство"
        verbose_name_plural = "ходатайства"
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["state", "due"], name="petition_state_due"),
            models.Index(fields=["author", "-created_at"], name="petition_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False), name="petition_sent_has_date"
            ),
            models.UniqueConstraint(fields=["year", "number"], condition=~Q(number=""), name="petition_number_once"),
        ]

    def __str__(self):
        return self.registered

    @property
    def is_statement(self):
        """A mentor's release is a «заявление» (D31); everything else is a «ходатайство»."""
        return self.kind in (PetitionKind.RELEASE_PERSONAL, PetitionKind.RELEASE_SUCCESS)

    @property
    def registered(self):
        """«Заявление № ЗС-2026/3»; a draft has no number yet."""
        name = "Заявление" if self.is_statement else "Ходатайство"
        return f"{name} № {self.number}" if self.number else f"{name}, черновик"


class HelpRequest(models.Model):
    """Somebody asks quietly for the psychologist's help. No pair, no journal: its own row is all the trace.

    `note` is the curator's private record of what was arranged; `answer` is what the person reads.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кто просит")
    text = models.TextField("что хочется сказать", blank=True)
    state = models.CharField("состояние", max_length=10, choices=HelpState, default=HelpState.ASKED)
    asked_at = models.DateTimeField("когда")
    due = models.DateField("ответить до")
    answer = models.TextField("ответ куратора", blank=True)
    note = models.TextField("личная запись куратора", blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    answered_at = models.DateTimeField("отвечено", null=True, blank=True)
    closed_at = models.DateTimeField("закрыто", null=True, blank=True)

    class Meta:
        verbose_name = "личная просьба"
        verbose_name_plural = "личные просьбы"
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="one_open_help_request")
        ]

    def __str__(self):
        return f"Личная просьба № {self.pk}"
