"""What waits in the rooms of people: consents to answer and to record, a checked list, names nobody has declined."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from mentoring.access import imports_for
from mentoring.choices import AgreementState, BatchState, ConsentState, PairState
from mentoring.choices.pair import DRAFT_STATES
from mentoring.kit import dates
from mentoring.kit.deeds import DeedSource, WaitSource
from mentoring.kit.ladder import NEVER
from mentoring.kit.text import count_of, small_first
from mentoring.kit.ui import Deed, Wait
from mentoring.models import Agreement, Consent, MentorCourse, PairMember, Person
from mentoring.queries.consent import SETTLED_KINDS
from mentoring.queries.deeds.pair import named_by_surnames
from mentoring.queries.deeds.request import dated, named
from mentoring.queries.revoked import revoked_pairs

TO_ANSWER = (ConsentState.REQUESTED, ConsentState.OUTDATED)
UNFINISHED = (AgreementState.DRAFT, AgreementState.AWAITING_SCAN)
SOON = (PairState.ASSIGNED, *DRAFT_STATES)


def sources(actor, on):
    """Every kind of deed of this room for this reader."""
    found = []
    if actor.person:
        mine = Consent.objects.filter(person=actor.person, state__in=TO_ANSWER)
        found.append(
            DeedSource("todo_consent", mine, lambda row: _answer(row, on), "Согласия", fields=("due", "text__name"),
                       ladder=NEVER)  # reminded of on the third day and on the eve: actions/consent_reminder.py
        )  # fmt: skip
    if actor.has("curator"):
        found += _of_curator(on)
    if actor.has("curator", "admin"):
        found.append(_settling("curator" if actor.has("curator") else "admin", on))
        batches = imports_for(actor).filter(state=BatchState.AWAITING_CONFIRM)
        role = "curator" if actor.has("curator") else "admin"
        found.append(
            DeedSource("todo_import_confirm", batches, _confirm, "Загрузка списка", role, due=lambda row: None,
                       fields=("created_at", "file__name"), by="created_at")
        )  # fmt: skip
    return found


def _settling(role, on):
    """Consents to data or a publication that were taken back: what is done about it is to be told."""
    revoked = Consent.objects.filter(kind__in=SETTLED_KINDS, state=ConsentState.REVOKED, settled_on__isnull=True)
    return DeedSource("settle_consent", revoked, lambda row: _settle(row, on), "Согласия", role,
                      due=lambda row: row.last_day, fields=("last_day", "text__name", *named("person")),
                      by="last_day")  # fmt: skip


def _of_curator(on):
    scans = Consent.objects.filter(state=ConsentState.AWAITING_SCAN)
    return [
        DeedSource("todo_consent_scan", scans, lambda row: _scan(row, on), "Согласия", "curator",
                   fields=("due", "kind", "text__name", *named("person"))),
        DeedSource("revoked_pair", named_by_surnames(revoked_pairs()), lambda row: _replace(row, on), "Согласия",
                   "curator", due=_revoked_until, fields=("revoked_until", "name", "guide", "pupil"),
                   by="revoked_until", ladder=NEVER),
        DeedSource("keep_agreement", Agreement.objects.filter(state__in=UNFINISHED), lambda row: _finish_agreement(row, on), "Соглашения",
                   "curator", due=lambda row: row.since, fields=("state", "number", "since", *named("person")),
                   by="since"),
        DeedSource("check_course", MentorCourse.objects.filter(confirmed_on__isnull=True), _check_course, "Обучение",
                   "curator", due=lambda row: None, fields=("programme", *named("mentor__person")), by="pk"),
        DeedSource("todo_cases", _doubtful_names(), _cases, "Падежи имён", "curator", due=lambda row: None,
                   fields=("last_name", "first_name", "patronymic", "name_cases"), by="sort_key"),
    ]  # fmt: skip


def waits(actor, on):
    """The curator waits for people's answers about consents, the earliest first."""
    if not actor.has("curator"):
        return []
    asked = Consent.objects.filter(state__in=TO_ANSWER).exclude(person=actor.person)
    return [WaitSource(asked, lambda row: _unanswered(row, on), ("due", "text__name", *named("person")))]


def _unanswered(row, on):
    return Wait(
        who=row.person.short_name,
        what=f"ответ о согласии «{row.text.name}»",
        note=dates.by(row.due, on),
        url=reverse("consent_answer", args=[row.pk]),
    )


def _doubtful_names():
    """Names that a paper will soon print and nobody has confirmed."""
    soon = PairMember.objects.filter(person=OuterRef("pk"), until__isnull=True, pair__state__in=SOON)
    unsure = Q(cases_sure=False) & ~Q(name_cases={})
    return Person.objects.filter(unsure, Exists(soon), left_on__isnull=True)


def _answer(row, on):
    until = f" – {dates.by(row.due, on)}" if row.due else ""
    return Deed(
        **_when(row, on),
        title=f"Прочитать: {small_first(row.text.name)}{until}",
        url=reverse("consent_answer", args=[row.pk]),
        text="Отказ ни на что не влияет.",
        action="Прочитать",
        action_url=reverse("consent_answer", args=[row.pk]),
    )


def _revoked_until(pair):
    """A date that travelled as an annotation comes back as text."""
    return dates.parse_date(pair.revoked_until)


def _replace(pair, on):
    names = pair.name or " → ".join(name for name in (pair.guide, pair.pupil) if name)
    until = _revoked_until(pair)
    return dated(
        until,
        on,
        title=f"Заменить наставника или завершить пару {names} — {dates.by(until, on)}",
        text="Наставник отозвал согласие. Завершить можно на странице пары.",
        url=reverse("pair_detail", args=[pair.pk]),
        action="Заменить наставника",
        action_url=f"{reverse('pair_replace', args=[pair.pk])}?revoked=1",
        icon="person",
    )


def _settle(row, on):
    url = reverse("consent_settle", args=[row.pk])
    return dated(
        row.last_day,
        on,
        title=f"Исполнить отзыв: {small_first(row.text.name)}, {row.person.short_name}",
        text="Снимите или удалите то, что держалось на согласии.",
        url=url,
        action="Отметить, что сделано",
        action_url=url,
        icon="file",
    )


def _finish_agreement(row, on):
    url = reverse("agreement_detail", args=[row.pk])
    draft = row.state == AgreementState.DRAFT
    what = "Присвоить номер соглашению" if draft else f"Загрузить скан соглашения № {row.number}"
    step = "agreement_issue" if draft else "agreement_scan"
    return Deed(
        when=dates.words(row.since),
        when_note="начало срока",
        late=row.since < on,
        title=f"{what}: {row.person.short_name}",
        url=url,
        text="Подписывают на бумаге.",
        action="Присвоить номер" if draft else "Загрузить скан",
        action_url=reverse(step, args=[row.pk]),
        icon="file",
    )


def _check_course(row):
    url = reverse("course_check", args=[row.pk])
    return Deed(
        when="без срока",
        title=f"Подтвердить курс: {row.mentor.person.short_name}",
        text=f"{row.programme}.",
        url=url,
        action="Проверить",
        action_url=url,
        icon="file",
    )


def _scan(row, on):
    return Deed(
        **_when(row, on),
        title=f"Загрузить скан: {small_first(row.text.name)}, {row.person.short_name}",
        url=reverse("person_detail", args=[row.person_id]),
        text="Человек подписывает на бумаге.",
        action="Загрузить скан",
        action_url=reverse("consent_record", args=[row.person_id, row.kind]),
    )


def _cases(row):
    return Deed(
        when="до приказа",
        title=f"Проверить падежи имени: {row.full_name}",
        url=reverse("person_detail", args=[row.pk]),
        text=f"Не уверены: {count_of(len(row.name_cases.get('doubt', ())), 'place')}.",
        action="Проверить",
        action_url=reverse("person_cases", args=[row.pk]),
    )


def _confirm(row):
    return Deed(
        when="без срока",
        title="Завершить загрузку списка: проверено, не загружено",
        url=reverse("staff_import_check", args=[row.pk]),
        text=f"{row.file.name}, {dates.words(row.created_at)}",
        action="Посмотреть",
        action_url=reverse("staff_import_check", args=[row.pk]),
    )


def _when(row, on):
    """The date's column of a deed: late dates say so."""
    late = bool(row.due and row.due < on)
    return {"when": dates.words(row.due) if row.due else "", "when_note": dates.near(row.due, on), "late": late}
