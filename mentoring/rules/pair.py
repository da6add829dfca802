"""Rules of any pair: form and model (4.3), term (3), consent (4.2), people and their load."""

from datetime import timedelta

from mentoring.choices import ConsentState, Form, Kind
from mentoring.kit.dates import short, words
from mentoring.kit.text import ended

from .facts import CONSENT_WAITING, IN_FORCE, STOP, WAITING, WARN, Finding


def check_pair(facts):
    """Findings of every rule that does not depend on the kind, stops first."""
    found = [
        *_form(facts),
        *_term(facts),
        *_people(facts),
        *(finding for mentor in facts.mentors for finding in (*_consent(facts, mentor), *_place(facts, mentor))),
    ]
    return sorted(found, key=lambda finding: finding.level != STOP)


def _form(facts):
    hidden = bool(facts.forms_shown) and facts.form not in facts.forms_shown
    if hidden:
        text = (
            "Форма «Руководитель – педагог» в техникуме не используется. "
            "Если руководитель помогает как преподаватель, выберите «Педагог – педагог»."
        )
        yield Finding(STOP, text, "4.3.2", "form_hidden")
    if facts.form == Form.TEACHER_TEACHER and not facts.model and facts.kind != Kind.SPEED:
        text = "Выберите модель взаимодействия: она нужна для формы «Педагог – педагог»."
        yield Finding(STOP, text, "4.3.1", "model_missing")
    for mentor in facts.mentors:
        if facts.form == Form.HEAD_TEACHER and not hidden and not mentor.is_head:
            text = f"{mentor.name} не руководит подразделением. Проверьте: обычно это «Педагог – педагог»."
            yield Finding(WARN, text, "4.3.2", "not_head")
        if facts.form == Form.PARTNER_TEACHER and not mentor.is_partner:
            text = f"{mentor.name} — работник техникума. Выберите форму «Педагог – педагог»."
            yield Finding(STOP, text, "4.3.3", "not_partner")
        if facts.form == Form.PARTNER_TEACHER and mentor.is_partner and not mentor.has_contract:
            text = f"Укажите номер и дату договора с {ended(mentor.organization or mentor.name_gen)}"
            yield Finding(STOP, text, "4.3.3", "partner_contract")
        if facts.form != Form.PARTNER_TEACHER and mentor.is_partner:
            text = f"{mentor.name} — не работник техникума. Выберите форму «Социальный партнёр – педагог»."
            yield Finding(STOP, text, "4.3.3", "is_partner")


def _term(facts):
    """3 months to 1 year, clause 3; another length needs an explained exception; a speed consultation is free."""
    if facts.until < facts.since:
        yield Finding(STOP, "Дата окончания раньше даты начала. Поменяйте их или исправьте одну.", "", "date_order")
        return
    if facts.kind == Kind.SPEED:
        return
    explained = bool(facts.exception.strip())
    if facts.days < facts.days_min:
        least = words(facts.since + timedelta(days=facts.days_min - 1), year=True)
        rule = "Программа длится не меньше трёх месяцев (п. 3)."
        text = f"{rule} Поставьте дату не раньше {least} или объясните исключение."
        yield Finding(WARN if explained else STOP, text, "3", "term_short")
    if facts.days > facts.days_max:
        most = words(facts.since + timedelta(days=facts.days_max - 1), year=True)
        text = f"Программа длится не больше года (п. 3). Поставьте дату не позже {most} или объясните исключение."
        yield Finding(WARN if explained else STOP, text, "3", "term_long")


def _people(facts):
    if facts.kind != Kind.REVERSE:
        teachers = {m.person_id for m in facts.mentors}
        if teachers & {m.person_id for m in facts.mentees}:
            text = "Наставник и наставляемый — один человек. Выберите другого."
            yield Finding(STOP, text, "", "self_pair")
    seen = set()
    for member in facts.members:
        if member.person_id not in seen:
            seen.add(member.person_id)
            yield from _at_work(facts, member)
    for mentee in facts.mentees:
        if not mentee.is_mentee and facts.kind not in (Kind.REVERSE, Kind.SPEED):
            text = f"{mentee.name} — не в списке наставляемых. Заведите карточку и отметьте группу."
            yield Finding(WARN, text, "4.2", "not_in_register")
        if mentee.busy_with and Kind.GROUP not in (facts.kind, *facts.extra_kinds):
            busy = f"{mentee.name} уже в программе с {mentee.busy_with} до {short(mentee.busy_until)}."
            text = f"{busy} Завершите её или выберите вид «В группе»."
            yield Finding(WARN, text, "", "overlap_person")


def _at_work(facts, member):
    if member.hired_on and member.hired_on > facts.since:
        text = f"{member.name}: приём {short(member.hired_on)}. Пара не может начаться раньше."
        yield Finding(STOP, text, "", "hire_future")
    if member.left_on and member.left_on <= facts.since:
        text = f"{member.name} не работает с {short(member.left_on)}. Выберите другого."
        yield Finding(STOP, text, "", "has_left")


def _consent(facts, mentor):
    """No consent, no pair (clause 4.2); a consent on its way only holds the pair back."""
    on = words(mentor.consent_on) if mentor.consent_on else ""
    if mentor.consent in IN_FORCE:
        return
    if mentor.consent in WAITING:
        due = f" до {words(mentor.consent_due)}" if mentor.consent_due else ""
        yield Finding(STOP, f"Ждём согласия {ended(mentor.name_gen + due)}", "4.2", CONSENT_WAITING)
    elif mentor.consent == ConsentState.REVOKED:
        yield Finding(
            STOP, f"{mentor.name}: согласие отозвано {on}. Подберите другого наставника.", "4.2", "consent_revoked"
        )
    else:
        yield Finding(STOP, f"Нет согласия {ended(mentor.name_gen)} Запросите его.", "4.2", "no_mentor_consent")


def _place(facts, mentor):
    """Capacity, «не берёт новых», retirement and the boss rule of one mentor."""
    if not mentor.is_mentor and facts.kind == Kind.SPEED:
        return  # a competent person is enough for one meeting (clause 4.4)
    if not mentor.is_mentor:
        yield Finding(
            STOP, f"{mentor.name} — не в банке наставников. Заведите карточку наставника.", "4.2", "not_in_bank"
        )
        return
    if mentor.retired_on:
        yield Finding(
            STOP, f"{mentor.name}: выбытие из банка {short(mentor.retired_on)}. Выберите другого.", "", "retired"
        )
    taken = mentor.load + sum(m.person_id != mentor.person_id for m in facts.mentees)
    if facts.kind != Kind.SPEED and taken > mentor.capacity:
        load = f"{mentor.name} ведёт {mentor.load} из {mentor.capacity}, с этой парой — {taken}."
        text = f"{load} Выберите другого или измените ёмкость."
        yield Finding(STOP, text, "", "capacity")
    if not mentor.takes_new:
        until = f" до {words(mentor.idle_until)}" if mentor.idle_until else ""
        yield Finding(WARN, f"{mentor.name} не берёт новых{until}.", "", "idle")
    for mentee in facts.mentees:
        if mentor.person_id in mentee.boss_ids and facts.kind != Kind.REVERSE:
            yield _boss(facts, mentor, mentee)


def _boss(facts, mentor, mentee):
    if facts.forbid_boss:
        text = f"{mentor.name} — руководитель {ended(mentee.name_gen)} Настройка техникума это запрещает."
        return Finding(STOP, text, "", "own_supervisor")
    return Finding(
        WARN,
        f"{mentor.name} — руководитель {ended(mentee.name_gen)} Можно, но отметьте в основании.",
        "",
        "own_supervisor",
    )
