"""Sheets with their answers as the arithmetic takes them: statements of the card, marks by code, rules, names."""

from dataclasses import dataclass
from functools import cached_property

from mentoring.models import DiagnosisAnswer, DiagnosisSheet, DiagnosisStatement
from mentoring.scoring.diagnosis import Level, Rules, hard_statements, profile, rules_of


@dataclass(frozen=True)
class Statements:
    """The card's statements in order: (code, direction code) pairs, texts, names and short names of directions."""

    pairs: tuple[tuple[str, str], ...]
    texts: dict
    names: dict
    shorts: dict
    keys: dict  # direction code: pk

    @property
    def directions(self):
        return tuple(dict.fromkeys(direction for _, direction in self.pairs))

    def of(self, direction):
        return [code for code, place in self.pairs if place == direction]


def statements_of(card_id):
    """One query."""
    return statements_of_cards([card_id]).get(card_id) or Statements((), {}, {}, {}, {})


def statements_of_cards(cards):
    """{card id: its Statements}, in one query; directions in their own order."""
    rows = DiagnosisStatement.objects.filter(card__in=cards).select_related("direction")
    found = {}
    for row in rows.order_by("direction__position", "position", "pk"):
        found.setdefault(row.card_id, []).append(row)
    return {card: _statements(rows) for card, rows in found.items()}


def _statements(rows):
    return Statements(
        tuple((row.code, row.direction.code) for row in rows),
        {row.code: row.text for row in rows},
        {row.direction.code: row.direction.name for row in rows},
        {row.direction.code: row.direction.short for row in rows},
        {row.direction.code: row.direction_id for row in rows},
    )


@dataclass(frozen=True)
class Opinion:
    """One sent sheet with its answers: `values` {code: mark or None}."""

    sheet: DiagnosisSheet
    statements: Statements
    values: dict
    rules: Rules

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        return profile(self.statements.pairs, self.values, self.rules, strong=self.sheet.strong)

    @property
    def deficits(self):
        """Difficult directions, the hardest first."""
        return sorted((row for row in self.levels if row.is_deficit), key=lambda row: -row.mean)

    @property
    def strengths(self):
        return sorted((row for row in self.levels if row.verdict == "strength"), key=lambda row: row.mean)

    @property
    def hard(self):
        return hard_statements(self.statements.pairs, self.values, self.rules)


def values_of(sheets):
    """{sheet id: {statement code: mark or None}}, in one query."""
    found = {sheet.pk: {} for sheet in sheets}
    rows = DiagnosisAnswer.objects.filter(sheet__in=list(found)).values_list("sheet_id", "statement__code", "value")
    for sheet, code, value in rows:
        found[sheet][code] = value
    return found


def sent_values(diagnoses):
    """{(diagnosis id, side): {statement code: mark or None}} of sent sheets, in one query."""
    rows = DiagnosisAnswer.objects.filter(sheet__diagnosis__in=diagnoses, sheet__done_at__isnull=False)
    found = {}
    for diagnosis, side, code, value in rows.values_list(
        "sheet__diagnosis_id", "sheet__side", "statement__code", "value"
    ):
        found.setdefault((diagnosis, side), {})[code] = value
    return found


def opinion(sheet, card, statements, values):
    return Opinion(sheet, statements, values, rules_of(card.scoring, card.scale))


def own_opinions(diagnoses):
    """{diagnosis id: the teacher's own Opinion} of sent cards, in three queries whatever their number."""
    sheets = list(DiagnosisSheet.objects.filter(diagnosis__in=diagnoses, side="self", done_at__isnull=False))
    if not sheets:
        return {}
    by_key = {diagnosis.pk: diagnosis for diagnosis in diagnoses}
    statements = statements_of_cards({diagnosis.card_id for diagnosis in diagnoses})
    values = values_of(sheets)
    empty = Statements((), {}, {}, {}, {})
    return {
        sheet.diagnosis_id: opinion(
            sheet,
            by_key[sheet.diagnosis_id].card,
            statements.get(by_key[sheet.diagnosis_id].card_id, empty),
            values[sheet.pk],
        )
        for sheet in sheets
    }


def latest_entries(actor_diagnoses, people):
    """{person id: last sent entry card} among those the actor may read, in one query."""
    rows = actor_diagnoses.filter(person__in=people, moment="entry", state="done").select_related("card", "person")
    found = {}
    for row in rows.order_by("done_at", "pk"):
        found[row.person_id] = row
    return found
