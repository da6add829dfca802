"""A survey before its launch: what may be chosen, what is proposed, what is checked last."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from mentoring.choices import Side
from mentoring.kit.dates import words
from mentoring.kit.text import count_of
from mentoring.kit.ui import CheckRow
from mentoring.office import office
from monitoring.access.survey import holders
from monitoring.choices import Dimension, InstrumentKind
from monitoring.models import InstrumentVersion
from monitoring.queries.survey.audience import programs_of
from monitoring.queries.survey.label import dimension_label
from monitoring.words import mode_sentence
from programs.choices import ProgramState


def draft_choices(year):
    """Questionnaires (the newest version of each) and programs of the year."""
    return {"versions": newest_versions(), "programs": programs_of(year, Side.MENTEE)}


def newest_versions():
    surveys = InstrumentVersion.objects.filter(instrument__kind=InstrumentKind.SURVEY).select_related("instrument")
    newer = InstrumentVersion.objects.filter(instrument=OuterRef("instrument"), number__gt=OuterRef("number"))
    return surveys.filter(~Exists(newer)).order_by("instrument__code")


def draft_initial(survey, year, on, choices):
    """The draft as it is, or a proposal: all running and completed programs, the thresholds of the settings."""
    if survey is not None:
        return {
            "version": survey.version_id,
            "title": survey.title,
            "deadline": survey.deadline,
            "dimension": survey.dimension,
            "threshold": survey.threshold,
            "text_threshold": survey.text_threshold,
            "programs": list(survey.invitations.order_by().values_list("program", flat=True).distinct()),
        }
    setting = office().setting
    return {
        "version": next((version.pk for version in choices["versions"]), None),
        "title": f"Как вам программа наставничества: {year}" if year else "",
        "deadline": on + timedelta(days=setting("survey_days")),
        "dimension": Dimension.NONE,
        "threshold": setting("survey_threshold"),
        "text_threshold": max(setting("text_threshold"), setting("survey_threshold")),
        "programs": [one.pk for one in choices["programs"] if one.state != ProgramState.ENDED_EARLY],
    }


def launch_facts(survey):
    """The last look before people are promised anything."""
    people = survey.invitations.values("person").distinct().count()
    sheets = survey.invitations.count()
    curators = holders("curator").values("person").distinct().count()
    asked = count_of(people, "person") + (f", листов – {sheets}" if sheets != people else "")
    yield CheckRow("Бланк", f"{survey.version}; после запуска заморозится")
    yield CheckRow("Кого спросим", asked)
    yield CheckRow("Ответить до", words(survey.deadline))
    yield CheckRow("Режим", mode_sentence(survey.mode))
    yield CheckRow("Кто увидит имена", f"куратор ({curators}); участник программы её листов не увидит")
    yield CheckRow("Разбивка итогов", dimension_label(survey.dimension))
    yield CheckRow("Порог", f"числа – от {survey.threshold} ответивших, слова – от {survey.text_threshold}")
    yield CheckRow("Письма", f"{count_of(sheets, 'letter')}: приглашение каждому, у кого есть почта")
