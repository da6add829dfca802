"""Who may look at the figures of the whole system."""

from mentoring.kit.verdict import YES, no

CLOSED_TO_OTHERS = no("Мониторинг открыт директору, куратору и руководителям подразделений.")


def monitored_units(actor):
    """None for the whole college (director, curator); ids of the units a head answers for; () for everybody else."""
    return None if actor.is_office else actor.units


def may_monitor(actor):
    """Figures are read by those who answer for them (R52): the office, and heads within their own units."""
    return YES if monitored_units(actor) != () else CLOSED_TO_OTHERS
