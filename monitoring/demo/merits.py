"""Achievements of people in pairs: confirmed, told, prepared for with help asked and given, work in commissions."""

from datetime import timedelta

from mentoring.access import actor_for
from mentoring.actions.achievement import write_achievement
from mentoring.actions.achievement_check import confirm_achievement, return_achievement
from mentoring.actions.achievement_help import answer_help, ask_help
from mentoring.choices.pair import CLOSED_STATES, LIVE_STATES
from mentoring.models import Achievement, ListEntry, Pair
from mentoring.queries.achievement import loaded

from .scan import scan

DEMO_MENTEE = "mentee@demo.example"
TOLD = (  # side, kind, level, result, title, more; days before today
    ("mentee", "contest", "region", "laureate", "Педагогический дебют", "Номинация «Молодой преподаватель СПО»", 12),
    ("mentee", "open_lesson", "college", "held", "Открытое занятие «Расчёт себестоимости»", "Группа ЭК-21", 26),
    ("mentor", "commission", "college", "attestation_board", "Аттестация на соответствие должности", "", 20),
    ("mentee", "publication", "country", "published", "Кейсы на занятиях по логистике", "Сборник конференции", 34),
    ("mentor", "talk", "region", "participant", "Наставничество в колледже: первый год", "Методическое объединение", 9),
    ("mentee", "attestation", "college", "fit", "Аттестация педагогических работников", "", 18),
    ("mentor", "commission", "city", "contest_board", "Жюри конкурса «Профессионалы»", "", 30),
)
PART = {
    "contest": "Вычитал заявку и отрепетировал защиту.",
    "open_lesson": "Помог с планом и был на занятии.",
    "publication": "Отредактировал статью, подсказал сборник.",
    "attestation": "Помог собрать материалы по перечню.",
    "commission": "Смотрел занятия и писал заключение.",
}
LAST_YEAR = (
    ("mentee", "contest", "city", "prize", "Конкурс методических разработок", "Второе место", 0),
    ("mentor", "publication", "region", "published", "Как начать работу с молодым педагогом", "Журнал «СПО»", 0),
)


def last_year(stage):
    """Two confirmed ones of a finished year."""
    pairs = Pair.objects.with_members().filter(year=stage.year, state__in=CLOSED_STATES).order_by("pk")
    for number, pair in enumerate(pairs[: len(LAST_YEAR)]):
        at = stage.clock.at(240 + number, 12)
        _confirm(stage, _write(pair, LAST_YEAR[number], at.date() - timedelta(days=9), at), at + timedelta(hours=2))


def this_year(stage):
    """Most are confirmed, two are told, one is to be mended; one is ahead, with help asked for and given."""
    pairs = list(
        Pair.objects.with_members().filter(year=stage.year, state__in=LIVE_STATES, since__lt=stage.clock.today)
        .order_by("pk")
    )  # fmt: skip
    known = [pair for pair in pairs if pair.mentors and pair.mentees]
    for number, told in enumerate(TOLD if known else ()):
        at = stage.clock.now - timedelta(days=told[-1] - 3)
        row = _write(known[number % len(known)], told, stage.clock.today - timedelta(days=told[-1]), at)
        if number not in (1, 4, 5):
            _confirm(stage, row, at + timedelta(days=1))
        elif number == 4:
            by, text = stage.curator, "Приложите программу встречи: по ней подтвердим."
            return_achievement(row, remark=text, by=by, at=at + timedelta(days=1))
    _ahead(stage, known)


def _write(pair, told, day, at):
    side, kind, level, result, title, more, _ = told
    person = (pair.mentors if side == "mentor" else pair.mentees)[0]
    files = [scan("Диплом")] if kind in ("contest", "publication") else []
    return _fresh(
        write_achievement(
            person=person, by=actor_for(person), at=at, files=files, kind=_entry("kind", kind), title=title, since=None,
            day=day, level=_entry("level", level), result=_entry("result", result), result_text=more, organizer="",
            link="", pair=pair, mentor_part=PART.get(kind, ""), in_commission=kind == "attestation",
        )
    )  # fmt: skip


def _ahead(stage, pairs):
    """The demo mentee, when there is one, prepares for a contest and asks the mentor; the mentor has answered once."""
    mine = [pair for pair in pairs if any(person.email == DEMO_MENTEE for person in pair.mentees)] or pairs
    if not mine:
        return
    pair, day = mine[0], stage.clock.today + timedelta(days=24)
    told = ("mentee", "contest", "region", "laureate", "Мастер года", "", 0)
    person, at = pair.mentees[0], stage.clock.now - timedelta(days=6)
    row = _fresh(
        write_achievement(
            person=person, by=actor_for(person), at=at, kind=_entry("kind", told[1]), title=told[4], since=None,
            day=day, level=_entry("level", told[2]), result=None, result_text="", organizer="Министерство образования",
            link="", pair=pair, mentor_part="", in_commission=False,
        )
    )  # fmt: skip
    help = ask_help(row, text="Какой из двух планов занятия подать на заочный этап?", by=actor_for(person), at=at)
    help.achievement, done = row, at + timedelta(days=2)
    text = "Выбрали второй: в нём студенты считают сами. Поправили цель."
    answer_help(help, text=text, given_on=done.date(), by=actor_for(pair.mentors[0]), at=done)
    ask_help(row, text="Посмотрите, пожалуйста, видеозапись занятия до отправки.", by=actor_for(person), at=done)


def _confirm(stage, row, at):
    confirm_achievement(row, by=stage.curator, at=min(at, stage.clock.now))


def _entry(name, code):
    return ListEntry.objects.get(list=f"achievement_{name}", code=code)


def _fresh(row):
    return loaded(Achievement.objects.filter(pk=row.pk)).get()
