"""The shelf of methodical materials: texts of our own, files and links; what helped whom and in which plans it is used."""

from django.db import models
from django.db.models import Q

from mentoring.kit.canonical import fingerprint
from mentoring.models import Direction, Person, StoredFile
from programs.choices.shelf import MaterialAudience, MaterialKind, MaterialState

from .plan import PlanEvent


class Material(models.Model):
    """A material is a text, a file, a link, or several of them at once (R26)."""

    title = models.CharField("название", max_length=200)
    description = models.CharField("о чём", max_length=500)
    kind = models.CharField("вид", max_length=10, choices=MaterialKind, default=MaterialKind.MEMO)
    audience = models.CharField("кому", max_length=10, choices=MaterialAudience, default=MaterialAudience.BOTH)
    directions = models.ManyToManyField(Direction, blank=True, related_name="materials", verbose_name="направления")
    text = models.TextField("текст", blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="materials", verbose_name="файл"
    )
    link = models.URLField("ссылка", blank=True, max_length=500)
    author = models.CharField("автор", max_length=200, blank=True)
    year = models.PositiveSmallIntegerField("год", null=True, blank=True)
    state = models.CharField("состояние", max_length=10, choices=MaterialState, default=MaterialState.PROPOSED)
    remark = models.CharField("замечание куратора", max_length=500, blank=True)
    added_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="materials", verbose_name="кто добавил"
    )
    added_at = models.DateTimeField("когда добавили")

    class Meta:
        verbose_name = "методический материал"
        verbose_name_plural = "методические материалы"
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False) | ~Q(link=""), name="material_says_something"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def seal(self):
        """A print of what the material says, for a page that lets decide about exactly this."""
        return fingerprint([self.title, self.description, self.text, self.link, self.file_id])


class MaterialThanks(models.Model):
    """«Пригодилось» of one person, once."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="thanks", verbose_name="материал")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кому пригодилось")
    at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "отметка «пригодилось»"
        verbose_name_plural = "отметки «пригодилось»"
        constraints = [models.UniqueConstraint(fields=["material", "person"], name="thanks_once")]

    def __str__(self):
        return f"{self.person}: {self.material}"


class EventMaterial(models.Model):
    """A material put beside an event of a plan; it is no text of the program and may come and go."""

    event = models.ForeignKey(PlanEvent, models.CASCADE, related_name="materials", verbose_name="мероприятие")
    material = models.ForeignKey(Material, models.PROTECT, related_name="uses", verbose_name="материал")
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", verbose_name="кто добавил")
    added_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "материал мероприятия"
        verbose_name_plural = "материалы мероприятий"
        ordering = ["added_at", "id"]
        constraints = [models.UniqueConstraint(fields=["event", "material"], name="event_material_once")]

    def __str__(self):
        return f"{self.event}: {self.material}"
