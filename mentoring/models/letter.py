"""The outbox: actions write letters, the worker sends them. The office's own wording of letters, and who wants which."""

from django.db import models
from django.db.models import Q

from .person import Person


class LetterSend(models.TextChoices):
    NOW = "now", "сразу"
    DIGEST = "digest", "в письме дня"
    WEEKLY = "weekly", "раз в неделю"


SUBJECT_LIMIT, BODY_LIMIT = 120, 2000  # signs of the office's own wording
IN_DIGEST = (LetterSend.DIGEST, LetterSend.WEEKLY)


class LetterQuerySet(models.QuerySet):
    def waiting(self):
        """Not sent and still to be tried, held back ones too."""
        return self.filter(sent_at__isnull=True, stopped_at__isnull=True, gave_up_at__isnull=True)

    def held(self, at):
        """Reminders the curator may still stop."""
        return self.waiting().filter(hold_until__gt=at)

    def ready(self, at):
        """Those that may go now and that no other process is sending."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at)
        return self.waiting().filter(free, Q(hold_until__isnull=True) | Q(hold_until__lte=at))


class Letter(models.Model):
    code = models.SlugField("вид", max_length=60)
    key = models.CharField("пишется один раз", max_length=120, null=True, blank=True, unique=True, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="letters", verbose_name="кому"
    )
    address = models.EmailField("адрес")
    subject = models.CharField("тема", max_length=200)
    body = models.TextField("текст")
    path = models.CharField("страница", max_length=300, blank=True)
    calendar = models.TextField("событие для календаря", blank=True)
    why = models.CharField("почему пришло", max_length=200, blank=True)
    send = models.CharField("когда отправить", max_length=10, choices=LetterSend, default=LetterSend.DIGEST)
    created_at = models.DateTimeField("написано")
    hold_until = models.DateTimeField("куратор может остановить до", null=True, blank=True)
    claimed_until = models.DateTimeField("отправляется до", null=True, blank=True, editable=False)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    stopped_at = models.DateTimeField("остановлено", null=True, blank=True)
    stopped_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто остановил"
    )
    gave_up_at = models.DateTimeField("больше не отправляем", null=True, blank=True)
    attempts = models.PositiveSmallIntegerField("попыток", default=0)
    error = models.CharField("ошибка", max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["sent_at", "send", "created_at"], name="letter_outbox")]

    def __str__(self):
        return self.subject


class LetterDay(models.Model):
    """The one gathered letter of an address on a day: a second one is not sent."""

    address = models.EmailField("адрес")
    day = models.DateField("день")
    sent_at = models.DateTimeField("отправлено")
    letters = models.PositiveSmallIntegerField("сообщений в письме")

    class Meta:
        verbose_name = "письмо дня"
        verbose_name_plural = "письма дня"
        ordering = ["-day", "address"]
        constraints = [models.UniqueConstraint(fields=["address", "day"], name="one_gathered_letter_a_day")]

    def __str__(self):
        return f"{self.address}, {self.day:%d.%m.%Y}"


class DailyRound(models.Model):
    """A round of the day that was gone to its end: the next hour need not ask everybody again."""

    code = models.SlugField("что", max_length=40)
    day = models.DateField("день")

    class Meta:
        verbose_name = "обход дня"
        verbose_name_plural = "обходы дня"
        constraints = [models.UniqueConstraint(fields=["code", "day"], name="round_once_a_day")]

    def __str__(self):
        return f"{self.code}, {self.day:%d.%m.%Y}"


class LetterWording(models.Model):
    """The office's own words of a letter; without a row the shipped ones stand. `off`: this letter is not written."""

    code = models.SlugField("вид", max_length=60, unique=True)
    subject = models.CharField("тема", max_length=SUBJECT_LIMIT)
    body = models.TextField("текст", max_length=BODY_LIMIT)
    off = models.BooleanField("не отправлять", default=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "слова письма"
        verbose_name_plural = "слова писем"
        ordering = ["code"]

    def __str__(self):
        return self.code


class MutedLetter(models.Model):
    """A letter that a person does not want; duties cannot be muted."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="muted_letters", verbose_name="кто")
    code = models.SlugField("вид", max_length=60)

    class Meta:
        verbose_name = "отключённое письмо"
        verbose_name_plural = "отключённые письма"
        constraints = [models.UniqueConstraint(fields=["person", "code"], name="letter_muted_once")]

    def __str__(self):
        return f"{self.code}: {self.person}"
