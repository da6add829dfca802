"""A name in the oblique cases."""

from django import forms

from mentoring.kit.declension import CASES, QUESTIONS

from .fields import TextField

EXAMPLES = {
    "gen": "согласие",
    "dat": "помогать",
    "acc": "назначить",
    "ins": "программа составлена",
    "pre": "сведения о",
}


class CasesForm(forms.Form):
    """Doubtful cases say so and offer the rival form."""

    def __init__(self, *args, person, **kwargs):
        kept = person.name_cases
        super().__init__(*args, initial={case: kept.get(case, person.full_name) for case in CASES}, **kwargs)
        for case in CASES:
            self.fields[case] = TextField(
                label=f"{QUESTIONS[case].capitalize()} – {EXAMPLES[case]}",
                longest=310,
                missing="Напишите имя в этом падеже.",
                help_text=_hint(kept, case),
            )


def _hint(kept, case):
    if case not in kept.get("doubt", []):
        return ""
    other = kept.get("other", {}).get(case)
    return f"Проверьте. Может быть: {other}." if other else "Проверьте: мы не уверены."
