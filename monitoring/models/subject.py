"""What people ask about their own data, with its term and answer; incidents with data and their two notices."""

from django.db import models
from django.db.models import Q

from mentoring.models import Person, StoredFile
from monitoring.choices.subject import IncidentState, SubjectKind, SubjectState, SubjectWay


class SubjectRequest(models.Model):
    """A request of a person about own data; on paper also of somebody who has no record here (`applicant` alone)."""

    number = models.PositiveIntegerField("номер", unique=True)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="subject_requests", verbose_name="чьи данные"
    )
    applicant = models.CharField("от кого", max_length=200)
    contact = models.CharField("куда отвечать", max_length=200, blank=True)
    kind = models.CharField("о чём просят", max_length=10, choices=SubjectKind)
    way = models.CharField("как пришло", max_length=10, choices=SubjectWay, default=SubjectWay.SITE)
    text = models.TextField("текст обращения")
    paper = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="скан обращения"
    )
    came_on = models.DateField("когда пришло")
    due = models.DateField("ответить до")
    extended_because = models.CharField("почему продлено", max_length=500, blank=True)
    responsible = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто отвечает"
    )
    state = models.CharField("состояние", max_length=10, choices=SubjectState, default=SubjectState.NEW)
    answer = models.TextField("ответ", blank=True)
    file = models.ForeignKey(
        StoredFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="файл ответа"
    )
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    answered_at = models.DateTimeField("когда ответили", null=True, blank=True)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто записал"
    )
    created_at = models.DateTimeField("записано")

    class Meta:
        verbose_name = "обращение о персональных данных"
        verbose_name_plural = "обращения о персональных данных"
        ordering = ["-number"]
        indexes = [models.Index(fields=["state", "due"], name="subject_request_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "refused"]) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="closed_subject_request_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="work") | Q(responsible__isnull=False), name="subject_request_in_work_is_somebodys"
            ),
        ]

    def __str__(self):
        return f"Обращение № {self.number}"


class PrivacyIncident(models.Model):
    """Data went where they should not: what is known, what was done, and when each notice was sent."""

    number = models.PositiveIntegerField("номер", unique=True)
    title = models.CharField("что случилось", max_length=200)
    text = models.TextField("подробности", blank=True)
    happened_at = models.DateTimeField("когда случилось", null=True, blank=True)
    found_at = models.DateTimeField("когда обнаружили")
    cause = models.TextField("предполагаемая причина", blank=True)
    whom = models.TextField("кого касается")
    amount = models.PositiveIntegerField("скольких людей", null=True, blank=True)
    categories = models.JSONField("какие данные", default=list)
    harm = models.TextField("какой вред возможен", blank=True)
    measures = models.TextField("что сделано", blank=True)
    result = models.TextField("что показала проверка", blank=True)
    culprits = models.TextField("из-за кого случилось", blank=True)
    responsible = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто отвечает"
    )
    state = models.CharField("состояние", max_length=10, choices=IncidentState, default=IncidentState.FOUND)
    first_due = models.DateTimeField("первое уведомление до")
    first_sent_at = models.DateTimeField("первое уведомление отправлено", null=True, blank=True)
    result_due = models.DateTimeField("результаты до")
    result_sent_at = models.DateTimeField("результаты отправлены", null=True, blank=True)
    dropped_because = models.CharField("почему не подтвердился", max_length=500, blank=True)
    author = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто записал"
    )
    created_at = models.DateTimeField("записан")
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "инцидент с персональными данными"
        verbose_name_plural = "инциденты с персональными данными"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["told", "closed"]) | Q(first_sent_at__isnull=False),
                name="told_incident_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(result_sent_at__isnull=False) & ~Q(result="")),
                name="closed_incident_has_result",
            ),
        ]

    def __str__(self):
        return f"Инцидент № {self.number}"
