"""Achievements (R35, R36): who reads, writes, confirms them and who is asked for help.

A person writes the own ones, a mentor those of the mentee in their pair, the curator anybody's. Whoever is told of may
mend what was written about him. What one may confirm is never one's own work.
"""

from django.db.models import Exists, F, OuterRef, Q

from mentoring.choices import AchievementState, Role, Side
from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.kit.verdict import YES, no
from mentoring.models import Achievement, Pair, PairMember, Person

S = AchievementState
REMOVED = "Запись убрана. Верните её, чтобы продолжить."


def achievements_for(actor):
    """The curator all; what is not taken away: the director all, a head those of the unit; a person the own ones and
    those of the pairs he leads or led, up to his last day in them. Members of a group do not read each other's.
    """
    rows = Achievement.objects.all()
    if actor.has(Role.CURATOR):
        return rows
    there = ~Q(state=S.REMOVED)
    if actor.has(Role.DIRECTOR):
        return rows.filter(there | Q(person=actor.person))
    if not actor.person:
        return rows.none()
    mine = PairMember.objects.filter(pair=OuterRef("pair"), person=actor.person, side=Side.MENTOR)
    stayed = Q(until__isnull=True) | Q(until__gte=F("pair__ended_on"))
    seen = Q(person=actor.person) | Q(Exists(mine.filter(stayed | Q(until__gte=OuterRef("day")))))
    if actor.units:
        seen |= Q(there, person__unit__in=actor.units)
    return rows.filter(seen)


def may_list_achievements(actor):
    """The list of everybody's."""
    if actor.is_office or actor.units:
        return YES
    return no(
        "Достижения всех видят куратор, директор и руководители подразделений. Свои – на странице «Мои достижения»."
    )


def may_write_achievement(actor, person):
    """For oneself, for a mentee in a live pair, the curator for anybody."""
    if actor.has(Role.CURATOR) or actor.is_person(person):
        return YES
    led = Pair.objects.filter(
        _open_seat(actor.person, Side.MENTOR), _open_seat(person, Side.MENTEE), state__in=LIVE_STATES
    )
    if actor.person and led.exists():
        return YES
    return no("Достижение вносят сам человек, его наставник и куратор.")


def people_to_write_of(actor):
    """Whose achievement the actor may enter."""
    people = Person.objects.working()
    if actor.has(Role.CURATOR):
        return people
    if not actor.person:
        return people.none()
    mine = Pair.objects.filter(_open_seat(actor.person, Side.MENTOR), state__in=LIVE_STATES)
    led = PairMember.objects.filter(pair__in=mine, side=Side.MENTEE, until__isnull=True)
    return people.filter(Q(pk=actor.person.pk) | Q(pk__in=led.values("person")))


def pairs_to_name(actor, person):
    """Pairs in which an achievement of `person` could have grown; a mentor who writes for a mentee names their own."""
    pairs = Pair.objects.exclude(state__in=(*DRAFT_STATES, "dropped"))
    pairs = pairs.filter(Exists(PairMember.objects.filter(pair=OuterRef("pk"), person=person)))
    if actor.has(Role.CURATOR) or actor.is_person(person):
        return pairs
    return pairs.filter(_open_seat(actor.person, Side.MENTOR), state__in=LIVE_STATES)


def pair_as_mentee(pairs, person):
    """Of these the live one in which the person has a mentor now: where an achievement most likely grew."""
    return pairs.filter(_open_seat(person, Side.MENTEE), state__in=LIVE_STATES).order_by("-since").first()


def _open_seat(person, side):
    return Exists(PairMember.objects.filter(pair=OuterRef("pk"), person=person, side=side, until__isnull=True))


def leads(actor, achievement):
    """The actor is now the mentor of its person in its pair; reads prefetched members."""
    pair = achievement.pair
    if pair is None or pair.state not in LIVE_STATES or actor.is_person(achievement.person):
        return False
    return any(m.side == Side.MENTOR and m.until is None and actor.is_person(m.person) for m in pair.members.all())


def may_change_achievement(actor, achievement):
    """The person, the mentor of its pair, the curator; what was confirmed is then confirmed anew."""
    if not (actor.has(Role.CURATOR) or actor.is_person(achievement.person) or leads(actor, achievement)):
        return no("Запись меняют сам человек, его наставник и куратор.")
    return no(REMOVED) if achievement.state == S.REMOVED else YES


def may_restore_achievement(actor, achievement):
    """Whoever may change it."""
    if actor.has(Role.CURATOR) or actor.is_person(achievement.person) or leads(actor, achievement):
        return YES
    return no("Запись возвращают сам человек, его наставник и куратор.")


def may_confirm_achievement(actor, achievement):
    """The curator, the director too; nobody the own one or that of the own pair."""
    if not actor.is_office:
        return no("Достижение подтверждает куратор.")
    if actor.is_person(achievement.person):
        return no("Своё достижение подтверждает другой: куратор или директор.")
    if leads(actor, achievement):
        return no("Вы наставник в этой паре. Подтвердит другой куратор или директор.")
    return YES


def mentors_to_ask(achievement):
    """Mentors of its live pair beside the person; without them the curator is asked."""
    pair = achievement.pair
    if pair is None or pair.state not in LIVE_STATES:
        return []
    return [person for person in pair.mentors if person.pk != achievement.person_id]


def may_see_help(actor, achievement):
    """What help was asked and given: the person, the mentors of the pair, the office."""
    if actor.is_office or actor.is_person(achievement.person):
        return True
    pair = achievement.pair
    seats = pair.members.all() if pair else ()
    return any(seat.side == Side.MENTOR and actor.is_person(seat.person) for seat in seats)


def may_ask_help(actor, achievement):
    """Only the person asks."""
    if not actor.is_person(achievement.person):
        return no("Помощи просит сам человек.")
    return no(REMOVED) if achievement.state == S.REMOVED else YES


def may_give_help(actor, achievement):
    """The mentor of its pair; the curator helps too (clause 2: organizational and methodical help)."""
    if achievement.state == S.REMOVED:
        return no(REMOVED)
    if leads(actor, achievement) or (actor.has(Role.CURATOR) and not actor.is_person(achievement.person)):
        return YES
    return no("О помощи отмечают наставник этой пары и куратор.")


def may_answer_help(actor, help):
    """An unanswered request, by whoever may help."""
    if help.given_on:
        return no("На эту просьбу уже ответили. Обновите страницу.")
    return may_give_help(actor, help.achievement)


def may_remove_help(actor, help):
    """Its author takes an entry back: a request until it is answered, help given at any time."""
    if help.given_on and help.given_by_id and actor.is_person(help.given_by):
        return YES
    if not help.given_on and actor.is_person(help.asked_by):
        return YES
    return no("Запись о помощи убирает тот, кто её сделал.")
