"""Requests about own data, incidents with data, the notice of processing."""

from datetime import timedelta

from mentoring.tests import make
from monitoring.actions import incident as incidents
from monitoring.actions import subject as requests
from monitoring.models import SubjectRequest

from . import Row

KEEPERS = "curator admin"
WHAT = {
    "title": "Список отправлен не тому", "text": "", "happened_at": None, "cause": "", "whom": "Педагоги", "amount": 3,
    "categories": ["name"], "harm": "", "measures": "", "result": "", "culprits": "",
}  # fmt: skip


def build(world):
    """The mentor's new request, one in work, one answered; the administrator's incident."""
    cast, at = world.cast, make.moment()
    by, mentor = make.actor(cast.curator), make.actor(cast.mentor)
    world.subject_new = requests.ask_subject(kind="access", text="Что обо мне есть?", by=mentor, at=at)
    world.subject_work = requests.ask_subject(kind="correct", text="Телефон не мой.", by=mentor, at=at)
    requests.assign_subject(world.subject_work, responsible=cast.curator, by=by, at=at)
    done = requests.ask_subject(kind="object", text="Не хочу в рейтинг.", by=mentor, at=at)
    requests.assign_subject(done, responsible=cast.curator, by=by, at=at)
    requests.answer_subject(done, refused=False, answer="Рейтингов нет.", by=by, at=at)
    world.subject_done = done
    with_file = SubjectRequest.objects.filter(pk=done.pk)
    with_file.update(file=make_file(by, at))
    admin = make.actor(cast.admin)
    world.subject_incident = incidents.open_incident(
        found_at=at - timedelta(hours=1), responsible=None, by=admin, at=at, **WHAT
    )


def make_file(by, at):
    from mentoring.actions.file import store_bytes

    return store_bytes(b"%PDF", name="Ответ.pdf", content_type="application/pdf", purpose="subject", by=by, at=at)


def new(world):
    return [world.subject_new.pk]


def work(world):
    return [world.subject_work.pk]


def incident(world):
    return [world.subject_incident.pk]


ROWS = {
    "subject_mine": Row(),
    "subject_ask": Row(),
    "subject_detail": Row(allowed="curator admin mentor", args=new),
    "subject_recall": Row(allowed="mentor curator admin", method="post", ok=302, args=new),
    "subject_paper": Row(allowed="curator admin mentor", args=lambda world: [world.subject_done.pk, "docx"]),
    "subject_file": Row(allowed="curator admin mentor", args=lambda world: [world.subject_done.pk, "answer"]),
    "subject_list": Row(allowed=KEEPERS, denied=403),
    "subject_list_file": Row(allowed=KEEPERS, denied=403, args=lambda world: ["xlsx"]),
    "subject_enter": Row(allowed=KEEPERS, denied=403),
    "subject_assign": Row(allowed=KEEPERS, args=new, also={"mentor": 403}),
    "subject_extend": Row(allowed=KEEPERS, args=work, also={"mentor": 403}),
    "subject_answer": Row(allowed=KEEPERS, args=work, also={"mentor": 403}),
    "incident_list": Row(allowed=KEEPERS, denied=403),
    "incident_list_xlsx": Row(allowed=KEEPERS, denied=403),
    "incident_create": Row(allowed=KEEPERS, denied=403),
    "incident_detail": Row(allowed="admin", args=incident),
    "incident_edit": Row(allowed="admin", args=incident),
    "incident_sent": Row(allowed="admin", args=lambda world: [world.subject_incident.pk, "tell"]),
    "incident_drop": Row(allowed="admin", args=incident),
    "incident_paper": Row(allowed="admin", args=lambda world: [world.subject_incident.pk, "first", "docx"]),
    "privacy_notice": Row(allowed=KEEPERS, denied=403),
    "privacy_notice_file": Row(allowed=KEEPERS, denied=403, args=lambda world: ["docx"]),
}
