"""Difficulties and strengths: the 32 statements of the card by direction, and rows in one's own words."""

from django import forms

from mentoring.kit.text import tidy
from programs.choices import DifficultyKind
from programs.edits import DifficultyRow, in_order

from .section import SectionForm, ShortText, note

MARKS = (
    ("", "не отмечено"),
    ("difficulty", "трудно"),
    ("priority", "трудно и важно"),
    ("strength", "сильная сторона"),
)
OWN_KINDS = MARKS[1:]


def mark_of(row):
    """The mark of a kept row as the lists show it."""
    if row.kind == DifficultyKind.STRENGTH:
        return "strength"
    return "priority" if row.priority else "difficulty"


def kind_of(mark):
    return DifficultyKind.STRENGTH if mark == "strength" else DifficultyKind.DIFFICULTY


class OwnRow(forms.Form):
    """A difficulty or a strength in the authors' own words."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = ShortText(label="Своими словами", required=False, longest=300)
    direction = forms.ChoiceField(
        label="Направление", required=False, error_messages={"invalid_choice": "Выберите направление из списка."}
    )
    mark = forms.ChoiceField(
        label="Что это", choices=OWN_KINDS, required=False, error_messages={"invalid_choice": "Выберите из списка."}
    )
    member = forms.TypedChoiceField(label="У кого", required=False, coerce=int, empty_value=None)

    def __init__(self, *args, directions=(), mentees=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["direction"].choices = [("", "Выберите"), *directions]
        if len(mentees) > 1:
            self.fields["member"].choices = [("", "у всех"), *((p.pk, p.short_name) for p in mentees)]
        else:
            del self.fields["member"]

    def clean(self):
        if self.cleaned_data.get("text") and not self.cleaned_data.get("direction") and "direction" not in self.errors:
            self.add_error("direction", "Выберите направление.")

    def row(self):
        said = self.cleaned_data
        if not said.get("text") or not said.get("direction") or said.get("DELETE"):
            return None
        mark = said.get("mark") or "difficulty"
        return DifficultyRow(
            kind_of(mark),
            said["direction"],
            said["text"],
            priority=mark == "priority",
            member=said.get("member"),
            key=said.get("key"),
        )


OwnRows = forms.formset_factory(OwnRow, extra=2, can_delete=True, max_num=40)


class DifficultiesForm(SectionForm):
    """One list per statement of the card, the free words about strengths, and the formset `own`."""

    strengths = note("На что опираемся", 3, "Что получается хорошо и как это поможет.", optional=True)

    def __init__(self, data=None, *, groups, directions, **kwargs):
        self.groups = groups
        self.directions = directions
        super().__init__(data, **kwargs)
        shown = None if data is not None else self._own_rows()  # a sent row equal to a kept one must not look untouched
        self.own = OwnRows(data, prefix="own", initial=shown, form_kwargs=self._row_kwargs())

    def arrange(self):
        kept = {row.statement: row for row in self.current["difficulties"] if row.statement}
        for _, _, statements in self.groups:
            for statement in statements:
                row = kept.get(statement.code)
                self.fields[f"st_{statement.code}"] = forms.ChoiceField(
                    label=statement.text, choices=MARKS, required=False, initial=mark_of(row) if row else ""
                )
                if len(self.page.mentees) > 1:
                    self._add_member(statement, row)

    def _add_member(self, statement, row):
        self.fields[f"who_{statement.code}"] = forms.TypedChoiceField(
            label=f"У кого: {statement.text}",
            choices=[("", "у всех"), *((p.pk, p.short_name) for p in self.page.mentees)],
            required=False,
            coerce=int,
            empty_value=None,
            initial=row.member if row else "",
        )

    def _own_rows(self):
        """Rows in one's own words, and those of statements that the card no longer has."""
        offered = {statement.code for _, _, statements in self.groups for statement in statements}
        return [
            {"key": row.key, "text": row.text, "direction": row.direction, "mark": mark_of(row), "member": row.member}
            for row in self.current["difficulties"]
            if row.statement not in offered
        ]

    def _row_kwargs(self):
        return {
            "directions": [(row.code, row.short) for row in self.directions],
            "mentees": self.page.mentees if self.page else (),
        }

    def listed(self):
        """(direction in words, how many are marked, [(list of marks, list of people)]) for the page."""
        made = []
        for _, name, statements in self.groups:
            fields = [(self[f"st_{s.code}"], self._who(s)) for s in statements]
            marked = sum(bool(field.value()) for field, _ in fields)
            made.append((f"{name}: отмечено {marked}" if marked else name, marked, fields))
        return made

    def _who(self, statement):
        name = f"who_{statement.code}"
        return self[name] if name in self.fields else None

    def is_valid(self):
        return super().is_valid() and self.own.is_valid()

    def values(self):
        """Strengths in words and the rows; a list that cannot be read leaves its row as it was."""
        values = super().values()
        self.own.is_valid()
        rows = [*self._statement_rows(), *(row for form in self.own if (row := form.row()))]
        order = [row.code for row in self.directions]
        return {**values, "difficulties": in_order(rows, order)}

    def _statement_rows(self):
        for direction, _, statements in self.groups:
            for statement in statements:
                mark = self.cleaned_data.get(f"st_{statement.code}", "")
                if mark:
                    yield DifficultyRow(
                        kind_of(mark),
                        direction,
                        tidy(statement.text),
                        statement.code,
                        mark == "priority",
                        self.cleaned_data.get(f"who_{statement.code}"),
                    )

    def shown(self, values):
        return {name: value for name, value in values.items() if name != "difficulties"}
