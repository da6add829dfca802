"""The diagrams of docs/workflows.md, drawn from the Workflow tables themselves."""

from django.conf import settings
from django.core.management.base import BaseCommand

from mentoring.workflow import DOCUMENT, PAIR, REQUEST
from mentoring.workflow.achievement import ACHIEVEMENT
from mentoring.workflow.agreement import AGREEMENT
from mentoring.workflow.campaign import CAMPAIGN, CAMPAIGN_UNIT
from mentoring.workflow.consent import CONSENT
from mentoring.workflow.council import RESOLUTION, SITTING
from mentoring.workflow.diagnosis import DIAGNOSIS
from mentoring.workflow.match import MATCH
from mentoring.workflow.open_bank import OUTSIDE, PUBLICATION
from mentoring.workflow.pair_change import CHANGE
from mentoring.workflow.petition import HELP, PETITION
from mentoring.workflow.staff_import import STAFF_IMPORT
from monitoring.workflow import INSTRUMENT, SURVEY
from monitoring.workflows_case import CASE_ANSWER, CASE_TASK
from monitoring.workflows_knowledge import KNOWLEDGE_TEST, QUESTION, RUBRIC
from monitoring.workflows_observation import OBSERVATION, OPINION
from monitoring.workflows_output import REPLY, YEAR_REPORT
from monitoring.workflows_stage_check import STAGE_CHECK
from monitoring.workflows_subject import INCIDENT, SUBJECT_REQUEST
from monitoring.workflows_year import ASSESSMENT, RECOGNITION, ROADMAP, TASK
from programs.workflow import AMENDMENT, EVENT, MEETING, PROGRAM, REPORT
from programs.workflows_growth import INDUCTION
from programs.workflows_journal import ASSIGNMENT, FLAG
from programs.workflows_practice import PRACTICE, PRACTICE_AGREEMENT
from programs.workflows_shelf import MATERIAL, TEMPLATE

FILE = settings.BASE_DIR / "docs" / "workflows.md"
PROCESSES = (
    ("Request for a mentor", REQUEST, "mentoring/workflow/request.py"),
    ("Card of difficulties", DIAGNOSIS, "mentoring/workflow/diagnosis.py"),
    ("Matching of all requests at once", MATCH, "mentoring/workflow/match.py"),
    ("Campaign of requests", CAMPAIGN, "mentoring/workflow/campaign.py"),
    ("Answer of a department", CAMPAIGN_UNIT, "mentoring/workflow/campaign.py"),
    ("Consent", CONSENT, "mentoring/workflow/consent.py"),
    ("Additional agreement", AGREEMENT, "mentoring/workflow/agreement.py"),
    ("Card of the open bank", PUBLICATION, "mentoring/workflow/open_bank.py"),
    ("Application from outside", OUTSIDE, "mentoring/workflow/open_bank.py"),
    ("Pair or group", PAIR, "mentoring/workflow/pair.py"),
    ("Change of a live pair", CHANGE, "mentoring/workflow/pair_change.py"),
    ("Petition", PETITION, "mentoring/workflow/petition.py"),
    ("Psychologist's help", HELP, "mentoring/workflow/petition.py"),
    ("Order and other documents", DOCUMENT, "mentoring/workflow/document.py"),
    ("Achievement", ACHIEVEMENT, "mentoring/workflow/achievement.py"),
    ("Program", PROGRAM, "programs/workflow.py"),
    ("Amendment of a program", AMENDMENT, "programs/workflow.py"),
    ("Event of a plan", EVENT, "programs/workflow.py"),
    ("Meeting", MEETING, "programs/workflow.py"),
    ("Call to the curator", FLAG, "programs/workflows_journal.py"),
    ("Assignment", ASSIGNMENT, "programs/workflows_journal.py"),
    ("Induction by position", INDUCTION, "programs/workflows_growth.py"),
    ("Report of a program", REPORT, "programs/workflow.py"),
    ("Plan template", TEMPLATE, "programs/workflows_shelf.py"),
    ("Material of the library", MATERIAL, "programs/workflows_shelf.py"),
    ("Practice card", PRACTICE, "programs/workflows_practice.py"),
    ("Agreement to show a practice card outside", PRACTICE_AGREEMENT, "programs/workflows_practice.py"),
    ("Version of an instrument", INSTRUMENT, "monitoring/workflow.py"),
    ("Survey", SURVEY, "monitoring/workflow.py"),
    ("Question of the bank", QUESTION, "monitoring/workflows_knowledge.py"),
    ("Rubric of practical tasks", RUBRIC, "monitoring/workflows_knowledge.py"),
    ("Entry or exit test", KNOWLEDGE_TEST, "monitoring/workflows_knowledge.py"),
    ("Case task", CASE_TASK, "monitoring/workflows_case.py"),
    ("Answer to a case", CASE_ANSWER, "monitoring/workflows_case.py"),
    ("Card of a lesson", OBSERVATION, "monitoring/workflows_observation.py"),
    ("Opinion about a mentee", OPINION, "monitoring/workflows_observation.py"),
    ("Repeated measure of a member", STAGE_CHECK, "monitoring/workflows_stage_check.py"),
    ("Road map of the year", ROADMAP, "monitoring/workflows_year.py"),
    ("Task of the road map", TASK, "monitoring/workflows_year.py"),
    ("Yearly assessment", ASSESSMENT, "monitoring/workflows_year.py"),
    ("Recognition", RECOGNITION, "monitoring/workflows_year.py"),
    ("Reply to a request of the ministry", REPLY, "monitoring/workflows_output.py"),
    ("Yearly monitoring report", YEAR_REPORT, "monitoring/workflows_output.py"),
    ("Request about own data", SUBJECT_REQUEST, "monitoring/workflows_subject.py"),
    ("Incident with data", INCIDENT, "monitoring/workflows_subject.py"),
    ("Sitting of a council", SITTING, "mentoring/workflow/council.py"),
    ("Decision of a sitting", RESOLUTION, "mentoring/workflow/council.py"),
    ("Load of a staff list", STAFF_IMPORT, "mentoring/workflow/staff_import.py"),
)
HEAD = """# Processes: what may follow what

Written by `manage.py workflows` from the tables that give the buttons, the guards and «Мои дела»; do not edit by hand:
a test compares this page with the tables. An arrow is one transition, its words are the button's. Who may take it, and
why not, is said by the function beside it in the table. Some arrows are taken by the system when a date or a signature
comes; a few are always refused, so that the button can say why.
"""


class Command(BaseCommand):
    help = "Write docs/workflows.md anew from the workflow tables."

    def handle(self, *args, **options):
        FILE.write_text(page())
        self.stdout.write(f"{FILE}: {len(PROCESSES)} processes")


def page():
    return "\n".join([HEAD, *(section(title, workflow, file) for title, workflow, file in PROCESSES)])


def section(title, workflow, file):
    return f"## {title}\n`{file}`\n\n```mermaid\n{diagram(workflow)}\n```\n"


def diagram(workflow):
    """The first source of the first transition is where the process begins; a state nothing leaves is an end."""
    transitions = list(workflow.transitions.values())
    states = dict.fromkeys(state for t in transitions for state in (*t.sources, t.target))
    left = {source for t in transitions for source in t.sources}
    lines = ["stateDiagram-v2", *(f'    state "{state.label}" as {state.value}' for state in states)]
    lines.append(f"    [*] --> {transitions[0].sources[0].value}")
    lines += [f"    {source} --> {target}: {words}" for (source, target), words in _arrows(transitions).items()]
    lines += [f"    {state.value} --> [*]" for state in states if state not in left]
    return "\n".join(lines)


def _arrows(transitions):
    """{(source, target): the buttons' words}; two buttons between the same states share an arrow."""
    words = {}
    for t in transitions:
        for source in t.sources:
            words.setdefault((source.value, t.target.value), []).append(t.label)
    return {way: " / ".join(dict.fromkeys(labels)) for way, labels in words.items()}
