"""A case of attention is put off until a day with a reason, and taken back (part 19 of the starter content)."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from mentoring.actions import journal
from mentoring.choices import Audience
from mentoring.kit.dates import local, words
from mentoring.kit.text import count_of, tidy
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Pair
from mentoring.office import office
from monitoring.access.attention import curator_key, may_postpone
from monitoring.attention import BY_CODE, attention_page
from monitoring.models import Postponement

LONGEST = 300


@transaction.atomic
def postpone(*, rule, thing, until, reason, by, at):
    """Put a case off: it is not shown nor told in letters before the day `until`, when it is back by itself.

    `thing` is the key of a case the rule has now; an earlier postponement of it is replaced. Refuses everybody but
    curators, a case that is not there any more, today and earlier days, more days than the setting allows, no reason.
    """
    require(may_postpone(by))
    on, reason = local(at).date(), tidy(reason)
    _check(until, reason, on)
    found = find_case(rule, thing, by, on)
    if found is None:
        raise Refused(no("Этого случая уже нет: откладывать нечего."))
    Postponement.objects.standing().filter(rule=rule, thing=thing).update(closed_at=at, closed_by=by.person)
    try:
        with transaction.atomic():
            made = Postponement.objects.create(
                rule=rule, thing=thing, title=found.title[:300], until=until, reason=reason, author=by.person, at=at
            )
    except IntegrityError:  # another curator was quicker
        raise Refused(no("Этот случай только что отложил другой куратор. Откройте список заново.")) from None
    _tell("attention_postponed", f"Отложено до {words(until)}: {found.title}", made, found, by=by, at=at, text=reason)
    return made


@transaction.atomic
def take_back(*, postponement, by, at):
    """The case is shown again at once. Refused when it was taken back, put off anew, or is hidden from this curator."""
    require(may_postpone(by))
    rule, found = BY_CODE.get(postponement.rule), None
    if rule and rule.private:
        found = find_case(rule.code, postponement.thing, by, local(at).date())
    if rule and rule.private and found is None:
        raise Refused(no("Этого случая больше нет."))
    closed = Postponement.objects.standing().filter(pk=postponement.pk).update(closed_at=at, closed_by=by.person)
    if not closed:
        raise Refused(no("Этот случай уже вернули в список."))
    _tell("attention_taken_back", "Случай возвращён в список", postponement, found, by=by, at=at)


def find_case(rule, thing, actor, on):
    """The case as an AttentionItem, put off or not; None when the rule does not catch it."""
    asks = {"thing": thing, "curator": curator_key(actor)}
    for postponed in (False, True):
        found = attention_page(on, [rule], 0, 1, postponed=postponed, **asks)
        if found:
            return found[0]
    return None


def _check(until, reason, on):
    most = office().setting("attention_postpone_days")
    if until <= on:
        raise Refused(no("Этот день уже наступил. Укажите дату впереди."))
    if until > on + timedelta(days=most):
        last = words(on + timedelta(days=most))
        raise Refused(no(f"Отложить можно не больше чем на {count_of(most, 'day')}: до {last}."))
    if not reason:
        raise Refused(no("Напишите, почему случай можно отложить."))
    if len(reason) > LONGEST:
        raise Refused(no(f"Слишком длинно: {len(reason)} знаков из {LONGEST}."))


def _tell(event, heading, postponement, found, *, by, at, text=""):
    """Of a private rule the entry names the pair: a curator who stands in it does not read it."""
    rule = BY_CODE[postponement.rule]
    audience = Audience.CURATOR if rule.private else Audience.OFFICE
    pair = Pair.objects.filter(pk=found.pair).first() if rule.private else None
    told = {"subject": postponement, "pair": pair, "text": text, "audience": audience}
    journal.record(event, f"{rule.name}. {heading}", by=by, at=at, **told)
