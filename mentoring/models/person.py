"""The human being, with or without a login or an e-mail."""

from django.db import models
from django.db.models import F, Q

from mentoring.choices import Category, Employment, Gender, Role
from mentoring.kit.text import NBSP, initials, words_of

from .organization import Organization, Unit
from .reference import ListEntry
from .user import User

OUTSIDERS = (Employment.PARTNER, Employment.OUTSIDE)


class PersonQuerySet(models.QuerySet):
    def search(self, text):
        """People whose name, post or e-mail contains every word of `text`, without regard to case and ё."""
        found = self
        for word in words_of(text):
            found = found.filter(search_key__contains=word)
        return found

    def in_order(self):
        return self.order_by("sort_key", "id")

    def working(self):
        return self.filter(left_on__isnull=True)

    def teachers(self):
        """Pedagogical workers of our college now at work: the denominator of clause 6's shares."""
        return self.working().filter(is_teacher=True, employment__in=[Employment.STAFF, Employment.PART_TIME])


class Person(models.Model):
    user = models.OneToOneField(User, models.SET_NULL, null=True, blank=True, verbose_name="учётная запись")
    last_name = models.CharField("фамилия", max_length=100)
    first_name = models.CharField("имя", max_length=100)
    patronymic = models.CharField("отчество", max_length=100, blank=True)
    gender = models.CharField("пол", max_length=1, choices=Gender, blank=True)
    birth_date = models.DateField("дата рождения", null=True, blank=True)
    email = models.EmailField("электронная почта", null=True, blank=True, unique=True)
    phone = models.CharField("телефон", max_length=60, blank=True)
    employment = models.CharField("кем приходится", max_length=20, choices=Employment, default=Employment.STAFF)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="people", verbose_name="организация")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name="подразделение"
    )
    supervisor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name="руководитель"
    )
    post = models.CharField("должность", max_length=200, blank=True)
    is_teacher = models.BooleanField("педагогический работник", default=True)
    subjects = models.CharField("дисциплины", max_length=400, blank=True)
    category = models.CharField("квалификационная категория", max_length=20, choices=Category, blank=True)
    teaching_since = models.DateField("педагогический стаж с", null=True, blank=True)
    hired_on = models.DateField("дата приёма", null=True, blank=True)
    left_on = models.DateField("дата ухода", null=True, blank=True)
    leave_reason = models.ForeignKey(
        ListEntry,
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"list": "leave_reason"},
        verbose_name="причина ухода",
    )
    name_cases = models.JSONField("имя в падежах", default=dict, blank=True)
    cases_sure = models.BooleanField("падежи проверены", default=False)
    sort_key = models.CharField(max_length=310, editable=False, db_index=True)
    search_key = models.TextField(editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["unit", "sort_key"], name="person_unit_sort"),
            models.Index(
                fields=["sort_key"],
                condition=Q(cases_sure=False, left_on__isnull=True) & ~Q(name_cases={}),
                name="person_name_unsure",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(hired_on__isnull=True) | Q(left_on__gte=F("hired_on")),
                name="person_left_after_hired",
            )
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        """Петрова Анна Сергеевна."""
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    @property
    def short_name(self):
        """Петрова А. С., for lists."""
        return f"{self.last_name}{NBSP}{initials(self.first_name, self.patronymic)}".strip()

    @property
    def signature_name(self):
        """А. С. Петрова, for signatures and stamps."""
        return f"{initials(self.first_name, self.patronymic)}{NBSP}{self.last_name}".strip()

    @property
    def plain_name(self):
        """Анна Петрова, for headings beside a pair."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def greeting(self):
        """Анна Сергеевна, for letters; the first name alone when there is no patronymic."""
        return " ".join(part for part in (self.first_name, self.patronymic) if part)

    @property
    def paper_post(self):
        """The post on paper; a partner's names his organization, which must be selected: «ведущий инженер АО «Заря»»."""
        if self.employment not in OUTSIDERS:
            return self.post
        return f"{self.post} {self.organization.name_gen or self.organization.short_name}".strip()

    @property
    def two_letters(self):
        return (self.first_name[:1] + self.last_name[:1]).upper()

    def case(self, name):
        """Full name in a case: gen, dat, acc, ins, pre. Falls back to the nominative until declined."""
        return self.name_cases.get(name) or self.full_name

    def short_case(self, name):
        """«Петровой А. С.»: surname in a case and initials."""
        surname = (self.name_cases.get(name) or self.last_name).split(" ")[0]
        return f"{surname}{NBSP}{initials(self.first_name, self.patronymic)}".strip()

    def years_of_teaching(self, on):
        """Whole years of teaching on a date, or None when the start is unknown."""
        return _whole_years(self.teaching_since, on)

    def age(self, on):
        """Whole years of age on a date, or None."""
        return _whole_years(self.birth_date, on)


def _whole_years(since, on):
    if not since or since > on:
        return None if not since else 0
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


class RoleAssignment(models.Model):
    """An office held from a date to a date; `acting` marks a stand-in («и. о.»)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles", verbose_name="человек")
    role = models.CharField("роль", max_length=20, choices=Role)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, verbose_name="подразделение")
    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)
    basis = models.CharField("основание", max_length=200, blank=True)
    acting = models.BooleanField("исполняет обязанности", default=False)

    class Meta:
        verbose_name = "роль"
        verbose_name_plural = "роли"
        ordering = ["role", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_until_after_since"
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(until__isnull=True, unit__isnull=True),
                name="one_open_role",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.person}"


class PostForms(models.Model):
    """A post («преподаватель») declined once and remembered; `sure` false asks the curator to look."""

    post = models.CharField("должность", max_length=200, unique=True)
    cases = models.JSONField("падежи", default=dict)
    sure = models.BooleanField("проверено", default=False)

    class Meta:
        verbose_name = "должность в падежах"
        verbose_name_plural = "должности в падежах"
        ordering = ["post"]

    def __str__(self):
        return self.post
