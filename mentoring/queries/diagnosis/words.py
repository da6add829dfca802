"""How a card of difficulties speaks of itself: its tag, its readers by name, what a level means."""

from django.db.models import Q

from mentoring.access import mentors_of, supervisor_of
from mentoring.choices import DiagnosisState, Role
from mentoring.choices.state_words import DIAGNOSIS
from mentoring.kit import dates
from mentoring.kit.states import describe
from mentoring.kit.text import listing, small_first
from mentoring.kit.ui import FactLine
from mentoring.models import RoleAssignment
from mentoring.scoring.diagnosis import DEFICIT, FEW, MIDDLE, STRENGTH

MEANS = {
    DEFICIT: "трудное направление",
    STRENGTH: "сильная сторона",
    MIDDLE: "справляется",
    FEW: "недостаточно данных",
}
SHORT = {DEFICIT: "трудно", STRENGTH: "сильная", MIDDLE: "", FEW: "мало данных"}


def diagnosis_tag(diagnosis, actor):
    """The card's state for its reader: the person himself, or anybody else."""
    done = diagnosis.state == DiagnosisState.DONE
    return describe(
        DIAGNOSIS,
        diagnosis.state,
        "person" if actor.is_person(diagnosis.person) else "reader",
        deadline=None if done else diagnosis.due,
        date=dates.words(diagnosis.done_at) if done else "",
    )


def moment_words(diagnosis):
    """«на входе», «на выходе»."""
    return small_first(diagnosis.get_moment_display())


def _office_of_today(person):
    """{role: names} of the day's curators and directors, the person apart, in one query."""
    on, names = dates.today(), {Role.CURATOR: [], Role.DIRECTOR: []}
    held = RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role__in=names, since__lte=on)
    for row in held.exclude(person=person).select_related("person").order_by("person__sort_key"):
        if row.person.plain_name not in names[row.role]:
            names[row.role].append(row.person.plain_name)
    return names


def reader_lines(diagnosis):
    """Who will see the card, by name, before anything is asked; two queries."""
    person, office = diagnosis.person, _office_of_today(diagnosis.person)
    mentors = [mentor.plain_name for mentor in mentors_of(person)]
    yield FactLine("eye", "Вы", "Сразу. Остальные – только после того, как вы отправите карту.")
    if mentors:
        yield FactLine("eye", f"{'Наставник' if len(mentors) == 1 else 'Наставники'} – {listing(mentors)}")
    else:
        yield FactLine("eye", "Наставник, когда он появится", "Тот, с кем вас закрепит приказ.")
    yield FactLine("eye", f"Куратор – {listing(office['curator'])}")
    head = supervisor_of(person)
    if diagnosis.to_supervisor and head:
        yield FactLine("eye", f"Руководитель – {head.plain_name}")
    if not diagnosis.to_supervisor:
        yield FactLine("eye", "Кто даст второе мнение", "Если куратор о нём попросит: обычно руководителя.")
    if diagnosis.to_director and office["director"]:
        yield FactLine("eye", f"Директор – {listing(office['director'])}")
    yield FactLine("eye_off", "Не увидят остальные", "Коллеги, совет наставников, люди вне техникума.", quiet=True)
    yield FactLine("lock", "На оплату и аттестацию карта не влияет", quiet=True)
