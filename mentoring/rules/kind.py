"""Rules of the seven kinds (clause 4.4). Which rules a kind has is reference data; here is what each means."""

from mentoring.choices import Kind, Mode

from .facts import INFO, STOP, WARN, Finding

CLAUSE = "4.4"


def one_to_one(facts):
    """At most one person a side: an empty side is another matter."""
    return len(facts.mentors) <= 1 and len(facts.mentees) <= 1


def criteria_written(facts):
    return bool(facts.criteria.strip())


def two_on_a_side(facts):
    """Exactly one on one side and two or more on the other; both sides large only as an explained exception."""
    few, many = sorted((len(facts.mentors), len(facts.mentees)))
    if many < 2 and facts.complete:
        return "Для группы нужны двое и больше с одной стороны. Добавьте участника или выберите «Традиционное»."
    if few > 1 and not facts.exception.strip():
        return "В группе один наставник или один наставляемый. Несколько с обеих сторон — исключение: объясните его."
    return True


def sphere(facts):
    """Several mentors: each has a direction of his own."""
    without = [m.name for m in facts.mentors if not m.direction_id]
    if len(facts.mentors) < 2 or not without:
        return True
    return f"У каждого из нескольких наставников укажите его направление: {', '.join(without)}."


def mode_online(facts):
    return facts.mode == Mode.ONLINE or (facts.mode == Mode.MIXED and bool(facts.extra_kinds))


def younger_mentor(facts):
    """Ages are known and differ: then one of the two is the younger, who teaches the new."""
    births = {m.person_id: m.birth_date for m in facts.members}
    return len(births) < 2 or (None not in births.values() and len(set(births.values())) > 1)


def both_ways(facts):
    """Reverse: the same people on both sides, each teaching something named."""
    teachers = {m.person_id for m in facts.mentors}
    if not facts.complete:
        return True
    if len(teachers) != 2 or teachers != {m.person_id for m in facts.mentees}:
        return "В реверсивном виде двое, и каждый — и наставник, и наставляемый. Добавьте обоих с обеих сторон."
    return all(m.direction_id for m in facts.mentors)


def answer_time(facts):
    return bool(facts.answer_days)


def one_meeting(facts):
    """One meeting: one day, unless the exception is explained."""
    if facts.since == facts.until or facts.exception.strip():
        return True
    return "Предусмотрена одна встреча: поставьте один день в начале и в конце. Нужна вторая — выберите краткосрочное."


def mentors_only(facts):
    """Mentors come for advice; who gives it may be a competent person outside the bank."""
    return all(m.is_mentor for m in facts.mentees)


# Rules that the program keeps (results, schedule, links): here they only say what will be asked there.
LATER = {"own_result", "link", "schedule_first", "goal_per_meeting", "no_plan", "no_min_term"}
CHECKS = {
    check.__name__: check
    for check in (
        one_to_one,
        criteria_written,
        two_on_a_side,
        sphere,
        mode_online,
        younger_mentor,
        both_ways,
        answer_time,
        one_meeting,
        mentors_only,
    )
}


def check_kind(facts, rules, extra=()):
    """Findings of the main kind's `rules` ([{check, level, text}]) and, never above warnings, of `extra` lists."""
    found = [*_of_rules(facts, rules), *_alone(facts)]
    told = {finding.text for finding in found}
    for more in extra:
        for finding in _of_rules(facts, more):
            if finding.text not in told and finding.level != INFO:
                found.append(Finding(WARN, finding.text, finding.clause, finding.code))
    return found


def _of_rules(facts, rules):
    found = []
    for rule in rules:
        code, level, text = rule["check"], rule["level"], rule["text"]
        if code in LATER:
            found.append(Finding(INFO, text, CLAUSE, code))
            continue
        answer = CHECKS[code](facts) if code in CHECKS else True
        if answer is not True:
            found.append(Finding(level, answer or text, CLAUSE, code))
    return found


def _alone(facts):
    """A speed consultation is never mixed with another kind."""
    if Kind.SPEED in facts.extra_kinds or (facts.kind == Kind.SPEED and facts.extra_kinds):
        text = "Скоростная консультация — отдельный вид. Уберите дополнительные виды."
        return [Finding(STOP, text, CLAUSE, "speed_alone")]
    return []
