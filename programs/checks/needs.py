"""What a kind of mentoring demands of its program (clause 4.4; parts are reference data of the kind)."""

from dataclasses import dataclass

from programs.choices import SectionCode

LONG = ("program", "plan", "schedule")


@dataclass(frozen=True)
class Needs:
    """Compulsory parts of the kind and the limits of the term, in days."""

    parts: frozenset
    kind: str = ""
    days_min: int = 90
    days_max: int = 366

    def has(self, *parts):
        return any(part in self.parts for part in parts)

    def requires(self, section):
        return section in required_sections(self)

    @property
    def one_meeting(self):
        """Speed consultation: one meeting, the rule of three months does not act."""
        return self.has("meeting_card")

    @property
    def interim(self):
        return self.has("program", "short_program")

    @property
    def plan(self):
        return self.has("plan", "plan_both_ways")


def required_sections(needs):
    """Section codes that the kind cannot do without, in the order of the program."""
    wanted = {
        SectionCode.PARTICIPANTS: True,
        SectionCode.GOAL: True,
        SectionCode.DIFFICULTIES: needs.has("program"),
        SectionCode.WORK: needs.has("program", "short_program"),
        SectionCode.PLAN: needs.plan,
        SectionCode.SCHEDULE: needs.has("schedule", "meeting_card"),
        SectionCode.RESULTS: needs.has("program", "short_program", "next_goals"),
    }
    return tuple(code for code, on in wanted.items() if on)
