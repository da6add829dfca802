"""Surveys of the year and evaluations of finished programs."""

from datetime import timedelta

from mentoring.access import actor_for
from monitoring.actions import evaluation, response, survey
from monitoring.choices import QuestionKind
from monitoring.models import InstrumentVersion
from monitoring.queries.knowledge.level import scored_tests
from monitoring.questionnaire import Given
from programs.models import Program

from . import texts


def ask_mentees(stage, at, *, answered, closing):
    """The year's survey of mentees: launched, answered by a share of people, reminded, closed when it is over.

    `answered` is a share of the invited; `closing` is a moment or None while the survey runs.
    """
    version = InstrumentVersion.objects.filter(instrument__code="l1_mentee_v1").order_by("-number").first()
    asked = Program.objects.filter(year=stage.year, state__in=["active", "finishing", "completed"])
    programs = list(asked.exclude(pk__in=stage.short))  # one talk is too little for the questions of a year
    if not programs:
        return None
    made = survey.create(
        version=version,
        year=stage.year,
        title=f"Как вам программа наставничества, {stage.year}",
        dimension="none",
        deadline=at.date() + timedelta(days=14),
        programs=programs,
        threshold=5,
        text_threshold=10,
        by=stage.curator,
        at=at,
    )
    survey.launch(made, by=stage.curator, at=at)
    invitations = list(made.invitations.select_related("person", "survey__version__instrument"))
    stage.rng.shuffle(invitations)
    mentee = stage.first.get("account")
    invitations.sort(key=lambda one: one.person_id == mentee)  # the demo mentee still has it to do
    for number, one in enumerate(invitations[: round(len(invitations) * answered)]):
        _answer(stage, one, at + timedelta(hours=2 + number % 60))
    if closing:
        survey.close(made, by=stage.curator, at=closing)
    return made


def _answer(stage, invitation, at):
    at = min(at, stage.clock.now)
    mood = stage.rng.choice([7.2, 8.0, 8.4, 8.8, 9.2, 5.6])
    given = [_given(stage, question, mood) for question in invitation.survey.version.questions.all()]
    person = actor_for(invitation.person)
    response.save_page(invitation, given, page=1, by=person, at=at)
    response.send(invitation, by=person, at=at)


def _given(stage, question, mood):
    rng = stage.rng
    if question.kind == QuestionKind.TEXT:
        text = {"o1": rng.choice(texts.VALUABLE), "o2": rng.choice(texts.MISSING)}.get(question.code, "")
        return Given(question, text=text)
    if question.kind in (QuestionKind.ONE, QuestionKind.MANY):
        return Given(question, options=tuple(rng.sample(list(question.options), k=1)))
    if rng.random() < 0.05 and question.in_index:
        return Given(question, skipped=True)
    return Given(question, number=max(1, min(10, round(rng.gauss(mood, 1.1)))))


def evaluate(stage, program, at):
    """Levels 2–4 by hand: tests and observations before and after, one indicator; the conclusion in words."""
    rng, member = stage.rng, program.pair.mentees[0]
    tested, seen, quality = rng.randrange(45, 70), rng.randrange(48, 68), rng.randrange(50, 62)
    measured = [
        ("2", "Тест по направлениям программы", "протоколы тестов", member, tested, rng.randrange(5, 28)),
        (
            "3",
            "Карта наблюдения занятия",
            "наблюдали куратор и заведующий отделением",
            member,
            seen,
            rng.randrange(4, 22),
        ),
        ("4", "Качество обучения в группах наставляемого", "сводная ведомость", None, quality, rng.randrange(-2, 9)),
    ]
    by_cards = program.observations.exists()
    tested = scored_tests(program).filter(member=member).exists()
    for level, name, source, whose, before, gain in measured:
        if (level == "2" and tested) or (level == "3" and by_cards):
            continue  # tests and cards give the figure themselves
        evaluation.add_entry(
            program,
            level=level,
            name=name,
            unit="%",
            before=before,
            after=min(before + gain, 100),
            source=source,
            reason="Тест курса повышения квалификации" if level == "2" else "",
            member=whose,
            before_on=program.since + timedelta(days=12),
            after_on=program.until - timedelta(days=10),
            by=stage.curator,
            at=at,
        )
    evaluation.conclude(program, text=texts.CONCLUSION, lock_version=0, by=stage.curator, at=at + timedelta(hours=1))
