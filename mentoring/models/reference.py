"""Reference tables: editable records with a stable code; a used one is retired, never deleted."""

from django.db import models

from mentoring.kit.dates import words
from mentoring.kit.text import NBSP, NOUNS, count, quoted


class Reference(models.Model):
    code = models.SlugField("код", max_length=60, unique=True)
    name = models.CharField("название", max_length=200)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    retired = models.BooleanField("снято с употребления", default=False)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


class Direction(Reference):
    """A direction of mentoring, clause 3; cross-cutting ones come from clauses 2 and 4.2."""

    short = models.CharField("коротко", max_length=40)
    hint = models.CharField("пояснение", max_length=300, blank=True)
    cross = models.BooleanField("сквозное", default=False)
    clause = models.CharField("пункт положения", max_length=20, blank=True)

    class Meta(Reference.Meta):
        verbose_name = "направление"
        verbose_name_plural = "направления"


class MentorGroup(Reference):
    """One of the five selection groups of mentors, clause 4.2."""

    hint = models.CharField("пояснение", max_length=300, blank=True)
    evidence = models.JSONField("чем подтверждают", default=list, blank=True)

    class Meta(Reference.Meta):
        verbose_name = "группа отбора наставников"
        verbose_name_plural = "группы отбора наставников"


class MenteeGroup(Reference):
    """One of the five groups of mentees, clause 4.2."""

    note = models.CharField("примечание", max_length=300, blank=True)

    class Meta(Reference.Meta):
        verbose_name = "группа наставляемых"
        verbose_name_plural = "группы наставляемых"


class Competence(Reference):
    """One of the ten competences of a mentor, clause 4.2."""

    caution = models.CharField("предостережение", max_length=300, blank=True)

    class Meta(Reference.Meta):
        verbose_name = "компетенция наставника"
        verbose_name_plural = "компетенции наставника"


class PartnerKind(Reference):
    """One of the six kinds of social partners, clause 4.3.3."""

    helps = models.CharField("кому помогает", max_length=300, blank=True)
    posts = models.JSONField(
        "должности", default=list, blank=True, help_text="Начала слов должностей, которым помогает партнёр: «мастер»."
    )
    social = models.BooleanField(
        "социальный партнёр (п. 4.3.3)", default=True, help_text="Нет – другая образовательная организация."
    )

    class Meta(Reference.Meta):
        verbose_name = "вид социального партнёра"
        verbose_name_plural = "виды социальных партнёров"


class EventForm(Reference):
    """A form of a plan event."""

    minutes = models.PositiveSmallIntegerField("обычная длительность, мин", default=45)
    proof = models.CharField("чем подтверждают", max_length=30, blank=True)

    class Meta(Reference.Meta):
        verbose_name = "форма мероприятия"
        verbose_name_plural = "формы мероприятий"


class ListName(models.TextChoices):
    REQUEST_GROUND = "request_ground", "Основания запроса"
    DECLINE_REASON = "decline_reason", "Причины отказа наставника"
    CLOSE_REASON = "close_reason", "Причины закрытия запроса"
    EVENT_REASON = "event_reason", "Почему мероприятие не состоялось"
    LEAVE_REASON = "leave_reason", "Причины ухода"
    MOTIVATION = "motivation", "Виды поощрения наставника"
    COMPLETION_REASON = "completion_reason", "Причины завершения"
    EVIDENCE = "evidence", "Подтверждения группы отбора"
    ACHIEVEMENT_KIND = "achievement_kind", "Виды достижений"
    ACHIEVEMENT_LEVEL = "achievement_level", "Уровни достижений"
    ACHIEVEMENT_RESULT = "achievement_result", "Результаты достижений"


class ListEntry(models.Model):
    """A row of one of the small lists."""

    list = models.CharField("список", max_length=30, choices=ListName)
    code = models.SlugField("код", max_length=60)
    name = models.CharField("название", max_length=200)
    position = models.PositiveSmallIntegerField("порядок", default=0)
    retired = models.BooleanField("снято с употребления", default=False)
    extra = models.JSONField("дополнительно", default=dict, blank=True)

    class Meta:
        verbose_name = "строка списка"
        verbose_name_plural = "малые списки"
        ordering = ["list", "position"]
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="list_entry_code")]

    def __str__(self):
        return self.name


class LabelGroup(models.TextChoices):
    FORM = "form", "Формы"
    MODEL = "model", "Модели взаимодействия"
    KIND = "kind", "Виды"
    MODE = "mode", "Режимы"
    NOTE_FIELD = "note_field", "Поля пояснительной записки"


class ChoiceLabel(models.Model):
    """The editable label of a word that code branches on (form, model, kind, mode)."""

    group = models.CharField("набор", max_length=20, choices=LabelGroup)
    code = models.SlugField("код", max_length=60)
    label = models.CharField("подпись", max_length=120)
    lead = models.CharField("пояснение", max_length=300, blank=True)
    shown = models.BooleanField("показывать в выборе", default=True)
    clause = models.CharField("пункт положения", max_length=20, blank=True)
    data = models.JSONField("данные", default=dict, blank=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "подпись"
        verbose_name_plural = "подписи форм, моделей, видов"
        ordering = ["group", "position"]
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="choice_label_code")]

    def __str__(self):
        return self.label


class DocumentType(Reference):
    """A row of the register of document kinds."""

    prefix = models.CharField("префикс номера", max_length=10, blank=True)
    gender = models.CharField("род для грифа", max_length=2, default="m")
    signs = models.JSONField("кто подписывает", default=list, blank=True)
    stamps = models.JSONField("грифы", default=list, blank=True)
    sign = models.CharField("вид подписи", max_length=10, default="paper")
    acquaint = models.BooleanField("требует ознакомления", default=False)
    note = models.CharField("примечание", max_length=300, blank=True)

    class Meta(Reference.Meta):
        verbose_name = "вид документа"
        verbose_name_plural = "виды документов"


class ConsentText(models.Model):
    """A version of a consent's wording. A published version is never edited: a change is a new version."""

    kind = models.CharField("вид согласия", max_length=20)
    version = models.PositiveSmallIntegerField("версия", default=1)
    name = models.CharField("название", max_length=200)
    text = models.TextField("текст")
    who = models.CharField("кто даёт", max_length=200, blank=True)
    revoke = models.CharField("как отозвать", max_length=300, blank=True)
    blocks = models.CharField("что без него", max_length=300, blank=True)
    document = models.ForeignKey(DocumentType, models.PROTECT, null=True, blank=True, verbose_name="вид документа")
    since = models.DateField("действует с")

    class Meta:
        verbose_name = "текст согласия"
        verbose_name_plural = "тексты согласий"
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="consent_text_version")]

    def __str__(self):
        return f"{self.name}, версия {self.version}"

    @property
    def heading(self):
        """«Редакция № 2, с 1 декабря»."""
        return f"Редакция № {self.version}, с {words(self.since)}"


class Setting(models.Model):
    """A number or choice the college decides. `mark`: P proposed, K common practice, empty approved by the college."""

    code = models.SlugField("код", max_length=60, unique=True)
    group = models.CharField("раздел", max_length=60)
    name = models.CharField("название", max_length=200)
    value = models.JSONField("значение")
    unit = models.CharField("единица", max_length=40, blank=True)
    mark = models.CharField("пометка", max_length=1, blank=True)
    note = models.CharField("пояснение", max_length=400, blank=True)
    clause = models.CharField("пункт положения", max_length=20, blank=True)
    least = models.IntegerField("не меньше", null=True, blank=True)
    most = models.IntegerField("не больше", null=True, blank=True)
    options = models.JSONField("варианты", default=list, blank=True)
    position = models.PositiveSmallIntegerField("порядок", default=0)

    class Meta:
        verbose_name = "настройка"
        verbose_name_plural = "настройки"
        ordering = ["position"]

    def __str__(self):
        return self.name


def setting_words(setting, value):
    """A setting's value as a person reads it; a list by the number of its lines and the first of them."""
    if isinstance(value, list):
        return _chosen_words(setting, value) if setting.options else _lines_words(value)
    if isinstance(value, bool):
        return "да" if value else "нет"
    for option in setting.options:
        if option["code"] == value:
            return option["name"]
    return with_unit(value, setting.unit)


def _chosen_words(setting, value):
    """«куратор, директор», in the order of the options."""
    return ", ".join(option["name"].lower() for option in setting.options if option["code"] in value) or "никому"


def _lines_words(lines):
    """«4 строки: „Есть срок“…»."""
    if not lines:
        return "пусто"
    first = lines[0]["text"] if isinstance(lines[0], dict) else lines[0]
    return f"{count(len(lines), *NOUNS['row'])}: {quoted(first)}…"


def with_unit(value, unit):
    """«3 рабочих дня», «3-й день»: the unit agrees with the number; signs («%», «мм») do not change."""
    if unit == "день":
        return f"{value}-й{NBSP}день"
    noun = next((forms for forms in NOUNS.values() if unit in forms), None)
    return count(value, *noun) if noun else f"{value}{NBSP}{unit}".strip()


class Holiday(models.Model):
    """A day of the production calendar that is not worked, or a weekend day that is."""

    day = models.DateField("день", unique=True)
    name = models.CharField("название", max_length=120, blank=True)
    worked = models.BooleanField("рабочий", default=False)

    class Meta:
        verbose_name = "день календаря"
        verbose_name_plural = "производственный календарь"
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%d.%m.%Y} {self.name}"
