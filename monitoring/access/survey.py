"""Who may see and do what with questionnaires, surveys and answers."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from mentoring.choices import Side
from mentoring.kit.dates import local, moment, today, words
from mentoring.kit.text import count
from mentoring.kit.verdict import YES, no
from mentoring.models import PairMember, Person, RoleAssignment
from mentoring.office import office
from monitoring.choices import SurveyMode, SurveyState, VersionState
from monitoring.models import InstrumentVersion, Invitation, Response, Survey
from monitoring.scoring.disclosure import FEW, FULL

CLOSED = (SurveyState.CLOSED, SurveyState.CLOSED_FEW, SurveyState.ARCHIVED)

ONLY_CURATOR = no("Анкеты ведёт куратор.")
NAMED_TO_DIRECTOR = no("Ответы по имени видит только куратор.")
USED = "По бланку уже отвечали. Создайте новую версию."
FROZEN = "Бланк опубликован и больше не меняется. Создайте новую версию."
OWN_PAIR = no(
    "Вы участник программы, о которой спрашивает анкета, и по разности узнали бы ответы о себе. "
    "Ответы по имени откроет другой куратор."
)


# Questionnaires


def versions_for(actor):
    """Versions of instruments: the curator's desk only."""
    versions = InstrumentVersion.objects.select_related("instrument")
    return versions if actor.has("curator") else versions.none()


def may_edit_version(actor, version):
    """A version is edited until the first survey uses it; afterwards a change is a new version (R40)."""
    if not actor.has("curator"):
        return ONLY_CURATOR
    if version.state != VersionState.DRAFT:
        return no(USED if version.surveys.exists() else FROZEN)
    return YES


# Surveys


def surveys_for(actor):
    """The curator sees all, the director all but drafts, a mentor those about programs of his own, launched."""
    surveys = Survey.objects.select_related("version__instrument", "year")
    if actor.has("curator"):
        return surveys
    launched = surveys.exclude(state=SurveyState.DRAFT)
    if actor.has("director"):
        return launched
    if actor.person is None:
        return surveys.none()
    mine = _as_mentor(actor.person)
    about_me = Invitation.objects.filter(survey=OuterRef("pk"), program__pair__members__in=mine)
    without_names = mine.filter(pair__programs__anonymous_surveys=OuterRef("pk"))
    return launched.filter(Exists(about_me) | Exists(without_names), version__instrument__audience=Side.MENTEE)


def managed_surveys_for(actor):
    """Surveys the actor leads: the curator's, drafts included."""
    return surveys_for(actor) if actor.has("curator") else Survey.objects.none()


def managed_invitations_for(actor):
    return Invitation.objects.filter(survey__in=managed_surveys_for(actor))


def _as_mentor(person):
    return PairMember.objects.filter(person=person, side=Side.MENTOR)


def may_manage(actor, survey=None):
    """Create, launch, remind, extend, close, moderate: the curator."""
    return YES if actor.has("curator") else ONLY_CURATOR


def may_remind(actor, survey, at):
    """Only while somebody's answer is awaited, not more often and not more times than the settings allow."""
    if survey.mode == SurveyMode.ANONYMOUS:
        return no("В анонимной анкете напоминает сама система, список не ответивших никому не виден.")
    return may_manage(actor) and may_be_reminded_of(survey, at)


def may_be_reminded_of(survey, at):
    """The same for the system's own letters: whom nobody sends asks no role."""
    if survey.state != SurveyState.RUNNING:
        return no("Анкета не идёт: напоминать не о чем.")
    hours, most = office().setting("reminder_hours"), office().setting("survey_reminders")
    if survey.reminders >= most:
        return no(f"Напомнили уже {count(most, 'раз', 'раза', 'раз')}. Больше писем об этой анкете не шлём.")
    soonest = (survey.reminded_at or survey.launched_at) + timedelta(hours=hours)
    if at < soonest:
        return no(f"Недавно уже писали. Следующее напоминание – после {moment(soonest)}.")
    if survey.mode == SurveyMode.ANONYMOUS:
        return YES  # whether anybody's answer is still awaited is told to nobody
    if not survey.invitations.filter(answered_at__isnull=True, deadline__gte=local(at).date()).exists():
        return no("Напоминать некому: ответили все, у кого срок не прошёл.")
    return YES


def may_extend(actor, invitation):
    if not (verdict := may_manage(actor)):
        return verdict
    if invitation.answered_at:
        return no("Ответы уже отправлены. Продлевать нечего.")
    if invitation.survey.state != SurveyState.RUNNING:
        return no("Анкета не идёт: срок продлевают до закрытия.")
    return YES


def may_see_result(actor, survey):
    """Curator and director; a mentor reads «Анкета обо мне» instead."""
    if survey.state not in CLOSED:
        return no("Итоги появятся после закрытия анкеты.")
    if actor.is_office:
        return YES
    return no(f"Ваш общий итог – от {survey.threshold} ответивших – на странице «Анкеты».")


def may_read_named(actor, survey):
    """Named answers: the curator in the confidential mode, never where subtraction would give her own pair's answers away.

    Sheets of programs in which the curator takes part are hidden from her one by one (`named_responses_for`). The
    published figures minus the sheets she reads would still show them when few people are behind them; then the whole
    page is closed to her, and another curator reads it. Before closing nobody knows how many they will be.
    """
    if not actor.has("curator"):
        return NAMED_TO_DIRECTOR if actor.has("director") else _named_to_mentor(survey)
    if survey.mode != SurveyMode.CONFIDENTIAL:
        return no("Ответы не связаны с людьми. Итог – после закрытия.")
    if survey.state == SurveyState.DRAFT:
        return no("Анкета ещё не запущена.")
    return OWN_PAIR if _could_subtract(actor, survey) else YES


def _could_subtract(actor, survey):
    hidden = _own_sheets(actor, survey)
    if survey.state == SurveyState.RUNNING:
        return hidden.exists()
    published = survey.release or {"level": ""}
    if published["level"] == FEW:
        return False  # nothing was published to subtract from
    # exact figures less the sheets read are exact figures of the hidden ones: of so many people as may have them
    enough = published["full_from"] if published["level"] == FULL else survey.threshold
    place = {"unit": "person__unit", "program": "program"}.get(survey.dimension, "survey")
    sent = hidden.filter(response__sent_at__isnull=False).values_list("person", place, "response__index")
    behind_words, behind_figures = {}, {}
    for person, cell, index in sent:
        behind_words.setdefault(cell, set()).add(person)
        if index is not None:
            behind_figures.setdefault(cell, set()).add(person)
    return any(len(people) < enough for people in (*behind_words.values(), *behind_figures.values()))


def _named_to_mentor(survey):
    return no(f"Ответы по имени видит куратор. Ваш общий итог – от {survey.threshold} ответивших.")


def _own_sheets(actor, survey):
    """Invitations of others about programs in which the actor is or was a participant."""
    mine = PairMember.objects.filter(pair=OuterRef("program__pair"), person=actor.person)
    return survey.invitations.filter(Exists(mine)).exclude(person=actor.person)


def named_responses_for(actor, survey):
    """Sent sheets the curator may read by name; drafts and sheets about her own programs are not among them."""
    sent = Response.objects.filter(invitation__survey=survey, sent_at__isnull=False)
    if not may_read_named(actor, survey):
        return sent.none()
    return sent.exclude(invitation__in=_own_sheets(actor, survey))


def readers_by_name(invitation):
    """Curators of today who may read this sheet: those who take no part in its program, the person himself aside."""
    curators = Person.objects.filter(roles__in=holders("curator")).distinct()
    if invitation.program_id is None:
        return curators
    members = PairMember.objects.filter(pair=invitation.program.pair_id, person=OuterRef("pk"))
    return curators.exclude(Exists(members)).exclude(pk=invitation.person_id)


def holders(*roles):
    """Assignments of these roles in force today."""
    on = today()
    return RoleAssignment.objects.filter(Q(until__isnull=True) | Q(until__gte=on), role__in=roles, since__lte=on)


# Answering


def invitations_for(actor):
    """The person's own invitations of launched surveys."""
    if actor.person is None:
        return Invitation.objects.none()
    invitations = Invitation.objects.select_related("person", "survey__version__instrument", "program__pair")
    return invitations.filter(person=actor.person).exclude(survey__state=SurveyState.DRAFT)


def may_answer(actor, invitation, on):
    """Until the survey is closed and the person's own term has not passed; once only."""
    survey = invitation.survey
    if not actor.is_person(invitation.person):
        return no("На эту анкету отвечает другой человек.")
    if invitation.answered_at:
        return no("Ответы уже отправлены. Второй раз не нужно.")
    if survey.state != SurveyState.RUNNING:
        closed = f" {words(survey.closed_at)}" if survey.closed_at else ""
        return no(f"Анкета закрыта{closed}. Свои слова можно передать куратору.")
    if invitation.deadline < on:
        return no(f"Срок ответа был {words(invitation.deadline)}. Попросите куратора продлить его.")
    return YES
