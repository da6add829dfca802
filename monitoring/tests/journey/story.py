"""The people of the story, its clock, its letters, and the order of its chapters."""

import re
from collections import namedtuple
from io import StringIO

from django.core import mail
from django.core.management import call_command

from mentoring.models import LetterDay

PASSWORD = "tihaya-gavan-2026"  # noqa: S105
COLLEGE = (
    "Государственное бюджетное профессиональное образовательное учреждение «Дзержинский техникум бизнеса и технологий»"
)

Who = namedtuple("Who", "name email")
PEOPLE = {
    "curator": Who("Белова Ольга Николаевна", "belova@college.example"),
    "director": Who("Лаврова Елена Викторовна", "director@college.example"),
    "mentor": Who("Рябова Мария Ивановна", "teacher7003@college.example"),
    "mentee": Who("Мельник Наталья Юрьевна", "teacher7023@college.example"),
    "leader": Who("Пахомов Рашид Иванович", "teacher7022@college.example"),
    "first": Who("Зимина Мария Андреевна", "teacher7006@college.example"),
    "second": Who("Седых Анна Сергеевна", "teacher7044@college.example"),
    "third": Who("Чернова Светлана Ильинична", "teacher7016@college.example"),
}
GROUP = ("first", "second", "third")
PHONES = ("mentee", *GROUP)


class Story:
    """`hands_for(phone)` gives new hands, each with a session of its own; `at("mentor")` are the mentor's."""

    def __init__(self, hands_for, clock, folder):
        self.clock, self.folder, self._new, self._hands, self._away = clock, folder, hands_for, {}, set()

    def at(self, part):
        """The person's hands; after a long pause he signs in again."""
        if part not in self._hands:
            self._hands[part] = self._new(part in PHONES)
        if part in self._away:
            self.sign_in(part)
        return self._hands[part]

    def sign_in(self, part):
        self._away.discard(part)
        hands = self.at(part)
        hands.enter(PEOPLE[part].email, PASSWORD)
        return hands

    def everyone(self):
        return self._hands.values()

    def another_day(self, moment):
        """Every session has run out: whoever acts next signs in."""
        self.clock.set(moment)
        self._away = set(self._hands)

    def later(self, moment):
        """Weeks go by: the hourly round has started the pairs whose day has come."""
        self.another_day(moment)
        self.hourly_round()

    def letter_to(self, part, word):
        """The newest letter to a person that has `word` in it; the hourly round sends what waits."""
        self.hourly_round()
        email = PEOPLE[part].email
        letters = [one for one in mail.outbox if email in one.to and word in one.subject + one.body]
        assert letters, f"no letter «{word}» to {email}: {[one.subject for one in mail.outbox]}"
        return letters[-1]

    def hourly_round(self):
        """As on a new morning: the story goes through many of them on one date, and a person gets one letter a day."""
        LetterDay.objects.all().delete()
        call_command("daily", "--digest", stdout=StringIO())

    def link_in(self, letter):
        """The path of the first page a letter links to."""
        return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)

    def file(self, name, content=b"%PDF-1.4\n%%EOF\n"):
        """A small file of the story's own, to be attached."""
        path = self.folder / name
        path.write_bytes(content)
        return path


def short(part):
    """«Рябова М. И.»"""
    last, first, patronymic = PEOPLE[part].name.split()
    return f"{last} {first[0]}. {patronymic[0]}."
