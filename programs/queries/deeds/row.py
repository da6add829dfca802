"""How a deed of this floor is worded: the date, whether it is late, whose it is, in which role it is mine."""

from mentoring.kit import dates
from mentoring.kit.ui import Deed
from programs import access

OF_PROGRAM = ("program__ended_on", "program__pair__name", "program__pair__ended_on")  # what people_of and titles read
ROLE_NOTES = {"mentor": "как наставник", "mentee": "как наставляемый", "curator": "как куратор"}


def made(actor, role, program, on, *, day, title, action, action_url, url="", text=""):
    """A Deed about a program loaded with its pair's members; `day` is its date or None."""
    late = bool(day and day < on)
    return Deed(
        when=dates.words(day) if day else "без срока",
        when_note=dates.near(day, on) if day else "",
        late=late,
        title=title,
        text=text,
        url=url or action_url,
        action=action,
        action_url=action_url,
        mentors=tuple(access.people_of(program, "mentor")),
        mentees=tuple(access.people_of(program, "mentee")),
        role_note=ROLE_NOTES.get(role, "") if len(actor.roles) > 1 else "",
    )


def until(day, on):
    return f" — {dates.by(day, on)}" if day else ""
