"""The open bank: a mentor's public card, and what came from outside through its forms (clauses 4.4, 6)."""

from django.db import models

from mentoring.choices import NameForm, OutsideKind, OutsideState, PublicationState
from mentoring.kit.codes import new_slug

from .bank import Mentor
from .consent import Consent
from .person import Person
from .reference import ConsentText, Direction
from .request import MentoringRequest


class MentorPublication(models.Model):
    """`fields`, `name_form` and `about` are being prepared; `shown` is what was agreed to and checked: {fields,
    name_form, about, achievements}. Nothing but `shown` leaves the college, and only while `consent` is in force.
    `agreed` is the mark of the agreement under which the card was sent to be checked.
    """

    mentor = models.OneToOneField(Mentor, models.CASCADE, related_name="publication", verbose_name="наставник")
    slug = models.SlugField("адрес карточки", max_length=24, unique=True, default=new_slug, editable=False)
    name_form = models.CharField("имя", max_length=10, choices=NameForm, default=NameForm.FULL)
    fields = models.JSONField("что показать", default=list, blank=True)
    about = models.CharField("о себе", max_length=600, blank=True)
    state = models.CharField("состояние", max_length=20, choices=PublicationState, default=PublicationState.DRAFT)
    consent = models.ForeignKey(
        Consent, models.SET_NULL, null=True, blank=True, related_name="publications", verbose_name="согласие"
    )
    agreed = models.CharField("отпечаток согласованного", max_length=64, blank=True, editable=False)
    shown = models.JSONField("показано", null=True, blank=True)
    hidden = models.BooleanField("скрыта", default=False)
    hidden_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто скрыл"
    )
    due = models.DateField("проверить до", null=True, blank=True)
    approved_on = models.DateField("опубликована", null=True, blank=True)
    remark = models.CharField("замечание", max_length=300, blank=True)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "карточка открытого банка"
        verbose_name_plural = "карточки открытого банка"
        ordering = ["mentor__person__sort_key"]

    def __str__(self):
        return str(self.mentor)


class OutsideApplication(models.Model):
    """What somebody from another organization wrote through a public form: seen by the curator once the e-mail is
    confirmed. The link itself is not kept, and neither is the sender's network address: their prints are.
    """

    kind = models.CharField("что", max_length=10, choices=OutsideKind)
    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    patronymic = models.CharField("отчество", max_length=100, blank=True)
    email = models.EmailField("электронная почта")
    organization = models.CharField("организация", max_length=200)
    post = models.CharField("должность", max_length=200)
    directions = models.ManyToManyField(Direction, blank=True, related_name="+", verbose_name="направления")
    text = models.TextField("текст")
    wished_mentor = models.ForeignKey(
        Mentor, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кого просят"
    )
    consent_text = models.ForeignKey(ConsentText, models.PROTECT, related_name="+", verbose_name="текст согласия")
    consent_wording = models.TextField("с чем согласились", editable=False)
    state = models.CharField("состояние", max_length=20, choices=OutsideState, default=OutsideState.UNCONFIRMED)
    token_sha256 = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    sender_mark = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField("написано")
    confirm_until = models.DateTimeField("подтвердить до")
    confirmed_at = models.DateTimeField("почта подтверждена", null=True, blank=True)
    due = models.DateField("ответить до", null=True, blank=True)
    decided_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="кто ответил"
    )
    decided_at = models.DateTimeField("когда ответили", null=True, blank=True)
    answer = models.TextField("ответ", blank=True)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="outside_applications", verbose_name="человек"
    )
    request = models.ForeignKey(
        MentoringRequest, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="запрос"
    )

    class Meta:
        verbose_name = "обращение извне"
        verbose_name_plural = "обращения извне"
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["state", "due"], name="outside_state_due"),
            models.Index(fields=["email", "created_at"], name="outside_email_created"),
            models.Index(fields=["sender_mark", "created_at"], name="outside_sender_created"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.full_name}"

    @property
    def full_name(self):
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)
