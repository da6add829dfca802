"""Practice cards: what a finished pair can show to others, whom it helped, who agreed to be shown outside (R55)."""

from django.db import models
from django.db.models import Q

from mentoring.choices import ConsentWay
from mentoring.kit.codes import new_slug
from mentoring.models import Direction, Person
from programs.choices.practice import AgreementState, PracticeState
from programs.choices.shelf import MaterialAudience

from .material import Material
from .program import Program

TEXTS = ("title", "difficulty", "done", "result", "suits")


class PracticeCard(models.Model):
    """`entries` are what was taken from the program: [{code, words}]. `names` keeps the curator's answer about every
    name found in the text: {person's key: NameKept}. `opened_on` puts an accepted card into the open bank as long as
    nobody's agreement is missing.
    """

    program = models.ForeignKey(Program, models.PROTECT, related_name="practices", verbose_name="программа")
    slug = models.SlugField("адрес карточки", max_length=24, unique=True, default=new_slug, editable=False)
    title = models.CharField("название", max_length=200)
    difficulty = models.TextField("в чём была трудность")
    done = models.TextField("что сделали")
    result = models.TextField("что получилось")
    suits = models.CharField("кому подойдёт", max_length=500, blank=True)
    audience = models.CharField("кому", max_length=10, choices=MaterialAudience, default=MaterialAudience.BOTH)
    directions = models.ManyToManyField(Direction, blank=True, related_name="practices", verbose_name="направления")
    materials = models.ManyToManyField(Material, blank=True, related_name="practices", verbose_name="материалы")
    entries = models.JSONField("что взято из программы", default=list, blank=True)
    state = models.CharField("состояние", max_length=10, choices=PracticeState, default=PracticeState.DRAFT)
    remark = models.CharField("замечание куратора", max_length=500, blank=True)
    names = models.JSONField("решение об именах", default=dict, blank=True)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="practices", verbose_name="кто составил"
    )
    created_at = models.DateTimeField("когда начата")
    due = models.DateField("проверить до", null=True, blank=True)
    accepted_on = models.DateField("на полке с", null=True, blank=True)
    opened_on = models.DateField("в открытом банке с", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "карточка практики"
        verbose_name_plural = "карточки практики"
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["state", "due"], name="practice_state_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_on__isnull=True) | Q(state="accepted"), name="practice_open_is_accepted"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def words(self):
        """Everything a reader sees as text, in its order."""
        return tuple(getattr(self, name) for name in TEXTS)


class PracticeThanks(models.Model):
    """«Пригодилось» of one person, once."""

    card = models.ForeignKey(PracticeCard, models.CASCADE, related_name="thanks", verbose_name="карточка")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кому пригодилось")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "отметка «пригодилось» практике"
        verbose_name_plural = "отметки «пригодилось» практикам"
        constraints = [models.UniqueConstraint(fields=["card", "person"], name="practice_thanks_once")]

    def __str__(self):
        return f"{self.person}: {self.card}"


class PracticeAgreement(models.Model):
    """One person's answer about showing one card outside; `mark` is a print of the words and the card agreed to."""

    card = models.ForeignKey(PracticeCard, models.CASCADE, related_name="agreements", verbose_name="карточка")
    person = models.ForeignKey(Person, models.PROTECT, related_name="practice_agreements", verbose_name="чьё согласие")
    state = models.CharField("состояние", max_length=10, choices=AgreementState, default=AgreementState.ASKED)
    wording = models.TextField("под чем подписались", editable=False)
    mark = models.CharField("отпечаток", max_length=64, editable=False)
    asked_at = models.DateTimeField("когда спросили")
    due = models.DateField("ответить до")
    answered_at = models.DateTimeField("когда ответили", null=True, blank=True)
    way = models.CharField("как дано", max_length=20, choices=ConsentWay, blank=True)
    recorded_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто записал"
    )

    class Meta:
        verbose_name = "согласие на публикацию практики"
        verbose_name_plural = "согласия на публикацию практик"
        ordering = ["person__sort_key"]
        indexes = [models.Index(fields=["person", "state"], name="practice_agreement_person")]
        constraints = [models.UniqueConstraint(fields=["card", "person"], name="practice_agreement_once")]

    def __str__(self):
        return f"{self.person}: {self.card}"
