"""What the college wants a figure to be: one number a figure and year, kept by the office."""

from dataclasses import replace

from monitoring.models import FigureTarget


def read_targets(starts):
    """{(figure's code, year's first day): number} of the years that begin on these days, in one query."""
    found = FigureTarget.objects.filter(year__starts__in=starts).values_list("code", "year__starts", "value")
    return {(code, day): value for code, day, value in found}


def with_targets(figures, targets, starts):
    return tuple(replace(figure, target=targets.get((figure.code, starts))) for figure in figures)
