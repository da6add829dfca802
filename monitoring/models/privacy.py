"""Who read of whom, the archives people ask for, and acts by which personal data were taken away."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person, StoredFile
from monitoring.choices.privacy import JobState, ReadingKind


class Reading(models.Model):
    """One row a reader, a person, a kind and a day, however often it was opened: who looked, not how they walked about."""

    reader = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто открывал"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="readings", verbose_name="чьи данные")
    kind = models.CharField("что открыто", max_length=10, choices=ReadingKind)
    role = models.CharField("в роли", max_length=20, blank=True)
    day = models.DateField("день", db_index=True)

    class Meta:
        verbose_name = "просмотр данных человека"
        verbose_name_plural = "просмотры данных людей"
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["person", "-day"], name="reading_person_day")]
        constraints = [models.UniqueConstraint(fields=["reader", "person", "kind", "day"], name="one_reading_a_day")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"


class PersonArchive(models.Model):
    """Everything the office keeps of a person, put together by the worker for that person alone."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="archives", verbose_name="чьи данные")
    state = models.CharField("состояние", max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField("собрано", default=0)
    total = models.PositiveIntegerField("всего", default=0)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="архив")
    asked_at = models.DateTimeField("когда попросили")
    ready_at = models.DateTimeField("когда готово", null=True, blank=True)

    class Meta:
        verbose_name = "архив данных человека"
        verbose_name_plural = "архивы данных людей"
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["waiting", "running"]), name="one_open_archive"
            )
        ]

    def __str__(self):
        return f"Данные от {self.asked_at:%d.%m.%Y}"


class Depersonalization(models.Model):
    """The act: by it a person became a code. `payload` is what the act and the log say; no word of the person in it."""

    person = models.OneToOneField(
        Person, models.PROTECT, related_name="depersonalization", verbose_name="запись, ставшая кодом"
    )
    number = models.PositiveIntegerField("номер акта", unique=True)
    code = models.CharField("код", max_length=20, unique=True)
    reason = models.CharField("причина", max_length=300)
    state = models.CharField("состояние", max_length=10, choices=JobState, default=JobState.WAITING)
    asked_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    asked_at = models.DateTimeField("когда решено")
    done_at = models.DateTimeField("когда исполнено", null=True, blank=True)
    payload = models.JSONField("акт и журнал", default=dict, blank=True)
    sha256 = models.CharField("отпечаток", max_length=64, blank=True)

    class Meta:
        verbose_name = "обезличивание"
        verbose_name_plural = "обезличивания"
        ordering = ["-number"]

    def __str__(self):
        return f"Акт № {self.number}, {self.code}"
