"""A yes, or a no with a reason a person can read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The answer to «may I?». False carries `reason` (why and what to do) and, where the regulation rules, `clause`.

    `warnings` travel with a yes: things the person should look at before acting.
    """

    ok: bool
    reason: str = ""
    clause: str = ""
    warnings: tuple[str, ...] = ()

    def __bool__(self):
        return self.ok


YES = Verdict(True)


def no(reason, clause=""):
    return Verdict(False, reason, clause)


def first_no(*verdicts):
    """The first refusal, or a yes that gathers every warning."""
    for verdict in verdicts:
        if not verdict:
            return verdict
    return Verdict(True, warnings=tuple(w for v in verdicts for w in v.warnings))


class Refused(Exception):
    """Raised by an action that may not run; its text is shown to the person word for word."""

    def __init__(self, verdict):
        self.verdict = verdict if isinstance(verdict, Verdict) else no(verdict)
        super().__init__(self.verdict.reason)


class FileRefused(Refused):
    """It is an uploaded file that cannot be taken: said beside the field it was chosen in."""


def require(verdict):
    """Raise Refused unless the verdict is a yes; returns the verdict, so that warnings can be shown."""
    if not verdict:
        raise Refused(verdict)
    return verdict
