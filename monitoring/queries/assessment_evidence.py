"""What the system knows of each criterion of the yearly assessment: a figure of the year with a way to its rows (R53).

Every figure is a part and a whole counted together in one query; satisfaction comes from the survey's own release.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from mentoring.choices import ConsentKind, RequestState, Role, Side
from mentoring.kit.dates import add_years
from mentoring.kit.text import group_digits
from mentoring.models import (
    AcademicYear,
    AcquaintanceMark,
    Consent,
    Direction,
    MentorCourse,
    MentoringRequest,
    PairMember,
    Person,
    RoleAssignment,
)
from mentoring.models.campaign import CampaignUnit
from mentoring.models.open_bank import MentorPublication
from mentoring.models.person import OUTSIDERS
from mentoring.office import office
from monitoring.attention import load
from monitoring.choices import SurveyState, VersionState
from monitoring.choices.year import RecognitionState, TaskState
from monitoring.models import InstrumentVersion, RecognitionProposal, RoadmapTask
from monitoring.queries.dashboard import Question
from monitoring.queries.dashboard.question import Year
from monitoring.queries.dashboard.satisfaction import satisfaction_figure, satisfactions_of, surveys_of
from monitoring.queries.together import count_together
from monitoring.scoring.release import from_payload
from monitoring.words import fraction
from programs.choices import ProgramState
from programs.choices.practice import PracticeState
from programs.choices.shelf import MaterialState
from programs.models import Material, PracticeCard, Program

CLOSED = (SurveyState.CLOSED, SurveyState.CLOSED_FEW, SurveyState.ARCHIVED)
MENTOR_CONSENTS = (ConsentKind.MENTOR, ConsentKind.PARTNER_MENTOR)
NOT_COUNTED = (RequestState.DRAFT, RequestState.WITHDRAWN, RequestState.AWAITING_TEACHER)
YOUNG_YEARS = 3  # clause 4.2: a young teacher is in the first three years of work


@dataclass(frozen=True)
class Evidence:
    """«Выполнены: 18 из 24 задач (75 %)» and the page of the rows."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Counted:
    """`words` stand before the figure; without `whole` it is a plain number."""

    words: str
    part: QuerySet
    whole: QuerySet | None = None
    page: str = ""
    ending: str = ""


def evidence_of(year: AcademicYear, today: date):
    """{code of a criterion: Evidence} for an academic year up to today; two queries."""
    on = min(year.ends, today)
    table = _table(year, on)
    counts = count_together({f"{code}:{part}": rows for code, row in table.items() for part, rows in _parts(row)})
    found = {
        code: Evidence(_words(row, counts.get(f"{code}:part", 0), counts.get(f"{code}:whole", 0)), _url(row))
        for code, row in table.items()
    }
    question = Question(Year(year.pk, year.starts, year.ends, str(year)), on, today)
    surveys = list(surveys_of([window.starts for window in question.windows]))
    mine = [survey for survey in surveys if survey.year_id == year.pk]
    return {**found, "ys1": _satisfied(surveys, question), "ys3": _response(mine)}


def _parts(row):
    return [("part", row.part), *([("whole", row.whole)] if row.whole is not None else [])]


def _words(row, part, whole):
    if row.whole is None:
        return f"{row.words}: {group_digits(part)}{row.ending}."
    return f"{row.words}: {fraction(part, whole)}." if whole else f"{row.words}: –, считать не из чего."


def _url(row):
    return reverse(row.page) if row.page else ""


def _satisfied(surveys, question):
    figure = satisfaction_figure(*satisfactions_of(surveys, question)[:2])
    return Evidence(f"Довольны наставляемые: {figure.text}.", reverse("survey_list"))


def _response(surveys):
    """Over releases that tell numbers: invitations themselves would tell how many stand behind bands."""
    releases = [from_payload(survey.release) for survey in surveys if survey.state in CLOSED and survey.release]
    told = [release for release in releases if release.invited is not None]
    answered, asked = (sum(getattr(one, name) for one in told) for name in ("answered", "invited"))
    words = fraction(answered, asked) if asked else "–, считать не из чего"
    hidden = f"; анкет без чисел: {len(releases) - len(told)}" if len(told) < len(releases) else ""
    return Evidence(f"Отклик на закрытые анкеты: {words}{hidden}.", reverse("survey_list"))


def _table(year, on):
    return {**_management(year, on), **_base(year), **_people(year, on), **_contours(year, on), **_voices(year)}


def _management(year, on):
    held = Q(until__isnull=True) | Q(until__gte=year.starts)
    due = RoadmapTask.objects.filter(roadmap__year=year, due__lte=on).exclude(state=TaskState.NOT_NEEDED)
    sent = MentoringRequest.objects.filter(year=year).exclude(state__in=NOT_COUNTED)
    approved = Program.objects.filter(year=year, approved_on__isnull=False, pair__order__isnull=False)
    in_time = approved.filter(approved_on__lte=F("pair__order__date") + _days("program_due_days_after_order"))
    ordered = Program.objects.filter(year=year, pair__order__date__isnull=False).exclude(state=ProgramState.CANCELED)
    curators = RoleAssignment.objects.filter(held, role=Role.CURATOR, since__lte=on)
    return {
        "ym1": Counted("Кураторов назначено", curators, page="person_list"),
        "ym2": Counted("Сделаны задачи, чей срок наступил", due.filter(state=TaskState.DONE), due, "roadmap"),
        "ym3": Counted(
            "Запросы, по которым пара закреплена", sent.filter(state=RequestState.PAIRED), sent, "request_list"
        ),
        "ym4": Counted("Программы утверждены в срок после приказа", in_time, ordered, "program_list"),
    }


def _days(setting):
    return timedelta(days=office().setting(setting))


def _mentors(year):
    """People who were mentors in pairs of the year that got their order."""
    places = PairMember.objects.filter(pair__year=year, pair__order__isnull=False, side=Side.MENTOR)
    return Person.objects.filter(pk__in=places.values("person"))


def _base(year):
    mentors = _mentors(year)
    given = Consent.objects.filter(kind__in=MENTOR_CONSENTS, person=OuterRef("pk"), given_on__isnull=False)
    marks = AcquaintanceMark.objects.filter(document__year=year, excused="")
    directions = Direction.objects.filter(retired=False)
    shelf = Material.objects.filter(state=MaterialState.PUBLISHED, directions=OuterRef("pk"))
    return {
        "yb2": Counted("Наставники с письменным согласием", mentors.filter(Exists(given)), mentors, "mentor_list"),
        "yb3": Counted("Ознакомились с документами года", marks.filter(done_at__isnull=False), marks, "document_list"),
        "yb4": Counted(
            "Направления, по которым есть материал", directions.filter(Exists(shelf)), directions, "material_list"
        ),
        "yb5": Counted(
            "Готовых бланков анкет", InstrumentVersion.objects.filter(state=VersionState.PUBLISHED), page="survey_list"
        ),
    }


def _people(year, on):
    sent = MentoringRequest.objects.filter(year=year).exclude(state__in=NOT_COUNTED)
    mentors = _mentors(year)
    day = min(on, date(year.ends.year, 5, 31))  # in summer hardly a pair is left
    rows, taken = load.led(day)
    leading = Person.objects.filter(pk__in=rows.values("person_id"), mentor__isnull=False)
    many = rows.values("person_id").annotate(taken=taken).filter(taken__gt=F("person__mentor__capacity"))
    within = leading.exclude(pk__in=many.values("person_id"))
    edge = add_years(on, -office().setting("mentor_training_years"))
    course = MentorCourse.objects.filter(mentor=OuterRef("pk"), confirmed_on__isnull=False, until__gte=edge)
    young = Person.objects.filter(
        Q(left_on__isnull=True) | Q(left_on__gt=year.starts), is_teacher=True,
        teaching_since__gt=add_years(year.starts, -YOUNG_YEARS),
    )  # fmt: skip
    led = PairMember.objects.filter(person=OuterRef("pk"), side=Side.MENTEE, pair__year=year, pair__order__isnull=False)
    awarded = RecognitionProposal.objects.filter(year=year, state=RecognitionState.AWARDED, side=Side.MENTOR)
    return {
        "yp1": Counted("Запросы, по которым есть пара", sent.filter(state=RequestState.PAIRED), sent, "request_list"),
        "yp2": Counted("Наставники, которые ведут не больше договорённого", within, leading, "mentor_list"),
        "yp3": Counted("Наставники с подтверждённым курсом", mentors.filter(Exists(course)), mentors, "course_list"),
        "yp4": Counted("Молодые педагоги с наставником", young.filter(Exists(led)), young, "person_list"),
        "yp5": Counted("Наставников отмечено приказом", awarded, page="recognition_list"),
    }


def _contours(year, on):
    units = CampaignUnit.objects.filter(campaign__year=year)
    mentors = _mentors(year)
    cards = MentorPublication.objects.filter(approved_on__isnull=False, approved_on__lte=on, hidden=False)
    practices = PracticeCard.objects.filter(state=PracticeState.ACCEPTED, opened_on__isnull=False, opened_on__lte=on)
    return {
        "yc1": Counted(
            "Подразделения ответили на кампанию запросов",
            units.filter(answered_at__isnull=False),
            units,
            "campaign_list",
        ),
        "yc2": Counted(
            "Наставники от партнёров", mentors.filter(employment__in=OUTSIDERS), mentors, "organization_list"
        ),
        "yc3": Counted("Карточек в открытом банке", cards, page="mentor_list"),
        "yc4": Counted("Практик показано снаружи", practices, page="practice_list"),
    }


def _voices(year):
    ended = Program.objects.filter(year=year, state__in=(ProgramState.COMPLETED, ProgramState.ENDED_EARLY))
    early = ended.filter(state=ProgramState.ENDED_EARLY)
    return {
        "ys5": Counted("Завершены досрочно из завершённых", early, ended, "program_list"),
    }
