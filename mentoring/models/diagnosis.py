"""The card of professional difficulties: versions and statements (answers come with the diagnosis itself)."""

from django.db import models
from django.db.models import Exists, OuterRef

from .reference import Direction


class DiagnosisCard(models.Model):
    code = models.SlugField("код", max_length=60)
    version = models.PositiveSmallIntegerField("версия", default=1)
    lead = models.TextField("вступление")
    question = models.CharField("вопрос", max_length=200)
    scale = models.JSONField("шкала", default=list)
    scoring = models.JSONField("правила счёта", default=dict)
    published = models.BooleanField("опубликована", default=False)

    class Meta:
        verbose_name = "карта затруднений"
        verbose_name_plural = "карты затруднений"
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="diagnosis_card_version")]

    def __str__(self):
        return f"Карта затруднений, версия {self.version}"


class StatementQuerySet(models.QuerySet):
    def in_use(self):
        """Statements of the newest published version of each card."""
        newer = DiagnosisCard.objects.filter(
            code=OuterRef("card__code"), version__gt=OuterRef("card__version"), published=True
        )
        return self.filter(~Exists(newer), card__published=True)


class DiagnosisStatement(models.Model):
    card = models.ForeignKey(DiagnosisCard, models.CASCADE, related_name="statements", verbose_name="карта")
    code = models.SlugField("код", max_length=60)
    direction = models.ForeignKey(Direction, models.PROTECT, related_name="statements", verbose_name="направление")
    text = models.CharField("утверждение", max_length=300)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "утверждение карты"
        verbose_name_plural = "утверждения карты"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["card", "code"], name="statement_code")]

    def __str__(self):
        return self.text
