"""What was entered of indicators: one value, its file, tables that wait to be checked, what a program has chosen."""

import re

from mentoring.models import StoredFile
from monitoring.access.indicator import indicators_for
from monitoring.choices.indicator import Half
from monitoring.models import Evaluation, Indicator, IndicatorValue


def entered_value(indicator, year, half):
    """The value of the year and half an address names; None when there is none, or no such year."""
    if not (re.fullmatch("[12][0-9]{3}", year) and half in Half.values):
        return None
    return IndicatorValue.objects.filter(indicator=indicator, year__starts__year=int(year), half=half).first()


def values_with_file(actor):
    return IndicatorValue.objects.filter(indicator__in=indicators_for(actor), file__isnull=False)


def tables_of(actor, purposes):
    """Tables the curator himself has uploaded."""
    files = StoredFile.objects.filter(purpose__in=purposes, owner=actor.person)
    return files if actor.has("curator") else files.none()


def entered_by_hand():
    return Indicator.objects.filter(retired=False, source="manual")


def chosen_keys(program):
    """Keys of the indicators on level 4 of a program."""
    evaluation = Evaluation.objects.filter(program=program).first()
    return list(evaluation.indicators.values_list("pk", flat=True)) if evaluation else []
