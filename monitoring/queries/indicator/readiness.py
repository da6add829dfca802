"""When a supervisor called a mentee ready for work on his own: the end of adaptation (indicator adaptation_months)."""

from monitoring.choices.observation import Readiness
from monitoring.queries.observation.opinion import readiness_of


def verdicts(programs):
    """{program id: the day of the verdict «готов»} of these programs; of a group, the day the last of those ready was."""
    found = {}
    for (program, _), verdict in readiness_of(programs).items():
        if verdict.verdict == Readiness.READY:
            found[program] = max(verdict.on, found.get(program, verdict.on))
    return found
