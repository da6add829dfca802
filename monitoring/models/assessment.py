"""The yearly assessment of the introduction: components, criteria with marks, decisions, signatures (R53, clause 6)."""

from django.db import models
from django.db.models import Q

from mentoring.models import AcademicYear, IssuedDocument, Person
from monitoring.choices.year import AssessmentState, Mark, Stage, TaskOwner


class YearlyAssessment(models.Model):
    """`together`: signed by the director and the curator; otherwise by the director alone.

    `payload` is the text both sign: marks, figures of that day, conclusions and decisions.
    """

    year = models.OneToOneField(AcademicYear, models.PROTECT, related_name="assessment", verbose_name="учебный год")
    together = models.BooleanField("вместе с куратором", default=True)
    state = models.CharField("состояние", max_length=10, choices=AssessmentState, default=AssessmentState.DRAFT)
    conclusion = models.TextField("общий вывод", blank=True)
    payload = models.JSONField("подписываемый текст", null=True, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="assessment", verbose_name="документ"
    )
    created_at = models.DateTimeField("начата")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "ежегодная оценка внедрения"
        verbose_name_plural = "ежегодные оценки внедрения"
        ordering = ["-year__starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(payload__isnull=False) & ~Q(sha256="")),
                name="assessment_sent_is_frozen",
            )
        ]

    def __str__(self):
        return f"Оценка внедрения {self.year}"


class AssessmentComponent(models.Model):
    assessment = models.ForeignKey(YearlyAssessment, models.CASCADE, related_name="components", verbose_name="оценка")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    code = models.SlugField("код", max_length=20, blank=True)
    name = models.CharField("составляющая", max_length=200)
    conclusion = models.TextField("вывод", blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "составляющая оценки"
        verbose_name_plural = "составляющие оценки"
        ordering = ["position", "id"]

    def __str__(self):
        return self.name


class AssessmentCriterion(models.Model):
    """`code` names the figure the system fills in (queries/assessment_evidence.py); without one the note speaks."""

    component = models.ForeignKey(
        AssessmentComponent, models.CASCADE, related_name="criteria", verbose_name="составляющая"
    )
    position = models.PositiveSmallIntegerField("порядок", default=0)
    code = models.SlugField("код", max_length=20, blank=True)
    text = models.CharField("критерий", max_length=300)
    mark = models.CharField("оценка", max_length=4, choices=Mark, blank=True)
    note = models.CharField("чем подтверждается", max_length=500, blank=True)

    class Meta:
        verbose_name = "критерий оценки"
        verbose_name_plural = "критерии оценки"
        ordering = ["position", "id"]

    def __str__(self):
        return self.text


class AssessmentDecision(models.Model):
    """What to do next year; becomes a task of its road map."""

    assessment = models.ForeignKey(YearlyAssessment, models.CASCADE, related_name="decisions", verbose_name="оценка")
    text = models.CharField("решили", max_length=300)
    stage = models.CharField("этап следующего года", max_length=5, choices=Stage, default=Stage.PREPARATORY)
    role = models.CharField("чьё", max_length=12, choices=TaskOwner, default=TaskOwner.CURATOR)
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто отвечает"
    )
    due = models.DateField("срок")

    class Meta:
        verbose_name = "решение оценки"
        verbose_name_plural = "решения оценки"
        ordering = ["due", "id"]

    def __str__(self):
        return self.text


class AssessmentSignature(models.Model):
    """A signature given before the last one: the register gets them all when the document is issued."""

    assessment = models.ForeignKey(YearlyAssessment, models.CASCADE, related_name="signatures", verbose_name="оценка")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    role = models.CharField("роль", max_length=20)
    post = models.CharField("должность на день подписи", max_length=200)
    sha256 = models.CharField("отпечаток текста", max_length=64)
    signed_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "подпись под оценкой"
        verbose_name_plural = "подписи под оценкой"
        ordering = ["signed_at"]
        constraints = [models.UniqueConstraint(fields=["assessment", "role"], name="assessment_signed_once")]

    def __str__(self):
        return f"{self.person}, {self.role}"
