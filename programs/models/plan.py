"""Plan events and the evidence of what was done; presets they start from."""

import uuid

from django.db import models
from django.db.models import F, Q

from mentoring.choices import Kind, Mode
from mentoring.models import Direction, EventForm, ListEntry, Person, StoredFile
from programs.choices import RUNNING_STATES, UNMARKED_EVENT_STATES, Checkpoint, EventState, Responsible

from .program import Difficulty, Program


def overdue(on, *, events="", program="program__"):
    """The condition «срок прошёл»: the date passed without a mark while the program works; it ends with the program."""
    late = {f"{events}state__in": UNMARKED_EVENT_STATES, f"{events}due__lt": on}
    return Q(**late, **{f"{program}state__in": RUNNING_STATES})


class PlanEventQuerySet(models.QuerySet):
    def in_plan(self):
        return self.exclude(state=EventState.REMOVED)

    def unmarked(self):
        return self.filter(state__in=UNMARKED_EVENT_STATES)

    def overdue(self, on):
        """Events whose date passed without a mark."""
        return self.filter(overdue(on))


class PlanEvent(models.Model):
    """A row of the plan. The uuid lives through versions; marks, meetings and files hang on it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    program = models.ForeignKey(Program, models.CASCADE, related_name="events", verbose_name="программа")
    position = models.PositiveSmallIntegerField("порядок", default=0)
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, blank=True, verbose_name="направление")
    difficulty = models.ForeignKey(
        Difficulty, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name="затруднение"
    )
    measure = models.CharField("мероприятие", max_length=500)
    form = models.ForeignKey(EventForm, models.PROTECT, null=True, blank=True, verbose_name="форма")
    mode = models.CharField("режим", max_length=20, choices=Mode, default=Mode.IN_PERSON)
    starts = models.DateField("с", null=True, blank=True)
    due = models.DateField("срок", null=True, blank=True)
    expected = models.CharField("ожидаемый результат", max_length=500, blank=True)
    report_form = models.CharField("форма отчёта", max_length=300, blank=True)
    responsible = models.CharField("кто делает", max_length=10, choices=Responsible, default=Responsible.BOTH)
    assignee = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="для кого из группы"
    )
    checkpoint = models.CharField("контрольная точка", max_length=10, choices=Checkpoint, default=Checkpoint.NONE)
    required = models.BooleanField("обязательное", default=True)
    preset = models.SlugField("взято из шаблона", max_length=60, blank=True)
    template_item = models.UUIDField("пункт шаблона", null=True, blank=True, editable=False)
    template_version = models.ForeignKey(
        "PlanTemplateVersion", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    template_print = models.CharField("отпечаток пункта шаблона", max_length=10, blank=True, editable=False)
    state = models.CharField("состояние", max_length=10, choices=EventState, default=EventState.PLANNED)
    done_on = models.DateField("когда сделано", null=True, blank=True)
    result = models.TextField("что получилось", blank=True)
    left = models.CharField("что осталось", max_length=300, blank=True)
    reason = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "event_reason"},
        verbose_name="причина",
    )
    reason_text = models.CharField("пояснение причины", max_length=300, blank=True)
    first_due = models.DateField("первоначальный срок", null=True, blank=True)
    marked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто отметил"
    )
    marked_at = models.DateTimeField("отмечено", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    objects = PlanEventQuerySet.as_manager()

    class Meta:
        verbose_name = "мероприятие плана"
        verbose_name_plural = "мероприятия плана"
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["program", "position"], name="event_program_position"),
            models.Index(fields=["state", "due"], name="event_state_due"),
            models.Index(
                fields=["due"],
                condition=Q(responsible="curator", state__in=["planned", "moved"]),
                name="event_curator_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(due__isnull=True) | Q(due__gte=F("starts")),
                name="event_due_after_start",
            )
        ]

    def __str__(self):
        return self.measure


class Evidence(models.Model):
    """A file or a link that proves an event was done."""

    event = models.ForeignKey(PlanEvent, models.CASCADE, related_name="evidence", verbose_name="мероприятие")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, verbose_name="файл")
    link = models.URLField("ссылка", blank=True, max_length=500)
    note = models.CharField("что это", max_length=200, blank=True)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто добавил")
    added_at = models.DateTimeField("добавлено")

    class Meta:
        verbose_name = "подтверждение"
        verbose_name_plural = "подтверждения"
        ordering = ["added_at"]
        constraints = [
            models.CheckConstraint(condition=Q(file__isnull=False) | ~Q(link=""), name="evidence_file_or_link")
        ]

    def __str__(self):
        return self.note or self.link or str(self.file)


class PlanPreset(models.Model):
    """A ready plan item: direction, the difficulty it removes, measure, form, relative date, expected result."""

    code = models.SlugField("код", max_length=60, unique=True)
    direction = models.ForeignKey(Direction, models.PROTECT, null=True, blank=True, verbose_name="направление")
    statement = models.SlugField("затруднение (утверждение карты)", max_length=60, blank=True)
    strength = models.BooleanField("для сильной стороны", default=False)
    measure = models.CharField("мероприятие", max_length=500)
    form = models.ForeignKey(EventForm, models.PROTECT, verbose_name="форма")
    responsible = models.CharField("кто делает", max_length=10, choices=Responsible)
    due = models.CharField("срок относительно программы", max_length=10)
    expected = models.CharField("ожидаемый результат", max_length=500)
    report_form = models.CharField("форма отчёта", max_length=300, blank=True)
    checkpoint = models.CharField("контрольная точка", max_length=10, choices=Checkpoint, default=Checkpoint.NONE)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    retired = models.BooleanField("снято с употребления", default=False)

    class Meta:
        verbose_name = "заготовка мероприятия"
        verbose_name_plural = "банк мероприятий"
        ordering = ["position"]

    def __str__(self):
        return self.measure


class NoteTemplate(models.Model):
    """Blanks of the explanatory note and worked examples of aims, by kind of mentoring."""

    kind = models.CharField("вид", max_length=20, choices=Kind, unique=True)
    note = models.JSONField("заготовки полей", default=dict)
    presets = models.JSONField("мероприятия по умолчанию", default=list)
    examples = models.JSONField("примеры", default=list)

    class Meta:
        verbose_name = "шаблон программы"
        verbose_name_plural = "шаблоны программ"

    def __str__(self):
        return self.get_kind_display()
