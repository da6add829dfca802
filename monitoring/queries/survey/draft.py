"""A survey before its launch: what may be chosen, what is proposed, what is checked last."""

from datetime import timedelta

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When
from django.urls import reverse

from mentoring.choices import Side
from mentoring.kit.dates import words
from mentoring.kit.text import count_of, small_first
from mentoring.kit.ui import CheckRow
from mentoring.kit.verdict import YES, first_no
from mentoring.office import office
from monitoring.access.ballot import enough_are_asked
from monitoring.access.survey import holders
from monitoring.choices import Dimension, InstrumentKind, SurveyMode, SurveyState, VersionState
from monitoring.models import InstrumentVersion, Question
from monitoring.queries.survey.audience import asked_programs, may_ask, programs_of
from monitoring.queries.survey.label import dimension_label
from programs.choices import ProgramState

EARLY = "early_v1"


def draft_choices(year):
    """Questionnaires (versions of each that may be asked now) and programs of the year."""
    return {"versions": newest_versions(), "programs": programs_of(year, Side.MENTEE)}


def newest_versions():
    """Of every questionnaire that asks people of a pair: the newest published version, then the draft of the next one.

    Questionnaires outside the levels come last.
    """
    surveys = InstrumentVersion.objects.filter(
        instrument__kind=InstrumentKind.SURVEY, instrument__audience__in=Side.values
    ).select_related("instrument")
    asking = Exists(Question.objects.filter(version=OuterRef("pk")))
    newer = InstrumentVersion.objects.filter(instrument=OuterRef("instrument"), number__gt=OuterRef("number"))
    outside = Case(When(instrument__level="", then=Value(1)), default=Value(0), output_field=IntegerField())
    replaced = Exists(newer.filter(asking, state=VersionState.PUBLISHED))
    return surveys.filter(asking, ~replaced).order_by(outside, "instrument__code", "number")


def draft_initial(survey, year, on, choices):
    """The draft as it is, or a proposal: running and completed programs nobody asks about now, the thresholds of the settings."""
    if survey is not None:
        return {
            "version": survey.version_id,
            "title": survey.title,
            "mode": survey.mode,
            "deadline": survey.deadline,
            "dimension": survey.dimension,
            "threshold": survey.threshold,
            "text_threshold": survey.text_threshold,
            "programs": list(survey.invitations.order_by().values_list("program", flat=True).distinct()),
        }
    setting = office().setting
    first = next(iter(choices["versions"]), None)
    return {
        "version": first.pk if first else None,
        "title": f"Как вам программа наставничества: {year}" if year else "",
        "mode": SurveyMode.CONFIDENTIAL,
        "deadline": on + timedelta(days=setting("survey_days")),
        "dimension": Dimension.NONE,
        "threshold": setting("survey_threshold"),
        "text_threshold": max(setting("text_threshold"), setting("survey_threshold")),
        "programs": _proposed(choices, first),
    }


def _proposed(choices, version):
    """Running and completed programs which no open survey of this questionnaire asks about."""
    busy = asked_programs(version) if version else set()
    return [one.pk for one in choices["programs"] if one.state != ProgramState.ENDED_EARLY and one.pk not in busy]


def asked_initial(initial, choices, *, version=None, program=None):
    """A proposal for one questionnaire (its key), or for the early leaver's one about the ended program with this key."""
    if program is not None:
        early = next((one for one in choices["versions"] if one.instrument.code == EARLY), None)
        if early is None or not any(one.pk == program for one in choices["programs"]):
            return initial
        return {**initial, "version": early.pk, "title": early.title, "programs": [program]}
    chosen = next((one for one in choices["versions"] if one.pk == version), None)
    if chosen is None:
        return initial
    return {**initial, "version": chosen.pk, "title": chosen.title, "programs": _proposed(choices, chosen)}


def may_launch(survey):
    """Nobody of the draft may be asked by another open survey of the same questionnaire; anonymity wants enough people."""
    if survey.state != SurveyState.DRAFT:
        return YES
    asked = may_ask(survey.version, set(survey.invitations.values_list("person", "program")))
    return first_no(asked, enough_are_asked(survey))


def launch_facts(survey):
    """The last look before people are promised anything."""
    people = survey.invitations.values("person").distinct().count()
    anonymous = survey.mode == SurveyMode.ANONYMOUS
    sheets = people if anonymous else survey.invitations.count()
    asked = count_of(people, "person") + (
        f", анкет – {sheets}: кто в нескольких программах, отвечает о каждой" if sheets != people else ""
    )
    edit = reverse("survey_edit", args=[survey.pk])

    def row(name, value, field=""):
        return CheckRow(name, value, f"{edit}#id_{field}" if field else "", small_first(name))

    yield row("Бланк", f"{survey.version}; после запуска изменить его нельзя", "version_0")
    yield row("Кого спросим", asked, "programs_0")
    yield row("Ответить до", words(survey.deadline), "deadline")
    yield from _mode_rows(row, anonymous)
    yield row("Разбивка итогов", dimension_label(survey.dimension), "dimension_0")
    yield row("Порог", f"числа – от {survey.threshold} ответивших, слова – от {survey.text_threshold}", "threshold")
    yield row("Письма", f"{count_of(sheets, 'letter')}: приглашение каждому, у кого есть почта")


def _mode_rows(row, anonymous):
    if anonymous:
        yield row("Режим", "анонимный и сводный: ответы не связаны с людьми, по именам их не увидит никто", "mode_0")
        yield row("Как отвечают", "одна страница, один раз, без черновика; каждого спросим один раз")
        yield row("Напоминания", "система напишет не ответившим сама; список их никому не виден")
        return
    curators = holders("curator").values("person").distinct().count()
    yield row("Режим", "конфиденциальный: итоги без имён видят все, кому они открыты", "mode_0")
    yield row(
        "Кто увидит имена",
        f"только {count_of(curators, 'curator')}; ответы по программе, где куратор сам участвует, ему закрыты",
    )
