"""The bank of questions of level 2 and rubrics of practical tasks. What was used is replaced, never changed."""

from django.db import models
from django.db.models import Q

from mentoring.models import Direction, Person
from monitoring.choices.knowledge import BankState, TaskKind


class BankQuestion(models.Model):
    """`options` of «order» stand in their right order; `matches` are the pairs of `options`; `right` are places from 0."""

    code = models.SlugField("код", max_length=60, unique=True)
    direction = models.ForeignKey(Direction, models.PROTECT, related_name="bank_questions", verbose_name="направление")
    competence = models.CharField("умение", max_length=120, blank=True)
    kind = models.CharField("вид", max_length=10, choices=TaskKind)
    text = models.TextField("вопрос")
    options = models.JSONField("варианты", default=list, blank=True)
    matches = models.JSONField("пары к вариантам", default=list, blank=True)
    right = models.JSONField("верные варианты", default=list, blank=True)
    number = models.DecimalField("верное число", max_digits=14, decimal_places=4, null=True, blank=True)
    tolerance = models.DecimalField("допуск", max_digits=14, decimal_places=4, default=0)
    sample = models.TextField("на что смотреть при проверке", blank=True)
    points = models.PositiveSmallIntegerField("баллов", default=1)
    clause = models.CharField("пункт положения", max_length=20, blank=True)
    note = models.CharField("что сверить", max_length=200, blank=True)
    state = models.CharField("состояние", max_length=10, choices=BankState, default=BankState.DRAFT)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replacements", verbose_name="вместо вопроса"
    )
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто написал"
    )
    created_at = models.DateTimeField("создан")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "вопрос банка"
        verbose_name_plural = "вопросы банка"
        ordering = ["direction__position", "competence", "id"]
        indexes = [models.Index(fields=["state", "direction"], name="question_state_direction")]
        constraints = [
            models.CheckConstraint(condition=Q(points__gte=1), name="question_has_points"),
            models.CheckConstraint(
                condition=~Q(kind=TaskKind.NUMBER) | Q(number__isnull=False), name="question_number_known"
            ),
            models.CheckConstraint(condition=Q(tolerance__gte=0), name="question_tolerance_positive"),
        ]

    def __str__(self):
        return self.text

    @property
    def stratum(self):
        """What tests are balanced by: the direction and the competence inside it."""
        return (self.direction_id, self.competence)


class Rubric(models.Model):
    """How a practical task is marked: `criteria` are [{name, levels: [words]}], levels from the lowest, worth 0, 1, 2…"""

    title = models.CharField("название", max_length=200)
    hint = models.CharField("для каких заданий", max_length=300, blank=True)
    criteria = models.JSONField("критерии", default=list)
    state = models.CharField("состояние", max_length=10, choices=BankState, default=BankState.DRAFT)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("создана")

    class Meta:
        verbose_name = "рубрика"
        verbose_name_plural = "рубрики"
        ordering = ["title", "id"]

    def __str__(self):
        return self.title
