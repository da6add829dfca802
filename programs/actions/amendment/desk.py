"""What every action over an amendment needs: held rows, letters, lines of the story."""

from django.urls import reverse

from mentoring import notifications
from mentoring.actions import journal
from mentoring.kit import dates
from programs import access
from programs.actions.desk import title_of
from programs.models import Amendment, Program

CHANGING = ("state", "lock_version", "round", "sha256", "payload", "due", "reason", "before", "proposed", "base", "kind",
            "agreed", "note", "edited_by", "edited_at", "version", "decided_by", "decided_at")  # fmt: skip


def hold(amendment):
    """Lock the program, then the amendment, and read it as it is now: two decisions over one text follow each other."""
    held = Program.objects.select_for_update().get(pk=amendment.program_id)
    for name in ("state", "since", "until", "due"):
        setattr(amendment.program, name, getattr(held, name))
    amendment.refresh_from_db(fields=CHANGING, from_queryset=Amendment.objects.select_for_update())
    if hasattr(amendment, "_prefetched_objects_cache"):
        amendment._prefetched_objects_cache.pop("consents", None)


def tell(event, heading, amendment, *, by, at, text="", changes=()):
    program = amendment.program
    journal.record(event, heading, by=by, at=at, subject=program, pair=program.pair, text=text, changes=changes)


def write(code, people, amendment, at, **values):
    """One letter to each person, leading to the page of the amendment."""
    path = reverse("amendment_detail", args=[amendment.pk])
    words = {"pair": title_of(amendment.program), "n": amendment.number, **values}
    if amendment.due:
        words.setdefault("date", dates.words(amendment.due))
    notifications.write_all(code, people, at=at, path=path, **words)


def enterers(amendment):
    """Whoever can mend it: its author and the mentors of the pair."""
    return [amendment.author, *access.people_of(amendment.program, "mentor")]
