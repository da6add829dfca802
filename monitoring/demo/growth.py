"""Induction and reflection: the demo pair is half way through its list, another pair has finished; a reflection is open."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.kit.verdict import Refused
from programs.actions.induction import begin_induction, tick
from programs.actions.reflection import save_reflection
from programs.models import Program
from programs.queries.reflection import questions_for

THOUGHTS = (
    "Артём сам ставит цель занятия и держит время: две последние карты почти без правок.",
    "Удержаться и не поправлять при студентах. Договорились: всё – после занятия.",
    "Спрашивать, прежде чем советовать. Ответ у него чаще всего уже есть.",
    "Реже смотреть планы заранее, чаще разбирать то, что вышло.",
    "Говорить о трудном сразу, а не к концу недели.",
)


def growth(stage, running):
    """Among programs of this year: the demo mentee's, and one more with another pair."""
    keys = [program.pk for program, part in running if part.kind != "speed"]
    rows = Program.objects.filter(pk__in=keys, pair__name="").select_related("pair__order", "year").order_by("pk")
    demo = {"pair__members__person": stage.first.get("account"), "pair__members__side": "mentee"}
    own, others = rows.filter(**demo), rows.exclude(**demo)
    for program in own[:1]:
        _induct(stage, program, days=12, shown=22, clear=17)
        _reflect(stage, program)
    for program in others[:1]:
        _induct(stage, program, days=400, shown=100, clear=100)


def _induct(stage, program, *, days, shown, clear):
    """Begun so many days ago, not before the program began to work."""
    mentor, mentee = program.pair.mentors[0], program.pair.mentees[0]
    first = stage.clock.moment(program.activated_on + timedelta(days=1))
    begun = min(max(stage.clock.now - timedelta(days=days), first), stage.clock.now - timedelta(days=3))
    try:
        induction = begin_induction(program=program, mentee=mentee, by=actor_for(mentor), at=begun)
    except Refused:
        return
    keys = list(induction.entries.values_list("pk", flat=True))
    notes = {key: "Прошли вместе" if number % 9 == 4 else "" for number, key in enumerate(keys)}
    for person, most, later in ((mentor, shown, 1), (mentee, clear, 2)):
        entries = {key: notes[key] if person == mentor else "" for key in keys[:most]}
        tick(induction=induction, entries=entries, by=actor_for(person), at=begun + timedelta(days=later))


def _reflect(stage, program):
    """The demo mentor's, opened to the mentee."""
    mentor = program.pair.mentors[0]
    answers = [(question, said) for (question, _), said in zip(questions_for("mentor"), THOUGHTS, strict=True)]
    said = {"program": program, "point": "middle", "answers": answers, "done": True, "readers": "pair"}
    save_reflection(**said, by=actor_for(mentor), at=stage.clock.now - timedelta(hours=20))
