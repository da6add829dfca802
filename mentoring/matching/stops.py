"""What keeps a mentor from being asked, in words (clause 4.2 and the office's settings)."""

from dataclasses import dataclass

from mentoring.choices import ConsentState
from mentoring.kit.dates import words
from mentoring.kit.text import ended
from mentoring.kit.verdict import Verdict, no


@dataclass(frozen=True)
class Stop:
    """A hard stop: its code, the word of its tag, and the verdict that the button and the action repeat."""

    code: str
    word: str
    verdict: Verdict


def hard_stops(need, mentor, *, forbid_boss=False):
    """Everything that keeps this mentor from being asked, in words (clause 4.2 and the office's settings)."""
    boss = _boss(need, mentor) if forbid_boss else None
    found = (_same_person(need, mentor), *mentor_stops(mentor), boss, _declined(mentor))
    return tuple(stop for stop in found if stop)


def mentor_stops(mentor):
    """What keeps a mentor from being asked whoever the request is for."""
    found = (_retired(mentor), _consent(mentor), _full(mentor), _idle(mentor))
    return tuple(stop for stop in found if stop)


def _same_person(need, mentor):
    if need.person_id == mentor.person_id:
        return Stop("self", "Тот же человек", no("Наставник и наставляемый — один человек. Выберите другого."))
    return None


def _retired(mentor):
    if mentor.retired_on:
        return Stop(
            "retired", "Не в банке", no(f"{mentor.name}: не в банке с {words(mentor.retired_on)}. Выберите другого.")
        )
    return None


def _consent(mentor):
    if mentor.consent in (ConsentState.GIVEN, ConsentState.OUTDATED):
        return None
    on = words(mentor.consent_on) if mentor.consent_on else ""
    if mentor.consent == ConsentState.REVOKED:
        reason = f"{mentor.name}: согласие отозвано {on}. Подберите другого наставника."
        return Stop("consent_revoked", "Согласие отозвано", no(reason, "4.2"))
    if mentor.consent in (ConsentState.REQUESTED, ConsentState.AWAITING_SCAN):
        return Stop(
            "consent_waiting",
            "Ждём согласия",
            no(f"Ждём согласия {ended(mentor.name_gen)} Спросите, когда оно будет.", "4.2"),
        )
    return Stop("no_consent", "Нет согласия", no(f"Нет согласия {ended(mentor.name_gen)} Запросите его.", "4.2"))


def _full(mentor):
    if mentor.free:
        return None
    reason = f"{mentor.name} ведёт {mentor.load} из {mentor.capacity}. Выберите другого или измените ёмкость."
    return Stop("capacity", "Нет места", no(reason))


def _idle(mentor):
    if mentor.takes_new:
        return None
    until = f" до {words(mentor.idle_until)}" if mentor.idle_until else ""
    return Stop("idle", "Не берёт новых", no(f"{mentor.name} не берёт новых{until}."))


def _boss(need, mentor):
    if mentor.person_id not in need.boss_ids:
        return None
    reason = f"{mentor.name} — руководитель {ended(need.name_gen)} Настройка техникума это запрещает."
    return Stop("boss", "Руководитель", no(reason))


def _declined(mentor):
    if not mentor.declined_on:
        return None
    verb = {"f": "отказалась", "m": "отказался"}.get(mentor.gender, "ответ: отказ")
    reason = f"{mentor.name} по этому запросу {verb} {words(mentor.declined_on)}. Спросите другого."
    return Stop("declined", "Уже отказ", no(reason))
