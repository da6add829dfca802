"""Observation of lessons: an unsigned card is read by its author alone; a signed one by those whom it concerns (R43)."""

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.dates import words
from mentoring.kit.text import ended, listing
from mentoring.kit.verdict import YES, first_no, no
from mentoring.models import PairMember, Person
from mentoring.models.person import OUTSIDERS
from monitoring.choices import Level, VersionState
from monitoring.choices.observation import SIGNED, UNSIGNED, CardState
from monitoring.models import CriteriaReading, Evaluation, InstrumentVersion, Observation, ObservationCard, Opinion
from programs.access import people_of, up_to_last_day
from programs.choices import RUNNING_STATES
from programs.models import Program

ONLY_CURATOR = no("Наблюдение назначает куратор.")
OWN_PAIR = "{name} – наставник этой пары. Для уровня 3 нужен другой наблюдатель; посещение запишите как встречу."
OBSERVER_ONLY = no("Карту заполняет и подписывает её наблюдатель.")


def observations_for(actor):
    """Planned lessons: the office all, participants of the pair, the head of the teacher's unit, each observer his own."""
    if actor.is_office:
        return Observation.objects.all()
    if actor.person is None:
        return Observation.objects.none()
    own = ObservationCard.objects.filter(observation=OuterRef("pk"), observer=actor.person)
    return Observation.objects.filter(_concerns(actor, "program", "person", "created_at") | Q(Exists(own)))


def listed_cards(actor):
    """Cards the actor knows of, whatever they say: the lesson is his, or he observes it. A colleague knows his own alone."""
    if actor.is_office:
        return ObservationCard.objects.all()
    if actor.person is None:
        return ObservationCard.objects.none()
    seen = _concerns(actor, "observation__program", "observation__person", "observation__created_at")
    return ObservationCard.objects.filter(seen | Q(observer=actor.person))


def cards_for(actor):
    """Cards whose text the actor reads: an unsigned one is its author's alone."""
    return listed_cards(actor).filter(Q(state__in=SIGNED) | Q(observer=actor.person))


def _concerns(actor, program, person, moment):
    """The teacher himself, mentors of the pair (up to their last day), the head of the teacher's unit."""
    mine = PairMember.objects.filter(pair=OuterRef(f"{program}__pair"), person=actor.person, side=Side.MENTOR)
    led = Q(Exists(mine)) & Q(up_to_last_day(actor, pair=f"{program}__pair", moment=moment))
    found = Q(**{person: actor.person}) | led
    if actor.units:
        found |= Q(**{f"{person}__unit__in": actor.units})
    return found


def observed_programs_for(actor):
    """Programs whose observations may be read together, before and after."""
    if actor.is_office:
        return Program.objects.all()
    if actor.person is None:
        return Program.objects.none()
    member = PairMember.objects.filter(pair=OuterRef("pair"))
    found = Q(Exists(member.filter(person=actor.person)))
    if actor.units:
        found |= Q(Exists(member.filter(person__unit__in=actor.units, side=Side.MENTEE)))
    return Program.objects.filter(found)


def criteria_for(actor):
    """Versions of cards: the curator all, others those they observe or are observed by."""
    versions = InstrumentVersion.objects.filter(instrument__kind="observation").select_related("instrument")
    if actor.has("curator"):
        return versions
    met = observations_for(actor).filter(version=OuterRef("pk"))
    return versions.filter(Exists(met), state=VersionState.PUBLISHED)


# Planning


def may_plan(actor, program):
    """The curator, while the program works and level 3 is among its levels."""
    if not actor.has("curator"):
        return ONLY_CURATOR
    if program.state not in RUNNING_STATES:
        return no("Наблюдают, пока программа действует.")
    if not level_is_on(program):
        return no("Уровень 3 для этой программы выключен. Выберите его на странице оценки.")
    return YES


def level_is_on(program):
    chosen = Evaluation.objects.filter(program=program).values_list("levels", flat=True).first()
    return chosen is None or Level.BEHAVIOR in chosen


def may_observe(person, program, teacher):
    """Anybody at work here but the teacher himself and the mentors of the pair."""
    if person == teacher:
        return no("Себя наблюдать нельзя. Выберите другого наблюдателя.")
    if any(one.pk == person.pk for one in people_of(program, Side.MENTOR)):
        return no(OWN_PAIR.format(name=person.short_name))
    if person.left_on or person.employment in OUTSIDERS:
        return no(f"{person.short_name} здесь не работает. Выберите другого наблюдателя.")
    return YES


def possible_observers(program):
    mentors = [one.pk for one in people_of(program, Side.MENTOR)]
    return Person.objects.working().exclude(employment__in=OUTSIDERS).exclude(pk__in=mentors).in_order()


# Criteria


def readers_of(observation):
    """Who reads the criteria first: the teacher, the mentors, everybody who observes this lesson."""
    cards = observation.cards.exclude(state__in=(CardState.NOT_HELD, CardState.WITHDRAWN)).select_related("observer")
    people = [observation.person, *people_of(observation.program, Side.MENTOR), *(card.observer for card in cards)]
    return list({person.pk: person for person in people}.values())


def unread_by(observation):
    """Those of them who have not read this version yet."""
    people = readers_of(observation)
    read = set(
        CriteriaReading.objects.filter(version=observation.version_id, person__in=people).values_list(
            "person", flat=True
        )
    )
    return [person for person in people if person.pk not in read]


def may_read_criteria(actor, version):
    """Whoever takes part in a lesson with this version acknowledges it once."""
    if actor.person is None or not _takes_part(actor, version):
        return no("Отметка нужна тем, кого наблюдают, их наставникам и наблюдателям.")
    if CriteriaReading.objects.filter(version=version, person=actor.person).exists():
        return no("Вы уже ознакомились с этими критериями.")
    return YES


def _takes_part(actor, version):
    lessons = Observation.objects.filter(version=version)
    mine = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person, side=Side.MENTOR)
    own = ObservationCard.objects.filter(observation=OuterRef("pk"), observer=actor.person)
    return lessons.filter(Q(person=actor.person) | Q(Exists(mine)) | Q(Exists(own))).exists()


# A card


def may_fill(actor, card):
    """Its observer, when all have read the criteria; the day of the lesson is asked apart: see `day_came`."""
    return first_no(_is_observer(actor, card), _criteria_read(card))


def _is_observer(actor, card):
    return YES if actor.is_person(card.observer) else OBSERVER_ONLY


def day_came(card, on):
    """A card is filled in on the day of the lesson or later."""
    if card.observation.day > on:
        return no(f"Занятие {words(card.observation.day)}. Карту заполняют в этот день или после.")
    return YES


def _criteria_read(card):
    unread = unread_by(card.observation)
    if unread:
        names = listing([person.short_name for person in unread])
        return no(f"С критериями ещё не ознакомились: {ended(names)} До этого первое наблюдение не проводят.", "5.4")
    return YES


def may_edit_card(actor, card, on):
    if card.state not in UNSIGNED:
        return no(closed_words(card))
    return first_no(may_fill(actor, card), day_came(card, on))


def closed_words(card):
    if card.state == CardState.NOT_HELD:
        return "Наблюдение не состоялось. Назначьте новую дату."
    day = card.locked_at or card.signed_at
    return f"Карта закрыта {words(day)}. Добавьте новую." if day else "Карта закрыта. Добавьте новую."


def may_call_off(actor, card):
    """The lesson did not take place, says its observer or the curator."""
    if actor.is_person(card.observer) or actor.has("curator"):
        return YES
    return no("Об этом сообщает наблюдатель или куратор.")


def may_acquaint(actor, card):
    return YES if actor.is_person(card.observation.person) else no("Ознакомиться с картой должен тот, чьё это занятие.")


def may_close_unread(actor, card):
    """The curator; the time to read must have passed: see `time_to_read_is_over`."""
    if not actor.has("curator"):
        return no("Карту без ознакомления закрывает куратор.")
    if actor.is_person(card.observation.person):
        return no("Это карта вашего занятия: прочитайте её.")
    return YES


def time_to_read_is_over(card, on):
    if card.due >= on:
        return no(f"Ознакомиться можно до {words(card.due)}. Подождите ответа.")
    return YES


def may_replace(actor, card):
    """A mistake in a signed card is mended by a new one of the same observer."""
    if not actor.is_person(card.observer):
        return no("Заменить карту может её наблюдатель.")
    if card.observation.program.state not in RUNNING_STATES:
        return no("Программа завершена. Карту больше не меняют.")
    return YES


# Opinions


def opinions_for(actor):
    """The author reads his own, the curator and the director all."""
    if actor.is_office:
        return Opinion.objects.all()
    return Opinion.objects.filter(author=actor.person) if actor.person else Opinion.objects.none()


def may_read_answers(actor, opinion):
    """Six answers are for the curator; the director reads the verdict and its reason."""
    if actor.is_person(opinion.author) or actor.has("curator"):
        return YES
    return no("Ответы по пунктам читает куратор. Вам виден вывод о готовности.")


def may_ask_opinion(actor, program):
    if not actor.has("curator"):
        return no("Мнение запрашивает куратор.")
    return YES if program.state in RUNNING_STATES else no("Мнение спрашивают, пока программа действует.")


def may_give_opinion(actor, opinion):
    return YES if actor.is_person(opinion.author) else no("Отвечает тот, кого спросили.")


def may_drop_opinion(actor, opinion):
    return YES if actor.has("curator") else no("Запрос мнения снимает куратор.")
