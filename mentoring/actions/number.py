"""Document numbers by prefix and academic year, without gaps or doubles."""

from django.db.models import F

from mentoring.models import IssuedDocument, NumberSequence


def take_number(prefix, year):
    """The next number of a sequence, as a whole number; the row is locked by the UPDATE until the transaction ends."""
    NumberSequence.objects.get_or_create(prefix=prefix, year=year)
    NumberSequence.objects.filter(prefix=prefix, year=year).update(last=F("last") + 1)
    return NumberSequence.objects.values_list("last", flat=True).get(prefix=prefix, year=year)


def number_is_taken(document, number):
    return (
        IssuedDocument.objects.filter(type__prefix=document.type.prefix, year=document.year, number=number)
        .exclude(pk=document.pk)
        .exists()
    )
