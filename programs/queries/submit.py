"""Check your answers before sending: what the automatic check found and what still holds the sending back."""

from dataclasses import dataclass

from django.urls import reverse

from mentoring.kit.text import count_of, listing, small_first
from mentoring.kit.ui import CheckRow
from mentoring.kit.verdict import YES, Verdict, no
from programs import access
from programs.checks import rules_of
from programs.choices import RemarkState
from programs.text import ProgramText

from .program_text import grounds_of, needs_of
from .reading import rows_of


@dataclass(frozen=True)
class SubmitPage:
    program: object
    text: ProgramText
    verdict: Verdict
    rules: tuple
    groups: tuple  # (section code, title, CheckRow…)

    @property
    def has_findings(self):
        return any(not rule.ok for rule in self.rules)


def submission_verdict(program, text, rules=None):
    """Whether the text may be sent now: every section of the kind, checkpoints, dates, blanks, answers to remarks."""
    rules = rules if rules is not None else rules_of(text, needs_of(program.pair.kind), grounds_of(program))
    blocking = [rule for rule in rules if rule.blocks]
    missing = next((rule for rule in blocking if rule.code == "parts"), None)
    specific = [rule for rule in blocking if rule.code != "parts"]
    if missing:
        reason = f"Осталось заполнить: {listing(missing.names)}."
        return no(" ".join([reason, *(rule.text for rule in specific[:1])]))
    if blocking:
        return no(blocking[0].text, blocking[0].clause)
    waiting = sum(remark.state == RemarkState.NEW for remark in program.remarks.all())
    if waiting:
        return no(f"Осталось ответить: {count_of(waiting, 'remark')}. Ответы пишут рядом с разделами.")
    return YES


def submit_page(actor, program, text):
    """The page before sending: rows by section with a way to change each, rules, the verdict of the button."""
    rules = rules_of(text, needs_of(program.pair.kind), grounds_of(program))
    allowed = access.may_submit(actor, program)
    verdict = submission_verdict(program, text, rules) if allowed else allowed
    editable = bool(access.may_edit(actor, program))
    groups = tuple(
        (
            code,
            title,
            tuple(CheckRow(name, value, _edit(program, code, editable), small_first(name)) for name, value in rows),
        )
        for code, title, rows in rows_of(text)
    )
    return SubmitPage(program, text, verdict, rules, groups)


def _edit(program, code, editable):
    if not editable:
        return ""
    name, args = ("program_plan", [program.pk]) if code == "plan" else ("program_section", [program.pk, code])
    return reverse(name, args=args)
