"""The road map of an academic year: tasks of three stages, whose they are, by when, what came of them (R50, clause 4.1)."""

from django.db import models
from django.db.models import Q

from mentoring.models import AcademicYear, IssuedDocument, Person
from monitoring.choices.year import RoadmapState, Stage, TaskOrigin, TaskOwner, TaskState


class Roadmap(models.Model):
    """`payload` is the text the director is asked to approve; the tasks go on living beside it."""

    year = models.OneToOneField(AcademicYear, models.PROTECT, related_name="roadmap", verbose_name="учебный год")
    state = models.CharField("состояние", max_length=10, choices=RoadmapState, default=RoadmapState.DRAFT)
    due = models.DateField("утвердить до", null=True, blank=True)
    remark = models.CharField("замечание при возврате", max_length=500, blank=True)
    payload = models.JSONField("отправленный текст", null=True, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто составил"
    )
    document = models.OneToOneField(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="roadmap", verbose_name="документ"
    )
    created_at = models.DateTimeField("начата")

    class Meta:
        verbose_name = "дорожная карта"
        verbose_name_plural = "дорожные карты"
        ordering = ["-year__starts"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | (Q(payload__isnull=False) & ~Q(sha256="")), name="roadmap_sent_is_frozen"
            )
        ]

    def __str__(self):
        return f"Дорожная карта {self.year}"


class RoadmapTask(models.Model):
    """`owner` is a person, else everybody of the part `role`. `moved_from` keeps the first date. `proofs` are addresses
    of pages of the system that show the result.
    """

    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="tasks", verbose_name="дорожная карта")
    code = models.SlugField("код", max_length=20, blank=True, editable=False)
    stage = models.CharField("этап", max_length=5, choices=Stage)
    title = models.CharField("задача", max_length=300)
    role = models.CharField("чья", max_length=12, choices=TaskOwner, default=TaskOwner.CURATOR)
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="roadmap_tasks", verbose_name="кто отвечает"
    )
    due = models.DateField("срок")
    moved_from = models.DateField("первый срок", null=True, blank=True)
    expected = models.CharField("что должно получиться", max_length=300, blank=True)
    origin = models.CharField("откуда", max_length=10, choices=TaskOrigin, default=TaskOrigin.HAND)
    decision = models.OneToOneField(
        "AssessmentDecision",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="task",
        verbose_name="по решению оценки",
    )
    state = models.CharField("состояние", max_length=12, choices=TaskState, default=TaskState.PLANNED)
    result = models.CharField("что сделано", max_length=1000, blank=True)
    reason = models.CharField("почему перенесено или не нужно", max_length=300, blank=True)
    proofs = models.JSONField("чем подтверждается", default=list, blank=True)
    settled_on = models.DateField("когда отмечено", null=True, blank=True)
    settled_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто отметил"
    )

    class Meta:
        verbose_name = "задача дорожной карты"
        verbose_name_plural = "задачи дорожной карты"
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["roadmap", "stage", "due"], name="roadmap_task_stage"),
            models.Index(fields=["owner", "state", "due"], name="roadmap_task_owner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(result="") & Q(settled_on__isnull=False)),
                name="roadmap_done_says_what",
            ),
            models.CheckConstraint(condition=~Q(state="not_needed") | ~Q(reason=""), name="roadmap_skip_says_why"),
        ]

    def __str__(self):
        return self.title
