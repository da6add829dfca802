"""What a step may do with a page. Steps know words on the screen and nothing of browsers, forms or addresses."""

from pathlib import Path

DATA = Path(__file__).parents[3] / "mentoring" / "tests" / "data"


class Hands:
    """One person at one page. Subclasses take the acts: with a mouse, with keys, or with Django's client.

    Things are named by what is written on them; an exact name wins over a name that begins so, and that over one that
    contains it. `actions` counts what a person would do: clicks, keys of choice, fields typed into.
    """

    phone = False
    script = False

    def __init__(self):
        self.actions = 0

    # Acts of the subclasses: visit(path), follow(link), press(button), fill(label, text), choose(label, option),
    # tick(label), attach(label, path), unfold(summary), download(link) → bytes, text() → all words of the page,
    # lines() → what its main part says, line by line,
    # path() → its address, shot(name) keeps a picture,
    # count(label) → how many fields are called exactly so.

    def sees(self, *words):
        text = self.text()
        for word in words:
            assert flat(word) in text, f"«{word}» is not on {self.path()}:\n{text[:3000]}"

    def sees_not(self, *words):
        text = self.text()
        for word in words:
            assert flat(word) not in text, f"«{word}» is on {self.path()}"

    def section(self, name):
        """A tab of the header."""
        if self.phone:
            self.unfold("Меню")
        self.follow(name)

    def enter(self, email, password):
        self.visit("/sign-in/")
        self.fill("Электронная почта", email)
        self.fill("Пароль", password)
        self.press("Войти")
        assert self.path() == "/", self.text()


def flat(text):
    """Words without the difference between kinds of blanks."""
    return " ".join(str(text).split())


def best(wanted, named):
    """The thing of `named` [(name, thing)] that `wanted` names: exactly, by its beginning, by a part of its name."""
    wanted = flat(wanted)
    for fits in (str.__eq__, str.startswith, str.__contains__):
        for name, thing in named:
            if fits(name, wanted):
                return thing
    return None
