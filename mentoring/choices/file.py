"""What the virus scanner said of a kept file."""

from django.db.models import TextChoices


class Scan(TextChoices):
    """A file kept while no scanner is named has no word at all."""

    CLEAN = "clean", "проверен"
    MISSED = "missed", "антивирус не отвечал"
    INFECTED = "infected", "был с вирусом, удалён"
