"""Who reads an entry of the story."""

from django.db.models import TextChoices


class Audience(TextChoices):
    """Beside whoever may see the subject at all: the narrower words close an entry to some of them."""

    SUBJECT = "subject", "кто видит запись"
    MEMBERS = "members", "участники пары и куратор"
    OFFICE = "office", "куратор и директор"
    CURATOR = "curator", "куратор"
