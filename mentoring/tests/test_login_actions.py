"""Logins as the administrator keeps them: opened, closed, let into the administration, unlocked."""

import pytest
from axes.models import AccessAttempt

from mentoring.actions.login import change_login, end_sessions, unlock_login
from mentoring.kit.dates import today
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry
from mentoring.tests.make import moment

AT = moment()


def change(cast, part, by="admin", **wanted):
    user = getattr(cast, part).user
    user.refresh_from_db()
    values = {"is_active": user.is_active, "is_staff": user.is_staff, **wanted}
    return change_login(user, by=cast.actor(by), at=AT, **values)


def test_closing_a_login_ends_its_sessions_and_is_told(cast):
    user = change(cast, "mentor", is_active=False)
    assert (user.is_active, user.sessions_epoch) == (False, 1)
    entry = JournalEntry.objects.get(event="login_changed")
    assert (entry.heading, entry.person, entry.author) == ("Вход закрыт", cast.mentor, cast.admin)
    assert change(cast, "mentor", is_active=True).is_active


def test_the_administration_is_opened_to_curator_and_administrator_only(cast):
    assert change(cast, "curator", is_staff=True).is_staff
    for part in ("mentor", "director", "supervisor", "outsider"):
        with pytest.raises(Refused, match="Сначала назначьте роль"):
            change(cast, part, is_staff=True)


def test_a_way_in_that_is_open_may_be_closed_to_anyone(cast):
    type(cast.mentor.user).objects.filter(pk=cast.mentor.user.pk).update(is_staff=True)
    assert not change(cast, "mentor", is_staff=False).is_staff


def test_nobody_keeps_the_own_login(cast):
    with pytest.raises(Refused, match="Свой вход меняет другой администратор"):
        change(cast, "admin", is_active=False)


@pytest.mark.parametrize("by", ["curator", "director", "mentor", "outsider"])
def test_only_the_administrator_keeps_logins(cast, by):
    for act in (end_sessions, unlock_login):
        with pytest.raises(Refused, match="Входами распоряжается администратор"):
            act(cast.mentee.user, by=cast.actor(by), at=AT)
    with pytest.raises(Refused, match="Входами распоряжается администратор"):
        change(cast, "mentee", by=by, is_active=False)


def test_the_login_of_a_person_who_left_stays_closed(cast):
    change(cast, "outsider", is_active=False)
    cast.outsider.left_on = today()
    cast.outsider.save(update_fields=["left_on"])
    with pytest.raises(Refused, match="Вход не открываем"):
        change(cast, "outsider", is_active=True)


def test_saving_what_is_already_so_tells_nothing(cast):
    change(cast, "mentor")
    assert not JournalEntry.objects.exists()


def test_sessions_end_and_locks_open(cast):
    user = cast.mentor.user
    AccessAttempt.objects.create(username=user.email, ip_address="127.0.0.1", failures_since_start=7)
    end_sessions(user, by=cast.actor("admin"), at=AT)
    unlock_login(user, by=cast.actor("admin"), at=AT)
    user.refresh_from_db()
    assert user.sessions_epoch == 1
    assert not AccessAttempt.objects.exists()
    assert set(JournalEntry.objects.values_list("event", flat=True)) == {"sessions_ended", "login_unlocked"}
