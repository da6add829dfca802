"""Mentor's and mentee's records: the two registers of the bank (clauses 4.2, 6)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from mentoring.choices import Mode

from .organization import Organization
from .person import Person
from .reference import Competence, Direction, ListEntry, MenteeGroup, MentorGroup


class Mentor(models.Model):
    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, verbose_name="человек")
    groups = models.ManyToManyField(
        MentorGroup, through="MentorGroupEvidence", related_name="mentors", verbose_name="группы отбора"
    )
    competences = models.ManyToManyField(
        Competence, through="MentorCompetence", related_name="mentors", verbose_name="компетенции"
    )
    directions = models.ManyToManyField(Direction, blank=True, related_name="mentors", verbose_name="направления")
    capacity = models.PositiveSmallIntegerField(
        "сколько наставляемых", default=2, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    takes_new = models.BooleanField("берёт новых", default=True)
    pause_until = models.DateField("не берёт новых до", null=True, blank=True)
    forms = models.JSONField("формы", default=list, blank=True)
    kinds = models.JSONField("виды", default=list, blank=True)
    mode = models.CharField("режим", max_length=20, choices=Mode, default=Mode.MIXED)
    schedule = models.CharField("когда удобно", max_length=200, blank=True)
    achievements = models.TextField("достижения", blank=True)
    motivation = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "motivation"},
        verbose_name="поощрение",
    )
    motivation_note = models.CharField("о поощрении", max_length=200, blank=True)
    since = models.DateField("в банке с")
    retired_on = models.DateField("выбыл(а) из банка", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "наставник"
        verbose_name_plural = "наставники"
        ordering = ["person__sort_key"]

    def __str__(self):
        return self.person.full_name


class MentorGroupEvidence(models.Model):
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="group_evidence")
    group = models.ForeignKey(MentorGroup, models.PROTECT, verbose_name="группа отбора")
    evidence = models.CharField("чем подтверждается", max_length=300, blank=True)

    class Meta:
        verbose_name = "группа отбора наставника"
        verbose_name_plural = "группы отбора наставника"
        constraints = [models.UniqueConstraint(fields=["mentor", "group"], name="mentor_group_once")]

    def __str__(self):
        return str(self.group)


class MentorCompetence(models.Model):
    """Self-rating 1–5 and the curator's confirmation 1–5."""

    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="competence_marks")
    competence = models.ForeignKey(Competence, models.PROTECT, verbose_name="компетенция")
    own = models.PositiveSmallIntegerField(
        "самооценка", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    confirmed = models.PositiveSmallIntegerField(
        "куратор", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        verbose_name = "компетенция наставника"
        verbose_name_plural = "компетенции наставника"
        constraints = [models.UniqueConstraint(fields=["mentor", "competence"], name="mentor_competence_once")]

    def __str__(self):
        return str(self.competence)


class Mentee(models.Model):
    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, verbose_name="человек")
    groups = models.ManyToManyField(MenteeGroup, related_name="mentees", verbose_name="группы")
    to_be_hired = models.BooleanField("обязуется прийти на работу", default=False)
    on_practice = models.BooleanField("на практике у нас", default=False)
    contract_number = models.CharField("номер договора", max_length=60, blank=True)
    contract_date = models.DateField("дата договора", null=True, blank=True)
    contract_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, verbose_name="с кем договор"
    )
    note = models.TextField("примечание", blank=True)
    since = models.DateField("в списке с")
    retired_on = models.DateField("выбыл(а)", null=True, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "наставляемый"
        verbose_name_plural = "наставляемые"
        ordering = ["person__sort_key"]

    def __str__(self):
        return self.person.full_name
