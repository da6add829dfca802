"""Closed sets of words of what monitoring gives out: snapshots, replies, yearly reports."""

from django.db.models import TextChoices


class SnapshotKind(TextChoices):
    MANUAL = "manual", "Сделан вручную"
    QUARTER = "quarter", "Конец квартала"
    YEAR = "year", "Конец учебного года"
    REPLY = "reply", "Для ответа на запрос"
    REPORT = "report", "Для отчёта за год"


class ReplySigner(TextChoices):
    DIRECTOR = "director", "Директор"
    CURATOR = "curator", "Куратор"


class ReplyState(TextChoices):
    DRAFT = "draft", "Проект"
    ISSUED = "issued", "Зарегистрирован"


class YearReportState(TextChoices):
    DRAFT = "draft", "Составляется"
    SIGNED = "signed", "Подписан куратором"
    APPROVED = "approved", "Утверждён"
