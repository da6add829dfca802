"""The normative base (R56): acts, their versions, loss of force. A version is never edited: a change is a new one."""

from django.db import transaction

from mentoring.access import may_keep_norms
from mentoring.actions import journal
from mentoring.actions.change_words import change_words
from mentoring.actions.file import store_upload
from mentoring.choices import WRITTEN_ACTS
from mentoring.kit import dates
from mentoring.kit.canonical import fingerprint
from mentoring.kit.stale import Stale, stale_words
from mentoring.kit.text import fold, tidy
from mentoring.kit.verdict import YES, Refused, first_no, no, require
from mentoring.models import NormativeAct, NormativeVersion
from mentoring.models.norm import version_print

ACT_FIELDS = ("kind", "title", "number", "issuer", "date", "since", "until", "link", "note", "to_check")


@transaction.atomic
def create_act(*, by, at, **values):
    """Enter an act into the base; values are ACT_FIELDS. Returns the NormativeAct.

    Raises Refused: not the curator, no title, such an act is there already, the dates run backwards.
    """
    require(may_keep_norms(by))
    act = NormativeAct(created_at=at, **_tidied(values))
    require(_fits(act))
    act.save()
    journal.record("norm_created", f"Внесён акт: {act.title}", by=by, at=at, subject=act)
    return act


@transaction.atomic
def update_act(act, values, *, seen="", by, at):
    """Correct the requisites of an act; `seen` is its act_mark. Returns what changed, in words. Raises Refused or Stale."""
    require(may_keep_norms(by))
    kept = NormativeAct.objects.select_for_update().get(pk=act.pk)
    if seen and seen != act_mark(kept):
        raise Stale(no(stale_words(None, "")))
    values = _tidied(values)
    changes = change_words(kept, values)
    if not changes:
        return []
    for name, value in values.items():
        setattr(kept, name, value)
    require(_fits(kept))
    kept.save()
    journal.record("norm_changed", "Исправлены реквизиты", by=by, at=at, subject=kept, changes=changes)
    return changes


def act_mark(act):
    """A fingerprint of the requisites, for compare-and-set."""
    return fingerprint({name: str(getattr(act, name)) for name in ACT_FIELDS})[:16]


@transaction.atomic
def add_version(act, *, label, since, text="", upload=None, changes="", by, at):
    """A new version of the act, from a text, a file or both. Returns the NormativeVersion.

    Raises Refused: not the curator, neither text nor file, the same text as now, earlier than the version before.
    """
    require(may_keep_norms(by))
    text = (text or "").replace("\r\n", "\n").strip()
    if not text and not upload:
        raise Refused(no("Вставьте текст или приложите файл: редакция должна что-то говорить."))
    NormativeAct.objects.select_for_update().get(pk=act.pk)
    last = act.versions.order_by("-number").first()
    if last and since < last.since:
        raise Refused(
            no(f"Прежняя редакция действует с {dates.words(last.since, year=True)}. Поставьте дату не раньше.")
        )
    file = store_upload(upload, purpose="norm", by=by, at=at) if upload else None
    sha256 = version_print(text, file.sha256 if file else "")
    if last and last.sha256 == sha256:
        raise Refused(no(f"Текст тот же, что в действующей редакции «{last.label}». Новая не нужна."))
    version = NormativeVersion.objects.create(
        act=act,
        number=last.number + 1 if last else 1,
        label=tidy(label)[:120] or f"Редакция от {dates.short(since)}",
        since=since,
        text=text,
        file=file,
        sha256=sha256,
        changes=tidy(changes)[:500],
        author=by.person,
        created_at=at,
    )
    heading = f"Внесена редакция № {version.number}: {version.label}"
    journal.record("norm_version_added", heading, by=by, at=at, subject=act, text=version.changes)
    return version


def may_withdraw_version(actor, version):
    """A version entered by mistake goes only while it is the last and nobody was asked to read it."""
    if not (verdict := may_keep_norms(actor)):
        return verdict
    if version.act.versions.filter(number__gt=version.number).exists():
        return no("За этой редакцией уже есть следующая. Её оставляют для истории.")
    if version.sheets.exists():
        return no("По этой редакции открывали лист ознакомления. Её оставляют для истории.")
    return YES


@transaction.atomic
def withdraw_version(version, *, by, at):
    """Take back a version entered by mistake. Raises Refused with the reason of may_withdraw_version."""
    require(may_withdraw_version(by, version))
    heading = f"Убрана редакция № {version.number}: {version.label}"
    journal.record("norm_version_withdrawn", heading, by=by, at=at, subject=version.act)
    version.delete()


@transaction.atomic
def retire_act(act, *, until, reason, by, at):
    """The act loses force after `until`; its versions stay readable. Raises Refused: not the curator, no reason, dates."""
    require(may_keep_norms(by))
    reason = tidy(reason)
    if not reason:
        raise Refused(no("Напишите, почему акт утратил силу."))
    if act.since and until < act.since:
        raise Refused(no(f"Акт действует с {dates.words(act.since, year=True)}: последний день не может быть раньше."))
    if not NormativeAct.objects.filter(pk=act.pk, retired_reason="").update(until=until, retired_reason=reason[:300]):
        raise Refused(no("Акт уже отмечен как утративший силу. Обновите страницу."))
    act.until, act.retired_reason = until, reason[:300]
    heading = f"Утратил силу, последний день – {dates.words(until, year=True)}"
    journal.record("norm_retired", heading, by=by, at=at, subject=act, text=reason)


@transaction.atomic
def restore_act(act, *, by, at):
    """The act is in force again: the mark was a mistake. Raises Refused: not the curator, it never lost force."""
    require(may_keep_norms(by))
    if not NormativeAct.objects.filter(pk=act.pk).exclude(retired_reason="").update(until=None, retired_reason=""):
        raise Refused(no("Акт и так действует. Обновите страницу."))
    act.until, act.retired_reason = None, ""
    journal.record("norm_restored", "Снова действует", by=by, at=at, subject=act)


def _tidied(values):
    return {name: tidy(value) if isinstance(value, str) else value for name, value in values.items()}


def _fits(act):
    return first_no(_named(act), _dates_fit(act), _once(act))


def _named(act):
    if act.kind not in WRITTEN_ACTS:
        return no("Приказы и тексты согласий появляются здесь сами. Выберите другой вид.")
    return YES if act.title else no("Укажите название акта.")


def _dates_fit(act):
    if act.since and act.until and act.until < act.since:
        return no("Дата окончания раньше даты начала. Поменяйте их или исправьте одну.")
    return YES


def _once(act):
    """The same title, number and date twice is a double entry."""
    same = NormativeAct.objects.exclude(pk=act.pk).filter(number=act.number, date=act.date)
    if any(fold(other.title) == fold(act.title) for other in same):
        return no("Такой акт уже внесён. Добавьте ему редакцию.")
    return YES
