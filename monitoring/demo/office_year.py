"""The office's year: last year's map and signed assessment, this year's map half done, recognition with an order."""

from datetime import date, timedelta

from mentoring.access import actor_for
from mentoring.actions.document import acquaint, upload_scan
from mentoring.choices import Side
from mentoring.kit.verdict import Refused
from mentoring.models import Pair, PairMember
from mentoring.office import office
from mentoring.queries.end_order import ENDED
from monitoring.actions import assessment as assess
from monitoring.actions import recognition as recognize
from monitoring.actions import recognition_order as orders
from monitoring.actions import roadmap as maps
from monitoring.actions import roadmap_task as tasks
from monitoring.choices.year import Mark, Stage, TaskOrigin, TaskOwner, TaskState
from monitoring.models import Roadmap, YearlyAssessment
from monitoring.queries.assessment import loaded
from monitoring.queries.roadmap_start import beginnings_of, last_map
from monitoring.scoring.year_dates import onto_working_day

from .scan import scan

RESULTS = {
    "rm01": "Положение действует, куратор назначен приказом.",
    "rm04": "Список загружен, ошибок нет.",
    "rm05": "Кампания открыта, подразделения получили письма.",
    "rm08": "Карточки наставников проверены, ёмкость уточнена.",
    "rm15": "Приказ подписан, листы ознакомления собраны.",
}
NOT_NEEDED = ("rm03", "Состав совета прежний, новый приказ не нужен.")
MARKS = {
    "management": (Mark.FULL, Mark.PARTLY, Mark.PARTLY, Mark.FULL, Mark.FULL),
    "base": (Mark.FULL, Mark.FULL, Mark.PARTLY, Mark.PARTLY, Mark.FULL),
    "people": (Mark.PARTLY, Mark.FULL, Mark.NONE, Mark.PARTLY, Mark.FULL),
    "contours": (Mark.FULL, Mark.PARTLY, Mark.NONE, Mark.PARTLY, Mark.SKIPPED),
    "satisfaction": (Mark.FULL, Mark.SKIPPED, Mark.FULL, Mark.PARTLY, Mark.FULL),
}
SAID = {
    "management": "Куратор назначен, сроки в основном выдержаны; часть программ утвердили позже.",
    "base": "Согласия и приказы в порядке. Не по каждому направлению есть материалы.",
    "people": "Наставников хватает, но курс прошли немногие.",
    "contours": "Отделения участвуют. Партнёры и открытый банк – задача следующего года.",
    "satisfaction": "Наставляемые довольны; пожелания о времени встреч учтены.",
}
WHOLE = "Модель работает: пары закреплены, программы выполняются. Главное на следующий год – обучение наставников и обмен опытом."
NOTE = "Разобрано на заседании совета наставников."
DECISIONS = (
    ("Обучить наставников, у которых нет курса", Stage.PREPARATORY, TaskOwner.CURATOR, 45),
    ("Показать лучший опыт на открытых занятиях", Stage.FINAL, TaskOwner.COUNCIL, 220),
)
GROUNDS = {
    Side.MENTOR: "За подготовку молодого педагога к самостоятельной работе",
    Side.MENTEE: "За выполненную программу и открытые занятия для коллег",
}


def last_year(stage):
    """A finished year: its map carried out, its assessment signed by both, its mentors thanked by an order."""
    if stage.clock.starts.year < stage.clock.today.year - 2:
        return  # the year before last had not begun with maps yet
    roadmap = _map(stage, stage.clock.at(0))
    for task in roadmap.tasks.filter(state=TaskState.PLANNED).select_related("roadmap").order_by("due"):
        at = stage.clock.moment(max(task.due, stage.clock.starts), 15)
        tasks.settle_task(task, result=_said(task), by=stage.curator, at=at)
    _assess(stage, stage.clock.at(296, 11))
    _recognize(stage, stage.clock.at(298, 10), read=True)


def this_year(stage):
    """The map of the year from last year's, mixed states; a proposal on the director's desk and one agreed to."""
    now = stage.clock.now
    roadmap = _map(stage, stage.clock.at(0))
    passed = roadmap.tasks.filter(due__lt=stage.clock.today).select_related("roadmap").order_by("due")
    left = {task.pk for task in passed.order_by("-due")[:2]}  # two stay overdue
    for task in passed:
        at = stage.clock.moment(max(task.due, roadmap.created_at.date()), 15)
        if task.code == NOT_NEEDED[0]:
            tasks.skip_task(task, reason=NOT_NEEDED[1], by=stage.curator, at=at)
        elif task.pk not in left:
            tasks.settle_task(task, result=_said(task), by=stage.curator, at=at)
    ahead = roadmap.tasks.filter(due__gte=stage.clock.today).select_related("roadmap").order_by("due")
    for number, task in enumerate(ahead[:2]):
        if number == 0:
            tasks.begin_task(task, by=stage.curator, at=now)
        else:
            due = onto_working_day(task.due + timedelta(days=10), office().holidays, office().worked)
            tasks.move_task(task, due=due, reason="Ждём расписание второго полугодия.", by=stage.curator, at=now)
    _propose_now(stage, now)


def _map(stage, at):
    """From last year's map when there is one; approved two hours later."""
    origin = TaskOrigin.LAST_YEAR if last_map(stage.year) else TaskOrigin.STARTER
    found = beginnings_of(stage.year)
    more = {"decisions": found.decisions, "requests": bool(found.requests)} if origin == TaskOrigin.LAST_YEAR else {}
    roadmap = maps.start_roadmap(stage.year, origin=origin, **more, by=stage.curator, at=at)
    maps.send_roadmap(roadmap, by=stage.curator, at=at)
    maps.approve_roadmap(roadmap, checked=True, sha256=roadmap.sha256, by=stage.director, at=at + timedelta(hours=2))
    return Roadmap.objects.get(pk=roadmap.pk)


def _said(task):
    return RESULTS.get(task.code) or (f"{task.expected}: сделано." if task.expected else "Сделано.")


def _assess(stage, at):
    row = assess.start_assessment(stage.year, together=True, by=stage.director, at=at)
    for part in row.components.prefetch_related("criteria").select_related("assessment"):
        keys = [criterion.pk for criterion in part.criteria.all()]
        marks = dict(zip(keys, MARKS[part.code], strict=True))
        values = {"marks": marks, "notes": dict.fromkeys(keys, NOTE), "conclusion": SAID[part.code]}
        assess.save_component(part, seen=0, **values, by=stage.curator, at=at)
    assess.conclude_assessment(row, conclusion=WHOLE, seen=0, by=stage.director, at=at)
    for text, section, role, days in DECISIONS:
        due = date(stage.clock.starts.year + 1, 9, 1) + timedelta(days=days)
        due = onto_working_day(due, office().holidays, office().worked)
        assess.add_decision(row, text=text, stage=section, role=role, due=due, by=stage.director, at=at)
    assess.send_assessment(YearlyAssessment.objects.get(pk=row.pk), by=stage.curator, at=at + timedelta(hours=1))
    for number, actor in enumerate((stage.curator, stage.director), 2):
        held = loaded(actor).get(pk=row.pk)
        assess.sign_assessment(held, checked=True, sha256=held.sha256, by=actor, at=at + timedelta(hours=number))


def _people(stage, most):
    """[(person, side)] of finished pairs of the year, by the pair's own order."""
    pairs = Pair.objects.with_members().filter(year=stage.year, state__in=ENDED, order__isnull=False)
    for pair in pairs.order_by("ended_on", "pk")[:most]:
        yield from ((pair.mentors[0], Side.MENTOR), (pair.mentees[0], Side.MENTEE))


def _recognize(stage, at, *, read):
    """Proposed by the curator, agreed to, announced by one order with its scan, read by who has an account."""
    proposals, seen = [], set()
    for person, side in _people(stage, 2):
        if person.pk in seen or stage.curator.is_person(person) or stage.director.is_person(person):
            continue
        seen.add(person.pk)
        known = {"person": person, "side": side, "kind": "thanks", "ground": GROUNDS[side]}
        row = recognize.propose_recognition(**known, by=stage.curator, at=at)
        recognize.decide_recognition(row, agree=True, by=stage.director, at=at + timedelta(hours=1))
        proposals.append(row)
    if not proposals:
        return
    order = orders.create_order(proposals, by=stage.curator, at=at + timedelta(hours=2))
    orders.send_recognition_order(order, checked=True, by=stage.curator, at=at + timedelta(hours=2))
    signed = at + timedelta(hours=3)
    orders.sign_recognition_order(order, checked=True, sha256=order.sha256, by=stage.director, at=signed)
    if read:
        upload_scan(order, scan("Приказ о поощрении"), by=stage.curator, at=at + timedelta(hours=4))
        for mark in order.acquaintances.select_related("person"):
            acquaint(order, by=actor_for(mark.person), at=at + timedelta(hours=5))


def _propose_now(stage, now):
    """One waits for the director, one is agreed to and waits for an order."""
    places = PairMember.objects.filter(
        pair__year=stage.year, pair__order__isnull=False, side=Side.MENTOR, until__isnull=True
    )
    found = places.exclude(person__in=(stage.curator.person, stage.director.person)).select_related("person")
    mentors = list({place.person_id: place.person for place in found.order_by("pk")}.values())[:2]
    for number, (person, kind) in enumerate(zip(mentors, ("diploma", "training_priority"), strict=False)):
        known = {"person": person, "side": Side.MENTOR, "kind": kind, "ground": GROUNDS[Side.MENTOR]}
        try:
            row = recognize.propose_recognition(**known, by=stage.curator, at=now - timedelta(days=1))
        except Refused:
            continue
        if number:
            recognize.decide_recognition(row, agree=True, by=stage.director, at=now - timedelta(hours=5))
