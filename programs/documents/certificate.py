"""What a certificate says of a participant's work in a program (R37)."""

from django.db.models import Sum

from mentoring.choices import Side
from mentoring.documents.certificate import CertificateText
from mentoring.kit import dates
from mentoring.kit.text import agreed, small_first
from mentoring.office import office
from programs.queries.certificate import AS, HELD, plan_done

PARTS = {Side.MENTOR: "наставника", Side.MENTEE: "наставляемого"}


def certificate_text(program, person, side):
    """The text as it is frozen on the day of issue."""
    meetings = program.meetings.filter(attended=person, state__in=HELD)
    minutes = meetings.aggregate(total=Sum("minutes"))["total"] or 0
    done, total = plan_done(program)
    kind = small_first(office().label("kind", program.pair.kind))
    number = f" № {program.number}" if program.number else ""
    taken = agreed("участвовал(а)", person.gender)
    lines = [
        f"{taken} в персонализированной программе наставничества{number} как {AS[side]} "
        f"с {dates.short(program.since)} по {dates.short(program.ended_on)}. Вид наставничества: {kind}.",
        f"Состоялось встреч: {meetings.count()}, вместе {dates.minutes_words(minutes)}.",
    ]
    if total:
        lines.append(f"Выполнено мероприятий плана: {done} из {total}.")
    return CertificateText(person.full_name, person.paper_post, PARTS[side], tuple(lines))
