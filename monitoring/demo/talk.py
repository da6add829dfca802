"""The accounts' own conversation: an answered question, thanks, and a question that waits for the demo mentor."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.talk import read_talk, send_message
from mentoring.models import Pair

from .pairs import later
from .staff import find

TALK = (
    (6, "mentee", "Можно ли начать открытое занятие с разбора чужой ошибки, или лучше с вопроса к группе?", True),
    (5, "mentor", "С вопроса: группа сразу работает. Разбор ошибки оставьте на закрепление, минут на семь.", False),
    (4, "mentee", "Спасибо, так и сделаю. План подправил.", False),
    (1, "mentee", "Посмотрите, пожалуйста, критерии самооценки: хватит ли студентам трёх строк?", True),
)


def talk(stage):
    """In the current year's pair of the demo mentor and mentee; nothing when the play was too small to have one."""
    people = {"mentor": find("mentor"), "mentee": find("mentee")}
    live = Pair.objects.live().filter(members__person=people["mentor"])
    pair = live.filter(members__person=people["mentee"]).with_members().distinct().first()
    if pair is None:
        return
    for days, part, text, is_question in TALK:
        at = stage.clock.now - timedelta(days=days)
        if at.date() >= pair.since:
            message = send_message(pair, by=actor_for(people[part]), at=at, text=text, is_question=is_question)
            if days > 1:
                for reader in people.values():
                    read_talk(pair, upto=message.pk, by=actor_for(reader), at=later(at, 0))
