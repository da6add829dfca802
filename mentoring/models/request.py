"""A request for mentoring and the offers made to mentors for it."""

from django.db import models
from django.db.models import Q

from mentoring.choices import Form, Kind, Mode, OfferAnswer, RankList, RequestSource, RequestState
from mentoring.choices.request import OPEN_REQUEST_STATES

from .bank import Mentor
from .organization import AcademicYear
from .pair import Pair
from .person import Person
from .reference import Direction, ListEntry


class RequestQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_REQUEST_STATES)


class MentoringRequest(models.Model):
    """Clause 4.2: asked by the mentee or by the administration, tied to an academic year."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="requests", verbose_name="учебный год")
    person = models.ForeignKey(Person, models.PROTECT, related_name="requests", verbose_name="кому нужен наставник")
    initiator = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="initiated_requests", verbose_name="кто подал"
    )
    source = models.CharField("инициатор", max_length=20, choices=RequestSource, default=RequestSource.SELF)
    ground = models.ForeignKey(
        ListEntry, models.PROTECT, limit_choices_to={"list": "request_ground"}, verbose_name="основание"
    )
    state = models.CharField("состояние", max_length=20, choices=RequestState, default=RequestState.DRAFT)
    problem = models.TextField("что беспокоит")
    directions = models.ManyToManyField(Direction, related_name="requests", verbose_name="направления")
    wished_form = models.CharField("форма", max_length=20, choices=Form, blank=True)
    wished_kind = models.CharField("вид", max_length=20, choices=Kind, blank=True)
    wished_mode = models.CharField("режим", max_length=20, choices=Mode, blank=True)
    wished_mentor = models.ForeignKey(
        Mentor, models.SET_NULL, null=True, blank=True, related_name="wished_by", verbose_name="желаемый наставник"
    )
    wished_until = models.DateField("желаемый срок", null=True, blank=True)
    wishes = models.TextField("пожелания", blank=True)
    sent_at = models.DateTimeField("подан", null=True, blank=True)
    due = models.DateField("ответить до", null=True, blank=True)
    decided_reason = models.CharField("причина решения", max_length=300, blank=True)
    close_reason = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"list": "close_reason"},
        verbose_name="причина закрытия",
    )
    pair = models.ForeignKey(Pair, models.SET_NULL, null=True, blank=True, related_name="requests", verbose_name="пара")
    created_at = models.DateTimeField("создан")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "запрос на наставничество"
        verbose_name_plural = "запросы на наставничество"
        ordering = ["due", "id"]
        indexes = [models.Index(fields=["state", "year"], name="request_state_year")]

    def __str__(self):
        return f"Запрос № {self.pk}: {self.person}"

    @property
    def wished(self):
        """Wishes by rank (RankedMentor); uses what was prefetched."""
        return [row for row in self.ranked.all() if row.list == RankList.WISH]

    @property
    def queue(self):
        """The curator's queue in order (RankedMentor); uses what was prefetched."""
        return [row for row in self.ranked.all() if row.list == RankList.QUEUE]


class RequestOffer(models.Model):
    """One mentor asked for one request."""

    request = models.ForeignKey(MentoringRequest, models.CASCADE, related_name="offers", verbose_name="запрос")
    mentor = models.ForeignKey(Mentor, models.PROTECT, related_name="offers", verbose_name="наставник")
    points = models.PositiveSmallIntegerField("баллы подбора", default=0)
    reasons = models.JSONField("из чего сложились", default=list, blank=True)
    asked_at = models.DateTimeField("спросили")
    due = models.DateField("ответить до")
    answer = models.CharField("ответ", max_length=20, choices=OfferAnswer, default=OfferAnswer.WAITING)
    answered_at = models.DateTimeField("ответил(а)", null=True, blank=True)
    reminded_at = models.DateTimeField("напомнили", null=True, blank=True)
    decline_reason = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "decline_reason"},
        verbose_name="причина отказа",
    )
    note = models.CharField("пояснение", max_length=300, blank=True)

    class Meta:
        verbose_name = "предложение наставнику"
        verbose_name_plural = "предложения наставникам"
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(answer="waiting"), name="one_waiting_offer_per_request"
            )
        ]

    def __str__(self):
        return f"{self.mentor}: {self.get_answer_display()}"
