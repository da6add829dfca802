"""The pair's conversation: its own people; the curator is sent to name a reason; for the rest there is no such page."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mentoring.actions.talk import send_message
from mentoring.models import Pair

from . import PAIR, Row

PDF = b"%PDF-1.4\n%%EOF\n"


def build(world):
    """A question with a file, written a moment ago."""
    pair = Pair.objects.with_members().get(pk=world.pair.pk)
    file = SimpleUploadedFile("Конспект.pdf", PDF, "application/pdf")
    world.message = send_message(
        pair,
        by=world.cast.actor("mentee"),
        at=timezone.now(),
        text="Как начать открытое занятие?",
        files=[file],
        is_question=True,
    )


def pair(world):
    return [world.pair.pk]


def message(world):
    return [world.message.pk]


ROWS = {
    "pair_talk": Row(allowed=PAIR, args=pair, also={"curator": 302}),
    "pair_talk_open": Row(allowed="curator", args=pair),
    "message_edit": Row(allowed="mentee", args=message),
    "message_delete": Row(allowed="mentee", args=message, method="post", ok=302),
    "message_file": Row(allowed=PAIR, args=lambda world: [world.message.files.get().pk]),
}
