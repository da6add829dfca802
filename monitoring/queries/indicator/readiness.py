"""When a supervisor called a mentee ready for work on his own: the end of adaptation (indicator adaptation_months)."""


def verdicts(programs):
    """{program id: the day of the verdict «готов»} of these programs; empty while no verdict is recorded anywhere."""
    return {}
