"""How a card of difficulties speaks of itself: its tag, its readers by name, what a level means."""

from mentoring.access import mentors_of, supervisor_of
from mentoring.access.person import holders
from mentoring.choices import DiagnosisState
from mentoring.choices.state_words import DIAGNOSIS
from mentoring.kit import dates
from mentoring.kit.states import describe
from mentoring.kit.text import listing, small_first
from mentoring.kit.ui import FactLine
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


def reader_lines(diagnosis):
    """Who will see the card, by name, before anything is asked; at most three queries."""
    person = diagnosis.person
    mentors = [mentor.plain_name for mentor in mentors_of(person)]
    yield FactLine("eye", "Вы", "Сразу. Остальные – только после того, как вы отправите карту.")
    if mentors:
        yield FactLine("eye", f"{'Наставник' if len(mentors) == 1 else 'Наставники'} – {listing(mentors)}")
    else:
        yield FactLine("eye", "Наставник, когда он появится", "Тот, с кем вас закрепит приказ.")
    yield FactLine("eye", f"Куратор – {listing(p.plain_name for p in holders('curator') if p != person)}")
    head = supervisor_of(person)
    if diagnosis.to_supervisor and head:
        yield FactLine("eye", f"Руководитель – {head.plain_name}")
    if not diagnosis.to_supervisor:
        yield FactLine("eye", "Кто даст второе мнение", "Если куратор о нём попросит: обычно руководителя.")
    directors = [p.plain_name for p in holders("director") if p != person] if diagnosis.to_director else []
    if directors:
        yield FactLine("eye", f"Директор – {listing(directors)}")
    yield FactLine("eye_off", "Не увидят остальные", "Коллеги, совет наставников, люди вне техникума.", quiet=True)
    yield FactLine("lock", "На оплату и аттестацию карта не влияет", quiet=True)
