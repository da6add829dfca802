"""Petitions and changes of the current year: one declined, a replacement with its order, a substitution that goes on."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from mentoring.access import actor_for
from mentoring.actions import pair_change as act
from mentoring.actions import petition as petitions
from mentoring.actions.document import acquaint
from mentoring.choices import PairState, PetitionKind, Side
from mentoring.kit.verdict import Refused
from mentoring.models import IssuedDocument, Pair
from mentoring.queries.candidates import candidates_for
from mentoring.queries.pair_change import wanted_of
from programs.choices import ProgramState
from programs.models import Program


def changes(stage):
    """Three working pairs of people without demo accounts, each with a story of its own."""
    for scene, pair in zip((_replaced, _substituted, _refused), _pairs(stage), strict=False):
        scene(stage, pair)


def _pairs(stage):
    """Pairs of two at work for some weeks before and after; those whose program is under way come first."""
    on = stage.clock.now.date()
    at_work = {"since__lte": on - timedelta(days=14), "until__gte": on + timedelta(days=30)}
    under_way = Program.objects.filter(pair=OuterRef("pk"), state=ProgramState.ACTIVE)
    alone = {"kind__in": ("traditional", "virtual", "situational", "goal_setting"), "state": PairState.ACTIVE}
    found = (
        Pair.objects.with_members().filter(year=stage.year, **alone, **at_work).order_by(Exists(under_way).desc(), "pk")
    )
    return [pair for pair in found if not any(m.person.user_id for m in pair.members.all())]


def _send(person, kind, pair, text, at):
    by = actor_for(person, on=at.date())
    draft = petitions.start_petition(kind=kind, pair=pair, text=text, by=by, at=at)
    return petitions.send_petition(draft, by=by, at=at)


def _refused(stage, pair):
    at = stage.clock.now - timedelta(days=9)
    text = "Программа почти выполнена, хотелось бы закончить раньше срока."
    petition = _send(pair.mentors[0], PetitionKind.EARLY_END, pair, text, at)
    reasons = "Осталась половина мероприятий плана. Вернёмся к этому после промежуточных результатов."
    petitions.refuse_petition(petition, reasons=reasons, by=stage.curator, at=at + timedelta(days=2))


def _replaced(stage, pair):
    at = stage.clock.now - timedelta(days=7)
    text = "Расписание изменилось: мы работаем в разных корпусах и не можем встречаться."
    petition = _send(pair.mentees[0], PetitionKind.REPLACE_MENTOR, pair, text, at)
    decided = at + timedelta(days=1)
    signed = decided + timedelta(hours=20)
    petitions.grant_petition(petition, decision="Подберём наставника из того же корпуса.", by=stage.curator, at=decided)
    change = act.start_replacement(
        pair, side=Side.MENTOR, leaving=pair.mentors[0], on=signed.date(), reason="Разные корпуса и расписание.",
        petition=petition, by=stage.curator, at=decided,
    )  # fmt: skip
    if not _come(stage, change, decided):
        act.drop_change(change, by=stage.curator, at=decided)
        return
    order = act.create_change_order([change], by=stage.curator, at=decided)
    act.send_change_order(order, checked=True, by=stage.curator, at=decided)
    act.sign_change_order(order, checked=True, sha256=order.sha256, by=stage.director, at=signed)
    acquaint(IssuedDocument.objects.get(pk=order.pk), by=stage.curator, at=signed + timedelta(hours=1))


def _substituted(stage, pair):
    at = stage.clock.now - timedelta(days=3)
    change = act.start_substitution(
        pair, leaving=pair.mentors[0], on=at.date(), until=at.date() + timedelta(days=17), reason="Курсы повышения квалификации.",
        by=stage.curator, at=at,
    )  # fmt: skip
    if not _come(stage, change, at):
        act.drop_change(change, by=stage.curator, at=at)


def _come(stage, change, at):
    """The first of the ranked mentors without a demo account who may come."""
    for candidate in candidates_for(wanted_of(change), at.date()).suitable[:8]:
        if candidate.person.user_id or any(m.person_id == candidate.person.pk for m in change.pair.members.all()):
            continue
        try:
            act.record_agreement(change, candidate.person, way="лично", by=stage.curator, at=at)
        except Refused:
            continue
        return True
    return False
