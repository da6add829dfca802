"""A consent that was asked for is reminded of on the third day and on the eve, in the letter of the day (words.md, 11)."""

from datetime import date

from mentoring.actions.consent import choose_paper, give_consent, request_consent
from mentoring.actions.consent_reminder import remind_of_consents
from mentoring.actions.letter import send_digests
from mentoring.models import Consent, Letter
from mentoring.queries.consent import wording_of
from mentoring.tests import make
from mentoring.tests.standing import scene

AT = make.moment("2026-11-18 10:00")  # a Wednesday; the answer is due on Wednesday the 25th


@scene
def asked(cast):
    novice = make.mentor("Новиков Олег Ильич", consent=False, ready=False, login=True).person
    return request_consent(novice, "mentor", by=cast.actor("curator"), at=AT)


def on(day):
    return remind_of_consents(at=make.moment(f"2026-11-{day} 07:30"))


def test_two_letters_at_most_each_once(asked):
    """The third day is a Saturday: its letter leaves on Monday."""
    assert asked.due == date(2026, 11, 25)
    assert [on(day) for day in (19, 20, 21, 22, 23, 23, 24, 24, 25, 26, 27)] == [0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0]
    letters = Letter.objects.filter(code="consent_reminded")
    assert {(row.person, row.path, row.send) for row in letters} == {(asked.person, f"/consents/{asked.pk}/", "digest")}
    assert "до 25\u00a0ноября" in letters[0].subject
    assert "Отказ ни на что не влияет" in letters[0].body


def test_an_eve_that_was_slept_through_is_told_on_the_day_itself(asked):
    assert on(25) == 1


def test_it_goes_inside_the_letter_of_the_day(asked, mailoutbox):
    on(23)
    assert send_digests(at=make.moment("2026-11-23 07:40")) >= 1
    (mail,) = [message for message in mailoutbox if message.to == [asked.person.email]]
    assert "Отказ ни на что не влияет" in mail.body


def test_who_has_answered_left_or_chose_paper_is_left_in_peace(asked, cast):
    choose_paper(asked, by=make.actor(asked.person), at=AT)
    assert on(23) == 0
    Consent.objects.filter(pk=asked.pk).update(state="requested")
    asked.person.left_on = date(2026, 11, 20)
    asked.person.save(update_fields=["left_on"])
    assert on(23) == 0
    asked.person.left_on = None
    asked.person.save(update_fields=["left_on"])
    asked = Consent.objects.get(pk=asked.pk)
    give_consent(asked, shown=wording_of(asked).mark, by=make.actor(asked.person), at=AT)
    assert [on(day) for day in (23, 24)] == [0, 0]
