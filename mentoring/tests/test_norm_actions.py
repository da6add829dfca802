"""The normative base is kept by the curator; versions are never edited, what lost force stays readable (R56)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from mentoring.actions import norm
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, NormativeAct, NormativeVersion
from mentoring.tests import make
from mentoring.tests.standing import scene
from mentoring.tests.uploads import pdf_upload

pytestmark = pytest.mark.django_db
AT = make.moment()


@scene
def who(cast):
    return {"by": cast.actor("curator"), "at": AT}


@scene
def act(who):
    return norm.create_act(kind="local", title="Порядок работы пар", number="12", date=date(2026, 9, 1), **who)


def test_the_starter_brings_the_regulation_with_its_text_and_laws_to_check(college):
    regulation = NormativeAct.objects.get(code="regulation")
    version = regulation.versions.get()
    assert (regulation.number, regulation.to_check) == ("629", False)
    assert "5.3 Условия завершения" in version.text
    assert len(version.sha256) == 64
    law = NormativeAct.objects.get(code="tk_351_8")
    assert law.to_check
    assert law.link.startswith("http")
    assert not law.versions.exists()


@pytest.mark.parametrize("part", ["director", "mentor", "mentee", "supervisor", "admin", "outsider"])
def test_only_the_curator_keeps_the_base(cast, act, part):
    who = {"by": cast.actor(part), "at": AT}
    version = NormativeVersion.objects.filter(act__code="regulation").get()
    for refused in (
        lambda: norm.create_act(kind="local", title="Другой", **who),
        lambda: norm.update_act(act, {"title": "Иначе"}, **who),
        lambda: norm.add_version(act, label="", since=AT.date(), text="текст", **who),
        lambda: norm.withdraw_version(version, **who),
        lambda: norm.retire_act(act, until=AT.date(), reason="устарел", **who),
        lambda: norm.restore_act(act, **who),
    ):
        with pytest.raises(Refused, match="Кому открыто — куратору"):
            refused()
    act.refresh_from_db()
    assert (act.title, act.retired_reason, act.versions.count()) == ("Порядок работы пар", "", 0)


def test_an_act_is_refused_with_a_reason(who, act):
    with pytest.raises(Refused, match="Такой акт уже внесён"):
        norm.create_act(kind="local", title="порядок работы ПАР", number="12", date=date(2026, 9, 1), **who)
    with pytest.raises(Refused, match="Укажите название"):
        norm.create_act(kind="local", title="  ", **who)
    with pytest.raises(Refused, match="появляются здесь сами"):
        norm.create_act(kind="order", title="Приказ", **who)
    with pytest.raises(Refused, match="раньше даты начала"):
        norm.create_act(kind="local", title="X", since=date(2026, 9, 2), until=date(2026, 9, 1), **who)


def test_requisites_are_corrected_and_the_second_editor_is_told(who, act):
    seen = norm.act_mark(act)
    changes = norm.update_act(act, {"number": "12-а"}, seen=seen, **who)
    assert [(change["was"], change["became"]) for change in changes] == [("12", "12-а")]
    with pytest.raises(Stale):
        norm.update_act(act, {"number": "13"}, seen=seen, **who)
    assert NormativeAct.objects.get(pk=act.pk).number == "12-а"
    assert norm.update_act(act, {"number": "12-а"}, **who) == []


def test_a_version_is_a_text_a_file_or_both(who, act):
    first = norm.add_version(act, label="", since=date(2026, 9, 1), text="Первый текст", **who)
    second = norm.add_version(act, label="Вторая", since=date(2026, 9, 1), upload=pdf_upload(), **who)
    third = norm.add_version(act, label="", since=date(2026, 10, 1), text="Текст", upload=pdf_upload(), **who)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    assert first.label == "Редакция от 01.09.2026"
    assert second.sha256 == second.file.sha256
    assert len({first.sha256, second.sha256, third.sha256}) == 3
    assert JournalEntry.objects.filter(event="norm_version_added").count() == 3


def test_a_version_is_refused_with_a_reason(who, act):
    norm.add_version(act, label="", since=date(2026, 9, 1), text="Первый текст", **who)
    with pytest.raises(Refused, match="должна что-то говорить"):
        norm.add_version(act, label="", since=date(2026, 9, 1), text="  ", **who)
    with pytest.raises(Refused, match="Текст тот же"):
        norm.add_version(act, label="", since=date(2026, 9, 1), text="Первый текст\n", **who)
    with pytest.raises(Refused, match="Поставьте дату не раньше"):
        norm.add_version(act, label="", since=date(2026, 8, 1), text="Другой", **who)
    assert act.versions.count() == 1


def test_only_the_last_version_nobody_was_asked_to_read_is_taken_back(who, act):
    first = norm.add_version(act, label="", since=date(2026, 9, 1), text="Первый", **who)
    second = norm.add_version(act, label="", since=date(2026, 9, 1), text="Второй", **who)
    with pytest.raises(Refused, match="уже есть следующая"):
        norm.withdraw_version(first, **who)
    norm.withdraw_version(second, **who)
    assert list(act.versions.all()) == [first]


def test_an_act_loses_force_and_gets_it_back(who, act):
    with pytest.raises(Refused, match="почему акт утратил"):
        norm.retire_act(act, until=date(2026, 11, 1), reason=" ", **who)
    norm.retire_act(act, until=date(2026, 11, 1), reason="Принят новый порядок", **who)
    assert act not in NormativeAct.objects.in_force(AT.date())
    with pytest.raises(Refused, match="уже отмечен"):
        norm.retire_act(act, until=date(2026, 11, 2), reason="ещё раз", **who)
    norm.restore_act(act, **who)
    assert act in NormativeAct.objects.in_force(AT.date())
    with pytest.raises(Refused, match="и так действует"):
        norm.restore_act(act, **who)


def test_the_database_refuses_an_empty_version(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        NormativeVersion.objects.create(act=act, number=9, label="x", since=AT.date(), sha256="0" * 64, created_at=AT)
