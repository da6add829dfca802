"""Requests about own data, one past its term, and an incident that was told of in time."""

from datetime import timedelta

from mentoring.access import actor_for
from monitoring.actions import incident as incidents
from monitoring.actions import subject as requests

from .staff import find


def subject(now, curator):
    mentor, mentee = find("mentor"), find("mentee")
    keeper, admin = curator.person, actor_for(find("admin"))
    one = requests.ask_subject(
        kind="correct", text="В карточке старый номер телефона, прошу исправить.", by=actor_for(mentor),
        at=now - timedelta(days=20),
    )  # fmt: skip
    requests.assign_subject(one, responsible=keeper, by=curator, at=now - timedelta(days=20))
    words = "Телефон в карточке исправлен. Спасибо, что сообщили."
    requests.answer_subject(one, refused=False, answer=words, by=curator, at=now - timedelta(days=18))
    requests.enter_subject(
        applicant="Широкова Нина Павловна", contact="на руки в отделе кадров", kind="access",
        text="Прошу сообщить, какие сведения обо мне хранятся с тех пор, как я работала наставником.",
        came_on=(now - timedelta(days=24)).date(), by=curator, at=now - timedelta(days=23),
    )  # fmt: skip
    two = requests.ask_subject(
        kind="object", text="Не хочу, чтобы моё имя стояло в открытом банке.", by=actor_for(mentee),
        at=now - timedelta(days=2),
    )  # fmt: skip
    requests.assign_subject(two, responsible=keeper, by=curator, at=now - timedelta(days=1))
    _incident(now, keeper, admin)


def _incident(now, keeper, admin):
    found = now - timedelta(days=1, hours=5)
    one = incidents.open_incident(
        title="Список наставников отправлен на чужой адрес",
        text="Таблицу с именами и телефонами отправили с рабочей почты на похожий адрес.",
        happened_at=found - timedelta(hours=3),
        found_at=found,
        cause="Ошибка в адресе письма.",
        whom="Наставники этого учебного года",
        amount=27,
        categories=["name", "contact"],
        harm="Нежелательные звонки и письма.",
        measures="Получателя попросили удалить письмо; отправку списков почтой запретили.",
        result="",
        culprits="",
        responsible=keeper,
        by=admin,
        at=found + timedelta(hours=1),
    )
    incidents.tell_incident(one, sent_at=found + timedelta(hours=6), by=admin, at=found + timedelta(hours=6))
