"""A survey from draft to its one frozen release. Nothing here tells who answered what."""

from datetime import timedelta
from random import SystemRandom

from django.db import transaction
from django.urls import reverse

from mentoring import notifications
from mentoring.access import SYSTEM
from mentoring.actions import journal
from mentoring.kit.dates import local, words
from mentoring.kit.verdict import Refused, no, require
from mentoring.models import Person
from mentoring.office import office
from monitoring.access.survey import holders, may_be_reminded_of, may_extend, may_manage, may_remind
from monitoring.actions import ballot as ballots
from monitoring.choices import Dimension, InstrumentKind, QuestionKind, SurveyMode, SurveyState, VersionState
from monitoring.models import AnonymousText, Answer, InstrumentVersion, Invitation, Response, Survey
from monitoring.queries.survey.audience import asked_in, may_ask, programs_of
from monitoring.queries.survey.draft import may_launch
from monitoring.queries.survey.sheets import cell_labels, items_of, rules_of, sheets_of
from monitoring.scoring import release as releases
from monitoring.scoring.disclosure import FEW
from monitoring.words import NO_PROGRAM_CELLS, answered_words, mode_sentence, rate_words
from monitoring.workflow import SURVEY

TITLE_LIMIT = 200


@transaction.atomic
def create(
    *,
    version,
    year,
    title,
    dimension,
    deadline,
    programs,
    threshold,
    text_threshold,
    by,
    at,
    mode=SurveyMode.CONFIDENTIAL,
):
    """A draft survey with the people it will ask. Thresholds may only be raised (decision 17).

    Refused without a title, a program of that year, or with a threshold below the setting.
    """
    require(may_manage(by))
    survey = Survey(version=version, year=year, author=by.person, created_at=at)
    _fill(survey, title, (mode, dimension), deadline, (threshold, text_threshold))
    survey.save(force_insert=True)
    _invite(survey, programs)
    journal.record("survey_created", f"Создана анкета «{survey.title}»", by=by, at=at, subject=survey)
    return survey


@transaction.atomic
def edit(
    survey,
    *,
    version,
    year,
    title,
    dimension,
    deadline,
    programs,
    threshold,
    text_threshold,
    by,
    at,
    mode=SurveyMode.CONFIDENTIAL,
):
    """Change a draft as a whole; a launched survey keeps the mode, breakdown and thresholds people were promised."""
    require(may_manage(by))
    if not Survey.objects.filter(pk=survey.pk, state=SurveyState.DRAFT).select_for_update().exists():
        raise Refused(no("Режим не меняется после запуска: людям обещан прежний."))
    survey.version, survey.year = version, year
    _fill(survey, title, (mode, dimension), deadline, (threshold, text_threshold))
    survey.save()
    survey.invitations.all().delete()
    _invite(survey, programs)
    journal.record("survey_edited", f"Изменён черновик анкеты «{survey.title}»", by=by, at=at, subject=survey)
    return survey


def _fill(survey, title, modes, deadline, thresholds):
    mode, dimension = modes
    if not title or len(title) > TITLE_LIMIT:
        raise Refused(no("Укажите название анкеты, не длиннее 200 знаков."))
    if survey.version.instrument.kind != InstrumentKind.SURVEY:
        raise Refused(no("Выберите бланк анкеты."))
    if dimension not in Dimension.values:
        raise Refused(no("Выберите разбивку итогов."))
    if mode not in SurveyMode.values:
        raise Refused(no("Выберите режим анкеты."))
    if mode == SurveyMode.ANONYMOUS and dimension == Dimension.PROGRAM:
        raise Refused(no(NO_PROGRAM_CELLS))
    survey.title, survey.mode, survey.dimension, survey.deadline = title, mode, dimension, deadline
    survey.threshold, survey.text_threshold = _raised_only(*thresholds)


def _raised_only(threshold, text_threshold):
    """Thresholds no lower than the college's settings; texts never before numbers."""
    least, least_text = office().setting("survey_threshold"), office().setting("text_threshold")
    for value, floor in ((threshold, least), (text_threshold, max(least_text, threshold))):
        if value < floor:
            raise Refused(no(f"Порог не бывает меньше {floor}: иначе ответы можно узнать. Поставьте от {floor}."))
    return threshold, text_threshold


def _invite(survey, programs):
    audience = survey.version.instrument.audience
    chosen = {program.pk for program in programs}
    known = [program for program in programs_of(survey.year, audience) if program.pk in chosen]
    if not known or len(known) != len(chosen):
        raise Refused(no("Спрашивать некого. Выберите хотя бы одну программу этого учебного года."))
    asked = asked_in(known, audience)
    require(may_ask(survey.version, {(one.person.pk, one.program.pk) for one in asked}))
    Invitation.objects.bulk_create(
        Invitation(survey=survey, person=one.person, program=one.program, deadline=survey.deadline) for one in asked
    )


@transaction.atomic
def discard(survey, *, by, at):
    """Delete a draft nobody has seen."""
    require(may_manage(by))
    journal.record("survey_discarded", f"Удалён черновик анкеты «{survey.title}»", by=by, at=at, subject=survey)
    deleted, _ = Survey.objects.filter(pk=survey.pk, state=SurveyState.DRAFT).delete()
    if not deleted:
        raise Refused(no("Анкета уже запущена: её можно только закрыть."))


@transaction.atomic
def launch(survey, *, by, at):
    """Freeze the questionnaire, open the survey and write to everybody asked. The mode cannot change any more."""
    if survey.deadline <= local(at).date():
        raise Refused(no("Срок ответа уже прошёл. Поставьте дату позже сегодняшней."))
    if not survey.version.questions.exists():
        raise Refused(no("В бланке нет ни одного вопроса. Добавьте их."))
    require(may_launch(survey))
    SURVEY.claim("launch", survey, by=by, launched_at=at)
    InstrumentVersion.objects.filter(pk=survey.version_id, state=VersionState.DRAFT).update(
        state=VersionState.PUBLISHED, published_at=at
    )
    if survey.mode == SurveyMode.ANONYMOUS:
        ballots.open_ballots(survey, at=at)
    else:
        for invitation in survey.invitations.select_related("person", "survey"):
            _write("survey_invited", invitation, at)
    journal.record("survey_launched", f"Запущена анкета «{survey.title}»", by=by, at=at, subject=survey)


@transaction.atomic
def remind(survey, *, by, at):
    """Write to those whose answer is still awaited; returns how many. Not more often than the settings allow."""
    require(may_remind(by, survey, at))
    return _remind(survey, by, at)


@transaction.atomic
def remind_in_time(survey, *, at):
    """The system's own reminder, within the same limits."""
    require(may_be_reminded_of(survey, at))
    return _remind(survey, SYSTEM, at)


def _remind(survey, by, at):
    moved = Survey.objects.filter(pk=survey.pk, reminders=survey.reminders).update(
        reminded_at=at, reminders=survey.reminders + 1
    )
    if not moved:
        raise Refused(no("Напоминание только что отправлено. Второй раз не нужно."))
    waiting = survey.invitations.filter(answered_at__isnull=True, deadline__gte=local(at).date())
    letters = [_write("survey_reminder", one, at) for one in waiting.select_related("person", "survey")]
    journal.record(
        "survey_reminded", f"Отправлено напоминание об анкете «{survey.title}»", by=by, at=at, subject=survey
    )
    return len(letters)


def _write(code, invitation, at):
    return notifications.write(
        code,
        to=invitation.person,
        at=at,
        path=reverse("survey_start", args=[invitation.pk]),
        mode_sentence=mode_sentence(invitation.survey.mode),
        date=words(invitation.deadline),
    )


@transaction.atomic
def extend(invitation, *, deadline, by, at):
    """Give one person more time; the survey's own term stays."""
    require(may_extend(by, invitation))
    if deadline <= max(invitation.deadline, local(at).date() - timedelta(days=1)):
        raise Refused(no(f"Новый срок должен быть позже {words(invitation.deadline)} и не раньше сегодняшнего дня."))
    moved = Invitation.objects.filter(pk=invitation.pk, answered_at__isnull=True).update(deadline=deadline)
    if not moved:
        raise Refused(no("Ответы уже отправлены. Продлевать нечего."))
    invitation.deadline = deadline
    _write("survey_reminder", invitation, at)
    heading = f"Срок ответа одному человеку продлён до {words(deadline)}"
    journal.record("survey_extended", heading, by=by, at=at, subject=invitation.survey)


@transaction.atomic
def close(survey, *, by, at):
    """Close the survey and freeze its one release; unfinished sheets are deleted unread. Never recalculated afterwards."""
    locked = Survey.objects.select_for_update(of=("self",)).select_related("version__instrument")
    survey = locked.get(pk=survey.pk)
    require(SURVEY.verdict("close", by, survey))
    questions = list(survey.version.questions.all())
    if survey.mode == SurveyMode.ANONYMOUS:
        release = ballots.count_ballots(survey, questions)
        ballots.forget_ballots(survey, questions)
    else:
        Response.objects.filter(invitation__survey=survey, sent_at__isnull=True).delete()
        release = _build_release(survey, questions)
        _release_texts(survey, questions)
    name = "close_few" if release.level == FEW else "close"
    SURVEY.claim(name, survey, by=by, closed_at=at, release=release.payload(), cells=survey.cells)
    journal.record(
        "survey_closed", f"Анкета «{survey.title}» закрыта, итоги зафиксированы", by=by, at=at, subject=survey
    )
    if release.level != FEW:
        _tell_results(survey, release, at)
    return survey


def _build_release(survey, questions):
    return releases.build(
        sheets_of(survey),
        items_of(questions),
        rules_of(survey, questions),
        invited=survey.invitations.count(),
        labels=cell_labels(survey),
        text_threshold=survey.text_threshold,
    )


def _release_texts(survey, questions):
    """Texts of questions answered in words by enough people, without author, time or order, hidden until moderated."""
    kept = []
    for question in questions:
        if question.kind != QuestionKind.TEXT and question.comment_to is None:
            continue
        said = Answer.objects.filter(question=question, response__invitation__survey=survey).exclude(text="")
        rows = list(said.values_list("text", "response__invitation__person"))
        if len({person for _, person in rows}) >= survey.text_threshold:
            kept += [AnonymousText(survey=survey, question_code=question.code, text=text) for text, _ in rows]
    SystemRandom().shuffle(kept)
    AnonymousText.objects.bulk_create(kept)


def _tell_results(survey, release, at):
    notifications.write_all(
        "survey_results",
        Person.objects.filter(roles__in=holders("curator", "director")).distinct(),
        at=at,
        path=reverse("survey_result", args=[survey.pk]),
        n=answered_words(release),
        rate=rate_words(release),
    )


@transaction.atomic
def moderate(survey, *, shown, by, at):
    """Show the chosen texts and hide the rest. A text is shown whole or not at all: nobody edits another's words."""
    require(may_manage(by))
    AnonymousText.objects.filter(survey=survey).update(shown=False)
    count = AnonymousText.objects.filter(survey=survey, pk__in=[text.pk for text in shown]).update(shown=True)
    journal.record("survey_moderated", f"Проверены слова к анкете «{survey.title}»", by=by, at=at, subject=survey)
    return count


@transaction.atomic
def archive(survey, *, by, at):
    """Put a closed survey away; its release stays."""
    SURVEY.claim("archive", survey, by=by)
    journal.record("survey_archived", f"Анкета «{survey.title}» убрана в архив", by=by, at=at, subject=survey)


def note_named_read(survey, *, who="", by, at):
    """Keep in the journal that named answers were opened: the list, or one person's sheet."""
    what = f"Открыты ответы по имени: {who}" if who else "Открыт список ответов по именам"
    journal.record("survey_named_read", what, by=by, at=at, subject=survey, text=survey.title)
