"""A personalized program: the explanatory note, its sections, members' own results."""

from django.db import models
from django.db.models import F, Q

from mentoring.choices import AcquaintanceWay, Mode
from mentoring.models import AcademicYear, Direction, Pair, Person
from programs.choices import (
    OPEN_STATES,
    RUNNING_STATES,
    Authorship,
    DifficultyKind,
    EndInitiator,
    ProgramState,
    SectionCode,
)


class ProgramQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def running(self):
        return self.filter(state__in=RUNNING_STATES)


class Program(models.Model):
    """One program of a pair or group, clause 3. The live editable text; approved texts are ProgramVersion rows."""

    pair = models.ForeignKey(Pair, models.PROTECT, related_name="programs", verbose_name="пара")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="programs", verbose_name="учебный год")
    number = models.PositiveIntegerField("номер", null=True, blank=True)
    state = models.CharField("состояние", max_length=30, choices=ProgramState, default=ProgramState.DRAFT)
    authorship = models.CharField("кто составляет", max_length=10, choices=Authorship, default=Authorship.JOINT)
    since = models.DateField("начало")
    until = models.DateField("конец")
    due = models.DateField("следующий шаг до", null=True, blank=True)
    exception = models.TextField("объяснение исключения из срока", blank=True)
    problem = models.TextField("описание проблемы", blank=True)
    strengths = models.TextField("сильные стороны", blank=True)
    goal = models.TextField("цель", blank=True)
    tasks = models.JSONField("задачи", default=list, blank=True)
    mentor_work = models.TextField("что делает наставник", blank=True)
    mentee_work = models.TextField("что делает наставляемый", blank=True)
    schedule = models.TextField("расписание встреч", blank=True)
    mode = models.CharField("режим", max_length=20, choices=Mode, blank=True)
    link = models.URLField("ссылка для встреч", blank=True)
    conditions = models.TextField("условия обучения", blank=True)
    interim = models.TextField("промежуточные результаты", blank=True)
    interim_date = models.DateField("промежуточные результаты к", null=True, blank=True)
    planned = models.TextField("планируемые результаты", blank=True)
    created_at = models.DateTimeField("создана")
    submitted_at = models.DateTimeField("отправлена", null=True, blank=True)
    approved_on = models.DateField("утверждена", null=True, blank=True)
    activated_on = models.DateField("действует с", null=True, blank=True)
    ended_on = models.DateField("завершена", null=True, blank=True)
    end_ground = models.CharField("основание завершения", max_length=30, blank=True)
    end_initiator = models.CharField("кто попросил завершить", max_length=10, choices=EndInitiator, blank=True)
    end_note = models.TextField("пояснение к завершению", blank=True)
    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followers", verbose_name="продолжает программу"
    )

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = "программа"
        verbose_name_plural = "программы"
        ordering = ["-since", "-id"]
        indexes = [
            models.Index(fields=["state", "due"], name="program_state_due"),
            models.Index(fields=["year", "state"], name="program_year_state"),
            models.Index(  # the dashboard counts programs without reading their texts
                fields=["ended_on"],
                include=["id", "pair", "state", "created_at", "activated_on", "submitted_at", "approved_on", "due"],
                name="program_period",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pair"], condition=Q(state__in=OPEN_STATES), name="one_open_program"),
            models.UniqueConstraint(
                fields=["year", "number"], condition=Q(number__isnull=False), name="program_number_once"
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="program_until_after_since"),
        ]

    def __str__(self):
        return f"Программа: {self.pair.title}"

    @property
    def days(self):
        """Length in calendar days, both ends counted."""
        return (self.until - self.since).days + 1


class ProgramSection(models.Model):
    """When and by whom a section was last saved; `lock_version` guards against a lost edit."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="sections")
    code = models.CharField("раздел", max_length=20, choices=SectionCode)
    lock_version = models.PositiveIntegerField(default=0)
    edited_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True)
    previous = models.JSONField("как было до последней правки", default=dict, blank=True)

    class Meta:
        verbose_name = "раздел программы"
        verbose_name_plural = "разделы программы"
        constraints = [models.UniqueConstraint(fields=["program", "code"], name="section_once")]

    def __str__(self):
        return self.get_code_display()


class Difficulty(models.Model):
    """A difficulty the program removes or a strength it supports."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="difficulties")
    kind = models.CharField("что", max_length=12, choices=DifficultyKind, default=DifficultyKind.DIFFICULTY)
    direction = models.ForeignKey(Direction, models.PROTECT, verbose_name="направление")
    text = models.CharField("текст", max_length=300)
    statement = models.SlugField("утверждение карты", max_length=60, blank=True)
    priority = models.BooleanField("важно", default=False)
    member = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="у кого из группы"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "затруднение или сильная сторона"
        verbose_name_plural = "затруднения и сильные стороны"
        ordering = ["kind", "position", "id"]

    def __str__(self):
        return self.text


class MemberResult(models.Model):
    """What is expected of and reached by each mentee, and the mentee's acquaintance with the approved text."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="results")
    member = models.ForeignKey(Person, models.PROTECT, related_name="program_results", verbose_name="наставляемый")
    expected = models.TextField("ожидаемый результат", blank=True)
    reached = models.TextField("достигнутый результат", blank=True)
    acquainted_at = models.DateTimeField("ознакомлен(а)", null=True, blank=True)
    way = models.CharField("как", max_length=20, choices=AcquaintanceWay, blank=True)
    witness = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="в присутствии"
    )
    witness_role = models.CharField("роль присутствующего", max_length=60, blank=True)
    sha256 = models.CharField("отпечаток текста", max_length=64, blank=True)

    class Meta:
        verbose_name = "наставляемый в программе"
        verbose_name_plural = "наставляемые в программе"
        ordering = ["member__sort_key"]
        constraints = [models.UniqueConstraint(fields=["program", "member"], name="member_result_once")]

    def __str__(self):
        return f"{self.member} – {self.program}"
