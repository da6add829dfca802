"""The exact text of a consent: the version's wording with what the system knows put into its places."""

from dataclasses import dataclass

from mentoring.choices import ConsentKind, ConsentState, NameForm, PublicField, Side
from mentoring.choices.pair import DRAFT_STATES, LIVE_STATES
from mentoring.choices.state_words import CONSENT
from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.states import StateTag, describe, fill
from mentoring.kit.text import agreed, listing, small_first
from mentoring.models import Agreement, ConsentText, Mentor, MentorPublication, PairMember
from mentoring.office import office
from mentoring.queries.mentor_consent import MENTOR_KINDS


@dataclass(frozen=True)
class Wording:
    """What the person reads and agrees to; `mark` proves that it is what was shown."""

    name: str
    text: str
    version: int
    revoke: str

    @property
    def mark(self):
        return fingerprint(self.text)


NEEDED = {  # what such a consent is about: told when it is asked for
    ConsentKind.PHOTO: {"where": "Где покажут (в предложном падеже)", "purpose": "Для чего (в родительном падеже)"},
    ConsentKind.TRANSFER: {
        "receiver": "Кому передадут (в дательном падеже)",
        "data_list": "Какие сведения",
        "purpose": "Для чего (в родительном падеже)",
    },
    ConsentKind.PRACTICE: {"title": "Название карточки", "where": "Где опубликуют"},
}
SETTLED_KINDS = (ConsentKind.PD, ConsentKind.PHOTO, ConsentKind.TRANSFER, ConsentKind.PRACTICE)
NAMELESS = "Согласия нет"


def wording_of(consent):
    """The text that was agreed to; before that, the text with its places filled as they are known today.

    Sentences about what is unknown are left out: a mentor's term stands in the orders, a consent acts until it is revoked.
    """
    return _worded(consent, consent.text, consent.wording)


def asked_wording(consent):
    """The text the person is asked about now: of an outdated consent the new one, else its own."""
    if consent.state == ConsentState.OUTDATED:
        return _worded(consent, consent.asked_text or consent.text)
    return wording_of(consent)


def _worded(consent, text, kept=""):
    shown = kept or fill(agreed(text.text, consent.person.gender), _places(consent))
    return Wording(text.name, shown, text.version, text.revoke)


def latest_text(kind):
    """The newest published wording of a kind of consent."""
    return ConsentText.objects.filter(kind=kind, since__lte=dates.today()).order_by("-version").first()


def consent_tag(consent, role, *, own_page=False):
    """Word, tone and sentence of a consent for a reader: «person» for its owner, «curator» or «director» else.

    A refusal leaves no trace: to others it is «согласия нет», without a date, as if nobody had asked. Only on the
    consent's `own_page` the curator reads that the person has answered, so as not to press with a second letter.
    """
    if consent.state == ConsentState.REFUSED and role != "person":
        said = "Человек отказался; причину не спрашиваем." if own_page and role == "curator" else ""
        return StateTag("calm", NAMELESS, said)
    days = {ConsentState.REVOKED: consent.revoked_on, ConsentState.REFUSED: consent.refused_on}
    day = days.get(consent.state, consent.given_on)
    awaited = consent.state in AWAITED
    return describe(
        CONSENT,
        consent.state,
        role,
        deadline=consent.due if awaited else None,
        date=dates.words(day) if day and not awaited else "",
        last_day=dates.words(consent.last_day) if consent.last_day else "",
        way=consent.get_way_display() if consent.way else "",
    )


AWAITED = (ConsentState.REQUESTED, ConsentState.AWAITING_SCAN, ConsentState.OUTDATED)


def _places(consent):
    person = consent.person
    known = {
        "fio": person.full_name,
        "post": person.post or "работник",
        "organisation": person.organization.short_name,
        "operator": office().organization.short_name,
        "how": "в «Моих данных» или письмом куратору",
        "term": "до отзыва",
        "agreement": _contract(person) or _agreement(person),
        **{name: consent.details.get(name, "") for name in NEEDED.get(consent.kind, ())},
    }
    if consent.kind in MENTOR_KINDS:
        known.update(_as_mentor(person))
    elif consent.kind == ConsentKind.MENTEE:
        known["mentor_ins"] = _others(person, Side.MENTEE, "ins") or "наставником, которого закрепит приказ"
    elif consent.kind == ConsentKind.PUBLISH:
        known.update(_published(person))
    elif consent.kind == ConsentKind.PD:
        known["data_list"] = "фамилию, имя, отчество, должность, место работы, почту и телефон"
        known["actions"] = "запись, хранение, использование, удаление"
    elif consent.kind == ConsentKind.PRACTICE:
        known["with_or_without_name"] = "с моим именем"
    return known


def _as_mentor(person):
    record = Mentor.objects.filter(person=person).prefetch_related("directions").first()
    known = {
        "mentee_dat": _others(person, Side.MENTOR, "dat") or "наставляемым, которых закрепит за мной приказ,",
        "mentee_gen": _others(person, Side.MENTOR, "gen") or "тех, кого закрепит за мной приказ,",
    }
    if record:
        directions = [small_first(direction.name) for direction in record.directions.all()]
        known["content"] = f"помощь по направлениям – {listing(directions)}" if directions else ""
        known["kind"] = listing([small_first(office().label("kind", code)) for code in record.kinds])
        known["mode"] = f"режим – {small_first(record.get_mode_display())}"
    known["content"] = known.get("content") or "помощь в освоении профессии"
    known["kind"] = known.get("kind") or "по приказу"
    known["mode"] = known.get("mode") or "режим – по программе"
    return known


def _others(person, side, case):
    """The other side of the person's pairs and drafts, in a case."""
    mine = PairMember.objects.filter(
        person=person, side=side, until__isnull=True, pair__state__in=(*DRAFT_STATES, *LIVE_STATES)
    )
    other = Side.MENTEE if side == Side.MENTOR else Side.MENTOR
    members = PairMember.objects.filter(pair__in=mine.values("pair"), side=other, until__isnull=True)
    people = {member.person_id: member.person for member in members.select_related("person")}
    return listing([found.case(case) for found in people.values()])


def _agreement(person):
    """«№ ДС-2026/4 от 01.10.2026» of the agreement in force; its sum stands in no consent."""
    found = Agreement.objects.filter(person=person, state="in_force").order_by("-date", "-pk").first()
    return f"№ {found.number} от {dates.short(found.date)}" if found else ""


def _contract(person):
    organization = person.organization
    if organization.own or not organization.contract_number:
        return ""
    date = f" от {dates.short(organization.contract_date)}" if organization.contract_date else ""
    return f"№ {organization.contract_number}{date}"


def _published(person):
    """What the mentor's card of the open bank is prepared to show: each thing by its name (152-ФЗ, ст. 10.1)."""
    card = MentorPublication.objects.filter(mentor=person.pk).first()
    if card is None:
        return {}
    fields = [f"имя ({small_first(NameForm(card.name_form).label)})"]
    fields += [small_first(PublicField(code).label) for code in card.fields]
    fields += ["текст о себе"] if card.about else []
    return {"site": "страницах открытого банка наставников", "fields": ", ".join(fields), "limits": "нет"}
