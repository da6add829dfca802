"""Changes of an approved program by consent of everybody in it (R25, clauses 3 and 5.3)."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from mentoring.choices import AcquaintanceWay, Side
from mentoring.kit.codes import new_code
from mentoring.models import Person
from programs.choices import AMENDMENT_OPEN, RUNNING_STATES, AmendmentKind, AmendmentState

from .approval import ProgramVersion
from .program import Program


class AmendmentQuerySet(models.QuerySet):
    def open(self):
        """On their way in a program that works."""
        return self.filter(state__in=AMENDMENT_OPEN, program__state__in=RUNNING_STATES)

    def with_newest(self):
        """Annotated with `newest`: the number of the version in force."""
        approved = ProgramVersion.objects.filter(program=OuterRef("program"), number__isnull=False).order_by("-number")
        return self.annotate(newest=Subquery(approved.values("number")[:1]))

    def stale(self):
        """Those whose base is no longer the version in force."""
        return self.with_newest().filter(newest__gt=F("base__number"))


class Amendment(models.Model):
    """A proposal to change an approved text. `before` and `proposed` are terms (programs/terms.py); the text everybody
    answers for is frozen in `payload` when it is sent, and becomes a ProgramVersion when approved."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="amendments", verbose_name="программа")
    number = models.PositiveSmallIntegerField("номер в программе")
    kind = models.CharField("что это", max_length=12, choices=AmendmentKind, default=AmendmentKind.CHANGE)
    reason = models.TextField("причина")
    state = models.CharField("состояние", max_length=20, choices=AmendmentState, default=AmendmentState.DRAFT)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто внёс")
    base = models.ForeignKey(ProgramVersion, models.PROTECT, related_name="+", verbose_name="к какой редакции")
    before = models.JSONField("условия прежней редакции", default=dict, editable=False)
    proposed = models.JSONField("предлагаемые условия", default=dict, editable=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    edited_at = models.DateTimeField("правили", null=True, blank=True)
    created_at = models.DateTimeField("начато")
    round = models.PositiveSmallIntegerField("который раз спрашиваем", default=0)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    sent_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто отправил"
    )
    due = models.DateField("следующий шаг до", null=True, blank=True)
    payload = models.JSONField("текст, о котором спросили", null=True, blank=True, editable=False)
    sha256 = models.CharField("отпечаток текста", max_length=64, blank=True)
    agreed = models.JSONField("согласование", default=dict, blank=True, editable=False)
    note = models.TextField("замечание или причина решения", blank=True)
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    version = models.OneToOneField(
        ProgramVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amendment",
        verbose_name="новая редакция",
    )
    register_number = models.PositiveIntegerField("номер листа изменений", null=True, blank=True)
    code = models.CharField("код проверки", max_length=12, default=new_code, unique=True, editable=False)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = "изменение к программе"
        verbose_name_plural = "изменения к программам"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "due"], name="amendment_state_due")]
        constraints = [models.UniqueConstraint(fields=["program", "number"], name="amendment_number_once")]

    def __str__(self):
        return f"Изменение № {self.number}"


class AmendmentConsent(models.Model):
    """The answer of one participant to exactly one frozen text; a text that is sent again is asked about anew."""

    amendment = models.ForeignKey(Amendment, models.CASCADE, related_name="consents", verbose_name="изменение")
    round = models.PositiveSmallIntegerField("который раз")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    side = models.CharField("сторона", max_length=10, choices=Side)
    agrees = models.BooleanField("согласие")
    note = models.TextField("почему нет", blank=True)
    at = models.DateTimeField("когда")
    way = models.CharField("как", max_length=20, choices=AcquaintanceWay, default=AcquaintanceWay.ELECTRONIC)
    recorded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто записал"
    )
    name = models.CharField("имя на этот день", max_length=120)
    post = models.CharField("должность на этот день", max_length=200, blank=True)
    sha256 = models.CharField("отпечаток текста", max_length=64)

    class Meta:
        verbose_name = "согласие с изменением"
        verbose_name_plural = "согласия с изменениями"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "round", "person"], name="amendment_answer_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(note=""), name="amendment_no_has_a_reason"),
        ]

    def __str__(self):
        return f"{self.name}: {'согласие' if self.agrees else 'нет'}"


class AmendmentSuggestion(models.Model):
    """What a mentee would like to change: the mentor or the curator makes an amendment of it or says why not."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="suggestions", verbose_name="программа")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто предложил")
    text = models.TextField("что изменить и почему")
    created_at = models.DateTimeField("когда")
    answer = models.TextField("ответ", blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    answered_at = models.DateTimeField("отвечено", null=True, blank=True)
    amendment = models.ForeignKey(
        Amendment, models.SET_NULL, null=True, blank=True, related_name="suggestions", verbose_name="изменение"
    )

    class Meta:
        verbose_name = "предложение изменить программу"
        verbose_name_plural = "предложения изменить программу"
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.text[:60]
