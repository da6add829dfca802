"""Level 3, behaviour: a planned lesson, a card of each observer, marks by criteria, who has read the criteria (R43)."""

from django.db import models
from django.db.models import F, Q

from mentoring.models import IssuedDocument, Person
from monitoring.choices.observation import CardState, ObserverRole, Stage
from programs.models import Program

from .instrument import Instrument, InstrumentVersion, Question


class CardByPost(models.Model):
    """Which card a position is observed by: the first row whose words begin a word of the post; no words suit every post."""

    words = models.CharField(
        "начала слов должности",
        max_length=200,
        blank=True,
        help_text="Через запятую: «мастер, производственного». Пусто – для всех остальных должностей.",
    )
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        related_name="posts",
        limit_choices_to={"kind": "observation"},
        verbose_name="карта наблюдения",
    )
    position = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "карта по должности"
        verbose_name_plural = "карты наблюдения по должностям"
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.words or 'остальные должности'}: {self.instrument}"


class CriteriaReading(models.Model):
    """A person has read the criteria of a version before anybody observes by them; `name` and `role` are of that day."""

    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="readings", verbose_name="версия карты")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто")
    name = models.CharField("имя на день отметки", max_length=310)
    role = models.CharField("в какой роли", max_length=60)
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "ознакомление с критериями"
        verbose_name_plural = "ознакомления с критериями"
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="criteria_read_once")]

    def __str__(self):
        return f"{self.name}: {self.version}"


class Observation(models.Model):
    """One lesson of one participant, planned by the curator; every observer has a card of his own."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="observations", verbose_name="программа")
    person = models.ForeignKey(Person, models.PROTECT, related_name="observations", verbose_name="чьё занятие")
    version = models.ForeignKey(
        InstrumentVersion, models.PROTECT, related_name="observations", verbose_name="версия карты"
    )
    stage = models.CharField("этап", max_length=10, choices=Stage)
    day = models.DateField("дата занятия")
    starts = models.TimeField("начало", null=True, blank=True)
    place = models.CharField("место", max_length=100, blank=True)
    group = models.CharField("группа", max_length=60, blank=True)
    subject = models.CharField("дисциплина, МДК", max_length=200, blank=True)
    topic = models.CharField("тема", max_length=300, blank=True)
    lesson_type = models.CharField("тип занятия", max_length=100, blank=True)
    focus = models.CharField("на что смотрим", max_length=300, blank=True)
    planned = models.BooleanField("по плану программы", default=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="кто назначил")
    created_at = models.DateTimeField("назначено")

    class Meta:
        verbose_name = "наблюдение занятия"
        verbose_name_plural = "наблюдения занятий"
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["program", "person", "day"], name="observation_program_day")]

    def __str__(self):
        return f"{self.person.short_name}, {self.day:%d.%m.%Y}"


class ObservationCard(models.Model):
    """What one observer saw. Signing freezes `payload`; the observed person's `comment` stands beside it."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="cards", verbose_name="наблюдение")
    observer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="наблюдатель")
    role = models.CharField("роль наблюдателя", max_length=12, choices=ObserverRole)
    state = models.CharField("состояние", max_length=12, choices=CardState, default=CardState.PLANNED)
    due = models.DateField("срок")
    strong = models.TextField("что получилось", blank=True)
    advice = models.TextField("один-два совета", blank=True)
    comment = models.TextField("комментарий наставляемого", blank=True)
    reason = models.CharField("причина", max_length=300, blank=True)
    signed_at = models.DateTimeField("подписана", null=True, blank=True)
    locked_at = models.DateTimeField("закрыта", null=True, blank=True)
    unread = models.CharField("почему закрыта без ознакомления", max_length=300, blank=True)
    payload = models.JSONField("зафиксированный текст", null=True, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)
    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="в реестре"
    )
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", verbose_name="вместо карты"
    )
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "карта наблюдения"
        verbose_name_plural = "карты наблюдения"
        ordering = ["observation", "id"]
        indexes = [models.Index(fields=["observer", "state"], name="card_observer_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "observer"],
                condition=~Q(state__in=["withdrawn", "not_held"]),
                name="one_live_card_per_observer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["awaiting", "locked", "withdrawn"])
                | (Q(signed_at__isnull=False) & Q(payload__isnull=False)),
                name="card_signed_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["not_held", "withdrawn"]) | ~Q(reason=""), name="card_closed_says_why"
            ),
            models.CheckConstraint(condition=~Q(replaces=F("pk")), name="card_replaces_another"),
        ]

    def __str__(self):
        return f"{self.observation}: {self.observer.short_name}"


class ObservationMark(models.Model):
    """A mark by one criterion: 2, 1, 0, or None for «не наблюдалось». No row means that it is not filled in yet."""

    card = models.ForeignKey(ObservationCard, models.CASCADE, related_name="marks", verbose_name="карта")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+", verbose_name="критерий")
    value = models.PositiveSmallIntegerField("оценка", null=True, blank=True)
    seen = models.BooleanField("наблюдалось", default=True)
    comment = models.CharField("комментарий", max_length=500, blank=True)

    class Meta:
        verbose_name = "оценка по критерию"
        verbose_name_plural = "оценки по критериям"
        constraints = [
            models.UniqueConstraint(fields=["card", "question"], name="one_mark_per_criterion"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__lte=2), name="mark_0_to_2"),
            models.CheckConstraint(condition=Q(seen=True) | Q(value__isnull=True), name="unseen_has_no_value"),
        ]

    def __str__(self):
        return f"{self.question.code}: {self.value}"
