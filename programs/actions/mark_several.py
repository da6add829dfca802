"""Several plan events marked done at once (R31, behavior 6): one day, a result of each or one for all."""

from django.db import transaction

from mentoring.kit.text import tidy
from mentoring.kit.verdict import Refused
from programs.choices import EventState

from .desk import refuse
from .mark import mark_event


@transaction.atomic
def mark_several(*, events, results, done_on, by, at, common=""):
    """Mark `events` of a running program done on one day; `results` are {event key: text}, `common` for the rest.

    All or nothing: raises Refused that names every event which cannot be marked and why.
    """
    if not events:
        refuse("Отметьте хотя бы одно мероприятие.")
    refusals = []
    for event in events:
        text = tidy(results.get(event.pk, "")) or tidy(common)
        try:
            with transaction.atomic():
                mark_event(event=event, state=EventState.DONE, by=by, at=at, done_on=done_on, result=text)
        except Refused as refusal:
            refusals.append(f"«{event.measure}»: {str(refusal).rstrip('.')}")
    if refusals:
        refuse(f"Ничего не отмечено. {'; '.join(refusals)}.")
    return len(events)
