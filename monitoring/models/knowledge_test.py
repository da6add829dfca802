"""Entry and exit tests of level 2: one of each counts for a member of a program; answers stay with their tasks."""

from django.db import models
from django.db.models import Q

from mentoring.models import IssuedDocument, Person
from monitoring.choices.knowledge import Assessor, KnowledgeLevel, KnowledgeMoment, KnowledgeState
from programs.models import Assignment, Program

from .knowledge_bank import BankQuestion, Rubric


class KnowledgeTest(models.Model):
    """`seed` makes the draw repeatable. A newer attempt takes `counts` from the older one. `percent` is of `maximum`."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="knowledge_tests", verbose_name="программа")
    member = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто проходит")
    moment = models.CharField("какой", max_length=10, choices=KnowledgeMoment)
    state = models.CharField("состояние", max_length=20, choices=KnowledgeState, default=KnowledgeState.ASSIGNED)
    attempt = models.PositiveSmallIntegerField("попытка", default=1)
    counts = models.BooleanField("засчитывается", default=True)
    seed = models.PositiveIntegerField("зерно выбора")
    minutes = models.PositiveSmallIntegerField("минут на тест", null=True, blank=True)
    due = models.DateField("пройти до")
    check_due = models.DateField("проверить до", null=True, blank=True)
    assigned_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто назначил"
    )
    assigned_at = models.DateTimeField("назначен")
    started_at = models.DateTimeField("начат", null=True, blank=True)
    ends_at = models.DateTimeField("время выйдет", null=True, blank=True)
    page = models.PositiveSmallIntegerField("страница", default=1)
    saved_at = models.DateTimeField("сохранён", null=True, blank=True)
    sent_at = models.DateTimeField("отправлен", null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто проверил"
    )
    scored_at = models.DateTimeField("оценён", null=True, blank=True)
    score = models.DecimalField("набрано", max_digits=9, decimal_places=4, null=True, blank=True)
    maximum = models.PositiveSmallIntegerField("максимум", default=0)
    percent = models.DecimalField("процент", max_digits=8, decimal_places=5, null=True, blank=True)
    reason = models.CharField("причина", max_length=300, blank=True)
    document = models.ForeignKey(
        IssuedDocument, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="протокол"
    )

    class Meta:
        verbose_name = "тест"
        verbose_name_plural = "тесты"
        ordering = ["-assigned_at", "-id"]
        indexes = [
            models.Index(fields=["state", "due"], name="test_state_due"),
            models.Index(fields=["member", "program", "moment"], name="test_member_program"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "member", "moment"], condition=Q(counts=True), name="one_counted_test"
            ),
            models.CheckConstraint(
                condition=~Q(state=KnowledgeState.SCORED) | Q(percent__isnull=False), name="scored_test_has_percent"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__gte=0, percent__lte=100), name="test_percent_range"
            ),
        ]

    def __str__(self):
        return f"{self.get_moment_display()}: {self.member}"


class TestTask(models.Model):
    """A drawn question: how it was shown, what was answered, what it earned. `given` is in the question's own places."""

    __test__ = False  # its name would make pytest collect it

    test = models.ForeignKey(KnowledgeTest, models.CASCADE, related_name="tasks")
    question = models.ForeignKey(BankQuestion, models.PROTECT, related_name="tasks")
    position = models.PositiveSmallIntegerField("номер")
    layout = models.JSONField("как показан", default=dict)
    given = models.JSONField("ответ", null=True, blank=True)
    score = models.DecimalField("баллов", max_digits=7, decimal_places=4, null=True, blank=True)
    remark = models.CharField("слова проверяющего", max_length=500, blank=True)

    class Meta:
        verbose_name = "задание теста"
        verbose_name_plural = "задания теста"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["test", "question"], name="question_once_in_test"),
            models.UniqueConstraint(fields=["test", "position"], name="position_once_in_test"),
        ]

    def __str__(self):
        return f"Задание {self.position}"


class KnowledgeEstimate(models.Model):
    """What the mentor and the curator themselves think, apart from the test's figure (clause 5.4)."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="+", verbose_name="программа")
    member = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="о ком")
    moment = models.CharField("когда", max_length=10, choices=KnowledgeMoment)
    side = models.CharField("кто", max_length=10, choices=Assessor)
    level = models.CharField("уровень", max_length=10, choices=KnowledgeLevel)
    words = models.CharField("почему", max_length=500, blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто оценил")
    at = models.DateTimeField("когда записано")

    class Meta:
        verbose_name = "мнение об уровне"
        verbose_name_plural = "мнения об уровне"
        constraints = [
            models.UniqueConstraint(fields=["program", "member", "moment", "side"], name="one_estimate_of_a_side")
        ]

    def __str__(self):
        return f"{self.get_side_display()}: {self.get_level_display()}"


class PracticalWork(models.Model):
    """An answered assignment that is marked by a rubric; `criteria` are the rubric's as they were when it was chosen."""

    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="+", verbose_name="задание")
    program = models.ForeignKey(Program, models.CASCADE, related_name="practical_works", verbose_name="программа")
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="works", verbose_name="рубрика")
    criteria = models.JSONField("критерии", default=list)
    chosen_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто выбрал рубрику"
    )
    chosen_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "практическое задание"
        verbose_name_plural = "практические задания"
        ordering = ["id"]

    def __str__(self):
        return self.assignment.title


class PracticalMark(models.Model):
    """Levels by criterion (from 0), of one assessor; two are shown apart and never folded."""

    work = models.ForeignKey(PracticalWork, models.CASCADE, related_name="marks", verbose_name="задание")
    side = models.CharField("кто", max_length=10, choices=Assessor)
    levels = models.JSONField("уровни", default=list)
    percent = models.DecimalField("процент", max_digits=8, decimal_places=5)
    words = models.TextField("что сказать о работе", blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто оценил")
    at = models.DateTimeField("когда записано")

    class Meta:
        verbose_name = "оценка по рубрике"
        verbose_name_plural = "оценки по рубрике"
        ordering = ["side"]
        constraints = [models.UniqueConstraint(fields=["work", "side"], name="one_practical_mark_of_a_side")]

    def __str__(self):
        return f"{self.get_side_display()}: {self.percent}"
