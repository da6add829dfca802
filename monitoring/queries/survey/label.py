"""Names that carry the college's own word («техникум», «колледж»)."""

from mentoring.office import office
from monitoring.choices import Dimension


def whole_name():
    """«Техникум целиком»."""
    return f"{office().organization.word.capitalize()} целиком"


def dimension_label(code):
    """The name of a survey's breakdown."""
    return whole_name() if code == Dimension.NONE else Dimension(code).label
