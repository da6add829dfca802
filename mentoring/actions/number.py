"""Document numbers by prefix and academic year, without gaps or doubles."""

from django.db.models import F

from mentoring.choices.petition import OTHER_PETITIONS, REGISTERED_AS
from mentoring.models import AcademicYear, DocumentType, IssuedDocument, NumberSequence, Petition
from mentoring.queries.number import numbered


def take_number(prefix, year):
    """The next number of a sequence, as a whole number; the row is locked by the UPDATE until the transaction ends."""
    NumberSequence.objects.get_or_create(prefix=prefix, year=year)
    NumberSequence.objects.filter(prefix=prefix, year=year).update(last=F("last") + 1)
    return NumberSequence.objects.values_list("last", flat=True).get(prefix=prefix, year=year)


def number_is_taken(document, number):
    """Whether another document of the prefix, or a petition, bears this number in the year."""
    same = IssuedDocument.objects.filter(type__prefix=document.type.prefix, year=document.year, number=number)
    return same.exclude(pk=document.pk).exists() or _petition_has(document.year, number)


def petition_number(kind, day):
    """(academic year, «ХЗ-2026/3»): the next number of the register a petition of this kind goes into (D30, D31)."""
    registered = DocumentType.objects.get(code=REGISTERED_AS.get(kind, OTHER_PETITIONS))
    year = AcademicYear.objects.filter(starts__lte=day, ends__gte=day).first() or AcademicYear.objects.get(current=True)
    issued = IssuedDocument.objects.filter(type__prefix=registered.prefix, year=year)
    while True:
        number = numbered(registered, year, take_number(registered.prefix, year))
        if not issued.filter(number=number).exists() and not _petition_has(year, number):
            return year, number


def _petition_has(year, number):
    return Petition.objects.filter(year=year, number=number).exists()
