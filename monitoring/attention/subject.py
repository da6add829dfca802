"""A rule about personal data: a request whose last day has passed."""

from django.db.models import F

from mentoring.kit.dates import words
from mentoring.kit.text import count_of
from monitoring.choices.subject import OPEN_REQUESTS
from monitoring.models import SubjectRequest

from .rule import Said


def subject_overdue(asked):
    found = SubjectRequest.objects.filter(asked.of_people("person"), state__in=OPEN_REQUESTS, due__lt=asked.on)
    columns = {
        "subject": F("pk"),
        "person_key": F("person_id"),
        "surname": F("applicant"),
        "day": F("due"),
        "amount": F("number"),
    }
    return found, columns, [F("due").asc()]


def say_subject_overdue(found, asked):
    days = count_of((asked.on - found.day).days, "day")
    return Said(days, "после срока", f"Обращение № {found.amount}, срок был {words(found.day)}")
