"""Settings that lean on each other: a value may be within its own bounds and still make no sense beside another."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """`low` stays below `high`; `apart`: they may not even be equal."""

    low: str
    high: str
    apart: bool = False


ORDERS = (
    Order("program_days_min", "program_days_max"),
    Order("request_reminder_day", "request_curator_day", apart=True),
    Order("request_curator_day", "request_next_mentor_day", apart=True),
    Order("survey_threshold", "text_threshold"),
    Order("survey_threshold", "survey_full_from"),
    Order("survey_negative_to", "survey_positive_from", apart=True),
    Order("paper_table_font_size", "paper_font_size"),
)


def out_of_order(code, value, values):
    """(code of the setting it contradicts, the words «не больше 100»), or None when the value fits the others."""
    for order in ORDERS:
        if code == order.low and order.high in values:
            limit, beyond, words = values[order.high], value - values[order.high], ("не больше", "меньше")
            other = order.high
        elif code == order.high and order.low in values:
            limit, beyond, words = values[order.low], values[order.low] - value, ("не меньше", "больше")
            other = order.low
        else:
            continue
        if beyond > 0 or (order.apart and beyond == 0):
            return other, f"{words[order.apart]} {limit}"
    return None
