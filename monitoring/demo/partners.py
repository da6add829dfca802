"""People and organizations around the college: partners of the six kinds (clause 4.3.3), a trainee (clause 4.2)."""

from datetime import timedelta

from mentoring.access import SYSTEM
from mentoring.actions.bank.mentee import make_mentee
from mentoring.actions.bank.mentor import make_mentor
from mentoring.actions.consent import record_paper
from mentoring.actions.organization import create_partner
from mentoring.actions.person.card import create_person
from mentoring.models import Direction, MenteeGroup, MentorGroup, Organization, PartnerKind

from .scan import scan

PARTNERS = {
    "enterprise": ("Акционерное общество «Оргсинтез-Сервис»", "АО «Оргсинтез-Сервис»", "отдел обучения, доб. 112"),
    "university": ("Приокский государственный университет", "ПГУ", "кафедра педагогики"),
    "security": ("Отдел внутренних дел по городскому округу", "Отдел внутренних дел", "группа по делам молодёжи"),
    "sports": ("Спортивный клуб «Волна»", "СК «Волна»", "тренерский совет"),
    "social_care": ("Центр социальной помощи семье и детям", "Центр помощи семье", "отделение сопровождения"),
    "public_org": ("Общественная организация «Город мастеров»", "«Город мастеров»", "координатор проектов"),
}


def build_partners(at, curator):
    """An organization of every kind; the enterprise sends an engineer, a mentor without being staff."""
    firms = {}
    for number, (code, (full_name, short_name, contact)) in enumerate(PARTNERS.items()):
        firms[code] = create_partner(
            by=SYSTEM,
            at=at,
            kind=PartnerKind.objects.get(code=code),
            full_name=full_name,
            short_name=short_name,
            contact=contact,
            contract_number=f"{17 + number}/{at:%y}",
            contract_date=at.date() - timedelta(days=40 + number),
        )
    return _engineer(firms["enterprise"], at, curator)


def _engineer(firm, at, curator):
    person = create_person(
        by=SYSTEM,
        at=at,
        last_name="Дроздов",
        first_name="Аркадий",
        patronymic="Львович",
        email="drozdov@partner.example",
        employment="partner",
        organization=firm,
        post="ведущий инженер",
        is_teacher=False,
    )
    mentor = make_mentor(
        person,
        by=curator,
        at=at,
        capacity=2,
        forms=["partner_teacher"],
        kinds=["goal_setting", "virtual", "traditional"],
        directions=list(Direction.objects.filter(code__in=["subject", "ict", "health"])),
        groups={MentorGroup.objects.get(code="authority"): "Письмо предприятия"},
    )
    record_paper(
        person, "partner_mentor", given_on=at.date(), scan=scan("Согласие наставника от партнёра"), by=curator, at=at
    )
    return mentor


def build_trainee(at, curator):
    """A student on practice who is under contract to come to work here: the fifth group of mentees."""
    person = create_person(
        by=SYSTEM,
        at=at,
        last_name="Ветрова",
        first_name="Дарья",
        patronymic="Игоревна",
        email="vetrova@student.example",
        employment="trainee",
        post="студентка 4 курса",
        is_teacher=False,
    )
    make_mentee(
        person,
        by=curator,
        at=at,
        groups=[MenteeGroup.objects.get(code="trainee")],
        to_be_hired=True,
        on_practice=True,
        contract_number=f"{at:%y}-Ц-4",
        contract_date=at.date(),
        contract_organization=Organization.objects.get(own=True),
    )
    return person
