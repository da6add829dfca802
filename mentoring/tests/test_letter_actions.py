from pathlib import Path

from django.core import mail

from mentoring import notifications
from mentoring.actions.letter import send_digests, send_urgent
from mentoring.models import Letter
from mentoring.tests import make

ROOT = Path(__file__).resolve().parents[2]


def test_every_letter_template_fills_without_holes():
    for code, template in notifications.templates().items():
        filled = notifications.body_of(template["body"], dict.fromkeys(template["vars"], "слово"))
        assert "{" not in filled, code
        assert "{" not in notifications.body_of(template["body"], {}), code


def test_every_letter_is_written_somewhere():
    """«Слова писем» offer no letter that never goes."""
    rooms = [path for floor in ("mentoring", "programs", "monitoring") for path in (ROOT / floor).rglob("*.py")]
    written = "".join(path.read_text() for path in rooms if "tests" not in path.parts)
    assert len(written) > 100_000
    assert [code for code in notifications.templates() if f'"{code}"' not in written] == []


def test_urgent_letters_go_one_by_one_and_only_once(college):
    who = make.person("Петрова Анна Сергеевна")
    notifications.write("account_invite", to=who, at=make.moment(), path="/invitation/x/y/", date="21 ноября")
    notifications.write("thread_digest", to=who, at=make.moment(), n=2)
    assert send_urgent(at=make.moment()) == 1
    assert send_urgent(at=make.moment()) == 0
    assert len(mail.outbox) == 1
    assert mail.outbox[0].body.startswith("Анна Сергеевна, здравствуйте.")
    assert "/invitation/x/y/" in mail.outbox[0].body
    assert Letter.objects.get(code="account_invite").path == "", "a one-time link is not kept after sending"


def test_digest_is_one_letter_a_person(college):
    one, two = make.person("Петрова Анна Сергеевна"), make.person("Кузнецов Илья Олегович")
    for who in (one, one, two):
        notifications.write("request_renew", to=who, at=make.moment(), date="5 сентября")
    assert send_digests(at=make.moment()) == 2
    assert sorted(message.to[0] for message in mail.outbox) == sorted([one.email, two.email])
    assert send_digests(at=make.moment()) == 0


def test_people_without_an_address_are_passed_over(college):
    assert notifications.write("request_renew", to=make.person(email=None), at=make.moment(), date="5 сентября") is None


def test_a_failed_letter_waits_and_is_tried_again(college, settings, monkeypatch):
    notifications.write("account_invite", to=make.person(), at=make.moment(), date="21 ноября")

    def broken(self, fail_silently=False):
        raise ConnectionRefusedError("mail is away")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    assert send_urgent(at=make.moment()) == 0
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.attempts) == (None, 1)
    assert "mail is away" in letter.error
    monkeypatch.undo()
    assert send_urgent(at=make.moment()) == 1


def test_subject_names_how_many_more(college):
    who = make.person()
    for _ in range(3):
        notifications.write("request_renew", to=who, at=make.moment(), date="5 сентября")
    send_digests(at=make.moment())
    assert mail.outbox[0].subject.endswith("и ещё 2")
