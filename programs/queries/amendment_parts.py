"""Smaller pieces of an amendment's page: its way, what comes next, its facts, the parts of the draft."""

from django.urls import reverse

from mentoring.kit import dates
from mentoring.kit.states import StateTag
from mentoring.kit.text import count_of
from mentoring.kit.ui import CheckRow, Step, TaskItem
from programs import access
from programs.choices import AmendmentState, SectionCode
from programs.terms import SECTIONS, changed, from_data

S = AmendmentState


def next_of(amendment):
    """What comes after the answer that is awaited now."""
    approver = {"director": "директор", "council": "совет наставников"}.get(access.approver())
    decides = f"куратор, потом {approver}" if approver else "куратор"
    return {
        S.DRAFT: f"После отправки ответят все участники, потом решит {decides}. До этого действует прежняя редакция.",
        S.AWAITING_CONSENTS: f"Когда согласны все, решит {decides}. Молчание согласием не считается.",
        S.OBJECTED: "Если изменение поправить и отправить снова, ответят все заново.",
        S.RETURNED: "После доработки ответят все заново, потом снова решит куратор.",
        S.AWAITING_CURATOR: f"Дальше {approver} утвердит."
        if approver
        else "После утверждения сразу действует новая редакция.",
        S.AWAITING_DIRECTOR: "После утверждения сразу действует новая редакция.",
        S.NOT_ACCEPTED: "Изменение можно начать заново.",
        S.WITHDRAWN: "Изменение можно начать заново.",
    }.get(amendment.state, "")


ORDER = (S.DRAFT, S.AWAITING_CONSENTS, S.AWAITING_CURATOR, S.AWAITING_DIRECTOR, S.IN_FORCE)
STAGES = {S.OBJECTED: S.AWAITING_CONSENTS, S.RETURNED: S.DRAFT}


def steps_of(amendment, mine):
    if amendment.state in (S.NOT_ACCEPTED, S.WITHDRAWN):
        return ()
    second = access.approver() != "curator" or amendment.state == S.AWAITING_DIRECTOR
    names = {
        S.DRAFT: "Черновик",
        S.AWAITING_CONSENTS: "Согласия",
        S.AWAITING_CURATOR: "Куратор",
        S.AWAITING_DIRECTOR: "Утверждение",
        S.IN_FORCE: "Действует",
    }
    order = [state for state in ORDER if second or state != S.AWAITING_DIRECTOR]
    current = order.index(STAGES.get(amendment.state, amendment.state))
    made = []
    for place, state in enumerate(order):
        here = (
            "done" if place < current or amendment.state == S.IN_FORCE else "current" if place == current else "ahead"
        )
        note = dates.by(amendment.due) if place == current and amendment.due else ""
        made.append(Step(here, names[state], note, mine=mine and place == current))
    return tuple(made)


def facts_of(amendment):
    rows = [
        ("Что это", amendment.get_kind_display()),
        ("К редакции", str(amendment.base.number)),
        ("Отправлено", dates.moment(amendment.sent_at) if amendment.sent_at else ""),
        ("Решено", dates.moment(amendment.decided_at) if amendment.decided_at else ""),
        ("Лист изменений", f"№ {amendment.register_number}" if amendment.register_number else ""),
    ]
    return tuple(CheckRow(name, value) for name, value in rows if value)


def items_of(amendment):
    """Parts of the draft with a way to each and a word on whether it changes."""
    keys = set(changed(from_data(amendment.before), from_data(amendment.proposed)))
    made = []
    for code in SectionCode:
        if code == SectionCode.PLAN:
            touched = sum(key.startswith("event:") for key in keys)
            url = reverse("amendment_plan", args=[amendment.pk])
        else:
            touched = len(keys & set(SECTIONS[code]))
            url = reverse("amendment_section", args=[amendment.pk, code])
        title = "Причина и срок" if code == SectionCode.PARTICIPANTS else code.label
        words = count_of(touched, "difference") if touched else ""
        tag = StateTag("go", "Изменено", words) if touched else StateTag("calm", "Без изменений", "")
        made.append(TaskItem(len(made) + 1, title, url, words, tag))
    return tuple(made)
