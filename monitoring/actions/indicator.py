"""The register's numbers: entered and corrected with their history; the choice of indicators of a program."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F

from mentoring.actions import journal
from mentoring.actions.file import store_upload
from mentoring.choices import Audience
from mentoring.kit.stale import claim_version
from mentoring.kit.verdict import Refused, no, require
from monitoring.access.indicator import COST, may_choose_indicators, may_enter_value
from monitoring.actions.evaluation import evaluation_of
from monitoring.choices.indicator import ENTERED, Half
from monitoring.models import IndicatorValue

NUMBERS = ("numerator", "denominator", "value", "comparison", "baseline", "target")
FACTS = ("numerator", "denominator", "value", "comparison")
PURPOSE = "indicator"
CHANGED_MEANWHILE = "Пока вы вносили, значение изменили. Откройте страницу снова и повторите правку."
ENTERED_ALREADY = "За этот период число уже внесено. Откройте его в таблице по годам и исправьте."
NO_FACT = "Это число считает система. Внести можно базу, цель и примечание."
NOTHING = "Внесите число: значение, числитель со знаменателем, базу или цель."
PARTS = {
    "numerator": "Числитель",
    "denominator": "Знаменатель",
    "value": "Значение",
    "comparison": "Группа сравнения",
    "baseline": "База",
    "target": "Цель года",
    "note": "Примечание",
}


@transaction.atomic
def enter_value(indicator, *, year, by, at, half=Half.WHOLE, upload=None, file=None, seen=None, fresh=False, **fields):
    """Enter or correct what is known of an indicator in a year. `fields` are NUMBERS and `note`; a field that is not
    named stays. `seen` is the lock_version the editor saw; `fresh` says that the editor saw nothing entered yet.
    Raises Refused: not allowed, numbers that cannot be; Stale when another saved first.
    Returns (value, changed).
    """
    require(may_enter_value(by, indicator))
    _check(indicator, fields)
    kept = IndicatorValue.objects.filter(indicator=indicator, year=year, half=half).first()
    if fresh and kept is not None:
        raise Refused(no(ENTERED_ALREADY))
    if kept is None and seen is not None:
        raise Refused(no(CHANGED_MEANWHILE))
    wanted = {name: value for name, value in fields.items() if name in PARTS}
    changes = _changes(kept, wanted)
    if not changes and not upload:
        return kept, False
    if kept is None and not any(wanted.get(name) is not None for name in NUMBERS):
        raise Refused(no(NOTHING))
    if upload:
        file = store_upload(upload, purpose=PURPOSE, by=by, at=at)
    written = {**wanted, "author": by.person, "entered_at": at, **({"file": file} if file else {})}
    if kept is None:
        value = IndicatorValue.objects.create(indicator=indicator, year=year, half=half, **written)
    else:
        value = _rewrite(kept, written, seen)
    text = f"Приложен файл «{file.name}»." if upload else ""
    _record(value, changes, text, corrected=kept is not None, who={"by": by, "at": at})
    return value, True


def _check(indicator, fields):
    number, whole, value = (fields.get(name) for name in ("numerator", "denominator", "value"))
    if indicator.source not in ENTERED and any(fields.get(name) is not None for name in FACTS):
        raise Refused(no(NO_FACT))
    if (number is None) != (whole is None):
        raise Refused(no("Внесите и числитель, и знаменатель – или одно значение."))
    if number is not None and value is not None:
        raise Refused(no("Внесите либо значение, либо числитель со знаменателем: вместе они могут разойтись."))
    if whole is not None and whole <= 0:
        raise Refused(no("Знаменатель – больше нуля."))
    if number is not None and (number < 0 or (indicator.unit == "%" and number > whole)):
        raise Refused(no("Числитель не меньше нуля и не больше знаменателя."))


def _changes(kept, wanted):
    """[{part, was, became}] of what really changes."""
    found = []
    for name, became in wanted.items():
        was = getattr(kept, name) if kept else ("" if name == "note" else None)
        if was != became:
            found.append({"part": PARTS[name], "was": _said(was), "became": _said(became)})
    return found


def _said(value):
    if value is None or value == "":
        return "–"
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else str(value)


def _rewrite(kept, written, seen):
    if seen is None:
        written["lock_version"] = F("lock_version") + 1
    else:
        claim_version(kept, seen)
    IndicatorValue.objects.filter(pk=kept.pk).update(**written)
    return IndicatorValue.objects.select_related("indicator", "year").get(pk=kept.pk)


def _record(value, changes, text, *, corrected, who):
    period = f"{value.year}" if value.half == Half.WHOLE else f"{value.year}, {Half(value.half).label}"
    heading = f"{'Исправлено' if corrected else 'Внесено'}: {value.indicator.name}, {period}"
    audience = Audience.OFFICE if value.indicator.code == COST else Audience.SUBJECT
    event = "indicator_corrected" if corrected else "indicator_entered"
    journal.record(event, heading, subject=value.indicator, text=text, changes=changes, audience=audience, **who)


@transaction.atomic
def choose_indicators(program, *, indicators, by, at):
    """Which indicators of the register stand on level 4 of this program."""
    require(may_choose_indicators(by))
    evaluation = evaluation_of(program, at=at)
    evaluation.indicators.set(indicators)
    names = ", ".join(f"«{one.name}»" for one in indicators) or "не выбраны"
    journal.record(
        "evaluation_indicators", "Показатели уровня 4 программы", by=by, at=at, subject=evaluation, text=names
    )
