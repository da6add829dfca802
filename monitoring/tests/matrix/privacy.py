"""Personal data: the open page, the register of fields, one's own archive, who looked, depersonalization."""

from datetime import date

from mentoring.actions.file import store_bytes
from mentoring.tests import make
from monitoring.actions.privacy.depersonalize import REASONS, ask_depersonalization
from monitoring.models import Depersonalization, PersonArchive

from . import Row

KEEPERS = "curator admin"


def build(world):
    """A ready archive of the mentor, an act in the queue, one done, one who has left."""
    by, at = make.actor(world.cast.curator), make.moment()
    gone = make.person("Ушедшая Инга Петровна", left_on=date(2026, 6, 1))
    world.privacy_gone = gone
    act = ask_depersonalization(
        make.person("Забытов Лев Львович", left_on=date(2026, 6, 1)), reason=REASONS[0][1], by=by, at=at
    )
    world.privacy_act = act
    file = store_bytes(b"PK", name="Мои данные.zip", content_type="application/zip", purpose="archive", by=by, at=at)
    world.privacy_archive = PersonArchive.objects.create(
        person=world.cast.mentor, state="ready", file=file, asked_at=at, ready_at=at
    )
    Depersonalization.objects.filter(pk=act.pk).update(state="ready", done_at=at, payload=PAYLOAD, sha256="0" * 64)


PAYLOAD = {
    "operator": "Техникум",
    "address": "г. Дзержинск",
    "code": "О-0001",
    "number": 1,
    "reason": REASONS[0][1],
    "decided_by": "О. Н. Белова",
    "decided_post": "методист",
    "decided_at": "18.11.2026 10:00",
    "done_at": "18.11.2026 10:05",
    "system": "Кабинет",
    "way": "Замена кодом",
    "categories": ["Имя"],
    "log": [["18.11.2026 10:05", "письма", "удалено", 2]],
    "stays": [["документы", 1]],
    "unread": 1,
    "schema": 1,
}


def act_of(world):
    return [world.privacy_act.pk]


ROWS = {
    "privacy": Row(public=True),
    "privacy_register": Row(allowed=KEEPERS, denied=403),
    "privacy_register_xlsx": Row(allowed=KEEPERS, denied=403),
    "reading_list": Row(allowed=KEEPERS, denied=403),
    "reading_list_xlsx": Row(allowed=KEEPERS, denied=403),
    "retention": Row(allowed=KEEPERS, denied=403),
    "my_data": Row(),
    "my_data_ask": Row(method="post", ok=302),
    "my_data_file": Row(allowed="mentor", args=lambda world: [world.privacy_archive.pk]),
    "my_readers": Row(),
    "person_depersonalize": Row(allowed=KEEPERS, denied=403, args=lambda world: [world.privacy_gone.pk]),
    "depersonalization_list": Row(allowed=KEEPERS, denied=403),
    "depersonalization_detail": Row(allowed=KEEPERS, args=act_of),
    "depersonalization_pdf": Row(allowed=KEEPERS, args=act_of),
    "depersonalization_docx": Row(allowed=KEEPERS, args=act_of),
}
