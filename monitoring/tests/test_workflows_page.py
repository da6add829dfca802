"""docs/workflows.md is drawn from the tables and says what they say."""

import importlib
import pkgutil

import mentoring.workflow
import monitoring.workflow
import programs.workflow
from mentoring.kit.workflow import Workflow
from monitoring.management.commands.workflows import FILE, PROCESSES, diagram, page


def tables():
    """Every Workflow of the three floors, by name."""
    modules = [programs.workflow, monitoring.workflow]
    for floor in (programs, monitoring):
        names = [part.name for part in pkgutil.iter_modules(floor.__path__) if part.name.startswith("workflows_")]
        modules += [importlib.import_module(f"{floor.__name__}.{name}") for name in names]
    for part in pkgutil.iter_modules(mentoring.workflow.__path__):
        modules.append(importlib.import_module(f"mentoring.workflow.{part.name}"))
    return {value.name: value for module in modules for value in vars(module).values() if isinstance(value, Workflow)}


def test_the_page_agrees_with_the_tables():
    assert FILE.read_text() == page(), "run manage.py workflows"


def test_no_process_is_left_out():
    assert {workflow.name for _, workflow, _ in PROCESSES} == set(tables())


def test_every_transition_is_an_arrow():
    for _, workflow, _ in PROCESSES:
        drawn = diagram(workflow)
        for transition in workflow.transitions.values():
            for source in transition.sources:
                (arrow,) = [line for line in drawn.splitlines() if f"    {source} --> {transition.target}:" in line]
                assert transition.label in arrow


# States that nothing leads to yet: an amendment will take events out of a plan, a document will be agreed upon by several
# people, a long list will be checked by the worker.
LATER = {"event": {"removed"}, "document": {"review"}, "staff_import": {"checking", "failed"}}


def test_every_state_of_a_choice_has_a_way_in():
    for name, workflow in tables().items():
        transitions = list(workflow.transitions.values())
        states = {state for t in transitions for state in (*t.sources, t.target)}
        for choices in {type(state) for state in states}:
            without = {state.value for state in choices} - {state.value for state in states}
            assert without == LATER.get(name, set()), name


def test_a_file_named_on_the_page_holds_its_table():
    for _, workflow, file in PROCESSES:
        assert f'Workflow(\n    "{workflow.name}"' in (FILE.parents[1] / file).read_text()
