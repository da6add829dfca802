"""Own wording, stopped reminders, refused addresses, personal choice (behavior 12)."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.urls import reverse

from mentoring import notifications
from mentoring.actions import letter_office as act
from mentoring.actions.letter import LEASE, MAX_REFUSALS, send_digests, send_urgent
from mentoring.kit.stale import Stale
from mentoring.kit.verdict import Refused
from mentoring.models import JournalEntry, Letter, LetterDay, LetterWording, MutedLetter
from mentoring.queries.letter import own_choices
from mentoring.tests import make
from mentoring.tests.standing import scene

AT = make.moment()
CODE, OPTIONAL = "request_renew", "request_released"
REGISTER_QUERIES = 7


@scene
def keeper(cast):
    return cast.actor("curator")


def word(keeper, code=CODE, **fields):
    values = {"subject": "Ответьте до {date}", "body": "Нужен ли запрос? Срок {date}.", "off": False, "seen": 0}
    act.set_wording(code, **{**values, **fields}, by=keeper, at=AT)


def held(who, until=AT + timedelta(hours=2)):
    letter = notifications.write(CODE, to=who, at=AT, date="5 сентября")
    Letter.objects.filter(pk=letter.pk).update(hold_until=until)
    return letter


def failing(monkeypatch, error):
    def broken(self, fail_silently=False):
        raise error

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)


# Wording


def test_own_words_are_used_and_can_be_taken_back(cast, keeper):
    word(keeper)
    letter = notifications.write(CODE, to=cast.mentee, at=AT, date="5 сентября")
    assert (letter.subject, letter.body) == ("Ответьте до 5 сентября", "Нужен ли запрос? Срок 5 сентября.")
    entry = JournalEntry.objects.get(event="letter_worded")
    assert [change["part"] for change in entry.changes] == ["Тема", "Текст"]
    act.reset_wording(CODE, by=keeper, at=AT)
    assert notifications.write(CODE, to=cast.mentee, at=AT, date="5 сентября").subject.startswith("Запрос прошлого")
    with pytest.raises(Refused, match="исходные"):
        act.reset_wording(CODE, by=keeper, at=AT)


@pytest.mark.parametrize(("fields", "words"), [
    ({"subject": " "}, "и тема, и текст"),
    ({"body": "Срок {deadline}."}, "{deadline}"),
    ({"body": "Срок {date."}, "парами"),
    ({"subject": "т" * 121}, "до 120"),
    ({"off": True}, "обязательное"),
])  # fmt: skip
def test_words_that_cannot_be_used(keeper, fields, words):
    with pytest.raises(Refused, match=words):
        word(keeper, **fields)
    assert not LetterWording.objects.exists()


def test_two_keepers_do_not_lose_each_others_words(keeper):
    word(keeper)
    with pytest.raises(Stale):
        word(keeper, body="Другое {date}.")
    word(keeper, body="Третье {date}.", seen=1)
    assert LetterWording.objects.get().body == "Третье {date}."


@pytest.mark.parametrize("part", ["mentor", "director", "supervisor", "outsider"])
def test_only_keepers_touch_letters(cast, part):
    by = cast.actor(part)
    for attempt in (
        lambda: word(by),
        lambda: act.reset_wording(CODE, by=by, at=AT),
        lambda: act.send_sample(CODE, by=by, at=AT),
        lambda: act.stop_held(by=by, at=AT),
        lambda: act.release_held(by=by, at=AT),
    ):
        with pytest.raises(Refused, match="куратор и администратор"):
            attempt()


def test_a_letter_the_office_switched_off_is_not_written(cast, keeper):
    word(keeper, OPTIONAL, body="Спасибо.", subject="Спасибо", off=True)
    assert notifications.write(OPTIONAL, to=cast.mentor, at=AT) is None
    notifications.write_all(OPTIONAL, [cast.mentor], at=AT)
    assert not Letter.objects.exists()


def test_a_sample_goes_to_the_asker_alone(cast, keeper):
    act.send_sample(CODE, by=keeper, at=AT)
    assert send_urgent(at=AT) == 1
    assert (mail.outbox[0].to, mail.outbox[0].subject[:8]) == ([cast.curator.email], "Образец:")


# Personal choice


def test_a_person_switches_off_what_is_not_a_duty(cast):
    act.choose_letters([], by=cast.actor("mentor"), at=AT)
    assert notifications.write(OPTIONAL, to=cast.mentor, at=AT) is None
    assert notifications.write(OPTIONAL, to=cast.other_mentor, at=AT) is not None
    assert notifications.write(CODE, to=cast.mentor, at=AT, date="5 сентября") is not None, "a duty is always written"
    assert not MutedLetter.objects.filter(code=CODE).exists()
    act.choose_letters([OPTIONAL], by=cast.actor("mentor"), at=AT)
    assert notifications.write(OPTIONAL, to=cast.mentor, at=AT) is not None


# Sending


def test_nobody_gets_two_gathered_letters_a_day(cast):
    notifications.write(CODE, to=cast.mentee, at=AT, date="5 сентября")
    assert send_digests(at=AT) == 1
    notifications.write(CODE, to=cast.mentee, at=AT, date="6 сентября")
    assert send_digests(at=AT + timedelta(hours=3)) == 0
    assert send_digests(at=AT + timedelta(days=1)) == 1
    assert LetterDay.objects.filter(address=cast.mentee.email).count() == 2


def test_a_stopped_reminder_does_not_go_and_the_rest_does(cast, keeper):
    letter = held(cast.mentee)
    notifications.write(CODE, to=cast.mentee, at=AT, date="6 сентября")
    assert send_digests(at=AT) == 0, "all of it waits: one letter a day"
    act.stop_letter(letter, by=keeper, at=AT)
    with pytest.raises(Refused, match="не остановить"):
        act.stop_letter(letter, by=keeper, at=AT)
    assert send_digests(at=AT) == 1
    assert "5 сентября" not in mail.outbox[0].body
    assert "6 сентября" in mail.outbox[0].body


def test_a_reminder_goes_by_itself_at_its_hour_or_when_released(cast, keeper):
    held(cast.mentee), held(cast.mentor)
    assert send_digests(at=AT + timedelta(hours=1)) == 0
    assert send_digests(at=AT + timedelta(hours=2)) == 2
    held(cast.other_mentor, until=AT + timedelta(days=1, hours=2))
    assert act.release_held(by=keeper, at=AT + timedelta(days=1)) == 1
    assert send_digests(at=AT + timedelta(days=1)) == 1


def test_all_held_reminders_are_stopped_at_once(cast, keeper):
    held(cast.mentee), held(cast.mentor)
    assert act.stop_held(by=keeper, at=AT) == 2
    assert send_digests(at=AT + timedelta(hours=5)) == 0
    assert JournalEntry.objects.filter(event="letter_stopped").count() == 2


def test_while_the_server_is_away_everything_waits(cast, monkeypatch):
    for who in (cast.mentee, cast.mentor):
        notifications.write(CODE, to=who, at=AT, date="5 сентября")
    failing(monkeypatch, SMTPServerDisconnected("gone"))
    for hour in range(30):
        assert send_digests(at=AT + timedelta(minutes=hour)) == 0
    assert Letter.objects.filter(attempts=0).count() == 1, "the first failure ends the round"
    assert not Letter.objects.filter(gave_up_at__isnull=False).exists()
    monkeypatch.undo()
    assert send_digests(at=AT + timedelta(hours=1)) == 2


def test_an_address_that_refuses_is_given_up_and_tried_again_after_mending(cast, keeper, monkeypatch):
    letter = notifications.write("account_invite", to=cast.mentee, at=AT, date="21 ноября")
    notifications.write("account_invite", to=cast.mentor, at=AT, date="21 ноября")
    failing(monkeypatch, SMTPRecipientsRefused({cast.mentee.email: (550, b"no such user")}))
    for attempt in range(MAX_REFUSALS + 2):
        send_urgent(at=AT + timedelta(hours=attempt))
    letter.refresh_from_db()
    assert (letter.attempts, letter.gave_up_at is not None) == (MAX_REFUSALS, True)
    assert "no such user" in letter.error
    monkeypatch.undo()
    later = AT + timedelta(days=1)
    assert send_urgent(at=later) == 0
    cast.mentee.email = "mended@college.example"
    cast.mentee.save(update_fields=["email"])
    act.send_again(Letter.objects.get(pk=letter.pk), by=keeper, at=later)
    assert send_urgent(at=later) == 1
    assert mail.outbox[0].to == ["mended@college.example"]
    with pytest.raises(Refused, match="уже отправлено"):
        act.send_again(letter, by=keeper, at=later)


def test_a_letter_that_cannot_be_made_does_not_hold_up_the_rest(cast):
    bad = notifications.write("account_invite", to=cast.mentee, at=AT, date="21 ноября")
    Letter.objects.filter(pk=bad.pk).update(subject="Приглашение\nBcc: evil@example.com")
    notifications.write("account_invite", to=cast.mentor, at=AT + timedelta(seconds=1), date="21 ноября")
    assert send_urgent(at=AT + timedelta(minutes=1)) == 1
    assert mail.outbox[0].to == [cast.mentor.email]
    bad.refresh_from_db()
    assert "BadHeaderError" in bad.error


def test_what_people_typed_begins_no_header(cast, keeper):
    word(keeper, "outside_received", subject="Запрос: {person}", body="{person}.")
    letter = notifications.write("outside_received", to=cast.curator, at=AT, person="Иванов\nBcc: evil@example.com")
    assert "\n" not in letter.subject
    assert send_digests(at=AT + timedelta(minutes=1)) == 1
    assert not mail.outbox[0].bcc


def test_a_killed_worker_loses_nothing(cast):
    letter = notifications.write("account_invite", to=cast.mentee, at=AT, date="21 ноября")
    Letter.objects.filter(pk=letter.pk).update(claimed_until=AT + LEASE)  # what a killed process leaves behind
    assert send_urgent(at=AT + timedelta(minutes=1)) == 0
    assert send_urgent(at=AT + LEASE) == 1


def test_a_letter_of_a_key_is_written_once(cast):
    first = notifications.write_once("week:1", CODE, to=cast.mentee, at=AT, date="5 сентября")
    assert first is not None
    assert notifications.write_once("week:1", CODE, to=cast.mentee, at=AT, date="5 сентября") is None
    assert notifications.write_once("week:2", CODE, to=cast.mentee, at=AT, date="5 сентября") is not None


# Pages


def test_the_register_shows_envelopes_and_never_texts(cast, sign_in, django_assert_num_queries):
    client = sign_in(cast.curator)
    notifications.write("order_returned", to=cast.mentee, at=AT, remark="КАНАРЕЙКА")
    client.get(reverse("letter_list"))
    with django_assert_num_queries(REGISTER_QUERIES):
        one = client.get(reverse("letter_list")).content.decode()
    for who in (cast.mentor, cast.other_mentor):
        notifications.write("order_returned", to=who, at=AT, remark="КАНАРЕЙКА")
    with django_assert_num_queries(REGISTER_QUERIES):
        three = client.get(reverse("letter_list")).content.decode()
    assert "КАНАРЕЙКА" not in one + three
    assert three.count("Приказ вернули") == 3


@pytest.mark.parametrize(("query", "found"), [
    ("q=Жуков", 1), ("q=нет-такого", 0), ("state=held", 1), ("state=sent", 0), ("state=stopped", 0), ("state=failed", 0),
    ("state=waiting", 2), ("state=чужое", 2), ("sort=person", 2),
])  # fmt: skip
def test_the_register_is_searched(cast, sign_in, query, found, monkeypatch):
    held(cast.mentee), notifications.write(CODE, to=cast.mentor, at=AT, date="5 сентября")
    monkeypatch.setattr("mentoring.queries.letter.timezone.now", lambda: AT)
    page = sign_in(cast.curator).get(f"{reverse('letter_list')}?{query}")
    assert len(page.context["list"].rows) == found


def test_a_look_saves_nothing_and_shows_what_it_will_be(cast, sign_in):
    client, url = sign_in(cast.curator), reverse("letter_wording", args=[CODE])
    form = {"seen": "0", "subject": "Новая тема до {date}", "body": "Слова."}
    page = client.post(url, {**form, "look": "1"}).content.decode()
    assert "Новая тема до" in page
    assert "{date}" in page
    assert not LetterWording.objects.exists()
    bad = client.post(url, {**form, "body": "{что-то} {xyz}"}).content.decode()
    assert "Не знаем" in bad
    assert client.post(url, form).status_code == 302
    stale = client.post(url, {**form, "body": "Позже."}).content.decode()
    assert "Два человека правили" in stale
    assert "Слова." in stale
    assert client.get(reverse("letter_wording", args=["no_such"])).status_code == 404


def test_no_two_choices_have_one_name(cast):
    optional, duties = own_choices(cast.mentor)
    names = [row.subject for row in (*optional, *duties)]
    assert len(names) == len(set(names)) > 60
    assert not [name for name in names if name.endswith(("—", "№", ":", ","))]


def test_a_person_chooses_on_his_page(cast, sign_in):
    client, url = sign_in(cast.mentor), reverse("letter_choice")
    page = client.get(url).content.decode()
    assert "Ответ больше не нужен" in page
    assert "{" not in page.split("<main")[1].split("</main")[0]
    client.post(url, {"wanted": []})
    assert MutedLetter.objects.filter(person=cast.mentor, code=OPTIONAL).exists()
    client.post(url, {"wanted": [OPTIONAL]})
    assert not MutedLetter.objects.filter(person=cast.mentor, code=OPTIONAL).exists()
    assert MutedLetter.objects.filter(person=cast.mentor).exists()
