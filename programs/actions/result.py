"""What each mentee of a program has reached, beside what was expected of him (clause 4.4: a group, decision 8)."""

from django.db import transaction

from mentoring.actions import journal
from mentoring.choices import Audience, Side
from mentoring.kit.text import listing, tidy
from mentoring.kit.verdict import require
from programs import access
from programs.models import MemberResult

from .desk import refuse

LONGEST = 2000


@transaction.atomic
def save_results(*, program, reached, by, at):
    """Keep the reached result of every current mentee; `reached` is {person's key: text}, others are passed over.

    An empty text takes the result back. Raises Refused when the actor may not or a text is longer than LONGEST.
    """
    require(access.may_write_results(by, program))
    changed = []
    for person in access.people_of(program, Side.MENTEE):
        text = tidy(reached.get(person.pk, ""))
        if len(text) > LONGEST:
            refuse(f"Слишком длинно: {len(text)} знаков из {LONGEST}. Сократите на {len(text) - LONGEST}.")
        row, _ = MemberResult.objects.get_or_create(program=program, member=person)
        if row.reached != text:
            MemberResult.objects.filter(pk=row.pk).update(reached=text)
            changed.append(person.short_name)
    if changed:
        heading = f"Записан достигнутый результат: {listing(changed)}"
        journal.record(
            "results_save", heading, by=by, at=at, subject=program, pair=program.pair, audience=Audience.MEMBERS
        )
    return changed
